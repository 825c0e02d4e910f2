//! Inline events to inlines.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::Builder;
use super::blocks::is_block;
use crate::document::{
    Image, Inline, Link, NoteRef, Phrase, Reference, Size, Style, Text, Written,
    plain_text,
};
use crate::read::autolink::{self, Piece};
use crate::source::Span;

impl Builder<'_> {
    /// The inlines up to the end of the enclosing tag, whose end event is consumed.
    pub(super) fn line(&mut self) -> Vec<Inline<Written>> {
        let inlines = self.run(true);
        self.events.pop_front();
        inlines
    }

    /// The inlines up to a block or the end of the enclosing one; neither is consumed.
    pub(super) fn bare_line(&mut self) -> Vec<Inline<Written>> {
        self.run(true)
    }

    /// The inlines up to the next end event, which is not consumed. `may_link` is false
    /// inside a link, where an address is only text.
    fn run(&mut self, may_link: bool) -> Vec<Inline<Written>> {
        let mut inlines = Vec::new();
        let ends = |event: &Event| match event {
            Event::End(_) | Event::Rule => true,
            Event::Start(tag) => is_block(tag),
            _ => false,
        };
        while let Some((event, range)) =
            self.events.pop_front_if(|(event, _)| !ends(event))
        {
            let span = self.span(&range);
            match event {
                Event::Start(tag) => self.tagged(tag, span, may_link, &mut inlines),
                Event::Text(text) => push_text(&mut inlines, span, &text),
                Event::Code(text) => {
                    inlines.push(Inline::Code(Text { span, text: text.into() }));
                }
                Event::FootnoteReference(label) => {
                    inlines.push(Inline::NoteRef(NoteRef { span, note: label.into() }));
                }
                Event::SoftBreak => inlines.push(Inline::SoftBreak(span)),
                Event::HardBreak => inlines.push(Inline::HardBreak(span)),
                Event::Html(html) | Event::InlineHtml(html) => {
                    self.html(span, &html, &mut inlines);
                }
                // Formulas are not enabled, and markers are taken by the list.
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    push_text(&mut inlines, span, &text);
                }
                Event::TaskListMarker(done) => {
                    push_text(&mut inlines, span, if done { "[x] " } else { "[ ] " });
                }
                Event::End(_) | Event::Rule => {}
            }
        }
        if may_link { self.link_addresses(inlines) } else { inlines }
    }

    fn tagged(
        &mut self,
        tag: Tag,
        span: Span,
        may_link: bool,
        inlines: &mut Vec<Inline<Written>>,
    ) {
        let is_link = matches!(tag, Tag::Link { .. });
        let inner = self.run(may_link && !is_link);
        self.events.pop_front();
        match tag {
            Tag::Emphasis => inlines.push(phrase(span, Style::Emphasis, inner)),
            Tag::Strong => inlines.push(phrase(span, Style::Strong, inner)),
            Tag::Strikethrough => inlines.push(phrase(span, Style::Strikethrough, inner)),
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into(),
                };
                let target = Reference::Address(target);
                inlines.push(Inline::Link(Link { span, target, inlines: inner }));
            }
            Tag::Image { dest_url, title, .. } => inlines.push(Inline::Image(Image {
                span,
                picture: dest_url.into(),
                alt: plain_text(&inner),
                title: title.into(),
                size: Size::default(),
            })),
            // The others are blocks, or not enabled.
            _ => inlines.extend(inner),
        }
    }

    fn html(&mut self, span: Span, html: &CowStr, inlines: &mut Vec<Inline<Written>>) {
        if html.starts_with("<!--") {
            return;
        }
        self.not_yet(span, "HTML", "the tag is shown as written");
        push_text(inlines, span, html);
    }

    /// Makes links of the bare addresses in texts (GFM, 6.9 “autolinks”).
    fn link_addresses(&self, inlines: Vec<Inline<Written>>) -> Vec<Inline<Written>> {
        let mut linked = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(run) => self.split_text(run, &mut linked),
                other => linked.push(other),
            }
        }
        linked
    }

    fn split_text(&self, run: Text, inlines: &mut Vec<Inline<Written>>) {
        // Where the text stands in the file as it is here, its parts have places too.
        let verbatim = self.file.slice(run.span) == run.text;
        let start = run.span.range().start;
        let part = |range: Range<usize>| {
            let text = run.text[range.clone()].to_owned();
            let place = start + range.start..start + range.end;
            Text { span: if verbatim { self.file.span(place) } else { run.span }, text }
        };
        for piece in autolink::split(&run.text) {
            inlines.push(match piece {
                Piece::Text(range) => Inline::Text(part(range)),
                Piece::Link { range, href: target } => {
                    let text = part(range);
                    let span = text.span;
                    let target = Reference::Address(target);
                    Inline::Link(Link { span, target, inlines: vec![Inline::Text(text)] })
                }
            });
        }
    }
}

fn phrase(span: Span, style: Style, inlines: Vec<Inline<Written>>) -> Inline<Written> {
    Inline::Phrase(Phrase { span, style, inlines })
}

/// Adds text, to the text before it if there is any.
fn push_text(inlines: &mut Vec<Inline<Written>>, span: Span, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) => {
            last.span = last.span.join(span);
            last.text.push_str(text);
        }
        _ => inlines.push(Inline::Text(Text { span, text: text.into() })),
    }
}
