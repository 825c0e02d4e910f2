//! What inline styles and old attributes mean on paper.

use crate::document::{Align, Color, Length, Size, Style};
use crate::read::length::length;

/// How an element is to look, as far as it means something on paper.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Look {
    /// What sets its text apart, the outermost first.
    pub(in crate::read) styles: Vec<Style>,
    /// Where it stands.
    pub(in crate::read) align: Option<Align>,
    /// Whether a new page begins before it.
    pub(in crate::read) breaks_before: bool,
    /// Whether a new page begins after it.
    pub(in crate::read) breaks_after: bool,
    /// Whether it is not shown.
    pub(in crate::read) is_hidden: bool,
    /// How large it is.
    pub(in crate::read) size: Size,
    /// Of a picture, by what its size is to be multiplied.
    pub(in crate::read) zoom: Option<Length>,
}

impl Look {
    /// Adds what a `style` attribute says.
    pub(super) fn read(&mut self, style: &str) {
        for declaration in style.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                let value = value.trim().to_ascii_lowercase();
                let value = value.trim_end_matches("!important").trim_end();
                self.declare(&property.trim().to_ascii_lowercase(), value);
            }
        }
    }

    /// How large a picture is to be.
    pub(in crate::read) fn picture_size(&self) -> Size {
        let mut size = self.size;
        if size.width.is_none() && size.height.is_none() {
            size.width = self.zoom;
        }
        // A part of a height that nobody knows is none.
        if matches!(size.height, Some(Length::Percent(_))) {
            size.height = None;
        }
        size
    }

    fn declare(&mut self, property: &str, value: &str) {
        let breaks =
            matches!(value, "always" | "page" | "left" | "right" | "recto" | "verso");
        match property {
            "color" => self.set(Color::from_css(value).map(Style::Color)),
            "background" | "background-color" => {
                let shows =
                    Color::from_css(value).is_some_and(|color| color != Color::WHITE);
                self.set(shows.then_some(Style::Highlight));
            }
            "font-weight" => {
                let number = value.parse().unwrap_or(400);
                let is_bold = matches!(value, "bold" | "bolder") || number >= 600;
                self.set(is_bold.then_some(Style::Strong));
            }
            "font-style" => {
                let slants = value.starts_with("italic") || value.starts_with("oblique");
                self.set(slants.then_some(Style::Emphasis));
            }
            "text-decoration" | "text-decoration-line" => {
                self.set(value.contains("underline").then_some(Style::Underline));
                self.set(value.contains("line-through").then_some(Style::Strikethrough));
            }
            "vertical-align" => self.set(match value {
                "super" => Some(Style::Superscript),
                "sub" => Some(Style::Subscript),
                _ => None,
            }),
            "text-align" => self.align = align(value).or(self.align),
            "page-break-before" | "break-before" => self.breaks_before |= breaks,
            "page-break-after" | "break-after" => self.breaks_after |= breaks,
            "display" => self.is_hidden |= value == "none",
            "visibility" => self.is_hidden |= value == "hidden",
            "width" => self.size.width = length(value).or(self.size.width),
            "max-width" if self.size.width.is_none() => self.size.width = length(value),
            "height" => self.size.height = length(value).or(self.size.height),
            "zoom" => self.zoom = factor(value),
            _ => {}
        }
    }

    /// Adds a style, in place of one of the same sort.
    pub(super) fn set(&mut self, style: Option<Style>) {
        if let Some(style) = style {
            let name = style.name();
            self.styles.retain(|other| other.name() != name);
            self.styles.push(style);
        }
    }
}

/// The value of an `align` attribute or of `text-align`.
pub(super) fn align(value: &str) -> Option<Align> {
    match value.trim().to_ascii_lowercase().as_str() {
        "left" | "start" => Some(Align::Left),
        "center" | "middle" | "-webkit-center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        _ => None,
    }
}

/// `50%`, `.5`: a part of the room there is, which is what editors that write it mean.
fn factor(value: &str) -> Option<Length> {
    let percent = match value.strip_suffix('%') {
        Some(number) => number.trim().parse::<f64>().ok()?,
        None => value.parse::<f64>().ok()? * 100.0,
    };
    (percent > 0.0 && percent < 100.0).then_some(Length::Percent(percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(style: &str) -> Look {
        let mut look = Look::default();
        look.read(style);
        look
    }

    #[test]
    fn styles_are_read() {
        let styles = |style| {
            let styles = look(style).styles.into_iter();
            styles.map(|style| style.name()).collect::<Vec<_>>()
        };
        assert_eq!(
            styles("font-weight: 700; COLOR : Red !important"),
            ["strong", "color"]
        );
        assert_eq!(styles("font-weight:normal;background:#FFF"), Vec::<&str>::new());
        assert_eq!(
            styles("text-decoration: underline line-through"),
            ["underline", "strikethrough"]
        );
        assert_eq!(look("text-align:justify").align, None);
        assert!(look("page-break-after: always").breaks_after);
        assert!(look("break-before:page").breaks_before);
        assert!(!look("break-before:avoid").breaks_before);
        assert!(look("display:none").is_hidden);
        assert_eq!(look("zoom:50%").zoom, Some(Length::Percent(50.0)));
        assert_eq!(look("zoom:0.33").zoom, Some(Length::Percent(33.0)));
        assert_eq!(look("width:calc(1px + 2px)").size.width, None);
    }
}
