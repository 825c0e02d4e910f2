//! Signs that are struck through: `\not=`.

use crate::document::{Class, Symbol, Term};

/// The stroke that goes through what follows it.
pub(super) const STROKE: char = '\u{338}';

/// Whether a term is the stroke alone.
pub(super) fn is_stroke(term: &Term) -> bool {
    matches!(term, Term::Symbol(symbol) if symbol.text.starts_with(STROKE))
}

/// Signs whose negated form is a character, and that character.
const NEGATED: [(char, char); 46] = [
    ('=', '≠'),
    ('<', '≮'),
    ('>', '≯'),
    ('≤', '≰'),
    ('≥', '≱'),
    ('∈', '∉'),
    ('∋', '∌'),
    ('∃', '∄'),
    ('∣', '∤'),
    ('|', '∤'),
    ('∥', '∦'),
    ('‖', '∦'),
    ('∼', '≁'),
    ('≃', '≄'),
    ('≅', '≇'),
    ('≈', '≉'),
    ('≡', '≢'),
    ('≍', '≭'),
    ('≲', '≴'),
    ('≳', '≵'),
    ('≶', '≸'),
    ('≷', '≹'),
    ('≺', '⊀'),
    ('≻', '⊁'),
    ('⪯', '⋠'),
    ('⪰', '⋡'),
    ('≼', '⋠'),
    ('≽', '⋡'),
    ('⊂', '⊄'),
    ('⊃', '⊅'),
    ('⊆', '⊈'),
    ('⊇', '⊉'),
    ('⊢', '⊬'),
    ('⊨', '⊭'),
    ('⊩', '⊮'),
    ('⊫', '⊯'),
    ('⊑', '⋢'),
    ('⊒', '⋣'),
    ('⊲', '⋪'),
    ('⊳', '⋫'),
    ('⊴', '⋬'),
    ('⊵', '⋭'),
    ('←', '↚'),
    ('→', '↛'),
    ('⇒', '⇏'),
    ('⇔', '⇎'),
];

/// A sign with the stroke through it.
pub(super) fn negated(mut symbol: Symbol) -> Symbol {
    let mut chars = symbol.text.chars();
    let alone = chars.next().filter(|_| chars.next().is_none());
    let known = NEGATED.iter().find(|(plain, _)| Some(*plain) == alone);
    match known {
        Some((_, struck)) => symbol.text = struck.to_string(),
        None => symbol.text.push(STROKE),
    }
    symbol.class = Class::Relation;
    symbol
}
