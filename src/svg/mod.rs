//! Drawings: any SVG made safe, plain and alike for every reader.
//!
//! ```text
//! bytes ──> source.rs ──> roxmltree ──> copy.rs ──────────────> tree.rs ──> references.rs ──> xml.rs ──> text
//!                                        ├ allow.rs   what may stay            names, cost
//!                                        ├ css.rs     style sheets
//!                                        ├ value.rs, font.rs
//!                                        └ foreign.rs, image.rs
//! ```
//!
//! A drawing is copied by a list of elements and attributes that may stay, so whatever is
//! not known is gone: scripts, movement, references to other files. Style sheets become
//! attributes, since readers differ in what they know of CSS; fonts become one of the
//! three generic families, for the writers to name faces; HTML inside becomes text.
//! What a reader would have to repeat by reference is counted, and has a limit.

mod allow;
mod copy;
mod css;
mod font;
mod foreign;
mod image;
mod references;
mod size;
mod source;
#[cfg(test)]
mod tests;
mod tree;
mod value;
mod xml;

use std::collections::BTreeSet;
use std::fmt;

use copy::Copier;
use css::Sheet;
use size::Area;
use tree::{Element, Node, Value};

pub use font::{MONOSPACE, SANS_SERIF, SERIF};
pub use source::is_svg;

/// The most nodes that a file may have.
const MAX_NODES: u32 = 300_000;

/// The most bytes that attributes and texts may come to, style sheets applied.
const MAX_OUTPUT: usize = 64 << 20;

/// The most tests of a selector on an element, and declarations that elements are given.
const MAX_TESTS: usize = 50_000_000;

/// A drawing that is safe to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// SVG 1.1 without style sheets. Its families of fonts are [`SANS_SERIF`], [`SERIF`]
    /// and [`MONOSPACE`].
    pub svg: String,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How tall it is, in CSS pixels.
    pub height: u32,
    /// What is not shown.
    pub lost: BTreeSet<Loss>,
}

/// What of a drawing is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Scripts.
    Script,
    /// What lies in other files.
    Outside,
    /// Movement; its first moment stands still.
    Movement,
    /// Shadows, blurs and other filters.
    Filter,
    /// HTML that is not text, and text in forms that no reader knows.
    Foreign,
    /// Pictures inside it that cannot be read.
    Picture,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Loss::Script => "its scripts",
            Loss::Outside => "what it takes from other files",
            Loss::Movement => "its movement",
            Loss::Filter => "its filters, such as shadows",
            Loss::Foreign => "what is no drawing in it, such as forms",
            Loss::Picture => "a damaged picture in it",
        })
    }
}

/// Why there is no drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// It is not XML.
    Malformed(String),
    /// It is XML, but no SVG.
    NotSvg,
    /// It has no area.
    Empty,
    /// It is larger than a page can bear.
    TooLarge,
    /// A part of it is drawn by means of itself.
    Circular,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Malformed(error) => write!(f, "{error}"),
            Error::NotSvg => f.write_str("it is no SVG"),
            Error::Empty => f.write_str("it has no width or no height"),
            Error::TooLarge => f.write_str("it has too many parts"),
            Error::Circular => f.write_str("a part of it refers to itself"),
        }
    }
}

impl std::error::Error for Error {}

/// What a drawing is to fit.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The language of the text around it, as a BCP 47 tag.
    pub language: &'a str,
    /// Makes a picture that is inside a drawing fit to be shown; `None` if it cannot be.
    pub embed: &'a dyn Fn(&[u8]) -> Option<Embedded>,
}

/// A picture inside a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    /// The registered name of its format.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes SVG, perhaps compressed, safe and plain.
///
/// # Errors
/// If it cannot be read, or is too much.
pub fn clean(source: &[u8], options: Options) -> Result<Drawing, Error> {
    let text = source::text(source)?;
    let mut budget = Budget { output: MAX_OUTPUT, tests: MAX_TESTS, drawings: 0 };
    let mut lost = BTreeSet::new();
    let (mut root, area) = drawing(&text, options, &mut budget, &mut lost, 0)?;
    root.set("xml:lang", options.language);
    // Readers would take a serif face; nearly all tools mean another.
    let family = root.attributes.entry("font-family");
    family.or_insert_with(|| Value::Words(SANS_SERIF.to_owned()));
    references::settle(&mut root)?;
    let svg = xml::write(&root);
    proof(&svg)?;
    Ok(Drawing { svg, width: area.width, height: area.height, lost })
}

/// Has a drawing read as Typst will read it: one that it refused would leave no page.
fn proof(svg: &str) -> Result<(), Error> {
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let read = usvg::Tree::from_str(svg, &options);
    read.map(|_| ()).map_err(|error| Error::Malformed(error.to_string()))
}

/// What is left of the limits.
struct Budget {
    output: usize,
    tests: usize,
    /// How many drawings have been begun: a drawing, and those inside it.
    drawings: usize,
}

/// Copies one drawing, `level` drawings inside the file's own.
fn drawing(
    text: &str,
    options: Options,
    budget: &mut Budget,
    lost: &mut BTreeSet<Loss>,
    level: usize,
) -> Result<(Element, Area), Error> {
    let parsing = roxmltree::ParsingOptions {
        // Many tools write one. Entities are bounded by the parser, none is fetched.
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        entity_resolver: None,
    };
    let document = roxmltree::Document::parse_with_options(text, parsing);
    let document = document.map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Error::TooLarge,
        error => Error::Malformed(error.to_string()),
    })?;
    let root = document.root_element();
    if !allow::is_svg(root) || root.tag_name().name() != "svg" {
        return Err(Error::NotSvg);
    }
    let style: String = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style" && allow::is_svg(*node))
        .flat_map(|node| node.children().filter_map(|child| child.text()))
        .collect();
    let style = css::without_comments(&style);
    let sheet = Sheet::parse(&style, root);
    budget.drawings += 1;
    let scope = budget.drawings;
    let copier = Copier { sheet: &sheet, options, scope, level, budget, lost };
    let mut root = copier.root(root)?;
    let area = size::settle(&mut root)?;
    background(&mut root, area);
    Ok((root, area))
}

/// A ground that was given in CSS becomes part of the drawing.
fn background(root: &mut Element, area: Area) {
    let Some(Value::Words(color)) = root.attributes.remove(copy::BACKGROUND) else {
        return;
    };
    let [x, y, width, height] = area.view;
    let mut ground = Element::new("rect");
    for (name, number) in [("x", x), ("y", y), ("width", width), ("height", height)] {
        ground.set(name, number.to_string());
    }
    ground.set("fill", color);
    root.children.insert(0, Node::Element(ground));
}
