//! What an element is, and what follows from that.

use crate::document::Numerals;
use crate::read::html::drawing::Shape;

/// What an element is, with what only such elements say.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Role {
    /// Text that its look sets apart, or nothing: `b`, `font`, `span`.
    Phrase,
    /// `code`, `samp`, `tt`.
    Code,
    /// `q`.
    Quotation,
    /// `bdo` that runs from right to left, whatever its letters.
    Leftwards,
    /// `abbr`, with what it is short for.
    Abbreviation(Option<String>),
    /// `a`, with its address.
    Link(Option<String>),
    /// `ruby`.
    Ruby,
    /// `rt`.
    Reading,
    /// `rp`: parentheses for those who know no ruby.
    Parenthesis,
    /// `br`.
    LineBreak,
    /// `wbr`.
    WordBreak,
    /// `img`.
    Image(ImageTag),
    /// A check box, and whether it is ticked.
    CheckBox(bool),
    /// `div`, `section` and all that only holds blocks.
    Flow,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `hr`.
    Rule,
    /// `blockquote`.
    Quote,
    /// `pre`, with the language of its code.
    Verbatim(String),
    /// `ul`, `ol`; of a numbered list, its numbers.
    List(Option<NumbersTag>),
    /// `li`, with a number of its own.
    Item(Option<i64>),
    /// `dl`.
    Definitions,
    /// `dt`.
    Term,
    /// `dd`.
    Meaning,
    /// `figure`.
    Figure,
    /// `figcaption`.
    FigureCaption,
    /// `details`, and whether it is open.
    Details(bool),
    /// `summary`.
    Summary,
    /// `table`.
    Table,
    /// `caption`.
    TableCaption,
    /// `thead`, `tbody`, `tfoot`.
    Rows(Section),
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell(CellTag),
    /// `col`: how many columns it speaks of.
    Columns(usize),
    /// What lies in a table where only rows may be. No tag opens it.
    Stray,
    /// `video`, `audio`, `iframe`, `embed`, `object`: what cannot be shown in a book.
    Media(MediaTag),
    /// `source`: where a medium lies.
    Source(Option<String>),
    /// `object` that shows a picture; what it holds stands for it.
    Pictured(ImageTag),
    /// `area`: a link from a part of a picture.
    Area(MediaTag),
    /// `meter`, `progress`, with what it shows.
    Gauge(Option<String>),
    /// `canvas`: what a script draws; what it holds stands for it.
    Canvas,
    /// `math`.
    Formula,
    /// `annotation`: whether it is LaTeX.
    Annotation(bool),
    /// `svg`.
    Drawing(Shape),
    /// What a drawing is made of.
    Shape(Shape),
    /// What has no place in a book.
    Dropped(Dropped),
    /// What stands between such things and says nothing itself: `html`, `colgroup`.
    Nothing,
    /// No element of HTML, with the text that its attributes show.
    Unknown(Option<String>),
}

/// What an `img` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct ImageTag {
    pub(in crate::read) address: String,
    pub(in crate::read) alt: String,
    pub(in crate::read) title: String,
}

/// What the tag of a medium says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct MediaTag {
    pub(in crate::read) address: Option<String>,
    pub(in crate::read) title: Option<String>,
    /// The picture that stands for it until it is played.
    pub(in crate::read) poster: Option<String>,
}

/// What an `ol` says of its numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::read) struct NumbersTag {
    pub(in crate::read) start: Option<i64>,
    pub(in crate::read) numerals: Numerals,
    pub(in crate::read) descending: bool,
}

/// What the tag of a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct CellTag {
    pub(in crate::read) is_header: bool,
    pub(in crate::read) columns: usize,
    /// 0: all rows that follow.
    pub(in crate::read) rows: usize,
}

/// The parts of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Section {
    Head,
    Body,
    Foot,
}

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Dropped {
    /// Nothing runs in a book.
    Script,
    /// A book has its theme's style.
    Style,
    /// Nothing can be filled in.
    Form,
    /// `template`, `head`, `track`: nobody sees it.
    Unseen,
}

impl Role {
    /// Whether it holds nothing.
    pub(in crate::read::html) fn is_leaf(&self) -> bool {
        matches!(
            self,
            Role::LineBreak
                | Role::WordBreak
                | Role::Image(_)
                | Role::CheckBox(_)
                | Role::Rule
                | Role::Columns(_)
                | Role::Source(_)
                | Role::Area(_)
        )
    }

    /// Whether it stands in a line.
    pub(in crate::read) fn is_phrase(&self) -> bool {
        matches!(
            self,
            Role::Phrase
                | Role::Code
                | Role::Quotation
                | Role::Abbreviation(_)
                | Role::Link(_)
                | Role::Ruby
                | Role::Reading
                | Role::Parenthesis
        )
    }

    /// Whether it can hold only a line.
    pub(in crate::read::html) fn is_line(&self) -> bool {
        matches!(
            self,
            Role::Heading(_)
                | Role::Summary
                | Role::FigureCaption
                | Role::TableCaption
                | Role::Term
        )
    }

    /// Whether it is a part of a list, a table or the like.
    pub(in crate::read) fn is_part(&self) -> bool {
        matches!(
            self,
            Role::Item(_)
                | Role::Term
                | Role::Meaning
                | Role::FigureCaption
                | Role::Summary
                | Role::TableCaption
                | Role::Rows(_)
                | Role::Row
                | Role::Cell(_)
                | Role::Stray
        )
    }

    /// Whether a part belongs right into it.
    pub(in crate::read::html) fn takes(&self, part: &Role) -> bool {
        matches!(
            (self, part),
            (Role::Details(_), Role::Summary) | (Role::Figure, Role::FigureCaption)
        )
    }

    /// Whether its end need not be written (HTML, 13.1.2.4).
    pub(in crate::read::html) fn end_is_optional(&self) -> bool {
        matches!(
            self,
            Role::Item(_)
                | Role::Term
                | Role::Meaning
                | Role::Rows(_)
                | Role::Row
                | Role::Cell(_)
                | Role::Stray
                | Role::Reading
                | Role::Parenthesis
        )
    }
}
