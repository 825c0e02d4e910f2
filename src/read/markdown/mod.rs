//! Markdown to blocks and inlines.
//!
//! pulldown-cmark finds the structure, [`cjk_emphasis`] mends what it makes of Chinese
//! emphasis, [`nesting`] bounds the depth, and the [`Builder`] turns the flat events into
//! the tree. What is not typeset yet is reported at its line and its text kept.

mod blocks;
mod dialects;
mod inlines;
mod nesting;
mod table;

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Event, Options};

use super::cjk_emphasis;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Block, Footnote, Written};
use crate::source::{SourceFile, Span};

/// A lesson's text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub(super) blocks: Vec<Block<Written>>,
    pub(super) footnotes: Vec<Footnote<Written>>,
}

/// Reads the Markdown at `range` (bytes) of a file.
pub(super) fn read(
    file: &SourceFile,
    range: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Text {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let events = cjk_emphasis::parse(&file.text()[range.clone()], options);
    let base = range.start;
    let events = nesting::limit(events, &mut |range| {
        let span = file.span(base + range.start..base + range.end);
        diagnostics.push(nesting::too_deep(span));
    });
    let events = VecDeque::from(events);
    let mut builder = Builder { file, base, events, diagnostics, footnotes: Vec::new() };
    let blocks = builder.blocks();
    Text { blocks, footnotes: builder.footnotes }
}

/// Consumes events, gives the tree. Its recursion is as deep as the events are nested,
/// which is bounded.
struct Builder<'a> {
    file: &'a SourceFile,
    /// Where the Markdown begins in the file, in bytes.
    base: usize,
    events: VecDeque<(Event<'a>, Range<usize>)>,
    diagnostics: &'a mut Diagnostics,
    footnotes: Vec<Footnote<Written>>,
}

impl Builder<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.file.span(self.base + range.start..self.base + range.end)
    }

    /// Reports Markdown that is understood but not typeset yet.
    fn not_yet(&mut self, span: Span, what: &str, instead: &str) {
        let message = format!("{what} is not typeset yet; {instead}");
        self.diagnostics.push(Diagnostic::warning(Code::NotYetSupported, span, message));
    }
}
