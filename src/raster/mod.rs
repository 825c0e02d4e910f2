//! Pictures made of pixels: upright, in colours that every reader knows, no larger than
//! paper and screens show, and silent about where and by whom they were taken.
//!
//! What is fine already keeps its pixels as they are stored; only what lies around them
//! is taken out (`jpeg.rs`, `png.rs`, `gif.rs`, `webp.rs`).

mod gif;
mod jpeg;
mod png;
#[cfg(test)]
mod tests;
mod webp;

use std::fmt;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader,
    Limits,
};

use crate::document::MediaType;

/// The largest side of a picture that is read, in pixels.
const MAX_SIDE: u32 = 20_000;

/// The most memory that a picture may take while it is read, in bytes.
const MAX_ALLOC: u64 = 256 << 20;

/// The width that is shown at most: 300 dpi on the column of an A4 page, and two pixels
/// for each of a screen's where lines are 1,000 of them long.
const MAX_WIDTH: f64 = 2000.0;

/// The area that is shown at most: tall pictures keep more of their width than of it.
const MAX_AREA: f64 = 4_000_000.0;

/// How well JPEG keeps what it stores: from here on nobody sees a difference.
const QUALITY: u8 = 85;

/// A picture that is fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// What the bytes are.
    pub media_type: MediaType,
    /// The picture.
    pub bytes: Vec<u8>,
    /// How wide the picture that was given is, in pixels.
    pub width: u32,
    /// How tall it is.
    pub height: u32,
    /// Whether it has several frames.
    pub moves: bool,
    /// Whether its file ends too early; what there is of it is shown.
    pub is_cut: bool,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// It is in a format that is not read, if known which.
    Format(Option<&'static str>),
    /// It is larger than the limits.
    TooLarge,
    /// It is damaged.
    Broken(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Format(Some(name)) => write!(f, "is {name}, which is not read"),
            Error::Format(None) => f.write_str("is in no format that is known"),
            Error::TooLarge => f.write_str("is too large"),
            Error::Broken(error) => write!(f, "is damaged: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<ImageError> for Error {
    fn from(error: ImageError) -> Error {
        match error {
            ImageError::Limits(_) => Error::TooLarge,
            error => Error::Broken(error.to_string()),
        }
    }
}

/// Makes a picture fit to be shown.
///
/// # Errors
/// If it cannot be read.
pub fn fit(bytes: &[u8]) -> Result<Raster, Error> {
    let format = format(bytes)?;
    if format == ImageFormat::Png
        && let Some(picture) = png::as_stored(bytes)
    {
        return Ok(picture);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let (width, height) = (image.width(), image.height());
    if width == 0 || height == 0 {
        return Err(Error::Broken("it has no pixels".into()));
    }

    let (small_width, small_height) = small(width, height);
    let is_large = small_width < width;
    let is_deep = image.color().bytes_per_pixel() > image.color().channel_count();
    let stored = Stored::of(bytes, format);
    let stored_upright = stored.file.filter(|_| orientation == Orientation::NoTransforms);
    let is_cut = stored.is_cut;
    let picture = |(media_type, bytes), moves| Raster {
        media_type,
        bytes,
        width,
        height,
        moves,
        is_cut,
    };
    let file = match stored_upright {
        Some(file) if stored.moves || !(is_large || is_deep) => {
            return Ok(picture(file, stored.moves));
        }
        file => file,
    };
    if is_large {
        image = shrink(image, small_width, small_height);
    }
    let anew = encode(image, stored.is_photo, profile)?;
    let smaller = file.filter(|file| file.1.len() <= anew.1.len());
    Ok(picture(smaller.unwrap_or(anew), false))
}

/// The format of a file, if it is read at all.
fn format(bytes: &[u8]) -> Result<ImageFormat, Error> {
    let name = match image::guess_format(bytes) {
        Ok(
            format @ (ImageFormat::Png
            | ImageFormat::Jpeg
            | ImageFormat::Gif
            | ImageFormat::WebP
            | ImageFormat::Bmp),
        ) => return Ok(format),
        Ok(ImageFormat::Avif) => "AVIF",
        Ok(ImageFormat::Tiff) => "TIFF",
        Ok(ImageFormat::Ico) => "an icon of Windows",
        _ => match bytes.get(4..12) {
            Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftyphevc") => "HEIC",
            Some(b"ftypavif" | b"ftypavis") => "AVIF",
            _ if bytes.starts_with(b"%PDF-") => "PDF",
            _ if bytes.starts_with(b"8BPS") => "a file of Photoshop",
            _ if bytes.starts_with(&[0xff, 0x0a]) => "JPEG XL",
            _ if bytes.starts_with(b"\0\0\0\x0cJXL ") => "JPEG XL",
            _ if bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]) => "WMF",
            _ if bytes.get(40..44) == Some(b" EMF") => "EMF",
            _ => return Err(Error::Format(None)),
        },
    };
    Err(Error::Format(Some(name)))
}

/// A picture's bytes and what they are.
type File = (MediaType, Vec<u8>);

/// What is known of a file without looking at its pixels.
#[derive(Default)]
struct Stored {
    /// The file without what lies around its pixels; `None` if it cannot stay.
    file: Option<File>,
    /// Whether it has several frames.
    moves: bool,
    /// Whether what it stores is near to the truth, and not the truth.
    is_photo: bool,
    /// Whether it has no end.
    is_cut: bool,
}

impl Stored {
    fn of(bytes: &[u8], format: ImageFormat) -> Stored {
        match format {
            ImageFormat::Png => png::strip(bytes).map_or_else(Stored::default, |png| {
                let file = Some((MediaType::Png, png.bytes));
                Stored { file, moves: png.moves, ..Stored::default() }
            }),
            ImageFormat::Gif => gif::strip(bytes).map_or_else(Stored::default, |gif| {
                let file = Some((MediaType::Gif, gif.bytes));
                Stored { file, moves: gif.moves, ..Stored::default() }
            }),
            ImageFormat::Jpeg => {
                let jpeg = jpeg::strip(bytes);
                let is_cut = jpeg.is_none();
                // Paper and many readers know no inks.
                let jpeg = jpeg.filter(|jpeg| jpeg.components != 4);
                let file = jpeg.map(|jpeg| (MediaType::Jpeg, jpeg.bytes));
                Stored { file, is_photo: true, is_cut, ..Stored::default() }
            }
            // Paper cannot store it, and readers made before EPUB 3.3 do not know it: it
            // stays only if it moves.
            ImageFormat::WebP => {
                webp::strip(bytes).map_or_else(Stored::default, |webp| {
                    let file = webp.moves.then_some((MediaType::WebP, webp.bytes));
                    let (moves, is_photo) = (webp.moves, webp.is_photo);
                    Stored { file, moves, is_photo, ..Stored::default() }
                })
            }
            _ => Stored::default(),
        }
    }
}

/// The size in which a picture is stored.
fn small(width: u32, height: u32) -> (u32, u32) {
    let (w, h) = (f64::from(width), f64::from(height));
    let scale = (MAX_WIDTH / w).min((MAX_AREA / (w * h)).sqrt());
    if scale >= 1.0 {
        return (width, height);
    }
    let side = |side: f64| (side * scale).round().max(1.0) as u32;
    (side(w), side(h))
}

/// Makes a picture smaller: first by averaging, which takes little memory.
fn shrink(image: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let is_far = image.width() / 2 >= width && image.height() / 2 >= height;
    let image = match is_far {
        true => image.thumbnail_exact(2 * width, 2 * height),
        false => image,
    };
    image.resize_exact(width, height, Resampling::CatmullRom)
}

/// Stores a picture anew.
fn encode(
    image: DynamicImage,
    is_photo: bool,
    profile: Option<Vec<u8>>,
) -> Result<File, Error> {
    let has_color = image.color().has_color();
    let has_alpha = image.color().has_alpha() && !is_opaque(&image);
    let image = match (has_color, has_alpha) {
        (true, true) => DynamicImage::ImageRgba8(image.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(image.into_rgb8()),
        (false, true) => DynamicImage::ImageLumaA8(image.into_luma_alpha8()),
        (false, false) => DynamicImage::ImageLuma8(image.into_luma8()),
    };
    // A profile for other colours than those it now has means nothing.
    let space: &[u8] = if has_color { b"RGB " } else { b"GRAY" };
    let profile = profile.filter(|profile| profile.get(16..20) == Some(space));
    let mut bytes = Vec::new();
    if is_photo && !has_alpha {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        if let Some(profile) = profile {
            let _ = encoder.set_icc_profile(profile);
        }
        image.write_with_encoder(encoder)?;
        return Ok((MediaType::Jpeg, bytes));
    }
    let (compression, filter) = (CompressionType::Best, FilterType::Adaptive);
    let mut encoder = PngEncoder::new_with_quality(&mut bytes, compression, filter);
    if let Some(profile) = profile {
        let _ = encoder.set_icc_profile(profile);
    }
    image.write_with_encoder(encoder)?;
    Ok((MediaType::Png, bytes))
}

fn is_opaque(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageRgba8(image) => {
            image.pixels().all(|pixel| pixel[3] == u8::MAX)
        }
        DynamicImage::ImageLumaA8(image) => {
            image.pixels().all(|pixel| pixel[1] == u8::MAX)
        }
        DynamicImage::ImageRgba16(image) => {
            image.pixels().all(|pixel| pixel[3] == u16::MAX)
        }
        DynamicImage::ImageLumaA16(image) => {
            image.pixels().all(|pixel| pixel[1] == u16::MAX)
        }
        _ => false,
    }
}
