//! Fractions, roots and what stands between delimiters.

use ratex_parser::parse_node::ParseNode;

use super::Translator;
use super::line::finish;
use crate::document::{Fenced, Fraction, MathStyle, Root, Term};
use crate::formula::Problem;
use crate::formula::symbols::delimiter;

impl Translator {
    /// One over the other; with a line, if it is not a binomial or the like.
    pub(super) fn fraction(
        &mut self,
        above: ParseNode,
        below: ParseNode,
        line: bool,
        continued: bool,
    ) -> Result<Term, Problem> {
        let style = match self.style {
            MathStyle::Display => MathStyle::Text,
            _ => self.script(),
        };
        let style = if continued { MathStyle::Display } else { style };
        let mut part = |node: ParseNode| -> Result<Vec<Term>, Problem> {
            let terms = self.in_style(style, |line| line.argument(node))?;
            Ok(match continued {
                true => vec![Term::Styled(MathStyle::Display, terms)],
                false => terms,
            })
        };
        let fraction = Fraction { above: part(above)?, below: part(below)?, line };
        Ok(Term::Fraction(Box::new(fraction)))
    }

    pub(super) fn root(
        &mut self,
        body: ParseNode,
        index: Option<Box<ParseNode>>,
    ) -> Result<Term, Problem> {
        let index = match index {
            Some(index) => {
                let line = |line: &mut Self| line.argument(*index);
                Some(self.in_style(MathStyle::ScriptScript, line)?)
            }
            None => None,
        };
        Ok(Term::Root(Box::new(Root { index, body: self.argument(body)? })))
    }

    pub(super) fn fenced(
        &mut self,
        body: Vec<ParseNode>,
        left: &str,
        right: &str,
    ) -> Result<Term, Problem> {
        let mut parts = Vec::new();
        let mut middles = Vec::new();
        let mut part = Vec::new();
        for node in body {
            match node {
                ParseNode::Middle { delim, .. } if delimiter(&delim).is_some() => {
                    middles.extend(delimiter(&delim));
                    parts.push(finish(std::mem::take(&mut part)));
                }
                node => self.node(node, &mut part)?,
            }
        }
        parts.push(finish(part));
        Ok(Term::Fenced(Fenced {
            left: delimiter(left),
            right: delimiter(right),
            parts,
            middles,
        }))
    }
}

/// A fraction between delimiters, if there are any.
pub(super) fn between(left: Option<&str>, right: Option<&str>, fraction: Term) -> Term {
    let [left, right] = [left, right].map(|name| name.and_then(delimiter));
    match left.or(right) {
        None => fraction,
        Some(_) => Term::Fenced(Fenced {
            left,
            right,
            parts: vec![vec![fraction]],
            middles: Vec::new(),
        }),
    }
}
