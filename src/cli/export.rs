//! `handout export`.

use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use handout::diagnostic::{Code, Diagnostic, Diagnostics};
use handout::document::{Course, Date, Settled, Written};
use handout::fonts;
use handout::pass;
use handout::read::{self, Input};
use handout::source::{CoursePath, Files, SourceMap};
use handout::theme::{self, Theme, ThemeFolder};
use handout::{Job, Step};

use super::Outcome;
use super::args::{ExportArguments, Format};
use super::disk::Disk;
use super::output::{self, Places};
use super::progress::Progress;
use super::report;

/// Exports what was asked for.
pub(super) fn run(arguments: &ExportArguments) -> Outcome {
    let mut run = Run {
        arguments,
        sources: SourceMap::default(),
        diagnostics: Diagnostics::default(),
        progress: Progress::new(),
        written: Vec::new(),
    };
    let result = run.export();
    let times = run.progress.finish();
    report::diagnostics(&run.diagnostics, &run.sources, arguments.messages);
    if arguments.timings {
        report::timings(&times);
    }
    run.written.iter().for_each(|path| report::written(path));
    match result {
        Ok(()) => Outcome::Done,
        Err(Failure::Lessons) => Outcome::BadLessons,
        Err(Failure::Use { code, message, help }) => {
            report::problem(code, &message, &help, arguments.messages);
            Outcome::BadUse
        }
    }
}

/// Why there is no output.
enum Failure {
    /// The diagnostics say it.
    Lessons,
    /// The command or the disk is to blame.
    Use { code: Code, message: String, help: String },
}

fn misuse(message: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::Use { code: Code::Usage, message: message.into(), help: help.into() }
}

fn unreadable(path: &Path, error: &io::Error, help: &str) -> Failure {
    let message = format!("`{}` cannot be read: {error}", path.display());
    Failure::Use { code: Code::UnreadableFile, message, help: help.into() }
}

struct Run<'a> {
    arguments: &'a ExportArguments,
    sources: SourceMap,
    diagnostics: Diagnostics,
    progress: Progress,
    /// The outputs that are whole and in their place.
    written: Vec<PathBuf>,
}

impl Run<'_> {
    /// Does it all.
    fn export(&mut self) -> Result<(), Failure> {
        let epoch = epoch()?;
        let theme = self.theme()?;
        let fonts = self.fonts(&theme)?;
        // To take the trees apart would take long, and the program ends after this.
        let courses = ManuallyDrop::new(self.courses(&theme, epoch)?);
        let mut formats = self.arguments.format.clone();
        formats.sort();
        formats.dedup();
        let asked = self.arguments.output.as_deref();
        let mut places = Places::new(asked, courses.len() * formats.len())
            .map_err(|problem| misuse(problem, "name a folder with --output"))?;
        let mut outputs = Vec::new();
        for course in courses.iter() {
            for &format in &formats {
                let slug = &course.info.slug;
                let Some(place) = places.of(slug, format) else {
                    let message = format!("two outputs would have the name `{slug}`");
                    return Err(misuse(message, "export them one after the other"));
                };
                if self.is_input(&place) {
                    let message = format!("`{}` is an input", place.display());
                    return Err(misuse(message, "choose another place with --output"));
                }
                outputs.push((course, format, place));
            }
        }
        // Everything is made before anything is written, so that a lesson that cannot be
        // set leaves the earlier outputs of all others as they were.
        let mut made = Vec::with_capacity(outputs.len());
        for (course, format, place) in outputs {
            made.push((self.make(course, format, &theme, &fonts)?, place));
        }
        self.progress.end();
        for (output, place) in made {
            let written = match output {
                Output::File(bytes) => output::write_file(&place, &bytes),
                Output::Folder(project) => output::write_folder(&place, &project.files),
            };
            written.map_err(|error| Failure::Use {
                code: Code::UnwritableFile,
                message: format!("`{}` cannot be written: {error}", place.display()),
                help: "choose another place with --output".into(),
            })?;
            self.written.push(place);
        }
        Ok(())
    }

    /// Whether a place is that of a file which has been read.
    fn is_input(&self, place: &Path) -> bool {
        let Ok(place) = place.canonicalize() else { return false };
        let mut read = self.sources.files().map(|file| Path::new(file.path()));
        read.any(|path| path.canonicalize().is_ok_and(|path| path == place))
    }

    fn make(
        &mut self,
        course: &Course<Settled>,
        format: Format,
        theme: &Theme,
        fonts: &[Vec<u8>],
    ) -> Result<Output, Failure> {
        let job = Job {
            course,
            theme,
            paper: self.arguments.paper,
            fonts,
            sources: &self.sources,
        };
        let progress = &mut self.progress;
        let mut step = |step| progress.begin(step);
        match format {
            Format::Epub => handout::epub(job, &mut step, &mut self.diagnostics)
                .map(Output::File)
                .ok_or(Failure::Lessons),
            Format::Pdf => handout::pdf(job, &mut step, &mut self.diagnostics)
                .map(Output::File)
                .ok_or(Failure::Lessons),
            Format::Typst => Ok(Output::Folder(handout::typst(job, &mut step))),
        }
    }

    fn theme(&mut self) -> Result<Theme, Failure> {
        let path = &self.arguments.theme;
        let name = path.to_string_lossy();
        let loaded = if theme::bundled().any(|bundled| bundled == name) {
            let folder = ThemeFolder::Bundled(&name);
            theme::load(&folder, &mut self.sources, &mut self.diagnostics)
        } else {
            let disk = Disk::new(path).map_err(|error| {
                let names = theme::bundled().collect::<Vec<_>>().join(" and ");
                misuse(
                    format!("there is no theme `{name}`: {error}"),
                    format!(
                        "the themes are {names}; or name a folder with a theme of yours"
                    ),
                )
            })?;
            let prefix = format!("{}/", name.trim_end_matches('/'));
            let folder = ThemeFolder::Folder(&disk, &prefix);
            theme::load(&folder, &mut self.sources, &mut self.diagnostics)
        };
        // What is wrong with a theme is in the diagnostics, but no lesson is to blame.
        loaded
            .ok_or_else(|| misuse("the theme cannot be used", "mend what is said above"))
    }

    /// The font files the user adds.
    fn fonts(&mut self, theme: &Theme) -> Result<Vec<Vec<u8>>, Failure> {
        let help = "name a font file, or a folder of font files";
        let mut fonts = Vec::new();
        for path in &self.arguments.font_path {
            let problem = |error: io::Error| unreadable(path, &error, help);
            let mut files = vec![path.clone()];
            if path.is_dir() {
                let entries = std::fs::read_dir(path).map_err(problem)?;
                let entries = entries.map(|entry| entry.map(|entry| entry.path()));
                files = entries.collect::<Result<_, _>>().map_err(problem)?;
                files.retain(|file| is_font(file));
                files.sort();
            }
            let mut families = Vec::new();
            for file in files {
                let bytes = std::fs::read(file).map_err(problem)?;
                families.extend(fonts::families(&bytes));
                fonts.push(bytes);
            }
            if families.is_empty() {
                return Err(misuse(format!("`{}` holds no font", path.display()), help));
            }
            if !families.iter().any(|family| theme.names_family(family)) {
                families.sort();
                families.dedup();
                let shown = path.display();
                let message = format!("the theme uses no font of `{shown}`");
                let help = format!("name it in theme.yaml: {}", families.join(", "));
                self.diagnostics.push(
                    Diagnostic::warning(Code::UnusedFont, None, message).help(help),
                );
            }
        }
        Ok(fonts)
    }

    /// Reads and settles everything that was named.
    fn courses(
        &mut self,
        theme: &Theme,
        epoch: Option<Date>,
    ) -> Result<Vec<Course<Settled>>, Failure> {
        let mut ready = Vec::new();
        for path in &self.arguments.paths {
            let (disk, input) = self.input(path)?;
            self.progress.begin(Step::Read);
            let course =
                read::course(&disk, &input, &mut self.sources, &mut self.diagnostics);
            self.progress.begin(Step::Pass);
            let Some(course) = course else { continue };
            let courses = match self.arguments.split {
                true => course.split(),
                false => vec![course],
            };
            for course in courses {
                ready.push(self.settle(course, &disk, theme, epoch));
            }
        }
        match self.diagnostics.has_errors() {
            true => Err(Failure::Lessons),
            false => Ok(ready),
        }
    }

    fn settle(
        &mut self,
        mut course: Course<Written>,
        files: &Disk,
        theme: &Theme,
        epoch: Option<Date>,
    ) -> Course<Settled> {
        course.info.updated = course.info.updated.or(epoch);
        let options = pass::Options {
            number_headings: theme.file.number_headings,
            line_numbers: theme.file.line_numbers(),
            tab: self.arguments.tab.as_deref(),
        };
        pass::settle(course, files, options, &mut self.diagnostics)
    }

    /// What a path on the command line means.
    fn input(&mut self, path: &Path) -> Result<(Disk, Input), Failure> {
        let shown = path.display();
        let lesson_help = "name a folder of lessons, or a lesson whose name ends in .md";
        let missing = |error: io::Error| unreadable(path, &error, lesson_help);
        let drafts = self.arguments.drafts;
        if path.metadata().map_err(missing)?.is_dir() {
            let disk = Disk::new(path).map_err(missing)?;
            let prefix = match path.to_string_lossy().trim_end_matches('/') {
                "" | "." => String::new(),
                folder => format!("{folder}/"),
            };
            let name = disk.name();
            return Ok((disk, Input { name, lesson: None, prefix, drafts }));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let disk = Disk::new(folder).map_err(missing)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let lesson = CoursePath::root().join(&name).filter(|lesson| disk.exists(lesson));
        let Some(lesson) = lesson else {
            return Err(misuse(format!("`{shown}` cannot be used"), lesson_help));
        };
        if !matches!(lesson.extension().as_str(), "md" | "markdown" | "mdx") {
            let message = format!("`{shown}` is not a Markdown file");
            self.diagnostics.push(
                Diagnostic::hint(Code::NotALesson, None, message).help(lesson_help),
            );
        }
        let prefix = match folder.to_string_lossy().trim_end_matches('/') {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        Ok((
            disk,
            Input { name: lesson.stem().into(), lesson: Some(lesson), prefix, drafts },
        ))
    }
}

/// The day that a build gives where the lessons give none (reproducible-builds.org).
fn epoch() -> Result<Option<Date>, Failure> {
    let Some(given) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let given = given.to_string_lossy();
    let seconds = given.parse().ok();
    seconds.and_then(Date::from_unix).map(Some).ok_or_else(|| {
        let message = format!("SOURCE_DATE_EPOCH is `{given}`, which is no time");
        misuse(message, "set it to the seconds since 1970-01-01, or unset it")
    })
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

/// Something that was made and waits to be written.
enum Output {
    File(Vec<u8>),
    Folder(handout::write::typst::Project),
}
