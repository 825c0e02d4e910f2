//! `nav` of `mkdocs.yml`: pages, pages with titles, and lists of them with titles.

use serde_yaml::Value;

use super::Entry;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::discover::has_lesson_name;
use crate::source::{CoursePath, SourceFile};

/// How deep lists are followed.
const MAX_DEPTH: usize = 16;

/// The entries, if the settings have them. What the settings of a site hold besides, tags
/// of Python among it, is no concern of a book.
pub(super) fn entries(
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Entry>> {
    let settings: Value = match serde_yaml::from_str(file.text()) {
        Ok(settings) => settings,
        Err(error) => {
            let at = error.location().map_or(0, |place| place.index());
            let message = format!("this is not valid YAML: {error}");
            diagnostics.push(
                Diagnostic::warning(Code::InvalidYaml, file.span(at..at), message)
                    .help("the lessons are taken in the order of their files"),
            );
            return None;
        }
    };
    let folder = settings.get("docs_dir").and_then(Value::as_str).unwrap_or("docs");
    let folder = CoursePath::root().join(folder)?;
    let mut entries = Vec::new();
    collect(file, &folder, settings.get("nav")?, "", 0, &mut entries);
    Some(entries)
}

fn collect(
    file: &SourceFile,
    folder: &CoursePath,
    item: &Value,
    title: &str,
    depth: usize,
    entries: &mut Vec<Entry>,
) {
    match item {
        Value::String(page) if has_lesson_name(page) && !page.contains("://") => {
            // What was read of the settings says nothing of places.
            let (span, title) = (file.whole().start(), title.to_owned());
            let path = folder.join(page);
            entries.push(Entry { path, span, title, is_counted: true });
        }
        Value::Sequence(items) if depth < MAX_DEPTH => {
            for item in items {
                collect(file, folder, item, "", depth + 1, entries);
            }
        }
        Value::Mapping(titled) if depth < MAX_DEPTH => {
            for (title, item) in titled {
                let title = title.as_str().unwrap_or_default();
                collect(file, folder, item, title, depth + 1, entries);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn pages_are_chapters_in_order() {
        let mut sources = SourceMap::default();
        let id = sources.add(
            "mkdocs.yml",
            "nav:\n  - index.md\n  - 基础:\n    - 变量: basic/a.md\n    - basic/b.md\n  \
             - 网: https://x.cn/a.md\nmarkdown_extensions:\n  - pymdownx.emoji:\n      \
             emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
                .into(),
        );
        let mut diagnostics = Diagnostics::default();
        let entries = entries(sources.file(id), &mut diagnostics).expect("a list");
        let list: Vec<_> = entries
            .iter()
            .map(|entry| {
                (entry.path.as_ref().map(CoursePath::as_str), entry.title.as_str())
            })
            .collect();
        assert_eq!(
            list,
            [
                (Some("docs/index.md"), ""),
                (Some("docs/basic/a.md"), "变量"),
                (Some("docs/basic/b.md"), "")
            ]
        );
    }
}
