//! What a graph is made of.

use std::collections::BTreeMap;
use std::rc::Rc;

/// What is said of a graph, a node, a line or a cluster, as far as it is followed.
pub(super) type Attributes = BTreeMap<&'static str, Value>;

/// The attributes that are followed. Only these are kept, so that what is said of a node
/// is small however much is typed.
const FOLLOWED: [&str; 19] = [
    "arrowhead",
    "arrowtail",
    "bgcolor",
    "color",
    "dir",
    "fillcolor",
    "fontcolor",
    "headlabel",
    "image",
    "label",
    "lhead",
    "ltail",
    "pencolor",
    "pos",
    "rankdir",
    "shape",
    "style",
    "taillabel",
    "xlabel",
];

/// The attribute of a name, if it is one that is followed.
pub(super) fn followed(name: &str) -> Option<&'static str> {
    FOLLOWED.into_iter().find(|known| *known == name)
}

/// Whether an attribute leads away from the drawing, or says what is seen on a screen
/// under the pointer.
pub(super) fn is_link(name: &str) -> bool {
    ["URL", "href", "tooltip"].iter().any(|end| name.ends_with(end))
}

/// What an attribute says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Value {
    /// Shared by all that it holds for.
    pub(super) text: Rc<str>,
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
    /// Whether something in it is a link, or has a tip.
    pub(super) has_links: bool,
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
