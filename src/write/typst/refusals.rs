//! What the typesetter does not take.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::scripts::ordinary_text;
use super::sink::REPLACEMENT;
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

/// A text in which what is refused is replaced, small figures by ordinary ones. `refused`
/// gives what is refused in order, from a text on.
pub(super) fn replaced<'a, I: Iterator<Item = &'a String>>(
    text: &str,
    refused: impl Fn(&str) -> I,
) -> String {
    if refused("").next().is_none() {
        return text.to_owned();
    }
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (character, after) = rest.split_at(first.len_utf8());
        let alike = refused(character).take_while(|other| other.starts_with(first));
        let here = alike.filter(|other| rest.starts_with(other.as_str()));
        match here.map(String::len).max() {
            Some(length) => {
                let (refused, after) = rest.split_at(length);
                match ordinary_text(refused) {
                    Some(ordinary) => replaced.push(ordinary),
                    None => replaced.push_str(REPLACEMENT),
                }
                rest = after;
            }
            None => {
                replaced.push(first);
                rest = after;
            }
        }
    }
    replaced
}

/// What is not before a text.
pub(super) fn from(key: &str) -> (Bound<&str>, Bound<&str>) {
    (Bound::Included(key), Bound::Unbounded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn the_longest_of_what_is_refused_is_replaced() {
        let refused = BTreeSet::from(["a\u{301}", "a", "乙"].map(String::from));
        let replaced =
            |text: &str| super::replaced(text, |key| refused.range::<str, _>(from(key)));
        assert_eq!(replaced("a\u{301}b乙a丙"), "〓b〓〓丙");
        assert_eq!(replaced(""), "");
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
