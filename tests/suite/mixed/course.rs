//! A course of mixed lessons: read, written in both formats, and searched for their words.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use handout::diagnostic::{Code, Diagnostics};
use handout::read::{self, Input};
use handout::source::{CoursePath, SourceMap, Span};
use handout::write::pdf as pages;
use handout::write::typst::Refusals;

use super::lesson::{Mixed, words};
use super::page::Page;
use crate::memory::{CODE, Memory, Prepared};

/// What is wrong with a course.
pub(super) struct Fault {
    pub(super) kind: Kind,
    /// The slug of the lesson, if it is of one.
    pub(super) lesson: String,
    what: String,
}

/// What kind of thing that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Panic,
    NoBook,
    NoPage,
    NotXml,
    DeadLink,
    LostFromBook,
    LostFromPages,
    LostFromPlainPages,
    Refused,
    NoPages,
}

impl Kind {
    fn because<T>(self, what: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { kind: self, lesson: String::new(), what: what.into() })
    }

    fn within<T>(self, lesson: &str, what: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { kind: self, lesson: lesson.into(), what: what.into() })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:?} {}: {}", self.kind, self.lesson, self.what)
    }
}

/// Checks a course of mixed lessons; its pages too, if asked to.
pub(super) fn check(lessons: &[Mixed], is_printed: bool) -> Result<(), Fault> {
    let all = || {
        let course = MixedCourse::new(lessons);
        let seen = course.check_book()?;
        if is_printed { course.check_pages(&seen) } else { Ok(()) }
    };
    catch_unwind(AssertUnwindSafe(all))
        .unwrap_or_else(|panic| Kind::Panic.because(said_by(&*panic)))
}

fn said_by(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

struct MixedCourse {
    /// The lessons by their slugs.
    lessons: BTreeMap<String, String>,
    prepared: Prepared,
}

impl MixedCourse {
    fn new(lessons: &[Mixed]) -> MixedCourse {
        let lessons: BTreeMap<String, String> =
            lessons.iter().map(|lesson| (lesson.slug(), lesson.markdown())).collect();
        let mut files = Memory::with_surroundings();
        for (slug, markdown) in &lessons {
            files.0.insert(format!("{slug}.md"), markdown.as_str().into());
        }
        MixedCourse { prepared: Prepared::new(&files, None), lessons }
    }

    /// Checks that every page of the book is XML whose identifiers are its own, that links
    /// lead to them, and that each lesson's words are on its page or reported. Gives the
    /// words that can be seen there.
    fn check_book(&self) -> Result<BTreeSet<String>, Fault> {
        let mut diagnostics = Diagnostics::default();
        let book = handout::epub(self.prepared.job(), &mut |_| (), &mut diagnostics);
        let Some(book) = book else {
            return Kind::NoBook.because(format!("{:?}", diagnostics.sorted()));
        };
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
        let mut seen = BTreeSet::new();
        let (mut anchors, mut links) = (BTreeSet::new(), Vec::new());
        for (slug, markdown) in &self.lessons {
            let Ok(mut file) = archive.by_name(&format!("OEBPS/{slug}.xhtml")) else {
                match markdown.trim().is_empty() {
                    true => continue,
                    false => return Kind::NoPage.within(slug, "no page"),
                }
            };
            let mut xml = String::new();
            file.read_to_string(&mut xml).expect("text");
            let page = match Page::read(&xml) {
                Ok(page) => page,
                Err(problem) => {
                    return Kind::NotXml.within(slug, format!("{problem}: {xml}"));
                }
            };
            for (word, at) in words(markdown) {
                if !page.text.contains(word)
                    && !page.attributes.contains(word)
                    && !self.is_accounted_for(slug, word, at)
                {
                    return Kind::LostFromBook.within(slug, word);
                }
            }
            seen.extend(words(&page.text).into_keys().map(String::from));
            let file = format!("{slug}.xhtml");
            anchors.extend(page.identifiers.iter().map(|id| format!("{file}#{id}")));
            anchors.insert(file.clone());
            links.extend(page.links.into_iter().map(
                |link| match link.starts_with('#') {
                    true => format!("{file}{link}"),
                    false => link,
                },
            ));
        }
        match links.into_iter().find(|target| !anchors.contains(target)) {
            Some(target) => Kind::DeadLink.because(target),
            None => Ok(seen),
        }
    }

    /// Whether the author is told of what stands at a place of a lesson, or knows that it
    /// does not appear.
    fn is_accounted_for(&self, slug: &str, word: &str, at: usize) -> bool {
        let markdown = &self.lessons[slug];
        let sources = &self.prepared.sources;
        let here =
            |span: Span| sources.file(span.source()).path() == format!("{slug}.md");
        let problems = self.prepared.diagnostics.sorted();
        let told = problems.iter().filter(|problem| {
            problem.span.is_some_and(|span| here(span) && span.range().contains(&at))
        });
        let line = &markdown[markdown[..at].rfind('\n').map_or(0, |end| end + 1)..];
        let before = &line[..line.len() - (markdown.len() - at)];
        told.count() > 0
            // What follows a fence names the language; the rest of a comment is for others.
            || before.contains("```")
            || before.contains("~~~")
            || markdown[..at].rfind("<!--") > markdown[..at].rfind("-->")
            // A declaration or an instruction, which are comments to a browser.
            || ["<?", "<!"].iter().any(|it| markdown[..at].rfind(it) > markdown[..at].rfind('>'))
            // A hidden line of code.
            || before.trim() == "#" && markdown.contains("rust")
            // The caption of a picture in the heading that has become the lesson's title.
            || before.contains("labels.svg \"") && self.is_in_title(slug, before)
            // A tag that does not end.
            || markdown[..at].contains("<div x=\"")
            // A link's definition.
            || line.lines().next().is_some_and(|line| line.contains("]:"))
            || is_in_lost_note(markdown, word)
    }

    /// Whether a picture stands in the lesson's title, of which only words can be shown.
    fn is_in_title(&self, slug: &str, picture: &str) -> bool {
        let lessons = &self.prepared.job().course.lessons;
        let title = lessons.iter().find(|lesson| lesson.info.slug == slug);
        title.is_some_and(|lesson| {
            words(picture).keys().any(|word| lesson.info.title.contains(word))
        })
    }

    /// Checks that the pages have the words that are seen in the book, that the typesetter
    /// has nothing to say, and that nothing had to be made plain for it.
    fn check_pages(&self, seen: &BTreeSet<String>) -> Result<(), Fault> {
        let job = self.prepared.job();
        let mut diagnostics = Diagnostics::default();
        let pdf = handout::pdf(job, &mut |_| (), &mut diagnostics);
        let problems = diagnostics.sorted();
        if let Some(said) = problems.iter().find(|it| it.code == Code::Typesetting) {
            let place = said.span.map(|span| {
                let file = self.prepared.sources.file(span.source());
                file.slice(span)
            });
            return Kind::Refused.because(format!("{} at {place:?}", said.message));
        }
        if pdf.is_none() {
            return Kind::NoPages.because(format!("{problems:?}"));
        }
        let mut plain = Refusals::default();
        let lessons = &job.course.lessons;
        lessons.iter().for_each(|lesson| plain.refuse_part(lesson.span, String::new()));
        self.check_print(seen, Refusals::default(), Kind::LostFromPages)?;
        self.check_print(seen, plain, Kind::LostFromPlainPages)
    }

    /// Checks that words are on the pages when some parts are plain.
    fn check_print(
        &self,
        seen: &BTreeSet<String>,
        refused: Refusals,
        lost: Kind,
    ) -> Result<(), Fault> {
        let text = self.print(refused)?;
        let numbers = numbers(&text);
        let Some(word) =
            seen.iter().find(|word| !numbers.contains(word.trim_matches('字')))
        else {
            return Ok(());
        };
        let lesson = self.lessons.iter().find(|(_, markdown)| markdown.contains(word));
        lost.within(lesson.map_or("", |(slug, _)| slug), word)
    }

    /// All text on the pages, in the order in which it was set, when some parts are plain.
    fn print(&self, mut refused: Refusals) -> Result<String, Fault> {
        let fonts = self.prepared.fonts();
        loop {
            let project = self.prepared.project(&refused);
            let setting = self.prepared.setting(&project, &fonts);
            let set = match pages::compile(&setting) {
                Ok(set) => set,
                Err(refusals) => {
                    return Kind::Refused.because(format!("{:?}", refusals[0].error));
                }
            };
            let mut is_new = false;
            let missing = set.missing_glyphs();
            for text in missing.text.into_keys() {
                is_new |= refused.text.insert(text, None).is_none();
            }
            for text in missing.drawings {
                is_new |= refused.drawings.insert(text);
            }
            if is_new {
                continue;
            }
            if let Err(refusals) = pages::export(&set, &setting) {
                return Kind::Refused.because(format!("{:?}", refusals[0].error));
            }
            let mut text = String::new();
            set.each_text(&mut |item| text.push_str(&item.text));
            return Ok(text);
        }
    }
}

/// The numbers of words in a text. Where the page ends in a word, or its line is turned
/// around, one of its two ideographs stands elsewhere; a number never breaks.
fn numbers(text: &str) -> BTreeSet<&str> {
    let mut numbers = BTreeSet::new();
    let is_no_digit = |c: char| !c.is_ascii_digit();
    for (at, mark) in text.match_indices('字') {
        let after = &text[at + mark.len()..];
        let before = &text[..at];
        numbers.insert(after.split(is_no_digit).next().unwrap_or_default());
        numbers.insert(before.rsplit(is_no_digit).next().unwrap_or_default());
    }
    numbers
}

/// Whether a word is in a note that is left out.
fn is_in_lost_note(markdown: &str, word: &str) -> bool {
    let mut files = Memory::default();
    files.0.insert("lesson.md".into(), markdown.into());
    files.0.insert("code.rs".into(), CODE.into());
    let input = Input {
        name: "lesson".into(),
        lesson: CoursePath::root().join("lesson.md"),
        prefix: String::new(),
        drafts: false,
    };
    let (mut sources, mut ignored) = (SourceMap::default(), Diagnostics::default());
    let course = read::course(&files, &input, &mut sources, &mut ignored);
    let notes = &course.expect("a course").lessons[0].footnotes;
    notes.iter().any(|note| format!("{note:?}").contains(word))
}
