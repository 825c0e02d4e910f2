//! The kinds of problems.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
        /// What kind of problem a diagnostic speaks of. The name is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Code {
            /// The kebab-case name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    /// A command that cannot be carried out as it is.
    Usage = "usage",
    /// A path that cannot be written.
    UnwritableFile = "unwritable-file",
    /// A font that the theme does not use.
    UnusedFont = "unused-font",
    /// A path that is not there or cannot be read.
    UnreadableFile = "unreadable-file",
    /// A path that no lesson can come from.
    NotALesson = "not-a-lesson",
    /// A text file that is not UTF-8.
    NotUtf8 = "not-utf-8",
    /// A file beyond the limits.
    TooLarge = "too-large",
    /// A course without a lesson to export.
    EmptyCourse = "empty-course",
    /// YAML that cannot be parsed.
    InvalidYaml = "invalid-yaml",
    /// TOML that cannot be parsed.
    InvalidToml = "invalid-toml",
    /// Front matter that does not end.
    UnclosedFrontMatter = "unclosed-front-matter",
    /// A setting of the wrong type or outside its range.
    InvalidValue = "invalid-value",
    /// A setting that does not exist.
    UnknownKey = "unknown-key",
    /// A lesson that nothing gives a title.
    MissingTitle = "missing-title",
    /// Two lessons with one slug.
    DuplicateSlug = "duplicate-slug",
    /// Two lessons with one place in the order.
    DuplicateSequence = "duplicate-sequence",
    /// A place in the order that no lesson takes.
    SequenceGap = "sequence-gap",
    /// An element or tag of HTML without an end.
    UnclosedElement = "unclosed-element",
    /// A tag that HTML does not have.
    UnknownElement = "unknown-element",
    /// An element of HTML that has no place in a book.
    LostElement = "lost-element",
    /// A file that a lesson includes and that is not there.
    MissingInclude = "missing-include",
    /// A container without an end, or an end without a container.
    UnclosedContainer = "unclosed-container",
    /// A second list of a lesson's headings.
    RepeatedContents = "repeated-contents",
    /// A page break where no page can begin.
    MisplacedPageBreak = "misplaced-page-break",
    /// A container of a kind that is not known.
    UnknownContainer = "unknown-container",
    /// A table's row with more cells than its header.
    SurplusCell = "surplus-cell",
    /// Blocks or inlines nested beyond the limit.
    NestingTooDeep = "nesting-too-deep",
    /// A code block in a language without a grammar.
    UnknownLanguage = "unknown-language",
    /// An option of a code block that cannot be followed.
    CodeOption = "code-option",
    /// A link to nowhere.
    DeadLink = "dead-link",
    /// A link whose scheme a book must not carry.
    UnsafeLink = "unsafe-link",
    /// Two footnotes with one label.
    DuplicateFootnote = "duplicate-footnote",
    /// A formula whose LaTeX is not understood.
    InvalidFormula = "invalid-formula",
    /// A footnote that nothing refers to.
    UnusedFootnote = "unused-footnote",
    /// A picture that is not there.
    MissingPicture = "missing-picture",
    /// A picture that cannot be read.
    BrokenPicture = "broken-picture",
    /// A picture in a format that is not read.
    PictureFormat = "picture-format",
    /// A drawing with parts that are not shown.
    IncompleteDrawing = "incomplete-drawing",
    /// A picture on another machine.
    RemotePicture = "remote-picture",
    /// A picture without alternative text.
    MissingAltText = "missing-alt-text",
    /// A diagram that is shown as code.
    UndrawnDiagram = "undrawn-diagram",
    /// A heading level that had to change.
    HeadingLevel = "heading-level",
    /// A character that no font has.
    MissingGlyph = "missing-glyph",
    /// A theme that cannot be used.
    InvalidTheme = "invalid-theme",
    /// A book that could not be put together.
    Packaging = "packaging",
    /// Something the typesetter refused.
    Typesetting = "typesetting",
}
