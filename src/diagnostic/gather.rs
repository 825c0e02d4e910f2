//! What many places have in common is said once.
//!
//! A setting that every lesson of a course has, and that means nothing here, would
//! otherwise fill the screen a hundred times over. The rule is the same for all problems:
//! those that say the same are one, and of one kind the first few are shown with their
//! lines, the next with their places only, and the rest are counted.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};

/// How many of a kind are shown with the author's lines.
const SHOWN: usize = 8;

/// How many of a kind are listed by their places after that.
const LISTED: usize = 100;

/// Diagnostics that say the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repeated<'a> {
    pub(super) first: &'a Diagnostic,
    /// The others, in order.
    pub(super) others: Vec<&'a Diagnostic>,
}

/// What is left of a kind when its first few have been shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rest<'a> {
    pub(super) severity: Severity,
    pub(super) code: Code,
    /// Those to be listed.
    pub(super) listed: Vec<Repeated<'a>>,
    /// How many diagnostics there are besides.
    pub(super) beyond: usize,
}

/// Puts diagnostics together: those to be shown in full, and the rest of each kind.
pub(super) fn gather<'a>(
    diagnostics: &[&'a Diagnostic],
) -> (Vec<Repeated<'a>>, Vec<Rest<'a>>) {
    let mut known = BTreeMap::new();
    let mut groups: Vec<Repeated> = Vec::new();
    for &diagnostic in diagnostics {
        let Diagnostic { severity, code, message, help, span: _ } = diagnostic;
        let group = known.entry((severity, code, message, help)).or_insert(groups.len());
        match groups.get_mut(*group) {
            Some(group) => group.others.push(diagnostic),
            None => groups.push(Repeated { first: diagnostic, others: Vec::new() }),
        }
    }
    let mut shown = Vec::new();
    let mut kinds: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    let mut rests: BTreeMap<(Severity, Code), Rest> = BTreeMap::new();
    for group in groups {
        let Diagnostic { severity, code, .. } = *group.first;
        let count = kinds.entry((severity, code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push(group);
            continue;
        }
        let rest = rests.entry((severity, code)).or_insert_with(|| Rest {
            severity,
            code,
            listed: Vec::new(),
            beyond: 0,
        });
        match rest.listed.len() < LISTED {
            true => rest.listed.push(group),
            false => rest.beyond += 1 + group.others.len(),
        }
    }
    (shown, rests.into_values().collect())
}
