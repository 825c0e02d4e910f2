//! What each name of an element means.

use html5ever::tokenizer::Tag;

use super::attributes::{Attributes, MERMAID};
use super::roles::{CellTag, Dropped, ImageTag, MediaTag, Role, Section};
use crate::document::Style;

/// The largest number that a list begins with: Markdown's have nine digits (CommonMark
/// 0.31.2, 5.2), browsers count a little further.
const MAX_START: usize = 999_999_999;

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
        | "time" | "data" | "span" | "font" | "bdi" | "bdo" | "label" | "nobr" | "rb"
        | "rtc" => Role::Phrase,
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
        "ol" => {
            let start = attributes.number("start").unwrap_or(1);
            Role::List(Some(start.min(MAX_START) as u64))
        }
        "li" => Role::Item,
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
        "object" if is_picture(attributes) => Role::Image(image(attributes, "data")),
        "embed" if is_picture(attributes) => Role::Image(image(attributes, "src")),
        "video" | "audio" | "iframe" | "embed" | "object" | "frame" => {
            Role::Media(MediaTag {
                address: attributes.first(&["src", "data", "data-src"]),
                title: attributes.first(&["title", "aria-label"]),
            })
        }
        "source" => Role::Source(attributes.owned("src")),
        "math" => Role::Formula,
        "annotation" => {
            let encoding = attributes.get("encoding").unwrap_or_default();
            Role::Annotation(encoding.to_ascii_lowercase().contains("tex"))
        }
        "svg" => Role::Drawing(attributes.first(&["aria-label", "title"])),
        "title" => Role::Title,
        "script" => Role::Dropped(Dropped::Script),
        "style" => Role::Dropped(Dropped::Style),
        "select" | "textarea" | "datalist" | "output" | "progress" | "meter"
        | "option" => Role::Dropped(Dropped::Form),
        "template" | "head" | "canvas" | "track" | "param" | "meta" | "link" | "base"
        | "noembed" | "noframes" | "area" => Role::Dropped(Dropped::Unseen),
        "html" | "colgroup" | "picture" | "frameset" | "map" => Role::Nothing,
        _ => Role::Unknown(attributes.first(&["text", "title", "label"])),
    }
}

/// How the text of an element is set apart by its name.
pub(super) fn styles(name: &str) -> Option<Style> {
    Some(match name {
        "b" | "strong" => Style::Strong,
        "i" | "em" | "var" | "dfn" => Style::Emphasis,
        "u" | "ins" => Style::Underline,
        "s" | "del" | "strike" => Style::Strikethrough,
        "mark" => Style::Highlight,
        "small" => Style::Small,
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
    ImageTag {
        address: address.unwrap_or_default(),
        alt: text("alt"),
        title: text("title"),
    }
}

/// Whether what an `object` or `embed` shows is a picture.
fn is_picture(attributes: &Attributes) -> bool {
    let address = attributes.first(&["data", "src"]).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    attributes.get("type").is_some_and(|kind| kind.starts_with("image/"))
        || matches!(ending, "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp")
}
