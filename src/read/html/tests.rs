//! Whatever is written, tokens nest, stay within the limits and keep the text.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Leaf, Role, Token, nest};
use crate::read::weave;
use crate::source::SourceMap;

/// How deep the tokens of a text are nested at most, how many there are, and what they
/// say.
fn nested(markdown: &str) -> (usize, usize, String) {
    let mut sources = SourceMap::default();
    let source = sources.add("a.md", markdown.to_owned());
    let woven = weave::line(markdown, source, 0, std::iter::empty());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).into_offset_iter().collect();
    let tokens = nest(events, &woven, &sources, &mut |_, _| ());
    let count = tokens.len();
    let (mut open, mut deepest, mut text) = (Vec::new(), 0, String::new());
    for (token, _) in tokens {
        match token {
            Token::Markdown(Event::Start(tag)) => open.push(Some(tag.to_end())),
            Token::Open(_) => open.push(None),
            Token::Markdown(Event::End(end)) => assert_eq!(open.pop(), Some(Some(end))),
            Token::Close => assert_eq!(open.pop(), Some(None)),
            Token::Markdown(Event::Text(said)) => text.push_str(&said),
            Token::Text(said) | Token::Leaf(Leaf::Text(said)) => text.push_str(&said),
            Token::Markdown(_) | Token::Mark(_) | Token::Leaf(_) => {}
        }
        deepest = deepest.max(open.len());
    }
    assert!(open.is_empty(), "everything ends");
    (deepest, count, text)
}

#[test]
fn what_is_too_deep_is_lifted() {
    // A paragraph lies in the innermost quotation.
    assert_eq!(nested(&format!("{} a", ">".repeat(8))).0, 9);
    assert_eq!(nested(&format!("{} a", ">".repeat(3000))).0, 9);
    assert_eq!(nested(&format!("{}a", "- ".repeat(3000))).0, 16);
    let emphasis = format!("{}a{}", "*a ".repeat(500), " b*".repeat(500));
    assert_eq!(nested(&emphasis).0, 17);
}

#[test]
fn thousands_of_open_elements_cost_no_more_than_they_are() {
    let parts = [
        "<div>\n\n甲\n\n",
        "<div align=center>甲",
        "<b>甲 ",
        "<b>甲\n\n",
        "<a href=x><div>甲",
        "<ul><li>甲",
        "<li>甲",
        "<dl><dt>甲<dd>",
        "<table><tr><td>甲",
        "<td>甲</table>",
        "<details><summary>甲\n\n",
        "<h2>甲",
        "> <blockquote>甲\n\n",
        "- <ul><li>甲\n",
        "<pre>甲\n\n",
        "<ruby>甲<rt>",
        "**<i>甲** ",
        "</b></i></div>甲",
        "<svg><text>甲",
    ];
    for part in parts {
        for ending in ["", "</div>", "</b>", "</table>", "</a>", "</li></ul>"] {
            let cost = |times: usize| {
                let text = format!("{}{}", part.repeat(times), ending.repeat(times));
                let (deepest, tokens, text) = nested(&text);
                assert!(deepest <= 100, "{part:?} {ending:?} nests {deepest} deep");
                let kept = text.matches('甲').count();
                assert_eq!(kept, times, "the text of {part:?} {ending:?}");
                tokens
            };
            let (once, twice) = (cost(400), cost(800));
            assert!(twice <= once * 2 + 400, "{part:?} {ending:?}: {once}, {twice}");
        }
    }
}

#[test]
fn only_the_text_of_what_lies_in_code_stays() {
    // A block of HTML that begins otherwise ends at the blank line; the `pre` goes on.
    let code = "<br>\n<pre>\n甲\n\n**乙** `丙` [丁](a) ![戊](b \"己\") ~~庚</pre>辛";
    let (_, _, text) = nested(code);
    for word in "甲乙丙丁戊己庚辛".chars() {
        assert!(text.contains(word), "{word} in {text:?}");
    }
}

#[test]
fn what_is_said_again_in_every_line_is_bounded() {
    // How many bytes of addresses the tokens hold, and how often the author is told.
    let addresses = |markdown: &str| {
        let mut sources = SourceMap::default();
        let source = sources.add("a.md", markdown.to_owned());
        let woven = weave::line(markdown, source, 0, std::iter::empty());
        let events = Parser::new(markdown).into_offset_iter().collect();
        let mut reports = 0;
        let tokens = nest(events, &woven, &sources, &mut |_, _| reports += 1);
        let said = tokens.iter().map(|(token, _)| match token {
            Token::Open(element) => match &element.role {
                Role::Link(address) | Role::Abbreviation(address) => {
                    address.as_ref().map_or(0, String::len)
                }
                _ => 0,
            },
            Token::Markdown(Event::Start(Tag::Link { dest_url, .. })) => dest_url.len(),
            _ => 0,
        });
        (said.sum::<usize>(), reports)
    };
    let long = "a".repeat(10_000);
    let lines = "<p>甲</p>\n".repeat(2_000);
    let link = format!("<div><a href={long}>\n{lines}</a></div>");
    assert_eq!(addresses(&link), (10_000 + 104 * 10_000, 1));
    let link = format!("[甲<p>乙</p><p>丙</p>]({long})");
    assert_eq!(addresses(&link), (30_000, 0));
    // What an abbreviation is short for is said once.
    let abbreviation = format!("<div><abbr title={long}>\n{lines}</abbr></div>");
    assert_eq!(addresses(&abbreviation), (10_000, 0));
}
