//! Typst source, put together so that no text can become code.
//!
//! The source is in code mode: every text of the author's is a string literal, which ends
//! only at an unescaped quotation mark. Markup would need a list of characters to escape,
//! and such lists are never complete.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Refusals;
use super::refusals::replaced;
use super::stack::{DIVIDER, Stack};
use crate::source::Span;

/// Stands for what cannot be shown: the mark that Chinese and Japanese compositors set
/// where a type was missing. U+FFFD is in none of the bundled fonts.
pub(super) const REPLACEMENT: &str = "〓";

/// Typst code under construction.
///
/// There are three ways in: code of ours, which is `&'static str`; literals, which are
/// escaped; and names of variables or files, which are checked. `spans` remembers which
/// author's text each part came from.
#[derive(Default)]
pub(super) struct Sink {
    code: String,
    spans: Vec<(Range<usize>, Span)>,
    spelled: Spelled,
}

/// Small characters for which a sign and ordinary ones are written, and where first.
pub(super) type Spelled = BTreeMap<char, usize>;

impl Sink {
    /// Our own code.
    pub(super) fn code(&mut self, code: &'static str) {
        self.code.push_str(code);
    }

    /// A text as a string literal.
    pub(super) fn string(&mut self, text: &str) {
        self.code.push('"');
        let mut stack = Stack::default();
        for c in text.chars() {
            if stack.is_full(c) {
                self.code.push(DIVIDER);
            }
            match c {
                '"' => self.code.push_str("\\\""),
                '\\' => self.code.push_str("\\\\"),
                '\n' => self.code.push_str("\\n"),
                '\r' => self.code.push_str("\\r"),
                '\t' => self.code.push_str("\\t"),
                // It shows nothing, and PDF/UA-1 forbids it.
                '\u{FEFF}' => {}
                // Control characters show nothing and have no glyph.
                c if c.is_control() || c == '\u{FFFE}' => {
                    self.code.push_str(REPLACEMENT);
                }
                c => self.code.push(c),
            }
        }
        self.code.push('"');
    }

    /// A text as a string literal that can be shown.
    pub(super) fn shown(&mut self, text: &str, refused: &Refusals) {
        let text = self.showable(text, refused);
        self.string(&text);
    }

    /// A text, soon to be written, in which everything can be shown: what no font has is
    /// replaced.
    pub(super) fn showable(&mut self, text: &str, refused: &Refusals) -> String {
        let at = self.position();
        replaced(text, &refused.text, |small| {
            small.chars().for_each(|c| _ = self.spelled.entry(c).or_insert(at));
        })
    }

    /// A text as a string literal that can be shown, or `none`.
    pub(super) fn optional_shown(&mut self, text: Option<&str>, refused: &Refusals) {
        match text {
            Some(text) => self.shown(text, refused),
            None => self.code("none"),
        }
    }

    /// A text as a string literal, or `none`.
    pub(super) fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.code("none"),
        }
    }

    /// A number.
    pub(super) fn number(&mut self, number: f64) {
        let number = if number.is_finite() { number } else { 0.0 };
        self.code.push_str(&number.to_string());
    }

    /// A whole number.
    pub(super) fn integer(&mut self, number: i64) {
        self.code.push_str(&number.to_string());
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, yes: bool) {
        self.code(if yes { "true" } else { "false" });
    }

    /// An array with one element for each item.
    pub(super) fn array<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut element: impl FnMut(&mut Sink, T),
    ) {
        self.code("(");
        for item in items {
            element(self, item);
            self.code(", ");
        }
        self.code(")");
    }

    /// Code that came from the author's text at `span`.
    pub(super) fn spanned(&mut self, span: Span, write: impl FnOnce(&mut Sink)) {
        let start = self.position();
        write(self);
        self.came_from(start, span);
    }

    /// How much code there is, in bytes.
    pub(super) fn position(&self) -> usize {
        self.code.len()
    }

    /// Says that the code since a position came from the author's text at `span`.
    pub(super) fn came_from(&mut self, start: usize, span: Span) {
        self.spans.push((start..self.code.len(), span));
    }

    /// The code, where its parts came from, in the order in which they ended, and what is
    /// spelled in it.
    pub(super) fn finish(self) -> (String, Vec<(Range<usize>, Span)>, Spelled) {
        (self.code, self.spans, self.spelled)
    }
}

#[cfg(test)]
mod tests {
    use typst::syntax::{SyntaxKind, ast, parse_code};

    use super::*;

    /// The value of the only string literal in some code.
    fn read_back(code: &str) -> Option<String> {
        let root = parse_code(code);
        assert!(root.errors_and_warnings().0.is_empty(), "{code}");
        let mut strings = root.children().filter(|node| node.kind() == SyntaxKind::Str);
        let string: ast::Str = strings.next()?.cast()?;
        Some(string.get().into())
    }

    /// Text made of what could end a literal, in an order drawn from a seed.
    fn hostile(seed: u64) -> String {
        const PARTS: [&str; 16] = [
            "\"",
            "\\",
            "\\u{41}",
            "\n",
            "\t",
            "#panic()",
            "//",
            "/*",
            "`",
            "$",
            "{",
            "}",
            "中文",
            "\u{202E}",
            "\u{1F600}",
            "\\n",
        ];
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut text = String::new();
        for _ in 0..seed % 12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(PARTS[(state % 16) as usize]);
        }
        text
    }

    #[test]
    fn text_in_is_text_out() {
        for seed in 0..5_000 {
            let text = hostile(seed);
            let mut sink = Sink::default();
            sink.string(&text);
            let code = sink.finish().0;
            assert_eq!(read_back(&code).as_deref(), Some(text.as_str()), "{code}");
        }
    }

    #[test]
    fn control_characters_are_replaced() {
        let mut sink = Sink::default();
        sink.string("a\u{0}b\u{1B}");
        assert_eq!(sink.finish().0, "\"a〓b〓\"");
        let mut sink = Sink::default();
        sink.string("\u{FEFF}a\u{FFFE}");
        assert_eq!(sink.finish().0, "\"a〓\"");
    }
}
