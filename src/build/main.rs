//! Build script: computes what the program would otherwise compute at every start.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

mod dump;
mod fonts;
mod grammars;
#[allow(dead_code, reason = "the build needs the table, not the look-up")]
#[path = "../highlight/languages.rs"]
mod languages;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/build");
    println!("cargo::rerun-if-changed=fonts");
    println!("cargo::rerun-if-changed=src/fonts/bundle.rs");
    println!("cargo::rerun-if-changed=src/highlight/languages.rs");
    grammars::pack_grammars()?;
    fonts::index_faces()?;
    Ok(())
}
