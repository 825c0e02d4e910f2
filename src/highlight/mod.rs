//! Colours code: text and a language's name in, classed spans out.
//!
//! Spans know neither XHTML nor Typst. Two mechanisms stand behind one function. Python,
//! the language of most lessons, has a scanner of its own ([`python`]): it needs no
//! grammar to be read and no regular expression to be compiled, so that a lesson costs
//! microseconds from a cold start. Everything else goes through syntect grammars packed
//! one by one at build time ([`grammar`]).
//!
//! # Lines
//!
//! A line break at the end of the text closes its last line: `"a\nb"` and `"a\nb\n"` are
//! both two lines, `"a\n\n"` is two of which one is empty, `""` is none. Apart from that
//! one final line break nothing is lost: the lines joined by `"\n"` are the text.
//!
//! # Bounds
//!
//! No text makes this slow. The Python scanner is linear. Under a grammar, lines above
//! [`MAX_LINE`] and lines that begin beyond [`MAX_TEXT`] are left plain.

mod classes;
mod grammar;
mod languages;
mod python;
mod scopes;
mod session;
mod sheet;
#[cfg(test)]
mod tests;

pub use grammar::{MAX_LINE, MAX_TEXT};

use crate::document::CodeLine;
use languages::{LANGUAGES, Language, PLAIN_NAMES, Source};

/// The lines of `text`, coloured as code in `language`.
///
/// `None` if no language goes by that name, in any case, also if the name asks for plain
/// text; see [`is_plain`].
pub fn highlight(language: &str, text: &str) -> Option<Vec<CodeLine>> {
    Some(colour(languages::find(language)?, text))
}

/// `text` as lines without colours.
pub fn plain(text: &str) -> Vec<CodeLine> {
    sheet::plain(text)
}

/// Whether `language` asks for no colours: nothing at all, `text`, `output`, …
pub fn is_plain(language: &str) -> bool {
    let name = language.to_lowercase();
    name.is_empty() || PLAIN_NAMES.contains(&name.as_str())
}

/// The name to print for `language`, as its own makers write it: “C++” for `cpp`.
pub fn display_name(language: &str) -> Option<&'static str> {
    languages::find(language).map(|language| language.label)
}

/// The known name closest to the unknown `language`, if one is close enough to be meant.
pub fn nearest(language: &str) -> Option<&'static str> {
    let wanted = language.to_lowercase();
    let length = wanted.chars().count();
    if !(3..=24).contains(&length) {
        return None;
    }
    let known = LANGUAGES.iter().flat_map(|language| language.names);
    let (distance, name) = known
        .chain(PLAIN_NAMES)
        .filter(|name| name.len() > 2)
        .map(|name| (strsim::damerau_levenshtein(&wanted, name), *name))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= 1.max(length / 4)).then_some(name)
}

/// The lines of `text` in a known language.
fn colour(language: &Language, text: &str) -> Vec<CodeLine> {
    let coloured = match language.source {
        Source::Python if session::is_python(text) => Some(session::python(text)),
        Source::Python => Some(python::colour(text)),
        Source::PythonSession => Some(session::python(text)),
        Source::ShellSession => session::shell(text),
        Source::Grammar(PHP) if text.contains("<?") => grammar::colour(PHP_IN_HTML, text),
        Source::Grammar(name) => grammar::colour(name, text),
    };
    coloured.unwrap_or_else(|| plain(text))
}

/// The grammar of PHP code on its own.
const PHP: &str = "PHP Source";

/// The grammar of a page with PHP code between `<?php` and `?>`.
const PHP_IN_HTML: &str = "PHP";
