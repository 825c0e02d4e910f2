//! Graphviz's DOT, drawn as the flowcharts of Mermaid are.
//!
//! ```text
//! text ──> lex.rs ──> parse.rs ──> graph.rs ──> flowchart.rs ──> Mermaid
//!                                                └ label.rs
//! ```
//!
//! What is said of the layout, such as ranks and distances, is left to the renderer. What
//! would be lost with it is not drawn: places, tables in labels, pictures.

mod flowchart;
mod graph;
mod label;
mod lex;
mod parse;

#[cfg(test)]
mod tests;

use self::graph::Graph;
use self::label::Reader;
use super::{Drawing, Error, mermaid};
use crate::document::DiagramKind;

/// Why a graph is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    /// It is not understood, in a line.
    Source(usize, String),
    /// The label of a record is not understood.
    Record(&'static str),
    /// It asks for what the renderer does not do.
    Beyond(&'static str),
    /// It is beyond the limits.
    TooLarge,
}

impl Trouble {
    fn at(line: usize, what: impl Into<String>) -> Trouble {
        Trouble::Source(line, what.into())
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Error {
        match trouble {
            Trouble::Source(line, what) => Error::Source(format!("line {line}: {what}")),
            Trouble::Record(what) => {
                Error::Source(format!("the label of a record has {what}"))
            }
            Trouble::Beyond(what) => Error::Beyond(what),
            Trouble::TooLarge => Error::TooLarge,
        }
    }
}

/// Draws a graph.
pub(super) fn draw(text: &str) -> Result<Drawing, Error> {
    let (chart, graph) = chart(text)?;
    let title = graph.attributes.get("label");
    let title =
        title.map(|value| Reader::new("", &graph.name).lines(value)).transpose()?;
    let title = title.map(|lines| lines.join(" ").trim().to_owned());
    let title = title.filter(|title| !title.is_empty());
    let drawing = mermaid::draw(&chart)?;
    let has_links = graph.has_links;
    Ok(Drawing { kind: DiagramKind::Graph, title, has_links, ..drawing })
}

/// The flowchart that shows a graph, and the graph.
fn chart(text: &str) -> Result<(String, Graph), Error> {
    if text.len() > mermaid::MAX_SOURCE {
        return Err(Error::TooLarge);
    }
    let graph = parse::parse(text)?;
    if graph.nodes.is_empty() {
        return Err(Error::Source("it has no nodes".into()));
    }
    let chart = flowchart::write(&graph)?;
    Ok((chart, graph))
}
