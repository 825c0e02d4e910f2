//! Code blocks: what their info strings and comments say, and what code is left to see.

mod info;
mod lines;
mod notation;
mod parts;
mod ranges;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::CodeText;
use crate::source::Span;

use info::{Info, Shown};

/// More words than this after the language are no options that somebody mistyped.
const MAX_STRAYS: usize = 2;

/// A code block that has been read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// A name that links lead to.
    pub(super) id: Option<String>,
    /// Its code; `None` if the author hides all of it.
    pub(super) code: Option<CodeText>,
}

/// Reads a code block with `info` after its fence.
pub(super) fn block(
    info: &str,
    text: String,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Block {
    let mut info = Info::parse(info);
    let text_after = lines::head(&mut info, &text);
    let lines = lines::lines(&info, text_after);
    report(&info, lines.count, span, diagnostics);
    // Words that stand in the code too are to be marked there.
    let title = info.title.or(info.quoted.filter(|quoted| !text.contains(quoted)));
    let is_hidden =
        info.shown == Shown::Nothing || lines.text.is_empty() && !text.is_empty();
    let code = CodeText {
        language: info.language,
        title,
        numbering: info.numbering,
        text: lines.text,
        marks: lines.marks,
    };
    Block { id: info.id, code: (!is_hidden).then_some(code) }
}

/// Reports what is clearly a mistake, and what is missing without a tool that runs code.
fn report(info: &Info, count: usize, span: Span, diagnostics: &mut Diagnostics) {
    let mut hint = |message: String, help: &str| {
        let hint = Diagnostic::hint(Code::CodeOption, span.start(), message);
        diagnostics.push(hint.help(help));
    };
    if info.is_torn {
        let message = "a bracket or quotation mark after the fence has no partner";
        hint(message.into(), "close it on the same line");
    }
    if info.strays > MAX_STRAYS {
        let message = "what follows the language of this code is not shown";
        hint(message.into(), "code begins on the line after the fence");
    }
    let beyond = info.marks.iter().find_map(|(_, ranges)| ranges.beyond(count));
    if let Some(line) = beyond {
        let message =
            format!("line {line} is to be marked, but line {count} is the last");
        hint(message, "count lines from the first one after the fence");
    }
    if info.shown == Shown::Result {
        let message = "only the result of this code was to be seen, but no code is run";
        diagnostics.push(
            Diagnostic::warning(Code::CodeOption, span.start(), message)
                .help("its code is shown; put the result in as a picture or as text"),
        );
    }
}
