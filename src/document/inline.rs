//! Inlines: what stands in a line.

use super::Stage;
use crate::source::Span;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline<S: Stage> {
    /// Text, `早安`.
    Text(Text),
    /// Inline code, `` `print()` ``.
    Code(Text),
    /// `*重点*`.
    Emphasis(Phrase<S>),
    /// `**重点**`.
    Strong(Phrase<S>),
    /// `~~旧~~`.
    Strikethrough(Phrase<S>),
    /// `[文字](地址)`.
    Link(Link<S>),
    /// `![说明](图.png)`.
    Image(Image<S>),
    /// `[^1]`.
    NoteRef(NoteRef<S>),
    /// The quarter-em between an ideograph and inline code (clreq, 3.1.6 “mixed text”).
    /// Text beside text gets it from the typesetter.
    Gap,
    /// A line end inside a paragraph.
    SoftBreak(S::SoftBreak),
    /// A forced new line, two spaces or a backslash before the line end.
    HardBreak(Span),
}

/// A run of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where it was written.
    pub span: Span,
    /// The characters, entities and escapes resolved.
    pub text: String,
}

/// Inlines with a common property.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase<S: Stage> {
    /// Where it was written, with its delimiters.
    pub span: Span,
    /// What it holds.
    pub inlines: Vec<Inline<S>>,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Where it leads.
    pub target: S::Target,
    /// What is shown; for a bare URL, the URL.
    pub inlines: Vec<Inline<S>>,
}

/// A picture in a line, or alone in its paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Image<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// What it shows.
    pub picture: S::Picture,
    /// What it shows, in words.
    pub alt: String,
    /// The title after the address; empty if there is none.
    pub title: String,
}

/// A reference to a footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteRef<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Which footnote.
    pub note: S::Note,
}
