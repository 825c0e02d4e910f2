//! What things are called inside the EPUB: files, identifiers, and the links to them.
//!
//! A slug may hold any letter. File names are kept to ASCII, since unpackers and reading
//! systems still stumble over others. Anchors are XML names already, but must not be
//! those that the writer gives to what it adds.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Anchor, AssetId, Block, Course, Inline, Lesson, Settled, each_block, each_inline,
};

/// The page that shows a book's title.
pub(super) const TITLE_PAGE: &str = "title.xhtml";
/// The style sheet; its name is epub-builder's choice.
pub(super) const STYLE_SHEET: &str = "stylesheet.css";
/// The navigation document; its name is epub-builder's choice.
pub(super) const NAVIGATION: &str = "nav.xhtml";
/// Where the pictures lie.
pub(super) const IMAGES: &str = "images/";
/// The identifier of a lesson's title.
pub(super) const LESSON_TITLE: &str = "lesson-title";
/// The identifier of the heading over a lesson's objectives.
pub(super) const OBJECTIVES: &str = "lesson-objectives";
/// The identifier of the heading over a lesson's prerequisites.
pub(super) const PREREQUISITES: &str = "lesson-prerequisites";

/// The names of a course's lessons, anchors and pictures.
#[derive(Debug)]
pub(super) struct Names<'a> {
    files: Vec<String>,
    anchors: Vec<BTreeMap<&'a str, String>>,
    lessons: BTreeMap<&'a str, usize>,
    pictures: Vec<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(course: &'a Course<Settled>) -> Names<'a> {
        let mut taken: BTreeSet<String> =
            [TITLE_PAGE, NAVIGATION].into_iter().map(String::from).collect();
        let slugs = course.lessons.iter().map(|lesson| lesson.info.slug.as_str());
        let files = slugs
            .clone()
            .enumerate()
            .map(|(index, slug)| {
                let fallback = format!("lesson-{}", index + 1);
                let stem = if is_safe(slug) { slug } else { &fallback };
                unique(stem, ".xhtml", &mut taken)
            })
            .collect();
        let pictures = course.assets.iter().enumerate().map(|(index, asset)| {
            let extension = format!(".{}", asset.media_type.extension());
            let fallback = format!("image-{}", index + 1);
            let name = if is_safe(&asset.name) { &asset.name } else { &fallback };
            let stem = name.strip_suffix(&extension).unwrap_or(name);
            IMAGES.to_owned() + &unique(stem, &extension, &mut taken)
        });
        Names {
            files,
            anchors: course.lessons.iter().map(identifiers).collect(),
            lessons: slugs.enumerate().map(|(index, slug)| (slug, index)).collect(),
            pictures: pictures.collect(),
        }
    }

    /// A lesson's file.
    pub(super) fn file(&self, lesson: usize) -> &str {
        &self.files[lesson]
    }

    /// The identifier of an anchor in a lesson; `None` if the lesson has no such anchor.
    pub(super) fn id(&self, lesson: usize, anchor: &str) -> Option<&str> {
        self.anchors[lesson].get(anchor).map(String::as_str)
    }

    /// A link from a lesson to an anchor; to the beginning of the anchor's lesson if it
    /// does not have it, `None` if there is no such lesson.
    pub(super) fn href(&self, from: usize, anchor: &Anchor) -> Option<String> {
        let lesson = *self.lessons.get(anchor.lesson.as_str())?;
        let id = self.id(lesson, &anchor.id);
        Some(match (id, lesson == from) {
            (Some(id), true) => format!("#{id}"),
            (None, true) => format!("#{LESSON_TITLE}"),
            (Some(id), false) => format!("{}#{id}", self.files[lesson]),
            (None, false) => self.files[lesson].clone(),
        })
    }

    /// The pictures' files, in the order of the course's assets.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pictures.iter().map(String::as_str)
    }

    /// A picture's file; `None` if there is no such picture.
    pub(super) fn picture(&self, asset: AssetId) -> Option<&str> {
        self.pictures.get(asset.0).map(String::as_str)
    }
}

/// Whether a text can be a file name everywhere and needs no encoding in a link.
fn is_safe(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !name.starts_with('.')
        && !name.ends_with('.')
}

/// `stem` and `suffix`, with a number between them if another name is the same in any
/// capitalisation.
fn unique(stem: &str, suffix: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = format!("{stem}{suffix}");
    let mut number = 1;
    while !taken.insert(candidate.to_lowercase()) {
        number += 1;
        candidate = format!("{stem}-{number}{suffix}");
    }
    candidate
}

/// The XML identifiers of a lesson's anchors.
fn identifiers(lesson: &Lesson<Settled>) -> BTreeMap<&str, String> {
    let mut taken: BTreeSet<String> =
        [LESSON_TITLE, OBJECTIVES, PREREQUISITES].into_iter().map(String::from).collect();
    let mut anchors = Vec::new();
    for body in lesson.bodies() {
        each_block(body, &mut |block| match block {
            Block::Heading(heading) => anchors.push(heading.mark.anchor.id.as_str()),
            Block::Place(place) => anchors.push(place.id.id.as_str()),
            _ => {}
        });
        each_inline(body, &mut |inline| {
            if let Inline::Place(place) = inline {
                anchors.push(place.id.id.as_str());
            }
        });
    }
    let mut identifiers = BTreeMap::new();
    for anchor in anchors {
        identifiers
            .entry(anchor)
            .or_insert_with(|| unique(&identifier(anchor), "", &mut taken));
    }
    identifiers
}

/// An anchor as an identifier: anchors are XML names, but footnotes have some of them.
fn identifier(anchor: &str) -> String {
    let footnote = anchor.strip_prefix("fnref").or_else(|| anchor.strip_prefix("fn"));
    match footnote.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        true => format!("s-{anchor}"),
        false => anchor.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::epub::samples;

    #[test]
    fn files_are_safe_and_unique() {
        let slugs = ["async-basics", "Async-Basics", "异步", "nav", "a/b", "lesson-3"];
        let course = samples::course_of(slugs.map(samples::lesson).into());
        let names = Names::new(&course);
        let files: Vec<_> = (0..slugs.len()).map(|lesson| names.file(lesson)).collect();
        assert_eq!(
            files,
            [
                "async-basics.xhtml",
                "Async-Basics-2.xhtml",
                "lesson-3.xhtml",
                "nav-2.xhtml",
                "lesson-5.xhtml",
                "lesson-3-2.xhtml",
            ]
        );
    }

    #[test]
    fn no_anchor_is_taken_for_a_footnote() {
        assert_eq!(identifier("fn1"), "s-fn1");
        assert_eq!(identifier("fnref2-3"), "s-fnref2-3");
        assert_eq!(identifier("fn"), "fn");
        assert_eq!(identifier("协程概念"), "协程概念");
    }

    #[test]
    fn links_know_where_they_stand() {
        let mut second = samples::lesson("second");
        second.blocks = vec![samples::heading(2, "second", "_1-节", "节")];
        let course = samples::course_of(vec![samples::lesson("first"), second]);
        let names = Names::new(&course);
        let anchor =
            |lesson: &str, id: &str| Anchor { lesson: lesson.into(), id: id.into() };
        let href = |from, lesson, id| names.href(from, &anchor(lesson, id));
        assert_eq!(href(0, "second", "_1-节").as_deref(), Some("second.xhtml#_1-节"));
        assert_eq!(href(1, "second", "_1-节").as_deref(), Some("#_1-节"));
        assert_eq!(href(0, "second", "").as_deref(), Some("second.xhtml"));
        assert_eq!(href(0, "first", "").as_deref(), Some("#lesson-title"));
        assert_eq!(href(0, "third", ""), None);
    }
}
