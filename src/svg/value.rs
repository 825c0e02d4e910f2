//! What an attribute may say.

use super::css::{self, Sheet};
use super::tree::Value;

/// Functions that values may call.
const FUNCTIONS: [&str; 12] = [
    "hsl",
    "hsla",
    "matrix",
    "rgb",
    "rgba",
    "rotate",
    "scale",
    "skewX",
    "skewY",
    "translate",
    "translateX",
    "translateY",
];

/// How deep values may be made of variables.
const MAX_DEPTH: usize = 4;

/// What became of a value.
#[derive(Debug, PartialEq)]
pub(super) enum Checked {
    Fine(Value),
    /// It leads out of the drawing.
    Outside,
    /// No reader would know it.
    Unknown,
}

/// Checks what an attribute says, its variables resolved. Only those that `can_refer` may name other elements;
/// `scope` is put before their names.
pub(super) fn check(value: &str, can_refer: bool, scope: usize) -> Checked {
    let value = value.trim();
    if value.contains('\\') {
        return Checked::Unknown;
    }
    if let Some(rest) = strip_function(value, "url") {
        let Some((address, otherwise)) = rest.split_once(')') else {
            return Checked::Unknown;
        };
        let address = address.trim().trim_matches(['"', '\'']).trim();
        let Some(id) = address.strip_prefix('#').filter(|_| can_refer) else {
            return Checked::Outside;
        };
        let otherwise = otherwise.trim();
        let otherwise = match otherwise.contains('(') {
            true => "none",
            false => otherwise,
        };
        return Checked::Fine(reference(scope, id, otherwise));
    }
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('(') {
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let function = &before[start.map_or(0, |at| at + 1)..];
        if function.eq_ignore_ascii_case("url") {
            return Checked::Outside;
        }
        if !FUNCTIONS.contains(&function) {
            return Checked::Unknown;
        }
        rest = after;
    }
    Checked::Fine(Value::Words(collapse(value)))
}

/// A reference to an element of a drawing inside the drawing.
pub(super) fn reference(scope: usize, id: &str, otherwise: &str) -> Value {
    Value::Reference { id: format!("{scope} {id}"), otherwise: otherwise.to_owned() }
}

/// A value without variables, and as it is on a light ground.
pub(super) fn resolve(value: &str, sheet: &Sheet, depth: usize) -> Option<String> {
    if let Some(rest) = strip_function(value, "light-dark") {
        let first = css::split(rest, ',').next()?;
        return (depth < MAX_DEPTH).then(|| resolve(first, sheet, depth + 1))?;
    }
    let Some(rest) = strip_function(value, "var") else { return Some(value.to_owned()) };
    let rest = rest.trim_end().strip_suffix(')')?;
    let (name, otherwise) = match rest.split_once(',') {
        Some((name, otherwise)) => (name, Some(otherwise)),
        None => (rest, None),
    };
    let value = sheet.variable(name.trim()).or(otherwise)?;
    (depth < MAX_DEPTH).then(|| resolve(value, sheet, depth + 1))?
}

/// What follows the name of a function and its bracket.
fn strip_function<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    let value = value.trim_start();
    let (start, rest) = value.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then(|| rest.strip_prefix('('))?
}

/// Runs of white space become one space.
fn collapse(value: &str) -> String {
    let mut collapsed = String::with_capacity(value.len());
    for word in value.split_ascii_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// A length in pixels; `None` for a part of something, and for what is no length. `em` is
/// the size of the text in pixels.
pub(super) fn pixels(length: &str, em: f64) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let mut end = end.unwrap_or(length.len());
    // `1e3` is a number.
    if length[end..].starts_with(['e', 'E']) && !length[end..].starts_with("em") {
        let rest = &length[end + 1..];
        let unit = rest.find(|c: char| c.is_ascii_alphabetic() || c == '%');
        if rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
            end = unit.map_or(length.len(), |at| end + 1 + at);
        }
    }
    let number: f64 = length[..end].trim().parse().ok()?;
    let unit = match length[end..].trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "em" => em,
        "ex" => em / 2.0,
        _ => return None,
    };
    let pixels = number * unit;
    pixels.is_finite().then_some(pixels)
}
