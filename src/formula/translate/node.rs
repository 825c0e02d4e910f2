//! What each node of the parser's tree says.

use ratex_parser::parse_node::{AtomFamily, Mode, ParseNode, ProofBranch};

use super::Translator;
use super::fractions::between;
use super::letters::alphabet;
use super::sizes::{ems, style};
use crate::document::{Alphabet, Class, Delimiter, MathStyle, Symbol, Term};
use crate::formula::Problem;
use crate::formula::arrays::Array;
use crate::formula::colors::color;
use crate::formula::symbols::{delimiter, operator};
use crate::formula::text::{push_words, text_alphabet};

impl Translator {
    /// Adds what a node says to a line.
    pub(in crate::formula) fn node(
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
                let line = has_bar_line && bar_size.is_none_or(|size| size.number != 0.0);
                let fraction = self.fraction(*numer, *denom, line, continued)?;
                between(left_delim.as_deref(), right_delim.as_deref(), fraction)
            }
            ParseNode::Sqrt { body, index, .. } => self.root(*body, index)?,
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
                self.styled(style(name), body)?
            }
            ParseNode::Sizing { size, body, .. } => self.scaled(size, body)?,
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
            ParseNode::Phantom { body, .. } => self.phantom(body)?,
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
            ParseNode::Enclose {
                label, background_color, border_color, body, ..
            } => {
                let [ground, frame] = [background_color, border_color]
                    .map(|name| name.as_deref().and_then(color));
                self.enclosed(&label, ground, frame, *body)?
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
                self.arrow(&label, *body, below)?
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

/// What is said of a proof tree: it has no form here.
fn proof(_tree: &ProofBranch) -> Problem {
    Problem::new("the environment `prooftree` is not known")
}
