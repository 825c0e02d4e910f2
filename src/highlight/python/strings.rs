//! Strings, and the expressions inside f-strings.

use super::literals::{doubled, escape_length};
use super::{After, Field, Literal, MAX_FIELDS, Scanner};
use crate::document::TokenClass::{self, Comment, Escape};

impl Scanner<'_> {
    /// Takes a string whose quotes follow `prefix` bytes of letters.
    pub(super) fn string(&mut self, prefix: usize) {
        let (letters, quoted) = self.rest().split_at(prefix);
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quotes = quotes.into_iter().find(|quotes| quoted.starts_with(quotes));
        let quotes = quotes.unwrap_or("\"");
        let has = |letter| letters.contains([letter, char::to_ascii_uppercase(&letter)]);
        let formatted = has('f') || has('t');
        let documents = self.fresh && quotes.len() == 3 && !formatted && !has('b');
        let literal = Literal {
            quotes,
            raw: has('r'),
            formatted,
            class: if documents { Comment } else { TokenClass::String },
        };
        self.take_code(literal.class, prefix + quotes.len());
        self.string_body(literal);
    }

    /// Takes the inside of a string up to its end, or up to a field.
    fn string_body(&mut self, literal: Literal) {
        loop {
            let rest = self.rest();
            let run = plain_run(rest, literal);
            self.take(literal.class, run);
            let here = &rest[run..];
            if here.starts_with(literal.quotes) {
                return self.take(literal.class, literal.quotes.len());
            }
            match here.chars().next() {
                Some('\\') => self.take(Escape, escape_length(here)),
                Some('{' | '}') if doubled(here) => self.take(Escape, 2),
                Some('{') if self.fields.len() < MAX_FIELDS => {
                    return self.open_field(literal, false);
                }
                Some(brace @ ('{' | '}')) => self.take(literal.class, brace.len_utf8()),
                // The line ends before the string does.
                _ => return,
            }
        }
    }

    fn open_field(&mut self, literal: Literal, nested: bool) {
        self.take(Escape, 1);
        self.after = After::Other;
        self.fields.push(Field { literal, depth: self.depth, nested });
    }

    /// Whether a sign at this point can end the expression of the innermost field.
    pub(super) fn ends_expression(&self) -> bool {
        let rest = self.rest();
        let conversion = || rest.get(2..).is_some_and(|end| end.starts_with(['}', ':']));
        self.fields.last().is_some_and(|field| field.depth == self.depth)
            && (!rest.starts_with('!') || conversion())
    }

    /// Takes `}`, a format or a conversion at the end of a field's expression.
    pub(super) fn field_end(&mut self, next: char) {
        match next {
            '!' => self.take(Escape, 2),
            ':' => self.format(),
            _ => {
                self.take(Escape, 1);
                match self.fields.pop() {
                    Some(field) if field.nested => self.format(),
                    Some(field) => self.string_body(field.literal),
                    None => {}
                }
            }
        }
    }

    /// Takes a format up to the brace that closes its field, or one that opens another.
    fn format(&mut self) {
        let Some(literal) = self.fields.last().map(|field| field.literal) else {
            return;
        };
        let rest = self.rest();
        let length = rest.find(['{', '}', '\n']).unwrap_or(rest.len());
        let quotes = rest[..length].find(literal.quotes);
        self.take(Escape, quotes.unwrap_or(length));
        if quotes.is_some() {
            // The string ended with the field still open.
            self.fields.pop();
            self.take(literal.class, literal.quotes.len());
        } else if self.rest().starts_with('{') && self.fields.len() < MAX_FIELDS {
            self.open_field(literal, true);
        }
    }
}

/// The length of what `text` begins with that is nothing but text in such a string.
fn plain_run(text: &str, literal: Literal) -> usize {
    let escapes = !literal.raw && literal.class != Comment;
    let mut run = 0;
    while let Some(next) = text[run..].chars().next() {
        let here = &text[run..];
        run += match next {
            _ if here.starts_with(literal.quotes) => break,
            '\n' if literal.quotes.len() == 1 => break,
            '\\' if !escapes => {
                let next = here[1..].chars().next().filter(|next| *next != '\n');
                1 + next.map_or(0, char::len_utf8)
            }
            '\\' if escape_length(here) > 0 => break,
            '{' | '}' if literal.formatted => break,
            _ => next.len_utf8(),
        };
    }
    run
}
