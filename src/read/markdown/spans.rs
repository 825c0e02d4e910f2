//! Spans that CommonMark lacks: `==重点==`, `x^2^`, `H~2~O`, `^[注]`, `[[课]]`.
//!
//! Code has signs of its own, so these are careful: `a == b`, `x==1 且 y==2` and
//! `x^2+y^2` stay as they are.

use super::Builder;
use super::lines::Piece;
use crate::document::{
    Block, Footnote, Image, Inline, Link, NoteRef, Paragraph, Phrase, PictureSource,
    Reference, Size, Style, Text, Written,
};
use crate::read::length::length;
use crate::source::Span;

/// How deep such spans may stand in one another.
const MAX_DEPTH: usize = 6;

/// The longest superscript, in bytes.
const MAX_SUPERSCRIPT: usize = 60;

/// A piece of a line before its spans are known.
#[derive(Debug, Clone)]
pub(super) enum Word {
    /// Text as one event gave it.
    Text(Text),
    /// A sign that may begin or end a span.
    Sign(Sign, Span),
    /// Anything else.
    Piece(Piece),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `==`.
    Equals,
    /// `^`.
    Caret,
    /// `~`.
    Tilde,
}

impl Sign {
    fn text(self) -> &'static str {
        match self {
            Sign::Equals => "==",
            Sign::Caret => "^",
            Sign::Tilde => "~",
        }
    }
}

/// Adds a text, its signs apart. The first character is itself if `is_escaped`.
pub(super) fn push(tokens: &mut Vec<Word>, text: Text, is_escaped: bool) {
    let said = text.text.as_str();
    let mut plain = 0;
    let mut at =
        if is_escaped { said.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let push_text = |tokens: &mut Vec<Word>, part: &str| {
        if !part.is_empty() {
            tokens.push(Word::Text(Text { span: text.span, text: part.to_owned() }));
        }
    };
    while let Some(offset) = said[at..].find(['=', '^', '~']) {
        let start = at + offset;
        let sign = said[start..].chars().next().unwrap_or('^');
        let run = said[start..].chars().take_while(|c| *c == sign).count();
        at = start + run;
        let sign = match (sign, run) {
            ('=', 2) => Sign::Equals,
            ('^', 1) => Sign::Caret,
            ('~', 1) => Sign::Tilde,
            _ => continue,
        };
        push_text(tokens, &said[plain..start]);
        tokens.push(Word::Sign(sign, text.span));
        plain = at;
    }
    push_text(tokens, &said[plain..]);
}

impl Builder<'_> {
    /// The line's pieces, with its spans found.
    pub(super) fn spans(&mut self, tokens: Vec<Word>) -> Vec<Piece> {
        self.resolve(&tokens, MAX_DEPTH)
    }

    fn resolve(&mut self, tokens: &[Word], depth: usize) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(tokens.len());
        // Whether the rest is known to have no end of a highlight.
        let mut no_highlight = depth == 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                Word::Text(text) => match name(tokens, at) {
                    Some((end, inner)) => {
                        named(&text.text, text.span, &inner, &mut pieces);
                        at = end;
                        continue;
                    }
                    None => push_text(&mut pieces, text.span, &text.text),
                },
                Word::Piece(piece) => pieces.push(piece.clone()),
                Word::Sign(sign, span) => {
                    let end = match sign {
                        Sign::Equals if no_highlight => None,
                        Sign::Equals => {
                            let end = highlight_end(tokens, at);
                            no_highlight = end.is_none();
                            end
                        }
                        Sign::Caret => script_end(tokens, at, Sign::Caret),
                        // `~~` and `约~3` are no subscripts.
                        Sign::Tilde if before(tokens, at).is_some_and(is_base) => {
                            script_end(tokens, at, Sign::Tilde)
                        }
                        Sign::Tilde => None,
                    };
                    if let Some(end) = end {
                        let inner = self.resolve(&tokens[at + 1..end], depth - 1);
                        pieces.push(phrase(*sign, *span, inner));
                        at = end + 1;
                        continue;
                    }
                    if *sign == Sign::Caret
                        && let Some(end) = note_end(tokens, at).filter(|_| depth > 0)
                    {
                        let inner = self.resolve(&tokens[at + 2..end], depth - 1);
                        pieces.push(self.inline_note(*span, inner));
                        at = end + 1;
                        continue;
                    }
                    push_text(&mut pieces, *span, sign.text());
                }
            }
            at += 1;
        }
        pieces
    }

    /// A footnote written where it is referred to.
    fn inline_note(&mut self, span: Span, pieces: Vec<Piece>) -> Piece {
        // No label that authors type has a space in it.
        let note = format!("note {}", self.footnotes.len() + 1);
        let inlines = super::lines::line(pieces);
        let blocks = vec![Block::Paragraph(Paragraph { span, inlines })];
        self.footnotes.push(Footnote { span, note: note.clone(), blocks });
        Piece::Inline(Inline::NoteRef(NoteRef { span, note }))
    }
}

fn phrase(sign: Sign, span: Span, pieces: Vec<Piece>) -> Piece {
    let style = match sign {
        Sign::Equals => Style::Highlight,
        Sign::Caret => Style::Superscript,
        Sign::Tilde => Style::Subscript,
    };
    let inlines: Vec<Inline<Written>> = super::lines::line(pieces);
    Piece::Inline(Inline::Phrase(Phrase { span, style, inlines }))
}

/// Where the highlight that may begin at a sign ends.
fn highlight_end(tokens: &[Word], at: usize) -> Option<usize> {
    let opens = !before(tokens, at).is_some_and(|c| c.is_ascii_alphanumeric())
        && after(tokens, at).is_some_and(|c| !c.is_whitespace());
    if !opens {
        return None;
    }
    let closes = |index: &usize| {
        matches!(tokens[*index], Word::Sign(Sign::Equals, _))
            && before(tokens, *index).is_some_and(|c| !c.is_whitespace())
            && !after(tokens, *index).is_some_and(|c| c.is_ascii_alphanumeric())
    };
    (at + 2..tokens.len()).find(closes)
}

/// What a subscript may stand at.
fn is_base(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ')' | ']')
}

/// Where the superscript or subscript that may begin at a sign ends: it holds only text,
/// without white space.
fn script_end(tokens: &[Word], at: usize, sign: Sign) -> Option<usize> {
    let mut inner = String::new();
    for (index, token) in tokens.iter().enumerate().skip(at + 1) {
        match token {
            Word::Text(text) => inner.push_str(&text.text),
            Word::Sign(end, _) if *end == sign => {
                let is_number = !inner.is_empty()
                    && inner.trim_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit());
                let goes_on =
                    after(tokens, index).is_some_and(|c| c.is_ascii_alphanumeric());
                // `H~2~O` goes on; `x^2+y^2` is another matter.
                let may_go_on = is_number || sign == Sign::Tilde;
                let fits = !inner.is_empty() && (may_go_on || !goes_on);
                return fits.then_some(index);
            }
            Word::Sign(..) | Word::Piece(_) => return None,
        }
        if inner.contains(char::is_whitespace)
            || inner.starts_with('[')
            || inner.len() > MAX_SUPERSCRIPT
        {
            return None;
        }
    }
    None
}

/// Where the note that may begin at a caret ends: at the bracket that closes it.
fn note_end(tokens: &[Word], at: usize) -> Option<usize> {
    let is = |index: usize, bracket: &str| matches!(&tokens[index], Word::Text(text) if text.text == bracket);
    if at + 1 >= tokens.len() || !is(at + 1, "[") {
        return None;
    }
    let mut open = 0_usize;
    // Far more than any note has, so that brackets without end cost little.
    for index in at + 1..tokens.len().min(at + 400) {
        open += usize::from(is(index, "["));
        if is(index, "]") {
            open -= 1;
            if open == 0 {
                return (index > at + 2).then_some(index);
            }
        }
    }
    None
}

/// The name that stands in double brackets from a token on, `[[任务]]`, and the token after
/// it. `[[1, 2], [3, 4]]` is data.
fn name(tokens: &[Word], at: usize) -> Option<(usize, String)> {
    let text = |index: usize| match tokens.get(index) {
        Some(Word::Text(text)) => Some(text.text.as_str()),
        Some(Word::Sign(sign, _)) => Some(sign.text()),
        Some(Word::Piece(_)) | None => None,
    };
    // A picture's sign may be part of the text before.
    let opens = text(at)?.ends_with('[') && text(at + 1)? == "[";
    let outer =
        at.checked_sub(1).and_then(text).is_some_and(|before| before.ends_with('['));
    if !opens || outer {
        return None;
    }
    let mut name = String::new();
    for index in at + 2..at + 40 {
        match text(index)? {
            "[" => return None,
            "]" if text(index + 1) == Some("]") && text(index + 2) != Some("]") => {
                let is_name = name.contains(|c: char| c.is_alphabetic() || c == '#');
                // A picture has a file, `![[图.png]]`; other brackets are brackets.
                let is_picture = text(at)?.ends_with("![");
                let fits = is_name && (!is_picture || name.contains('.'));
                return fits.then_some((index + 2, name));
            }
            "]" => return None,
            part => name.push_str(part),
        }
    }
    None
}

/// Adds a link by name, or a picture: `[[任务|那里]]`, `![[图.png|300]]`. `opening` is the
/// text with the first bracket.
fn named(opening: &str, span: Span, inner: &str, pieces: &mut Vec<Piece>) {
    let (name, shown) = inner.split_once('|').unwrap_or((inner, inner));
    let before = opening.trim_end_matches('[');
    if let Some(before) = before.strip_suffix('!') {
        let width = inner.split_once('|').and_then(|(_, width)| length(width));
        let alt = match inner.split_once('|') {
            Some((_, alt)) if width.is_none() => alt.trim().to_owned(),
            _ => String::new(),
        };
        let size = Size { width, height: None };
        let picture = PictureSource::Address(name.trim().to_owned());
        let title = String::new();
        if !before.is_empty() {
            push_text(pieces, span, before);
        }
        let image = Image { span, picture, alt, title, size };
        return pieces.push(Piece::Inline(Inline::Image(image)));
    }
    if !before.is_empty() {
        push_text(pieces, span, before);
    }
    let text = Text { span, text: shown.trim().to_owned() };
    let target = Reference::Name(name.trim().to_owned());
    let link = Link { span, target, inlines: vec![Inline::Text(text)] };
    pieces.push(Piece::Inline(Inline::Link(link)));
}

/// The character before a token.
fn before(tokens: &[Word], at: usize) -> Option<char> {
    match tokens.get(at.checked_sub(1)?)? {
        Word::Text(text) => text.text.chars().next_back(),
        Word::Sign(sign, _) => sign.text().chars().next(),
        Word::Piece(piece) => Some(edge(piece)),
    }
}

/// The character after a token.
fn after(tokens: &[Word], at: usize) -> Option<char> {
    match tokens.get(at + 1)? {
        Word::Text(text) => text.text.chars().next(),
        Word::Sign(sign, _) => sign.text().chars().next(),
        Word::Piece(piece) => Some(edge(piece)),
    }
}

/// What stands for anything but text: an object, or a line end.
fn edge(piece: &Piece) -> char {
    match piece {
        Piece::Inline(Inline::SoftBreak(_) | Inline::HardBreak(_)) => '\n',
        _ => '\u{FFFC}',
    }
}

/// Adds text, to the text before it if there is any.
pub(super) fn push_text(pieces: &mut Vec<Piece>, span: Span, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Inline(Inline::Text(last))) => {
            last.span = last.span.join(span);
            last.text.push_str(text);
        }
        _ => {
            let text = Text { span, text: text.into() };
            pieces.push(Piece::Inline(Inline::Text(text)));
        }
    }
}
