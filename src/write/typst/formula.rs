//! Formulas as equations.

use super::Writer;
use super::inline::showable;
use crate::document::{Math, Settled};

impl Writer<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: &Math<Settled>) {
        let tex = showable(&math.formula.tex, self.refused);
        self.sink.spanned(math.span, |sink| {
            sink.code("code-span(");
            sink.string(&tex);
            sink.code(")");
        });
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: &Math<Settled>) {
        self.sink.code("paragraph({\n");
        self.formula(math);
        self.sink.code("})");
    }
}
