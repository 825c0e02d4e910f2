//! A Typst project set in pages, and the pages as PDF/UA-1.

mod glyphs;
mod world;

use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
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

/// Sets the pages. `None`, and diagnostics, if Typst refuses.
pub fn compile<'a>(
    setting: &Setting<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Pages<'a>> {
    let world = ProjectWorld::new(setting.project, setting.fonts);
    let compiled = typst::compile::<PagedDocument>(&world);
    match compiled.output {
        Ok(document) => Some(Pages { document, world, warnings: compiled.warnings }),
        Err(errors) => {
            for error in &errors {
                diagnostics.push(diagnostic(error, setting, &world));
            }
            None
        }
    }
}

/// The pages as PDF/UA-1. `None`, and diagnostics, if they cannot be made accessible.
pub fn export(
    pages: &Pages,
    setting: &Setting,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let standards = match PdfStandards::new(&[PdfStandard::Ua_1]) {
        Ok(standards) => standards,
        Err(error) => {
            let message = error.message().to_string();
            diagnostics.push(Diagnostic::error(Code::Typesetting, None, message));
            return None;
        }
    };
    let warnings = pages.warnings.iter();
    let mut warnings: Vec<Diagnostic> =
        warnings.map(|warning| diagnostic(warning, setting, &pages.world)).collect();
    // Places in the mechanics that all themes share are nobody's: what is said of several
    // of them is said once.
    warnings.dedup();
    for warning in warnings {
        diagnostics.push(warning);
    }
    let creator = format!("handout {}", env!("CARGO_PKG_VERSION"));
    let options = PdfOptions {
        creator: Smart::Custom(Some(creator)),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&pages.document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            for error in &errors {
                diagnostics.push(diagnostic(error, setting, &pages.world));
            }
            None
        }
    }
}

/// Typst's words about the generated project, said of what the author wrote.
fn diagnostic(
    error: &SourceDiagnostic,
    setting: &Setting,
    world: &ProjectWorld,
) -> Diagnostic {
    let trace = error.trace.iter().map(|point| DiagSpan::from(point.span));
    let places = std::iter::once(error.span).chain(trace);
    let span = places.clone().find_map(|span| origin(span, setting, world));
    let span =
        span.or_else(|| places.clone().find_map(|span| theme(span, setting, world)));
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

/// The author's text that a place in the generated file came from.
fn origin(span: DiagSpan, setting: &Setting, world: &ProjectWorld) -> Option<Span> {
    let is_main = span.id() == Some(world.main());
    setting.project.origin(world.range(span).filter(|_| is_main)?)
}

/// A place in the theme's template.
fn theme(span: DiagSpan, setting: &Setting, world: &ProjectWorld) -> Option<Span> {
    let is_template = span.id() == Some(world.template());
    let range = world.range(span).filter(|_| is_template)?;
    Some(setting.sources.file(setting.theme.template_source).span(range))
}
