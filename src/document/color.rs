//! Colours that authors give their text.

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// The same hue, dark enough to be read on white (WCAG 2.2, 1.4.3: 4.5 to 1).
    pub fn on_white(self) -> Color {
        self.mixed_until(Color::BLACK, |color| contrast(color, Color::WHITE) >= 4.6)
    }

    /// The same hue, light enough to be read on a dark ground.
    pub fn on_black(self) -> Color {
        self.mixed_until(Color::WHITE, |color| contrast(color, Color::GROUND) >= 4.6)
    }

    /// The same hue, light enough to be a ground for black letters on paper, also when that
    /// is copied.
    pub fn as_ground(self) -> Color {
        self.mixed_until(Color::WHITE, |color| contrast(color, Color::BLACK) >= 12.0)
    }

    /// Whether black can be read on it better than white.
    pub fn is_light(self) -> bool {
        contrast(self, Color::BLACK) > contrast(self, Color::WHITE)
    }

    /// Black.
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
    /// Paper.
    pub const WHITE: Color = Color { red: 255, green: 255, blue: 255 };
    /// The lightest ground that a dark screen has.
    const GROUND: Color = Color { red: 32, green: 36, blue: 40 };

    fn mixed_until(self, other: Color, good: impl Fn(Color) -> bool) -> Color {
        let mix = |step: u16| {
            let channel = |a: u8, b: u8| {
                ((u16::from(a) * (20 - step) + u16::from(b) * step) / 20) as u8
            };
            Color {
                red: channel(self.red, other.red),
                green: channel(self.green, other.green),
                blue: channel(self.blue, other.blue),
            }
        };
        (0..=20).map(mix).find(|color| good(*color)).unwrap_or(other)
    }
}

impl fmt::Display for Color {
    /// `#rrggbb`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The contrast ratio of two colours (WCAG 2.2, “contrast ratio”).
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, “relative luminance”.
fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.red)
        + 0.7152 * linear(color.green)
        + 0.0722 * linear(color.blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_can_be_read_on_both_grounds() {
        let yellow = Color { red: 255, green: 255, blue: 0 };
        assert!(contrast(yellow.on_white(), Color::WHITE) >= 4.5);
        assert_eq!(yellow.on_black(), yellow);
        let navy = Color { red: 0, green: 0, blue: 128 };
        assert_eq!(navy.on_white().to_string(), "#000080");
        assert!(contrast(navy.on_black(), Color::GROUND) >= 4.5);
    }
}
