//! A YAML mapping whose entries know where they were written.
//!
//! serde_yaml gives typed values but no positions of values that are well typed, which
//! is what a duplicate slug needs. So the text is scanned a second time by saphyr-parser
//! for the places of the top-level keys and values only.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// The entries of a mapping that have not been taken yet.
pub(super) struct Fields {
    values: BTreeMap<String, Value>,
    places: BTreeMap<String, Place>,
    whole: Span,
}

/// Where a setting was written.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) key: Span,
    pub(super) value: Span,
}

impl Fields {
    /// Values, and where they and their keys were written; `whole` is where all of them
    /// are.
    pub(super) fn new(
        values: BTreeMap<String, Value>,
        places: BTreeMap<String, Place>,
        whole: Span,
    ) -> Fields {
        Fields { values, places, whole }
    }

    /// Parses the YAML at `range` (bytes) of a file. What is wrong with it goes to
    /// `diagnostics`, and there is no result. Nothing at all is an empty mapping.
    pub(super) fn parse(
        file: &SourceFile,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fields> {
        let whole = file.span(range.clone());
        let text = file.slice(whole);
        let value = match serde_yaml::from_str::<Value>(text) {
            Ok(value) => value,
            Err(error) => {
                let is_repeated = error.to_string().starts_with("duplicate entry");
                let repeated = is_repeated.then(|| repeated(file, range.clone()));
                diagnostics.push(match repeated.flatten() {
                    Some((key, span)) => {
                        let message = format!("the setting `{key}` stands here twice");
                        Diagnostic::error(Code::InvalidYaml, span, message)
                            .help("keep one of the two lines")
                    }
                    None => syntax_error(file, range, &error),
                });
                return None;
            }
        };
        let mapping = match value {
            Value::Mapping(mapping) => mapping,
            Value::Null => serde_yaml::Mapping::new(),
            _ => {
                let problem = "settings must be a list of `key: value` lines";
                diagnostics.push(
                    Diagnostic::error(Code::InvalidYaml, whole, problem)
                        .help("write one setting a line, such as `title: 我的第一课`"),
                );
                return None;
            }
        };
        let values = mapping
            .into_iter()
            .map(|(key, value)| (key_text(&key), value))
            .collect::<BTreeMap<_, _>>();
        Some(Fields::new(values, places(file, range), whole))
    }

    /// The value of `key`, if it is there and is not null. A value of the wrong type is
    /// reported, with `expected` saying what it should be.
    pub(super) fn take<T: DeserializeOwned>(
        &mut self,
        key: &str,
        expected: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let value = self.values.remove(key)?;
        let span = self.places.get(key).map_or(self.whole, |place| place.value);
        // What was left blank says nothing.
        if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        let found = describe(&value);
        match serde_yaml::from_value(value) {
            Ok(value) => Some(Spanned { value, span }),
            Err(_) => {
                let message = format!("`{key}` must be {expected}, not {found}");
                diagnostics.push(
                    Diagnostic::error(Code::InvalidValue, span, message)
                        .help(format!("write it as `{key}: …` with {expected}")),
                );
                None
            }
        }
    }

    /// The value of a setting that another program has. It is none of ours, so one that
    /// is of no use is no problem.
    pub(super) fn theirs<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        serde_yaml::from_value(self.values.remove(key)?).ok()
    }

    /// Reports what was not taken; `known` are the keys there could have been. One that
    /// is like none of them was meant for another program.
    pub(super) fn finish(self, known: &[&str], diagnostics: &mut Diagnostics) {
        for key in self.values.keys() {
            let span = self.places.get(key).map_or(self.whole, |place| place.key);
            let message = format!("there is no setting `{key}`; it is ignored");
            diagnostics.push(match nearest(key, known) {
                Some(near) => Diagnostic::warning(Code::UnknownKey, span, message)
                    .help(format!("did you mean `{near}`?")),
                None => Diagnostic::hint(Code::UnknownKey, span, message)
                    .help(format!("the settings are {}", known.join(", "))),
            });
        }
    }
}

/// The candidate that `name` was probably meant to be.
fn nearest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    candidates
        .iter()
        .map(|candidate| {
            (strsim::normalized_damerau_levenshtein(name, candidate), *candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        other => describe(other).into(),
    }
}

fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Tagged(_) => "a tagged value",
    }
}

fn syntax_error(
    file: &SourceFile,
    range: Range<usize>,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let at =
        error.location().map_or(range.start, |location| range.start + location.index());
    // The location is that of the token the parser stumbled over; show the whole word.
    let rest = &file.text()[file.span(at..range.end).range()];
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let text = error.to_string();
    let problem = text.split(" at line ").next().unwrap_or(&text);
    Diagnostic::error(
        Code::InvalidYaml,
        file.span(at.min(range.end)..at + length),
        format!("this is not valid YAML: {problem}"),
    )
    .help(
        "put texts that hold a colon, a # or quotation marks between double quotes, and \
         indent with spaces",
    )
}

/// The first key of the top-level mapping that has been there before. serde_yaml refuses
/// it too, but says where the mapping begins.
fn repeated(file: &SourceFile, range: Range<usize>) -> Option<(String, Span)> {
    let mut seen = BTreeSet::new();
    let mut entries = entries(file, range).into_iter();
    let (key, place) = entries.find(|(key, _)| !seen.insert(key.clone()))?;
    Some((key, place.key))
}

/// Where the keys and values of the top-level mapping stand.
fn places(file: &SourceFile, range: Range<usize>) -> BTreeMap<String, Place> {
    entries(file, range).into_iter().collect()
}

/// The entries of the top-level mapping in order, up to the first error.
fn entries(file: &SourceFile, range: Range<usize>) -> Vec<(String, Place)> {
    let text = &file.text()[range.clone()];
    let offsets: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // The scanner counts characters.
    let byte =
        |index: usize| range.start + offsets.get(index).copied().unwrap_or(text.len());

    let mut places = Vec::new();
    let mut depth = 0_usize;
    let mut key: Option<(String, Span)> = None;
    let mut start = 0;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let (from, to) = (byte(span.start.index()), byte(span.end.index()));
        let value_start = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                if depth == 2 && key.is_some() {
                    start = from;
                }
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth != 1 {
                    continue;
                }
                start
            }
            Event::Scalar(text, ..) if depth == 1 => match key {
                None => {
                    key = Some((text.into_owned(), file.span(from..to)));
                    continue;
                }
                Some(_) => from,
            },
            Event::Alias(_) if depth == 1 => from,
            _ => continue,
        };
        if let Some((name, key)) = key.take() {
            let end = to.max(value_start);
            let length = file.text()[value_start..end].trim_end().len();
            let value = file.span(value_start..value_start + length);
            places.push((name, Place { key, value }));
        }
    }
    places
}
