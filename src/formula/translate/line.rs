//! A line whose pieces are all known: what its strokes, words and signs come to.

use crate::document::{Alphabet, Class, MathWords, Term};
use crate::formula::negation::{is_stroke, negated};

/// A line with its strokes put through what follows them, and with the signs that are
/// between nothing no longer binary (TeXbook, appendix G, rules 5 and 6).
pub(super) fn finish(terms: Vec<Term>) -> Vec<Term> {
    let mut line: Vec<Term> = Vec::with_capacity(terms.len());
    for mut term in terms {
        if line.last().is_some_and(is_stroke)
            && let Term::Symbol(symbol) = term
        {
            line.pop();
            term = Term::Symbol(negated(symbol));
        }
        match (line.last_mut(), upright_letter(&term)) {
            // `\mathrm{softmax}` is one word.
            (Some(Term::Words(words)), Some(letter))
                if words.alphabet == Alphabet::Usual && words.text.is_ascii() =>
            {
                words.text.push_str(letter);
                continue;
            }
            (Some(before), Some(letter)) => {
                if let Some(first) = upright_letter(before) {
                    let text = format!("{first}{letter}");
                    *before = Term::Words(MathWords { text, alphabet: Alphabet::Usual });
                    continue;
                }
            }
            _ => {}
        }
        line.push(term);
    }
    let mut before = None;
    for index in 0..line.len() {
        if line[index].is_space() {
            continue;
        }
        let (first, last) = line[index].classes();
        let after_nothing = !matches!(before, Some(Class::Ordinary | Class::Closing));
        let next = line[index + 1..].iter().find(|term| !term.is_space());
        let before_nothing = next.is_none_or(|next| {
            matches!(
                next.classes().0,
                Class::Relation | Class::Closing | Class::Punctuation
            )
        });
        let mut last = last;
        if first == Class::Binary && (after_nothing || before_nothing) {
            last = Class::Ordinary;
            make_ordinary(&mut line[index]);
        }
        before = Some(last);
    }
    line
}

/// The letter that a term is, if it is nothing but an upright one.
fn upright_letter(term: &Term) -> Option<&str> {
    match term {
        Term::Symbol(symbol) if symbol.alphabet == Alphabet::Upright => {
            let is_letter = symbol.text.bytes().all(|byte| byte.is_ascii_alphabetic());
            is_letter.then_some(symbol.text.as_str())
        }
        _ => None,
    }
}

fn make_ordinary(term: &mut Term) {
    match term {
        Term::Symbol(symbol) => symbol.class = Class::Ordinary,
        Term::Classed(class, _) => *class = Class::Ordinary,
        Term::Scripts(scripts) => {
            if let [base] = scripts.base.as_mut_slice() {
                make_ordinary(base);
            }
        }
        _ => {}
    }
}
