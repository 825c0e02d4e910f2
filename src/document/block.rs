//! Blocks: what stands below one another.

use super::{Image, Inline, Stage};
use crate::source::Span;

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<S: Stage> {
    /// `## 标题`.
    Heading(Heading<S>),
    /// Text.
    Paragraph(Paragraph<S>),
    /// An image alone in its paragraph.
    Figure(Image<S>),
    /// A fenced or indented code block.
    Code(Code<S>),
    /// `- 项`, `1. 项`, `- [x] 项`.
    List(List<S>),
    /// `> 引文`.
    Quote(Quote<S>),
    /// `> [!NOTE]`.
    Callout(Callout<S>),
    /// A table.
    Table(Table<S>),
    /// `---`.
    Separator(Span),
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// 1 to 6. In a settled tree 2 to 6 (1 is the lesson's title), never more than one
    /// below the heading before it.
    pub level: u8,
    /// How it is known.
    pub mark: S::Mark,
    /// Its text.
    pub inlines: Vec<Inline<S>>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Its text.
    pub inlines: Vec<Inline<S>>,
}

/// A code block.
#[derive(Debug, Clone, PartialEq)]
pub struct Code<S: Stage> {
    /// Where it was written, with its fences.
    pub span: Span,
    /// Its code.
    pub code: S::Code,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// The first item's number; `None` for bullets.
    pub start: Option<u64>,
    /// Whether its items stand close together (CommonMark 0.31.2, 5.3).
    pub tight: bool,
    /// Its items.
    pub items: Vec<ListItem<S>>,
}

/// A list's item.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Whether it is ticked; `None` if it is no task.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// A boxed remark.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What sort of remark.
    pub kind: CalloutKind,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// The sorts of remarks, those of GFM alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalloutKind {
    /// Worth knowing.
    Note,
    /// Makes things easier.
    Tip,
    /// Must be known.
    Important,
    /// Something may go wrong.
    Warning,
    /// Something will go wrong.
    Caution,
}

impl CalloutKind {
    /// The name themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Important => "important",
            CalloutKind::Warning => "warning",
            CalloutKind::Caution => "caution",
        }
    }
}

/// A table. Every row has as many cells as `align` has entries.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// How each column is aligned.
    pub align: Vec<Align>,
    /// The header row.
    pub header: Vec<Vec<Inline<S>>>,
    /// The rows below it.
    pub rows: Vec<Vec<Vec<Inline<S>>>>,
}

/// A column's alignment.
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

/// A footnote's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Which one.
    pub note: S::Note,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}
