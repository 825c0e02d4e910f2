//! `handout` turns a folder of Markdown lessons into an EPUB 3 book and a PDF that a
//! teacher prints and hands out.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod document;
pub mod source;
pub mod write;
