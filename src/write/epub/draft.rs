//! The draft: what epub-builder makes of a list of files.
//!
//! It lists the files and their headings. The bytes of the files go past it.

use std::io;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, TocElement, ZipLibrary};
use uuid::Uuid;

use super::contents::lesson_entry;
use super::names::{Names, TITLE_PAGE};
use crate::document::{Course, Settled, Words};

/// An archive in which our files are empty.
pub(super) struct Draft {
    /// The archive.
    pub(super) bytes: Vec<u8>,
    /// How many levels its tree of headings has.
    pub(super) depth: usize,
}

/// Drafts a publication.
pub(super) fn draft(
    course: &Course<Settled>,
    names: &Names<'_>,
) -> Result<Draft, epub_builder::Error> {
    let lessons = course.lessons.iter().enumerate();
    let entries: Vec<TocElement> = lessons
        .map(|(index, lesson)| lesson_entry(course, names, index, lesson))
        .collect();
    let depth = depth(&entries);
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    // It is replaced with all metadata; without one, chance would make one.
    builder.set_uuid(Uuid::nil());
    builder.set_generator(concat!("handout ", env!("CARGO_PKG_VERSION")));
    builder.set_toc_name(Words::of(&course.info.language).contents);
    builder.stylesheet(io::empty())?;
    if course.info.is_book {
        builder.add_content(EpubContent::new(TITLE_PAGE, io::empty()))?;
    }
    for (index, entry) in entries.into_iter().enumerate() {
        let mut content = EpubContent::new(names.file(index), io::empty());
        content.toc = entry;
        builder.add_content(content)?;
    }
    for (name, asset) in names.pictures().zip(&course.assets) {
        builder.add_resource(name, io::empty(), asset.media_type.name())?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(Draft { bytes, depth })
}

fn depth(entries: &[TocElement]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or_default()
}
