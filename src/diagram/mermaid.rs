//! Mermaid, drawn by `merman`.

use std::sync::LazyLock;
use std::thread;

use merman::svg::{
    DeterministicTextMeasurer, MeasurementProfileId, RenderResourcePolicy,
    ResourceLimitId, SvgPipeline, SvgRenderOptions, TextMeasurementPolicy,
    TextMeasurementProfile, TextMeasurementProfileIdentity, TextStyle,
};
use merman::{
    Engine, MermaidConfig, OperationControl, RenderError, RenderOutput, RenderRequest,
    Renderer, SvgEnvironment, SvgRequest,
};

use super::source::{self, Source};
use super::{Drawing, Error, labels, widths};

/// What every diagram is drawn with; the source cannot change it.
const LOOK: &str = include_str!("look.json");

/// What Mermaid's settings cannot say of the look.
const STYLE: &str = include_str!("look.css");

/// The longest source, in bytes.
pub(super) const MAX_SOURCE: usize = 64 << 10;

/// The limits on a diagram's parts. They bound time without a clock. None of 1,200 diagrams
/// of real lessons and manuals is refused for its size.
const LIMITS: [(ResourceLimitId, usize); 6] = [
    (ResourceLimitId::MaxSourceBytes, MAX_SOURCE),
    (ResourceLimitId::MaxModelItems, 400),
    (ResourceLimitId::MaxModelTextBytes, MAX_SOURCE),
    (ResourceLimitId::MaxModelNestingDepth, 24),
    (ResourceLimitId::MaxSvgElements, 20_000),
    (ResourceLimitId::MaxLayoutWorkUnits, 2_000_000),
];

/// The most arrows that `a & b --> c & d` may come to, which are made before anything is
/// counted.
const MAX_JOINED: usize = 400;

/// The stack of the thread that draws.
const STACK: usize = 16 << 20;

/// Draws a diagram.
pub(super) fn draw(text: &str) -> Result<Drawing, Error> {
    let Source { text, title, kind: word } = source::read(text);
    if text.len() > MAX_SOURCE || joined(&text) > MAX_JOINED || is_endless(&text) {
        return Err(Error::TooLarge);
    }
    if word.is_empty() {
        return Err(Error::NoKind);
    }
    let kind = source::kind(word).ok_or_else(|| Error::Kind(word.to_owned()))?;
    // The renderer is large and not ours: should it panic, then on a thread of its own, and
    // the export goes on. The stack is a margin over what its limits on depth need.
    let svg = thread::scope(|scope| {
        let drawing = thread::Builder::new().stack_size(STACK);
        let drawing = drawing.spawn_scoped(scope, || svg(&text));
        let drawing = drawing.map_err(|_| Error::Renderer)?;
        drawing.join().map_err(|_| Error::Renderer)?
    })?;
    let words = labels::read(&svg);
    let (description, labels) = (words.description, words.labels);
    Ok(Drawing { svg, kind, title, description, has_links: false, labels })
}

/// How many arrows the line with the most names joined by `&` stands for.
fn joined(text: &str) -> usize {
    let signs = |line: &str| line.matches('&').count();
    text.lines().map(|line| (signs(line) / 2 + 1).pow(2)).max().unwrap_or_default()
}

/// Whether a plan leaves days out and goes on for more than a century: the renderer counts
/// such plans day by day.
fn is_endless(text: &str) -> bool {
    if !text.contains("gantt") || !text.contains("excludes") {
        return false;
    }
    let bytes = text.as_bytes();
    let runs = bytes.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let (mut first, mut last, mut at) = (u32::MAX, 0, 0);
    for run in runs {
        at += run.len();
        if !run[0].is_ascii_digit() {
            continue;
        }
        let is_year = run.len() == 4 && bytes.get(at) == Some(&b'-');
        if is_year {
            let year =
                run.iter().fold(0, |year, digit| year * 10 + u32::from(digit - b'0'));
            (first, last) = (first.min(year), last.max(year));
        }
        if run.len() > 4 {
            return true;
        }
    }
    last.saturating_sub(first) > 100
}

fn svg(text: &str) -> Result<String, Error> {
    static RENDERER: LazyLock<Renderer> = LazyLock::new(renderer);
    static REQUEST: LazyLock<SvgRequest> = LazyLock::new(request);
    let control = OperationControl::new();
    let request = RenderRequest::svg(text, control, REQUEST.clone());
    match RENDERER.render(request) {
        Ok(RenderOutput::Svg(Some(output))) => Ok(output.svg().to_owned()),
        Ok(_) | Err(RenderError::NoDiagram) => Err(Error::NoKind),
        Err(RenderError::ResourceLimitExceeded(_)) => Err(Error::TooLarge),
        Err(RenderError::Parse(error)) => Err(said(&error.terminal_safe_message())),
        // The layouts that it may ask for are all there.
        Err(RenderError::Svg(error)) if error.missing_capability().is_some() => {
            Err(Error::Formula)
        }
        Err(_) => Err(Error::Renderer),
    }
}

/// A message of the renderer's without what only its own users understand. It begins with
/// a small letter, if that is not one of several capitals.
fn said(message: &str) -> Error {
    let message = match message.split_once("): ") {
        Some((start, rest)) if start.starts_with("Diagram parse error (") => rest,
        _ => message,
    };
    let line = message.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut said = line.to_owned();
    let is_word = line.as_bytes().get(1).is_some_and(|byte| !byte.is_ascii_uppercase());
    if let Some(first) = said.get_mut(0..1).filter(|_| is_word) {
        first.make_ascii_lowercase();
    }
    Error::Source(said)
}

fn renderer() -> Renderer {
    let mut look: serde_json::Value = serde_json::from_str(LOOK).unwrap_or_default();
    look["themeCSS"] = STYLE.into();
    let engine = Engine::new().with_site_config(MermaidConfig::from_value(look));
    Renderer::new().with_engine(engine)
}

fn request() -> SvgRequest {
    let mut limits = RenderResourcePolicy::constrained();
    for (limit, value) in LIMITS {
        limits = limits.with_limit(limit, value).unwrap_or(limits);
    }
    let mut environment = SvgEnvironment::deterministic().with_resource_policy(limits);
    if let Ok(id) = MeasurementProfileId::new("handout")
        && let Ok(identity) = TextMeasurementProfileIdentity::new(id, "1")
    {
        let measurer = DeterministicTextMeasurer::default().with_width_callback(width);
        let profile = TextMeasurementProfile::new(identity, measurer);
        let policy = TextMeasurementPolicy::uniform(profile);
        environment = environment.with_text_measurement_policy(policy);
    }
    SvgRequest {
        environment,
        // Labels as text of SVG, not of HTML.
        pipeline: Some(SvgPipeline::resvg_safe()),
        options: SvgRenderOptions {
            diagram_id: Some("d".into()),
            ..SvgRenderOptions::default()
        },
        ..SvgRequest::default()
    }
}

fn width(text: &str, style: &TextStyle) -> f64 {
    let weight = style.font_weight.as_deref().unwrap_or_default();
    let is_bold = match weight.parse::<f64>() {
        Ok(weight) => weight >= 600.0,
        Err(_) => weight.starts_with("bold"),
    };
    widths::ems(text, is_bold) * style.font_size
}
