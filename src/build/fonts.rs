//! Computes what Typst wants to know of the bundled fonts, which takes 40 ms, once.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use typst_library::text::FontInfo;

#[path = "../fonts/bundle.rs"]
mod bundle;

/// Writes `faces.bin` to cargo's output directory.
pub(crate) fn index_faces() -> Result<(), Box<dyn Error>> {
    let mut faces = Vec::new();
    for (file, path) in bundle::FILES.iter().enumerate() {
        let data = fs::read(Path::new("fonts").join(path))?;
        for (index, info) in FontInfo::iter(&data).enumerate() {
            let FontInfo { family, variant, flags, axes, coverage } = info;
            let info = postcard::to_stdvec(&(variant, flags, axes, coverage))?;
            faces.push(bundle::Face { file, index: index as u32, family, info });
        }
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("faces.bin"), postcard::to_stdvec(&faces)?)?;
    Ok(())
}
