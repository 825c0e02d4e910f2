//! Pictures are read, checked, and named for the output.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{
    Asset, AssetId, Block, Course, Image, Inline, MediaType, Picture, Written,
    each_block, each_inline,
};
use crate::source::{CoursePath, Files, Span};

/// The largest picture that is read, in pixels to a side.
const MAX_SIDE: u32 = 20_000;

/// The most memory that one picture may take while it is checked, in bytes.
const MAX_ALLOC: u64 = 512 << 20;

/// The pictures of a course by the file they come from.
pub(super) struct Pictures {
    assets: Vec<Asset>,
    by_path: BTreeMap<CoursePath, AssetId>,
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
        let mut wanted: Vec<(CoursePath, Span)> = Vec::new();
        for lesson in &course.lessons {
            let folder = lesson.info.path.parent();
            for blocks in lesson.bodies() {
                each_image(blocks, &mut |image| {
                    if image.alt.trim().is_empty() {
                        diagnostics.push(no_alt(image));
                    }
                    match locate(&folder, &image.picture) {
                        Ok(path) if seen.insert(path.clone()) => {
                            wanted.push((path, image.span));
                        }
                        Ok(_) => {}
                        Err(problem) => {
                            diagnostics.push(problem.at(image.span, &image.picture));
                        }
                    }
                });
            }
        }
        let loaded: Vec<_> =
            wanted.par_iter().map(|(path, _)| load(files, path)).collect();
        let mut pictures = Pictures { assets: Vec::new(), by_path: BTreeMap::new() };
        for ((path, span), result) in wanted.into_iter().zip(loaded) {
            match result {
                Ok(loaded) => pictures.add(path, loaded),
                Err(problem) => diagnostics.push(problem.at(span, path.as_str())),
            }
        }
        pictures
    }

    /// The picture at an address in a lesson of `folder`.
    pub(super) fn of(&self, folder: &CoursePath, address: &str) -> Picture {
        let path = locate(folder, address).ok();
        match path.and_then(|path| self.by_path.get(&path)) {
            Some(asset) => Picture::Asset(*asset),
            None => Picture::Missing(address.into()),
        }
    }

    pub(super) fn into_assets(self) -> Vec<Asset> {
        self.assets
    }

    fn add(&mut self, path: CoursePath, loaded: Loaded) {
        let id = AssetId(self.assets.len());
        // Names from lessons may be in any script and may clash; a number cannot.
        let extension = loaded.media_type.extension();
        let name = format!("picture-{}.{extension}", id.0 + 1);
        let Loaded { media_type, bytes, width, height } = loaded;
        self.assets.push(Asset { name, media_type, bytes: bytes.into(), width, height });
        self.by_path.insert(path, id);
    }
}

/// Why a picture cannot be shown.
enum Problem {
    Remote,
    Outside,
    Unreadable(String),
    Unsupported(String),
    Broken(String),
}

impl Problem {
    fn at(self, span: Span, address: &str) -> Diagnostic {
        let (code, message, help) = match self {
            Problem::Remote => (
                Code::RemotePicture,
                format!(
                    "the picture `{address}` is on the net, where nothing is fetched from"
                ),
                "save it beside the lesson and use that file's name",
            ),
            Problem::Outside => (
                Code::MissingPicture,
                format!("the picture `{address}` lies outside the course"),
                "copy it into the course's folder",
            ),
            Problem::Unreadable(error) => (
                Code::MissingPicture,
                format!("the picture `{address}` cannot be read: {error}"),
                "its description stands in its place",
            ),
            Problem::Unsupported(what) => (
                Code::NotYetSupported,
                format!("the picture `{address}` {what}"),
                "save it as PNG or JPEG; its description stands in its place",
            ),
            Problem::Broken(error) => (
                Code::BrokenPicture,
                format!("the picture `{address}` is damaged: {error}"),
                "its description stands in its place",
            ),
        };
        Diagnostic::warning(code, span, message).help(help)
    }
}

fn no_alt(image: &Image<Written>) -> Diagnostic {
    let message = "this picture has no description";
    Diagnostic::hint(Code::MissingAltText, image.span, message).help(
        "say what it shows between the square brackets, for those who cannot see it",
    )
}

/// The file an address means.
fn locate(folder: &CoursePath, address: &str) -> Result<CoursePath, Problem> {
    let address = address.trim();
    if address.starts_with("//")
        || address.contains("://")
        || address.starts_with("data:")
    {
        return Err(Problem::Remote);
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    folder.join(&path).filter(|path| !path.as_str().is_empty()).ok_or(Problem::Outside)
}

struct Loaded {
    media_type: MediaType,
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

/// Reads a picture and makes sure that it can be shown.
fn load(files: &dyn Files, path: &CoursePath) -> Result<Loaded, Problem> {
    let bytes =
        files.read(path).map_err(|error| Problem::Unreadable(error.to_string()))?;
    let format = match image::guess_format(&bytes) {
        Ok(format) => format,
        Err(_) if path.extension() == "svg" => {
            return Err(Problem::Unsupported("is SVG, which is not drawn yet".into()));
        }
        Err(_) => {
            let what = "is in no format that can be shown";
            return Err(Problem::Unsupported(what.into()));
        }
    };
    let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let decoded = reader.decode().map_err(|error| Problem::Broken(error.to_string()))?;
    let (width, height) = (decoded.width(), decoded.height());
    let media_type = match format {
        ImageFormat::Png => MediaType::Png,
        ImageFormat::Jpeg => MediaType::Jpeg,
        ImageFormat::Gif => MediaType::Gif,
        ImageFormat::WebP => MediaType::WebP,
        // Readable, but in no book: kept as PNG.
        _ => {
            let mut png = Vec::new();
            decoded
                .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
                .map_err(|error| Problem::Broken(error.to_string()))?;
            return Ok(Loaded { media_type: MediaType::Png, bytes: png, width, height });
        }
    };
    Ok(Loaded { media_type, bytes, width, height })
}

/// Calls `visit` for every image among blocks, figures first.
fn each_image<'a>(
    blocks: &'a [Block<Written>],
    visit: &mut impl FnMut(&'a Image<Written>),
) {
    each_block(blocks, &mut |block| {
        if let Block::Figure(figure) = block {
            visit(&figure.image);
        }
    });
    each_inline(blocks, &mut |inline| {
        if let Inline::Image(image) = inline {
            visit(image);
        }
    });
}
