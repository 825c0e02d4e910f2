//! Characters that no font has.
//!
//! Typst sets them as empty boxes without a word, and PDF/UA-1 forbids such boxes.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst::{World, WorldExt};

use super::{Pages, Setting};
use crate::source::Span;

/// A text that no font of its role can show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingGlyph {
    /// The author's text it was met in first, as closely as is known.
    pub span: Option<Span>,
    /// The text: a character, perhaps with marks that belong to it.
    pub text: String,
}

/// The texts on the pages that no font can show, each once, in the order of the pages.
pub fn missing_glyphs(pages: &Pages, setting: &Setting) -> Vec<MissingGlyph> {
    let mut search = Search { pages, setting, seen: BTreeSet::new(), found: Vec::new() };
    for page in pages.document.pages() {
        search.frame(&page.frame);
    }
    search.found
}

struct Search<'a> {
    pages: &'a Pages<'a>,
    setting: &'a Setting<'a>,
    seen: BTreeSet<String>,
    found: Vec<MissingGlyph>,
}

impl Search<'_> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Shape(..)
                | FrameItem::Image(..)
                | FrameItem::Link(..)
                | FrameItem::Tag(_) => {}
            }
        }
    }

    fn text(&mut self, item: &TextItem) {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let text = &item.text[glyph.range()];
            if text.is_empty() || !self.seen.insert(text.into()) {
                continue;
            }
            let world = &self.pages.world;
            let is_main = glyph.span.0.id() == Some(world.main());
            let range = world.range(glyph.span.0).filter(|_| is_main);
            let span = range.and_then(|range| self.setting.project.origin(range));
            self.found.push(MissingGlyph { span, text: text.into() });
        }
    }
}
