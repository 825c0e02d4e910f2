//! The part of the style sheet that colours code.

use std::fmt::Write;

use super::listing::{DEEPEST, TAB};
use crate::document::TokenClass;

/// How one class of code looks on a light and on a dark ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenStyle {
    /// The class.
    pub class: TokenClass,
    /// On a light ground.
    pub light: TokenLook,
    /// On a dark ground.
    pub dark: TokenLook,
}

/// How code looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenLook {
    /// Red, green, blue.
    pub color: [u8; 3],
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is slanted.
    pub italic: bool,
}

/// Rules for wrapped lines and for every class of `styles`.
pub(super) fn code_style(styles: &[TokenStyle]) -> String {
    let mut css = String::from("\n/* code */\n");
    for columns in 0..=DEEPEST {
        // A multiple of the tab's width, or tabs would stop elsewhere.
        let hang = columns + TAB;
        rule(
            &mut css,
            &format!(".listing .in{columns}"),
            &format!("padding-left: {hang}ch; text-indent: -{hang}ch;"),
        );
    }
    for style in styles {
        rule(&mut css, &selector(style.class), &declarations(style.light));
    }
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    for style in styles {
        rule(&mut css, &selector(style.class), &declarations(style.dark));
    }
    css.push_str("}\n");
    css
}

fn rule(css: &mut String, selector: &str, declarations: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(css, "{selector} {{ {declarations} }}");
}

/// Plain code has no element of its own.
fn selector(class: TokenClass) -> String {
    match class {
        TokenClass::Plain => ".listing code".to_owned(),
        class => format!(".listing .tok-{}", class.name()),
    }
}

fn declarations(look: TokenLook) -> String {
    let [red, green, blue] = look.color;
    format!(
        "color: #{red:02x}{green:02x}{blue:02x}; font-weight: {}; font-style: {};",
        if look.bold { "bold" } else { "normal" },
        if look.italic { "italic" } else { "normal" },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_a_rule_in_both_schemes() {
        let look = |color, bold| TokenLook { color, bold, italic: false };
        let css = code_style(&[TokenStyle {
            class: TokenClass::Keyword,
            light: look([207, 34, 46], true),
            dark: look([255, 123, 114], false),
        }]);
        let (light, dark) = css.split_once("@media").expect("both schemes");
        assert!(light.contains(".tok-keyword { color: #cf222e; font-weight: bold;"));
        assert!(dark.contains(".tok-keyword { color: #ff7b72; font-weight: normal;"));
    }
}
