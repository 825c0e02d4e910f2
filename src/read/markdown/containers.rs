//! What lies between the marks of a container becomes a block.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Aligned, Block, Callout, Details, Inline, Paragraph, Phrase, Quote, Style, Tab, Tabs,
    Text, Written, plain_text,
};
use crate::read::weave::{Container, Kind};
use crate::source::Span;

impl Builder<'_> {
    /// Adds the container that has just begun, up to its end.
    pub(super) fn container(
        &mut self,
        container: &Container,
        blocks: &mut Vec<Block<Written>>,
    ) {
        let file = self.sources.file(container.source);
        let span = file.span(container.range.clone());
        let title = container.title.as_ref();
        let title = title.map(|title| self.titled(title, container.source));
        let inner = self.blocks();
        match &container.kind {
            Kind::Remark(kind) => {
                let kind = *kind;
                blocks.push(Block::Callout(Callout { span, kind, title, blocks: inner }));
            }
            Kind::Details { open } => {
                let (summary, open) = (title.unwrap_or_default(), *open);
                blocks.push(Block::Details(Details {
                    span,
                    summary,
                    open,
                    blocks: inner,
                }));
            }
            Kind::Quote => {
                let mut quoted = headed(title, span);
                quoted.extend(inner);
                blocks.push(Block::Quote(Quote { span, blocks: quoted }));
            }
            Kind::Tab => {
                let label = title.unwrap_or_default();
                let mut tab = Tab { span, label, blocks: inner };
                drop_repeated_title(&mut tab);
                // Tabs that follow one another belong together.
                match blocks.last_mut() {
                    Some(Block::Tabs(tabs)) => tabs.tabs.push(tab),
                    _ => blocks.push(Block::Tabs(Tabs { span, tabs: vec![tab] })),
                }
            }
            Kind::Tabs => {
                blocks.extend(headed(title, span));
                blocks.extend(tabs(span, inner));
            }
            Kind::Aligned(align) => {
                let align = *align;
                blocks.push(Block::Aligned(Aligned { span, align, blocks: inner }));
            }
            Kind::Plain => {
                blocks.extend(headed(title, span));
                blocks.extend(inner);
            }
            Kind::Unknown(name) => {
                let message = format!("containers of the kind `{name}` are not known");
                self.diagnostics.push(
                    Diagnostic::hint(Code::UnknownContainer, span, message)
                        .help("what it holds stands in the text, without a box"),
                );
                blocks.extend(headed(title, span));
                blocks.extend(inner);
            }
        }
    }
}

/// A title as a paragraph of its own.
fn headed(title: Option<Vec<Inline<Written>>>, span: Span) -> Vec<Block<Written>> {
    let bold = title.map(|inlines| {
        let bold = Phrase { span, style: Style::Strong, inlines };
        Block::Paragraph(Paragraph { span, inlines: vec![Inline::Phrase(bold)] })
    });
    bold.into_iter().collect()
}

/// A code block at the beginning of a tab need not say again what the tab is called.
fn drop_repeated_title(tab: &mut Tab<Written>) {
    if let Some(Block::Code(code)) = tab.blocks.first_mut() {
        let label = plain_text(&tab.label);
        code.code.title.take_if(|title| *title == label.trim());
    }
}

/// Tabs among blocks stay; of code blocks each is a tab, named by its title.
fn tabs(span: Span, blocks: Vec<Block<Written>>) -> Vec<Block<Written>> {
    let is_code = |block: &Block<Written>| matches!(block, Block::Code(_));
    let is_place = |block: &Block<Written>| matches!(block, Block::Place(_));
    if !blocks.iter().any(is_code)
        || !blocks.iter().all(|block| is_code(block) || is_place(block))
    {
        return blocks;
    }
    let mut tabs = Vec::new();
    let mut places = Vec::new();
    for block in blocks {
        let Block::Code(mut code) = block else {
            places.push(block);
            continue;
        };
        let text = |text| Inline::Text(Text { span: code.span, text });
        let label = code.code.title.take().map(text).into_iter().collect();
        let span = code.span;
        let mut blocks = std::mem::take(&mut places);
        blocks.push(Block::Code(code));
        tabs.push(Tab { span, label, blocks });
    }
    vec![Block::Tabs(Tabs { span, tabs })]
}
