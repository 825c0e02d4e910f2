//! The one trait through which files are reached.

use std::io;

use super::CoursePath;

/// A file or folder met while listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A file.
    File(CoursePath),
    /// A folder.
    Folder(CoursePath),
    /// Something that cannot be used.
    Refused {
        /// Its name, as closely as it can be shown.
        name: String,
        /// Why not.
        reason: &'static str,
    },
}

/// Where a course's files come from: the disk, or memory in tests.
///
/// An implementation must not follow a link out of the course's root.
pub trait Files: Sync {
    /// A file's bytes.
    ///
    /// # Errors
    /// As the operating system reports them; `PermissionDenied` for what lies outside
    /// the course, `FileTooLarge` for what is beyond any lesson or picture.
    fn read(&self, path: &CoursePath) -> io::Result<Vec<u8>>;

    /// What a folder holds, sorted by path.
    ///
    /// # Errors
    /// As the operating system reports them.
    fn list(&self, folder: &CoursePath) -> io::Result<Vec<Entry>>;

    /// Whether there is a file at `path`.
    fn exists(&self, path: &CoursePath) -> bool;
}
