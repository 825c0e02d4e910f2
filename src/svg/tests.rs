use super::*;

fn clean_all(svg: &str) -> Drawing {
    let embed = |bytes: &[u8]| {
        (bytes == b"fine")
            .then(|| Embedded { media_type: "image/png", bytes: b"better".to_vec() })
    };
    clean(svg.as_bytes(), Options { language: "zh-Hans", embed: &embed })
        .expect("a drawing")
}

fn refuse(svg: &str) -> Error {
    let options = Options { language: "zh-Hans", embed: &|_| None };
    clean(svg.as_bytes(), options).expect_err("no drawing")
}

/// What is inside a drawing of ten by ten.
fn inside(svg: &str) -> String {
    let whole = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' \
         xmlns:xlink='http://www.w3.org/1999/xlink' width='10' height='10'>{svg}</svg>"
    );
    let drawing = clean_all(&whole);
    let (_, inside) = drawing.svg.split_once('>').expect("a root");
    inside.trim_end().trim_end_matches("</svg>").to_owned()
}

fn lost(svg: &str) -> Vec<Loss> {
    let whole = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10' \
         xmlns:xlink='http://www.w3.org/1999/xlink' >{svg}</svg>"
    );
    clean_all(&whole).lost.into_iter().collect()
}

#[test]
fn the_root_says_size_language_and_font() {
    let drawing = clean_all(
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
         'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
         <svg xmlns='http://www.w3.org/2000/svg' width='75pt' height='2in' \
         viewBox='0 0 75 144' version='1.1' onload='a()'/>",
    );
    assert_eq!((drawing.width, drawing.height), (100, 192));
    assert_eq!(
        drawing.svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" font-family=\"sans-serif\" \
         height=\"192\" viewBox=\"0 0 75 144\" width=\"100\" xml:lang=\"zh-Hans\"/>\n"
    );
    assert_eq!(Vec::from_iter(drawing.lost), [Loss::Script]);
}

#[test]
fn a_size_that_is_not_said_follows() {
    let size = |attributes: &str| {
        let drawing = clean_all(&format!("<svg {attributes}></svg>"));
        (drawing.width, drawing.height)
    };
    assert_eq!(size("viewBox='0 0 40 20'"), (40, 20));
    assert_eq!(size("viewBox='0,0,40,20' width='100%' height='100%'"), (40, 20));
    assert_eq!(size("viewBox='0 0 40 20' width='10em'"), (160, 80));
    assert_eq!(size("height='30px' viewBox='-5 -5 40 20'"), (60, 30));
    assert_eq!(size(""), (300, 150));
    assert_eq!(size("width='1e9' height='1e9'"), (20_000, 20_000));
    assert_eq!(size("viewBox='0 0 40 0' width='7' height='7'"), (7, 7));
    assert_eq!(refuse("<svg width='0' height='5'/>"), Error::Empty);
}

#[test]
fn scripts_and_other_files_are_gone() {
    for (svg, kept, what) in [
        ("<script>alert(1)</script>", "", Loss::Script),
        ("<g onclick='a()'/>", "<g/>", Loss::Script),
        ("<animate attributeName='x'/>", "", Loss::Movement),
        ("<video/>", "", Loss::Foreign),
        ("<use xlink:href='http://a.cn/b.svg#c'/>", "<use/>", Loss::Outside),
        ("<use href='../b.svg#c'/>", "<use/>", Loss::Outside),
        ("<rect fill='url(http://a.cn/#b)'/>", "<rect fill=\"none\"/>", Loss::Outside),
        (
            "<rect style='stroke: red url( \"//a.cn\" )'/>",
            "<rect stroke=\"none\"/>",
            Loss::Outside,
        ),
        ("<rect filter='url(#f)' />", "<rect/>", Loss::Filter),
        (
            "<image href='a.png' width='2' height='3'/>",
            "<rect fill=\"none\" height=\"3\" stroke=\"#808080\" \
             stroke-dasharray=\"4 4\" width=\"2\"/>",
            Loss::Outside,
        ),
        ("<a href='javascript:a()'><g/></a>", "<g><g/></g>", Loss::Script),
    ] {
        assert_eq!(inside(svg), kept, "{svg}");
        if !svg.contains("javascript") {
            assert_eq!(lost(svg), [what], "{svg}");
        }
    }
    let unknown =
        "<metadata><a/></metadata><g data-a='b' class='c' filter='none'/><!--d-->";
    assert_eq!(inside(unknown), "<g/>");
    assert_eq!(lost(unknown), []);
    // CSS can write letters as numbers.
    assert_eq!(inside("<rect fill='u\\72l(http://a.cn)'/>"), "<rect/>");
    assert_eq!(inside("<rect fill='image-set(\"a.png\" 1x)'/>"), "<rect/>");
}

#[test]
fn entities_are_resolved_and_bounded() {
    let drawing = clean_all(
        "<!DOCTYPE svg [<!ENTITY a 'http://www.w3.org/2000/svg'>]>\
         <svg xmlns='&a;'><g/></svg>",
    );
    assert!(drawing.svg.contains("><g/></svg>"), "{}", drawing.svg);
    let mut bomb = "<!DOCTYPE svg [<!ENTITY a0 'lol'>".to_owned();
    for level in 1..12 {
        let before = format!("&a{};", level - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY a{level} '{before}'>"));
    }
    bomb.push_str("]><svg><text>&a11;</text></svg>");
    assert!(matches!(refuse(&bomb), Error::Malformed(_)));
    let outside = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\
                   <svg><text>&a;</text></svg>";
    assert!(matches!(refuse(outside), Error::Malformed(_)));
}

#[test]
fn style_sheets_become_attributes() {
    let svg =
        "<style><![CDATA[ /* a */ @import url(a.css); @media print { .c { fill: red } }
        .c, #n > rect { fill: #00f; stroke: green !important }
        rect { fill: white; stroke: black; unknown: 1 } g:hover { fill: red }
        ]]></style>
        <g id='n'><rect fill='red' style='stroke-width: 2px'/></g>
        <circle class='b c' style='fill:url(&quot;#g&quot;)'/>
        <linearGradient id='g'/>";
    assert_eq!(
        inside(svg),
        "<g><rect fill=\"#00f\" stroke=\"green\" stroke-width=\"2px\"/></g>\
         <circle fill=\"url(#i1)\" stroke=\"green\"/><linearGradient id=\"i1\"/>"
    );
}

#[test]
fn values_are_as_on_a_light_ground() {
    let svg = "<style>:root{--ink: var(--blue, #123)}</style>\
               <rect style='fill: light-dark(rgb(1, 2, 3), #fff); stroke: var(--ink)'/>\
               <rect fill='var(--none)' style='font: italic 700 12px/1.5 \"Courier New\"'/>";
    assert_eq!(
        inside(svg),
        "<rect fill=\"rgb(1, 2, 3)\" stroke=\"#123\"/>\
         <rect font-family=\"monospace\" font-size=\"12px\" font-style=\"italic\" \
         font-weight=\"700\"/>"
    );
}

#[test]
fn a_ground_in_css_is_drawn() {
    let drawing = clean_all(
        "<svg viewBox='-1 -2 3 4' style='background-color: #222; background: none'/>",
    );
    let ground =
        "<rect fill=\"#222\" height=\"4\" width=\"3\" x=\"-1\" y=\"-2\"/></svg>\n";
    assert!(drawing.svg.ends_with(ground), "{}", drawing.svg);
}

#[test]
fn fonts_become_kinds() {
    for (families, kind) in [
        ("Helvetica", SANS_SERIF),
        ("'Microsoft YaHei', SimSun", SANS_SERIF),
        ("\"DejaVu Sans Mono\", monospace", MONOSPACE),
        ("Times,serif", SERIF),
        ("'Source Han Sans CN'", SANS_SERIF),
        ("宋体", SERIF),
        ("Anything", SANS_SERIF),
    ] {
        assert_eq!(font::kind(families), kind, "{families}");
    }
}

#[test]
fn names_are_short_and_dead_ones_gone() {
    let svg = "<g id='中 文'/><path id='a' d='M0 0'/><path id='a'/><use href='#a'/>\
               <use href='#b'/><g fill='url(#c) blue' stroke='url(#c)' mask='url(#c)'/>";
    assert_eq!(
        inside(svg),
        "<g/><path id=\"i1\" d=\"M0 0\"/><path/><use xlink:href=\"#i1\"/><use/>\
         <g fill=\"blue\" stroke=\"none\"/>"
    );
}

#[test]
fn what_never_ends_is_refused() {
    let whole = |inside: &str| format!("<svg>{inside}</svg>");
    assert_eq!(
        refuse(&whole("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")),
        Error::Circular
    );
    assert_eq!(
        refuse(&whole("<pattern id='a'><rect fill='url(#a)'/></pattern>")),
        Error::Circular
    );
    let mut bomb = "<g id='a0'/>".to_owned();
    for level in 1..10 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        bomb.push_str(&format!("<g id='a{level}'>{uses}</g>"));
    }
    assert_eq!(refuse(&whole(&bomb)), Error::TooLarge);
    let marker = format!("<marker id='m'>{}</marker>", "<g/>".repeat(1000));
    let line = format!("<path marker-mid='url(#m)' d='M0 0{}'/>", " 1 1".repeat(1000));
    assert_eq!(refuse(&whole(&(marker + &line))), Error::TooLarge);
    let deep = "<g>".repeat(1000) + &"</g>".repeat(1000);
    assert_eq!(refuse(&whole(&deep)), Error::TooLarge);
    let long = "x".repeat(100_000);
    let style = format!("<style>g{{fill:{long}}}</style>{}", "<g/>".repeat(1000));
    assert_eq!(refuse(&whole(&style)), Error::TooLarge);
    let style = format!(
        "<style>:root{{--a:{long}}}g{{fill:var(--a);font:var(--a)}}</style>{}",
        "<g/>".repeat(1000)
    );
    assert_eq!(refuse(&whole(&style)), Error::TooLarge);
    let selector = "g ".repeat(60);
    let slow = format!("<style>b {selector}{{fill:red}}</style>");
    let deep = "<g>".repeat(150) + &"</g>".repeat(150);
    assert_eq!(refuse(&whole(&(slow + &deep))), Error::TooLarge);
}

#[test]
fn what_is_no_drawing_is_refused() {
    assert_eq!(refuse("<html><svg/></html>"), Error::NotSvg);
    assert!(matches!(refuse("<svg><g></svg>"), Error::Malformed(_)));
    assert!(matches!(refuse("plain"), Error::Malformed(_)));
    assert!(is_svg(b"\xef\xbb\xbf  <?xml version='1.0'?>\n<!-- a -->\n<svg/>"));
    assert!(!is_svg(b"<html><body>"));
    assert!(!is_svg(b"use <svg> here"));
}

#[test]
fn packed_and_foreign_encodings_are_read() {
    use std::io::Write;
    let svg = "<?xml version=\"1.0\" encoding=\"GBK\"?><svg><text>中</text></svg>";
    let (gbk, ..) = encoding_rs::GBK.encode(svg);
    let mut packed =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&gbk).expect("memory");
    let packed = packed.finish().expect("memory");
    let options = Options { language: "zh-Hans", embed: &|_| None };
    let drawing = clean(&packed, options).expect("a drawing");
    assert!(drawing.svg.contains("<text>中</text>"), "{}", drawing.svg);
}

#[test]
fn text_in_html_becomes_text() {
    // As Mermaid writes labels.
    let svg = "<g color='#333'><foreignObject x='5' y='10' width='80' height='48'>\
        <div xmlns='http://www.w3.org/1999/xhtml' style='display: table-cell; \
        white-space: nowrap; line-height: 1.5; text-align: center;'><span class='l'>\
        <p>第一行<br/>a &lt; <b>b</b></p></span></div></foreignObject></g>";
    assert_eq!(
        inside(svg),
        "<g color=\"#333\"><text fill=\"currentColor\" font-size=\"16\" \
         text-anchor=\"middle\"><tspan x=\"45\" y=\"27.6\">第一行</tspan>\
         <tspan x=\"45\" y=\"51.6\">a &lt; b</tspan></text></g>"
    );
    assert_eq!(lost(svg), []);
}

#[test]
fn of_two_forms_of_a_label_the_one_with_all_words_stays() {
    // As draw.io writes labels.
    let label = |html: &str, text: &str| {
        format!(
            "<switch><foreignObject width='100%' height='100%' requiredFeatures='f'>\
             <div xmlns='http://www.w3.org/1999/xhtml' style='display: flex; \
             align-items: unsafe center; justify-content: unsafe center; width: 118px; \
             height: 1px; padding-top: 30px; margin-left: 1px;'><div style='font-size: 0px; \
             text-align: center; '><div style='font-size: 12px; font-family: Helvetica; \
             color: rgb(0, 0, 0); line-height: 1.2; white-space: normal; '>{html}</div>\
             </div></div></foreignObject><text x='60' y='34' font-size='12px'>{text}</text>\
             </switch>"
        )
    };
    assert_eq!(
        inside(&label("开 始", "开始")),
        "<g><text font-size=\"12px\" x=\"60\" y=\"34\">开始</text></g>"
    );
    assert_eq!(
        inside(&label("开始得很早", "开始...")),
        "<g><text fill=\"rgb(0, 0, 0)\" font-family=\"sans-serif\" font-size=\"12\" \
         text-anchor=\"middle\"><tspan x=\"60\" y=\"34.7\">开始得很早</tspan></text></g>"
    );
    let last = "<switch><g requiredFeatures='f'/><a href='https://a.cn'>\
                <text>Text is not SVG - cannot display</text></a></switch>";
    assert_eq!(inside(last), "<g><g/></g>");
}

#[test]
fn long_labels_are_broken_where_their_box_is() {
    let svg = "<foreignObject width='50' height='40'>\
        <div style='font-size: 10px'>一二三四五，六七八 async def</div></foreignObject>";
    let text = inside(svg);
    assert!(text.contains(">一二三四五，</tspan>"), "{text}");
    assert!(text.contains(">六七八</tspan>"), "{text}");
    assert!(text.contains(">async def</tspan>"), "{text}");
}

#[test]
fn pictures_inside_are_made_fit_or_framed() {
    let image = |data: &str| inside(&format!("<image width='2' xlink:href='{data}'/>"));
    assert_eq!(
        image("data:image/png;base64,ZmluZQ=="),
        "<image width=\"2\" xlink:href=\"data:image/png;base64,YmV0dGVy\"/>"
    );
    let frame = "<rect fill=\"none\" stroke=\"#808080\" stroke-dasharray=\"4 4\" \
                 width=\"2\"/>";
    assert_eq!(image("data:image/png;base64,YmFk"), frame);
    assert_eq!(image("data:text/html,&lt;script/&gt;"), frame);
    assert_eq!(image("data:image/svg+xml,&lt;svg>&lt;g>&lt;/svg>"), frame);
    assert_eq!(
        image("data:image/svg+xml,&lt;svg viewBox=&quot;0 0 1 1&quot;>&lt;g/>&lt;/svg>"),
        "<g><svg height=\"1\" viewBox=\"0 0 1 1\" width=\"2\"><g/></svg></g>"
    );
}

#[test]
fn the_same_drawing_gives_the_same_text_and_stays_as_it_is() {
    let svg = "<svg viewBox='0 0 9 9'><style>.a{fill:red}</style><defs><path id='p'/></defs>\
               <use href='#p' class='a'/><text>a\n&amp; b</text></svg>";
    let once = clean_all(svg);
    assert_eq!(once, clean_all(svg));
    assert_eq!(once, clean_all(&once.svg));
}

/// What is found for the first `g` of a drawing, and how much that costs.
fn found(inside: &str, budget: usize) -> (Option<usize>, usize) {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
    let document = roxmltree::Document::parse(&svg).expect("XML");
    let root = document.root_element();
    let style = root.first_element_child().and_then(|style| style.text());
    let sheet = Sheet::parse(style.unwrap_or_default(), root);
    let node = root.children().find(|node| node.tag_name().name() == "g");
    let mut left = budget;
    let found = sheet.declarations(node.expect("a group"), &mut left);
    (found.map(|found| found.len()), budget - left)
}

#[test]
fn long_style_sheets_come_out() {
    let n = 20_000;
    let (many, groups) = ("a:b;".repeat(n), "<g/>".repeat(n));
    let (selectors, words) = ("a,".repeat(n), "a ".repeat(4 * n));
    for inside in [
        format!("<style>g{{{many}}}</style>{groups}"),
        format!("<style>{selectors}a{{{many}}}</style>"),
        format!("<style>{}g{{{many}}}</style><g/><g/>", "g,".repeat(n)),
        format!("<style>{}</style><g class='{words}'/>", ".b{}".repeat(n)),
        format!("<style>g{}{{a:b}}</style>{groups}", "+g".repeat(n / 20)),
        format!("<style>g{}{{a:b}}</style>{groups}", ":not(a)".repeat(n)),
        format!("<style>{}{{a:b}}</style><g class='a'/>", ".a".repeat(n)),
    ] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>"
        );
        let options = Options { language: "zh-Hans", embed: &|_| None };
        let drawing = clean(svg.as_bytes(), options);
        assert!(matches!(drawing, Ok(_) | Err(Error::TooLarge)), "{drawing:?}");
    }
}

#[test]
fn what_style_sheets_cost_is_counted() {
    let many = "a:b;".repeat(100);
    let rule = format!("<style>g{{{many}}}</style><g/>");
    assert_eq!(found(&rule, 1000), (Some(100), 801));
    assert_eq!(found(&rule, 800), (None, 1));
    let list = format!("<style>g,g,a{{{many}}}</style><g/>");
    assert_eq!(found(&list, 2000), (Some(200), 1603));
    let inline = format!("<style/><g style='{many}'/>");
    assert_eq!(found(&inline, 1000), (Some(100), 850));
    assert_eq!(found(&inline, 849).0, None);
    let classes =
        format!("<style>.b{{}}.c{{}}.a.a.a{{c:d}}</style><g class='{many} a'/>");
    assert_eq!(found(&classes, 1000), (Some(1), 13));
}

#[test]
fn a_block_is_read_once_for_all_its_selectors() {
    let document = roxmltree::Document::parse("<svg style='--r:root'/>").expect("XML");
    let style = "#a,b,c{--x:1;--x:2;--r:3}b.c{--x:4;--y:4}d{--y:5}";
    let sheet = Sheet::parse(style, document.root_element());
    let sizes = sheet.blocks.iter().map(Vec::len);
    assert_eq!(sizes.collect::<Vec<_>>(), [3, 2, 1]);
    // The stronger selector counts, and the later declaration; the root is strongest.
    let variables = ["--x", "--y", "--r"].map(|name| sheet.variable(name));
    assert_eq!(variables, [Some("2"), Some("4"), Some("root")]);
}
