//! Writing to disk: files appear whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use handout::diagnostic::Code;
use handout::theme;

use super::Outcome;
use super::args::{Format, Messages};
use super::report;

/// Where outputs go if nothing else is said.
const DEFAULT_FOLDER: &str = "build";

/// Where each output goes.
pub(super) struct Places {
    /// One place for all; `None` if `single` is set.
    folder: PathBuf,
    /// The place of the only output, if it was named.
    single: Option<PathBuf>,
    taken: BTreeSet<PathBuf>,
}

impl Places {
    /// `asked` is what the user asked for, `count` how many outputs there are.
    ///
    /// # Errors
    /// With what is wrong, if several outputs would go into one file.
    pub(super) fn new(asked: Option<&Path>, count: usize) -> Result<Places, String> {
        let (folder, single) = match asked {
            None => (PathBuf::from(DEFAULT_FOLDER), None),
            Some(path) if path.is_dir() || ends_with_separator(path) => {
                (path.to_owned(), None)
            }
            Some(path) if count == 1 => (PathBuf::new(), Some(path.to_owned())),
            Some(path) if path.exists() => {
                return Err(format!(
                    "there are {count} outputs, but `{}` is one file",
                    path.display()
                ));
            }
            Some(path) => (path.to_owned(), None),
        };
        Ok(Places { folder, single, taken: BTreeSet::new() })
    }

    /// The place of an output; `None` if another one has it already.
    pub(super) fn of(&mut self, slug: &str, format: Format) -> Option<PathBuf> {
        let name = match format {
            Format::Epub => format!("{slug}.epub"),
            Format::Pdf => format!("{slug}.pdf"),
            Format::Typst => format!("{slug}-typst"),
        };
        let place = self.single.clone().unwrap_or_else(|| self.folder.join(name));
        self.taken.insert(place.clone()).then_some(place)
    }
}

fn ends_with_separator(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

/// Writes a file: beside its place first, then moved there, so that what stood there
/// before is untouched until the new file is whole.
///
/// # Errors
/// As the operating system reports them.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // Temporary files are private; an export is meant for others.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.prefix(".handout-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Writes the files of a project into a folder; whatever else is there stays.
///
/// # Errors
/// As the operating system reports them.
pub(super) fn write_folder<B: AsRef<[u8]>>(
    folder: &Path,
    files: &[(String, B)],
) -> io::Result<()> {
    for (name, bytes) in files {
        write_file(&folder.join(name), bytes.as_ref())?;
    }
    Ok(())
}

/// Copies a bundled theme into a new folder.
pub(super) fn copy_theme(name: &str, folder: &Path) -> Outcome {
    let fail = |code, message: String, help: &str| {
        report::problem(code, &message, help, Messages::Human);
        Outcome::BadUse
    };
    let Some(files) = theme::files(name) else {
        let names = theme::bundled().collect::<Vec<_>>().join(" and ");
        let message = format!("there is no theme `{name}`");
        return fail(Code::Usage, message, &format!("the themes are {names}"));
    };
    let shown = folder.display();
    if folder.exists() {
        let message = format!("`{shown}` exists already");
        return fail(Code::Usage, message, "name a folder that does not exist yet");
    }
    let files = files.map(|(name, text)| (name.to_owned(), text));
    match write_folder(folder, &files) {
        Ok(()) => {
            report::written(folder);
            Outcome::Done
        }
        Err(error) => {
            let message = format!("`{shown}` cannot be written: {error}");
            fail(Code::UnwritableFile, message, "choose another folder")
        }
    }
}
