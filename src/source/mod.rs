//! Files, the places in them, and the one way to reach them.
//!
//! Everything later in the program that speaks of "where" holds a [`Span`]; everything
//! that needs a file's bytes asks a [`Files`].

mod files;
mod map;
mod path;

pub use files::{Entry, Files};
pub use map::{Position, SourceFile, SourceId, SourceMap, Span};
pub use path::CoursePath;
