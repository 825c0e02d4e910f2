//! What the typesetter does not take.

use std::collections::BTreeMap;

use crate::source::Span;

/// What the typesetter refused so far. Something plainer is written for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    glyphs: BTreeMap<String, Option<Span>>,
    parts: BTreeMap<Span, String>,
}

impl Refusals {
    /// Refuses a text that no font can show: 〓 is written for it. `span` is where it stands
    /// first, as far as is known. Whether it is new.
    pub fn refuse_glyph(&mut self, text: String, span: Option<Span>) -> bool {
        let is_new = !self.glyphs.contains_key(&text);
        self.glyphs.entry(text).or_insert(span);
        is_new
    }

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

    /// The texts that no font can show, and where they stand first.
    pub fn glyphs(&self) -> impl Iterator<Item = (&str, Option<Span>)> {
        self.glyphs.iter().map(|(text, span)| (text.as_str(), *span))
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
