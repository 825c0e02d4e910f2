//! Small figures and signs above and below the line, ₂ and ⁹, for which few faces have
//! glyphs. Where none has, the ordinary ones are set small.

use super::refusals::{Ordered, refused_at};
use super::sink::REPLACEMENT;

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
    /// Small characters, of which at least one is refused: the ordinary ones are to be set
    /// small, or where that is not possible to be written after a sign.
    Small(Level, &'a str),
    /// What is refused.
    Missing,
}

impl<'a> Part<'a> {
    /// What is written for it, if that is text like any other.
    pub(super) fn text(&self) -> Option<&'a str> {
        match self {
            Part::Plain(text) => Some(text),
            Part::Small(..) => None,
            Part::Missing => Some(REPLACEMENT),
        }
    }
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

/// Whether a text is one small character.
pub fn is_small(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().and_then(ordinary).is_some() && chars.next().is_none()
}

/// The ordinary characters that small ones are made of.
pub(super) fn made_of(small: &str) -> String {
    small.chars().filter_map(ordinary).map(|(_, ordinary)| ordinary).collect()
}

/// Parts a text at what is refused.
pub(super) fn parts<'a>(text: &'a str, refused: &impl Ordered) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, part) = match ordinary(c) {
            Some((level, _)) => {
                let small = small(rest, level);
                let is_refused = |(at, _)| refused_at(&rest[at..], refused).is_some();
                let part = Part::Small(level, small);
                (small.len(), small.char_indices().any(is_refused).then_some(part))
            }
            None => match refused_at(rest, refused) {
                Some(length) => (length, Some(Part::Missing)),
                None => (c.len_utf8(), None),
            },
        };
        if let Some(part) = part {
            if plain < at {
                parts.push(Part::Plain(&text[plain..at]));
            }
            parts.push(part);
            plain = at + length;
        }
        at += length;
    }
    if plain < text.len() {
        parts.push(Part::Plain(&text[plain..]));
    }
    parts
}

/// The small characters of one level that a text begins with.
fn small(text: &str, level: Level) -> &str {
    let is_other = |c: char| ordinary(c).is_none_or(|(other, _)| other != level);
    &text[..text.find(is_other).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn small_characters_that_no_font_has_are_parted() {
        let mut refused = BTreeSet::new();
        assert_eq!(parts("CO₂", &refused), [Part::Plain("CO₂")]);
        refused.extend(["₁", "₂", "⁹", "乙"].map(String::from));
        assert_eq!(
            parts("a₁₂b₃10⁹乙²⁹₂", &refused),
            [
                Part::Plain("a"),
                Part::Small(Level::Below, "₁₂"),
                Part::Plain("b₃10"),
                Part::Small(Level::Above, "⁹"),
                Part::Missing,
                Part::Small(Level::Above, "²⁹"),
                Part::Small(Level::Below, "₂"),
            ]
        );
        assert_eq!(made_of("₍⁹₎"), "(9)");
        assert!(is_small("₍") && !is_small("a") && !is_small("₍₎"));
    }
}
