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
mod course;
mod dump;
mod inline;
mod language;
mod listing;
mod stage;
mod walk;
mod words;

pub use block::{
    Align, Block, Callout, CalloutKind, Code, Footnote, Heading, List, ListItem,
    Paragraph, Quote, Table,
};
pub use course::{Course, CourseInfo, Date, Lesson, LessonInfo};
pub use dump::dump;
pub use inline::{Image, Inline, Link, NoteRef, Phrase, Text};
pub use language::{Language, Region, is_ideograph};
pub use listing::{CodeLine, Listing, Token, TokenClass};
pub use stage::{
    Anchor, Asset, AssetId, CodeText, Mark, MediaType, NoteNumber, Picture, Settled,
    Stage, Target, Written,
};
pub use walk::{each_block, each_line, each_line_mut, plain_text};
pub use words::Words;
