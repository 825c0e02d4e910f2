//! The part of the style sheet that colours code, on a light and on a dark ground.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::listing::{DEEPEST, TAB};
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
    scheme(&mut css, &theme.background.light, &theme.light);
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    scheme(&mut css, &theme.background.dark, &theme.dark);
    css.push_str("}\n");
    css
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
