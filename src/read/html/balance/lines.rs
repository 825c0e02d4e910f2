//! What stands in a line.

use std::rc::Rc;

use pulldown_cmark::{CowStr, Event};

use super::{Balance, Line, MAX_REPEATED, Phrase};
use crate::read::html::Token;
use crate::read::html::element::Element;
use crate::read::html::report::Report;
use crate::read::weave::Meaning;

impl<'a> Balance<'a, '_> {
    /// Makes ready for something that stands in a line. Whether it is to be shown.
    pub(super) fn in_line(&mut self) -> bool {
        if self.collector.is_some() {
            return false;
        }
        self.make_room();
        self.space();
        while self.shown_formats < self.formats.len() {
            self.show_format();
        }
        self.line.has_begun = true;
        true
    }

    /// Begins a phrase in the line, for the first time or again.
    fn show_format(&mut self) {
        let format = &mut self.formats[self.shown_formats];
        self.shown_formats += 1;
        if format.is_begun {
            self.repeated += format.phrase.address();
            format.is_cut |= self.repeated > MAX_REPEATED && format.phrase.address() > 0;
        }
        if format.is_cut {
            if !std::mem::replace(&mut self.too_long, true) {
                (self.report)(Report::TooLong, format.range.clone());
            }
            return;
        }
        let token = match &mut format.phrase {
            Phrase::Markdown(tag) => Token::Markdown(Event::Start(tag.clone())),
            Phrase::Element(element) => {
                let token = Token::Open(Box::new(Element::clone(element)));
                if !format.is_begun {
                    *element = Rc::new(element.continued());
                }
                token
            }
        };
        format.is_begun = true;
        self.out.push((token, format.range.clone()));
    }

    /// White space that has been waiting.
    pub(super) fn space(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.line.has_begun = line.has_begun;
        match line.space {
            _ if !line.has_begun => {}
            _ if line.breaks => self.emit(Token::Markdown(Event::HardBreak)),
            Some((true, range)) => {
                self.out.push((Token::Markdown(Event::SoftBreak), range));
            }
            Some((false, range)) => self.out.push((Token::Text(" ".into()), range)),
            None => {}
        }
    }

    /// Ends the line; the phrases that are open go on in the next.
    pub(super) fn end_line(&mut self) {
        if self.collector.is_some() {
            return;
        }
        self.hide_formats(0);
        self.line = Line::default();
    }

    /// Ends the line where no block begins or ends that would.
    pub(super) fn separate(&mut self) {
        if self.in_line_block() {
            self.line.breaks = true;
        } else if !self.takes_text() {
            let has_begun = self.line.has_begun;
            self.end_line();
            if has_begun {
                self.emit(Token::Mark(Meaning::Nothing));
            }
        }
    }

    /// Ends the phrases of the line from the outermost but `kept` on.
    pub(super) fn hide_formats(&mut self, kept: usize) {
        while self.shown_formats > kept {
            self.shown_formats -= 1;
            let format = &self.formats[self.shown_formats];
            if format.is_cut {
                continue;
            }
            let token = match &format.phrase {
                Phrase::Markdown(tag) => Token::Markdown(Event::End(tag.to_end())),
                Phrase::Element(_) => Token::Close,
            };
            self.emit(token);
        }
    }

    /// Text in HTML, in which runs of white space are one space (CSS Text 4, 4.1).
    pub(super) fn text(&mut self, text: &str) {
        if let Some(collector) = &mut self.collector {
            return collector.text(text);
        }
        if self.opaque > 0 || self.is_verbatim() {
            return self.emit(Token::Text(text.to_owned()));
        }
        let is_blank = |c: char| c.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_blank);
            let blank = &rest[..rest.len() - word.len()];
            if !blank.is_empty() && self.line.has_begun {
                let ends_line = blank.contains('\n');
                let space = self.line.space.get_or_insert((false, self.place.clone()));
                space.0 |= ends_line;
            }
            // Single spaces stay in the text.
            let end = words(word);
            if end > 0 && self.in_line() {
                self.emit(Token::Text(word[..end].to_owned()));
            }
            rest = &word[end..];
        }
    }

    pub(super) fn formula(&mut self, original: &str) {
        if let Some(collector) = &mut self.collector {
            collector.text(original);
        } else if self.is_verbatim() {
            self.emit(Token::Text(original.to_owned()));
        } else if self.in_line() {
            self.emit(Token::Markdown(Event::Code(CowStr::Borrowed("$"))));
        }
    }
}

/// How many bytes of a text are words with single spaces between them.
fn words(text: &str) -> usize {
    let mut blank = None;
    for (at, c) in text.char_indices() {
        match (c.is_ascii_whitespace(), blank) {
            (true, None) if c == ' ' => blank = Some(at),
            (true, None) => return at,
            (true, Some(start)) => return start,
            (false, _) => blank = None,
        }
    }
    blank.unwrap_or(text.len())
}
