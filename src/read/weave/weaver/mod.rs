//! Walks over the lines of a lesson and weaves its text.

mod containers;
mod directives;
mod formulas;
mod items;
mod tables;

pub(super) use formulas::formula;

use std::ops::Range;
use std::rc::Rc;

use self::items::Items;
use super::include::{self, Includes};
use super::lines::{Fence, Line, Place, lines};
use super::woven::{Meaning, Woven};
use super::{Lesson, container};
use crate::source::{CoursePath, SourceId, Span};

/// What stands where a container begins or ends: it ends what is before it, as any HTML
/// does, and says nothing.
pub(in crate::read) const MARK: &str = "<!---->";

/// What stands where a formula stands: nothing in it can be anything else to a parser.
pub(in crate::read) const FORMULA: &str = "`$`";

/// How many lines a diagram between lines of colons may have.
const MAX_DIAGRAM_LINES: usize = 1000;

/// Weaves one lesson.
pub(super) struct Weaver<'a> {
    includes: Includes<'a>,
    /// The containers that are open, the innermost last.
    open: Vec<Open>,
    /// Whether an HTML comment is open.
    comment: bool,
    /// Whether the lines since the last blank one may be a block of HTML, which only
    /// another blank line ends (CommonMark 0.31.2, 4.6).
    html: bool,
    /// The end tag of a block of HTML that goes on over blank lines up to it.
    verbatim: Option<&'static str>,
    items: Items,
    depth: usize,
}

/// Elements whose blocks of HTML end only with their end tag (CommonMark 0.31.2, 4.6).
const VERBATIM: [(&str, &str); 4] = [
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// A container that is open.
struct Open {
    /// The index of its mark.
    mark: usize,
    shape: Shape,
    span: Span,
}

enum Shape {
    /// Ends at a line of at least so many colons.
    Fenced { colons: usize, has_attributes: bool },
    /// Ends where a line is indented less than so many columns.
    Indented { body: usize },
    /// A tab between lines of `@tab`: ends at the next of them, or with its container.
    Listed,
}

/// A file while it is woven.
struct File<'t> {
    path: &'t CoursePath,
    source: SourceId,
    text: &'t str,
}

impl<'a> Weaver<'a> {
    pub(super) fn new(includes: Includes<'a>) -> Weaver<'a> {
        Weaver {
            includes,
            open: Vec::new(),
            comment: false,
            html: false,
            verbatim: None,
            items: Items::default(),
            depth: 0,
        }
    }

    /// The text of a lesson.
    pub(super) fn weave(mut self, lesson: &Lesson) -> Woven {
        let mut woven = Woven::new(lesson.source);
        let body = std::slice::from_ref(&lesson.body);
        let text: Rc<str> = self.includes.sources.file(lesson.source).text().into();
        let file = File { path: lesson.path, source: lesson.source, text: &text };
        self.part(&file, body, Place::default(), &mut woven);
        while let Some(open) = self.open.pop() {
            self.unclosed(&open, &mut woven);
        }
        woven
    }

    /// The lines of a file at some ranges, where another includes it.
    fn part(
        &mut self,
        file: &File,
        ranges: &[Range<usize>],
        place: Place,
        woven: &mut Woven,
    ) {
        let ranges = ranges.iter().cloned();
        let lines: Vec<Line> =
            ranges.flat_map(|range| lines(file.text, range, place)).collect();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += self.line(file, &lines[at..], line, woven).max(1);
        }
    }

    /// Weaves what begins with `line`, the first of `rest`; gives the number of lines.
    fn line(
        &mut self,
        file: &File,
        rest: &[Line],
        line: &Line,
        woven: &mut Woven,
    ) -> usize {
        self.leave_indented(file, line, woven);
        if let Some(end) = self.verbatim.or_else(|| self.begun_verbatim(line)) {
            let is_last = line.text.to_ascii_lowercase().contains(end);
            self.verbatim = Some(end).filter(|_| !is_last);
            self.with_directives(file, line, woven);
            return 1;
        }
        let taken = self.taken();
        let beyond = self.items.note(line, taken);
        if self.comment || line.text.starts_with("<!--") {
            self.comment = !line.text.contains("-->");
            self.copy_line(file, line, woven);
            return 1;
        }
        if line.is_blank() {
            self.html = false;
            self.copy_line(file, line, woven);
            return 1;
        }
        if let Some(fence) = Fence::open(line) {
            return self.code_block(file, rest, fence, woven);
        }
        if let Some(count) = self.diagram(file, rest, woven) {
            return count;
        }
        if self.boundary(file, line, woven) {
            return 1;
        }
        if let Some(count) = self.formula_block(file, rest, woven) {
            return count;
        }
        if let Some(directive) = include::alone(line.text) {
            self.directive_line(file, line, &directive, woven);
            return 1;
        }
        // A paragraph, as far as formulas are concerned: they may go over line ends.
        let after = rest.windows(2).take_while(|pair| {
            // Lines may be left out between them.
            pair[0].range.end == pair[1].range.start && self.continues(&pair[1])
        });
        let count = 1 + after.count();
        let lines = &rest[..count];
        let mut beyond = vec![beyond];
        beyond.extend(lines[1..].iter().map(|line| self.items.note(line, taken)));
        self.paragraph(file, lines, &beyond, woven);
        self.html |= lines.iter().any(|line| line.text.starts_with('<'));
        count
    }

    /// The end tag of the block of HTML that a line begins, if that goes on up to it.
    fn begun_verbatim(&self, line: &Line) -> Option<&'static str> {
        // In a quotation or an item it ends with that.
        let is_inside = self.html || line.quotes() > 0 || line.indent() > 0;
        if self.comment || is_inside || !line.text.starts_with('<') {
            return None;
        }
        let begun = VERBATIM.iter().find(|(start, _)| {
            let (name, rest) =
                line.text.split_at_checked(start.len()).unwrap_or_default();
            name.eq_ignore_ascii_case(start)
                && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
        });
        begun.map(|(_, end)| *end)
    }

    /// Whether a line can belong to the paragraph of the line before it.
    fn continues(&self, line: &Line) -> bool {
        let text = line.text;
        let is_special = line.is_blank()
            || text.starts_with(":::")
            || text.starts_with("$$")
            || text.starts_with(r"\[")
            || text.starts_with(r"\\[")
            || text.starts_with("{{#")
            || include::snippet(text).is_some()
            || text.starts_with("<!--")
            || self.begun_verbatim(line).is_some()
            || text.starts_with("@tab")
            || Fence::open(line).is_some()
            || container::admonition(text).is_some()
            || container::tab(text).is_some()
            || single(text).is_some();
        let leaves = self.body().is_some_and(|body| line.indent() < body);
        !is_special && !leaves
    }

    /// A line that is nothing but a mark.
    fn mark(&mut self, file: &File, line: &Line, meaning: Meaning, woven: &mut Woven) {
        let blanks = self.blanks(line);
        let start = line.range.start;
        self.end_html(file, line, woven);
        let before = format!("{}{blanks}", line.signs());
        woven.replace(&before, file.source, start..line.text_start());
        woven.mark(meaning);
        woven.replace(
            &format!("{MARK}\n"),
            file.source,
            line.text_start()..line.range.end,
        );
    }

    /// A blank line before a mark, where the mark would be a part of HTML.
    fn end_html(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        if std::mem::take(&mut self.html) {
            let start = line.range.start;
            woven.replace(&format!("{}\n", line.signs()), file.source, start..start);
        }
    }

    /// The white space that is left before a line.
    fn blanks(&self, line: &Line) -> String {
        " ".repeat(line.indent().saturating_sub(self.taken()))
    }

    /// A line as it is, but for the indentation that its containers take away.
    fn copy_line(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        self.copy_start(file, line, woven);
        let start = line.text_start();
        woven.copy(&file.text[start..line.range.end], file.source, start);
    }

    /// What stands before a line's text.
    fn copy_start(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        let (start, source) = (line.range.start, file.source);
        let quoted = start + line.quote.len();
        let signs = line.signs();
        match signs == line.quote {
            true => woven.copy(line.quote, source, start),
            false => woven.replace(&signs, source, start..quoted),
        }
        let (before, taken) = (line.place_columns(), self.taken());
        if before > taken && !line.is_blank() {
            woven.replace(&" ".repeat(before - taken), source, quoted..quoted);
        }
        if taken <= before {
            return woven.copy(line.blanks, source, quoted);
        }
        let left = line.indent().saturating_sub(taken);
        woven.replace(&" ".repeat(left), source, quoted..line.text_start());
    }

    /// A code block up to its end or that of its file, in which directives may stand.
    /// Nothing that they include ends it.
    fn code_block(
        &mut self,
        file: &File,
        rest: &[Line],
        fence: Fence,
        woven: &mut Woven,
    ) -> usize {
        let end = rest[1..].iter().position(|line| fence.is_closed_by(line));
        let end = end.map_or(rest.len(), |index| index + 1);
        let mut code = Woven::new(file.source);
        rest[1..end].iter().for_each(|line| self.with_directives(file, line, &mut code));
        let length = fence_length(code.text(), fence.sign, fence.length);
        let more = fence.sign.to_string().repeat(length - fence.length);
        let first = &rest[0];
        self.fence_line(file, first, fence.start, &more, woven);
        woven.append(code);
        let Some(last) = rest.get(end) else {
            // The file that includes this one goes on.
            if self.depth > 0 {
                let end = file.text.len();
                woven.end_line(file.source, end..end);
                let blanks = self.blanks(first);
                let signs = fence.sign.to_string().repeat(length);
                let line = format!("{}{blanks}{signs}\n", first.signs());
                woven.replace(&line, file.source, end..end);
            }
            return rest.len();
        };
        self.fence_line(file, last, 0, &more, woven);
        end + 1
    }

    /// A line with a fence, which begins at a byte of its text and becomes so much longer.
    fn fence_line(
        &mut self,
        file: &File,
        line: &Line,
        start: usize,
        more: &str,
        woven: &mut Woven,
    ) {
        if more.is_empty() {
            return self.copy_line(file, line, woven);
        }
        self.copy_start(file, line, woven);
        let text = line.text_start();
        let fence = text + start;
        woven.copy(&file.text[text..fence], file.source, text);
        woven.replace(more, file.source, fence..fence);
        woven.copy(&file.text[fence..line.range.end], file.source, fence);
    }

    /// A diagram between `::: mermaid` and a line of colons: a code block by another name.
    fn diagram(
        &mut self,
        file: &File,
        rest: &[Line],
        woven: &mut Woven,
    ) -> Option<usize> {
        let first = &rest[0];
        let colons = container::diagram(first.text)?;
        let closes =
            |line: &Line| container::closing(line.text).is_some_and(|n| n >= colons);
        let end = rest.iter().take(MAX_DIAGRAM_LINES).position(closes)?;
        let code = &file.text[first.range.end..rest[end].range.start];
        let fence = "`".repeat(fence_length(code, '`', 3));
        self.end_html(file, first, woven);
        for (line, name) in [(first, "mermaid"), (&rest[end], "")] {
            if line.range == rest[end].range {
                rest[1..end].iter().for_each(|line| self.copy_line(file, line, woven));
            }
            let before = format!("{}{}", line.signs(), self.blanks(line));
            let (start, text) = (line.range.start, line.text_start());
            woven.replace(&before, file.source, start..text);
            let fence_line = format!("{fence}{name}\n");
            woven.replace(&fence_line, file.source, text..line.range.end);
        }
        Some(end + 1)
    }
}

/// The length of a fence that nothing in a code ends, at least `least`.
fn fence_length(code: &str, sign: char, least: usize) -> usize {
    let longest = code.split(|c| c != sign).map(str::len).max();
    least.max(longest.unwrap_or_default() + 1)
}

/// What a line means that is a mark by itself.
fn single(text: &str) -> Option<Meaning> {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "${toc}" => {
            Some(Meaning::Contents)
        }
        r"\newpage" | r"\pagebreak" | r"\clearpage" => Some(Meaning::PageBreak),
        _ => None,
    }
}
