//! PNG files: the chunks that they are made of (PNG 3, 5), and those that can stay.

use std::io::Cursor;

use ::png::{BitDepth, ColorType, Decoder, Transformations};

use super::{MAX_SIDE, Raster, small};
use crate::document::MediaType;

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Chunks that say how the pixels look.
const KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT",
    b"sRGB", b"cICP", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// A file without what does not say how its pixels look.
pub(super) struct Stripped {
    pub(super) bytes: Vec<u8>,
    /// Whether it has several frames.
    pub(super) moves: bool,
}

/// Takes out texts, times, places and previews. `None` if the file is not made of chunks.
pub(super) fn strip(file: &[u8]) -> Option<Stripped> {
    let mut rest = file.strip_prefix(&SIGNATURE)?;
    let mut bytes = SIGNATURE.to_vec();
    let mut moves = false;
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let kind: &[u8; 4] = rest.get(4..)?.first_chunk()?;
        let end = usize::try_from(length).ok()?.checked_add(12)?;
        let chunk = rest.get(..end)?;
        moves |= kind == b"acTL";
        if KEPT.contains(&kind) {
            bytes.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(Stripped { bytes, moves });
        }
        rest = &rest[end..];
    }
}

/// A picture that is fit as it is stored; `None` if it must be looked at closely.
///
/// That its rows are there is all that must be known of it, so they are read one by one
/// and not made colours of: this is what most pictures of a course are, and it takes a
/// fourth of the time.
pub(super) fn as_stored(file: &[u8]) -> Option<Raster> {
    let mut decoder = Decoder::new(Cursor::new(file));
    decoder.set_transformations(Transformations::IDENTITY);
    let mut rows = decoder.read_info().ok()?;
    let info = rows.info();
    let (width, height) = info.size();
    let is_small = small(width, height) == (width, height) && height <= MAX_SIDE;
    let is_deep = info.bit_depth == BitDepth::Sixteen;
    let has_colors = info.color_type != ColorType::Indexed || info.palette.is_some();
    if !is_small || is_deep || !has_colors || info.exif_metadata.is_some() {
        return None;
    }
    while rows.next_row().ok()?.is_some() {}
    let Stripped { bytes, moves } = strip(file)?;
    let (media_type, is_cut) = (MediaType::Png, false);
    Some(Raster { media_type, bytes, width, height, moves, is_cut })
}
