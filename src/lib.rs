//! `handout` turns a folder of Markdown lessons into an EPUB 3 book and a PDF that a
//! teacher prints and hands out.
//!
//! Data flows one way; each module is one stage of the way and imports only from those
//! above it:
//!
//! ```text
//!  lessons/*.md ──> read ──> document (as written) ──> pass ──> document (settled) ──> write ──> bytes
//!  course.yaml        │                                 │                                │
//!  themes/ fonts/     └──────────── diagnostics ────────┴────────── diagnostics ─────────┘
//! ```
//!
//! The library never prints, never ends the process, and knows neither the environment
//! nor the clock; files are reached through [`source::Files`]. The program around it reads
//! the command line and writes to disk.
//!
//! [`read::course`] gives the tree as written, [`pass::settle`] makes every decision that
//! the formats share, and [`epub`], [`typst`] and [`pdf`] write it.

pub mod config;
pub mod diagnostic;
pub mod diagram;
pub mod document;
pub mod fonts;
pub mod formula;
pub mod highlight;
pub mod pass;
pub mod raster;
pub mod read;
pub mod source;
pub mod svg;
pub mod theme;
pub mod write;

mod export;

pub use export::{Job, Step, epub, pdf, typst};
