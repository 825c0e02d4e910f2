//! The only way text gets into an XHTML file.
//!
//! Element and attribute names are `&'static str`, everything else goes through
//! [`escape`]: there is no method that takes markup. The sink remembers which elements
//! are open, so what it gives back is always well formed.

use std::collections::BTreeSet;

/// An XHTML file in the making.
#[derive(Debug, Default)]
pub(super) struct XmlSink {
    text: String,
    open: Vec<&'static str>,
    tag: Tag,
    properties: BTreeSet<&'static str>,
}

/// Whether the last start tag still waits for its end.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Tag {
    #[default]
    None,
    Start,
    Void,
}

/// The attributes of the element just opened.
#[derive(Debug)]
pub(super) struct Attributes<'a>(&'a mut XmlSink);

impl Attributes<'_> {
    /// Adds an attribute. An element must not get the same one twice.
    pub(super) fn attr(self, name: &'static str, value: &str) -> Self {
        let text = &mut self.0.text;
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        escape(value, Place::Attribute, text);
        text.push('"');
        self
    }
}

impl XmlSink {
    /// A file that begins with the XML declaration and the HTML document type.
    pub(super) fn xhtml() -> XmlSink {
        let mut sink = XmlSink::default();
        sink.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        sink.text.push_str("<!DOCTYPE html>\n");
        sink
    }

    /// Opens an element that [`XmlSink::close`] will end.
    pub(super) fn open(&mut self, name: &'static str) -> Attributes<'_> {
        self.begin(name, Tag::Start);
        self.open.push(name);
        Attributes(self)
    }

    /// Writes an element that holds nothing, such as `br`.
    pub(super) fn void(&mut self, name: &'static str) -> Attributes<'_> {
        self.begin(name, Tag::Void);
        Attributes(self)
    }

    fn begin(&mut self, name: &'static str, tag: Tag) {
        self.end_tag();
        // EPUB 3.3, 5.4: these must be declared where the file is listed.
        match name {
            "svg" => self.properties.insert("svg"),
            "math" => self.properties.insert("mathml"),
            _ => false,
        };
        self.text.push('<');
        self.text.push_str(name);
        self.tag = tag;
    }

    fn end_tag(&mut self) {
        match std::mem::take(&mut self.tag) {
            Tag::None => {}
            Tag::Start => self.text.push('>'),
            Tag::Void => self.text.push_str("/>"),
        }
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        self.end_tag();
        escape(text, Place::Content, &mut self.text);
    }

    /// Ends the innermost open element.
    pub(super) fn close(&mut self) {
        self.end_tag();
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// Ends the innermost open element and the line, for those who read the file.
    /// Only for elements beside which white space means nothing.
    pub(super) fn close_line(&mut self) {
        self.close();
        self.text.push('\n');
    }

    /// An element with a class that holds nothing but text, on a line of its own.
    pub(super) fn line(&mut self, name: &'static str, class: &'static str, text: &str) {
        self.open(name).attr("class", class);
        self.text(text);
        self.close_line();
    }

    /// The finished file, and the manifest properties it needs (EPUB 3.3, 5.6.2.1).
    pub(super) fn finish(mut self) -> (String, BTreeSet<&'static str>) {
        while !self.open.is_empty() {
            self.close_line();
        }
        self.end_tag();
        (self.text, self.properties)
    }
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Content,
    Attribute,
}

/// Appends text so that a parser reads the same text back.
fn escape(text: &str, place: Place, out: &mut String) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // A parser would turn these into a line feed or a space.
            b'\r' => "&#13;",
            b'\n' if place == Place::Attribute => "&#10;",
            b'\t' if place == Place::Attribute => "&#9;",
            b'\n' | b'\t' => continue,
            // U+FFFE and U+FFFF begin with the last of these.
            ..b' ' | 0xEF if text[at..].starts_with(is_forbidden) => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(replacement);
        plain = text.ceil_char_boundary(at + 1);
    }
    out.push_str(&text[plain..]);
}

/// Characters that no XML file may contain, not even escaped (XML 1.0, production 2).
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A text as one line of characters that XML allows, for places that others write.
pub(super) fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !label.is_empty() {
            label.push(' ');
        }
        label.extend(word.chars().map(|c| if is_forbidden(c) { '\u{FFFD}' } else { c }));
    }
    label
}

#[cfg(test)]
mod tests {
    use quick_xml::{Reader, XmlVersion, events::Event};

    use super::*;

    /// Characters that have hurt someone before, drawn by a small generator.
    fn hostile(seed: u64) -> String {
        let pool: Vec<char> =
            "&<>\"'\r\n\t \0\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{2028}\u{fffe}\u{ffff}]]>&amp;&#x0;中文😀a;-"
                .chars()
                .collect();
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut draw = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        (0..draw(24)).map(|_| pool[draw(pool.len())]).collect()
    }

    fn allowed(text: &str) -> String {
        text.chars().map(|c| if is_forbidden(c) { '\u{FFFD}' } else { c }).collect()
    }

    /// The first attribute of the first element, and the element's text.
    fn read_back(file: &str) -> (String, String) {
        let mut reader = Reader::from_str(file);
        let (mut title, mut content) = (None, String::new());
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(tag) => {
                    let attribute = tag.attributes().next();
                    let attribute = attribute.expect("one").expect("well formed");
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                    title = Some(value.expect("a value").into_owned());
                }
                Event::Text(text) if title.is_some() => {
                    content.push_str(&text.xml10_content());
                }
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().expect("a character");
                    match character {
                        Some(c) => content.push(c),
                        None => content.push_str(
                            quick_xml::escape::resolve_xml_entity(&name).expect("known"),
                        ),
                    }
                }
                Event::End(_) | Event::Eof => {
                    return (title.unwrap_or_default(), content);
                }
                Event::Text(_)
                | Event::Empty(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    #[test]
    fn text_in_is_text_out() {
        for seed in 0..2_000 {
            let text = hostile(seed);
            let mut sink = XmlSink::xhtml();
            sink.open("p").attr("title", &text);
            sink.text(&text);
            let (file, _) = sink.finish();

            let (title, content) = read_back(&file);
            assert_eq!(title, allowed(&text), "attribute, seed {seed}");
            assert_eq!(content, allowed(&text), "content, seed {seed}");
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        let mut sink = XmlSink::default();
        sink.open("ul").attr("class", "a");
        sink.open("li");
        sink.void("br");
        assert_eq!(sink.finish().0, "<ul class=\"a\"><li><br/></li>\n</ul>\n");
    }

    #[test]
    fn a_formula_asks_for_a_manifest_property() {
        let mut sink = XmlSink::default();
        sink.open("math");
        assert_eq!(Vec::from_iter(sink.finish().1), ["mathml"]);
    }

    #[test]
    fn a_label_is_one_line() {
        assert_eq!(label(" 一\n\u{1}  二 "), "一 \u{FFFD} 二");
    }
}
