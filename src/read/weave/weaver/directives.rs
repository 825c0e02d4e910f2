//! Directives, and the files that they put into a lesson.

use std::ops::Range;

use super::{File, Weaver, fence_length};
use crate::read::weave::include::{self, MAX_DEPTH, Part};
use crate::read::weave::lines::{Line, Place, lines};
use crate::read::weave::woven::{Meaning, Woven};

impl Weaver<'_> {
    /// Text of a line, in which directives may stand.
    pub(super) fn text(&mut self, file: &File, range: Range<usize>, woven: &mut Woven) {
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
    pub(super) fn with_directives(
        &mut self,
        file: &File,
        line: &Line,
        woven: &mut Woven,
    ) {
        let alone = include::alone(line.text);
        if let Some(directive) = alone.as_ref().filter(|it| it.kind.is_of_lines()) {
            match self.named(file, line, directive) {
                Some(part) => self.code(&part, line, woven),
                None => self.copy_line(file, line, woven),
            }
            return;
        }
        if alone.is_some_and(|directive| directive.kind == include::Kind::Escaped) {
            return self.escaped(file, line, woven);
        }
        self.copy_start(file, line, woven);
        self.text(file, line.text_start()..line.range.end, woven);
    }

    /// A line without the semicolon that makes it text.
    fn escaped(&mut self, file: &File, line: &Line, woven: &mut Woven) {
        self.copy_start(file, line, woven);
        let sign = line.text_start();
        woven.replace("", file.source, sign..sign + 1);
        woven.copy(&file.text[sign + 1..line.range.end], file.source, sign + 1);
    }

    /// The part of a file that a line names, which is nothing but a directive.
    fn named(
        &mut self,
        file: &File,
        line: &Line,
        directive: &include::Directive,
    ) -> Option<Part> {
        let place = line.text_start()..line.text_end();
        let span = self.includes.sources.file(file.source).span(place);
        let before = line.signs().len() + line.indent();
        self.includes.named(file.path, directive, before, span)
    }

    /// Lines of a file where a line stands, as code.
    fn code(&mut self, part: &Part, line: &Line, woven: &mut Woven) {
        let file = File { path: &part.path, source: part.source, text: &part.text };
        let signs = line.signs();
        let place = Place { signs: &signs, columns: line.indent() };
        for range in part.ranges.iter().cloned() {
            let end = range.end;
            for line in lines(&part.text, range, place) {
                self.copy_line(&file, &line, woven);
            }
            woven.end_line(part.source, end..end);
        }
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
                let part = self.includes.named(file.path, directive, 0, span);
                let Some(part) = part else {
                    return woven.copy(
                        &file.text[place.clone()],
                        file.source,
                        place.start,
                    );
                };
                let last = part.ranges.len().saturating_sub(1);
                for (index, range) in part.ranges.into_iter().enumerate() {
                    let mut lines = &part.text[range.clone()];
                    // The line goes on after the directive.
                    if index == last {
                        lines = lines.strip_suffix('\n').unwrap_or(lines);
                        lines = lines.strip_suffix('\r').unwrap_or(lines);
                    }
                    woven.copy(lines, part.source, range.start);
                }
            }
            include::Kind::Title => woven.replace("", file.source, place),
            include::Kind::Snippet
            | include::Kind::Playground
            | include::Kind::Escaped
            | include::Kind::Block
            | include::Kind::Other => {
                woven.copy(&file.text[place.clone()], file.source, place.start);
            }
        }
    }

    /// A line that is nothing but a directive: what is included is woven too.
    pub(super) fn directive_line(
        &mut self,
        file: &File,
        line: &Line,
        directive: &include::Directive,
        woven: &mut Woven,
    ) {
        let place = line.text_start()..line.text_end();
        let span = self.includes.sources.file(file.source).span(place);
        match directive.kind {
            include::Kind::Include | include::Kind::Snippet if self.depth < MAX_DEPTH => {
                if let Some(part) = self.named(file, line, directive) {
                    let Part { path, source, text, ranges } = &part;
                    let signs = line.signs();
                    let place = Place { signs: &signs, columns: line.indent() };
                    self.depth += 1;
                    self.part(
                        &File { path, source: *source, text },
                        ranges,
                        place,
                        woven,
                    );
                    self.depth -= 1;
                    let end = line.text_end()..line.range.end;
                    return woven.end_line(file.source, end);
                }
            }
            include::Kind::Include | include::Kind::Snippet => {
                let message =
                    format!("files include one another more than {MAX_DEPTH} deep");
                self.includes.report(
                    span,
                    message,
                    "the directive stays as it is written",
                );
            }
            include::Kind::Playground => {
                if let Some(part) = self.named(file, line, directive) {
                    return self.playground(file, line, &part, woven);
                }
            }
            include::Kind::Title => {
                return self.mark(file, line, Meaning::Nothing, woven);
            }
            include::Kind::Escaped => return self.escaped(file, line, woven),
            include::Kind::Block => {
                let message = "snippets in a block are not known";
                let help = "give each file a line of its own: `--8<-- \"a.md\"`";
                self.includes.report(span, message.into(), help);
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
    fn playground(&mut self, file: &File, line: &Line, part: &Part, woven: &mut Woven) {
        let before = format!("{}{}", line.signs(), self.blanks(line));
        let fence = "`".repeat(fence_length(&part.text, '`', 3));
        let language = part.path.extension();
        let place = line.range.clone();
        let first = format!("{before}{fence}{language}\n");
        woven.replace(&first, file.source, place.clone());
        self.code(part, line, woven);
        woven.replace(&format!("{before}{fence}\n"), file.source, place.end..place.end);
    }
}
