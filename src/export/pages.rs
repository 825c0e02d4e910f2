//! A course as pages: set anew until the typesetter takes them.
//!
//! What it refuses is written plainly in the next round: the smallest part of a lesson
//! around the place that it names, then what is around that, at last the whole lesson.
//! Where it names no place, the parts that it refuses are looked for.

use std::ops::Range;

use super::suspects::{Suspect, culprits};
use super::{Job, Step, glyphs};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Asset, AssetId, Lesson, MediaType, Picture, each_image};
use crate::fonts::FontSet;
use crate::source::Span;
use crate::write::pdf as pages;
use crate::write::typst::{self as project, Refusals};

/// How often pages are set anew. In the second half of the rounds whole lessons are made
/// plain, after the last the whole course is.
const MAX_ROUNDS: usize = 60;

/// How often pages are set to find what is refused at no place.
const MAX_TRIALS: usize = 60;

/// How often a missing glyph is replaced; more than once only where the replacement brings
/// another font into play.
const MAX_GLYPH_ROUNDS: usize = 3;

/// The course as a PDF/UA-1. `None`, and diagnostics, if not even its plain form can be
/// set. `step` is called as each step begins.
pub fn pdf(
    job: Job,
    step: &mut dyn FnMut(Step),
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    step(Step::Fonts);
    let region = job.course.info.language.region();
    let families = job.theme.families(region).into_iter().flat_map(|(_, names)| names);
    let fonts = FontSet::new(&families.collect::<Vec<_>>(), job.fonts);
    let mut press = Press { job, fonts: &fonts, step };
    let mut refused = Refusals::default();
    let printed = press.print(&mut refused);
    let written = refused.text.iter();
    let written = written.map(|(text, place)| (text, written_at(text, job).or(*place)));
    let drawn = refused.drawings.iter().map(|text| (text, drawn_at(text, job)));
    for missing in glyphs::missing(written.chain(drawn), job.sources) {
        diagnostics.push(missing);
    }
    for (span, reason) in refused.parts() {
        let help = "its text is printed in a plain form";
        diagnostics.push(Diagnostic::warning(Code::Typesetting, span, reason).help(help));
    }
    match printed {
        Ok((bytes, warnings)) => {
            warnings.into_iter().for_each(|warning| diagnostics.push(warning));
            Some(bytes)
        }
        Err(faults) => {
            faults.into_iter().for_each(|fault| diagnostics.push(fault.error));
            None
        }
    }
}

/// Something that the typesetter refuses.
struct Fault {
    /// The parts of the lessons it is in, inner ones first; none if that is not known.
    around: Vec<Span>,
    error: Diagnostic,
}

/// A PDF, and what was said on the way.
type Printed = (Vec<u8>, Vec<Diagnostic>);

struct Press<'a> {
    job: Job<'a>,
    fonts: &'a FontSet,
    step: &'a mut dyn FnMut(Step),
}

impl Press<'_> {
    /// Sets pages until they are taken; `refused` is what had to be made plain for it.
    fn print(&mut self, refused: &mut Refusals) -> Result<Printed, Vec<Fault>> {
        let course = self.job.course;
        for round in 0..MAX_ROUNDS {
            let faults = match self.try_print(refused) {
                Ok(printed) => return Ok(printed),
                Err(faults) => faults,
            };
            let parts: Vec<(Span, String)> = faults
                .iter()
                .filter_map(|fault| {
                    let mut rich =
                        fault.around.iter().filter(|part| !refused.holds(**part));
                    let part = match round < MAX_ROUNDS / 2 {
                        true => rich.next(),
                        false => rich.next_back(),
                    };
                    Some((*part?, fault.error.message.clone()))
                })
                .collect();
            let parts = match parts.is_empty() {
                false => parts,
                true => self.search(refused, faults)?,
            };
            for (part, reason) in parts {
                refused.refuse_part(part, reason);
            }
        }
        for lesson in &course.lessons {
            let reason = "too much of this lesson cannot be typeset";
            refused.refuse_part(lesson.span, reason.into());
        }
        self.try_print(refused)
    }

    /// The parts that must be plain for pages to be taken, where the typesetter does not
    /// say what it refuses. The faults if no lesson is to blame.
    fn search(
        &mut self,
        refused: &Refusals,
        faults: Vec<Fault>,
    ) -> Result<Vec<(Span, String)>, Vec<Fault>> {
        let course = self.job.course;
        let suspects: Vec<Suspect> = course.lessons.iter().map(Suspect::Lesson).collect();
        if self.try_print(&mut with(refused, &suspects)).is_err() {
            return Err(faults);
        }
        let reason = faults.first().map(|fault| fault.error.message.clone());
        let reason = reason.unwrap_or_default();
        let found = culprits(&suspects, MAX_TRIALS, &mut |plain| {
            self.try_print(&mut with(refused, plain)).is_ok()
        });
        Ok(found.into_iter().map(|part| (part.span(), reason.clone())).collect())
    }

    /// Sets pages once, or a little oftener if glyphs are missing.
    fn try_print(&mut self, refused: &mut Refusals) -> Result<Printed, Vec<Fault>> {
        let Job { course, theme, paper, fonts: _, sources } = self.job;
        let mut round = 0;
        loop {
            round += 1;
            (self.step)(Step::WriteTypst);
            let options = project::Options { paper, refused };
            let project = project::typst(course, theme, options);
            let faults = |refusals: Vec<pages::Refusal>| {
                let fault = |refusal: pages::Refusal| {
                    let around =
                        refusal.place.map(|place| project.origins(place).collect());
                    Fault { around: around.unwrap_or_default(), error: refusal.error }
                };
                refusals.into_iter().map(fault).collect::<Vec<_>>()
            };
            let setting =
                pages::Setting { project: &project, fonts: self.fonts, theme, sources };
            (self.step)(Step::TypstCompile);
            let set = pages::compile(&setting).map_err(faults)?;
            let origin = |place: Option<Range<usize>>| project.origins(place?).next();
            let missing = set.missing_glyphs();
            let mut is_new = false;
            for (text, place) in missing.text {
                is_new |= !refused.text.contains_key(&text);
                refused.text.entry(text).or_insert_with(|| origin(place));
            }
            for text in missing.drawings {
                is_new |= refused.drawings.insert(text);
            }
            if !is_new || round == MAX_GLYPH_ROUNDS {
                // What has no glyph even now is refused like anything else.
                (self.step)(Step::PdfExport);
                return pages::export(&set, &setting).map_err(faults);
            }
        }
    }
}

/// What was refused, and some parts besides.
fn with(refused: &Refusals, parts: &[Suspect]) -> Refusals {
    let mut refused = refused.clone();
    parts.iter().for_each(|part| refused.refuse_part(part.span(), String::new()));
    refused
}

/// Where a text can be seen in a lesson's source. It may stand in many places; the author
/// is led to the first.
fn written_at(text: &str, job: Job) -> Option<Span> {
    job.course.lessons.iter().find_map(|lesson| {
        let file = job.sources.file(lesson.span.source());
        let at = file.slice(lesson.span).find(text)?;
        Some(file.span(at..at + text.len()))
    })
}

/// Where a drawing with a text in it is shown first: what the typesetter says of a drawing
/// leads to the theme.
fn drawn_at(text: &str, job: Job) -> Option<Span> {
    let has_text = |asset: &Asset| {
        let drawing = str::from_utf8(&asset.bytes).ok();
        asset.media_type == MediaType::Svg
            && drawing.is_some_and(|drawing| drawing.contains(text))
    };
    let id = job.course.assets.iter().position(has_text).map(AssetId)?;
    let mut shown = None;
    for blocks in job.course.lessons.iter().flat_map(Lesson::bodies) {
        each_image(blocks, &mut |image| {
            if image.picture == Picture::Asset(id) {
                shown = shown.or(Some(image.span));
            }
        });
    }
    shown
}
