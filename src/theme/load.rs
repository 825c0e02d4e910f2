//! Reading a theme's files.

use serde::de::DeserializeOwned;

use super::{Theme, files};
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
    let file = parse(sources.file(theme?), diagnostics);
    let code = parse(sources.file(code?), diagnostics);
    Some(Theme {
        file: file?,
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

fn parse<T: DeserializeOwned>(
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    match serde_yaml::from_str(file.text()) {
        Ok(value) => Some(value),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index());
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
