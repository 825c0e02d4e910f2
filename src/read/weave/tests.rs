use std::io;

use super::*;
use crate::source::Entry;

/// A course of one file, `b.md`.
struct One(&'static str);

impl Files for One {
    fn read(&self, path: &CoursePath) -> io::Result<Vec<u8>> {
        match path.as_str() {
            "b.md" => Ok(self.0.as_bytes().to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn list(&self, _: &CoursePath) -> io::Result<Vec<Entry>> {
        Ok(Vec::new())
    }

    fn exists(&self, path: &CoursePath) -> bool {
        path.as_str() == "b.md"
    }
}

/// The woven text and how many diagnostics there were; `other` is the file `b.md`.
fn woven(text: &str, other: &'static str) -> (Woven, SourceMap, usize) {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::default();
    let source = sources.add("a.md", text.into());
    let path = CoursePath::root().join("a.md").expect("a path");
    let lesson = Lesson { path: &path, source, body: 0..text.len() };
    let woven = weave(&lesson, &One(other), "", &mut sources, &mut diagnostics);
    let count = diagnostics.sorted().len();
    (woven, sources, count)
}

#[test]
fn text_without_a_dialect_is_passed_on() {
    let text = "# 一\n\n> 二\n> - 三 `x`\n\n```\n::: tip\n$a$\n```\n";
    assert_eq!(woven(text, "").0.text(), text);
}

#[test]
fn every_byte_knows_where_it_came_from() {
    let text = "甲 $x$ 乙\n!!! note\n    丙\n";
    let (woven, sources, _) = woven(text, "");
    for word in ["甲", "乙", "丙"] {
        let at = woven.text().find(word).expect("the word");
        let span = woven.span(&sources, at..at + word.len());
        assert_eq!(sources.file(span.source()).slice(span), word);
    }
    let whole = woven.original(&sources, 0..woven.text().len());
    assert!(whole.contains("$x$") && whole.contains("!!! note"), "{whole}");
}

#[test]
fn what_is_included_has_its_own_file() {
    let (woven, sources, problems) = woven("一\n\n{{#include b.md:2}}\n", "甲\n乙\n");
    assert_eq!((woven.text(), problems), ("一\n\n乙\n", 0));
    let at = woven.text().find("乙").expect("the word");
    let span = woven.span(&sources, at..at + 3);
    assert_eq!(sources.file(span.source()).path(), "b.md");
}

#[test]
fn files_that_include_themselves_end() {
    let (woven, _, problems) =
        woven("{{#include b.md}}\n", "甲\n{{#include b.md}}\n{{#include b.md}}\n");
    assert!(woven.text().matches("甲").count() < 1_000);
    assert!(problems > 0);
}

#[test]
fn containers_nest_only_so_deep() {
    let (woven, ..) = woven(&"::: tip\n".repeat(5_000), "");
    assert!(woven.text().contains("::: tip"), "what is too deep is text");
}

#[test]
fn what_is_included_stands_where_its_directive_does() {
    let text = "- 一\n\n  > {{#include b.md}}\n\n!!! note\n    --8<-- \"b.md\"\n\n尾\n";
    let (woven, _, problems) = woven(text, "甲\n\n- 乙\n");
    assert!(woven.text().starts_with("- 一\n\n  > 甲\n  > \n  > - 乙\n\n"), "{woven:?}");
    assert!(woven.text().ends_with("-->\n甲\n\n- 乙\n\n<!---->\n尾\n"), "{woven:?}");
    assert_eq!(problems, 0);
}

#[test]
fn what_is_included_never_ends_its_code_block() {
    let (woven, ..) = woven("- ```md\n  --8<-- 'b.md'\n  ```\n", "````\n甲\n");
    assert_eq!(woven.text(), "- `````md\n  ````\n  甲\n  `````\n");
}

#[test]
fn indentation_counts_as_what_is_included() {
    let text = format!("{}--8<-- \"b.md\"\n", " ".repeat(2_000));
    let other = "a\n".repeat(100_000).leak();
    let (woven, _, problems) = woven(&text, other);
    assert_eq!((woven.text(), problems), (text.as_str(), 1));
}

#[test]
fn parts_of_a_large_file_cost_what_they_are_long() {
    // Were the file copied or read for each of them, it would take minutes.
    let other =
        format!("a\n# ANCHOR: x\nb\n# ANCHOR_END: x\n{}", "c\n".repeat(3_000_000));
    let (woven, _, problems) =
        woven(&"{{#include b.md:1}}\n{{#include b.md:x}}\n".repeat(3_000), other.leak());
    assert_eq!((woven.text(), problems), ("a\nb\n".repeat(3_000).as_str(), 0));
}
