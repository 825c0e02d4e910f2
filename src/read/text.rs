//! A text file's bytes become text, or a diagnostic that says what they look like.

use std::io;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::is_ideograph;
use crate::source::{CoursePath, Files, SourceId, SourceMap};

/// The largest text that is read, in bytes; a lesson of a hundred printed pages has
/// about a quarter of a megabyte.
const MAX_BYTES: usize = 32 << 20;

/// Reads a text file and adds it to `sources` as `shown`.
pub(super) fn read(
    files: &dyn Files,
    path: &CoursePath,
    shown: String,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    add(files.read(path), shown, sources, diagnostics)
}

/// Adds what was read of a text file to `sources` as `shown`.
pub(super) fn add(
    read: io::Result<Vec<u8>>,
    shown: String,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(unreadable(&shown, &error));
            return None;
        }
    };
    if bytes.len() > MAX_BYTES {
        let message = format!("`{shown}` is larger than {} MiB", MAX_BYTES >> 20);
        diagnostics.push(Diagnostic::error(Code::TooLarge, None, message));
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(shown, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            diagnostics.push(not_utf8(error.as_bytes(), at, shown, sources));
            None
        }
    }
}

fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    let message = format!("`{shown}` cannot be read: {error}");
    Diagnostic::error(Code::UnreadableFile, None, message)
}

/// `at` is the first byte that is not UTF-8.
fn not_utf8(
    bytes: &[u8],
    at: usize,
    shown: String,
    sources: &mut SourceMap,
) -> Diagnostic {
    let guess = guess(bytes);
    // The author's line is shown in the encoding it is probably in.
    let decode = |bytes| match guess {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => String::from_utf8_lossy(bytes),
    };
    let place = decode(&bytes[..at]).len();
    let text = decode(bytes).into_owned();
    let id = sources.add(shown.clone(), text);
    let file = sources.file(id);
    let span = file.span(place..place + 1);
    match guess {
        Some(encoding) => {
            let name = encoding.name();
            Diagnostic::error(
                Code::NotUtf8,
                span,
                format!("this file is not UTF-8; it looks like {name}"),
            )
            .help(format!(
                "save it as UTF-8 in your editor, or run: \
                 iconv -f {name} -t UTF-8 \"{shown}\" > new.md"
            ))
        }
        None => Diagnostic::error(Code::NotUtf8, span, "this file is not UTF-8 text")
            .help("save it as UTF-8 in your editor"),
    }
}

/// The encoding that Chinese text of these bytes is most likely in.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let score = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let foreign = text.chars().filter(|c| !c.is_ascii()).count();
        // Frequent characters of the other encoding decode to rare ones here.
        let common = |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '，' | '。' | '、');
        let frequent = text.chars().filter(common).filter(|c| is_frequent(*c)).count();
        (frequent * 20 >= foreign && text.chars().any(is_ideograph)).then_some(frequent)
    };
    let candidates = [GB18030, BIG5].into_iter();
    let scored = candidates.filter_map(|encoding| Some((score(encoding)?, encoding)));
    // On equal scores the first, so the comparison keeps earlier candidates.
    scored
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|best| best.1)
}

/// The characters that make up about a fifth of any Chinese text.
fn is_frequent(c: char) -> bool {
    "的一是不了在人有我他这個个们中来上大为和国地到以说時时要就出会可也你对生能而子那得于\
     於這們來為國說會對，。、"
        .contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 标题\n\n这是一个关于程序的例子，我们在这里学习。\n";

    fn guessed(bytes: &[u8]) -> Option<&'static str> {
        guess(bytes).map(|encoding| encoding.name())
    }

    #[test]
    fn chinese_encodings_are_told_apart() {
        assert_eq!(guessed(&GB18030.encode(TEXT).0), Some("gb18030"));
        let traditional = "# 標題\n\n這是一個關於程式的例子，我們在這裡學習。\n";
        assert_eq!(guessed(&BIG5.encode(traditional).0), Some("Big5"));
        assert_eq!(guessed(b"\xFF\xFEa\0"), Some("UTF-16LE"));
        assert_eq!(guessed(b"caf\xE9 au lait"), None);
    }

    #[test]
    fn the_place_is_the_first_foreign_character() {
        let bytes = GB18030.encode(TEXT).0;
        let at = std::str::from_utf8(&bytes).expect_err("not UTF-8").valid_up_to();
        let mut sources = SourceMap::default();
        let diagnostic = not_utf8(&bytes, at, "a.md".into(), &mut sources);
        let (_, position) = sources.locate(diagnostic.span.expect("a place"));
        assert_eq!((position.line, position.column), (1, 3));
    }
}
