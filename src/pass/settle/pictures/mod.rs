//! Pictures are read, made fit, and named for the output.

mod problem;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use data_url::DataUrl;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::document::{
    Asset, AssetId, Course, MediaType, Picture, PictureSource, Written, each_image,
};
use crate::raster::{self, Raster};
use crate::source::{CoursePath, Files, Span};
use crate::svg::{self, Drawing, Embedded, Loss};

use super::site;
use problem::Problem;

/// The pictures of a course by where they come from.
pub(super) struct Pictures {
    assets: Vec<Asset>,
    by_source: BTreeMap<Source, AssetId>,
    /// By their bytes and width: what is the same is kept once.
    known: BTreeMap<(Arc<[u8]>, u32), AssetId>,
}

/// Where a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// A file of the course.
    File(CoursePath),
    /// An address that holds the picture itself (RFC 2397).
    Data(String),
    /// A lesson, in which it stands.
    Lesson(Arc<str>),
}

impl Pictures {
    /// Loads every picture that the course's images show, each once. What cannot be
    /// loaded is reported where it is used first.
    pub(super) fn load(
        course: &Course<Written>,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Pictures {
        let mut seen = BTreeSet::new();
        let mut wanted: Vec<(Source, Span)> = Vec::new();
        for lesson in &course.lessons {
            let folder = lesson.info.path.parent();
            for blocks in lesson.bodies() {
                each_image(blocks, &mut |image| {
                    if let Some(hint) = problem::no_alt(image) {
                        diagnostics.push(hint);
                    }
                    match locate(files, &folder, &image.picture) {
                        Ok(source) if seen.insert(source.clone()) => {
                            wanted.push((source, image.span));
                        }
                        Ok(_) => {}
                        Err((problem, address)) => {
                            diagnostics.push(problem.at(image.span, Some(address)));
                        }
                    }
                });
            }
        }
        let language = course.info.language.tag();
        // What is unpacked lives only as long as its own turn.
        let loaded: Vec<_> =
            wanted.par_iter().map(|(source, _)| load(files, source, language)).collect();
        let mut pictures = Pictures {
            assets: Vec::new(),
            by_source: BTreeMap::new(),
            known: BTreeMap::new(),
        };
        for ((source, span), result) in wanted.into_iter().zip(loaded) {
            match result {
                Ok(loaded) => {
                    if !loaded.lost.is_empty() {
                        let lost = problem::incomplete(span, source.name(), &loaded.lost);
                        diagnostics.push(lost);
                    }
                    if loaded.is_cut {
                        diagnostics.push(problem::cut(span, source.name()));
                    }
                    let id = pictures.add(loaded);
                    pictures.by_source.insert(source, id);
                }
                Err(problem) => diagnostics.push(problem.at(span, source.name())),
            }
        }
        pictures
    }

    /// The picture at an address in a lesson of `folder`.
    pub(super) fn of(
        &self,
        files: &dyn Files,
        folder: &CoursePath,
        picture: &PictureSource,
    ) -> Picture {
        let source = locate(files, folder, picture).ok();
        match (source.as_ref().and_then(|source| self.by_source.get(source)), picture) {
            (Some(asset), _) => Picture::Asset(*asset),
            (None, PictureSource::Address(address)) => {
                Picture::Missing(problem::short(address).into())
            }
            (None, PictureSource::Drawing(_)) => Picture::Missing(String::new()),
        }
    }

    pub(super) fn into_assets(self) -> Vec<Asset> {
        self.assets
    }

    /// A drawing that no file holds, made fit.
    pub(super) fn drawing(svg: &str, language: &str) -> Option<Loaded> {
        drawing(svg.as_bytes(), language).ok()
    }

    /// Takes a picture in.
    pub(super) fn add(&mut self, loaded: Loaded) -> AssetId {
        let Loaded { media_type, bytes, width, height, moves, .. } = loaded;
        let bytes: Arc<[u8]> = bytes.into();
        let next = AssetId(self.assets.len());
        let id = *self.known.entry((bytes.clone(), width)).or_insert(next);
        if id == next {
            // Names from lessons may be in any script and may clash; a number cannot.
            let name = format!("picture-{}.{}", id.0 + 1, media_type.extension());
            self.assets.push(Asset { name, media_type, bytes, width, height, moves });
        }
        id
    }
}

impl Source {
    /// What authors know it by, if it has a name.
    fn name(&self) -> Option<&str> {
        match self {
            Source::File(path) => Some(path.as_str()),
            Source::Data(address) => Some(problem::short(address)),
            Source::Lesson(_) => None,
        }
    }
}

/// Where what an image is to show comes from, or why its address leads nowhere.
fn locate<'a>(
    files: &dyn Files,
    folder: &CoursePath,
    picture: &'a PictureSource,
) -> Result<Source, (Problem, &'a str)> {
    match picture {
        PictureSource::Address(address) => {
            find(files, folder, address).map_err(|problem| (problem, address.as_str()))
        }
        PictureSource::Drawing(drawing) => Ok(Source::Lesson(drawing.svg.clone())),
    }
}

/// What an address means.
fn find(
    files: &dyn Files,
    folder: &CoursePath,
    address: &str,
) -> Result<Source, Problem> {
    let address = address.trim();
    if address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        return Ok(Source::Data(address.to_owned()));
    }
    if address.starts_with("//") || address.contains("://") {
        return Err(Problem::Remote);
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = site::file(files, folder, &path).filter(|path| !path.as_str().is_empty());
    path.map(Source::File).ok_or(Problem::Outside)
}

/// A picture that can be shown.
pub(super) struct Loaded {
    media_type: MediaType,
    bytes: Vec<u8>,
    width: u32,
    height: u32,
    /// Whether it moves.
    moves: bool,
    /// What of a drawing is not shown.
    lost: BTreeSet<Loss>,
    /// Whether its file ends too early.
    is_cut: bool,
}

/// Reads a picture and makes sure that it can be shown.
fn load(files: &dyn Files, source: &Source, language: &str) -> Result<Loaded, Problem> {
    let (bytes, is_drawing, density) = match source {
        Source::File(path) => {
            let bytes = files.read(path)?;
            let extension = path.extension().to_lowercase();
            let is_drawing = matches!(extension.as_str(), "svg" | "svgz");
            (bytes, is_drawing, density(path.as_str()))
        }
        Source::Data(address) => {
            let url = DataUrl::process(address).ok();
            let bytes = url.and_then(|url| url.decode_to_vec().ok());
            let broken = || Problem::Broken("its address cannot be decoded".into());
            (bytes.ok_or_else(broken)?.0, false, 1)
        }
        Source::Lesson(svg) => return drawing(svg.as_bytes(), language),
    };
    let mut loaded = if is_drawing || svg::is_svg(&bytes) {
        drawing(&bytes, language)?
    } else {
        let Raster { media_type, bytes, width, height, moves, is_cut } =
            raster::fit(&bytes)?;
        let lost = BTreeSet::new();
        Loaded { media_type, bytes, width, height, moves, lost, is_cut }
    };
    loaded.width = (loaded.width / density).max(1);
    loaded.height = (loaded.height / density).max(1);
    Ok(loaded)
}

/// How many of a file's pixels make one of CSS: `a@2x.png` was made for fine screens.
fn density(path: &str) -> u32 {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    match stem {
        stem if stem.ends_with("@2x") => 2,
        stem if stem.ends_with("@3x") => 3,
        _ => 1,
    }
}

fn drawing(bytes: &[u8], language: &str) -> Result<Loaded, Problem> {
    let Drawing { svg, width, height, lost } =
        svg::clean(bytes, svg::Options { language, embed: &embed })?;
    let bytes = svg.into_bytes();
    let (media_type, moves, is_cut) = (MediaType::Svg, false, false);
    Ok(Loaded { media_type, bytes, width, height, moves, lost, is_cut })
}

/// A picture inside a drawing.
fn embed(bytes: &[u8]) -> Option<Embedded> {
    let Raster { media_type, bytes, .. } = raster::fit(bytes).ok()?;
    Some(Embedded { media_type: media_type.name(), bytes })
}
