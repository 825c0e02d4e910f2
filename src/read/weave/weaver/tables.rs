//! Bars in the code of tables.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::weave::lines::{Line, without_list_sign};

/// Where the lines of a paragraph hold bars in code that would part cells: every bar parts
/// them (GFM, 4.10), but in MkDocs none in code does, and few authors know. They are text
/// in rows that have too many cells with them and not too many without. What stands in
/// `formulas` is neither. Each line is indented so many columns `beyond` what holds it.
pub(super) fn bars_in_code(
    lines: &[Line],
    beyond: &[usize],
    formulas: &[Range<usize>],
) -> Vec<usize> {
    let tables = lines.windows(2).zip(beyond.windows(2));
    let head = tables.into_iter().position(|(lines, beyond)| {
        beyond.iter().all(|columns| *columns < 4)
            && delimiter_bars(lines[1].text).is_some_and(|bars| {
                let header = Bars::of(&lines[0], formulas);
                header.outside == bars || header.outside + header.inside.len() == bars
            })
    });
    let Some(head) = head else { return Vec::new() };
    let bars = delimiter_bars(lines[head + 1].text).unwrap_or_default();
    let rows = std::iter::once(&lines[head]).chain(&lines[head + 2..]);
    let rows = rows.filter(|row| row.text.contains('`'));
    rows.map(|row| Bars::of(row, formulas))
        .filter(|row| row.outside <= bars && row.outside + row.inside.len() > bars)
        .flat_map(|row| row.inside)
        .collect()
}

/// The bars between the cells of a row.
struct Bars {
    /// Where those in code are.
    inside: Vec<usize>,
    /// How many others there are.
    outside: usize,
}

impl Bars {
    fn of(row: &Line, formulas: &[Range<usize>]) -> Bars {
        // A table may begin with its item.
        let text = without_list_sign(row.text);
        let start = row.text_end() - text.len();
        let code = code_spans(text);
        let (inside, outside): (Vec<usize>, Vec<usize>) = inner_bars(text)
            .filter(|at| !holds(formulas, start + at))
            .partition(|at| holds(&code, *at));
        let inside = inside.into_iter().map(|at| start + at).collect();
        Bars { inside, outside: outside.len() }
    }
}

/// Whether a place is in one of some ranges, which are in order.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.start <= at)
}

/// The number of bars between the columns, in the line of a table under its header. One
/// without any bar is that of a heading.
fn delimiter_bars(text: &str) -> Option<usize> {
    let is_delimiter = text.contains('-')
        && text.contains('|')
        && text.chars().all(|c| matches!(c, ':' | '-' | '|' | ' ' | '\t'));
    is_delimiter.then(|| inner_bars(text).count())
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
    use crate::read::weave::lines::{Place, lines};

    fn bars(text: &str) -> Vec<usize> {
        let lines: Vec<Line> = lines(text, 0..text.len(), Place::default()).collect();
        let beyond: Vec<usize> = lines.iter().map(Line::indent).collect();
        bars_in_code(&lines, &beyond, &[])
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

    #[test]
    fn only_the_rows_of_tables_have_cells() {
        assert_eq!(bars("`ls | wc` 的用法\n---\n"), [0; 0]);
        assert_eq!(bars("| a |\n|---|---|\n| `|` | x |\n"), [0; 0]);
        assert_eq!(bars("    | a | b |\n    |---|---|\n    | `|` | x |\n"), [0; 0]);
        assert_eq!(bars("- | `|` | b |\n  |---|---|\n"), [5]);
        assert_eq!(bars("| a |\n|---|\n| `|` |\n"), [15]);
    }
}
