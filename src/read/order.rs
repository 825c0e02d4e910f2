//! The order of a course's lessons.
//!
//! A lesson's `sequence` counts first. The others stand as a list of chapters has them;
//! where there is none, folder by folder: the folder's own page, then what other programs
//! gave a position, then the rest by name.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::discover::natural_order;
use super::info::Draft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{CoursePath, Files, SourceMap};

/// Docusaurus keeps what it knows of a folder in a file of this name.
const CATEGORY: &str = "_category_.json";

#[derive(Deserialize)]
struct Category {
    position: Option<f64>,
}

/// A folder or a file among its neighbours.
struct Part {
    position: i64,
    name: String,
}

/// Puts lessons in order.
pub(super) fn sort(drafts: &mut [Draft], files: &dyn Files) {
    let folders = folders(drafts, files);
    drafts.sort_by_cached_key(|draft| {
        let sequence = draft.front_matter.sequence.as_ref().map(|s| s.value);
        let place = draft.chapter.as_ref().map(|chapter| chapter.place);
        Key {
            place: (sequence.unwrap_or(u32::MAX), place.unwrap_or(usize::MAX)),
            parts: parts(draft, &folders),
            path: draft.path.clone(),
        }
    });
}

/// What decides where a lesson stands.
struct Key {
    place: (u32, usize),
    parts: Vec<Part>,
    path: CoursePath,
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        let parts = self.parts.iter().zip(&other.parts).map(|(a, b)| {
            a.position.cmp(&b.position).then_with(|| natural_order(&a.name, &b.name))
        });
        let parts = parts.fold(Ordering::Equal, Ordering::then);
        self.place
            .cmp(&other.place)
            .then(parts)
            .then_with(|| self.parts.len().cmp(&other.parts.len()))
            .then_with(|| self.path.cmp(&other.path))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

/// The folders on the way to a lesson, and its own name.
fn parts(draft: &Draft, folders: &BTreeMap<CoursePath, i64>) -> Vec<Part> {
    let position = match is_index(&draft.path) {
        true => i64::MIN,
        false => draft.front_matter.position.unwrap_or(i64::MAX),
    };
    let mut parts = vec![Part { position, name: draft.path.stem().to_owned() }];
    let mut folder = draft.path.parent();
    while !folder.as_str().is_empty() {
        let position = folders.get(&folder).copied().unwrap_or(i64::MAX);
        parts.push(Part { position, name: folder.name().to_owned() });
        folder = folder.parent();
    }
    parts.reverse();
    parts
}

/// The positions of folders: that of their own page, or what Docusaurus knows.
fn folders(drafts: &[Draft], files: &dyn Files) -> BTreeMap<CoursePath, i64> {
    let mut positions = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for draft in drafts {
        let mut folder = draft.path.parent();
        if is_index(&draft.path)
            && let Some(position) = draft.front_matter.position
        {
            positions.insert(folder.clone(), position);
        }
        while !folder.as_str().is_empty() && seen.insert(folder.clone()) {
            if let Some(position) = category(&folder, files) {
                positions.entry(folder.clone()).or_insert(position);
            }
            folder = folder.parent();
        }
    }
    positions
}

fn category(folder: &CoursePath, files: &dyn Files) -> Option<i64> {
    let path = folder.join(CATEGORY).filter(|path| files.exists(path))?;
    let category: Category = serde_json::from_slice(&files.read(&path).ok()?).ok()?;
    category.position.map(|place| (place * 1000.0).round() as i64)
}

/// Whether a file is the page of its folder.
pub(super) fn is_index(path: &CoursePath) -> bool {
    ["index", "_index", "readme"].contains(&path.stem().to_lowercase().as_str())
}

/// Reports places of the order that are taken twice, and those that nobody takes;
/// `skipped` are those of drafts that are left out.
pub(super) fn check_sequence(
    drafts: &[Draft],
    skipped: &[u32],
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let placed = drafts.iter().filter_map(|draft| draft.front_matter.sequence.as_ref());
    let placed: Vec<_> = placed.collect();
    for pair in placed.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        if before.value == after.value {
            let (path, place) = sources.locate(before.span);
            let message = format!("two lessons have the sequence {}", after.value);
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateSequence, after.span, message).help(
                    format!(
                        "the other is at {path}:{}; they are ordered by name",
                        place.line
                    ),
                ),
            );
        }
        let missing = before.value.saturating_add(1)..after.value;
        let gap: Vec<u32> =
            missing.take(20).filter(|number| !skipped.contains(number)).collect();
        if let Some(first) = gap.first() {
            let message = format!("no lesson has the sequence {first}");
            diagnostics.push(
                Diagnostic::warning(Code::SequenceGap, after.span.start(), message)
                    .help(format!("this lesson follows the one with {}", before.value)),
            );
        }
    }
}
