//! Diagrams as they were written: source text that a program draws.

use crate::source::Span;

/// A diagram as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagramText {
    /// Where it was written, with its fences.
    pub span: Span,
    /// What it is written in.
    pub notation: Notation,
    /// What is written above it.
    pub title: Option<String>,
    /// Its source.
    pub text: String,
}

/// The notations that diagrams are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notation {
    /// Mermaid.
    Mermaid,
    /// Graphviz's DOT.
    Dot,
}

impl Notation {
    /// The notation that a code block's language names.
    pub fn named(language: &str) -> Option<Notation> {
        match language.to_ascii_lowercase().as_str() {
            "mermaid" => Some(Notation::Mermaid),
            "dot" | "graphviz" => Some(Notation::Dot),
            _ => None,
        }
    }

    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Notation::Mermaid => "Mermaid",
            Notation::Dot => "Graphviz",
        }
    }
}

/// The sorts of diagrams that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagramKind {
    /// `flowchart`.
    Flowchart,
    /// `sequenceDiagram`.
    Sequence,
    /// `classDiagram`.
    Class,
    /// `stateDiagram`.
    State,
    /// `erDiagram`.
    EntityRelationship,
    /// `gantt`.
    Gantt,
    /// `pie`.
    Pie,
    /// `mindmap`.
    Mindmap,
    /// `timeline`.
    Timeline,
    /// `journey`.
    Journey,
    /// `gitGraph`.
    GitGraph,
    /// `quadrantChart`.
    Quadrant,
    /// `xychart`.
    Chart,
    /// `sankey`.
    Sankey,
    /// `kanban`.
    Kanban,
    /// `block`.
    Block,
    /// `packet`.
    Packet,
    /// `requirementDiagram`.
    Requirement,
    /// `C4Context` and its like.
    C4,
    /// `radar`.
    Radar,
    /// `treemap`.
    Treemap,
    /// `architecture`.
    Architecture,
    /// Graphviz's `digraph` and `graph`.
    Graph,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_name_notations() {
        assert_eq!(Notation::named("Mermaid"), Some(Notation::Mermaid));
        assert_eq!(Notation::named("dot"), Some(Notation::Dot));
        assert_eq!(Notation::named("graphviz"), Some(Notation::Dot));
        for language in ["", "mermaids", "dotenv", "图"] {
            assert_eq!(Notation::named(language), None, "{language}");
        }
    }
}
