//! Directives, and the files that they put into a lesson.

use std::ops::Range;
use std::rc::Rc;

use super::{File, Weaver, longest_run};
use crate::read::weave::include::{self, MAX_DEPTH};
use crate::read::weave::lines::Line;
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
        if let Some(snippet) = include::snippet(line.text) {
            return self.code_snippet(file, line, &snippet, woven);
        }
        if !line.text.contains("{{#") {
            return self.copy_line(file, line, woven);
        }
        self.copy_start(file, line, woven);
        self.text(file, line.text_start()..line.range.end, woven);
    }

    /// A line of code that stands for lines of a file, each as far to the right as itself.
    fn code_snippet(
        &mut self,
        file: &File,
        line: &Line,
        snippet: &include::Directive,
        woven: &mut Woven,
    ) {
        let place = line.text_start()..line.text_end();
        let span = self.includes.sources.file(file.source).span(place);
        let Some(part) = self.includes.snippet(file.path, snippet.argument, span) else {
            return self.copy_line(file, line, woven);
        };
        let text: Rc<str> = self.includes.sources.file(part.source).text().into();
        let blanks = self.blanks(line);
        let start = line.range.start;
        for range in part.ranges {
            let mut at = range.start;
            for code in text[range].split_inclusive('\n') {
                woven.replace(line.quote, file.source, start..start);
                if !code.trim().is_empty() {
                    woven.replace(&blanks, file.source, start..start);
                }
                woven.copy(code, part.source, at);
                at += code.len();
                if !code.ends_with('\n') {
                    woven.replace("\n", part.source, at..at);
                }
            }
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
            include::Kind::Snippet | include::Kind::Playground | include::Kind::Other => {
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
                if let Some(part) = self.includes.named(file.path, directive, span) {
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
