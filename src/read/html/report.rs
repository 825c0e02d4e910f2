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
    /// An element that its author hides.
    Hidden,
    /// A drawing.
    Drawing,
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
            Report::Hidden => {
                Diagnostic::hint(Code::LostElement, span, "what is hidden is left out")
            }
            Report::Drawing => {
                let message = "a drawing inside a lesson is not drawn";
                Diagnostic::warning(Code::LostElement, span, message)
                    .help("put it into a file of its own, `![说明](图.svg)`")
            }
        }
    }
}
