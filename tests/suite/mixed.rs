//! Lessons mixed at random from every construct, broken ones among them: each must come
//! out in both formats, and its text with it.
//!
//! `HANDOUT_CASES=1000000` mixes so many, for those who have the time.

use std::io::{Cursor, Read};

use handout::diagnostic::Diagnostics;

use crate::memory::Prepared;

/// How many lessons are mixed for the EPUB, and every how many-th is set in pages.
const CASES: u64 = 400;
const PAGES_EVERY: u64 = 40;

/// What lessons are mixed from. `@` becomes a word that must come out.
const PARTS: [&str; 123] = [
    "@",
    " @ ",
    "，",
    "。",
    "\n",
    "\n\n",
    "\n\n",
    "# @\n",
    "### @ {#id}\n",
    "#### @\n",
    "**@",
    "**",
    "*",
    "_@_",
    "~~@",
    "~~",
    "==@",
    "==",
    "^",
    "^@^",
    "H~@~O",
    "^[@",
    "]",
    "[",
    "[@](#id)",
    "[@](../x.md)",
    "[[@]]",
    "![@](a.png)",
    "![@](a.png){width=60%}",
    "`@`",
    "``@",
    "$@",
    "$x^2$",
    "$$@",
    "\n$$\nx\n$$\n",
    "\\(x\\)",
    "$\\frac{a}{\\text{@}}$",
    "$\\sum_{@}^n$",
    "$\\left(@\\right.$",
    "$\\foo{@}$",
    "$\\def\\a{\\a\\a}\\a$",
    "$@^",
    "$$\\begin{aligned}@&=\\\\[2pt]&@\\tag{@}\\end{aligned}$$",
    "\n$$\n\\begin{array}{|c|}\\hline @\\\\ \\hline\\end{array}\n$$\n",
    "\n```math\n\\boxed{@}\\cancel{@}\n```\n",
    "$\\xrightarrow[@]{@}\\underbrace{@}_{@}\\colorbox{red}{@}$",
    "\\[",
    "\n\\[\n",
    "\n- @\n",
    "\n  - @\n",
    "\n1. @\n",
    "\n- [x] @\n",
    "\n> @\n",
    "\n> [!TIP]\n> @\n",
    "\n::: tip @\n",
    "\n:::\n",
    "\n:::: details @\n",
    "\n::::\n",
    "\n!!! note \"@\"\n    @\n",
    "\n    @\n",
    "\n??? tip\n",
    "\n=== \"@\"\n    @\n",
    "\n@tab @\n",
    "\n```python\n@\n",
    "\n```\n",
    "\n~~~\n",
    "\n```mermaid\n",
    "\n```mermaid\nflowchart LR\n  a[@] --> b{@}\n```\n",
    "\n```dot\ndigraph { a -> b [label=\"@\"] }\n```\n",
    "\n::: mermaid\npie\n  \"@\" : 3\n:::\n",
    "\n| @ | @ |\n|---|:-:|\n| @ | `@` |\n",
    "\n| @\n",
    "\n@\n: @\n",
    ": @",
    "[^1]",
    "\n[^1]: @\n",
    "\n[toc]\n",
    "\n\\newpage\n",
    "\n---\n",
    "<br>",
    "<b>",
    "</b>",
    "</p>",
    "<p>@",
    "</div>",
    "\n<div align=\"center\">\n\n",
    "\n</div>\n\n",
    "\n<details>\n<summary>@</summary>\n\n",
    "\n</details>\n",
    "<h3>@",
    "</h3>",
    "\n<table><tr><td rowspan=2 colspan=9>@",
    "<tr>",
    "<td>@",
    "</table>\n",
    "<ul>",
    "<li>@",
    "</ul>",
    "<dl><dt>@<dd>@",
    "<span style=\"color:red\">@",
    "</span>",
    "<ruby>@<rt>@</ruby>",
    "\n<pre>\n@\n",
    "</pre>",
    "<a href=\"#id\" id=\"b\">@",
    "</a>",
    "<blockquote>",
    "</blockquote>",
    "<figure><img src=\"a.png\" alt=\"@\"><figcaption>@",
    "<iframe src=\"x\" title=\"@\"></iframe>",
    "<svg><title>@</title></svg>",
    "<script>a</script>",
    "<X y=\"1\">@",
    "List<String> @",
    "<div x=\"",
    "<!--",
    "-->",
    "{{#include code.rs:a}}",
    "\n{{#include code.rs}}\n",
    "\u{202E}",
    "e\u{301}\u{200D}",
    "\u{0}\u{1B}",
    "#panic(\"x\") \\ \" ]]>&amp;",
];

/// Numbers that follow from a seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn lesson(seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut lesson = String::new();
    for _ in 0..5 + random.below(40) {
        lesson.push_str(PARTS[random.below(PARTS.len())]);
    }
    let mut words = 0;
    while lesson.contains('@') {
        lesson = lesson.replacen('@', &format!("字{words}字"), 1);
        words += 1;
    }
    lesson
}

fn cases() -> u64 {
    let asked = std::env::var("HANDOUT_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(CASES)
}

#[test]
fn whatever_is_mixed_comes_out() {
    for seed in 1..=cases() {
        let markdown = lesson(seed);
        let prepared = Prepared::lesson(&markdown);
        let mut diagnostics = Diagnostics::default();
        if prepared.course.is_none() {
            // Nothing but white space.
            assert!(prepared.diagnostics.has_errors(), "{markdown:?}");
            continue;
        }
        let book = handout::epub(prepared.job(), &mut |_| (), &mut diagnostics);
        check_book(&markdown, &book.unwrap_or_else(|| panic!("no book of {markdown:?}")));
        if seed % PAGES_EVERY == 0 {
            let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
            let problems = diagnostics.sorted();
            assert!(pdf.is_some(), "no pages of {markdown:?}: {problems:?}");
        }
    }
}

/// Checks that every page is XML, and that the words of the lesson are on it.
fn check_book(markdown: &str, book: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let name = "EPUB/lesson.xhtml";
    let name = archive
        .file_names()
        .find(|file| file.ends_with("lesson.xhtml"))
        .unwrap_or(name)
        .to_owned();
    let mut page = String::new();
    archive.by_name(&name).expect("the lesson").read_to_string(&mut page).expect("text");
    let mut text = String::new();
    let mut reader = quick_xml::Reader::from_str(&page);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(quick_xml::events::Event::Text(run)) => text.push_str(&run),
            Ok(_) => {}
            Err(error) => panic!("{error} in the page of {markdown:?}"),
        }
    }
    let count = markdown.matches('字').count() / 2;
    for word in 0..count {
        let word = format!("字{word}字");
        // Descriptions of pictures and titles of links are attributes.
        assert!(
            text.contains(&word) || page.contains(&word) || is_unused(markdown, &word),
            "{word} is lost from {markdown:?}: {page}"
        );
    }
}

/// Whether a word stands where the author is told that it is left out, or where nothing
/// shows it.
fn is_unused(markdown: &str, word: &str) -> bool {
    let Some(at) = markdown.find(word) else { return false };
    let line = markdown[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &markdown[line..at];
    // A note that nothing refers to, a tag's or comment's inside, a cell too many.
    markdown.contains("[^1]:")
        || markdown.contains("<!--")
        || markdown.contains("<div x=\"")
        || before.contains('|')
        || before.contains("```")
        || before.contains("~~~")
}
