//! The serialised form of a syntect syntax set, as plain data.
//!
//! syntect keeps its linked grammars private, but its dump is ordinary serde data in
//! bincode. These types have the same fields in the same order, so the build script can
//! read a dump, see which grammar refers to which, and write a smaller one. A change of
//! layout in syntect shows up as a failed build, or as a failed test of the highlighter,
//! never as wrong colours at run time: the dump is read back once after it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A whole dump.
#[derive(Serialize, Deserialize)]
pub(crate) struct SyntaxSet {
    pub(crate) syntaxes: Vec<Syntax>,
    pub(crate) path_syntaxes: Vec<(String, u64)>,
}

/// One grammar; its contexts are a zlib stream of [`Contexts`].
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Syntax {
    pub(crate) name: String,
    pub(crate) file_extensions: Vec<String>,
    pub(crate) scope: String,
    pub(crate) first_line_match: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) contexts: Vec<u8>,
}

/// The contexts of one grammar, by index, and their names.
#[derive(Serialize, Deserialize)]
pub(crate) struct Contexts {
    pub(crate) names: BTreeMap<String, ContextId>,
    pub(crate) contexts: Vec<Context>,
}

/// A context's place: grammar, then index within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct ContextId {
    pub(crate) syntax: u64,
    pub(crate) context: u64,
}

/// One state of a grammar.
#[derive(Serialize, Deserialize)]
pub(crate) struct Context {
    pub(crate) meta_scope: Vec<String>,
    pub(crate) meta_content_scope: Vec<String>,
    pub(crate) meta_include_prototype: bool,
    pub(crate) clear_scopes: Option<ClearAmount>,
    pub(crate) prototype: Option<ContextId>,
    pub(crate) uses_backrefs: bool,
    pub(crate) patterns: Vec<Pattern>,
}

/// How many scopes a context hides.
#[derive(Serialize, Deserialize)]
pub(crate) enum ClearAmount {
    TopN(u64),
    All,
}

/// One rule of a context.
#[derive(Serialize, Deserialize)]
pub(crate) enum Pattern {
    Match(Box<MatchPattern>),
    Include(Reference),
}

/// A rule with a regular expression.
#[derive(Serialize, Deserialize)]
pub(crate) struct MatchPattern {
    pub(crate) has_captures: bool,
    pub(crate) regex: String,
    pub(crate) scope: Vec<String>,
    pub(crate) captures: Option<Vec<(u64, Vec<String>)>>,
    pub(crate) operation: Operation,
    pub(crate) with_prototype: Option<Reference>,
}

/// What a rule does to the stack of contexts.
#[derive(Serialize, Deserialize)]
pub(crate) enum Operation {
    Push(Vec<Reference>),
    Set(Vec<Reference>),
    Pop,
    None,
}

/// A reference to a context; only `Direct` ones are linked.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reference {
    Named(String),
    ByScope { scope: String, sub_context: Option<String>, with_escape: bool },
    File { name: String, sub_context: Option<String>, with_escape: bool },
    Inline(String),
    Direct(ContextId),
}

impl Context {
    /// Calls `visit` with each reference this context makes to another.
    pub(crate) fn references(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        for pattern in &mut self.patterns {
            match pattern {
                Pattern::Include(reference) => visit(reference),
                Pattern::Match(rule) => {
                    rule.with_prototype.iter_mut().for_each(&mut *visit);
                    match &mut rule.operation {
                        Operation::Push(targets) | Operation::Set(targets) => {
                            targets.iter_mut().for_each(&mut *visit);
                        }
                        Operation::Pop | Operation::None => {}
                    }
                }
            }
        }
    }
}
