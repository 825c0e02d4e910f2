use super::{Piece, split};

fn links(text: &str) -> Vec<(&str, String)> {
    let link = |piece| match piece {
        Piece::Link { range, href } => Some((&text[range], href)),
        Piece::Text(_) => None,
    };
    split(text).filter_map(link).collect()
}

fn one(text: &str, shown: &str, href: &str) {
    assert_eq!(links(text), [(shown, href.to_owned())], "{text}");
}

/// `text` holds the one web address `shown`, which leads to itself.
fn web(text: &str, shown: &str) {
    one(text, shown, shown);
}

#[test]
fn www_addresses_of_the_gfm_specification() {
    let www = |text, shown| one(text, shown, &format!("http://{shown}"));
    www("www.commonmark.org", "www.commonmark.org");
    www("Visit www.commonmark.org/help for more.", "www.commonmark.org/help");
    www("Visit www.commonmark.org.", "www.commonmark.org");
    www("Visit www.commonmark.org/a.b.", "www.commonmark.org/a.b");
    let search = "www.google.com/search?q=Markup+(business)";
    for text in [search.to_owned(), format!("{search}))"), format!("({search})")] {
        one(&text, search, &format!("http://{search}"));
    }
    www(
        "www.google.com/search?q=(business))+ok",
        "www.google.com/search?q=(business))+ok",
    );
    www(
        "www.google.com/search?q=commonmark&hl=en",
        "www.google.com/search?q=commonmark&hl=en",
    );
    www("www.google.com/search?q=commonmark&hl;", "www.google.com/search?q=commonmark");
    www("www.commonmark.org/he<lp", "www.commonmark.org/he");
}

#[test]
fn addresses_with_a_scheme_of_the_gfm_specification() {
    web("http://commonmark.org", "http://commonmark.org");
    web(
        "(Visit https://encrypted.google.com/search?q=Markup+(business))",
        "https://encrypted.google.com/search?q=Markup+(business)",
    );
}

#[test]
fn mail_addresses_of_the_gfm_specification() {
    let mail = |text, shown: &str| one(text, shown, &format!("mailto:{shown}"));
    mail("foo@bar.baz", "foo@bar.baz");
    mail("hello+xyz@mail.example isn't valid", "hello+xyz@mail.example");
    assert!(links("hello@mail+xyz.example").is_empty());
    mail("a.b-c_d@a.b", "a.b-c_d@a.b");
    mail("a.b-c_d@a.b.", "a.b-c_d@a.b");
    assert!(links("a.b-c_d@a.b-").is_empty());
    assert!(links("a.b-c_d@a.b_").is_empty());
    one("mailto:foo@bar.baz", "mailto:foo@bar.baz", "mailto:foo@bar.baz");
}

#[test]
fn chinese_text_ends_an_address_without_a_space() {
    web("见https://example.com/a。然后", "https://example.com/a");
    web("（https://example.com/a_b）", "https://example.com/a_b");
    web("“http://example.com/?a=1”", "http://example.com/?a=1");
    web("打开https://example.com这个页面", "https://example.com");
    one("写信给a@b.cn，谢谢", "a@b.cn", "mailto:a@b.cn");
    one("访问www.b.cn！", "www.b.cn", "http://www.b.cn");
}

#[test]
fn what_is_no_address_stays_text() {
    for text in
        ["", "http://", "www.", "@", "xhttp://a.cn", "www.a_b", "a@b", "https://。"]
    {
        assert!(links(text).is_empty(), "{text}");
    }
}

#[test]
fn pieces_cover_the_text_in_order() {
    let text = "见http://a.cn，www.b.cn和c@d.cn c@d.cn。";
    let ranges = split(text).map(|piece| match piece {
        Piece::Text(range) | Piece::Link { range, .. } => range,
    });
    let end = ranges.fold(0, |end, range| {
        assert_eq!(range.start, end);
        range.end
    });
    assert_eq!(end, text.len());
}

#[test]
fn addresses_of_other_kinds_are_text() {
    assert_eq!(links("xmpp:foo@bar.baz"), []);
    assert_eq!(links("xmpp:foo@bar.baz/txt@bin.com 后 a@b.cn").len(), 1);
}
