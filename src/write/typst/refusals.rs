//! What the typesetter does not take.

use std::collections::{BTreeMap, BTreeSet};

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
        let outermost = |span: Span| {
            let mut others = self.parts.keys().filter(|other| **other != span);
            !others.any(|other| other.join(span) == *other)
        };
        let parts = self.parts.iter().filter(move |(span, _)| outermost(**span));
        parts.map(|(span, reason)| (*span, reason.as_str()))
    }
}

/// A text in which `refused` is replaced, small figures by ordinary ones.
pub(super) fn replaced<'a>(
    text: &str,
    refused: impl IntoIterator<Item = &'a String>,
) -> String {
    let mut text = text.to_owned();
    for refused in refused {
        if text.contains(refused) {
            let mut other = [0; 4];
            let other = ordinary_text(refused).map(|c| &*c.encode_utf8(&mut other));
            text = text.replace(refused, other.unwrap_or(REPLACEMENT));
        }
    }
    text
}
