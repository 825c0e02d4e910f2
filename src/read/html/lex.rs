//! A text of HTML to tags and texts, with their places.
//!
//! The tokenizer is html5ever's, so entities, quotes and broken tags are understood as in
//! a browser. It tells no offsets; it is fed in pieces that end before a `<` or after a
//! `>`, and what it gives between two pieces lies between their ends.

use std::cell::RefCell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

/// How many places in a tag may separate attributes. The tokenizer compares every
/// attribute with all before it.
const MAX_SEPARATORS: usize = 2_000;

/// What HTML is made of.
#[derive(Debug)]
pub(super) enum Lexeme {
    /// A tag that opens an element, or stands for one.
    Open(Tag),
    /// A tag that closes the element of this name.
    Close(String),
    /// Text, its entities decoded.
    Text(String),
    /// A comment or a declaration.
    Comment,
    /// A tag or a comment that does not end, as it was written.
    Unfinished(String),
}

/// The parts of a text of HTML, in order, each with its range in bytes. Text is cut at
/// `edges`, which are in order.
pub(super) fn lex(html: &str, edges: &[usize]) -> Vec<(Lexeme, Range<usize>)> {
    let mut lexer = Lexer::new(html, edges);
    while lexer.at < html.len() {
        lexer.piece();
    }
    lexer.finish()
}

/// The tag that a text of HTML is.
pub(super) fn tag(html: &str) -> Option<Lexeme> {
    let tag = |lexeme: &Lexeme| matches!(lexeme, Lexeme::Open(_) | Lexeme::Close(_));
    lex(html, &[]).into_iter().map(|(lexeme, _)| lexeme).find(tag)
}

struct Lexer<'h> {
    html: &'h str,
    edges: &'h [usize],
    tokenizer: Tokenizer<Sink>,
    input: BufferQueue,
    lexemes: Vec<(Lexeme, Range<usize>)>,
    /// How much has been read.
    at: usize,
    /// Where what has been read but not come out yet begins.
    pending: usize,
    separators: Separators,
}

impl<'h> Lexer<'h> {
    fn new(html: &'h str, edges: &'h [usize]) -> Lexer<'h> {
        Lexer {
            html,
            edges,
            tokenizer: tokenizer(),
            input: BufferQueue::default(),
            lexemes: Vec::new(),
            at: 0,
            pending: 0,
            separators: Separators::default(),
        }
    }

    /// Reads up to the next edge of a tag.
    fn piece(&mut self) {
        let start = self.at;
        let rest = &self.html[start..];
        let next = rest.char_indices().find_map(|(index, c)| match c {
            '<' if index > 0 => Some(index),
            '>' => Some(index + 1),
            _ => None,
        });
        self.at = start + next.unwrap_or(rest.len());
        let passed = self.edges.partition_point(|edge| *edge <= start);
        let edge =
            self.edges.get(passed).map(|edge| self.html.floor_char_boundary(*edge));
        if let Some(edge) = edge.filter(|edge| *edge > start) {
            self.at = self.at.min(edge);
        }
        let piece = &self.html[start..self.at];
        if self.pending == start {
            self.separators = Separators::default();
        }
        self.separators.count(piece);
        if self.separators.count > MAX_SEPARATORS {
            let text = self.html[self.pending..self.at].to_owned();
            self.push(Lexeme::Unfinished(text), self.pending..self.at);
            self.pending = self.at;
            self.tokenizer = tokenizer();
            return;
        }
        self.input.push_back(StrTendril::from(piece));
        let _ = self.tokenizer.feed(&self.input);
        self.take(start);
    }

    /// Takes what has come out of a piece that began at `start`.
    fn take(&mut self, start: usize) {
        let tokens = self.tokenizer.sink.found.take();
        let last = tokens.len();
        for (index, token) in tokens.into_iter().enumerate() {
            // What comes before a tag in one piece was left over from the piece before.
            let end = if index + 1 < last { start.max(self.pending) } else { self.at };
            let range = self.pending..end;
            match token {
                Token::TagToken(tag) if tag.kind == StartTag => {
                    self.push(Lexeme::Open(tag), range);
                }
                Token::TagToken(tag) => {
                    self.push(Lexeme::Close(tag.name.to_string()), range);
                }
                Token::CharacterTokens(text) => self.text(&text, range),
                Token::NullCharacterToken => self.text("\u{FFFD}", range),
                Token::CommentToken(_) | Token::DoctypeToken(_) => {
                    self.push(Lexeme::Comment, range);
                }
                Token::EOFToken | Token::ParseError(_) => {}
            }
            self.pending = end;
        }
    }

    fn finish(mut self) -> Vec<(Lexeme, Range<usize>)> {
        let pending = self.pending;
        self.tokenizer.end();
        let mut tokens = self.tokenizer.sink.found.borrow_mut();
        // A comment that the end has cut.
        tokens.retain(|token| {
            !matches!(token, Token::CommentToken(_) | Token::DoctypeToken(_))
        });
        drop(tokens);
        let start = self.at;
        self.take(start);
        if self.pending == pending && pending < self.html.len() {
            let text = self.html[pending..].to_owned();
            self.push(Lexeme::Unfinished(text), pending..self.html.len());
        }
        self.lexemes
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        match self.lexemes.last_mut() {
            Some((Lexeme::Text(last), place))
                if self.edges.binary_search(&range.start).is_err() =>
            {
                last.push_str(text);
                place.end = range.end;
            }
            _ => self.push(Lexeme::Text(text.to_owned()), range),
        }
    }

    fn push(&mut self, lexeme: Lexeme, range: Range<usize>) {
        self.lexemes.push((lexeme, range));
    }
}

/// Counts what may separate attributes, values in quotes left out.
#[derive(Default)]
struct Separators {
    count: usize,
    quote: Option<char>,
    after_equals: bool,
}

impl Separators {
    fn count(&mut self, piece: &str) {
        for c in piece.chars() {
            match (self.quote, c) {
                (Some(quote), c) if c == quote => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if self.after_equals => self.quote = Some(c),
                (None, ' ' | '\t' | '\n' | '\r' | '/' | '"' | '\'') => self.count += 1,
                (None, _) => {}
            }
            self.after_equals = c == '=' || self.after_equals && c.is_ascii_whitespace();
        }
    }
}

fn tokenizer() -> Tokenizer<Sink> {
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    Tokenizer::new(Sink::default(), options)
}

/// Gathers tokens.
#[derive(Default)]
struct Sink {
    found: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut next = TokenSinkResult::Continue;
        if let Token::TagToken(tag) = &token
            && tag.kind == StartTag
        {
            // What only an end tag of the same name ends (HTML, 13.2.6.4.7).
            next = match &*tag.name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                    TokenSinkResult::RawData(RawKind::Rawtext)
                }
                "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                _ => TokenSinkResult::Continue,
            };
        }
        if !matches!(token, Token::ParseError(_) | Token::EOFToken) {
            self.found.borrow_mut().push(token);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(html: &str) -> Vec<String> {
        let show = |(lexeme, range): (Lexeme, Range<usize>)| match lexeme {
            Lexeme::Open(tag) => format!("<{}> {}", tag.name, &html[range]),
            Lexeme::Close(name) => format!("</{name}> {}", &html[range]),
            Lexeme::Text(text) => format!("{text:?} {}", &html[range]),
            Lexeme::Comment => format!("comment {}", &html[range]),
            Lexeme::Unfinished(text) => format!("unfinished {text}"),
        };
        lex(html, &[]).into_iter().map(show).collect()
    }

    #[test]
    fn everything_has_its_place() {
        assert_eq!(
            lexed("a &lt; b<B x='<y>'>c</b>&amp;<!-- n -->d"),
            [
                "\"a < b\" a &lt; b",
                "<b> <B x='<y>'>",
                "\"c\" c",
                "</b> </b>",
                "\"&\" &amp;",
                "comment <!-- n -->",
                "\"d\" d",
            ]
        );
        assert_eq!(lexed("<<b>"), ["\"<\" <", "<b> <b>"]);
        assert_eq!(lexed("1 < 2 &copy"), ["\"1 < 2 ©\" 1 < 2 &copy"]);
    }

    #[test]
    fn what_has_no_end_is_kept() {
        assert_eq!(lexed("a<div class=\"x"), ["\"a\" a", "unfinished <div class=\"x"]);
        assert_eq!(lexed("a<!-- b > c"), ["\"a\" a", "unfinished <!-- b > c"]);
        assert_eq!(lexed("<"), ["\"<\" <"]);
        assert_eq!(lexed("<b>x</"), ["<b> <b>", "\"x</\" x</"]);
    }

    #[test]
    fn scripts_hold_text() {
        assert_eq!(
            lexed("<script>if (a < b) \"</p>\"</script>c"),
            [
                "<script> <script>",
                "\"if (a < b) \\\"</p>\\\"\" if (a < b) \"</p>\"",
                "</script> </script>",
                "\"c\" c",
            ]
        );
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_text() {
        let names = (0..100_000).map(|number| format!(" a{number}"));
        let tag = format!("<a{}>b", names.collect::<String>());
        let found = lexed(&tag);
        assert_eq!(found.len(), 2, "{:?}", &found[1..]);
        assert!(found[0].starts_with("unfinished <a a0"));
    }
}
