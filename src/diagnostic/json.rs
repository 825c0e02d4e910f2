//! Diagnostics for machines: one JSON object a line.

use serde::Serialize;

use super::Diagnostic;
use crate::source::SourceMap;

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

/// One JSON object a line, in the order given.
pub fn render_json(diagnostics: &[&Diagnostic], sources: &SourceMap) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.span.map(|span| {
            let (path, position) = sources.locate(span);
            Place { path, line: position.line, column: position.column }
        });
        let record = Record {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            place,
        };
        // Strings and numbers always serialise.
        text.push_str(&serde_json::to_string(&record).unwrap_or_default());
        text.push('\n');
    }
    text
}
