//! The pieces of a formula as elements of MathML.

use crate::document::{
    Alphabet, Arrow, Class, Color, Delimiter, Fenced, Fraction, Framed, Limits, Marked,
    MathStyle, MathWords, Root, Scripts, Stroke, Symbol, Term,
};
use crate::write::epub::letters::styled;
use crate::write::epub::xml::XmlSink;

/// A thin space, a thick one (TeXbook, chapter 18).
const THIN: &str = "0.1667em";
const THICK: &str = "0.2778em";

/// Writes one formula.
pub(super) struct MathWriter<'a> {
    pub(super) xml: &'a mut XmlSink,
    /// Whether limits stand under and over their sign.
    pub(super) display: bool,
}

impl<'a> MathWriter<'a> {
    pub(super) fn new(xml: &'a mut XmlSink, display: bool) -> MathWriter<'a> {
        MathWriter { xml, display }
    }

    /// A line as one element.
    pub(super) fn row(&mut self, terms: &[Term]) {
        match terms {
            [term] => self.term(term),
            terms => {
                self.xml.open("mrow");
                self.line(terms, false);
                self.xml.close();
            }
        }
    }

    /// A line, one element a piece. `infix` is whether its first sign follows something
    /// that stands elsewhere.
    pub(super) fn line(&mut self, terms: &[Term], infix: bool) {
        for (index, term) in terms.iter().enumerate() {
            let is_named = is_name(term);
            let is_after = |class| matches!(class, Class::Ordinary | Class::Closing);
            if is_named && index > 0 && is_after(terms[index - 1].classes().1) {
                self.space(THIN);
            }
            match term {
                Term::Symbol(symbol) if infix && index == 0 => {
                    self.sign(symbol, &[("form", "infix")]);
                }
                term => self.term(term),
            }
            let next = terms.get(index + 1).filter(|next| !next.is_space());
            if is_named
                && next.is_some_and(|next| {
                    next.classes().0 == Class::Ordinary
                        || (next.classes().0 == Class::Operator && !is_name(next))
                })
            {
                self.space(THIN);
            }
        }
    }

    fn space(&mut self, width: &str) {
        self.xml.void("mspace").attr("width", width);
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Symbol(symbol) => self.symbol(symbol),
            Term::Number(number) => {
                self.leaf("mn", &[], &styled(&number.text, number.alphabet));
            }
            Term::Words(words) => self.words(words),
            Term::Name(name) => self.leaf("mi", &[], name),
            Term::Space(width) => self.space(&format!("{width}em")),
            Term::Group(terms) => {
                self.xml.open("mrow");
                self.line(terms, false);
                self.xml.close();
            }
            Term::Classed(class, terms) => self.classed(*class, terms),
            Term::Fraction(fraction) => self.fraction(fraction),
            Term::Root(root) => self.root(root),
            Term::Scripts(scripts) => self.scripts(scripts),
            Term::Marked(marked) => self.marked(marked),
            Term::Arrow(arrow) => self.arrow(arrow),
            Term::Fenced(fenced) => self.fenced(fenced),
            Term::Delimiter(delimiter) => self.delimiter(delimiter),
            Term::Table(table) => self.table(table),
            Term::Colored(color, terms) => {
                let style = format!(
                    "color:{0};--light:{0};--dark:{1}",
                    color.on_white(),
                    color.on_black()
                );
                self.xml.open("mstyle").attr("class", "colored").attr("style", &style);
                self.line(terms, false);
                self.xml.close();
            }
            Term::Framed(framed) => self.framed(framed),
            Term::Struck(stroke, terms) => self.struck(*stroke, terms),
            Term::Phantom(terms) => {
                self.xml.open("mphantom");
                self.line(terms, false);
                self.xml.close();
            }
            Term::Styled(style, terms) => {
                let (display, level) = match style {
                    MathStyle::Display => (true, "0"),
                    MathStyle::Text => (false, "0"),
                    MathStyle::Script => (false, "1"),
                    MathStyle::ScriptScript => (false, "2"),
                };
                self.xml
                    .open("mstyle")
                    .attr("displaystyle", if display { "true" } else { "false" })
                    .attr("scriptlevel", level);
                self.within(display, |math| math.line(terms, false));
                self.xml.close();
            }
            Term::Scaled(factor, terms) => {
                let size = format!("{}%", factor * 100.0);
                self.xml.open("mstyle").attr("mathsize", &size);
                self.line(terms, false);
                self.xml.close();
            }
            Term::Rule(width, height) => {
                self.xml
                    .void("mspace")
                    .attr("width", &format!("{width}em"))
                    .attr("height", &format!("{height}em"))
                    .attr("style", "background-color:currentColor");
            }
        }
    }

    /// Something in which limits stand elsewhere.
    fn within(&mut self, display: bool, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.display, display);
        write(self);
        self.display = outer;
    }

    fn leaf(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        text: &str,
    ) {
        let mut element = self.xml.open(name);
        for (name, value) in attributes {
            element = element.attr(name, value);
        }
        self.xml.text(text);
        self.xml.close();
    }

    fn symbol(&mut self, symbol: &Symbol) {
        let first = symbol.text.chars().next().unwrap_or(' ');
        match symbol.class {
            Class::Ordinary if is_sign(first) => {
                let tight = [("lspace", "0"), ("rspace", "0"), ("stretchy", "false")];
                self.sign(symbol, &tight);
            }
            Class::Ordinary => {
                // A single letter is italic unless it is said not to be.
                let is_upright = match symbol.alphabet {
                    Alphabet::Upright => true,
                    Alphabet::Usual => matches!(first, 'Α'..='Ω' | '∇'),
                    _ => false,
                };
                let normal = [("mathvariant", "normal")];
                let attributes = if is_upright { &normal[..] } else { &[] };
                self.leaf("mi", attributes, &styled(&symbol.text, symbol.alphabet));
            }
            Class::Operator => self.sign(symbol, &[]),
            Class::Binary | Class::Relation if grows(first) => {
                self.sign(symbol, &[("stretchy", "false")]);
            }
            Class::Binary | Class::Relation => self.sign(symbol, &[]),
            Class::Opening => {
                self.sign(symbol, &[("form", "prefix"), ("stretchy", "false")]);
            }
            Class::Closing => {
                self.sign(symbol, &[("form", "postfix"), ("stretchy", "false")]);
            }
            Class::Punctuation if first.is_ascii() => {
                self.sign(symbol, &[("separator", "true")]);
            }
            // The marks of Chinese have their space within.
            Class::Punctuation => self.sign(symbol, &[("lspace", "0"), ("rspace", "0")]),
        }
    }

    fn sign(&mut self, symbol: &Symbol, attributes: &[(&'static str, &str)]) {
        self.leaf("mo", attributes, &styled(&symbol.text, symbol.alphabet));
    }

    fn words(&mut self, words: &MathWords) {
        let style = match words.alphabet {
            Alphabet::Bold => "font-weight:bold",
            Alphabet::Italic => "font-style:italic",
            Alphabet::BoldItalic => "font-weight:bold;font-style:italic",
            Alphabet::Sans => "font-family:sans-serif",
            Alphabet::Typewriter => "font-family:monospace",
            _ => "",
        };
        let style = [("style", style)];
        let attributes = if style[0].1.is_empty() { &[] } else { &style[..] };
        // Other spaces at the ends are none (MathML, 2.1.7).
        self.leaf("mtext", attributes, &words.text.replace(' ', "\u{A0}"));
    }

    /// Something spaced as what it is not.
    fn classed(&mut self, class: Class, terms: &[Term]) {
        let own = match terms {
            [term] => term.classes().0,
            _ => Class::Ordinary,
        };
        let space = match class {
            Class::Relation => THICK,
            Class::Binary => "0.2222em",
            _ => "0",
        };
        let spaced = own != class && space != "0";
        self.xml.open("mrow");
        if spaced {
            self.space(space);
        }
        self.line(terms, false);
        if spaced {
            self.space(space);
        }
        self.xml.close();
    }

    fn fraction(&mut self, fraction: &Fraction) {
        let element = self.xml.open("mfrac");
        if !fraction.line {
            element.attr("linethickness", "0");
        }
        self.within(false, |math| {
            math.row(&fraction.above);
            math.row(&fraction.below);
        });
        self.xml.close();
    }

    fn root(&mut self, root: &Root) {
        match &root.index {
            None => {
                self.xml.open("msqrt");
                self.row(&root.body);
            }
            Some(index) => {
                self.xml.open("mroot");
                self.row(&root.body);
                self.within(false, |math| math.row(index));
            }
        }
        self.xml.close();
    }

    fn scripts(&mut self, scripts: &Scripts) {
        let stacked = match scripts.limits {
            Limits::Never => false,
            Limits::Display => self.display,
            Limits::Always => true,
        };
        let above = scripts.above.is_some() || scripts.primes > 0;
        let name = match (stacked, scripts.below.is_some(), above) {
            (false, true, true) => "msubsup",
            (false, true, false) => "msub",
            (false, false, true) => "msup",
            (true, true, true) => "munderover",
            (true, true, false) => "munder",
            (true, false, true) => "mover",
            (_, false, false) => "mrow",
        };
        self.xml.open(name);
        match scripts.base.as_slice() {
            [Term::Name(name)] if stacked => {
                let fixed =
                    [("lspace", "0"), ("rspace", "0"), ("movablelimits", "false")];
                self.leaf("mo", &fixed, name);
            }
            [Term::Symbol(symbol)] if stacked && symbol.class == Class::Operator => {
                self.sign(symbol, &[("movablelimits", "false")]);
            }
            base => self.row(base),
        }
        self.within(false, |math| {
            if let Some(below) = &scripts.below {
                math.row(below);
            }
            if above {
                math.exponent(scripts);
            }
        });
        self.xml.close();
    }

    fn exponent(&mut self, scripts: &Scripts) {
        let above = scripts.above.as_deref().unwrap_or_default();
        if scripts.primes == 0 {
            return self.row(above);
        }
        let primes = match scripts.primes {
            1 => "′".to_owned(),
            2 => "″".to_owned(),
            3 => "‴".to_owned(),
            4 => "⁗".to_owned(),
            count => "′".repeat(count),
        };
        let tight = [("lspace", "0"), ("rspace", "0")];
        if above.is_empty() {
            return self.leaf("mo", &tight, &primes);
        }
        self.xml.open("mrow");
        self.leaf("mo", &tight, &primes);
        self.line(above, false);
        self.xml.close();
    }

    fn marked(&mut self, marked: &Marked) {
        // A line is a border, whatever the face has.
        if marked.mark == '‾' {
            let style = match marked.below {
                true => "border-bottom:1px solid;padding-bottom:0.1em",
                false => "border-top:1px solid;padding-top:0.1em",
            };
            self.xml.open("mrow").attr("style", style);
            self.line(&marked.base, false);
            return self.xml.close();
        }
        let is_brace = matches!(marked.mark, '⏞' | '⏟' | '⎴' | '⎵' | '⏜' | '⏝');
        let name = if marked.below { "munder" } else { "mover" };
        let element = self.xml.open(name);
        if !is_brace {
            let accent = if marked.below { "accentunder" } else { "accent" };
            element.attr(accent, "true");
        }
        self.row(&marked.base);
        // The spacing characters: combining ones stand beside what they mark, or on it.
        let mark = match (marked.mark, marked.wide) {
            ('^', false) => 'ˆ',
            ('~', false) => '˜',
            ('¯', _) => 'ˉ',
            (mark, _) => mark,
        };
        let stretchy = if marked.wide || marked.mark == '→' { "true" } else { "false" };
        self.leaf("mo", &[("stretchy", stretchy)], &mark.to_string());
        self.xml.close();
    }

    fn arrow(&mut self, arrow: &Arrow) {
        let name = match (arrow.below.is_empty(), arrow.above.is_empty()) {
            (false, false) => "munderover",
            (false, true) => "munder",
            (true, _) => "mover",
        };
        self.xml.open(name);
        let long = [("stretchy", "true"), ("minsize", "2em")];
        self.leaf("mo", &long, &arrow.arrow.to_string());
        let labels = [&arrow.below, &arrow.above];
        for (label, is_above) in labels.into_iter().zip([false, true]) {
            if label.is_empty() && !(is_above && name == "mover") {
                continue;
            }
            self.xml.open("mrow");
            self.space("0.5em");
            self.within(false, |math| math.line(label, false));
            self.space("0.5em");
            self.xml.close();
        }
        self.xml.close();
    }

    fn fenced(&mut self, fenced: &Fenced) {
        self.xml.open("mrow");
        let fence = |form| [("fence", "true"), ("form", form), ("stretchy", "true")];
        if let Some(left) = fenced.left {
            self.leaf("mo", &fence("prefix"), &left.to_string());
        }
        for (index, part) in fenced.parts.iter().enumerate() {
            if let Some(middle) =
                index.checked_sub(1).and_then(|at| fenced.middles.get(at))
            {
                self.leaf("mo", &fence("infix"), &middle.to_string());
            }
            self.row(part);
        }
        if let Some(right) = fenced.right {
            self.leaf("mo", &fence("postfix"), &right.to_string());
        }
        self.xml.close();
    }

    fn delimiter(&mut self, delimiter: &Delimiter) {
        let height = format!("{}em", delimiter.height);
        let space = match delimiter.class {
            Class::Relation => THICK,
            _ => "0",
        };
        let attributes = [
            ("stretchy", "true"),
            ("symmetric", "true"),
            ("minsize", height.as_str()),
            ("maxsize", height.as_str()),
            ("lspace", space),
            ("rspace", space),
        ];
        self.leaf("mo", &attributes, &delimiter.sign.to_string());
    }

    fn framed(&mut self, framed: &Framed) {
        let mut style = String::from("padding:0.25em 0.4em");
        if framed.ground.is_none() || framed.frame.is_some() {
            let color = framed
                .frame
                .map_or("currentColor".into(), |color: Color| color.to_string());
            style.push_str(&format!(";border:1px solid {color}"));
        }
        if let Some(ground) = framed.ground {
            // Dark letters where the ground is light, whatever the page is.
            let ink = if ground.is_light() { "#000000" } else { "#ffffff" };
            style.push_str(&format!(";background-color:{ground};color:{ink}"));
        }
        self.xml.open("mrow").attr("style", &style);
        self.line(&framed.terms, false);
        self.xml.close();
    }

    fn struck(&mut self, stroke: Stroke, terms: &[Term]) {
        let line = |direction: &str| {
            format!(
                "linear-gradient({direction},transparent 46%,currentColor 48%,currentColor \
                 52%,transparent 54%)"
            )
        };
        let (notation, background) = match stroke {
            Stroke::Rising => ("updiagonalstrike", line("to bottom right")),
            Stroke::Falling => ("downdiagonalstrike", line("to bottom left")),
            Stroke::Cross => (
                "updiagonalstrike downdiagonalstrike",
                format!("{},{}", line("to bottom right"), line("to bottom left")),
            ),
            Stroke::Level => ("horizontalstrike", line("to bottom")),
        };
        let style = format!("background-image:{background}");
        self.xml.open("menclose").attr("notation", notation).attr("style", &style);
        self.line(terms, false);
        self.xml.close();
    }
}

/// Whether a term is a name, perhaps with limits, which needs space around it.
fn is_name(term: &Term) -> bool {
    match term {
        Term::Name(_) => true,
        Term::Scripts(scripts) => matches!(scripts.base.as_slice(), [Term::Name(_)]),
        _ => false,
    }
}

/// Whether a character is an operator to MathML, where it is spaced as a letter.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '−' | '±' | '∓' | '×' | '÷' | '⋅' | '∗' | '∘' | '∙' | '‖' | '′')
        || matches!(c, '\u{2190}'..='\u{21FF}')
}

/// Signs that would become as tall as what stands beside them.
fn grows(c: char) -> bool {
    matches!(c, '|' | '‖' | '∣' | '∥' | '/' | '\\' | '↑' | '↓' | '↕' | '⇑' | '⇓' | '⇕')
}
