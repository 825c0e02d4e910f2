//! What formulas are called, and where they are referred to: `\label`, `\tag`, `\ref`.

use std::ops::Range;

use super::MAX_LENGTH;
use super::dialect::{braced, closing, command};

/// The longest tag that others can show, in bytes.
const MAX_TAG: usize = 100;

/// A row of a formula that has a name or a number. Most formulas are one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is called, mostly by one name.
    pub names: Vec<String>,
    /// The number at its margin.
    pub number: RowNumber,
    /// Where in the LaTeX a number can be put.
    pub place: usize,
}

/// What an author says of a row's number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RowNumber {
    /// Nothing.
    #[default]
    Open,
    /// That it is this, `\tag`.
    Given(String),
    /// That it has none, `\notag`, or one too long to be shown elsewhere.
    Barred,
}

/// A place where a formula is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What the other one is called.
    pub name: String,
    /// Whether its number stands in parentheses, as `\eqref` has it.
    pub in_parentheses: bool,
    /// Where `\ref{…}` stands.
    pub range: Range<usize>,
}

/// Environments whose rows can have numbers of their own.
const NUMBERED: [&str; 8] = [
    "align",
    "alignat",
    "eqnarray",
    "equation",
    "flalign",
    "gather",
    "multline",
    "subequations",
];

/// The rows of a formula that have names or numbers.
pub fn rows(tex: &str) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    let mut row = Row::default();
    let mut open: Vec<&str> = Vec::new();
    for (command, at) in commands(tex) {
        let rest = &tex[at..];
        match command {
            r"\begin" => {
                let name = braced(rest).map_or("", |(_, name)| name);
                open.push(name.trim().trim_end_matches('*'));
            }
            r"\end" => {
                open.pop();
            }
            // Rows of a matrix in a row are none of the formula.
            r"\\" | r"\cr" if has_rows(&open) => found.push(std::mem::take(&mut row)),
            r"\tag" => {
                let rest = rest.strip_prefix('*').unwrap_or(rest).trim_start();
                let end = (0..=MAX_TAG + 2).rev().find(|at| rest.is_char_boundary(*at));
                let near = &rest[..end.unwrap_or(0)];
                row.number = match closing(near) {
                    Some(length) => {
                        let typed = near[1..length - 1].replace('$', "");
                        RowNumber::Given(typed.trim().to_owned())
                    }
                    None => RowNumber::Barred,
                };
            }
            r"\notag" | r"\nonumber" => row.number = RowNumber::Barred,
            r"\label" => {
                let Some((_, name)) = braced(rest) else { continue };
                if row.names.is_empty() {
                    let in_row = open.last().is_none_or(|name| NUMBERED.contains(name));
                    row.place = if in_row { at - command.len() } else { tex.len() };
                }
                row.names.push(name.trim().to_owned());
            }
            _ => {}
        }
    }
    found.push(row);
    found
        .retain(|row| !row.names.is_empty() || matches!(row.number, RowNumber::Given(_)));
    found
}

/// Whether a new row begins a new row of the formula.
fn has_rows(open: &[&str]) -> bool {
    match open {
        [] => true,
        [outermost] => NUMBERED.contains(outermost),
        _ => false,
    }
}

/// The places in a formula that refer to others.
pub fn mentions(tex: &str) -> Vec<Mention> {
    let found = commands(tex).filter(|(name, _)| matches!(*name, r"\ref" | r"\eqref"));
    let found = found.filter_map(|(command, at)| {
        let (length, name) = braced(&tex[at..])?;
        let range = at - command.len()..at + length;
        let in_parentheses = command == r"\eqref";
        Some(Mention { name: name.trim().to_owned(), in_parentheses, range })
    });
    found.collect()
}

/// The links in a formula that lead away, `\href{…}{…}`: where they stand, and where they
/// lead.
pub fn links(tex: &str) -> Vec<(Range<usize>, &str)> {
    let found = commands(tex).filter(|(name, _)| *name == r"\href");
    let found = found.filter_map(|(command, at)| {
        let (length, address) = braced(&tex[at..])?;
        Some((at - command.len()..at + length, address.trim()))
    });
    found.collect()
}

/// The commands of a formula, each with the place after it; none of a formula that is too
/// long to be read.
fn commands(tex: &str) -> impl Iterator<Item = (&str, usize)> {
    let tex = if tex.len() > MAX_LENGTH { "" } else { tex };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + tex[at..].find(['\\', '%'])?;
            if tex[start..].starts_with('%') {
                at = tex[start..].find('\n').map_or(tex.len(), |end| start + end);
                continue;
            }
            let name = command(&tex[start..]);
            let end = start + name.len();
            // In an address, `%` begins no comment.
            let address = braced(&tex[end..]).filter(|_| name == r"\href");
            at = end + address.map_or(0, |(length, _)| length);
            return Some((name, end));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_the_names_of_its_row() {
        let found = |tex| {
            let rows = rows(tex).into_iter();
            rows.map(|row| (row.names.join(" "), row.number)).collect::<Vec<_>>()
        };
        let some =
            |name: &str, tag: &str| (name.to_owned(), RowNumber::Given(tag.to_owned()));
        let barred = |name: &str| (name.to_owned(), RowNumber::Barred);
        assert_eq!(found(r"x \tag {7} \label{a}"), [some("a", "7")]);
        assert_eq!(found(r"x \tag{7}"), [some("", "7")]);
        assert_eq!(found(r"x \notag \label{a}"), [barred("a")]);
        let long = format!(r"x \tag{{{}}} \label{{a}}", "长".repeat(40));
        assert_eq!(found(&long), [barred("a")]);
        assert_eq!(found("x % \\label{a}\n y"), []);
        assert_eq!(
            found("\\href{a%20}{x} 5\\% \\label{a}"),
            [("a".to_owned(), RowNumber::Open)]
        );
        let endless = format!(r"\label{{a}}{}", " ".repeat(MAX_LENGTH));
        assert_eq!(found(&endless), []);
        assert_eq!(found(r"x \tag{1} \label{eq:x}"), [some("eq:x", "1")]);
        assert_eq!(found(r"\label{a} x \tag*{$\ast$}"), [some("a", r"\ast")]);
        assert_eq!(
            found(r"\label{a} x \label{b}"),
            [("a b".to_owned(), RowNumber::Open)]
        );
        assert_eq!(
            found(
                r"\begin{align} \begin{matrix} 1 \\ 2 \end{matrix} \label{a} \tag{1} \\
                  b \tag{2} \label{b} \end{align}"
            ),
            [some("a", "1"), some("b", "2")]
        );
        assert_eq!(found(r"\label{a \label"), []);
        let tex = r"\begin{aligned} x \label{a} \\ y \label{b} \end{aligned}";
        assert_eq!(rows(tex)[0].place, tex.len());
    }

    #[test]
    fn mentions_and_links_are_found() {
        let found = mentions(r"由 \eqref{a} 与 \ref{ b }");
        let shown: Vec<_> =
            found.iter().map(|it| (it.name.as_str(), it.in_parentheses)).collect();
        assert_eq!(shown, [("a", true), ("b", false)]);
        assert_eq!(
            links(r"\href{https://a.cn/%20}{x} \href"),
            [(0..23, "https://a.cn/%20")]
        );
    }
}
