//! What the typesetter does not take.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::scripts::{Level, Part, made_of, parts};
use crate::source::Span;

/// What the typesetter refused so far. Something plainer is written for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    /// What no font can show in the lessons, characters and perhaps marks that belong to
    /// them, and where each stands first, as far as is known. 〓 is written for it, or a
    /// small figure is made of an ordinary one.
    pub text: BTreeMap<String, Option<Span>>,
    /// What no font can show in drawings.
    pub drawings: BTreeSet<String>,
    parts: BTreeMap<Span, String>,
}

impl Refusals {
    /// Refuses what was written at a place of a lesson, a block or an inline or the whole
    /// lesson: it is written in its plain form.
    pub fn refuse_part(&mut self, span: Span, reason: String) {
        self.parts.entry(span).or_insert(reason);
    }

    /// Whether the block, inline or lesson at a place is to be plain.
    pub fn holds(&self, span: Span) -> bool {
        // Hardly any lesson has one.
        !self.parts.is_empty() && self.parts.contains_key(&span)
    }

    /// The parts that are plain, and why; not those inside others.
    pub fn parts(&self) -> impl Iterator<Item = (Span, &str)> {
        let mut parts: Vec<_> = self.parts.iter().collect();
        parts.sort_by_key(|(span, _)| {
            let range = span.range();
            (span.source(), range.start, Reverse(range.end))
        });
        let mut outer: Option<Span> = None;
        parts.into_iter().filter_map(move |(span, reason)| {
            let holds = |outer: Span| {
                outer.source() == span.source() && outer.join(*span) == outer
            };
            if outer.is_some_and(holds) {
                return None;
            }
            outer = Some(*span);
            Some((*span, reason.as_str()))
        })
    }
}

/// Texts in order.
pub(super) trait Ordered {
    /// The last of them that is not after a text.
    fn last_until(&self, text: &str) -> Option<&str>;
}

impl<T> Ordered for BTreeMap<String, T> {
    fn last_until(&self, text: &str) -> Option<&str> {
        let until = self.range::<str, _>((Bound::Unbounded, Bound::Included(text)));
        until.map(|(text, _)| text.as_str()).next_back()
    }
}

impl Ordered for BTreeSet<String> {
    fn last_until(&self, text: &str) -> Option<&str> {
        let until = self.range::<str, _>((Bound::Unbounded, Bound::Included(text)));
        until.map(String::as_str).next_back()
    }
}

/// How long the longest refused text is that another begins with.
pub(super) fn refused_at(text: &str, refused: &impl Ordered) -> Option<usize> {
    let mut until = text;
    loop {
        let found = refused.last_until(until).filter(|found| !found.is_empty())?;
        if text.starts_with(found) {
            return Some(found.len());
        }
        // What the text begins with is before this one, which begins with it too.
        let mut pairs = text.char_indices().zip(found.chars());
        let differs = pairs.find(|((_, c), other)| c != other);
        until = differs.map_or(found, |((at, _), _)| &text[..at]);
    }
}

/// A text in which what is refused is replaced. Small characters are written as those they
/// are made of, after a sign: ordinary ones alone would say something else. `spelled` is
/// told which.
pub(super) fn replaced(
    text: &str,
    refused: &impl Ordered,
    mut spelled: impl FnMut(&str),
) -> String {
    let mut replaced = String::with_capacity(text.len());
    let parts = parts(text, refused);
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        replaced.push_str(part.text().unwrap_or_default());
        if let Part::Small(level, small) = part {
            spelled(small);
            replaced.push(match level {
                Level::Above => '^',
                Level::Below => '_',
            });
            let ordinary = made_of(small);
            let next = parts.peek().and_then(|next| next.text()).unwrap_or_default();
            match next.starts_with(|c: char| c.is_ascii_digit()) {
                true => replaced.extend(["(", &ordinary, ")"]),
                false => replaced.push_str(&ordinary),
            }
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn the_longest_of_what_is_refused_is_replaced() {
        let refused = ["a\u{301}", "a", "乙", "a\u{301}\u{303}\u{302}", "⁹", "₂"];
        let refused = BTreeSet::from(refused.map(String::from));
        for (text, expected) in [
            ("a\u{301}b乙a丙", "〓b〓〓丙"),
            ("a\u{301}\u{303}b", "〓\u{303}b"),
            ("", ""),
            ("10⁹ H₂O", "10^9 H_2O"),
            ("10²⁹5", "10^(29)5"),
        ] {
            assert_eq!(replaced(text, &refused, |_| ()), expected);
        }
        assert_eq!(replaced("a⁹", &BTreeSet::new(), |_| ()), "a⁹");
    }

    #[test]
    fn parts_inside_others_are_not_said() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", "x".repeat(20));
        let mut refusals = Refusals::default();
        for range in [3..5, 2..8, 2..4, 8..9, 12..20, 12..13] {
            refusals.refuse_part(sources.file(id).span(range), String::new());
        }
        let other = sources.add("b.md", "x".repeat(20));
        refusals.refuse_part(sources.file(other).span(3..4), String::new());
        let parts: Vec<_> = refusals.parts().map(|(span, _)| span.range()).collect();
        assert_eq!(parts, [2..8, 8..9, 12..20, 3..4]);
    }
}
