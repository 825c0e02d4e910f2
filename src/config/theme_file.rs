//! `theme.yaml` and `code.yaml`: what a theme sets.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::TokenClass;

/// The settings of a theme.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// The theme's name.
    pub name: String,
    /// Whether headings are numbered where the author did not.
    pub number_headings: bool,
    /// Which families each role is set in, the first that has a character first.
    pub fonts: FontRoles,
    /// Values for the theme's own Typst template, which alone gives them a meaning; but
    /// see [`ThemeFile::line_numbers`].
    pub settings: BTreeMap<String, Setting>,
}

impl ThemeFile {
    /// Whether lines of code are numbered where the author does not say. Both formats
    /// must know.
    pub fn line_numbers(&self) -> bool {
        self.settings.get("line_numbers") == Some(&Setting::Switch(true))
    }
}

/// Font families by role. `{region}` in a name stands for SC, TC, HK, JP or KR.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontRoles {
    /// Text; Song.
    pub body: Vec<String>,
    /// Headings; Hei.
    pub heading: Vec<String>,
    /// Emphasis; Kai.
    pub emphasis: Vec<String>,
    /// Code, in which two Latin letters are as wide as one ideograph.
    pub code: Vec<String>,
    /// Tried after each of the others: signs, formulas, emoji.
    pub rest: Vec<String>,
}

/// A value for a template.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    /// `true` or `false`.
    Switch(bool),
    /// A number without a unit.
    Number(f64),
    /// A length such as `10.5pt`, or a word.
    Text(String),
}

impl Setting {
    /// What kind of value this is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Setting::Switch(_) => "true or false",
            Setting::Number(_) => "a number",
            Setting::Text(_) if self.length().is_some() => "a length such as 10.5pt",
            Setting::Text(_) => "a word",
        }
    }

    /// The number and the unit of a length: pt, mm, cm or em.
    pub fn length(&self) -> Option<(f64, &'static str)> {
        let Setting::Text(text) = self else { return None };
        let split = |unit: &'static str| Some((text.strip_suffix(unit)?, unit));
        let (number, unit) = ["pt", "mm", "cm", "em"].into_iter().find_map(split)?;
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        let number = number.chars().all(is_plain).then(|| number.parse().ok())??;
        Some((number, unit))
    }
}

/// How each class of code looks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeTheme {
    /// What lies behind code on screens.
    pub background: Background,
    /// On light screens.
    pub light: BTreeMap<TokenClass, CodeLook>,
    /// On dark screens.
    pub dark: BTreeMap<TokenClass, CodeLook>,
    /// On paper; must stay readable in black and white.
    pub print: BTreeMap<TokenClass, CodeLook>,
}

/// The colours behind code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// On light screens.
    pub light: Color,
    /// On dark screens.
    pub dark: Color,
}

/// How a class of code looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeLook {
    /// Its colour; the text's if there is none.
    pub color: Option<Color>,
    /// Its style.
    #[serde(default)]
    pub style: CodeStyle,
}

/// How letters of code are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeStyle {
    /// As the rest.
    #[default]
    Normal,
    /// Bold.
    Bold,
    /// Ideographs in Kai.
    Kai,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
}

impl CodeStyle {
    /// The name themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            CodeStyle::Normal => "normal",
            CodeStyle::Bold => "bold",
            CodeStyle::Kai => "kai",
            CodeStyle::Underline => "underline",
            CodeStyle::Strike => "strike",
        }
    }
}

/// A colour, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Color(String);

impl Color {
    /// `#` and six hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Color {
    type Error = String;

    fn try_from(text: String) -> Result<Color, String> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Color(text))
        } else {
            Err(format!("`{text}` is not a colour such as #1a2b3c"))
        }
    }
}

impl<'de> Deserialize<'de> for TokenClass {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let class = TokenClass::ALL.iter().find(|class| class.name() == name);
        class.copied().ok_or_else(|| {
            serde::de::Error::custom(format!("there is no class of code `{name}`"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_number_with_a_unit() {
        let length = |text: &str| Setting::Text(text.into()).length();
        assert_eq!(length("10.5pt"), Some((10.5, "pt")));
        assert_eq!(length("-2em"), Some((-2.0, "em")));
        assert_eq!(length("0mm"), Some((0.0, "mm")));
        for word in ["pt", "1e3pt", "1.2.3pt", "infmm", "2em; panic()", "宋体"] {
            assert_eq!(length(word), None, "{word}");
        }
        assert_eq!(Setting::Number(2.0).length(), None);
    }

    #[test]
    fn a_colour_has_six_digits() {
        assert!(Color::try_from("#1a2B3c".to_owned()).is_ok());
        assert!(Color::try_from("#1a2b3".to_owned()).is_err());
        assert!(Color::try_from("red; }".to_owned()).is_err());
    }
}
