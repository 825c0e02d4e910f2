//! A page of the book, parsed.

use std::collections::BTreeSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// A page of the book, parsed.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) attributes: String,
    pub(super) identifiers: BTreeSet<String>,
    /// Where its links to other places in the book lead.
    pub(super) links: Vec<String>,
}

impl Page {
    pub(super) fn read(source: &str) -> Result<Page, String> {
        let forbidden = |c: char| {
            (c < ' ' && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        };
        if let Some(c) = source.chars().find(|c| forbidden(*c)) {
            return Err(format!("{c:?}"));
        }
        let mut page = Page::default();
        let mut reader = quick_xml::Reader::from_str(source);
        reader.config_mut().check_end_names = true;
        let mut depth = 0;
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Eof => break,
                Event::Text(run) => page.text.push_str(&run),
                Event::Start(start) => {
                    depth += 1;
                    page.read_attributes(&start)?;
                }
                Event::Empty(start) => page.read_attributes(&start)?,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        (depth == 0).then_some(page).ok_or_else(|| "an open element".into())
    }

    fn read_attributes(&mut self, start: &BytesStart) -> Result<(), String> {
        let is_link = start.name().as_ref() == "a";
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            match attribute.key.as_ref() {
                "id" if !self.identifiers.insert(value.to_string()) => {
                    return Err(format!("two identifiers {value}"));
                }
                "href" if is_link && !value.contains(':') => {
                    self.links.push(value.into());
                }
                _ => {
                    self.attributes.push_str(&value);
                    self.attributes.push('\n');
                }
            }
        }
        Ok(())
    }
}
