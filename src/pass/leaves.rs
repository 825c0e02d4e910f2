//! What stands beside what in a line, whatever it is nested in.

use crate::document::{Inline, Written};

/// An inline without inlines in it, as its neighbours see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    /// Its first character, if it shows any.
    pub(super) first: Option<char>,
    /// Its last character, if it shows any.
    pub(super) last: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Text,
    Code,
    SoftBreak,
    Other,
}

/// The leaves of a line in reading order; references to notes are no neighbours and
/// left out.
pub(super) fn leaves(line: &[Inline<Written>]) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(line, &mut found);
    found
}

/// Whether [`leaves`] lists this inline.
pub(super) fn is_leaf(inline: &Inline<Written>) -> bool {
    kind(inline).is_some()
}

fn kind(inline: &Inline<Written>) -> Option<LeafKind> {
    match inline {
        Inline::Text(_) => Some(LeafKind::Text),
        // A formula takes a gap beside ideographs as code does.
        Inline::Code(_) | Inline::Math(_) => Some(LeafKind::Code),
        Inline::SoftBreak(_) => Some(LeafKind::SoftBreak),
        Inline::Image(_) | Inline::HardBreak(_) | Inline::Gap => Some(LeafKind::Other),
        Inline::NoteRef(_)
        | Inline::Place(_)
        | Inline::Phrase(_)
        | Inline::Ruby(_)
        | Inline::Link(_) => None,
    }
}

fn collect(line: &[Inline<Written>], found: &mut Vec<Leaf>) {
    for inline in line {
        let text = match inline {
            Inline::Text(run) | Inline::Code(run) => run.text.as_str(),
            _ => "",
        };
        if let Some(kind) = kind(inline) {
            let (first, last) = (text.chars().next(), text.chars().next_back());
            found.push(Leaf { kind, first, last });
        }
        collect(inline.children(), found);
    }
}
