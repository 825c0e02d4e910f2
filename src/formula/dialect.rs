//! What MathJax and LaTeX know and the parser does not, put in the parser's words.

use std::ops::Range;

use ratex_parser::Parser;
use ratex_parser::macro_expander::MacroDefinition;

use crate::document::Color;

/// LaTeX as the parser wants it.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    /// The LaTeX.
    pub(super) text: String,
    /// Where pieces of it came from: where each begins here, and where in the original.
    pieces: Vec<(usize, usize)>,
}

impl Rewritten {
    /// The part of the original that a part of the text came from.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let of = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at);
            let (start, origin) = self.pieces[..piece].last().copied().unwrap_or((0, 0));
            origin + (at - start)
        };
        of(range.start)..of(range.end)
    }
}

/// Macros that take as many arguments as their text names.
const MACROS: [(&str, &str); 42] = [
    (r"\mathds", r"\mathbb{#1}"),
    (r"\mathbbm", r"\mathbb{#1}"),
    (r"\bold", r"\mathbf{#1}"),
    (r"\vect", r"\boldsymbol{#1}"),
    (r"\mathbfit", r"\boldsymbol{#1}"),
    (r"\symbf", r"\mathbf{#1}"),
    (r"\symbfit", r"\boldsymbol{#1}"),
    (r"\mathup", r"\mathrm{#1}"),
    (r"\upalpha", r"\mathrm{\alpha}"),
    (r"\uppi", r"\mathrm{\pi}"),
    (r"\upmu", r"\mathrm{\mu}"),
    (r"\abs", r"\left|#1\right|"),
    (r"\norm", r"\left\|#1\right\|"),
    (r"\dd", r"\,\mathrm{d}"),
    (r"\dv", r"\frac{\mathrm{d}#1}{\mathrm{d}#2}"),
    (r"\pdv", r"\frac{\partial #1}{\partial #2}"),
    (r"\degree", r"^{\circ}"),
    (r"\celsius", r"^{\circ}\mathrm{C}"),
    (r"\micro", r"\mathrm{µ}"),
    (r"\ohm", r"\Omega"),
    (r"\Tr", r"\operatorname{Tr}"),
    (r"\tr", r"\operatorname{tr}"),
    (r"\rank", r"\operatorname{rank}"),
    (r"\sgn", r"\operatorname{sgn}"),
    (r"\lcm", r"\operatorname{lcm}"),
    (r"\arccot", r"\operatorname{arccot}"),
    (r"\sinc", r"\operatorname{sinc}"),
    (r"\matrix", r"\begin{matrix}#1\end{matrix}"),
    (r"\pmatrix", r"\begin{pmatrix}#1\end{pmatrix}"),
    (r"\cases", r"\begin{cases}#1\end{cases}"),
    (r"\eqalign", r"\begin{aligned}#1\end{aligned}"),
    (r"\displaylines", r"\begin{gathered}#1\end{gathered}"),
    (r"\intertext", r"\text{#1}\\"),
    (r"\shortintertext", r"\text{#1}\\"),
    (r"\DeclareMathOperator", r"\gdef#1{\operatorname{#2}}"),
    (r"\bcdot", r"\boldsymbol{\cdot}"),
    (r"\upepsilon", r"\mathrm{\epsilon}"),
    (r"\lparen", "("),
    (r"\rparen", ")"),
    (r"\questeq", r"\stackrel{?}{=}"),
    (r"\longeq", r"\xlongequal{}"),
    (r"\coloneqqq", r"\mathrel{::=}"),
];

/// Commands that say nothing on a page, and how many arguments they take with them.
const SILENT: [(&str, usize); 12] = [
    (r"\require", 1),
    (r"\vspace", 1),
    (r"\setlength", 2),
    (r"\displaybreak", 0),
    (r"\allowdisplaybreaks", 0),
    (r"\hfill", 0),
    (r"\hfil", 0),
    (r"\noindent", 0),
    (r"\centering", 0),
    (r"\strut", 0),
    (r"\mathsurround", 0),
    (r"\label", 1),
];

/// Teaches the parser more commands.
pub(super) fn define(parser: &mut Parser<'_>) {
    for (name, text) in MACROS {
        if !parser.gullet.is_defined(name) {
            parser.gullet.set_text_macro(name, text);
        }
    }
    for (name, num_args) in SILENT {
        let nothing = MacroDefinition::Tokens { tokens: Vec::new(), num_args };
        parser.gullet.set_macro(name.to_owned(), nothing);
    }
}

/// Environments that go by another name here.
///
/// Those that number their lines become those that do not: a number is what the author
/// gives as `\tag`.
const ENVIRONMENTS: [(&str, &str); 14] = [
    ("align", "align*"),
    ("flalign", "align*"),
    ("flalign*", "align*"),
    ("gather", "gather*"),
    ("multline", "gather*"),
    ("multline*", "gather*"),
    ("equation", "equation*"),
    ("alignat", "alignat*"),
    ("math", "gathered"),
    ("displaymath", "gathered"),
    ("multlined", "gathered"),
    ("tabular", "array"),
    ("numcases", "cases"),
    ("subequations", "gathered"),
];

/// The LaTeX in the parser's words. `display` is whether it stands on a line of its own.
pub(super) fn rewrite(tex: &str, display: bool) -> Rewritten {
    let style = if display { r"\displaystyle " } else { "" };
    let mut rewritten = Rewritten::default();
    let mut at = 0;
    // What has been read and is to be taken over as it is.
    let mut kept = 0;
    // Where the boxes end that are open, the innermost last.
    let mut boxes: Vec<usize> = Vec::new();
    loop {
        let next = tex[at..].find('\\').map(|next| at + next);
        while let Some(end) = boxes.pop_if(|end| next.is_none_or(|next| *end < next)) {
            rewritten.keep(&tex[kept..end], kept);
            rewritten.pieces.push((rewritten.text.len(), end));
            rewritten.text.push('$');
            kept = end;
        }
        let Some(start) = next else { break };
        let command = command(&tex[start..]);
        at = start + command.len();
        let replacement = match command {
            r"\end" if ends_with_empty_cell(&tex[..start]) => {
                let (end, text) = environment(tex, start, at)
                    .unwrap_or_else(|| (at, command.to_owned()));
                Some((end, format!("{{}}{text}")))
            }
            r"\begin" | r"\end" => environment(tex, start, at),
            r"\newcommand" | r"\renewcommand" | r"\providecommand" => {
                Some((at, r"\providecommand".to_owned()))
            }
            r"\eqref" | r"\ref" => reference(&tex[at..], command == r"\eqref")
                .map(|(length, text)| (at + length, text)),
            r"\bbox" => {
                let options = optional(&tex[at..]).unwrap_or(0);
                let body = at + options;
                let length = closing(&tex[body..]);
                let said = bbox(&tex[at..body]).filter(|_| length.is_some());
                boxes.extend(said.as_ref().and(length).map(|length| body + length - 1));
                match said {
                    Some(said) => Some((body + 1, format!("{said}{{${style}"))),
                    None => Some((body, String::new())),
                }
            }
            // Delimiters inside delimiters.
            r"\[" | r"\]" => Some((at, String::new())),
            r"\class" | r"\cssId" | r"\style" => {
                braced(&tex[at..]).map(|(length, _)| (at + length, String::new()))
            }
            _ => None,
        };
        if let Some((end, text)) = replacement {
            rewritten.keep(&tex[kept..start], kept);
            rewritten.pieces.push((rewritten.text.len(), start));
            rewritten.text.push_str(&text);
            at = end;
            kept = end;
        }
    }
    rewritten.keep(&tex[kept..], kept);
    rewritten
}

impl Rewritten {
    fn keep(&mut self, text: &str, origin: usize) {
        self.pieces.push((self.text.len(), origin));
        self.text.push_str(text);
    }
}

/// The command that a text begins with: a backslash and letters, or one other character.
pub(super) fn command(text: &str) -> &str {
    let letters = text[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = match letters {
        0 => text[1..].chars().next().map_or(0, char::len_utf8),
        letters => letters,
    };
    &text[..1 + length]
}

/// Whether a text ends with a cell that holds nothing: the parser takes a last row with
/// such a cell at its end for no row, whatever is in its other cells.
fn ends_with_empty_cell(text: &str) -> bool {
    let before = text.trim_end().strip_suffix('&');
    before.is_some_and(|before| !before.ends_with('\\'))
}

/// How long the braces are that a text begins with, and what they hold; nothing with
/// braces inside.
pub(super) fn braced(text: &str) -> Option<(usize, &str)> {
    let inner = text.trim_start().strip_prefix('{')?;
    let end = inner.find(['{', '}']).filter(|end| inner[*end..].starts_with('}'))?;
    Some((text.len() - inner.len() + end + 1, &inner[..end]))
}

/// The command for a box with options in brackets, `[yellow, 5px, border: 1px solid red]`;
/// `None` if they only ask for room.
fn bbox(options: &str) -> Option<String> {
    let options = options.trim_start_matches('[').trim_end_matches(']');
    let (mut ground, mut frame) = (None, None);
    for option in options.split(',').map(str::trim) {
        if let Some(border) = option.strip_prefix("border:") {
            let color = border.split_whitespace().find_map(color);
            frame = Some(color.unwrap_or(Color::BLACK));
        } else if let Some(color) = color(option) {
            ground = Some(color);
        }
    }
    match (ground, frame) {
        (None, None) => None,
        (Some(ground), None) => Some(format!(r"\colorbox{{{ground}}}")),
        (ground, Some(frame)) => {
            let ground = ground.unwrap_or(Color::WHITE);
            Some(format!(r"\fcolorbox{{{frame}}}{{{ground}}}"))
        }
    }
}

/// The colour that a word of a box's options is, as CSS has it: a name or a number of
/// sixteens. A length is none.
fn color(word: &str) -> Option<Color> {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    Color::from_css(word).filter(|_| !is_number)
}

/// The names of the commands that are taught to the parser.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MACROS.iter().map(|(name, _)| *name).chain(SILENT.iter().map(|(name, _)| *name))
}

/// How long the brackets are that a text begins with.
fn optional(text: &str) -> Option<usize> {
    text.strip_prefix('[')?.find(']').map(|end| end + 2)
}

/// What becomes of a `\begin{…}` or `\end{…}` that begins at a byte, and where it ends.
fn environment(tex: &str, start: usize, at: usize) -> Option<(usize, String)> {
    let (length, name) = braced(&tex[at..])?;
    let name = name.trim();
    let mut end = at + length;
    let command = &tex[start..at];
    let is_begin = command == r"\begin";
    if matches!(name, "eqnarray" | "eqnarray*") {
        let columns = if is_begin { "{rcl}" } else { "" };
        return Some((end, format!("{command}{{darray}}{columns}")));
    }
    // How it is aligned with the line around; there is none in a formula alone.
    let placed = ["aligned", "gathered", "split", "array", "alignedat", "multlined"];
    let position =
        ["[t]", "[b]", "[c]"].iter().any(|position| tex[end..].starts_with(position));
    let has_position = is_begin && placed.contains(&name) && position;
    if has_position {
        end += "[t]".len();
    }
    let other = ENVIRONMENTS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    let name = other.unwrap_or(name);
    let mut text = format!("{command}{{{name}}}");
    let mut is_other = other.is_some() || has_position;
    if is_begin
        && matches!(name, "array" | "darray")
        && let Some((length, columns)) = columns(&tex[end..])
    {
        end += length;
        text.push_str(&columns);
        is_other = true;
    }
    is_other.then_some((end, text))
}

/// What a table's columns are in the parser's words, if they are in others, and how long
/// those are: `*{2}{c}` is `cc`, `@{…}` is nothing, `p{…}` is a column.
fn columns(text: &str) -> Option<(usize, String)> {
    let end = closing(text)?;
    let inner = &text[1..end - 1];
    if !inner.contains(['*', '@', '!', '>', '<', 'p', 'm', 'b', 'X']) {
        return None;
    }
    let mut columns = String::from("{");
    let mut at = 0;
    while let Some(c) = inner[at..].chars().next() {
        at += c.len_utf8();
        let mut argument = || -> Option<&str> {
            let length = closing(&inner[at..])?;
            let argument = &inner[at + 1..at + length - 1];
            at += length;
            Some(argument)
        };
        match c {
            '*' => {
                let count: usize = argument()?.trim().parse().ok()?;
                let what = argument()?;
                if what.chars().all(|c| matches!(c, 'l' | 'c' | 'r' | '|')) {
                    // No table has more columns than this, whatever is asked for.
                    columns.push_str(&what.repeat(count.min(64)));
                }
            }
            '@' | '!' | '>' | '<' => {
                argument()?;
            }
            'p' | 'm' | 'b' => {
                argument()?;
                columns.push('l');
            }
            'X' => columns.push('l'),
            'l' | 'c' | 'r' | '|' | ':' => columns.push(c),
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    columns.push('}');
    Some((end, columns))
}

/// Where the braces end that a text begins with.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            _ if depth == 0 => return None,
            b'}' => depth -= 1,
            // Braces that are to be seen.
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    None
}

/// What stands for a reference to a number: the name it goes by.
fn reference(text: &str, in_parentheses: bool) -> Option<(usize, String)> {
    let (length, name) = braced(text)?;
    let mut words = String::new();
    for c in name.chars() {
        match c {
            '_' | '&' | '%' | '#' | '$' => words.extend(['\\', c]),
            '\\' | '^' | '~' => {}
            c => words.push(c),
        }
    }
    Some(match in_parentheses {
        true => (length, format!(r"\text{{({words})}}")),
        false => (length, format!(r"\text{{{words}}}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_have_the_colours_that_are_some() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(bbox("[border:2px solid]"), some(r"\fcolorbox{#000000}{#ffffff}"));
        assert_eq!(
            bbox("[#eef, border: red 1px solid]"),
            some(r"\fcolorbox{#ff0000}{#eeeeff}")
        );
        assert_eq!(bbox("[lightyellow,2px]"), some(r"\colorbox{#ffffe0}"));
        assert_eq!(bbox("[foo]"), None);
        assert_eq!(bbox("[5px]"), None);
    }
}
