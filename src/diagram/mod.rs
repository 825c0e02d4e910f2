//! Diagrams: source text drawn as SVG.
//!
//! ```text
//! Mermaid ──> source.rs ──> mermaid.rs ──────> SVG ──> labels.rs ──> Drawing
//!    ↑        title, kind   ├ look.json, look.css      what it says
//! dot/                      └ widths.rs
//!    ↑
//! DOT
//! ```
//!
//! What is drawn has thin dark lines on white, for the photocopier, whatever theme the
//! source asks for; fills that the source gives to single nodes stay. Nothing is measured
//! by fonts of the system, and no clock is asked: the same text gives the same drawing.

mod dot;
mod labels;
mod mermaid;
mod source;
mod widths;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::document::{DiagramKind, Notation};

/// Draws a diagram.
///
/// # Errors
/// If it is not understood, beyond the limits, or would lose something.
pub fn draw(notation: Notation, text: &str) -> Result<Drawing, Error> {
    match notation {
        Notation::Mermaid => mermaid::draw(text),
        Notation::Dot => dot::draw(text),
    }
}

/// A diagram that has been drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// SVG as the renderer gives it, not yet made safe.
    pub svg: String,
    /// What sort of diagram it is.
    pub kind: DiagramKind,
    /// The title in its front matter; it is not part of the drawing.
    pub title: Option<String>,
    /// What its author says it shows, `accTitle` and `accDescr`.
    pub description: Option<String>,
    /// Whether links or tips are lost, which only a screen shows.
    pub has_links: bool,
    /// What stands in it, in the order of the source where that can be told; each once.
    pub labels: Vec<String>,
}

/// Why there is no drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Its first line names no kind of diagram.
    NoKind,
    /// It is of a kind that is not drawn.
    Kind(String),
    /// It is not understood.
    Source(String),
    /// There are formulas in it.
    Formula,
    /// It asks for something that is not drawn.
    Beyond(&'static str),
    /// It is beyond the limits.
    TooLarge,
    /// The renderer failed.
    Renderer,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoKind => f.write_str("its first line names no kind of diagram"),
            Error::Kind(kind) => write!(f, "diagrams of the kind `{kind}` are unknown"),
            Error::Source(message) => f.write_str(message),
            Error::Formula => f.write_str("formulas in diagrams are not drawn"),
            Error::Beyond(what) => write!(f, "it asks for {what}, which are not drawn"),
            Error::TooLarge => f.write_str("it has too many parts"),
            Error::Renderer => f.write_str("the renderer failed at it"),
        }
    }
}

impl std::error::Error for Error {}
