//! Walking the tree.

use super::{Block, Heading, Image, Inline, Lesson, Stage};

/// What a block holds: lines of inlines, and lists of blocks.
#[derive(Debug)]
pub enum Part<'a, S: Stage> {
    /// A line: a paragraph's, a heading's, a caption.
    Line(&'a [Inline<S>]),
    /// Blocks inside the block.
    Body(&'a [Block<S>]),
}

/// What a block holds, to change it.
#[derive(Debug)]
pub enum PartMut<'a, S: Stage> {
    /// A line.
    Line(&'a mut Vec<Inline<S>>),
    /// Blocks inside the block.
    Body(&'a mut Vec<Block<S>>),
}

/// The two versions of the same list, since Rust has no way to be generic over `mut`.
macro_rules! parts {
    ($name:ident, $part:ident, $iter:ident, [$($mutability:tt)?]) => {
        /// What the block holds, in document order.
        pub fn $name(&$($mutability)? self) -> Vec<$part<'_, S>> {
            match self {
                Block::Heading(heading) => vec![$part::Line(&$($mutability)? heading.inlines)],
                Block::Paragraph(paragraph) => {
                    vec![$part::Line(&$($mutability)? paragraph.inlines)]
                }
                Block::Figure(figure) => vec![$part::Line(&$($mutability)? figure.caption)],
                Block::List(list) => {
                    let items = list.items.$iter();
                    items.map(|item| $part::Body(&$($mutability)? item.blocks)).collect()
                }
                Block::Definitions(definitions) => {
                    let mut parts = Vec::new();
                    for entry in &$($mutability)? definitions.entries {
                        parts.extend(entry.terms.$iter().map(|line| $part::Line(line)));
                        parts.extend(entry.meanings.$iter().map(|body| $part::Body(body)));
                    }
                    parts
                }
                Block::Quote(quote) => vec![$part::Body(&$($mutability)? quote.blocks)],
                Block::Callout(callout) => {
                    let title = (&$($mutability)? callout.title).into_iter();
                    let mut parts: Vec<_> = title.map(|line| $part::Line(line)).collect();
                    parts.push($part::Body(&$($mutability)? callout.blocks));
                    parts
                }
                Block::Details(details) => vec![
                    $part::Line(&$($mutability)? details.summary),
                    $part::Body(&$($mutability)? details.blocks),
                ],
                Block::Tabs(tabs) => {
                    let mut parts = Vec::new();
                    for tab in &$($mutability)? tabs.tabs {
                        parts.push($part::Line(&$($mutability)? tab.label));
                        parts.push($part::Body(&$($mutability)? tab.blocks));
                    }
                    parts
                }
                Block::Aligned(aligned) => vec![$part::Body(&$($mutability)? aligned.blocks)],
                Block::Table(table) => {
                    let mut parts = vec![$part::Line(&$($mutability)? table.caption)];
                    let rows = table.header.$iter().chain(&$($mutability)? table.rows);
                    for row in rows {
                        let cells = row.cells.$iter();
                        parts.extend(cells.map(|cell| {
                            $part::Body(&$($mutability)? cell.blocks)
                        }));
                    }
                    parts
                }
                Block::Code(_)
                | Block::Math(_)
                | Block::Diagram(_)
                | Block::Separator(_)
                | Block::PageBreak(_)
                | Block::Contents(_)
                | Block::Place(_) => Vec::new(),
            }
        }
    };
}

impl<S: Stage> Block<S> {
    parts!(parts, Part, iter, []);
    parts!(parts_mut, PartMut, iter_mut, [mut]);
}

/// Calls `visit` for every block, a parent before its children, in document order.
pub fn each_block<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a Block<S>),
) {
    for block in blocks {
        visit(block);
        for part in block.parts() {
            if let Part::Body(blocks) = part {
                each_block(blocks, visit);
            }
        }
    }
}

/// Calls `visit` for every image among blocks, figures first.
pub fn each_image<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a Image<S>),
) {
    each_block(blocks, &mut |block| {
        if let Block::Figure(figure) = block {
            visit(&figure.image);
        }
    });
    each_inline(blocks, &mut |inline| {
        if let Inline::Image(image) = inline {
            visit(image);
        }
    });
}

/// Calls `visit` for every line of inlines in document order: a paragraph's, a heading's,
/// a caption. Inlines inside inlines are left to it.
pub fn each_line<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a [Inline<S>]),
) {
    for part in blocks.iter().flat_map(Block::parts) {
        match part {
            Part::Line(line) => visit(line),
            Part::Body(blocks) => each_line(blocks, visit),
        }
    }
}

/// Like [`each_line`], to change them.
pub fn each_line_mut<S: Stage>(
    blocks: &mut [Block<S>],
    visit: &mut impl FnMut(&mut Vec<Inline<S>>),
) {
    for part in blocks.iter_mut().flat_map(Block::parts_mut) {
        match part {
            PartMut::Line(line) => visit(line),
            PartMut::Body(blocks) => each_line_mut(blocks, visit),
        }
    }
}

/// Calls `visit` for every inline among blocks, a parent before its children, in document
/// order.
pub fn each_inline<'a, S: Stage>(
    blocks: &'a [Block<S>],
    visit: &mut impl FnMut(&'a Inline<S>),
) {
    each_line(blocks, &mut |line| each_inline_of(line, visit));
}

/// Calls `visit` for every inline of a line, a parent before its children.
pub fn each_inline_of<'a, S: Stage>(
    line: &'a [Inline<S>],
    visit: &mut impl FnMut(&'a Inline<S>),
) {
    for inline in line {
        visit(inline);
        each_inline_of(inline.children(), visit);
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
            Inline::Phrase(phrase) => &phrase.inlines,
            Inline::Link(link) => &link.inlines,
            Inline::Ruby(ruby) => &ruby.base,
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::NoteRef(_)
            | Inline::Math(_)
            | Inline::Place(_)
            | Inline::Gap
            | Inline::SoftBreak(_)
            | Inline::HardBreak(_) => &[],
        }
    }

    /// The inlines inside this one, to change them; `None` if it holds none.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline<S>>> {
        match self {
            Inline::Phrase(phrase) => Some(&mut phrase.inlines),
            Inline::Link(link) => Some(&mut link.inlines),
            Inline::Ruby(ruby) => Some(&mut ruby.base),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::NoteRef(_)
            | Inline::Math(_)
            | Inline::Place(_)
            | Inline::Gap
            | Inline::SoftBreak(_)
            | Inline::HardBreak(_) => None,
        }
    }
}

/// The characters of a line, without its marks; an image gives its description, a formula
/// its source, a line end a space, a note's reference nothing.
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
            Inline::Math(math) => text.push_str(S::tex(&math.formula)),
            Inline::SoftBreak(_) | Inline::HardBreak(_) => text.push(' '),
            Inline::Gap | Inline::NoteRef(_) | Inline::Place(_) => {}
            Inline::Phrase(_) | Inline::Link(_) => collect(inline.children(), text),
            // As `<rp>` has it where there is no room above the line.
            Inline::Ruby(ruby) => {
                collect(&ruby.base, text);
                text.push_str(&format!("（{}）", ruby.reading));
            }
        }
    }
}
