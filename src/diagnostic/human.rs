//! Diagnostics for people.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::gather::{Repeated, Rest, gather};
use super::{Diagnostic, Severity};
use crate::source::{SourceMap, Span};

/// How many other places are named where the same is true of many.
const NAMED_PLACES: usize = 3;

/// The diagnostics as shown in a terminal, in the order given, with the author's lines.
/// Those that say the same are shown once; of many of one kind, the later ones are only
/// listed below all others.
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
    let (shown, rests) = gather(diagnostics);
    let mut text = String::new();
    for repeated in shown {
        let others = others(&repeated, sources);
        let group = group(repeated.first, others.as_deref(), sources);
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    for rest in rests {
        let count =
            rest.listed.iter().map(|repeated| 1 + repeated.others.len()).sum::<usize>();
        let message = format!("{} more of this kind", count + rest.beyond);
        let title = level(rest.severity).primary_title(message).id(rest.code.name());
        text.push_str(&renderer.render(&[Group::with_title(title)]));
        text.push('\n');
        list(&rest, sources, &mut text);
        text.push('\n');
    }
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Hint => Level::NOTE.with_name("hint"),
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    others: Option<&'a str>,
    sources: &'a SourceMap,
) -> Group<'a> {
    let title = level(diagnostic.severity)
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        group = group.element(snippet(span, sources));
    }
    if let Some(others) = others {
        group = group.element(Level::NOTE.message(others));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The first line of a span, which says enough: many lines would fill the screen. Only
/// that line goes to the renderer, which reads all that it gets.
fn snippet(span: Span, sources: &SourceMap) -> Snippet<'_, Annotation<'_>> {
    let file = sources.file(span.source());
    let text = file.text();
    let Range { start, end } = span.range();
    let end = file.slice(span).find(['\n', '\r']).map_or(end, |length| start + length);
    let line = text[..start].rfind('\n').map_or(0, |before| before + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    Snippet::source(&text[line..line_end])
        .path(file.path())
        .line_start(file.position(line).line)
        .annotation(AnnotationKind::Primary.span(start - line..end - line))
}

/// Where else the same is true.
fn others(repeated: &Repeated, sources: &SourceMap) -> Option<String> {
    let places: Vec<Span> =
        repeated.others.iter().filter_map(|other| other.span).collect();
    if places.is_empty() {
        return None;
    }
    let files: BTreeSet<_> =
        places.iter().chain(&repeated.first.span).map(|span| span.source()).collect();
    let named = places.iter().take(NAMED_PLACES).map(|span| place(*span, sources));
    let named = named.collect::<Vec<_>>().join(", ");
    let count = places.len();
    Some(match (count <= NAMED_PLACES, files.len()) {
        (true, _) => format!("the same at {named}"),
        (false, 1) => format!("the same at {count} more places: {named}, …"),
        (false, files) => {
            format!("the same at {count} more places in {files} files: {named}, …")
        }
    })
}

/// A line for each.
fn list(rest: &Rest, sources: &SourceMap, text: &mut String) {
    for Repeated { first, others } in &rest.listed {
        let more = match others.len() {
            0 => String::new(),
            count => format!(" (and {count} more)"),
        };
        let place = first.span.map(|span| format!("{}: ", place(span, sources)));
        let place = place.unwrap_or_default();
        text.push_str(&format!("  {place}{}{more}\n", first.message));
    }
    if rest.beyond > 0 {
        let beyond = rest.beyond;
        text.push_str(&format!("  and {beyond} others; `--messages json` lists all\n"));
    }
}

fn place(span: Span, sources: &SourceMap) -> String {
    let (path, at) = sources.locate(span);
    format!("{path}:{}", at.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostics};

    /// What is shown of a warning of a kind at each of these places, with such a message.
    fn shown(count: usize, message: impl Fn(usize) -> String) -> String {
        let mut sources = SourceMap::default();
        let mut diagnostics = Diagnostics::default();
        for number in 0..count {
            let id = sources.add(format!("{number}.md"), "标题: 一\n".into());
            let span = sources.file(id).span(0..6);
            let code = Code::UnknownKey;
            diagnostics.push(Diagnostic::warning(code, span, message(number)).help("改"));
        }
        render_human(&diagnostics.sorted(), &sources, false, 100)
    }

    #[test]
    fn what_is_the_same_everywhere_is_said_once() {
        let text = shown(40, |_| "不认识".into());
        assert_eq!(text.matches("不认识").count(), 1, "{text}");
        let places = "the same at 39 more places in 40 files: 1.md:1, 2.md:1, 3.md:1, …";
        assert!(text.contains(places), "{text}");
        assert!(text.contains("0.md:1:1") && text.contains("标题: 一"), "{text}");
    }

    #[test]
    fn of_one_kind_the_first_are_shown_and_the_others_listed() {
        let text = shown(120, |number| format!("不认识 {number}"));
        assert_eq!(text.matches("标题: 一").count(), 8, "{text}");
        assert!(text.contains("warning[unknown-key]: 112 more of this kind"), "{text}");
        assert!(text.contains("\n  8.md:1: 不认识 8\n"), "{text}");
        assert!(
            text.contains("\n  and 12 others; `--messages json` lists all\n"),
            "{text}"
        );
    }
}
