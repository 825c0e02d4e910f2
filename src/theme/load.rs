//! Reading a theme's files.

use serde::de::DeserializeOwned;

use super::{Theme, files};
use crate::config::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Files, SourceFile, SourceId, SourceMap};

/// Where a theme comes from.
pub enum ThemeFolder<'a> {
    /// One of the bundled themes, by name.
    Bundled(&'a str),
    /// A folder of the user's; the text is put before its files' names in diagnostics.
    Folder(&'a dyn Files, &'a str),
}

/// Reads a theme; `None`, and diagnostics, if it cannot be used.
pub fn load(
    folder: &ThemeFolder,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let mut text = |name: &str| read(folder, name, sources, diagnostics);
    let (theme, code) = (text("theme.yaml"), text("code.yaml"));
    let (template, style) = (text("template.typ"), text("style.css"));
    let theme = sources.file(theme?);
    let mut file: ThemeFile = parse(theme, diagnostics)?;
    complete_settings(&mut file, theme, diagnostics)?;
    let code = parse(sources.file(code?), diagnostics);
    Some(Theme {
        file,
        code: code?,
        template: sources.file(template?).text().into(),
        template_source: template?,
        style: sources.file(style?).text().into(),
    })
}

fn read(
    folder: &ThemeFolder,
    name: &str,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let (shown, text) = match folder {
        ThemeFolder::Bundled(theme) => {
            let (_, text) = files(theme)?.into_iter().find(|(file, _)| *file == name)?;
            (format!("themes/{theme}/{name}"), text.to_owned())
        }
        ThemeFolder::Folder(folder, prefix) => {
            let shown = format!("{prefix}{name}");
            let read = CoursePath::root().join(name).map(|path| folder.read(&path));
            let problem = match read.map(|bytes| bytes.map(String::from_utf8)) {
                Some(Ok(Ok(text))) => return Some(sources.add(shown, text)),
                Some(Ok(Err(_))) => "it is not UTF-8 text".into(),
                Some(Err(error)) => error.to_string(),
                None => "there is no such file".into(),
            };
            let message = format!("`{shown}` cannot be read: {problem}");
            diagnostics.push(Diagnostic::error(Code::InvalidTheme, None, message).help(
                "a theme is a folder with theme.yaml, code.yaml, template.typ and \
                     style.css; start with a copy of one that comes with handout",
            ));
            return None;
        }
    };
    Some(sources.add(shown, text))
}

/// Gives a theme the settings it lacks, from the bundled theme of the same name. `None`,
/// and a diagnostic, if one is of another kind than there.
fn complete_settings(
    theme: &mut ThemeFile,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let Some([(_, bundled), ..]) = files(&theme.name) else { return Some(()) };
    // Bundled themes are tested.
    let bundled: ThemeFile = serde_yaml::from_str(bundled).ok()?;
    for (name, usual) in bundled.settings {
        match theme.settings.get(&name) {
            None => {
                theme.settings.insert(name, usual);
            }
            Some(value) if value.kind() == usual.kind() => {}
            Some(_) => {
                let at = file.text().find(&name).unwrap_or(0);
                let message = format!("the setting `{name}` must be {}", usual.kind());
                diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidTheme,
                        file.span(at..at + name.len()),
                        message,
                    )
                    .help("compare with the theme that this one was copied from"),
                );
                return None;
            }
        }
    }
    Some(())
}

fn parse<T: DeserializeOwned>(
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    // Some editors put a byte order mark in front, which is not YAML's.
    let text = file.text().trim_start_matches('\u{FEFF}');
    let start = file.text().len() - text.len();
    match serde_yaml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let at = start + error.location().map_or(0, |location| location.index());
            let text = error.to_string();
            let problem = text.split(" at line ").next().unwrap_or(&text);
            let message = format!("the theme's settings are wrong: {problem}");
            diagnostics.push(
                Diagnostic::error(Code::InvalidTheme, file.span(at..at + 1), message)
                    .help("compare with the themes that come with handout"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TokenClass;
    use crate::theme::bundled;

    /// A copy of a bundled theme whose theme.yaml has been changed.
    struct Copy(String);

    impl Files for Copy {
        fn read(&self, path: &CoursePath) -> std::io::Result<Vec<u8>> {
            let files = files("book").expect("a bundled theme").into_iter();
            let file = files.into_iter().find(|(name, _)| *name == path.as_str());
            let (name, text) = file.ok_or(std::io::ErrorKind::NotFound)?;
            Ok(if name == "theme.yaml" { self.0.clone() } else { text.into() }
                .into_bytes())
        }

        fn list(&self, _: &CoursePath) -> std::io::Result<Vec<crate::source::Entry>> {
            Ok(Vec::new())
        }

        fn exists(&self, _: &CoursePath) -> bool {
            true
        }
    }

    fn load_copy(old: &str, new: &str) -> (Option<Theme>, Vec<String>) {
        let (mut sources, mut diagnostics) =
            (SourceMap::default(), Diagnostics::default());
        let [(_, text), ..] = files("book").expect("a bundled theme");
        assert!(text.contains(old), "{text}");
        let copy = Copy(text.replace(old, new));
        let folder = ThemeFolder::Folder(&copy, "mine/");
        let theme = load(&folder, &mut sources, &mut diagnostics);
        let say = |diagnostic: &&Diagnostic| {
            let (path, at) = sources.locate(diagnostic.span.expect("a place"));
            format!("{path}:{}: {}", at.line, diagnostic.message)
        };
        (theme, diagnostics.sorted().iter().map(say).collect())
    }

    #[test]
    fn a_setting_that_a_copy_lacks_is_the_bundled_one() {
        let (theme, problems) = load_copy("  code_size: 9pt", "  # nothing");
        assert_eq!(problems, Vec::<String>::new());
        let settings = theme.expect("a theme").file.settings;
        assert_eq!(settings["code_size"].length(), Some((9.0, "pt")));
    }

    #[test]
    fn a_setting_of_another_kind_is_reported_at_its_line() {
        let (theme, problems) = load_copy("  code_size: 9pt", "  code_size: 9");
        assert_eq!(theme, None);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0]
                .ends_with("the setting `code_size` must be a length such as 10.5pt")
        );
    }

    #[test]
    fn every_bundled_theme_is_complete() {
        for name in bundled() {
            let (mut sources, mut diagnostics) = Default::default();
            let theme = load(&ThemeFolder::Bundled(name), &mut sources, &mut diagnostics);
            assert!(
                diagnostics.sorted().is_empty(),
                "{name}: {:?}",
                diagnostics.sorted()
            );
            let theme = theme.expect("a theme");
            assert_eq!(theme.file.name, name);
            for class in TokenClass::ALL {
                let code = &theme.code;
                // On paper a class may look like the text around it.
                for looks in [&code.light, &code.dark] {
                    assert!(looks.contains_key(class), "{name}: {}", class.name());
                }
            }
        }
    }
}
