//! From a settled course to finished bytes: the writers put together.

use std::collections::BTreeSet;

use crate::config::Paper;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Course, Settled};
use crate::fonts::FontSet;
use crate::source::SourceMap;
use crate::theme::Theme;
use crate::write::epub::{self as book, EpubOptions};
use crate::write::pdf as pages;
use crate::write::typst::{self as project, Project};

/// A step of an export, for whoever shows progress or measures time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Lessons are read.
    Read,
    /// The passes run over the tree.
    Pass,
    /// The EPUB is written.
    WriteEpub,
    /// The Typst project is written.
    WriteTypst,
    /// Fonts are looked up.
    Fonts,
    /// Typst sets the pages.
    TypstCompile,
    /// The pages are written as PDF.
    PdfExport,
}

impl Step {
    /// The kebab-case name.
    pub fn name(self) -> &'static str {
        match self {
            Step::Read => "read",
            Step::Pass => "pass",
            Step::WriteEpub => "write-epub",
            Step::WriteTypst => "write-typst",
            Step::Fonts => "fonts",
            Step::TypstCompile => "typst-compile",
            Step::PdfExport => "pdf-export",
        }
    }
}

/// A course to be written, and how.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The course.
    pub course: &'a Course<Settled>,
    /// How it looks.
    pub theme: &'a Theme,
    /// What it is printed on.
    pub paper: Paper,
    /// Font files besides the bundled ones.
    pub fonts: &'a [Vec<u8>],
    /// What everything was read from.
    pub sources: &'a SourceMap,
}

/// How often pages are set anew because a character has no glyph. Once is enough unless
/// the replacement brings another font into play.
const MAX_ROUNDS: usize = 3;

/// The course as an EPUB 3.3. `None`, and diagnostics, if it cannot be written. `step` is
/// called as each step begins.
pub fn epub(
    job: Job,
    step: &mut dyn FnMut(Step),
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    step(Step::WriteEpub);
    let options = EpubOptions { style: &job.theme.style, code: &job.theme.code };
    match book::epub(job.course, &options) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let message = error.to_string();
            diagnostics.push(Diagnostic::error(Code::Packaging, None, message));
            None
        }
    }
}

/// The course as a PDF/UA-1. `None`, and diagnostics, if it cannot be set. `step` is
/// called as each step begins.
pub fn pdf(
    job: Job,
    step: &mut dyn FnMut(Step),
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    step(Step::Fonts);
    let region = job.course.info.language.region();
    let families = job.theme.families(region).into_iter().flat_map(|(_, names)| names);
    let fonts = FontSet::new(&families.collect::<Vec<_>>(), job.fonts);
    let mut refused = BTreeSet::new();
    for round in 1.. {
        step(Step::WriteTypst);
        let options = project::Options { paper: job.paper, refused: &refused };
        let project = project::typst(job.course, job.theme, options);
        let setting = pages::Setting {
            project: &project,
            fonts: &fonts,
            theme: job.theme,
            sources: job.sources,
        };
        step(Step::TypstCompile);
        let set = pages::compile(&setting, diagnostics)?;
        let missing = set.missing_glyphs();
        if missing.is_empty() || round == MAX_ROUNDS {
            step(Step::PdfExport);
            return pages::export(&set, &setting, diagnostics);
        }
        for text in missing {
            diagnostics.push(no_glyph(&text, job));
            refused.insert(text);
        }
    }
    None
}

/// The course as a Typst project. `step` is called as each step begins.
pub fn typst(job: Job, step: &mut dyn FnMut(Step)) -> Project {
    step(Step::WriteTypst);
    let refused = BTreeSet::new();
    let options = project::Options { paper: job.paper, refused: &refused };
    project::typst(job.course, job.theme, options)
}

fn no_glyph(text: &str, job: Job) -> Diagnostic {
    let codes = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
    let codes = codes.collect::<Vec<_>>().join(" ");
    let message = format!("no font has the character “{text}” ({codes})");
    // The same text may stand in many places; the author is led to the first.
    let span = job.course.lessons.iter().find_map(|lesson| {
        let file = job.sources.file(lesson.span.source());
        let at = file.slice(lesson.span).find(text)?;
        Some(file.span(at..at + text.len()))
    });
    Diagnostic::warning(Code::MissingGlyph, span, message).help(
        "〓 is printed for it; add a font that has it with --font-path, and to the fonts of \
         the theme",
    )
}
