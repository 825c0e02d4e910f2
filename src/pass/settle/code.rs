//! Code gets its colours.

use super::Settler;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{CodeText, Listing};
use crate::highlight;
use crate::source::Span;

impl Settler<'_> {
    /// Highlights a code block. A language without a grammar is reported once a
    /// lesson.
    pub(super) fn listing(&mut self, code: CodeText, span: Span) -> Listing {
        let name = language(&code.info);
        let label = highlight::display_name(name).map(str::to_owned);
        if let Some(lines) = highlight::highlight(name, &code.text) {
            return Listing { language: label, lines };
        }
        if !highlight::is_plain(name) && self.unknown.insert(name.to_lowercase()) {
            let message = format!("there are no colours for code in `{name}`");
            let help = match highlight::nearest(name) {
                Some(near) => format!("did you mean `{near}`? it is set in one colour"),
                None => "it is set in one colour; write `text` if that is meant".into(),
            };
            self.diagnostics.push(
                Diagnostic::hint(Code::UnknownLanguage, span.start(), message).help(help),
            );
        }
        Listing { language: None, lines: highlight::plain(&code.text) }
    }
}

/// The language an info string names: its first word, whatever dialect wrote it, as in
/// `python`, `python,ignore`, `{.python}` or `python {1,3}`.
fn language(info: &str) -> &str {
    let info = info.trim_start().trim_start_matches(['{', '.']);
    info.split([' ', '\t', ',', '{', '}', ';', ':', '=']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_the_language() {
        for info in
            ["python", "python,ignore", "{.python}", "python {1,3}", "python:a.py"]
        {
            assert_eq!(language(info), "python", "{info}");
        }
        assert_eq!(language("c++"), "c++");
        assert_eq!(language(""), "");
    }
}
