//! Diagrams are drawn, or stay as they were typed.

use super::Settler;
use crate::diagnostic::{Code as Problem, Diagnostic};
use crate::document::{Block, Code, CodeText, DiagramText, Settled};

impl Settler<'_> {
    /// What becomes of a diagram.
    pub(super) fn diagram(&mut self, diagram: DiagramText) -> Block<Settled> {
        let DiagramText { span, notation, info, text } = diagram;
        let message = format!("diagrams in {} are not drawn yet", notation.name());
        self.diagnostics.push(
            Diagnostic::warning(Problem::NotYetSupported, span.start(), message)
                .help("its source is shown as code"),
        );
        let mut code = self.listing(CodeText { info, text }, span);
        code.language.get_or_insert_with(|| notation.name().into());
        Block::Code(Code { span, code })
    }
}
