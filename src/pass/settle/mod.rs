//! The last pass: what was typed becomes what it means.
//!
//! Every node is taken from the tree as written and put into the settled tree; addresses
//! are resolved, pictures loaded, code highlighted and notes numbered on the way.

mod address;
mod code;
mod contents;
mod diagrams;
mod figures;
mod formulas;
mod links;
mod notes;
mod pictures;
mod site;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Options;
use super::anchors::{Anchors, LessonAnchors};
use crate::diagnostic::Diagnostics;
use crate::document::{
    Aligned, Anchor, Block, Callout, Cell, Code, Course, Definition, Definitions,
    Details, Heading, Inline, Lesson, Link, List, ListItem, Mark, NoteRef, Paragraph,
    Phrase, Place, Quote, Reference, Row, Ruby, Settled, Tab, Table, Tabs, Target, Text,
    Words, Written, plain_text,
};
use crate::source::{CoursePath, Files};

use diagrams::Diagrams;
use links::End;
use notes::Notes;
use pictures::Pictures;

/// Settles a course.
pub(super) fn settle(
    course: Course<Written>,
    anchors: &Anchors,
    files: &dyn Files,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Course<Settled> {
    let mut pictures = Pictures::load(&course, files, diagnostics);
    let diagrams = Diagrams::draw(&course, &mut pictures);
    let Course { info, lessons: written, assets: _, unpublished } = course;
    let comparable = links::MAX_COMPARED / written.len().max(1);
    let settled = written.into_par_iter().enumerate().map(|(index, lesson)| {
        let mut diagnostics = Diagnostics::default();
        let own = anchors.lesson(index);
        let folder = lesson.info.path.parent();
        let notes = Notes::number(&lesson);
        let mut settler = Settler {
            anchors,
            own,
            marks: own.marks.iter(),
            places: own.places.clone(),
            folder,
            files,
            unpublished: &unpublished,
            pictures: &pictures,
            diagrams: &diagrams,
            words: Words::of(&lesson.info.language),
            notes,
            line_numbers: options.line_numbers,
            unknown: BTreeSet::new(),
            comparable,
            has_contents: false,
            inside_link: false,
            diagnostics: &mut diagnostics,
        };
        (settler.lesson(lesson), diagnostics)
    });
    // All processors work, but the results are in the order of the lessons.
    let settled: Vec<_> = settled.collect();
    let mut lessons = Vec::with_capacity(settled.len());
    for (lesson, problems) in settled {
        lessons.push(lesson);
        diagnostics.append(problems);
    }
    Course { info, lessons, assets: pictures.into_assets(), unpublished }
}

struct Settler<'a> {
    anchors: &'a Anchors,
    /// The anchors of the lesson at hand.
    own: &'a LessonAnchors,
    /// The marks of its headings that have not been met yet.
    marks: std::slice::Iter<'a, Mark>,
    /// Its places that have not been met yet, by the identifiers that were typed.
    places: BTreeMap<String, Anchor>,
    /// The folder it lies in.
    folder: CoursePath,
    files: &'a dyn Files,
    /// The lessons that are not exported because they are drafts.
    unpublished: &'a [CoursePath],
    pictures: &'a Pictures,
    diagrams: &'a Diagrams,
    /// The words of the lesson's language.
    words: &'static Words,
    notes: Notes,
    /// Whether lines of code are numbered where the author does not say.
    line_numbers: bool,
    /// The languages of code that have been reported as unknown.
    unknown: BTreeSet<String>,
    /// How much may still be compared with the names in dead links.
    comparable: usize,
    /// Whether the lesson's headings have been listed.
    has_contents: bool,
    /// Whether a link is open: another must not stand in it.
    inside_link: bool,
    diagnostics: &'a mut Diagnostics,
}

impl Settler<'_> {
    fn lesson(&mut self, lesson: Lesson<Written>) -> Lesson<Settled> {
        let Lesson { span, info, objectives, prerequisites, blocks, footnotes } = lesson;
        let objectives = self.lines(objectives);
        let prerequisites = self.lines(prerequisites);
        // In the order in which the marks were assigned.
        let blocks = self.blocks(blocks);
        let footnotes = footnotes.into_iter();
        let footnotes = footnotes.filter_map(|note| self.footnote(note)).collect();
        Lesson { span, info, objectives, prerequisites, blocks, footnotes }
    }

    fn lines(&mut self, lines: Vec<Vec<Inline<Written>>>) -> Vec<Vec<Inline<Settled>>> {
        lines.into_iter().map(|line| self.inlines(line)).collect()
    }

    fn blocks(&mut self, blocks: Vec<Block<Written>>) -> Vec<Block<Settled>> {
        blocks.into_iter().filter_map(|block| self.block(block)).collect()
    }

    /// What becomes of a block: mostly one, none for a place that is known already.
    fn block(&mut self, block: Block<Written>) -> Option<Block<Settled>> {
        Some(match block {
            Block::Heading(heading) => Block::Heading(self.heading(heading)),
            Block::Paragraph(Paragraph { span, inlines }) => {
                Block::Paragraph(Paragraph { span, inlines: self.inlines(inlines) })
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Code(Code { span, code }) => {
                Block::Code(Code { span, code: self.listing(code, span) })
            }
            Block::Math(math) => self.formula_block(math),
            Block::Diagram(diagram) => self.diagram(diagram),
            Block::List(List { span, numbers, tight, items }) => {
                let items = items.into_iter().map(|item| {
                    let ListItem { span, number, task, blocks } = item;
                    ListItem { span, number, task, blocks: self.blocks(blocks) }
                });
                Block::List(List { span, numbers, tight, items: items.collect() })
            }
            Block::Definitions(Definitions { span, entries }) => {
                let entries = entries.into_iter().map(|entry| {
                    let Definition { terms, meanings } = entry;
                    let terms = terms.into_iter().map(|term| self.inlines(term));
                    let terms = terms.collect();
                    let meanings = meanings.into_iter().map(|blocks| self.blocks(blocks));
                    Definition { terms, meanings: meanings.collect() }
                });
                Block::Definitions(Definitions { span, entries: entries.collect() })
            }
            Block::Quote(Quote { span, blocks }) => {
                Block::Quote(Quote { span, blocks: self.blocks(blocks) })
            }
            Block::Callout(Callout { span, kind, title, blocks }) => {
                let title = title.map(|title| self.inlines(title));
                let blocks = self.blocks(blocks);
                Block::Callout(Callout { span, kind, title, blocks })
            }
            Block::Details(Details { span, summary, open, blocks }) => {
                let (summary, blocks) = (self.inlines(summary), self.blocks(blocks));
                Block::Details(Details { span, summary, open, blocks })
            }
            Block::Tabs(Tabs { span, tabs }) => {
                let tabs = tabs.into_iter().map(|tab| {
                    let Tab { span, label, blocks } = tab;
                    Tab { span, label: self.inlines(label), blocks: self.blocks(blocks) }
                });
                Block::Tabs(Tabs { span, tabs: tabs.collect() })
            }
            Block::Aligned(Aligned { span, align, blocks }) => {
                Block::Aligned(Aligned { span, align, blocks: self.blocks(blocks) })
            }
            Block::Table(table) => Block::Table(self.table(table)),
            Block::Separator(span) => Block::Separator(span),
            Block::PageBreak(span) => Block::PageBreak(span),
            Block::Contents(span) => self.contents(span)?,
            Block::Place(place) => Block::Place(self.place(place)?),
        })
    }

    fn table(&mut self, table: Table<Written>) -> Table<Settled> {
        let Table { span, caption, align, header, rows } = table;
        let caption = self.inlines(caption);
        let mut settle = |rows: Vec<Row<Written>>| {
            let rows = rows.into_iter().map(|row| Row {
                cells: row.cells.into_iter().map(|cell| self.cell(cell)).collect(),
            });
            rows.collect()
        };
        let (header, rows) = (settle(header), settle(rows));
        Table { span, caption, align, header, rows }
    }

    fn cell(&mut self, cell: Cell<Written>) -> Cell<Settled> {
        let Cell { columns, rows, is_header, align, blocks } = cell;
        Cell { columns, rows, is_header, align, blocks: self.blocks(blocks) }
    }

    /// A place that no heading and no place before it has the name of.
    fn place(&mut self, place: Place<Written>) -> Option<Place<Settled>> {
        let id = self.places.remove(&place.id)?;
        Some(Place { span: place.span, id })
    }

    fn heading(&mut self, heading: Heading<Written>) -> Heading<Settled> {
        let Heading { span, level, mark: _, inlines } = heading;
        // There is a mark for every heading, made in this same order.
        let mark = self.marks.next().cloned().unwrap_or_else(|| self.own.beginning());
        Heading { span, level, mark, inlines: self.inlines(inlines) }
    }

    fn inlines(&mut self, inlines: Vec<Inline<Written>>) -> Vec<Inline<Settled>> {
        let mut settled = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(text) => settled.push(Inline::Text(text)),
                Inline::Code(text) => settled.push(Inline::Code(text)),
                Inline::Phrase(Phrase { span, style, inlines }) => {
                    let inlines = self.inlines(inlines);
                    settled.push(Inline::Phrase(Phrase { span, style, inlines }));
                }
                Inline::Link(link) => self.link(link, &mut settled),
                Inline::Image(image) => settled.push(self.inline_image(image)),
                Inline::Math(math) => settled.push(self.formula(math)),
                Inline::Ruby(Ruby { span, base, reading }) => {
                    let base = self.inlines(base);
                    settled.push(Inline::Ruby(Ruby { span, base, reading }));
                }
                Inline::Place(place) => {
                    settled.extend(self.place(place).map(Inline::Place));
                }
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

    /// A link; only its text if it leads nowhere. One that shows nothing shows where it
    /// leads, or is none if that is within the course.
    fn link(&mut self, link: Link<Written>, settled: &mut Vec<Inline<Settled>>) {
        let (target, file) = match self.end(&link) {
            Some(End::Target(target)) => (Some(target), None),
            Some(End::File(file)) => (None, Some(file)),
            None => (None, None),
        };
        let span = link.span;
        let is_name = matches!(link.target, Reference::Name(_));
        let outer = std::mem::replace(&mut self.inside_link, target.is_some());
        let mut inlines = self.inlines(link.inlines);
        self.inside_link = outer;
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
            // Brackets that name no lesson are brackets.
            None if is_name => {
                let bracket = |text: &str| Inline::Text(Text { span, text: text.into() });
                settled.push(bracket("[["));
                settled.extend(inlines);
                settled.push(bracket("]]"));
            }
            Some(_) | None => {
                let name = file.and_then(|file| self.file_name(&file, &inlines, span));
                settled.extend(inlines);
                settled.extend(name);
            }
        }
    }
}
