//! Definition list events to definitions.

use pulldown_cmark::Tag;

use super::{Builder, tag};
use crate::document::{Block, Definition, Definitions, Inline, Written};
use crate::source::Span;

impl Builder<'_> {
    /// The definition list whose start event has been consumed.
    pub(super) fn definitions(&mut self, span: Span) -> Block<Written> {
        let mut entries: Vec<Definition<Written>> = Vec::new();
        while let Some((token, _)) = self.tokens.pop_front() {
            match tag(&token) {
                Some(Tag::DefinitionListTitle) => {
                    let term = self.line();
                    add_term(&mut entries, term);
                }
                Some(Tag::DefinitionListDefinition) => {
                    let meaning = self.blocks();
                    add_meaning(&mut entries, meaning);
                }
                _ => break,
            }
        }
        Block::Definitions(Definitions { span, entries })
    }
}

/// Adds a term, to those before it if they have no meaning yet.
pub(super) fn add_term(
    entries: &mut Vec<Definition<Written>>,
    term: Vec<Inline<Written>>,
) {
    match entries.last_mut() {
        Some(entry) if entry.meanings.is_empty() => entry.terms.push(term),
        _ => entries.push(Definition { terms: vec![term], meanings: Vec::new() }),
    }
}

/// Adds a meaning to the last term; to none if there is none.
pub(super) fn add_meaning(
    entries: &mut Vec<Definition<Written>>,
    meaning: Vec<Block<Written>>,
) {
    if entries.is_empty() {
        entries.push(Definition { terms: Vec::new(), meanings: Vec::new() });
    }
    if let Some(entry) = entries.last_mut() {
        entry.meanings.push(meaning);
    }
}
