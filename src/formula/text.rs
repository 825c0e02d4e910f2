//! Words in a formula.

use ratex_parser::parse_node::{Mode, ParseNode};

use super::Problem;
use super::symbols::letter;
use super::translate::Translator;
use crate::document::{Alphabet, MathWords, Term};

impl Translator {
    /// What `\text{…}` holds: words, and formulas between dollars.
    pub(super) fn text(
        &mut self,
        body: Vec<ParseNode>,
        alphabet: Alphabet,
        terms: &mut Vec<Term>,
    ) -> Result<(), Problem> {
        for node in body {
            match node {
                ParseNode::Atom { mode: Mode::Text, text, .. }
                | ParseNode::MathOrd { mode: Mode::Text, text, .. }
                | ParseNode::TextOrd { mode: Mode::Text, text, .. }
                | ParseNode::AccentToken { mode: Mode::Text, text, .. } => {
                    push_words(terms, &letter(&text), alphabet);
                }
                ParseNode::SpacingNode { mode: Mode::Text, text, .. } => {
                    if !matches!(text.as_str(), r"\nobreak" | r"\allowbreak") {
                        push_words(terms, " ", alphabet);
                    }
                }
                ParseNode::OrdGroup { mode: Mode::Text, body, .. } => {
                    self.text(body, alphabet, terms)?;
                }
                ParseNode::HBox { body, .. } => self.text(body, alphabet, terms)?,
                ParseNode::Text { body, font, .. } => {
                    self.text(body, text_alphabet(font.as_deref(), alphabet), terms)?;
                }
                ParseNode::Styling { mode: Mode::Text, body, .. }
                    if body.iter().all(|node| node.mode() == Mode::Text) =>
                {
                    self.text(body, alphabet, terms)?;
                }
                other => self.node(other, terms)?,
            }
        }
        Ok(())
    }
}

/// Adds words to a line; words of one alphabet are one piece.
pub(super) fn push_words(terms: &mut Vec<Term>, text: &str, alphabet: Alphabet) {
    match terms.last_mut() {
        Some(Term::Words(words)) if words.alphabet == alphabet => {
            words.text.push_str(text);
        }
        _ => terms.push(Term::Words(MathWords { text: text.to_owned(), alphabet })),
    }
}

/// The alphabet of the words that a command sets, among words in another.
pub(super) fn text_alphabet(font: Option<&str>, around: Alphabet) -> Alphabet {
    match font {
        Some(r"\textbf") if around == Alphabet::Italic => Alphabet::BoldItalic,
        Some(r"\textit" | r"\textsl" | r"\emph") if around == Alphabet::Bold => {
            Alphabet::BoldItalic
        }
        Some(r"\textbf") => Alphabet::Bold,
        Some(r"\textit" | r"\textsl" | r"\emph") => Alphabet::Italic,
        Some(r"\textsf") => Alphabet::Sans,
        Some(r"\texttt") => Alphabet::Typewriter,
        Some(r"\textrm" | r"\textnormal" | r"\textup" | r"\textmd") => Alphabet::Usual,
        _ => around,
    }
}
