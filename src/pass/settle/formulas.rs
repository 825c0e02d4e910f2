//! Formulas are understood, or stay as they were typed.

use super::Settler;
use crate::diagnostic::{Code as Problem, Diagnostic};
use crate::document::{
    Block, Code, CodeText, Equation, Inline, Latex, Math, Settled, Term, Text, Written,
};
use crate::formula;
use crate::source::Span;

impl Settler<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: Math<Written>) -> Inline<Settled> {
        let Math { span, formula: latex } = math;
        match self.equation(&latex, span, false) {
            // White space of any width is a space between words.
            Some(formula) if formula.terms.iter().all(Term::is_space) => {
                Inline::Text(Text { span, text: " ".into() })
            }
            Some(formula) => Inline::Math(Math { span, formula }),
            None => Inline::Code(Text { span, text: latex.text }),
        }
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: Math<Written>) -> Block<Settled> {
        let Math { span, formula: latex } = math;
        match self.equation(&latex, span, true) {
            Some(formula) => Block::Math(Math { span, formula }),
            None => {
                let code = CodeText::new("latex", latex.text);
                Block::Code(Code { span, code: self.listing(code, span) })
            }
        }
    }

    /// What LaTeX says; `None`, and a diagnostic, if that is not understood.
    fn equation(&mut self, latex: &Latex, span: Span, display: bool) -> Option<Equation> {
        for (part, address) in formula::links(&latex.text) {
            let place = latex.span.map_or(span, |inner| inner.part(&latex.text, part));
            let message = format!("a link inside a formula leads nowhere: `{address}`");
            self.diagnostics.push(
                Diagnostic::warning(Problem::DeadLink, place, message)
                    .help("its words stay; make the whole formula a link, `[$x$](…)`"),
            );
        }
        let tex = latex.numbered();
        match formula::read(&tex, display) {
            Ok(terms) => Some(Equation { tex, terms }),
            Err(problem) => {
                let typed = problem.place.and_then(|place| latex.origin(place));
                let place = latex.span.zip(typed);
                let place =
                    place.map_or(span, |(inner, part)| inner.part(&latex.text, part));
                let message =
                    format!("a formula is shown as its LaTeX: {}", problem.message);
                self.diagnostics.push(
                    Diagnostic::warning(Problem::InvalidFormula, place, message)
                        .help(problem.help),
                );
                None
            }
        }
    }
}
