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
    drawn: BTreeMap<(Notation, String), Result<Drawn, diagram::Error>>,
}

/// A diagram that has become a picture.
struct Drawn {
    asset: AssetId,
    kind: DiagramKind,
    title: Option<String>,
    description: Option<String>,
    has_links: bool,
    labels: Vec<String>,
}

impl Diagrams {
    /// Draws every diagram of a course.
    pub(super) fn draw(course: &Course<Written>, pictures: &mut Pictures) -> Diagrams {
        let mut wanted: Vec<(Notation, &str)> = Vec::new();
        for blocks in course.lessons.iter().flat_map(|lesson| lesson.bodies()) {
            each_block(blocks, &mut |block| {
                if let Block::Diagram(diagram) = block {
                    wanted.push((diagram.notation, &diagram.text));
                }
            });
        }
        let language = course.info.language.tag();
        wanted.sort_unstable();
        wanted.dedup();
        let results: Vec<_> =
            wanted.par_iter().map(|wanted| draw(*wanted, language)).collect();
        let mut drawn = BTreeMap::new();
        for ((notation, text), result) in wanted.into_iter().zip(results) {
            let result = result.map(|(drawing, picture)| {
                let Drawing { svg: _, kind, title, description, has_links, labels } =
                    drawing;
                let asset = pictures.add(picture);
                Drawn { asset, kind, title, description, has_links, labels }
            });
            drawn.insert((notation, text.to_owned()), result);
        }
        Diagrams { drawn }
    }
}

/// Draws a diagram and makes the drawing fit to be shown.
fn draw(
    (notation, text): (Notation, &str),
    language: &str,
) -> Result<(Drawing, Loaded), diagram::Error> {
    let drawing = diagram::draw(notation, text)?;
    let picture = Pictures::drawing(&drawing.svg, language);
    Ok((drawing, picture.ok_or(diagram::Error::Renderer)?))
}

impl Settler<'_> {
    /// What is written below a diagram: the title of its block, and that in its source.
    fn caption(&self, title: Option<String>, own: Option<&str>) -> Option<String> {
        match (title, own) {
            (Some(title), Some(own)) if title != own => {
                Some(format!("{title}{}{own}", self.words.colon))
            }
            (title, own) => title.or(own.map(str::to_owned)),
        }
    }

    /// What becomes of a diagram.
    pub(super) fn diagram(&mut self, diagram: DiagramText) -> Block<Settled> {
        let DiagramText { span, notation, title, text } = diagram;
        let drawn = self.diagrams.drawn.get(&(notation, text.clone()));
        let error = match drawn.unwrap_or(&Err(diagram::Error::Renderer)) {
            Ok(drawn) => {
                let alt = description(drawn, self.words);
                let picture = Picture::Asset(drawn.asset);
                let size = Size::default();
                let image = Image { span, picture, alt, title: String::new(), size };
                let caption = self.caption(title, drawn.title.as_deref());
                let caption = caption.map(|text| Text { span, text });
                let caption = caption.map(Inline::Text).into_iter().collect();
                if drawn.has_links {
                    let message = "links and tips inside a diagram are not shown";
                    let help = "put a link beside the diagram";
                    let hint =
                        Diagnostic::hint(Problem::LostElement, span.start(), message);
                    self.diagnostics.push(hint.help(help));
                }
                return Block::Figure(Figure { span, image, caption });
            }
            Err(error) => error,
        };
        let message = format!("this diagram is shown as code: {error}");
        let help = match (error, notation) {
            (diagram::Error::TooLarge, _) => "divide it into several diagrams",
            (diagram::Error::Formula, _) => {
                "write what stands between `$$` in words or letters, such as x²"
            }
            (diagram::Error::Beyond(_), _) => {
                "make a picture of it, as by `dot -Tsvg`, and show that"
            }
            (_, Notation::Mermaid) => {
                "its source is in Mermaid; see <https://mermaid.js.org>"
            }
            (_, Notation::Dot) => {
                "its source is in DOT; see <https://graphviz.org/doc/info/lang.html>"
            }
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
