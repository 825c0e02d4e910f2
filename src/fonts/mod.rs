//! Fonts: those bundled with the program and those the user adds.
//!
//! Typst chooses among the faces of a [`FontSet`], so a set holds only the families that
//! a course names: no face of another region can slip in by fallback, and nothing is
//! parsed that no page needs.

mod bundle;

#[cfg(feature = "embedded-fonts")]
use std::sync::LazyLock;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use bundle::Face;

/// What the build script found out about the bundled files.
static FACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/faces.bin"));

#[cfg(feature = "embedded-fonts")]
macro_rules! embed {
    ($($path:literal)*) => {
        [$(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $path)),)*]
    };
}

/// The bundled files in the order of [`bundle::FILES`]; they stay where the system has
/// mapped the program, nothing is copied.
#[cfg(feature = "embedded-fonts")]
static DATA: [&[u8]; bundle::FILES.len()] = embed!(
    "noto-cjk/NotoSerifCJK-Regular.ttc"
    "noto-cjk/NotoSerifCJK-Bold.ttc"
    "noto-cjk/NotoSansCJK-Regular.ttc"
    "noto-cjk/NotoSansCJK-Bold.ttc"
    "lxgw-wenkai/LXGWWenKai-Regular.ttf"
    "noto-symbols/NotoSansSymbols2-Regular.ttf"
    "new-computer-modern/NewCMMath-Regular.otf"
    "twemoji/Twemoji.ttf"
);

/// The faces that a document may use.
pub struct FontSet {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
}

struct Slot {
    data: Bytes,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl FontSet {
    /// The faces of `families`, from `added` (whole font files) and the bundle. An added
    /// face stands before a bundled one of the same family.
    pub fn new(families: &[String], added: &[Vec<u8>]) -> FontSet {
        let wanted =
            |family: &str| families.iter().any(|name| name.eq_ignore_ascii_case(family));
        let mut book = FontBook::new();
        let mut slots = Vec::new();
        for file in added {
            let data = Bytes::new(file.clone());
            for (index, info) in FontInfo::iter(&data).enumerate() {
                if wanted(&info.family) {
                    book.push(info);
                    slots.push(Slot::new(data.clone(), index as u32));
                }
            }
        }
        for (data, face) in bundled().filter(|(_, face)| wanted(&face.family)) {
            book.push(info(&face));
            slots.push(Slot::new(data, face.index));
        }
        FontSet { book: LazyHash::new(book), slots }
    }

    /// Typst's index of the faces.
    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The face at an index of the book.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        let slot = self.slots.get(index)?;
        slot.font.get_or_init(|| Font::new(slot.data.clone(), slot.index)).clone()
    }
}

impl Slot {
    fn new(data: Bytes, index: u32) -> Slot {
        Slot { data, index, font: OnceLock::new() }
    }
}

/// What Typst wants to know of a bundled face.
fn info(face: &Face) -> FontInfo {
    let fields = postcard::from_bytes(&face.info);
    let (variant, flags, axes, coverage) =
        fields.expect("the build script has written this with the same types");
    FontInfo { family: face.family.clone(), variant, flags, axes, coverage }
}

/// The faces that the build script has found.
fn faces() -> Vec<Face> {
    postcard::from_bytes(FACES)
        .expect("the build script has written this with the same types")
}

/// The families in a font file.
pub fn families(file: &[u8]) -> Vec<String> {
    let mut families: Vec<String> =
        FontInfo::iter(file).map(|info| info.family).collect();
    families.dedup();
    families
}

/// The bundled faces with the files they are in.
#[cfg(feature = "embedded-fonts")]
fn bundled() -> impl Iterator<Item = (Bytes, Face)> {
    // Typst hashes a file when it first sets text with it: once a run, not once an output.
    static FILES: LazyLock<[Bytes; bundle::FILES.len()]> =
        LazyLock::new(|| DATA.map(Bytes::new));
    faces().into_iter().map(|face| (FILES[face.file].clone(), face))
}

/// Built without fonts: there are only those the user adds.
#[cfg(not(feature = "embedded-fonts"))]
fn bundled() -> impl Iterator<Item = (Bytes, Face)> {
    faces().into_iter().take(0).map(|face| (Bytes::new([]), face))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn set(families: &[&str]) -> FontSet {
        let families: Vec<String> =
            families.iter().map(|family| (*family).into()).collect();
        FontSet::new(&families, &[])
    }

    #[test]
    fn the_files_are_those_their_checksums_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
        let sums =
            std::fs::read_to_string(format!("{folder}SHA256SUMS")).expect("checksums");
        assert_eq!(sums.lines().count(), bundle::FILES.len());
        for line in sums.lines() {
            let (sum, path) = line.split_once("  ").expect("a checksum and a path");
            let bytes = std::fs::read(format!("{folder}{path}")).expect("a font");
            assert_eq!(format!("{:x}", Sha256::digest(bytes)), sum, "{path}");
            assert!(bundle::FILES.contains(&path), "{path} is bundled");
        }
    }

    #[test]
    fn a_set_holds_only_the_families_named() {
        let set = set(&["Noto Serif CJK SC", "LXGW WenKai"]);
        let families: Vec<&str> = set.book.families().map(|(family, _)| family).collect();
        assert_eq!(families, ["LXGW WenKai", "Noto Serif CJK SC"]);
        // Regular and bold.
        assert_eq!(set.book.select_family("noto serif cjk sc").count(), 2);
    }

    #[test]
    fn what_was_computed_at_build_time_is_true() {
        let set =
            set(&["Noto Sans Mono CJK TC", "Twemoji Mozilla", "Noto Sans Symbols2"]);
        assert_eq!(set.slots.len(), 4);
        for index in 0..set.slots.len() {
            let font = set.font(index).expect("a face");
            assert_eq!(Some(font.info()), set.book.info(index));
        }
    }
}
