//! What Typst can see: the files of one project and the fonts of its course. No disk, no
//! network, no clock.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FontSet;
use crate::write::typst::{MAIN, Project};

/// One project as a world.
pub(super) struct ProjectWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a FontSet,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    main: FileId,
    template: FileId,
}

impl<'a> ProjectWorld<'a> {
    pub(super) fn new(project: &Project, fonts: &'a FontSet) -> ProjectWorld<'a> {
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        let (main, template) = (file_id(MAIN), file_id("template.typ"));
        for (path, bytes) in &project.files {
            let id = file_id(path);
            match path.ends_with(".typ").then(|| String::from_utf8(bytes.to_vec())) {
                Some(Ok(text)) => {
                    sources.insert(id, Source::new(id, text));
                }
                _ => {
                    files.insert(id, Bytes::new(bytes.clone()));
                }
            }
        }
        let library = LazyHash::new(Library::default());
        ProjectWorld { library, fonts, sources, files, main, template }
    }

    /// The theme's template.
    pub(super) fn template(&self) -> FileId {
        self.template
    }
}

/// The name Typst knows a file of a project by.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the names are ours: ASCII, without `..`");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for ProjectWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
