//! A Typst project set in pages, and the pages as PDF/UA-1.

mod text;
mod world;

use std::ops::Range;

use typst::comemo;
use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::FontSet;
use crate::source::{SourceMap, Span};
use crate::theme::Theme;
use crate::write::typst::Project;

use world::ProjectWorld;

/// A project and all that its errors need to be reported on the author's lines.
pub struct Setting<'a> {
    /// The project.
    pub project: &'a Project,
    /// The faces it may use.
    pub fonts: &'a FontSet,
    /// The theme it uses.
    pub theme: &'a Theme,
    /// The files the theme and the lessons were read from.
    pub sources: &'a SourceMap,
}

/// A course in pages.
pub struct Pages<'a> {
    document: PagedDocument,
    world: ProjectWorld<'a>,
    /// What Typst warned of; said only of the pages that are exported.
    warnings: EcoVec<SourceDiagnostic>,
}

impl Pages<'_> {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }
}

/// What Typst refuses, and where.
pub struct Refusal {
    /// The part of `main.typ` it refuses; `None` if it does not say.
    pub place: Option<Range<usize>>,
    /// What it says, as an error at what is known of the author's place.
    pub error: Diagnostic,
}

/// For how many documents Typst remembers a result that is not asked for again. Without an
/// end, the pages of many lessons by themselves would all stay in memory.
const REMEMBERED: usize = 3;

/// Sets the pages.
pub fn compile<'a>(setting: &Setting<'a>) -> Result<Pages<'a>, Vec<Refusal>> {
    comemo::evict(REMEMBERED);
    let world = ProjectWorld::new(setting.project, setting.fonts);
    let compiled = typst::compile::<PagedDocument>(&world);
    match compiled.output {
        Ok(document) => Ok(Pages { document, world, warnings: compiled.warnings }),
        Err(errors) => Err(refusals(&errors, setting, &world)),
    }
}

/// The pages as PDF/UA-1, and what was said on the way.
pub fn export(
    pages: &Pages,
    setting: &Setting,
) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Refusal>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| {
        let message = error.message().to_string();
        let error = Diagnostic::error(Code::Typesetting, None, message);
        vec![Refusal { place: None, error }]
    })?;
    let creator = format!("handout {}", env!("CARGO_PKG_VERSION"));
    let options = PdfOptions {
        creator: Smart::Custom(Some(creator)),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages.document, &options)
        .map_err(|errors| refusals(&errors, setting, &pages.world))?;
    let warnings = pages.warnings.iter();
    let mut warnings: Vec<Diagnostic> =
        warnings.map(|warning| diagnostic(warning, setting, &pages.world)).collect();
    // Places in the mechanics that all themes share are nobody's: what is said of several
    // of them is said once.
    warnings.dedup();
    Ok((bytes, warnings))
}

fn refusals(
    errors: &[SourceDiagnostic],
    setting: &Setting,
    world: &ProjectWorld,
) -> Vec<Refusal> {
    let refusal = |error| Refusal {
        place: places(error).find_map(|span| in_main(span, world)),
        error: diagnostic(error, setting, world),
    };
    errors.iter().map(refusal).collect()
}

/// The places that an error names: its own, then those of the calls around it.
fn places(error: &SourceDiagnostic) -> impl Iterator<Item = DiagSpan> {
    let trace = error.trace.iter().map(|point| DiagSpan::from(point.span));
    std::iter::once(error.span).chain(trace)
}

/// Typst's words about the generated project, said of what the author wrote.
fn diagnostic(
    error: &SourceDiagnostic,
    setting: &Setting,
    world: &ProjectWorld,
) -> Diagnostic {
    let span = places(error)
        .find_map(|span| in_main(span, world))
        .and_then(|place| setting.project.origins(place).next());
    let span =
        span.or_else(|| places(error).find_map(|span| theme(span, setting, world)));
    let said = &error.message;
    let diagnostic = match error.severity {
        Severity::Error => {
            let message = format!("this cannot be typeset: {said}");
            Diagnostic::error(Code::Typesetting, span, message)
        }
        Severity::Warning => {
            let message = format!("the typesetter warns: {said}");
            Diagnostic::warning(Code::Typesetting, span, message)
        }
    };
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() { diagnostic } else { diagnostic.help(hints.join("; ")) }
}

/// A place in `main.typ`, in bytes.
fn in_main(span: DiagSpan, world: &ProjectWorld) -> Option<Range<usize>> {
    world.range(span).filter(|_| span.id() == Some(world.main()))
}

/// A place in the theme's template.
fn theme(span: DiagSpan, setting: &Setting, world: &ProjectWorld) -> Option<Span> {
    let is_template = span.id() == Some(world.template());
    let range = world.range(span).filter(|_| is_template)?;
    Some(setting.sources.file(setting.theme.template_source).span(range))
}
