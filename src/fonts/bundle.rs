//! The bundled font files; shared with the build script.

use serde::{Deserialize, Serialize};

/// The bundled files, in `fonts/`.
pub(crate) const FILES: [&str; 8] = [
    "noto-cjk/NotoSerifCJK-Regular.ttc",
    "noto-cjk/NotoSerifCJK-Bold.ttc",
    "noto-cjk/NotoSansCJK-Regular.ttc",
    "noto-cjk/NotoSansCJK-Bold.ttc",
    "lxgw-wenkai/LXGWWenKai-Regular.ttf",
    "noto-symbols/NotoSansSymbols2-Regular.ttf",
    "new-computer-modern/NewCMMath-Regular.otf",
    "twemoji/Twemoji.ttf",
];

/// A face in one of [`FILES`].
#[derive(Serialize, Deserialize)]
pub(crate) struct Face {
    /// The file's index.
    pub(crate) file: usize,
    /// The face's index in the file.
    pub(crate) index: u32,
    /// Its family's name.
    pub(crate) family: String,
    /// The rest of Typst's `FontInfo`, field by field, since postcard cannot read a struct
    /// that leaves fields out; decoded only for faces that are used.
    pub(crate) info: Vec<u8>,
}
