//! The segments of JPEG files (ITU-T T.81, annex B).

/// A file without what does not say how its pixels look.
pub(super) struct Stripped {
    pub(super) bytes: Vec<u8>,
    /// How many colours a pixel is made of; four are inks.
    pub(super) components: u8,
}

/// Takes out places, times, cameras, previews, comments, and what lies behind the end.
/// `None` if the file is not made of segments.
pub(super) fn strip(file: &[u8]) -> Option<Stripped> {
    let mut bytes = file.get(..2).filter(|start| *start == [0xff, 0xd8])?.to_vec();
    let mut components = 0;
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while file.get(at..at + 2)? == [0xff, 0xff] {
            at += 1;
        }
        let [0xff, marker] = *file.get(at..at + 2)? else { return None };
        if marker == 0xd9 {
            bytes.extend([0xff, marker]);
            return Some(Stripped { bytes, components });
        }
        let length =
            usize::from(u16::from_be_bytes(file.get(at + 2..at + 4)?.try_into().ok()?));
        let mut end = at + 2 + length;
        let content = file.get(at + 4..end)?;
        let keeps = match marker {
            // Start of frame, but for tables of its range.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                components = *content.get(5)?;
                true
            }
            0xe0 => content.starts_with(b"JFIF\0"),
            0xe2 => content.starts_with(b"ICC_PROFILE\0"),
            0xee => content.starts_with(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        // After a start of scan come its data.
        if marker == 0xda {
            end += scan_length(&file[end..])?;
        }
        if keeps {
            bytes.extend(&file[at..end]);
        }
        at = end;
    }
}

/// Where the next marker stands that is no part of a scan.
fn scan_length(data: &[u8]) -> Option<usize> {
    data.windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff))
}
