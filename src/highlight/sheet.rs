//! Collects coloured stretches of code into lines.

use crate::document::{CodeLine, TokenClass};

/// A listing under construction.
#[derive(Default)]
pub(super) struct Sheet {
    lines: Vec<CodeLine>,
}

impl Sheet {
    /// Adds `text`, which may hold any number of line breaks.
    pub(super) fn push(&mut self, class: TokenClass, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut parts = text.split('\n');
        if self.lines.is_empty() {
            self.lines.push(CodeLine::default());
        }
        if let (Some(part), Some(line)) = (parts.next(), self.lines.last_mut()) {
            line.push(class, part);
        }
        for part in parts {
            let mut line = CodeLine::default();
            line.push(class, part);
            self.lines.push(line);
        }
    }

    /// The lines. A line break at the very end closes the last line and opens no other.
    pub(super) fn finish(mut self) -> Vec<CodeLine> {
        if self.lines.last().is_some_and(|line| line.tokens.is_empty()) {
            self.lines.pop();
        }
        self.lines
    }
}

/// `text` as lines without colours.
pub(super) fn plain(text: &str) -> Vec<CodeLine> {
    let mut sheet = Sheet::default();
    sheet.push(TokenClass::Plain, text);
    sheet.finish()
}
