//! The names in a drawing, and what is drawn by them.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::tree::{Element, Value};

/// The most elements that a reader draws, each as often as it is referred to.
const MAX_DRAWN: usize = 500_000;

/// The deepest that elements are nested when each reference is followed.
const MAX_DEPTH: usize = 400;

/// Gives what is referred to a short name and takes away all other names, and references
/// to what is not there.
///
/// # Errors
/// If drawing it would take too long, or forever.
pub(super) fn settle(root: &mut Element) -> Result<(), Error> {
    let (mut ids, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    gather(root, &mut ids, &mut wanted);
    let mut names = BTreeMap::new();
    rename_elements(root, &wanted, &mut names);
    rename_references(root, &names);
    let mut targets = BTreeMap::new();
    index(root, &mut targets);
    let mut cost = Cost { targets: &targets, open: Vec::new(), left: MAX_DRAWN };
    cost.pay(root, 0)
}

fn gather(element: &Element, ids: &mut BTreeSet<String>, wanted: &mut BTreeSet<String>) {
    ids.extend(element.id.clone());
    for value in element.attributes.values() {
        if let Value::Reference { id, .. } = value {
            wanted.insert(id.clone());
        }
    }
    for child in element.elements() {
        gather(child, ids, wanted);
    }
}

/// The first element of a name keeps it.
fn rename_elements(
    element: &mut Element,
    wanted: &BTreeSet<String>,
    names: &mut BTreeMap<String, String>,
) {
    let id = element.id.take();
    if let Some(id) = id.filter(|id| wanted.contains(id) && !names.contains_key(id)) {
        let name = format!("i{}", names.len() + 1);
        element.id = Some(name.clone());
        names.insert(id, name);
    }
    for child in element.elements_mut() {
        rename_elements(child, wanted, names);
    }
}

fn rename_references(element: &mut Element, names: &BTreeMap<String, String>) {
    let mut dead = Vec::new();
    for (attribute, value) in &mut element.attributes {
        let Value::Reference { id, otherwise } = value else { continue };
        match names.get(id) {
            Some(name) => *id = name.clone(),
            // What cannot be painted with is not painted (SVG 2, 13.2).
            None if matches!(*attribute, "fill" | "stroke") => {
                let otherwise = std::mem::take(otherwise);
                let is_said = !otherwise.is_empty();
                *value = Value::Words(if is_said { otherwise } else { "none".into() });
            }
            None => dead.push(*attribute),
        }
    }
    for attribute in dead {
        element.attributes.remove(attribute);
    }
    for child in element.elements_mut() {
        rename_references(child, names);
    }
}

fn index<'a>(element: &'a Element, targets: &mut BTreeMap<&'a str, &'a Element>) {
    if let Some(id) = &element.id {
        targets.insert(id, element);
    }
    for child in element.elements() {
        index(child, targets);
    }
}

/// Follows all references as a reader would.
struct Cost<'a> {
    targets: &'a BTreeMap<&'a str, &'a Element>,
    /// The names that are being followed.
    open: Vec<&'a str>,
    /// How many elements may still be drawn.
    left: usize,
}

impl<'a> Cost<'a> {
    fn pay(&mut self, element: &'a Element, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(Error::TooLarge);
        }
        self.spend(1)?;
        for child in element.elements() {
            self.pay(child, depth + 1)?;
        }
        for (attribute, value) in &element.attributes {
            let Value::Reference { id, .. } = value else { continue };
            let Some(target) = self.targets.get(id.as_str()) else { continue };
            if self.open.contains(&id.as_str()) {
                return Err(Error::Circular);
            }
            self.open.push(id);
            let before = self.left;
            self.pay(target, depth + 1)?;
            self.open.pop();
            // A marker is drawn at every corner of its line.
            if attribute.starts_with("marker-") {
                self.spend((before - self.left).saturating_mul(corners(element)))?;
            }
        }
        Ok(())
    }

    fn spend(&mut self, count: usize) -> Result<(), Error> {
        self.left = self.left.checked_sub(count).ok_or(Error::TooLarge)?;
        Ok(())
    }
}

/// At most how many corners a line has.
fn corners(element: &Element) -> usize {
    let points = element.words("d").or_else(|| element.words("points"));
    points.map_or(2, |points| points.split(|c: char| c.is_ascii_digit()).count())
}
