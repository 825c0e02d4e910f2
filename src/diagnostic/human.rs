//! Diagnostics for people.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::SourceMap;

/// The diagnostics as shown in a terminal, in the order given, with the author's lines.
///
/// `width` is the terminal's, in columns; `color` adds ANSI colours.
pub fn render_human(
    diagnostics: &[&Diagnostic],
    sources: &SourceMap,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Hint => Level::NOTE.with_name("hint"),
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title =
        level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let file = sources.file(span.source());
        let annotation =
            AnnotationKind::Primary.span(first_line(file.slice(span), span.range()));
        let snippet =
            Snippet::source(file.text()).path(file.path()).annotation(annotation);
        group = group.element(snippet);
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// A span over many lines would fill the screen: its first line says enough.
fn first_line(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    range.start..range.start + length
}
