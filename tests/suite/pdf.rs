//! PDFs: that every lesson gets one, and what is said of what cannot be printed.

use handout::diagnostic::Diagnostics;
use handout::write::pdf as pages;
use handout::write::typst::Refusals;

use crate::memory::{Memory, Prepared};

/// The PDF of one lesson, and what was said meanwhile.
fn pdf(markdown: &str) -> (Option<Vec<u8>>, String) {
    let mut prepared = Prepared::lesson(markdown);
    let mut diagnostics = Diagnostics::default();
    let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
    prepared.diagnostics.append(diagnostics);
    (pdf, prepared.problems())
}

#[test]
fn a_character_that_no_font_has_is_a_warning_at_its_place() {
    // A letter of Linear A, in text, code, a heading and the title.
    let lesson =
        "# 题\u{10600}目\n\n## 节\u{10600}\n\n文字\n文\u{10601}字 `a\u{10602}`\n";
    let (pdf, problems) = pdf(lesson);
    assert!(pdf.is_some_and(|pdf| pdf.starts_with(b"%PDF-")), "{problems}");
    assert!(problems.contains("U+10600"), "{problems}");
    assert!(problems.contains("lesson.md:6:2: warning[missing-glyph]"), "{problems}");
    assert!(problems.contains("U+10602"), "{problems}");
}

/// The text on the pages of one lesson, small figures refused.
fn text(markdown: &str) -> String {
    let prepared = Prepared::lesson(markdown);
    let mut refused = Refusals::default();
    refused.text.insert("⁹".into(), None);
    let (project, fonts) = (prepared.project(&refused), prepared.fonts());
    let setting = prepared.setting(&project, &fonts);
    let pages = pages::compile(&setting)
        .unwrap_or_else(|refusals| panic!("{:?}", refusals[0].error));
    let mut text = String::new();
    pages.each_text(&mut |item| text.push_str(&item.text));
    text
}

#[test]
fn a_small_figure_is_never_an_ordinary_one() {
    let (_, problems) = pdf("# 题\n\n10⁹ 个\n");
    assert!(problems.contains("lesson.md:3:3: hint[missing-glyph]"), "{problems}");
    let (_, problems) = pdf("# 题\n\n10⁹ 个，`10⁹`\n");
    assert!(problems.contains("lesson.md:3:10: warning[missing-glyph]"), "{problems}");
    let (_, problems) = pdf("# 10⁹\n\n甲\n");
    assert!(problems.contains("lesson.md:1:5: warning[missing-glyph]"), "{problems}");
    let text = text("# 题\n\n`10⁹`\n");
    assert!(text.contains("10^9"), "{text}");
}

#[test]
fn a_running_head_says_what_stands_above_the_line() {
    for length in [60, 3_000] {
        let title = "很".repeat(length);
        let text = text(&format!("# 10⁹{title}\n\n{}", "甲\n\n".repeat(80)));
        assert!(text.contains("10^9很"), "{text}");
        assert!(text.contains("很…"), "{text}");
    }
}

#[test]
fn long_addresses_are_printed_as_far_as_they_lead() {
    let address = |path: &str| text(&format!("# 题\n\n[甲](https://a.cn/{path})\n"));
    let long = "x".repeat(200);
    let shown = address(&format!("a?id=7&b={long}"));
    assert!(shown.contains("a?id=7…"), "{shown}");
    let shown = address(&format!("{long}/end"));
    assert!(shown.contains("xxx…") && !shown.contains("end"), "{shown}");
    // Characters are counted, not bytes.
    let shown = address(&format!("{}/end", "字".repeat(90)));
    assert!(shown.contains("/end") && !shown.contains('…'), "{shown}");
}

#[test]
fn a_picture_in_a_line_needs_no_description() {
    let mut files = Memory::default();
    let picture = include_bytes!("../../lessons/images/event-loop-timeline.png");
    files.0.insert("lesson.md".into(), "甲 ![](a.png) 乙\n".into());
    files.0.insert("a.png".into(), picture.to_vec());
    let prepared = Prepared::new(&files, Some("lesson.md"));
    let mut diagnostics = Diagnostics::default();
    let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
    assert!(pdf.is_some(), "{:?}", diagnostics.sorted());
}

#[test]
fn a_character_in_a_drawing_that_no_font_has_is_a_warning_at_the_picture() {
    // One that no font has, before one that only a font for formulas has.
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"20\">\
                   <text y=\"15\">字\u{10600}与\u{27E8}x\u{27E9}</text></svg>";
    let mut files = Memory::default();
    files.0.insert("lesson.md".into(), "字\u{27E8}\n\n看 ![图](a.svg)\n".into());
    files.0.insert("a.svg".into(), drawing.into());
    let mut prepared = Prepared::new(&files, Some("lesson.md"));
    let mut diagnostics = Diagnostics::default();
    let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
    prepared.diagnostics.append(diagnostics);
    let problems = prepared.problems();
    assert!(pdf.is_some(), "{problems}");
    let warning = "lesson.md:3:3: warning[missing-glyph]: no font has the character \
                   “\u{10600}” (U+10600)";
    assert!(problems.starts_with(warning), "{problems}");
    assert_eq!(problems.matches("missing-glyph").count(), 1, "{problems}");
}

#[test]
fn a_phrase_that_turns_its_own_page_is_set() {
    // The paragraph ends the page above that of its target; with the page's number it has
    // a line more and stands on the same page, where no number would be needed.
    let mut found = Vec::new();
    for above in 27..34 {
        let above = "甲\n\n".repeat(above);
        let line = "乙".repeat(41);
        let lesson = format!("# 题\n\n{above}[乙](#丙){line}\n\n## 丙\n\n丁\n");
        let (_, problems) = pdf(&lesson);
        assert_eq!(problems, "");
        found.push(text(&lesson).contains("（见第"));
    }
    // First both are on one page, and at last both on the next.
    assert_eq!(found, [false, true, true, true, false, false, false]);
}

#[test]
fn every_drawing_comes_out() {
    for inside in [
        "",
        "<text>",
        "<text x='a' font-size='0'>字</text>",
        "<text textLength='-5' letter-spacing='1e9'>字字</text>",
        "<g transform='scale(0)'><text>字</text></g>",
        "<g transform='matrix(1e30 0 0 1e30 0 0)'><rect width='1' height='1'/></g>",
        "<rect width='-1' height='1e30' fill='hsl(1)' stroke-dasharray='0 -1'/>",
        "<path d='M 0 0 L nan inf A 1 2' stroke='red'/>",
        "<clipPath id='c'/><g clip-path='url(#c)'><circle r='5'/></g>",
        "<mask id='m'><text>字</text></mask><g mask='url(#m)'><circle r='5'/></g>",
        "<pattern id='p' width='1e-9' height='0'/><circle r='5' fill='url(#p)'/>",
        "<linearGradient id='g'><stop offset='2'/></linearGradient>\
         <text fill='url(#g)' stroke='url(#g)'>字</text>",
        "<path id='p' d='M0 0H9'/><text><textPath href='#p'>字字字字字</textPath></text>",
        "<svg width='0' height='0'><circle r='5'/></svg>",
        "<symbol id='s' viewBox='0 0 0 0'><circle r='5'/></symbol><use href='#s'/>",
        "<text writing-mode='tb' rotate='45 90'>字 abc</text>",
        "<text>\u{202E}abc \u{5D0}\u{5D1} e\u{301}\u{200D}\u{FE0F}😀👨‍👩‍👧</text>",
    ] {
        let close = if inside == "<text>" { "</text>" } else { "" };
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>\
             {inside}{close}</svg>"
        );
        let mut files = Memory::default();
        files.0.insert("lesson.md".into(), "![图](a.svg)\n".into());
        files.0.insert("a.svg".into(), drawing.into());
        let prepared = Prepared::new(&files, Some("lesson.md"));
        let mut diagnostics = Diagnostics::default();
        let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
        assert!(pdf.is_some(), "{inside}: {:?}", diagnostics.sorted());
    }
}

#[test]
fn what_looks_like_typst_is_text() {
    let hostile = r##"---
title: '#panic("a")'
description: '"], panic(), ["'
objectives: ['") + panic() + ("']
---

# "); panic() //

#panic() \$x\$ `#raw` \u{41} "quoted" \\ @label \<label> /* a */ // b

| # | " |
|---|---|
| \ | ) |

```text
") + panic()
\
```
"##;
    let (pdf, problems) = pdf(hostile);
    assert!(pdf.is_some(), "{problems}");
    assert_eq!(problems, "");
}

#[test]
fn every_construct_can_be_nested_to_the_limit() {
    let lesson = format!(
        "{}引\n\n{}项\n\n{}重{}\n",
        "> ".repeat(40),
        "- ".repeat(40),
        "*a **".repeat(40),
        "** b*".repeat(40)
    );
    let (pdf, problems) = pdf(&lesson);
    assert!(pdf.is_some(), "{problems}");
    assert!(problems.contains("nesting-too-deep"), "{problems}");
}

#[test]
fn lessons_in_other_languages_have_pages_too() {
    for (text, language) in [
        ("繁體中文的課程與「引號」", "zh-TW"),
        ("日本語の授業です。", "ja"),
        ("한국어 수업입니다.", "ko"),
        ("A lesson in English, with “quotes” and it’s fine.", "en"),
    ] {
        let (pdf, problems) =
            pdf(&format!("---\nlang: {language}\n---\n\n# T\n\n{text}\n"));
        assert!(pdf.is_some(), "{problems}");
        assert_eq!(problems, "", "{language}");
    }
}

#[test]
fn nothing_an_author_may_type_stops_the_pages() {
    let dashes = "—".repeat(40_000);
    let long = format!("[长](https://a.cn/{})\n", "x".repeat(9_000));
    // Links and notes in a header that is repeated on other pages.
    let rows = "| a | b |\n".repeat(120);
    let table = format!(
        "[^1]\n\n| h[^1] | [l](https://a.cn) [^2] |\n|---|---|\n{rows}\n[^2] \
         [^1]\n\n[^1]: n\n[^2]: m\n"
    );
    for lesson in [
        // A byte order mark in the middle, as joined files have it.
        "a\u{FEFF}b `\u{FEFF}` \u{FFFE}\n",
        // Headings that say nothing, linked to and before deeper ones.
        "# t\n\n##\n\n### a\n\n[x](#section)\n\n## ![](none.png)\n\n#### b\n",
        "a[^1]\n\n[^1]:\n    # heading in a note\n",
        "a[^1]\n\n[^1]: b[^1] and[^2]\n\n[^2]: c[^1]\n",
        // PDF/UA-1 knows one kind of line at a text.
        "~~a==b==c~~ ==d~~e~~f==\n",
        dashes.as_str(),
        table.as_str(),
        long.as_str(),
    ] {
        let (pdf, problems) = pdf(lesson);
        assert!(pdf.is_some(), "{lesson}: {problems}");
        assert!(!problems.contains("[typesetting]"), "{problems}");
    }
}

#[test]
fn long_lessons_take_time_in_proportion() {
    let notes: String = (0..30_000).map(|n| format!("[^{n}]")).collect();
    let definitions: String = (0..30_000).map(|n| format!("\n[^{n}]: x\n")).collect();
    for lesson in ["# a\n".repeat(60_000), notes + "\n" + &definitions] {
        let start = std::time::Instant::now();
        let prepared = Prepared::lesson(&lesson);
        assert!(prepared.course.is_some());
        // Where work grew with the square, this took minutes.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
