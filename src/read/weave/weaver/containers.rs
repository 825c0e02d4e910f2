//! Containers: what begins them, what ends them, and what they take from a line.

use std::ops::Range;

use super::{File, MARK, Open, Shape, Weaver, single};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::weave::container::{self, Container, Kind, Title};
use crate::read::weave::lines::Line;
use crate::read::weave::woven::{Meaning, Woven};
use crate::source::Span;

/// How many containers may enclose one another.
const MAX_OPEN: usize = 12;

impl Weaver<'_> {
    /// The indentation that the innermost indented container asks for.
    pub(super) fn body(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open.shape {
            Shape::Indented { body } => Some(body),
            Shape::Fenced { .. } | Shape::Listed => None,
        })
    }

    /// Ends the containers that a line is not indented enough for.
    pub(super) fn leave_indented(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        while !line.is_blank() && self.body().is_some_and(|body| line.indent() < body) {
            // Whatever was opened inside ends with it.
            while let Some(open) = self.open.pop() {
                self.close(file, line, woven);
                if matches!(open.shape, Shape::Indented { .. }) {
                    break;
                }
                if matches!(open.shape, Shape::Fenced { .. }) {
                    self.warn_unclosed(open.span);
                }
            }
        }
    }

    /// How many columns of indentation the containers take away.
    pub(super) fn taken(&self) -> usize {
        let is_indented = |open: &&Open| matches!(open.shape, Shape::Indented { .. });
        4 * self.open.iter().filter(is_indented).count()
    }

    /// Whether the line begins or ends a container or is a mark by itself; then it has
    /// been woven.
    pub(super) fn boundary(
        &mut self,
        file: &File,
        line: &Line,
        woven: &mut Woven,
    ) -> bool {
        if let Some(meaning) = single(line.text) {
            self.mark(file, line, meaning, woven);
        } else if file.path.extension() == "mdx" && is_import(line.text) {
            self.mark(file, line, Meaning::Nothing, woven);
        } else if let Some(colons) = container::closing(line.text) {
            self.end_fenced(file, line, colons, woven);
        } else if self.open.len() >= MAX_OPEN {
            return false;
        } else if let Some(opening) = container::fenced(line.text) {
            let shape = Shape::Fenced {
                colons: opening.colons,
                has_attributes: opening.has_attributes,
            };
            self.begin(file, line, opening.kind, opening.title, shape, woven);
        } else if let Some((kind, title)) = container::admonition(line.text) {
            let shape = Shape::Indented { body: line.indent() + 4 };
            self.begin(file, line, kind, title, shape, woven);
        } else if let Some(label) = container::tab(line.text) {
            let shape = Shape::Indented { body: line.indent() + 4 };
            self.begin(file, line, Kind::Tab, Some(label), shape, woven);
        } else if let Some(label) = container::tab_line(line.text)
            && !self.open.is_empty()
        {
            if matches!(self.open.last(), Some(Open { shape: Shape::Listed, .. })) {
                self.open.pop();
                self.close(file, line, woven);
            }
            self.begin(file, line, Kind::Tab, Some(label), Shape::Listed, woven);
        } else {
            return false;
        }
        true
    }

    fn begin(
        &mut self,
        file: &File,
        line: &Line,
        kind: Kind,
        title: Option<Range<usize>>,
        shape: Shape,
        woven: &mut Woven,
    ) {
        let title = title.map(|range| Title {
            text: line.text[range.clone()].to_owned(),
            start: line.text_start() + range.start,
        });
        let range = line.text_start()..line.text_end();
        let span = self.includes.sources.file(file.source).span(range.clone());
        let container = Container { kind, title, source: file.source, range };
        let open = Open { mark: woven.marks(), shape, span };
        self.mark(file, line, Meaning::Open(container), woven);
        self.open.push(open);
    }

    /// A line of colons: the end of the innermost container that it can end.
    fn end_fenced(&mut self, file: &File, line: &Line, colons: usize, woven: &mut Woven) {
        let ends = |open: &Open| match open.shape {
            Shape::Fenced { colons: least, has_attributes } => {
                colons >= least || has_attributes
            }
            Shape::Indented { .. } | Shape::Listed => false,
        };
        let Some(index) = self.open.iter().rposition(ends) else {
            let span = self.includes.sources.file(file.source);
            let span = span.span(line.text_start()..line.text_end());
            let message = "no container is open that this line could end";
            self.includes
                .diagnostics
                .push(Diagnostic::warning(Code::UnclosedContainer, span, message).help(
                    "it is left out; a container begins with a name, as `::: tip`",
                ));
            return self.mark(file, line, Meaning::Nothing, woven);
        };
        while self.open.len() > index {
            let open = self.open.pop();
            self.close(file, line, woven);
            // What is inside and still open ends too.
            if let Some(open) = open
                && self.open.len() > index
                && matches!(open.shape, Shape::Fenced { .. })
            {
                self.warn_unclosed(open.span);
            }
        }
    }

    /// What is open when the lesson ends. A line that only looks like the beginning of a
    /// container becomes text again.
    pub(super) fn unclosed(&mut self, open: &Open, woven: &mut Woven) {
        let Shape::Fenced { .. } = open.shape else { return };
        match woven.meaning_mut(open.mark) {
            Some(Meaning::Open(Container { kind: Kind::Unknown(_), .. })) => {
                if let Some(meaning) = woven.meaning_mut(open.mark) {
                    *meaning = Meaning::Text;
                }
            }
            _ => self.warn_unclosed(open.span),
        }
    }

    fn warn_unclosed(&mut self, span: Span) {
        let message = "the container that begins here has no end";
        self.includes.diagnostics.push(
            Diagnostic::warning(Code::UnclosedContainer, span, message)
                .help("put a line of as many colons where it ends"),
        );
    }

    fn close(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        let (signs, blanks) = (line.signs(), self.blanks(line));
        let start = line.range.start;
        self.end_html(file, line, woven);
        woven.replace(&format!("{signs}{blanks}"), file.source, start..start);
        woven.mark(Meaning::Close);
        woven.replace(&format!("{MARK}\n"), file.source, start..start);
    }
}

/// Whether a line brings a component into a page of MDX.
fn is_import(text: &str) -> bool {
    let rest = text.strip_prefix("import ").or_else(|| text.strip_prefix("export "));
    let is_quoted = text.trim_end_matches(';').ends_with(['"', '\'']);
    rest.is_some_and(|rest| {
        is_quoted && (rest.contains(" from ") || rest.starts_with(['"', '\'']))
    })
}
