//! What a formula says, independent of any format.
//!
//! Lengths are in ems of the formula's own size.

use super::Color;

/// A formula that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Equation {
    /// The LaTeX it was made from.
    pub tex: String,
    /// What it says.
    pub terms: Vec<Term>,
}

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A letter or a sign.
    Symbol(Symbol),
    /// Digits, perhaps with a point: `3.14`.
    Number(Number),
    /// Words: `\text{当}`, and ideographs wherever they stand.
    Words(MathWords),
    /// The name of a function or an operator: `lim`, `sin`.
    Name(String),
    /// A space, which may be negative.
    Space(f64),
    /// What braces hold together.
    Group(Vec<Term>),
    /// `\mathrel{…}`: what is spaced as something else.
    Classed(Class, Vec<Term>),
    /// A fraction.
    Fraction(Box<Fraction>),
    /// A root.
    Root(Box<Root>),
    /// Something with indices, exponents, primes or limits.
    Scripts(Box<Scripts>),
    /// Something with a mark above or below it.
    Marked(Box<Marked>),
    /// An arrow as long as what is written on it.
    Arrow(Box<Arrow>),
    /// `\left( … \right)`.
    Fenced(Fenced),
    /// `\bigl(`.
    Delimiter(Delimiter),
    /// Rows and columns.
    Table(MathTable),
    /// `\textcolor{red}{…}`.
    Colored(Color, Vec<Term>),
    /// `\boxed{…}`, `\colorbox{…}{…}`.
    Framed(Framed),
    /// `\cancel{…}`.
    Struck(Stroke, Vec<Term>),
    /// `\phantom{…}`: the room that something takes.
    Phantom(Vec<Term>),
    /// `\displaystyle`, `\scriptstyle`.
    Styled(MathStyle, Vec<Term>),
    /// `\large`, `\tiny`: a factor of the size around.
    Scaled(f64, Vec<Term>),
    /// A rule: width and height.
    Rule(f64, f64),
}

/// How a piece is spaced (TeXbook, chapter 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A letter, a digit, most of what is compound.
    Ordinary,
    /// `∑`, `lim`.
    Operator,
    /// `+` between two things.
    Binary,
    /// `=`.
    Relation,
    /// `(`.
    Opening,
    /// `)`.
    Closing,
    /// `,`.
    Punctuation,
}

/// A letter or a sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Symbol {
    /// One character, perhaps with a mark that cannot be composed with it.
    pub text: String,
    /// The alphabet it is set in.
    pub alphabet: Alphabet,
    /// How it is spaced.
    pub class: Class,
}

/// Digits.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The digits.
    pub text: String,
    /// The alphabet they are set in.
    pub alphabet: Alphabet,
}

/// Words in a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct MathWords {
    /// The words, with the spaces that are to be seen.
    pub text: String,
    /// The alphabet they are set in.
    pub alphabet: Alphabet,
}

/// The alphabets of formulas.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// As is the custom: italic letters, but upright capitals of Greek; upright words.
    #[default]
    Usual,
    /// `\mathrm`.
    Upright,
    /// `\mathit`.
    Italic,
    /// `\mathbf`.
    Bold,
    /// `\boldsymbol`.
    BoldItalic,
    /// `\mathbb`.
    DoubleStruck,
    /// `\mathcal`.
    Calligraphic,
    /// `\mathscr`.
    Script,
    /// `\mathfrak`.
    Fraktur,
    /// `\mathsf`.
    Sans,
    /// `\mathtt`.
    Typewriter,
}

/// A fraction.
#[derive(Debug, Clone, PartialEq)]
pub struct Fraction {
    /// The numerator.
    pub above: Vec<Term>,
    /// The denominator.
    pub below: Vec<Term>,
    /// Whether there is a line between them: a binomial has none.
    pub line: bool,
}

/// A root.
#[derive(Debug, Clone, PartialEq)]
pub struct Root {
    /// The small `3` of a cubic root.
    pub index: Option<Vec<Term>>,
    /// What stands under the sign.
    pub body: Vec<Term>,
}

/// Something with indices.
#[derive(Debug, Clone, PartialEq)]
pub struct Scripts {
    /// What they are put to; nothing in `{}^2`.
    pub base: Vec<Term>,
    /// How many primes.
    pub primes: usize,
    /// The index below.
    pub below: Option<Vec<Term>>,
    /// The exponent.
    pub above: Option<Vec<Term>>,
    /// Whether they stand under and over it.
    pub limits: Limits,
}

/// Where indices stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// Beside what they are put to.
    Never,
    /// Under and over it in a formula on a line of its own, else beside it.
    Display,
    /// Under and over it.
    Always,
}

/// Something with a mark above or below.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// What is marked.
    pub base: Vec<Term>,
    /// The mark as a character of its own: `^`, `→`, `⏞`, `‾`.
    pub mark: char,
    /// Whether it stands below.
    pub below: bool,
    /// Whether it is as wide as what it marks.
    pub wide: bool,
}

/// An arrow with labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// The arrow.
    pub arrow: char,
    /// What stands on it.
    pub above: Vec<Term>,
    /// What stands under it.
    pub below: Vec<Term>,
}

/// What stands between delimiters that are as tall as it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fenced {
    /// The delimiter before; `None` for `\left.`.
    pub left: Option<char>,
    /// The delimiter behind.
    pub right: Option<char>,
    /// What stands between them, in parts that `\middle` delimiters separate.
    pub parts: Vec<Vec<Term>>,
    /// Those delimiters, one fewer than there are parts.
    pub middles: Vec<char>,
}

/// A delimiter of a size of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Delimiter {
    /// The delimiter.
    pub sign: char,
    /// Its height.
    pub height: f64,
    /// How it is spaced.
    pub class: Class,
}

/// Rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct MathTable {
    /// The columns, as many as the longest row has.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<MathRow>,
    /// The rows before which a horizontal rule stands; the number of rows for the last.
    pub rules: Vec<usize>,
    /// The style of the cells; as around if none is said.
    pub style: Option<MathStyle>,
    /// How far apart the rows are.
    pub spread: Spread,
}

/// How far apart rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Lines of a calculation.
    Wide,
    /// Rows of a matrix.
    Usual,
    /// Lines of an index.
    Tight,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// How its cells are aligned.
    pub align: ColumnAlign,
    /// The space before it; 0 for the first.
    pub gap: f64,
    /// Whether a rule stands before it.
    pub rule_before: bool,
    /// Whether a rule stands behind it.
    pub rule_after: bool,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct MathRow {
    /// Its cells; those that are missing at its end are empty.
    pub cells: Vec<Vec<Term>>,
    /// `\tag{…}`: the number at the margin.
    pub tag: Option<Vec<Term>>,
    /// Space after it beyond the usual.
    pub gap: f64,
}

/// Something in a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Framed {
    /// The colour of the ground.
    pub ground: Option<Color>,
    /// The colour of the frame; that of the text if none is said.
    pub frame: Option<Color>,
    /// What it holds.
    pub terms: Vec<Term>,
}

/// How something is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// From the lower left.
    Rising,
    /// From the upper left.
    Falling,
    /// Both.
    Cross,
    /// In the middle.
    Level,
}

/// How large and how generous a part is set (TeXbook, chapter 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathStyle {
    /// On a line of its own.
    Display,
    /// In a line.
    Text,
    /// As an index.
    Script,
    /// As an index of an index.
    ScriptScript,
}

impl Term {
    /// How it is spaced against what stands before it, and against what follows.
    pub fn classes(&self) -> (Class, Class) {
        let of_line = |terms: &[Term]| {
            let mut classes = terms.iter().filter(|term| !term.is_space());
            let first = classes.next().map(|term| term.classes().0);
            let last = terms.iter().rev().find(|term| !term.is_space());
            let last = last.map(|term| term.classes().1);
            (first.unwrap_or(Class::Ordinary), last.unwrap_or(Class::Ordinary))
        };
        let same = |class| (class, class);
        match self {
            Term::Symbol(symbol) => same(symbol.class),
            Term::Classed(class, _) => same(*class),
            Term::Delimiter(delimiter) => same(delimiter.class),
            Term::Name(_) => same(Class::Operator),
            Term::Arrow(_) => same(Class::Relation),
            Term::Scripts(scripts) => match scripts.base.as_slice() {
                [base] => base.classes(),
                _ => same(Class::Ordinary),
            },
            Term::Fenced(_) => (Class::Opening, Class::Closing),
            Term::Colored(_, terms)
            | Term::Styled(_, terms)
            | Term::Scaled(_, terms)
            | Term::Struck(_, terms)
            | Term::Phantom(terms) => of_line(terms),
            Term::Number(_)
            | Term::Words(_)
            | Term::Space(_)
            | Term::Group(_)
            | Term::Fraction(_)
            | Term::Root(_)
            | Term::Marked(_)
            | Term::Table(_)
            | Term::Framed(_)
            | Term::Rule(..) => same(Class::Ordinary),
        }
    }

    /// Whether it is nothing but a space.
    pub fn is_space(&self) -> bool {
        matches!(self, Term::Space(_))
    }
}
