//! The writers: pure functions from a settled course and options to bytes.

pub mod epub;
pub mod pdf;
pub mod typst;
