//! What authors set: front matter, `course.yaml`, a theme's settings; typed, with places.

mod course_file;
mod front_matter;
mod paper;
mod scalar;
mod theme_file;
mod toml;
mod yaml;

pub use course_file::CourseFile;
pub use front_matter::{FrontMatter, Notation};
pub use paper::Paper;
pub use theme_file::{
    Background, CodeLook, CodeStyle, CodeTheme, Color, FontRoles, Setting, ThemeFile,
};
pub use yaml::Spanned;
