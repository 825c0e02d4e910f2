use super::*;
use crate::document::{Class, Term};

fn refused(tex: &str) -> Problem {
    read(tex, true).expect_err(tex)
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let blamed = |tex: &str| refused(tex).place.map(|place| tex[place].to_owned());
    assert_eq!(blamed(r"1 + \foo{x}").as_deref(), Some(r"\foo"));
    assert_eq!(blamed(r"a_b_c").as_deref(), Some("_"));
    assert_eq!(blamed(r"\begin{foo}x\end{foo}").as_deref(), Some(r"\begin{foo}"));
    // Also behind what has been put in other words.
    assert_eq!(
        blamed(r"\begin{eqnarray}a&=&\foo\end{eqnarray}").as_deref(),
        Some(r"\foo")
    );
    assert_eq!(refused(r"\frac{a").message, "`{` has no end");
    assert_eq!(refused(" % x").message, "it shows nothing");
}

#[test]
fn hostile_formulas_end_soon() {
    let deep = |count: usize| format!("{}x{}", "{".repeat(count), "}".repeat(count));
    for tex in [
        deep(5_000),
        r"\sqrt{".repeat(3_000),
        r"\left(".repeat(3_000),
        r"\begin{matrix}".repeat(1_000),
        "^".repeat(9_000),
        "x^{".repeat(5_000),
        r"\def\a{\a\a}\a".to_owned(),
        r"\def\a#1{#1#1}\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{x}}}}}}}}}}}}}}}}"
            .to_owned(),
        r"\newcommand{\b}{\newcommand{\b}{\b}\b}\b".to_owned(),
        r"\edef\a{\a\a}\a".to_owned(),
        r"\cancel{".repeat(20) + &"}".repeat(20),
        "x".repeat(MAX_LENGTH + 1),
        format!(r"\begin{{matrix}}{}\end{{matrix}}", "&".repeat(15_000)),
    ] {
        // It is refused, or it is no larger than the limit.
        match read(&tex, true) {
            Err(_) => {}
            Ok(terms) => assert!(count(&terms) <= MAX_TERMS, "{}", &tex[..40]),
        }
    }
    assert!(read(&deep(20), true).is_ok());
}

/// The terms that are groups of terms within a line are few, so this needs no more kinds.
fn count(terms: &[Term]) -> usize {
    let of = |term: &Term| match term {
        Term::Group(terms) | Term::Classed(_, terms) | Term::Styled(_, terms) => {
            1 + count(terms)
        }
        Term::Table(table) => {
            1 + table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .map(|cell| count(cell))
                .sum::<usize>()
        }
        _ => 1,
    };
    terms.iter().map(of).sum()
}

#[test]
fn signs_between_nothing_are_not_binary() {
    let classes = |tex: &str| -> Vec<Class> {
        let terms = read(tex, true).expect(tex);
        terms.iter().map(|term| term.classes().0).collect()
    };
    use Class::*;
    assert_eq!(classes("a-b"), [Ordinary, Binary, Ordinary]);
    assert_eq!(classes("-b"), [Ordinary, Ordinary]);
    assert_eq!(classes("(-b)"), [Opening, Ordinary, Ordinary, Closing]);
    assert_eq!(classes("a=-b"), [Ordinary, Relation, Ordinary, Ordinary]);
    assert_eq!(classes(r"f(\cdot)"), [Ordinary, Opening, Ordinary, Closing]);
}

#[test]
fn references_and_labels_are_words() {
    assert!(read(r"\label{eq:a_b} x", true).is_ok());
    assert!(read(r"\eqref{eq:a_b}", true).is_ok());
    assert!(read(r"\ref{%}", true).is_ok());
}

#[test]
fn places_follow_what_was_rewritten() {
    let tex = r"\begin{align}x\end{align}";
    let rewritten = dialect::rewrite(tex, false);
    assert_eq!(rewritten.text, r"\begin{align*}x\end{align*}");
    let at = rewritten.text.find('x').expect("x");
    assert_eq!(rewritten.origin(at..at + 1), 13..14);
}

#[test]
fn columns_are_put_in_the_parsers_words() {
    let columns = |tex: &str| match read(tex, true).expect(tex).as_slice() {
        [Term::Table(table)] => table.columns.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(columns(r"\begin{array}{*{20}{l}}a&b\\c&d\end{array}"), 2);
    assert_eq!(columns(r"\begin{array}{@{}c@{\ }|p{2cm}}a&b\end{array}"), 2);
    assert_eq!(columns(r"\begin{array}[t]{ c c }a&b\end{array}"), 2);
}

#[test]
fn sizes_do_not_multiply() {
    let tex = r"\Huge{\Huge{\Huge{x}}}";
    assert!(format!("{:?}", read(tex, true)).contains("Scaled(1.0"));
}

#[test]
fn what_is_hidden_is_hidden_once() {
    let terms = format!("{:?}", read(r"\phantom{\phantom{\phantom{x}}}", true));
    assert_eq!(terms.matches("Phantom").count(), 1, "{terms}");
}
