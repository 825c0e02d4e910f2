//! The blocks and phrases that are open.

use std::rc::Rc;

use pulldown_cmark::{Event, TagEnd};

use super::{Balance, Format, Frame, Kind, Lasts, Phrase};
use crate::read::html::element::{Element, MERMAID, Role};
use crate::read::html::{Leaf, Token};
use crate::read::nesting::{MAX_BLOCKS, MAX_INLINES};

impl<'a> Balance<'a, '_> {
    pub(super) fn push_element(
        &mut self,
        element: &Rc<Element>,
        start: Option<usize>,
        is_closed: bool,
    ) {
        let counts = element.counts();
        let is_in_hidden = element.role.is_part()
            && self.frames.last().is_some_and(|frame| !frame.is_shown);
        let is_shown = !is_in_hidden && (!counts || self.depth < MAX_BLOCKS);
        if counts && !is_shown {
            self.report_depth();
        }
        self.end_line();
        let kind = Kind::Element { role: element.role.clone(), start, is_closed };
        self.push(kind, counts, is_shown);
        match is_shown {
            true => self.emit(Token::Open(Box::new(Element::clone(element)))),
            false => self.anchor(element),
        }
        if !element.look.styles.is_empty() && self.formats.len() < MAX_INLINES {
            let mut look = element.look.clone();
            look.align = None;
            let style = Element { look, ..Element::implied(Role::Phrase) };
            self.push_format(Phrase::Element(Rc::new(style)), Lasts::Block);
        }
    }

    /// Makes ready for a block of Markdown. Whether it is to be shown.
    pub(super) fn begin_block(&mut self) -> bool {
        if self.takes_text() {
            return false;
        }
        self.leave_paragraph();
        // What can hold only a line ends where a block of Markdown begins.
        while self.in_line_block() {
            self.pop();
        }
        self.make_room();
        self.end_line();
        true
    }

    /// Ends the paragraph that is open, if it ends where any block begins.
    pub(super) fn leave_paragraph(&mut self) {
        while self.frames.last().is_some_and(|frame| {
            frame.is_shown
                && match &frame.kind {
                    Kind::Markdown(end) => *end == TagEnd::Paragraph,
                    Kind::Element { role, is_closed, .. } => {
                        *role == Role::Paragraph && !is_closed
                    }
                    Kind::Container | Kind::Collected { .. } => false,
                }
        }) {
            self.pop();
        }
    }

    /// Gives what comes an item or a cell where nothing else may stand.
    pub(super) fn make_room(&mut self) {
        while let Some(role) = self.frames.last().and_then(Frame::implied) {
            self.push_element(&Rc::new(Element::implied(role)), None, true);
        }
    }

    /// Whether the place is in a block that can hold only a line.
    pub(super) fn in_line_block(&self) -> bool {
        self.shown_frame().is_some_and(Frame::is_line)
    }

    pub(super) fn is_verbatim(&self) -> bool {
        let role = self.shown_frame().and_then(Frame::role);
        role.is_some_and(|role| matches!(role, Role::Verbatim(_)))
    }

    pub(super) fn is_in_diagram(&self) -> bool {
        let role = self.shown_frame().and_then(Frame::role);
        role.is_some_and(|role| matches!(role, Role::Verbatim(name) if name == MERMAID))
    }

    /// The innermost block in the stream.
    pub(super) fn shown_frame(&self) -> Option<&Frame> {
        self.frames.get(self.frames.last()?.shown?)
    }

    pub(super) fn push(&mut self, kind: Kind, counts: bool, is_shown: bool) {
        self.depth += usize::from(counts);
        self.elements += usize::from(matches!(kind, Kind::Element { .. }));
        let shown = match is_shown {
            true => Some(self.frames.len()),
            false => self.frames.last().and_then(|frame| frame.shown),
        };
        self.frames.push(Frame { kind, counts, is_shown, shown });
    }

    pub(super) fn pop_to(&mut self, length: usize) {
        while self.frames.len() > length {
            self.pop();
        }
    }

    /// Ends the innermost block.
    pub(super) fn pop(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.depth -= usize::from(frame.counts);
        self.elements -= usize::from(matches!(frame.kind, Kind::Element { .. }));
        if let Kind::Collected { range, .. } = frame.kind {
            let end = std::mem::replace(&mut self.place, range);
            if let Some(collector) = self.collector.take() {
                self.show(collector);
            }
            self.place = end;
            return;
        }
        if self.collector.is_some() {
            return;
        }
        if !frame.is_shown && (self.in_line_block() || self.is_verbatim()) {
            if self.is_verbatim() {
                self.emit(Token::Text("\n\n".into()));
            }
            self.line.breaks = true;
            return;
        }
        self.end_line();
        match (frame.is_shown, frame.kind) {
            (true, Kind::Markdown(end)) => self.emit(Token::Markdown(Event::End(end))),
            (true, _) => self.emit(Token::Close),
            (false, Kind::Markdown(TagEnd::List(_))) => {
                self.emit(Token::Markdown(Event::HardBreak));
            }
            (false, _) => {}
        }
        let (now, left) = (self.now, self.frames.len());
        self.keep_formats(|format| {
            format.frames <= left
                || match format.lasts {
                    Lasts::Markdown => true,
                    Lasts::Tag { end, .. } => end > now,
                    Lasts::Paragraph | Lasts::Block => false,
                }
        });
        for format in self.formats.iter_mut().rev() {
            if format.frames <= left {
                break;
            }
            format.frames = left;
        }
    }

    /// A block of HTML, or what is left of a paragraph, has ended: what is never closed
    /// ends with it.
    pub(super) fn end_html(&mut self) {
        let mut left = self.frames.len();
        for (index, frame) in self.frames.iter().enumerate().rev() {
            match &frame.kind {
                Kind::Element { role, is_closed, .. } => {
                    if !is_closed && !role.end_is_optional() {
                        left = index;
                    }
                }
                Kind::Collected { .. } => {}
                Kind::Markdown(_) | Kind::Container => break,
            }
        }
        self.pop_to(left);
        self.keep_formats(|format| format.lasts != Lasts::Paragraph);
        self.separate();
    }

    pub(super) fn push_format(&mut self, phrase: Phrase<'a>, lasts: Lasts) {
        let (frames, range) = (self.frames.len(), self.place.clone());
        let (is_begun, is_cut) = (matches!(phrase, Phrase::Markdown(_)), false);
        self.formats.push(Format { phrase, lasts, frames, is_begun, is_cut, range });
    }

    /// Ends a phrase, and those in it that are never closed.
    pub(super) fn end_format(&mut self, index: usize) {
        self.hide_formats(index);
        self.formats.remove(index);
        let mut at = 0;
        self.keep_formats(|format| {
            at += 1;
            at <= index || format.lasts != Lasts::Paragraph
        });
    }

    /// Ends the phrases that are not to be kept.
    pub(super) fn keep_formats(&mut self, mut keep: impl FnMut(&Format) -> bool) {
        let kept: Vec<bool> = self.formats.iter().map(&mut keep).collect();
        let Some(first) = kept.iter().position(|kept| !kept) else { return };
        if self.collector.is_none() {
            self.hide_formats(first);
        }
        let mut kept = kept.into_iter();
        self.formats.retain(|_| kept.next().unwrap_or(true));
        self.shown_formats = self.shown_formats.min(first);
    }

    /// The place that links to an element lead to.
    pub(super) fn anchor(&mut self, element: &Element) {
        if let Some(id) = &element.id {
            self.make_room();
            self.emit(Token::Leaf(Leaf::Place(id.clone())));
        }
    }
}
