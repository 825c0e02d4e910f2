//! Pictures inside drawings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_url::DataUrl;
use roxmltree::Node;

use super::copy::{Copier, href};
use super::tree::Element;
use super::{Error, Loss, drawing, source};

/// How many drawings may be in a file, one inside the other or not.
const MAX_DRAWINGS: usize = 200;

/// How deep drawings may be inside drawings.
const MAX_LEVEL: usize = 3;

/// A picture that is part of the file; for others, a frame where they were to be.
pub(super) fn image(copier: &mut Copier, node: Node) -> Result<Option<Element>, Error> {
    let mut image = Element::new("image");
    copier.attributes(node, &mut image)?;
    let href = href(node).unwrap_or_default().trim();
    if !href.starts_with("data:") {
        copier.lost.insert(Loss::Outside);
        return Ok(Some(frame(image)));
    }
    let bytes = DataUrl::process(href).ok().and_then(|url| url.decode_to_vec().ok());
    let (bytes, _) = bytes.unwrap_or_default();
    if source::is_svg(&bytes) {
        match nested(copier, &bytes, &image) {
            Ok(drawing) => return Ok(Some(drawing)),
            Err(Error::TooLarge) => return Err(Error::TooLarge),
            Err(Error::Malformed(_) | Error::NotSvg | Error::Empty | Error::Circular) => {
            }
        }
    } else if let Some(embedded) = (copier.options.embed)(&bytes) {
        let data = STANDARD.encode(&embedded.bytes);
        copier.pay(&data)?;
        image.set("xlink:href", format!("data:{};base64,{data}", embedded.media_type));
        return Ok(Some(image));
    }
    copier.lost.insert(Loss::Picture);
    Ok(Some(frame(image)))
}

/// A drawing in the place of a picture: it stays a drawing.
fn nested(copier: &mut Copier, bytes: &[u8], image: &Element) -> Result<Element, Error> {
    if copier.level == MAX_LEVEL || copier.budget.drawings == MAX_DRAWINGS {
        return Err(Error::TooLarge);
    }
    let text = source::text(bytes)?;
    let level = copier.level + 1;
    let (mut root, _) =
        drawing(&text, copier.options, copier.budget, copier.lost, level)?;
    let mut group = Element::new("g");
    for (name, value) in &image.attributes {
        let is_place =
            matches!(*name, "x" | "y" | "width" | "height" | "preserveAspectRatio");
        let holder = if is_place { &mut root } else { &mut group };
        holder.attributes.insert(name, value.clone());
    }
    group.id = image.id.clone();
    group.children.push(super::Node::Element(root));
    Ok(group)
}

/// A frame where a picture was to be.
fn frame(image: Element) -> Element {
    let mut frame = Element { name: "rect", ..image };
    frame.attributes.remove("preserveAspectRatio");
    for (name, value) in
        [("fill", "none"), ("stroke", "#808080"), ("stroke-dasharray", "4 4")]
    {
        frame.set(name, value);
    }
    frame
}
