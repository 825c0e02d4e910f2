//! Formulas are understood, or stay as they were typed.

use super::Settler;
use crate::document::{Block, Equation, Inline, Math, Settled, Written};

impl Settler<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: Math<Written>) -> Inline<Settled> {
        let Math { span, formula: tex } = math;
        Inline::Math(Math { span, formula: Equation { tex } })
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: Math<Written>) -> Block<Settled> {
        let Math { span, formula: tex } = math;
        Block::Math(Math { span, formula: Equation { tex } })
    }
}
