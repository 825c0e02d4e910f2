//! The last pass: what was typed becomes what it means.
//!
//! Every node is taken from the tree as written and put into the settled tree; addresses
//! are resolved, pictures loaded, code highlighted and notes numbered on the way.

mod address;
mod code;
mod links;
mod notes;
mod pictures;

use std::collections::BTreeSet;

use super::anchors::{Anchors, LessonAnchors};
use crate::diagnostic::Diagnostics;
use crate::document::{
    Block, Callout, Code, Course, Heading, Image, Inline, Lesson, Link, List, ListItem,
    Mark, NoteRef, Paragraph, Phrase, Quote, Settled, Table, Target, Text, Written,
    plain_text,
};
use crate::source::{CoursePath, Files};

use notes::Notes;
use pictures::Pictures;

/// Settles a course.
pub(super) fn settle(
    course: Course<Written>,
    anchors: &Anchors,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Course<Settled> {
    let mut pictures = Pictures::load(&course, files, diagnostics);
    let mut unknown = BTreeSet::new();
    let mut lessons = Vec::with_capacity(course.lessons.len());
    for (index, lesson) in course.lessons.into_iter().enumerate() {
        let own = anchors.lesson(index);
        let folder = lesson.info.path.parent();
        let notes = Notes::number(&lesson, diagnostics);
        let mut settler = Settler {
            anchors,
            own,
            marks: own.marks.iter(),
            folder,
            files,
            pictures: &mut pictures,
            notes,
            unknown: &mut unknown,
            diagnostics,
        };
        lessons.push(settler.lesson(lesson));
    }
    Course { info: course.info, lessons, assets: pictures.into_assets() }
}

struct Settler<'a> {
    anchors: &'a Anchors,
    /// The anchors of the lesson at hand.
    own: &'a LessonAnchors,
    /// The marks of its headings that have not been met yet.
    marks: std::slice::Iter<'a, Mark>,
    /// The folder it lies in.
    folder: CoursePath,
    files: &'a dyn Files,
    pictures: &'a mut Pictures,
    notes: Notes,
    /// The languages of code that have been reported as unknown.
    unknown: &'a mut BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Settler<'_> {
    fn lesson(&mut self, lesson: Lesson<Written>) -> Lesson<Settled> {
        let Lesson { span, info, blocks, footnotes } = lesson;
        // In the order in which the marks were assigned.
        let blocks = self.blocks(blocks);
        let settled = footnotes.into_iter().map(|note| self.footnote(note)).collect();
        Lesson { span, info, blocks, footnotes: notes::in_order(settled) }
    }

    fn blocks(&mut self, blocks: Vec<Block<Written>>) -> Vec<Block<Settled>> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block<Written>) -> Block<Settled> {
        match block {
            Block::Heading(heading) => Block::Heading(self.heading(heading)),
            Block::Paragraph(Paragraph { span, inlines }) => {
                Block::Paragraph(Paragraph { span, inlines: self.inlines(inlines) })
            }
            Block::Figure(image) => Block::Figure(self.image(image)),
            Block::Code(Code { span, code }) => {
                Block::Code(Code { span, code: self.listing(code, span) })
            }
            Block::List(List { span, start, tight, items }) => {
                let items = items.into_iter().map(|item| {
                    let ListItem { span, task, blocks } = item;
                    ListItem { span, task, blocks: self.blocks(blocks) }
                });
                Block::List(List { span, start, tight, items: items.collect() })
            }
            Block::Quote(Quote { span, blocks }) => {
                Block::Quote(Quote { span, blocks: self.blocks(blocks) })
            }
            Block::Callout(Callout { span, kind, blocks }) => {
                Block::Callout(Callout { span, kind, blocks: self.blocks(blocks) })
            }
            Block::Table(Table { span, align, header, rows }) => {
                let header = self.row(header);
                let rows = rows.into_iter().map(|row| self.row(row)).collect();
                Block::Table(Table { span, align, header, rows })
            }
            Block::Separator(span) => Block::Separator(span),
        }
    }

    fn heading(&mut self, heading: Heading<Written>) -> Heading<Settled> {
        let Heading { span, level, mark: _, inlines } = heading;
        // There is a mark for every heading, made in this same order.
        let mark = self.marks.next().cloned().unwrap_or_else(|| self.own.beginning());
        Heading { span, level, mark, inlines: self.inlines(inlines) }
    }

    fn row(&mut self, cells: Vec<Vec<Inline<Written>>>) -> Vec<Vec<Inline<Settled>>> {
        cells.into_iter().map(|cell| self.inlines(cell)).collect()
    }

    fn inlines(&mut self, inlines: Vec<Inline<Written>>) -> Vec<Inline<Settled>> {
        let mut settled = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(text) => settled.push(Inline::Text(text)),
                Inline::Code(text) => settled.push(Inline::Code(text)),
                Inline::Emphasis(phrase) => {
                    settled.push(Inline::Emphasis(self.phrase(phrase)));
                }
                Inline::Strong(phrase) => {
                    settled.push(Inline::Strong(self.phrase(phrase)))
                }
                Inline::Strikethrough(phrase) => {
                    settled.push(Inline::Strikethrough(self.phrase(phrase)));
                }
                Inline::Link(link) => self.link(link, &mut settled),
                Inline::Image(image) => settled.push(Inline::Image(self.image(image))),
                Inline::NoteRef(NoteRef { span, note }) => {
                    let number = self.notes.of(&note);
                    settled.extend(
                        number.map(|note| Inline::NoteRef(NoteRef { span, note })),
                    );
                }
                Inline::Gap => settled.push(Inline::Gap),
                // The earlier pass has resolved these.
                Inline::SoftBreak(span) => {
                    settled.push(Inline::Text(Text { span, text: " ".into() }));
                }
                Inline::HardBreak(span) => settled.push(Inline::HardBreak(span)),
            }
        }
        settled
    }

    fn phrase(&mut self, phrase: Phrase<Written>) -> Phrase<Settled> {
        Phrase { span: phrase.span, inlines: self.inlines(phrase.inlines) }
    }

    /// A link; only its text if it leads nowhere. One that shows nothing shows where it
    /// leads, or is none if that is within the course.
    fn link(&mut self, link: Link<Written>, settled: &mut Vec<Inline<Settled>>) {
        let target: Option<Target> = self.target(&link);
        let span = link.span;
        let mut inlines = self.inlines(link.inlines);
        let shows_nothing = plain_text(&inlines).trim().is_empty()
            && !inlines.iter().any(|inline| matches!(inline, Inline::Image(_)));
        match target {
            Some(Target::External(address)) if shows_nothing => {
                inlines = vec![Inline::Text(Text { span, text: address.clone() })];
                let target = Target::External(address);
                settled.push(Inline::Link(Link { span, target, inlines }));
            }
            Some(target) if !shows_nothing => {
                settled.push(Inline::Link(Link { span, target, inlines }));
            }
            Some(_) | None => settled.extend(inlines),
        }
    }

    fn image(&mut self, image: Image<Written>) -> Image<Settled> {
        let Image { span, picture, alt, title } = image;
        let picture = self.pictures.of(&self.folder, &picture);
        Image { span, picture, alt, title }
    }
}
