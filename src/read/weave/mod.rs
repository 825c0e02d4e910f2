//! Source text made ready for a Markdown parser that knows no dialect.
//!
//! Containers, admonitions, tabs, includes and formulas are nothing to a CommonMark
//! parser, or worse, something else. They are found line by line before it runs and
//! replaced by what it passes over safely: an empty comment where a container begins or
//! ends, an inline code span where a formula stands. What they mean is kept beside the
//! text as [`Mark`]s, known by their place, which no author can write. Every byte of the
//! woven text knows the file and the place it came from, so that spans, and the text of
//! code blocks, stay those of the author's files.

mod container;
mod formula;
mod include;
mod lines;
mod marks;
mod weaver;
mod woven;

pub(in crate::read) use container::{Container, Kind, Title};
pub(in crate::read) use weaver::{FORMULA, MARK};
pub(in crate::read) use woven::{Meaning, Woven};

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::source::{CoursePath, Files, SourceId, SourceMap, Span};

/// Weaves a lesson. `prefix` is what diagnostics put before a file's path.
pub(in crate::read) fn weave(
    lesson: &Lesson,
    files: &dyn Files,
    prefix: &str,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Woven {
    let includes = include::Includes::new(files, prefix, sources, diagnostics);
    weaver::Weaver::new(includes).weave(lesson)
}

/// A lesson's text.
#[derive(Debug)]
pub(in crate::read) struct Lesson<'a> {
    /// The file.
    pub(in crate::read) path: &'a CoursePath,
    /// Its text.
    pub(in crate::read) source: SourceId,
    /// Where the text is, after the front matter, in bytes.
    pub(in crate::read) body: Range<usize>,
}

/// A line by itself, such as a container's title, in which formulas may stand. To a parser a
/// note is one only beside its definition: there is one for each of `notes`.
pub(in crate::read) fn line<'a>(
    text: &str,
    source: SourceId,
    start: usize,
    notes: impl Iterator<Item = &'a str>,
) -> Woven {
    let mut woven = Woven::new(source);
    let mut at = 0;
    for found in formula::find(text) {
        let Range { start: from, end: to } = found.range;
        woven.copy(&text[at..from], source, start + at);
        let meaning = Meaning::Formula(text[found.tex].trim().to_owned());
        let range = start + from..start + to;
        let is_beside_code = text[to..].starts_with('`');
        weaver::formula(&mut woven, meaning, source, range, is_beside_code);
        at = to;
    }
    woven.copy(&text[at..], source, start + at);
    let end = start + text.len();
    for note in notes {
        woven.replace(&format!("\n\n[^{note}]: -\n"), source, end..end);
    }
    woven
}

/// A text that stands for that of `origin`, such as a setting's value.
pub(in crate::read) fn instead_of(origin: Span, text: &str) -> Woven {
    let mut woven = Woven::new(origin.source());
    woven.replace(text, origin.source(), origin.range());
    woven
}

#[cfg(test)]
mod tests;
