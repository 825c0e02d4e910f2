//! Reading a generated file event by event and writing it back, changed on the way.

use std::io;

use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};

use super::xml::label;

/// A file being written.
pub(super) type Output = Writer<Vec<u8>>;

/// Copies a file; `change` gets every event and either writes something in its place or
/// gives it back to be copied.
pub(super) fn rewrite(
    source: &[u8],
    mut change: impl for<'a> FnMut(
        Event<'a>,
        &mut Reader<&'a [u8]>,
        &mut Output,
    ) -> io::Result<Option<Event<'a>>>,
) -> io::Result<Vec<u8>> {
    let text = std::str::from_utf8(source).map_err(io::Error::other)?;
    let mut reader = Reader::from_str(text);
    let mut output = Writer::new(Vec::with_capacity(source.len() * 2));
    loop {
        let event = reader.read_event().map_err(io::Error::other)?;
        if event == Event::Eof {
            return Ok(output.into_inner());
        }
        if let Some(event) = change(event, &mut reader, &mut output)? {
            output.write_event(event)?;
        }
    }
}

/// Writes an element with nothing but text in it, on a line of its own.
pub(super) fn write_line(
    output: &mut Output,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    output.write_event(Event::Text(BytesText::new("\n    ")))?;
    output
        .create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_text_content(BytesText::new(&label(text)))?;
    Ok(())
}
