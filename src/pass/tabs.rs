//! Of several ways to do a thing, the one that was asked for.

use crate::document::{Block, Lesson, PartMut, Tab, Written, plain_text};

/// Leaves of tabs with a tab called `wanted` only that one. Others stay whole: a book
/// shows all of them.
pub(super) fn choose(lesson: &mut Lesson<Written>, wanted: &str) {
    let wanted = wanted.trim().to_lowercase();
    for blocks in lesson.bodies_mut() {
        choose_among(blocks, &wanted);
    }
}

fn choose_among(blocks: &mut Vec<Block<Written>>, wanted: &str) {
    let is_wanted =
        |tab: &Tab<Written>| plain_text(&tab.label).trim().to_lowercase() == wanted;
    let mut chosen = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        for part in block.parts_mut() {
            if let PartMut::Body(inner) = part {
                choose_among(inner, wanted);
            }
        }
        match block {
            Block::Tabs(mut tabs) if tabs.tabs.iter().any(is_wanted) => {
                tabs.tabs.retain(is_wanted);
                chosen.extend(tabs.tabs.into_iter().take(1).flat_map(|tab| tab.blocks));
            }
            block => chosen.push(block),
        }
    }
    *blocks = chosen;
}
