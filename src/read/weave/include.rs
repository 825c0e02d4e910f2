//! mdBook's directives: `{{#include 文件:2:10}}` and its kin; and the snippets of MkDocs:
//! `--8<-- "文件:2:10"`, alone on its line.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Files, SourceId, SourceMap, Span};

/// How deep files may include one another.
pub(super) const MAX_DEPTH: usize = 8;

/// How much one lesson may include, in bytes; a lesson of a hundred printed pages has a
/// quarter of a megabyte.
const MAX_BYTES: usize = 8 << 20;

/// A directive on a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive<'a> {
    /// Where it stands in the line's text, with its braces.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// The file and the part of it.
    pub(super) argument: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of a file.
    Include,
    /// Lines of a file, whose path counts from the folder of the site.
    Snippet,
    /// A whole file as code.
    Playground,
    /// Something for a site.
    Title,
    /// Not known.
    Other,
}

/// The first directive in a text, from a byte on. One after a backslash is text.
pub(super) fn directive(text: &str, from: usize) -> Option<Directive<'_>> {
    let mut at = from;
    loop {
        let start = at + text[at..].find("{{#")?;
        let end = start + text[start..].find("}}")? + 2;
        if text[..start].ends_with('\\') {
            at = end;
            continue;
        }
        let inner = text[start + 3..end - 2].trim();
        let (name, argument) =
            inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let kind = match name {
            "include" | "rustdoc_include" => Kind::Include,
            "playground" | "playpen" => Kind::Playground,
            "title" => Kind::Title,
            _ => Kind::Other,
        };
        return Some(Directive { range: start..end, kind, argument: argument.trim() });
    }
}

/// The snippet that a line's text is; not one after a semicolon, which is text.
pub(super) fn snippet(text: &str) -> Option<Directive<'_>> {
    let quoted = after_scissors(text)?.trim().strip_prefix('"')?;
    let argument = quoted.strip_suffix('"').filter(|argument| !argument.contains('"'))?;
    Some(Directive { range: 0..text.len(), kind: Kind::Snippet, argument })
}

/// What follows the sign that a text begins with: `--8<--`, of any length.
fn after_scissors(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('-')?.trim_start_matches('-').strip_prefix("8<-")?;
    Some(rest.trim_start_matches('-'))
}

/// Reaches the files that a lesson includes.
pub(super) struct Includes<'a> {
    files: &'a dyn Files,
    /// What diagnostics put before a file's path.
    prefix: &'a str,
    pub(super) sources: &'a mut SourceMap,
    pub(super) diagnostics: &'a mut Diagnostics,
    read: BTreeMap<CoursePath, SourceId>,
    /// How many bytes have been included.
    bytes: usize,
}

/// A part of a file.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) path: CoursePath,
    pub(super) source: SourceId,
    /// Its lines, in bytes.
    pub(super) ranges: Vec<Range<usize>>,
}

impl<'a> Includes<'a> {
    pub(super) fn new(
        files: &'a dyn Files,
        prefix: &'a str,
        sources: &'a mut SourceMap,
        diagnostics: &'a mut Diagnostics,
    ) -> Includes<'a> {
        Includes { files, prefix, sources, diagnostics, read: BTreeMap::new(), bytes: 0 }
    }

    /// The part of a file that an argument such as `a.rs:2:10` names, from a file at
    /// `from`. `None`, and a diagnostic at `span`, if there is none.
    pub(super) fn part(
        &mut self,
        from: &CoursePath,
        argument: &str,
        span: Span,
    ) -> Option<Part> {
        // What follows a space is for mdBook's playground.
        let argument = argument.split_whitespace().next().unwrap_or_default();
        let (reference, lines) = argument.split_once(':').unwrap_or((argument, ""));
        let path = from.parent().join(reference);
        self.lines_of(path, reference, lines, span)
    }

    /// The part of a file that a directive names.
    pub(super) fn named(
        &mut self,
        from: &CoursePath,
        directive: &Directive,
        span: Span,
    ) -> Option<Part> {
        match directive.kind {
            Kind::Snippet => self.snippet(from, directive.argument, span),
            Kind::Include | Kind::Playground | Kind::Title | Kind::Other => {
                self.part(from, directive.argument, span)
            }
        }
    }

    /// The part of a file that a snippet's argument names. Its path counts from the folder
    /// of the site, of which the course may be a part: `docs/a.md` is `a.md` then.
    pub(super) fn snippet(
        &mut self,
        from: &CoursePath,
        argument: &str,
        span: Span,
    ) -> Option<Part> {
        let (reference, lines) = argument.split_once(':').unwrap_or((argument, ""));
        let root = CoursePath::root();
        let within = reference.split_once('/').and_then(|(_, rest)| root.join(rest));
        let places = [root.join(reference), from.parent().join(reference), within];
        let mut places = places.into_iter().flatten();
        let first = places.next();
        let exists = |place: &CoursePath| self.files.exists(place);
        let path = match first {
            Some(first) if !exists(&first) => places.find(exists).or(Some(first)),
            first => first,
        };
        let mut part = self.lines_of(path, reference, lines, span)?;
        let text = self.sources.file(part.source).text();
        part.ranges = without_marks(text, part.ranges);
        Some(part)
    }

    fn lines_of(
        &mut self,
        path: Option<CoursePath>,
        reference: &str,
        lines: &str,
        span: Span,
    ) -> Option<Part> {
        let Some(path) = path.filter(|path| !path.as_str().is_empty()) else {
            let message = format!("`{reference}` lies outside the course");
            self.report(span, message, "copy it into the course's folder");
            return None;
        };
        let source = self.source(&path, span)?;
        let text = self.sources.file(source).text();
        let Some(ranges) = select(text, lines) else {
            let message = format!("`{path}` has no part `{lines}`");
            let help = "give lines as `:2:10`, or the name of an `ANCHOR:` in the file";
            self.report(span, message, help);
            return None;
        };
        self.bytes += ranges.iter().map(|range| range.len() + 1).sum::<usize>();
        if self.bytes > MAX_BYTES {
            let message =
                format!("this lesson includes more than {} MiB", MAX_BYTES >> 20);
            self.report(span, message, "the rest is left out");
            return None;
        }
        Some(Part { path, source, ranges })
    }

    /// Reports what cannot be included.
    pub(super) fn report(&mut self, span: Span, message: String, help: &str) {
        let diagnostic = Diagnostic::warning(Code::MissingInclude, span, message);
        self.diagnostics.push(diagnostic.help(help));
    }

    fn source(&mut self, path: &CoursePath, span: Span) -> Option<SourceId> {
        if let Some(source) = self.read.get(path) {
            return Some(*source);
        }
        let help = "the directive stays as it is written";
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = match error.kind() {
                    ErrorKind::NotFound => format!("there is no file `{path}`"),
                    _ => format!("`{path}` cannot be included: {error}"),
                };
                self.report(span, message, help);
                return None;
            }
        };
        if bytes.len() > MAX_BYTES {
            self.report(span, format!("`{path}` is too large to be included"), help);
            return None;
        }
        let Ok(text) = String::from_utf8(bytes) else {
            self.report(span, format!("`{path}` is not UTF-8 text"), help);
            return None;
        };
        let source = self.sources.add(format!("{}{path}", self.prefix), text);
        self.read.insert(path.clone(), source);
        Some(source)
    }
}

/// The lines that `2`, `2:`, `:10`, `2:10` or the name of an anchor select; all of them
/// if nothing is said.
fn select(text: &str, lines: &str) -> Option<Vec<Range<usize>>> {
    let is_numbers = lines.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    if !is_numbers {
        return anchored(text, lines);
    }
    let number = |digits: &str| digits.parse::<usize>().ok().filter(|number| *number > 0);
    let (first, last) = match lines.split_once(':') {
        None if lines.is_empty() => (1, usize::MAX),
        None => (number(lines)?, number(lines)?),
        Some((first, last)) => (
            if first.is_empty() { 1 } else { number(first)? },
            match last.split(':').next().unwrap_or_default() {
                "" => usize::MAX,
                last => number(last)?,
            },
        ),
    };
    let mut at = 0;
    let mut range: Option<Range<usize>> = None;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let end = at + line.len();
        if (first..=last).contains(&number) {
            range = Some(range.map_or(at, |range| range.start)..end);
        }
        at = end;
    }
    match range {
        None if text.is_empty() && lines.is_empty() => Some(Vec::new()),
        range => range.map(|range| vec![range]),
    }
}

/// A line that marks a part of its file.
enum Mark<'a> {
    /// `ANCHOR: name`, or `--8<-- [start:name]`.
    Start(&'a str),
    /// `ANCHOR_END: name`, or `--8<-- [end:name]`.
    End(&'a str),
}

/// The mark that a line bears.
fn mark(line: &str) -> Option<Mark<'_>> {
    let anchor = |sign: &str| line.split_once(sign)?.1.split_whitespace().next();
    if let Some(name) = anchor("ANCHOR:") {
        return Some(Mark::Start(name));
    }
    if let Some(name) = anchor("ANCHOR_END:") {
        return Some(Mark::End(name));
    }
    section_mark(line)
}

/// The mark of a snippet's section that a line bears.
fn section_mark(line: &str) -> Option<Mark<'_>> {
    let (before, _) = line.split_once("8<-")?;
    let sign = before.trim_end_matches('-').len();
    let inside = after_scissors(&line[sign..])?.trim().strip_prefix('[')?;
    let (kind, name) = inside[..inside.find(']')?].split_once(':')?;
    match kind.trim() {
        "start" => Some(Mark::Start(name.trim())),
        "end" => Some(Mark::End(name.trim())),
        _ => None,
    }
}

/// Ranges of whole lines, without the lines that mark sections.
fn without_marks(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if !text.contains("8<-") {
        return ranges;
    }
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let mut at = range.start;
        for line in text[range].split_inclusive('\n') {
            let line_range = at..at + line.len();
            at = line_range.end;
            if section_mark(line).is_none() {
                push_line(&mut kept, line_range);
            }
        }
    }
    kept
}

/// Adds a line to ranges of lines.
fn push_line(ranges: &mut Vec<Range<usize>>, line: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == line.start => last.end = line.end,
        _ => ranges.push(line),
    }
}

/// The lines between the marks of a name, without lines that bear marks.
fn anchored(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut inside, mut found) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        match mark(line) {
            Some(Mark::Start(begun)) => {
                inside |= begun == name;
                found |= begun == name;
            }
            Some(Mark::End(ended)) => inside &= ended != name,
            None if inside => push_line(&mut ranges, range),
            None => {}
        }
    }
    found.then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(text: &str, lines: &str) -> Option<String> {
        Some(select(text, lines)?.into_iter().map(|range| &text[range]).collect())
    }

    #[test]
    fn lines_are_selected_by_number() {
        let text = "一\n二\n三\n四";
        assert_eq!(selected(text, "").as_deref(), Some(text));
        assert_eq!(selected(text, "2").as_deref(), Some("二\n"));
        assert_eq!(selected(text, "2:3").as_deref(), Some("二\n三\n"));
        assert_eq!(selected(text, ":2").as_deref(), Some("一\n二\n"));
        assert_eq!(selected(text, "3:").as_deref(), Some("三\n四"));
        assert_eq!(selected(text, "9"), None);
        assert_eq!(selected(text, "0"), None);
    }

    #[test]
    fn lines_are_selected_by_an_anchor() {
        let text = "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: y\nd\n// ANCHOR_END: x\ne\n";
        assert_eq!(selected(text, "x").as_deref(), Some("b\nc\nd\n"));
        assert_eq!(selected(text, "y").as_deref(), Some("c\n"));
        assert_eq!(selected(text, "z"), None);
        let text = "a\n# --8<-- [start:x]\nb\n<!-- -8<- [end:x] -->\nc\n";
        assert_eq!(selected(text, "x").as_deref(), Some("b\n"));
        let whole = std::iter::once(0..text.len()).collect();
        let all = without_marks(text, whole);
        assert_eq!(
            all.into_iter().map(|range| &text[range]).collect::<String>(),
            "a\nb\nc\n"
        );
    }

    #[test]
    fn a_snippet_is_a_line_of_its_own() {
        let argument = |text| snippet(text).map(|found| found.argument);
        assert_eq!(argument("--8<-- \"a/b.py:2:3\""), Some("a/b.py:2:3"));
        assert_eq!(argument("-8<- \"a.md\" "), Some("a.md"));
        for text in [";--8<-- \"a\"", "--8<-- a", "--8<--", "8<-- \"a\"", "-8< \"a\""] {
            assert_eq!(argument(text), None, "{text}");
        }
    }

    #[test]
    fn a_directive_after_a_backslash_is_text() {
        let found = directive(r"a \{{#include x}} {{#include y.rs:1}}", 0);
        let found = found.expect("a directive");
        assert_eq!(
            (found.kind, found.argument, found.range.start),
            (Kind::Include, "y.rs:1", 18)
        );
        assert_eq!(directive("{{#include x", 0), None);
    }
}
