//! Footnotes get numbers in the order in which the text refers to them.

use std::collections::{BTreeMap, BTreeSet};

use super::Settler;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Block, Footnote, Inline, Lesson, NoteNumber, Settled, Written, each_inline,
};

/// The numbers of one lesson's notes, by label.
pub(super) struct Notes {
    numbers: BTreeMap<String, NoteNumber>,
}

impl Notes {
    /// Numbers a lesson's notes. A note that nothing refers to is reported; it stays
    /// without a number and is left out.
    pub(super) fn number(
        lesson: &Lesson<Written>,
        diagnostics: &mut Diagnostics,
    ) -> Notes {
        let mut definitions = BTreeMap::new();
        for note in &lesson.footnotes {
            // Of two definitions of one label the first counts (GFM).
            let first = *definitions.entry(key(&note.note)).or_insert(note);
            if first.span != note.span {
                let message = format!("there are two footnotes `{}`", note.note);
                diagnostics.push(
                    Diagnostic::warning(
                        Code::DuplicateFootnote,
                        note.span.start(),
                        message,
                    )
                    .help("give this one another label; it is left out"),
                );
            }
        }
        let mut order = Order::default();
        order.collect(&lesson.blocks);
        let mut next = 0;
        // A note may refer to others: the list grows while it is walked.
        while let Some(label) = order.labels.get(next) {
            next += 1;
            if let Some(note) = definitions.get(label) {
                order.collect(&note.blocks);
            }
        }
        let defined = order.labels.into_iter().filter(|l| definitions.contains_key(l));
        let numbers: BTreeMap<String, NoteNumber> =
            defined.zip(1..).map(|(label, number)| (label, NoteNumber(number))).collect();
        for note in &lesson.footnotes {
            if !numbers.contains_key(&key(&note.note)) {
                let message = format!("nothing refers to the footnote `{}`", note.note);
                diagnostics.push(
                    Diagnostic::warning(Code::UnusedFootnote, note.span.start(), message)
                        .help(format!(
                            "put [^{}] where it belongs; it is left out",
                            note.note
                        )),
                );
            }
        }
        Notes { numbers }
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
        // Even a note that is left out has headings, whose marks must be passed over.
        let blocks = self.blocks(note.blocks);
        let number = self.notes.of(&note.note)?;
        Some(Footnote { span: note.span, note: number, blocks })
    }
}

/// Notes by their numbers, each once.
pub(super) fn in_order(notes: Vec<Option<Footnote<Settled>>>) -> Vec<Footnote<Settled>> {
    let mut notes: Vec<_> = notes.into_iter().flatten().collect();
    notes.sort_by_key(|note| note.note);
    notes.dedup_by_key(|note| note.note);
    notes
}

/// What a label is known by: its case does not count (CommonMark 0.31.2, 4.7).
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The labels that a lesson refers to, each once, in the order of first reference.
#[derive(Default)]
struct Order {
    labels: Vec<String>,
    seen: BTreeSet<String>,
}

impl Order {
    /// Adds the labels that blocks refer to.
    fn collect(&mut self, blocks: &[Block<Written>]) {
        each_inline(blocks, &mut |inline| {
            if let Inline::NoteRef(reference) = inline {
                let label = key(&reference.note);
                if self.seen.insert(label.clone()) {
                    self.labels.push(label);
                }
            }
        });
    }
}
