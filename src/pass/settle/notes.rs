//! Footnotes get their numbers.

use std::collections::BTreeMap;

use super::Settler;
use crate::document::{Footnote, Lesson, NoteNumber, Settled, Written};
use crate::pass::notes::key;

/// The numbers of one lesson's notes, by label.
pub(super) struct Notes {
    numbers: BTreeMap<String, NoteNumber>,
}

impl Notes {
    /// Numbers a lesson's notes, which are in the order of the references to them.
    pub(super) fn number(lesson: &Lesson<Written>) -> Notes {
        let labels = lesson.footnotes.iter().map(|note| key(&note.note));
        Notes { numbers: labels.zip((1..).map(NoteNumber)).collect() }
    }

    /// The number of the note with a label.
    pub(super) fn of(&self, label: &str) -> Option<NoteNumber> {
        self.numbers.get(&key(label)).copied()
    }
}

impl Settler<'_> {
    /// A note; `None` if it has no number.
    pub(super) fn footnote(
        &mut self,
        note: Footnote<Written>,
    ) -> Option<Footnote<Settled>> {
        let Footnote { span, note, blocks } = note;
        let number = self.notes.of(&note)?;
        Some(Footnote { span, note: number, blocks: self.blocks(blocks) })
    }
}
