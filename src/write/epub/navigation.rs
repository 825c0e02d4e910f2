//! Completes the navigation document `nav.xhtml` (EPUB 3.3, 7) and, for older reading
//! systems, `toc.ncx` (OPF 2.0.1, 2.4.1).

use std::io;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, BytesText, Event};

use super::names::{NAVIGATION, TITLE_PAGE};
use super::publication::Publication;
use super::rewrite::{Output, rewrite, write_line};
use super::xml::label;
use crate::document::Words;

/// The finished navigation document.
pub(super) fn complete_nav(
    source: &[u8],
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    let language = publication.course.info.language.tag();
    let mut has_toc = false;
    rewrite(source, |event, reader, output| match event {
        Event::Start(mut tag) if tag.name().as_ref() == "html" => {
            tag.push_attribute(("lang", language));
            tag.push_attribute(("xml:lang", language));
            Ok(Some(Event::Start(tag)))
        }
        Event::Start(mut tag) if tag.name().as_ref() == "body" => {
            tag.push_attribute(("class", "contents-page"));
            Ok(Some(Event::Start(tag)))
        }
        Event::Start(tag) if tag.name().as_ref() == "nav" => {
            if has_toc {
                reader.read_to_end(tag.name()).map_err(io::Error::other)?;
                write_landmarks(output, publication)?;
                return Ok(None);
            }
            has_toc = true;
            let nav = BytesStart::new("nav").with_attributes([
                ("epub:type", "toc"),
                ("role", "doc-toc"),
                ("id", "toc"),
                ("aria-labelledby", "toc-title"),
            ]);
            Ok(Some(Event::Start(nav)))
        }
        Event::Start(mut tag) if tag.name().as_ref() == "a" => {
            let language = language_of(&tag, publication)?;
            if let Some(language) = language {
                tag.push_attribute(("lang", language));
                tag.push_attribute(("xml:lang", language));
            }
            Ok(Some(Event::Start(tag)))
        }
        event => Ok(Some(event)),
    })
}

/// The language of a link's words if it is not the document's (WCAG 2.2, 3.1.2).
fn language_of<'a>(
    link: &BytesStart<'_>,
    publication: &'a Publication<'_>,
) -> io::Result<Option<&'a str>> {
    let Some(href) = link.try_get_attribute("href").map_err(io::Error::other)? else {
        return Ok(None);
    };
    let href =
        href.normalized_value(XmlVersion::Explicit1_0).map_err(io::Error::other)?;
    let file = href.split('#').next().unwrap_or_default();
    Ok(publication.languages.get(file).map(String::as_str))
}

/// The places that reading systems have buttons for (EPUB 3.3, 7.4.4).
fn write_landmarks(output: &mut Output, publication: &Publication<'_>) -> io::Result<()> {
    let words = Words::of(&publication.course.info.language);
    let contents = format!("{NAVIGATION}#toc");
    let title_page = [("titlepage", TITLE_PAGE, words.title_page)];
    let places = [
        ("toc", contents.as_str(), words.contents),
        ("bodymatter", &publication.first, words.beginning),
    ];
    let places =
        title_page.into_iter().filter(|_| publication.course.info.is_book).chain(places);
    let nav = output
        .create_element("nav")
        .with_attribute(("epub:type", "landmarks"))
        .with_attribute(("id", "landmarks"))
        .with_attribute(("hidden", "hidden"));
    nav.write_inner_content(|output| {
        output.create_element("ol").write_inner_content(|output| {
            for (kind, href, text) in places {
                output.create_element("li").write_inner_content(|output| {
                    output
                        .create_element("a")
                        .with_attribute(("epub:type", kind))
                        .with_attribute(("href", href))
                        .write_text_content(BytesText::new(text))?;
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// The finished NCX.
pub(super) fn complete_ncx(
    source: &[u8],
    publication: &Publication<'_>,
) -> io::Result<Vec<u8>> {
    let title = label(&publication.course.info.title);
    rewrite(source, |event, reader, output| match event {
        Event::Start(mut tag) if tag.name().as_ref() == "ncx" => {
            tag.push_attribute(("xml:lang", publication.course.info.language.tag()));
            Ok(Some(Event::Start(tag)))
        }
        Event::Start(tag) if tag.name().as_ref() == "head" => {
            reader.read_to_end(tag.name()).map_err(io::Error::other)?;
            output.create_element("head").write_inner_content(|output| {
                let depth = publication.depth.to_string();
                for (name, content) in [
                    ("dtb:uid", label(&publication.identifier).as_str()),
                    ("dtb:depth", &depth),
                    ("dtb:totalPageCount", "0"),
                    ("dtb:maxPageNumber", "0"),
                ] {
                    output
                        .create_element("meta")
                        .with_attribute(("name", name))
                        .with_attribute(("content", content))
                        .write_empty()?;
                }
                Ok(())
            })?;
            Ok(None)
        }
        Event::Start(tag) if tag.name().as_ref() == "docTitle" => {
            reader.read_to_end(tag.name()).map_err(io::Error::other)?;
            output
                .create_element("docTitle")
                .write_inner_content(|output| write_line(output, "text", &[], &title))?;
            Ok(None)
        }
        event => Ok(Some(event)),
    })
}
