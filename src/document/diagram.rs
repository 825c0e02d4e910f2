//! Diagrams as they were written: source text that a program draws.

use crate::source::Span;

/// A diagram as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagramText {
    /// Where it was written, with its fences.
    pub span: Span,
    /// What it is written in.
    pub notation: Notation,
    /// The info string after the fence.
    pub info: String,
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
    /// The notation that an info string names: `mermaid`, `{.mermaid}`, `dot {#id}`.
    pub fn of_info(info: &str) -> Option<Notation> {
        let info = info.trim_start().trim_start_matches(['{', '.']);
        let name = info.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        match name.to_ascii_lowercase().as_str() {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_name_notations() {
        for info in ["mermaid", " Mermaid", "{mermaid}", "{.mermaid #a}", "mermaid{1,2}"]
        {
            assert_eq!(Notation::of_info(info), Some(Notation::Mermaid), "{info}");
        }
        assert_eq!(Notation::of_info("dot"), Some(Notation::Dot));
        assert_eq!(Notation::of_info("graphviz title=\"x\""), Some(Notation::Dot));
        for info in ["", "mermaids", "dotenv", "text mermaid", "图"] {
            assert_eq!(Notation::of_info(info), None, "{info}");
        }
    }
}
