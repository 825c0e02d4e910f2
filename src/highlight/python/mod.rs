//! A scanner for Python.
//!
//! Lessons are mostly Python, and each run of the program begins cold. A grammar made of
//! some hundreds of regular expressions takes longer to get ready than this takes to
//! colour the longest lesson. The scanner goes over the text once, never back, and keeps
//! its place in nested f-strings on a stack of bounded depth, so its time is linear in
//! any text, and code that is broken, or not Python at all, still comes out whole.

mod literals;
mod strings;
mod words;

use super::sheet::Sheet;
use crate::document::CodeLine;
use crate::document::TokenClass::{self, *};
use literals::{is_prefix, number_length};
use words::{by_spelling, class_of};

/// Replacement fields within replacement fields are followed this deep.
const MAX_FIELDS: usize = 32;

/// How far ahead a soft keyword's statement is looked through for its colon, in bytes.
const LOOK_AHEAD: usize = 300;

/// The lines of `text`, coloured as Python.
pub(super) fn colour(text: &str) -> Vec<CodeLine> {
    let mut scanner = Scanner {
        text,
        at: 0,
        sheet: Sheet::default(),
        depth: 0,
        fresh: true,
        after: After::Other,
        fields: Vec::new(),
    };
    while let Some(next) = scanner.rest().chars().next() {
        scanner.token(next);
    }
    scanner.sheet.finish()
}

/// What came before, where that decides what a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Dot,
    Def,
    Class,
    Colon,
    Other,
}

/// A kind of string literal.
#[derive(Clone, Copy)]
struct Literal {
    /// The closing quotes.
    quotes: &'static str,
    raw: bool,
    /// Whether braces hold expressions.
    formatted: bool,
    class: TokenClass,
}

/// An expression in braces in an f-string.
struct Field {
    literal: Literal,
    /// How many brackets were open at its opening brace.
    depth: usize,
    /// Whether it stands in the format of another field, as in `{x:{width}}`.
    nested: bool,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    sheet: Sheet,
    /// How many brackets are open.
    depth: usize,
    /// Whether a statement begins here.
    fresh: bool,
    after: After,
    /// The fields the scanner is inside of, the innermost last.
    fields: Vec<Field>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes the next `length` bytes as `class`.
    fn take(&mut self, class: TokenClass, length: usize) {
        let (taken, _) =
            self.rest().split_at_checked(length).unwrap_or((self.rest(), ""));
        self.sheet.push(class, taken);
        self.at += taken.len();
    }

    /// Takes what has a meaning, which ends the beginning of a statement.
    fn take_code(&mut self, class: TokenClass, length: usize) {
        self.take(class, length);
        self.fresh = false;
        self.after = After::Other;
    }

    /// Takes one token, which begins with `next`.
    fn token(&mut self, next: char) {
        let rest = self.rest();
        match next {
            '\n' => self.line_break(),
            ' ' | '\t' | '\r' | '\x0c' => self.take(Plain, 1),
            '#' => self.take(Comment, rest.find('\n').unwrap_or(rest.len())),
            '"' | '\'' => self.string(0),
            '0'..='9' => self.take_code(Number, number_length(rest)),
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                self.take_code(Number, number_length(rest));
            }
            '.' if rest.starts_with("...") => self.take_code(TokenClass::Constant, 3),
            '.' => {
                self.take_code(Punctuation, 1);
                self.after = After::Dot;
            }
            '@' if self.fresh => {
                let name = |c: char| is_name(c) || c == '.';
                let length = rest[1..].find(|c| !name(c)).unwrap_or(rest.len() - 1);
                self.take_code(Decorator, 1 + length);
            }
            '\\' if rest[1..].starts_with('\n') => self.take(Punctuation, 2),
            '(' | '[' | '{' => {
                self.take_code(Punctuation, 1);
                self.depth += 1;
            }
            '}' | ':' | '!' if self.ends_expression() => self.field_end(next),
            ')' | ']' | '}' => {
                self.take_code(Punctuation, 1);
                let least = self.fields.last().map_or(0, |field| field.depth);
                self.depth = self.depth.saturating_sub(1).max(least);
            }
            ':' if rest.starts_with(":=") => self.take_code(Operator, 2),
            ',' => self.take_code(Punctuation, 1),
            ':' => {
                self.take_code(Punctuation, 1);
                self.after = After::Colon;
            }
            ';' => {
                self.take_code(Punctuation, 1);
                self.fresh = self.depth == 0;
            }
            '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '~' | '<' | '>' | '='
            | '!' | '@' => self.take_code(Operator, 1),
            _ if is_name(next) => self.word(),
            _ => self.take_code(Plain, next.len_utf8()),
        }
    }

    fn line_break(&mut self) {
        if self.fields.last().is_some_and(|field| field.literal.quotes.len() == 1) {
            // The string ends with its line, and all it is in.
            self.depth = self.fields[0].depth;
            self.fields.clear();
        }
        self.take(Plain, 1);
        self.fresh = self.depth == 0 && self.fields.is_empty();
        self.after = After::Other;
    }

    /// Takes a name, a keyword, or a string with letters before its quotes.
    fn word(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        if is_prefix(word) && behind.starts_with(['"', '\'']) {
            return self.string(length);
        }
        let class = self.word_class(word, behind);
        self.take_code(class, length);
        self.after = match word {
            "def" if class == Keyword => After::Def,
            "class" if class == Keyword => After::Class,
            _ => After::Other,
        };
    }

    fn word_class(&self, word: &str, behind: &str) -> TokenClass {
        let call = behind.starts_with('(');
        let value = behind.trim_start_matches(' ').strip_prefix('=');
        let assigned = value.is_some_and(|value| !value.starts_with('='));
        let known = match self.after {
            After::Def => Some(Function),
            After::Class => Some(Type),
            After::Dot if word == "import" => Some(Keyword),
            After::Dot => by_spelling(word).filter(|class| !call || *class == Type),
            After::Colon | After::Other if self.is_soft_keyword(word, behind) => {
                Some(Keyword)
            }
            After::Colon | After::Other => class_of(word),
        };
        match known {
            Some(TokenClass::Constant) if call => Function,
            // A built-in's name taken for an argument or a variable.
            Some(Type) if assigned && self.after != After::Colon => lower(word),
            Some(class) => class,
            None if call => Function,
            None => Plain,
        }
    }

    /// Whether `word` is `match`, `case` or `type` and heads a statement of that kind.
    fn is_soft_keyword(&self, word: &str, behind: &str) -> bool {
        if !self.fresh || !matches!(word, "match" | "case" | "type") {
            return false;
        }
        let line = &behind[..behind.floor_char_boundary(LOOK_AHEAD)];
        let line = line.split(['\n', '#']).next().unwrap_or_default().trim_end();
        let subject = line.trim_start_matches(' ');
        match word {
            "type" => {
                let spaced = subject.len() < line.len();
                spaced && subject.starts_with(is_name) && subject.contains('=')
            }
            _ if subject.starts_with(['=', '.', ',', ')', ']', ':', ';']) => false,
            "match" => subject.ends_with(':'),
            _ => subject.contains(':'),
        }
    }
}

/// A type's class, unless its name is one of the built-in ones, in lower case.
fn lower(word: &str) -> TokenClass {
    if word.starts_with(char::is_lowercase) { Plain } else { Type }
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
