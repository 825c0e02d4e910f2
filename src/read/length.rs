//! Lengths as attributes and styles write them.

use crate::document::Length;

/// `60%`, `200`, `200px`, `5cm`.
pub(super) fn length(text: &str) -> Option<Length> {
    let text = text.trim().to_ascii_lowercase();
    let digits =
        text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: f64 = number.parse().ok().filter(|number| *number > 0.0)?;
    // CSS Values 4, 6.2: a pixel is 1/96 inch, a point 1/72.
    let points = match unit.trim() {
        "%" => return Some(Length::Percent(number.min(100.0))),
        "" | "px" => number * 0.75,
        "pt" => number,
        "em" | "rem" => number * 10.5,
        "cm" => number * 72.0 / 2.54,
        "mm" => number * 7.2 / 2.54,
        "in" => number * 72.0,
        _ => return None,
    };
    Some(Length::Points(points.min(5_000.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        assert_eq!(length("60%"), Some(Length::Percent(60.0)));
        assert_eq!(length("200"), Some(Length::Points(150.0)));
        assert_eq!(length(" 2 CM "), Some(Length::Points(144.0 / 2.54)));
        assert_eq!(length("0"), None);
        assert_eq!(length("12bananas"), None);
    }
}
