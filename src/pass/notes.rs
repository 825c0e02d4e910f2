//! Footnotes in the order in which the text refers to them. What no note shows, since
//! nothing refers to it or its label is taken, stands at the end of the lesson.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Block, Footnote, Inline, Lesson, Written, each_inline};

/// Orders a lesson's notes by first reference, each label once; the others become blocks
/// of the lesson.
pub(super) fn order(lesson: &mut Lesson<Written>, diagnostics: &mut Diagnostics) {
    if lesson.footnotes.is_empty() {
        return;
    }
    let mut order = Order::default();
    for (place, note) in std::mem::take(&mut lesson.footnotes).into_iter().enumerate() {
        order.add(place, note);
    }
    order.follow(&lesson.blocks);
    while let Some(place) = order.rest.keys().next().copied() {
        let Some(Rest { note, is_repeated }) = order.rest.remove(&place) else { break };
        diagnostics.push(unshown(&note, is_repeated));
        // It may refer to others.
        order.follow(&note.blocks);
        lesson.blocks.extend(note.blocks);
    }
    lesson.footnotes = order.notes;
}

/// What a label is known by: its case does not count (CommonMark 0.31.2, 4.7).
pub(super) fn key(label: &str) -> String {
    label.to_lowercase()
}

/// What is said of a note that is none.
fn unshown(note: &Footnote<Written>, is_repeated: bool) -> Diagnostic {
    let (label, start) = (&note.note, note.span.start());
    if is_repeated {
        let message = format!("there are two footnotes `{label}`");
        Diagnostic::warning(Code::DuplicateFootnote, start, message)
            .help("give this one another label; its text stands at the end of the lesson")
    } else {
        let message = format!("nothing refers to the footnote `{label}`");
        Diagnostic::warning(Code::UnusedFootnote, start, message).help(format!(
            "put [^{label}] where it belongs; its text stands at the end of the lesson"
        ))
    }
}

/// A definition that nothing has referred to yet.
struct Rest {
    note: Footnote<Written>,
    is_repeated: bool,
}

/// The notes of a lesson, while the references to them are followed.
#[derive(Default)]
struct Order {
    /// Those referred to.
    notes: Vec<Footnote<Written>>,
    /// The others, by their places among all.
    rest: BTreeMap<usize, Rest>,
    /// The place of each label's first definition, which is the one that counts (GFM).
    places: BTreeMap<String, usize>,
    /// The labels that have been referred to.
    seen: BTreeSet<String>,
}

impl Order {
    fn add(&mut self, place: usize, note: Footnote<Written>) {
        let first = *self.places.entry(key(&note.note)).or_insert(place);
        self.rest.insert(place, Rest { note, is_repeated: first != place });
    }

    /// Takes the notes that blocks refer to, and those that these refer to in turn.
    fn follow(&mut self, blocks: &[Block<Written>]) {
        let mut next = self.notes.len();
        self.collect(blocks);
        // The list grows while it is walked.
        while let Some(note) = self.notes.get_mut(next) {
            let blocks = std::mem::take(&mut note.blocks);
            self.collect(&blocks);
            self.notes[next].blocks = blocks;
            next += 1;
        }
    }

    /// Takes the notes that blocks refer to.
    fn collect(&mut self, blocks: &[Block<Written>]) {
        each_inline(blocks, &mut |inline| {
            let Inline::NoteRef(reference) = inline else { return };
            let label = key(&reference.note);
            let place = self.places.get(&label).copied();
            if self.seen.insert(label)
                && let Some(rest) = place.and_then(|place| self.rest.remove(&place))
            {
                self.notes.push(rest.note);
            }
        });
    }
}
