//! Addresses become targets, for both formats alike.

use percent_encoding::percent_decode_str;

use super::Settler;
use super::address::web_address;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Link, Target, Written};
use crate::source::Span;

/// What an address in a lesson may lead to outside the course. Anything else could run
/// in a reading system or open a file.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The longest address, in bytes; more than that is refused in a PDF.
const MAX_ADDRESS: usize = 8_000;

impl Settler<'_> {
    /// Where a link leads; `None`, and a diagnostic, if nowhere.
    pub(super) fn target(&mut self, link: &Link<Written>) -> Option<Target> {
        let address = link.target.trim();
        if let Some(scheme) = scheme(address) {
            return self.external(scheme, address, link.span);
        }
        if let Some(rest) = address.strip_prefix("//") {
            return self.external("https", &format!("https://{rest}"), link.span);
        }
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split('?').next().unwrap_or_default();
        let (path, fragment) = (decode(path), decode(fragment));
        if path.is_empty() {
            return self.in_lesson(self.own, &fragment, link.span);
        }
        let Some(file) = self.folder.join(&path) else {
            let message = format!("`{path}` lies outside the course");
            self.dead(link.span, message, None);
            return None;
        };
        if let Some(lesson) = self.anchors.of_path(&file) {
            return self.in_lesson(lesson, &fragment, link.span);
        }
        if self.files.exists(&file) {
            // Another lesson of a course of which only this one is exported, or a file
            // that no book carries. The text says what it says.
            let message = format!("`{file}` is not in this export");
            let help = "the link's text stays, without the link";
            self.diagnostics
                .push(Diagnostic::hint(Code::DeadLink, link.span, message).help(help));
            return None;
        }
        let near = nearest(file.as_str(), self.anchors.paths().map(|path| path.as_str()));
        self.dead(link.span, format!("there is no file `{file}`"), near);
        None
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
        lesson: &super::LessonAnchors,
        fragment: &str,
        span: Span,
    ) -> Option<Target> {
        if let Some(anchor) = lesson.find(fragment) {
            return Some(Target::Internal(anchor));
        }
        let near = nearest(fragment, lesson.names().map(String::as_str));
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

fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    candidates
        .map(|candidate| (strsim::normalized_levenshtein(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}
