//! One lesson as one XHTML content document (EPUB 3.3, 6.1).

use std::collections::{BTreeMap, BTreeSet};

use super::names::{LESSON_TITLE, Names, OBJECTIVES, PREREQUISITES, STYLE_SHEET};
use super::xml::XmlSink;
use crate::document::{
    Block, Course, Footnote, Inline, Language, Lesson, NoteNumber, Settled, Words,
};

/// A finished content document.
#[derive(Debug)]
pub(super) struct Page {
    /// Its text.
    pub(super) xhtml: String,
    /// The manifest properties it needs.
    pub(super) properties: BTreeSet<&'static str>,
}

/// Opens a content document down to its body, which the sink closes at its end.
pub(super) fn begin_page(title: &str, language: &Language, class: &str) -> XmlSink {
    let mut xml = XmlSink::xhtml();
    xml.open("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .attr("lang", language.tag())
        .attr("xml:lang", language.tag());
    xml.open("head");
    xml.void("meta").attr("charset", "utf-8");
    xml.open("title");
    xml.text(title);
    xml.close();
    xml.void("link")
        .attr("rel", "stylesheet")
        .attr("type", "text/css")
        .attr("href", STYLE_SHEET);
    xml.close_line();
    xml.open("body").attr("class", class);
    xml
}

/// Writes a lesson.
pub(super) fn lesson_page(
    course: &Course<Settled>,
    names: &Names<'_>,
    index: usize,
    lesson: &Lesson<Settled>,
) -> Page {
    let info = &lesson.info;
    let title = if info.title.trim().is_empty() { &info.slug } else { &info.title };
    let mut writer = LessonWriter {
        xml: begin_page(title, &info.language, "lesson-page"),
        words: Words::of(&info.language),
        course,
        names,
        lesson: index,
        inside_link: false,
        dotted: false,
        references: BTreeMap::new(),
    };
    writer
        .xml
        .open("section")
        .attr("class", "lesson")
        .attr("epub:type", "chapter")
        .attr("role", "doc-chapter")
        .attr("aria-labelledby", LESSON_TITLE);
    writer.header(title, lesson);
    writer.blocks(&lesson.blocks);
    writer.footnotes(&lesson.footnotes);
    let (xhtml, properties) = writer.xml.finish();
    Page { xhtml, properties }
}

/// What is needed while a lesson is written. Blocks, listings, inlines each have a file
/// with the methods that write them.
pub(super) struct LessonWriter<'a> {
    pub(super) xml: XmlSink,
    pub(super) words: &'static Words,
    pub(super) course: &'a Course<Settled>,
    pub(super) names: &'a Names<'a>,
    pub(super) lesson: usize,
    /// Whether an `a` is open: another must not stand in it.
    pub(super) inside_link: bool,
    /// Whether emphasis dots are on.
    pub(super) dotted: bool,
    /// How often each footnote has been referred to so far.
    pub(super) references: BTreeMap<NoteNumber, u32>,
}

impl LessonWriter<'_> {
    fn header(&mut self, title: &str, lesson: &Lesson<Settled>) {
        let info = &lesson.info;
        self.xml.open("header").attr("class", "lesson-header");
        if let Some(number) = info.number {
            let number = self.words.lesson(number);
            self.xml.line("p", "lesson-number", &number);
        }
        self.xml.open("h1").attr("id", LESSON_TITLE);
        self.xml.text(title);
        self.xml.close_line();
        if let Some(description) = &info.description {
            self.xml.line("p", "lesson-description", description);
        }
        if let Some(minutes) = info.estimated_minutes {
            let minutes = self.words.minutes(minutes);
            self.xml.line("p", "lesson-minutes", &minutes);
        }
        self.header_list(OBJECTIVES, self.words.objectives, &lesson.objectives);
        let prerequisites = &lesson.prerequisites;
        self.header_list(PREREQUISITES, self.words.prerequisites, prerequisites);
        self.xml.close_line();
    }

    fn header_list(&mut self, id: &str, heading: &str, items: &[Vec<Inline<Settled>>]) {
        if items.is_empty() {
            return;
        }
        self.xml.open("section").attr("class", id).attr("aria-labelledby", id);
        self.xml.open("h2").attr("class", "box-title").attr("id", id);
        self.xml.text(heading);
        self.xml.close_line();
        self.xml.open("ul").attr("class", "tight");
        for item in items {
            self.xml.open("li");
            self.inlines(item);
            self.xml.close();
        }
        self.xml.close();
        self.xml.close_line();
    }

    fn footnotes(&mut self, footnotes: &[Footnote<Settled>]) {
        if footnotes.is_empty() {
            return;
        }
        self.xml
            .open("section")
            .attr("class", "footnotes")
            .attr("epub:type", "footnotes")
            .attr("aria-label", self.words.footnotes);
        for footnote in footnotes {
            self.footnote(footnote);
        }
        self.xml.close_line();
    }

    /// A note that reading systems show in a box of its own (EPUB 3.3 SSV, “notes”).
    fn footnote(&mut self, footnote: &Footnote<Settled>) {
        let number = footnote.note;
        self.xml
            .open("aside")
            .attr("class", "footnote")
            .attr("id", &note_id(number))
            .attr("epub:type", "footnote")
            .attr("role", "doc-footnote");
        // Number and way back stand in the note's own paragraphs where it has them.
        let (first, rest): (&[Inline<Settled>], _) = match footnote.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => (&paragraph.inlines, rest),
            Some(_) | None => (&[], footnote.blocks.as_slice()),
        };
        let (last, rest): (Option<&[Inline<Settled>]>, _) = match rest.split_last() {
            Some((Block::Paragraph(paragraph), rest)) => (Some(&paragraph.inlines), rest),
            Some(_) => (Some(&[]), rest),
            None => (None, rest),
        };
        self.xml.open("p");
        self.xml.open("span").attr("class", "note-number");
        self.xml.text(&number.0.to_string());
        self.xml.close();
        self.xml.text(" ");
        self.inlines(first);
        if let Some(last) = last {
            self.xml.close_line();
            self.blocks(rest);
            self.xml.open("p");
            self.inlines(last);
        }
        self.backlinks(number);
        self.xml.close_line();
        self.xml.close_line();
    }

    fn backlinks(&mut self, number: NoteNumber) {
        let count = self.references.get(&number).copied().unwrap_or_default();
        for reference in 1..=count {
            let nth = if count == 1 { String::new() } else { format!(" {reference}") };
            self.xml.text(" ");
            self.xml
                .open("a")
                .attr("class", "backlink")
                .attr("role", "doc-backlink")
                .attr("href", &format!("#{}", reference_id(number, reference)))
                .attr("aria-label", &format!("{}{nth}", self.words.back_to_text));
            self.xml.text(&format!("↑{nth}"));
            self.xml.close();
        }
    }
}

/// The identifier of a footnote.
pub(super) fn note_id(number: NoteNumber) -> String {
    format!("fn{}", number.0)
}

/// The identifier of the nth reference to a footnote, counted from 1.
pub(super) fn reference_id(number: NoteNumber, nth: u32) -> String {
    match nth {
        1 => format!("fnref{}", number.0),
        nth => format!("fnref{}-{nth}", number.0),
    }
}
