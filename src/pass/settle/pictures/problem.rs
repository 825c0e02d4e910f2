//! What is said of pictures that cannot be shown, or not wholly.

use std::collections::BTreeSet;
use std::io;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Image, PictureSource, Written};
use crate::raster;
use crate::source::Span;
use crate::svg::{self, Loss};

/// The longest address that is said.
const MAX_ADDRESS: usize = 120;

/// Why a picture cannot be shown.
pub(in crate::pass::settle) enum Problem {
    Remote,
    Outside,
    Absent,
    Unreadable(String),
    Format(String),
    TooLarge(String),
    Broken(String),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Problem {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::Absent,
            _ => Problem::Unreadable(error.to_string()),
        }
    }
}

impl From<raster::Error> for Problem {
    fn from(error: raster::Error) -> Problem {
        match error {
            raster::Error::Format(_) => Problem::Format(error.to_string()),
            raster::Error::TooLarge => Problem::TooLarge(error.to_string()),
            raster::Error::Broken(error) => Problem::Broken(error),
        }
    }
}

impl From<svg::Error> for Problem {
    fn from(error: svg::Error) -> Problem {
        match error {
            svg::Error::TooLarge => Problem::TooLarge(format!("is too large: {error}")),
            error => Problem::Broken(error.to_string()),
        }
    }
}

impl Problem {
    /// The diagnostic for a place where a picture is shown; `None` stands for the name of a
    /// drawing in the lesson itself.
    pub(super) fn at(self, span: Span, name: Option<&str>) -> Diagnostic {
        let subject = match name {
            Some(address) => format!("the picture `{}`", short(address)),
            None => "this drawing".to_owned(),
        };
        let (code, said, help) = match self {
            Problem::Remote => (
                Code::RemotePicture,
                "is on the net, where nothing is fetched from".to_owned(),
                "save it beside the lesson and use that file's name",
            ),
            Problem::Outside => (
                Code::MissingPicture,
                "lies outside the course".to_owned(),
                "copy it into the course's folder",
            ),
            Problem::Absent => (
                Code::MissingPicture,
                "is not there".to_owned(),
                "its description stands in its place",
            ),
            Problem::Unreadable(error) => (
                Code::MissingPicture,
                format!("cannot be read: {error}"),
                "its description stands in its place",
            ),
            Problem::Format(what) => (
                Code::PictureFormat,
                what,
                "save it as PNG, JPEG or SVG; its description stands in its place",
            ),
            Problem::TooLarge(what) => (
                Code::TooLarge,
                what,
                "save it smaller; its description stands in its place",
            ),
            Problem::Broken(error) => (
                Code::BrokenPicture,
                format!("is damaged: {error}"),
                "its description stands in its place",
            ),
        };
        let message = format!("{subject} {said}");
        Diagnostic::warning(code, span, message).help(help)
    }
}

/// Says what of a drawing is not shown.
pub(super) fn incomplete(
    span: Span,
    name: Option<&str>,
    lost: &BTreeSet<Loss>,
) -> Diagnostic {
    let subject = match name {
        Some(address) => format!("the drawing `{address}`"),
        None => "this drawing".to_owned(),
    };
    let help = match lost.iter().all(|loss| *loss == Loss::Movement) {
        true => {
            "a page stands still; if the steps matter, draw them one beside the other"
        }
        false => {
            "if that is missed, export it anew as plain SVG that needs no browser, or as PNG"
        }
    };
    let lost: Vec<String> = lost.iter().map(Loss::to_string).collect();
    let lost = lost.join(", ");
    let message = format!("{subject} is shown without {lost}");
    Diagnostic::warning(Code::IncompleteDrawing, span, message).help(help)
}

/// Says that a picture's file ends too early.
pub(super) fn cut(span: Span, name: Option<&str>) -> Diagnostic {
    let address = name.unwrap_or_default();
    let message = format!("the picture `{address}` ends too early");
    Diagnostic::warning(Code::BrokenPicture, span, message)
        .help("what there is of it is shown; copy it anew from where it comes from")
}

/// Says that a picture tells nothing to those who cannot see it, if it does not.
pub(super) fn no_alt(image: &Image<Written>) -> Option<Diagnostic> {
    let (what, help) = match &image.picture {
        PictureSource::Address(_) => (
            "picture",
            "say what it shows, between the square brackets or as `alt=\"…\"`, for those who \
             cannot see it",
        ),
        PictureSource::Drawing(drawing) if drawing.is_decoration => return None,
        PictureSource::Drawing(_) => (
            "drawing",
            "say what it shows in a `<title>` at its beginning, for those who cannot see \
             it; if it is an ornament, give it `aria-hidden=\"true\"`",
        ),
    };
    let message = format!("this {what} has no description");
    let hint = Diagnostic::hint(Code::MissingAltText, image.span, message).help(help);
    image.alt.trim().is_empty().then_some(hint)
}

/// An address as long as it tells something: not the picture that it may hold.
pub(super) fn short(address: &str) -> &str {
    let is_data = address.trim_start().get(..5);
    let is_data = is_data.is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    if !is_data {
        return address;
    }
    let end = address.find(',').unwrap_or(address.len()).min(MAX_ADDRESS);
    &address[..address.floor_char_boundary(end)]
}
