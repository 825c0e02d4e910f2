//! Copies what may stay of a drawing.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::css::Sheet;
use super::tree::{self, Element, Value};
use super::value::{self, Checked};
use super::{Budget, Error, Loss, Options, allow, font, foreign, image};

/// The deepest that elements are nested; readers have limits too.
const MAX_DEPTH: usize = 200;

/// Where the colour of the ground is noted on the way; no name in XML.
pub(super) const BACKGROUND: &str = "(background)";

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Copies one drawing.
pub(super) struct Copier<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) options: Options<'a>,
    /// What keeps its names apart from those of other drawings in the same file.
    pub(super) scope: usize,
    /// How many drawings it is in.
    pub(super) level: usize,
    pub(super) budget: &'a mut Budget,
    pub(super) lost: &'a mut BTreeSet<Loss>,
}

impl Copier<'_> {
    /// The whole drawing. The colour of its ground, if it has one, is at [`BACKGROUND`].
    pub(super) fn root(mut self, node: Node) -> Result<Element, Error> {
        let mut root = self.copy(node, "svg", 0)?;
        let declarations = self.sheet.declarations(node, &mut self.budget.tests);
        for declaration in declarations.ok_or(Error::TooLarge)? {
            if matches!(declaration.name, "background" | "background-color")
                && let Some(color) = self.color(declaration.value)?
            {
                root.set(BACKGROUND, color);
            }
        }
        Ok(root)
    }

    /// A colour that readers know.
    pub(super) fn color(&mut self, value: &str) -> Result<Option<String>, Error> {
        let Some(value) = self.resolve(value)? else { return Ok(None) };
        Ok(match value::check(&value, false, self.scope) {
            // Anything else in `background` is longer.
            Checked::Fine(Value::Words(words)) => {
                let is_color = words.contains('(') || !words.contains(' ');
                (is_color && words != "transparent" && words != "none").then_some(words)
            }
            Checked::Fine(Value::Reference { .. })
            | Checked::Outside
            | Checked::Unknown => None,
        })
    }

    /// What becomes of an element; `None` if nothing does.
    pub(super) fn element(
        &mut self,
        node: Node,
        in_text: bool,
        depth: usize,
    ) -> Result<Option<Element>, Error> {
        if depth > MAX_DEPTH {
            return Err(Error::TooLarge);
        }
        let name = node.tag_name().name();
        let fits =
            !in_text || matches!(name, "a" | "desc" | "textPath" | "title" | "tspan");
        if !allow::is_svg(node) || !fits {
            return Ok(None);
        }
        match name {
            // Pictures on a page are no place for links.
            "a" => {
                let name = if in_text { "tspan" } else { "g" };
                return self.copy(node, name, depth).map(Some);
            }
            "switch" => return self.switch(node, depth),
            "foreignObject" => return foreign::text(self, node),
            "image" => return image::image(self, node),
            "script" => self.lost.insert(Loss::Script),
            name if allow::is_movement(name) => self.lost.insert(Loss::Movement),
            name if allow::is_foreign(name) => self.lost.insert(Loss::Foreign),
            name => match allow::element(name) {
                Some("textPath" | "tspan") if !in_text => false,
                Some(name) => return self.copy(node, name, depth).map(Some),
                None => false,
            },
        };
        Ok(None)
    }

    fn copy(
        &mut self,
        node: Node,
        name: &'static str,
        depth: usize,
    ) -> Result<Element, Error> {
        let mut element = Element::new(name);
        self.attributes(node, &mut element)?;
        let holds_text = allow::holds_text(name);
        for child in node.children() {
            if child.is_element() {
                let child = self.element(child, holds_text, depth + 1)?;
                element.children.extend(child.map(tree::Node::Element));
            } else if let Some(text) =
                child.text().filter(|_| child.is_text() && holds_text)
            {
                self.pay(text)?;
                element.children.push(tree::Node::Text(text.to_owned()));
            }
        }
        Ok(element)
    }

    /// Takes the length of a text from the budget.
    pub(super) fn pay(&mut self, text: &str) -> Result<(), Error> {
        let left = self.budget.output.checked_sub(text.len());
        self.budget.output = left.ok_or(Error::TooLarge)?;
        Ok(())
    }

    /// What a value comes to, taken from the budget; `None` for one that is not known.
    fn resolve(&mut self, value: &str) -> Result<Option<String>, Error> {
        let value = value::resolve(value, self.sheet, 0);
        self.pay(value.as_deref().unwrap_or_default())?;
        Ok(value)
    }

    /// Copies the attributes that may stay, style sheets applied.
    pub(super) fn attributes(
        &mut self,
        node: Node,
        element: &mut Element,
    ) -> Result<(), Error> {
        if let Some(id) = node.attribute("id") {
            self.pay(id)?;
            element.id = Some(format!("{} {id}", self.scope));
        }
        for attribute in node.attributes() {
            let name = match attribute.namespace() {
                None => attribute.name().to_owned(),
                Some(XML) if attribute.name() == "space" => "xml:space".to_owned(),
                Some(_) => continue,
            };
            if name.starts_with("on") {
                self.lost.insert(Loss::Script);
            } else if name == "filter" {
                self.property(element, &name, attribute.value())?;
            } else if let Some(name) = allow::attribute(&name) {
                self.attribute(element, name, attribute.value())?;
            }
        }
        if allow::refers(element.name)
            && let Some(href) = href(node)
        {
            self.pay(href)?;
            match href.trim().strip_prefix('#') {
                Some(id) => {
                    let target = value::reference(self.scope, id, "");
                    element.attributes.insert("xlink:href", target);
                }
                None => {
                    self.lost.insert(Loss::Outside);
                }
            }
        }
        let declarations = self.sheet.declarations(node, &mut self.budget.tests);
        for declaration in declarations.ok_or(Error::TooLarge)? {
            self.property(element, declaration.name, declaration.value)?;
        }
        Ok(())
    }

    /// Sets what a style sheet says.
    pub(super) fn property(
        &mut self,
        element: &mut Element,
        name: &str,
        value: &str,
    ) -> Result<(), Error> {
        match name {
            "font" => {
                let value = self.resolve(value)?.unwrap_or_default();
                for (name, value) in font::shorthand(&value) {
                    self.attribute(element, name, value)?;
                }
            }
            "marker" => {
                for name in ["marker-start", "marker-mid", "marker-end"] {
                    self.attribute(element, name, value)?;
                }
            }
            // Attributes take numbers only.
            "transform" => {
                let value = value.replace("px", "").replace("deg", "");
                self.attribute(element, "transform", &value)?;
            }
            "filter" if value != "none" => {
                self.lost.insert(Loss::Filter);
            }
            name => {
                if let Some(name) = allow::property(name) {
                    self.attribute(element, name, value)?;
                }
            }
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        element: &mut Element,
        name: &'static str,
        value: &str,
    ) -> Result<(), Error> {
        let Some(value) = self.resolve(value)? else { return Ok(()) };
        if name == "font-family" {
            if value != "inherit" {
                element.set(name, font::kind(&value));
            }
            return Ok(());
        }
        match value::check(&value, allow::can_refer(name), self.scope) {
            Checked::Fine(value) => {
                element.attributes.insert(name, value);
            }
            Checked::Outside => {
                self.lost.insert(Loss::Outside);
                // What cannot be painted with is not painted.
                if matches!(name, "fill" | "stroke") {
                    element.set(name, "none");
                }
            }
            Checked::Unknown => {}
        }
        Ok(())
    }

    /// The first child that can be shown, as a group.
    fn switch(&mut self, node: Node, depth: usize) -> Result<Option<Element>, Error> {
        let mut group = Element::new("g");
        self.attributes(node, &mut group)?;
        let language = self.options.language.to_lowercase();
        for child in node.children().filter(Node::is_element) {
            let languages = child.attribute("systemLanguage");
            let is_for_others = languages.is_some_and(|languages| {
                let mut languages =
                    languages.split(',').map(|tag| tag.trim().to_lowercase());
                !languages.any(|tag| !tag.is_empty() && language.starts_with(&tag))
            });
            let name = child.tag_name().name();
            let needs_more = name != "foreignObject"
                && child.attribute("requiredExtensions").is_some();
            if is_for_others || needs_more {
                continue;
            }
            // A tool's own words say better where they stand than HTML does.
            let other = child.next_sibling_element();
            let other = other.filter(|other| {
                name == "foreignObject"
                    && other.tag_name().name() == "text"
                    && words(*other) == words(child)
            });
            if let Some(chosen) =
                self.element(other.unwrap_or(child), false, depth + 1)?
            {
                group.children.push(tree::Node::Element(chosen));
                return Ok(Some(group));
            }
        }
        Ok(None)
    }
}

/// What an element refers to; SVG 2 prefers its own name for it.
pub(super) fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute("href").or_else(|| node.attribute((XLINK, "href")))
}

/// The text in an element, without its spaces.
fn words(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}
