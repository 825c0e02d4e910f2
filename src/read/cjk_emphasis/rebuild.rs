//! Puts the tokens of a repair in place of the emphasis events of a plain parse.

use std::iter::Peekable;
use std::ops::Range;
use std::slice;

use pulldown_cmark::{CowStr, Event};

use super::matching::{Role, Token};
use super::{Repair, Spanned};

/// The events with `repair` made; `text` is what they were parsed from.
pub(super) fn rebuild<'a>(
    text: &'a str,
    events: Vec<Spanned<'a>>,
    repair: &Repair,
) -> Vec<Spanned<'a>> {
    let mut output = Output {
        text,
        tokens: repair.tokens.iter().peekable(),
        done: 0,
        events: Vec::with_capacity(events.len() + repair.tokens.len()),
        joinable: false,
    };
    let mut dropped = repair.dropped.iter().peekable();
    for (index, (event, range)) in events.into_iter().enumerate() {
        match dropped.next_if(|edge| edge.index == index) {
            Some(edge) => output.tokens_before(edge.end),
            None => output.take(event, range),
        }
    }
    output.events
}

/// The events built so far.
struct Output<'a, 'r> {
    /// The Markdown text.
    text: &'a str,
    /// The tokens still to come, in text order.
    tokens: Peekable<slice::Iter<'r, Token>>,
    /// End of the last token put out, in bytes of `text`.
    done: usize,
    /// The events built.
    events: Vec<Spanned<'a>>,
    /// Whether the last event is a text that holds its bytes of `text` as they are and
    /// was cut here, so that what follows may lengthen it.
    joinable: bool,
}

impl<'a> Output<'a, '_> {
    /// Takes an event of the plain parse.
    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        if matches!(event, Event::Text(_)) && self.touches_token(&range) {
            self.cut(range);
        } else {
            self.events.push((event, range));
            self.joinable = false;
        }
    }

    /// Whether a token, put out or to come, has bytes in common with `range`.
    fn touches_token(&mut self, range: &Range<usize>) -> bool {
        let next = self.tokens.peek().map(|token| token.place.start);
        range.start < self.done || next.is_some_and(|start| start < range.end)
    }

    /// Puts out the bytes `range` as text, with the tokens among them. A token may be
    /// longer than the text it starts in: a plain parse gives stars one by one.
    fn cut(&mut self, range: Range<usize>) {
        let mut start = range.start.max(self.done);
        while let Some(token) = self.token_before(range.end) {
            self.push_text(start..token.place.start);
            start = token.place.end;
            self.push_token(token);
        }
        self.push_text(start..range.end);
    }

    /// Puts out all tokens that start before byte `end`.
    fn tokens_before(&mut self, end: usize) {
        while let Some(token) = self.token_before(end) {
            self.push_token(token);
        }
    }

    /// The next token if it starts before byte `end`.
    fn token_before(&mut self, end: usize) -> Option<Token> {
        self.tokens.next_if(|token| token.place.start < end).cloned()
    }

    /// Puts out one token.
    fn push_token(&mut self, token: Token) {
        self.done = token.place.end;
        let event = match token.role {
            Role::Open(tag) => Event::Start(tag),
            Role::Close(end) => Event::End(end),
            Role::Text => return self.push_text(token.place),
        };
        self.events.push((event, token.element));
        self.joinable = false;
    }

    /// Puts out the bytes `range` as text, joined to a text that ends where they start.
    fn push_text(&mut self, range: Range<usize>) {
        let text = self.text;
        if range.is_empty() {
            return;
        }
        if self.joinable
            && let Some((Event::Text(last), place)) = self.events.last_mut()
            && place.end == range.start
        {
            place.end = range.end;
            *last = CowStr::Borrowed(&text[place.clone()]);
            return;
        }
        let event = Event::Text(CowStr::Borrowed(&text[range.clone()]));
        self.events.push((event, range));
        self.joinable = true;
    }
}
