//! A graph in the words of Mermaid's flowcharts.
//!
//! Every name is one of ours, and every sign of a label is its number, so nothing that
//! stands in a graph can be anything else to the renderer.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Trouble;
use super::graph::{Attributes, Cluster, Edge, Graph, Node, Value, has_style, said};
use super::label::Reader;
use crate::diagram::mermaid::MAX_SOURCE;
use crate::document::Color;

/// The flowchart that shows a graph.
pub(super) fn write(graph: &Graph) -> Result<String, Trouble> {
    let direction = direction(graph);
    let mut chart = Chart {
        graph,
        is_sideways: matches!(direction, "LR" | "RL"),
        text: format!("flowchart {direction}\n"),
        looks: String::new(),
        written: BTreeSet::new(),
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        match node.cluster {
            Some(cluster) => chart.cluster(chart.outermost(cluster))?,
            None => chart.node(index, node)?,
        }
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        chart.edge(index, edge)?;
    }
    // Graphviz does not draw these either, but here nothing is lost without a word.
    let is_lost = |(index, cluster): (usize, &Cluster)| {
        said(&cluster.attributes, "label").is_some() && !chart.written.contains(&index)
    };
    if graph.clusters.iter().enumerate().any(is_lost) {
        return Err(Trouble::Beyond("frames without nodes"));
    }
    chart.text.push_str(&chart.looks);
    Ok(chart.text)
}

/// Where its lines lead.
fn direction(graph: &Graph) -> &'static str {
    let said = said(&graph.attributes, "rankdir").unwrap_or_default();
    let known = ["LR", "RL", "BT"].into_iter().find(|it| it.eq_ignore_ascii_case(said));
    known.unwrap_or("TB")
}

struct Chart<'g> {
    graph: &'g Graph,
    /// Whether ranks stand side by side.
    is_sideways: bool,
    text: String,
    /// How things look, which is said at the end.
    looks: String,
    /// The clusters that have been written.
    written: BTreeSet<usize>,
}

impl Chart<'_> {
    fn outermost(&self, cluster: usize) -> usize {
        let mut at = cluster;
        while let Some(parent) = self.graph.clusters[at].parent {
            at = parent;
        }
        at
    }

    /// A frame with the nodes and frames in it, which are as deep as the source's.
    fn cluster(&mut self, index: usize) -> Result<(), Trouble> {
        if !self.written.insert(index) {
            return Ok(());
        }
        let graph = self.graph;
        let cluster = &graph.clusters[index];
        let title = cluster.attributes.get("label").cloned().unwrap_or_default();
        let title = Reader::new(&cluster.name, &graph.name).lines(&title)?;
        let _ = writeln!(self.text, "subgraph c{index} [{}]", quoted(&title));
        for (at, node) in graph.nodes.iter().enumerate() {
            if node.cluster == Some(index) {
                self.node(at, node)?;
            }
        }
        for (at, inner) in graph.clusters.iter().enumerate() {
            if inner.parent == Some(index) && holds_nodes(graph, at) {
                self.cluster(at)?;
            }
        }
        self.text.push_str("end\n");
        let look = frame_look(&cluster.attributes);
        self.look(&format!("style c{index}"), &look);
        self.fits()
    }

    /// Whether the chart is still no longer than one may be.
    fn fits(&self) -> Result<(), Trouble> {
        match self.text.len() + self.looks.len() > MAX_SOURCE {
            true => Err(Trouble::TooLarge),
            false => Ok(()),
        }
    }

    fn look(&mut self, what: &str, look: &[String]) {
        if !look.is_empty() {
            let _ = writeln!(self.looks, "{what} {}", look.join(","));
        }
    }

    fn node(&mut self, index: usize, node: &Node) -> Result<(), Trouble> {
        let Node { name, attributes, .. } = node;
        if said(attributes, "image").is_some() {
            return Err(Trouble::Beyond("pictures in its nodes"));
        }
        if said(attributes, "pos").is_some() {
            return Err(Trouble::Beyond("places for its nodes"));
        }
        let shape = said(attributes, "shape").unwrap_or("ellipse").to_ascii_lowercase();
        let own = Value { text: "\\N".into(), is_html: false };
        let value = attributes.get("label").unwrap_or(&own);
        let is_record = shape.ends_with("record") && !value.is_html;
        let mut reader = Reader::new(name, &self.graph.name);
        let mut lines = match (is_record, shape.as_str()) {
            (_, "point") => Vec::new(),
            (true, _) => reader.record(&value.text, self.is_sideways)?,
            (false, _) => reader.lines(value)?,
        };
        // What stands beside a node stands in it, below what it says.
        if let Some(beside) = attributes.get("xlabel") {
            lines.extend(reader.lines(beside)?);
        }
        let is_point = shape == "point" && lines.is_empty();
        let is_hidden = has_style(attributes, "invis");
        let text = if is_hidden { quoted(&[]) } else { quoted(&lines) };
        let (open, close) = match shape.as_str() {
            _ if is_hidden => ("[", "]"),
            "circle" | "mcircle" | "point" => ("((", "))"),
            "doublecircle" => ("(((", ")))"),
            "ellipse" | "oval" | "egg" => ("([", "])"),
            "diamond" | "mdiamond" => ("{", "}"),
            "hexagon" | "octagon" | "doubleoctagon" => ("{{", "}}"),
            "parallelogram" => ("[/", "/]"),
            "trapezium" => ("[/", "\\]"),
            "invtrapezium" => ("[\\", "/]"),
            "cylinder" => ("[(", ")]"),
            "component" | "box3d" => ("[[", "]]"),
            "mrecord" => ("(", ")"),
            _ if has_style(attributes, "rounded") => ("(", ")"),
            _ => ("[", "]"),
        };
        let _ = writeln!(self.text, "n{index}{open}{text}{close}");
        let bare = matches!(shape.as_str(), "plaintext" | "none" | "plain");
        let look = match is_hidden || bare && !has_style(attributes, "filled") {
            true => vec!["fill:none".to_owned(), "stroke:none".to_owned()],
            false => node_look(attributes, is_point),
        };
        self.look(&format!("style n{index}"), &look);
        self.fits()
    }

    /// What a line leads to: a cluster, if it says so and the other end is not in it.
    fn end(&self, node: usize, other: usize, cluster: Option<&str>) -> String {
        let found = cluster
            .and_then(|name| self.graph.clusters.iter().position(|it| it.name == name));
        match found
            .filter(|cluster| self.is_in(node, *cluster) && !self.is_in(other, *cluster))
        {
            Some(cluster) => format!("c{cluster}"),
            None => format!("n{node}"),
        }
    }

    fn is_in(&self, node: usize, cluster: usize) -> bool {
        let mut at = self.graph.nodes[node].cluster;
        while let Some(index) = at.filter(|index| *index != cluster) {
            at = self.graph.clusters[index].parent;
        }
        at.is_some()
    }

    fn edge(&mut self, index: usize, edge: &Edge) -> Result<(), Trouble> {
        let Edge { tail, head, attributes } = edge;
        let mut from = self.end(*tail, *head, said(attributes, "ltail"));
        let mut to = self.end(*head, *tail, said(attributes, "lhead"));
        let mut lines = Vec::new();
        for name in ["taillabel", "label", "xlabel", "headlabel"] {
            if let Some(value) =
                attributes.get(name).filter(|value| !value.text.is_empty())
            {
                lines.extend(Reader::new("", &self.graph.name).lines(value)?);
            }
        }
        let mut ends = self.arrows(attributes);
        // Only the end of a line can have an arrow alone.
        if ends == [true, false] {
            std::mem::swap(&mut from, &mut to);
            ends = [false, true];
        }
        let is_dotted =
            has_style(attributes, "dashed") || has_style(attributes, "dotted");
        let line = match (is_dotted, has_style(attributes, "bold"), ends) {
            _ if has_style(attributes, "invis") => "~~~",
            (true, _, [false, false]) => "-.-",
            (true, _, [false, true]) => "-.->",
            (true, _, [true, _]) => "<-.->",
            (false, true, [false, false]) => "===",
            (false, true, [false, true]) => "==>",
            (false, true, [true, _]) => "<==>",
            (false, false, [false, false]) => "---",
            (false, false, [false, true]) => "-->",
            (false, false, [true, _]) => "<-->",
        };
        let is_hidden = line == "~~~";
        let shows = !is_hidden && lines.iter().any(|line| !line.trim().is_empty());
        let text = if shows { format!("|{}|", quoted(&lines)) } else { String::new() };
        let _ = writeln!(self.text, "{from} {line}{text} {to}");
        if let Some(color) = color(attributes, "color").filter(|_| !is_hidden) {
            self.look(&format!("linkStyle {index}"), &[format!("stroke:{color}")]);
        }
        self.fits()
    }

    /// Whether a line has an arrow at its tail and at its head.
    fn arrows(&self, attributes: &Attributes) -> [bool; 2] {
        let usual = if self.graph.is_directed { "forward" } else { "none" };
        let ends = match said(attributes, "dir").unwrap_or(usual) {
            "none" => [false, false],
            "back" => [true, false],
            "both" => [true, true],
            _ => [false, true],
        };
        let has = |name| said(attributes, name) != Some("none");
        [ends[0] && has("arrowtail"), ends[1] && has("arrowhead")]
    }
}

/// Whether a cluster shows anything.
fn holds_nodes(graph: &Graph, cluster: usize) -> bool {
    graph.nodes.iter().any(|node| {
        let mut at = node.cluster;
        while let Some(index) = at.filter(|index| *index != cluster) {
            at = graph.clusters[index].parent;
        }
        at.is_some()
    })
}

fn node_look(attributes: &Attributes, is_point: bool) -> Vec<String> {
    let mut look = Vec::new();
    let line = color(attributes, "color");
    if is_point {
        let fill = line.map_or("#333333".to_owned(), |color| color.to_string());
        look.push(format!("fill:{fill}"));
    } else if has_style(attributes, "filled") {
        let fill = color(attributes, "fillcolor").or(line);
        let fill = fill.map_or("#d3d3d3".to_owned(), |color| color.to_string());
        look.push(format!("fill:{fill}"));
    }
    look.extend(line.map(|color| format!("stroke:{color}")));
    look.extend(color(attributes, "fontcolor").map(|color| format!("color:{color}")));
    look.extend(stroke(attributes));
    look
}

fn frame_look(attributes: &Attributes) -> Vec<String> {
    let mut look = Vec::new();
    let fill = color(attributes, "bgcolor");
    let filled = has_style(attributes, "filled");
    let fill = fill.or(color(attributes, "fillcolor").filter(|_| filled));
    let fill = fill.or(color(attributes, "color").filter(|_| filled));
    look.extend(fill.map(|color| format!("fill:{color}")));
    let line = color(attributes, "pencolor").or(color(attributes, "color"));
    look.extend(line.map(|color| format!("stroke:{color}")));
    look.extend(stroke(attributes));
    look
}

fn stroke(attributes: &Attributes) -> Option<String> {
    let looks = [("dashed", "stroke-dasharray:5 4"), ("dotted", "stroke-dasharray:2 3")];
    let bold = ("bold", "stroke-width:2.5px");
    let found = looks.into_iter().chain([bold]);
    let found = found.filter(|(style, _)| has_style(attributes, style));
    found.map(|(_, look)| look.to_owned()).next()
}

/// The colour that an attribute names. Of several, the first; of one of X11's with a
/// number, as `blue4`, the hue.
fn color(attributes: &Attributes, name: &str) -> Option<Color> {
    let typed = said(attributes, name)?.to_ascii_lowercase();
    let first = typed.split([':', ';']).next()?.trim();
    let shade = first.strip_prefix("gray").or(first.strip_prefix("grey"));
    if let Some(share) = shade.and_then(|share| share.parse::<u16>().ok()) {
        let level = (share.min(100) * 255 / 100) as u8;
        return Some(Color { red: level, green: level, blue: level });
    }
    let hue = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = if first.starts_with('#') { first } else { hue };
    Color::from_css(named)
}

/// The lines of a label as a text of Mermaid's.
fn quoted(lines: &[String]) -> String {
    let mut quoted = String::from("\"");
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            quoted.push_str("<br/>");
        }
        for c in line.trim().chars() {
            let is_plain = c.is_alphanumeric() || c == ' ' || !c.is_ascii();
            match c {
                c if c.is_control() => quoted.push(' '),
                c if is_plain => quoted.push(c),
                c => {
                    let _ = write!(quoted, "#{};", u32::from(c));
                }
            }
        }
    }
    // A label of nothing would be the node's name.
    if quoted.len() == 1 {
        quoted.push(' ');
    }
    quoted.push('"');
    quoted
}
