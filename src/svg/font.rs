//! Families of fonts: what a tool had at hand becomes a kind, for which there are faces
//! with the right forms of ideographs.

/// Letters without serifs; ideographs are Hei.
pub const SANS_SERIF: &str = "sans-serif";
/// Letters with serifs; ideographs are Song.
pub const SERIF: &str = "serif";
/// Letters of one width.
pub const MONOSPACE: &str = "monospace";

/// Parts of the names of families, in lower case, and their kind; the first that is found
/// counts.
const KINDS: [(&str, &str); 22] = [
    ("mono", MONOSPACE),
    ("courier", MONOSPACE),
    ("consol", MONOSPACE),
    ("menlo", MONOSPACE),
    ("typewriter", MONOSPACE),
    ("sans", SANS_SERIF),
    ("gothic", SANS_SERIF),
    ("arial", SANS_SERIF),
    ("helvetica", SANS_SERIF),
    ("verdana", SANS_SERIF),
    ("hei", SANS_SERIF),
    ("黑", SANS_SERIF),
    ("serif", SERIF),
    ("times", SERIF),
    ("georgia", SERIF),
    ("roman", SERIF),
    ("song", SERIF),
    ("simsun", SERIF),
    ("ming", SERIF),
    ("mincho", SERIF),
    ("宋", SERIF),
    ("明", SERIF),
];

/// The kind of the first family in a list that is known.
pub(super) fn kind(families: &str) -> &'static str {
    let families = families.to_lowercase();
    let kind = |family: &str| {
        KINDS.iter().find(|(part, _)| family.contains(part)).map(|(_, kind)| *kind)
    };
    families.split(',').find_map(kind).unwrap_or(SANS_SERIF)
}

/// What `font` in CSS says: weight, style, size and family (CSS Fonts 3, 3.7). Line
/// heights mean nothing in a drawing.
pub(super) fn shorthand(font: &str) -> Vec<(&'static str, &str)> {
    let mut said = Vec::new();
    let mut rest = font.trim();
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let first = word.chars().next().unwrap_or_default();
        let is_weight = word.len() == 3 && word.ends_with("00");
        if (first.is_ascii_digit() || first == '.') && !is_weight {
            let size = word.split('/').next().unwrap_or_default();
            said.push(("font-size", size));
            said.push(("font-family", after.trim()));
            return said;
        }
        match word {
            "italic" | "oblique" => said.push(("font-style", word)),
            "bold" | "bolder" | "lighter" => said.push(("font-weight", word)),
            _ if is_weight => said.push(("font-weight", word)),
            _ => {}
        }
        rest = after.trim_start();
    }
    // Without a size it is no font.
    Vec::new()
}
