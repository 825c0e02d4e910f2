//! A formula on one line, for tests and for people.

use super::{Alphabet, Class, Limits, Term};

/// What a formula says, in few characters: `frac(a; b)`, `x^(2)`.
pub(super) fn outline(terms: &[Term]) -> String {
    terms.iter().map(term).collect::<Vec<_>>().join(" ")
}

fn term(term: &Term) -> String {
    let line = |name: &str, terms: &[Term]| format!("{name}({})", outline(terms));
    match term {
        Term::Symbol(symbol) => {
            let class = match symbol.class {
                Class::Ordinary => "",
                Class::Operator => "op:",
                Class::Binary => "bin:",
                Class::Relation => "rel:",
                Class::Opening => "open:",
                Class::Closing => "close:",
                Class::Punctuation => "punct:",
            };
            format!("{class}{}{}", symbol.text, suffix(symbol.alphabet))
        }
        Term::Number(number) => format!("{}{}", number.text, suffix(number.alphabet)),
        Term::Words(words) => format!("{:?}{}", words.text, suffix(words.alphabet)),
        Term::Name(name) => format!("name:{name}"),
        Term::Space(width) => format!("space({width})"),
        Term::Group(terms) => line("group", terms),
        Term::Classed(class, terms) => line(&format!("{class:?}").to_lowercase(), terms),
        Term::Fraction(fraction) => {
            let name = if fraction.line { "frac" } else { "stack" };
            let (above, below) = (outline(&fraction.above), outline(&fraction.below));
            format!("{name}({above}; {below})")
        }
        Term::Root(root) => {
            let index = root.index.as_deref().map_or(String::new(), outline);
            format!("root({index}; {})", outline(&root.body))
        }
        Term::Scripts(scripts) => {
            let mut text = format!("[{}]", outline(&scripts.base));
            text.push_str(match scripts.limits {
                Limits::Never => "",
                Limits::Display => "limits",
                Limits::Always => "limits!",
            });
            text.push_str(&"'".repeat(scripts.primes));
            for (mark, part) in [('_', &scripts.below), ('^', &scripts.above)] {
                if let Some(part) = part {
                    text.push_str(&format!("{mark}({})", outline(part)));
                }
            }
            text
        }
        Term::Marked(marked) => {
            let place = if marked.below { "below" } else { "above" };
            let wide = if marked.wide { " wide" } else { "" };
            format!("{place}({}{wide}; {})", marked.mark, outline(&marked.base))
        }
        Term::Arrow(arrow) => {
            let (above, below) = (outline(&arrow.above), outline(&arrow.below));
            format!("arrow({}; {above}; {below})", arrow.arrow)
        }
        Term::Fenced(fenced) => {
            let sign =
                |sign: Option<char>| sign.map_or(".".into(), |sign| sign.to_string());
            let mut text = format!("fenced({}", sign(fenced.left));
            for (index, part) in fenced.parts.iter().enumerate() {
                let middle = index.checked_sub(1).and_then(|at| fenced.middles.get(at));
                text.extend(middle.map(|middle| format!(" {middle}")));
                text.push_str(&format!(" {}", outline(part)));
            }
            format!("{text} {})", sign(fenced.right))
        }
        Term::Delimiter(delimiter) => {
            format!("delimiter({} {})", delimiter.sign, delimiter.height)
        }
        Term::Table(table) => {
            let columns = table.columns.iter().map(|column| {
                let rule = |is_there: bool| if is_there { "|" } else { "" };
                let align = format!("{:?}", column.align).to_lowercase();
                let (before, after) = (rule(column.rule_before), rule(column.rule_after));
                format!("{before}{align}{after}")
            });
            let columns = columns.collect::<Vec<_>>().join(" ");
            let rows = table.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| outline(cell));
                let cells = cells.collect::<Vec<_>>().join(" & ");
                let tag = row.tag.as_deref().map(|tag| format!(" tag({})", outline(tag)));
                format!("{cells}{}", tag.unwrap_or_default())
            });
            let rows = rows.collect::<Vec<_>>().join(" \\ ");
            format!("table({columns}; {rows})")
        }
        Term::Colored(color, terms) => line(&color.to_string(), terms),
        Term::Framed(framed) => line("framed", &framed.terms),
        Term::Struck(_, terms) => line("struck", terms),
        Term::Phantom(terms) => line("phantom", terms),
        Term::Styled(style, terms) => line(&format!("{style:?}").to_lowercase(), terms),
        Term::Scaled(factor, terms) => line(&format!("scaled {factor} "), terms),
        Term::Rule(width, height) => format!("rule({width} {height})"),
    }
}

fn suffix(alphabet: Alphabet) -> String {
    match alphabet {
        Alphabet::Usual => String::new(),
        alphabet => format!(":{}", format!("{alphabet:?}").to_lowercase()),
    }
}
