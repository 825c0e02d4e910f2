//! The EPUB writer: a settled course and options in, the bytes of an EPUB 3.3 out.
//!
//! ```text
//! lesson ──> lesson.rs ── block.rs, inline.rs, listing.rs ──> xml.rs ──> XHTML ─┐
//! course ──> contents.rs, title_page.rs ──> epub-builder ──> content.opf … ──> archive.rs ──> bytes
//!                                            package.rs, navigation.rs ──> rewrite.rs ┘
//! ```
//!
//! epub-builder lists the files and their headings; what its generated files lack or get
//! wrong is completed in [`archive`]. No clock and no chance: the same course
//! and options give the same bytes.

mod accessibility;
mod archive;
mod block;
mod code_style;
mod contents;
mod formula;
mod inline;
mod lesson;
mod letters;
mod listing;
mod names;
mod navigation;
mod package;
mod publication;
mod rewrite;
#[cfg(test)]
mod samples;
mod table;
#[cfg(test)]
mod tests;
mod title_page;
mod xml;

use std::collections::BTreeMap;
use std::{fmt, io};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, TocElement, ZipLibrary};
use rayon::prelude::*;

use self::code_style::code_style;
use self::contents::lesson_entry;
use self::lesson::{Page, lesson_page};
use self::names::{Names, STYLE_SHEET, TITLE_PAGE};
use self::publication::Publication;
use self::title_page::title_page;
use crate::config::CodeTheme;
use crate::document::{Course, Settled, Words};

/// How an EPUB is to look.
#[derive(Debug, Clone, Copy)]
pub struct EpubOptions<'a> {
    /// The theme's style sheet.
    pub style: &'a str,
    /// How the theme colours code.
    pub code: &'a CodeTheme,
}

/// Why there is no EPUB.
#[derive(Debug)]
pub enum EpubError {
    /// A publication needs at least one file to read (EPUB 3.3, 5.7.1).
    NoLessons,
    /// The archive could not be put together.
    Build(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for EpubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EpubError::NoLessons => f.write_str("a course without lessons is no book"),
            EpubError::Build(error) => write!(f, "the EPUB could not be built: {error}"),
        }
    }
}

impl std::error::Error for EpubError {}

impl From<epub_builder::Error> for EpubError {
    fn from(error: epub_builder::Error) -> EpubError {
        EpubError::Build(error.into())
    }
}

impl From<io::Error> for EpubError {
    fn from(error: io::Error) -> EpubError {
        EpubError::Build(error.into())
    }
}

/// Writes a course as an EPUB.
///
/// # Errors
/// [`EpubError::NoLessons`] for an empty course; [`EpubError::Build`] if what the
/// libraries below generate cannot be read back or stored.
pub fn epub(
    course: &Course<Settled>,
    options: &EpubOptions<'_>,
) -> Result<Vec<u8>, EpubError> {
    if course.lessons.is_empty() {
        return Err(EpubError::NoLessons);
    }
    let names = Names::new(course);
    let lessons = course.lessons.par_iter().enumerate();
    let pages: Vec<Page> = lessons
        .map(|(index, lesson)| lesson_page(course, &names, index, lesson))
        .collect();
    let lessons = course.lessons.iter().enumerate();
    let entries: Vec<TocElement> = lessons
        .map(|(index, lesson)| lesson_entry(course, &names, index, lesson))
        .collect();

    let publication = Publication::new(course, &names, &pages, &entries);
    let style = options.style.to_owned() + &code_style(options.code);
    let title_page = course.info.is_book.then(|| title_page(course));

    // epub-builder lists the files; their bytes go past it.
    let mut contents: BTreeMap<&str, &[u8]> = BTreeMap::new();
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_uuid(publication.uuid);
    builder.set_generator(concat!("handout ", env!("CARGO_PKG_VERSION")));
    builder.set_toc_name(Words::of(&course.info.language).contents);
    builder.stylesheet(io::empty())?;
    contents.insert(STYLE_SHEET, style.as_bytes());
    if let Some(page) = &title_page {
        builder.add_content(EpubContent::new(TITLE_PAGE, io::empty()))?;
        contents.insert(TITLE_PAGE, page.xhtml.as_bytes());
    }
    for (index, (page, entry)) in pages.iter().zip(entries).enumerate() {
        let mut content = EpubContent::new(names.file(index), io::empty());
        content.toc = entry;
        builder.add_content(content)?;
        contents.insert(names.file(index), page.xhtml.as_bytes());
    }
    for (name, asset) in names.pictures().zip(&course.assets) {
        builder.add_resource(name, io::empty(), asset.media_type.name())?;
        contents.insert(name, &asset.bytes);
    }
    let mut draft = Vec::new();
    builder.generate(&mut draft)?;
    Ok(archive::store(&draft, &contents, &publication)?)
}
