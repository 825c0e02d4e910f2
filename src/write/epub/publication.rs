//! What is known of the publication as a whole, for the files that list and describe
//! the others.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::lesson::Page;
use super::names::Names;
use crate::document::{Course, Settled};

/// When a publication was changed whose course says nothing of it: the
/// beginning of the ZIP format's calendar.
const BEGINNING_OF_TIME: &str = "1980-01-01";

/// Facts about a publication.
#[derive(Debug)]
pub(super) struct Publication<'a> {
    /// The course.
    pub(super) course: &'a Course<Settled>,
    /// The unique identifier (EPUB 3.3, 5.5.3.1).
    pub(super) identifier: String,
    /// When it was last changed (EPUB 3.3, 5.5.5).
    pub(super) modified: String,
    /// The file of the first lesson.
    pub(super) first: String,
    /// The languages of the files that are not in the course's.
    pub(super) languages: BTreeMap<String, String>,
    /// The manifest properties of the files that have any.
    pub(super) properties: BTreeMap<String, BTreeSet<&'static str>>,
    /// How many levels the tree of headings has.
    pub(super) depth: usize,
}

impl<'a> Publication<'a> {
    pub(super) fn new(
        course: &'a Course<Settled>,
        names: &Names<'_>,
        pages: &[Page],
        depth: usize,
    ) -> Publication<'a> {
        let info = &course.info;
        let identifier = info.identifier.clone().filter(|given| !given.trim().is_empty());
        let modified = info.updated.or(info.date);
        let lessons = course.lessons.iter().enumerate();
        let foreign = lessons.filter(|(_, lesson)| lesson.info.language != info.language);
        let special =
            pages.iter().enumerate().filter(|(_, page)| !page.properties.is_empty());
        let file = |index| names.file(index).to_owned();
        Publication {
            course,
            identifier: identifier
                .unwrap_or_else(|| content_uuid(course, pages).urn().to_string()),
            modified: modified.map_or(BEGINNING_OF_TIME.into(), |date| date.to_string()),
            first: file(0),
            languages: foreign
                .map(|(index, lesson)| (file(index), lesson.info.language.to_string()))
                .collect(),
            properties: special
                .map(|(index, page)| (file(index), page.properties.clone()))
                .collect(),
            depth,
        }
    }
}

/// A UUID of version 5, made of what the course says and nothing else.
fn content_uuid(course: &Course<Settled>, pages: &[Page]) -> Uuid {
    let info = &course.info;
    let mut content = [info.slug.as_str(), &info.title, info.language.tag()].join("\0");
    for page in pages {
        content.push('\0');
        content.push_str(&page.xhtml);
    }
    Uuid::new_v5(&Uuid::NAMESPACE_URL, content.as_bytes())
}
