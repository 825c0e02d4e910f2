//! What an element comes to whose content is not shown as it stands.

use super::Leaf;
use super::drawing::{Drawn, Markup};
use super::element::{Element, ImageTag, MediaTag, Role};
use super::report::Report;
use crate::document::{Length, Size};

/// Gathers what matters in such an element.
pub(super) enum Collector {
    /// Nothing matters.
    Nothing,
    /// Where a medium lies, and what is in it for those who cannot play it.
    Media { name: String, tag: MediaTag, text: String },
    /// A picture, how large it is to be, and what is in it for those who cannot see it.
    Picture { tag: ImageTag, size: Size, text: String },
    /// What a gauge shows, and what is in it for those who cannot see it.
    Gauge { share: Option<String>, text: String },
    /// MathML: its text, and the LaTeX that it was made from.
    Formula { text: String, tex: Option<String>, part: Part },
    /// A drawing, and how large it is to be.
    Drawing(Box<Markup>, Size),
}

/// Where in such an element the place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    /// In what says the same in another way: LaTeX, a title.
    Named,
    /// In a notation that is not wanted.
    Other,
}

impl Collector {
    pub(super) fn new(element: &Element) -> Collector {
        match &element.role {
            Role::Media(tag) => {
                let (name, tag) = (element.name.clone(), tag.clone());
                Collector::Media { name, tag, text: String::new() }
            }
            Role::Pictured(tag) => {
                let (tag, size) = (tag.clone(), element.look.picture_size());
                Collector::Picture { tag, size, text: String::new() }
            }
            Role::Gauge(share) => {
                Collector::Gauge { share: share.clone(), text: String::new() }
            }
            Role::Formula => {
                Collector::Formula { text: String::new(), tex: None, part: Part::Body }
            }
            Role::Drawing(root) => {
                let size = drawing_size(element.look.size);
                Collector::Drawing(Box::new(Markup::new(root)), size)
            }
            _ => Collector::Nothing,
        }
    }

    /// An element opens inside.
    pub(super) fn open(&mut self, inner: &Element) {
        match (self, &inner.role) {
            (
                Collector::Media { tag, .. },
                Role::Source(Some(address))
                | Role::Link(Some(address))
                | Role::Media(MediaTag { address: Some(address), .. }),
            ) => {
                tag.address.get_or_insert_with(|| address.clone());
            }
            // A picture for those who cannot see the other: what it says is what that says.
            (
                Collector::Media { text, .. } | Collector::Picture { text, .. },
                Role::Image(ImageTag { alt, .. }),
            ) => {
                text.push(' ');
                text.push_str(alt);
            }
            (Collector::Formula { part, .. }, Role::Annotation(is_tex)) => {
                *part = if *is_tex { Part::Named } else { Part::Other };
            }
            (Collector::Drawing(markup, _), Role::Shape(shape)) => {
                markup.open(shape, inner.is_void());
            }
            _ => {}
        }
    }

    /// An element closes inside.
    pub(super) fn close(&mut self, name: &str) {
        match self {
            Collector::Formula { part, .. } => *part = Part::Body,
            Collector::Drawing(markup, _) => markup.close(name),
            Collector::Nothing
            | Collector::Media { .. }
            | Collector::Picture { .. }
            | Collector::Gauge { .. } => {}
        }
    }

    pub(super) fn text(&mut self, said: &str) {
        match self {
            Collector::Nothing => {}
            Collector::Media { text, .. }
            | Collector::Picture { text, .. }
            | Collector::Gauge { text, .. } => text.push_str(said),
            Collector::Drawing(markup, _) => markup.text(said),
            Collector::Formula { text, tex: named, part } => match part {
                Part::Body => text.push_str(said),
                Part::Named => named.get_or_insert_default().push_str(said),
                Part::Other => {}
            },
        }
    }

    /// What is to be shown, and what is to be reported.
    pub(super) fn finish(self) -> (Vec<Leaf>, Option<Report>) {
        match self {
            Collector::Nothing => (Vec::new(), None),
            Collector::Media { name, tag, text } => medium(name, tag, text.trim()),
            Collector::Picture { mut tag, size, text } => {
                if tag.alt.is_empty() {
                    text.trim().clone_into(&mut tag.alt);
                }
                (vec![Leaf::Image { tag, size }], None)
            }
            Collector::Gauge { share, text } => match (text.trim(), share) {
                ("", Some(share)) => (vec![Leaf::Text(share)], None),
                _ => (vec![Leaf::Text(text)], None),
            },
            Collector::Formula { tex: Some(tex), .. } => {
                (vec![Leaf::Formula(tex.trim().to_owned())], None)
            }
            Collector::Formula { text, .. } => (vec![Leaf::Text(text)], None),
            Collector::Drawing(markup, size) => drawn(markup.finish(), size),
        }
    }
}

/// What is shown of a medium: a link to it; without an address, what it holds.
fn medium(name: String, tag: MediaTag, text: &str) -> (Vec<Leaf>, Option<Report>) {
    let MediaTag { address, title, poster } = tag;
    // Of a video, it says that there is none.
    let text = (!text.is_empty()).then(|| text.to_owned());
    let says_what = name == "object";
    match address {
        Some(address) => {
            let title = title.or(text.filter(|_| says_what));
            let poster = poster.map(|poster| {
                let alt = title.clone().unwrap_or_else(|| address.clone());
                let tag = ImageTag { address: poster, alt, title: String::new() };
                Leaf::Image { tag, size: Size::default() }
            });
            let medium = Leaf::Medium { address, title };
            (poster.into_iter().chain([medium]).collect(), None)
        }
        None => {
            let poster = poster.map(|address| {
                let tag = ImageTag { address, alt: String::new(), title: String::new() };
                Leaf::Image { tag, size: Size::default() }
            });
            let said = title.into_iter().chain(text).map(Leaf::Text);
            (poster.into_iter().chain(said).collect(), Some(Report::Nowhere(name)))
        }
    }
}

/// What is shown of a drawing.
fn drawn(drawn: Drawn, size: Size) -> (Vec<Leaf>, Option<Report>) {
    let Drawn { drawing, alt, stray, is_elsewhere } = drawn;
    let report = match (is_elsewhere, stray.is_empty()) {
        (true, _) => Some(Report::DrawnElsewhere),
        (false, false) => Some(Report::StrayText),
        (false, true) => None,
    };
    let shown = match drawing {
        Some(drawing) => Leaf::Drawing { drawing, alt, size },
        None => Leaf::Text(alt),
    };
    let stray = (!stray.is_empty()).then_some(Leaf::Text(stray));
    (std::iter::once(shown).chain(stray).collect(), report)
}

/// How large a drawing is to be: it says lengths itself, but no parts of the line. With a
/// height of its own, its shape decides how wide it is.
fn drawing_size(size: Size) -> Size {
    let is_part = |length: &Length| matches!(length, Length::Percent(_));
    let has_height = size.height.is_some_and(|height| !is_part(&height));
    let width = size.width.filter(|width| is_part(width) && !has_height);
    Size { width, height: None }
}
