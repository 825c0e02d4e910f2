//! From a grammar's scopes to the classes a theme knows.
//!
//! A scope such as `keyword.control.flow.python` is looked up by its longest prefix in
//! one table. The innermost scope the table knows decides; scopes it does not know, such
//! as most `meta` ones, change nothing.

use std::collections::HashMap;
use std::sync::OnceLock;

use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

use super::scopes::{IN_CONTEXT, SCOPES};
use crate::document::TokenClass;

/// The classes of the scopes a parser is inside of.
#[derive(Default)]
pub(super) struct ClassStack {
    /// Each open scope with the class of text directly in it.
    open: Vec<(Scope, TokenClass)>,
    cleared: Vec<Vec<(Scope, TokenClass)>>,
    known: HashMap<Scope, Entry>,
}

/// What the tables say of one scope.
#[derive(Clone, Copy)]
struct Entry {
    class: Option<TokenClass>,
    /// Whether a rule of the second table begins with this scope.
    in_context: bool,
}

impl ClassStack {
    /// The class of text at this point.
    pub(super) fn current(&self) -> TokenClass {
        self.open.last().map_or(TokenClass::Plain, |(_, class)| *class)
    }

    /// Follows a change the parser made to its scopes.
    pub(super) fn apply(&mut self, change: ScopeStackOp) {
        match change {
            ScopeStackOp::Push(scope) => {
                let class = self.class(scope).unwrap_or(self.current());
                self.open.push((scope, class));
            }
            ScopeStackOp::Pop(count) => {
                self.open.truncate(self.open.len().saturating_sub(count));
            }
            ScopeStackOp::Clear(amount) => {
                let keep = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(keep));
            }
            ScopeStackOp::Restore => {
                self.open.extend(self.cleared.pop().unwrap_or_default());
            }
            ScopeStackOp::Noop => {}
        }
    }

    /// The class `scope` has when pushed now, if it has any.
    fn class(&mut self, scope: Scope) -> Option<TokenClass> {
        let tables = Tables::get();
        let entry = *self.known.entry(scope).or_insert_with(|| Entry {
            class: tables.longest(scope),
            in_context: tables.in_context.iter().any(|rule| rule.1.is_prefix_of(scope)),
        });
        if entry.in_context {
            let within = |outer: Scope| {
                self.open.iter().any(|(open, _)| outer.is_prefix_of(*open))
            };
            let mut rules = tables.in_context.iter();
            let rule = rules.find(|rule| rule.1.is_prefix_of(scope) && within(rule.0));
            if let Some((_, _, class)) = rule {
                return Some(*class);
            }
        }
        entry.class
    }
}

/// The tables, with their scopes in syntect's form.
struct Tables {
    plain: Vec<(Scope, TokenClass)>,
    in_context: Vec<(Scope, Scope, TokenClass)>,
}

impl Tables {
    fn get() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| {
            let scope = |name: &str| Scope::new(name).ok();
            let anywhere = SCOPES.iter();
            let inside = IN_CONTEXT.iter();
            Tables {
                plain: anywhere
                    .filter_map(|(name, class)| Some((scope(name)?, *class)))
                    .collect(),
                in_context: inside
                    .filter_map(|(outer, inner, class)| {
                        Some((scope(outer)?, scope(inner)?, *class))
                    })
                    .collect(),
            }
        })
    }

    /// The class of the longest entry that is a prefix of `scope`.
    fn longest(&self, scope: Scope) -> Option<TokenClass> {
        let matching = self.plain.iter().filter(|(entry, _)| entry.is_prefix_of(scope));
        matching.max_by_key(|(entry, _)| entry.len()).map(|(_, class)| *class)
    }
}
