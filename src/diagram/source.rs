//! What the source of a diagram says of it before it is drawn.

use std::borrow::Cow;

use crate::document::DiagramKind;

/// The source, and what was taken out of it.
pub(super) struct Source<'a> {
    /// What is to be drawn; its lines are those of the author.
    pub(super) text: Cow<'a, str>,
    /// The title of its front matter.
    pub(super) title: Option<String>,
    /// The word that names its kind.
    pub(super) kind: &'a str,
}

/// Looks at a source.
pub(super) fn read(text: &str) -> Source<'_> {
    let (matter, body) = front_matter(text);
    let mut lines = body.lines().map(str::trim);
    let said = lines.find(|line| !line.is_empty() && !line.starts_with("%%"));
    let kind = said.unwrap_or_default();
    let end = kind.find(|c: char| c.is_whitespace() || c == ':' || c == ';');
    let kind = &kind[..end.unwrap_or(kind.len())];
    let found = matter.split_inclusive('\n').find_map(|line| {
        let title = line.strip_prefix("title:")?.trim();
        Some((line, title.trim_matches(['"', '\'']).trim()))
    });
    let Some((line, title)) = found.filter(|(_, title)| !title.is_empty()) else {
        return Source { text: text.into(), title: None, kind };
    };
    // A caption says it; in the drawing it would stand a second time.
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    let text = format!("{}\n{}", &text[..at], &text[at + line.len()..]).into();
    Source { text, title: Some(title.to_owned()), kind }
}

/// The lines between the `---` that a source may begin with, and what follows them.
fn front_matter(text: &str) -> (&str, &str) {
    let start = text.trim_start();
    let Some(rest) = start.strip_prefix("---") else { return ("", text) };
    match rest.find("\n---") {
        Some(end) => (&rest[..end + 1], &rest[end + "\n---".len()..]),
        None => ("", text),
    }
}

/// The kind that a word names.
pub(super) fn kind(word: &str) -> Option<DiagramKind> {
    let word = word.to_ascii_lowercase();
    let word = word.trim_end_matches("-beta");
    Some(match word.trim_end_matches("-v2") {
        "flowchart" | "graph" | "flowchart-elk" => DiagramKind::Flowchart,
        "sequencediagram" => DiagramKind::Sequence,
        "classdiagram" => DiagramKind::Class,
        "statediagram" => DiagramKind::State,
        "erdiagram" => DiagramKind::EntityRelationship,
        "gantt" => DiagramKind::Gantt,
        "pie" => DiagramKind::Pie,
        "mindmap" => DiagramKind::Mindmap,
        "timeline" => DiagramKind::Timeline,
        "journey" => DiagramKind::Journey,
        "gitgraph" => DiagramKind::GitGraph,
        "quadrantchart" => DiagramKind::Quadrant,
        "xychart" => DiagramKind::Chart,
        "sankey" => DiagramKind::Sankey,
        "kanban" => DiagramKind::Kanban,
        "block" => DiagramKind::Block,
        "packet" => DiagramKind::Packet,
        "requirementdiagram" | "requirement" => DiagramKind::Requirement,
        word if word.starts_with("c4") => DiagramKind::C4,
        "radar" => DiagramKind::Radar,
        "treemap" => DiagramKind::Treemap,
        "architecture" => DiagramKind::Architecture,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_taken_out_of_the_front_matter() {
        let source = read("---\ntitle: \"甲\"\nconfig:\n  a: 1\n---\n%% 注\npie: x\n");
        assert_eq!(source.text, "---\n\nconfig:\n  a: 1\n---\n%% 注\npie: x\n");
        assert_eq!((source.title.as_deref(), source.kind), (Some("甲"), "pie"));
        let source = read("---\ntitle: 甲\ngraph LR");
        assert_eq!((source.title, source.kind), (None, "---"));
        assert_eq!(read("").kind, "");
    }

    #[test]
    fn kinds_have_several_names() {
        assert_eq!(kind("graph"), Some(DiagramKind::Flowchart));
        assert_eq!(kind("stateDiagram-v2"), Some(DiagramKind::State));
        assert_eq!(kind("xychart-beta"), Some(DiagramKind::Chart));
        assert_eq!(kind("C4Context"), Some(DiagramKind::C4));
        assert_eq!(kind("graphs"), None);
    }
}
