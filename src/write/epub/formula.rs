//! Formulas as MathML.

use super::lesson::LessonWriter;
use crate::document::{Math, Settled};

impl LessonWriter<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: &Math<Settled>) {
        self.xml.open("code");
        self.xml.text(&math.formula.tex);
        self.xml.close();
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: &Math<Settled>) {
        self.xml.open("p");
        self.formula(math);
        self.xml.close_line();
    }
}
