//! Code as it stands in the document tree: as written, and as lines of coloured spans.
//!
//! A span has a class, not a colour: the theme of each edition decides what a keyword
//! looks like. The set of classes is closed, so that every theme can be complete.

use std::collections::BTreeMap;

/// A code block as written: what its info string and its comments say, and its code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeText {
    /// The name of its language, as typed; empty if there is none.
    pub language: String,
    /// What is written above it, most often a file's name.
    pub title: Option<String>,
    /// Whether its lines are numbered.
    pub numbering: Numbering,
    /// The code that is to be seen; lines end in `\n`.
    pub text: String,
    /// The lines that are marked, counted from 0.
    pub marks: BTreeMap<usize, LineMark>,
}

impl CodeText {
    /// Code of which nothing is known but its language.
    pub fn new(language: &str, text: String) -> CodeText {
        CodeText { language: language.to_owned(), text, ..CodeText::default() }
    }
}

/// Whether the lines of a code block are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Numbering {
    /// As all others are.
    #[default]
    Usual,
    /// They are not.
    Off,
    /// They are; the first line has this number.
    From(u32),
}

/// What a line is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineMark {
    /// The one to look at.
    Highlighted,
    /// It has come into the code.
    Added,
    /// It has gone out of the code.
    Removed,
    /// Something may be wrong with it.
    Warning,
    /// Something is wrong with it.
    Error,
}

impl LineMark {
    /// The name themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            LineMark::Highlighted => "highlighted",
            LineMark::Added => "added",
            LineMark::Removed => "removed",
            LineMark::Warning => "warning",
            LineMark::Error => "error",
        }
    }
}

/// A code block, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The language's name as people write it, “Python”; `None` if there is none or it
    /// is unknown.
    pub language: Option<String>,
    /// What is written above it.
    pub title: Option<String>,
    /// The number of its first line; `None` if its lines are not numbered.
    pub first_number: Option<u32>,
    /// Its lines, without line ends.
    pub lines: Vec<CodeLine>,
}

/// One line of a listing, without its line ending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodeLine {
    /// What it is marked as.
    pub mark: Option<LineMark>,
    /// The line's spans in order. Neighbours differ in class; none is empty.
    pub tokens: Vec<Token>,
}

/// A stretch of code of one class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// What the code is.
    pub class: TokenClass,
    /// The code itself.
    pub text: String,
}

impl CodeLine {
    /// Adds `text` to the end of the line, joining it to a last span of the same class.
    pub fn push(&mut self, class: TokenClass, text: &str) {
        match self.tokens.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.class == class => last.text.push_str(text),
            _ => self.tokens.push(Token { class, text: text.to_owned() }),
        }
    }

    /// The line's code without its classes.
    pub fn text(&self) -> String {
        self.tokens.iter().map(|token| token.text.as_str()).collect()
    }
}

macro_rules! token_classes {
    ($($(#[$attribute:meta])+ $class:ident = $name:literal,)+) => {
        /// What a span of code is, as far as a reader wants to see it.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TokenClass {
            $($(#[$attribute])+ $class,)+
        }

        impl TokenClass {
            /// Every class, in order of declaration.
            pub const ALL: &[Self] = &[$(Self::$class,)+];

            /// The class's name in style sheets and themes, in kebab case.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$class => $name,)+
                }
            }
        }
    };
}

token_classes! {
    /// Whatever has no class of its own: most names, spaces, output.
    #[default]
    Plain = "plain",
    /// Comments, and strings that stand where documentation does.
    Comment = "comment",
    /// Words of the language itself, among them `and`, `in`, `async`.
    Keyword = "keyword",
    /// Text, with its quotes.
    String = "string",
    /// What stands out in text: `\n`, the braces of an interpolation, a regex's signs.
    Escape = "escape",
    /// Numbers, with their units.
    Number = "number",
    /// `True`, `null`, names in capitals, symbols.
    Constant = "constant",
    /// Functions where they are defined and where they are called.
    Function = "function",
    /// Classes, built-in types, types in annotations.
    Type = "type",
    /// Names with a role in the language: `self`, `this`, `$variables`.
    Variable = "variable",
    /// Keys of data, properties of a style rule, attributes of a tag.
    Property = "property",
    /// Signs that compute, compare or assign.
    Operator = "operator",
    /// Brackets, commas, semicolons.
    Punctuation = "punctuation",
    /// Decorators, annotations, preprocessor directives' names.
    Decorator = "decorator",
    /// Names of elements in markup, with their brackets.
    Tag = "tag",
    /// Headings of a document, sections of a configuration file, parts of a diff.
    Heading = "heading",
    /// Lines a diff adds.
    Inserted = "inserted",
    /// Lines a diff removes.
    Deleted = "deleted",
    /// The prompt before a command in a session, not part of what one types.
    Prompt = "prompt",
}

impl Listing {
    /// The number of its last line, if its lines are numbered.
    pub fn last_number(&self) -> Option<u32> {
        let count = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        Some(self.first_number?.saturating_add(count.saturating_sub(1)))
    }

    /// Whether any line is marked.
    pub fn has_marks(&self) -> bool {
        self.lines.iter().any(|line| line.mark.is_some())
    }

    /// The code as text, lines joined with `\n`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.extend(line.tokens.iter().map(|token| token.text.as_str()));
        }
        text
    }
}
