//! Bounds how deep blocks and inlines are nested.
//!
//! Everything that walks the tree does so by recursion, and Typst fails on quotations
//! nested eleven to twenty times, on lists at 32 and on emphasis at 65. Real lessons stay
//! below six. So containers beyond the limits are taken away here, while the document is
//! a flat list of events; what they hold stays.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How many quotations, lists and footnotes may enclose one another.
const MAX_BLOCKS: usize = 8;

/// How many emphases, links and the like may enclose one another.
const MAX_INLINES: usize = 16;

/// Says that what stands at `span` is too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = "this is nested too deep";
    Diagnostic::warning(Code::NestingTooDeep, span.start(), message).help(format!(
        "lists and quotations nest {MAX_BLOCKS} levels deep, emphasis {MAX_INLINES}; what \
         lies deeper is set at the deepest level"
    ))
}

/// The events without the containers beyond the limits. `report` is called with the
/// range of the first of them.
pub(super) fn limit<'a>(
    events: Vec<(Event<'a>, Range<usize>)>,
    report: &mut dyn FnMut(Range<usize>),
) -> Vec<(Event<'a>, Range<usize>)> {
    let (mut blocks, mut inlines) = (0_usize, 0_usize);
    let mut reported = false;
    let mut kept = Vec::with_capacity(events.len());
    for (event, range) in events {
        let keep = match &event {
            Event::Start(tag) => match kind(&tag.to_end()) {
                Kind::Block => {
                    blocks += 1;
                    blocks <= MAX_BLOCKS
                }
                Kind::Item => blocks <= MAX_BLOCKS,
                Kind::Inline => {
                    inlines += 1;
                    inlines <= MAX_INLINES
                }
                Kind::Other => true,
            },
            Event::End(tag) => match kind(tag) {
                Kind::Block => {
                    blocks -= 1;
                    blocks < MAX_BLOCKS
                }
                Kind::Item => blocks <= MAX_BLOCKS,
                Kind::Inline => {
                    inlines -= 1;
                    inlines < MAX_INLINES
                }
                Kind::Other => true,
            },
            _ => true,
        };
        if keep {
            kept.push((event, range));
            continue;
        }
        if !reported {
            reported = true;
            report(range.clone());
        }
        // The texts of two items must not run together.
        if matches!(event, Event::Start(Tag::Item) | Event::End(TagEnd::List(_))) {
            kept.push((Event::HardBreak, range));
        }
    }
    kept
}

enum Kind {
    Block,
    Item,
    Inline,
    Other,
}

fn kind(tag: &TagEnd) -> Kind {
    match tag {
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
            Kind::Block
        }
        TagEnd::Item => Kind::Item,
        TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Link
        | TagEnd::Image => Kind::Inline,
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::CodeBlock
        | TagEnd::HtmlBlock
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::Table
        | TagEnd::TableHead
        | TagEnd::TableRow
        | TagEnd::TableCell
        | TagEnd::MetadataBlock(_) => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    fn deepest(markdown: &str) -> (usize, usize) {
        let mut reports = 0;
        let events = Parser::new(markdown).into_offset_iter().collect();
        let limited = limit(events, &mut |_| reports += 1);
        let (mut depth, mut deepest) = (0_usize, 0);
        for (event, _) in limited {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        assert_eq!(depth, 0, "starts and ends balance");
        (deepest, reports)
    }

    #[test]
    fn what_is_too_deep_is_lifted() {
        // A paragraph lies in the innermost quotation.
        assert_eq!(deepest(&format!("{} a", ">".repeat(8))), (9, 0));
        assert_eq!(deepest(&format!("{} a", ">".repeat(3000))), (9, 1));
        assert_eq!(deepest(&format!("{}a", "- ".repeat(3000))), (16, 1));
        assert_eq!(deepest(&format!("{}a{}", "*a ".repeat(500), " b*".repeat(500))).1, 1);
    }
}
