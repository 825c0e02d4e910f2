//! The list of chapters that a book for another program has: mdBook's and GitBook's
//! `SUMMARY.md`, MkDocs' `nav`.

mod nav;
mod summary;

use std::collections::BTreeMap;

use super::{Input, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Files, SourceFile, SourceMap, Span};

/// Where `SUMMARY.md` may lie in a course's folder.
const SUMMARIES: [&str; 3] = ["SUMMARY.md", "src/SUMMARY.md", "docs/SUMMARY.md"];

/// What lists the pages of an MkDocs site.
const MKDOCS: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];

/// A chapter that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    /// Its place in the list.
    pub(super) place: usize,
    /// What the list calls it; empty if it does not say.
    pub(super) title: String,
    /// Whether it is counted: a foreword is not.
    pub(super) is_counted: bool,
}

/// A list of chapters.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    /// The file the list is in.
    pub(super) path: CoursePath,
    by_path: BTreeMap<CoursePath, Chapter>,
}

/// An entry of a list, before its file has been looked for.
struct Entry {
    /// `None` if it lies outside the course.
    path: Option<CoursePath>,
    span: Span,
    title: String,
    is_counted: bool,
}

impl Chapters {
    /// Reads the list of a course, if it has one.
    pub(super) fn read(
        files: &dyn Files,
        input: &Input,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) -> Option<Chapters> {
        let found = |names: &[&str]| {
            let mut paths = names.iter().filter_map(|name| CoursePath::root().join(name));
            paths.find(|path| files.exists(path))
        };
        let path = found(&SUMMARIES).or_else(|| found(&MKDOCS))?;
        let shown = format!("{}{path}", input.prefix);
        let id = text::read(files, &path, shown, sources, diagnostics)?;
        let list = sources.file(id);
        let entries = match path.name() {
            "SUMMARY.md" => summary::entries(list, &path.parent()),
            _ => nav::entries(list, diagnostics)?,
        };
        // The list of something else, such as of what a program puts together first.
        let exists = |path: &CoursePath| files.exists(path);
        if !entries.iter().any(|entry| entry.path.as_ref().is_some_and(exists)) {
            return None;
        }
        let mut by_path = BTreeMap::new();
        for (place, entry) in entries.into_iter().enumerate() {
            let Entry { path: chapter, span, title, is_counted } = entry;
            let Some(chapter) = chapter else {
                let message = "this chapter lies outside the course";
                diagnostics.push(
                    Diagnostic::warning(Code::DeadLink, span, message)
                        .help("it is left out; copy it into the course's folder"),
                );
                continue;
            };
            if !files.exists(&chapter) {
                let message = format!("there is no file `{chapter}`");
                diagnostics.push(
                    Diagnostic::warning(Code::DeadLink, span, message)
                        .help("the chapter is left out"),
                );
                continue;
            }
            // A chapter that is listed twice stands at its first place.
            by_path.entry(chapter).or_insert(Chapter { place, title, is_counted });
        }
        Some(Chapters { path, by_path })
    }

    /// The chapter in a file, if it is listed.
    pub(super) fn get(&self, path: &CoursePath) -> Option<&Chapter> {
        self.by_path.get(path)
    }

    /// Says that a file is left out because the list does not have it.
    pub(super) fn not_listed(&self, file: &SourceFile) -> Diagnostic {
        let name = self.path.name();
        let message = format!("`{name}` does not list this file; it is left out");
        Diagnostic::hint(Code::NotALesson, file.whole().start(), message)
            .help(format!("to make it a lesson, add it to `{name}`"))
    }
}
