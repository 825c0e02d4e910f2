//! A lesson that follows from a seed.

use std::collections::BTreeMap;

use super::parts::PARTS;

/// How many lessons make a course.
pub(super) const LESSONS: u64 = 50;

/// Numbers that follow from a seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// A mixed lesson.
#[derive(Clone)]
pub(super) struct Mixed {
    seed: u64,
    pub(super) parts: Vec<&'static str>,
}

impl Mixed {
    pub(super) fn new(seed: u64) -> Mixed {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let count = 5 + random.below(40);
        let parts = (0..count).map(|_| PARTS[random.below(PARTS.len())]);
        Mixed { seed, parts: parts.collect() }
    }

    pub(super) fn slug(&self) -> String {
        format!("l{}", self.seed)
    }

    /// Its source. Its words are numbered apart from those of the other lessons of its
    /// course.
    pub(super) fn markdown(&self) -> String {
        let mixed = self.parts.concat().replace("@@", "\u{1}");
        let mut number = self.seed % LESSONS * 1_000;
        let mut lesson = String::with_capacity(2 * mixed.len());
        // Every other lesson has its marks curled.
        if self.seed.is_multiple_of(2) {
            lesson.push_str("---\nsmart_punctuation: true\n---\n");
        }
        for (index, part) in mixed.split('@').enumerate() {
            if index > 0 {
                number += 1;
                lesson.push_str(&format!("字{number}字"));
            }
            lesson.push_str(part);
        }
        lesson.replace('\u{1}', "@")
    }
}

/// The words in a text, and where each stands first.
pub(super) fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for (at, mark) in text.match_indices('字') {
        let number =
            text[at + mark.len()..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + mark.len() + number;
        if number > 0 && text[end..].starts_with('字') {
            words.entry(&text[at..end + mark.len()]).or_insert(at);
        }
    }
    words
}
