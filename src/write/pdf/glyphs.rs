//! Characters that no font has.
//!
//! Typst sets them as empty boxes without a word, and PDF/UA-1 forbids such boxes.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};

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
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}
