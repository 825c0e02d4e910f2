//! Where the formulas of a paragraph are: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`.
//!
//! A dollar is also money and the sign of a variable. A pair of them is a formula only if
//! no white space follows the first or precedes the second, no letter or digit follows the
//! second, and what is between looks like one (the first two as in pandoc's
//! `tex_math_dollars`). With white space there, `$ x^2 $`, it must have signs that nothing
//! else has. So must what stands between escaped brackets, since those are also what
//! CommonMark writes for brackets that are no link: `\[USACO 1.3\]`.

use std::ops::Range;

/// A formula in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it stands, with its delimiters.
    pub(super) range: Range<usize>,
    /// Where its LaTeX stands.
    pub(super) tex: Range<usize>,
    /// Whether it is to stand on a line of its own.
    pub(super) display: bool,
}

/// The longest formula, in bytes.
const MAX_LENGTH: usize = 4_000;

/// How many lines a formula between single dollars may have.
const MAX_LINES: usize = 6;

/// The formulas in a paragraph's source, in order. Code spans, HTML tags and the addresses
/// of links are passed over.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut ends = Ends::default();
    let mut at = 0;
    while at < bytes.len() {
        let next = match bytes[at] {
            b'`' => Some(after_code(text, at, &mut ends)),
            b'<' => after_tag(text, at),
            b']' => after_address(text, at),
            b'\\' | b'$' => {
                if let Some(formula) = formula(text, at) {
                    let end = formula.range.end;
                    found.push(formula);
                    Some(end)
                } else if bytes[at] == b'\\' {
                    // The next character is itself.
                    Some(at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8))
                } else {
                    let run = text[at..].bytes().take_while(|byte| *byte == b'$').count();
                    Some(at + run)
                }
            }
            _ => None,
        };
        at = next.unwrap_or(at + 1);
    }
    found
}

/// Delimiters that are known to have no partner in the rest of the text, so that looking
/// for them again and again does not take quadratic time.
#[derive(Default)]
struct Ends {
    missing: Vec<String>,
}

impl Ends {
    /// The first `delimiter` from a byte on.
    fn find(&mut self, text: &str, from: usize, delimiter: &str) -> Option<usize> {
        if self.missing.iter().any(|missing| missing == delimiter) {
            return None;
        }
        let found = text[from..].find(delimiter).map(|offset| from + offset);
        if found.is_none() {
            self.missing.push(delimiter.to_owned());
        }
        found
    }
}

/// Where a code span that begins at a byte ends; after its delimiter if it does not.
fn after_code(text: &str, at: usize, ends: &mut Ends) -> usize {
    let count = |at: usize| text[at..].bytes().take_while(|byte| *byte == b'`').count();
    let length = count(at);
    let ticks = "`".repeat(length);
    let mut from = at + length;
    while let Some(end) = ends.find(text, from, &ticks) {
        let run = count(end);
        if run == length {
            return end + run;
        }
        from = end + run;
    }
    at + length
}

/// Where a tag or an address in angle brackets ends.
fn after_tag(text: &str, at: usize) -> Option<usize> {
    let inner = &text[at + 1..];
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return None;
    }
    // Tags are short; a sign of comparison may be followed by anything.
    let inner = &inner[..inner.floor_char_boundary(2_000)];
    let end = inner.find(['<', '>'])?;
    inner[end..].starts_with('>').then_some(at + 1 + end + 1)
}

/// Where the address of a link whose text ends at a byte ends.
fn after_address(text: &str, at: usize) -> Option<usize> {
    let inner = text[at + 1..].strip_prefix('(')?;
    let inner = &inner[..inner.floor_char_boundary(2_000)];
    let end = inner.find([')', '\n'])?;
    inner[end..].starts_with(')').then_some(at + 2 + end + 1)
}

fn formula(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    // Some dialects want two backslashes.
    let pairs = [
        (r"\\(", r"\\)", false),
        (r"\\[", r"\\]", true),
        (r"\(", r"\)", false),
        (r"\[", r"\]", true),
        ("$$", "$$", true),
        ("$", "$", false),
    ];
    let (open, close, display) =
        pairs.into_iter().find(|(open, ..)| rest.starts_with(open))?;
    let start = at + open.len();
    let end = match open {
        "$" => dollar(text, start).or_else(|| spaced_dollar(text, start))?,
        _ => {
            let window = &text[start..text.floor_char_boundary(start + MAX_LENGTH)];
            start + window.find(close)?
        }
    };
    let tex = &text[start..end];
    let fits = !tex.trim().is_empty() && tex.len() <= MAX_LENGTH;
    let is_formula = match open {
        "$" => looks_like_formula(tex, &text[end + 1..]),
        "$$" => true,
        _ => {
            // `file\(s\)`
            let follows_letter = text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
            let is_short = !display && !follows_letter && has_short_names(tex);
            can_be_formula(tex) && (is_short || is_surely_formula(tex))
        }
    };
    let range = at..end + close.len();
    (fits && is_formula).then_some(Found { range, tex: start..end, display })
}

/// The closing dollar of a formula whose text begins at a byte.
fn dollar(text: &str, start: usize) -> Option<usize> {
    if text[start..].starts_with(|c: char| c.is_whitespace() || c == '$') {
        return None;
    }
    let window = &text[start..text.floor_char_boundary(start + MAX_LENGTH)];
    let (mut breaks, mut before) = (0, None);
    let mut is_escaped = false;
    for (at, c) in window.char_indices() {
        if c == '$' && !is_escaped {
            return (!before.is_some_and(char::is_whitespace)).then_some(start + at);
        }
        breaks += usize::from(c == '\n');
        if breaks >= MAX_LINES {
            return None;
        }
        is_escaped = c == '\\' && !is_escaped;
        before = Some(c);
    }
    None
}

/// The closing dollar of a formula with a space at one of its ends or both.
fn spaced_dollar(text: &str, start: usize) -> Option<usize> {
    let window = &text[start..text.floor_char_boundary(start + MAX_LENGTH)];
    let end = start + window.find(['$', '`', '\n'])?;
    let tex = &text[start..end];
    let begins_with_amount = |tex: &str| tex.starts_with(|c: char| c.is_ascii_digit());
    // `$ 10 and x_1 is $ 20`, but not `$ 2^n $`.
    let is_money = begins_with_amount(tex)
        || begins_with_amount(tex.trim_start()) && has_long_names(tex);
    let is_formula = text[end..].starts_with('$')
        && (!is_money || has_command(tex))
        && !has_ideograph_outside_text(tex)
        && (tex.contains('^') || has_command(tex) || has_index(tex));
    is_formula.then_some(end)
}

/// Whether what stands between brackets that are escaped can be a formula at all.
pub(super) fn can_be_formula(tex: &str) -> bool {
    tex.contains(char::is_alphanumeric)
        && !has_ideograph_outside_text(tex)
        && !tex.contains("](")
}

/// Whether a text has what only formulas have: a command, an index, an exponent, or signs
/// between names of a letter or two.
pub(super) fn is_surely_formula(tex: &str) -> bool {
    tex.contains('^')
        || has_command(tex)
        || has_index(tex)
        || has_short_names(tex) && has_operator(tex)
}

/// Whether a text has a command of LaTeX, not only signs that are escaped.
fn has_command(tex: &str) -> bool {
    let mut after = tex.split('\\').skip(1);
    after.any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a text has an index: `a_1`, `x_{ij}`, but not `snake_case`.
fn has_index(tex: &str) -> bool {
    tex.match_indices('_').any(|(at, _)| {
        let mut before = tex[..at].chars().rev();
        let base = before.next();
        let is_alone = !before.next().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let is_base = base.is_some_and(|c| {
            matches!(c, '}' | ')') || (c.is_ascii_alphabetic() && is_alone)
        });
        is_base
            && tex[at + 1..].starts_with(|c: char| c == '{' || c.is_ascii_alphanumeric())
    })
}

/// Whether a text names things as formulas do, by a letter or two.
fn has_short_names(tex: &str) -> bool {
    let mut names =
        tex.split(|c: char| !c.is_alphabetic()).filter(|name| !name.is_empty());
    let first = names.next();
    first.into_iter().chain(names).all(|name| name.len() <= 2) && first.is_some()
}

/// Whether a text has words, which are longer than the names in formulas.
fn has_long_names(tex: &str) -> bool {
    tex.split(|c: char| !c.is_alphabetic()).any(|name| name.len() > 2)
}

/// Whether a text has a sign between two things: `a = b`, but not `C++`.
fn has_operator(tex: &str) -> bool {
    let is_thing =
        |c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | '[' | ']' | '-');
    tex.match_indices(['=', '+', '<', '>']).any(|(at, sign)| {
        tex[..at].trim_end().ends_with(is_thing)
            && tex[at + sign.len()..].trim_start().starts_with(is_thing)
    })
}

/// Whether what stands between two dollars is a formula, and not what somebody paid or
/// what a shell calls its variables; `after` follows the second.
fn looks_like_formula(tex: &str, after: &str) -> bool {
    let has_signs = tex.contains(['\\', '^', '_', '{']);
    let next = after.chars().next();
    if next.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    if next.is_some_and(|c| c.is_ascii_alphabetic()) && !has_signs {
        return false;
    }
    if tex.contains('`') {
        return false;
    }
    let is_money = tex.starts_with(|c: char| c.is_ascii_digit());
    !has_ideograph_outside_text(tex)
        || (!is_money && (has_signs || tex.contains(['=', '+', '×', '<', '>'])))
}

/// Whether Chinese words stand in a formula other than as its words, `\text{…}`.
pub(super) fn has_ideograph_outside_text(tex: &str) -> bool {
    let mut rest = tex;
    while let Some(at) = rest.find(is_cjk) {
        let before = &rest[..at];
        // Inside the braces of a command that takes words.
        let Some(open) = before.rfind('{') else { return true };
        let takes_words = before[..open].ends_with("text")
            || [
                "mbox",
                "textbf",
                "textit",
                "textrm",
                "textsf",
                "texttt",
                "mathrm",
                "hbox",
                "tag",
                "operatorname",
                "mathbf",
                "textcolor",
            ]
            .iter()
            .any(|name| before[..open].ends_with(name));
        let closed = before[open..].contains('}');
        if closed || !takes_words {
            return true;
        }
        let Some(end) = rest[at..].find('}') else { return true };
        rest = &rest[at + end..];
    }
    false
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.tex]).collect()
    }

    #[test]
    fn formulas_are_found() {
        assert_eq!(formulas("当$n$趋于无穷，$a_1=b$。"), ["n", "a_1=b"]);
        assert_eq!(formulas(r"有 \(x^2\) 和 \\(y\\)。"), ["x^2", "y"]);
        assert_eq!(
            formulas(r"$$\frac{1}{2}$$ 与 $\text{面积} = ab$"),
            [r"\frac{1}{2}", r"\text{面积} = ab"]
        );
        assert_eq!(formulas("$复杂度=O(n)$"), ["复杂度=O(n)"]);
        assert_eq!(formulas("$a\n+b$"), ["a\n+b"]);
        assert_eq!(formulas(r"$\$5$"), [r"\$5"]);
        assert_eq!(formulas(r"$ C_7^3=35 $，$C_7^3$ 代表"), [" C_7^3=35 ", "C_7^3"]);
        assert_eq!(
            formulas(r"（$\gamma \in [0,1] $ ，$ a_1$）"),
            [r"\gamma \in [0,1] ", " a_1"]
        );
        assert_eq!(formulas("$ 2^n $，$ 1 + x^2 $"), [" 2^n ", " 1 + x^2 "]);
        assert_eq!(formulas(r"\(n\) 个，\(O(n)\)，\[a = b\]"), ["n", "O(n)", "a = b"]);
        assert_eq!(formulas(r"\[\sin x\] 与 \(f(x_i)\)"), [r"\sin x", "f(x_i)"]);
    }

    #[test]
    fn escaped_brackets_stay_brackets() {
        for text in [
            r"[P1209\[USACO1.3\] 修理牛棚](https://a.cn)",
            r"[\[IOI1998\] \[USACO5.5\] 矩形周长](https://a.cn)",
            r"\[1\] \[C++11\] \[snake_case\] \[a, b\] \[basic.string\] \[a\_b\]",
            r"file\(s\) \(optional\) \(2\) \[可选\] 和 \(可选\)",
        ] {
            assert_eq!(formulas(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn money_and_variables_stay_text() {
        for text in [
            "一杯 $5，两杯 $9。",
            "$5-$10",
            "花了$5买笔，$3买纸",
            "$HOME 和 $PATH",
            "$HOME:$PATH",
            "设置 $HOME、$PATH 两个变量",
            r"\$x\$",
            "`$x$`",
            "<a href=\"$x$\">",
            "[x](http://a/$b$)",
            "100$",
            "$ x $",
            "提示符 $ cd /tmp; $ ls",
            "付 $5 买 a_1 $",
            "price $ 10 and x_1 is $ 20.",
            "$ x_1 $5",
        ] {
            assert_eq!(formulas(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn openers_without_end_cost_little() {
        // Each of these looked at the whole rest would take minutes.
        let text = "`` ` ``` $a \\( ".repeat(50_000);
        assert_eq!(find(&text).len(), 0);
        let text = format!("$a{}x$", r"\$".repeat(300_000));
        assert_eq!(find(&text).len(), 0);
    }
}
