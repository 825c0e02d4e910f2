use pulldown_cmark::{Event, Options, html};

use super::parse;

/// The options of these tests.
fn options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES
}

fn to_html(text: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, parse(text, options()).into_iter().map(|(event, _)| event));
    out.trim_end().to_owned()
}

fn paragraph(text: &str, inner: &str) {
    assert_eq!(to_html(text), format!("<p>{inner}</p>"), "{text}");
}

#[test]
fn bold_beside_full_width_punctuation() {
    paragraph("**真，**她", "<strong>真，</strong>她");
    paragraph("**变量（variable）**是", "<strong>变量（variable）</strong>是");
    paragraph("他说**“好”**了", "他说<strong>“好”</strong>了");
    paragraph("*真。*她***对！***了", "<em>真。</em>她<em><strong>对！</strong></em>了");
}

#[test]
fn strikethrough_opens_where_emphasis_would() {
    paragraph("甲~~乙~~丙", "甲<del>乙</del>丙");
    paragraph("a~~“乙~~丙", "a~~“乙~~丙");
}

#[test]
fn bold_around_code_and_links() {
    paragraph("使用**`print()`**函数", "使用<strong><code>print()</code></strong>函数");
    paragraph("见**[文](u)**。", "见<strong><a href=\"u\">文</a></strong>。");
    paragraph("[字**「a」**字](u)", "<a href=\"u\">字<strong>「a」</strong>字</a>");
}

#[test]
fn run_that_a_plain_parse_took_for_an_opener() {
    let html = "<strong>「a」</strong>字<strong>b</strong>";
    paragraph("**「a」**字**b**", html);
}

#[test]
fn one_ideograph_between_code_and_latin() {
    paragraph("`a`**字**x", "<code>a</code><strong>字</strong>x");
}

#[test]
fn strikethrough_follows_the_rule_and_underscore_does_not() {
    paragraph("~~删，~~留", "<del>删，</del>留");
    paragraph("__真，__她", "__真，__她");
}

#[test]
fn code_escapes_html_and_destinations_stay() {
    paragraph("`**真，**她`", "<code>**真，**她</code>");
    paragraph("\\*\\*真，**她", "**真，**她");
    paragraph(
        "[甲](/真，**她)**乙",
        "<a href=\"/%E7%9C%9F%EF%BC%8C**%E5%A5%B9\">甲</a>**乙",
    );
    paragraph(
        "<http://a/，**字>**",
        "<a href=\"http://a/%EF%BC%8C**%E5%AD%97\">http://a/，**字</a>**",
    );
    assert_eq!(to_html("```\n**真，**她\n```"), "<pre><code>**真，**她\n</code></pre>");
}

#[test]
fn emphasis_stays_inside_its_block() {
    assert_eq!(
        to_html("- **甲，\n  > 乙**丙\n"),
        "<ul>\n<li>**甲，\n<blockquote>\n<p>乙**丙</p>\n</blockquote>\n</li>\n</ul>"
    );
    assert!(to_html("|**甲，|乙**丙|\n|-|-|\n").contains("<th>**甲，</th>"));
    paragraph("**甲，\n乙。**丙", "<strong>甲，\n乙。</strong>丙");
}

#[test]
fn ranges_point_into_the_original() {
    let text = "前**真，**她";
    for (event, range) in parse(text, options()) {
        match event {
            Event::Text(piece) => assert_eq!(&text[range], &*piece),
            Event::Start(pulldown_cmark::Tag::Strong) => {
                assert_eq!(&text[range], "**真，**");
            }
            _ => {}
        }
    }
}

#[test]
fn plain_text_gives_the_events_of_a_plain_parse() {
    let text = "# 题\n\n一*二*三 **四** `五`\n\n- 六 ~~七~~\n\n|a|\n|-|\n|*b*|\n";
    let plain: Vec<_> =
        pulldown_cmark::Parser::new_ext(text, options()).into_offset_iter().collect();
    assert_eq!(parse(text, options()), plain);
}

#[test]
fn odd_input_does_not_panic() {
    for text in
        ["\0**，\0**字", "**", "，**", "\u{fe01}**字", "\u{e0100}**(", "\u{200d}*，*字*"]
    {
        parse(text, Options::all());
    }
}
