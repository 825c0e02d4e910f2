//! A course in memory, and the way through the library that every test takes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use std::{fs, io};

use handout::Job;
use handout::config::Paper;
use handout::diagnostic::Diagnostics;
use handout::document::{Course, Settled};
use handout::fonts::FontSet;
use handout::pass;
use handout::read::{self, Input};
use handout::source::{CoursePath, Entry, Files, SourceMap};
use handout::theme::{self, Theme, ThemeFolder};
use handout::write::pdf::Setting;
use handout::write::typst::{self as project, Project, Refusals};

/// What lessons of tests may include.
pub(crate) const CODE: &str = "// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\nfn b() {}\n";

/// The pictures that lessons of tests show, `tests/spec/pictures/…`.
static PICTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/pictures");
    let files = fs::read_dir(folder).expect("the pictures");
    let read = |file: io::Result<fs::DirEntry>| {
        let file = file.expect("a picture");
        let name = file.file_name().into_string().expect("a name in UTF-8");
        (format!("pictures/{name}"), fs::read(file.path()).expect("a picture"))
    };
    files.map(read).collect()
});

/// Files in memory.
#[derive(Default)]
pub(crate) struct Memory(pub(crate) BTreeMap<String, Vec<u8>>);

impl Memory {
    /// What lessons of tests refer to: [`CODE`] as `code.rs`, and [`PICTURES`].
    pub(crate) fn with_surroundings() -> Memory {
        let mut files = Memory::default();
        files.0.insert("code.rs".into(), CODE.into());
        files.0.extend(PICTURES.iter().cloned());
        files
    }
}

impl Files for Memory {
    fn read(&self, path: &CoursePath) -> io::Result<Vec<u8>> {
        self.0.get(path.as_str()).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &CoursePath) -> io::Result<Vec<Entry>> {
        let paths = self.0.keys().filter_map(|path| CoursePath::root().join(path));
        let mut entries = BTreeSet::new();
        for path in paths {
            let (mut inner, mut entry) = (path.clone(), Entry::File(path));
            while inner.parent() != *folder && !inner.as_str().is_empty() {
                inner = inner.parent();
                entry = Entry::Folder(inner.clone());
            }
            if !inner.as_str().is_empty() {
                entries.insert(entry);
            }
        }
        Ok(entries.into_iter().collect())
    }

    fn exists(&self, path: &CoursePath) -> bool {
        self.0.contains_key(path.as_str())
    }
}

/// A course on its way to the writers.
pub(crate) struct Prepared {
    pub(crate) course: Option<Course<Settled>>,
    pub(crate) theme: Theme,
    pub(crate) sources: SourceMap,
    pub(crate) diagnostics: Diagnostics,
}

impl Prepared {
    /// Reads and settles what is in memory: one lesson, or all of them.
    pub(crate) fn new(files: &Memory, lesson: Option<&str>) -> Prepared {
        let mut sources = SourceMap::default();
        let mut diagnostics = Diagnostics::default();
        let theme =
            theme::load(&ThemeFolder::Bundled("handout"), &mut sources, &mut diagnostics)
                .expect("the bundled theme is sound");
        let input = Input {
            name: "course".into(),
            lesson: lesson.and_then(|lesson| CoursePath::root().join(lesson)),
            prefix: String::new(),
            drafts: false,
        };
        let course = read::course(files, &input, &mut sources, &mut diagnostics);
        let options = pass::Options {
            number_headings: theme.file.number_headings,
            line_numbers: theme.file.line_numbers(),
            tab: None,
        };
        let course =
            course.map(|course| pass::settle(course, files, options, &mut diagnostics));
        Prepared { course, theme, sources, diagnostics }
    }

    /// One lesson by itself, with what lessons of tests refer to.
    pub(crate) fn lesson(markdown: &str) -> Prepared {
        let mut files = Memory::with_surroundings();
        files.0.insert("lesson.md".into(), markdown.into());
        Prepared::new(&files, Some("lesson.md"))
    }

    /// The course as a job for the writers.
    pub(crate) fn job(&self) -> Job<'_> {
        Job {
            course: self.course.as_ref().expect("a course"),
            theme: &self.theme,
            paper: Paper::default(),
            fonts: &[],
            sources: &self.sources,
        }
    }

    /// What its pages are set from when some parts are plain.
    pub(crate) fn project(&self, refused: &Refusals) -> Project {
        let job = self.job();
        let options = project::Options { paper: job.paper, refused };
        project::typst(job.course, job.theme, options)
    }

    /// The faces its pages are set in.
    pub(crate) fn fonts(&self) -> FontSet {
        let region = self.job().course.info.language.region();
        let families = self.theme.families(region).into_iter();
        FontSet::new(&families.flat_map(|(_, names)| names).collect::<Vec<_>>(), &[])
    }

    /// What its pages are set with.
    pub(crate) fn setting<'a>(
        &'a self,
        project: &'a Project,
        fonts: &'a FontSet,
    ) -> Setting<'a> {
        Setting { project, fonts, theme: &self.theme, sources: &self.sources }
    }

    /// The diagnostics, one a line: place, severity, code, message and help.
    pub(crate) fn problems(&self) -> String {
        let mut text = String::new();
        for diagnostic in self.diagnostics.sorted() {
            if let Some(span) = diagnostic.span {
                let (path, at) = self.sources.locate(span);
                text.push_str(&format!("{path}:{}:{}: ", at.line, at.column));
            }
            let (severity, code) = (diagnostic.severity.name(), diagnostic.code.name());
            text.push_str(&format!("{severity}[{code}]: {}\n", diagnostic.message));
            if let Some(help) = &diagnostic.help {
                text.push_str(&format!("  help: {help}\n"));
            }
        }
        text
    }
}
