//! The shapes of Python's literals.

/// Whether `word` can stand before the quotes of a string.
pub(super) fn is_prefix(word: &str) -> bool {
    word.len() <= 2 && word.chars().all(|c| "rbuftRBUFT".contains(c))
}

/// Whether `text` begins with a brace written twice.
pub(super) fn doubled(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("}}")
}

/// The length of the number `text` begins with.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let radix = matches!(bytes, [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', ..]);
    let mut point = radix;
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'.' if !point => point = true,
            b'+' | b'-' if !radix && matches!(bytes[length - 1], b'e' | b'E') => {}
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' => {}
            _ => break,
        }
        length += 1;
    }
    length
}

/// The length of the escape `text` begins with; 0 if its backslash is a mere backslash.
pub(super) fn escape_length(text: &str) -> usize {
    let hex = |most: usize| {
        let digits = text.bytes().skip(2).take(most);
        2 + digits.take_while(u8::is_ascii_hexdigit).count()
    };
    match text.as_bytes().get(1) {
        Some(b'\\' | b'\'' | b'"' | b'\n') => 2,
        Some(b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v') => 2,
        Some(b'x') => hex(2),
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        Some(b'N') => {
            let name = text.bytes().skip(2).take(80);
            let name =
                name.take_while(|b| b.is_ascii_alphanumeric() || b"{ -".contains(b));
            let end = 2 + name.count();
            if text[end..].starts_with('}') { end + 1 } else { 0 }
        }
        Some(b'0'..=b'7') => {
            let digits = text.bytes().skip(1).take(3);
            1 + digits.take_while(|b| (b'0'..=b'7').contains(b)).count()
        }
        _ => 0,
    }
}
