//! Definition list events to definitions.

use pulldown_cmark::{Event, Tag};

use super::Builder;
use crate::document::{Block, Definition, Definitions, Written};
use crate::source::Span;

impl Builder<'_> {
    /// The definition list whose start event has been consumed.
    pub(super) fn definitions(&mut self, span: Span) -> Block<Written> {
        let mut entries: Vec<Definition<Written>> = Vec::new();
        while let Some((event, _)) = self.events.pop_front() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.line();
                    match entries.last_mut() {
                        Some(entry) if entry.meanings.is_empty() => {
                            entry.terms.push(term)
                        }
                        _ => entries
                            .push(Definition { terms: vec![term], meanings: Vec::new() }),
                    }
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let meaning = self.blocks();
                    if let Some(entry) = entries.last_mut() {
                        entry.meanings.push(meaning);
                    }
                }
                _ => break,
            }
        }
        Block::Definitions(Definitions { span, entries })
    }
}
