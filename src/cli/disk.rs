//! Files on disk, within one folder.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use handout::source::{CoursePath, Entry, Files};

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// A folder and what is in it; links that lead out of it are not followed.
pub(super) struct Disk {
    root: PathBuf,
}

impl Disk {
    /// A folder on disk.
    ///
    /// # Errors
    /// If there is no such folder.
    pub(super) fn new(root: &Path) -> io::Result<Disk> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let root = root.canonicalize()?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Disk { root })
    }

    /// The folder's own name; that of the folder around it, where its name says only
    /// that books for other programs have their texts in it.
    pub(super) fn name(&self) -> String {
        let own = self.root.file_name().unwrap_or_default();
        let around = self.root.parent().and_then(Path::file_name);
        let name = match own.to_str() {
            Some("src" | "docs" | "content") => around.unwrap_or(own),
            _ => own,
        };
        name.to_string_lossy().into_owned()
    }

    /// The real place of a path, if it is inside.
    fn locate(&self, path: &CoursePath) -> io::Result<PathBuf> {
        let real = self.root.join(path.as_str()).canonicalize()?;
        if real.starts_with(&self.root) {
            return Ok(real);
        }
        let message = "it is a link out of the folder";
        Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
    }
}

impl Files for Disk {
    fn read(&self, path: &CoursePath) -> io::Result<Vec<u8>> {
        let real = self.locate(path)?;
        let metadata = fs::metadata(&real)?;
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(MAX_BYTES) as usize + 1);
        // The size is checked on what is read, since a file may grow meanwhile.
        fs::File::open(real)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn list(&self, folder: &CoursePath) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.locate(folder)?)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let mut refuse = |name, reason| entries.push(Entry::Refused { name, reason });
            let is_text = entry.file_name().to_str().is_some();
            let path = folder.join(&name).filter(|path| is_text && path.name() == name);
            let Some(path) = path else {
                refuse(name, "no link could hold its name");
                continue;
            };
            let Ok(real) = self.locate(&path) else {
                refuse(name, "it is a link out of the folder, or to nowhere");
                continue;
            };
            // A link within the course would bring its lessons in twice, or for ever.
            let is_link = entry.file_type()?.is_symlink();
            if real.is_file() {
                entries.push(Entry::File(path));
            } else if real.is_dir() && !is_link {
                entries.push(Entry::Folder(path));
            }
        }
        entries.sort();
        Ok(entries)
    }

    fn exists(&self, path: &CoursePath) -> bool {
        self.locate(path).is_ok_and(|real| real.is_file())
    }
}
