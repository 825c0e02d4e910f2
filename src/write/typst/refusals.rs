//! What the typesetter does not take.

use std::collections::BTreeMap;

use super::sink::REPLACEMENT;
use crate::source::Span;

/// What the typesetter refused so far. Something plainer is written for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    /// What no font can show in the lessons.
    pub text: Glyphs,
    /// What no font can show in drawings.
    pub drawings: Glyphs,
    parts: BTreeMap<Span, String>,
}

/// Texts that no font can show, characters and perhaps marks that belong to them: 〓 is
/// written for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glyphs {
    places: BTreeMap<String, Option<Span>>,
}

impl Glyphs {
    /// Adds a text. `span` is where it stands first, as far as is known. Whether it is new.
    pub fn refuse(&mut self, text: String, span: Option<Span>) -> bool {
        let is_new = !self.places.contains_key(&text);
        self.places.entry(text).or_insert(span);
        is_new
    }

    /// The texts, and where they stand first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<Span>)> {
        self.places.iter().map(|(text, span)| (text.as_str(), *span))
    }

    /// A text in which everything can be shown.
    pub fn replaced(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for refused in self.places.keys() {
            if text.contains(refused) {
                text = text.replace(refused, REPLACEMENT);
            }
        }
        text
    }
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
        let outermost = |span: Span| {
            let mut others = self.parts.keys().filter(|other| **other != span);
            !others.any(|other| other.join(span) == *other)
        };
        let parts = self.parts.iter().filter(move |(span, _)| outermost(**span));
        parts.map(|(span, reason)| (*span, reason.as_str()))
    }
}
