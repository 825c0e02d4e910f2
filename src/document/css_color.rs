//! Colours as CSS writes them (CSS Color 4).

use super::Color;

impl Color {
    /// The colour that a value of CSS begins with; `None` for what is no colour or shows
    /// nothing.
    pub fn from_css(value: &str) -> Option<Color> {
        parse(value)
    }
}

fn parse(value: &str) -> Option<Color> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(digits) = value.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Some((function, rest)) = value.split_once('(') {
        let arguments: Vec<&str> = rest
            .split(')')
            .next()
            .unwrap_or_default()
            .split(|c: char| c == ',' || c == '/' || c.is_whitespace())
            .filter(|argument| !argument.is_empty())
            .collect();
        return match function.trim() {
            "rgb" | "rgba" => rgb(&arguments),
            "hsl" | "hsla" => hsl(&arguments),
            _ => None,
        };
    }
    let name = value.split_whitespace().next()?;
    // Old pages write colours without their sign.
    if name.len() == 6
        && let Some(color) = hexadecimal(name)
    {
        return Some(color);
    }
    let index = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(from_number(NAMES[index].1))
}

fn from_number(number: u32) -> Color {
    let [_, red, green, blue] = number.to_be_bytes();
    Color { red, green, blue }
}

fn hexadecimal(digits: &str) -> Option<Color> {
    let digits = digits.split_whitespace().next()?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let color = match digits.len() {
        3 | 4 => digits[..3].chars().flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits[..6].to_owned(),
        _ => return None,
    };
    u32::from_str_radix(&color, 16).ok().map(from_number)
}

fn rgb(arguments: &[&str]) -> Option<Color> {
    let channel = |index: usize| {
        let text = *arguments.get(index)?;
        let number = match text.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok()? / 100.0 * 255.0,
            None => text.parse::<f64>().ok()?,
        };
        Some(number.round().clamp(0.0, 255.0) as u8)
    };
    if is_clear(arguments.get(3)) {
        return None;
    }
    Some(Color { red: channel(0)?, green: channel(1)?, blue: channel(2)? })
}

fn hsl(arguments: &[&str]) -> Option<Color> {
    let number = |index: usize, unit: &str| {
        arguments.get(index)?.trim_end_matches(unit).parse::<f64>().ok()
    };
    let hue = number(0, "deg")?.rem_euclid(360.0);
    let saturation = (number(1, "%")? / 100.0).clamp(0.0, 1.0);
    let lightness = (number(2, "%")? / 100.0).clamp(0.0, 1.0);
    if is_clear(arguments.get(3)) {
        return None;
    }
    // CSS Color 4, 7.1.
    let channel = |offset: f64| {
        let k = (offset + hue / 30.0).rem_euclid(12.0);
        let reach = saturation * lightness.min(1.0 - lightness);
        let value = lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        (value * 255.0).round() as u8
    };
    Some(Color { red: channel(0.0), green: channel(8.0), blue: channel(4.0) })
}

/// Whether the fourth argument makes a colour invisible.
fn is_clear(alpha: Option<&&str>) -> bool {
    alpha.and_then(|alpha| alpha.trim_end_matches('%').parse().ok()) == Some(0.0)
}

/// The named colours (CSS Color 4, 6.1), by name.
#[rustfmt::skip]
const NAMES: [(&str, u32); 148] = [
    ("aliceblue", 0xF0F8FF), ("antiquewhite", 0xFAEBD7), ("aqua", 0x00FFFF),
    ("aquamarine", 0x7FFFD4), ("azure", 0xF0FFFF), ("beige", 0xF5F5DC),
    ("bisque", 0xFFE4C4), ("black", 0x000000), ("blanchedalmond", 0xFFEBCD),
    ("blue", 0x0000FF), ("blueviolet", 0x8A2BE2), ("brown", 0xA52A2A),
    ("burlywood", 0xDEB887), ("cadetblue", 0x5F9EA0), ("chartreuse", 0x7FFF00),
    ("chocolate", 0xD2691E), ("coral", 0xFF7F50), ("cornflowerblue", 0x6495ED),
    ("cornsilk", 0xFFF8DC), ("crimson", 0xDC143C), ("cyan", 0x00FFFF),
    ("darkblue", 0x00008B), ("darkcyan", 0x008B8B), ("darkgoldenrod", 0xB8860B),
    ("darkgray", 0xA9A9A9), ("darkgreen", 0x006400), ("darkgrey", 0xA9A9A9),
    ("darkkhaki", 0xBDB76B), ("darkmagenta", 0x8B008B), ("darkolivegreen", 0x556B2F),
    ("darkorange", 0xFF8C00), ("darkorchid", 0x9932CC), ("darkred", 0x8B0000),
    ("darksalmon", 0xE9967A), ("darkseagreen", 0x8FBC8F), ("darkslateblue", 0x483D8B),
    ("darkslategray", 0x2F4F4F), ("darkslategrey", 0x2F4F4F),
    ("darkturquoise", 0x00CED1), ("darkviolet", 0x9400D3), ("deeppink", 0xFF1493),
    ("deepskyblue", 0x00BFFF), ("dimgray", 0x696969), ("dimgrey", 0x696969),
    ("dodgerblue", 0x1E90FF), ("firebrick", 0xB22222), ("floralwhite", 0xFFFAF0),
    ("forestgreen", 0x228B22), ("fuchsia", 0xFF00FF), ("gainsboro", 0xDCDCDC),
    ("ghostwhite", 0xF8F8FF), ("gold", 0xFFD700), ("goldenrod", 0xDAA520),
    ("gray", 0x808080), ("green", 0x008000), ("greenyellow", 0xADFF2F),
    ("grey", 0x808080), ("honeydew", 0xF0FFF0), ("hotpink", 0xFF69B4),
    ("indianred", 0xCD5C5C), ("indigo", 0x4B0082), ("ivory", 0xFFFFF0),
    ("khaki", 0xF0E68C), ("lavender", 0xE6E6FA), ("lavenderblush", 0xFFF0F5),
    ("lawngreen", 0x7CFC00), ("lemonchiffon", 0xFFFACD), ("lightblue", 0xADD8E6),
    ("lightcoral", 0xF08080), ("lightcyan", 0xE0FFFF),
    ("lightgoldenrodyellow", 0xFAFAD2), ("lightgray", 0xD3D3D3),
    ("lightgreen", 0x90EE90), ("lightgrey", 0xD3D3D3), ("lightpink", 0xFFB6C1),
    ("lightsalmon", 0xFFA07A), ("lightseagreen", 0x20B2AA), ("lightskyblue", 0x87CEFA),
    ("lightslategray", 0x778899), ("lightslategrey", 0x778899),
    ("lightsteelblue", 0xB0C4DE), ("lightyellow", 0xFFFFE0), ("lime", 0x00FF00),
    ("limegreen", 0x32CD32), ("linen", 0xFAF0E6), ("magenta", 0xFF00FF),
    ("maroon", 0x800000), ("mediumaquamarine", 0x66CDAA), ("mediumblue", 0x0000CD),
    ("mediumorchid", 0xBA55D3), ("mediumpurple", 0x9370DB),
    ("mediumseagreen", 0x3CB371), ("mediumslateblue", 0x7B68EE),
    ("mediumspringgreen", 0x00FA9A), ("mediumturquoise", 0x48D1CC),
    ("mediumvioletred", 0xC71585), ("midnightblue", 0x191970), ("mintcream", 0xF5FFFA),
    ("mistyrose", 0xFFE4E1), ("moccasin", 0xFFE4B5), ("navajowhite", 0xFFDEAD),
    ("navy", 0x000080), ("oldlace", 0xFDF5E6), ("olive", 0x808000),
    ("olivedrab", 0x6B8E23), ("orange", 0xFFA500), ("orangered", 0xFF4500),
    ("orchid", 0xDA70D6), ("palegoldenrod", 0xEEE8AA), ("palegreen", 0x98FB98),
    ("paleturquoise", 0xAFEEEE), ("palevioletred", 0xDB7093), ("papayawhip", 0xFFEFD5),
    ("peachpuff", 0xFFDAB9), ("peru", 0xCD853F), ("pink", 0xFFC0CB), ("plum", 0xDDA0DD),
    ("powderblue", 0xB0E0E6), ("purple", 0x800080), ("rebeccapurple", 0x663399),
    ("red", 0xFF0000), ("rosybrown", 0xBC8F8F), ("royalblue", 0x4169E1),
    ("saddlebrown", 0x8B4513), ("salmon", 0xFA8072), ("sandybrown", 0xF4A460),
    ("seagreen", 0x2E8B57), ("seashell", 0xFFF5EE), ("sienna", 0xA0522D),
    ("silver", 0xC0C0C0), ("skyblue", 0x87CEEB), ("slateblue", 0x6A5ACD),
    ("slategray", 0x708090), ("slategrey", 0x708090), ("snow", 0xFFFAFA),
    ("springgreen", 0x00FF7F), ("steelblue", 0x4682B4), ("tan", 0xD2B48C),
    ("teal", 0x008080), ("thistle", 0xD8BFD8), ("tomato", 0xFF6347),
    ("turquoise", 0x40E0D0), ("violet", 0xEE82EE), ("wheat", 0xF5DEB3),
    ("white", 0xFFFFFF), ("whitesmoke", 0xF5F5F5), ("yellow", 0xFFFF00),
    ("yellowgreen", 0x9ACD32),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        let parsed = |value| parse(value).map(|color| color.to_string());
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(parsed("Red"), Some("#ff0000".into()));
        assert_eq!(parsed("#0A0"), Some("#00aa00".into()));
        assert_eq!(parsed("C00000"), Some("#c00000".into()));
        assert_eq!(parsed("rgb(255, 0 50%)"), Some("#ff0080".into()));
        assert_eq!(parsed("hsl(120deg 100% 25%)"), Some("#008000".into()));
        assert_eq!(parsed("rgba(1,2,3,0)"), None);
        assert_eq!(parsed("var(--vp-c)"), None);
        assert_eq!(parsed("#汉"), None);
        assert_eq!(parsed("inherit"), None);
    }
}
