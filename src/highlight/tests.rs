//! Cases for the whole module: no text is lost, none is slow, classes are sensible.

use super::*;
use crate::document::TokenClass::{self, *};
use crate::document::{CodeLine, Token};

mod classes;

/// The listing as text.
fn joined(lines: &[CodeLine]) -> std::string::String {
    let lines: Vec<_> = lines.iter().map(CodeLine::text).collect();
    lines.join("\n")
}

/// The class of the first token that says exactly `code`.
fn class(language: &str, text: &str, code: &str) -> Option<TokenClass> {
    let lines = highlight(language, text)?;
    let mut tokens = lines.into_iter().flat_map(|line| line.tokens);
    tokens.find(|token| token.text.trim() == code).map(|token| token.class)
}

#[track_caller]
fn check(language: &str, text: &str, expected: &[(&str, TokenClass)]) {
    for (code, wanted) in expected {
        let found = class(language, text, code);
        assert_eq!(found, Some(*wanted), "{code:?} in {language}");
    }
}

/// Repeatable random numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Pieces that open, close and confuse things in many languages.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    " ",
    "  ",
    "\t",
    "\r\n",
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "f\"",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "${",
    "#{",
    "{{",
    "}}",
    "<",
    ">",
    "</",
    "/>",
    "<?php",
    "?>",
    "<!--",
    "-->",
    "/*",
    "*/",
    "//",
    "#",
    "--",
    "\\",
    "\\n",
    "\\\n",
    ":",
    ";",
    ",",
    ".",
    "=",
    "@",
    "$",
    "%",
    "&",
    "|",
    "!",
    "if",
    "def ",
    "class ",
    "async ",
    "match ",
    "return",
    "func",
    "1",
    "0x1f",
    "1.5e",
    "名字",
    "中文。",
    "é",
    "😀",
    "\u{0}",
    "\u{2028}",
    ">>> ",
    "... ",
    "$ ",
    "```",
    "~~~",
    "- ",
    "<<EOF",
    "EOF",
    "%{",
    "q(",
    "=begin",
    "template <",
    "::",
    "SELECT ",
    "x",
    "foo",
    "\u{1b}[0m",
];

fn noise(dice: &mut Dice, pieces: usize) -> std::string::String {
    (0..pieces).map(|_| PIECES[dice.below(PIECES.len())]).collect()
}

#[test]
fn text_is_never_lost() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for language in LANGUAGES {
        for _ in 0..8 {
            let text = noise(&mut dice, 80);
            let lines = colour(language, &text);
            let expected = text.strip_suffix('\n').unwrap_or(&text);
            assert_eq!(joined(&lines), expected, "{}: {text:?}", language.label);
            for tokens in lines.iter().map(|line| &line.tokens) {
                assert!(tokens.iter().all(|token| !token.text.is_empty()));
                assert!(tokens.windows(2).all(|pair| pair[0].class != pair[1].class));
            }
        }
    }
}

#[test]
fn python_survives_much_noise() {
    let mut dice = Dice(77);
    for size in [1, 2, 3, 5, 10, 400].repeat(400) {
        let text = noise(&mut dice, size);
        let expected = text.strip_suffix('\n').unwrap_or(&text);
        assert_eq!(joined(&python::colour(&text)), expected, "{text:?}");
    }
}

#[test]
fn every_grammar_is_packed() {
    for language in LANGUAGES {
        if let Source::Grammar(name) = language.source {
            assert!(grammar::colour(name, "x\n").is_some(), "{name}");
        }
    }
}

#[test]
fn names_are_unique_and_in_lower_case() {
    let names = LANGUAGES.iter().flat_map(|language| language.names);
    let mut names: Vec<_> = names.chain(PLAIN_NAMES).collect();
    assert!(names.iter().all(|name| ***name == name.to_lowercase()));
    names.sort();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn a_final_line_break_closes_the_last_line() {
    for language in ["python", "js", "console", "pycon", "nginx"] {
        for (text, lines) in
            [("", 0), ("\n", 1), ("a\nb", 2), ("a\nb\n", 2), ("a\n\n", 2)]
        {
            let found = highlight(language, text).map(|lines| lines.len());
            assert_eq!(found, Some(lines), "{text:?} in {language}");
        }
    }
    assert_eq!(plain("a\n\nb\n").len(), 3);
}

#[test]
fn hostile_text_is_bounded() {
    let texts = [
        "a=b;".repeat(65_536),
        "[".repeat(1 << 20),
        "f\"{".repeat(1 << 18),
        "\\n\"".repeat(1 << 18),
        "match\n".repeat(1 << 17),
        "x = (((((((( \"a\" + 1\n".repeat(8_000),
    ];
    for text in &texts {
        for language in ["python", "pycon", "javascript", "cpp", "html", "console"] {
            let lines = highlight(language, text).unwrap_or_default();
            assert_eq!(joined(&lines), text.strip_suffix('\n').unwrap_or(text));
        }
    }
}

#[test]
fn long_lines_are_plain_and_the_next_is_not() {
    let text = format!("let a = 1; // {}\nlet b = 2;\n", "x".repeat(MAX_LINE));
    let lines = highlight("js", &text).unwrap_or_default();
    assert_eq!(lines[0].tokens.len(), 1);
    assert_eq!(lines[1].tokens[0], Token { class: Keyword, text: "let".into() });
}

#[test]
fn languages_go_by_many_names() {
    for (name, label) in [
        ("Python", "Python"),
        ("PY", "Python"),
        ("c++", "C++"),
        ("golang", "Go"),
        ("Vue-HTML", "Vue"),
        ("yml", "YAML"),
        ("docker", "Dockerfile"),
    ] {
        assert_eq!(display_name(name), Some(label));
    }
    assert_eq!(highlight("text", "x"), None);
    assert_eq!(highlight("klingon", "x"), None);
    assert!(is_plain("TEXT") && is_plain("") && is_plain("output") && !is_plain("py"));
}

#[test]
fn unknown_names_have_a_suggestion() {
    assert_eq!(nearest("pyhton"), Some("python"));
    assert_eq!(nearest("javscript"), Some("javascript"));
    assert_eq!(nearest("klingon"), None);
    assert_eq!(nearest("plantuml"), None);
    assert_eq!(nearest("zz"), None);
    assert_eq!(nearest(&"python".repeat(1000)), None);
}
