//! Markdown to blocks and inlines.
//!
//! [`weave`](super::weave) has made the text ready; pulldown-cmark finds the structure,
//! [`cjk_emphasis`] mends what it makes of Chinese emphasis, [`html`] understands the HTML
//! in it and bounds the depth, and the [`Builder`] turns the flat tokens into the tree.

mod attributes;
mod blocks;
mod containers;
mod definitions;
mod elements;
mod grid;
mod inlines;
mod lines;
mod phrases;
mod spans;
mod table;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::{Event, Options, Tag};

use super::cjk_emphasis;
use super::html::{self, Token};
use super::weave::{self, Title, Woven};
use crate::diagnostic::Diagnostics;
use crate::document::{Block, Footnote, Inline, Paragraph, Written};
use crate::source::{SourceId, SourceMap, Span};

/// A lesson's text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub(super) blocks: Vec<Block<Written>>,
    pub(super) footnotes: Vec<Footnote<Written>>,
}

/// Reads woven Markdown.
pub(super) fn read(
    woven: &Woven,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Text {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let events = cjk_emphasis::parse(woven.text(), options);
    let tokens = html::nest(events, woven, sources, &mut |report, range| {
        diagnostics.push(report.at(woven.span(sources, range)));
    });
    let labels = tokens.iter().filter_map(|(token, _)| match tag(token) {
        Some(Tag::FootnoteDefinition(label)) => Some(label.to_lowercase()),
        _ => None,
    });
    let labels = labels.collect();
    let footnotes = Vec::new();
    let mut builder = Builder {
        woven,
        sources,
        tokens,
        diagnostics,
        labels,
        footnotes,
        abbreviations: BTreeSet::new(),
        quotations: 0,
    };
    let blocks = builder.blocks();
    Text { blocks, footnotes: builder.footnotes }
}

/// Reads a line of Markdown that stands at `span`, outside of a lesson's text. What cannot
/// stand there, such as a picture, stays as it was typed.
pub(super) fn line(
    typed: String,
    span: Span,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Vec<Inline<Written>> {
    let woven = weave::instead_of(span, &typed);
    let text = read(&woven, sources, diagnostics);
    one_line(text).filter(|line| line.iter().all(is_words)).unwrap_or_else(|| {
        vec![Inline::Text(crate::document::Text { span, text: typed })]
    })
}

/// The line that a text is, if it is a paragraph and nothing else: `1. 标题` is a list.
fn one_line(text: Text) -> Option<Vec<Inline<Written>>> {
    match <[Block<Written>; 1]>::try_from(text.blocks) {
        Ok([Block::Paragraph(Paragraph { inlines, .. })]) => Some(inlines),
        _ => None,
    }
}

/// Whether an inline is text, set apart or not.
fn is_words(inline: &Inline<Written>) -> bool {
    match inline {
        Inline::Text(_) | Inline::Code(_) => true,
        Inline::Phrase(_) | Inline::Link(_) => inline.children().iter().all(is_words),
        _ => false,
    }
}

/// Consumes tokens, gives the tree. Its recursion is as deep as the tokens are nested,
/// which is bounded.
struct Builder<'a> {
    woven: &'a Woven,
    sources: &'a SourceMap,
    tokens: VecDeque<(Token<'a>, Range<usize>)>,
    diagnostics: &'a mut Diagnostics,
    /// The labels of all footnotes, in lower case.
    labels: BTreeSet<String>,
    footnotes: Vec<Footnote<Written>>,
    /// The abbreviations that have been explained, with what they stand for.
    abbreviations: BTreeSet<(String, String)>,
    /// How many quotations in a line are open.
    quotations: usize,
}

impl Builder<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.woven.span(self.sources, range.clone())
    }

    /// What the author wrote at a place.
    fn slice(&self, span: Span) -> &str {
        self.sources.file(span.source()).slice(span)
    }

    /// The inlines of Markdown that is one line, such as a container's title.
    fn titled(&mut self, title: &Title, source: SourceId) -> Vec<Inline<Written>> {
        let is_defined = |label: &&str| self.labels.contains(&label.to_lowercase());
        let notes = note_labels(&title.text).filter(is_defined);
        let woven = weave::line(&title.text, source, title.start, notes);
        let text = read(&woven, self.sources, self.diagnostics);
        one_line(text).unwrap_or_else(|| {
            let span = woven.span(self.sources, 0..title.text.len());
            let text = title.text.clone();
            vec![Inline::Text(crate::document::Text { span, text })]
        })
    }
}

/// The labels of the notes that a line may refer to: `甲[^1]`.
fn note_labels(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("[^").skip(1);
    after.filter_map(|after| {
        let label = &after[..after.find(']')?];
        (!label.is_empty() && !label.contains(char::is_whitespace)).then_some(label)
    })
}

/// Whether a token ends what is open.
fn is_end(token: &Token) -> bool {
    matches!(token, Token::Markdown(Event::End(_)) | Token::Close)
}

/// The tag of Markdown's that a token begins.
fn tag<'t, 'a>(token: &'t Token<'a>) -> Option<&'t Tag<'a>> {
    match token {
        Token::Markdown(Event::Start(tag)) => Some(tag),
        _ => None,
    }
}
