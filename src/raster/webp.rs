//! The chunks of WebP files (RFC 9649, 2).

/// A file without what does not say how its pixels look.
pub(super) struct Stripped {
    pub(super) bytes: Vec<u8>,
    /// Whether it has several frames.
    pub(super) moves: bool,
    /// Whether it is stored as JPEG would store it.
    pub(super) is_photo: bool,
}

/// In the flags of an extended file: it has places and times, it has descriptions.
const FLAGS: u8 = 0b0000_1100;

/// Takes out places, times and descriptions. `None` if the file is not made of chunks.
pub(super) fn strip(file: &[u8]) -> Option<Stripped> {
    let mut rest = file.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let mut chunks = b"WEBP".to_vec();
    let (mut moves, mut is_photo) = (false, false);
    while !rest.is_empty() {
        let kind: &[u8; 4] = rest.first_chunk()?;
        let length = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?);
        let length = usize::try_from(length).ok()?;
        // The last one may lack the byte that makes its length even.
        let end = length.checked_next_multiple_of(2)?.checked_add(8)?.min(rest.len());
        let mut chunk = rest[..end].to_vec();
        if chunk.len() < 8 + length {
            return None;
        }
        match kind {
            b"EXIF" | b"XMP " => chunk.clear(),
            b"VP8X" => *chunk.get_mut(8)? &= !FLAGS,
            b"ANIM" => moves = true,
            b"VP8 " => is_photo = true,
            _ => {}
        }
        chunks.extend(chunk);
        rest = &rest[end..];
    }
    let length = u32::try_from(chunks.len()).ok()?;
    let bytes = [b"RIFF", &length.to_le_bytes()[..], &chunks].concat();
    Some(Stripped { bytes, moves, is_photo })
}
