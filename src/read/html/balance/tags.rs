//! HTML's tags.

use std::rc::Rc;

use pulldown_cmark::{Event, TagEnd};

use super::{Balance, Format, Kind, Lasts, Phrase};
use crate::read::html::collect::Collector;
use crate::read::html::element::{Element, MediaTag, Role};
use crate::read::html::report::Report;
use crate::read::html::{Leaf, Token};
use crate::read::nesting::MAX_INLINES;
use crate::read::weave::Meaning;

impl<'a> Balance<'a, '_> {
    /// An opening tag. `source` is what was typed, where that may be no tag at all.
    pub(super) fn open(
        &mut self,
        element: Rc<Element>,
        end: Option<usize>,
        source: Option<String>,
    ) {
        if self.opaque > 0 {
            return;
        }
        if let Some(collector) = &mut self.collector {
            return collector.open(&element);
        }
        if self.is_verbatim() {
            return self.open_in_verbatim(&element);
        }
        let is_closed = end.is_some();
        if element.look.is_hidden && is_closed && !element.role.is_leaf() {
            (self.report)(Report::Hidden, self.place.clone());
            return self.collect(Collector::Nothing);
        }
        match &element.role {
            Role::Phrase
            | Role::Code
            | Role::Quotation
            | Role::Abbreviation(_)
            | Role::Link(_)
            | Role::Ruby
            | Role::Reading
            | Role::Parenthesis => self.begin_format(&element, end),
            Role::LineBreak => {
                self.make_room();
                self.line.space = None;
                self.emit(Token::Markdown(Event::HardBreak));
            }
            Role::Image(tag) => {
                if !element.look.is_hidden && self.in_line() {
                    let size = element.look.picture_size();
                    self.emit(Token::Leaf(Leaf::Image { tag: tag.clone(), size }));
                }
            }
            Role::CheckBox(done) => {
                self.make_room();
                self.emit(Token::Markdown(Event::TaskListMarker(*done)));
            }
            // Of a drawing that a block has ended only the words are left.
            Role::Shape(shape) => {
                for said in shape.said() {
                    self.text(&format!(" {said} "));
                }
            }
            Role::Rule => self.rule(&element),
            Role::WordBreak => {
                if self.in_line() {
                    self.emit(Token::Text("\u{200B}".into()));
                }
            }
            Role::Area(tag) => self.area(tag),
            Role::Leftwards => (self.report)(Report::Leftwards, self.place.clone()),
            Role::Canvas => (self.report)(Report::Canvas, self.place.clone()),
            Role::Media(_)
            | Role::Pictured(_)
            | Role::Gauge(_)
            | Role::Formula
            | Role::Drawing(_)
            | Role::Dropped(_) => {
                let collector = Collector::new(&element);
                if let Role::Dropped(dropped) = &element.role {
                    self.report_dropped(*dropped, &element.name);
                }
                let is_drawing = matches!(element.role, Role::Drawing(_));
                match is_closed && !element.is_void() {
                    true => self.collect(collector),
                    false if is_drawing => {
                        let name = element.name.clone();
                        (self.report)(Report::Unclosed(name), self.place.clone());
                    }
                    false => self.show(collector),
                }
            }
            Role::Unknown(text) => self.unknown(&element, text.as_deref(), end, source),
            Role::Nothing | Role::Source(_) | Role::Annotation(_) | Role::Stray => {}
            Role::Flow
            | Role::Paragraph
            | Role::Heading(_)
            | Role::Quote
            | Role::Verbatim(_)
            | Role::List(_)
            | Role::Item(_)
            | Role::Definitions
            | Role::Term
            | Role::Meaning
            | Role::Figure
            | Role::FigureCaption
            | Role::Details(_)
            | Role::Summary
            | Role::Table
            | Role::TableCaption
            | Role::Rows(_)
            | Role::Row
            | Role::Cell(_)
            | Role::Columns(_) => self.open_block(element, is_closed),
        }
    }

    pub(super) fn close(
        &mut self,
        name: &str,
        start: Option<usize>,
        source: Option<String>,
    ) {
        if self.opaque > 0 {
            return;
        }
        if let Some(index) = start.and_then(|start| self.opened_by(start)) {
            return self.pop_to(index);
        }
        if let Some(collector) = &mut self.collector {
            return collector.close(name);
        }
        let is_format = |format: &Format| matches!(format.lasts, Lasts::Tag { start: at, .. } if start == Some(at));
        if let Some(index) = self.formats.iter().rposition(is_format) {
            self.end_format(index);
        } else if name == "br" {
            self.make_room();
            self.emit(Token::Markdown(Event::HardBreak));
        } else if let Some(source) = source
            && start.is_none()
        {
            self.text(&source);
        }
    }

    /// The block that a tag opened. Tags in different blocks of Markdown are no pair.
    pub(super) fn opened_by(&self, start: usize) -> Option<usize> {
        for (index, frame) in self.frames.iter().enumerate().rev() {
            match &frame.kind {
                Kind::Markdown(TagEnd::Paragraph | TagEnd::Heading(_)) => {}
                Kind::Markdown(_) | Kind::Container => return None,
                _ if frame.start() == Some(start) => return Some(index),
                Kind::Element { .. } | Kind::Collected { .. } => {}
            }
        }
        None
    }

    pub(super) fn open_in_verbatim(&mut self, element: &Element) {
        match &element.role {
            // In a diagram it is part of a label.
            Role::LineBreak if self.is_in_diagram() => {
                self.emit(Token::Text("<br/>".into()));
            }
            Role::LineBreak => self.emit(Token::Text("\n".into())),
            Role::Image(tag) => self.emit(Token::Text(tag.alt.clone())),
            Role::Media(tag) => {
                let title = tag.title.clone().unwrap_or_default();
                self.emit(Token::Text(title));
            }
            Role::Shape(shape) => {
                for said in shape.said() {
                    self.emit(Token::Text(said.to_owned()));
                }
            }
            // The language is said by the code inside.
            Role::Code if !element.language.is_empty() => {
                if let Some((Token::Open(open), _)) = self.out.last_mut()
                    && let Role::Verbatim(language) = &mut open.role
                {
                    language.clone_from(&element.language);
                }
            }
            _ => {}
        }
    }

    pub(super) fn begin_format(&mut self, element: &Rc<Element>, end: Option<usize>) {
        self.anchor(element);
        let mut element = Rc::clone(element);
        let in_ruby = |format: &Format| format.has_role(&Role::Ruby);
        if matches!(element.role, Role::Reading | Role::Parenthesis) {
            let is_beside = |format: &Format| {
                format.has_role(&Role::Reading) || format.has_role(&Role::Parenthesis)
            };
            if let Some(index) = self.formats.iter().rposition(is_beside) {
                self.end_format(index);
            }
            if !self.formats.iter().any(in_ruby) {
                Rc::make_mut(&mut element).role = Role::Phrase;
            }
        }
        let says_nothing = matches!(element.role, Role::Phrase | Role::Link(None))
            && element.look.styles.is_empty();
        if says_nothing {
            return;
        }
        if self.formats.len() >= MAX_INLINES {
            return self.report_depth();
        }
        if end.is_none() && !element.role.end_is_optional() {
            let name = element.name.clone();
            (self.report)(Report::Unclosed(name), self.place.clone());
        }
        let lasts = match end {
            Some(end) => Lasts::Tag { start: self.now, end },
            None => Lasts::Paragraph,
        };
        self.push_format(Phrase::Element(element), lasts);
    }

    pub(super) fn rule(&mut self, element: &Element) {
        if self.in_line_block() {
            self.line.breaks = true;
            return;
        }
        self.leave_paragraph();
        self.make_room();
        self.end_line();
        self.emit(match element.look.breaks_after || element.look.breaks_before {
            true => Token::Mark(Meaning::PageBreak),
            false => Token::Markdown(Event::Rule),
        });
    }

    /// What is no element of HTML: a component of the site's, or no tag at all.
    pub(super) fn unknown(
        &mut self,
        element: &Element,
        text: Option<&str>,
        end: Option<usize>,
        source: Option<String>,
    ) {
        let source = source.filter(|_| end.is_none());
        if self.unknown.insert(element.name.clone()) {
            let (name, is_shown) = (element.name.clone(), source.is_some());
            (self.report)(Report::Unknown { name, is_shown }, self.place.clone());
        }
        let holds_something = end.is_some_and(|end| end > self.now + 1);
        match (source, text) {
            (Some(source), _) => self.text(&source),
            // What a box is called stands above it.
            (None, Some(text)) if holds_something && !self.in_line_block() => {
                self.leave_paragraph();
                self.separate();
                self.in_line();
                self.emit(Token::Open(Box::new(Element::bold())));
                self.emit(Token::Text(text.to_owned()));
                self.emit(Token::Close);
                self.separate();
            }
            (None, Some(text)) if !holds_something => self.text(text),
            (None, _) => {}
        }
    }

    /// A link from a part of a picture, after it and apart from others.
    pub(super) fn area(&mut self, tag: &MediaTag) {
        let MediaTag { address, title, poster: _ } = tag.clone();
        let Some(address) = address else { return };
        self.text(" ");
        if self.in_line() {
            self.emit(Token::Leaf(Leaf::Medium { address, title }));
        }
        self.text(" ");
    }

    /// Begins to gather what lies in an element instead of showing it.
    pub(super) fn collect(&mut self, collector: Collector) {
        self.collector = Some(collector);
        let (start, range) = (self.now, self.place.clone());
        self.push(Kind::Collected { start, range }, false, false);
    }

    /// Shows what stands for what was gathered.
    pub(super) fn show(&mut self, collector: Collector) {
        let (leaves, report) = collector.finish();
        if let Some(report) = report {
            (self.report)(report, self.place.clone());
        }
        for (index, leaf) in leaves.into_iter().enumerate() {
            if index > 0 {
                self.leave_paragraph();
                self.separate();
            }
            match leaf {
                Leaf::Text(text) => self.text(&text),
                leaf if self.in_line() => self.emit(Token::Leaf(leaf)),
                _ => {}
            }
        }
    }
}
