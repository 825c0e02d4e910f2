//! Block tokens to blocks.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag};

use super::attributes;
use super::lines::paragraph;
use super::{Builder, is_end, tag};
use crate::document::{
    Block, Callout, CalloutKind, Code, CodeText, DiagramText, Footnote, Heading, Inline,
    Latex, List, ListItem, ListNumbers, Math, Notation, Paragraph, Place, Quote, Text,
    Written, plain_text,
};
use crate::read::code;
use crate::read::html::{Role, Token};
use crate::read::weave::Meaning;
use crate::source::Span;

impl Builder<'_> {
    /// The blocks up to the end of the enclosing one, whose end is consumed.
    pub(super) fn blocks(&mut self) -> Vec<Block<Written>> {
        self.all_siblings().0
    }

    /// The blocks up to the end of the enclosing one, whose end is consumed, and whether
    /// there were paragraphs among them: in a tight list there are only bare lines.
    pub(super) fn all_siblings(&mut self) -> (Vec<Block<Written>>, bool) {
        let siblings = self.siblings();
        self.tokens.pop_front();
        siblings
    }

    /// Like [`Builder::all_siblings`], up to an end or a part of a list, a table or the
    /// like; neither is consumed.
    pub(super) fn siblings(&mut self) -> (Vec<Block<Written>>, bool) {
        let mut blocks = Vec::new();
        let mut has_paragraph = false;
        while let Some((token, range)) = self.tokens.front() {
            let range = range.clone();
            match token {
                Token::Open(element) if element.role.is_part() => break,
                token if is_end(token) => break,
                token if !is_block(token) => {
                    // The text of a tight list's item comes without a paragraph.
                    let pieces = self.run(true);
                    blocks.extend(paragraph(self.span(&range), pieces));
                    continue;
                }
                _ => {}
            }
            match self.tokens.pop_front() {
                Some((Token::Markdown(Event::Rule), _)) => {
                    blocks.push(Block::Separator(self.span(&range)));
                }
                Some((Token::Markdown(Event::Start(tag)), _)) => {
                    has_paragraph |= matches!(tag, Tag::Paragraph);
                    self.block(tag, &range, &mut blocks);
                }
                Some((Token::Mark(meaning), _)) => {
                    self.marked(meaning, &range, &mut blocks);
                }
                Some((Token::Open(element), _)) => {
                    has_paragraph |= element.role == Role::Paragraph;
                    self.element(*element, &range, &mut blocks);
                }
                _ => {}
            }
        }
        (blocks, has_paragraph)
    }

    /// Adds what a mark on a line of its own means.
    fn marked(
        &mut self,
        meaning: Meaning,
        range: &Range<usize>,
        blocks: &mut Vec<Block<Written>>,
    ) {
        let span = self.span(range);
        match meaning {
            Meaning::Open(container) => self.container(&container, blocks),
            Meaning::DisplayFormula(tex) | Meaning::Formula(tex) => {
                blocks.push(Block::Math(self.formula(span, tex)));
            }
            Meaning::PageBreak => blocks.push(Block::PageBreak(span)),
            Meaning::Contents => blocks.push(Block::Contents(span)),
            Meaning::Text => {
                let text = self.woven.original(self.sources, range.clone());
                let text = Text { span, text: text.trim().to_owned() };
                let inlines = vec![Inline::Text(text)];
                blocks.push(Block::Paragraph(Paragraph { span, inlines }));
            }
            Meaning::Close | Meaning::Nothing => {}
        }
    }

    /// A formula in the author's words, and where those stand.
    pub(super) fn formula(&self, span: Span, text: String) -> Math<Written> {
        let file = self.sources.file(span.source());
        let at = file.slice(span).find(&text).map(|at| span.range().start + at);
        let inner = at.map(|at| file.span(at..at + text.len()));
        Math { span, formula: Latex { text, span: inner, numbers: Vec::new() } }
    }

    /// Adds the block of `tag`, whose start event has been consumed.
    fn block(
        &mut self,
        tag: Tag,
        range: &Range<usize>,
        blocks: &mut Vec<Block<Written>>,
    ) {
        let span = self.span(range);
        match tag {
            Tag::Paragraph => {
                let pieces = self.pieces();
                blocks.extend(paragraph(span, pieces));
            }
            Tag::Heading { level, id, attrs, .. } => {
                let level = level_number(level);
                let mut inlines = self.line();
                let named = attrs.iter().find_map(|(name, _)| {
                    attributes::identifier_in_comment(name).map(String::from)
                });
                let mut mark = id.map(|id| id.to_string()).or(named);
                // The parser takes all that stands in braces, `## 用 ${name}`.
                let source = self.woven.original(self.sources, range.clone());
                if let Some(text) = attributes::text_in_braces(&source)
                    && !plain_text(&inlines).contains(text.trim())
                {
                    inlines.push(Inline::Text(Text { span, text: text.into() }));
                    mark = None;
                }
                blocks.push(Block::Heading(Heading { span, level, mark, inlines }));
            }
            Tag::BlockQuote(None) => {
                let inner = self.blocks();
                blocks.push(Block::Quote(Quote { span, blocks: inner }));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (kind, inner) = (callout_kind(kind), self.blocks());
                let callout = Callout { span, kind, title: None, blocks: inner };
                blocks.push(Block::Callout(callout));
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let text = self.raw_text(range);
                self.code_block(&info, text, span, blocks);
            }
            Tag::List(start) => blocks.push(self.list(span, start)),
            Tag::Table(alignments) => blocks.push(self.table(span, &alignments)),
            Tag::DefinitionList => blocks.push(self.definitions(span)),
            Tag::FootnoteDefinition(label) => {
                let (note, blocks) = (label.to_string(), self.blocks());
                self.footnotes.push(Footnote { span, note, blocks });
            }
            // Parts of the blocks above, and constructs that are not enabled.
            Tag::HtmlBlock
            | Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => blocks.extend(self.blocks()),
        }
    }

    fn code_block(
        &mut self,
        info: &str,
        text: String,
        span: Span,
        blocks: &mut Vec<Block<Written>>,
    ) {
        let code::Block { id, code } = code::block(info, text, span, self.diagnostics);
        blocks.extend(id.map(|id| Block::Place(Place { span, id })));
        blocks.extend(code.map(|code| {
            match (code.language.as_str(), Notation::named(&code.language)) {
                ("math", _) => {
                    Block::Math(self.formula(span, code.text.trim().to_owned()))
                }
                (_, Some(notation)) => {
                    let CodeText { title, text, .. } = code;
                    Block::Diagram(DiagramText { span, notation, title, text })
                }
                (_, None) => Block::Code(Code { span, code }),
            }
        }));
    }

    fn list(&mut self, span: Span, start: Option<u64>) -> Block<Written> {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((token, range)) = self.tokens.pop_front() {
            if !matches!(tag(&token), Some(Tag::Item)) {
                break;
            }
            let task = self.task_marker();
            let span = self.span(&range);
            let (blocks, has_paragraph) = self.all_siblings();
            tight &= !has_paragraph;
            items.push(ListItem { span, number: None, task, blocks });
        }
        let numbers = start.map(|first| ListNumbers::from(first as i64));
        Block::List(List { span, numbers, tight, items })
    }

    /// Whether the item that has just begun is a task, and ticked. In a loose list the
    /// marker stands inside the first paragraph; it is taken out of there.
    pub(super) fn task_marker(&mut self) -> Option<bool> {
        let paragraph = self
            .tokens
            .pop_front_if(|(token, _)| matches!(tag(token), Some(Tag::Paragraph)));
        let marker = self.tokens.pop_front_if(|(token, _)| {
            matches!(token, Token::Markdown(Event::TaskListMarker(_)))
        });
        if marker.is_some()
            && let Some((Token::Markdown(Event::Text(text)), _)) = self.tokens.front_mut()
        {
            *text = text.trim_start().to_owned().into();
        }
        if let Some(start) = paragraph {
            self.tokens.push_front(start);
        }
        match marker {
            Some((Token::Markdown(Event::TaskListMarker(done)), _)) => Some(done),
            _ => None,
        }
    }

    /// The text of a block that holds only text, up to its end event.
    pub(super) fn raw_text(&mut self, range: &Range<usize>) -> String {
        let is_woven = self.woven.mark_in(range).is_some();
        let mut raw = String::new();
        while let Some((token, range)) = self.tokens.pop_front() {
            match token {
                // Nothing in code is a formula or a container.
                Token::Markdown(Event::Text(_)) if is_woven => {
                    raw.push_str(&self.woven.original(self.sources, range));
                }
                Token::Mark(_) => {
                    raw.push_str(&self.woven.original(self.sources, range));
                }
                Token::Markdown(Event::Text(text)) => raw.push_str(&text),
                Token::Text(text) => raw.push_str(&text),
                token if is_end(&token) => break,
                _ => {}
            }
        }
        raw
    }
}

/// Whether a token is a block, or begins one.
pub(super) fn is_block(token: &Token) -> bool {
    match token {
        Token::Markdown(Event::Rule) | Token::Mark(_) => true,
        Token::Markdown(Event::Start(tag)) => is_block_tag(tag),
        Token::Open(element) => !element.role.is_phrase(),
        Token::Markdown(_) | Token::Close | Token::Text(_) | Token::Leaf(_) => false,
    }
}

/// Whether a tag's content is blocks or the line of a block.
fn is_block_tag(tag: &Tag) -> bool {
    match tag {
        Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. } => false,
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::BlockQuote(_)
        | Tag::CodeBlock(_)
        | Tag::HtmlBlock
        | Tag::List(_)
        | Tag::Item
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::MetadataBlock(_) => true,
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn callout_kind(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}
