//! The alphabets of formulas as characters of their own (Unicode, “Mathematical
//! Alphanumeric Symbols”), since MathML Core has no other way to say them.

use crate::document::Alphabet;

/// A text with its letters and digits in an alphabet.
pub(super) fn styled(text: &str, alphabet: Alphabet) -> String {
    text.chars().map(|c| letter(c, alphabet)).collect()
}

/// Where the alphabets begin: capitals, small letters follow them; capitals of Greek;
/// digits.
struct Block {
    latin: Option<u32>,
    greek: Option<u32>,
    digits: Option<u32>,
}

fn letter(c: char, alphabet: Alphabet) -> char {
    let (latin, greek, digits) = match alphabet {
        Alphabet::Usual | Alphabet::Upright => return c,
        Alphabet::Italic => (Some(0x1D434), Some(0x1D6E2), None),
        Alphabet::Bold => (Some(0x1D400), Some(0x1D6A8), Some(0x1D7CE)),
        Alphabet::BoldItalic => (Some(0x1D468), Some(0x1D71C), Some(0x1D7CE)),
        Alphabet::DoubleStruck => (Some(0x1D538), None, Some(0x1D7D8)),
        Alphabet::Calligraphic | Alphabet::Script => (Some(0x1D49C), None, None),
        Alphabet::Fraktur => (Some(0x1D504), None, None),
        Alphabet::Sans => (Some(0x1D5A0), None, Some(0x1D7E2)),
        Alphabet::Typewriter => (Some(0x1D670), None, Some(0x1D7F6)),
    };
    // Those that Unicode had before the block.
    let older = match (alphabet, c) {
        (Alphabet::Italic, 'h') => Some('ℎ'),
        (Alphabet::DoubleStruck, 'C') => Some('ℂ'),
        (Alphabet::DoubleStruck, 'H') => Some('ℍ'),
        (Alphabet::DoubleStruck, 'N') => Some('ℕ'),
        (Alphabet::DoubleStruck, 'P') => Some('ℙ'),
        (Alphabet::DoubleStruck, 'Q') => Some('ℚ'),
        (Alphabet::DoubleStruck, 'R') => Some('ℝ'),
        (Alphabet::DoubleStruck, 'Z') => Some('ℤ'),
        (Alphabet::Calligraphic | Alphabet::Script, c) => match c {
            'B' => Some('ℬ'),
            'E' => Some('ℰ'),
            'F' => Some('ℱ'),
            'H' => Some('ℋ'),
            'I' => Some('ℐ'),
            'L' => Some('ℒ'),
            'M' => Some('ℳ'),
            'R' => Some('ℛ'),
            'e' => Some('ℯ'),
            'g' => Some('ℊ'),
            'o' => Some('ℴ'),
            _ => None,
        },
        (Alphabet::Fraktur, 'C') => Some('ℭ'),
        (Alphabet::Fraktur, 'H') => Some('ℌ'),
        (Alphabet::Fraktur, 'I') => Some('ℑ'),
        (Alphabet::Fraktur, 'R') => Some('ℜ'),
        (Alphabet::Fraktur, 'Z') => Some('ℨ'),
        _ => None,
    };
    let block = Block { latin, greek, digits };
    older.or_else(|| block.letter(c)).unwrap_or(c)
}

impl Block {
    fn letter(&self, c: char) -> Option<char> {
        let code = c as u32;
        let moved = match c {
            'A'..='Z' => self.latin? + code - 'A' as u32,
            'a'..='z' => self.latin? + 26 + code - 'a' as u32,
            '0'..='9' => self.digits? + code - '0' as u32,
            'Α'..='Ρ' | 'Σ'..='Ω' => self.greek? + code - 'Α' as u32,
            '∇' => self.greek? + 25,
            'α'..='ω' => self.greek? + 26 + code - 'α' as u32,
            '∂' => self.greek? + 51,
            'ϵ' => self.greek? + 52,
            'ϑ' => self.greek? + 53,
            'ϰ' => self.greek? + 54,
            'ϕ' => self.greek? + 55,
            'ϱ' => self.greek? + 56,
            'ϖ' => self.greek? + 57,
            _ => return None,
        };
        char::from_u32(moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_places() {
        assert_eq!(styled("xh", Alphabet::Italic), "𝑥ℎ");
        assert_eq!(styled("Az09αω", Alphabet::Bold), "𝐀𝐳𝟎𝟗𝛂𝛚");
        assert_eq!(styled("ϵ∂Γ", Alphabet::BoldItalic), "𝝐𝝏𝜞");
        assert_eq!(styled("RAk1", Alphabet::DoubleStruck), "ℝ𝔸𝕜𝟙");
        assert_eq!(styled("LO", Alphabet::Calligraphic), "ℒ𝒪");
        assert_eq!(styled("中+", Alphabet::Bold), "中+");
    }
}
