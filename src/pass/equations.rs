//! Formulas that others refer to: what `\ref` and `\eqref` show, and where they lead.
//!
//! A number is what the author gives as `\tag`. A formula that has a name and no number,
//! and that is referred to, gets one, counted through the lesson.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::anchors;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Block, Inline, Lesson, Link, Math, PartMut, Place, Reference, Text, Written,
    each_block, each_inline,
};
use crate::formula::{self, Mention, Row, RowNumber};
use crate::source::Span;

/// Numbers the formulas of a lesson that are referred to, and settles the references.
pub(super) fn number(lesson: &mut Lesson<Written>, diagnostics: &mut Diagnostics) {
    let Said { wanted, taken } = said(lesson);
    if wanted.is_empty() {
        return;
    }
    let headings = anchors::called(lesson);
    let mut numbers =
        Numbers { wanted, taken, headings, known: BTreeMap::new(), last: 0 };
    lesson.bodies_mut().for_each(|blocks| numbers.assign(blocks));
    let mut references = References { known: numbers.known, diagnostics };
    for blocks in lesson.bodies_mut() {
        references.blocks(blocks);
    }
}

/// What the formulas of a lesson say of one another.
#[derive(Default)]
struct Said {
    /// The names that are referred to.
    wanted: BTreeSet<String>,
    /// The numbers that authors give.
    taken: BTreeSet<String>,
}

fn said(lesson: &Lesson<Written>) -> Said {
    let mut said = Said::default();
    let mut look = |math: &Math<Written>| {
        let mentions = formula::mentions(&math.formula.text).into_iter();
        said.wanted.extend(mentions.map(|mention| mention.name));
        for row in formula::rows(&math.formula.text) {
            if let RowNumber::Given(number) = row.number {
                said.taken.insert(number);
            }
        }
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
    said
}

/// A formula, or a row of one, that is referred to.
struct Known {
    /// Its number; `None` if its author wants it to have none.
    number: Option<Rc<str>>,
    /// What links to it lead to.
    place: String,
}

/// Gives numbers and places to the formulas that are referred to.
struct Numbers {
    wanted: BTreeSet<String>,
    taken: BTreeSet<String>,
    /// What the lesson's headings are called.
    headings: BTreeSet<String>,
    /// The formulas by name.
    known: BTreeMap<String, Known>,
    /// The last number that was given.
    last: u32,
}

impl Numbers {
    /// The next number that no author gives.
    fn next(&mut self) -> Rc<str> {
        loop {
            self.last += 1;
            let number = self.last.to_string();
            if !self.taken.contains(&number) {
                return number.into();
            }
        }
    }

    /// What links to a formula lead to: its name, if no heading has it.
    fn place(&self, name: &str) -> String {
        let mut place = name.to_owned();
        while self.headings.contains(&place) {
            place.insert_str(0, "formula-");
        }
        place
    }

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
        for Row { names, number, place } in formula::rows(tex) {
            let is_new = |name: &String| {
                self.wanted.contains(name) && !self.known.contains_key(name)
            };
            let names: Vec<String> = names.into_iter().filter(is_new).collect();
            if names.is_empty() {
                continue;
            }
            let number = match number {
                RowNumber::Given(number) => Some(number.into()),
                RowNumber::Open => {
                    let number = self.next();
                    tags.push((place..place, format!("\n\\tag{{{number}}} ")));
                    Some(number)
                }
                RowNumber::Barred => None,
            };
            for name in names {
                let place = self.place(&name);
                places.push(Place { span, id: place.clone() });
                self.known.insert(name, Known { number: number.clone(), place });
            }
        }
        math.formula.numbers = tags;
        places
    }
}

/// Puts numbers where formulas are referred to.
struct References<'a> {
    known: BTreeMap<String, Known>,
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
        let Known { number, place } = self.known.get(&mention.name)?;
        let number = number.as_ref()?;
        let place = utf8_percent_encode(place, NON_ALPHANUMERIC);
        let target = Reference::Address(format!("#{place}"));
        let text = shown(&mention, number);
        let span = math.span;
        Some(Link { span, target, inlines: vec![Inline::Text(Text { span, text })] })
    }

    /// Puts numbers into a formula that says more. What has none is reported, and shown
    /// by its name.
    fn within(&mut self, math: &mut Math<Written>) {
        let formula = &mut math.formula;
        for mention in formula::mentions(&formula.text) {
            let known = self.known.get(&mention.name);
            let Some(number) = known.and_then(|known| known.number.as_ref()) else {
                let range = mention.range.clone();
                let place = formula.span.map(|inner| inner.part(&formula.text, range));
                self.unknown(&mention, known.is_some(), place.unwrap_or(math.span));
                continue;
            };
            let number = format!(r"\text{{{}}}", shown(&mention, number));
            formula.numbers.push((mention.range, number));
        }
        formula.numbers.sort_by_key(|(range, _)| range.start);
    }

    fn unknown(&mut self, mention: &Mention, is_known: bool, span: Span) {
        let name = &mention.name;
        let (message, help) = match is_known {
            true => (
                format!("the formula `{name}` has no number that can be shown here"),
                "its name is shown; take `\\notag` away, or give it a short `\\tag`"
                    .into(),
            ),
            false => (
                format!("no formula of this lesson is called `{name}`"),
                format!(
                    "its name is shown; put `\\label{{{name}}}` into the formula that is \
                     meant"
                ),
            ),
        };
        self.diagnostics
            .push(Diagnostic::warning(Code::DeadLink, span, message).help(help));
    }
}

fn shown(mention: &Mention, number: &str) -> String {
    match mention.in_parentheses {
        true => format!("({number})"),
        false => number.to_owned(),
    }
}
