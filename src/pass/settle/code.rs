//! Code gets its colours.

use super::Settler;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{CodeText, Listing, Numbering};
use crate::highlight;
use crate::source::Span;

impl Settler<'_> {
    /// Highlights a code block. A language without a grammar is reported once a
    /// lesson.
    pub(super) fn listing(&mut self, code: CodeText, span: Span) -> Listing {
        let CodeText { language: name, title, numbering, text, marks } = code;
        let coloured = highlight::highlight(&name, &text);
        if coloured.is_none() && !highlight::is_plain(&name) {
            self.unknown_language(&name, span);
        }
        let mut lines = coloured.unwrap_or_else(|| highlight::plain(&text));
        for (index, mark) in marks {
            if let Some(line) = lines.get_mut(index) {
                line.mark = Some(mark);
            }
        }
        let first_number = match numbering {
            Numbering::Usual => self.line_numbers.then_some(1),
            Numbering::Off => None,
            Numbering::From(number) => Some(number),
        };
        let language = highlight::display_name(&name).map(str::to_owned);
        Listing { language, title, first_number, lines }
    }

    fn unknown_language(&mut self, name: &str, span: Span) {
        if !self.unknown.insert(name.to_lowercase()) {
            return;
        }
        let message = format!("there are no colours for code in `{name}`");
        let help = match highlight::nearest(name) {
            Some(near) => format!("did you mean `{near}`? it is set in one colour"),
            None => "it is set in one colour; write `text` if that is meant".into(),
        };
        self.diagnostics.push(
            Diagnostic::hint(Code::UnknownLanguage, span.start(), message).help(help),
        );
    }
}
