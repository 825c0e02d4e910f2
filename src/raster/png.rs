//! The chunks of PNG files (PNG 3, 5).

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
