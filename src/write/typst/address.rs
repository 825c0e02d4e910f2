//! Addresses as people read and type them: `wiki/协程`, not `wiki/%E5%8D%8F%E7%A8%8B`.

use percent_encoding::percent_decode_str;

/// An address with letters that can be printed in place of their codes; `None` if it has
/// none. Other codes stay, since `%2F` is not `/`.
pub(super) fn readable(address: &str) -> Option<String> {
    let mut shown = String::with_capacity(address.len());
    let mut rest = address;
    let mut is_changed = false;
    while let Some(at) = rest.find('%') {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let codes = encoded(rest);
        match letters(&rest[..codes]) {
            Some(letters) => {
                shown.push_str(&letters);
                rest = &rest[codes..];
                is_changed = true;
            }
            None => {
                let length = codes.max(1);
                shown.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    shown.push_str(rest);
    is_changed.then_some(shown)
}

/// How many bytes at the start of a text are codes of what is not ASCII.
fn encoded(text: &str) -> usize {
    let is_code = |code: &[u8]| {
        code[0] == b'%'
            && matches!(code[1], b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F')
            && code[2].is_ascii_hexdigit()
    };
    3 * text.as_bytes().chunks_exact(3).take_while(|code| is_code(code)).count()
}

/// The letters that codes stand for, if they are nothing but letters that can be printed.
fn letters(codes: &str) -> Option<String> {
    let decoded = percent_decode_str(codes).decode_utf8().ok()?;
    let are_letters = !decoded.is_empty() && decoded.chars().all(is_printable);
    are_letters.then(|| decoded.into_owned())
}

/// Whether the bundled faces have a letter: those of Europe, as far as Chinese faces go, and
/// of East Asia.
fn is_printable(c: char) -> bool {
    let has_face = matches!(c,
        '\u{C0}'..='\u{17F}'
        | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}'
        | 'Α'..='Ω' | 'α'..='ω'
        | 'Ё' | 'А'..='я' | 'ё'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{312F}'
        | '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FEA}'
        | '가'..='힣');
    has_face && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_shown_and_nothing_else() {
        assert_eq!(
            readable("https://a.cn/%E5%8D%8F%E7%A8%8B%2Fx#%e8%8a%82-1").as_deref(),
            Some("https://a.cn/协程%2Fx#节-1")
        );
        assert_eq!(
            readable("%D8%A7/%D0%AF/%ED%95%9C/%E2%81%B9").as_deref(),
            Some("%D8%A7/Я/한/%E2%81%B9")
        );
        for address in
            ["https://a.cn/", "a%20b", "%E5%8D", "%E3%80%80", "%", "%E5%8", "%D8%A7"]
        {
            assert_eq!(readable(address), None, "{address}");
        }
    }
}
