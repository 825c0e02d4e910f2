//! Characters that no font has.
//!
//! Typst sets them as empty boxes without a word, and PDF/UA-1 forbids such boxes.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::visualize::ImageKind;

use super::Pages;

impl Pages<'_> {
    /// The texts on the pages that no font of their role can show: characters, perhaps
    /// with marks that belong to them.
    pub fn missing_glyphs(&self) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for page in self.document.pages() {
            search(&page.frame, &mut missing);
        }
        missing
    }
}

fn search(frame: &Frame, missing: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => search(&group.frame, missing),
            FrameItem::Text(item) => {
                let texts = item.glyphs.iter().filter(|glyph| glyph.id == 0);
                let texts = texts.map(|glyph| &item.text[glyph.range()]);
                missing.extend(texts.filter(|text| !text.is_empty()).map(String::from));
            }
            FrameItem::Image(image, ..) => {
                if let ImageKind::Svg(drawing) = image.kind() {
                    search_drawing(drawing.tree().root(), missing);
                }
            }
            FrameItem::Shape(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
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
