//! The integration tests: one binary, since each would carry the fonts.

mod cli;
mod courses;
mod memory;
mod mixed;
mod pdf;
mod refusals;
mod spec;
mod walls;
