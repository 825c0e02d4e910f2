//! The two stages of the tree, and the types that differ between them.

use std::convert::Infallible;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use super::{CodeText, DiagramText, Equation, Listing};
use crate::source::Span;

/// What changes between a tree as written and a tree that is ready for the writers.
pub trait Stage: Debug + Clone + PartialEq + 'static {
    /// Where a link leads.
    type Target: Debug + Clone + PartialEq;
    /// What an image shows.
    type Picture: Debug + Clone + PartialEq;
    /// What a code block holds.
    type Code: Debug + Clone + PartialEq;
    /// How a heading is known.
    type Mark: Debug + Clone + PartialEq;
    /// How a footnote is known.
    type Note: Debug + Clone + PartialEq;
    /// What a formula says.
    type Formula: Debug + Clone + PartialEq;
    /// How a place is known.
    type Place: Debug + Clone + PartialEq;
    /// A diagram's source.
    type Diagram: Debug + Clone + PartialEq;
    /// A line end inside a paragraph.
    type SoftBreak: Debug + Clone + PartialEq;
    /// Where a list of the lesson's headings is wanted.
    type Contents: Debug + Clone + PartialEq;

    /// A formula's LaTeX.
    fn tex(formula: &Self::Formula) -> &str;
}

/// As the author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {}

/// As the writers get it.
#[derive(Debug, Clone, PartialEq)]
pub enum Settled {}

impl Stage for Written {
    type Target = Reference;
    type Picture = PictureSource;
    type Code = CodeText;
    /// The identifier typed with the heading, if any.
    type Mark = Option<String>;
    /// The label as typed.
    type Note = String;
    type Formula = Latex;
    /// The identifier as typed.
    type Place = String;
    type Diagram = DiagramText;
    type SoftBreak = Span;
    type Contents = Span;

    fn tex(formula: &Latex) -> &str {
        &formula.text
    }
}

impl Stage for Settled {
    type Target = Target;
    type Picture = Picture;
    type Code = Listing;
    type Mark = Mark;
    type Note = NoteNumber;
    type Formula = Equation;
    type Place = Anchor;
    /// Every one has become a figure or code.
    type Diagram = Infallible;
    /// Every one has become a space or nothing.
    type SoftBreak = Infallible;
    /// Every one has become a list of links.
    type Contents = Infallible;

    fn tex(formula: &Equation) -> &str {
        &formula.tex
    }
}

/// Where a link as written is to lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// An address, `../02.md#任务`.
    Address(String),
    /// The name of a lesson, `[[任务#取消]]`.
    Name(String),
}

/// What an image is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// What lies at a path or a URL, as typed.
    Address(String),
    /// A drawing that stands in the lesson itself, `<svg>…</svg>`.
    Drawing(DrawingText),
}

/// A drawing in a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawingText {
    /// SVG that is well formed, not yet made safe.
    pub svg: Arc<str>,
    /// All that it says.
    pub words: String,
    /// Whether its author says that it says nothing.
    pub is_decoration: bool,
}

/// A formula as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latex {
    /// The LaTeX, without its delimiters.
    pub text: String,
    /// Where it stands, if it stands there as it is, without marks of containers in it.
    pub span: Option<Span>,
    /// The numbers that stand in place of parts of it, in order.
    pub numbers: Vec<(Range<usize>, String)>,
}

impl Latex {
    /// The LaTeX with its numbers.
    pub fn numbered(&self) -> String {
        let mut text = String::new();
        let mut kept = 0;
        for (range, number) in &self.numbers {
            text.push_str(&self.text[kept..range.start]);
            text.push_str(number);
            kept = range.end;
        }
        text.push_str(&self.text[kept..]);
        text
    }

    /// Which part of the author's LaTeX a part of that with numbers is; `None` if it is
    /// a number.
    pub fn origin(&self, part: Range<usize>) -> Option<Range<usize>> {
        let of = |at: usize| {
            let (mut kept, mut passed) = (0, 0);
            for (range, number) in &self.numbers {
                let start = passed + range.start - kept;
                if at < start {
                    break;
                }
                if at < start + number.len() {
                    return range.start;
                }
                (kept, passed) = (range.end, start + number.len());
            }
            kept + at - passed
        };
        let origin = of(part.start)..of(part.end);
        (!origin.is_empty()).then_some(origin)
    }
}

/// A place that links can lead to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The lesson's slug.
    pub lesson: String,
    /// The identifier within the lesson, unique there and a name without colons in XML;
    /// empty for its beginning.
    pub id: String,
}

/// Where a settled link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Outside the course: `http`, `https`, `mailto`, `tel`.
    External(String),
    /// Inside the same output.
    Internal(Anchor),
}

/// How a settled heading is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What links lead to.
    pub anchor: Anchor,
    /// The number set before the heading, as `2.1`; `None` if it has none or the author
    /// wrote it.
    pub number: Option<String>,
}

/// A footnote's number within its lesson, from 1 in the order of first reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteNumber(pub u32);

/// What a settled image shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A picture of the course.
    Asset(AssetId),
    /// Nothing could be shown; the address as typed.
    Missing(String),
}

/// Names one of a course's assets: its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub usize);

/// A picture that goes into the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The file name in the output; unique, ASCII, no folders.
    pub name: String,
    /// What the bytes are.
    pub media_type: MediaType,
    /// The bytes as they go into the output.
    pub bytes: Arc<[u8]>,
    /// Width in pixels; in those of CSS for a drawing.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Whether it moves, where a screen shows it.
    pub moves: bool,
}

/// The picture formats that both outputs take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF; on paper its first frame.
    Gif,
    /// WebP.
    WebP,
    /// SVG that is safe and plain; its families of fonts are `sans-serif`, `serif` and
    /// `monospace`.
    Svg,
}

impl MediaType {
    /// The registered name.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Gif => "image/gif",
            MediaType::WebP => "image/webp",
            MediaType::Svg => "image/svg+xml",
        }
    }

    /// The extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            MediaType::Png => "png",
            MediaType::Jpeg => "jpg",
            MediaType::Gif => "gif",
            MediaType::WebP => "webp",
            MediaType::Svg => "svg",
        }
    }
}
