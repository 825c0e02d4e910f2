//! The ZIP container (EPUB 3.3, 4.2).
//!
//! epub-builder's `Zip` trait cannot be named from outside, and its own archive bears
//! the time of the run. So it writes a draft in which our files are empty; from the
//! draft its generated files are taken and completed, and every entry is stored anew
//! with a fixed time: the same course gives the same bytes.

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

/// A file of the archive.
struct Stored<'a> {
    name: String,
    bytes: Cow<'a, [u8]>,
    method: CompressionMethod,
}

/// Stores the files of a draft, completed, and in place of its empty ones `contents`.
pub(super) fn store(
    draft: &[u8],
    contents: &BTreeMap<&str, &[u8]>,
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    let mut draft = ZipArchive::new(Cursor::new(draft))?;
    let mut files = Vec::with_capacity(draft.len());
    for index in 0..draft.len() {
        let mut entry = draft.by_index(index)?;
        let name = entry.name().to_owned();
        let generated = |bytes: io::Result<Vec<u8>>| bytes.map(Cow::from);
        let mut method = CompressionMethod::Deflated;
        let bytes = match name.strip_prefix(FOLDER) {
            // First and uncompressed, as EPUB 3.3, 4.2.3.2 asks.
            None if name == "mimetype" => {
                method = CompressionMethod::Stored;
                generated(read(&mut entry))?
            }
            // It tells Apple Books to insist on the style sheet's fonts; readers may
            // choose theirs.
            None if name == "META-INF/com.apple.ibooks.display-options.xml" => continue,
            None => generated(read(&mut entry))?,
            Some("content.opf") => {
                generated(complete_package(&read(&mut entry)?, publication))?
            }
            Some("nav.xhtml") => {
                generated(complete_nav(&read(&mut entry)?, publication))?
            }
            Some("toc.ncx") => generated(complete_ncx(&read(&mut entry)?, publication))?,
            Some(file) => {
                // Pixels are compressed already, drawings are text.
                if file.starts_with(IMAGES) && !file.ends_with(".svg") {
                    method = CompressionMethod::Stored;
                }
                Cow::from(contents.get(file).copied().unwrap_or_default())
            }
        };
        files.push(Stored { name, bytes, method });
    }
    // Compressing takes the longest, so every processor does a part of it: a file that
    // is compressed is by itself in an archive, from which it is copied as it is.
    let compressed: Vec<io::Result<Option<Cursor<Vec<u8>>>>> = files
        .par_iter()
        .map(|file| match file.method {
            CompressionMethod::Stored => Ok(None),
            _ => {
                let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
                add(&mut zip, file)?;
                Ok(Some(zip.finish()?))
            }
        })
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (file, archive) in files.iter().zip(compressed) {
        match archive? {
            Some(archive) => {
                zip.raw_copy_file(ZipArchive::new(archive)?.by_index_raw(0)?)?;
            }
            None => add(&mut zip, file)?,
        }
    }
    Ok(zip.finish()?.into_inner())
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, file: &Stored<'_>) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(file.method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file(&*file.name, options)?;
    zip.write_all(&file.bytes)
}

fn read(entry: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    Ok(bytes)
}
