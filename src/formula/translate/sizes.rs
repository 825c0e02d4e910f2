//! Styles, sizes and lengths, and what is hidden, struck out or framed.

use ratex_parser::parse_node::{Measurement, ParseNode, StyleStr};

use super::Translator;
use crate::document::{Color, Framed, MathStyle, Stroke, Term};
use crate::formula::Problem;

/// How many strokes and frames may stand in one another.
const MAX_STROKES: usize = 6;

impl Translator {
    pub(super) fn styled(
        &mut self,
        style: MathStyle,
        body: Vec<ParseNode>,
    ) -> Result<Term, Problem> {
        let mut body = self.in_style(style, |line| line.line(body))?;
        Ok(match body.pop() {
            // Only the innermost of several counts.
            Some(Term::Styled(style, inner)) if body.is_empty() => {
                Term::Styled(style, inner)
            }
            last => {
                body.extend(last);
                Term::Styled(style, body)
            }
        })
    }

    pub(super) fn scaled(
        &mut self,
        size: u8,
        body: Vec<ParseNode>,
    ) -> Result<Term, Problem> {
        const SIZES: [f64; 11] =
            [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.44, 1.728, 2.074, 2.488];
        let size = SIZES[usize::from(size).clamp(1, SIZES.len()) - 1];
        let outer = std::mem::replace(&mut self.size, size);
        let body = self.line(body);
        self.size = outer;
        Ok(Term::Scaled((size / outer * 1_000.0).round() / 1_000.0, body?))
    }

    pub(super) fn phantom(&mut self, body: Vec<ParseNode>) -> Result<Term, Problem> {
        let outer = std::mem::replace(&mut self.hidden, true);
        let body = self.line(body);
        self.hidden = outer;
        // What is hidden already needs no hiding, which costs the typesetter much.
        Ok(match outer {
            true => Term::Group(body?),
            false => Term::Phantom(body?),
        })
    }

    /// What is struck out or framed.
    pub(super) fn enclosed(
        &mut self,
        label: &str,
        ground: Option<Color>,
        frame: Option<Color>,
        body: ParseNode,
    ) -> Result<Term, Problem> {
        if self.strokes == MAX_STROKES {
            return Err(Problem::new("its parts are nested too deeply"));
        }
        // Typst sets what is struck out twice, and what is in it four times.
        self.strokes += 1;
        let inner = self.argument(body);
        self.strokes -= 1;
        let inner = inner?;
        Ok(match label {
            r"\cancel" | r"\slashed" | r"\centernot" => {
                Term::Struck(Stroke::Rising, inner)
            }
            r"\bcancel" => Term::Struck(Stroke::Falling, inner),
            r"\xcancel" => Term::Struck(Stroke::Cross, inner),
            r"\sout" => Term::Struck(Stroke::Level, inner),
            r"\fbox" | r"\colorbox" | r"\fcolorbox" => {
                Term::Framed(Framed { ground, frame, terms: inner })
            }
            _ => Term::Group(inner),
        })
    }
}

/// A length in ems of the formula.
pub(in crate::formula) fn ems(length: &Measurement) -> f64 {
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

pub(in crate::formula) fn style(name: StyleStr) -> MathStyle {
    match name {
        StyleStr::Display => MathStyle::Display,
        StyleStr::Text => MathStyle::Text,
        StyleStr::Script => MathStyle::Script,
        StyleStr::Scriptscript => MathStyle::ScriptScript,
    }
}
