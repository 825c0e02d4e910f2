//! Paths inside a course.

use std::fmt;

/// A file or folder of the course, relative to its root, with `/` between the parts.
///
/// There is no way to build one that leaves the course: absolute paths, drive letters
/// and surplus `..` are refused, so a lesson cannot name a file outside its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CoursePath(String);

impl CoursePath {
    /// The root of the course.
    pub fn root() -> CoursePath {
        CoursePath::default()
    }

    /// The path as text; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        match self.name().rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => self.name(),
        }
    }

    /// The extension in lower case, without the dot; empty if there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// The folder this lies in.
    pub fn parent(&self) -> CoursePath {
        CoursePath(self.0.rsplit_once('/').map_or("", |(parent, _)| parent).into())
    }

    /// `reference`, as written in a file of this folder, resolved. `/x` counts from the
    /// root of the course. `None` if it would leave the course.
    pub fn join(&self, reference: &str) -> Option<CoursePath> {
        let (base, rest) = match reference.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.as_str(), reference),
        };
        let mut parts: Vec<&str> =
            base.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part if part.contains([':', '\0']) => return None,
                part => parts.push(part),
            }
        }
        Some(CoursePath(parts.join("/")))
    }
}

impl fmt::Display for CoursePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, reference: &str) -> Option<String> {
        Some(CoursePath(base.into()).join(reference)?.0)
    }

    #[test]
    fn references_resolve_against_the_folder() {
        assert_eq!(join("a/b", "../c.png").as_deref(), Some("a/c.png"));
        assert_eq!(join("a/b", "./c/./d.png").as_deref(), Some("a/b/c/d.png"));
        assert_eq!(join("a/b", "/img/c.png").as_deref(), Some("img/c.png"));
        assert_eq!(join("a", r"img\c.png").as_deref(), Some("a/img/c.png"));
    }

    #[test]
    fn no_reference_leaves_the_course() {
        assert_eq!(join("a", "../../etc/passwd"), None);
        assert_eq!(join("", ".."), None);
        assert_eq!(join("", "C:/x"), None);
        assert_eq!(join("", "a\0b"), None);
    }

    #[test]
    fn a_name_has_a_stem_and_an_extension() {
        let path = CoursePath("a/01-x.y.MD".into());
        assert_eq!((path.stem(), path.extension().as_str()), ("01-x.y", "md"));
        let hidden = CoursePath(".md".into());
        assert_eq!((hidden.stem(), hidden.extension().as_str()), (".md", ""));
    }
}
