//! The tree: what a course says, whatever it will look like.
//!
//! Blocks and inlines are different types, so a paragraph cannot hold a list and an
//! emphasis cannot hold a table. The tree exists at two stages, [`Written`] and
//! [`Settled`]: an address that has not been resolved, a picture that has not been
//! loaded, code that has not been highlighted are other types than their settled
//! counterparts, so a writer never meets one.
//!
//! Every node carries its [`Span`](crate::source::Span).

mod block;
mod color;
mod course;
mod css_color;
mod diagram;
mod dump;
mod inline;
mod language;
mod listing;
mod math;
mod outline;
mod stage;
mod table;
mod walk;
mod words;

pub use block::{
    Aligned, Block, Callout, CalloutKind, Code, Definition, Definitions, Details, Figure,
    Footnote, Heading, List, ListItem, ListNumbers, Numerals, Paragraph, Quote, Tab,
    Tabs,
};
pub use color::Color;
pub use course::{Course, CourseInfo, Date, Lesson, LessonInfo};
pub use diagram::{DiagramKind, DiagramText, Notation};
pub use dump::dump;
pub use inline::{
    Image, Inline, Length, Link, Math, NoteRef, Phrase, Place, Ruby, Size, Style, Text,
};
pub use language::{Language, Region, is_ideograph};
pub use listing::{CodeLine, CodeText, LineMark, Listing, Numbering, Token, TokenClass};
pub use math::{
    Alphabet, Arrow, Class, Column, ColumnAlign, Delimiter, Equation, Fenced, Fraction,
    Framed, Limits, Marked, MathRow, MathStyle, MathTable, MathWords, Number, Root,
    Scripts, Spread, Stroke, Symbol, Term,
};
pub use stage::{
    Anchor, Asset, AssetId, DrawingText, Latex, Mark, MediaType, NoteNumber, Picture,
    PictureSource, Reference, Settled, Stage, Target, Written,
};
pub use table::{Align, Cell, Row, Table};
pub use walk::{
    Part, PartMut, each_block, each_image, each_inline, each_inline_of, each_line,
    each_line_mut, plain_text,
};
pub use words::Words;
