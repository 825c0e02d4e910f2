//! The lines of a code block: what is hidden, what they say of themselves, what is left.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::info::{Head, Info};
use super::notation::{self, Magic};
use crate::document::LineMark;

/// Lines of code and what they are marked as.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// The lines that are seen, each with its end.
    pub(super) text: String,
    /// What they are marked as, by place.
    pub(super) marks: BTreeMap<usize, LineMark>,
    /// How many lines there are, with those that are not seen.
    pub(super) count: usize,
}

/// Takes the options that stand in the first lines of a cell or a directive; gives the
/// rest of the code.
pub(super) fn head<'a>(info: &mut Info, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let option = match info.head {
            Head::Code => None,
            Head::Cell => {
                let signs = ["#|", "//|", "--|", "%|", "%%|"];
                signs.into_iter().find_map(|sign| line.trim_start().strip_prefix(sign))
            }
            Head::Directive => line.trim_start().strip_prefix(':'),
        };
        let Some(option) = option else { break };
        if let Some((key, value)) = option.split_once(':') {
            let value = value.trim();
            // A directive's option without a value switches something on.
            let value = if value.is_empty() { "true" } else { value };
            info.option(key.trim(), value.trim_matches(['"', '\'']));
        }
        rest = &rest[line.len()..];
    }
    rest
}

/// The lines that are seen of some code.
pub(super) fn lines(info: &Info, text: &str) -> Lines {
    let count = text.split_inclusive('\n').count();
    let mut marked: BTreeMap<usize, LineMark> = BTreeMap::new();
    for (mark, ranges) in &info.marks {
        marked.extend(ranges.indices(count).map(|index| (index, *mark)));
    }
    let hidden = Hidden::of(info);
    let is_spaced = info.is_diff && is_spaced(text);
    let mut lines = Lines { count, ..Lines::default() };
    let mut seen = 0;
    let mut magic = Magic::default();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let Some(line) = hidden.shown(line) else { continue };
        let (line, sign) = match info.is_diff {
            true => signed(&line, is_spaced),
            false => (line.as_ref(), None),
        };
        let Some((line, comment)) = notation::read(line, &mut magic) else { continue };
        // What stands in the line goes before what is said of it from afar.
        if let Some(mark) = comment.or(sign).or(marked.get(&index).copied()) {
            lines.marks.insert(seen, mark);
        }
        lines.text.push_str(&line);
        lines.text.push_str(end);
        seen += 1;
    }
    lines
}

/// Which lines are hidden.
enum Hidden<'a> {
    None,
    /// Those of rustdoc: `# use std::io;`.
    Rust,
    Prefix(&'a str),
}

impl Hidden<'_> {
    fn of(info: &Info) -> Hidden<'_> {
        let is_rust =
            ["rust", "rs"].contains(&info.language.to_ascii_lowercase().as_str());
        match &info.hidden_prefix {
            _ if is_rust => Hidden::Rust,
            Some(prefix) => Hidden::Prefix(prefix),
            None => Hidden::None,
        }
    }

    /// What is seen of a line, if anything. `##` stands for one sign at the start of a
    /// line that is seen (rustdoc, “hiding portions of the example”).
    fn shown<'t>(&self, line: &'t str) -> Option<Cow<'t, str>> {
        let start = line.len() - line.trim_start().len();
        let (blanks, rest) = line.split_at(start);
        match self {
            Hidden::None => Some(line.into()),
            Hidden::Prefix(prefix) => (!rest.starts_with(prefix)).then(|| line.into()),
            Hidden::Rust => match rest.strip_prefix('#') {
                Some(after) if after.starts_with('#') => {
                    Some(format!("{blanks}{after}").into())
                }
                Some(after) if after.is_empty() || after.starts_with(' ') => None,
                _ => Some(line.into()),
            },
        }
    }
}

/// Whether the lines of a diff that have no sign have a space in its place.
fn is_spaced(text: &str) -> bool {
    let bare = |line: &&str| !line.is_empty() && !line.starts_with(['+', '-']);
    text.lines().filter(bare).all(|line| line.starts_with([' ', '@']))
}

/// A line of a diff without its sign, and what the sign says.
fn signed(line: &str, is_spaced: bool) -> (&str, Option<LineMark>) {
    // The heads of a diff are no lines of the code.
    if ["+++ ", "--- ", "@@"].into_iter().any(|head| line.starts_with(head)) {
        return (line, None);
    }
    match line.as_bytes().first() {
        Some(b'+') => (&line[1..], Some(LineMark::Added)),
        Some(b'-') => (&line[1..], Some(LineMark::Removed)),
        Some(b' ') if is_spaced => (&line[1..], None),
        _ => (line, None),
    }
}
