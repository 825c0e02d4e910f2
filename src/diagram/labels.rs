//! What a drawing says.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use crate::document::is_ideograph;

/// The most nodes of a drawing that are looked at.
const MAX_NODES: u32 = 300_000;

/// The words of a drawing.
#[derive(Default)]
pub(super) struct Words {
    pub(super) description: Option<String>,
    pub(super) labels: Vec<String>,
}

/// Reads the words out of a drawing.
pub(super) fn read(svg: &str) -> Words {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(svg, options) else {
        return Words::default();
    };
    let root = document.root_element();
    let said = root.children().filter(|node| {
        node.has_tag_name((SVG, "title")) || node.has_tag_name((SVG, "desc"))
    });
    let said: Vec<String> = said.map(text).filter(|text| !text.is_empty()).collect();
    let description = (!said.is_empty()).then(|| said.join(" "));
    // What stands at lines comes after what they join, though it may be drawn before.
    let (mut within, mut beside) = (Vec::new(), Vec::new());
    let mut last = None;
    for node in root.descendants().filter(|node| node.has_tag_name((SVG, "text"))) {
        let is_beside = belongs(node, &["edgelabel", "edgelabels"]);
        let labels = if is_beside { &mut beside } else { &mut within };
        let is_part = is_beside || belongs(node, &["node", "nodeLabel"]);
        // The lines of one label have one parent of their own.
        let parent = node.parent().filter(|_| node.has_attribute(CLASSES));
        match labels.last_mut() {
            Some((label, _)) if parent.is_some() && parent == last => {
                join(label, &text(node));
            }
            _ => labels.push((text(node), is_part)),
        }
        last = parent;
    }
    within.append(&mut beside);
    let mut seen = BTreeSet::new();
    // A number names a node or what is at a line; elsewhere it stands at an axis.
    let says = |c: char, is_part| c.is_alphabetic() || is_part && c.is_numeric();
    let labels = within
        .into_iter()
        .filter(|(label, is_part)| label.chars().any(|c| says(c, *is_part)))
        .map(|(label, _)| trim(&label).to_owned());
    Words {
        description,
        labels: labels.filter(|label| seen.insert(label.clone())).collect(),
    }
}

/// A label without the marks at its end, which an enumeration has of its own.
fn trim(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_whitespace() || "，、；：。,;:.".contains(c))
}

/// Adds a line to a label.
fn join(label: &mut String, line: &str) {
    let is_spaced = |c: Option<char>| c.is_some_and(|c| !is_ideograph(c));
    if is_spaced(label.chars().next_back()) && is_spaced(line.chars().next()) {
        label.push(' ');
    }
    label.push_str(line);
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// Where the renderer names the classes that a label had as HTML.
const CLASSES: &str = "data-merman-source-classes";

/// Whether a text belongs to what has one of some classes; their case does not matter.
fn belongs(node: Node, classes: &[&str]) -> bool {
    let around = node.ancestors().filter_map(|node| node.attribute("class"));
    around.chain(node.attribute(CLASSES)).any(|said| {
        let mut words = said.split_whitespace();
        words.any(|word| classes.iter().any(|class| class.eq_ignore_ascii_case(word)))
    })
}

/// The text of an element; parts on lines of their own are told apart.
fn text(node: Node) -> String {
    let parts = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
    let mut said = String::new();
    for part in parts.flat_map(str::split_whitespace) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(part);
    }
    said
}
