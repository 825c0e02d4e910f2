//! How deep blocks and inlines are nested.
//!
//! Everything that walks the tree does so by recursion, and Typst fails on quotations
//! nested eleven to twenty times, on lists at 32 and on emphasis at 65. Real lessons stay
//! below six. So what is nested beyond the limits is taken away while the document is
//! still a flat list; what it holds stays.

use pulldown_cmark::TagEnd;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How many quotations, lists, tables and the like may enclose one another.
pub(super) const MAX_BLOCKS: usize = 8;

/// How many emphases, links and the like may enclose one another.
pub(super) const MAX_INLINES: usize = 16;

/// How many elements of HTML may enclose one another, visible or not.
pub(super) const MAX_ELEMENTS: usize = 64;

/// Says that what stands at `span` is too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = "this is nested too deep";
    Diagnostic::warning(Code::NestingTooDeep, span.start(), message).help(format!(
        "lists and quotations nest {MAX_BLOCKS} levels deep, emphasis {MAX_INLINES}; what \
         lies deeper is set at the deepest level"
    ))
}

/// Whether a block of Markdown counts for [`MAX_BLOCKS`].
pub(super) fn counts(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition)
}
