//! The parser's names of signs as characters.

use ratex_font::symbols::{Mode, get_symbol};

/// Signs that KaTeX's fonts have in places of their own, or under another character than
/// the one meant.
const OWN: [(&str, &str); 28] = [
    (r"\@gvertneqq", "≩"),
    (r"\@lvertneqq", "≨"),
    (r"\@ngeqq", "≱"),
    (r"\@ngeqslant", "≱"),
    (r"\@nleqq", "≰"),
    (r"\@nleqslant", "≰"),
    (r"\@nshortmid", "∤"),
    (r"\@nshortparallel", "∦"),
    (r"\@nsubseteqq", "⊈"),
    (r"\@nsupseteqq", "⊉"),
    (r"\@varsubsetneq", "⊊"),
    (r"\@varsubsetneqq", "⫋"),
    (r"\@varsupsetneq", "⊋"),
    (r"\@varsupsetneqq", "⫌"),
    (r"\@imath", "ı"),
    (r"\@jmath", "ȷ"),
    (r"\varvdots", "⋮"),
    (r"\|", "‖"),
    (r"\prime", "′"),
    ("\u{E258}", "≘"),
    ("\u{E25E}", "≞"),
    (r"\copyright", "©"),
    ("|", "|"),
    (r"\vert", "|"),
    (r"\lvert", "|"),
    (r"\rvert", "|"),
    ("*", "∗"),
    ("-", "−"),
];

/// The character that a name means in a formula.
pub(super) fn character(name: &str) -> String {
    if let Some((_, own)) = OWN.iter().find(|(known, _)| *known == name) {
        return (*own).to_owned();
    }
    if let Some(c) = get_symbol(name, Mode::Math).and_then(|symbol| symbol.codepoint) {
        return c.to_string();
    }
    name.trim_start_matches('\\').to_owned()
}

/// The characters that a name means among words.
pub(super) fn letter(name: &str) -> String {
    match name {
        "---" => "—".to_owned(),
        "--" => "–".to_owned(),
        "``" => "“".to_owned(),
        "''" => "”".to_owned(),
        "`" => "‘".to_owned(),
        "'" => "’".to_owned(),
        // The character as typed, unless it is the name of one.
        name if !name.starts_with('\\') => name.to_owned(),
        name => match get_symbol(name, Mode::Text).and_then(|symbol| symbol.codepoint) {
            Some(c) => c.to_string(),
            None => character(name),
        },
    }
}

/// The large sign or the name that an operator's command means.
pub(super) fn operator(name: &str) -> String {
    let own = match name {
        r"\iint" => "∬",
        r"\iiint" => "∭",
        r"\oiint" => "∯",
        r"\oiiint" => "∰",
        r"\intop" | r"\smallint" => "∫",
        r"\cosec" => "cosec",
        _ => return character(name),
    };
    own.to_owned()
}

/// The delimiter that a name means; `None` for the dot that means none.
pub(super) fn delimiter(name: &str) -> Option<char> {
    let c = match name {
        "." => return None,
        "<" | r"\lt" | r"\langle" | "\u{27E8}" => '⟨',
        ">" | r"\gt" | r"\rangle" | "\u{27E9}" => '⟩',
        r"\lgroup" => '⟮',
        r"\rgroup" => '⟯',
        r"\lbrace" | r"\{" => '{',
        r"\rbrace" | r"\}" => '}',
        r"\lbrack" => '[',
        r"\rbrack" => ']',
        r"\lparen" => '(',
        r"\rparen" => ')',
        r"|" | r"\vert" | r"\lvert" | r"\rvert" => '|',
        r"\|" | r"\Vert" | r"\lVert" | r"\rVert" => '‖',
        name => character(name).chars().next()?,
    };
    Some(c)
}
