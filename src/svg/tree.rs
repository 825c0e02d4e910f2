//! A drawing on its way out: only what may stay can be said in it.

use std::collections::BTreeMap;

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    /// How others refer to it.
    pub(super) id: Option<String>,
    pub(super) attributes: BTreeMap<&'static str, Value>,
    pub(super) children: Vec<Node>,
}

/// What an attribute says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Words(String),
    /// Another element of the drawing, and what stands for it if it is a colour that is
    /// not there.
    Reference {
        id: String,
        otherwise: String,
    },
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Element {
        Element { name, id: None, attributes: BTreeMap::new(), children: Vec::new() }
    }

    pub(super) fn set(&mut self, name: &'static str, words: impl Into<String>) {
        self.attributes.insert(name, Value::Words(words.into()));
    }

    /// An attribute's words; `None` if it is a reference or not there.
    pub(super) fn words(&self, name: &str) -> Option<&str> {
        match self.attributes.get(name)? {
            Value::Words(words) => Some(words),
            Value::Reference { .. } => None,
        }
    }

    /// The elements it holds.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}
