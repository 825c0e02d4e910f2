//! Raw HTML in Markdown.
//!
//! A Markdown parser passes HTML on in pieces: a `<div>` here, its `</div>` some
//! paragraphs later, a `<b>` in the middle of a line. Here the pieces become elements
//! that nest properly with the blocks and phrases of Markdown:
//!
//! 1. `lex`: html5ever tells tags and texts from one another;
//! 2. `element`, `style`: a tag becomes a typed [`Element`];
//! 3. `stream`: tags are put among Markdown's events, and each is paired with its end;
//! 4. `balance`: everything is nested; see there for the rules.
//!
//! What an element means for the tree is decided where the tree is built, in
//! [`markdown`](super::markdown).

mod balance;
mod collect;
mod drawing;
mod element;
mod lex;
mod report;
mod stream;
mod style;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::Event;

pub(in crate::read) use element::{
    CellTag, Element, ImageTag, NumbersTag, Role, Section,
};
pub(in crate::read) use report::Report;

use super::weave::{Meaning, Woven};
use crate::document::{Align, DrawingText, Size};
use crate::source::SourceMap;

/// A piece of a document. What begins ends, and nothing overlaps.
#[derive(Debug)]
pub(in crate::read) enum Token<'a> {
    /// Markdown.
    Markdown(Event<'a>),
    /// A mark on a line of its own. A container goes on to its [`Token::Close`].
    Mark(Meaning),
    /// An element begins; it goes on to its [`Token::Close`].
    Open(Box<Element>),
    /// The innermost element or container ends.
    Close,
    /// Text in HTML.
    Text(String),
    /// What holds nothing.
    Leaf(Leaf),
}

/// An element that holds nothing, or whose content became something else.
#[derive(Debug)]
pub(in crate::read) enum Leaf {
    /// A picture.
    Image { tag: ImageTag, size: Size },
    /// A drawing, and what it shows in words.
    Drawing { drawing: DrawingText, alt: String, size: Size },
    /// A place that links lead to.
    Place(String),
    /// A medium that a book cannot show.
    Medium { address: String, title: Option<String> },
    /// A formula's LaTeX.
    Formula(String),
    /// Text.
    Text(String),
    /// How the next columns of a table are aligned.
    Columns { count: usize, align: Option<Align> },
}

/// The events of a document with the HTML in them understood and everything nested.
pub(in crate::read) fn nest<'a>(
    events: Vec<(Event<'a>, Range<usize>)>,
    woven: &Woven,
    sources: &SourceMap,
    report: &mut dyn FnMut(Report, Range<usize>),
) -> VecDeque<(Token<'a>, Range<usize>)> {
    let raw = stream::read(events, woven, sources);
    balance::balance(raw, report).into()
}
