//! The part of the style sheet that colours code, on a light and on a dark ground.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::listing::{DEEPEST, MOST_DIGITS, SIGNS, TAB};
use crate::config::{CodeLook, CodeStyle, CodeTheme, Color};
use crate::document::TokenClass;

/// Latin letters as wide as the rest of the code, ideographs in Kai.
const KAI: &str = "\"Source Code Pro\", \"SF Mono\", \"Menlo\", \"Consolas\", \
    \"DejaVu Sans Mono\", \"LXGW WenKai\", \"Kaiti SC\", \"STKaiti\", \"KaiTi\", monospace";

/// Rules for wrapped lines, and for every class in both schemes.
pub(super) fn code_style(theme: &CodeTheme) -> String {
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
    gutters(&mut css);
    scheme(&mut css, &theme.background.light, &theme.light);
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    scheme(&mut css, &theme.background.dark, &theme.dark);
    css.push_str("}\n");
    css
}

/// Room before the lines for their numbers and for signs, which are generated content:
/// no part of the text, so that nobody copies them with the code.
fn gutters(css: &mut String) {
    for digits in 0..=MOST_DIGITS {
        let width = digits + 2;
        let code = format!(".listing .gutter{digits}");
        rule(css, &code, &format!("display: block; padding-left: {width}ch"));
        rule(
            css,
            &format!("{code} .line::before"),
            // Where no sign stands, a space that keeps its place, and one before the code.
            &format!(
                "display: inline-block; width: {width}ch; margin-left: -{width}ch; \
                 text-align: right; text-indent: 0; white-space: pre; \
                 content: attr(data-line) \"\\a0\\a0\""
            ),
        );
    }
    for (mark, sign) in SIGNS {
        let selector = format!(".listing .line.line-{}::before", mark.name());
        let content = format!("content: attr(data-line) \"{sign}\\a0\"");
        rule(css, &selector, &content);
    }
}

fn scheme(css: &mut String, background: &Color, looks: &BTreeMap<TokenClass, CodeLook>) {
    rule(css, ".listing", &format!("background-color: {}", background.as_str()));
    for (class, look) in looks {
        // Plain code has no element of its own.
        let selector = match class {
            TokenClass::Plain => ".listing code".to_owned(),
            class => format!(".listing .tok-{}", class.name()),
        };
        // All is said, since the dark scheme's rules follow the light one's.
        let color = look.color.as_ref().map_or("inherit", Color::as_str);
        let weight = if look.style == CodeStyle::Bold { "bold" } else { "normal" };
        let mut declarations = format!("color: {color}; font-weight: {weight}");
        match look.style {
            CodeStyle::Normal | CodeStyle::Bold => {}
            CodeStyle::Kai => declarations += &format!("; font-family: {KAI}"),
            CodeStyle::Underline => declarations += "; text-decoration: underline",
            CodeStyle::Strike => declarations += "; text-decoration: line-through",
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
    fn every_gutter_has_room_for_its_numbers_and_a_sign() {
        let mut css = String::new();
        gutters(&mut css);
        assert!(css.contains(".listing .gutter0 { display: block; padding-left: 2ch; }"));
        assert!(css.contains(".listing .gutter7 .line::before"));
        assert!(css.contains(
            ".listing .line.line-added::before { content: attr(data-line) \"+\\a0\"; }"
        ));
    }

    #[test]
    fn each_class_has_a_rule_in_both_schemes() {
        let theme = "background: { light: '#f6f8fa', dark: '#161b22' }\n\
            light: { keyword: { color: '#cf222e', style: bold }, plain: {} }\n\
            dark: { keyword: { color: '#ff7b72', style: strike } }\n\
            print: {}\n";
        let css = code_style(&serde_yaml::from_str(theme).expect("a theme"));
        let (light, dark) = css.split_once("@media").expect("both schemes");
        assert!(light.contains(".listing { background-color: #f6f8fa; }"));
        assert!(light.contains(".listing code { color: inherit; font-weight: normal; }"));
        assert!(light.contains(".tok-keyword { color: #cf222e; font-weight: bold; }"));
        assert!(dark.contains(
            ".tok-keyword { color: #ff7b72; font-weight: normal; \
             text-decoration: line-through; }"
        ));
    }
}
