//! The first heading of a lesson often repeats its title, which is set above it anyway.

use crate::document::{Block, Lesson, Written, plain_text};

/// Drops the first block if it is a heading that says what the title says.
pub(super) fn drop_repeated(lesson: &mut Lesson<Written>) {
    let Some(Block::Heading(heading)) = lesson.blocks.first() else { return };
    if letters(&plain_text(&heading.inlines)) == letters(&lesson.info.title) {
        lesson.blocks.remove(0);
    }
}

/// What makes two titles the same: their letters, whatever the spacing and the case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
