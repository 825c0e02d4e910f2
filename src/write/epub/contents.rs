//! The tree of headings for the navigation document and the NCX.

use epub_builder::TocElement;

use super::names::Names;
use super::xml::label;
use crate::document::{
    Block, Course, Heading, Lesson, Settled, Words, each_block, plain_text,
};

/// A lesson with its headings of the second and third level.
pub(super) fn lesson_entry(
    course: &Course<Settled>,
    names: &Names<'_>,
    index: usize,
    lesson: &Lesson<Settled>,
) -> TocElement {
    let file = names.file(index);
    let mut sections: Vec<TocElement> = Vec::new();
    each_block(&lesson.blocks, &mut |block| {
        if let Block::Heading(heading) = block
            && let Some(id) = names.id(index, &heading.mark.anchor.id)
            && let Some(title) = heading_label(heading)
        {
            let entry = TocElement::new(format!("{file}#{id}"), title);
            match (heading.level, sections.pop()) {
                (3, Some(section)) => sections.push(section.child(entry)),
                (..=3, previous) => {
                    sections.extend(previous);
                    sections.push(entry);
                }
                (4.., previous) => sections.extend(previous),
            }
        }
    });
    let title = lesson_label(course, lesson);
    sections.into_iter().fold(TocElement::new(file, title), TocElement::child)
}

/// “第 1 课 异步编程基础”.
fn lesson_label(course: &Course<Settled>, lesson: &Lesson<Settled>) -> String {
    let info = &lesson.info;
    let title = match label(&info.title) {
        title if title.is_empty() => label(&info.slug),
        title => title,
    };
    match info.number.filter(|_| course.info.is_book) {
        Some(number) => {
            format!("{} {title}", Words::of(&info.language).lesson(number))
        }
        None => title,
    }
}

/// A heading's number and words; `None` if it has neither.
fn heading_label(heading: &Heading<Settled>) -> Option<String> {
    let words = plain_text(&heading.inlines);
    let text = match &heading.mark.number {
        Some(number) => label(&format!("{number} {words}")),
        None => label(&words),
    };
    (!text.is_empty()).then_some(text)
}
