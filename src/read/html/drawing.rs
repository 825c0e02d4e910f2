//! A drawing that stands in a lesson: HTML's tags to XML.
//!
//! Browsers know neither case nor namespaces in the tags of a page, and let attributes go
//! without quotes and elements without ends. A drawing is XML, where all that matters. It
//! is written anew from the tags: names in their own case (HTML, 13.2.6.1 and 13.2.6.5),
//! every element closed. What of it may be shown is decided where drawings are cleaned.

use std::collections::BTreeSet;

use html5ever::tokenizer::Tag;
use quick_xml::escape::escape;

use crate::document::DrawingText;

/// The names of elements that have capitals in them, as far as drawings are shown.
const ELEMENTS: [&str; 8] = [
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "foreignObject",
    "linearGradient",
    "radialGradient",
    "textPath",
];

/// The names of attributes that have capitals in them.
const ATTRIBUTES: [&str; 23] = [
    "clipPathUnits",
    "gradientTransform",
    "gradientUnits",
    "lengthAdjust",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "preserveAspectRatio",
    "refX",
    "refY",
    "requiredExtensions",
    "requiredFeatures",
    "spreadMethod",
    "startOffset",
    "systemLanguage",
    "textLength",
    "viewBox",
];

/// How deep elements are nested; drawings deeper than two hundred are refused.
const MAX_DEPTH: usize = 300;

/// What an opening tag in a drawing says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Shape {
    /// Its name in XML; empty if it can have none there.
    name: String,
    attributes: Vec<(String, String)>,
}

impl Shape {
    /// The element that a tag opens.
    pub(super) fn read(tag: &Tag) -> Shape {
        let attributes = tag.attrs.iter().filter_map(|attribute| {
            let name = attribute_name(&attribute.name.local)?;
            Some((name, attribute.value.to_string()))
        });
        let attributes = attributes.collect();
        let name = match is_name(&tag.name) {
            true => in_case(&ELEMENTS, &tag.name),
            false => String::new(),
        };
        Shape { name, attributes }
    }

    /// The words that stand for it, if it is of HTML and no part of a drawing.
    pub(super) fn said(&self) -> impl Iterator<Item = &str> {
        let is_html = matches!(
            self.name.as_str(),
            "audio" | "embed" | "iframe" | "img" | "object" | "video"
        );
        ["alt", "title"]
            .into_iter()
            .filter_map(move |name| self.get(name).filter(|_| is_html))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// A drawing while its tags come in.
pub(super) struct Markup {
    xml: String,
    open: Vec<Open>,
    /// What the root says of itself.
    label: Option<String>,
    is_decoration: bool,
    title: String,
    description: String,
    words: String,
    stray: String,
    /// Whether anything in it draws by itself.
    draws: bool,
    ids: BTreeSet<String>,
    /// The names that it draws by.
    used: BTreeSet<String>,
}

/// An element that is open.
struct Open {
    /// Its name in lower case.
    name: String,
    content: Content,
    /// Whether it is only drawn where it is referred to.
    is_kept: bool,
}

/// What text in an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Words that are shown.
    Words,
    /// The drawing's title.
    Title,
    /// The drawing's description.
    Description,
    /// A style sheet.
    Sheet,
    /// What a part of the drawing is called, which is not shown.
    Name,
    /// Nothing that is seen.
    Hidden,
    /// Nothing that can be there.
    Shapes,
}

/// What has become of a drawing.
pub(super) struct Drawn {
    /// It; `None` if it shows nothing.
    pub(super) drawing: Option<DrawingText>,
    /// What it shows, in words.
    pub(super) alt: String,
    /// Text between its shapes, where no drawing shows it.
    pub(super) stray: String,
    /// Whether it shows nothing because what it refers to is not in it.
    pub(super) is_elsewhere: bool,
}

impl Markup {
    /// A drawing whose outermost tag is `root`.
    pub(super) fn new(root: &Shape) -> Markup {
        let label = root.get("aria-label").or(root.get("title")).map(str::to_owned);
        let is_decoration = root.get("aria-hidden") == Some("true")
            || matches!(root.get("role"), Some("presentation" | "none"));
        let mut markup = Markup {
            xml: String::new(),
            open: Vec::new(),
            label,
            is_decoration,
            title: String::new(),
            description: String::new(),
            words: String::new(),
            stray: String::new(),
            draws: false,
            ids: BTreeSet::new(),
            used: BTreeSet::new(),
        };
        let root = Shape { name: "svg".into(), ..root.clone() };
        markup.open(&root, false);
        markup
    }

    /// An element opens; one that `is_void` has no end.
    pub(super) fn open(&mut self, shape: &Shape, is_void: bool) {
        if shape.name.is_empty() {
            return;
        }
        let is_void = is_void || self.open.len() >= MAX_DEPTH;
        if !self.open.is_empty() {
            // What stands for an element of HTML, which no drawing shows.
            for said in shape.said() {
                self.stray.push_str(&format!(" {said} "));
            }
        }
        self.xml.push('<');
        self.xml.push_str(&shape.name);
        if self.open.is_empty() {
            self.xml.push_str(
                " xmlns=\"http://www.w3.org/2000/svg\" \
                 xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            );
        }
        for (name, value) in &shape.attributes {
            self.xml.push(' ');
            self.xml.push_str(name);
            self.xml.push_str("=\"");
            self.push_text(value);
            self.xml.push('"');
        }
        self.xml.push_str(if is_void { "/>" } else { ">" });
        if is_void {
            self.separate_words();
        } else {
            self.enter(shape);
        }
    }

    fn enter(&mut self, shape: &Shape) {
        let name = shape.name.to_ascii_lowercase();
        let parent = self.open.last().map_or(Content::Shapes, |open| open.content);
        let content = match name.as_str() {
            "title" if self.open.len() == 1 => Content::Title,
            "desc" if self.open.len() == 1 => Content::Description,
            "style" => Content::Sheet,
            "title" | "desc" => Content::Name,
            "metadata" | "script" => Content::Hidden,
            "text" | "foreignobject" => Content::Words,
            _ => parent,
        };
        let is_kept = self.open.last().is_some_and(|open| open.is_kept)
            || matches!(name.as_str(), "defs" | "symbol");
        self.ids.extend(shape.get("id").map(str::to_owned));
        if name == "use" {
            let target = shape.get("href").or(shape.get("xlink:href"));
            let target = target.map(|target| target.strip_prefix('#').unwrap_or(target));
            self.used.extend(target.map(str::to_owned));
        } else if content == Content::Words && parent != Content::Words {
            self.separate_words();
        }
        let draws = matches!(
            name.as_str(),
            "circle"
                | "ellipse"
                | "foreignobject"
                | "image"
                | "line"
                | "path"
                | "polygon"
                | "polyline"
                | "rect"
                | "text"
        );
        self.draws |= draws && !is_kept;
        self.open.push(Open { name, content, is_kept });
    }

    /// An element of a name, in lower case, closes, and what is open in it.
    pub(super) fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            return;
        };
        // The outermost one ends where all does.
        self.close_to(at.max(1));
    }

    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { return };
            self.xml.push_str("</");
            self.xml.push_str(&in_case(&ELEMENTS, &open.name));
            self.xml.push('>');
            if matches!(open.content, Content::Words | Content::Name) {
                self.separate_words();
            }
        }
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str) {
        match self.open.last().map_or(Content::Hidden, |open| open.content) {
            Content::Words => {
                self.words.push_str(text);
                self.push_text(text);
            }
            Content::Title => {
                self.title.push_str(text);
                self.push_text(text);
            }
            Content::Description => {
                self.description.push_str(text);
                self.push_text(text);
            }
            Content::Sheet => {
                self.push_text(&text.replace("<![CDATA[", "").replace("]]>", ""));
            }
            Content::Name => self.words.push_str(text),
            Content::Hidden => {}
            Content::Shapes => self.stray.push_str(text),
        }
    }

    fn push_text(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| is_char(*c)).collect();
        self.xml.push_str(&escape(text.as_str()));
    }

    fn separate_words(&mut self) {
        self.words.push(' ');
    }

    /// The whole drawing.
    pub(super) fn finish(mut self) -> Drawn {
        self.close_to(0);
        let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let join = |parts: [&str; 2]| said(&parts.join(" "));
        let named = join([&self.title, &self.description]);
        let words = said(&self.words);
        let named = match self.label {
            Some(label) => label,
            None => named,
        };
        let stray = said(&self.stray);
        let uses = self.used.iter().any(|id| self.ids.contains(id));
        let shows = self.draws || uses;
        let is_elsewhere = !shows && !self.used.is_empty();
        let all = match words == named {
            true => words.clone(),
            false => join([&named, &words]),
        };
        let alt = if named.is_empty() { words } else { named };
        let drawing = shows.then_some(DrawingText {
            svg: self.xml.into(),
            words: all,
            is_decoration: self.is_decoration,
        });
        Drawn { drawing, alt, stray, is_elsewhere }
    }
}

/// A name as XML has it.
fn in_case(names: &[&str], name: &str) -> String {
    let found = names.iter().find(|other| other.eq_ignore_ascii_case(name));
    found.map_or_else(|| name.to_owned(), |found| (*found).to_owned())
}

/// The name of an attribute in XML, if it may have one there.
fn attribute_name(name: &str) -> Option<String> {
    let is_declaration = name == "xmlns" || name.starts_with("xmlns:");
    let local = name.strip_prefix("xlink:").or(name.strip_prefix("xml:"));
    let fits = is_name(local.unwrap_or(name)) && !is_declaration;
    fits.then(|| in_case(&ATTRIBUTES, name))
}

/// Whether a name means the same in XML; those of drawings are in ASCII.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// XML 1.0, production 2.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
