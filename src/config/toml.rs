//! TOML between lines of `+++`, as Hugo and Zola have it: the same settings as in YAML.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::Value;
use toml::Spanned;

use super::yaml::{Fields, Place};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// Parses the TOML at `range` (bytes) of a file. What is wrong with it goes to
/// `diagnostics`, and there is no result.
pub(super) fn parse(
    file: &SourceFile,
    range: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<Fields> {
    type Table = BTreeMap<Spanned<String>, Spanned<toml::Value>>;
    let whole = file.span(range.clone());
    let place =
        |at: Range<usize>| file.span(range.start + at.start..range.start + at.end);
    let table: Table = match toml::from_str(file.slice(whole)) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().map_or(whole, place);
            let message = format!("this is not valid TOML: {}", error.message());
            diagnostics.push(
                Diagnostic::error(Code::InvalidToml, span, message)
                    .help("write texts between quotation marks, as `title = \"异步\"`"),
            );
            return None;
        }
    };
    let mut values = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (key, value) in table {
        let spans = Place { key: place(key.span()), value: place(value.span()) };
        places.insert(key.get_ref().clone(), spans);
        values.insert(key.into_inner(), as_yaml(value.into_inner()));
    }
    Some(Fields::new(values, places, whole))
}

/// The same value in the types that all settings are read from.
fn as_yaml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => Value::Number(number.into()),
        toml::Value::Boolean(yes) => Value::Bool(yes),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => {
            Value::Sequence(values.into_iter().map(as_yaml).collect())
        }
        toml::Value::Table(table) => {
            let entries = table.into_iter();
            let entries =
                entries.map(|(key, value)| (Value::String(key), as_yaml(value)));
            Value::Mapping(entries.collect())
        }
    }
}
