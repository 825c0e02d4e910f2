//! Markdown's blocks, phrases and marks.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Balance, Format, Frame, Kind, Lasts, Phrase};
use crate::read::html::Token;
use crate::read::nesting::{self, MAX_BLOCKS, MAX_INLINES};
use crate::read::weave::Meaning;

impl<'a> Balance<'a, '_> {
    pub(super) fn markdown(&mut self, event: Event<'a>) {
        if self.opaque > 0 {
            return self.pass(event);
        }
        if self.takes_text()
            && let Some(text) = said(&event)
        {
            return self.text(&text);
        }
        match event {
            Event::Start(Tag::Image { ref title, .. }) => {
                if self.takes_text() {
                    self.text(title);
                } else if self.in_line() {
                    self.emit(Token::Markdown(event));
                }
                self.opaque = 1;
            }
            Event::Start(tag) if is_phrase(&tag.to_end()) => self.begin_phrase(tag),
            Event::End(tag) if is_phrase(&tag) => self.end_phrase(tag),
            Event::Start(Tag::CodeBlock(_)) | Event::Rule => {
                self.opaque = usize::from(event != Event::Rule);
                if self.begin_block() {
                    self.emit(Token::Markdown(event));
                }
            }
            Event::Start(tag) => self.begin_markdown(tag),
            Event::End(tag) => self.end_markdown(tag),
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {
                self.make_room();
                self.emit(Token::Markdown(event));
            }
            Event::Text(_)
            | Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::InlineHtml(_)
            | Event::Html(_) => {
                if self.in_line() {
                    self.emit(Token::Markdown(event));
                }
            }
        }
    }

    /// What lies in a code block or a picture's description.
    pub(super) fn pass(&mut self, event: Event<'a>) {
        match &event {
            Event::Start(_) => self.opaque += 1,
            Event::End(_) => self.opaque -= 1,
            _ => {}
        }
        match said(&event) {
            Some(text) if self.takes_text() => self.text(&text),
            _ if self.takes_text() => {}
            _ => self.emit(Token::Markdown(event)),
        }
    }

    /// Whether only the text of what comes is wanted.
    pub(super) fn takes_text(&self) -> bool {
        self.collector.is_some() || self.is_verbatim()
    }

    pub(super) fn begin_phrase(&mut self, tag: Tag<'a>) {
        let fits =
            !self.takes_text() && self.in_line() && self.formats.len() < MAX_INLINES;
        self.phrases.push(fits);
        if fits {
            self.emit(Token::Markdown(Event::Start(tag.clone())));
            self.push_format(Phrase::Markdown(tag), Lasts::Markdown);
            self.shown_formats = self.formats.len();
        } else if !self.takes_text() {
            self.report_depth();
        }
    }

    pub(super) fn end_phrase(&mut self, end: TagEnd) {
        if self.phrases.pop() != Some(true) {
            return;
        }
        let is_it = |format: &Format| matches!(&format.phrase, Phrase::Markdown(tag) if tag.to_end() == end);
        if let Some(index) = self.formats.iter().rposition(is_it) {
            self.end_format(index);
        }
    }

    pub(super) fn begin_markdown(&mut self, tag: Tag<'a>) {
        let end = tag.to_end();
        let is_line = matches!(end, TagEnd::Paragraph | TagEnd::Heading(_));
        if is_line && self.in_line_block() || self.takes_text() {
            // A paragraph in a line is a line of its own there.
            self.line.breaks = true;
            return self.push(Kind::Markdown(end), false, false);
        }
        self.begin_block();
        let counts = nesting::counts(&end);
        let is_in_hidden = end == TagEnd::Item
            && self.frames.last().is_some_and(|frame| !frame.is_shown);
        let is_shown = !is_in_hidden && (!counts || self.depth < MAX_BLOCKS);
        self.push(Kind::Markdown(end), counts, is_shown);
        if is_shown {
            return self.emit(Token::Markdown(Event::Start(tag)));
        }
        self.report_depth();
        // The texts of two items must not run together.
        if end == TagEnd::Item {
            self.emit(Token::Markdown(Event::HardBreak));
        }
    }

    pub(super) fn end_markdown(&mut self, end: TagEnd) {
        let may_be_gone = matches!(end, TagEnd::Paragraph | TagEnd::Heading(_));
        for (index, frame) in self.frames.iter().enumerate().rev() {
            match &frame.kind {
                Kind::Markdown(open) if *open == end => return self.pop_to(index),
                Kind::Markdown(_) | Kind::Container if may_be_gone => break,
                _ => {}
            }
        }
        // A tag has ended the paragraph before.
        self.end_html();
    }

    pub(super) fn mark(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Close => {
                let is_block = |frame: &Frame| {
                    matches!(frame.kind, Kind::Container | Kind::Markdown(_))
                };
                // An end of a container that did not begin here ends nothing.
                if let Some(last) = self.frames.iter().rposition(is_block)
                    && matches!(self.frames[last].kind, Kind::Container)
                {
                    self.pop_to(last);
                }
            }
            Meaning::Open(ref container) => {
                if let (Some(collector), Some(title)) =
                    (&mut self.collector, &container.title)
                {
                    collector.text(&title.text);
                }
                let is_shown = self.begin_block();
                self.push(Kind::Container, false, is_shown);
                if is_shown {
                    self.emit(Token::Mark(meaning));
                } else if self.is_verbatim() {
                    self.emit(Token::Mark(Meaning::Text));
                }
            }
            // Where only text can be, a formula is its LaTeX.
            Meaning::DisplayFormula(tex) | Meaning::Formula(tex)
                if self.takes_text() && !self.is_verbatim() =>
            {
                self.text(&tex);
            }
            meaning => {
                if self.is_verbatim() || self.begin_block() {
                    self.emit(Token::Mark(meaning));
                }
            }
        }
    }
}

/// What an event comes to where only text can be.
fn said<'e>(event: &'e Event) -> Option<Cow<'e, str>> {
    Some(match event {
        Event::Text(text) | Event::Code(text) => Cow::Borrowed(&**text),
        Event::SoftBreak | Event::HardBreak => "\n".into(),
        Event::FootnoteReference(label) => format!("[^{label}]").into(),
        Event::TaskListMarker(done) => (if *done { "[x] " } else { "[ ] " }).into(),
        Event::Start(_)
        | Event::End(_)
        | Event::Rule
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::Html(_)
        | Event::InlineHtml(_) => return None,
    })
}

/// Whether a tag of Markdown's stands in a line.
fn is_phrase(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}
