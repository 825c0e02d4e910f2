//! Lessons in: files become a tree as written.
//!
//! [`course`] reads a folder or a single lesson. Whatever is wrong is reported and the
//! reading goes on, so that the author sees every problem at once.

mod autolink;
mod chapters;
mod cjk_emphasis;
mod code;
mod discover;
mod front_matter;
mod html;
mod info;
mod length;
mod markdown;
mod nesting;
mod order;
mod punctuation;
mod text;
mod title;
mod weave;

use rayon::prelude::*;

use crate::config::FrontMatter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Course, Written};
use crate::source::{CoursePath, Files, SourceFile, SourceId, SourceMap};

use chapters::{Chapter, Chapters};
use weave::Woven;

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The folder's name, which names the course if nothing else does.
    pub name: String,
    /// The lesson to read; `None` for all lessons of the folder.
    pub lesson: Option<CoursePath>,
    /// What diagnostics put before a file's path, such as `lessons/`.
    pub prefix: String,
    /// Whether drafts are read too.
    pub drafts: bool,
}

/// Reads a course. `None` if nothing could be read that is worth going on with; then,
/// and whenever [`Diagnostics::has_errors`], there must be no output.
pub fn course(
    files: &dyn Files,
    input: &Input,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Course<Written>> {
    let paths = match &input.lesson {
        Some(path) => vec![path.clone()],
        None => discover::lessons(files, diagnostics),
    };
    let chapters = match &input.lesson {
        Some(_) => None,
        None => Chapters::read(files, input, sources, diagnostics),
    };
    let mut course_file = info::course_file(files, input, sources, diagnostics);
    let is_smart = course_file.as_ref().is_some_and(|file| file.smart_punctuation);
    if is_smart {
        course_file.iter_mut().for_each(punctuation::curl_course_file);
    }
    let mut skipped = Vec::new();
    let mut sheets = Vec::new();
    let mut unpublished = Vec::new();
    let is_chapters = |path: &CoursePath| {
        chapters.as_ref().is_some_and(|chapters| chapters.path == *path)
    };
    let paths = paths.into_par_iter().filter(|path| !is_chapters(path));
    let read: Vec<_> = paths.map(|path| (files.read(&path), path)).collect();
    for (read, path) in read {
        let shown = format!("{}{path}", input.prefix);
        let Some(id) = text::add(read, shown, sources, diagnostics) else { continue };
        let file = sources.file(id);
        let (front_matter, body) = front_matter::split(file, diagnostics);
        let chapter = chapters.as_ref().and_then(|chapters| chapters.get(&path)).cloned();
        let problem = match (&chapters, &chapter) {
            (Some(chapters), None) => Some(chapters.not_listed(file)),
            (Some(_), Some(_)) => None,
            (None, _) => {
                let is_readme = input.lesson.is_none() && discover::is_readme(&path);
                (is_readme && front_matter.is_none()).then(|| readme(file))
            }
        };
        if let Some(problem) = problem {
            diagnostics.push(problem);
            continue;
        }
        let front_matter = front_matter.unwrap_or_default();
        if front_matter.is_published == Some(false) && !input.drafts {
            unpublished.push(path);
            skipped.extend(front_matter.sequence.map(|sequence| sequence.value));
            continue;
        }
        let lesson = weave::Lesson { path: &path, source: id, body };
        let woven = weave::weave(&lesson, files, &input.prefix, sources, diagnostics);
        sheets.push(Sheet { path, file: id, front_matter, chapter, woven });
    }
    let mut drafted = Vec::with_capacity(sheets.len());
    for (draft, problems) in parse(sheets, is_smart, sources) {
        drafted.push(draft);
        diagnostics.append(problems);
    }
    if drafted.is_empty() {
        if !diagnostics.has_errors() {
            diagnostics.push(empty(input, unpublished.len()));
        }
        return None;
    }
    let mut course = info::assemble(
        drafted,
        &skipped,
        course_file,
        files,
        input,
        sources,
        diagnostics,
    );
    course.unpublished = unpublished;
    match &input.lesson {
        None => Some(course),
        // What the course says of all its lessons holds for one by itself.
        Some(_) => course.split().pop(),
    }
}

/// A lesson whose text waits for the Markdown parser.
struct Sheet {
    path: CoursePath,
    file: SourceId,
    front_matter: FrontMatter,
    chapter: Option<Chapter>,
    woven: Woven,
}

/// Parses lessons, on all processors; the results are in the order of the lessons.
/// `is_smart` says whether typed signs become marks where a lesson does not say.
fn parse(
    sheets: Vec<Sheet>,
    is_smart: bool,
    sources: &SourceMap,
) -> Vec<(info::Draft, Diagnostics)> {
    let parsed = sheets.into_par_iter().map(|sheet| {
        let mut diagnostics = Diagnostics::default();
        let Sheet { path, file, mut front_matter, chapter, woven } = sheet;
        let mut text = markdown::read(&woven, sources, &mut diagnostics);
        if *front_matter.smart_punctuation.get_or_insert(is_smart) {
            punctuation::curl_front_matter(&mut front_matter);
            punctuation::curl(&mut text, sources);
        }
        (info::Draft { path, file, front_matter, chapter, text }, diagnostics)
    });
    parsed.collect()
}

fn readme(file: &SourceFile) -> Diagnostic {
    let message = "this is not taken for a lesson, because of its name";
    Diagnostic::hint(Code::NotALesson, file.whole().start(), message)
        .help("to make it one, give it front matter: two lines of `---`")
}

fn empty(input: &Input, drafts: usize) -> Diagnostic {
    let place = match &input.lesson {
        Some(path) => format!("`{}{path}`", input.prefix),
        None => format!("the folder `{}`", input.prefix.trim_end_matches('/')),
    };
    match drafts {
        0 => {
            Diagnostic::error(Code::EmptyCourse, None, format!("{place} holds no lesson"))
                .help("a lesson is a Markdown file whose name ends in .md")
        }
        _ => {
            let message = format!("{place} holds only drafts ({drafts})");
            Diagnostic::error(Code::EmptyCourse, None, message)
                .help("export them with --drafts, or set `is_published: true`")
        }
    }
}
