//! Letters, digits, signs and names, in their alphabets.

use ratex_parser::parse_node::ParseNode;

use super::Translator;
use crate::document::{Alphabet, Class, Number, Symbol, Term, is_ideograph};
use crate::formula::Problem;
use crate::formula::negation::STROKE;
use crate::formula::symbols::character;
use crate::formula::text::push_words;

impl Translator {
    pub(super) fn symbol(&self, name: &str, class: Class) -> Term {
        Term::Symbol(Symbol { text: character(name), alphabet: self.alphabet, class })
    }

    /// A letter, a digit, an ideograph or a sign that is spaced as a letter.
    pub(super) fn letter(&self, name: &str, terms: &mut Vec<Term>) {
        let text = character(name);
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return };
        if first.is_ascii_digit() || (first == '.' && is_number(terms.last())) {
            match terms.last_mut() {
                Some(Term::Number(number)) if number.alphabet == self.alphabet => {
                    number.text.push(first);
                }
                _ => terms.push(Term::Number(Number { text, alphabet: self.alphabet })),
            }
            return;
        }
        if is_word(first) {
            let alphabet = match self.alphabet {
                Alphabet::Bold | Alphabet::BoldItalic => Alphabet::Bold,
                _ => Alphabet::Usual,
            };
            push_words(terms, &text, alphabet);
            return;
        }
        let class = match first {
            '，' | '；' | '、' => Class::Punctuation,
            _ => Class::Ordinary,
        };
        let mut symbol = Symbol { text, alphabet: self.alphabet, class };
        // A mark that belongs to the character before it.
        if (class == Class::Ordinary && is_combining(first))
            && !symbol.text.starts_with(STROKE)
            && let Some(Term::Symbol(before)) = terms.last_mut()
        {
            before.text.push(first);
            return;
        }
        if symbol.text.starts_with(STROKE) {
            symbol.class = Class::Relation;
        }
        terms.push(Term::Symbol(symbol));
    }

    /// `\operatorname{…}`: a name, if it is nothing but letters.
    pub(super) fn name(&mut self, body: Vec<ParseNode>) -> Result<Term, Problem> {
        let inner = self.in_alphabet(Alphabet::Upright, |line| line.line(body))?;
        let mut name = String::new();
        for term in &inner {
            match term {
                Term::Symbol(symbol) if symbol.alphabet == Alphabet::Upright => {
                    // A hyphen in a name is none that subtracts.
                    name.push_str(if symbol.text == "−" { "-" } else { &symbol.text });
                }
                Term::Number(number) => name.push_str(&number.text),
                Term::Words(words) if words.alphabet == Alphabet::Usual => {
                    name.push_str(&words.text);
                }
                Term::Space(space) if *space > 0.0 => name.push('\u{2009}'),
                Term::Space(_) => {}
                _ => return Ok(Term::Classed(Class::Operator, inner)),
            }
        }
        Ok(Term::Name(name))
    }
}

/// The alphabet that a command sets, inside another.
pub(super) fn alphabet(font: &str, around: Alphabet) -> Alphabet {
    match (font, around) {
        ("mathbf", Alphabet::Italic | Alphabet::BoldItalic) => Alphabet::BoldItalic,
        ("mathit", Alphabet::Bold | Alphabet::BoldItalic) => Alphabet::BoldItalic,
        ("mathrm", _) => Alphabet::Upright,
        ("mathit", _) => Alphabet::Italic,
        ("mathbf", _) => Alphabet::Bold,
        // What is upright already stays upright.
        ("boldsymbol", Alphabet::Upright) => Alphabet::Bold,
        ("boldsymbol", _) => Alphabet::BoldItalic,
        ("mathbb", _) => Alphabet::DoubleStruck,
        ("mathcal", _) => Alphabet::Calligraphic,
        ("mathscr", _) => Alphabet::Script,
        ("mathfrak", _) => Alphabet::Fraktur,
        ("mathsf" | "mathsfit", _) => Alphabet::Sans,
        ("mathtt", _) => Alphabet::Typewriter,
        _ => Alphabet::Usual,
    }
}

fn is_number(term: Option<&Term>) -> bool {
    matches!(term, Some(Term::Number(number)) if !number.text.contains('.'))
}

/// Whether a character is set as a word: in the face of the text around, upright.
fn is_word(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF01}'..='\u{FF60}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '\u{2460}'..='\u{24FF}')
        || c as u32 >= 0x1_F000
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
}
