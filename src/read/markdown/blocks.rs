//! Block events to blocks.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag};

use super::Builder;
use super::dialects::foreign;
use crate::document::{
    Block, Callout, CalloutKind, Code, CodeText, Figure, Footnote, Heading, Image,
    Inline, List, ListItem, Paragraph, Quote, Text, Written,
};
use crate::source::Span;

impl Builder<'_> {
    /// The blocks up to the end of the enclosing one, whose end event is consumed.
    pub(super) fn blocks(&mut self) -> Vec<Block<Written>> {
        self.item_blocks().0
    }

    /// Like [`Builder::blocks`], and whether there were paragraphs among them: in a tight
    /// list there are only bare lines.
    fn item_blocks(&mut self) -> (Vec<Block<Written>>, bool) {
        let mut blocks = Vec::new();
        let mut has_paragraph = false;
        while let Some((event, range)) = self.events.front() {
            let range = range.clone();
            match event {
                Event::End(_) => {
                    self.events.pop_front();
                    break;
                }
                Event::Rule => {
                    self.events.pop_front();
                    blocks.push(Block::Separator(self.span(&range)));
                }
                Event::Start(tag) if is_block(tag) => {
                    let tag = tag.clone();
                    has_paragraph |= matches!(tag, Tag::Paragraph);
                    self.events.pop_front();
                    self.block(tag, self.span(&range), &mut blocks);
                }
                // The text of a tight list's item comes without a paragraph.
                _ => {
                    let inlines = self.bare_line();
                    blocks.extend(paragraph(self.span(&range), inlines));
                }
            }
        }
        (blocks, has_paragraph)
    }

    /// Adds the block of `tag`, whose start event has been consumed.
    fn block(&mut self, tag: Tag, span: Span, blocks: &mut Vec<Block<Written>>) {
        match tag {
            Tag::Paragraph => {
                if let Some(what) = foreign(self.file.slice(span)) {
                    self.not_yet(span.start(), what, "its source is shown as text");
                }
                let inlines = self.line();
                blocks.extend(paragraph(span, inlines));
            }
            Tag::Heading { level, id, .. } => {
                let (level, mark) = (level_number(level), id.map(|id| id.to_string()));
                let inlines = self.line();
                blocks.push(Block::Heading(Heading { span, level, mark, inlines }));
            }
            Tag::BlockQuote(None) => {
                let inner = self.blocks();
                blocks.push(Block::Quote(Quote { span, blocks: inner }));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (kind, inner) = (callout_kind(kind), self.blocks());
                blocks.push(Block::Callout(Callout {
                    span,
                    kind,
                    title: None,
                    blocks: inner,
                }));
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let code = CodeText { info, text: self.raw_text() };
                blocks.push(Block::Code(Code { span, code }));
            }
            Tag::List(start) => blocks.push(self.list(span, start)),
            Tag::Table(alignments) => blocks.push(self.table(span, &alignments)),
            Tag::FootnoteDefinition(label) => {
                let (note, blocks) = (label.to_string(), self.blocks());
                self.footnotes.push(Footnote { span, note, blocks });
            }
            Tag::HtmlBlock => {
                let text = self.raw_text();
                if !is_comment(&text) {
                    self.not_yet(span.start(), "HTML", "its source is shown as code");
                    let code = CodeText { info: "html".into(), text };
                    blocks.push(Block::Code(Code { span, code }));
                }
            }
            // Parts of the blocks above, and constructs that are not enabled.
            Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
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

    fn list(&mut self, span: Span, start: Option<u64>) -> Block<Written> {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.events.pop_front() {
            if !matches!(event, Event::Start(Tag::Item)) {
                break;
            }
            let task = self.task_marker();
            let span = self.span(&range);
            let (blocks, has_paragraph) = self.item_blocks();
            tight &= !has_paragraph;
            items.push(ListItem { span, task, blocks });
        }
        Block::List(List { span, start, tight, items })
    }

    /// Whether the item that has just begun is a task, and ticked. In a loose list the
    /// marker stands inside the first paragraph; it is taken out of there.
    fn task_marker(&mut self) -> Option<bool> {
        let paragraph = self
            .events
            .pop_front_if(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
        let marker = self
            .events
            .pop_front_if(|(event, _)| matches!(event, Event::TaskListMarker(_)));
        if let Some(start) = paragraph {
            self.events.push_front(start);
        }
        match marker {
            Some((Event::TaskListMarker(done), _)) => Some(done),
            _ => None,
        }
    }

    /// The text of a block that holds only text, up to its end event.
    fn raw_text(&mut self) -> String {
        let mut raw = String::new();
        while let Some((event, _)) = self.events.pop_front() {
            match event {
                Event::Text(text) | Event::Html(text) => raw.push_str(&text),
                Event::End(_) => break,
                _ => {}
            }
        }
        raw
    }
}

/// Whether a tag's content is blocks or the line of a block.
pub(super) fn is_block(tag: &Tag) -> bool {
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

/// A paragraph; a figure if it is nothing but an image; nothing if it shows nothing.
fn paragraph(span: Span, mut inlines: Vec<Inline<Written>>) -> Option<Block<Written>> {
    let is_break = |inline: &Inline<Written>| {
        matches!(inline, Inline::HardBreak(_) | Inline::SoftBreak(_))
    };
    let shown = inlines.iter().position(|inline| !is_break(inline))?;
    inlines.drain(..shown);
    while inlines.last().is_some_and(is_break) {
        inlines.pop();
    }
    match <[Inline<Written>; 1]>::try_from(inlines) {
        Ok([Inline::Image(image)]) => Some(Block::Figure(figure(image))),
        Ok(single) => {
            Some(Block::Paragraph(Paragraph { span, inlines: Vec::from(single) }))
        }
        Err(inlines) => Some(Block::Paragraph(Paragraph { span, inlines })),
    }
}

/// An image by itself; its title is the caption.
fn figure(mut image: Image<Written>) -> Figure<Written> {
    let span = image.span;
    let title = std::mem::take(&mut image.title);
    let caption = (!title.is_empty()).then_some(Inline::Text(Text { span, text: title }));
    Figure { span, image, caption: caption.into_iter().collect() }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    let body = html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    body.is_some_and(|body| !body.contains("-->"))
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
