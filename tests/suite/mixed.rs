//! Lessons mixed at random from every construct, broken ones among them: each must come
//! out in both formats, and its text with it.
//!
//! `HANDOUT_CASES=1000000` mixes so many, for those who have the time, and
//! `HANDOUT_FIRST_CASE` says where to begin.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::Range;

use handout::diagnostic::{Code, Diagnostics};
use handout::read::{self, Input};
use handout::source::{CoursePath, SourceMap, Span};
use handout::write::pdf as pages;
use handout::write::typst::Refusals;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use rayon::prelude::*;

use crate::memory::{CODE, Memory, Prepared};

/// How many lessons are mixed, and how many make a course.
const CASES: u64 = 2_000;
const LESSONS: u64 = 50;

/// Every how many-th course is set in pages.
const PAGES_EVERY: u64 = 20;

/// What lessons are mixed from. `@` becomes a word that must come out, `@@` a sign.
const PARTS: &[&str] = &[
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
    "![@](pictures/chart.png)",
    "\n![@](pictures/labels.svg \"@\")\n",
    "![@](pictures/hostile.svg)",
    "\n![@](pictures/turned.jpg){width=200%}\n",
    "![@](data:image/png;base64,AA)",
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
    "\n@@tab @\n",
    "\n```python\n@\n",
    "\n```\n",
    "\n```js{1,9-2} [@]\n@ // [!code ++]\n",
    "\n```{.py #id title=\"@\" linenums=9}\n@\n",
    "\n```diff rust:@\n+@\n# @\n",
    "\n``` @ {{[\"\n",
    "// highlight-start\n",
    "# @ [!code --:9]\n",
    "\"@\"",
    "'",
    "\"",
    "--",
    "...",
    "\\\"",
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
    // Beyond the limits of nesting.
    "\n> > > > > > > > > > > > @\n",
    "\n- - - - - - - - - - - - - - - - - - - - @\n",
    "\n- 1. > - 1. > - 1. > - @\n  @\n",
    "**~~==_**~~==_**~~==_@",
    "\n[^1]: > - @\n    >\n    > @\n",
    // Identifiers that collide with others and with those of the writers.
    "\n## @ {#id}\n",
    "\n### @ {#note-1}\n",
    "\n## 同\n",
    "[@](#同)",
    // Text without a place to break, from right to left, with many marks, in wide letters.
    "@xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "————————————————@～·–",
    "שלום @ مرحبا",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}@",
    "👩\u{200D}🏫@🇨🇳",
    "\u{FEFF}@\u{FFFE}\u{2028}",
    "\r\n@\r",
    "\t@\t",
    // What looks like the outputs.
    "</p></body><!DOCTYPE html>@",
    "<?xml @?>",
    "<![CDATA[@]]>",
    "#let x = [@] $x$ @label <label> // @",
    "}) ] ) \"@\"; ${@}",
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

/// The lesson of a seed. Its words are numbered apart from those of other lessons.
fn lesson(seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut mixed = String::new();
    for _ in 0..5 + random.below(40) {
        mixed.push_str(PARTS[random.below(PARTS.len())]);
    }
    let mut number = seed % LESSONS * 1_000;
    let mut lesson = String::with_capacity(2 * mixed.len());
    // Every other lesson has its marks curled.
    if seed.is_multiple_of(2) {
        lesson.push_str("---\nsmart_punctuation: true\n---\n");
    }
    let mixed = mixed.replace("@@", "\u{1}");
    for (index, part) in mixed.split('@').enumerate() {
        if index > 0 {
            number += 1;
            lesson.push_str(&format!("字{number}字"));
        }
        lesson.push_str(part);
    }
    lesson.replace('\u{1}', "@")
}

/// The words in a text, and where each stands first.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for (at, mark) in text.match_indices('字') {
        let number =
            text[at + mark.len()..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + mark.len() + number;
        if number > 0 && text[end..].starts_with('字') {
            words.entry(&text[at..end + mark.len()]).or_insert(at);
        }
    }
    words
}

fn setting(name: &str, default: u64) -> u64 {
    let asked = std::env::var(name).ok().and_then(|value| value.parse().ok());
    asked.unwrap_or(default)
}

#[test]
fn whatever_is_mixed_comes_out() {
    let first = setting("HANDOUT_FIRST_CASE", 1);
    let courses = setting("HANDOUT_CASES", CASES).div_ceil(LESSONS);
    (0..courses).into_par_iter().for_each(|course| {
        let seeds = first + course * LESSONS..first + (course + 1) * LESSONS;
        let mixed = Mixed::new(seeds);
        let said = mixed.check_book();
        if course % PAGES_EVERY == 0 {
            mixed.check_pages(&said);
        }
    });
}

/// A course of mixed lessons.
struct Mixed {
    /// The lessons by their slugs.
    lessons: BTreeMap<String, String>,
    prepared: Prepared,
}

impl Mixed {
    fn new(seeds: Range<u64>) -> Mixed {
        let lessons: BTreeMap<String, String> =
            seeds.map(|seed| (format!("l{seed}"), lesson(seed))).collect();
        let mut files = Memory::default();
        for (slug, markdown) in &lessons {
            files.0.insert(format!("{slug}.md"), markdown.as_str().into());
        }
        files.0.insert("code.rs".into(), CODE.into());
        Mixed { prepared: Prepared::new(&files, None), lessons }
    }

    /// Checks that every page of the book is XML whose identifiers are its own, that links
    /// lead to them, and that each lesson's words are on its page or reported. Gives the
    /// words that can be seen there.
    fn check_book(&self) -> BTreeSet<String> {
        let mut diagnostics = Diagnostics::default();
        let book = handout::epub(self.prepared.job(), &mut |_| (), &mut diagnostics);
        let book = Cursor::new(book.expect("a book"));
        let mut archive = zip::ZipArchive::new(book).expect("an archive");
        let mut seen = BTreeSet::new();
        let (mut anchors, mut links) = (BTreeSet::new(), Vec::new());
        for (slug, markdown) in &self.lessons {
            let Ok(mut file) = archive.by_name(&format!("OEBPS/{slug}.xhtml")) else {
                assert!(markdown.trim().is_empty(), "no page of {markdown:?}");
                continue;
            };
            let mut page = String::new();
            file.read_to_string(&mut page).expect("text");
            let page = Page::read(&page)
                .unwrap_or_else(|problem| panic!("{problem} in {page} of {markdown:?}"));
            for (word, at) in words(markdown) {
                assert!(
                    page.text.contains(word)
                        || page.attributes.contains(word)
                        || self.is_accounted_for(slug, word, at),
                    "{word} is lost from {markdown:?}: {}",
                    page.text
                );
            }
            seen.extend(words(&page.text).into_keys().map(String::from));
            let file = format!("{slug}.xhtml");
            anchors.extend(page.identifiers.iter().map(|id| format!("{file}#{id}")));
            anchors.insert(file.clone());
            let target = |link: String| match link.starts_with('#') {
                true => format!("{file}{link}"),
                false => link,
            };
            links.extend(page.links.into_iter().map(|link| (slug, target(link))));
        }
        for (slug, target) in links {
            assert!(anchors.contains(&target), "{target} in {:?}", self.lessons[slug]);
        }
        seen
    }

    /// Whether the author is told of what stands at a place of a lesson, or knows that it
    /// does not appear.
    fn is_accounted_for(&self, slug: &str, word: &str, at: usize) -> bool {
        let markdown = &self.lessons[slug];
        let sources = &self.prepared.sources;
        let here =
            |span: Span| sources.file(span.source()).path() == format!("{slug}.md");
        let problems = self.prepared.diagnostics.sorted();
        let told = problems.iter().filter(|problem| {
            problem.span.is_some_and(|span| here(span) && span.range().contains(&at))
        });
        let line = &markdown[markdown[..at].rfind('\n').map_or(0, |end| end + 1)..];
        let before = &line[..line.len() - (markdown.len() - at)];
        told.count() > 0
            // What follows a fence names the language; the rest of a comment is for others.
            || before.contains("```")
            || before.contains("~~~")
            || markdown[..at].rfind("<!--") > markdown[..at].rfind("-->")
            // A declaration or an instruction, which are comments to a browser.
            || ["<?", "<!"].iter().any(|it| markdown[..at].rfind(it) > markdown[..at].rfind('>'))
            // A hidden line of code.
            || before.trim() == "#" && markdown.contains("rust")
            // The caption of a picture in the heading that has become the lesson's title.
            || before.contains("labels.svg \"") && self.is_in_title(slug, before)
            // A tag that does not end.
            || markdown[..at].contains("<div x=\"")
            // A link's definition.
            || line.lines().next().is_some_and(|line| line.contains("]:"))
            || self.is_in_lost_note(markdown, word)
    }

    /// Whether a picture stands in the lesson's title, of which only words can be shown.
    fn is_in_title(&self, slug: &str, picture: &str) -> bool {
        let lessons = &self.prepared.job().course.lessons;
        let title = lessons.iter().find(|lesson| lesson.info.slug == slug);
        title.is_some_and(|lesson| {
            words(picture).keys().any(|word| lesson.info.title.contains(word))
        })
    }

    /// Whether a word is in a note that is left out.
    fn is_in_lost_note(&self, markdown: &str, word: &str) -> bool {
        let mut files = Memory::default();
        files.0.insert("lesson.md".into(), markdown.into());
        files.0.insert("code.rs".into(), CODE.into());
        let input = Input {
            name: "lesson".into(),
            lesson: CoursePath::root().join("lesson.md"),
            prefix: String::new(),
            drafts: false,
        };
        let (mut sources, mut ignored) = (SourceMap::default(), Diagnostics::default());
        let course = read::course(&files, &input, &mut sources, &mut ignored);
        let notes = &course.expect("a course").lessons[0].footnotes;
        notes.iter().any(|note| format!("{note:?}").contains(word))
    }

    /// Checks that the pages have the words that are seen in the book, and that nothing had
    /// to be made plain for them.
    fn check_pages(&self, seen: &BTreeSet<String>) {
        let job = self.prepared.job();
        let mut diagnostics = Diagnostics::default();
        let pdf = handout::pdf(job, &mut |_| (), &mut diagnostics);
        let problems = diagnostics.sorted();
        let refused = problems.iter().find(|problem| {
            problem.code == Code::Typesetting && problem.message.contains("cannot be")
        });
        if let Some(problem) = refused {
            let lesson = problem.span.map(|span| {
                let file = self.prepared.sources.file(span.source());
                (file.slice(span), file.text())
            });
            panic!("{problem:?}: {lesson:?}");
        }
        assert!(pdf.is_some(), "{problems:?}");
        let lessons = &job.course.lessons;
        let mut plain = Refusals::default();
        lessons.iter().for_each(|lesson| plain.refuse_part(lesson.span, String::new()));
        for refused in [Refusals::default(), plain] {
            let text = self.print(refused);
            let printed = words(&text);
            for word in seen {
                let lesson = self.lessons.values().find(|lesson| lesson.contains(word));
                // Text that is turned around is set in another order than it is read in.
                let is_turned = lesson.is_some_and(|lesson| lesson.contains('\u{202E}'));
                let is_printed = printed.contains_key(word.as_str());
                assert!(is_printed || is_turned, "{word} of {lesson:?}");
            }
        }
    }

    /// All text on the pages, in the order in which it was set, when some parts are plain.
    fn print(&self, mut refused: Refusals) -> String {
        let fonts = self.prepared.fonts();
        loop {
            let project = self.prepared.project(&refused);
            let setting = self.prepared.setting(&project, &fonts);
            let set = pages::compile(&setting);
            let set = set.unwrap_or_else(|refusals| panic!("{:?}", refusals[0].error));
            let mut is_new = false;
            let missing = set.missing_glyphs();
            for text in missing.text.into_keys() {
                is_new |= refused.text.insert(text, None).is_none();
            }
            for text in missing.drawings {
                is_new |= refused.drawings.insert(text);
            }
            if is_new {
                continue;
            }
            let exported = pages::export(&set, &setting);
            let refusal = exported.err().map(|refusals| refusals[0].error.clone());
            assert_eq!(refusal, None, "{:?}", self.lessons);
            let mut text = String::new();
            set.each_text(&mut |item| text.push_str(&item.text));
            return text;
        }
    }
}

/// A page of the book, parsed.
#[derive(Default)]
struct Page {
    text: String,
    attributes: String,
    identifiers: BTreeSet<String>,
    /// Where its links to other places in the book lead.
    links: Vec<String>,
}

impl Page {
    fn read(source: &str) -> Result<Page, String> {
        let forbidden = |c: char| {
            (c < ' ' && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        };
        if let Some(c) = source.chars().find(|c| forbidden(*c)) {
            return Err(format!("{c:?}"));
        }
        let mut page = Page::default();
        let mut reader = quick_xml::Reader::from_str(source);
        reader.config_mut().check_end_names = true;
        let mut depth = 0;
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Eof => break,
                Event::Text(run) => page.text.push_str(&run),
                Event::Start(start) => {
                    depth += 1;
                    page.read_attributes(&start)?;
                }
                Event::Empty(start) => page.read_attributes(&start)?,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        (depth == 0).then_some(page).ok_or_else(|| "an open element".into())
    }

    fn read_attributes(&mut self, start: &BytesStart) -> Result<(), String> {
        let is_link = start.name().as_ref() == "a";
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            match attribute.key.as_ref() {
                "id" if !self.identifiers.insert(value.to_string()) => {
                    return Err(format!("two identifiers {value}"));
                }
                "href" if is_link && !value.contains(':') => {
                    self.links.push(value.into());
                }
                _ => {
                    self.attributes.push_str(&value);
                    self.attributes.push('\n');
                }
            }
        }
        Ok(())
    }
}
