//! What other tools would make something of, and is only text here so far.
//!
//! Its text appears as written; the author is told why it looks like that.

/// Each mark at the beginning of a paragraph, and what it means elsewhere.
const MARKS: [(&str, &str); 9] = [
    (":::", "a container"),
    ("!!! ", "an admonition"),
    ("??? ", "an admonition"),
    ("=== \"", "a tab"),
    ("{{#", "an mdBook directive"),
    ("$$", "a formula"),
    ("\\[", "a formula"),
    ("[toc]", "a table of contents"),
    ("\\newpage", "a page break"),
];

/// What a paragraph's source is in another dialect.
pub(super) fn foreign(source: &str) -> Option<&'static str> {
    let start = source.trim_start();
    let begins = |mark: &str| {
        start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    MARKS.into_iter().find(|(mark, _)| begins(mark)).map(|(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_other_dialects_are_known() {
        assert_eq!(foreign("::: tip 提示"), Some("a container"));
        assert_eq!(foreign("[TOC]"), Some("a table of contents"));
        assert_eq!(foreign("$$\nx\n$$"), Some("a formula"));
        assert_eq!(foreign("普通一段"), None);
        assert_eq!(foreign("$5 一杯"), None);
    }
}
