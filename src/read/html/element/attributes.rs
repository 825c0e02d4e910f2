//! What the attributes of a tag say, whatever the element.

use html5ever::tokenizer::Tag;

use super::roles::Role;
use crate::document::Style;
use crate::read::html::color;
use crate::read::html::style::{Look, align};
use crate::read::length::length;

/// The class of diagrams, which is the name of their language.
pub(in crate::read::html) const MERMAID: &str = "mermaid";

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

    /// Adds how the element is to look.
    pub(super) fn read_look(&self, look: &mut Look, role: &Role) {
        let is_image = matches!(role, Role::Image(_));
        if !is_image {
            look.align = self.get("align").and_then(align).or(look.align);
        }
        look.size.width = self.get("width").and_then(length);
        look.size.height = self.get("height").and_then(length);
        if let Some(color) = self.get("color").and_then(color::parse) {
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
