//! HTML inside drawings: its text becomes text of the drawing.
//!
//! Tools that draw in a browser put the words of a diagram into boxes of HTML, which
//! readers of books and paper do not know. What of the boxes' style says where the words
//! stand is followed: a corner, a width, alignment, the size of the letters.

use roxmltree::Node;

use super::copy::{Copier, href};
use super::tree::{self, Element};
use super::value::pixels;
use super::{Error, Loss};

/// The deepest that HTML is nested.
const MAX_DEPTH: usize = 100;

/// The size of text if nothing is said of it.
const TEXT_SIZE: f64 = 16.0;

/// Elements that begin and end a line.
const BLOCKS: [&str; 16] = [
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "ol",
    "p",
    "pre",
    "tr",
    "ul",
];

/// Where text stands in its box.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Start,
    Middle,
    End,
}

/// A box and how text stands in it.
#[derive(Debug, Clone, PartialEq)]
struct Frame {
    x: f64,
    y: f64,
    width: Option<f64>,
    height: f64,
    across: Side,
    down: Side,
    size: f64,
    /// The distance of lines, in sizes of text.
    leading: f64,
    wraps: bool,
    /// The colour behind it.
    ground: Option<String>,
    /// Attributes for the text.
    looks: Vec<(&'static str, String)>,
}

/// The lines so far, and the frame of the first word.
#[derive(Default)]
struct Words {
    lines: Vec<String>,
    line: String,
    frame: Option<Frame>,
}

/// The text in foreign markup as text of the drawing; `None` if there is none.
pub(super) fn text(copier: &mut Copier, node: Node) -> Result<Option<Element>, Error> {
    let mut text = Element::new("text");
    copier.attributes(node, &mut text)?;
    let number = |name| text.words(name).and_then(|length| pixels(length, TEXT_SIZE));
    let frame = Frame {
        x: number("x").unwrap_or(0.0),
        y: number("y").unwrap_or(0.0),
        width: number("width"),
        height: number("height").unwrap_or(0.0),
        across: Side::Start,
        down: Side::Start,
        size: text_size(copier, node)?,
        leading: 1.2,
        wraps: true,
        ground: None,
        looks: Vec::new(),
    };
    let plate = frame.plate();
    for name in ["x", "y", "width", "height", "overflow"] {
        text.attributes.remove(name);
    }
    let mut words = Words::default();
    gather(copier, node, &frame, &mut words, 0)?;
    words.end_line();
    let Some(frame) = words.frame else { return Ok(None) };
    let lines: Vec<String> =
        words.lines.iter().flat_map(|line| frame.wrapped(line)).collect();
    frame.set(&mut text, &lines);
    let Some((ground, mut plate)) = frame.ground.zip(plate) else {
        return Ok(Some(text));
    };
    // What lies between lines, as labels on arrows do, hides them.
    plate.set("fill", ground);
    let mut group = Element::new("g");
    let transform = text.attributes.remove_entry("transform");
    group.attributes.extend(transform);
    group.children = vec![tree::Node::Element(plate), tree::Node::Element(text)];
    Ok(Some(group))
}

/// The size of the text that would stand where a node is.
fn text_size(copier: &mut Copier, node: Node) -> Result<f64, Error> {
    let mut ancestor = node.parent_element();
    while let Some(element) = ancestor {
        let mut size = element.attribute("font-size").map(str::to_owned);
        let declarations = copier.sheet.declarations(element, &mut copier.budget.tests);
        for declaration in declarations.ok_or(Error::TooLarge)? {
            if declaration.name == "font-size" {
                size = Some(declaration.value.to_owned());
            }
        }
        if let Some(size) = size.and_then(|size| pixels(&size, TEXT_SIZE)) {
            return Ok(size);
        }
        ancestor = element.parent_element();
    }
    Ok(TEXT_SIZE)
}

fn gather(
    copier: &mut Copier,
    node: Node,
    frame: &Frame,
    words: &mut Words,
    depth: usize,
) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::TooLarge);
    }
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            copier.pay(text)?;
            words.add(text, frame);
            continue;
        }
        if !child.is_element() {
            continue;
        }
        match child.tag_name().name() {
            "br" => words.end_line(),
            "script" => {
                copier.lost.insert(Loss::Script);
            }
            "style" | "annotation" => {}
            "img" | "svg" | "iframe" | "video" | "audio" | "canvas" | "input"
            | "button" | "select" | "textarea" => {
                let is_outside = href(child).is_some();
                copier.lost.insert(if is_outside {
                    Loss::Outside
                } else {
                    Loss::Foreign
                });
            }
            name => {
                let mut frame = frame.clone();
                frame.restyle(copier, child)?;
                let is_block = BLOCKS.contains(&name);
                if is_block {
                    words.end_line();
                }
                if name == "li" {
                    words.add("• ", &frame);
                }
                gather(copier, child, &frame, words, depth + 1)?;
                if is_block {
                    words.end_line();
                } else if matches!(name, "td" | "th") {
                    words.add(" ", &frame);
                }
            }
        }
    }
    Ok(())
}

impl Words {
    /// Adds text; runs of white space are one space.
    fn add(&mut self, text: &str, frame: &Frame) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
                self.frame.get_or_insert_with(|| frame.clone());
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
    }
}

impl Frame {
    /// Follows the style of an element.
    fn restyle(&mut self, copier: &mut Copier, node: Node) -> Result<(), Error> {
        let mut looks = Element::new("text");
        let sheet = copier.sheet;
        let declarations = sheet.declarations(node, &mut copier.budget.tests);
        for declaration in declarations.ok_or(Error::TooLarge)? {
            let value = declaration.value;
            let length = pixels(value, self.size);
            let side = side(value);
            match (declaration.name, length) {
                ("margin-left" | "padding-left", Some(length)) => self.x += length,
                ("margin-top" | "padding-top", Some(length)) => self.y += length,
                ("width", Some(length)) => self.width = Some(length),
                ("height", Some(length)) => self.height = length,
                ("font-size", Some(length)) => self.size = length,
                ("line-height", _) => {
                    let times = value.parse().ok().filter(|times| *times > 0.0);
                    let times = times.or_else(|| Some(length? / self.size));
                    self.leading = times.unwrap_or(self.leading);
                }
                ("text-align" | "justify-content", _) => {
                    self.across = side.unwrap_or(self.across);
                }
                ("align-items", _) => self.down = side.unwrap_or(self.down),
                ("white-space", _) => self.wraps = !matches!(value, "nowrap" | "pre"),
                ("background" | "background-color", _) => {
                    self.ground = copier.color(value)?;
                }
                ("color", _) => {
                    let color = copier.color(value)?.into_iter();
                    self.looks.extend(color.map(|color| ("fill", color)));
                }
                ("font-family" | "font-weight" | "font-style", _) => {
                    copier.property(&mut looks, declaration.name, value)?;
                }
                _ => {}
            }
        }
        if matches!(node.tag_name().name(), "b" | "strong" | "th") {
            looks.set("font-weight", "bold");
        }
        for name in ["font-family", "font-weight", "font-style"] {
            let value = looks.words(name).map(str::to_owned);
            self.looks.extend(value.map(|value| (name, value)));
        }
        Ok(())
    }

    /// A plate as large as the box.
    fn plate(&self) -> Option<Element> {
        let sides = [self.x, self.y, self.width?, self.height];
        let mut plate = Element::new("rect");
        for (name, side) in ["x", "y", "width", "height"].into_iter().zip(sides) {
            plate.set(name, rounded(side));
        }
        Some(plate)
    }

    /// A line as lines that fit, if the box is made for several.
    fn wrapped(&self, line: &str) -> Vec<String> {
        let room = match self.width {
            Some(width) if self.wraps && width > self.size => width,
            _ => return vec![line.to_owned()],
        };
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        let mut word = String::new();
        let mut word_width = 0.0;
        for c in line.chars().chain([' ']) {
            let width = self.size * if c.is_ascii() { 0.55 } else { 1.0 };
            word.push(c);
            word_width += width;
            // Between ideographs and after spaces a line may end.
            if c.is_ascii() && c != ' ' {
                continue;
            }
            let is_mark = "，。、；：！？）》”’".contains(c);
            let space = if c == ' ' { width } else { 0.0 };
            if used + word_width - space > room && used > 0.0 && !is_mark {
                lines.push(String::new());
                used = 0.0;
            }
            used += word_width;
            word_width = 0.0;
            if let Some(line) = lines.last_mut() {
                line.push_str(&word);
            }
            word.clear();
        }
        lines.iter().map(|line| line.trim_end().to_owned()).collect()
    }

    /// Puts lines into a text.
    fn set(&self, text: &mut Element, lines: &[String]) {
        let width = self.width.unwrap_or(0.0);
        let (x, anchor) = match self.across {
            Side::Start => (self.x, "start"),
            Side::Middle => (self.x + width / 2.0, "middle"),
            Side::End => (self.x + width, "end"),
        };
        let leading = self.size * self.leading;
        let height = leading * lines.len() as f64;
        let top = match self.down {
            Side::Start => self.y,
            Side::Middle => self.y + (self.height - height) / 2.0,
            Side::End => self.y + self.height - height,
        };
        if !text.attributes.contains_key("fill") {
            text.set("fill", "currentColor");
        }
        text.set("text-anchor", anchor);
        text.set("font-size", rounded(self.size));
        for (name, value) in &self.looks {
            text.set(name, value.clone());
        }
        for (index, line) in lines.iter().enumerate() {
            // Letters reach about a third of their size below the middle of their line.
            let middle = top + leading * (index as f64 + 0.5);
            let mut span = Element::new("tspan");
            span.set("x", rounded(x));
            span.set("y", rounded(middle + 0.35 * self.size));
            span.children.push(tree::Node::Text(line.clone()));
            text.children.push(tree::Node::Element(span));
        }
    }
}

/// The side that a keyword of alignment names.
fn side(value: &str) -> Option<Side> {
    let word = value.split_ascii_whitespace().last()?;
    Some(match word {
        "left" | "start" | "flex-start" => Side::Start,
        "center" => Side::Middle,
        "right" | "end" | "flex-end" => Side::End,
        _ => return None,
    })
}

/// A number with as many digits as can be seen.
fn rounded(number: f64) -> String {
    let number = if number.is_finite() { number } else { 0.0 };
    ((number * 100.0).round() / 100.0).to_string()
}
