//! The writer as a whole: what is in the archive, and that every file fits the others.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use zip::{CompressionMethod, ZipArchive};

use super::samples::full::everything;
use super::samples::{course_of, figure, heading, lesson, listing, text};
use super::*;

const CODE: &str = "{ background: { light: '#ffffff', dark: '#000000' }, \
    light: {}, dark: {}, print: {} }";

fn write(course: &Course<Settled>) -> Result<Vec<u8>, EpubError> {
    let code = serde_yaml::from_str(CODE).expect("a code theme");
    let style = "p { margin: 0 }\n";
    epub(course, &EpubOptions { style, code: &code })
}

/// A file's elements: name, attributes, and the text directly inside.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

fn files(course: &Course<Settled>) -> BTreeMap<String, String> {
    let bytes = write(course).expect("an EPUB");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        files.insert(
            entry.name().to_owned(),
            String::from_utf8_lossy(&content).into_owned(),
        );
    }
    files
}

fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().expect("well formed");
        let is_start = matches!(event, Event::Start(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("no attribute twice");
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                    let value = value.expect("a value").into_owned();
                    (attribute.key.into_inner().to_owned(), value)
                });
                elements.push(Element {
                    name: tag.name().into_inner().to_owned(),
                    attributes: attributes.collect(),
                    text: String::new(),
                });
                if is_start {
                    open.push(elements.len() - 1);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                if let Some(&index) = open.last() {
                    elements[index].text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                if let (Some(&index), Some(text)) =
                    (open.last(), resolve_xml_entity(&name))
                {
                    elements[index].text.push_str(text);
                }
            }
            Event::Eof => return elements,
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

fn texts<'a>(elements: &'a [Element], name: &str) -> Vec<&'a str> {
    let named = elements.iter().filter(|element| element.name == name);
    named.map(|element| element.text.as_str()).collect()
}

fn metadata<'a>(elements: &'a [Element], property: &str) -> Vec<&'a str> {
    let has = |element: &&Element| {
        element.attributes.get("property").is_some_and(|value| value == property)
    };
    elements.iter().filter(has).map(|element| element.text.as_str()).collect()
}

#[test]
fn the_same_course_gives_the_same_bytes() {
    let first = write(&everything()).expect("an EPUB");
    assert!(first == write(&everything()).expect("an EPUB"));
}

#[test]
fn the_archive_is_as_the_container_format_asks() {
    let bytes = write(&everything()).expect("an EPUB");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for index in 0..archive.len() {
        let entry = archive.by_index(index).expect("an entry");
        let name = entry.name().to_owned();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "{name}");
        let stored = index == 0 || name.ends_with(".png");
        assert_eq!(entry.compression() == CompressionMethod::Stored, stored, "{name}");
        assert!(name.is_ascii() && !name.contains("ibooks"), "{name}");
    }
}

#[test]
fn every_identifier_is_unique_and_every_link_arrives() {
    let files = files(&everything());
    let mut targets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    for (path, content) in &files {
        let name = path.trim_start_matches("OEBPS/").to_owned();
        let mut ids = BTreeSet::new();
        if [".xhtml", ".opf", ".ncx"].iter().any(|suffix| name.ends_with(suffix)) {
            for element in elements(content) {
                if let Some(id) = element.attributes.get("id") {
                    assert!(ids.insert(id.clone()), "{id} twice in {name}");
                }
                for attribute in ["href", "src"] {
                    if let Some(link) = element.attributes.get(attribute) {
                        links.push((name.clone(), link.clone()));
                    }
                }
            }
        }
        targets.insert(name, ids);
    }
    assert!(links.len() > 40);
    for (from, link) in links {
        if link.starts_with("https:") {
            continue;
        }
        let (file, id) = link.split_once('#').unwrap_or((&link, ""));
        let file = if file.is_empty() { &from } else { file };
        let ids = targets.get(file).unwrap_or_else(|| panic!("{from}: {link}"));
        assert!(id.is_empty() || ids.contains(id), "{from}: {link}");
    }
}

#[test]
fn the_package_says_what_the_course_says() {
    let files = files(&everything());
    let package = elements(&files["OEBPS/content.opf"]);
    assert_eq!(texts(&package, "dc:title"), ["异步编程 & 协程", "从入门到实践"]);
    assert_eq!(texts(&package, "dc:creator"), ["林 青", "Ann O’Brien"]);
    assert_eq!(texts(&package, "dc:language"), ["zh-CN", "en"]);
    assert_eq!(texts(&package, "dc:subject"), ["Python", "编程"]);
    assert_eq!(texts(&package, "dc:date"), ["2024-03-01"]);
    assert_eq!(metadata(&package, "dcterms:modified"), ["2024-05-06T00:00:00Z"]);
    assert!(texts(&package, "dc:identifier")[0].starts_with("urn:uuid:"));
    let spine = package.iter().filter(|element| element.name == "itemref");
    let spine: Vec<_> = spine.map(|item| item.attributes["idref"].as_str()).collect();
    assert_eq!(spine, ["id_title.xhtml", "nav", "id_lesson-1.xhtml", "id_second.xhtml"]);
    assert_eq!(texts(&package, "guide").len(), 0);
}

#[test]
fn a_given_identifier_is_kept_in_both_places() {
    let mut course = everything();
    course.info.identifier = Some("urn:isbn:9787302000006".into());
    let files = files(&course);
    assert!(files["OEBPS/content.opf"].contains(">urn:isbn:9787302000006<"));
    assert!(files["OEBPS/toc.ncx"].contains("\"urn:isbn:9787302000006\""));
}

#[test]
fn accessibility_is_computed_from_the_pictures() {
    let modes = |course: &Course<Settled>| {
        let files = files(course);
        let package = elements(&files["OEBPS/content.opf"]);
        let list = |name| metadata(&package, name).join(" ");
        (
            list("schema:accessMode"),
            list("schema:accessModeSufficient"),
            list("schema:accessibilityFeature").contains("alternativeText"),
        )
    };
    let mut course = course_of(vec![lesson("only")]);
    let answer =
        |mode: &str, enough: &str, described| (mode.into(), enough.into(), described);
    assert_eq!(modes(&course), answer("textual", "textual", false));
    course.assets = everything().assets;
    course.lessons[0].blocks = vec![figure(Some(0), "方块", "")];
    assert_eq!(modes(&course), answer("textual visual", "textual,visual textual", true));
    course.lessons[0].blocks.push(figure(Some(0), " ", ""));
    assert_eq!(modes(&course), answer("textual visual", "textual,visual", false));
}

#[test]
fn the_navigation_has_three_levels_and_the_languages_of_its_words() {
    let files = files(&everything());
    let nav = &files["OEBPS/nav.xhtml"];
    let links: Vec<_> = elements(nav).into_iter().filter(|e| e.name == "a").collect();
    let titles: Vec<_> = links.iter().map(|link| link.text.as_str()).collect();
    assert_eq!(
        titles,
        [
            "第 1 课 异步编程基础",
            "1. 协程基础",
            "1.1 协程概念",
            "列表与表格",
            "盒子与图",
            "Lesson 2 Tasks",
            "Tasks",
            "More & more",
            "书名页",
            "目录",
            "正文",
        ]
    );
    assert_eq!(links[5].attributes["lang"], "en");
    assert_eq!(links[0].attributes.get("lang"), None);
    assert!(files["OEBPS/toc.ncx"].contains(r#"name="dtb:depth" content="3""#));
}

#[test]
fn footnotes_lead_there_and_back() {
    let files = files(&everything());
    let lesson = elements(&files["OEBPS/lesson-1.xhtml"]);
    let with = |role: &str| {
        let has = |e: &&Element| e.attributes.get("role").is_some_and(|r| r == role);
        let links = lesson.iter().filter(has);
        Vec::from_iter(links.map(|e| e.attributes["href"].clone()))
    };
    // The third note's reference stands in a link, which cannot hold another.
    assert_eq!(with("doc-noteref"), ["#fn1", "#fn1", "#fn2"]);
    assert_eq!(with("doc-backlink"), ["#fnref1", "#fnref1-2", "#fnref2", "#fnref3"]);
}

#[test]
fn a_single_lesson_has_no_title_page() {
    let mut course = course_of(vec![lesson("only")]);
    course.lessons[0].info.number = Some(1);
    let files = files(&course);
    assert!(!files.contains_key("OEBPS/title.xhtml"));
    assert!(files["OEBPS/only.xhtml"].contains("第 1 课"));
    assert!(files["OEBPS/content.opf"].contains(r#"<itemref idref="nav" linear="no"/>"#));
}

#[test]
fn nothing_an_author_types_breaks_a_file() {
    let hostile = "\u{0}<a b='\"&amp;]]>\r\n\u{fffe}%00 #中";
    let mut course = everything();
    let info = &mut course.info;
    for text in [&mut info.title, &mut info.slug, &mut info.authors[0]] {
        *text = hostile.into();
    }
    for text in [&mut info.subtitle, &mut info.description, &mut info.identifier] {
        *text = Some(hostile.into());
    }
    course.assets[0].name = hostile.into();
    let lesson = &mut course.lessons[0];
    lesson.info.title = hostile.into();
    lesson.info.slug = hostile.into();
    lesson.objectives = vec![vec![text(hostile)]];
    lesson.blocks.push(heading(2, hostile, hostile, hostile));
    lesson.blocks.push(listing(Some(hostile), hostile));
    lesson.blocks.push(figure(None, hostile, hostile));

    for (name, content) in files(&course) {
        if [".xhtml", ".opf", ".ncx", ".xml"].iter().any(|suffix| name.ends_with(suffix))
        {
            assert!(!elements(&content).is_empty(), "{name}");
        }
    }
}

#[test]
fn without_lessons_there_is_no_book() {
    let refused = write(&course_of(Vec::new()));
    assert!(matches!(refused, Err(EpubError::NoLessons)));
}
