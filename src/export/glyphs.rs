//! What is said of characters that no font has: those of one line together, since a word of
//! another script has many.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceMap, Span};

/// How many characters are named at one place.
const NAMED: usize = 40;

/// What is printed for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Instead {
    /// The mark of a missing one.
    Mark,
    /// The ordinary one after a sign.
    Spelled,
    /// The ordinary one, small.
    Small,
}

/// The diagnostics for texts of a character each, at their places.
pub(super) fn missing<'a>(
    texts: impl Iterator<Item = (&'a String, Instead, Option<Span>)>,
    sources: &SourceMap,
) -> Vec<Diagnostic> {
    let mut lines: BTreeMap<_, Vec<(Option<Span>, &str)>> = BTreeMap::new();
    for (text, instead, span) in texts {
        let line = span.map(|span| {
            let file = sources.file(span.source());
            (span.source(), file.position(span.range().start).line)
        });
        lines.entry((line, instead)).or_default().push((span, text));
    }
    let lines = lines.into_iter().map(|((_, instead), mut texts)| {
        texts.sort_unstable();
        on_line(&texts, instead)
    });
    lines.collect()
}

/// What is said of the characters of one line.
fn on_line(texts: &[(Option<Span>, &str)], instead: Instead) -> Diagnostic {
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
    let add = "add a font that has it with --font-path, and to the fonts of the theme";
    match instead {
        Instead::Mark => Diagnostic::warning(Code::MissingGlyph, span, message)
            .help(format!("〓 is printed for it; {add}")),
        Instead::Spelled => Diagnostic::warning(Code::MissingGlyph, span, message).help(
            format!("the ordinary character is printed for it, after ^ or _; {add}"),
        ),
        Instead::Small => Diagnostic::hint(Code::MissingGlyph, span, message)
            .help("the ordinary character is printed for it, set small"),
    }
}
