//! Blocks: what stands below one another.

use super::{Align, Image, Inline, Math, Place, Settled, Stage, Table};
use crate::source::Span;

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<S: Stage> {
    /// `## 标题`.
    Heading(Heading<S>),
    /// Text.
    Paragraph(Paragraph<S>),
    /// An image alone in its paragraph.
    Figure(Figure<S>),
    /// A fenced or indented code block.
    Code(Code<S>),
    /// `$$…$$`.
    Math(Math<S>),
    /// ` ```mermaid `.
    Diagram(S::Diagram),
    /// `- 项`, `1. 项`, `- [x] 项`.
    List(List<S>),
    /// A term, and below it `: 解释`.
    Definitions(Definitions<S>),
    /// `> 引文`.
    Quote(Quote<S>),
    /// `> [!NOTE]`, `::: tip`, `!!! note`.
    Callout(Callout<S>),
    /// `<details>`, `??? note`.
    Details(Details<S>),
    /// `=== "Python"`, `::: code-group`.
    Tabs(Tabs<S>),
    /// `<div align="center">`.
    Aligned(Aligned<S>),
    /// A table.
    Table(Table<S>),
    /// `---`.
    Separator(Span),
    /// `\\newpage`.
    PageBreak(Span),
    /// `[toc]`.
    Contents(S::Contents),
    /// `<div id="here">`: a place that links can lead to.
    Place(Place<S>),
}

impl Block<Settled> {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Block::Heading(heading) => heading.span,
            Block::Paragraph(paragraph) => paragraph.span,
            Block::Figure(figure) => figure.span,
            Block::Code(code) => code.span,
            Block::Math(math) => math.span,
            Block::List(list) => list.span,
            Block::Definitions(definitions) => definitions.span,
            Block::Quote(quote) => quote.span,
            Block::Callout(callout) => callout.span,
            Block::Details(details) => details.span,
            Block::Tabs(tabs) => tabs.span,
            Block::Aligned(aligned) => aligned.span,
            Block::Table(table) => table.span,
            Block::Separator(span) | Block::PageBreak(span) => *span,
            Block::Diagram(never) | Block::Contents(never) => match *never {},
            Block::Place(place) => place.span,
        }
    }
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

/// A picture between paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// The picture.
    pub image: Image<S>,
    /// What is written below it; empty if nothing is.
    pub caption: Vec<Inline<S>>,
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
    /// How its items are numbered; `None` for bullets.
    pub numbers: Option<ListNumbers>,
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
    /// Its number, if the author gave it one of its own.
    pub number: Option<i64>,
    /// Whether it is ticked; `None` if it is no task.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// How a list's items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListNumbers {
    /// The first item's number.
    pub first: i64,
    /// What the numbers are written in.
    pub numerals: Numerals,
    /// Whether they count down.
    pub descending: bool,
}

impl ListNumbers {
    /// As Markdown numbers: 1, 2, 3.
    pub fn from(first: i64) -> ListNumbers {
        ListNumbers { first, numerals: Numerals::Decimal, descending: false }
    }
}

/// What numbers are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numerals {
    /// Digits, in the form that the theme gives to lists so deep in others.
    #[default]
    Decimal,
    /// a, b, c.
    LowerLetters,
    /// A, B, C.
    UpperLetters,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

impl Numerals {
    /// The first of them, by which HTML and Typst call them all.
    pub fn first(self) -> &'static str {
        match self {
            Numerals::Decimal => "1",
            Numerals::LowerLetters => "a",
            Numerals::UpperLetters => "A",
            Numerals::LowerRoman => "i",
            Numerals::UpperRoman => "I",
        }
    }
}

impl<S: Stage> List<S> {
    /// The numbers of its items; `None` for bullets.
    pub fn counted(&self) -> Option<Vec<i64>> {
        let ListNumbers { first, descending, .. } = self.numbers?;
        let mut next = first;
        let count = |item: &ListItem<S>| {
            let number = item.number.unwrap_or(next);
            next = match descending {
                true => number.saturating_sub(1),
                false => number.saturating_add(1),
            };
            number
        };
        Some(self.items.iter().map(count).collect())
    }

    /// Whether its numbers are more than one after the other from zero or more.
    pub fn has_own_numbers(&self) -> bool {
        self.numbers.is_some_and(|numbers| numbers.descending || numbers.first < 0)
            || self.items.iter().any(|item| item.number.is_some())
    }
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
    /// Its title; the name of its kind if there is none.
    pub title: Option<Vec<Inline<S>>>,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// What can be hidden on a screen; on paper it stands below its summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Details<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What is always seen; empty if the author gave none.
    pub summary: Vec<Inline<S>>,
    /// Whether it is open at first.
    pub open: bool,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// The same thing in several ways: one tool, one language, one system each.
#[derive(Debug, Clone, PartialEq)]
pub struct Tabs<S: Stage> {
    /// Where they were written.
    pub span: Span,
    /// The ways, at least one.
    pub tabs: Vec<Tab<S>>,
}

/// One of several ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What it is called.
    pub label: Vec<Inline<S>>,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// Blocks that stand at one side or in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned<S: Stage> {
    /// Where they were written.
    pub span: Span,
    /// Where they stand.
    pub align: Align,
    /// The blocks.
    pub blocks: Vec<Block<S>>,
}

/// Terms and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Definitions<S: Stage> {
    /// Where they were written.
    pub span: Span,
    /// The entries.
    pub entries: Vec<Definition<S>>,
}

/// Terms with a common meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition<S: Stage> {
    /// The terms.
    pub terms: Vec<Vec<Inline<S>>>,
    /// What they mean, perhaps several things.
    pub meanings: Vec<Vec<Block<S>>>,
}

/// The sorts of remarks: those of GFM alerts, and what documentation tools add.
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
    /// What follows, in short.
    Summary,
    /// A case.
    Example,
    /// Something to think about.
    Question,
    /// It worked.
    Success,
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
            CalloutKind::Summary => "summary",
            CalloutKind::Example => "example",
            CalloutKind::Question => "question",
            CalloutKind::Success => "success",
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
