//! The text of an SVG file.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8};
use flate2::read::GzDecoder;

use super::Error;

/// The most bytes that a file may have, unpacked.
const MAX_BYTES: usize = 32 << 20;

/// What compressed files begin with (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How far into a file its first element is looked for.
const HEAD: usize = 4096;

/// Whether bytes look like SVG; compressed ones do only to those who know their name.
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Most pictures are none, and can be told by their first byte.
    let is_before = |byte: &u8| {
        byte.is_ascii_whitespace() || b"\0\xef\xbb\xbf\xfe\xff".contains(byte)
    };
    if head.iter().find(|byte| !is_before(byte)) != Some(&b'<') {
        return false;
    }
    let head = String::from_utf8_lossy(head).replace('\0', "");
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    head.starts_with('<') && (head.contains("<svg") || head.contains(":svg"))
}

/// Unpacks and decodes a file.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    let mut unpacked = Vec::new();
    let bytes = if bytes.starts_with(&GZIP) {
        let mut packed = GzDecoder::new(bytes).take(MAX_BYTES as u64 + 1);
        let read = packed.read_to_end(&mut unpacked);
        read.map_err(|error| Error::Malformed(error.to_string()))?;
        Cow::Owned(unpacked)
    } else {
        Cow::Borrowed(bytes)
    };
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    let encoding = declared_encoding(&bytes);
    let text = match bytes {
        Cow::Borrowed(bytes) => encoding.decode(bytes).0,
        Cow::Owned(bytes) => Cow::Owned(encoding.decode(&bytes).0.into_owned()),
    };
    Ok(with_namespaces(text))
}

/// What the XML declaration says; a byte order mark says more.
fn declared_encoding(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.split(|byte| *byte == b'>').next().unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let label = head
        .starts_with("<?xml")
        .then(|| head.split_once("encoding="))
        .flatten()
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

/// Drawings taken out of web pages lack what HTML does not ask for.
fn with_namespaces(text: Cow<'_, str>) -> Cow<'_, str> {
    const XLINK: &str = " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    if !text.contains("xlink:") || text.contains("xmlns:xlink") {
        return text;
    }
    let Some(at) = text.find("<svg").map(|at| at + "<svg".len()) else { return text };
    let mut text = text.into_owned();
    text.insert_str(at, XLINK);
    Cow::Owned(text)
}
