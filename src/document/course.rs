//! A course and its lessons.

use std::collections::BTreeSet;
use std::fmt;

use super::{Asset, Block, Footnote, Inline, Language, Stage, Written};
use crate::source::{CoursePath, Span};

/// What becomes one output: a folder of lessons, or one lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Course<S: Stage> {
    /// What is known of the whole.
    pub info: CourseInfo,
    /// The lessons in order.
    pub lessons: Vec<Lesson<S>>,
    /// The pictures the lessons show; filled when the tree is settled.
    pub assets: Vec<Asset>,
    /// The lessons that were left out because they are drafts.
    pub unpublished: Vec<CoursePath>,
}

impl Course<Written> {
    /// A course for each lesson.
    pub fn split(self) -> Vec<Course<Written>> {
        let Course { info, lessons, assets: _, unpublished } = self;
        let single = |lesson: Lesson<Written>| {
            let own = &lesson.info;
            let authors =
                if own.authors.is_empty() { &info.authors } else { &own.authors };
            let subjects: BTreeSet<_> =
                own.tags.iter().chain(&own.keywords).cloned().collect();
            let info = CourseInfo {
                title: own.title.clone(),
                subtitle: None,
                slug: own.slug.clone(),
                language: own.language.clone(),
                authors: authors.clone(),
                description: own.description.clone(),
                subjects: subjects.into_iter().collect(),
                rights: info.rights.clone(),
                publisher: info.publisher.clone(),
                identifier: None,
                date: own.date.or(info.date),
                updated: own.updated.or(own.date).or(info.updated),
                is_book: false,
            };
            let (assets, unpublished) = (Vec::new(), unpublished.clone());
            Course { info, lessons: vec![lesson], assets, unpublished }
        };
        lessons.into_iter().map(single).collect()
    }
}

/// What is known of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseInfo {
    /// Its title; the lesson's if it has only one.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// Names files and identifiers.
    pub slug: String,
    /// Its language.
    pub language: Language,
    /// Who wrote it, in order.
    pub authors: Vec<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Subjects, sorted, without repetition.
    pub subjects: Vec<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// A global identifier; one is made from the course's content if there is none.
    pub identifier: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Whether it is a book of lessons, not one lesson by itself.
    pub is_book: bool,
}

/// One lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson<S: Stage> {
    /// The whole file.
    pub span: Span,
    /// What its front matter says.
    pub info: LessonInfo,
    /// What is learnt, a line each.
    pub objectives: Vec<Vec<Inline<S>>>,
    /// What must be known before, a line each.
    pub prerequisites: Vec<Vec<Inline<S>>>,
    /// Its text.
    pub blocks: Vec<Block<S>>,
    /// Its footnotes, in the order of their definitions; when settled, of their numbers.
    pub footnotes: Vec<Footnote<S>>,
}

/// What is known of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonInfo {
    /// The file, relative to the course.
    pub path: CoursePath,
    /// Its title.
    pub title: String,
    /// Names its file in the output; unique in the course.
    pub slug: String,
    /// Its number in the course; `None` if the course does not number its lessons.
    pub number: Option<u32>,
    /// Its language.
    pub language: Language,
    /// What it is about.
    pub description: Option<String>,
    /// How long it takes.
    pub estimated_minutes: Option<u32>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// What it is found by.
    pub keywords: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// A day; `None` if there is no such day or the year is not 1 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let valid = (1..=9999).contains(&year) && (1..=days).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// `2024-03-01`, perhaps with a time after it, which is ignored.
    pub fn parse(text: &str) -> Option<Date> {
        let day = text.split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let mut next = || parts.next();
        let (year, month, day) = (next()?, next()?, next()?);
        if next().is_some() || year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day of a moment given in seconds since 1970-01-01T00:00:00Z, in UTC.
    pub fn from_unix(seconds: i64) -> Option<Date> {
        // Days are counted from 0000-03-01, so that the leap day ends a year.
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524
            - day_of_era / 146_096)
            / 365;
        let day_of_year =
            day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, month as u8, day as u8)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!(
            Date::parse("2024-02-29").map(|d| d.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(Date::parse("2023-02-29"), None);
        assert_eq!(Date::parse("2024-3-1"), Date::new(2024, 3, 1));
        assert_eq!(Date::parse("2024-03-01T08:00:00Z"), Date::new(2024, 3, 1));
        assert_eq!(Date::parse("24-03-01"), None);
        assert_eq!(Date::parse("2024-03-01-02"), None);
    }

    #[test]
    fn a_moment_lies_on_a_day() {
        assert_eq!(Date::from_unix(0), Date::new(1970, 1, 1));
        assert_eq!(Date::from_unix(951_782_399), Date::new(2000, 2, 28));
        assert_eq!(Date::from_unix(951_782_400), Date::new(2000, 2, 29));
        assert_eq!(Date::from_unix(-1), Date::new(1969, 12, 31));
        assert_eq!(Date::from_unix(i64::MAX), None);
    }
}
