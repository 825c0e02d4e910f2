use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, GenericImageView, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

const RED: Rgb<u8> = Rgb([220, 30, 30]);
const BLUE: Rgb<u8> = Rgb([30, 30, 220]);

/// Red, but blue in the upper left quarter.
fn corner(width: u32, height: u32) -> DynamicImage {
    let is_corner = |x, y| x < width / 2 && y < height / 2;
    RgbImage::from_fn(width, height, |x, y| if is_corner(x, y) { BLUE } else { RED })
        .into()
}

/// Something like a photo: nothing in it is even.
fn photo(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = |step: f64| (127.0 + 127.0 * (step / 9.0).sin()) as u8;
        Rgb([wave(x.into()), wave(y.into()), wave(f64::from(x * y) / 50.0)])
    })
    .into()
}

fn stored(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("memory");
    bytes.into_inner()
}

/// Place and way up, as cameras note them.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
    let head = b"MM\0\x2a\0\0\0\x08\0\x01";
    [head.as_slice(), &entry, b"\0\0\0\0GPS 31.23N 121.47E"].concat()
}

/// A JPEG file with a segment after its start.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment");
    let length = length.to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_segment(jpeg, 0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat())
}

/// A PNG file with a chunk before its end. Nothing here reads checksums of such chunks.
fn with_chunk(png: &[u8], kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let (start, end) = png.split_at(png.len() - 12);
    let length = u32::try_from(content.len()).expect("a short chunk").to_be_bytes();
    [start, &length, kind, content, &[0; 4], end].concat()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn decoded(raster: &Raster) -> DynamicImage {
    image::load_from_memory(&raster.bytes).expect("a sound picture")
}

#[test]
fn what_is_fine_keeps_every_byte() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif] {
        let bytes = stored(&corner(20, 10), format);
        let raster = fit(&bytes).expect("a picture");
        assert_eq!(raster.bytes, bytes, "{format:?}");
        assert_eq!((raster.width, raster.height), (20, 10));
        assert!(!raster.moves);
    }
}

#[test]
fn pictures_say_nothing_of_places_and_people() {
    let plain = stored(&corner(20, 10), ImageFormat::Jpeg);
    let told = with_segment(&with_exif(&plain, 1), 0xfe, b"by Teacher Li");
    let told =
        [with_segment(&told, 0xed, b"IPTC"), b"a film after the end".into()].concat();
    assert_eq!(fit(&told).expect("a picture").bytes, plain);

    let plain = stored(&corner(20, 10), ImageFormat::Png);
    let told = with_chunk(&plain, b"tEXt", b"Author\0Teacher Li");
    let told = with_chunk(&told, b"eXIf", &exif(1));
    assert!(holds(&told, "Teacher Li") && holds(&told, "121.47E"));
    // The pixels' own checksums stay; those of the chunks above are wrong.
    let stripped = png::strip(&told).expect("chunks");
    assert_eq!(stripped.bytes, plain);

    let plain = stored(&corner(20, 10), ImageFormat::Gif);
    let comment = b"\x21\xfe\x0aTeacher Li\0";
    let told = [&plain[..plain.len() - 1], comment, &[0x3b]].concat();
    assert_eq!(fit(&told).expect("a picture").bytes, plain);
}

#[test]
fn every_way_up_comes_out_upright() {
    let upright = corner(32, 16);
    for (orientation, turned) in [
        (1, upright.clone()),
        (2, upright.fliph()),
        (3, upright.rotate180()),
        (4, upright.flipv()),
        (5, upright.rotate90().fliph()),
        (6, upright.rotate270()),
        (7, upright.rotate270().fliph()),
        (8, upright.rotate90()),
    ] {
        let file = with_exif(&stored(&turned, ImageFormat::Jpeg), orientation);
        let raster = fit(&file).expect("a picture");
        assert_eq!((raster.width, raster.height), (32, 16), "{orientation}");
        assert_eq!(raster.media_type, MediaType::Jpeg);
        assert!(!holds(&raster.bytes, "Exif"));
        let image = decoded(&raster);
        let is_blue = |x, y| {
            let Rgba([red, _, blue, _]) = image.get_pixel(x, y);
            blue > red
        };
        assert!(is_blue(4, 4), "{orientation}");
        assert!(!is_blue(28, 4) && !is_blue(4, 12) && !is_blue(28, 12), "{orientation}");
    }
}

#[test]
fn large_pictures_are_stored_smaller_but_shown_as_large() {
    let large = stored(&photo(3000, 1500), ImageFormat::Jpeg);
    let raster = fit(&large).expect("a picture");
    assert_eq!((raster.width, raster.height), (3000, 1500));
    assert!(raster.bytes.len() < large.len());
    let image = decoded(&raster);
    assert_eq!((image.width(), image.height()), (2000, 1000));
    assert_eq!(raster, fit(&large).expect("a picture"), "the same again");
    // Tall ones keep more of their width.
    assert_eq!(small(1000, 9000), (667, 6000));
    assert_eq!(small(2000, 2000), (2000, 2000));
    assert_eq!(small(20_000, 1), (2000, 1));
}

#[test]
fn pictures_are_stored_anew_only_if_that_is_smaller() {
    // Two colours in large areas: nothing is smaller than this.
    let large = stored(&corner(4000, 1000), ImageFormat::Png);
    let raster = fit(&large).expect("a picture");
    assert!(raster.bytes.len() <= large.len());
    let small = fit(&raster.bytes).expect("a picture");
    assert_eq!(small.bytes, raster.bytes, "fit once, fit for ever");
}

#[test]
fn sixteen_bits_become_eight_and_clear_grounds_stay() {
    let mut image = RgbaImage::from_pixel(30, 30, Rgba([0, 90, 180, 255]));
    image.put_pixel(3, 3, Rgba([0, 0, 0, 0]));
    let image = DynamicImage::ImageRgba8(image);
    let deep = stored(&image.to_rgba16().into(), ImageFormat::Png);
    let raster = fit(&deep).expect("a picture");
    assert_eq!(raster.media_type, MediaType::Png);
    assert_eq!(decoded(&raster), image);
    let gray = DynamicImage::ImageLuma16(photo(30, 30).to_luma16());
    let raster = fit(&stored(&gray, ImageFormat::Png)).expect("a picture");
    assert!(matches!(decoded(&raster), DynamicImage::ImageLuma8(_)));
}

#[test]
fn what_books_do_not_hold_becomes_what_they_do() {
    let image = corner(20, 10);
    for format in [ImageFormat::Bmp, ImageFormat::WebP] {
        let raster = fit(&stored(&image, format)).expect("a picture");
        assert_eq!(raster.media_type, MediaType::Png, "{format:?}");
        assert_eq!(decoded(&raster), image, "{format:?}");
    }
}

#[test]
fn what_moves_stays_as_it_is() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for color in [RED, BLUE] {
        let image = DynamicImage::from(RgbImage::from_pixel(2400, 9, color)).into_rgba8();
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder.encode_frame(Frame::from_parts(image, 0, 0, delay)).expect("memory");
    }
    drop(encoder);
    let raster = fit(&bytes).expect("a picture");
    assert_eq!(raster.media_type, MediaType::Gif);
    assert_eq!(raster.bytes, bytes);
    assert!(raster.moves);
}

#[test]
fn of_a_photo_without_an_end_is_shown_what_there_is() {
    let whole = stored(&photo(60, 60), ImageFormat::Jpeg);
    assert!(!fit(&whole).expect("a picture").is_cut);
    let raster = fit(&whole[..whole.len() / 2]).expect("a picture");
    assert!(raster.is_cut);
    assert_eq!((decoded(&raster).width(), decoded(&raster).height()), (60, 60));
}

#[test]
fn what_cannot_be_shown_says_why() {
    let refuse = |bytes: &[u8]| fit(bytes).expect_err("no picture");
    let png = stored(&photo(60, 60), ImageFormat::Png);
    assert!(matches!(refuse(&png[..png.len() / 2]), Error::Broken(_)));
    assert_eq!(refuse(b"plain text"), Error::Format(None));
    assert_eq!(refuse(b""), Error::Format(None));
    assert_eq!(refuse(b"\0\0\0\x1cftypavif\0\0"), Error::Format(Some("AVIF")));
    assert_eq!(refuse(b"\0\0\0\x1cftypheic\0\0"), Error::Format(Some("HEIC")));
    assert_eq!(refuse(b"II\x2a\0"), Error::Format(Some("TIFF")));
    // A few bytes that ask for gigabytes.
    let mut bomb = stored(&corner(2, 2), ImageFormat::Bmp);
    bomb[18..22].copy_from_slice(&19_000_u32.to_le_bytes());
    bomb[22..26].copy_from_slice(&19_000_u32.to_le_bytes());
    assert_eq!(refuse(&bomb), Error::TooLarge);
    bomb[18..22].copy_from_slice(&90_000_u32.to_le_bytes());
    assert!(matches!(refuse(&bomb), Error::TooLarge | Error::Broken(_)));
}

#[test]
fn no_bytes_make_it_fall() {
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::Gif,
        ImageFormat::WebP,
        ImageFormat::Bmp,
    ] {
        let sound = with_exif_of(&stored(&photo(24, 24), format), format);
        for cut in 0..sound.len() {
            let _ = fit(&sound[..cut]);
        }
        // Numbers from a small generator, the same in every run.
        let mut state = 7_u32;
        for _ in 0..2000 {
            let mut bytes = sound.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = state as usize % bytes.len();
                bytes[at] = (state >> 24) as u8;
            }
            let _ = fit(&bytes);
        }
    }
}

fn with_exif_of(bytes: &[u8], format: ImageFormat) -> Vec<u8> {
    match format {
        ImageFormat::Jpeg => with_exif(bytes, 6),
        ImageFormat::Png => with_chunk(bytes, b"eXIf", &exif(6)),
        _ => bytes.to_vec(),
    }
}
