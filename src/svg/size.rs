//! How large a drawing is.

use super::Error;
use super::tree::Element;
use super::value::pixels;

/// The largest side, in pixels.
const MAX_SIDE: f64 = 20_000.0;

/// What stands for a size that is nowhere said (CSS Images 3, 4.2).
const DEFAULT: [f64; 2] = [300.0, 150.0];

/// The size of text that `em` means.
const EM: f64 = 16.0;

/// The area of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// In CSS pixels.
    pub(super) width: u32,
    /// In CSS pixels.
    pub(super) height: u32,
    /// Left, top, width and height in the drawing's own units.
    pub(super) view: [f64; 4],
}

/// Gives a drawing a size in pixels and a view, and says them.
pub(super) fn settle(root: &mut Element) -> Result<Area, Error> {
    let length = |name| root.words(name).and_then(|length| pixels(length, EM));
    let said = [length("width"), length("height")];
    let is_large = |side: &f64| *side > 0.0;
    let view = root.words("viewBox").and_then(view);
    let view = view.filter(|[_, _, width, height]| is_large(width) && is_large(height));
    if said.iter().flatten().any(|side| !is_large(side)) {
        return Err(Error::Empty);
    }
    let [width, height] = match (said, view) {
        ([Some(width), Some(height)], _) => [width, height],
        ([Some(width), None], Some([_, _, w, h])) => [width, width * h / w],
        ([None, Some(height)], Some([_, _, w, h])) => [height * w / h, height],
        ([None, None], Some([_, _, w, h])) => [w, h],
        ([width, height], None) => {
            [width.unwrap_or(DEFAULT[0]), height.unwrap_or(DEFAULT[1])]
        }
    };
    let view = view.unwrap_or([0.0, 0.0, width, height]);
    let shrink = (MAX_SIDE / width.max(height)).min(1.0);
    let side = |side: f64| (side * shrink).round().max(1.0) as u32;
    let (width, height) = (side(width), side(height));
    root.set("width", width.to_string());
    root.set("height", height.to_string());
    root.set("viewBox", view.map(|number| number.to_string()).join(" "));
    Ok(Area { width, height, view })
}

/// The numbers of a view box.
fn view(text: &str) -> Option<[f64; 4]> {
    let numbers = text.split([',', ' ']).filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    let is_finite = numbers.iter().all(|number| number.is_finite());
    numbers.try_into().ok().filter(|_| is_finite)
}
