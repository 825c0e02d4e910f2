//! A course as a Typst project: what the PDF is set from, and the author's way out.
//!
//! The project is generated data and calls (`data.typ`, `main.typ`), the theme's
//! `template.typ` that says how things look, and `prelude.typ` with the mechanics that all
//! themes share. `themes/README.md` describes what is between them.

mod address;
mod block;
mod data;
mod drawing;
mod formula;
mod inline;
mod listing;
mod marks;
mod plain;
mod refusals;
mod scripts;
mod sink;
mod stack;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::config::Paper;
use crate::document::{Course, Footnote, Lesson, MediaType, NoteNumber, Settled, Words};
use crate::source::Span;
use crate::theme::Theme;

use drawing::{DrawingFonts, drawing};
pub use refusals::Refusals;
pub use scripts::is_small;
use sink::Sink;

/// The mechanics that all themes share.
const PRELUDE: &str = include_str!("prelude.typ");

/// How formulas are built.
const FORMULA: &str = include_str!("formula.typ");

/// The name of the file to compile.
pub const MAIN: &str = "main.typ";

/// What the writer needs to know of the export.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options<'a> {
    /// The paper to print on.
    pub paper: Paper,
    /// What is written plainly, because the typesetter refused it.
    pub refused: &'a Refusals,
}

/// A Typst project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its files; paths are relative to its folder, with `/`.
    pub files: Vec<(String, Arc<[u8]>)>,
    /// Which part of `main.typ`, in bytes, came from which inline, block or lesson; inner
    /// parts before outer.
    spans: Vec<(Range<usize>, Span)>,
    /// Small characters that no font has and that could not be set small: ordinary ones
    /// stand for them after `^` or `_`. And the part of `main.typ` where each does first,
    /// if it is in a lesson.
    pub spelled: BTreeMap<char, Option<Range<usize>>>,
}

impl Project {
    /// The inlines, blocks and the lesson that a part of `main.typ` came from, inner ones
    /// first.
    pub fn origins(&self, range: Range<usize>) -> impl Iterator<Item = Span> {
        // They are in the order in which they end.
        let first = self.spans.partition_point(|(part, _)| part.end < range.end);
        let around = self.spans[first..].iter();
        around.filter(move |(part, _)| part.start <= range.start).map(|(_, span)| *span)
    }
}

/// Writes a course as a Typst project.
pub fn typst(course: &Course<Settled>, theme: &Theme, options: Options) -> Project {
    let mut sink = Sink::default();
    sink.code("#import \"template.typ\": *\n#show: course\n");
    for (index, lesson) in course.lessons.iter().enumerate() {
        let mut writer = Writer {
            sink: &mut sink,
            course,
            lesson,
            words: Words::of(&lesson.info.language),
            refused: options.refused,
            notes: lesson.footnotes.iter().map(|note| (note.note, note)).collect(),
            noted: BTreeSet::new(),
            told: BTreeSet::new(),
            page_phrases: 0,
            place: Place::Text,
            line: None,
            is_sized: false,
        };
        writer.lesson(index as i64 + 1);
    }
    let (main, spans, in_lessons) = sink.finish();
    let (data, in_data) = data::data(course, theme, options);
    let mut spelled: BTreeMap<_, _> = in_data.into_keys().map(|c| (c, None)).collect();
    spelled.extend(in_lessons.into_iter().map(|(c, at)| (c, Some(at..at + 1))));
    let text = |name: &str, text: &str| (name.to_owned(), Arc::from(text.as_bytes()));
    let mut files = vec![
        text("data.typ", &data),
        text(MAIN, &main),
        text("formula.typ", FORMULA),
        text("prelude.typ", PRELUDE),
        text("template.typ", &theme.template),
    ];
    let fonts = DrawingFonts::new(theme, course.info.language.region());
    files.extend(course.assets.iter().map(|asset| {
        let bytes = match asset.media_type {
            MediaType::Svg => drawing(&asset.bytes, &fonts, &options.refused.drawings),
            MediaType::Png | MediaType::Jpeg | MediaType::Gif | MediaType::WebP => {
                asset.bytes.clone()
            }
        };
        (asset_path(&asset.name), bytes)
    }));
    Project { files, spans, spelled }
}

/// Where a picture lies in the project.
fn asset_path(name: &str) -> String {
    format!("assets/{name}")
}

/// Where inlines stand; some links look different there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a heading or in a table's header, which appear more than once.
    Head,
    Note,
}

/// Writes one lesson.
struct Writer<'a> {
    sink: &'a mut Sink,
    course: &'a Course<Settled>,
    lesson: &'a Lesson<Settled>,
    words: &'static Words,
    refused: &'a Refusals,
    notes: BTreeMap<NoteNumber, &'a Footnote<Settled>>,
    /// The notes that have been set.
    noted: BTreeSet<NoteNumber>,
    /// The notes whose text stands in a plain form.
    told: BTreeSet<NoteNumber>,
    /// How many links of the lesson may say the page they lead to.
    page_phrases: usize,
    place: Place,
    /// The outermost line at the text.
    line: Option<inline::Line>,
    /// Whether the text is smaller or larger than that around it.
    is_sized: bool,
}
