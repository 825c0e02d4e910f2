//! Walking the tree.

use super::{Block, Heading, Inline, Lesson, Stage};

/// Calls `visit` for every block, a parent before its children, in document order.
pub fn each_block<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a Block<S>),
) {
    for block in blocks {
        visit(block);
        match block {
            Block::List(list) => {
                for item in &list.items {
                    each_block(&item.blocks, visit);
                }
            }
            Block::Quote(quote) => each_block(&quote.blocks, visit),
            Block::Callout(callout) => each_block(&callout.blocks, visit),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Figure(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Separator(_) => {}
        }
    }
}

/// Calls `visit` for every line of inlines that a block holds directly, in document
/// order: a paragraph's, a heading's, a cell's. Inlines inside inlines are left to it.
pub fn each_line<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a [Inline<S>]),
) {
    each_block(blocks, &mut |block| match block {
        Block::Heading(heading) => visit(&heading.inlines),
        Block::Paragraph(paragraph) => visit(&paragraph.inlines),
        Block::Table(table) => {
            for cell in table.header.iter().chain(table.rows.iter().flatten()) {
                visit(cell);
            }
        }
        Block::Figure(_)
        | Block::Code(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::Callout(_)
        | Block::Separator(_) => {}
    });
}

/// Like [`each_line`], to change them.
pub fn each_line_mut<S: Stage>(
    blocks: &mut [Block<S>],
    visit: &mut impl FnMut(&mut Vec<Inline<S>>),
) {
    for block in blocks {
        match block {
            Block::Heading(heading) => visit(&mut heading.inlines),
            Block::Paragraph(paragraph) => visit(&mut paragraph.inlines),
            Block::Table(table) => {
                for cell in table.header.iter_mut().chain(table.rows.iter_mut().flatten())
                {
                    visit(cell);
                }
            }
            Block::List(list) => {
                for item in &mut list.items {
                    each_line_mut(&mut item.blocks, visit);
                }
            }
            Block::Quote(quote) => each_line_mut(&mut quote.blocks, visit),
            Block::Callout(callout) => each_line_mut(&mut callout.blocks, visit),
            Block::Figure(_) | Block::Code(_) | Block::Separator(_) => {}
        }
    }
}

impl<S: Stage> Lesson<S> {
    /// The lesson's blocks, then those of its footnotes.
    pub fn bodies(&self) -> impl Iterator<Item = &[Block<S>]> {
        let notes = self.footnotes.iter().map(|note| note.blocks.as_slice());
        std::iter::once(self.blocks.as_slice()).chain(notes)
    }

    /// Like [`Lesson::bodies`], to change them.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Vec<Block<S>>> {
        let notes = self.footnotes.iter_mut().map(|note| &mut note.blocks);
        std::iter::once(&mut self.blocks).chain(notes)
    }
}

impl<S: Stage> Heading<S> {
    /// Whether it says nothing: then it is a place, and no heading to those who listen
    /// or look through the contents.
    pub fn is_wordless(&self) -> bool {
        plain_text(&self.inlines).trim().is_empty()
    }
}

impl<S: Stage> Inline<S> {
    /// The inlines inside this one.
    pub fn children(&self) -> &[Inline<S>] {
        match self {
            Inline::Emphasis(phrase)
            | Inline::Strong(phrase)
            | Inline::Strikethrough(phrase) => &phrase.inlines,
            Inline::Link(link) => &link.inlines,
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::NoteRef(_)
            | Inline::Gap
            | Inline::SoftBreak(_)
            | Inline::HardBreak(_) => &[],
        }
    }

    /// The inlines inside this one, to change them; `None` if it holds none.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline<S>>> {
        match self {
            Inline::Emphasis(phrase)
            | Inline::Strong(phrase)
            | Inline::Strikethrough(phrase) => Some(&mut phrase.inlines),
            Inline::Link(link) => Some(&mut link.inlines),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::NoteRef(_)
            | Inline::Gap
            | Inline::SoftBreak(_)
            | Inline::HardBreak(_) => None,
        }
    }
}

/// The characters of a line, without its marks; an image gives its description, a line
/// end a space, a note's reference nothing.
pub fn plain_text<S: Stage>(inlines: &[Inline<S>]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect<S: Stage>(inlines: &[Inline<S>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(run) | Inline::Code(run) => text.push_str(&run.text),
            Inline::Image(image) => text.push_str(&image.alt),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => text.push(' '),
            Inline::Gap | Inline::NoteRef(_) => {}
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Link(_) => collect(inline.children(), text),
        }
    }
}
