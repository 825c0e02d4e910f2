//! Code as a call of the theme's function.

use super::Writer;
use crate::document::{Code, CodeLine, Settled};

impl Writer<'_> {
    pub(super) fn listing(&mut self, code: &Code<Settled>) {
        let listing = &code.code;
        let refused = self.refused;
        let lines: Vec<CodeLine> = listing.lines.iter().map(expand_tabs).collect();
        self.sink.spanned(code.span, |sink| {
            sink.code("listing(language: ");
            sink.optional(listing.language.as_deref());
            sink.code(", title: ");
            sink.optional_shown(listing.title.as_deref(), refused);
            if let Some(number) = listing.first_number {
                sink.code(", number: ");
                sink.integer(number.into());
            }
            if listing.has_marks() {
                sink.code(", marks: ");
                sink.array(&lines, |sink, line| {
                    sink.optional(line.mark.map(|mark| mark.name()));
                });
            }
            sink.code(", text: ");
            let texts: Vec<String> = lines.iter().map(CodeLine::text).collect();
            sink.shown(&texts.join("\n"), refused);
            sink.code(", lines: (\n");
            for line in &lines {
                sink.array(&line.tokens, |sink, token| {
                    sink.code("(");
                    sink.string(token.class.name());
                    sink.code(", ");
                    sink.shown(&token.text, refused);
                    sink.code(")");
                });
                sink.code(",\n");
            }
            sink.code("))");
        });
    }
}

/// A line whose tabs have become spaces up to the next fourth column, as a typesetter
/// knows no tabs. An ideograph takes two columns.
fn expand_tabs(line: &CodeLine) -> CodeLine {
    let mut expanded = CodeLine { mark: line.mark, tokens: Vec::new() };
    let mut column = 0;
    for token in &line.tokens {
        let mut text = String::with_capacity(token.text.len());
        for c in token.text.chars() {
            if c == '\t' {
                let width = 4 - column % 4;
                text.extend(std::iter::repeat_n(' ', width));
                column += width;
            } else {
                text.push(c);
                column += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            }
        }
        expanded.push(token.class, &text);
    }
    expanded
}
