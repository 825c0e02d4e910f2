//! Footnotes get numbers in the order in which the text refers to them.

use std::collections::BTreeMap;

use super::Settler;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Block, Footnote, Inline, Lesson, NoteNumber, Settled, Written, each_line,
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
            definitions.entry(note.note.as_str()).or_insert(note);
        }
        let mut order: Vec<&str> = Vec::new();
        collect(&lesson.blocks, &mut order);
        let mut next = 0;
        // A note may refer to others: the list grows while it is walked.
        while let Some(label) = order.get(next).copied() {
            next += 1;
            if let Some(note) = definitions.get(label) {
                let mut inner = Vec::new();
                collect(&note.blocks, &mut inner);
                for label in inner {
                    push_new(label, &mut order);
                }
            }
        }
        order.retain(|label| definitions.contains_key(label));
        let numbered = order.iter().zip(1..);
        let numbers: BTreeMap<String, NoteNumber> = numbered
            .map(|(label, number)| ((*label).to_owned(), NoteNumber(number)))
            .collect();
        for note in &lesson.footnotes {
            if !numbers.contains_key(&note.note) {
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
        self.numbers.get(label).copied()
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

/// Adds the labels that blocks refer to, each once.
fn collect<'a>(blocks: &'a [Block<Written>], labels: &mut Vec<&'a str>) {
    each_line(blocks, &mut |line| collect_line(line, labels));
}

fn collect_line<'a>(line: &'a [Inline<Written>], labels: &mut Vec<&'a str>) {
    for inline in line {
        if let Inline::NoteRef(reference) = inline {
            push_new(&reference.note, labels);
        }
        collect_line(inline.children(), labels);
    }
}

fn push_new<'a>(label: &'a str, labels: &mut Vec<&'a str>) {
    if !labels.contains(&label) {
        labels.push(label);
    }
}
