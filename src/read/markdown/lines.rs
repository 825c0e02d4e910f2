//! A paragraph's pieces become one block or several.

use crate::document::{Block, Figure, Image, Inline, Math, Paragraph, Text, Written};
use crate::source::Span;

/// A piece of a line while it is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// What belongs into the line.
    Inline(Inline<Written>),
    /// A formula that is to stand on a line of its own.
    Display(Math<Written>),
}

/// The pieces as a line, where there can be only one.
pub(super) fn line(pieces: Vec<Piece>) -> Vec<Inline<Written>> {
    let inline = |piece| match piece {
        Piece::Inline(inline) => inline,
        Piece::Display(math) => Inline::Math(math),
    };
    pieces.into_iter().map(inline).collect()
}

/// The blocks that a paragraph's pieces come to: formulas, and pictures alone on their
/// lines, stand between paragraphs.
pub(super) fn paragraph(span: Span, pieces: Vec<Piece>) -> Vec<Block<Written>> {
    let mut blocks = Vec::new();
    let mut inlines = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => inlines.push(inline),
            Piece::Display(math) => {
                text(span, std::mem::take(&mut inlines), &mut blocks);
                blocks.push(Block::Math(math));
            }
        }
    }
    text(span, inlines, &mut blocks);
    blocks
}

/// Adds paragraphs, with the pictures that are alone on their lines between them.
fn text(span: Span, inlines: Vec<Inline<Written>>, blocks: &mut Vec<Block<Written>>) {
    let lines = inlines.split(is_break);
    let has_picture_line = lines.clone().any(|line| picture(line).is_some());
    if !has_picture_line {
        return blocks.extend(one_paragraph(span, inlines));
    }
    let mut rest = inlines.as_slice();
    let mut waiting: Vec<Inline<Written>> = Vec::new();
    loop {
        let end = rest.iter().position(is_break).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        match picture(line) {
            Some(image) => {
                blocks.extend(one_paragraph(span, std::mem::take(&mut waiting)));
                blocks.push(Block::Figure(figure(image.clone())));
            }
            None => waiting.extend_from_slice(line),
        }
        let Some((line_end, after)) = after.split_first() else { break };
        waiting.push(line_end.clone());
        rest = after;
    }
    blocks.extend(one_paragraph(span, waiting));
}

/// The picture that a line is nothing but.
fn picture(line: &[Inline<Written>]) -> Option<&Image<Written>> {
    let is_blank = |inline: &Inline<Written>| matches!(inline, Inline::Text(run) if run.text.trim().is_empty());
    let mut shown = line.iter().filter(|inline| !is_blank(inline));
    match (shown.next(), shown.next()) {
        (Some(Inline::Image(image)), None) => Some(image),
        _ => None,
    }
}

/// A paragraph without the breaks at its ends; nothing if it shows nothing.
fn one_paragraph(span: Span, inlines: Vec<Inline<Written>>) -> Vec<Block<Written>> {
    let inlines = trimmed(inlines);
    if inlines.iter().all(is_bare_place) {
        // A place between blocks.
        let places = inlines.into_iter().filter_map(|inline| match inline {
            Inline::Place(place) => Some(Block::Place(place)),
            _ => None,
        });
        return places.collect();
    }
    vec![Block::Paragraph(Paragraph { span, inlines })]
}

/// A line without the breaks at its ends; nothing if it shows nothing.
pub(super) fn trimmed(mut inlines: Vec<Inline<Written>>) -> Vec<Inline<Written>> {
    let shown = inlines.iter().position(|inline| !is_break(inline));
    inlines.drain(..shown.unwrap_or(inlines.len()));
    while inlines.last().is_some_and(is_break) {
        inlines.pop();
    }
    // A block in the middle of a line of Markdown leaves white space at its edges.
    let is_blank = |c: char| c.is_ascii_whitespace();
    if let Some(Inline::Text(run)) = inlines.first_mut() {
        run.text.drain(..run.text.len() - run.text.trim_start_matches(is_blank).len());
    }
    if let Some(Inline::Text(run)) = inlines.last_mut() {
        run.text.truncate(run.text.trim_end_matches(is_blank).len());
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
    inlines
}

/// Whether an inline shows nothing: a place, or white space around places.
fn is_bare_place(inline: &Inline<Written>) -> bool {
    match inline {
        Inline::Place(_) => true,
        Inline::Text(run) => run.text.trim().is_empty(),
        inline => is_break(inline),
    }
}

fn is_break(inline: &Inline<Written>) -> bool {
    matches!(inline, Inline::HardBreak(_) | Inline::SoftBreak(_))
}

/// An image by itself; its title is the caption.
fn figure(mut image: Image<Written>) -> Figure<Written> {
    let span = image.span;
    let title = std::mem::take(&mut image.title);
    let caption = (!title.is_empty()).then_some(Inline::Text(Text { span, text: title }));
    Figure { span, image, caption: caption.into_iter().collect() }
}
