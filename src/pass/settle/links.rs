//! Addresses become targets, for both formats alike.

use percent_encoding::percent_decode_str;

use super::Settler;
use super::address::web_address;
use super::site;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{
    Inline, Link, Reference, Settled, Target, Text, Written, plain_text,
};
use crate::pass::anchors::LessonAnchors;
use crate::source::{CoursePath, Span};

/// What an address in a lesson may lead to outside the course. Anything else could run
/// in a reading system or open a file.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The longest address, in bytes; more than that is refused in a PDF.
const MAX_ADDRESS: usize = 8_000;

/// How much names are compared with those of dead links in one course, in pairs of their
/// bytes: a hundred thousand names of usual length.
pub(super) const MAX_COMPARED: usize = 12_000_000;

/// What is at the end of a link.
pub(super) enum End {
    /// A place in the book, or on the web.
    Target(Target),
    /// A file beside the lessons, which no book carries.
    File(CoursePath),
}

impl<'a> Settler<'a> {
    /// Where a link leads; `None`, and a diagnostic, if nowhere.
    pub(super) fn end(&mut self, link: &Link<Written>) -> Option<End> {
        let address = match &link.target {
            Reference::Address(address) => address.trim(),
            Reference::Name(name) => {
                return self.named(name, link.span).map(End::Target);
            }
        };
        if let Some(scheme) = scheme(address) {
            return self.external(scheme, address, link.span).map(End::Target);
        }
        if let Some(rest) = address.strip_prefix("//") {
            let address = format!("https://{rest}");
            return self.external("https", &address, link.span).map(End::Target);
        }
        self.in_course(address, link.span)
    }

    /// Where an address without a scheme leads.
    fn in_course(&mut self, address: &str, span: Span) -> Option<End> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split('?').next().unwrap_or_default();
        let (path, fragment) = (decode(path), decode(fragment));
        if path.is_empty() {
            return self.in_lesson(self.own, &fragment, span).map(End::Target);
        }
        let places = site::places(&self.folder, &path);
        if let Some(lesson) = places.iter().find_map(|place| self.lesson_at(place)) {
            return self.in_lesson(lesson, &fragment, span).map(End::Target);
        }
        let Some(file) = &site::likeliest(&self.folder, &path) else {
            if path.contains("://") {
                self.dead(span, format!("`{path}` is not an address"), None);
                return None;
            }
            let message = format!("`{path}` lies outside the course");
            self.dead(span, message, None);
            return None;
        };
        if let Some(draft) = forms(file).find(|form| self.unpublished.contains(form)) {
            let message = format!("`{draft}` is a draft, which is not exported");
            let near = self.near_lesson(file);
            self.dead(span, message, near);
            return None;
        }
        if let Some(form) = forms(file).find(|form| self.files.exists(form)) {
            if !is_lesson(&form) {
                return Some(End::File(form));
            }
            // Of its course only this lesson is exported.
            let message = format!("`{form}` is not in this export");
            let help = "the link's text stays, without the link";
            self.diagnostics
                .push(Diagnostic::hint(Code::DeadLink, span, message).help(help));
            return None;
        }
        let near = self.near_lesson(file);
        self.dead(span, format!("there is no file `{file}`"), near);
        None
    }

    /// What says on paper which file a link leads to, after the link's text. The author
    /// is told how the file itself comes into the book. A picture that leads to a larger
    /// one needs nothing.
    pub(super) fn file_name(
        &mut self,
        file: &CoursePath,
        text: &[Inline<Settled>],
        span: Span,
    ) -> Option<Inline<Settled>> {
        let is_picture = is_picture(file);
        let shows_picture = text.iter().any(|it| matches!(it, Inline::Image(_)));
        if is_picture && shows_picture {
            return None;
        }
        let message = format!("`{file}` is a file, which no book carries");
        let help = match is_picture {
            true => "the text names it; `![…](…)` shows the picture",
            false => "the text names it; `{{#include …}}` in a block of code shows it",
        };
        self.diagnostics.push(Diagnostic::hint(Code::DeadLink, span, message).help(help));
        if plain_text(text).contains(file.name()) {
            return None;
        }
        let (open, close) = (self.words.open_paren, self.words.close_paren);
        let text = format!("{open}{file}{close}");
        Some(Inline::Text(Text { span, text }))
    }

    /// The lesson at a path as sites write it: without its ending, with that of a web
    /// page, or its folder alone.
    fn lesson_at(&self, file: &CoursePath) -> Option<&'a LessonAnchors> {
        let lesson = forms(file).find_map(|form| self.anchors.of_path(&form));
        lesson.or_else(|| self.anchors.first_in(file))
    }

    /// Where a link to a lesson by its name leads.
    fn named(&mut self, name: &str, span: Span) -> Option<Target> {
        let (page, fragment) = name.split_once('#').unwrap_or((name, ""));
        let lesson = match page.trim() {
            "" => Some(self.own),
            page => self.anchors.of_name(page),
        };
        if let Some(lesson) = lesson {
            return self.in_lesson(lesson, fragment.trim(), span);
        }
        let titles = self.anchors.titles().map(|title| (title, title));
        let near = self.nearest(page, titles);
        self.dead(span, format!("there is no lesson `{}`", page.trim()), near);
        None
    }

    /// The address on the web that an absolute address comes to; `None` for others.
    pub(super) fn web(&self, address: &str) -> Option<String> {
        let scheme = scheme(address).filter(|scheme| scheme.starts_with("http"))?;
        debug_assert!(SCHEMES.contains(&scheme));
        let url = url::Url::parse(&address.replace('\\', "%5C")).ok()?;
        web_address(url.as_str()).filter(|url| url.len() <= MAX_ADDRESS)
    }

    fn external(&mut self, scheme: &str, address: &str, span: Span) -> Option<Target> {
        if !SCHEMES.contains(&scheme) {
            let message = format!("links to `{scheme}:` are not allowed in a book");
            self.diagnostics.push(
                Diagnostic::warning(Code::UnsafeLink, span, message)
                    .help("the link's text stays, without the link"),
            );
            return None;
        }
        // Parsers of URLs take a backslash for a slash, which it is not.
        let url = match url::Url::parse(&address.replace('\\', "%5C")) {
            Ok(url) => url,
            Err(error) => {
                self.dead(span, format!("`{address}` is not an address: {error}"), None);
                return None;
            }
        };
        match web_address(url.as_str()) {
            Some(url) if url.len() > MAX_ADDRESS => {
                let message = format!("this address is longer than {MAX_ADDRESS} bytes");
                self.dead(span, message, None);
                None
            }
            Some(url) => Some(Target::External(url)),
            None => {
                self.dead(span, format!("`{address}` is not an address"), None);
                None
            }
        }
    }

    fn in_lesson(
        &mut self,
        lesson: &LessonAnchors,
        fragment: &str,
        span: Span,
    ) -> Option<Target> {
        if let Some(anchor) = lesson.find(fragment) {
            return Some(Target::Internal(anchor));
        }
        let names = lesson.names().map(|name| (name.as_str(), name.as_str()));
        let near = self.nearest(fragment, names);
        self.dead(span, format!("there is no heading `#{fragment}`"), near);
        None
    }

    fn dead(&mut self, span: Span, message: String, near: Option<String>) {
        let help = match near {
            Some(near) => {
                format!("did you mean `{near}`? the text stays, without the link")
            }
            None => "the link's text stays, without the link".into(),
        };
        self.diagnostics
            .push(Diagnostic::warning(Code::DeadLink, span, message).help(help));
    }

    /// The lesson whose file is called most like `file`, since the folders on the way are
    /// often alike where the files are not; unless all else of its path is too different.
    fn near_lesson(&mut self, file: &CoursePath) -> Option<String> {
        let paths = self.anchors.paths().map(CoursePath::as_str);
        let name = own_name(file.as_str());
        let near = self.nearest(name, paths.map(|path| (own_name(path), path)))?;
        let (folder, other) = (file.parent(), near.rsplit_once('/'));
        let (folder, other) = (folder.as_str(), other.map_or("", |(folder, _)| folder));
        let left = self.comparable.checked_sub(folder.len() * other.len());
        self.comparable = left.unwrap_or_default();
        left?;
        let likeness = strsim::normalized_levenshtein(folder, other)
            + strsim::normalized_levenshtein(name, own_name(&near));
        (likeness >= 1.0).then_some(near)
    }

    /// Of candidates with their names, the one whose name is most like `name`. So that a
    /// course full of dead links is not slow, only so much is compared in all.
    fn nearest<'b>(
        &mut self,
        name: &str,
        candidates: impl Iterator<Item = (&'b str, &'b str)>,
    ) -> Option<String> {
        let length = name.len();
        // Less than half the length is less than half alike.
        let may_be_near = |candidate: &str| {
            length <= 2 * candidate.len() && candidate.len() <= 2 * length
        };
        candidates
            .take_while(|(candidate, _)| {
                let pairs = match may_be_near(candidate) {
                    true => length * candidate.len(),
                    false => 0,
                };
                let left = self.comparable.checked_sub(pairs + 1);
                self.comparable = left.unwrap_or_default();
                left.is_some()
            })
            .filter(|(candidate, _)| may_be_near(candidate))
            .map(|(candidate, shown)| {
                (strsim::normalized_levenshtein(name, candidate), shown)
            })
            .filter(|(likeness, _)| *likeness >= 0.5)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, shown)| shown.to_owned())
    }
}

/// What a file is called without its ending; a folder's page by the folder.
fn own_name(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_page = ["readme", "index", "_index"].contains(&name.to_lowercase().as_str());
    match is_page && !folder.is_empty() {
        true => folder.rsplit_once('/').map_or(folder, |(_, name)| name),
        false => name,
    }
}

/// Whether a file is a picture, by its name.
fn is_picture(file: &CoursePath) -> bool {
    let known = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "svg"];
    known.contains(&file.extension().as_str())
}

/// Whether a file may be a lesson, by its name.
fn is_lesson(file: &CoursePath) -> bool {
    matches!(file.extension().as_str(), "md" | "markdown" | "mdx")
}

/// The paths that a path in a link may stand for.
fn forms(file: &CoursePath) -> impl Iterator<Item = CoursePath> {
    let path = file.as_str();
    let stem = ["html", "htm", "md", "markdown", "mdx"].iter().find_map(|ending| {
        let stem = path.strip_suffix(ending)?.strip_suffix('.')?;
        (!stem.is_empty()).then_some(stem)
    });
    let stem = stem.unwrap_or(path).to_owned();
    let folder = if stem.is_empty() { String::new() } else { format!("{stem}/") };
    let others = [
        format!("{stem}.md"),
        format!("{stem}.markdown"),
        format!("{stem}.mdx"),
        format!("{folder}README.md"),
        format!("{folder}readme.md"),
        format!("{folder}index.md"),
        format!("{folder}index.mdx"),
        format!("{folder}_index.md"),
    ];
    let join = |path: String| CoursePath::root().join(&path);
    std::iter::once(file.clone()).chain(others.into_iter().filter_map(join))
}

/// The scheme of an address that has one (RFC 3986, 3.1), in lower case.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    // `C:\x` and `c:x` are paths.
    if !valid || scheme.len() < 2 {
        return None;
    }
    let known = SCHEMES.into_iter().find(|known| known.eq_ignore_ascii_case(scheme));
    Some(known.unwrap_or(scheme))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
