//! What may stay in a drawing.

use roxmltree::Node;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Whether a node is SVG; drawings written by hand often do not say so.
pub(super) fn is_svg(node: Node) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

/// Elements that are copied with what they hold.
const ELEMENTS: [&str; 24] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// Properties: attributes that style sheets can set too.
const PROPERTIES: [&str; 55] = [
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "cx",
    "cy",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "image-rendering",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "opacity",
    "overflow",
    "paint-order",
    "r",
    "rx",
    "ry",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "y",
];

/// Attributes that only elements can have.
const ATTRIBUTES: [&str; 38] = [
    "clipPathUnits",
    "d",
    "dx",
    "dy",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "lengthAdjust",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask-type",
    "maskContentUnits",
    "maskUnits",
    "method",
    "offset",
    "orient",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "refX",
    "refY",
    "rotate",
    "spacing",
    "spreadMethod",
    "startOffset",
    "textLength",
    "viewBox",
    "x1",
    "x2",
    "xml:space",
    "y1",
    "y2",
];

/// Elements that move something.
const MOVEMENT: [&str; 6] =
    ["animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"];

/// Elements whose content is no drawing, or text that no reader shows.
const FOREIGN: [&str; 7] =
    ["audio", "canvas", "embed", "flowRoot", "iframe", "object", "video"];

/// The name as a list has it; lists are sorted.
fn find(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.binary_search(&name).ok().map(|at| list[at])
}

pub(super) fn element(name: &str) -> Option<&'static str> {
    find(&ELEMENTS, name)
}

pub(super) fn property(name: &str) -> Option<&'static str> {
    find(&PROPERTIES, name)
}

pub(super) fn attribute(name: &str) -> Option<&'static str> {
    find(&ATTRIBUTES, name).or_else(|| property(name))
}

pub(super) fn is_movement(name: &str) -> bool {
    MOVEMENT.contains(&name)
}

pub(super) fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&name)
}

/// Whether an element may be made from another one.
pub(super) fn refers(element: &str) -> bool {
    let names = ["linearGradient", "pattern", "radialGradient", "textPath", "use"];
    names.contains(&element)
}

/// Properties that may name another element.
pub(super) fn can_refer(property: &str) -> bool {
    let names = ["clip-path", "fill", "mask", "stroke"];
    names.contains(&property) || property.starts_with("marker-")
}

/// Whether text may stand in an element.
pub(super) fn holds_text(name: &str) -> bool {
    matches!(name, "desc" | "text" | "textPath" | "title" | "tspan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(ELEMENTS.is_sorted() && PROPERTIES.is_sorted() && ATTRIBUTES.is_sorted());
    }
}
