//! What stands above and below: indices, marks and the labels of arrows.

use ratex_parser::parse_node::{Mode, ParseNode};

use super::Translator;
use crate::document::{
    Alphabet, Arrow, Class, Delimiter, Limits, Marked, MathStyle, Scripts, Term,
};
use crate::formula::Problem;
use crate::formula::marks;

impl Translator {
    pub(super) fn scripts(
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

    pub(super) fn marked(
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

    /// An arrow as long as what stands at it.
    pub(super) fn arrow(
        &mut self,
        label: &str,
        body: ParseNode,
        below: Option<Box<ParseNode>>,
    ) -> Result<Term, Problem> {
        let arrow = marks::arrow(label).unwrap_or('→');
        let style = self.script();
        let (above, below) = self.in_style(style, |line| {
            Ok::<_, Problem>((line.argument(body)?, line.optional(below)?))
        })?;
        Ok(Term::Arrow(Box::new(Arrow { arrow, above, below })))
    }

    /// An arrow of a commutative diagram.
    pub(super) fn diagram_arrow(
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
