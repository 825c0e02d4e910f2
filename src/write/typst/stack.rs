//! Characters that stand on one another: marks on a letter, emoji that are joined.
//!
//! The typesetter takes all of a stack for one sign, in time and memory that grow with the
//! square of its height: six thousand marks take two gigabytes. No writing has more than
//! thirty (UAX #15, 13 “stream-safe text format”), so a stack is divided where it has, by a
//! character that shows nothing and lets no line break in.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// What divides stacks: WORD JOINER.
pub(super) const DIVIDER: char = '\u{2060}';

/// How many characters one on another are one sign.
const MAX_HEIGHT: usize = 30;

/// Follows the characters of a text.
#[derive(Default)]
pub(super) struct Stack {
    /// How many of the last characters stand on one another.
    height: usize,
    /// Whether what follows is joined to them.
    joins: bool,
}

impl Stack {
    /// Takes the next character. Whether it must be divided from those before.
    pub(super) fn is_full(&mut self, c: char) -> bool {
        let stands_on = self.joins || stands_on_others(c);
        let is_full = stands_on && self.height == MAX_HEIGHT;
        self.height = if stands_on && !is_full { self.height + 1 } else { 1 };
        self.joins = c == '\u{200D}';
        is_full
    }
}

/// Whether a character is part of the sign before it.
fn stands_on_others(c: char) -> bool {
    // Hardly any text has characters that must be looked up.
    let is_plain =
        matches!(c, ..'\u{300}' | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9FFF}');
    let is_mark = || {
        let category = CodePointMapData::<GeneralCategory>::new().get(c);
        GeneralCategoryGroup::Mark.contains(category)
    };
    let is_skin = matches!(c, '\u{1F3FB}'..='\u{1F3FF}');
    !is_plain && (c == '\u{200D}' || is_skin || is_mark())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its dividers shown.
    fn divided(text: &str) -> String {
        let mut stack = Stack::default();
        let mut divided = String::new();
        for c in text.chars() {
            if stack.is_full(c) {
                divided.push('|');
            }
            divided.push(c);
        }
        divided
    }

    #[test]
    fn what_writing_needs_is_left_alone() {
        for text in
            ["Việt", "e\u{301}\u{323}", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👍🏽👍🏿", "か\u{3099}き\u{3099}", "नमस्ते"]
        {
            assert_eq!(divided(&text.repeat(40)), text.repeat(40));
        }
    }

    #[test]
    fn towers_are_divided() {
        let marks = "\u{301}";
        let first = format!("a{}|{}b", marks.repeat(29), marks.repeat(11));
        assert_eq!(divided(&format!("a{}b", marks.repeat(40))), first);
        for text in ["👩\u{200D}", "🏽", "\u{3099}"] {
            let divided = divided(&text.repeat(1_000));
            let longest = divided.split('|').map(|part| part.chars().count()).max();
            assert_eq!(longest, Some(30), "{text}");
        }
    }
}
