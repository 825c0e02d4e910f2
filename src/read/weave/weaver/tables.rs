//! Bars in the code of tables.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::weave::lines::Line;

/// Where the lines of a paragraph hold bars in code that would part cells: every bar parts
/// them (GFM, 4.10), but in MkDocs none in code does, and few authors know. They are text
/// in rows that have too many cells with them and not too many without. What stands in
/// `formulas` is neither.
pub(super) fn bars_in_code(lines: &[Line], formulas: &[Range<usize>]) -> Vec<usize> {
    let head = lines.windows(2).position(|pair| {
        pair[0].text.contains('|') && delimiter_columns(pair[1].text).is_some()
    });
    let Some(head) = head else { return Vec::new() };
    let columns = delimiter_columns(lines[head + 1].text).unwrap_or_default();
    let rows = std::iter::once(&lines[head]).chain(&lines[head + 2..]);
    let mut found = Vec::new();
    for row in rows.filter(|row| row.text.contains('`')) {
        let start = row.text_start();
        let code = code_spans(row.text);
        let (inside, outside): (Vec<usize>, Vec<usize>) = inner_bars(row.text)
            .filter(|at| !holds(formulas, start + at))
            .partition(|at| holds(&code, *at));
        if inside.len() + outside.len() >= columns && outside.len() < columns {
            found.extend(inside.into_iter().map(|at| start + at));
        }
    }
    found
}

/// Whether a place is in one of some ranges, which are in order.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.start <= at)
}

/// The number of columns, in the line of a table under its header.
fn delimiter_columns(text: &str) -> Option<usize> {
    let is_delimiter = text.contains('-')
        && text.chars().all(|c| matches!(c, ':' | '-' | '|' | ' ' | '\t'));
    is_delimiter.then(|| inner_bars(text).count() + 1)
}

/// The bars between the cells of a row that no backslash stands before.
fn inner_bars(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bars = text.match_indices('|').map(|(at, _)| at);
    bars.filter(move |&at| at > 0 && at + 1 < text.len() && !text[..at].ends_with('\\'))
}

/// The code spans of a line (CommonMark 0.31.2, 6.1).
fn code_spans(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    // The next run of the same length closes.
    let mut closers = vec![None; runs.len()];
    let mut latest = BTreeMap::new();
    for (index, run) in runs.iter().enumerate().rev() {
        closers[index] = latest.insert(run.len(), index);
    }
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        let is_escaped = text[..run.start].ends_with('\\');
        match closers[index].filter(|_| !is_escaped) {
            Some(closer) => {
                spans.push(run.end..runs[closer].start);
                index = closer + 1;
            }
            None => index += 1,
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::weave::lines::lines;

    fn bars(text: &str) -> Vec<usize> {
        bars_in_code(&lines(text, 0..text.len()), &[])
    }

    #[test]
    fn bars_in_code_are_text_where_a_row_has_too_many_cells() {
        let head = "| a | b |\n|---|---|\n";
        let row = |row: &str| {
            let bars = bars(&format!("{head}{row}\n"));
            bars.into_iter().map(|at| at - head.len()).collect::<Vec<_>>()
        };
        assert_eq!(row("| `|` | x |"), [3]);
        assert_eq!(row("| ``a`|`` | `||` |"), [6, 13, 14]);
        // Enough cells without.
        assert_eq!(row("| `a | b` |"), [0; 0]);
        // Too many even so.
        assert_eq!(row("| `|` | x | y |"), [0; 0]);
        assert_eq!(row("| `\\|` | x |"), [0; 0]);
        assert_eq!(bars("| `|` | x |\nno table `|`"), [0; 0]);
    }
}
