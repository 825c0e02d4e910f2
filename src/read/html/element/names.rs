//! What each name of an element means.

use html5ever::tokenizer::Tag;

use super::attributes::{Attributes, MERMAID};
use super::roles::{CellTag, Dropped, ImageTag, MediaTag, NumbersTag, Role, Section};
use crate::document::Style;
use crate::read::html::drawing::Shape;

/// Whether HTML has an element of this name.
pub(in crate::read::html) fn is_known(name: &str) -> bool {
    let tag = Tag {
        kind: html5ever::tokenizer::StartTag,
        name: name.into(),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    };
    !matches!(role(name, &Attributes(&tag)), Role::Unknown(_))
}

/// What an element of a name is.
pub(super) fn role(name: &str, attributes: &Attributes) -> Role {
    match name {
        "a" => Role::Link(attributes.owned("href")),
        "abbr" | "acronym" => Role::Abbreviation(attributes.owned("title")),
        "b" | "strong" | "i" | "em" | "u" | "ins" | "s" | "del" | "strike" | "mark"
        | "small" | "big" | "sub" | "sup" | "kbd" | "button" | "var" | "cite" | "dfn"
        | "time" | "data" | "span" | "font" | "bdi" | "label" | "nobr" | "rb" | "rtc"
        | "output" => Role::Phrase,
        "bdo" if attributes.get("dir").is_some_and(is_leftwards) => Role::Leftwards,
        "bdo" => Role::Phrase,
        "code" | "samp" | "tt" => Role::Code,
        "q" => Role::Quotation,
        "ruby" => Role::Ruby,
        "rt" => Role::Reading,
        "rp" => Role::Parenthesis,
        "br" => Role::LineBreak,
        "wbr" => Role::WordBreak,
        "img" | "image" => Role::Image(image(attributes, "src")),
        "input" => match attributes.get("type") {
            Some(kind) if kind.eq_ignore_ascii_case("checkbox") => {
                Role::CheckBox(attributes.get("checked").is_some())
            }
            Some(kind) if kind.eq_ignore_ascii_case("hidden") => Role::Nothing,
            _ => Role::Dropped(Dropped::Form),
        },
        // Where Mermaid's own script looks for diagrams.
        "div" if attributes.language() == MERMAID => Role::Verbatim(MERMAID.into()),
        "div" | "section" | "article" | "main" | "header" | "footer" | "nav"
        | "aside" | "center" | "address" | "hgroup" | "search" | "form" | "fieldset"
        | "legend" | "dialog" | "noscript" | "body" => Role::Flow,
        "p" => Role::Paragraph,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "hr" => Role::Rule,
        "blockquote" => Role::Quote,
        "pre" | "listing" | "xmp" | "plaintext" => Role::Verbatim(attributes.language()),
        "ul" | "menu" | "dir" => Role::List(None),
        "ol" => Role::List(Some(NumbersTag {
            start: attributes.ordinal("start"),
            numerals: attributes.numerals(),
            descending: attributes.get("reversed").is_some(),
        })),
        "li" => Role::Item(attributes.ordinal("value")),
        "dl" => Role::Definitions,
        "dt" => Role::Term,
        "dd" => Role::Meaning,
        "figure" => Role::Figure,
        "figcaption" => Role::FigureCaption,
        "details" => Role::Details(attributes.get("open").is_some()),
        "summary" => Role::Summary,
        "table" => Role::Table,
        "caption" => Role::TableCaption,
        "thead" => Role::Rows(Section::Head),
        "tbody" => Role::Rows(Section::Body),
        "tfoot" => Role::Rows(Section::Foot),
        "tr" => Role::Row,
        "td" | "th" => Role::Cell(CellTag {
            is_header: name == "th",
            columns: attributes.number("colspan").unwrap_or(1).max(1),
            rows: attributes.number("rowspan").unwrap_or(1),
        }),
        "col" => Role::Columns(attributes.number("span").unwrap_or(1).max(1)),
        "object" if is_picture(attributes) => Role::Pictured(image(attributes, "data")),
        "embed" if is_picture(attributes) => Role::Image(image(attributes, "src")),
        "video" | "audio" | "iframe" | "embed" | "object" | "frame" => {
            Role::Media(MediaTag {
                address: attributes.first(&["src", "data", "data-src"]),
                title: attributes.first(&["title", "aria-label"]),
                poster: attributes.owned("poster"),
            })
        }
        "area" => Role::Area(MediaTag {
            address: attributes.owned("href"),
            title: attributes.first(&["alt", "title", "aria-label"]),
            poster: None,
        }),
        "progress" | "meter" => Role::Gauge(attributes.share()),
        "canvas" => Role::Canvas,
        "source" => Role::Source(attributes.owned("src")),
        "math" => Role::Formula,
        "annotation" => {
            let encoding = attributes.get("encoding").unwrap_or_default();
            Role::Annotation(encoding.to_ascii_lowercase().contains("tex"))
        }
        "svg" => Role::Drawing(Shape::read(attributes.0)),
        "script" => Role::Dropped(Dropped::Script),
        "style" => Role::Dropped(Dropped::Style),
        "select" | "textarea" | "datalist" | "option" => Role::Dropped(Dropped::Form),
        "template" | "head" | "title" | "track" | "param" | "meta" | "link" | "base"
        | "noembed" | "noframes" => Role::Dropped(Dropped::Unseen),
        "html" | "colgroup" | "picture" | "frameset" | "map" => Role::Nothing,
        _ => Role::Unknown(attributes.first(&["text", "title", "label"])),
    }
}

/// How the text of an element is set apart by its name.
pub(super) fn styles(name: &str) -> Option<Style> {
    Some(match name {
        "b" | "strong" => Style::Strong,
        "i" | "em" | "var" | "dfn" | "cite" => Style::Emphasis,
        "u" | "ins" => Style::Underline,
        "s" | "del" | "strike" => Style::Strikethrough,
        "mark" => Style::Highlight,
        "small" => Style::Small,
        "big" => Style::Large,
        "sub" => Style::Subscript,
        "sup" => Style::Superscript,
        "kbd" | "button" => Style::Keyboard,
        _ => return None,
    })
}

fn image(attributes: &Attributes, address: &str) -> ImageTag {
    let text = |name| attributes.get(name).unwrap_or_default().trim().to_owned();
    // Pages that load pictures late keep their addresses elsewhere.
    let address = attributes.first(&[address, "data-src", "data-original"]);
    let candidates = attributes.get("srcset").unwrap_or_default();
    let first = candidates.split([',', ' ', '\n']).find(|part| !part.is_empty());
    ImageTag {
        address: address.or(first.map(str::to_owned)).unwrap_or_default(),
        alt: text("alt"),
        title: text("title"),
    }
}

/// Whether a `dir` runs from right to left.
fn is_leftwards(direction: &str) -> bool {
    direction.trim().eq_ignore_ascii_case("rtl")
}

/// Whether what an `object` or `embed` shows is a picture.
fn is_picture(attributes: &Attributes) -> bool {
    let address = attributes.first(&["data", "src"]).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    attributes.get("type").is_some_and(|kind| kind.starts_with("image/"))
        || matches!(ending, "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp")
}
