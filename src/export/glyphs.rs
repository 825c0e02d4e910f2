//! What is said of characters that no font has: those of one line together, since a word of
//! another script has many.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceMap, Span};
use crate::write::typst::ordinary_text;

/// How many characters are named at one place.
const NAMED: usize = 40;

/// The diagnostics for texts of a character each, at their places.
pub(super) fn missing<'a>(
    texts: impl Iterator<Item = (&'a String, Option<Span>)>,
    sources: &SourceMap,
) -> Vec<Diagnostic> {
    let mut lines: BTreeMap<_, Vec<(Option<Span>, &str)>> = BTreeMap::new();
    for (text, span) in texts {
        let line = span.map(|span| {
            let file = sources.file(span.source());
            (span.source(), file.position(span.range().start).line)
        });
        let is_small = ordinary_text(text).is_some();
        lines.entry((line, is_small)).or_default().push((span, text));
    }
    let lines = lines.into_iter().map(|((_, is_small), mut texts)| {
        texts.sort_unstable();
        on_line(&texts, is_small)
    });
    lines.collect()
}

/// What is said of the characters of one line.
fn on_line(texts: &[(Option<Span>, &str)], is_small: bool) -> Diagnostic {
    let named = &texts[..texts.len().min(NAMED)];
    let signs: Vec<String> = named.iter().map(|(_, text)| format!("“{text}”")).collect();
    let codes = named.iter().map(|(_, text)| {
        let codes = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        codes.collect::<Vec<_>>().join(" ")
    });
    let codes: Vec<String> = codes.collect();
    let plural = if texts.len() == 1 { "" } else { "s" };
    let more = match texts.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} others"),
    };
    let message = format!(
        "no font has the character{plural} {} ({}){more}",
        signs.join(", "),
        codes.join(", ")
    );
    let span = texts.iter().find_map(|(span, _)| *span);
    match is_small {
        true => Diagnostic::hint(Code::MissingGlyph, span, message).help(
            "the ordinary character is printed for it, set small in text and as it is in \
             code and drawings",
        ),
        false => Diagnostic::warning(Code::MissingGlyph, span, message).help(
            "〓 is printed for it; add a font that has it with --font-path, and to the \
             fonts of the theme",
        ),
    }
}
