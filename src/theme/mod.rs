//! Themes: how a course looks. A folder of plain files, bundled or the user's own.

mod load;

use crate::config::{CodeTheme, FontRoles, ThemeFile};
use crate::document::Region;
use crate::source::SourceId;

pub use load::{ThemeFolder, load};

/// A theme, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// `theme.yaml`.
    pub file: ThemeFile,
    /// `code.yaml`.
    pub code: CodeTheme,
    /// `template.typ`, for paper.
    pub template: String,
    /// Where `template.typ` was read from.
    pub template_source: SourceId,
    /// `style.css`, for screens.
    pub style: String,
}

impl Theme {
    /// Whether any role of the theme is set in a family, in whatever region.
    pub fn names_family(&self, family: &str) -> bool {
        let regions = Region::ALL.into_iter();
        let mut names =
            regions.flat_map(|region| self.families(region)).flat_map(|r| r.1);
        names.any(|name| name.eq_ignore_ascii_case(family))
    }

    /// The families of each role for a region's letter forms, the first that has a
    /// character first; those of `rest` are tried after any of them.
    pub fn families(&self, region: Region) -> [(&'static str, Vec<String>); 5] {
        let FontRoles { body, heading, emphasis, code, rest } = &self.file.fonts;
        [
            ("body", body),
            ("heading", heading),
            ("emphasis", emphasis),
            ("code", code),
            ("rest", rest),
        ]
        .map(|(role, families)| {
            let named =
                families.iter().map(|name| name.replace("{region}", region.name()));
            (role, named.collect())
        })
    }
}

/// A theme's files as bundled.
struct Bundled {
    name: &'static str,
    theme: &'static str,
    code: &'static str,
    template: &'static str,
    style: &'static str,
}

macro_rules! bundle {
    ($($name:literal)*) => {
        [$(Bundled {
            name: $name,
            theme: include_str!(concat!("../../themes/", $name, "/theme.yaml")),
            code: include_str!(concat!("../../themes/", $name, "/code.yaml")),
            template: include_str!(concat!("../../themes/", $name, "/template.typ")),
            style: include_str!(concat!("../../themes/", $name, "/style.css")),
        },)*]
    };
}

static BUNDLED: [Bundled; 2] = bundle!("handout" "book");

/// The names of the bundled themes; the first is used if none is asked for.
pub fn bundled() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|theme| theme.name)
}

/// The files of a bundled theme, by name.
pub fn files(theme: &str) -> Option<[(&'static str, &'static str); 4]> {
    let bundled = BUNDLED.iter().find(|bundled| bundled.name == theme)?;
    Some([
        ("theme.yaml", bundled.theme),
        ("code.yaml", bundled.code),
        ("template.typ", bundled.template),
        ("style.css", bundled.style),
    ])
}
