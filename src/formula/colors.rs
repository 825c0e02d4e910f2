//! Colours as LaTeX names them.

use crate::document::Color;

/// The names of xcolor's base colours and those that courses use besides.
const NAMES: [(&str, u32); 40] = [
    ("black", 0x000000),
    ("blue", 0x0000ff),
    ("brown", 0xbf8040),
    ("cyan", 0x00ffff),
    ("darkgray", 0x404040),
    ("gray", 0x808080),
    ("grey", 0x808080),
    ("green", 0x00ff00),
    ("lightgray", 0xbfbfbf),
    ("lime", 0xbfff00),
    ("magenta", 0xff00ff),
    ("olive", 0x808000),
    ("orange", 0xff8000),
    ("pink", 0xffbfbf),
    ("purple", 0xbf0040),
    ("red", 0xff0000),
    ("teal", 0x008080),
    ("violet", 0x800080),
    ("white", 0xffffff),
    ("yellow", 0xffff00),
    ("navy", 0x000080),
    ("maroon", 0xaf3235),
    ("gold", 0xffd700),
    ("crimson", 0xdc143c),
    ("salmon", 0xfa8072),
    ("tomato", 0xff6347),
    ("darkred", 0x8b0000),
    ("darkblue", 0x00008b),
    ("darkgreen", 0x006400),
    ("darkorange", 0xff8c00),
    ("deepskyblue", 0x00bfff),
    ("skyblue", 0x87ceeb),
    ("royalblue", 0x4169e1),
    ("steelblue", 0x4682b4),
    ("forestgreen", 0x228b22),
    ("seagreen", 0x2e8b57),
    ("indigo", 0x4b0082),
    ("fuchsia", 0xff00ff),
    ("aqua", 0x00ffff),
    ("silver", 0xc0c0c0),
];

/// The colour that an argument names, if it is one.
pub(super) fn color(text: &str) -> Option<Color> {
    let of_number = |number: u32| {
        let [_, red, green, blue] = number.to_be_bytes();
        Color { red, green, blue }
    };
    let text = text.trim();
    if let Some((model, value)) =
        text.strip_prefix('[').and_then(|text| text.split_once(']'))
    {
        return of_model(model, value);
    }
    let name = text.to_ascii_lowercase();
    if let Some((_, number)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(of_number(*number));
    }
    let digits = name.strip_prefix('#').unwrap_or(&name);
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return of_model("rgb", text);
    }
    match digits.len() {
        3 | 4 => {
            let doubled: String = digits.chars().take(3).flat_map(|c| [c, c]).collect();
            u32::from_str_radix(&doubled, 16).ok().map(of_number)
        }
        6 | 8 => u32::from_str_radix(&digits[..6], 16).ok().map(of_number),
        _ => None,
    }
}

/// A colour in one of xcolor's models.
fn of_model(model: &str, value: &str) -> Option<Color> {
    let numbers: Option<Vec<f64>> =
        value.split(',').map(|number| number.trim().parse().ok()).collect();
    // A cast of a number beyond the range gives the end of the range.
    let byte = |number: f64| number.round() as u8;
    match (model, numbers?.as_slice()) {
        ("RGB", [red, green, blue]) => {
            Some(Color { red: byte(*red), green: byte(*green), blue: byte(*blue) })
        }
        ("rgb", [red, green, blue]) => Some(Color {
            red: byte(red * 255.0),
            green: byte(green * 255.0),
            blue: byte(blue * 255.0),
        }),
        ("gray", [gray]) => {
            let gray = byte(gray * 255.0);
            Some(Color { red: gray, green: gray, blue: gray })
        }
        _ => None,
    }
}
