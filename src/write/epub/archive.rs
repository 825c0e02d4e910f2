//! The ZIP container (EPUB 3.3, 4.2).
//!
//! epub-builder's `Zip` trait cannot be named from outside, and its own archive bears
//! the time of the run. So it writes a draft in which our files are empty; from the
//! draft its generated files are taken and completed, and every entry is stored anew
//! with a fixed time: the same course gives the same bytes.
//!
//! Compressing takes the longest, so every processor does a part of it: a file that is
//! compressed is by itself in an archive, from which it is copied as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::names::IMAGES;
use super::navigation::{complete_nav, complete_ncx};
use super::package::complete_package;
use super::publication::Publication;

/// The folder that epub-builder puts a publication's files into.
const FOLDER: &str = "OEBPS/";

/// Files by their names in the archive.
pub(super) type Packed<'a> = BTreeMap<String, Entry<'a>>;

/// A file as the archive holds it.
pub(super) enum Entry<'a> {
    /// As it is.
    Plain(Cow<'a, [u8]>),
    /// The only file of this archive.
    Compressed(Vec<u8>),
}

/// Compresses the files of a publication.
pub(super) fn pack<'a>(contents: BTreeMap<&str, &'a [u8]>) -> io::Result<Packed<'a>> {
    let contents = contents.into_par_iter().map(|(name, bytes)| {
        let name = format!("{FOLDER}{name}");
        let entry = Entry::new(&name, bytes.into())?;
        Ok((name, entry))
    });
    contents.collect()
}

/// Stores the files of a draft: those that were packed, and the others completed.
pub(super) fn store(
    draft: &[u8],
    packed: &Packed<'_>,
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    let mut draft = ZipArchive::new(Cursor::new(draft))?;
    let mut names = Vec::with_capacity(draft.len());
    let mut generated = Vec::new();
    for index in 0..draft.len() {
        let mut entry = draft.by_index(index)?;
        let name = entry.name().to_owned();
        // It tells Apple Books to insist on the style sheet's fonts; readers may choose
        // theirs.
        if name == "META-INF/com.apple.ibooks.display-options.xml" {
            continue;
        }
        if !packed.contains_key(&name) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            generated.push((name.clone(), bytes));
        }
        names.push(name);
    }
    let generated = generated.into_par_iter().map(|(name, bytes)| {
        let entry = Entry::new(&name, complete(&name, bytes, publication)?.into())?;
        Ok((name, entry))
    });
    let generated: Packed = generated.collect::<io::Result<_>>()?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in &names {
        match packed.get(name).or_else(|| generated.get(name)) {
            Some(Entry::Plain(bytes)) => add(&mut zip, name, bytes)?,
            Some(Entry::Compressed(archive)) => {
                let mut archive = ZipArchive::new(Cursor::new(archive))?;
                zip.raw_copy_file(archive.by_index_raw(0)?)?;
            }
            None => return Err(io::Error::other(format!("no file {name}"))),
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// What becomes of a file that epub-builder has made.
fn complete(
    name: &str,
    bytes: Vec<u8>,
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    match name.strip_prefix(FOLDER) {
        Some("content.opf") => complete_package(&bytes, publication),
        Some("nav.xhtml") => complete_nav(&bytes, publication),
        Some("toc.ncx") => complete_ncx(&bytes, publication),
        Some(_) | None => Ok(bytes),
    }
}

impl<'a> Entry<'a> {
    fn new(name: &str, bytes: Cow<'a, [u8]>) -> io::Result<Entry<'a>> {
        if method(name) == CompressionMethod::Stored {
            return Ok(Entry::Plain(bytes));
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        add(&mut zip, name, &bytes)?;
        Ok(Entry::Compressed(zip.finish()?.into_inner()))
    }
}

/// The first file is uncompressed, as EPUB 3.3, 4.2.3.2 asks. Pixels are compressed
/// already, drawings are text.
fn method(name: &str) -> CompressionMethod {
    let is_picture =
        name.strip_prefix(FOLDER).is_some_and(|file| file.starts_with(IMAGES));
    match name == "mimetype" || (is_picture && !name.ends_with(".svg")) {
        true => CompressionMethod::Stored,
        false => CompressionMethod::Deflated,
    }
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(method(name))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file(name, options)?;
    zip.write_all(bytes)
}
