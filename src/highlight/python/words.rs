//! Words that mean something in Python.

use crate::document::TokenClass::{self, *};

/// The class of a name by what it says, wherever it stands; `None` for an ordinary one.
pub(super) fn class_of(word: &str) -> Option<TokenClass> {
    let known = |words: &[&str]| words.binary_search(&word).is_ok();
    if known(KEYWORDS) {
        Some(Keyword)
    } else if known(CONSTANTS) {
        Some(TokenClass::Constant)
    } else if known(ROLES) {
        Some(Variable)
    } else if known(TYPES) {
        Some(Type)
    } else {
        by_spelling(word)
    }
}

/// What the naming rules of the language (PEP 8) say of a name.
pub(super) fn by_spelling(word: &str) -> Option<TokenClass> {
    let bare = word.trim_start_matches('_');
    let mut letters = bare.chars();
    if !letters.next()?.is_ascii_uppercase() {
        let magic = word.len() > 4 && word.starts_with("__") && word.ends_with("__");
        return magic.then_some(Variable);
    }
    if bare.chars().any(|letter| letter.is_lowercase()) {
        Some(Type)
    } else if bare.len() > 1 {
        Some(TokenClass::Constant)
    } else {
        None
    }
}

const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

const CONSTANTS: &[&str] = &["Ellipsis", "False", "None", "NotImplemented", "True"];

const ROLES: &[&str] = &["cls", "self"];

const TYPES: &[&str] = &[
    "bool",
    "bytearray",
    "bytes",
    "complex",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "memoryview",
    "object",
    "set",
    "str",
    "tuple",
    "type",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [KEYWORDS, CONSTANTS, ROLES, TYPES] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn spelling_decides_for_unknown_names() {
        assert_eq!(class_of("ValueError"), Some(Type));
        assert_eq!(class_of("MAX_SIZE"), Some(TokenClass::Constant));
        assert_eq!(class_of("_Node"), Some(Type));
        assert_eq!(class_of("__name__"), Some(Variable));
        assert_eq!(class_of("T"), None);
        assert_eq!(class_of("count"), None);
        assert_eq!(class_of("变量"), None);
        assert_eq!(class_of("_"), None);
    }
}
