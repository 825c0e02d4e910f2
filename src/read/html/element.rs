//! The elements of HTML, as far as a lesson can use them.

use html5ever::tokenizer::Tag;

use super::color;
use super::style::{Look, align};
use crate::document::{Align, Length, Style};
use crate::read::length::length;

/// An element, as its opening tag says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Element {
    /// Its name, in lower case.
    pub(in crate::read) name: String,
    /// What it is.
    pub(in crate::read) role: Role,
    /// What links call it.
    pub(in crate::read) id: Option<String>,
    /// Of code, its language.
    pub(super) language: String,
    /// How it is to look.
    pub(in crate::read) look: Look,
}

/// What an element is, with what only such elements say.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Role {
    /// Text that its look sets apart, or nothing: `b`, `font`, `span`.
    Phrase,
    /// `code`, `samp`, `tt`.
    Code,
    /// `q`.
    Quotation,
    /// `abbr`, with what it is short for.
    Abbreviation(Option<String>),
    /// `a`, with its address.
    Link(Option<String>),
    /// `ruby`.
    Ruby,
    /// `rt`.
    Reading,
    /// `rp`: parentheses for those who know no ruby.
    Parenthesis,
    /// `br`.
    LineBreak,
    /// `wbr`.
    WordBreak,
    /// `img`.
    Image(ImageTag),
    /// A check box, and whether it is ticked.
    CheckBox(bool),
    /// `div`, `section` and all that only holds blocks.
    Flow,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `hr`.
    Rule,
    /// `blockquote`.
    Quote,
    /// `pre`, with the language of its code.
    Verbatim(String),
    /// `ul`, `ol`; of a numbered list, its first number.
    List(Option<u64>),
    /// `li`.
    Item,
    /// `dl`.
    Definitions,
    /// `dt`.
    Term,
    /// `dd`.
    Meaning,
    /// `figure`.
    Figure,
    /// `figcaption`.
    FigureCaption,
    /// `details`, and whether it is open.
    Details(bool),
    /// `summary`.
    Summary,
    /// `table`.
    Table,
    /// `caption`.
    TableCaption,
    /// `thead`, `tbody`, `tfoot`.
    Rows(Section),
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell(CellTag),
    /// `col`: how many columns it speaks of.
    Columns(usize),
    /// What lies in a table where only rows may be. No tag opens it.
    Stray,
    /// `video`, `audio`, `iframe`, `embed`, `object`: what cannot be shown in a book.
    Media(MediaTag),
    /// `source`: where a medium lies.
    Source(Option<String>),
    /// `math`.
    Formula,
    /// `annotation`: whether it is LaTeX.
    Annotation(bool),
    /// `svg`, with its title.
    Drawing(Option<String>),
    /// `title` in a drawing.
    Title,
    /// What has no place in a book.
    Dropped(Dropped),
    /// What stands between such things and says nothing itself: `html`, `colgroup`.
    Nothing,
    /// No element of HTML, with the text that its attributes show.
    Unknown(Option<String>),
}

/// What an `img` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct ImageTag {
    pub(in crate::read) address: String,
    pub(in crate::read) alt: String,
    pub(in crate::read) title: String,
}

/// What the tag of a medium says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct MediaTag {
    pub(in crate::read) address: Option<String>,
    pub(in crate::read) title: Option<String>,
}

/// What the tag of a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct CellTag {
    pub(in crate::read) is_header: bool,
    pub(in crate::read) columns: usize,
    /// 0: all rows that follow.
    pub(in crate::read) rows: usize,
}

/// The parts of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Section {
    Head,
    Body,
    Foot,
}

/// Why something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Dropped {
    /// Nothing runs in a book.
    Script,
    /// A book has its theme's style.
    Style,
    /// Nothing can be filled in.
    Form,
    /// `template`, `head`, `track`: nobody sees it.
    Unseen,
}

/// The attributes of a tag.
struct Attributes<'t>(&'t Tag);

impl Attributes<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.attrs.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }

    fn owned(&self, name: &str) -> Option<String> {
        let value = self.get(name).map(str::trim);
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.owned(name))
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }
}

impl Element {
    /// The element that a tag opens.
    pub(super) fn read(tag: &Tag) -> Element {
        let attributes = Attributes(tag);
        let name = tag.name.to_string();
        let role = role(&name, &attributes);
        let mut look = Look::default();
        look.styles.extend(styles(&name));
        if name == "center" {
            look.align = Some(Align::Center);
        }
        if role != Role::Nothing {
            read_look(&mut look, &attributes, &role);
        }
        let is_link = matches!(role, Role::Link(_));
        let names: &[&str] = if is_link { &["id", "name"] } else { &["id"] };
        let (id, language) = (attributes.first(names), language(&attributes));
        Element { id, name, role, look, language }
    }

    /// One that no tag opens.
    pub(super) fn implied(role: Role) -> Element {
        let (name, language) = (String::new(), String::new());
        Element { name, role, id: None, language, look: Look::default() }
    }

    /// One whose text is bold.
    pub(super) fn bold() -> Element {
        let look = Look { styles: vec![Style::Strong], ..Look::default() };
        Element { look, ..Element::implied(Role::Phrase) }
    }

    /// Whether it never has an end (HTML, 13.1.2 “void elements”).
    pub(super) fn is_void(&self) -> bool {
        matches!(
            self.name.as_str(),
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "frame"
                | "hr"
                | "img"
                | "image"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
    }

    /// Whether it is a block that nests visibly.
    pub(super) fn counts(&self) -> bool {
        match self.role {
            Role::Quote
            | Role::List(_)
            | Role::Definitions
            | Role::Figure
            | Role::Details(_)
            | Role::Table => true,
            Role::Flow | Role::Paragraph | Role::Heading(_) => self.look.align.is_some(),
            _ => false,
        }
    }

    /// Whether it is worth saying that it has no end.
    pub(super) fn must_be_closed(&self) -> bool {
        match self.role {
            Role::Paragraph => false,
            Role::Heading(_) | Role::Verbatim(_) => true,
            _ => self.counts(),
        }
    }
}

impl Role {
    /// Whether it holds nothing.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(
            self,
            Role::LineBreak
                | Role::WordBreak
                | Role::Image(_)
                | Role::CheckBox(_)
                | Role::Rule
                | Role::Columns(_)
                | Role::Source(_)
        )
    }

    /// Whether it stands in a line.
    pub(in crate::read) fn is_phrase(&self) -> bool {
        matches!(
            self,
            Role::Phrase
                | Role::Code
                | Role::Quotation
                | Role::Abbreviation(_)
                | Role::Link(_)
                | Role::Ruby
                | Role::Reading
                | Role::Parenthesis
        )
    }

    /// Whether it can hold only a line.
    pub(super) fn is_line(&self) -> bool {
        matches!(
            self,
            Role::Heading(_)
                | Role::Summary
                | Role::FigureCaption
                | Role::TableCaption
                | Role::Term
        )
    }

    /// Whether it is a part of a list, a table or the like.
    pub(in crate::read) fn is_part(&self) -> bool {
        matches!(
            self,
            Role::Item
                | Role::Term
                | Role::Meaning
                | Role::FigureCaption
                | Role::Summary
                | Role::TableCaption
                | Role::Rows(_)
                | Role::Row
                | Role::Cell(_)
                | Role::Stray
        )
    }

    /// Whether a part belongs right into it.
    pub(super) fn takes(&self, part: &Role) -> bool {
        matches!(
            (self, part),
            (Role::Details(_), Role::Summary) | (Role::Figure, Role::FigureCaption)
        )
    }

    /// Whether its end need not be written (HTML, 13.1.2.4).
    pub(super) fn end_is_optional(&self) -> bool {
        matches!(
            self,
            Role::Item
                | Role::Term
                | Role::Meaning
                | Role::Rows(_)
                | Role::Row
                | Role::Cell(_)
                | Role::Stray
                | Role::Reading
                | Role::Parenthesis
        )
    }
}

/// Whether HTML has an element of this name.
pub(super) fn is_known(name: &str) -> bool {
    let tag = Tag {
        kind: html5ever::tokenizer::StartTag,
        name: name.into(),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    };
    !matches!(role(name, &Attributes(&tag)), Role::Unknown(_))
}

fn read_look(look: &mut Look, attributes: &Attributes, role: &Role) {
    let is_image = matches!(role, Role::Image(_));
    if !is_image {
        look.align = attributes.get("align").and_then(align).or(look.align);
    }
    look.size.width = attributes.get("width").and_then(length);
    look.size.height = attributes.get("height").and_then(length);
    if let Some(color) = attributes.get("color").and_then(color::parse) {
        look.set(Some(Style::Color(color)));
    }
    if let Some(style) = attributes.get("style") {
        look.read(style);
    }
    look.is_hidden |= attributes.get("hidden").is_some();
    let class = attributes.get("class").unwrap_or_default();
    look.breaks_after |=
        class.split_whitespace().any(|name| matches!(name, "page-break" | "pagebreak"));
}

impl Look {
    /// How large a picture is to be.
    pub(in crate::read) fn picture_size(&self) -> crate::document::Size {
        let mut size = self.size;
        if size.width.is_none() && size.height.is_none() {
            size.width = self.zoom;
        }
        // A part of a height that nobody knows is none.
        if matches!(size.height, Some(Length::Percent(_))) {
            size.height = None;
        }
        size
    }
}

fn role(name: &str, attributes: &Attributes) -> Role {
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
        "div" if language(attributes) == MERMAID => Role::Verbatim(MERMAID.into()),
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
        "pre" | "listing" | "xmp" | "plaintext" => Role::Verbatim(language(attributes)),
        "ul" | "menu" | "dir" => Role::List(None),
        "ol" => Role::List(Some(attributes.number("start").map_or(1, |n| n as u64))),
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
        | "noembed" | "noframes" | "map" | "area" => Role::Dropped(Dropped::Unseen),
        "html" | "colgroup" | "picture" | "frameset" => Role::Nothing,
        _ => Role::Unknown(attributes.first(&["text", "title", "label"])),
    }
}

/// How the text of an element is set apart by its name.
fn styles(name: &str) -> Option<Style> {
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

/// The class of diagrams, which is the name of their language.
pub(super) const MERMAID: &str = "mermaid";

/// The language that a class names, `language-python`.
fn language(attributes: &Attributes) -> String {
    let classes = attributes.get("class").unwrap_or_default().split_whitespace();
    let named = |class: &str| {
        let name = class.strip_prefix("language-").or(class.strip_prefix("lang-"));
        name.or((class == MERMAID).then_some(class)).map(str::to_owned)
    };
    let language = attributes.owned("lang").filter(|_| attributes.0.name == *"pre");
    classes.into_iter().find_map(named).or(language).unwrap_or_default()
}
