//! Drawings for paper: their kinds of fonts become the theme's faces, as they are for the
//! text around them, and what no font has is replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::refusals::replaced;
use crate::document::Region;
use crate::theme::Theme;

/// What drawings are set in: families by their kind, as SVG lists them.
pub(super) struct DrawingFonts {
    lists: BTreeMap<&'static str, String>,
}

impl DrawingFonts {
    pub(super) fn new(theme: &Theme, region: Region) -> DrawingFonts {
        let families = theme.families(region);
        let kinds = [("sans-serif", "heading"), ("serif", "body"), ("monospace", "code")];
        let lists = kinds.map(|(kind, wanted)| {
            let roles = families.iter();
            let roles = roles.filter(|(role, _)| [wanted, "rest"].contains(role));
            let families = roles.flat_map(|(_, families)| families);
            let families =
                families.map(|family| format!("'{}'", family.replace('\'', "")));
            (kind, families.collect::<Vec<_>>().join(", "))
        });
        DrawingFonts { lists: lists.into() }
    }
}

/// A drawing in the theme's faces. One that cannot be read stays as it is.
pub(super) fn drawing(
    svg: &Arc<[u8]>,
    fonts: &DrawingFonts,
    refused: &BTreeSet<String>,
) -> Arc<[u8]> {
    rewrite(svg, fonts, refused).map_or_else(|_| svg.clone(), Arc::from)
}

fn rewrite(
    svg: &[u8],
    fonts: &DrawingFonts,
    refused: &BTreeSet<String>,
) -> io::Result<Vec<u8>> {
    let text = std::str::from_utf8(svg).map_err(io::Error::other)?;
    let mut reader = Reader::from_str(text);
    let mut output = Writer::new(Vec::with_capacity(svg.len()));
    loop {
        output.write_event(match reader.read_event().map_err(io::Error::other)? {
            Event::Eof => return Ok(output.into_inner()),
            Event::Start(tag) => Event::Start(with_faces(&tag, fonts)?),
            Event::Empty(tag) => Event::Empty(with_faces(&tag, fonts)?),
            Event::Text(text) => {
                let text = replaced(&text.into_inner(), refused, |_| ());
                Event::Text(BytesText::from_escaped(text))
            }
            event => event,
        })?;
    }
}

fn with_faces<'a>(
    tag: &BytesStart<'a>,
    fonts: &DrawingFonts,
) -> io::Result<BytesStart<'static>> {
    let mut named = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(io::Error::other)?;
        let list = fonts.lists.get(attribute.value.as_ref());
        match list.filter(|_| attribute.key.as_ref() == "font-family") {
            Some(list) => named.push_attribute(("font-family", list.as_str())),
            None => named.push_attribute(attribute),
        }
    }
    Ok(named)
}
