//! The EPUB writer: a settled course and options in, the bytes of an EPUB 3.3 out.
//!
//! ```text
//! lesson ──> lesson.rs ── block.rs, inline.rs, listing.rs ──> xml.rs ──> XHTML ─┐
//! course ──> contents.rs ──> draft.rs: epub-builder ──> content.opf … ──> archive.rs ──> bytes
//!                                     package.rs, navigation.rs ──> rewrite.rs ┘
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
mod draft;
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

use rayon::prelude::*;

use self::code_style::code_style;
use self::draft::draft;
use self::lesson::{Page, lesson_page};
use self::names::{Names, STYLE_SHEET, TITLE_PAGE};
use self::publication::Publication;
use self::title_page::title_page;
use crate::config::CodeTheme;
use crate::document::{Course, Settled};

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
    let (pages, draft) = rayon::join(
        || {
            let lessons = course.lessons.par_iter().enumerate();
            let page = |(index, lesson)| lesson_page(course, &names, index, lesson);
            lessons.map(page).collect::<Vec<Page>>()
        },
        || draft(course, &names),
    );
    let draft = draft?;
    let style = options.style.to_owned() + &code_style(options.code);
    let title_page = course.info.is_book.then(|| title_page(course));

    let mut contents: BTreeMap<&str, &[u8]> = BTreeMap::new();
    contents.insert(STYLE_SHEET, style.as_bytes());
    contents.extend(title_page.iter().map(|page| (TITLE_PAGE, page.xhtml.as_bytes())));
    for (index, page) in pages.iter().enumerate() {
        contents.insert(names.file(index), page.xhtml.as_bytes());
    }
    let pictures = names.pictures().zip(&course.assets);
    contents.extend(pictures.map(|(name, asset)| (name, &*asset.bytes)));
    let (packed, publication) = rayon::join(
        || archive::pack(contents),
        || Publication::new(course, &names, &pages, draft.depth),
    );
    Ok(archive::store(&draft.bytes, &packed?, &publication)?)
}
