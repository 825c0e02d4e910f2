//! What begins a container, in the customs of VitePress, Docusaurus, pandoc and MkDocs.

use std::ops::Range;

use crate::document::{Align, CalloutKind};
use crate::source::SourceId;

/// A container that begins.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Container {
    /// What it is.
    pub(in crate::read) kind: Kind,
    /// Its title, or a tab's label.
    pub(in crate::read) title: Option<Title>,
    /// The file it begins in.
    pub(in crate::read) source: SourceId,
    /// The line that begins it, in bytes.
    pub(in crate::read) range: Range<usize>,
}

/// Markdown on the line that begins a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Title {
    /// The Markdown.
    pub(in crate::read) text: String,
    /// Where it begins in its file, in bytes.
    pub(in crate::read) start: usize,
}

/// The sorts of containers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    /// A boxed remark.
    Remark(CalloutKind),
    /// A quotation.
    Quote,
    /// Something that can be hidden.
    Details {
        /// Whether it is open at first.
        open: bool,
    },
    /// Ways to do one thing: tabs, or code blocks.
    Tabs,
    /// One of them; its label is the title.
    Tab,
    /// At one side or in the middle.
    Aligned(Align),
    /// Means something to a site, nothing in a book.
    Plain,
    /// Nobody knows.
    Unknown(String),
}

/// What a line of colons and more begins; ranges are in bytes of the line's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) colons: usize,
    pub(super) kind: Kind,
    pub(super) title: Option<Range<usize>>,
    /// Whether its name stands in braces, as pandoc has it: such containers end at any
    /// line of colons.
    pub(super) has_attributes: bool,
}

/// How many colons make a line of nothing else; `None` if there is anything else.
pub(super) fn closing(text: &str) -> Option<usize> {
    let is_close = text.len() >= 3 && text.bytes().all(|byte| byte == b':');
    is_close.then_some(text.len())
}

/// `::: tip 标题`, `:::note[标题]`, `::: {.tip title="标题"}`.
pub(super) fn fenced(text: &str) -> Option<Opening> {
    let colons = text.bytes().take_while(|byte| *byte == b':').count();
    if colons < 3 {
        return None;
    }
    let start = text.len() - text[colons..].trim_start().len();
    // pandoc lets colons follow.
    let end = text.trim_end_matches(':').trim_end().len().max(start);
    let rest = &text[start..end];
    if rest.is_empty() {
        return None;
    }
    let name_end = rest.find(|c: char| c.is_whitespace() || "{[".contains(c));
    let (name, after) = rest.split_at(name_end.unwrap_or(rest.len()));
    let at = start + name.len();
    let attributes = Attributes::find(text, at..end);
    let bracketed = after.strip_prefix('[').and_then(|inner| inner.find(']'));
    let title = match bracketed {
        Some(length) => at + 1..at + 1 + length,
        None => {
            let end =
                attributes.as_ref().map_or(end, |attributes| attributes.range.start);
            let title = text[at..end.max(at)].trim();
            let offset = text[at..].find(title).unwrap_or_default();
            at + offset..at + offset + title.len()
        }
    };
    let mut title = Some(title).filter(|title| !title.is_empty());
    let mut kind = kind(name);
    let mut has_attributes = false;
    if let Some(attributes) = &attributes {
        if name.is_empty() {
            has_attributes = true;
            kind = attributes.kind(text);
        }
        title = title.or_else(|| attributes.value(text, "title"));
        let says = |word: &str| text[attributes.range.clone()].contains(word);
        if matches!(kind, Kind::Remark(_)) && says("collapse") {
            kind = Kind::Details { open: says("collapse=\"false\"") };
        }
        if let Kind::Details { open } = &mut kind {
            *open |= says("open");
        }
    }
    // What nobody knows as a kind may be all that the title says.
    if matches!(kind, Kind::Unknown(_)) && !name.is_ascii() {
        title = Some(start..title.map_or(at, |title| title.end));
    }
    Some(Opening { colons, kind, title, has_attributes })
}

/// `::: mermaid`: how many colons begin a diagram.
pub(super) fn diagram(text: &str) -> Option<usize> {
    let name = text.trim_start_matches(':');
    let colons = text.len() - name.len();
    (colons >= 3 && name.trim_start().eq_ignore_ascii_case("mermaid")).then_some(colons)
}

/// `!!! note "标题"`, `???+ tip`: the kind, and the title's range.
pub(super) fn admonition(text: &str) -> Option<(Kind, Option<Range<usize>>)> {
    let (is_open, is_details, sign) = [
        ("???+", true, true),
        ("???", false, true),
        ("!!!+", true, false),
        ("!!!", true, false),
    ]
    .into_iter()
    .find_map(|(sign, open, details)| {
        text.starts_with(sign).then_some((open, details, sign))
    })?;
    let rest = &text[sign.len()..];
    let words = rest.trim_start();
    if words.len() == rest.len() || words.is_empty() {
        return None;
    }
    let title = quoted(text, sign.len());
    let name = words.split(['"', '\'', ' ', '\t']).next().unwrap_or_default();
    // `!!! 注意，这里很重要` is a sentence.
    let is_name = name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let kind = kind(name);
    let rest_is_title = words[name.len()..].trim().is_empty() || title.is_some();
    if !is_name || !rest_is_title || (name.is_empty() && title.is_none()) {
        return None;
    }
    let kind = match (is_details, kind) {
        (true, _) => Kind::Details { open: is_open },
        (false, Kind::Unknown(_) | Kind::Plain) => Kind::Remark(CalloutKind::Note),
        (false, kind) => kind,
    };
    // The name of a kind nobody knows is all there is to say of it.
    let at = text.len() - words.len();
    let title = title.or_else(|| is_word(name).then_some(at..at + name.len()));
    Some((kind, title.filter(|title| !title.is_empty())))
}

/// Whether a name is no kind that we have a word for, but says something to the reader.
fn is_word(name: &str) -> bool {
    matches!(kind(name), Kind::Unknown(_)) && !name.is_ascii()
}

/// `=== "标签"`: the range of the label.
pub(super) fn tab(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix("===")?;
    let rest = rest.strip_prefix(['!', '+']).unwrap_or(rest);
    let is_label = rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('"');
    let label = quoted(text, 3).filter(|_| is_label)?;
    text[label.end + 1..].trim().is_empty().then_some(label)
}

/// `@tab npm`, `@tab:active npm`, as VuePress themes have it: the range of the label.
pub(super) fn tab_line(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix("@tab")?;
    let rest = rest.strip_prefix(":active").unwrap_or(rest);
    let label = rest.trim();
    // What follows `#` is for the site.
    let label = label.split('#').next().unwrap_or_default().trim_end();
    let at = text.len() - rest.trim_start().len();
    (rest.starts_with([' ', '\t']) && !label.is_empty()).then_some(at..at + label.len())
}

/// The range of the text between the first quotation marks after a byte.
fn quoted(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(['"', '\''])?;
    let sign = text[start..].chars().next()?;
    let end = text.rfind(sign).filter(|end| *end > start)?;
    Some(start + 1..end)
}

/// The sort of container that goes by a name, in any of the dialects.
fn kind(name: &str) -> Kind {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix("callout-").unwrap_or(&name);
    match name {
        "note" | "info" | "seealso" | "see-also" | "remark" => {
            Kind::Remark(CalloutKind::Note)
        }
        "tip" | "hint" => Kind::Remark(CalloutKind::Tip),
        "important" => Kind::Remark(CalloutKind::Important),
        "warning" | "attention" | "warn" => Kind::Remark(CalloutKind::Warning),
        "danger" | "caution" | "error" | "failure" | "fail" | "bug" | "missing" => {
            Kind::Remark(CalloutKind::Caution)
        }
        "abstract" | "summary" | "tldr" => Kind::Remark(CalloutKind::Summary),
        "example" => Kind::Remark(CalloutKind::Example),
        "question" | "help" | "faq" => Kind::Remark(CalloutKind::Question),
        "success" | "check" | "done" => Kind::Remark(CalloutKind::Success),
        "quote" | "cite" | "blockquote" => Kind::Quote,
        "details" | "collapse" | "spoiler" => Kind::Details { open: false },
        "code-group" | "code-tabs" | "tabs" | "panel-tabset" => Kind::Tabs,
        "center" => Kind::Aligned(Align::Center),
        "right" => Kind::Aligned(Align::Right),
        "left" => Kind::Aligned(Align::Left),
        "v-pre" | "raw" | "no-v-pre" | "columns" | "column" | "row" | "col" => {
            Kind::Plain
        }
        name => Kind::Unknown(name.to_owned()),
    }
}

/// `{.note #id title="标题"}`.
struct Attributes {
    range: Range<usize>,
}

impl Attributes {
    /// The attributes in a range of a line: braces at its beginning, or at its end and
    /// apart from what is before. Those of a formula are none.
    fn find(text: &str, range: Range<usize>) -> Option<Attributes> {
        let start = range.start + text[range.clone()].find('{')?;
        let end = start + text[start..range.end].find('}')? + 1;
        let before = &text[range.start..start];
        let is_first = before.trim().is_empty();
        let is_last = text[end..range.end].trim().is_empty()
            && before.ends_with(|c: char| c.is_whitespace() || c == ']');
        (is_first || is_last).then_some(Attributes { range: start..end })
    }

    /// The sort of container that the classes name.
    fn kind(&self, text: &str) -> Kind {
        let inner = text[self.range.clone()].trim_matches(['{', '}']);
        let classes = inner.split_whitespace().filter_map(|word| word.strip_prefix('.'));
        let mut kinds = classes.map(kind);
        let first = kinds.next().unwrap_or(Kind::Plain);
        let known = |kind: &Kind| !matches!(kind, Kind::Unknown(_));
        // A class that means nothing here may mean something to a site.
        if known(&first) { first } else { kinds.find(known).unwrap_or(Kind::Plain) }
    }

    /// The range of an attribute's value.
    fn value(&self, text: &str, name: &str) -> Option<Range<usize>> {
        let inner = &text[self.range.clone()];
        let at = self.range.start + inner.find(&format!("{name}="))? + name.len() + 1;
        quoted(&text[..self.range.end], at).filter(|value| value.start == at + 1).map(
            |value| {
                let length = text[value.start..].find('"').unwrap_or(value.len());
                value.start..value.start + length
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(text: &str) -> Option<(Kind, Option<&str>)> {
        fenced(text)
            .map(|opening| (opening.kind, opening.title.map(|title| &text[title])))
    }

    #[test]
    fn containers_have_kinds_and_titles() {
        let tip = Kind::Remark(CalloutKind::Tip);
        assert_eq!(opening("::: tip"), Some((tip.clone(), None)));
        assert_eq!(opening(":::tip 小 提示"), Some((tip.clone(), Some("小 提示"))));
        assert_eq!(opening(":::tip[提示]"), Some((tip.clone(), Some("提示"))));
        assert_eq!(opening("::::tip{title=\"提示\"}"), Some((tip.clone(), Some("提示"))));
        assert_eq!(opening("::: {.tip #a}"), Some((tip.clone(), None)));
        assert_eq!(opening("::: tip 提示 {#a} ::::"), Some((tip, Some("提示"))));
        let note = Kind::Details { open: false };
        let quarto = "::: {.callout-note collapse=\"true\" title=\"注\"}";
        assert_eq!(opening(quarto), Some((note, Some("注"))));
        assert_eq!(
            opening("::: details 答案 {open}").map(|o| o.0),
            Some(Kind::Details { open: true })
        );
        assert_eq!(opening("::: 甲"), Some((Kind::Unknown("甲".into()), Some("甲"))));
        assert_eq!(opening(":::"), None);
        assert_eq!(opening(":: tip"), None);
        assert_eq!(closing("::::"), Some(4));
    }

    #[test]
    fn admonitions_have_kinds_and_titles() {
        let read = |text: &'static str| {
            admonition(text).map(|(kind, title)| (kind, title.map(|title| &text[title])))
        };
        let note = Kind::Remark(CalloutKind::Note);
        assert_eq!(read("!!! note"), Some((note.clone(), None)));
        assert_eq!(read("!!! note \"一 二\""), Some((note.clone(), Some("一 二"))));
        assert_eq!(read("!!! note inline end \"一\""), Some((note.clone(), Some("一"))));
        assert_eq!(read("!!! note \"\""), Some((note.clone(), None)));
        assert_eq!(read("!!! 练习"), Some((note, Some("练习"))));
        assert_eq!(
            read("???+ tip \"x\""),
            Some((Kind::Details { open: true }, Some("x")))
        );
        assert_eq!(read("!!! 注意，很重要"), None);
        assert_eq!(read("!!!"), None);
        assert_eq!(read("!!! note 很重要"), None);
    }

    #[test]
    fn tabs_have_labels() {
        let read = |text: &'static str| tab(text).map(|label| &text[label]);
        assert_eq!(read("=== \"Python 3\""), Some("Python 3"));
        assert_eq!(read("==="), None);
        assert_eq!(read("=== 一"), None);
        let line = |text: &'static str| tab_line(text).map(|label| &text[label]);
        assert_eq!(line("@tab:active npm#npm"), Some("npm"));
        assert_eq!(line("@table x"), None);
    }
}
