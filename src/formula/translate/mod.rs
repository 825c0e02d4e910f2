//! The parser's tree, which says how KaTeX draws a formula, as one that says what it means.

mod fractions;
mod letters;
mod line;
mod node;
mod scripts;
mod sizes;

use ratex_parser::parse_node::{Mode, ParseNode};

pub(super) use sizes::{ems, style};

use self::line::finish;
use super::{MAX_TERMS, Problem};
use crate::document::{
    Alphabet, Column, ColumnAlign, MathRow, MathStyle, MathTable, Spread, Term,
};

/// The whole formula.
pub(super) fn formula(
    nodes: Vec<ParseNode>,
    style: MathStyle,
) -> Result<Vec<Term>, Problem> {
    let mut translator = Translator {
        style,
        alphabet: Alphabet::Usual,
        size: 1.0,
        strokes: 0,
        hidden: false,
        room: MAX_TERMS,
    };
    translator.whole(nodes)
}

/// What is in force where a piece stands.
pub(super) struct Translator {
    pub(super) style: MathStyle,
    alphabet: Alphabet,
    /// The size of letters; `\Huge` in `\Huge` is no larger.
    size: f64,
    /// Whether it is only room for something.
    hidden: bool,
    /// How many strokes and frames are around.
    strokes: usize,
    /// How many more pieces there may be.
    room: usize,
}

impl Translator {
    /// The outermost line: it may have a number at the margin, and break.
    fn whole(&mut self, nodes: Vec<ParseNode>) -> Result<Vec<Term>, Problem> {
        let mut lines = vec![Vec::new()];
        let mut tag = None;
        for node in nodes {
            match node {
                ParseNode::Tag { body, tag: nodes, .. } => {
                    self.lines(body, &mut lines)?;
                    tag = Some(self.in_style(MathStyle::Text, |line| line.line(nodes))?);
                }
                node => self.lines(vec![node], &mut lines)?,
            }
        }
        if lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let mut lines: Vec<Vec<Term>> = lines.into_iter().map(finish).collect();
        if let ([terms], Some(number)) = (lines.as_mut_slice(), tag.as_ref())
            && let [Term::Table(table)] = terms.as_mut_slice()
            && let Some(row) = table.rows.last_mut()
            && row.tag.is_none()
            && table.spread == Spread::Wide
        {
            row.tag = Some(number.clone());
            return Ok(lines.remove(0));
        }
        if lines.len() == 1 && tag.is_none() {
            return Ok(lines.remove(0));
        }
        let last = lines.len() - 1;
        let rows = lines.into_iter().enumerate().map(|(index, line)| MathRow {
            cells: vec![line],
            tag: tag.take_if(|_| index == last),
            gap: 0.0,
        });
        Ok(vec![Term::Table(MathTable {
            columns: vec![Column {
                align: ColumnAlign::Center,
                gap: 0.0,
                rule_before: false,
                rule_after: false,
            }],
            rows: rows.collect(),
            rules: Vec::new(),
            style: Some(self.style),
            spread: Spread::Wide,
        })])
    }

    fn lines(
        &mut self,
        nodes: Vec<ParseNode>,
        lines: &mut Vec<Vec<Term>>,
    ) -> Result<(), Problem> {
        for node in nodes {
            if let ParseNode::Cr { .. } = node {
                lines.push(Vec::new());
            } else if let Some(line) = lines.last_mut() {
                self.node(node, line)?;
            }
        }
        Ok(())
    }

    /// A line of nodes.
    pub(super) fn line(&mut self, nodes: Vec<ParseNode>) -> Result<Vec<Term>, Problem> {
        let mut terms = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.node(node, &mut terms)?;
        }
        Ok(finish(terms))
    }

    /// An argument: braces around it are no group of their own.
    fn argument(&mut self, node: ParseNode) -> Result<Vec<Term>, Problem> {
        match node {
            ParseNode::OrdGroup { body, mode: Mode::Math, .. } => self.line(body),
            node => self.line(vec![node]),
        }
    }

    fn optional(&mut self, node: Option<Box<ParseNode>>) -> Result<Vec<Term>, Problem> {
        node.map_or(Ok(Vec::new()), |node| self.argument(*node))
    }

    /// Something in another style.
    pub(super) fn in_style<T>(
        &mut self,
        style: MathStyle,
        translate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.style, style);
        let translated = translate(self);
        self.style = outer;
        translated
    }

    fn in_alphabet<T>(
        &mut self,
        alphabet: Alphabet,
        translate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.alphabet, alphabet);
        let translated = translate(self);
        self.alphabet = outer;
        translated
    }

    /// The style of an index.
    fn script(&self) -> MathStyle {
        match self.style {
            MathStyle::Display | MathStyle::Text => MathStyle::Script,
            MathStyle::Script | MathStyle::ScriptScript => MathStyle::ScriptScript,
        }
    }
}
