//! Lists of lines: `{1,4-6}`, `"2-3 7"`, `[8,"15-17"]`.

use std::ops::RangeInclusive;

/// Lines by number, from 1: ranges in ascending order that do not touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<RangeInclusive<usize>>);

impl Ranges {
    /// A list of numbers and ranges; `None` if a text is anything else.
    pub(super) fn parse(text: &str) -> Option<Ranges> {
        let separates = |c: char| c.is_whitespace() || ",;|，、".contains(c);
        let mut ranges = Vec::new();
        for item in text.split(separates).filter(|item| !item.is_empty()) {
            let item = item.trim_matches(['"', '\'']);
            let digits = |c: char| !c.is_ascii_digit();
            let (first, rest) = item.split_at(item.find(digits).unwrap_or(item.len()));
            let first = number(first)?;
            let last = match ["-", "..", "–", "~", "～"]
                .into_iter()
                .find_map(|sign| rest.strip_prefix(sign))
            {
                None if rest.is_empty() => first,
                None => return None,
                Some("") => usize::MAX,
                Some(last) => number(last)?,
            };
            ranges.push(first.min(last)..=first.max(last));
        }
        ranges.sort_by_key(|range| *range.start());
        let mut merged: Vec<RangeInclusive<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(before) if *range.start() <= before.end().saturating_add(1) => {
                    *before = *before.start()..=*before.end().max(range.end());
                }
                _ => merged.push(range),
            }
        }
        (!merged.is_empty()).then_some(Ranges(merged))
    }

    /// The places, from 0, that are in the ranges, of `count` lines.
    pub(super) fn indices(&self, count: usize) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(move |range| {
            range.start().saturating_sub(1)..(*range.end()).min(count)
        })
    }

    /// The first of the lines that are beyond the last of `count`.
    pub(super) fn beyond(&self, count: usize) -> Option<usize> {
        let last = self.0.last()?;
        let is_open = *last.end() == usize::MAX;
        let end = if is_open { *last.start() } else { *last.end() };
        (end > count).then(|| (*last.start()).max(count + 1))
    }
}

/// A number; one that is too large is the largest.
fn number(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, count: usize) -> Option<Vec<usize>> {
        Some(Ranges::parse(text)?.indices(count).map(|index| index + 1).collect())
    }

    #[test]
    fn lists_are_read_in_every_custom() {
        assert_eq!(lines("1,4-6", 9), Some(vec![1, 4, 5, 6]));
        assert_eq!(lines("2 3", 9), Some(vec![2, 3]));
        assert_eq!(lines("8,\"15-17\"", 99), Some(vec![8, 15, 16, 17]));
        assert_eq!(lines("3..4、6，7", 9), Some(vec![3, 4, 6, 7]));
        assert_eq!(lines("6-4, 5-", 7), Some(vec![4, 5, 6, 7]));
        assert_eq!(lines("3", 2), Some(vec![]));
    }

    #[test]
    fn what_is_no_list_is_none() {
        for text in ["", "a", "$", "1a", "1-b", "-1", ".python", "1.5"] {
            assert_eq!(Ranges::parse(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_lists_are_bounded() {
        assert_eq!(lines("1-999999999", 3), Some(vec![1, 2, 3]));
        assert_eq!(lines("1-99999999999999999999999999", 2), Some(vec![1, 2]));
        assert_eq!(lines("0", 2), Some(vec![]));
        let many = "1-999999,".repeat(50_000);
        assert_eq!(lines(&many, 2), Some(vec![1, 2]));
    }

    #[test]
    fn lines_that_are_not_there_are_found() {
        let beyond = |text, count| Ranges::parse(text).and_then(|r| r.beyond(count));
        assert_eq!(beyond("1,7", 5), Some(7));
        assert_eq!(beyond("4-7", 5), Some(6));
        assert_eq!(beyond("4-", 5), None);
        assert_eq!(beyond("1-5", 5), None);
    }
}
