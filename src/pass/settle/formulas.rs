//! Formulas are understood, or stay as they were typed.

use super::Settler;
use crate::diagnostic::{Code as Problem, Diagnostic};
use crate::document::{
    Block, Code, CodeText, Equation, Inline, Math, Settled, Text, Written,
};
use crate::source::Span;

impl Settler<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: Math<Written>) -> Inline<Settled> {
        let Math { span, formula: tex } = math;
        match self.equation(&tex, span) {
            Some(formula) => Inline::Math(Math { span, formula }),
            None => Inline::Code(Text { span, text: tex }),
        }
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: Math<Written>) -> Block<Settled> {
        let Math { span, formula: tex } = math;
        match self.equation(&tex, span) {
            Some(formula) => Block::Math(Math { span, formula }),
            None => {
                let code = CodeText { info: "latex".into(), text: tex };
                Block::Code(Code { span, code: self.listing(code, span) })
            }
        }
    }

    /// What LaTeX says; `None`, and a diagnostic, if that is not understood.
    fn equation(&mut self, _tex: &str, span: Span) -> Option<Equation> {
        let message = "formulas are not typeset yet; its LaTeX is shown as code";
        self.diagnostics.push(Diagnostic::warning(
            Problem::NotYetSupported,
            span,
            message,
        ));
        None
    }
}
