//! Sizes after a picture: `![图](a.png){width=60%}`, `{: width="200" }`; and braces after a
//! heading, which may be text.

use crate::document::Size;
use crate::read::length::length;

/// The attributes that begin a text: how many bytes they take, and the size they give.
pub(super) fn size(text: &str) -> Option<(usize, Size)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find('}')?;
    let words = words(inner[..end].trim_start_matches(':'));
    if words.is_empty() || !are_attributes(&words) {
        return None;
    }
    let mut size = Size::default();
    for word in words {
        let Some((name, value)) = word.split_once('=') else { continue };
        let value = length(value.trim_matches(['"', '\'']));
        match name.to_ascii_lowercase().as_str() {
            "width" | "w" => size.width = value,
            "height" | "h" => size.height = value,
            _ => {}
        }
    }
    Some((end + 2, size))
}

/// The words of a text; white space between quotation marks is part of one.
fn words(text: &str) -> Vec<&str> {
    let mut quote = None;
    let between = |c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    };
    text.split(between).filter(|word| !word.is_empty()).collect()
}

/// Whether what stands in braces is attributes, not words of a sentence.
fn are_attributes(words: &[&str]) -> bool {
    let is_attribute = |word: &str| word.starts_with(['.', '#']) || word.contains('=');
    words.iter().all(|word| is_attribute(word) || identifier_in_comment(word).is_some())
}

/// `/*usage*/`, which is how MDX gives a heading an identifier.
pub(super) fn identifier_in_comment(word: &str) -> Option<&str> {
    word.strip_prefix("/*")?.strip_suffix("*/")
}

/// The last braces of a heading, with the white space before them, if the parser would take
/// what they hold for attributes although it is text.
pub(super) fn text_in_braces(heading: &str) -> Option<&str> {
    let start = heading.rfind('{')?;
    let end = start + heading[start..].find('}')?;
    let first = heading[..start].trim_end().len();
    let inside = &heading[start + 1..end];
    let words = words(inside);
    let is_text = !inside.contains(['\\', '<', '>'])
        && (words.is_empty() || !are_attributes(&words));
    is_text.then_some(&heading[first..=end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Length;

    #[test]
    fn words_in_braces_are_text() {
        assert_eq!(text_in_braces("## 用 ${name} ##\n"), Some("{name}"));
        assert_eq!(text_in_braces("用 {a b}\n---\n"), Some(" {a b}"));
        assert_eq!(text_in_braces("## 用 {#id .a k=v}"), None);
        assert_eq!(text_in_braces("用"), None);
    }

    #[test]
    fn sizes_are_read() {
        let width = |text| size(text).and_then(|(_, size)| size.width);
        assert_eq!(width("{width=60%} 后"), Some(Length::Percent(60.0)));
        assert_eq!(width("{: width=\"200\" .small }"), Some(Length::Points(150.0)));
        assert_eq!(size("{#fig:a}").map(|(length, _)| length), Some(8));
        assert_eq!(
            width("{ .a target=\"_blank\" rel=\"x y\" w=\"9\" }"),
            Some(Length::Points(6.75))
        );
        assert_eq!(size("{不是属性}"), None);
        assert_eq!(size("{width=60%"), None);
    }
}
