//! What an author should know about the HTML in a lesson.

use super::element::Dropped;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::nesting;
use crate::source::Span;

/// Something to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Report {
    /// Blocks or phrases beyond the limits.
    TooDeep,
    /// Links over more lines than their addresses allow.
    TooLong,
    /// An element without an end.
    Unclosed(String),
    /// A tag or comment without an end.
    Unfinished,
    /// An element that HTML does not have; whether its tag is shown.
    Unknown { name: String, is_shown: bool },
    /// An element that has no place in a book.
    Dropped { dropped: Dropped, name: String },
    /// Text against the direction of its letters.
    Leftwards,
    /// What a script would draw.
    Canvas,
    /// A medium that nobody knows where to find.
    Nowhere(String),
    /// An element that its author hides.
    Hidden,
    /// A drawing that shows nothing, since what it refers to is not in it.
    DrawnElsewhere,
    /// Text between the shapes of a drawing.
    StrayText,
}

impl Report {
    /// The diagnostic for a place.
    pub(in crate::read) fn at(self, span: Span) -> Diagnostic {
        match self {
            Report::TooDeep => nesting::too_deep(span),
            Report::TooLong => {
                let message = "this link reaches over too many lines";
                Diagnostic::warning(Code::TooLarge, span, message).help(
                    "the rest of its text is not linked; end it with its first line",
                )
            }
            Report::Unclosed(name) => {
                let message = format!("`<{name}>` has no end");
                Diagnostic::warning(Code::UnclosedElement, span, message).help(format!(
                    "it ends with its paragraph or block of HTML; put `</{name}>` where it \
                     is to end"
                ))
            }
            Report::Unfinished => {
                let message = "this tag or comment has no end";
                Diagnostic::warning(Code::UnclosedElement, span, message)
                    .help("it is shown as written")
            }
            Report::Unknown { name, is_shown: true } => {
                let message = format!("`<{name}>` is no element of HTML");
                Diagnostic::hint(Code::UnknownElement, span, message)
                    .help("it is shown as written; put it into backticks to make it code")
            }
            Report::Unknown { name, is_shown: false } => {
                // Vue and React have their components begin with a capital.
                let help = match name.starts_with(|c: char| c.is_ascii_uppercase()) {
                    true => {
                        "components of a site do not run in a book; what it holds stands \
                         in the text"
                    }
                    false => "what it holds stands in the text",
                };
                let message = format!("`<{name}>` is no element of HTML");
                Diagnostic::hint(Code::UnknownElement, span, message).help(help)
            }
            Report::Dropped { dropped: Dropped::Form, name } => {
                let message = format!("`<{name}>` is left out: a book has no forms");
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("a line of `____` is a gap to fill in")
            }
            Report::Dropped { dropped, name } => {
                let what = match dropped {
                    Dropped::Style => "the theme decides how a book looks",
                    Dropped::Script | Dropped::Form | Dropped::Unseen => {
                        "nothing runs in a book"
                    }
                };
                let message = format!("`<{name}>` is left out: {what}");
                Diagnostic::hint(Code::LostElement, span, message)
            }
            Report::Leftwards => {
                let message = "text against the direction of its letters is set with it";
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("type the letters in the order in which they are to be seen")
            }
            Report::Canvas => {
                let message = "`<canvas>` is left out: nothing draws in a book";
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("what it holds stands in the text; make a picture of the rest")
            }
            Report::Nowhere(name) => {
                let message =
                    format!("`<{name}>` names no file that a link could lead to");
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("give it `src`; what it holds stands in the text")
            }
            Report::Hidden => {
                Diagnostic::hint(Code::LostElement, span, "what is hidden is left out")
            }
            Report::DrawnElsewhere => {
                let message = "this drawing shows nothing: what it uses is not in it";
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("put what `<use>` refers to into the same `<svg>`")
            }
            Report::StrayText => {
                let message = "this drawing has text between its shapes";
                Diagnostic::warning(Code::LostElement, span, message).help(
                    "it stands below the drawing; put it into `<text>`, and leave no \
                     empty line inside `<svg>`",
                )
            }
        }
    }
}
