//! Formulas, in lines of their own and in paragraphs.

use std::ops::Range;

use super::tables::bars_in_code;
use super::{FORMULA, File, MARK, Weaver};
use crate::read::weave::formula;
use crate::read::weave::lines::Line;
use crate::read::weave::woven::{Meaning, Woven};
use crate::source::SourceId;

/// How many lines a formula between lines of `$$` may have.
const MAX_FORMULA_LINES: usize = 400;

impl Weaver<'_> {
    /// A formula between lines that begin with `$$` or `\[`.
    pub(super) fn formula_block(
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
            // A label may follow: `$$ {#eq:one}`.
            let after = said[end + close.len()..].trim();
            let is_whole = after.is_empty() || is_label(after);
            tex.push_str(&said[..end]);
            // Lines of `$$` far apart with sentences between them are two beginnings.
            let is_far =
                tex.contains("\n\n") && formula::has_ideograph_outside_text(&tex);
            let is_formula = is_whole
                && !is_far
                && !tex.trim().is_empty()
                && (open == "$$"
                    || formula::can_be_formula(&tex)
                        && (index > 0 || formula::is_surely_formula(&tex)));
            if !is_formula {
                return None;
            }
            let last = line.range.end;
            let before = format!("{}{}", first.signs(), self.blanks(first));
            let start = first.text_start();
            self.end_html(file, first, woven);
            woven.replace(&before, file.source, first.range.start..start);
            woven.mark(Meaning::DisplayFormula(tex.trim().to_owned()));
            woven.replace(&format!("{MARK}\n"), file.source, start..last);
            return Some(index + 1);
        }
        None
    }

    /// Lines of text, in which formulas may stand. Each is indented so many columns `beyond`
    /// what holds it.
    pub(super) fn paragraph(
        &mut self,
        file: &File,
        lines: &[Line],
        beyond: &[usize],
        woven: &mut Woven,
    ) {
        let Some((start, end)) =
            lines.first().zip(lines.last()).map(|(a, b)| (a.range.start, b.range.end))
        else {
            return;
        };
        let text = &file.text[start..end];
        let formulas = match ["$", r"\(", r"\["].iter().any(|sign| text.contains(sign)) {
            true => formula::find(text),
            false => Vec::new(),
        };
        let ranges = formulas.iter().map(|f| start + f.range.start..start + f.range.end);
        // No table is in HTML.
        let html = lines.iter().position(|line| self.html || line.text.starts_with('<'));
        let table = &lines[..html.unwrap_or(lines.len())];
        let bars = bars_in_code(table, beyond, &ranges.collect::<Vec<_>>());
        let mut formulas = formulas.into_iter().peekable();
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
                self.cells(file, at..range.start, &bars, woven);
                let tex = text[found.tex].trim().to_owned();
                let meaning = match found.display {
                    true => Meaning::DisplayFormula(tex),
                    false => Meaning::Formula(tex),
                };
                done = range.end;
                let is_beside_code = file.text[range.end..].starts_with('`');
                formula(woven, meaning, file.source, range, is_beside_code);
                at = done.min(line.range.end);
            }
            self.cells(file, at..line.range.end, &bars, woven);
        }
    }

    /// Text of a line, in which some bars part no cells.
    fn cells(
        &mut self,
        file: &File,
        range: Range<usize>,
        bars: &[usize],
        woven: &mut Woven,
    ) {
        let mut at = range.start;
        let first = bars.partition_point(|bar| *bar < range.start);
        for &bar in bars[first..].iter().take_while(|bar| **bar < range.end) {
            self.text(file, at..bar, woven);
            woven.replace("\\", file.source, bar..bar);
            at = bar;
        }
        self.text(file, at..range.end, woven);
    }
}

/// Adds what stands for a formula. Its backticks must not join others before it, nor, if it
/// `is_beside_code`, after it.
pub(in crate::read::weave) fn formula(
    woven: &mut Woven,
    meaning: Meaning,
    source: SourceId,
    range: Range<usize>,
    is_beside_code: bool,
) {
    let Range { start, end } = range;
    if woven.text().ends_with('`') {
        woven.replace(MARK, source, start..start);
    }
    woven.mark(meaning);
    woven.replace(FORMULA, source, start..end);
    if is_beside_code {
        woven.replace(MARK, source, end..end);
    }
}

/// Whether a line begins with a colon that begins no definition, since no white space
/// follows, and no line of a table's alignments.
fn is_bare_colon(text: &str) -> bool {
    let after = text.strip_prefix(':').and_then(|rest| rest.chars().next());
    let is_alignment = text.chars().all(|c| matches!(c, ':' | '-' | '|' | ' ' | '\t'));
    after.is_some_and(|c| !c.is_whitespace()) && !is_alignment
}

/// Whether a text is the attributes of a formula.
fn is_label(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    inner.is_some_and(|inner| {
        !inner.contains(['{', '}'])
            && inner
                .split_whitespace()
                .all(|word| word.starts_with(['#', '.']) || word.contains('='))
    })
}
