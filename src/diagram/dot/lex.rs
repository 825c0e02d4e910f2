//! The signs and words of DOT.

use super::Trouble;

/// A sign or a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `{`, `}`, `[`, `]`, `;`, `,`, `:`, `=`.
    Sign(char),
    /// `->`.
    Arrow,
    /// `--`.
    Line,
    /// A name, a number, a text.
    Word(Word),
}

/// A word, and whether it is one that may be a keyword or HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) kind: WordKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Letters and digits.
    Bare,
    /// In quotation marks; what begins with a backslash stays as it is.
    Quoted,
    /// In angle brackets.
    Html,
}

/// The tokens of a graph, each with the line it begins in.
pub(super) fn lex(text: &str) -> Result<Vec<(Token, usize)>, Trouble> {
    let mut lexer = Lexer { text, at: 0, line: 1, tokens: Vec::new() };
    while lexer.token()? {}
    Ok(lexer.tokens)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    tokens: Vec<(Token, usize)>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn advance(&mut self, length: usize) {
        let passed = &self.text[self.at..self.at + length];
        self.line += passed.matches('\n').count();
        self.at += length;
    }

    fn trouble(&self, what: &str) -> Trouble {
        Trouble::at(self.line, what)
    }

    /// Whether only blanks stand before the place in its line.
    fn begins_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Reads what comes next; `false` at the end.
    fn token(&mut self) -> Result<bool, Trouble> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(false) };
        let comment = match first {
            // What a preprocessor left behind.
            '#' if self.begins_line() => rest.find('\n').or(Some(rest.len())),
            '/' if rest.starts_with("//") => rest.find('\n').or(Some(rest.len())),
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map(|end| end + 2);
                Some(end.ok_or_else(|| self.trouble("a comment has no end"))?)
            }
            c if c.is_whitespace() || c == '\u{FEFF}' => Some(c.len_utf8()),
            _ => None,
        };
        if let Some(length) = comment {
            self.advance(length);
            return Ok(true);
        }
        let line = self.line;
        let token = match first {
            '{' | '}' | '[' | ']' | ';' | ',' | ':' | '=' => {
                self.advance(1);
                Token::Sign(first)
            }
            '-' if rest.starts_with("->") => {
                self.advance(2);
                Token::Arrow
            }
            '-' if rest.starts_with("--") => {
                self.advance(2);
                Token::Line
            }
            '"' => self.quoted()?,
            '<' => self.html()?,
            '+' => return self.joined(),
            c if is_name(c) || c == '-' || c == '.' => self.bare()?,
            c => return Err(self.trouble(&format!("`{c}` means nothing here"))),
        };
        self.tokens.push((token, line));
        Ok(true)
    }

    /// `+` joins the text before it with the one after.
    fn joined(&mut self) -> Result<bool, Trouble> {
        self.advance(1);
        let blank = self.rest().len() - self.rest().trim_start().len();
        self.advance(blank);
        let wrong = || self.trouble("`+` joins only texts in quotation marks");
        let next = self.rest().starts_with('"');
        let Some((Token::Word(Word { kind: WordKind::Quoted, .. }), _)) =
            self.tokens.last().filter(|_| next)
        else {
            return Err(wrong());
        };
        if let Token::Word(more) = self.quoted()?
            && let Some((Token::Word(word), _)) = self.tokens.last_mut()
        {
            word.text.push_str(&more.text);
        }
        Ok(true)
    }

    /// A name or a number.
    fn bare(&mut self) -> Result<Token, Trouble> {
        let rest = self.rest();
        let length = match rest.starts_with(|c: char| is_name(c) && !c.is_ascii_digit()) {
            true => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            false => {
                let sign = usize::from(rest.starts_with('-'));
                let number = rest[sign..].find(|c: char| !c.is_ascii_digit() && c != '.');
                sign + number.unwrap_or(rest.len() - sign)
            }
        };
        let text = rest[..length].to_owned();
        if !text.contains(is_name) {
            return Err(self.trouble(&format!("`{text}-` means nothing here")));
        }
        self.advance(length);
        Ok(Token::Word(Word { text, kind: WordKind::Bare }))
    }

    fn quoted(&mut self) -> Result<Token, Trouble> {
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.advance(at + 1);
                    return Ok(Token::Word(Word { text, kind: WordKind::Quoted }));
                }
                '\\' => match chars.next() {
                    Some((_, '"')) => text.push('"'),
                    // The line goes on.
                    Some((_, '\n')) => {}
                    Some((_, next)) => text.extend(['\\', next]),
                    None => {}
                },
                c => text.push(c),
            }
        }
        Err(self.trouble("a text has no quotation mark at its end"))
    }

    /// A text between angle brackets, in which others may stand.
    fn html(&mut self) -> Result<Token, Trouble> {
        let mut depth = 0_usize;
        for (at, c) in self.rest().char_indices() {
            match c {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let text = self.rest()[1..at].to_owned();
                self.advance(at + 1);
                return Ok(Token::Word(Word { text, kind: WordKind::Html }));
            }
        }
        Err(self.trouble("a label in angle brackets has no end"))
    }
}

/// Whether a character can be part of a name.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace()
}
