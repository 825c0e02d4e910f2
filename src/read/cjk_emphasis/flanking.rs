//! Which delimiter runs can open and which can close emphasis.
//!
//! The plain rules are those of CommonMark as pulldown-cmark applies them. The friendly
//! rules are those of the CommonMark CJK-friendly amendments: beside a CJK character a run
//! of `*` or `~~` both opens and closes, since Chinese, Japanese and Korean put no space
//! between a word and its punctuation. The two agree wherever no CJK character and no
//! variation selector stands beside the run.

use icu_properties::props::{
    BinaryProperty, EastAsianWidth, EmojiPresentation, EnumeratedProperty,
    GeneralCategory, GeneralCategoryGroup, Script,
};

/// What a delimiter run may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flanking {
    /// The run can open emphasis.
    pub(super) open: bool,
    /// The run can close emphasis.
    pub(super) close: bool,
}

impl Flanking {
    /// The run is text and nothing else.
    pub(super) const NEITHER: Self = Self { open: false, close: false };
    /// The run can open as well as close.
    const BOTH: Self = Self { open: true, close: true };
}

/// A delimiter run with the characters around it; the edges of a line count as a space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The delimiter character: `*`, `_`, `~` or `^`.
    pub(super) mark: u8,
    /// Length of the run in bytes, which is its length in delimiter characters.
    pub(super) len: usize,
    /// The character before `prev`.
    pub(super) before_prev: char,
    /// The character just before the run.
    pub(super) prev: char,
    /// The character just after the run.
    pub(super) next: char,
}

impl Context {
    /// Flanking by the rules pulldown-cmark applies.
    pub(super) fn plain(self) -> Flanking {
        if self.mark == b'~' && self.len > 2 {
            return Flanking::NEITHER;
        }
        Flanking { open: self.plain_open(), close: self.plain_close() }
    }

    /// Flanking by the rules of the CJK-friendly amendments.
    pub(super) fn friendly(self) -> Flanking {
        // Without a character beyond ASCII beside the run the amendments say nothing.
        if self.prev.is_ascii() && self.next.is_ascii() {
            return self.plain();
        }
        let base = Self { prev: self.base_of_prev(), ..self };
        let spaced = base.prev.is_whitespace() || base.next.is_whitespace();
        let cjk = || is_cjk(self.next) == Some(true) || self.follows_cjk();
        if self.splits_words() && !spaced && cjk() {
            Flanking::BOTH
        } else if base.splits_words() {
            // pulldown-cmark lets any `~~` open; GFM asks of it what `*` must be.
            Self { mark: b'*', ..base }.plain()
        } else {
            base.plain()
        }
    }

    /// Whether the run may stand inside a word: `*` and `~~` may, `_`, `~` and `^` not.
    fn splits_words(self) -> bool {
        self.mark == b'*' || self.mark == b'~' && self.len == 2
    }

    /// Whether the run can open emphasis by the plain rules.
    fn plain_open(self) -> bool {
        if self.next.is_whitespace() {
            return false;
        }
        let after_tilde = self.mark == b'~' && self.prev == '~';
        (self.mark == b'~' && self.len == 2)
            || ((self.mark == b'*' || after_tilde) && !is_punctuation(self.next))
            || self.prev.is_whitespace()
            || is_punctuation(self.prev)
    }

    /// Whether the run can close emphasis by the plain rules.
    fn plain_close(self) -> bool {
        if self.prev.is_whitespace() {
            return false;
        }
        (self.splits_words() && !is_punctuation(self.prev))
            || (self.mark == b'~' && self.prev == '~')
            || self.next.is_whitespace()
            || is_punctuation(self.next)
    }

    /// The character before the run, seen through a variation selector that changes it.
    fn base_of_prev(self) -> char {
        if !is_text_selector(self.prev) || is_space_separator(self.before_prev) {
            return self.prev;
        }
        self.before_prev
    }

    /// Whether the run follows a CJK character, with or without a variation selector.
    fn follows_cjk(self) -> bool {
        if is_text_selector(self.prev) {
            let wide_quote = self.prev == '\u{fe01}' && is_curly_quote(self.before_prev);
            return is_cjk(self.before_prev).unwrap_or(wide_quote);
        }
        is_cjk(self.prev).unwrap_or(is_ideographic_selector(self.prev))
    }
}

/// Whether `c` is a CJK character; `None` where its East Asian width is ambiguous.
fn is_cjk(c: char) -> Option<bool> {
    if c < '\u{1100}' {
        return Some(false);
    }
    match EastAsianWidth::for_char(c) {
        EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth => Some(true),
        EastAsianWidth::Wide => Some(!EmojiPresentation::for_char(c)),
        EastAsianWidth::Ambiguous => None,
        EastAsianWidth::Neutral => Some(Script::for_char(c) == Script::Hangul),
        _ => Some(false),
    }
}

/// Whether `c` is punctuation in the sense of CommonMark 0.31: category P or S.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let category = GeneralCategory::for_char(c);
    GeneralCategoryGroup::Punctuation.contains(category)
        || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether `c` is a space separator, category Zs.
fn is_space_separator(c: char) -> bool {
    GeneralCategory::for_char(c) == GeneralCategory::SpaceSeparator
}

/// Whether `c` is a variation selector other than the one that asks for an emoji.
fn is_text_selector(c: char) -> bool {
    ('\u{fe00}'..='\u{fe0e}').contains(&c)
}

/// Whether `c` is an ideographic variation selector.
fn is_ideographic_selector(c: char) -> bool {
    ('\u{e0100}'..='\u{e01ef}').contains(&c)
}

/// Whether `c` is one of `‘’“”`, which are as wide as an ideograph in Chinese fonts.
fn is_curly_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::{Context, Flanking, is_cjk};

    fn run(mark: u8, len: usize, prev: char, next: char) -> Context {
        Context { mark, len, before_prev: '前', prev, next }
    }

    #[test]
    fn star_between_full_width_punctuation_and_ideograph_does_both() {
        let context = run(b'*', 2, '，', '她');
        assert_eq!(context.plain(), Flanking { open: true, close: false });
        assert_eq!(context.friendly(), Flanking::BOTH);
    }

    #[test]
    fn underscore_keeps_the_plain_rule() {
        let context = run(b'_', 2, '字', '字');
        assert_eq!(context.friendly(), context.plain());
        assert_eq!(context.plain(), Flanking::NEITHER);
    }

    #[test]
    fn space_beside_the_run_decides_first() {
        let context = run(b'*', 2, '字', '\u{3000}');
        assert_eq!(context.friendly(), Flanking { open: false, close: true });
    }

    #[test]
    fn emoji_and_latin_are_no_cjk_characters() {
        assert_eq!(is_cjk('😀'), Some(false));
        assert_eq!(is_cjk('a'), Some(false));
        assert_eq!(is_cjk('“'), None);
        assert!(
            ['字', 'か', '각', '，', '｡', '𠀋'].iter().all(|&c| is_cjk(c) == Some(true))
        );
    }

    #[test]
    fn variation_selectors_belong_to_the_character_before() {
        let after = |before_prev, prev| {
            Context { mark: b'*', len: 2, before_prev, prev, next: 'x' }.friendly()
        };
        assert_eq!(after('”', '\u{fe01}'), Flanking::BOTH);
        assert_eq!(after('”', '\u{fe00}'), Flanking { open: true, close: false });
        assert_eq!(after('葛', '\u{e0100}'), Flanking::BOTH);
    }
}
