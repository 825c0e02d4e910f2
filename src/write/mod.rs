//! The writers: a settled course in, bytes out. Pure functions.

pub mod pdf;
pub mod typst;
