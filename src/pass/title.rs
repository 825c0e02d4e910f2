//! The first heading of a lesson often repeats its title, which is set above it anyway.

use crate::document::{Block, Inline, Lesson, Place, Written, plain_text};

/// Drops the first heading if it says what the title says, also where a picture or a
/// remark stands before it. One that bears a footnote stays, or the note would be lost.
pub(super) fn drop_repeated(lesson: &mut Lesson<Written>) {
    let title = letters(&lesson.info.title);
    drop_first(&mut lesson.blocks, &title);
}

/// Whether there is a heading among blocks, which may stand in the middle; the first is
/// dropped if it says the title.
fn drop_first(blocks: &mut Vec<Block<Written>>, title: &str) -> bool {
    for at in 0..blocks.len() {
        let found = match &mut blocks[at] {
            Block::Heading(heading) => {
                if letters(&plain_text(&heading.inlines)) == title
                    && !has_note(&heading.inlines)
                {
                    // What links to it by a name of its own finds its place.
                    let span = heading.span;
                    let place = heading.mark.take().map(|id| Place { span, id });
                    blocks.splice(at..=at, place.map(Block::Place));
                }
                return true;
            }
            Block::Aligned(aligned) => drop_first(&mut aligned.blocks, title),
            _ => false,
        };
        if found {
            if matches!(&blocks[at], Block::Aligned(aligned) if aligned.blocks.is_empty())
            {
                blocks.remove(at);
            }
            return true;
        }
    }
    false
}

fn has_note(line: &[Inline<Written>]) -> bool {
    line.iter()
        .any(|inline| matches!(inline, Inline::NoteRef(_)) || has_note(inline.children()))
}

/// What makes two titles the same: their letters, whatever the spacing and the case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
