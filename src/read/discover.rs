//! Which files of a folder are lessons, and their natural order.

use std::cmp::Ordering;
use std::io;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Entry, Files};

/// How many folders deep lessons are looked for.
const MAX_DEPTH: usize = 16;

/// The lessons of a folder and the folders in it, in natural order of their paths.
/// Names that begin with `.` or `_` are left out, and so are the folders of programs and
/// their packages.
pub(super) fn lessons(
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Vec<CoursePath> {
    let mut found = Vec::new();
    let mut folders = vec![(CoursePath::root(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = match files.list(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                diagnostics.push(unreadable(&folder, &error));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Entry::File(path) if is_lesson(&path) => found.push(path),
                Entry::Folder(path) if depth < MAX_DEPTH && !is_hidden(&path) => {
                    folders.push((path, depth + 1));
                }
                Entry::Refused { name, reason } if has_lesson_name(&name) => {
                    let message = format!("`{name}` is left out: {reason}");
                    diagnostics.push(
                        Diagnostic::warning(Code::NotALesson, None, message).help(
                            "rename it, without : and \\, or copy it into the folder",
                        ),
                    );
                }
                Entry::File(_) | Entry::Folder(_) | Entry::Refused { .. } => {}
            }
        }
    }
    found.sort_by(|a, b| natural_order(a.as_str(), b.as_str()));
    found
}

/// Whether a file's name makes it a lesson.
pub(super) fn is_lesson(path: &CoursePath) -> bool {
    has_lesson_name(path.name())
}

pub(super) fn has_lesson_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let has_stem =
        |ending: &str| name.strip_suffix(ending).is_some_and(|s| !s.is_empty());
    // Hugo's name for what a folder's page says.
    let is_hidden = name.starts_with(['.', '_']) && name != "_index.md";
    [".md", ".markdown", ".mdx"].into_iter().any(has_stem) && !is_hidden
}

/// Whether a file is one of those that describe a folder rather than teach.
pub(super) fn is_readme(path: &CoursePath) -> bool {
    let stem = path.stem().to_lowercase();
    // mdBook's list of chapters is in capitals; a `summary.md` sums up its chapter.
    path.stem() == "SUMMARY"
        || ["readme", "changelog", "contributing", "license"].contains(&stem.as_str())
}

fn is_hidden(path: &CoursePath) -> bool {
    path.name().starts_with(['.', '_']) || path.name() == "node_modules"
}

fn unreadable(folder: &CoursePath, error: &io::Error) -> Diagnostic {
    let message = format!("the folder `{folder}` cannot be read: {error}");
    Diagnostic::error(Code::UnreadableFile, None, message)
}

/// The order people expect of names with numbers: `2` before `10`, `a` beside `A`.
pub(super) fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (first, second) = (left.chars().next(), right.chars().next());
        let (Some(first), Some(second)) = (first, second) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, rest) = split_number(left);
            let (other, other_rest) = split_number(right);
            let order = number.len().cmp(&other.len()).then_with(|| number.cmp(other));
            if order.is_ne() {
                return order;
            }
            (left, right) = (rest, other_rest);
        } else {
            let order = first.to_lowercase().cmp(second.to_lowercase());
            if order.is_ne() {
                return order;
            }
            (left, right) = (&left[first.len_utf8()..], &right[second.len_utf8()..]);
        }
    }
}

/// The digits in front without leading zeros, and what follows.
fn split_number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names =
            ["10-b.md", "2-a.md", "第10课.md", "第9课.md", "B.md", "a.md", "02-a.md"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(
            names,
            ["02-a.md", "2-a.md", "10-b.md", "a.md", "B.md", "第9课.md", "第10课.md"]
        );
    }
}
