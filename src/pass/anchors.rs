//! What headings are known by: anchors for links, numbers for people.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Options;
use crate::document::{
    Anchor, Block, Course, Heading, Inline, Lesson, Mark, Written, each_block,
    each_inline, plain_text,
};
use crate::source::CoursePath;

/// The marks of a course's headings, and how to find them.
pub(super) struct Anchors {
    lessons: Vec<LessonAnchors>,
    by_path: BTreeMap<CoursePath, usize>,
    /// The first lesson in each folder and the folders in it.
    by_folder: BTreeMap<CoursePath, usize>,
    /// What people may call lessons, in lower case.
    by_name: BTreeMap<String, usize>,
}

/// The marks of one lesson's headings.
pub(super) struct LessonAnchors {
    slug: String,
    title: String,
    /// In document order, footnotes last.
    pub(super) marks: Vec<Mark>,
    /// The places that are no headings, by the identifiers that were typed.
    pub(super) places: BTreeMap<String, Anchor>,
    /// The headings of the lesson's text.
    headings: Vec<Outlined>,
    /// Everything a link may call a heading, and the heading's identifier.
    names: BTreeMap<String, String>,
}

/// A heading as a table of contents lists it.
pub(super) struct Outlined {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) mark: Mark,
}

/// Names every heading of a course.
pub(super) fn assign(course: &Course<Written>, options: Options) -> Anchors {
    let lessons = course.lessons.par_iter().map(|lesson| assign_lesson(lesson, options));
    let mut by_path = BTreeMap::new();
    let mut by_folder = BTreeMap::new();
    for (index, lesson) in course.lessons.iter().enumerate() {
        let path = lesson.info.path.clone();
        let mut folder = path.parent();
        while !by_folder.contains_key(&folder) {
            by_folder.insert(folder.clone(), index);
            folder = folder.parent();
        }
        by_path.insert(path, index);
    }
    let mut by_name = BTreeMap::new();
    // Of several lessons of one name, the first by path is meant.
    for (path, &index) in &by_path {
        let info = &course.lessons[index].info;
        let path = path.as_str().to_lowercase();
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        // `b/c` and `c` are names of `a/b/c.md` too.
        let parts = stem.match_indices('/').map(|(at, _)| &stem[at + 1..]);
        let names = parts.chain([stem]).map(str::to_owned);
        for name in names.chain([info.title.to_lowercase(), info.slug.to_lowercase()]) {
            by_name.entry(name).or_insert(index);
        }
    }
    Anchors { lessons: lessons.collect(), by_path, by_folder, by_name }
}

impl Anchors {
    /// The anchors of the lesson at `index`.
    pub(super) fn lesson(&self, index: usize) -> &LessonAnchors {
        &self.lessons[index]
    }

    /// The anchors of the lesson in a file.
    pub(super) fn of_path(&self, path: &CoursePath) -> Option<&LessonAnchors> {
        self.by_path.get(path).map(|&index| &self.lessons[index])
    }

    /// The files of all lessons.
    pub(super) fn paths(&self) -> impl Iterator<Item = &CoursePath> {
        self.by_path.keys()
    }

    /// The titles of all lessons.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        self.lessons.iter().map(|lesson| lesson.title.as_str())
    }

    /// The first lesson in a folder and the folders in it.
    pub(super) fn first_in(&self, folder: &CoursePath) -> Option<&LessonAnchors> {
        self.by_folder.get(folder).map(|&index| &self.lessons[index])
    }

    /// The lesson that people call `name`: by its file, its title or its slug.
    pub(super) fn of_name(&self, name: &str) -> Option<&LessonAnchors> {
        let name = name.trim().to_lowercase();
        let name = name.strip_suffix(".md").unwrap_or(&name);
        self.by_name.get(name).map(|&index| &self.lessons[index])
    }
}

impl LessonAnchors {
    /// The anchor a link's fragment means; an empty one is the lesson's beginning.
    pub(super) fn find(&self, fragment: &str) -> Option<Anchor> {
        let id = match fragment {
            "" => "",
            _ => self
                .names
                .get(fragment)
                .or_else(|| self.names.get(&github_slug(fragment)))
                .or_else(|| self.names.get(&github_number(fragment)?))?,
        };
        Some(Anchor { lesson: self.slug.clone(), id: id.into() })
    }

    /// The headings of the lesson's text, in order; not those of its footnotes.
    pub(super) fn headings(&self) -> &[Outlined] {
        &self.headings
    }

    /// The mark of the lesson itself.
    pub(super) fn beginning(&self) -> Mark {
        let anchor = Anchor { lesson: self.slug.clone(), id: String::new() };
        Mark { anchor, number: None }
    }

    /// Everything a link may call a heading of this lesson.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.keys()
    }
}

/// `例题_2`, which is what MkDocs calls the third of several headings `例题`, as GitHub does:
/// `例题-2`.
fn github_number(fragment: &str) -> Option<String> {
    let (name, number) = fragment.rsplit_once('_')?;
    number.parse::<u32>().ok()?;
    Some(github_slug(&format!("{name}-{number}")))
}

fn assign_lesson(lesson: &Lesson<Written>, options: Options) -> LessonAnchors {
    let mut headings = Vec::new();
    for blocks in lesson.bodies() {
        each_block(blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                headings.push(heading);
            }
        });
    }
    let texts: Vec<String> =
        headings.iter().map(|heading| plain_text(&heading.inlines)).collect();
    // “3.11 的新特性” may stand among headings without numbers.
    let numbered = texts.iter().filter(|text| is_numbered(text)).count();
    let by_hand = numbered > 0 && numbered * 2 >= texts.len();
    let mut counters = Counters::default();
    let mut taken = Taken::default();
    let mut names = BTreeMap::new();
    let mut marks = Vec::with_capacity(headings.len());
    let levels: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    for (heading, text) in headings.into_iter().zip(&texts) {
        let name = match &heading.mark {
            Some(id) => id.clone(),
            None => github_slug(text),
        };
        let name = taken.unique(&name);
        let id = xml_id(&name);
        let numbered = options.number_headings && !by_hand && !heading.is_wordless();
        let number = numbered.then(|| counters.next(heading));
        names.insert(name, id.clone());
        // A heading with an identifier of its own is still called by its words.
        let words = github_slug(text);
        if heading.mark.is_some() && !words.is_empty() {
            names.entry(words).or_insert_with(|| id.clone());
        }
        let anchor = Anchor { lesson: lesson.info.slug.clone(), id };
        marks.push(Mark { anchor, number });
    }
    let count = lesson_headings(lesson);
    let outlined = levels.into_iter().zip(texts).zip(&marks).take(count);
    let headings = outlined
        .map(|((level, text), mark)| Outlined { level, text, mark: mark.clone() })
        .collect();
    // The title has a place too, though its heading is not among the blocks.
    let title = github_slug(&lesson.info.title);
    if !title.is_empty() {
        names.entry(title).or_default();
    }
    let mut places = BTreeMap::new();
    each_place(lesson, &mut |typed| {
        if !typed.is_empty() && !names.contains_key(typed) {
            let id = xml_id(&taken.unique(typed));
            names.insert(typed.to_owned(), id.clone());
            let anchor = Anchor { lesson: lesson.info.slug.clone(), id };
            places.insert(typed.to_owned(), anchor);
        }
    });
    let (slug, title) = (lesson.info.slug.clone(), lesson.info.title.clone());
    LessonAnchors { slug, title, marks, places, headings, names }
}

/// What links may call the headings of a lesson, as long as no two have one name.
pub(super) fn called(lesson: &Lesson<Written>) -> BTreeSet<String> {
    let mut names = BTreeSet::from([github_slug(&lesson.info.title)]);
    for blocks in lesson.bodies() {
        each_block(blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                names.extend(heading.mark.clone());
                names.insert(github_slug(&plain_text(&heading.inlines)));
            }
        });
    }
    names
}

/// How many headings the lesson's own text has.
fn lesson_headings(lesson: &Lesson<Written>) -> usize {
    let mut count = 0;
    each_block(&lesson.blocks, &mut |block| {
        count += usize::from(matches!(block, Block::Heading(_)));
    });
    count
}

/// Calls `visit` with the identifier of every place that is no heading.
fn each_place(lesson: &Lesson<Written>, visit: &mut impl FnMut(&str)) {
    for blocks in lesson.bodies() {
        each_block(blocks, &mut |block| {
            if let Block::Place(place) = block {
                visit(&place.id);
            }
        });
        each_inline(blocks, &mut |inline| {
            if let Inline::Place(place) = inline {
                visit(&place.id);
            }
        });
    }
}

/// Counts headings: `2.1` is the first of level 3 in the second of level 2.
#[derive(Default)]
struct Counters([u32; 5]);

impl Counters {
    fn next(&mut self, heading: &Heading<Written>) -> String {
        let depth = usize::from(heading.level.clamp(2, 6)) - 2;
        self.0[depth] += 1;
        self.0[depth + 1..].fill(0);
        let numbers = self.0[..=depth].iter().map(u32::to_string);
        numbers.collect::<Vec<_>>().join(".")
    }
}

/// Whether the author numbered a heading: `1.`, `1.1`, `1、`, `（一）`, `第 2 节`, `一、`.
fn is_numbered(text: &str) -> bool {
    let is_digit = |c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十百０１２３４５６７８９".contains(c)
    };
    let text = text.trim_start();
    let inner = text.strip_prefix(['（', '(', '第']).map(str::trim_start);
    let rest = inner.unwrap_or(text);
    let digits = rest.trim_start_matches(is_digit);
    if digits.len() == rest.len() {
        return false;
    }
    let after = digits.trim_start();
    if text.starts_with('第') {
        return after
            .starts_with(['章', '节', '節', '课', '課', '步', '部', '讲', '講', '篇']);
    }
    if inner.is_some() {
        return after.starts_with(['）', ')']);
    }
    // `3 个例子` and `2024 年` are not numbered.
    digits.starts_with(['.', '、', '．', ')', '）'])
}

/// The name GitHub gives a heading: lower case, no punctuation, hyphens for spaces.
fn github_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            // Marks that belong to a letter.
            '\u{0300}'..='\u{036F}' => slug.push(c),
            _ => {}
        }
    }
    slug
}

/// The identifiers of a lesson that are taken.
#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    /// How many headings have asked for each name: where to look for a free number.
    asked: BTreeMap<String, usize>,
}

impl Taken {
    /// As GitHub does: the second `x` is `x-1`.
    fn unique(&mut self, name: &str) -> String {
        let name = if name.is_empty() { "section" } else { name };
        let number = self.asked.entry(name.to_owned()).or_default();
        loop {
            let unique = match *number {
                0 => name.to_owned(),
                number => format!("{name}-{number}"),
            };
            *number += 1;
            if self.ids.insert(xml_id(&unique)) {
                return unique;
            }
        }
    }
}

/// An identifier that is a name without colons in XML (Namespaces in XML, production 4).
fn xml_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len() + 1);
    if !name.starts_with(is_name_start) {
        id.push('_');
    }
    id.extend(name.chars().map(|c| if is_name_char(c) { c } else { '_' }));
    id
}

/// XML 1.0, production 4, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0, production 4a.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}'
            | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_numbered_headings_are_seen() {
        let numbered = [
            "1. 协程基础",
            "1.1 协程概念",
            "2、任务",
            "一、概述",
            "（三）小结",
            "第 2 节 循环",
            "10) x",
        ];
        for text in numbered {
            assert!(is_numbered(text), "{text}");
        }
        let free = [
            "协程",
            "3 个例子",
            "2024 年回顾",
            "一个例子",
            "第一印象",
            "async/await语法",
            "十分重要",
            "(可选)",
        ];
        for text in free {
            assert!(!is_numbered(text), "{text}");
        }
    }

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(github_slug("1.1 协程概念"), "11-协程概念");
        assert_eq!(github_slug("async/await语法"), "asyncawait语法");
        assert_eq!(github_slug("What's `new`, A?"), "whats-new-a");
    }

    #[test]
    fn identifiers_are_names_in_xml() {
        assert_eq!(xml_id("11-协程概念"), "_11-协程概念");
        assert_eq!(xml_id("a b\"<①"), "a_b___");
    }
}
