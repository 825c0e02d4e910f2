//! Heading levels without holes.
//!
//! The lesson's title is level 1, so a lesson's own headings begin at 2, and none is more
//! than one level below the one before it: screen readers, and PDF/UA-1 (ISO 14289-1,
//! 7.4.2), count on that.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Block, Heading, Lesson, Written};

/// Makes a lesson's levels run from 2 to 6 without holes.
pub(super) fn fix_levels(lesson: &mut Lesson<Written>, diagnostics: &mut Diagnostics) {
    let highest = headings(&mut lesson.blocks).iter().map(|heading| heading.level).min();
    // Lessons that use `#` for their sections keep their shape one level lower.
    let shift = u8::from(highest == Some(1));
    let mut before = 1;
    for heading in headings(&mut lesson.blocks) {
        let wanted = (heading.level + shift).clamp(2, 6);
        let level = wanted.min(before + 1);
        if level < wanted && before > 1 {
            let (signs, fewer) = ("#".repeat(heading.level.into()), wanted - level);
            let message = format!(
                "this heading is {} levels below the one before it",
                wanted - before
            );
            let help = format!(
                "it is set as if it had {} instead of {signs}",
                "#".repeat(usize::from(heading.level - fewer))
            );
            diagnostics.push(
                Diagnostic::hint(Code::HeadingLevel, heading.span.start(), message)
                    .help(help),
            );
        }
        heading.level = level;
        before = level;
    }
    for note in &mut lesson.footnotes {
        for heading in headings(&mut note.blocks) {
            heading.level = 6;
        }
    }
}

/// The headings among blocks and in the containers among them, in document order.
fn headings(blocks: &mut [Block<Written>]) -> Vec<&mut Heading<Written>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => found.push(heading),
            Block::List(list) => {
                found.extend(
                    list.items.iter_mut().flat_map(|item| headings(&mut item.blocks)),
                );
            }
            Block::Quote(quote) => found.extend(headings(&mut quote.blocks)),
            Block::Callout(callout) => found.extend(headings(&mut callout.blocks)),
            Block::Paragraph(_)
            | Block::Figure(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Separator(_) => {}
        }
    }
    found
}
