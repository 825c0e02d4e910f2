//! Tables.

use super::{Block, Inline, Stage};
use crate::source::Span;

/// A table.
///
/// Cells are listed where they begin, as in HTML: one that spans several columns or rows
/// stands once, and the rows it reaches into list only their other cells. In every row
/// the columns add up to `align.len()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What it shows, in words; empty if nothing is said.
    pub caption: Vec<Inline<S>>,
    /// How each column is aligned.
    pub align: Vec<Align>,
    /// The rows at its head, which are repeated on every page.
    pub header: Vec<Row<S>>,
    /// The rows below them.
    pub rows: Vec<Row<S>>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<S: Stage> {
    /// The cells that begin in it.
    pub cells: Vec<Cell<S>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<S: Stage> {
    /// How many columns it takes, at least one.
    pub columns: usize,
    /// How many rows it takes, at least one.
    pub rows: usize,
    /// Whether it names what stands beside or below it.
    pub is_header: bool,
    /// How it is aligned, if not like its column.
    pub align: Option<Align>,
    /// What it holds; a cell of Markdown at most one paragraph.
    pub blocks: Vec<Block<S>>,
}

impl<S: Stage> Table<S> {
    /// Whether every cell takes one column and one row and holds no more than a line.
    pub fn is_plain(&self) -> bool {
        let cells = self.header.iter().chain(&self.rows).flat_map(|row| &row.cells);
        self.header.len() <= 1
            && cells
                .into_iter()
                .all(|cell| (cell.columns, cell.rows) == (1, 1) && cell.line().is_some())
    }
}

impl<S: Stage> Cell<S> {
    /// A cell of one column and one row.
    pub fn new(blocks: Vec<Block<S>>) -> Cell<S> {
        Cell { columns: 1, rows: 1, is_header: false, align: None, blocks }
    }

    /// Its line, if it holds no more than that.
    pub fn line(&self) -> Option<&[Inline<S>]> {
        match self.blocks.as_slice() {
            [] => Some(&[]),
            [Block::Paragraph(paragraph)] => Some(&paragraph.inlines),
            _ => None,
        }
    }
}

/// How a column, a cell or a block is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the theme likes it.
    Auto,
    /// `:--`.
    Left,
    /// `:-:`.
    Center,
    /// `--:`.
    Right,
}

impl Align {
    /// The name themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            Align::Auto => "auto",
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        }
    }
}
