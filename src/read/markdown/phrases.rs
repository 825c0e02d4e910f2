//! Elements of HTML that stand in a line.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::Builder;
use super::lines::{self, Piece};
use super::spans::Word;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Image, Inline, Link, Phrase, PictureSource, Place, Reference, Ruby, Style, Text,
    Written, is_ideograph, plain_text,
};
use crate::read::html::{Element, Leaf, Role, Token};
use crate::source::Span;

/// The widest text that a reading stands above, in columns of which an ideograph takes two.
/// No line breaks in it, and small paper and phones have room for so much.
const MAX_BASE: usize = 40;

/// The widest reading, which is half as large.
const MAX_READING: usize = 80;

impl Builder<'_> {
    /// What a phrase comes to whose opening tag has been consumed, up to its end.
    pub(super) fn phrase(
        &mut self,
        element: Element,
        range: &Range<usize>,
        may_link: bool,
    ) -> Vec<Piece> {
        let span = self.span(range);
        let styles = element.look.styles;
        let inner = match element.role {
            Role::Ruby => self.ruby(may_link),
            Role::Link(Some(address)) => {
                let inlines = lines::line(self.inner(false));
                let target = Reference::Address(address);
                vec![piece(Inline::Link(Link { span, target, inlines }))]
            }
            Role::Code => {
                let inner = self.inner(false);
                as_code(lines::line(inner)).into_iter().map(piece).collect()
            }
            Role::Quotation => {
                // Quotations in quotations have the other marks (GB/T 15834, 4.8.3.2).
                let (open, close) = match self.quotations % 2 {
                    0 => ("“", "”"),
                    _ => ("‘", "’"),
                };
                self.quotations += 1;
                let mut quoted = vec![text(span, open)];
                quoted.extend(self.inner(may_link));
                quoted.push(text(span, close));
                self.quotations -= 1;
                quoted
            }
            Role::Abbreviation(meaning) => {
                let inner = self.inner(may_link);
                self.explained(inner, meaning, span)
            }
            _ => self.inner(may_link),
        };
        // The title of a Chinese work has marks of its own (GB/T 15834, 4.15), no dots.
        let is_title = element.name == "cite" && says_ideographs(&inner);
        if inner.is_empty() || is_title {
            return inner;
        }
        styles.into_iter().rev().fold(inner, |inner, style| {
            let inlines = lines::line(inner);
            vec![piece(Inline::Phrase(Phrase { span, style, inlines }))]
        })
    }

    /// An abbreviation; what it stands for follows it the first time.
    fn explained(
        &mut self,
        inner: Vec<Piece>,
        meaning: Option<String>,
        span: Span,
    ) -> Vec<Piece> {
        let mut inlines = lines::line(inner);
        if let Some(meaning) = meaning {
            let short = plain_text(&inlines);
            let is_new =
                short != meaning && self.abbreviations.insert((short, meaning.clone()));
            let meaning = Text { span, text: format!("（{meaning}）") };
            inlines.extend(is_new.then_some(Inline::Text(meaning)));
        }
        inlines.into_iter().map(piece).collect()
    }

    /// The pieces up to the end of a phrase, which is consumed.
    fn inner(&mut self, may_link: bool) -> Vec<Piece> {
        let pieces = self.run(may_link);
        self.tokens.pop_front();
        pieces
    }

    /// A ruby up to its end: characters, and after them their reading.
    fn ruby(&mut self, may_link: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut base: Vec<Inline<Written>> = Vec::new();
        loop {
            base.extend(lines::line(self.run(may_link)));
            let Some((Token::Open(element), range)) = self.tokens.pop_front() else {
                break;
            };
            let span = self.span(&range);
            let reading = plain_text(&lines::line(self.inner(false)));
            let reading = reading.trim().to_owned();
            let says_nothing = plain_text(&base).trim().is_empty();
            if element.role == Role::Parenthesis || reading.is_empty() {
                continue;
            }
            let base = std::mem::take(&mut base);
            if says_nothing {
                pieces.push(text(span, &reading));
            } else if plain_text(&base).width() > MAX_BASE
                || reading.width() > MAX_READING
            {
                self.diagnostics.push(too_long(span));
                pieces.extend(base.into_iter().map(piece));
                pieces.push(text(span, &format!("（{reading}）")));
            } else {
                pieces.push(piece(Inline::Ruby(Ruby { span, base, reading })));
            }
        }
        pieces.extend(base.into_iter().map(piece));
        pieces
    }

    /// An element that holds nothing.
    pub(super) fn leaf(&mut self, leaf: Leaf, range: &Range<usize>) -> Option<Word> {
        let span = self.span(range);
        let inline = match leaf {
            Leaf::Image { tag, size } => {
                let picture = PictureSource::Address(tag.address);
                let (alt, title) = (tag.alt, tag.title);
                Inline::Image(Image { span, picture, alt, title, size })
            }
            Leaf::Drawing { drawing, alt, size } => {
                let picture = PictureSource::Drawing(drawing);
                let title = String::new();
                Inline::Image(Image { span, picture, alt, title, size })
            }
            Leaf::Place(id) => Inline::Place(Place { span, id }),
            Leaf::Medium { address, title } => {
                let address = match address.strip_prefix("//") {
                    Some(rest) => format!("https://{rest}"),
                    None => address,
                };
                let text = title.unwrap_or_else(|| address.clone());
                let target = Reference::Address(address);
                let inlines = vec![Inline::Text(Text { span, text })];
                Inline::Link(Link { span, target, inlines })
            }
            Leaf::Formula(tex) => Inline::Math(self.formula(span, tex)),
            Leaf::Text(text) => Inline::Text(Text { span, text }),
            Leaf::Columns { .. } => return None,
        };
        Some(Word::Piece(piece(inline)))
    }
}

fn too_long(span: Span) -> Diagnostic {
    let message = "this reading is too long to stand above its text";
    Diagnostic::warning(Code::TooLarge, span, message).help(
        "it follows in brackets; give each word a reading of its own, by an `<rt>` each",
    )
}

/// Whether there are ideographs in a line.
fn says_ideographs(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Inline(inline) => {
            plain_text(std::slice::from_ref(inline)).contains(is_ideograph)
        }
        Piece::Display(_) => false,
    })
}

fn piece(inline: Inline<Written>) -> Piece {
    Piece::Inline(inline)
}

fn text(span: Span, text: &str) -> Piece {
    piece(Inline::Text(Text { span, text: text.to_owned() }))
}

/// Inlines whose text is code. Marks of emphasis in it say nothing; links do.
fn as_code(inlines: Vec<Inline<Written>>) -> Vec<Inline<Written>> {
    let mut code: Vec<Inline<Written>> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(run) | Inline::Code(run) => push_code(&mut code, run),
            Inline::SoftBreak(span) => {
                push_code(&mut code, Text { span, text: " ".to_owned() });
            }
            Inline::Phrase(Phrase { style, inlines, .. }) if is_plain(style) => {
                for inline in as_code(inlines) {
                    match inline {
                        Inline::Code(run) => push_code(&mut code, run),
                        other => code.push(other),
                    }
                }
            }
            Inline::Phrase(Phrase { span, style, inlines }) => {
                let inlines = as_code(inlines);
                code.push(Inline::Phrase(Phrase { span, style, inlines }));
            }
            Inline::Link(Link { span, target, inlines }) => {
                let inlines = as_code(inlines);
                code.push(Inline::Link(Link { span, target, inlines }));
            }
            other => code.push(other),
        }
    }
    code
}

/// Whether a style says nothing in code.
fn is_plain(style: Style) -> bool {
    !matches!(style, Style::Color(_) | Style::Superscript | Style::Subscript)
}

fn push_code(code: &mut Vec<Inline<Written>>, run: Text) {
    match code.last_mut() {
        Some(Inline::Code(last)) => {
            last.span = last.span.join(run.span);
            last.text.push_str(&run.text);
        }
        _ => code.push(Inline::Code(run)),
    }
}
