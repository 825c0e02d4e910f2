//! The kinds of values that settings have.

use serde::{Deserialize, Deserializer, de};
use serde_yaml::Value;

use crate::document::{Date, Language};

/// Text that says something: not empty, trimmed, one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line(pub(super) String);

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Line, D::Error> {
        // `2024` is a title too.
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => return Err(de::Error::custom("not a text")),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return Err(de::Error::custom("empty"));
        }
        Ok(Line(words.join(" ")))
    }
}

/// A list of texts; one text stands for a list of one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Lines {
    One(Line),
    Many(Vec<Line>),
}

impl Lines {
    pub(super) fn into_texts(self) -> Vec<String> {
        match self {
            Lines::One(line) => vec![line.0],
            Lines::Many(lines) => lines.into_iter().map(|line| line.0).collect(),
        }
    }
}

/// A name for files and addresses: letters, digits, `-`, `_` and `.`, no dot in front.
/// Of an address within a site, `/guide/start/`, the parts are joined; that of the site
/// itself, `/`, is its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slug(pub(super) String);

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(deserializer)?;
        let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_name = |part: &str| {
            !part.is_empty() && !part.starts_with('.') && part.chars().all(named)
        };
        let parts: Vec<&str> = text.trim_matches('/').split('/').collect();
        if text == "/" {
            return Ok(Slug("index".into()));
        }
        if !parts.iter().all(|part| is_name(part)) {
            return Err(de::Error::custom("not a slug"));
        }
        Ok(Slug(parts.join("-")))
    }
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day(pub(super) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text.replace('/', "-"))
            .map(Day)
            .ok_or_else(|| de::Error::custom("not a day"))
    }
}

/// A language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag(pub(super) Language);

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tag, D::Error> {
        let text = String::deserialize(deserializer)?;
        Language::parse(&text).map(Tag).ok_or_else(|| de::Error::custom("not a language"))
    }
}

pub(super) const LINE: &str = "a line of text";
pub(super) const LINES: &str = "a list of texts";
pub(super) const SLUG: &str = "a name of letters, digits and hyphens";
pub(super) const DAY: &str = "a day such as 2024-03-01";
pub(super) const TAG: &str = "a language such as zh-CN";
pub(super) const COUNT: &str = "a whole number";
pub(super) const YES_NO: &str = "true or false";
