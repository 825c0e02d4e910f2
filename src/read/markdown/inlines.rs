//! Inline tokens to inlines.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::attributes;
use super::blocks::is_block;
use super::lines::{self, Piece};
use super::spans::{self, Word};
use super::{Builder, is_end};
use crate::document::{
    Image, Inline, Link, NoteRef, Phrase, PictureSource, Reference, Size, Style, Text,
    Written, plain_text,
};
use crate::read::autolink;
use crate::read::html::{Role, Token};
use crate::read::weave::{FORMULA, Meaning};

/// The longest attributes of a picture or a link, in bytes.
const MAX_ATTRIBUTES: usize = 400;

impl Builder<'_> {
    /// The inlines up to the end of the enclosing tag, whose end is consumed.
    pub(super) fn line(&mut self) -> Vec<Inline<Written>> {
        lines::line(self.pieces())
    }

    /// Like [`Builder::line`], with what may not stay in the line.
    pub(super) fn pieces(&mut self) -> Vec<Piece> {
        let pieces = self.run(true);
        self.tokens.pop_front();
        pieces
    }

    /// The pieces up to a block, to the reading of a ruby, or to the end of the enclosing
    /// tag; none of them is consumed. `may_link` is false inside a link, where an address
    /// is only text.
    pub(super) fn run(&mut self, may_link: bool) -> Vec<Piece> {
        let mut tokens = Vec::new();
        let ends = |token: &Token| is_end(token) || is_block(token) || is_reading(token);
        while let Some((token, range)) =
            self.tokens.pop_front_if(|(token, _)| !ends(token))
        {
            match token {
                Token::Markdown(event) => {
                    self.event(event, &range, may_link, &mut tokens);
                }
                Token::Open(element) => {
                    let pieces = self.phrase(*element, &range, may_link);
                    tokens.extend(pieces.into_iter().map(Word::Piece));
                }
                Token::Text(text) => {
                    let text = Text { span: self.span(&range), text };
                    tokens.push(inline(Inline::Text(text)));
                }
                Token::Leaf(leaf) => tokens.extend(self.leaf(leaf, &range)),
                Token::Mark(_) | Token::Close => {}
            }
        }
        let pieces = self.spans(tokens);
        if may_link { self.link_addresses(pieces) } else { pieces }
    }

    fn event(
        &mut self,
        event: Event,
        range: &Range<usize>,
        may_link: bool,
        tokens: &mut Vec<Word>,
    ) {
        let span = self.span(range);
        match event {
            Event::Start(tag) => self.tagged(tag, range, may_link, tokens),
            Event::Text(text) => self.text(&text, range, tokens),
            Event::Code(text) => tokens.push(self.code(&text, range)),
            Event::FootnoteReference(label) => {
                let reference = NoteRef { span, note: label.into() };
                tokens.push(inline(Inline::NoteRef(reference)));
            }
            Event::SoftBreak => tokens.push(inline(Inline::SoftBreak(span))),
            Event::HardBreak => tokens.push(inline(Inline::HardBreak(span))),
            // Formulas are not the parser's, and tags are read before.
            Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::Html(text)
            | Event::InlineHtml(text) => {
                tokens.push(Word::Text(Text { span, text: text.into() }));
            }
            // Those of tasks are taken by the list.
            Event::TaskListMarker(done) => {
                let text = if done { "☑ " } else { "☐ " }.to_owned();
                tokens.push(inline(Inline::Text(Text { span, text })));
            }
            Event::End(_) | Event::Rule => {}
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>, tokens: &mut Vec<Word>) {
        let after = range.start + self.attributes(range.start, tokens);
        if after >= range.end {
            // They go on in the texts that follow: `_` and quotation marks divide them.
            while let Some((Token::Markdown(Event::Text(_)), next)) = self.tokens.front()
                && next.start < after
            {
                let rest = after.max(next.start)..next.end.max(after);
                self.tokens.pop_front();
                if !rest.is_empty() {
                    let text = self.woven.text()[rest.clone()].to_owned();
                    let text = Token::Markdown(Event::Text(text.into()));
                    self.tokens.push_front((text, rest));
                    break;
                }
            }
            return;
        }
        let text = text.get(after - range.start..).unwrap_or(text);
        let range = &(after..range.end);
        let span = self.span(range);
        // Half of what stands for a formula, where code begins or ends in it.
        let torn = range.start.saturating_sub(1)..range.end;
        let original = self
            .woven
            .mark_in(&torn)
            .map(|_| self.woven.original(self.sources, range.clone()));
        let text = original.as_deref().unwrap_or(text);
        let before = self.woven.text()[..range.start].chars().next_back();
        let text = Text { span, text: text.into() };
        spans::push(tokens, text, before == Some('\\'));
    }

    /// The length of the attributes at a byte of the text, right after a picture or a link.
    /// A picture takes its size from them.
    fn attributes(&self, at: usize, tokens: &mut [Word]) -> usize {
        let Some(Word::Piece(Piece::Inline(object))) = tokens.last_mut() else {
            return 0;
        };
        if !matches!(object, Inline::Image(_) | Inline::Link(_)) {
            return 0;
        }
        let rest = &self.woven.text()[at..];
        let rest = &rest[..rest.floor_char_boundary(MAX_ATTRIBUTES)];
        let line = rest.split('\n').next().unwrap_or_default();
        let Some((length, size)) = attributes::size(line) else { return 0 };
        if let Inline::Image(image) = object {
            image.size = size;
        }
        length
    }

    fn code(&mut self, text: &str, range: &Range<usize>) -> Word {
        let span = self.span(range);
        let is_whole = text == FORMULA.trim_matches('`');
        let mark = self.woven.mark_in(range);
        match mark
            .filter(|mark| is_whole && mark.at == range.start)
            .map(|mark| mark.meaning.clone())
        {
            Some(Meaning::Formula(tex)) => inline(Inline::Math(self.formula(span, tex))),
            Some(Meaning::DisplayFormula(tex)) => {
                Word::Piece(Piece::Display(self.formula(span, tex)))
            }
            _ => inline(Inline::Code(Text { span, text: text.into() })),
        }
    }

    fn tagged(
        &mut self,
        tag: Tag,
        range: &Range<usize>,
        may_link: bool,
        tokens: &mut Vec<Word>,
    ) {
        let span = self.span(range);
        let is_link = matches!(tag, Tag::Link { .. });
        let inner = lines::line(self.run(may_link && !is_link));
        self.tokens.pop_front();
        let phrase =
            |style| Inline::Phrase(Phrase { span, style, inlines: inner.clone() });
        tokens.push(inline(match tag {
            Tag::Emphasis => phrase(Style::Emphasis),
            Tag::Strong => phrase(Style::Strong),
            Tag::Strikethrough => phrase(Style::Strikethrough),
            Tag::Superscript => phrase(Style::Superscript),
            Tag::Subscript => phrase(Style::Subscript),
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into(),
                };
                let target = Reference::Address(target);
                Inline::Link(Link { span, target, inlines: inner })
            }
            Tag::Image { dest_url, title, .. } => Inline::Image(Image {
                span,
                picture: PictureSource::Address(dest_url.into()),
                alt: plain_text(&inner),
                title: title.into(),
                size: Size::default(),
            }),
            // The others are blocks.
            _ => {
                return tokens.extend(inner.into_iter().map(inline));
            }
        }));
    }

    /// Makes links of the bare addresses in texts (GFM, 6.9 “autolinks”).
    fn link_addresses(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut linked = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Inline(Inline::Text(run)) => self.split_text(run, &mut linked),
                other => linked.push(other),
            }
        }
        linked
    }

    fn split_text(&self, run: Text, pieces: &mut Vec<Piece>) {
        // Where the text stands in the file as it is here, its parts have places too.
        let file = self.sources.file(run.span.source());
        let verbatim = file.slice(run.span) == run.text;
        let start = run.span.range().start;
        let part = |range: Range<usize>| {
            let text = run.text[range.clone()].to_owned();
            let place = start + range.start..start + range.end;
            Text { span: if verbatim { file.span(place) } else { run.span }, text }
        };
        for piece in autolink::split(&run.text) {
            pieces.push(Piece::Inline(match piece {
                autolink::Piece::Text(range) => Inline::Text(part(range)),
                autolink::Piece::Link { range, href } => {
                    let text = part(range);
                    let (span, target) = (text.span, Reference::Address(href));
                    Inline::Link(Link { span, target, inlines: vec![Inline::Text(text)] })
                }
            }));
        }
    }
}

fn inline(inline: Inline<Written>) -> Word {
    Word::Piece(Piece::Inline(inline))
}

/// Whether a token begins the reading of a ruby, or the parentheses around it.
fn is_reading(token: &Token) -> bool {
    matches!(token, Token::Open(element) if matches!(element.role, Role::Reading | Role::Parenthesis))
}
