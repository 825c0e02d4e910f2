//! The info string of a code block, in the customs of many tools.
//!
//! | tool | example |
//! |---|---|
//! | GitHub, CommonMark | `python` |
//! | VitePress, VuePress | `js{1,4-6}:line-numbers=3 [vite.config.js]` |
//! | Docusaurus, Nextra | `js title="a.js" {1,4-6} showLineNumbers` |
//! | MkDocs | `py title="a.py" hl_lines="2 3" linenums="1"` |
//! | pandoc, Quarto | `{.python .numberLines startFrom="100" #id}`, `{python}` |
//! | R Markdown | `{r, echo=FALSE}` |
//! | mdBook, rustdoc | `rust,ignore,hidelines=#` |
//! | Hugo | `go {linenos=table,hl_lines=[8,"15-17"],linenostart=199}` |
//! | Expressive Code | `js ins={2} del={3} "word"` |
//! | HackMD | `python=101` |
//! | Hexo, Zenn, React's site | `js:src/a.js`, `js src/App.js active` |
//! | MyST | `{code-block} python` |
//!
//! What no tool knows is ignored, as every tool does.

use super::parts::{Part, parts};
use super::ranges::Ranges;
use crate::document::{LineMark, Numbering};

/// What an info string says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Info {
    /// The language's name as typed; empty if there is none.
    pub(super) language: String,
    /// What to write above the code.
    pub(super) title: Option<String>,
    /// Words in quotation marks: a title, or words of the code that are to be marked.
    pub(super) quoted: Option<String>,
    /// A name that links lead to.
    pub(super) id: Option<String>,
    /// Whether the lines are numbered.
    pub(super) numbering: Numbering,
    /// The lines that are marked, by number.
    pub(super) marks: Vec<(LineMark, Ranges)>,
    /// Whether lines of the language begin with the signs of a diff.
    pub(super) is_diff: bool,
    /// What hidden lines begin with.
    pub(super) hidden_prefix: Option<String>,
    /// What the first lines of the code may say.
    pub(super) head: Head,
    /// What the author wants to be seen of code that a tool would run.
    pub(super) shown: Shown,
    /// Whether a bracket or a quotation mark has no partner.
    pub(super) is_torn: bool,
    /// How many words have no meaning in any tool.
    pub(super) strays: usize,
}

/// What the first lines of a block may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Head {
    /// Code.
    #[default]
    Code,
    /// Options of a cell, `#| echo: false`.
    Cell,
    /// Options of a directive, `:caption: 标题`.
    Directive,
}

/// What is to be seen of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// Its code.
    #[default]
    Code,
    /// Only what it prints or draws.
    Result,
    /// Neither.
    Nothing,
}

/// The largest number a line can have.
const MAX_NUMBER: u32 = 999_999;

/// MyST's directives that hold code.
const DIRECTIVES: [&str; 5] =
    ["code", "code-block", "code-cell", "sourcecode", "literalinclude"];

/// Words of many tools that say nothing a page could show, as [`plain_key`] gives them.
const FLAGS: [&str; 28] = [
    "active",
    "annotate",
    "compilefail",
    "copy",
    "doesnotcompile",
    "editable",
    "hidden",
    "ignore",
    "input",
    "live",
    "mdbookrunnable",
    "nocopy",
    "noinline",
    "noplayground",
    "noplaypen",
    "norun",
    "noselect",
    "notdesiredbehavior",
    "nowrap",
    "output",
    "panics",
    "run",
    "select",
    "shouldpanic",
    "testharness",
    "twoslash",
    "unsafe",
    "wrap",
];

impl Info {
    /// Reads an info string.
    pub(super) fn parse(text: &str) -> Info {
        let mut info = Info::default();
        let (parts, closed) = parts(text);
        info.is_torn = !closed;
        let mut parts = parts.into_iter();
        let mut colon = None;
        match parts.next() {
            Some(Part::Word(word)) => colon = info.first_word(word),
            Some(Part::Option { key, value }) => info.first_option(key, value),
            Some(Part::Braces(inner)) => info.first_group(inner),
            Some(part) => info.part(part),
            None => {}
        }
        for part in parts {
            info.part(part);
        }
        info.title = info.title.take().or(colon);
        info
    }

    /// `python`, `js:line-numbers`; what follows a colon and is no option is a title of
    /// the last resort.
    fn first_word(&mut self, word: &str) -> Option<String> {
        let (language, option) = word.split_once(':').unwrap_or((word, ""));
        self.name(language);
        if option.is_empty() || self.flag(option) || option.starts_with("no-") {
            return None;
        }
        let is_option = matches!(option, "collapsed-lines" | "v-pre" | "whitespace");
        (!is_option).then(|| option.to_owned())
    }

    /// `title="…"` without a language before it, `ts:line-numbers=2`, `python=101`.
    fn first_option(&mut self, key: &str, value: &str) {
        if let Some((language, key)) = key.split_once(':') {
            self.name(language);
            self.option(key, value);
        } else if !self.option(key, value) {
            let number = value.trim_end_matches('!');
            if number.is_empty() || number == "+" {
                self.name(key);
                self.numbering = Numbering::From(1);
            } else if let Some(first) = first_number(number) {
                self.name(key);
                self.numbering = Numbering::From(first);
            }
        }
    }

    /// `{.python #id}`, `{python}`, `{r, echo=FALSE}`, `{1,3}`.
    fn first_group(&mut self, inner: &str) {
        let bare = inner.trim_start().starts_with(|c: char| c.is_alphabetic());
        let name = inner.split(|c: char| c.is_whitespace() || c == ',').next();
        match name {
            Some(name) if bare && DIRECTIVES.contains(&name) => {
                self.head = Head::Directive;
            }
            Some(name) if bare && !name.contains(['=', ':']) => {
                self.head = Head::Cell;
                self.name(name);
                self.group(&inner.trim_start()[name.len()..]);
            }
            _ => self.group(inner),
        }
    }

    fn name(&mut self, language: &str) {
        let language = language.trim_start_matches('.');
        let other = ["diff-", "diff_"].into_iter().find_map(|sign| {
            let (start, rest) = language.split_at_checked(sign.len())?;
            (start.eq_ignore_ascii_case(sign) && !rest.is_empty()).then_some(rest)
        });
        self.is_diff = other.is_some();
        let language = other.unwrap_or(language);
        // VitePress: code in which `{{ }}` is filled in.
        let filled = language.strip_suffix("-vue").filter(|name| !name.is_empty());
        self.language = filled.unwrap_or(language).to_owned();
    }

    /// A part after the first.
    fn part(&mut self, part: Part) {
        match part {
            Part::Word(word) => self.word(word),
            Part::Option { key, value } => {
                self.option(key, value);
            }
            Part::Braces(inner) => self.group(inner),
            // React's site lists pieces of lines in pairs of brackets.
            Part::Brackets(inner) if !inner.trim_start().starts_with('[') => {
                self.set_title(inner);
            }
            Part::Quoted(inner) if !inner.trim().is_empty() => {
                self.quoted = Some(inner.trim().to_owned());
            }
            Part::Brackets(_) | Part::Quoted(_) | Part::Pattern => {}
        }
    }

    /// A word after the first: a flag, a file's name, the language of a directive.
    fn word(&mut self, word: &str) {
        if self.language.is_empty() {
            self.name(word);
        } else if self.flag(word) || word.starts_with(':') {
        } else if word.eq_ignore_ascii_case("diff") {
            self.is_diff = !self.is_plain_diff();
        } else if self.is_plain_diff()
            && let Some((language, title)) = named(word)
        {
            self.is_diff = true;
            self.language = language.to_owned();
            self.set_last_title(title);
        } else if is_path(word) {
            self.set_last_title(word);
        } else {
            self.strays += 1;
        }
    }

    /// Whether the language is that of diffs itself.
    fn is_plain_diff(&self) -> bool {
        self.language.eq_ignore_ascii_case("diff")
    }

    /// What stands in braces: lines, or attributes.
    fn group(&mut self, inner: &str) {
        if let Some(ranges) = Ranges::parse(inner) {
            return self.marks.push((LineMark::Highlighted, ranges));
        }
        let (parts, _) = parts(inner);
        let mut parts = parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Word(word) if word.ends_with(':') => {
                    // Gatsby: `{numberLines: true}`.
                    if let Some(Part::Word(value)) =
                        parts.next_if(|part| matches!(part, Part::Word(_)))
                    {
                        self.option(word.trim_end_matches(':'), value);
                    }
                }
                Part::Word(word) => self.attribute(word),
                Part::Option { key, value } => {
                    self.option(key, value);
                }
                Part::Braces(_) | Part::Brackets(_) | Part::Quoted(_) | Part::Pattern => {
                }
            }
        }
    }

    /// `.python`, `.numberLines`, `#id`.
    fn attribute(&mut self, word: &str) {
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            self.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix('.')
            && !self.flag(class)
            && self.language.is_empty()
        {
            self.name(class);
        }
    }

    /// A word that switches something; whether it is one.
    fn flag(&mut self, word: &str) -> bool {
        let key = plain_key(word);
        match key.as_str() {
            _ if is_numbering(&key) => self.number("true"),
            "nolinenumbers" | "nonumberlines" | "nolinenums" | "nolinenos" => {
                self.numbering = Numbering::Off;
            }
            key => return FLAGS.contains(&key) || key.starts_with("edition"),
        }
        true
    }

    /// An option with a value; whether it is known.
    pub(super) fn option(&mut self, key: &str, value: &str) -> bool {
        let value = value.trim();
        match plain_key(key).as_str() {
            "title" | "filename" | "file" | "caption" | "lstcap" => self.set_title(value),
            "hllines" | "highlight" | "highlightlines" | "emphasizelines"
            | "dataline" | "mark" => self.mark(LineMark::Highlighted, value),
            "ins" | "add" => self.mark(LineMark::Added, value),
            "del" | "rem" => self.mark(LineMark::Removed, value),
            "startfrom" | "startlinenumber" | "linenostart" | "linenumberstart"
            | "firstnumber" | "datastart" => {
                if let Some(first) = first_number(value) {
                    self.numbering = Numbering::From(first);
                }
            }
            "codelinenumbers" if Ranges::parse(value).is_some() => {
                self.mark(LineMark::Highlighted, value);
            }
            key if is_numbering(key) => self.number(value),
            "hidelines" if !value.is_empty() => {
                self.hidden_prefix = Some(value.to_owned());
            }
            "lang" | "language" if self.is_plain_diff() => {
                self.is_diff = true;
                self.language = value.to_owned();
            }
            "echo" if is_no(value) => self.shown = self.shown.max(Shown::Result),
            "include" if is_no(value) => self.shown = Shown::Nothing,
            "echo" | "include" => {}
            _ => return false,
        }
        true
    }

    /// `linenums="1"`, `showLineNumbers={false}`; a start that is known stays.
    fn number(&mut self, value: &str) {
        if is_no(value) {
            self.numbering = Numbering::Off;
        } else if let Some(first) = first_number(value) {
            self.numbering = Numbering::From(first);
        } else if !matches!(self.numbering, Numbering::From(_)) {
            self.numbering = Numbering::From(1);
        }
    }

    fn mark(&mut self, mark: LineMark, lines: &str) {
        if let Some(ranges) = Ranges::parse(lines) {
            self.marks.push((mark, ranges));
        }
    }

    /// A title that gives way to one that is clearly meant as such.
    fn set_last_title(&mut self, title: &str) {
        if self.title.is_none() {
            self.set_title(title);
        }
    }

    fn set_title(&mut self, title: &str) {
        let words: Vec<&str> = title.split_whitespace().collect();
        if !words.is_empty() {
            self.title = Some(words.join(" "));
        }
    }
}

/// A key as it is compared: tools differ in `-`, `_` and capitals.
fn plain_key(key: &str) -> String {
    let key = key.trim_start_matches(':').chars();
    key.filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

fn is_numbering(key: &str) -> bool {
    matches!(
        key,
        "linenumbers"
            | "showlinenumbers"
            | "numberlines"
            | "linenums"
            | "linenos"
            | "codelinenumbers"
    )
}

fn is_no(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "false" | "f" | "no" | "off" | "none")
}

/// The number that a value begins with.
fn first_number(value: &str) -> Option<u32> {
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let digits = value[..end].trim_start_matches('0');
    match value[..end].len() {
        0 => None,
        _ if digits.is_empty() => Some(0),
        _ => Some(digits.parse().unwrap_or(MAX_NUMBER).min(MAX_NUMBER)),
    }
}

/// Whether a word is a file's name, or words in a script without spaces: a title.
fn is_path(word: &str) -> bool {
    let is_file = word.contains(['/', '.']) && word.contains(char::is_alphabetic);
    let is_address = word.contains("://");
    is_file && !word.starts_with('.') && !is_address || !word.is_ascii()
}

/// `js`, `js:a.js`: a language, and what follows the colon.
fn named(word: &str) -> Option<(&str, &str)> {
    let (language, title) = word.split_once(':').unwrap_or((word, ""));
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "+#-".contains(c);
    let is_name = language.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_name && language.chars().all(is_sign)).then_some((language, title))
}
