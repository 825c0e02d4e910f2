//! Markdown events with emphasis that works beside Chinese, Japanese and Korean text.
//!
//! CommonMark lets a delimiter run close emphasis after punctuation only if a space or
//! more punctuation follows. Chinese writes no spaces, so pulldown-cmark leaves the stars
//! of ordinary bold in the text: of `**真，**她`, of `**变量（variable）**是`, and of
//! a run between a code span and an ideograph. The CommonMark CJK-friendly amendments
//! mend the rule of flanking; this module applies them to the events of a plain parse.
//!
//! The text is parsed once. Code, links, HTML and math bind tighter than emphasis, and
//! blocks are found before inlines, so all of those are right already: only the pairing
//! of delimiter runs within one stretch of inline text can be wrong. The events tell
//! where every run stands (in a text, or at the edges of an emphasis element). Where the
//! amended rule judges some run otherwise, its stretch is paired anew and its events are
//! rebuilt; all other events are passed on as they came. Nothing is put into the text,
//! hence nothing can leak from it, and all offsets stay those of the original.

mod flanking;
mod matching;
mod rebuild;
mod scan;

use std::ops::Range;

use matching::Token;
use pulldown_cmark::{Event, Options, Parser};

/// An event with the bytes of the text it comes from.
pub(crate) type Spanned<'a> = (Event<'a>, Range<usize>);

/// What has to change in the events.
#[derive(Default)]
struct Repair {
    /// The emphasis events that fall away, in order.
    dropped: Vec<Edge>,
    /// The tokens that take the place of delimiter runs, in text order.
    tokens: Vec<Token>,
}

/// An event that starts or ends an emphasis element.
struct Edge {
    /// Index of the event.
    index: usize,
    /// Where the delimiter characters it stands for end, in bytes of the text.
    end: usize,
}

/// Parses `text` as Markdown with CJK-friendly emphasis, in time linear in its length.
/// Ranges are in bytes of `text`.
pub(crate) fn parse(text: &str, options: Options) -> Vec<Spanned<'_>> {
    let events = Parser::new_ext(text, options).into_offset_iter().collect();
    mend(text, options, events)
}

/// Mends the emphasis of `events`, which a plain parse of `text` with `options` gave.
pub(crate) fn mend<'a>(
    text: &'a str,
    options: Options,
    events: Vec<Spanned<'a>>,
) -> Vec<Spanned<'a>> {
    let repair = scan::scan(text, options, &events);
    if repair.tokens.is_empty() {
        return events;
    }
    rebuild::rebuild(text, events, &repair)
}

#[cfg(test)]
mod tests;
