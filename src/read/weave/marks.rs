//! The lines of a file that mark its parts.

use std::ops::Range;

use super::include::after_scissors;

/// A line that marks where a part begins or ends.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where the line stands, with its line end.
    line: Range<usize>,
    /// Where the part's name stands.
    name: Range<usize>,
    is_start: bool,
    /// Whether it is of a snippet's section, `--8<-- [start:name]`, and not an `ANCHOR:`.
    pub(super) is_section: bool,
}

/// The marks of a file, found once however many parts are included.
pub(super) struct Marks {
    /// In the order of their places.
    marks: Vec<Mark>,
    /// Their indices, in the order of their names and then of their places.
    by_name: Vec<usize>,
}

impl Marks {
    /// The marks in a text.
    pub(super) fn of(text: &str) -> Marks {
        let mut marks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            marks.extend(mark(line, at));
            at += line.len();
        }
        let mut by_name: Vec<usize> = (0..marks.len()).collect();
        by_name.sort_by_key(|index| &text[marks[*index].name.clone()]);
        Marks { marks, by_name }
    }

    /// The lines between the marks of a name, with the marks of others.
    pub(super) fn named(&self, text: &str, name: &str) -> Option<Vec<Range<usize>>> {
        let name_of = |index: &usize| &text[self.marks[*index].name.clone()];
        let first = self.by_name.partition_point(|index| name_of(index) < name);
        let marks =
            self.by_name[first..].iter().take_while(|index| name_of(index) == name);
        let mut ranges = Vec::new();
        let (mut start, mut found) = (None, false);
        for mark in marks.map(|index| &self.marks[*index]) {
            if mark.is_start {
                found = true;
                start = start.or(Some(mark.line.end));
            } else if let Some(start) = start.take() {
                ranges.push(start..mark.line.start);
            }
        }
        ranges.extend(start.map(|start| start..text.len()));
        found.then_some(ranges)
    }

    /// Ranges of whole lines, without those that bear some of the marks.
    pub(super) fn without(
        &self,
        ranges: Vec<Range<usize>>,
        is_left_out: impl Fn(&Mark) -> bool,
    ) -> Vec<Range<usize>> {
        let mut kept = Vec::new();
        for Range { mut start, end } in ranges {
            let first = self.marks.partition_point(|mark| mark.line.start < start);
            let marks =
                self.marks[first..].iter().take_while(|mark| mark.line.end <= end);
            for mark in marks.filter(|mark| is_left_out(mark)) {
                kept.push(start..mark.line.start);
                start = mark.line.end;
            }
            kept.push(start..end);
        }
        kept.retain(|range| !range.is_empty());
        kept
    }
}

/// The mark that a line bears, which begins at a byte of its file.
fn mark(line: &str, at: usize) -> Option<Mark> {
    let section = section(line);
    let is_section = section.is_some();
    let (name, is_start) = section.or_else(|| anchor(line))?;
    let name = at + name.start..at + name.end;
    Some(Mark { line: at..at + line.len(), name, is_start, is_section })
}

/// The name in `ANCHOR: name` or `ANCHOR_END: name`, and whether it begins.
fn anchor(line: &str) -> Option<(Range<usize>, bool)> {
    [("ANCHOR:", true), ("ANCHOR_END:", false)].into_iter().find_map(
        |(sign, is_start)| {
            let rest = line.split_once(sign)?.1.trim_start();
            let name = rest.split_whitespace().next()?;
            let start = line.len() - rest.len();
            Some((start..start + name.len(), is_start))
        },
    )
}

/// The name in `--8<-- [start:name]` or `--8<-- [end:name]`, and whether it begins.
fn section(line: &str) -> Option<(Range<usize>, bool)> {
    let (before, _) = line.split_once("8<-")?;
    let sign = before.trim_end_matches('-').len();
    let inside = after_scissors(&line[sign..])?.trim_start().strip_prefix('[')?;
    let (kind, name) = inside[..inside.find(']')?].split_once(':')?;
    let is_start = match kind.trim() {
        "start" => true,
        "end" => false,
        _ => return None,
    };
    let start = line.len() - inside.len() + kind.len() + 1;
    let start = start + name.len() - name.trim_start().len();
    Some((start..start + name.trim().len(), is_start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_selected_by_name() {
        let selected = |text: &str, name: &str| {
            let marks = Marks::of(text);
            let ranges = marks.without(marks.named(text, name)?, |_| true);
            Some(ranges.into_iter().map(|range| &text[range]).collect::<String>())
        };
        let text = "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: y\nd\n// ANCHOR_END: x\ne\n";
        assert_eq!(selected(text, "x").as_deref(), Some("b\nc\nd\n"));
        assert_eq!(selected(text, "y").as_deref(), Some("c\n"));
        assert_eq!(selected(text, "z"), None);
        let text = "a\n# --8<-- [start: x ]\nb\n<!-- -8<- [end:x] -->\nc\n# ANCHOR: x\nd";
        assert_eq!(selected(text, "x").as_deref(), Some("b\nd"));
        let marks = Marks::of(text);
        let whole = std::iter::once(0..text.len()).collect();
        let all = marks.without(whole, |mark| mark.is_section);
        let all: String = all.into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, "a\nb\nc\n# ANCHOR: x\nd");
    }
}
