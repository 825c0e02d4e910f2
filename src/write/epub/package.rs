//! Completes the package document `content.opf` (EPUB 3.3, 5).
//!
//! epub-builder lists the files in its manifest and spine; the metadata are ours, since
//! its own have identifiers twice and lack much, and so are the manifest's properties.

use std::io;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, BytesText, Event};

use super::accessibility::accessibility;
use super::publication::Publication;
use super::rewrite::{Output, rewrite, write_line};

/// The finished package document.
pub(super) fn complete_package(
    source: &[u8],
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    let mut is_first_in_spine = true;
    rewrite(source, |event, reader, output| match event {
        Event::Start(tag) if tag.name().as_ref() == "package" => {
            let mut tag = tag;
            tag.push_attribute(("xml:lang", publication.course.info.language.tag()));
            Ok(Some(Event::Start(tag)))
        }
        Event::Start(tag) if tag.name().as_ref() == "metadata" => {
            reader.read_to_end(tag.name()).map_err(io::Error::other)?;
            let metadata = output
                .create_element("metadata")
                .with_attribute(("xmlns:dc", "http://purl.org/dc/elements/1.1/"));
            metadata.write_inner_content(|output| {
                write_metadata(output, publication)?;
                output.write_event(Event::Text(BytesText::new("\n  ")))
            })?;
            Ok(None)
        }
        Event::Empty(tag) if tag.name().as_ref() == "item" => {
            Ok(Some(Event::Empty(with_properties(tag, publication)?)))
        }
        Event::Empty(tag) if tag.name().as_ref() == "itemref" => {
            output.write_event(Event::Empty(tag))?;
            // A book's contents follow its title page. A lesson alone needs no such
            // page, but what landmarks lead to must be in the spine (7.4.4).
            if std::mem::take(&mut is_first_in_spine) {
                let is_book = publication.course.info.is_book;
                output.write_event(Event::Text(BytesText::new("\n    ")))?;
                output
                    .create_element("itemref")
                    .with_attribute(("idref", "nav"))
                    .with_attribute(("linear", if is_book { "yes" } else { "no" }))
                    .write_empty()?;
            }
            Ok(None)
        }
        // The landmarks have replaced it (EPUB 3.3, appendix on legacy features).
        Event::Start(tag) if tag.name().as_ref() == "guide" => {
            reader.read_to_end(tag.name()).map_err(io::Error::other)?;
            Ok(None)
        }
        event => Ok(Some(event)),
    })
}

fn with_properties<'a>(
    mut item: BytesStart<'a>,
    publication: &Publication<'_>,
) -> io::Result<BytesStart<'a>> {
    let href = item.try_get_attribute("href").map_err(io::Error::other)?;
    if let Some(href) = href {
        let href =
            href.normalized_value(XmlVersion::Explicit1_0).map_err(io::Error::other)?;
        if let Some(properties) = publication.properties.get(href.as_ref()) {
            let list = Vec::from_iter(properties.iter().copied()).join(" ");
            item.push_attribute(("properties", list.as_str()));
        }
    }
    Ok(item)
}

fn write_metadata(output: &mut Output, publication: &Publication<'_>) -> io::Result<()> {
    let course = publication.course;
    let info = &course.info;
    write_line(output, "dc:identifier", &[("id", "epub-id-1")], &publication.identifier)?;
    write_line(output, "dc:title", &[("id", "title")], &info.title)?;
    if let Some(subtitle) = &info.subtitle {
        refine(output, "#title", "title-type", "main", &[])?;
        write_line(output, "dc:title", &[("id", "subtitle")], subtitle)?;
        refine(output, "#subtitle", "title-type", "subtitle", &[])?;
    }
    for (index, author) in info.authors.iter().enumerate() {
        let id = format!("creator-{}", index + 1);
        write_line(output, "dc:creator", &[("id", &id)], author)?;
        refine(output, &format!("#{id}"), "role", "aut", &[("scheme", "marc:relators")])?;
    }
    let of_lessons = course.lessons.iter().map(|lesson| &lesson.info.language);
    let mut languages = vec![&info.language];
    for language in of_lessons {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    for language in languages {
        write_line(output, "dc:language", &[], language.tag())?;
    }
    let description = info.description.iter().map(|text| ("dc:description", text));
    let subjects = info.subjects.iter().map(|text| ("dc:subject", text));
    let publisher = info.publisher.iter().map(|text| ("dc:publisher", text));
    let rights = info.rights.iter().map(|text| ("dc:rights", text));
    for (name, text) in description.chain(subjects).chain(publisher).chain(rights) {
        if !text.trim().is_empty() {
            write_line(output, name, &[], text)?;
        }
    }
    if let Some(date) = info.date {
        write_line(output, "dc:date", &[], &date.to_string())?;
    }
    let modified = format!("{}T00:00:00Z", publication.modified);
    write_line(output, "meta", &[("property", "dcterms:modified")], &modified)?;
    for (property, value) in accessibility(course) {
        write_line(output, "meta", &[("property", property)], &value)?;
    }
    Ok(())
}

fn refine(
    output: &mut Output,
    what: &str,
    property: &str,
    value: &str,
    also: &[(&str, &str)],
) -> io::Result<()> {
    let mut attributes = vec![("refines", what), ("property", property)];
    attributes.extend(also);
    write_line(output, "meta", &attributes, value)
}
