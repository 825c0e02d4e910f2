//! The parser's tree, which says how KaTeX draws a formula, as one that says what it means.

use ratex_parser::parse_node::{
    AtomFamily, Measurement, Mode, ParseNode, ProofBranch, StyleStr,
};

use super::arrays::Array;
use super::colors::color;
use super::marks;
use super::negation::{is_stroke, negated};
use super::symbols::{character, delimiter, operator};
use super::text::{push_words, text_alphabet};
use super::{MAX_TERMS, Problem};
use crate::document::{
    Alphabet, Arrow, Class, Delimiter, Fenced, Fraction, Framed, Limits, Marked, MathRow,
    MathStyle, MathTable, MathWords, Number, Root, Scripts, Spread, Stroke, Symbol, Term,
};
use crate::document::{Column, ColumnAlign, is_ideograph};

/// The whole formula.
pub(super) fn formula(
    nodes: Vec<ParseNode>,
    style: MathStyle,
) -> Result<Vec<Term>, Problem> {
    let mut translator = Translator {
        style,
        alphabet: Alphabet::Usual,
        size: 1.0,
        strokes: 0,
        hidden: false,
        room: MAX_TERMS,
    };
    translator.whole(nodes)
}

/// How many strokes and frames may stand in one another.
const MAX_STROKES: usize = 6;

/// What is in force where a piece stands.
pub(super) struct Translator {
    pub(super) style: MathStyle,
    alphabet: Alphabet,
    /// The size of letters; `\Huge` in `\Huge` is no larger.
    size: f64,
    /// Whether it is only room for something.
    hidden: bool,
    /// How many strokes and frames are around.
    strokes: usize,
    /// How many more pieces there may be.
    room: usize,
}

impl Translator {
    /// The outermost line: it may have a number at the margin, and break.
    fn whole(&mut self, nodes: Vec<ParseNode>) -> Result<Vec<Term>, Problem> {
        let mut lines = vec![Vec::new()];
        let mut tag = None;
        for node in nodes {
            match node {
                ParseNode::Tag { body, tag: nodes, .. } => {
                    self.lines(body, &mut lines)?;
                    tag = Some(self.in_style(MathStyle::Text, |line| line.line(nodes))?);
                }
                node => self.lines(vec![node], &mut lines)?,
            }
        }
        if lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let mut lines: Vec<Vec<Term>> = lines.into_iter().map(finish).collect();
        if let ([terms], Some(number)) = (lines.as_mut_slice(), tag.as_ref())
            && let [Term::Table(table)] = terms.as_mut_slice()
            && let Some(row) = table.rows.last_mut()
            && row.tag.is_none()
            && table.spread == Spread::Wide
        {
            row.tag = Some(number.clone());
            return Ok(lines.remove(0));
        }
        if lines.len() == 1 && tag.is_none() {
            return Ok(lines.remove(0));
        }
        let last = lines.len() - 1;
        let rows = lines.into_iter().enumerate().map(|(index, line)| MathRow {
            cells: vec![line],
            tag: tag.take_if(|_| index == last),
            gap: 0.0,
        });
        Ok(vec![Term::Table(MathTable {
            columns: vec![Column {
                align: ColumnAlign::Center,
                gap: 0.0,
                rule_before: false,
                rule_after: false,
            }],
            rows: rows.collect(),
            rules: Vec::new(),
            style: Some(self.style),
            spread: Spread::Wide,
        })])
    }

    fn lines(
        &mut self,
        nodes: Vec<ParseNode>,
        lines: &mut Vec<Vec<Term>>,
    ) -> Result<(), Problem> {
        for node in nodes {
            if let ParseNode::Cr { .. } = node {
                lines.push(Vec::new());
            } else if let Some(line) = lines.last_mut() {
                self.node(node, line)?;
            }
        }
        Ok(())
    }

    /// A line of nodes.
    pub(super) fn line(&mut self, nodes: Vec<ParseNode>) -> Result<Vec<Term>, Problem> {
        let mut terms = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.node(node, &mut terms)?;
        }
        Ok(finish(terms))
    }

    /// An argument: braces around it are no group of their own.
    pub(super) fn argument(&mut self, node: ParseNode) -> Result<Vec<Term>, Problem> {
        match node {
            ParseNode::OrdGroup { body, mode: Mode::Math, .. } => self.line(body),
            node => self.line(vec![node]),
        }
    }

    fn optional(&mut self, node: Option<Box<ParseNode>>) -> Result<Vec<Term>, Problem> {
        node.map_or(Ok(Vec::new()), |node| self.argument(*node))
    }

    /// Something in another style.
    pub(super) fn in_style<T>(
        &mut self,
        style: MathStyle,
        translate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.style, style);
        let translated = translate(self);
        self.style = outer;
        translated
    }

    fn in_alphabet<T>(
        &mut self,
        alphabet: Alphabet,
        translate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.alphabet, alphabet);
        let translated = translate(self);
        self.alphabet = outer;
        translated
    }

    /// The style of an index.
    fn script(&self) -> MathStyle {
        match self.style {
            MathStyle::Display | MathStyle::Text => MathStyle::Script,
            MathStyle::Script | MathStyle::ScriptScript => MathStyle::ScriptScript,
        }
    }

    /// Adds what a node says to a line.
    pub(super) fn node(
        &mut self,
        node: ParseNode,
        terms: &mut Vec<Term>,
    ) -> Result<(), Problem> {
        self.room = self
            .room
            .checked_sub(1)
            .ok_or_else(|| Problem::new("its macros expand to too much"))?;
        let term = match node {
            ParseNode::Atom { text, family, .. } => {
                let class = match family {
                    AtomFamily::Bin => Class::Binary,
                    AtomFamily::Close => Class::Closing,
                    AtomFamily::Inner => Class::Ordinary,
                    AtomFamily::Open => Class::Opening,
                    AtomFamily::Punct => Class::Punctuation,
                    AtomFamily::Rel => Class::Relation,
                };
                self.symbol(&text, class)
            }
            // The letters of `\LaTeX`.
            ParseNode::MathOrd { mode: Mode::Text, text, .. }
            | ParseNode::TextOrd { mode: Mode::Text, text, .. }
                if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
            {
                push_words(terms, &text, Alphabet::Usual);
                return Ok(());
            }
            ParseNode::MathOrd { text, .. }
            | ParseNode::TextOrd { text, .. }
            | ParseNode::OpToken { text, .. }
            | ParseNode::AccentToken { text, .. } => {
                self.letter(&text, terms);
                return Ok(());
            }
            ParseNode::SpacingNode { text, .. } => match text.as_str() {
                r"\nobreak" | r"\allowbreak" => return Ok(()),
                _ => Term::Space(0.25),
            },
            ParseNode::OrdGroup { body, mode: Mode::Text, .. } => {
                return self.text(body, Alphabet::Usual, terms);
            }
            ParseNode::OrdGroup { body, .. } => Term::Group(self.line(body)?),
            ParseNode::SupSub { base, sup, sub, .. } => self.scripts(base, sup, sub)?,
            ParseNode::GenFrac {
                continued,
                numer,
                denom,
                has_bar_line,
                left_delim,
                right_delim,
                bar_size,
                ..
            } => {
                let style = match self.style {
                    MathStyle::Display => MathStyle::Text,
                    _ => self.script(),
                };
                let style = if continued { MathStyle::Display } else { style };
                let mut part = |node: ParseNode| -> Result<Vec<Term>, Problem> {
                    let terms = self.in_style(style, |line| line.argument(node))?;
                    Ok(match continued {
                        true => vec![Term::Styled(MathStyle::Display, terms)],
                        false => terms,
                    })
                };
                let line = has_bar_line && bar_size.is_none_or(|size| size.number != 0.0);
                let fraction =
                    Fraction { above: part(*numer)?, below: part(*denom)?, line };
                let fraction = Term::Fraction(Box::new(fraction));
                let [left, right] = [left_delim, right_delim]
                    .map(|name| name.as_deref().and_then(delimiter));
                match left.or(right) {
                    None => fraction,
                    Some(_) => Term::Fenced(Fenced {
                        left,
                        right,
                        parts: vec![vec![fraction]],
                        middles: Vec::new(),
                    }),
                }
            }
            ParseNode::Sqrt { body, index, .. } => {
                let index = match index {
                    Some(index) => {
                        let line = |line: &mut Self| line.argument(*index);
                        Some(self.in_style(MathStyle::ScriptScript, line)?)
                    }
                    None => None,
                };
                Term::Root(Box::new(Root { index, body: self.argument(*body)? }))
            }
            ParseNode::Accent { label, base, .. } => {
                return self.marked(&label, *base, false, terms);
            }
            ParseNode::AccentUnder { label, base, .. } => {
                return self.marked(&label, *base, true, terms);
            }
            ParseNode::HorizBrace { label, base, is_over, .. } => {
                return self.marked(&label, *base, !is_over, terms);
            }
            ParseNode::Overline { body, .. } => {
                return self.marked(r"\overline", *body, false, terms);
            }
            ParseNode::Underline { body, .. } => {
                return self.marked(r"\underline", *body, true, terms);
            }
            ParseNode::Op { name: Some(name), symbol: true, .. } => {
                Term::Symbol(Symbol {
                    text: operator(&name),
                    alphabet: Alphabet::Usual,
                    class: Class::Operator,
                })
            }
            ParseNode::Op { name: Some(name), .. } => Term::Name(operator(&name)),
            ParseNode::Op { body, name: None, .. } => {
                Term::Classed(Class::Operator, self.line(body.unwrap_or_default())?)
            }
            ParseNode::OperatorName { body, .. } => self.name(body)?,
            ParseNode::Font { font, body, .. } => {
                let alphabet = alphabet(&font, self.alphabet);
                let inner = self.in_alphabet(alphabet, |line| line.argument(*body))?;
                terms.extend(inner);
                return Ok(());
            }
            ParseNode::Pmb { body, .. } => {
                let inner =
                    self.in_alphabet(Alphabet::BoldItalic, |line| line.line(body))?;
                terms.extend(inner);
                return Ok(());
            }
            ParseNode::Text { body, font, .. } => {
                let usual = text_alphabet(font.as_deref(), Alphabet::Usual);
                return self.text(body, usual, terms);
            }
            ParseNode::HBox { body, .. } => {
                return self.text(body, Alphabet::Usual, terms);
            }
            ParseNode::Color { color: name, body, .. } => {
                let body = self.line(body)?;
                match color(&name) {
                    Some(color) => Term::Colored(color, body),
                    None => Term::Group(body),
                }
            }
            ParseNode::Styling { style: name, body, .. } => {
                let style = style(name);
                let mut body = self.in_style(style, |line| line.line(body))?;
                match body.pop() {
                    // Only the innermost of several counts.
                    Some(Term::Styled(style, inner)) if body.is_empty() => {
                        Term::Styled(style, inner)
                    }
                    last => {
                        body.extend(last);
                        Term::Styled(style, body)
                    }
                }
            }
            ParseNode::Sizing { size, body, .. } => {
                const SIZES: [f64; 11] =
                    [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.44, 1.728, 2.074, 2.488];
                let size = SIZES[usize::from(size).clamp(1, SIZES.len()) - 1];
                let outer = std::mem::replace(&mut self.size, size);
                let body = self.line(body);
                self.size = outer;
                Term::Scaled((size / outer * 1_000.0).round() / 1_000.0, body?)
            }
            ParseNode::DelimSizing { size, mclass, delim, .. } => {
                let Some(sign) = delimiter(&delim) else { return Ok(()) };
                let height = [1.2, 1.8, 2.4, 3.0][usize::from(size).clamp(1, 4) - 1];
                Term::Delimiter(Delimiter { sign, height, class: class(&mclass) })
            }
            ParseNode::LeftRight { body, left, right, .. } => {
                self.fenced(body, &left, &right)?
            }
            // Each is taken where its pair is.
            ParseNode::LeftRightRight { .. } | ParseNode::Infix { .. } => return Ok(()),
            ParseNode::Middle { delim, .. } => match delimiter(&delim) {
                Some(c) => self.symbol(&c.to_string(), Class::Relation),
                None => return Ok(()),
            },
            ParseNode::Rule { width, height, .. } => {
                let (width, height) = (ems(&width), ems(&height));
                if width <= 0.0 || height <= 0.0 {
                    return Ok(());
                }
                Term::Rule(width, height)
            }
            ParseNode::Kern { dimension, .. } => match ems(&dimension) {
                0.0 => return Ok(()),
                space => Term::Space(space),
            },
            ParseNode::Phantom { body, .. } => {
                let outer = std::mem::replace(&mut self.hidden, true);
                let body = self.line(body);
                self.hidden = outer;
                // What is hidden already needs no hiding, which costs the typesetter much.
                match outer {
                    true => Term::Group(body?),
                    false => Term::Phantom(body?),
                }
            }
            ParseNode::Smash { body, .. }
            | ParseNode::Lap { body, .. }
            | ParseNode::RaiseBox { body, .. }
            | ParseNode::VCenter { body, .. } => {
                terms.extend(self.argument(*body)?);
                return Ok(());
            }
            ParseNode::MClass { mclass, body, .. } => {
                let body = self.line(body)?;
                match (class(&mclass), body.as_slice()) {
                    // `\underset{x}{\operatorname{argmin}}` stays a name.
                    (Class::Ordinary, [Term::Scripts(scripts)])
                        if matches!(scripts.base.as_slice(), [Term::Name(_)]) =>
                    {
                        Term::Scripts(scripts.clone())
                    }
                    (Class::Ordinary, _) => Term::Group(body),
                    (class, [Term::Symbol(symbol)]) => {
                        Term::Symbol(Symbol { class, ..symbol.clone() })
                    }
                    (class, _) => Term::Classed(class, body),
                }
            }
            ParseNode::Array {
                body,
                row_gaps,
                hlines_before_row: rules,
                cols: columns,
                col_separation_type: kind,
                tags,
                is_cd,
                ..
            } => {
                let is_diagram = is_cd == Some(true);
                let array =
                    Array { body, row_gaps, rules, columns, kind, tags, is_diagram };
                Term::Table(self.array(array)?)
            }
            ParseNode::Enclose { .. } if self.strokes == MAX_STROKES => {
                return Err(Problem::new("its parts are nested too deeply"));
            }
            ParseNode::Enclose {
                label, background_color, border_color, body, ..
            } => {
                // Typst sets what is struck out twice, and what is in it four times.
                self.strokes += 1;
                let inner = self.argument(*body);
                self.strokes -= 1;
                let inner = inner?;
                match label.as_str() {
                    r"\cancel" | r"\slashed" | r"\centernot" => {
                        Term::Struck(Stroke::Rising, inner)
                    }
                    r"\bcancel" => Term::Struck(Stroke::Falling, inner),
                    r"\xcancel" => Term::Struck(Stroke::Cross, inner),
                    r"\sout" => Term::Struck(Stroke::Level, inner),
                    r"\fbox" | r"\colorbox" | r"\fcolorbox" => Term::Framed(Framed {
                        ground: background_color.as_deref().and_then(color),
                        frame: border_color.as_deref().and_then(color),
                        terms: inner,
                    }),
                    _ => Term::Group(inner),
                }
            }
            ParseNode::MathChoice { display, text, script, scriptscript, .. } => {
                let chosen = match self.style {
                    MathStyle::Display => display,
                    MathStyle::Text => text,
                    MathStyle::Script => script,
                    MathStyle::ScriptScript => scriptscript,
                };
                terms.extend(self.line(chosen)?);
                return Ok(());
            }
            ParseNode::XArrow { label, body, below, .. } => {
                let arrow = marks::arrow(&label).unwrap_or('→');
                let style = self.script();
                let (above, below) = self.in_style(style, |line| {
                    Ok::<_, Problem>((line.argument(*body)?, line.optional(below)?))
                })?;
                Term::Arrow(Box::new(Arrow { arrow, above, below }))
            }
            ParseNode::HtmlMathMl { mathml, .. } => {
                // The name of a program, drawn with letters out of line, is only words.
                for node in mathml {
                    self.node(node, terms)?;
                }
                return Ok(());
            }
            ParseNode::Html { body, .. } | ParseNode::Href { body, .. } => {
                for node in body {
                    self.node(node, terms)?;
                }
                return Ok(());
            }
            ParseNode::Verb { body, .. } => {
                push_words(terms, &body, Alphabet::Typewriter);
                return Ok(());
            }
            ParseNode::Url { url, .. } => {
                push_words(terms, &url, Alphabet::Typewriter);
                return Ok(());
            }
            ParseNode::Raw { string, .. } => {
                push_words(terms, &string, Alphabet::Usual);
                return Ok(());
            }
            ParseNode::CdArrow { direction, label_above, label_below, .. } => {
                self.diagram_arrow(&direction, label_above, label_below)?
            }
            ParseNode::CdLabel { label, .. } => Term::Group(self.argument(*label)?),
            ParseNode::CdLabelParent { fragment, .. } => {
                Term::Group(self.argument(*fragment)?)
            }
            ParseNode::Tag { body, .. } => Term::Group(self.line(body)?),
            ParseNode::VPhantom { .. }
            | ParseNode::NoNumber { .. }
            | ParseNode::Cr { .. }
            | ParseNode::ColorToken { .. }
            | ParseNode::Size { .. }
            | ParseNode::Environment { .. }
            | ParseNode::Internal { .. } => return Ok(()),
            ParseNode::IncludeGraphics { .. } => {
                return Err(Problem::new("pictures do not go into formulas"));
            }
            ParseNode::ProofTree { tree, .. } => return Err(proof(&tree)),
        };
        terms.push(term);
        Ok(())
    }

    fn symbol(&self, name: &str, class: Class) -> Term {
        Term::Symbol(Symbol { text: character(name), alphabet: self.alphabet, class })
    }

    /// A letter, a digit, an ideograph or a sign that is spaced as a letter.
    fn letter(&self, name: &str, terms: &mut Vec<Term>) {
        let text = character(name);
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return };
        if first.is_ascii_digit() || (first == '.' && is_number(terms.last())) {
            match terms.last_mut() {
                Some(Term::Number(number)) if number.alphabet == self.alphabet => {
                    number.text.push(first);
                }
                _ => terms.push(Term::Number(Number { text, alphabet: self.alphabet })),
            }
            return;
        }
        if is_word(first) {
            let alphabet = match self.alphabet {
                Alphabet::Bold | Alphabet::BoldItalic => Alphabet::Bold,
                _ => Alphabet::Usual,
            };
            push_words(terms, &text, alphabet);
            return;
        }
        let class = match first {
            '，' | '；' | '、' => Class::Punctuation,
            _ => Class::Ordinary,
        };
        let mut symbol = Symbol { text, alphabet: self.alphabet, class };
        // A mark that belongs to the character before it.
        if (class == Class::Ordinary && is_combining(first))
            && !symbol.text.starts_with(super::negation::STROKE)
            && let Some(Term::Symbol(before)) = terms.last_mut()
        {
            before.text.push(first);
            return;
        }
        if symbol.text.starts_with(super::negation::STROKE) {
            symbol.class = Class::Relation;
        }
        terms.push(Term::Symbol(symbol));
    }

    fn scripts(
        &mut self,
        base: Option<Box<ParseNode>>,
        sup: Option<Box<ParseNode>>,
        sub: Option<Box<ParseNode>>,
    ) -> Result<Term, Problem> {
        let limits = base.as_deref().map_or(Limits::Never, limits);
        let mut bases = Vec::new();
        if let Some(base) = base {
            match *base {
                // `\overset` has it as an operator only to put something over it.
                ParseNode::Op {
                    body: Some(body), suppress_base_shift: Some(_), ..
                } => {
                    bases = self.line(body)?;
                }
                base => self.node(base, &mut bases)?,
            }
        }
        let style = self.script();
        let mut primes = 0;
        let above = match sup {
            None => None,
            Some(sup) => {
                let mut nodes = match *sup {
                    ParseNode::OrdGroup { body, mode: Mode::Math, .. } => body,
                    node => vec![node],
                };
                let is_prime = |node: &&ParseNode| matches!(node, ParseNode::TextOrd { text, .. } if text == r"\prime");
                primes = nodes.iter().take_while(is_prime).count();
                nodes.drain(..primes);
                let above = self.in_style(style, |line| line.line(nodes))?;
                (primes == 0 || !above.is_empty()).then_some(above)
            }
        };
        let below = match sub {
            None => None,
            Some(sub) => Some(self.in_style(style, |line| line.argument(*sub))?),
        };
        let scripts = Scripts { base: bases, primes, below, above, limits };
        Ok(Term::Scripts(Box::new(scripts)))
    }

    fn marked(
        &mut self,
        command: &str,
        base: ParseNode,
        below: bool,
        terms: &mut Vec<Term>,
    ) -> Result<(), Problem> {
        let is_text = base.mode() == Mode::Text;
        let mut inner = Vec::new();
        match is_text {
            true => self.text(vec![base], Alphabet::Usual, &mut inner)?,
            false => inner = self.argument(base)?,
        }
        match marks::mark(command) {
            Some(mark) => {
                let (mark, wide) = (mark.sign, mark.wide);
                let below = below || mark == '¸';
                let marked = Marked { base: inner, mark, below, wide };
                terms.push(Term::Marked(Box::new(marked)));
            }
            None => terms.extend(inner),
        }
        Ok(())
    }

    /// `\operatorname{…}`: a name, if it is nothing but letters.
    fn name(&mut self, body: Vec<ParseNode>) -> Result<Term, Problem> {
        let inner = self.in_alphabet(Alphabet::Upright, |line| line.line(body))?;
        let mut name = String::new();
        for term in &inner {
            match term {
                Term::Symbol(symbol) if symbol.alphabet == Alphabet::Upright => {
                    // A hyphen in a name is none that subtracts.
                    name.push_str(if symbol.text == "−" { "-" } else { &symbol.text });
                }
                Term::Number(number) => name.push_str(&number.text),
                Term::Words(words) if words.alphabet == Alphabet::Usual => {
                    name.push_str(&words.text);
                }
                Term::Space(space) if *space > 0.0 => name.push('\u{2009}'),
                Term::Space(_) => {}
                _ => return Ok(Term::Classed(Class::Operator, inner)),
            }
        }
        Ok(Term::Name(name))
    }

    fn fenced(
        &mut self,
        body: Vec<ParseNode>,
        left: &str,
        right: &str,
    ) -> Result<Term, Problem> {
        let mut parts = Vec::new();
        let mut middles = Vec::new();
        let mut part = Vec::new();
        for node in body {
            match node {
                ParseNode::Middle { delim, .. } if delimiter(&delim).is_some() => {
                    middles.extend(delimiter(&delim));
                    parts.push(finish(std::mem::take(&mut part)));
                }
                node => self.node(node, &mut part)?,
            }
        }
        parts.push(finish(part));
        Ok(Term::Fenced(Fenced {
            left: delimiter(left),
            right: delimiter(right),
            parts,
            middles,
        }))
    }

    /// An arrow of a commutative diagram.
    fn diagram_arrow(
        &mut self,
        direction: &str,
        first: Option<Box<ParseNode>>,
        second: Option<Box<ParseNode>>,
    ) -> Result<Term, Problem> {
        let style = self.script();
        let (first, second) = self.in_style(style, |line| {
            Ok::<_, Problem>((line.optional(first)?, line.optional(second)?))
        })?;
        let arrow = match direction {
            "right" => '→',
            "left" => '←',
            "horiz_eq" => '=',
            "up" => '↑',
            "down" => '↓',
            "vert_eq" => '‖',
            _ => return Ok(Term::Group(Vec::new())),
        };
        if matches!(arrow, '→' | '←' | '=') {
            return Ok(Term::Arrow(Box::new(Arrow {
                arrow,
                above: first,
                below: second,
            })));
        }
        let sign = Delimiter { sign: arrow, height: 1.8, class: Class::Ordinary };
        Ok(Term::Group(vec![
            Term::Styled(MathStyle::Script, first),
            Term::Delimiter(sign),
            Term::Styled(MathStyle::Script, second),
        ]))
    }
}

/// A line with its strokes put through what follows them, and with the signs that are
/// between nothing no longer binary (TeXbook, appendix G, rules 5 and 6).
pub(super) fn finish(terms: Vec<Term>) -> Vec<Term> {
    let mut line: Vec<Term> = Vec::with_capacity(terms.len());
    for mut term in terms {
        if line.last().is_some_and(is_stroke)
            && let Term::Symbol(symbol) = term
        {
            line.pop();
            term = Term::Symbol(negated(symbol));
        }
        match (line.last_mut(), upright_letter(&term)) {
            // `\mathrm{softmax}` is one word.
            (Some(Term::Words(words)), Some(letter))
                if words.alphabet == Alphabet::Usual && words.text.is_ascii() =>
            {
                words.text.push_str(letter);
                continue;
            }
            (Some(before), Some(letter)) => {
                if let Some(first) = upright_letter(before) {
                    let text = format!("{first}{letter}");
                    *before = Term::Words(MathWords { text, alphabet: Alphabet::Usual });
                    continue;
                }
            }
            _ => {}
        }
        line.push(term);
    }
    let mut before = None;
    for index in 0..line.len() {
        if line[index].is_space() {
            continue;
        }
        let (first, last) = line[index].classes();
        let after_nothing = !matches!(before, Some(Class::Ordinary | Class::Closing));
        let next = line[index + 1..].iter().find(|term| !term.is_space());
        let before_nothing = next.is_none_or(|next| {
            matches!(
                next.classes().0,
                Class::Relation | Class::Closing | Class::Punctuation
            )
        });
        let mut last = last;
        if first == Class::Binary && (after_nothing || before_nothing) {
            last = Class::Ordinary;
            make_ordinary(&mut line[index]);
        }
        before = Some(last);
    }
    line
}

/// The letter that a term is, if it is nothing but an upright one.
fn upright_letter(term: &Term) -> Option<&str> {
    match term {
        Term::Symbol(symbol) if symbol.alphabet == Alphabet::Upright => {
            let is_letter = symbol.text.bytes().all(|byte| byte.is_ascii_alphabetic());
            is_letter.then_some(symbol.text.as_str())
        }
        _ => None,
    }
}

fn make_ordinary(term: &mut Term) {
    match term {
        Term::Symbol(symbol) => symbol.class = Class::Ordinary,
        Term::Classed(class, _) => *class = Class::Ordinary,
        Term::Scripts(scripts) => {
            if let [base] = scripts.base.as_mut_slice() {
                make_ordinary(base);
            }
        }
        _ => {}
    }
}

/// Where the indices of something stand.
fn limits(base: &ParseNode) -> Limits {
    match base {
        ParseNode::Op { limits: true, always_handle_sup_sub, .. } => {
            match always_handle_sup_sub {
                Some(true) => Limits::Always,
                _ => Limits::Display,
            }
        }
        // `\mathop{…}`.
        ParseNode::Op { body: Some(_), always_handle_sup_sub: None, .. } => {
            Limits::Display
        }
        ParseNode::OperatorName { limits, always_handle_sup_sub: true, .. } => {
            match limits {
                true => Limits::Always,
                false => Limits::Display,
            }
        }
        ParseNode::HorizBrace { .. } | ParseNode::XArrow { .. } => Limits::Always,
        // What `\argmax` and the like are wrapped in.
        ParseNode::MClass { mclass, .. } if mclass == "mop" => Limits::Display,
        _ => Limits::Never,
    }
}

fn is_number(term: Option<&Term>) -> bool {
    matches!(term, Some(Term::Number(number)) if !number.text.contains('.'))
}

/// Whether a character is set as a word: in the face of the text around, upright.
fn is_word(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF01}'..='\u{FF60}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '\u{2460}'..='\u{24FF}')
        || c as u32 >= 0x1_F000
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
}

/// A length in ems of the formula.
pub(super) fn ems(length: &Measurement) -> f64 {
    let unit = match length.unit.as_str() {
        "em" => 1.0,
        "ex" => 0.43,
        "mu" => 1.0 / 18.0,
        "mm" => 0.2845,
        "cm" => 2.845,
        "in" => 7.227,
        "pc" => 1.2,
        "dd" => 0.107,
        "cc" => 1.284,
        "sp" => 0.1 / 65_536.0,
        // Points of every kind.
        _ => 0.1,
    };
    let ems = (length.number * unit).clamp(-20.0, 40.0);
    // Four digits are far finer than anything that can be seen.
    if ems.is_finite() { (ems * 10_000.0).round() / 10_000.0 } else { 0.0 }
}

pub(super) fn style(name: StyleStr) -> MathStyle {
    match name {
        StyleStr::Display => MathStyle::Display,
        StyleStr::Text => MathStyle::Text,
        StyleStr::Script => MathStyle::Script,
        StyleStr::Scriptscript => MathStyle::ScriptScript,
    }
}

fn class(name: &str) -> Class {
    match name {
        "mop" => Class::Operator,
        "mbin" => Class::Binary,
        "mrel" => Class::Relation,
        "mopen" => Class::Opening,
        "mclose" => Class::Closing,
        "mpunct" => Class::Punctuation,
        _ => Class::Ordinary,
    }
}

/// The alphabet that a command sets, inside another.
fn alphabet(font: &str, around: Alphabet) -> Alphabet {
    match (font, around) {
        ("mathbf", Alphabet::Italic | Alphabet::BoldItalic) => Alphabet::BoldItalic,
        ("mathit", Alphabet::Bold | Alphabet::BoldItalic) => Alphabet::BoldItalic,
        ("mathrm", _) => Alphabet::Upright,
        ("mathit", _) => Alphabet::Italic,
        ("mathbf", _) => Alphabet::Bold,
        // What is upright already stays upright.
        ("boldsymbol", Alphabet::Upright) => Alphabet::Bold,
        ("boldsymbol", _) => Alphabet::BoldItalic,
        ("mathbb", _) => Alphabet::DoubleStruck,
        ("mathcal", _) => Alphabet::Calligraphic,
        ("mathscr", _) => Alphabet::Script,
        ("mathfrak", _) => Alphabet::Fraktur,
        ("mathsf" | "mathsfit", _) => Alphabet::Sans,
        ("mathtt", _) => Alphabet::Typewriter,
        _ => Alphabet::Usual,
    }
}

/// What is said of a proof tree: it has no form here.
fn proof(_tree: &ProofBranch) -> Problem {
    Problem::new("the environment `prooftree` is not known")
}
