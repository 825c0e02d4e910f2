//! Formulas as MathML (MathML Core, which reading systems draw, and its `semantics`).

mod table;
mod terms;

use super::lesson::LessonWriter;
use crate::document::{Equation, Math, Settled};

impl LessonWriter<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: &Math<Settled>) {
        self.equation(&math.formula, false);
    }

    /// A formula on a line of its own; one that is too wide for it scrolls.
    pub(super) fn formula_block(&mut self, math: &Math<Settled>) {
        let division = self.xml.open("div").attr("class", "formula");
        if math.formula.tex.len() > MAY_SCROLL {
            // What scrolls must be reached without a mouse (WCAG 2.2, 2.1.1).
            let label = self.words.formula;
            division
                .attr("role", "group")
                .attr("aria-label", label)
                .attr("tabindex", "0");
        }
        self.equation(&math.formula, true);
        self.xml.close_line();
    }

    fn equation(&mut self, equation: &Equation, display: bool) {
        let words = equation.tex.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut math =
            self.xml.open("math").attr("xmlns", "http://www.w3.org/1998/Math/MathML");
        if display {
            math = math.attr("display", "block");
        }
        math.attr("alttext", &words);
        self.xml.open("semantics");
        terms::MathWriter::new(&mut self.xml, display).row(&equation.terms);
        self.xml.open("annotation").attr("encoding", "application/x-tex");
        self.xml.text(&equation.tex);
        self.xml.close();
        self.xml.close();
        self.xml.close();
    }
}

/// Formulas whose LaTeX is longer may be wider than a small screen.
const MAY_SCROLL: usize = 24;
