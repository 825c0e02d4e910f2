//! Typed signs become the marks they stand for: `"` “, `--` —, `...` …, where a lesson
//! asks for it.
//!
//! A mark depends on what stands beside it, whatever that is nested in, and on its
//! partner, which may be in another phrase: so a line is looked at as a whole. Code,
//! formulas and addresses are not touched, nor are signs behind a backslash.

mod marks;

use crate::config::{CourseFile, FrontMatter};
use crate::document::{
    Inline, Link, Reference, Text, Written, each_line_mut, plain_text,
};
use crate::source::SourceMap;

use marks::{Glyph, OBJECT};

/// Curls the marks of a lesson's text.
pub(super) fn curl(text: &mut super::markdown::Text, sources: &SourceMap) {
    let notes = text.footnotes.iter_mut().map(|note| &mut note.blocks);
    for blocks in std::iter::once(&mut text.blocks).chain(notes) {
        each_line_mut(blocks, &mut |line| curl_line(line, sources));
    }
}

/// Curls the marks of a line.
pub(super) fn curl_line(line: &mut [Inline<Written>], sources: &SourceMap) {
    let mut glyphs = Vec::new();
    collect(line, sources, &mut glyphs);
    if let Some(marks) = marks::marks(&glyphs) {
        replace(line, &mut marks.into_iter());
    }
}

/// Curls the marks of what is said about a lesson, but for what is Markdown.
pub(super) fn curl_front_matter(front_matter: &mut FrontMatter) {
    let FrontMatter { title, description, .. } = front_matter;
    title.iter_mut().chain(description).for_each(curl_text);
}

/// Curls the marks of what is said about a course.
pub(super) fn curl_course_file(file: &mut CourseFile) {
    let CourseFile { title, subtitle, description, .. } = file;
    title.iter_mut().chain(subtitle).chain(description).for_each(curl_text);
}

fn curl_text(line: &mut String) {
    let glyphs: Vec<Glyph> = line.chars().map(Glyph::of).collect();
    if let Some(marks) = marks::marks(&glyphs) {
        *line = replaced(line, &mut marks.into_iter());
    }
}

/// The characters of a line, one for each thing that is none.
fn collect(line: &[Inline<Written>], sources: &SourceMap, glyphs: &mut Vec<Glyph>) {
    for inline in line {
        match inline {
            Inline::Text(run) => collect_text(run, sources, glyphs),
            Inline::Link(link) if shows_address(link) => glyphs.push(Glyph::of(OBJECT)),
            Inline::Code(_) | Inline::Image(_) | Inline::Math(_) => {
                glyphs.push(Glyph::of(OBJECT));
            }
            Inline::SoftBreak(_) | Inline::HardBreak(_) => glyphs.push(Glyph::of('\n')),
            Inline::Phrase(_) | Inline::Link(_) | Inline::Ruby(_) => {
                collect(inline.children(), sources, glyphs);
            }
            Inline::NoteRef(_) | Inline::Place(_) | Inline::Gap => {}
        }
    }
}

/// Whether a link shows where it leads.
fn shows_address(link: &Link<Written>) -> bool {
    let Reference::Address(address) = &link.target else { return false };
    address.ends_with(plain_text(&link.inlines).trim())
}

/// The characters of a text. A sign that was typed behind a backslash is meant as it is;
/// which ones were is found by counting the same signs in the source.
fn collect_text(run: &Text, sources: &SourceMap, glyphs: &mut Vec<Glyph>) {
    let start = glyphs.len();
    glyphs.extend(run.text.chars().map(Glyph::of));
    let range = run.span.range();
    let source = sources.file(run.span.source()).text();
    let before = &source[..range.start];
    if !source[range.clone()].contains('\\') && !before.ends_with('\\') {
        return;
    }
    for sign in marks::SIGNS {
        let is_sign = |glyph: &&mut Glyph| glyph.c == sign;
        let places = source[range.clone()].match_indices(sign);
        let count = places.clone().count();
        if glyphs[start..].iter_mut().filter(is_sign).count() != count {
            continue;
        }
        let own = glyphs[start..].iter_mut().filter(is_sign);
        for (glyph, (place, _)) in own.zip(places) {
            let before = &source[..range.start + place];
            let slashes = before.len() - before.trim_end_matches('\\').len();
            glyph.is_literal = slashes % 2 == 1;
        }
    }
}

/// Puts marks in the place of signs, in the order of [`collect`].
fn replace(
    line: &mut [Inline<Written>],
    marks: &mut impl Iterator<Item = Option<&'static str>>,
) {
    for inline in line {
        match inline {
            Inline::Text(run) => run.text = replaced(&run.text, marks),
            Inline::Link(link) if shows_address(link) => {
                marks.next();
            }
            Inline::Code(_)
            | Inline::Image(_)
            | Inline::Math(_)
            | Inline::SoftBreak(_)
            | Inline::HardBreak(_) => {
                marks.next();
            }
            Inline::NoteRef(_) | Inline::Place(_) | Inline::Gap => {}
            Inline::Phrase(_) | Inline::Link(_) | Inline::Ruby(_) => {
                if let Some(children) = inline.children_mut() {
                    replace(children, marks);
                }
            }
        }
    }
}

fn replaced(
    text: &str,
    marks: &mut impl Iterator<Item = Option<&'static str>>,
) -> String {
    let mut replaced = String::with_capacity(text.len());
    for c in text.chars() {
        match marks.next().flatten() {
            Some(mark) => replaced.push_str(mark),
            None => replaced.push(c),
        }
    }
    replaced
}
