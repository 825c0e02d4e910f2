//! What is known of a course and its lessons: front matter, `course.yaml`, and what
//! follows from the text where they are silent.

use std::collections::{BTreeMap, BTreeSet};

use super::chapters::Chapter;
use super::markdown::Text;
use super::{Input, markdown, order, punctuation, text, title};
use crate::config::{CourseFile, FrontMatter, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Course, CourseInfo, Inline, Language, Lesson, LessonInfo, Written, each_line,
};
use crate::source::{CoursePath, Files, SourceId, SourceMap};

/// A lesson that has been read and waits for its place in the course.
pub(super) struct Draft {
    pub(super) path: CoursePath,
    pub(super) file: SourceId,
    pub(super) front_matter: FrontMatter,
    /// What the list of chapters says of it.
    pub(super) chapter: Option<Chapter>,
    pub(super) text: Text,
}

/// Reads `course.yaml`, if there is one.
pub(super) fn course_file(
    files: &dyn Files,
    input: &Input,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<CourseFile> {
    let path = CoursePath::root().join("course.yaml")?;
    if !files.exists(&path) {
        return None;
    }
    let shown = format!("{}{path}", input.prefix);
    let id = text::read(files, &path, shown, sources, diagnostics)?;
    Some(CourseFile::parse(sources.file(id), diagnostics))
}

/// Puts the lessons in order. `skipped` are the places of drafts that are left out.
pub(super) fn assemble(
    mut drafts: Vec<Draft>,
    skipped: &[u32],
    course_file: Option<CourseFile>,
    files: &dyn Files,
    input: &Input,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Course<Written> {
    order::sort(&mut drafts, files);
    order::check_sequence(&drafts, skipped, sources, diagnostics);
    check_slugs(&drafts, sources, diagnostics);

    let is_book = input.lesson.is_none();
    let course_file = course_file.unwrap_or_default();
    let mut slugs: BTreeSet<String> = drafts
        .iter()
        .filter_map(|draft| Some(draft.front_matter.slug.as_ref()?.value.to_lowercase()))
        .collect();
    let mut lessons = Vec::with_capacity(drafts.len());
    let mut last = 0_u32;
    for draft in drafts {
        let Draft { path, file, front_matter, chapter, text } = draft;
        let slug = match front_matter.slug {
            Some(slug) => slug.value,
            None => unique_slug(slug_of(&path), &mut slugs),
        };
        let listed = chapter.as_ref().map(|chapter| chapter.title.as_str());
        let title = front_matter
            .title
            .or_else(|| title::said(&text, listed))
            .unwrap_or_else(|| {
                if is_book {
                    diagnostics.push(title::missing(sources.file(file)));
                }
                title::of_file(&path, &input.name)
            });
        let language = front_matter
            .lang
            .or_else(|| course_file.lang.clone())
            .unwrap_or_else(|| detect(&title, &text));
        // Lessons without a place come last and are counted on.
        let is_counted = chapter.is_none_or(|chapter| chapter.is_counted);
        let next = (is_book && is_counted).then(|| last.saturating_add(1));
        let number = front_matter.sequence.map(|sequence| sequence.value).or(next);
        last = number.unwrap_or(last);
        let info = LessonInfo {
            path,
            title,
            slug,
            number,
            language,
            description: front_matter.description,
            estimated_minutes: front_matter.estimated_minutes,
            tags: front_matter.tags,
            keywords: front_matter.keywords,
            authors: front_matter.authors,
            date: front_matter.date,
            updated: front_matter.updated,
        };
        let is_smart = front_matter.smart_punctuation == Some(true);
        let mut read_all = |lines: Option<Spanned<Vec<String>>>| {
            let lines = lines.into_iter().flat_map(|lines| {
                lines.value.into_iter().map(move |line| (line, lines.span))
            });
            lines
                .map(|(line, span)| {
                    let mut line = markdown::line(line, span, sources, diagnostics);
                    if is_smart {
                        punctuation::curl_line(&mut line, sources);
                    }
                    line
                })
                .collect()
        };
        let objectives = read_all(front_matter.objectives);
        let prerequisites = read_all(front_matter.prerequisites);
        let Text { blocks, footnotes } = text;
        let span = sources.file(file).whole();
        lessons.push(Lesson { span, info, objectives, prerequisites, blocks, footnotes });
    }
    let info = course_info(course_file, &lessons, input);
    Course { info, lessons, assets: Vec::new(), unpublished: Vec::new() }
}

fn course_info(
    file: CourseFile,
    lessons: &[Lesson<Written>],
    input: &Input,
) -> CourseInfo {
    let infos = || lessons.iter().map(|lesson| &lesson.info);
    let subjects: BTreeSet<&String> =
        infos().flat_map(|info| info.tags.iter().chain(&info.keywords)).collect();
    let mut seen = BTreeSet::new();
    let authors = infos().flat_map(|info| &info.authors);
    let authors = authors.filter(|author| seen.insert(*author)).cloned().collect();
    CourseInfo {
        title: file.title.unwrap_or_else(|| input.name.clone()),
        subtitle: file.subtitle,
        slug: file.slug.unwrap_or_else(|| slug(&input.name)),
        language: file
            .lang
            .unwrap_or_else(|| prevailing(infos().map(|info| &info.language))),
        authors: if file.authors.is_empty() { authors } else { file.authors },
        description: file.description,
        subjects: match file.subjects.is_empty() {
            true => subjects.into_iter().cloned().collect(),
            false => file.subjects,
        },
        rights: file.rights,
        publisher: file.publisher,
        identifier: file.identifier,
        date: file.date.or_else(|| infos().filter_map(|info| info.date).max()),
        updated: file
            .updated
            .or_else(|| infos().filter_map(|info| info.updated.or(info.date)).max()),
        is_book: true,
    }
}

/// The language of most lessons; of several, the first.
fn prevailing<'a>(languages: impl Iterator<Item = &'a Language>) -> Language {
    let mut counts: Vec<(&Language, usize)> = Vec::new();
    for language in languages {
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    counts
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map_or_else(
            || Language::detect(std::iter::empty()),
            |(language, _)| language.clone(),
        )
}

fn check_slugs(drafts: &[Draft], sources: &SourceMap, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for slug in drafts.iter().filter_map(|draft| draft.front_matter.slug.as_ref()) {
        // Files of names that differ in case only are one file on some systems.
        let first = *seen.entry(slug.value.to_lowercase()).or_insert(slug.span);
        if first != slug.span {
            let (path, place) = sources.locate(first);
            let message = format!("two lessons have the slug `{}`", slug.value);
            diagnostics.push(
                Diagnostic::error(Code::DuplicateSlug, slug.span, message)
                    .help(format!("the other is at {path}:{}; rename one", place.line)),
            );
        }
    }
}

fn detect(title: &str, text: &Text) -> Language {
    let mut texts = vec![title];
    let notes = text.footnotes.iter().map(|note| &note.blocks);
    for blocks in std::iter::once(&text.blocks).chain(notes) {
        each_line(blocks, &mut |line| collect_texts(line, &mut texts));
    }
    Language::detect(texts.into_iter())
}

/// The texts of a line; code is in no language.
fn collect_texts<'a>(inlines: &'a [Inline<Written>], texts: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Text(run) => texts.push(&run.text),
            other => collect_texts(other.children(), texts),
        }
    }
}

/// A name made of a path: the names of its folders and its own.
fn slug_of(path: &CoursePath) -> String {
    let folder = path.parent();
    match order::is_index(path) && !folder.as_str().is_empty() {
        true => slug(folder.as_str()),
        false => slug(path.stem()),
    }
}

/// A name for files and addresses made of any text.
fn slug(text: &str) -> String {
    let named = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }
    };
    let slug: String = text.chars().map(named).collect();
    let slug = slug.trim_matches(['-', '.']);
    if slug.is_empty() { "lesson".into() } else { slug.into() }
}

/// `taken` holds slugs in lower case, since some systems do not tell `A.pdf` from `a.pdf`.
fn unique_slug(slug: String, taken: &mut BTreeSet<String>) -> String {
    let mut unique = slug.clone();
    let mut number = 2;
    while !taken.insert(unique.to_lowercase()) {
        unique = format!("{slug}-{number}");
        number += 1;
    }
    unique
}
