//! mdBook's directives: `{{#include 文件:2:10}}` and its kin; and the snippets of MkDocs:
//! `--8<-- "文件:2:10"`, alone on its line.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Range;
use std::rc::Rc;

use super::marks::Marks;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Files, SourceFile, SourceId, SourceMap, Span};

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
    /// A snippet after a semicolon, which is text.
    Escaped,
    /// `--8<--` before and after a list of files.
    Block,
    /// Not known.
    Other,
}

impl Kind {
    /// Whether lines of a file stand for the directive.
    pub(super) fn is_of_lines(self) -> bool {
        matches!(self, Kind::Include | Kind::Snippet)
    }
}

/// The directive that a line's text is, and nothing else.
pub(super) fn alone(text: &str) -> Option<Directive<'_>> {
    let found = directive(text, 0).or_else(|| snippet(text));
    found.filter(|directive| directive.range == (0..text.len()))
}

/// What a line's text is in MkDocs that begins with scissors: `--8<-- "a.md"` and its kin.
pub(super) fn snippet(text: &str) -> Option<Directive<'_>> {
    let of = |kind, argument| Some(Directive { range: 0..text.len(), kind, argument });
    if let Some(escaped) = text.strip_prefix(';').filter(|it| it.starts_with('-')) {
        return snippet(escaped).and_then(|_| of(Kind::Escaped, escaped));
    }
    let quoted = after_scissors(text)?.trim();
    if quoted.is_empty() {
        return of(Kind::Block, "");
    }
    let argument = ['"', '\''].into_iter().find_map(|sign| {
        let argument = quoted.strip_prefix(sign)?.strip_suffix(sign)?;
        Some(argument).filter(|argument| !argument.contains(sign))
    })?;
    of(Kind::Snippet, argument)
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

/// What follows the sign that a text begins with: `--8<--`, of any length.
pub(super) fn after_scissors(text: &str) -> Option<&str> {
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
    read: BTreeMap<CoursePath, Rc<Included>>,
    /// How many bytes have been included.
    bytes: usize,
}

/// A file that is included.
struct Included {
    source: SourceId,
    text: Rc<str>,
    marks: Marks,
}

/// A part of a file.
pub(super) struct Part {
    pub(super) path: CoursePath,
    pub(super) source: SourceId,
    /// The text of the whole file.
    pub(super) text: Rc<str>,
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

    /// The part of a file that a directive in a file at `from` names; so many bytes come
    /// `before` each of its lines. `None`, and a diagnostic at `span`, if there is none.
    pub(super) fn named(
        &mut self,
        from: &CoursePath,
        directive: &Directive,
        before: usize,
        span: Span,
    ) -> Option<Part> {
        let is_snippet = directive.kind == Kind::Snippet;
        let argument = match is_snippet {
            true => directive.argument,
            // What follows a space is for mdBook's playground.
            false => directive.argument.split_whitespace().next().unwrap_or_default(),
        };
        if argument.contains("://") {
            let message =
                format!("`{argument}` is on the net, where nothing is fetched from");
            self.report(span, message, "save it in the course's folder");
            return None;
        }
        let (reference, lines) = argument.split_once(':').unwrap_or((argument, ""));
        let path = match is_snippet {
            true => self.of_snippet(from, reference),
            false => from.parent().join(reference),
        };
        let Some(path) = path.filter(|path| !path.as_str().is_empty()) else {
            let message = format!("`{reference}` lies outside the course");
            self.report(span, message, "copy it into the course's folder");
            return None;
        };
        if self.bytes > MAX_BYTES {
            return self.too_much(span);
        }
        let included = self.included(&path, span)?;
        let Included { source, text, marks } = &*included;
        let Some(selected) = select(self.sources.file(*source), marks, lines) else {
            let message = format!("`{path}` has no part `{lines}`");
            let help = "give lines as `:2:10`, or the name of an `ANCHOR:` in the file";
            self.report(span, message, help);
            return None;
        };
        self.bytes += selected.iter().map(|range| range.len() + 1).sum::<usize>();
        if self.bytes > MAX_BYTES {
            return self.too_much(span);
        }
        let ranges: Vec<Range<usize>> = match (is_numbers(lines), is_snippet) {
            (false, _) => marks.without(selected, |_| true),
            (true, true) => marks.without(selected, |mark| mark.is_section),
            (true, false) => selected,
        };
        let count = |range: &Range<usize>| text[range.clone()].matches('\n').count() + 1;
        self.bytes += before * ranges.iter().map(count).sum::<usize>();
        if self.bytes > MAX_BYTES {
            return self.too_much(span);
        }
        Some(Part { path, source: *source, text: text.clone(), ranges })
    }

    /// The file that a snippet names. Its path counts from the folder of the site, of which
    /// the course may be a part: `docs/a.md` is `a.md` then.
    fn of_snippet(&self, from: &CoursePath, reference: &str) -> Option<CoursePath> {
        let root = CoursePath::root();
        let within = reference.split_once('/').and_then(|(_, rest)| root.join(rest));
        let places = [root.join(reference), from.parent().join(reference), within];
        let mut places = places.into_iter().flatten();
        let first = places.next();
        let exists = |place: &CoursePath| self.files.exists(place);
        match first {
            Some(first) if !exists(&first) => places.find(exists).or(Some(first)),
            first => first,
        }
    }

    fn too_much(&mut self, span: Span) -> Option<Part> {
        let message = format!("this lesson includes more than {} MiB", MAX_BYTES >> 20);
        self.report(span, message, "the rest is left out");
        None
    }

    /// Reports what cannot be included.
    pub(super) fn report(&mut self, span: Span, message: String, help: &str) {
        let diagnostic = Diagnostic::warning(Code::MissingInclude, span, message);
        self.diagnostics.push(diagnostic.help(help));
    }

    fn included(&mut self, path: &CoursePath, span: Span) -> Option<Rc<Included>> {
        if let Some(included) = self.read.get(path) {
            return Some(included.clone());
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
        let marks = Marks::of(&text);
        let shared = Rc::from(text.as_str());
        let source = self.sources.add(format!("{}{path}", self.prefix), text);
        let included = Rc::new(Included { source, text: shared, marks });
        self.read.insert(path.clone(), included.clone());
        Some(included)
    }
}

/// Whether what follows a file's path counts lines, and is no name.
fn is_numbers(lines: &str) -> bool {
    lines.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// The lines that `2`, `2:`, `:10`, `2:10` or the name of a part select; all of them if
/// nothing is said.
fn select(file: &SourceFile, marks: &Marks, lines: &str) -> Option<Vec<Range<usize>>> {
    if !is_numbers(lines) {
        return marks.named(file.text(), lines);
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
    match file.lines(first, last) {
        None if file.text().is_empty() && lines.is_empty() => Some(Vec::new()),
        range => range.map(|range| vec![range]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(text: &str, lines: &str) -> Option<String> {
        let mut sources = SourceMap::default();
        let source = sources.add("a", text.into());
        let ranges = select(sources.file(source), &Marks::of(text), lines)?;
        Some(ranges.into_iter().map(|range| &text[range]).collect())
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
    fn a_snippet_is_a_line_of_its_own() {
        let read = |text| snippet(text).map(|found| (found.kind, found.argument));
        let of = |argument| Some((Kind::Snippet, argument));
        assert_eq!(read("--8<-- \"a/b.py:2:3\""), of("a/b.py:2:3"));
        assert_eq!(read("-8<- \"a.md\" "), of("a.md"));
        assert_eq!(read("--8<-- 'a.md'"), of("a.md"));
        assert_eq!(read(";--8<-- \"a\""), Some((Kind::Escaped, "--8<-- \"a\"")));
        assert_eq!(read("--8<--"), Some((Kind::Block, "")));
        for text in [";;--8<-- \"a", "--8<-- a", "8<-- \"a\"", "-8< \"a\""] {
            assert_eq!(read(text), None, "{text}");
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
