//! What stands between the `---` lines of a lesson.

use std::ops::Range;

use super::scalar::{
    COUNT, DAY, Day, LINE, LINES, Line, Lines, SLUG, Slug, TAG, Tag, YES_NO,
};
use super::toml;
use super::yaml::{Fields, Spanned};
use crate::diagnostic::Diagnostics;
use crate::document::{Date, Language};
use crate::source::SourceFile;

/// A lesson's front matter. Every key may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The lesson's title.
    pub title: Option<String>,
    /// Names its files.
    pub slug: Option<Spanned<String>>,
    /// Its place in the course.
    pub sequence: Option<Spanned<u32>>,
    /// Its place in its folder, in thousandths, as other programs have it.
    pub position: Option<i64>,
    /// What it is about.
    pub description: Option<String>,
    /// `false` for a draft.
    pub is_published: Option<bool>,
    /// How long it takes, in minutes.
    pub estimated_minutes: Option<u32>,
    /// Its language.
    pub lang: Option<Language>,
    /// Whether typed signs become marks: `"` “, `--` —.
    pub smart_punctuation: Option<bool>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// What is learnt: a line of Markdown each.
    pub objectives: Option<Spanned<Vec<String>>>,
    /// What must be known before: a line of Markdown each.
    pub prerequisites: Option<Spanned<Vec<String>>>,
    /// What it is found by.
    pub keywords: Vec<String>,
}

/// What front matter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// YAML, between lines of `---`.
    Yaml,
    /// TOML, between lines of `+++`.
    Toml,
}

const KEYS: [&str; 15] = [
    "title",
    "slug",
    "sequence",
    "description",
    "is_published",
    "estimated_minutes",
    "lang",
    "smart_punctuation",
    "authors",
    "date",
    "updated",
    "tags",
    "objectives",
    "prerequisites",
    "keywords",
];

/// Other programs' names for a lesson's place in its folder: those of Docusaurus, Hugo,
/// VuePress themes and Just the Docs.
const POSITIONS: [&str; 4] = ["sidebar_position", "weight", "order", "nav_order"];

impl FrontMatter {
    /// Reads the settings at `range` (bytes) of a lesson. Problems go to `diagnostics`;
    /// what is well formed is kept. What other programs call by other names and a book
    /// can use is read too.
    pub fn parse(
        file: &SourceFile,
        range: Range<usize>,
        notation: Notation,
        diagnostics: &mut Diagnostics,
    ) -> FrontMatter {
        let fields = match notation {
            Notation::Yaml => Fields::parse(file, range, diagnostics),
            Notation::Toml => toml::parse(file, range, diagnostics),
        };
        let Some(mut fields) = fields else { return FrontMatter::default() };
        let sink = diagnostics;
        let mut front_matter = FrontMatter {
            title: line(&mut fields, "title", sink),
            slug: fields
                .take::<Slug>("slug", SLUG, sink)
                .map(|slug| Spanned { value: slug.value.0, span: slug.span }),
            sequence: fields.take("sequence", COUNT, sink),
            position: POSITIONS.iter().find_map(|name| position(&mut fields, name)),
            description: line(&mut fields, "description", sink),
            is_published: plain(fields.take("is_published", YES_NO, sink)),
            estimated_minutes: plain(fields.take("estimated_minutes", COUNT, sink)),
            lang: plain(fields.take::<Tag>("lang", TAG, sink)).map(|tag| tag.0),
            smart_punctuation: plain(fields.take("smart_punctuation", YES_NO, sink)),
            authors: lines(&mut fields, "authors", sink),
            date: plain(fields.take::<Day>("date", DAY, sink)).map(|day| day.0),
            updated: plain(fields.take::<Day>("updated", DAY, sink)).map(|day| day.0),
            tags: lines(&mut fields, "tags", sink),
            objectives: placed(&mut fields, "objectives", sink),
            prerequisites: placed(&mut fields, "prerequisites", sink),
            keywords: lines(&mut fields, "keywords", sink),
        };
        front_matter.adopt(&mut fields);
        fields.finish(&KEYS, sink);
        front_matter
    }

    /// Takes from other programs' settings what ours have not said.
    fn adopt(&mut self, fields: &mut Fields) {
        if let Some(Lines::One(author)) = fields.theirs("author")
            && self.authors.is_empty()
        {
            self.authors.push(author.0);
        }
        if let Some(tags) = fields.theirs::<Lines>("tag")
            && self.tags.is_empty()
        {
            self.tags = tags.into_texts();
        }
        for name in ["lastmod", "last_modified_at", "date-modified"] {
            let day = fields.theirs::<Day>(name).map(|day| day.0);
            self.updated = self.updated.or(day);
        }
        let published = fields.theirs::<bool>("published");
        let draft = fields.theirs::<bool>("draft");
        self.is_published = self.is_published.or(published).or(draft.map(|yes| !yes));
    }
}

/// Places are whole numbers or fractions; they are counted in thousandths.
fn position(fields: &mut Fields, name: &str) -> Option<i64> {
    fields.theirs::<f64>(name).map(|place| (place * 1000.0).round() as i64)
}

fn plain<T>(value: Option<Spanned<T>>) -> Option<T> {
    value.map(|value| value.value)
}

pub(super) fn line(
    fields: &mut Fields,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    plain(fields.take::<Line>(key, LINE, diagnostics)).map(|line| line.0)
}

pub(super) fn lines(
    fields: &mut Fields,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    plain(placed(fields, key, diagnostics)).unwrap_or_default()
}

fn placed(
    fields: &mut Fields,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Vec<String>>> {
    let lines = fields.take::<Lines>(key, LINES, diagnostics)?;
    Some(Spanned { value: lines.value.into_texts(), span: lines.span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn parse(yaml: &str) -> (FrontMatter, Vec<String>) {
        parse_as(Notation::Yaml, yaml)
    }

    fn parse_as(notation: Notation, text: &str) -> (FrontMatter, Vec<String>) {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", text.into());
        let file = sources.file(id);
        let mut diagnostics = Diagnostics::default();
        let front_matter =
            FrontMatter::parse(file, 0..text.len(), notation, &mut diagnostics);
        let list = diagnostics.sorted().into_iter().map(|diagnostic| {
            let span = diagnostic.span.expect("every problem has a place");
            let at = file.position(span.range().start);
            let code = diagnostic.code.name();
            format!("{}:{} {code} {:?}", at.line, at.column, file.slice(span))
        });
        (front_matter, list.collect())
    }

    #[test]
    fn every_key_is_typed() {
        let (front_matter, problems) = parse(
            "title: \"异步: 基础\"\nslug: async-基础\nsequence: 1\nis_published: false\n\
             estimated_minutes: 30\nlang: zh\ndate: 2024-03-01\ntags: 并发\n\
             objectives:\n  - 一\n  - 二\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(front_matter.title.as_deref(), Some("异步: 基础"));
        assert_eq!(front_matter.sequence.map(|sequence| sequence.value), Some(1));
        assert_eq!(front_matter.is_published, Some(false));
        assert_eq!(front_matter.date, Date::new(2024, 3, 1));
        assert_eq!(front_matter.tags, ["并发"]);
        let objectives = front_matter.objectives.map(|lines| lines.value);
        assert_eq!(objectives, Some(vec!["一".into(), "二".into()]));
    }

    #[test]
    fn every_wrong_type_is_reported_at_its_value() {
        let (_, problems) = parse(
            "标题: 一\ntitle: [a]\nsequence: 第一\nestimated_minutes: \"30\"\n\
             is_published: yes\nslug: a/../b\ndate: 3月1日\nobjectives:\n  - a: 1\n",
        );
        assert_eq!(
            problems,
            [
                "1:1 unknown-key \"标题\"",
                "2:8 invalid-value \"[a]\"",
                "3:11 invalid-value \"第一\"",
                "4:20 invalid-value \"\\\"30\\\"\"",
                "5:15 invalid-value \"yes\"",
                "6:7 invalid-value \"a/../b\"",
                "7:7 invalid-value \"3月1日\"",
                "9:3 invalid-value \"- a: 1\"",
            ]
        );
    }

    #[test]
    fn what_other_programs_say_is_understood() {
        let (front_matter, problems) = parse(
            "title: 2024\nauthor: 王\ntag: [一, 2]\nlastmod: 2024/3/1 08:00\n\
             weight: -1.5\ndraft: true\ndescription:\nslug: /guide/start/\nlayout: doc\n",
        );
        assert_eq!(problems, ["9:1 unknown-key \"layout\""]);
        assert_eq!(front_matter.title.as_deref(), Some("2024"));
        assert_eq!(front_matter.authors, ["王"]);
        assert_eq!(front_matter.tags, ["一", "2"]);
        assert_eq!(front_matter.updated, Date::new(2024, 3, 1));
        assert_eq!(front_matter.position, Some(-1500));
        assert_eq!(front_matter.is_published, Some(false));
        assert_eq!(front_matter.slug.map(|slug| slug.value), Some("guide-start".into()));
    }

    #[test]
    fn toml_says_the_same() {
        let (front_matter, problems) = parse_as(
            Notation::Toml,
            "title = \"异步\"\ndate = 2024-03-01T08:00:00+08:00\ntags = [\"一\"]\n\
             weight = 3\nsequence = \"1\"\ntitel = 1\n[extra]\nx = 1\n",
        );
        assert_eq!(
            problems,
            [
                "5:12 invalid-value \"\\\"1\\\"\"",
                "6:1 unknown-key \"titel\"",
                "7:2 unknown-key \"extra\""
            ]
        );
        assert_eq!(front_matter.title.as_deref(), Some("异步"));
        assert_eq!(front_matter.date, Date::new(2024, 3, 1));
        assert_eq!(
            (front_matter.position, front_matter.tags),
            (Some(3000), vec!["一".into()])
        );
        let (_, problems) = parse_as(Notation::Toml, "title = 异步\n");
        assert_eq!(problems, ["1:9 invalid-toml \"异\""]);
    }

    #[test]
    fn broken_yaml_is_reported_where_it_breaks() {
        let (_, problems) = parse("title: \"异步\nslug: a\n");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("invalid-yaml"), "{problems:?}");
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut yaml = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (name, next) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            let aliases = vec![format!("*{name}"); 10].join(", ");
            yaml.push_str(&format!("{next}: &{next} [{aliases}]\n"));
        }
        let (_, problems) = parse(&yaml);
        assert!(problems[0].contains("invalid-yaml"), "{problems:?}");
    }
}
