//! New pages begin between a lesson's blocks, not inside a box, a list or a note.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Block, Lesson, PartMut, Written};

/// Leaves out the page breaks that stand inside something.
pub(super) fn lift(lesson: &mut Lesson<Written>, diagnostics: &mut Diagnostics) {
    for block in &mut lesson.blocks {
        drop_inside(block, diagnostics);
    }
    for note in &mut lesson.footnotes {
        drop_among(&mut note.blocks, diagnostics);
    }
}

fn drop_inside(block: &mut Block<Written>, diagnostics: &mut Diagnostics) {
    for part in block.parts_mut() {
        if let PartMut::Body(blocks) = part {
            drop_among(blocks, diagnostics);
        }
    }
}

fn drop_among(blocks: &mut Vec<Block<Written>>, diagnostics: &mut Diagnostics) {
    blocks.retain(|block| {
        let Block::PageBreak(span) = block else { return true };
        let message = "no page can begin inside something";
        diagnostics.push(
            Diagnostic::warning(Code::MisplacedPageBreak, *span, message)
                .help("put it between paragraphs; it is left out"),
        );
        false
    });
    for block in blocks {
        drop_inside(block, diagnostics);
    }
}
