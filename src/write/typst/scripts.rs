//! Small figures and signs above and below the line, ₂ and ⁹, for which few faces have
//! glyphs. Where none has, the ordinary ones are set small.

use super::Refusals;

/// Where a small character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Above,
    Below,
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Plain(&'a str),
    /// What is to be set small, and how.
    Script(Level, String),
}

/// The ordinary character that a small one is made of.
fn ordinary(c: char) -> Option<(Level, char)> {
    let nth = |first: char, all: &str| {
        let index = u32::from(c).checked_sub(u32::from(first))?;
        all.chars().nth(usize::try_from(index).ok()?)
    };
    let below = nth('\u{2080}', "0123456789+−=()");
    let above = match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        'ⁱ' => Some('i'),
        '⁰' => Some('0'),
        _ => nth('\u{2074}', "456789+−=()n"),
    };
    let below = below.map(|c| (Level::Below, c));
    below.or(above.map(|c| (Level::Above, c)))
}

/// The ordinary character for a text that is one small one.
pub fn ordinary_text(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let (_, ordinary) = ordinary(chars.next()?)?;
    chars.next().is_none().then_some(ordinary)
}

/// Splits a text at the small characters that no font has.
pub(super) fn parts<'a>(text: &'a str, refused: &Refusals) -> Vec<Part<'a>> {
    let is_refused = |c: char| {
        !refused.text.is_empty()
            && ordinary(c).is_some()
            && refused.text.contains_key(c.encode_utf8(&mut [0; 4]) as &str)
    };
    let mut parts = Vec::new();
    let mut plain = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_refused(*c)) {
        let Some((level, ordinary)) = ordinary(c) else { continue };
        if plain < at {
            parts.push(Part::Plain(&text[plain..at]));
        }
        plain = at + c.len_utf8();
        match parts.last_mut() {
            Some(Part::Script(before, script)) if *before == level => {
                script.push(ordinary)
            }
            _ => parts.push(Part::Script(level, ordinary.into())),
        }
    }
    if plain < text.len() {
        parts.push(Part::Plain(&text[plain..]));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_characters_that_no_font_has_are_parted() {
        let mut refused = Refusals::default();
        assert_eq!(parts("CO₂", &refused), [Part::Plain("CO₂")]);
        for text in ["₁", "₂", "⁹"] {
            refused.text.insert(text.into(), None);
        }
        let script = |level, text: &str| Part::Script(level, text.into());
        assert_eq!(
            parts("a₁₂b₃10⁹", &refused),
            [
                Part::Plain("a"),
                script(Level::Below, "12"),
                Part::Plain("b₃10"),
                script(Level::Above, "9"),
            ]
        );
        assert_eq!(ordinary_text("₍"), Some('('));
        assert_eq!(ordinary_text("a"), None);
    }
}
