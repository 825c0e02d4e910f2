//! The elements of HTML, as far as a lesson can use them.

mod attributes;
mod names;
mod roles;

use html5ever::tokenizer::Tag;

pub(super) use attributes::MERMAID;
pub(super) use names::is_known;
pub(in crate::read) use roles::{CellTag, ImageTag, NumbersTag, Role, Section};
pub(super) use roles::{Dropped, MediaTag};

use self::attributes::Attributes;
use super::drawing::Shape;
use super::style::Look;
use crate::document::{Align, Style};

/// An element, as its opening tag says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Element {
    /// Its name, in lower case.
    pub(in crate::read) name: String,
    /// What it is.
    pub(in crate::read) role: Role,
    /// What links call it.
    pub(in crate::read) id: Option<String>,
    /// Of code, its language.
    pub(super) language: String,
    /// How it is to look.
    pub(in crate::read) look: Look,
}

impl Element {
    /// The element that a tag opens.
    pub(super) fn read(tag: &Tag) -> Element {
        let attributes = Attributes(tag);
        let name = tag.name.to_string();
        let role = names::role(&name, &attributes);
        let mut look = Look::default();
        look.styles.extend(names::styles(&name));
        if name == "center" {
            look.align = Some(Align::Center);
        }
        if role != Role::Nothing {
            attributes.read_look(&mut look, &role);
        }
        let is_link = matches!(role, Role::Link(_));
        let names: &[&str] = if is_link { &["id", "name"] } else { &["id"] };
        let (id, language) = (attributes.first(names), attributes.language());
        Element { id, name, role, look, language }
    }

    /// What a tag opens in a drawing.
    pub(super) fn shape(tag: &Tag) -> Element {
        let role = Role::Shape(Shape::read(tag));
        Element { name: tag.name.to_string(), ..Element::implied(role) }
    }

    /// One that no tag opens.
    pub(super) fn implied(role: Role) -> Element {
        let (name, language) = (String::new(), String::new());
        Element { name, role, id: None, language, look: Look::default() }
    }

    /// One whose text is bold.
    pub(super) fn bold() -> Element {
        let look = Look { styles: vec![Style::Strong], ..Look::default() };
        Element { look, ..Element::implied(Role::Phrase) }
    }

    /// What it is in the lines after its first: what names and explains it has been said.
    pub(super) fn continued(&self) -> Element {
        let role = match &self.role {
            Role::Abbreviation(_) => Role::Abbreviation(None),
            role => role.clone(),
        };
        Element { look: self.look.clone(), ..Element::implied(role) }
    }

    /// Whether it never has an end (HTML, 13.1.2 “void elements”).
    pub(super) fn is_void(&self) -> bool {
        matches!(
            self.name.as_str(),
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "frame"
                | "hr"
                | "img"
                | "image"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
    }

    /// Whether it is a block that nests visibly.
    pub(super) fn counts(&self) -> bool {
        match self.role {
            Role::Quote
            | Role::List(_)
            | Role::Definitions
            | Role::Figure
            | Role::Details(_)
            | Role::Table => true,
            Role::Flow | Role::Paragraph | Role::Heading(_) => self.look.align.is_some(),
            _ => false,
        }
    }

    /// Whether it is worth saying that it has no end.
    pub(super) fn must_be_closed(&self) -> bool {
        match self.role {
            Role::Paragraph => false,
            Role::Heading(_) | Role::Verbatim(_) => true,
            _ => self.counts(),
        }
    }
}
