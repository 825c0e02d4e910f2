//! Markdown and HTML nested into one another, whatever order they were written in.
//!
//! One pass over the tokens with one stack gives a stream in which
//!
//! - everything that begins ends, and what begins inside something ends inside it;
//! - phrases (Markdown's emphasis and links, and HTML's) hold only what stands in a line.
//!   A phrase that reaches over several blocks becomes one in each of their lines, which
//!   is what “the list of active formatting elements” of a browser comes to;
//! - what may stand only in a list, a table or the like stands there; what may not is
//!   given an item or a cell of its own;
//! - nothing is nested deeper than [`nesting`](crate::read::nesting) allows.
//!
//! A tag closes what it was paired with, and never a block of Markdown but a paragraph or
//! a heading: blocks of Markdown end where Markdown says, and take with them what was
//! opened inside. An element that is never closed ends with its paragraph or its block of
//! HTML. So a lesson with a mistake in it is wrong near the mistake only.

mod frames;
mod lines;
mod markdown;
mod placing;
mod tags;

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Tag, TagEnd};

use super::Token;
use super::collect::Collector;
use super::element::{CellTag, Dropped, Element, Role};
use super::report::Report;
use super::stream::Raw;

/// How many bytes of addresses are said again in a lesson, because links reach over several
/// lines: ten thousand lines, if the addresses are of usual length.
const MAX_REPEATED: usize = 1 << 20;

type Tokens<'a> = Vec<(Token<'a>, Range<usize>)>;

/// Nests the tokens. `report` is called with what the author should know.
pub(super) fn balance<'a>(
    raw: Vec<(Raw<'a>, Range<usize>)>,
    report: &mut dyn FnMut(Report, Range<usize>),
) -> Tokens<'a> {
    let mut balance = Balance {
        out: Vec::with_capacity(raw.len()),
        frames: Vec::new(),
        formats: Vec::new(),
        shown_formats: 0,
        phrases: Vec::new(),
        opaque: 0,
        depth: 0,
        elements: 0,
        line: Line::default(),
        collector: None,
        unknown: BTreeSet::new(),
        too_deep: false,
        repeated: 0,
        too_long: false,
        now: 0,
        place: 0..0,
        report,
    };
    for (index, (raw, range)) in raw.into_iter().enumerate() {
        (balance.now, balance.place) = (index, range);
        balance.token(raw);
    }
    balance.pop_to(0);
    balance.out
}

pub(super) struct Balance<'a, 'r> {
    out: Tokens<'a>,
    /// The blocks that are open, the innermost last.
    frames: Vec<Frame>,
    /// The phrases that are open, the innermost last.
    formats: Vec<Format<'a>>,
    /// How many of them, counted from the outermost, have been opened in this line.
    shown_formats: usize,
    /// For each phrase of Markdown that is open, whether it is among the formats.
    phrases: Vec<bool>,
    /// How deep the place is in a code block or a picture's description, which pass as
    /// they are.
    opaque: usize,
    /// How many blocks that count for the limit are open.
    depth: usize,
    /// How many elements are among the frames.
    elements: usize,
    line: Line,
    /// What gathers the content of an element that is not shown as it is.
    collector: Option<Collector>,
    /// The names that have been reported.
    unknown: BTreeSet<String>,
    too_deep: bool,
    /// How many bytes of addresses have been said again.
    repeated: usize,
    /// Whether it has been reported that they are too many.
    too_long: bool,
    /// The token at hand.
    now: usize,
    place: Range<usize>,
    report: &'r mut dyn FnMut(Report, Range<usize>),
}

/// A block that is open.
struct Frame {
    kind: Kind,
    /// Whether it counts for the limit.
    counts: bool,
    /// Whether it is in the stream.
    is_shown: bool,
    /// The innermost block in the stream here, itself or one around it.
    shown: Option<usize>,
}

enum Kind {
    Markdown(TagEnd),
    /// What lies between marks.
    Container,
    Element {
        role: Role,
        /// The tag that opened it; `None` if none did.
        start: Option<usize>,
        is_closed: bool,
    },
    /// An element whose content the collector takes.
    Collected {
        start: usize,
        range: Range<usize>,
    },
}

/// A phrase that is open.
struct Format<'a> {
    phrase: Phrase<'a>,
    lasts: Lasts,
    /// How many blocks were open where it began.
    frames: usize,
    /// Whether it has been in a line.
    is_begun: bool,
    /// Whether it ends with its last line, since it would repeat too much.
    is_cut: bool,
    range: Range<usize>,
}

#[derive(Clone)]
enum Phrase<'a> {
    Markdown(Tag<'a>),
    Element(Rc<Element>),
}

impl Phrase<'_> {
    /// How many bytes it says in every line that it reaches over.
    fn address(&self) -> usize {
        match self {
            Phrase::Markdown(Tag::Link { dest_url, .. }) => dest_url.len(),
            Phrase::Markdown(_) => 0,
            Phrase::Element(element) => match &element.role {
                Role::Link(Some(address)) => address.len(),
                _ => 0,
            },
        }
    }
}

/// How long a phrase lasts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasts {
    /// Up to its own end, which Markdown sees to.
    Markdown,
    /// Up to the token that closes it.
    Tag { start: usize, end: usize },
    /// It is never closed: to the end of the paragraph or block of HTML.
    Paragraph,
    /// As long as the block whose look it is.
    Block,
}

/// What has come of the line at hand.
#[derive(Default)]
struct Line {
    has_begun: bool,
    /// White space that shows once something follows; whether a line ended in it.
    space: Option<(bool, Range<usize>)>,
    /// Something in the line was to be a block: what follows stands on a new line.
    breaks: bool,
}

impl<'a> Balance<'a, '_> {
    fn token(&mut self, raw: Raw<'a>) {
        match raw {
            Raw::Markdown(event) => self.markdown(event),
            Raw::Mark(meaning) => self.mark(meaning),
            Raw::Text(text) => self.text(&text),
            Raw::Unfinished(text) => {
                (self.report)(Report::Unfinished, self.place.clone());
                self.text(&text);
            }
            Raw::Formula(original) => self.formula(&original),
            Raw::Open { element, end, source } => {
                self.open(Rc::from(element), end, source)
            }
            Raw::Close { name, start, source } => self.close(&name, start, source),
            Raw::End => self.end_html(),
        }
    }

    fn emit(&mut self, token: Token<'a>) {
        self.out.push((token, self.place.clone()));
    }

    fn report_depth(&mut self) {
        if !std::mem::replace(&mut self.too_deep, true) {
            (self.report)(Report::TooDeep, self.place.clone());
        }
    }

    fn report_dropped(&mut self, dropped: Dropped, name: &str) {
        if dropped != Dropped::Unseen {
            let name = name.to_owned();
            (self.report)(Report::Dropped { dropped, name }, self.place.clone());
        }
    }
}

impl Frame {
    fn role(&self) -> Option<&Role> {
        match &self.kind {
            Kind::Element { role, .. } => Some(role),
            Kind::Markdown(_) | Kind::Container | Kind::Collected { .. } => None,
        }
    }

    /// The tag that opened it.
    fn start(&self) -> Option<usize> {
        match &self.kind {
            Kind::Element { start, .. } => *start,
            Kind::Collected { start, .. } => Some(*start),
            Kind::Markdown(_) | Kind::Container => None,
        }
    }

    fn is_unclosed(&self) -> bool {
        matches!(self.kind, Kind::Element { is_closed: false, .. })
    }

    /// Whether it can hold only a line.
    fn is_line(&self) -> bool {
        match &self.kind {
            Kind::Markdown(end) => {
                matches!(end, TagEnd::Heading(_) | TagEnd::DefinitionListTitle)
            }
            Kind::Element { role, .. } => role.is_line(),
            Kind::Container | Kind::Collected { .. } => false,
        }
    }

    /// What anything needs around it here.
    fn implied(&self) -> Option<Role> {
        match self.role().filter(|_| self.is_shown)? {
            Role::List(_) => Some(Role::Item(None)),
            Role::Definitions => Some(Role::Meaning),
            Role::Table | Role::Rows(_) => Some(Role::Stray),
            Role::Row => {
                Some(Role::Cell(CellTag { is_header: false, columns: 1, rows: 1 }))
            }
            _ => None,
        }
    }
}

impl Format<'_> {
    fn has_role(&self, role: &Role) -> bool {
        matches!(&self.phrase, Phrase::Element(element) if element.role == *role)
    }
}
