//! Inlines: what stands in a line.

use super::{Color, Settled, Stage};
use crate::source::Span;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline<S: Stage> {
    /// Text, `早安`.
    Text(Text),
    /// Inline code, `` `print()` ``.
    Code(Text),
    /// `*重点*`, `~~旧~~`, `H~2~O`.
    Phrase(Phrase<S>),
    /// `[文字](地址)`.
    Link(Link<S>),
    /// `![说明](图.png)`.
    Image(Image<S>),
    /// `[^1]`.
    NoteRef(NoteRef<S>),
    /// `$x^2$`.
    Math(Math<S>),
    /// `<ruby>汉<rt>hàn</rt></ruby>`.
    Ruby(Ruby<S>),
    /// `<a id="here"></a>`: a place that links can lead to.
    Place(Place<S>),
    /// The quarter-em between an ideograph and inline code (clreq, 3.1.6 “mixed text”).
    /// Text beside text gets it from the typesetter.
    Gap,
    /// A line end inside a paragraph.
    SoftBreak(S::SoftBreak),
    /// A forced new line, two spaces or a backslash before the line end.
    HardBreak(Span),
}

impl Inline<Settled> {
    /// Where it was written; `None` for what no author writes.
    pub fn span(&self) -> Option<Span> {
        match self {
            Inline::Text(run) | Inline::Code(run) => Some(run.span),
            Inline::Phrase(phrase) => Some(phrase.span),
            Inline::Link(link) => Some(link.span),
            Inline::Image(image) => Some(image.span),
            Inline::NoteRef(reference) => Some(reference.span),
            Inline::Math(math) => Some(math.span),
            Inline::Ruby(ruby) => Some(ruby.span),
            Inline::Place(place) => Some(place.span),
            Inline::Gap => None,
            Inline::SoftBreak(never) => match *never {},
            Inline::HardBreak(span) => Some(*span),
        }
    }
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
    /// What sets them apart.
    pub style: Style,
    /// What it holds.
    pub inlines: Vec<Inline<S>>,
}

/// What sets a phrase apart from the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `*重点*`.
    Emphasis,
    /// `**重点**`.
    Strong,
    /// `~~旧~~`.
    Strikethrough,
    /// `<u>`, `<ins>`.
    Underline,
    /// `==重点==`.
    Highlight,
    /// `x^2^`.
    Superscript,
    /// `H~2~O`.
    Subscript,
    /// `<small>`.
    Small,
    /// `<big>`.
    Large,
    /// `<kbd>Ctrl</kbd>`.
    Keyboard,
    /// `<font color="red">`.
    Color(Color),
}

impl Style {
    /// The name themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            Style::Emphasis => "emphasis",
            Style::Strong => "strong",
            Style::Strikethrough => "strikethrough",
            Style::Underline => "underline",
            Style::Highlight => "highlight",
            Style::Superscript => "superscript",
            Style::Subscript => "subscript",
            Style::Small => "small",
            Style::Large => "large",
            Style::Keyboard => "keyboard",
            Style::Color(_) => "color",
        }
    }
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
    /// How large the author wants it.
    pub size: Size,
}

/// How large a picture is to be; what is not said follows from its pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    /// How wide.
    pub width: Option<Length>,
    /// How tall.
    pub height: Option<Length>,
}

/// A length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// A part of the room there is, 1 to 100.
    Percent(f64),
    /// Points, 1/72 inch; a pixel has three quarters of one (CSS Values 4, 6.2).
    Points(f64),
}

/// A formula in a line or, as a block, on a line of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Math<S: Stage> {
    /// Where it was written, with its delimiters.
    pub span: Span,
    /// What it says.
    pub formula: S::Formula,
}

/// Characters with their reading beside them (HTML, 4.5.10).
#[derive(Debug, Clone, PartialEq)]
pub struct Ruby<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// The characters.
    pub base: Vec<Inline<S>>,
    /// How they are read.
    pub reading: String,
}

/// A place that links can lead to and that shows nothing itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// How it is known.
    pub id: S::Place,
}

/// A reference to a footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteRef<S: Stage> {
    /// Where it was written.
    pub span: Span,
    /// Which footnote.
    pub note: S::Note,
}
