//! Formulas that others refer to: what `\ref` and `\eqref` show, and where they lead.
//!
//! A number is what the author gives as `\tag`. A formula that has a name and no number,
//! and that is referred to, gets one, counted through the lesson.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Block, Inline, Latex, Lesson, Link, Math, PartMut, Place, Reference, Text, Written,
    each_block, each_inline,
};
use crate::formula::{self, Mention, Row};
use crate::source::Span;

/// Numbers the formulas of a lesson that are referred to, and settles the references.
pub(super) fn number(lesson: &mut Lesson<Written>, diagnostics: &mut Diagnostics) {
    let wanted = mentioned(lesson);
    if wanted.is_empty() {
        return;
    }
    let mut numbers = Numbers { wanted, known: BTreeMap::new(), next: 1 };
    lesson.bodies_mut().for_each(|blocks| numbers.assign(blocks));
    let mut references = References { numbers: numbers.known, diagnostics };
    for blocks in lesson.bodies_mut() {
        references.blocks(blocks);
    }
}

/// The names that are referred to.
fn mentioned(lesson: &Lesson<Written>) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    let mut look = |math: &Math<Written>| {
        let mentions = formula::mentions(&math.formula.text).into_iter();
        wanted.extend(mentions.map(|mention| mention.name));
    };
    for blocks in lesson.bodies() {
        each_block(blocks, &mut |block| {
            if let Block::Math(math) = block {
                look(math);
            }
        });
        each_inline(blocks, &mut |inline| {
            if let Inline::Math(math) = inline {
                look(math);
            }
        });
    }
    wanted
}

/// Gives numbers and places to the formulas that are referred to.
struct Numbers {
    wanted: BTreeSet<String>,
    /// The number of each name.
    known: BTreeMap<String, String>,
    next: u32,
}

impl Numbers {
    fn assign(&mut self, blocks: &mut Vec<Block<Written>>) {
        let mut at = 0;
        while let Some(block) = blocks.get_mut(at) {
            let mut places = Vec::new();
            if let Block::Math(math) = block {
                places = self.names(math);
            }
            for part in block.parts_mut() {
                if let PartMut::Body(inner) = part {
                    self.assign(inner);
                }
            }
            let count = places.len();
            blocks.splice(at..at, places.into_iter().map(Block::Place));
            at += count + 1;
        }
    }

    /// The places of a formula's names that are referred to; a row with such a name and
    /// without a number gets one.
    fn names(&mut self, math: &mut Math<Written>) -> Vec<Place<Written>> {
        let span = math.span;
        let mut places = Vec::new();
        let tex = &math.formula.text;
        let mut tags = Vec::new();
        for Row { names, tag, place } in formula::rows(tex) {
            let is_new = |name: &String| {
                self.wanted.contains(name) && !self.known.contains_key(name)
            };
            let names: Vec<String> = names.into_iter().filter(is_new).collect();
            if names.is_empty() {
                continue;
            }
            let number = tag.unwrap_or_else(|| {
                let number = self.next.to_string();
                self.next += 1;
                tags.push((place, format!("\n\\tag{{{number}}} ")));
                number
            });
            for name in names {
                self.known.insert(name.clone(), number.clone());
                places.push(Place { span, id: name });
            }
        }
        if !tags.is_empty() {
            let mut text = tex.clone();
            // From the end, so that the places before stay what they are.
            tags.sort_by_key(|(place, _)| *place);
            for (place, tag) in tags.into_iter().rev() {
                text.insert_str(place, &tag);
            }
            math.formula = Latex { text, span: None };
        }
        places
    }
}

/// Puts numbers where formulas are referred to.
struct References<'a> {
    numbers: BTreeMap<String, String>,
    diagnostics: &'a mut Diagnostics,
}

impl References<'_> {
    fn blocks(&mut self, blocks: &mut [Block<Written>]) {
        for block in blocks {
            if let Block::Math(math) = block {
                self.within(math);
            }
            for part in block.parts_mut() {
                match part {
                    PartMut::Line(line) => self.line(line, false),
                    PartMut::Body(inner) => self.blocks(inner),
                }
            }
        }
    }

    fn line(&mut self, line: &mut [Inline<Written>], in_link: bool) {
        for inline in line {
            if let Inline::Math(math) = inline {
                match self.alone(math).filter(|_| !in_link) {
                    Some(link) => *inline = Inline::Link(link),
                    None => self.within(math),
                }
                continue;
            }
            let in_link = in_link || matches!(inline, Inline::Link(_));
            if let Some(inner) = inline.children_mut() {
                self.line(inner, in_link);
            }
        }
    }

    /// The link that a formula is which is nothing but a reference.
    fn alone(&self, math: &Math<Written>) -> Option<Link<Written>> {
        let text = math.formula.text.trim();
        let [mention] = formula::mentions(text).try_into().ok()?;
        if mention.range != (0..text.len()) {
            return None;
        }
        let number = self.numbers.get(&mention.name)?;
        let label = utf8_percent_encode(&mention.name, NON_ALPHANUMERIC);
        let target = Reference::Address(format!("#{label}"));
        let text = shown(&mention, number);
        let span = math.span;
        Some(Link { span, target, inlines: vec![Inline::Text(Text { span, text })] })
    }

    /// Puts numbers into a formula that says more. What has none is reported, and shown
    /// by its name.
    fn within(&mut self, math: &mut Math<Written>) {
        let mut text = String::new();
        let mut kept = 0;
        let Latex { text: tex, span: inner } = &math.formula;
        for mention in formula::mentions(tex) {
            let Some(number) = self.numbers.get(&mention.name) else {
                let place = inner.map(|inner| inner.part(tex, mention.range.clone()));
                self.unknown(&mention, place.unwrap_or(math.span));
                continue;
            };
            text.push_str(&tex[kept..mention.range.start]);
            text.push_str(&format!(r"\text{{{}}}", shown(&mention, number)));
            kept = mention.range.end;
        }
        if kept > 0 {
            text.push_str(&tex[kept..]);
            math.formula = Latex { text, span: None };
        }
    }

    fn unknown(&mut self, mention: &Mention, span: Span) {
        let message = format!("no formula of this lesson is called `{}`", mention.name);
        self.diagnostics.push(Diagnostic::warning(Code::DeadLink, span, message).help(
            format!(
                "its name is shown; put `\\label{{{}}}` into the formula that is meant",
                mention.name
            ),
        ));
    }
}

fn shown(mention: &Mention, number: &str) -> String {
    match mention.in_parentheses {
        true => format!("({number})"),
        false => number.to_owned(),
    }
}
