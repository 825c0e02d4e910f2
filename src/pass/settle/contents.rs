//! `[toc]` becomes a list of links to the lesson's headings.

use super::Settler;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Block, Inline, Link, List, ListItem, Paragraph, Settled, Target, Text,
};
use crate::pass::anchors::Outlined;
use crate::source::Span;

/// How deep the list goes: a lesson's sections and theirs.
const DEEPEST: u8 = 3;

impl Settler<'_> {
    /// The lesson's headings, where they are asked for first: a list of all of them at
    /// each of them would be endless.
    pub(super) fn contents(&mut self, span: Span) -> Option<Block<Settled>> {
        if std::mem::replace(&mut self.has_contents, true) {
            let message = "the lesson's headings are listed above already";
            self.diagnostics.push(
                Diagnostic::hint(Code::RepeatedContents, span, message)
                    .help("this list of them is left out"),
            );
            return None;
        }
        list(self.own.headings(), span)
    }
}

/// The list that stands at `span`; `None` if there is no heading to list.
fn list(headings: &[Outlined], span: Span) -> Option<Block<Settled>> {
    let shown: Vec<&Outlined> = headings
        .iter()
        .filter(|heading| heading.level <= DEEPEST && !heading.text.trim().is_empty())
        .collect();
    (!shown.is_empty()).then(|| Block::List(level(&shown, span)))
}

/// The list of headings that begin with those of the first one's level.
fn level(headings: &[&Outlined], span: Span) -> List<Settled> {
    let mut items = Vec::new();
    let mut rest = headings;
    while let Some((first, after)) = rest.split_first() {
        let deeper =
            after.iter().take_while(|heading| heading.level > first.level).count();
        let (inner, next) = after.split_at(deeper);
        let mut blocks =
            vec![Block::Paragraph(Paragraph { span, inlines: entry(first, span) })];
        if !inner.is_empty() {
            blocks.push(Block::List(level(inner, span)));
        }
        items.push(ListItem { span, number: None, task: None, blocks });
        rest = next;
    }
    List { span, numbers: None, tight: true, items }
}

fn entry(heading: &Outlined, span: Span) -> Vec<Inline<Settled>> {
    let text = match &heading.mark.number {
        Some(number) => format!("{number} {}", heading.text),
        None => heading.text.clone(),
    };
    vec![Inline::Link(Link {
        span,
        target: Target::Internal(heading.mark.anchor.clone()),
        inlines: vec![Inline::Text(Text { span, text })],
    })]
}
