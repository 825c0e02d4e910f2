//! What a lesson is called if its front matter does not say.

use super::markdown::Text;
use super::order::is_index;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Heading, Written, plain_text};
use crate::source::{CoursePath, SourceFile};

/// The title that a lesson's text gives it, or the list of chapters.
///
/// A heading is a title if it stands above all others. One of several `##` is not, and of
/// several `#` only the first if nothing else has a name for the lesson.
pub(super) fn said(text: &Text, listed: Option<&str>) -> Option<String> {
    let blocks = flat(&text.blocks);
    let headings = || blocks.iter().copied().filter_map(heading);
    let first = headings().next();
    let highest = headings().map(|heading| heading.level).min();
    let is_alone =
        headings().filter(|heading| Some(heading.level) == highest).count() == 1;
    let first = first.filter(|first| Some(first.level) == highest);
    let above = first.filter(|first| is_alone && (first.level == 1 || begins(&blocks)));
    let words = |heading: &Heading<Written>| one_line(&plain_text(&heading.inlines));
    above
        .and_then(words)
        .or_else(|| listed.and_then(one_line))
        .or_else(|| first.filter(|first| first.level == 1).and_then(words))
}

fn heading(block: &Block<Written>) -> Option<&Heading<Written>> {
    match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    }
}

/// The blocks of a text, also those that stand in the middle.
fn flat(blocks: &[Block<Written>]) -> Vec<&Block<Written>> {
    let inner = blocks.iter().flat_map(|block| match block {
        Block::Aligned(aligned) => flat(&aligned.blocks),
        block => vec![block],
    });
    inner.collect()
}

/// Whether a text begins with a heading, but for pictures and what shows nothing.
fn begins(blocks: &[&Block<Written>]) -> bool {
    let first = blocks.iter().copied().find(|block| match block {
        Block::Place(_) | Block::Figure(_) | Block::Separator(_) => false,
        Block::Contents(_) | Block::PageBreak(_) => false,
        Block::Paragraph(paragraph) => !plain_text(&paragraph.inlines).trim().is_empty(),
        _ => true,
    });
    first.is_some_and(|block| heading(block).is_some())
}

fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The title that a file's name makes: that of its folder for the folder's own page,
/// without the number it is sorted by. `course` is the name of the course.
pub(super) fn of_file(path: &CoursePath, course: &str) -> String {
    let folder = path.parent();
    let name = match (is_index(path), folder.name()) {
        (false, _) => path.stem(),
        (true, "") => course,
        (true, folder) => folder,
    };
    let separators = ['-', '_', '.', ' '];
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = rest.trim_start_matches(separators);
    let has_number = rest.len() < name.len() && words.len() < rest.len();
    let name = if has_number && !words.is_empty() { words } else { name };
    one_line(&name.replace(['-', '_'], " ")).unwrap_or_else(|| path.stem().to_owned())
}

/// Says that a lesson has no title.
pub(super) fn missing(file: &SourceFile) -> Diagnostic {
    let message = "this lesson has no title; it is called by its file's name";
    Diagnostic::hint(Code::MissingTitle, file.whole().start(), message).help(
        "begin it with a line such as `# 标题`, or give it front matter with `title`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_titles() {
        let title = |path: &str| {
            let path = CoursePath::root().join(path).expect("a path");
            of_file(&path, "课程")
        };
        assert_eq!(title("basic/01-变量_x.md"), "变量 x");
        assert_eq!(title("03. dynamic-programming.md"), "dynamic programming");
        assert_eq!(title("basic/index.md"), "basic");
        assert_eq!(title("02-basic/README.md"), "basic");
        assert_eq!(title("index.md"), "课程");
        assert_eq!(title("2024.md"), "2024");
        assert_eq!(title("3d.md"), "3d");
    }
}
