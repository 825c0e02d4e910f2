//! `course.yaml`: what is known of a folder of lessons as a whole.

use super::front_matter::{line, lines};
use super::scalar::{DAY, Day, SLUG, Slug, TAG, Tag, YES_NO};
use super::yaml::Fields;
use crate::diagnostic::Diagnostics;
use crate::document::{Date, Language};
use crate::source::SourceFile;

/// The settings of a course. Every key may be left out, and so may the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseFile {
    /// The book's title.
    pub title: Option<String>,
    /// A line below it.
    pub subtitle: Option<String>,
    /// Names the output.
    pub slug: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Its language.
    pub lang: Option<Language>,
    /// Whether typed signs become marks in its lessons: `"` “, `--` —.
    pub smart_punctuation: bool,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is filed under.
    pub subjects: Vec<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// A global identifier, such as `urn:isbn:…`.
    pub identifier: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
}

const KEYS: [&str; 13] = [
    "title",
    "subtitle",
    "slug",
    "description",
    "lang",
    "smart_punctuation",
    "authors",
    "subjects",
    "rights",
    "publisher",
    "identifier",
    "date",
    "updated",
];

impl CourseFile {
    /// Reads the whole of a file. Problems go to `diagnostics`; what is well formed is
    /// kept.
    pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> CourseFile {
        // Some editors put a byte order mark in front, which is not YAML's.
        let start = file.text().len() - file.text().trim_start_matches('\u{FEFF}').len();
        let Some(mut fields) = Fields::parse(file, start..file.text().len(), diagnostics)
        else {
            return CourseFile::default();
        };
        let sink = diagnostics;
        let course_file = CourseFile {
            title: line(&mut fields, "title", sink),
            subtitle: line(&mut fields, "subtitle", sink),
            slug: fields.take::<Slug>("slug", SLUG, sink).map(|slug| slug.value.0),
            description: line(&mut fields, "description", sink),
            lang: fields.take::<Tag>("lang", TAG, sink).map(|tag| tag.value.0),
            smart_punctuation: fields
                .take("smart_punctuation", YES_NO, sink)
                .is_some_and(|yes| yes.value),
            authors: lines(&mut fields, "authors", sink),
            subjects: lines(&mut fields, "subjects", sink),
            rights: line(&mut fields, "rights", sink),
            publisher: line(&mut fields, "publisher", sink),
            identifier: line(&mut fields, "identifier", sink),
            date: fields.take::<Day>("date", DAY, sink).map(|day| day.value.0),
            updated: fields.take::<Day>("updated", DAY, sink).map(|day| day.value.0),
        };
        fields.finish(&KEYS, sink);
        course_file
    }
}
