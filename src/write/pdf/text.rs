//! The text on the pages, and characters that no font has.
//!
//! Typst sets such characters as empty boxes without a word, and PDF/UA-1 forbids them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::ImageKind;
use typst::{World, WorldExt};

use super::Pages;

/// The texts that no font can show: characters, perhaps with marks that belong to them;
/// and the part of `main.typ` that each came from first, if that is known.
pub struct Missing {
    /// In the lessons.
    pub text: BTreeMap<String, Option<Range<usize>>>,
    /// In drawings.
    pub drawings: BTreeSet<String>,
}

impl Pages<'_> {
    /// Calls `visit` for every run of text, in the order in which it was set.
    pub fn each_text(&self, visit: &mut impl FnMut(&TextItem)) {
        self.each_item(&mut |item| {
            if let FrameItem::Text(text) = item {
                visit(text);
            }
        });
    }

    /// What no font of its role can show.
    pub fn missing_glyphs(&self) -> Missing {
        let mut text: BTreeMap<String, Span> = BTreeMap::new();
        let mut drawings = BTreeSet::new();
        self.each_item(&mut |item| match item {
            FrameItem::Text(item) => {
                for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let shown = &item.text[glyph.range()];
                    if !shown.is_empty() && !text.contains_key(shown) {
                        text.insert(shown.into(), glyph.span.0);
                    }
                }
            }
            FrameItem::Image(image, ..) => {
                if let ImageKind::Svg(drawing) = image.kind() {
                    search_drawing(drawing.tree().root(), &mut drawings);
                }
            }
            FrameItem::Group(_)
            | FrameItem::Shape(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        });
        // In a drawing, what follows a character that no font has on its line is not looked
        // up any more. It is found once that character is replaced.
        if drawings.iter().any(|text| !self.has_font_for(text)) {
            drawings.retain(|text: &String| !self.has_font_for(text));
        }
        let place = |span: Span| {
            let range = self.world.range(span)?;
            (span.id() == Some(self.world.main())).then_some(range)
        };
        let text = text.into_iter().map(|(text, span)| (text, place(span))).collect();
        Missing { text, drawings }
    }

    fn has_font_for(&self, text: &str) -> bool {
        let book = self.world.book();
        let mut fonts = (0..).map_while(|index| book.info(index));
        fonts.any(|font| text.chars().all(|c| font.coverage.contains(c.into())))
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

fn search_drawing(group: &usvg::Group, missing: &mut BTreeSet<String>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => search_drawing(group, missing),
            usvg::Node::Text(text) => {
                let spans = text.layouted().iter();
                let glyphs = spans.flat_map(|span| &span.positioned_glyphs);
                let texts =
                    glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| &glyph.text);
                missing.extend(texts.filter(|text| !text.trim().is_empty()).cloned());
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}
