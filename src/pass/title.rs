//! The first heading of a lesson often repeats its title, which is set above it anyway.

use crate::document::{Block, Inline, Lesson, Place, Written, plain_text};

/// Drops the first heading if it says what the title says, also where a picture or a
/// remark stands before it. One that bears a footnote stays, or the note would be lost.
pub(super) fn drop_repeated(lesson: &mut Lesson<Written>) {
    let title = letters(&lesson.info.title);
    let is_heading = |block: &Block<Written>| matches!(block, Block::Heading(_));
    let Some(at) = lesson.blocks.iter().position(is_heading) else { return };
    if let Block::Heading(heading) = &mut lesson.blocks[at]
        && letters(&plain_text(&heading.inlines)) == title
        && !has_note(&heading.inlines)
    {
        // What links to it by a name of its own finds its place.
        let place = heading.mark.take().map(|id| Place { span: heading.span, id });
        lesson.blocks.splice(at..=at, place.map(Block::Place));
    }
}

fn has_note(line: &[Inline<Written>]) -> bool {
    line.iter()
        .any(|inline| matches!(inline, Inline::NoteRef(_)) || has_note(inline.children()))
}

/// What makes two titles the same: their letters, whatever the spacing and the case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
