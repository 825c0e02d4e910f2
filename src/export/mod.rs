//! From a settled course to finished bytes: the writers put together.

mod glyphs;
mod pages;
mod suspects;

use crate::config::Paper;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Course, Settled};
use crate::source::SourceMap;
use crate::theme::Theme;
use crate::write::epub::{self as book, EpubOptions};
use crate::write::typst::{self as project, Project, Refusals};

pub use pages::pdf;

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

/// The course as a Typst project. `step` is called as each step begins.
///
/// Everything is in the form that its author gave it: what the typesetter may refuse of it
/// is not known before pages are set.
pub fn typst(job: Job, step: &mut dyn FnMut(Step)) -> Project {
    step(Step::WriteTypst);
    let refused = Refusals::default();
    let options = project::Options { paper: job.paper, refused: &refused };
    project::typst(job.course, job.theme, options)
}
