//! The blocks of GIF files (GIF 89a).

/// A file without what does not say how its pixels look.
pub(super) struct Stripped {
    pub(super) bytes: Vec<u8>,
    /// Whether it has several frames.
    pub(super) moves: bool,
}

/// Takes out comments and what programs noted for themselves. `None` if the file is not
/// made of blocks.
pub(super) fn strip(file: &[u8]) -> Option<Stripped> {
    let mut at = 13 + color_table(*file.get(10)?);
    let mut bytes = file.get(..at)?.to_vec();
    let mut frames = 0;
    loop {
        // Many programs forget the end.
        let (end, keeps) = match *file.get(at).unwrap_or(&0x3b) {
            0x21 => {
                let keeps = match *file.get(at + 1)? {
                    0xfe => false,
                    0xff => matches!(
                        file.get(at + 3..at + 14)?,
                        b"NETSCAPE2.0" | b"ANIMEXTS1.0"
                    ),
                    _ => true,
                };
                (sub_blocks_end(file, at + 2)?, keeps)
            }
            0x2c => {
                frames += 1;
                let data = at + 11 + color_table(*file.get(at + 9)?);
                (sub_blocks_end(file, data)?, true)
            }
            0x3b => {
                bytes.push(0x3b);
                return Some(Stripped { bytes, moves: frames > 1 });
            }
            _ => return None,
        };
        if keeps {
            bytes.extend(file.get(at..end)?);
        }
        at = end;
    }
}

/// How many bytes the table of colours takes that flags speak of.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends, each with its length before it.
fn sub_blocks_end(file: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*file.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
