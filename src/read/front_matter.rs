//! Where a lesson's front matter ends and its text begins.

use std::ops::Range;

use crate::config::FrontMatter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// The front matter, if there is any, and the range of the text in bytes.
pub(super) fn split(
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> (Option<FrontMatter>, Range<usize>) {
    let text = file.text();
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let whole = start..text.len();
    let mut lines = lines(text, start);
    let Some(first) = lines.next().filter(|line| text[line.clone()].trim_end() == "---")
    else {
        return (None, whole);
    };
    let yaml = first.end;
    for line in lines {
        if matches!(text[line.clone()].trim_end(), "---" | "...") {
            let front_matter = FrontMatter::parse(file, yaml..line.start, diagnostics);
            return (Some(front_matter), line.end..text.len());
        }
    }
    // A rule at the start of a text looks the same, but no setting follows it.
    let next = text[yaml..].lines().next().unwrap_or_default();
    let is_setting = next
        .split_once(':')
        .is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(is_key_byte));
    if !is_setting {
        return (None, whole);
    }
    diagnostics.push(
        Diagnostic::error(
            Code::UnclosedFrontMatter,
            file.span(first),
            "the front matter that begins here has no end",
        )
        .help("put a line of `---` after its last setting"),
    );
    (Some(FrontMatter::default()), whole.end..whole.end)
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The ranges of the lines from `start` on, with their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    text[start..].split_inclusive('\n').scan(start, |at, line| {
        let range = *at..*at + line.len();
        *at = range.end;
        Some(range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn body(text: &str) -> (bool, String, usize) {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", text.into());
        let file = sources.file(id);
        let mut diagnostics = Diagnostics::default();
        let (front_matter, range) = split(file, &mut diagnostics);
        (front_matter.is_some(), text[range].into(), diagnostics.sorted().len())
    }

    #[test]
    fn the_text_begins_after_the_second_line_of_dashes() {
        assert_eq!(body("---\ntitle: 一\n---\n正文"), (true, "正文".into(), 0));
        assert_eq!(
            body("\u{FEFF}---\r\ntitle: 一\r\n---\r\n正文"),
            (true, "正文".into(), 0)
        );
        assert_eq!(body("---\n---\n正文"), (true, "正文".into(), 0));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(body("---\n\n正文"), (false, "---\n\n正文".into(), 0));
        assert_eq!(body("正文\n---\n"), (false, "正文\n---\n".into(), 0));
    }

    #[test]
    fn front_matter_without_an_end_is_reported() {
        assert_eq!(body("---\ntitle: 一\n\n# 正文\n"), (true, "".into(), 1));
    }
}
