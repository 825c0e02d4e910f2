//! A course as pages: set anew until the typesetter takes them.
//!
//! What it refuses is written plainly the next time: the smallest part of a lesson around
//! the place that it names, then larger parts around that, at last the whole lesson. Where
//! it names no place, the parts that it refuses are looked for. All of this together sets
//! pages a bounded number of times, whatever is in the lessons.

use std::collections::BTreeMap;

use super::glyphs::Instead;
use super::suspects::{Suspect, culprits};
use super::{Job, Step, glyphs};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Asset, AssetId, Lesson, MediaType, Picture, each_image};
use crate::fonts::FontSet;
use crate::source::Span;
use crate::write::pdf::{self as pages, Pages, Setting};
use crate::write::typst::{self as project, Project, Refusals};

/// How often pages of a course are set at most, before all of it is plain.
const MAX_SETTINGS: usize = 80;

/// From here on whole lessons are made plain where a part of them is refused.
const LAST_SETTINGS: usize = 30;

/// How often pages are set for glyphs that are missing; more than once only where what
/// replaces them brings another font into play.
const MAX_GLYPH_SETTINGS: usize = 3;

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
    let mut press = Press {
        job,
        fonts: &fonts,
        step,
        refused: Refusals::default(),
        spelled: BTreeMap::new(),
        left: MAX_SETTINGS,
    };
    let printed = press.print();
    let (refused, spelled) = (press.refused, press.spelled);
    let written = refused.text.iter().map(|(text, place)| {
        let (instead, place) = match spelled.get(text) {
            Some(place) => (Instead::Spelled, *place),
            None if project::is_small(text) => (Instead::Small, *place),
            None => (Instead::Mark, *place),
        };
        (text, instead, written_at(text, place, job))
    });
    let drawn = refused.drawings.iter().map(|text| {
        let is_small = project::is_small(text);
        let instead = if is_small { Instead::Spelled } else { Instead::Mark };
        (text, instead, drawn_at(text, job))
    });
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
        Err(refusal) => {
            let errors = refusal.faults.into_iter().map(|fault| fault.error);
            errors.for_each(|error| diagnostics.push(error));
            None
        }
    }
}

/// What the typesetter makes of a course, one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Pages,
    Pdf,
}

/// A stage that is not reached.
struct Refusal {
    stage: Stage,
    faults: Vec<Fault>,
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
    /// What had to be made plain so far.
    refused: Refusals,
    /// Small characters that were written as ordinary ones after a sign, and in what part
    /// of a lesson first, as far as is known.
    spelled: BTreeMap<String, Option<Span>>,
    /// How often pages may still be set.
    left: usize,
}

impl Press<'_> {
    /// Sets pages until they are taken.
    fn print(&mut self) -> Result<Printed, Refusal> {
        while self.left > 0 {
            let refusal = match self.set(&[], pages::export) {
                Ok(printed) => return Ok(printed),
                Err(refusal) => refusal,
            };
            let parts = match self.named(&refusal.faults) {
                parts if parts.is_empty() => self.search(refusal)?,
                parts => parts,
            };
            for (part, reason) in parts {
                self.refused.refuse_part(part, reason);
            }
        }
        for lesson in &self.job.course.lessons {
            let reason = "too much of this lesson cannot be typeset";
            self.refused.refuse_part(lesson.span, reason.into());
        }
        self.set(&[], pages::export)
    }

    /// The parts that must be plain, where the typesetter names a place: the smallest one
    /// around it, and where that is not enough another twice as far out.
    fn named(&self, faults: &[Fault]) -> Vec<(Span, String)> {
        let part = |fault: &Fault| {
            let outermost = fault.around.len().checked_sub(1)?;
            let plain = fault.around.iter().rposition(|part| self.refused.holds(*part));
            let next = plain.map_or(0, |plain| 2 * plain + 1);
            let next = if self.left > LAST_SETTINGS { next } else { outermost };
            let part = fault.around[next.min(outermost)];
            let is_rich = !self.refused.holds(part);
            is_rich.then(|| (part, fault.error.message.clone()))
        };
        faults.iter().filter_map(part).collect()
    }

    /// The parts that must be plain for pages to be taken, where the typesetter does not
    /// say what it refuses. The refusal if no lesson is to blame.
    fn search(&mut self, refusal: Refusal) -> Result<Vec<(Span, String)>, Refusal> {
        let course = self.job.course;
        let suspects: Vec<Suspect> = course.lessons.iter().map(Suspect::Lesson).collect();
        let stage = refusal.stage;
        if !self.takes(&suspects, stage) {
            return Err(refusal);
        }
        let reason = refusal.faults.first().map(|fault| fault.error.message.clone());
        let reason = reason.unwrap_or_default();
        // The pages must still be set with what is found.
        let trials = self.left / 2;
        let found = culprits(&suspects, trials, &mut |plain| self.takes(plain, stage));
        Ok(found.into_iter().map(|part| (part.span(), reason.clone())).collect())
    }

    /// Whether a stage is reached when some parts are plain.
    fn takes(&mut self, plain: &[Suspect], stage: Stage) -> bool {
        match stage {
            Stage::Pages => self.set(plain, |_, _| Ok(())).is_ok(),
            Stage::Pdf => self.set(plain, pages::export).is_ok(),
        }
    }

    /// Sets pages in which some parts are plain, besides what is refused, and hands them to
    /// `finish`. They are set a little oftener if glyphs are missing, which are remembered.
    fn set<T>(
        &mut self,
        plain: &[Suspect],
        finish: impl Fn(&Pages, &Setting) -> Result<T, Vec<pages::Refusal>>,
    ) -> Result<T, Refusal> {
        let Job { course, theme, paper, fonts: _, sources } = self.job;
        let mut times = 0;
        loop {
            times += 1;
            self.left = self.left.saturating_sub(1);
            (self.step)(Step::WriteTypst);
            let refused = with(&self.refused, plain);
            let options = project::Options { paper, refused: &refused };
            let project = project::typst(course, theme, options);
            let setting =
                Setting { project: &project, fonts: self.fonts, theme, sources };
            (self.step)(Step::TypstCompile);
            let set = pages::compile(&setting)
                .map_err(|refusals| refused_at(Stage::Pages, refusals, &project))?;
            // What has no glyph even then is refused like anything else.
            if times < MAX_GLYPH_SETTINGS && self.learn_glyphs(&set, &project) {
                continue;
            }
            let spelled = project.spelled.iter().map(|(c, place)| {
                let origin =
                    place.clone().and_then(|place| project.origins(place).next());
                (c.to_string(), origin)
            });
            self.spelled = spelled.collect();
            (self.step)(Step::PdfExport);
            return finish(&set, &setting)
                .map_err(|refusals| refused_at(Stage::Pdf, refusals, &project));
        }
    }

    /// Remembers the glyphs that are missing. Whether there are any that were not known.
    fn learn_glyphs(&mut self, set: &Pages, project: &Project) -> bool {
        let missing = set.missing_glyphs();
        let refused = &mut self.refused;
        let mut is_new = false;
        for (text, place) in missing.text {
            is_new |= !refused.text.contains_key(&text);
            let origin = || project.origins(place?).next();
            refused.text.entry(text).or_insert_with(origin);
        }
        for text in missing.drawings {
            is_new |= refused.drawings.insert(text);
        }
        is_new
    }
}

/// What the typesetter refuses at a stage, and the parts of the lessons that it is in.
fn refused_at(stage: Stage, refusals: Vec<pages::Refusal>, project: &Project) -> Refusal {
    let fault = |refusal: pages::Refusal| {
        let around = refusal.place.map(|place| project.origins(place).collect());
        Fault { around: around.unwrap_or_default(), error: refusal.error }
    };
    Refusal { stage, faults: refusals.into_iter().map(fault).collect() }
}

/// What was refused, and some parts besides.
fn with(refused: &Refusals, parts: &[Suspect]) -> Refusals {
    let mut refused = refused.clone();
    parts.iter().for_each(|part| refused.refuse_part(part.span(), String::new()));
    refused
}

/// Where a text can be seen in the source of a part, or if that is not known of the first
/// lesson that has it.
fn written_at(text: &str, part: Option<Span>, job: Job) -> Option<Span> {
    let seen = |part: Span| {
        let file = job.sources.file(part.source());
        let at = part.range().start + file.slice(part).find(text)?;
        Some(file.span(at..at + text.len()))
    };
    match part {
        Some(part) => seen(part).or(Some(part)),
        None => job.course.lessons.iter().find_map(|lesson| seen(lesson.span)),
    }
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
