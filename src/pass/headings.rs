//! Heading levels without holes.
//!
//! The lesson's title is level 1, so a lesson's own headings begin at 2, and none is more
//! than one level below the one before it: screen readers, and PDF/UA-1 (ISO 14289-1,
//! 7.4.2), count on that.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Block, Heading, Inline, Lesson, Paragraph, PartMut, Phrase, Style, Written,
};

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
        // One that says nothing is none to the reader of the next.
        if !heading.is_wordless() {
            before = level;
        }
    }
    for note in &mut lesson.footnotes {
        flatten(&mut note.blocks, diagnostics);
    }
}

/// The headings among blocks and in the containers among them, in document order.
fn headings(blocks: &mut [Block<Written>]) -> Vec<&mut Heading<Written>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => found.push(heading),
            block => {
                for part in block.parts_mut() {
                    if let PartMut::Body(inner) = part {
                        found.extend(headings(inner));
                    }
                }
            }
        }
    }
    found
}

/// Makes bold lines of headings: a note stands anywhere on the page, and on paper it is
/// read where its reference is, so no level fits between those around it.
fn flatten(blocks: &mut [Block<Written>], diagnostics: &mut Diagnostics) {
    for block in blocks {
        if let Block::Heading(heading) = block {
            let message = "a footnote has no sections";
            diagnostics.push(
                Diagnostic::hint(Code::HeadingLevel, heading.span.start(), message)
                    .help("this heading is set as a bold line"),
            );
            let (span, inlines) = (heading.span, std::mem::take(&mut heading.inlines));
            let bold = Inline::Phrase(Phrase { span, style: Style::Strong, inlines });
            *block = Block::Paragraph(Paragraph { span, inlines: vec![bold] });
            continue;
        }
        for part in block.parts_mut() {
            if let PartMut::Body(inner) = part {
                flatten(inner, diagnostics);
            }
        }
    }
}
