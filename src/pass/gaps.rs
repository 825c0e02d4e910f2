//! The quarter-em between ideographs and inline code.
//!
//! Typesetters put a gap of a quarter em between ideographs and Latin letters (clreq,
//! 3.2.2 “mixed text composition”), but see no such edge where code begins. Where the
//! author typed a space there is one already.

use super::leaves::{Leaf, LeafKind, is_leaf, leaves};
use crate::document::{Inline, Lesson, Written, each_line_mut, is_ideograph};

/// Puts the gaps into a lesson's lines.
pub(super) fn insert(lesson: &mut Lesson<Written>) {
    for line in lesson.objectives.iter_mut().chain(&mut lesson.prerequisites) {
        insert_where_due(line);
    }
    for blocks in lesson.bodies_mut() {
        each_line_mut(blocks, &mut insert_where_due);
    }
}

fn insert_where_due(line: &mut Vec<Inline<Written>>) {
    let leaves = leaves(line);
    if leaves.iter().any(|leaf| leaf.kind == LeafKind::Code) {
        insert_in_line(line, &mut gaps(&leaves).into_iter());
    }
}

/// For each leaf, whether a gap goes before and after it.
fn gaps(leaves: &[Leaf]) -> Vec<(bool, bool)> {
    let edge = |text: &Leaf, neighbour: Option<char>, code: Option<char>| {
        text.kind == LeafKind::Text
            && neighbour.is_some_and(takes_gap)
            && !code.is_some_and(takes_gap)
    };
    let gap = |index: usize| {
        let leaf = leaves[index];
        if leaf.kind != LeafKind::Code {
            return (false, false);
        }
        let before = index.checked_sub(1).map(|before| leaves[before]);
        let after = leaves.get(index + 1);
        (
            before.is_some_and(|before| edge(&before, before.last, leaf.first)),
            after.is_some_and(|after| edge(after, after.first, leaf.last)),
        )
    };
    (0..leaves.len()).map(gap).collect()
}

/// Ideographs and kana; Korean has spaces.
fn takes_gap(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}')
}

fn insert_in_line(
    line: &mut Vec<Inline<Written>>,
    gaps: &mut impl Iterator<Item = (bool, bool)>,
) {
    let mut spaced = Vec::with_capacity(line.len());
    for mut inline in line.drain(..) {
        let (before, after) = match is_leaf(&inline) {
            true => gaps.next().unwrap_or_default(),
            false => (false, false),
        };
        if let Some(children) = inline.children_mut() {
            insert_in_line(children, gaps);
        }
        spaced.extend(before.then_some(Inline::Gap));
        spaced.push(inline);
        spaced.extend(after.then_some(Inline::Gap));
    }
    *line = spaced;
}
