//! Sizes after a picture: `![图](a.png){width=60%}`, `{: width="200" }`.

use crate::document::Size;
use crate::read::length::length;

/// The attributes that begin a text: how many bytes they take, and the size they give.
pub(super) fn size(text: &str) -> Option<(usize, Size)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find('}')?;
    let words = words(inner[..end].trim_start_matches(':'));
    // Braces in a sentence are no attributes.
    let is_attribute = |word: &&str| word.starts_with(['.', '#']) || word.contains('=');
    if words.is_empty() || !words.iter().all(is_attribute) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Length;

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
