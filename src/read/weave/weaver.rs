//! Walks over the lines of a lesson and weaves its text.

use std::ops::Range;
use std::rc::Rc;

use super::Lesson;
use super::container::{self, Container, Kind, Title};
use super::formula;
use super::include::{self, Includes, MAX_DEPTH};
use super::lines::{Fence, Line, columns, lines};
use super::woven::{Meaning, Woven};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{CoursePath, SourceId, Span};

/// What stands where a container begins or ends: it ends what is before it, as any HTML
/// does, and says nothing.
pub(in crate::read) const MARK: &str = "<!---->";

/// What stands where a formula stands: nothing in it can be anything else to a parser.
pub(in crate::read) const FORMULA: &str = "`$`";

/// How many containers may enclose one another.
const MAX_OPEN: usize = 12;

/// How many lines a diagram between lines of colons may have.
const MAX_DIAGRAM_LINES: usize = 1000;

/// How many lines a formula between lines of `$$` may have.
const MAX_FORMULA_LINES: usize = 400;

/// Weaves one lesson.
pub(super) struct Weaver<'a> {
    includes: Includes<'a>,
    /// The containers that are open, the innermost last.
    open: Vec<Open>,
    /// The code block that is open.
    fence: Option<Fence>,
    /// Whether an HTML comment is open.
    comment: bool,
    /// Whether the lines since the last blank one may be a block of HTML, which only
    /// another blank line ends (CommonMark 0.31.2, 4.6).
    html: bool,
    depth: usize,
}

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
            fence: None,
            comment: false,
            html: false,
            depth: 0,
        }
    }

    /// The text of a lesson.
    pub(super) fn weave(mut self, lesson: &Lesson) -> Woven {
        let mut woven = Woven::new(lesson.source);
        let body = std::slice::from_ref(&lesson.body);
        self.part(lesson.path, lesson.source, body, &mut woven);
        while let Some(open) = self.open.pop() {
            self.unclosed(&open, &mut woven);
        }
        woven
    }

    fn part(
        &mut self,
        path: &CoursePath,
        source: SourceId,
        ranges: &[Range<usize>],
        woven: &mut Woven,
    ) {
        // Files that are included join the sources meanwhile.
        let text: Rc<str> = self.includes.sources.file(source).text().into();
        let file = File { path, source, text: &text };
        for range in ranges {
            self.lines(&file, &lines(&text, range.clone()), woven);
        }
    }

    fn lines(&mut self, file: &File, lines: &[Line], woven: &mut Woven) {
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
        if self.fence.is_none() {
            self.leave_indented(file, line, woven);
        }
        if let Some(fence) = self.fence {
            if fence.is_closed_by(line) {
                self.fence = None;
            }
            self.with_directives(file, line, woven);
            return 1;
        }
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
            self.fence = Some(fence);
            self.copy_line(file, line, woven);
            return 1;
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
        let alone = include::directive(line.text, 0)
            .filter(|directive| directive.range == (0..line.text.len()));
        if let Some(directive) = alone {
            self.directive_line(file, line, &directive, woven);
            return 1;
        }
        // A paragraph, as far as formulas are concerned: they may go over line ends.
        let count = 1 + rest[1..].iter().take_while(|line| self.continues(line)).count();
        self.html |= rest[..count].iter().any(|line| line.text.starts_with('<'));
        self.paragraph(file, &rest[..count], woven);
        count
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
            || text.starts_with("<!--")
            || text.starts_with("@tab")
            || Fence::open(line).is_some()
            || container::admonition(text).is_some()
            || container::tab(text).is_some()
            || single(text).is_some();
        let leaves = self.body().is_some_and(|body| line.indent() < body);
        !is_special && !leaves
    }

    /// The indentation that the innermost indented container asks for.
    fn body(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open.shape {
            Shape::Indented { body } => Some(body),
            Shape::Fenced { .. } | Shape::Listed => None,
        })
    }

    /// Ends the containers that a line is not indented enough for.
    fn leave_indented(&mut self, file: &File, line: &Line, woven: &mut Woven) {
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
    fn taken(&self) -> usize {
        let is_indented = |open: &&Open| matches!(open.shape, Shape::Indented { .. });
        4 * self.open.iter().filter(is_indented).count()
    }

    /// Whether the line begins or ends a container or is a mark by itself; then it has
    /// been woven.
    fn boundary(&mut self, file: &File, line: &Line, woven: &mut Woven) -> bool {
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
    fn unclosed(&mut self, open: &Open, woven: &mut Woven) {
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
        let (quote, blanks) = (line.quote, self.blanks(line));
        let start = line.range.start;
        self.end_html(file, line, woven);
        woven.replace(&format!("{quote}{blanks}"), file.source, start..start);
        woven.mark(Meaning::Close);
        woven.replace(&format!("{MARK}\n"), file.source, start..start);
    }

    /// A line that is nothing but a mark.
    fn mark(&mut self, file: &File, line: &Line, meaning: Meaning, woven: &mut Woven) {
        let blanks = self.blanks(line);
        let start = line.range.start;
        self.end_html(file, line, woven);
        let before = format!("{}{blanks}", line.quote);
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
            woven.replace(&format!("{}\n", line.quote), file.source, start..start);
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
        let start = line.range.start;
        let taken = self.taken();
        if taken == 0 {
            let text = &file.text[start..line.text_start()];
            return woven.copy(text, file.source, start);
        }
        woven.copy(line.quote, file.source, start);
        let left = columns(line.blanks).saturating_sub(taken);
        let blanks = start + line.quote.len()..line.text_start();
        woven.replace(&" ".repeat(left), file.source, blanks);
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
        let longest = rest[1..end].iter().map(|line| longest_run(line.text)).max();
        let fence = "`".repeat(3.max(longest.unwrap_or_default() + 1));
        self.end_html(file, first, woven);
        for (line, name) in [(first, "mermaid"), (&rest[end], "")] {
            if line.range == rest[end].range {
                rest[1..end].iter().for_each(|line| self.copy_line(file, line, woven));
            }
            let before = format!("{}{}", line.quote, self.blanks(line));
            let (start, text) = (line.range.start, line.text_start());
            woven.replace(&before, file.source, start..text);
            let fence_line = format!("{fence}{name}\n");
            woven.replace(&fence_line, file.source, text..line.range.end);
        }
        Some(end + 1)
    }

    /// A formula between lines that begin with `$$` or `\[`.
    fn formula_block(
        &mut self,
        file: &File,
        rest: &[Line],
        woven: &mut Woven,
    ) -> Option<usize> {
        let first = &rest[0];
        let (open, close) = [("$$", "$$"), (r"\\[", r"\\]"), (r"\[", r"\]")]
            .into_iter()
            .find(|(open, _)| first.text.starts_with(open))?;
        let mut tex = String::new();
        for (index, line) in rest.iter().take(MAX_FORMULA_LINES).enumerate() {
            let said = if index == 0 { &line.text[open.len()..] } else { line.text };
            let Some(end) = said.find(close) else {
                tex.push_str(said);
                tex.push('\n');
                continue;
            };
            // A label may follow: `$$ {#eq:one}`, `$$ (1)`.
            let after = said[end + close.len()..].trim();
            let is_whole =
                after.is_empty() || after.starts_with('{') && after.ends_with('}');
            tex.push_str(&said[..end]);
            // Lines of `$$` far apart with sentences between them are two beginnings.
            let is_far =
                tex.contains("\n\n") && formula::has_ideograph_outside_text(&tex);
            let is_formula = is_whole
                && !is_far
                && !tex.trim().is_empty()
                && (open == "$$"
                    || formula::find(&format!(r"\[{}\]", tex.trim())).len() == 1);
            if !is_formula {
                return None;
            }
            let last = line.range.end;
            let before = format!("{}{}", first.quote, self.blanks(first));
            let start = first.text_start();
            self.end_html(file, first, woven);
            woven.replace(&before, file.source, first.range.start..start);
            woven.mark(Meaning::DisplayFormula(tex.trim().to_owned()));
            woven.replace(&format!("{MARK}\n"), file.source, start..last);
            return Some(index + 1);
        }
        None
    }

    /// Lines of text, in which formulas may stand.
    fn paragraph(&mut self, file: &File, lines: &[Line], woven: &mut Woven) {
        let Some((start, end)) =
            lines.first().zip(lines.last()).map(|(a, b)| (a.range.start, b.range.end))
        else {
            return;
        };
        let text = &file.text[start..end];
        let mut formulas =
            match ["$", r"\(", r"\["].iter().any(|sign| text.contains(sign)) {
                true => formula::find(text),
                false => Vec::new(),
            }
            .into_iter()
            .peekable();
        // Where the last formula ended, which may be on a later line than it began.
        let mut done = start;
        for line in lines {
            let mut at = line.text_start();
            if done > line.range.start {
                at = done.min(line.range.end);
            } else {
                self.copy_start(file, line, woven);
                if is_bare_colon(line.text) {
                    woven.replace("\\", file.source, at..at);
                }
            }
            while let Some(found) =
                formulas.next_if(|found| start + found.range.start < line.range.end)
            {
                let range = start + found.range.start..start + found.range.end;
                self.text(file, at..range.start, woven);
                // Its backticks must not join others.
                if woven.text().ends_with('`') {
                    woven.replace(MARK, file.source, range.start..range.start);
                }
                let tex = text[found.tex].trim().to_owned();
                woven.mark(match found.display {
                    true => Meaning::DisplayFormula(tex),
                    false => Meaning::Formula(tex),
                });
                woven.replace(FORMULA, file.source, range.clone());
                if file.text[range.end..].starts_with('`') {
                    woven.replace(MARK, file.source, range.end..range.end);
                }
                done = range.end;
                at = done.min(line.range.end);
            }
            self.text(file, at..line.range.end, woven);
        }
    }

    /// Text of a line, in which directives may stand.
    fn text(&mut self, file: &File, range: Range<usize>, woven: &mut Woven) {
        let mut at = range.start;
        let text = &file.text[range.clone()];
        while let Some(directive) = include::directive(text, at - range.start) {
            let place =
                range.start + directive.range.start..range.start + directive.range.end;
            woven.copy(&file.text[at..place.start], file.source, at);
            self.insert(file, &directive, place.clone(), woven);
            at = place.end;
        }
        woven.copy(&file.text[at..range.end], file.source, at);
    }

    /// A line of code, in which directives may stand.
    fn with_directives(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        if !line.text.contains("{{#") {
            return self.copy_line(file, line, woven);
        }
        self.copy_start(file, line, woven);
        self.text(file, line.text_start()..line.range.end, woven);
    }

    /// What a directive inside a line stands for.
    fn insert(
        &mut self,
        file: &File,
        directive: &include::Directive,
        place: Range<usize>,
        woven: &mut Woven,
    ) {
        let span = self.includes.sources.file(file.source).span(place.clone());
        match directive.kind {
            include::Kind::Include => {
                let part = self.includes.part(file.path, directive.argument, span);
                let Some(part) = part else {
                    return woven.copy(
                        &file.text[place.clone()],
                        file.source,
                        place.start,
                    );
                };
                let text: Rc<str> = self.includes.sources.file(part.source).text().into();
                let last = part.ranges.len().saturating_sub(1);
                for (index, range) in part.ranges.into_iter().enumerate() {
                    let mut lines = &text[range.clone()];
                    // The line goes on after the directive.
                    if index == last {
                        lines = lines.strip_suffix('\n').unwrap_or(lines);
                        lines = lines.strip_suffix('\r').unwrap_or(lines);
                    }
                    woven.copy(lines, part.source, range.start);
                }
            }
            include::Kind::Title => woven.replace("", file.source, place),
            include::Kind::Playground | include::Kind::Other => {
                woven.copy(&file.text[place.clone()], file.source, place.start);
            }
        }
    }

    /// A line that is nothing but a directive: what is included is woven too.
    fn directive_line(
        &mut self,
        file: &File,
        line: &Line,
        directive: &include::Directive,
        woven: &mut Woven,
    ) {
        let place = line.text_start()..line.text_end();
        let span = self.includes.sources.file(file.source).span(place);
        match directive.kind {
            include::Kind::Include if self.depth < MAX_DEPTH => {
                if let Some(part) =
                    self.includes.part(file.path, directive.argument, span)
                {
                    self.depth += 1;
                    self.part(&part.path, part.source, &part.ranges, woven);
                    self.depth -= 1;
                    return woven.replace(
                        "\n",
                        file.source,
                        line.text_end()..line.range.end,
                    );
                }
            }
            include::Kind::Include => {
                let message =
                    format!("files include one another more than {MAX_DEPTH} deep");
                self.includes.report(
                    span,
                    message,
                    "the directive stays as it is written",
                );
            }
            include::Kind::Playground => {
                if let Some(part) =
                    self.includes.part(file.path, directive.argument, span)
                {
                    return self.playground(file, line, part, woven);
                }
            }
            include::Kind::Title => {
                return self.mark(file, line, Meaning::Nothing, woven);
            }
            include::Kind::Other => {
                let message = "this directive is not known";
                self.includes.report(
                    span,
                    message.into(),
                    "it stays as it is written; include, rustdoc_include, playground and \
                     title are known",
                );
            }
        }
        self.copy_line(file, line, woven);
    }

    /// A whole file as a code block.
    fn playground(
        &mut self,
        file: &File,
        line: &Line,
        part: include::Part,
        woven: &mut Woven,
    ) {
        let text: Rc<str> = self.includes.sources.file(part.source).text().into();
        let fence = "`".repeat(3.max(longest_run(&text) + 1));
        let language = part.path.extension();
        let place = line.range.clone();
        woven.replace(
            &format!("{fence}{language}\n"),
            file.source,
            place.start..place.end,
        );
        for range in part.ranges {
            woven.copy(&text[range.clone()], part.source, range.start);
        }
        let line_end = if text.ends_with('\n') { "" } else { "\n" };
        woven.replace(&format!("{line_end}{fence}\n"), file.source, place.end..place.end);
    }
}

/// Whether a line begins with a colon that begins no definition, since no white space
/// follows, and no line of a table's alignments.
fn is_bare_colon(text: &str) -> bool {
    let after = text.strip_prefix(':').and_then(|rest| rest.chars().next());
    let is_alignment = text.chars().all(|c| matches!(c, ':' | '-' | '|' | ' ' | '\t'));
    after.is_some_and(|c| !c.is_whitespace()) && !is_alignment
}

/// Whether a line brings a component into a page of MDX.
fn is_import(text: &str) -> bool {
    let rest = text.strip_prefix("import ").or_else(|| text.strip_prefix("export "));
    let is_quoted = text.trim_end_matches(';').ends_with(['"', '\'']);
    rest.is_some_and(|rest| {
        is_quoted && (rest.contains(" from ") || rest.starts_with(['"', '\'']))
    })
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
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
