//! Diagrams are drawn and become figures, or stay as they were typed.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Settler;
use super::pictures::{Loaded, Pictures};
use crate::diagnostic::{Code as Problem, Diagnostic};
use crate::diagram::{self, Drawing};
use crate::document::{
    AssetId, Block, Code, CodeText, Course, DiagramKind, DiagramText, Figure, Image,
    Inline, Notation, Picture, Settled, Size, Text, Words, Written, each_block,
};

/// The most characters of a description that is made of a diagram's labels.
const MAX_DESCRIPTION: usize = 300;

/// The diagrams of a course by their source: what is the same is drawn once.
pub(super) struct Diagrams {
    drawn: BTreeMap<String, Result<Drawn, diagram::Error>>,
}

/// A diagram that has become a picture.
struct Drawn {
    asset: AssetId,
    kind: DiagramKind,
    title: Option<String>,
    description: Option<String>,
    labels: Vec<String>,
}

impl Diagrams {
    /// Draws every diagram of a course.
    pub(super) fn draw(course: &Course<Written>, pictures: &mut Pictures) -> Diagrams {
        let mut wanted: Vec<&str> = Vec::new();
        for blocks in course.lessons.iter().flat_map(|lesson| lesson.bodies()) {
            each_block(blocks, &mut |block| {
                if let Block::Diagram(diagram) = block
                    && diagram.notation == Notation::Mermaid
                {
                    wanted.push(&diagram.text);
                }
            });
        }
        let language = course.info.language.tag();
        wanted.sort_unstable();
        wanted.dedup();
        let results: Vec<_> =
            wanted.par_iter().map(|text| draw(text, language)).collect();
        let mut drawn = BTreeMap::new();
        for (text, result) in wanted.into_iter().zip(results) {
            let result = result.map(|(drawing, picture)| {
                let Drawing { svg: _, kind, title, description, labels } = drawing;
                let asset = pictures.add(picture);
                Drawn { asset, kind, title, description, labels }
            });
            drawn.insert(text.to_owned(), result);
        }
        Diagrams { drawn }
    }
}

/// Draws a diagram and makes the drawing fit to be shown.
fn draw(text: &str, language: &str) -> Result<(Drawing, Loaded), diagram::Error> {
    let drawing = diagram::draw(text)?;
    let picture = Pictures::drawing(&drawing.svg, language);
    Ok((drawing, picture.ok_or(diagram::Error::Renderer)?))
}

impl Settler<'_> {
    /// What becomes of a diagram.
    pub(super) fn diagram(&mut self, diagram: DiagramText) -> Block<Settled> {
        let DiagramText { span, notation, title, text } = diagram;
        let (message, help) = match self.diagrams.drawn.get(&text) {
            Some(Ok(drawn)) => {
                let alt = description(drawn, self.words);
                let picture = Picture::Asset(drawn.asset);
                let size = Size::default();
                let image = Image { span, picture, alt, title: String::new(), size };
                let caption =
                    drawn.title.clone().or(title).map(|text| Text { span, text });
                let caption = caption.map(Inline::Text).into_iter().collect();
                return Block::Figure(Figure { span, image, caption });
            }
            Some(Err(error)) => (
                format!("this diagram is shown as code: {error}"),
                match error {
                    diagram::Error::TooLarge => "divide it into several diagrams",
                    diagram::Error::Formula => {
                        "write what stands between `$$` in words or letters, such as x²"
                    }
                    _ => "its source is in Mermaid; see <https://mermaid.js.org>",
                },
            ),
            None => (
                format!(
                    "this diagram is shown as code: {} is not drawn",
                    notation.name()
                ),
                "make a picture of it, as by `dot -Tsvg`, and show that",
            ),
        };
        self.diagnostics.push(
            Diagnostic::warning(Problem::UndrawnDiagram, span.start(), message)
                .help(help),
        );
        let language = notation.name();
        let code = CodeText { title, ..CodeText::new(language, text) };
        let mut code = self.listing(code, span);
        code.language.get_or_insert_with(|| language.into());
        Block::Code(Code { span, code })
    }
}

/// What a diagram shows, in words: its author's, or what kind it is and what stands in it.
fn description(drawn: &Drawn, words: &Words) -> String {
    if let Some(description) = &drawn.description {
        return description.clone();
    }
    let mut said = words.diagram(drawn.kind).to_owned();
    let mut left = MAX_DESCRIPTION;
    for (index, label) in drawn.labels.iter().enumerate() {
        said.push_str(if index == 0 { words.colon } else { words.comma });
        let length = label.chars().count();
        if length > left {
            said.extend(label.chars().take(left));
            said.push('…');
            break;
        }
        left -= length;
        said.push_str(label);
    }
    said
}
