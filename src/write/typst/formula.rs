//! Formulas as equations: calls of the functions in `formula.typ`.

mod table;
mod terms;

use super::Writer;
use crate::document::{Class, Equation, Math, MathTable, Settled, Term};

use terms::MathWriter;

impl Writer<'_> {
    /// A formula in a line.
    pub(super) fn formula(&mut self, math: &Math<Settled>) {
        let refused = self.refused;
        self.sink.spanned(math.span, |sink| {
            // Typst breaks lines at relations; what cannot break may have to shrink.
            let call = match longest_piece(&math.formula.terms) > LONG {
                true => "formula.whole(",
                false => "formula.in-line(",
            };
            sink.code(call);
            sink.string(&alternative(&math.formula));
            sink.code(", ");
            MathWriter { sink, refused, on_ground: false }.line(&math.formula.terms);
            sink.code(")");
        });
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, math: &Math<Settled>) {
        let refused = self.refused;
        self.sink.spanned(math.span, |sink| {
            let words = alternative(&math.formula);
            let mut writer = MathWriter { sink, refused, on_ground: false };
            match math.formula.terms.as_slice() {
                [Term::Table(table)]
                    if table.rows.iter().any(|row| row.tag.is_some()) =>
                {
                    writer.sink.code("formula.numbered(");
                    writer.sink.string(&words);
                    writer.sink.code(", (");
                    for row in &table.rows {
                        match &row.tag {
                            Some(tag) => writer.line(tag),
                            None => writer.sink.code("none"),
                        }
                        writer.sink.code(", ");
                    }
                    writer.sink.code("), formula.table.with(");
                    writer.table(&untagged(table));
                    writer.sink.code("))");
                }
                terms => {
                    writer.sink.code("formula.display(");
                    writer.sink.string(&words);
                    writer.sink.code(", ");
                    writer.line(terms);
                    writer.sink.code(")");
                }
            }
        });
    }
}

/// What is read out instead of the formula (ISO 14289-1, 7.7): its LaTeX, which those who
/// listen to formulas know.
fn alternative(equation: &Equation) -> String {
    equation.tex.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table without the numbers of its rows, which stand at the margin.
fn untagged(table: &MathTable) -> MathTable {
    let mut table = table.clone();
    table.rows.iter_mut().for_each(|row| row.tag = None);
    table
}

/// Pieces without a place to break that are longer than so many characters may be wider
/// than the line.
const LONG: usize = 18;

/// The characters of the longest piece of a line between two relations or binary signs.
fn longest_piece(terms: &[Term]) -> usize {
    let mut longest = 0;
    let mut piece = 0;
    for term in terms {
        piece += width(term);
        longest = longest.max(piece);
        if matches!(term.classes().1, Class::Relation | Class::Binary) {
            piece = 0;
        }
    }
    longest
}

/// About how many characters wide a term is.
fn width(term: &Term) -> usize {
    let of_line = |terms: &[Term]| terms.iter().map(width).sum::<usize>();
    match term {
        Term::Symbol(_) | Term::Delimiter(_) => 1,
        Term::Number(number) => number.text.len(),
        Term::Words(words) => words.text.chars().count() * 2,
        Term::Name(name) => name.len(),
        Term::Space(space) => (space * 2.0).max(0.0) as usize,
        Term::Group(terms)
        | Term::Classed(_, terms)
        | Term::Colored(_, terms)
        | Term::Struck(_, terms)
        | Term::Phantom(terms)
        | Term::Styled(_, terms)
        | Term::Scaled(_, terms) => of_line(terms),
        Term::Framed(framed) => 1 + of_line(&framed.terms),
        Term::Fraction(fraction) => {
            of_line(&fraction.above).max(of_line(&fraction.below))
        }
        Term::Root(root) => 1 + of_line(&root.body),
        Term::Scripts(scripts) => {
            let part = |part: &Option<Vec<Term>>| part.as_deref().map_or(0, of_line);
            let beside = part(&scripts.above).max(part(&scripts.below));
            of_line(&scripts.base) + beside.div_ceil(2)
        }
        Term::Marked(marked) => of_line(&marked.base),
        Term::Arrow(arrow) => 3 + of_line(&arrow.above).max(of_line(&arrow.below)),
        Term::Fenced(fenced) => {
            2 + fenced.parts.iter().map(|part| of_line(part)).sum::<usize>()
        }
        Term::Table(table) => {
            let rows = table.rows.iter();
            let rows = rows.map(|row| row.cells.iter().map(|cell| of_line(cell)).sum());
            rows.max().unwrap_or(0usize) + table.columns.len()
        }
        Term::Rule(width, _) => (width * 2.0).max(0.0) as usize,
    }
}
