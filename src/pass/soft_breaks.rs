//! Line ends inside a paragraph: nothing between ideographs, else a space.
//!
//! Chinese is written without spaces, so a line end that the author's editor put between
//! two ideographs must leave no trace (clreq, 3.1.1; CSS Text 4, 4.1.3 “segment break
//! transformation”).

use super::leaves::{LeafKind, is_leaf, leaves};
use crate::document::{Inline, Lesson, Text, Written, each_line_mut, is_ideograph};

/// Replaces a lesson's soft breaks.
pub(super) fn resolve(lesson: &mut Lesson<Written>) {
    for blocks in lesson.bodies_mut() {
        each_line_mut(blocks, &mut |line| {
            if has_break(line) {
                let spaces = spaces(line);
                replace(line, &mut spaces.iter());
            }
        });
    }
}

fn has_break(line: &[Inline<Written>]) -> bool {
    line.iter().any(|inline| {
        matches!(inline, Inline::SoftBreak(_)) || has_break(inline.children())
    })
}

/// For each leaf, whether it is a break that becomes a space.
fn spaces(line: &[Inline<Written>]) -> Vec<bool> {
    let leaves = leaves(line);
    let beside = |index: Option<usize>| index.and_then(|index| leaves.get(index));
    let is_space = |index: usize| {
        let before = beside(index.checked_sub(1)).and_then(|leaf| leaf.last);
        let after = beside(Some(index + 1)).and_then(|leaf| leaf.first);
        let both = before.is_some_and(is_wide) && after.is_some_and(is_wide);
        let mark = before.is_some_and(is_wide_mark) || after.is_some_and(is_wide_mark);
        !both && !mark
    };
    let is_break = |index: usize| leaves[index].kind == LeafKind::SoftBreak;
    (0..leaves.len()).map(|index| is_break(index) && is_space(index)).collect()
}

fn replace<'a>(
    line: &mut Vec<Inline<Written>>,
    spaces: &mut impl Iterator<Item = &'a bool>,
) {
    let mut replaced = Vec::with_capacity(line.len());
    for mut inline in line.drain(..) {
        let is_space = is_leaf(&inline) && spaces.next() == Some(&true);
        if let Some(children) = inline.children_mut() {
            replace(children, spaces);
        }
        match inline {
            Inline::SoftBreak(span) if is_space => {
                push_text(&mut replaced, Text { span, text: " ".into() });
            }
            Inline::SoftBreak(_) => {}
            Inline::Text(run) => push_text(&mut replaced, run),
            other => replaced.push(other),
        }
    }
    *line = replaced;
}

/// Adds text, to the text before it if there is any, so that no later pass has to look
/// for a word in two places.
fn push_text(line: &mut Vec<Inline<Written>>, run: Text) {
    match line.last_mut() {
        Some(Inline::Text(last)) => {
            last.span = last.span.join(run.span);
            last.text.push_str(&run.text);
        }
        _ => line.push(Inline::Text(run)),
    }
}

/// Whether a character is set solid with its wide neighbours. Hangul is not: Korean has
/// spaces.
fn is_wide(c: char) -> bool {
    is_ideograph(c) || is_wide_mark(c) || is_kana(c)
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Whether a character is full-width punctuation, which brings its own space.
fn is_wide_mark(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1F}' | '\u{FF3B}'..='\u{FF3D}'
        | '\u{FF5B}'..='\u{FF65}' | '\u{FE30}'..='\u{FE4F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_marks_are_wide() {
        assert!("，。；：！？（）「」《》【】、".chars().all(is_wide_mark));
        assert!("中〇々ひカ".chars().all(is_wide));
        assert!(!"aA1 .,-한é—“”".chars().any(is_wide));
    }
}
