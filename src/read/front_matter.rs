//! Where a lesson's front matter ends and its text begins.

use std::ops::Range;

use crate::config::{FrontMatter, Notation};
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
    let first = lines.next().unwrap_or(whole.clone());
    let (notation, ends, sign) = match text[first.clone()].trim_end() {
        "---" => (Notation::Yaml, ["---", "..."], ':'),
        "+++" => (Notation::Toml, ["+++", "+++"], '='),
        _ => return (None, whole),
    };
    let begin = first.end;
    // A rule at the start of a text looks the same, but no setting follows it.
    let mut said = text[begin..].lines().map(str::trim_end);
    let said = said.find(|line| !line.is_empty() && !line.starts_with('#'));
    let said = said.unwrap_or_default();
    if said != ends[0] && !is_setting(said, sign) {
        return (None, whole);
    }
    for line in lines {
        if ends.contains(&text[line.clone()].trim_end()) {
            let range = begin..line.start;
            let front_matter = FrontMatter::parse(file, range, notation, diagnostics);
            return (Some(front_matter), line.end..text.len());
        }
    }
    // A sentence with a colon may follow a rule; a setting has a name of its own.
    if said == ends[0] || !said.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (None, whole);
    }
    diagnostics.push(
        Diagnostic::error(
            Code::UnclosedFrontMatter,
            file.span(first),
            "the front matter that begins here has no end",
        )
        .help(format!("put a line of `{}` after its last setting", ends[0])),
    );
    (Some(FrontMatter::default()), whole.end..whole.end)
}

/// Whether a line gives a name a value, as `title: 一` does; the name is one word.
fn is_setting(line: &str, sign: char) -> bool {
    let Some((key, value)) = line.split_once(sign) else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let is_apart = sign == '=' || value.is_empty() || value.starts_with([' ', '\t']);
    !key.is_empty() && key.chars().all(is_name) && is_apart
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
    fn toml_stands_between_plus_signs() {
        assert_eq!(body("+++\ntitle = \"一\"\n+++\n正文"), (true, "正文".into(), 0));
        assert_eq!(body("+++\n正文"), (false, "+++\n正文".into(), 0));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(body("---\n\n正文"), (false, "---\n\n正文".into(), 0));
        let between = "---\n正文：这里\n\n---\n后";
        assert_eq!(body(between), (false, between.into(), 0));
        let list = "---\n- 一\n---\n";
        assert_eq!(body(list), (false, list.into(), 0));
        assert_eq!(body("正文\n---\n"), (false, "正文\n---\n".into(), 0));
    }

    #[test]
    fn front_matter_without_an_end_is_reported() {
        assert_eq!(body("---\ntitle: 一\n\n# 正文\n"), (true, "".into(), 1));
    }
}
