//! Which parts of a course are refused, where the typesetter does not say: they are found
//! by making parts plain, half of those in question at a time.

use crate::document::{Block, Inline, Lesson, Part, Settled};
use crate::source::Span;

/// A part of a course that can be written plainly.
#[derive(Clone, Copy)]
pub(super) enum Suspect<'a> {
    Lesson(&'a Lesson<Settled>),
    Block(&'a Block<Settled>),
    Inline(&'a Inline<Settled>, Span),
}

impl<'a> Suspect<'a> {
    pub(super) fn span(self) -> Span {
        match self {
            Suspect::Lesson(lesson) => lesson.span,
            Suspect::Block(block) => block.span(),
            Suspect::Inline(_, span) => span,
        }
    }

    /// The parts inside this one.
    fn inner(self) -> Vec<Suspect<'a>> {
        match self {
            Suspect::Lesson(lesson) => {
                lesson.bodies().flatten().map(Suspect::Block).collect()
            }
            Suspect::Block(block) => {
                let mut inner = Vec::new();
                for part in block.parts() {
                    match part {
                        Part::Line(line) => inner.extend(inlines(line)),
                        Part::Body(blocks) => {
                            inner.extend(blocks.iter().map(Suspect::Block));
                        }
                    }
                }
                inner
            }
            Suspect::Inline(inline, _) => inlines(inline.children()).collect(),
        }
    }
}

fn inlines(line: &[Inline<Settled>]) -> impl Iterator<Item = Suspect<'_>> {
    line.iter().filter_map(|inline| Some(Suspect::Inline(inline, inline.span()?)))
}

/// The smallest parts of `suspects` that must be plain. `takes` says whether pages can be
/// set when some parts are; they can when all suspects are. It is asked `trials` times at
/// most: then all that are still in question are culprits.
pub(super) fn culprits<'a>(
    suspects: &[Suspect<'a>],
    trials: usize,
    takes: &mut dyn FnMut(&[Suspect<'a>]) -> bool,
) -> Vec<Suspect<'a>> {
    let mut search = Search { takes, trials, plain: Vec::new(), found: Vec::new() };
    search.among(suspects);
    search.found
}

struct Search<'s, 'a> {
    takes: &'s mut dyn FnMut(&[Suspect<'a>]) -> bool,
    trials: usize,
    /// What is plain in every trial, since the search is elsewhere.
    plain: Vec<Suspect<'a>>,
    found: Vec<Suspect<'a>>,
}

impl<'a> Search<'_, 'a> {
    /// Adds what is found among some suspects. Pages can be set when all of them are plain,
    /// besides what is found and what is plain anyway.
    fn among(&mut self, suspects: &[Suspect<'a>]) {
        if self.trials == 0 {
            return self.found.extend(suspects);
        }
        if let [suspect] = suspects {
            return self.inside(*suspect);
        }
        let (first, second) = suspects.split_at(suspects.len() / 2);
        if self.takes(second) {
            return self.among(second);
        }
        if self.takes(first) {
            return self.among(first);
        }
        let plain = self.plain.len();
        self.plain.extend(second);
        self.among(first);
        self.plain.truncate(plain);
        self.among(second);
    }

    /// Adds what is found in a suspect that must be plain, or has parts that must be.
    fn inside(&mut self, suspect: Suspect<'a>) {
        // As long as a part holds nothing but another, all of them are one row.
        let mut row = vec![vec![suspect]];
        while let Some([only]) = row.last().map(Vec::as_slice) {
            match only.inner() {
                inner if inner.is_empty() => break,
                inner => row.push(inner),
            }
        }
        let (mut taken, mut end) = (0, row.len());
        while end - taken > 1 {
            let middle = taken + (end - taken) / 2;
            match self.takes(&row[middle]) {
                true => taken = middle,
                false => end = middle,
            }
        }
        match row[taken].as_slice() {
            [only] => self.found.push(*only),
            several => self.among(several),
        }
    }

    fn takes(&mut self, suspects: &[Suspect<'a>]) -> bool {
        if self.trials == 0 {
            return false;
        }
        self.trials -= 1;
        let plain = [self.plain.as_slice(), &self.found, suspects].concat();
        (self.takes)(&plain)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::{Paragraph, Text};
    use crate::source::SourceMap;

    /// What is found among twenty paragraphs of four texts each, of which some are refused,
    /// and how many trials it took.
    fn found(refused: &[usize], trials: usize) -> (Vec<String>, usize) {
        let mut sources = SourceMap::default();
        let id = sources.add("lesson.md", "x".repeat(80));
        let file = sources.file(id);
        let text = |at: usize| {
            Inline::Text(Text { span: file.span(at..at + 1), text: at.to_string() })
        };
        let paragraph = |first: usize| {
            Block::Paragraph(Paragraph {
                span: file.span(first..first + 4),
                inlines: (first..first + 4).map(text).collect(),
            })
        };
        let blocks: Vec<Block<Settled>> = (0..20).map(|at| paragraph(4 * at)).collect();
        let suspects: Vec<_> = blocks.iter().map(Suspect::Block).collect();
        let mut asked = 0;
        let found = culprits(&suspects, trials, &mut |plain| {
            asked += 1;
            let plain: BTreeSet<usize> =
                plain.iter().flat_map(|part| part.span().range()).collect();
            refused.iter().all(|part| plain.contains(part))
        });
        let found = found.iter().map(|part| format!("{:?}", part.span().range()));
        (found.collect(), asked)
    }

    #[test]
    fn the_smallest_parts_are_found() {
        assert_eq!(found(&[41], 60).0, ["41..42"]);
        assert_eq!(found(&[0, 3, 79], 60).0, ["0..1", "3..4", "79..80"]);
        assert!(found(&[41], 60).1 <= 16, "{}", found(&[41], 60).1);
    }

    #[test]
    fn when_trials_run_out_all_that_is_in_question_is_found() {
        let (found, asked) = found(&[41], 4);
        assert_eq!(asked, 4);
        assert_eq!(found, ["40..44", "44..48", "48..52", "52..56", "56..60"]);
    }
}
