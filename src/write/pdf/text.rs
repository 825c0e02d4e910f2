//! The text on the pages, and characters that no font has.
//!
//! Typst sets such characters as empty boxes without a word, and PDF/UA-1 forbids them.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::ImageKind;
use typst::{World, WorldExt};

use super::Pages;

impl Pages<'_> {
    /// Calls `visit` for every run of text, in the order in which it was set.
    pub fn each_text(&self, visit: &mut impl FnMut(&TextItem)) {
        self.each_item(&mut |item| {
            if let FrameItem::Text(text) = item {
                visit(text);
            }
        });
    }

    /// The texts that no font of their role can show: characters, perhaps with marks that
    /// belong to them; and the part of `main.typ` that each came from first, if that is
    /// known.
    pub fn missing_glyphs(&self) -> BTreeMap<String, Option<Range<usize>>> {
        let mut missing: BTreeMap<String, Span> = BTreeMap::new();
        self.each_item(&mut |item| match item {
            FrameItem::Text(item) => {
                for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let text = &item.text[glyph.range()];
                    if !text.is_empty() && !missing.contains_key(text) {
                        missing.insert(text.into(), glyph.span.0);
                    }
                }
            }
            FrameItem::Image(image, _, span) => {
                if let ImageKind::Svg(drawing) = image.kind() {
                    search_drawing(drawing.tree().root(), *span, &mut missing);
                }
            }
            FrameItem::Group(_)
            | FrameItem::Shape(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        });
        let place = |span: Span| {
            let range = self.world.range(span)?;
            (span.id() == Some(self.world.main())).then_some(range)
        };
        missing.into_iter().map(|(text, span)| (text, place(span))).collect()
    }

    /// Calls `visit` for everything on the pages.
    fn each_item(&self, visit: &mut impl FnMut(&FrameItem)) {
        for page in self.document.pages() {
            walk(&page.frame, visit);
        }
    }
}

fn walk(frame: &Frame, visit: &mut impl FnMut(&FrameItem)) {
    for (_, item) in frame.items() {
        visit(item);
        if let FrameItem::Group(group) = item {
            walk(&group.frame, visit);
        }
    }
}

fn search_drawing(group: &usvg::Group, span: Span, missing: &mut BTreeMap<String, Span>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => search_drawing(group, span, missing),
            usvg::Node::Text(text) => {
                let spans = text.layouted().iter();
                let glyphs = spans.flat_map(|span| &span.positioned_glyphs);
                let texts =
                    glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| &glyph.text);
                for text in texts.filter(|text| !text.trim().is_empty()) {
                    missing.entry(text.clone()).or_insert(span);
                }
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}
