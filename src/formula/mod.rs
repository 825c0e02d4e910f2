//! LaTeX of formulas: what it says, as a tree of ours.
//!
//! The commands are read by `ratex-parser`, which knows what KaTeX knows and bounds what
//! macros may expand to and how deep things nest. What other renderers know beyond that is
//! put in its words first (`dialect`); its tree, which is full of how KaTeX draws things,
//! becomes one that says what is meant (`translate`). Neither XHTML nor Typst is known here.

mod arrays;
mod colors;
mod dialect;
mod help;
mod labels;
mod marks;
mod negation;
mod symbols;
mod text;
mod translate;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::document::{MathStyle, Term};

pub use labels::{Mention, Row, RowNumber, links, mentions, rows};

/// The longest formula that is read, in bytes.
const MAX_LENGTH: usize = 20_000;
/// How many pieces a formula may have, which macros could make many more than was typed.
const MAX_TERMS: usize = 20_000;

/// Why a formula is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in a few words.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Which bytes of the LaTeX are to blame, as far as is known.
    pub place: Option<Range<usize>>,
}

/// What helps where nothing better is known.
const HELP: &str = "formulas take the commands that KaTeX knows";

impl Problem {
    fn new(message: impl Into<String>) -> Problem {
        Problem { message: message.into(), help: HELP.into(), place: None }
    }
}

/// What a formula says. `display` is whether it stands on a line of its own; in a line it
/// may be nothing but space, which some authors move words with.
pub fn read(tex: &str, display: bool) -> Result<Vec<Term>, Problem> {
    if tex.len() > MAX_LENGTH {
        return Err(Problem::new(format!("it is longer than {MAX_LENGTH} bytes")));
    }
    let rewritten = dialect::rewrite(tex, display);
    let mut parser = ratex_parser::Parser::new(&rewritten.text);
    dialect::define(&mut parser);
    let nodes = parser.parse().map_err(|error| problem(tex, &rewritten, &error))?;
    let style = if display { MathStyle::Display } else { MathStyle::Text };
    let terms = translate::formula(nodes, style)?;
    let is_seen = terms.iter().any(|term| !term.is_space());
    match is_seen || !display && !terms.is_empty() {
        true => Ok(terms),
        false => Err(Problem::new("it shows nothing")),
    }
}

/// What the parser says, in the author's words and places.
fn problem(
    tex: &str,
    rewritten: &dialect::Rewritten,
    error: &ratex_parser::ParseError,
) -> Problem {
    let message = error.message.as_str();
    let name_after = |start: &str| message.strip_prefix(start).map(str::trim);
    let mut place =
        error.loc.as_ref().map(|place| rewritten.origin(place.start..place.end));
    let mut help = HELP.to_owned();
    let said = if let Some(name) = name_after("Undefined control sequence: ") {
        // Within macros, places are those of the macros' own text.
        let typed = place.clone().and_then(|place| tex.get(place));
        if typed != Some(name) {
            place = tex.find(name).map(|at| at..at + name.len());
        }
        if let Some(near) = help::nearest(name) {
            help = format!("did you mean `{near}`?");
        }
        format!("`{name}` is not known")
    } else if let Some(name) = name_after("No such environment: ") {
        let begin = format!("\\begin{{{name}}}");
        place = tex.find(&begin).map(|at| at..at + begin.len());
        help =
            "`aligned`, `gathered`, `cases`, `array` and the matrices are known".into();
        format!("the environment `{name}` is not known")
    } else if message.starts_with("Double superscript") {
        help = "`x^a^b` can mean `x^{a^b}` or `{x^a}^b`".into();
        "there are two exponents; put braces around the first part".to_owned()
    } else if message.starts_with("Double subscript") {
        help = "`x_a_b` can mean `x_{a_b}` or `{x_a}_b`".into();
        "there are two indices; put braces around the first part".to_owned()
    } else if message.starts_with("Too many expansions")
        || message.starts_with("Macro expansion resource")
        || message.starts_with("Layout resource")
    {
        help = "write out what its macros stand for".into();
        "its macros expand to too much".to_owned()
    } else if message.starts_with("Recursion limit") {
        "its parts are nested too deeply".to_owned()
    } else if let Some((said, at)) = help::unpaired(tex) {
        place = Some(at);
        help = "braces, `\\left` and `\\right`, `\\begin` and `\\end` come in pairs; \
                `\\{` is a brace to be seen"
            .into();
        said
    } else if message == "Expected 'EOF', got '&'" {
        help = "it divides columns, as between `\\begin{aligned}` and `\\end{aligned}`; \
                the sign itself is `\\&`"
            .into();
        "`&` stands outside of a table".to_owned()
    } else if message == "Expected 'EOF', got '#'" {
        help = "the sign itself is `\\#`".into();
        "`#` stands where it means nothing".to_owned()
    } else if message.contains("got 'EOF'")
        || message.starts_with("Unexpected end of input")
    {
        "something in it does not end".to_owned()
    } else if let Some(found) = name_after("Expected 'EOF', got ") {
        format!("{found} stands where it means nothing").replace('\'', "`")
    } else {
        let mut words = message.replace('\'', "`");
        if let Some(first) = words.get_mut(0..1) {
            first.make_ascii_lowercase();
        }
        words
    };
    let is_typed =
        |place: &Range<usize>| !place.is_empty() && tex.get(place.clone()).is_some();
    Problem { message: said, help, place: place.filter(is_typed) }
}
