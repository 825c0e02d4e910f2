//! What the attributes of a tag say, whatever the element.

use html5ever::tokenizer::Tag;

use super::roles::Role;
use crate::document::{Color, Numerals, Style};
use crate::read::html::style::{Look, align};
use crate::read::length::length;

/// The class of diagrams, which is the name of their language.
pub(in crate::read::html) const MERMAID: &str = "mermaid";

/// The largest number of a list's item: Markdown's have nine digits (CommonMark 0.31.2,
/// 5.2), browsers count a little further.
const MAX_ORDINAL: i64 = 999_999_999;

/// The attributes of a tag.
pub(super) struct Attributes<'t>(pub(super) &'t Tag);

impl Attributes<'_> {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.attrs.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }

    pub(super) fn owned(&self, name: &str) -> Option<String> {
        let value = self.get(name).map(str::trim);
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    }

    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.owned(name))
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// The number of a list's item.
    pub(super) fn ordinal(&self, name: &str) -> Option<i64> {
        let number: i64 = self.get(name)?.trim().parse().ok()?;
        Some(number.clamp(-MAX_ORDINAL, MAX_ORDINAL))
    }

    /// Adds how the element is to look.
    pub(super) fn read_look(&self, look: &mut Look, role: &Role) {
        let is_image = matches!(role, Role::Image(_) | Role::Pictured(_));
        if !is_image {
            look.align = self.get("align").and_then(align).or(look.align);
        }
        look.size.width = self.get("width").and_then(length);
        look.size.height = self.get("height").and_then(length);
        if let Some(color) = self.get("color").and_then(Color::from_css) {
            look.set(Some(Style::Color(color)));
        }
        if let Some(style) = self.get("style") {
            look.read(style);
        }
        look.is_hidden |= self.get("hidden").is_some();
        let class = self.get("class").unwrap_or_default();
        look.breaks_after |= class
            .split_whitespace()
            .any(|name| matches!(name, "page-break" | "pagebreak"));
    }

    /// What the numbers of a list are written in.
    pub(super) fn numerals(&self) -> Numerals {
        match self.get("type").map(str::trim) {
            Some("a") => return Numerals::LowerLetters,
            Some("A") => return Numerals::UpperLetters,
            Some("i") => return Numerals::LowerRoman,
            Some("I") => return Numerals::UpperRoman,
            _ => {}
        }
        let style = self.get("style").unwrap_or_default().to_ascii_lowercase();
        let values = style.split(';').filter_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            matches!(property.trim(), "list-style" | "list-style-type").then_some(value)
        });
        let words = values.flat_map(str::split_whitespace);
        let mut known = words.filter_map(|word| match word {
            "lower-alpha" | "lower-latin" => Some(Numerals::LowerLetters),
            "upper-alpha" | "upper-latin" => Some(Numerals::UpperLetters),
            "lower-roman" => Some(Numerals::LowerRoman),
            "upper-roman" => Some(Numerals::UpperRoman),
            _ => None,
        });
        known.next_back().unwrap_or_default()
    }

    /// What a gauge shows, in hundredths of its whole.
    pub(super) fn share(&self) -> Option<String> {
        let number = |name| {
            let number = self.get(name)?.trim().parse::<f64>().ok()?;
            number.is_finite().then_some(number)
        };
        let least = number("min").unwrap_or(0.0);
        let most = number("max").unwrap_or(1.0);
        let part = (number("value")? - least) / (most - least);
        let part = part.is_finite().then(|| (part.clamp(0.0, 1.0) * 100.0).round())?;
        Some(format!("{part}%"))
    }

    /// The language that a class names, `language-python`.
    pub(super) fn language(&self) -> String {
        let classes = self.get("class").unwrap_or_default().split_whitespace();
        let named = |class: &str| {
            let name = class.strip_prefix("language-").or(class.strip_prefix("lang-"));
            name.or((class == MERMAID).then_some(class)).map(str::to_owned)
        };
        let language = self.owned("lang").filter(|_| self.0.name == *"pre");
        classes.into_iter().find_map(named).or(language).unwrap_or_default()
    }
}
