//! The part of the style sheet that colours code, on a light and on a dark ground.

use std::fmt::{self, Write};

use super::listing::{DEEPEST, TAB};
use crate::document::TokenClass;

/// How code looks on one ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeScheme {
    /// What lies behind the code.
    pub background: Rgb,
    /// The classes that look different from the text around them.
    pub looks: Vec<(TokenClass, TokenLook)>,
}

/// How one class of code looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenLook {
    /// Its colour; the text's if there is none.
    pub color: Option<Rgb>,
    /// How its letters are drawn.
    pub face: TokenFace,
}

/// How letters of code are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TokenFace {
    /// As the rest.
    #[default]
    Normal,
    /// Bold.
    Bold,
    /// Ideographs in Kai.
    Kai,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
}

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// The colour of `#` and six hexadecimal digits.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Rgb([red, green, blue]))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Latin letters as wide as the rest of the code, ideographs in Kai.
const KAI: &str = "\"Source Code Pro\", \"SF Mono\", \"Menlo\", \"Consolas\", \
    \"DejaVu Sans Mono\", \"LXGW WenKai\", \"Kaiti SC\", \"STKaiti\", \"KaiTi\", monospace";

/// Rules for wrapped lines, and for every class in both schemes.
pub(super) fn code_style(light: &CodeScheme, dark: &CodeScheme) -> String {
    let mut css = String::from("\n/* code */\n");
    for columns in 0..=DEEPEST {
        // A multiple of the tab's width, or tabs would stop elsewhere.
        let hang = columns + TAB;
        let selector = format!(".listing .in{columns}");
        rule(
            &mut css,
            &selector,
            &format!("padding-left: {hang}ch; text-indent: -{hang}ch"),
        );
    }
    scheme(&mut css, light);
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    scheme(&mut css, dark);
    css.push_str("}\n");
    css
}

fn scheme(css: &mut String, scheme: &CodeScheme) {
    rule(css, ".listing", &format!("background-color: {}", scheme.background));
    for (class, look) in &scheme.looks {
        // Plain code has no element of its own.
        let selector = match class {
            TokenClass::Plain => ".listing code".to_owned(),
            class => format!(".listing .tok-{}", class.name()),
        };
        // All is said, since the dark scheme's rules follow the light one's.
        let color = look.color.map_or("inherit".to_owned(), |color| color.to_string());
        let weight = if look.face == TokenFace::Bold { "bold" } else { "normal" };
        let mut declarations = format!("color: {color}; font-weight: {weight}");
        match look.face {
            TokenFace::Normal | TokenFace::Bold => {}
            TokenFace::Kai => declarations += &format!("; font-family: {KAI}"),
            TokenFace::Underline => declarations += "; text-decoration: underline",
            TokenFace::Strike => declarations += "; text-decoration: line-through",
        }
        rule(css, &selector, &declarations);
    }
}

fn rule(css: &mut String, selector: &str, declarations: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(css, "{selector} {{ {declarations}; }}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_a_rule_in_both_schemes() {
        let scheme = |background, color, face| CodeScheme {
            background: Rgb::parse(background).expect("a colour"),
            looks: vec![(
                TokenClass::Keyword,
                TokenLook { color: Rgb::parse(color), face },
            )],
        };
        let css = code_style(
            &scheme("#f6f8fa", "#cf222e", TokenFace::Bold),
            &scheme("#161b22", "#ff7b72", TokenFace::Strike),
        );
        let (light, dark) = css.split_once("@media").expect("both schemes");
        assert!(light.contains(".listing { background-color: #f6f8fa; }"));
        assert!(light.contains(".tok-keyword { color: #cf222e; font-weight: bold; }"));
        assert!(dark.contains(
            ".tok-keyword { color: #ff7b72; font-weight: normal; \
             text-decoration: line-through; }"
        ));
    }

    #[test]
    fn a_colour_has_six_digits() {
        assert_eq!(Rgb::parse("#0a10ff"), Some(Rgb([10, 16, 255])));
        assert_eq!(Rgb::parse("#+a10ff"), None);
        assert_eq!(Rgb::parse("red"), None);
    }
}
