//! What a graph is made of.

use std::collections::BTreeMap;

/// What is said of a graph, a node, a line or a cluster.
pub(super) type Attributes = BTreeMap<String, Value>;

/// What an attribute says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    /// Whether it is HTML.
    pub(super) is_html: bool,
}

/// A graph.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) name: String,
    pub(super) is_directed: bool,
    /// Whether there is at most one line between two nodes.
    pub(super) is_strict: bool,
    pub(super) attributes: Attributes,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) clusters: Vec<Cluster>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) attributes: Attributes,
    pub(super) cluster: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Edge {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) attributes: Attributes,
}

/// Nodes in a frame.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) name: String,
    pub(super) attributes: Attributes,
    /// The cluster it lies in.
    pub(super) parent: Option<usize>,
}

/// What an attribute says, if it says anything.
pub(super) fn said<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    let value = attributes.get(name).map(|value| value.text.trim());
    value.filter(|value| !value.is_empty())
}

/// Whether one of the words of a style is `word`.
pub(super) fn has_style(attributes: &Attributes, word: &str) -> bool {
    let style = said(attributes, "style").unwrap_or_default();
    style.split(',').any(|part| part.trim().eq_ignore_ascii_case(word))
}
