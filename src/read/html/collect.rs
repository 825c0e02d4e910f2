//! What an element comes to whose content is not shown as it stands.

use super::Leaf;
use super::element::{MediaTag, Role};

/// Gathers what matters in such an element.
pub(super) enum Collector {
    /// Nothing matters.
    Nothing,
    /// Where a medium lies. What is in it is for those who cannot play it.
    Media(MediaTag),
    /// MathML: its text, and the LaTeX that it was made from.
    Formula { text: String, tex: Option<String>, part: Part },
    /// A drawing: its title, and the texts in it.
    Drawing { title: Option<String>, text: String, part: Part },
}

/// Where in such an element the place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    /// In what says the same in another way: LaTeX, a title.
    Named,
    /// In a notation that is not wanted.
    Other,
}

impl Collector {
    pub(super) fn new(role: &Role) -> Collector {
        match role {
            Role::Media(tag) => Collector::Media(tag.clone()),
            Role::Formula => {
                Collector::Formula { text: String::new(), tex: None, part: Part::Body }
            }
            Role::Drawing(title) => Collector::Drawing {
                title: title.clone(),
                text: String::new(),
                part: Part::Body,
            },
            _ => Collector::Nothing,
        }
    }

    /// An element opens inside.
    pub(super) fn open(&mut self, inner: &Role) {
        match (self, inner) {
            (Collector::Media(tag), Role::Source(Some(address))) => {
                tag.address.get_or_insert_with(|| address.clone());
            }
            (Collector::Formula { part, .. }, Role::Annotation(is_tex)) => {
                *part = if *is_tex { Part::Named } else { Part::Other };
            }
            (Collector::Drawing { part, .. }, Role::Title) => *part = Part::Named,
            (Collector::Drawing { part, .. }, Role::Dropped(_)) => *part = Part::Other,
            _ => {}
        }
    }

    /// An element closes inside.
    pub(super) fn close(&mut self) {
        if let Collector::Formula { part, .. } | Collector::Drawing { part, .. } = self {
            *part = Part::Body;
        }
    }

    pub(super) fn text(&mut self, said: &str) {
        match self {
            Collector::Nothing | Collector::Media(_) => {}
            Collector::Formula { text, tex: named, part }
            | Collector::Drawing { text, title: named, part } => match part {
                Part::Body => text.push_str(said),
                Part::Named => named.get_or_insert_default().push_str(said),
                Part::Other => {}
            },
        }
    }

    /// What is to be shown.
    pub(super) fn leaf(self) -> Option<Leaf> {
        match self {
            Collector::Nothing => None,
            Collector::Media(MediaTag { address, title }) => {
                Some(Leaf::Medium { address: address?, title })
            }
            Collector::Formula { tex: Some(tex), .. } => {
                Some(Leaf::Formula(tex.trim().to_owned()))
            }
            Collector::Drawing { title: Some(title), .. } => Some(Leaf::Text(title)),
            Collector::Formula { text, .. } | Collector::Drawing { text, .. } => {
                Some(Leaf::Text(text))
            }
        }
    }
}
