//! The pieces of a formula as calls.

use crate::document::{
    Alphabet, Arrow, Class, Delimiter, Fenced, Fraction, Framed, Limits, Marked,
    MathStyle, Root, Scripts, Stroke, Symbol, Term,
};
use crate::write::typst::Refusals;
use crate::write::typst::sink::Sink;

/// Writes one formula.
pub(super) struct MathWriter<'a> {
    pub(super) sink: &'a mut Sink,
    /// Texts that no font can show.
    pub(super) refused: &'a Refusals,
    /// Whether the letters have a ground, on which they are black.
    pub(super) on_ground: bool,
}

impl MathWriter<'_> {
    /// A line as one piece of content.
    pub(super) fn line(&mut self, terms: &[Term]) {
        match terms {
            [] => self.sink.code("[]"),
            [term] if !term.is_space() => self.term(term),
            terms => {
                self.sink.code("{\n");
                self.terms(terms);
                self.sink.code("}");
            }
        }
    }

    /// A line, one call a piece.
    pub(super) fn terms(&mut self, terms: &[Term]) {
        for (index, term) in terms.iter().enumerate() {
            if let Term::Space(width) = term {
                let before = index.checked_sub(1).map(|before| &terms[before]);
                let width = width + lost(before, terms.get(index + 1));
                self.sink.code("h(");
                self.sink.number((width * 10_000.0).round() / 10_000.0);
                self.sink.code("em)\n");
                continue;
            }
            self.term(term);
            self.sink.code("\n");
        }
    }

    fn call(&mut self, call: &'static str, terms: &[Term]) {
        self.sink.code(call);
        self.line(terms);
        self.sink.code(")");
    }

    fn text(&mut self, text: &str) {
        self.sink.shown(text, self.refused);
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Symbol(symbol) => self.symbol(symbol),
            Term::Number(number) => self.in_alphabet(number.alphabet, |math| {
                math.sink.code("formula.words(");
                math.text(&number.text);
                math.sink.code(")");
            }),
            Term::Words(words) if words.alphabet == Alphabet::Bold => {
                self.sink.code("formula.bold-words(");
                self.text(&words.text);
                self.sink.code(")");
            }
            Term::Words(words) => self.in_alphabet(words.alphabet, |math| {
                math.sink.code("formula.words(");
                math.text(&words.text);
                math.sink.code(")");
            }),
            Term::Name(name) => {
                self.sink.code("math.op(");
                self.text(name);
                self.sink.code(")");
            }
            Term::Space(width) => {
                self.sink.code("h(");
                self.sink.number(*width);
                self.sink.code("em)");
            }
            Term::Group(terms) => self.call("formula.group(", terms),
            Term::Classed(class, terms) => {
                self.sink.code(match class {
                    Class::Ordinary => "math.class(\"normal\", ",
                    Class::Operator => "math.class(\"large\", ",
                    Class::Binary => "math.class(\"binary\", ",
                    Class::Relation => "math.class(\"relation\", ",
                    Class::Opening => "math.class(\"opening\", ",
                    Class::Closing => "math.class(\"closing\", ",
                    Class::Punctuation => "math.class(\"punctuation\", ",
                });
                self.line(terms);
                self.sink.code(")");
            }
            Term::Fraction(fraction) => self.fraction(fraction),
            Term::Root(root) => self.root(root),
            Term::Scripts(scripts) => self.scripts(scripts),
            Term::Marked(marked) => self.marked(marked),
            Term::Arrow(arrow) => self.arrow(arrow),
            Term::Fenced(fenced) => self.fenced(fenced),
            Term::Delimiter(delimiter) => self.delimiter(delimiter),
            Term::Table(table) => {
                self.sink.code("formula.table(");
                self.table(table);
                self.sink.code(")");
            }
            Term::Colored(_, terms) if self.on_ground => self.line(terms),
            Term::Colored(color, terms) => {
                self.sink.code("coloured(");
                self.sink.string(&color.on_white().to_string());
                self.sink.code(", ");
                self.line(terms);
                self.sink.code(")");
            }
            Term::Framed(framed) => self.framed(framed),
            Term::Struck(stroke, terms) => {
                self.sink.code(match stroke {
                    Stroke::Rising => "math.cancel(",
                    Stroke::Falling => "math.cancel(inverted: true, ",
                    Stroke::Cross => "math.cancel(cross: true, ",
                    Stroke::Level => "math.cancel(angle: 90deg, ",
                });
                self.line(terms);
                self.sink.code(")");
            }
            Term::Phantom(terms) => self.call("hide(", terms),
            Term::Styled(name, terms) => {
                self.sink.code(style(*name));
                self.sink.code("(");
                self.line(terms);
                self.sink.code(")");
            }
            Term::Scaled(factor, terms) => {
                self.sink.code("text(size: ");
                self.sink.number(*factor);
                self.sink.code("em, ");
                self.line(terms);
                self.sink.code(")");
            }
            Term::Rule(width, height) => {
                self.sink.code("box(fill: black, width: ");
                self.sink.number(*width);
                self.sink.code("em, height: ");
                self.sink.number(*height);
                self.sink.code("em)");
            }
        }
    }

    fn symbol(&mut self, symbol: &Symbol) {
        let is_letter = symbol.text.starts_with(char::is_alphabetic);
        self.in_alphabet(symbol.alphabet, |math| {
            math.sink.code(match symbol.class {
                Class::Ordinary if is_letter => "formula.glyph(",
                // Typst knows its large signs, and sets them so.
                Class::Operator => "formula.glyph(",
                Class::Ordinary => "formula.ord(",
                Class::Binary => "formula.bin(",
                Class::Relation => "formula.rel(",
                Class::Opening => "formula.open(",
                Class::Closing => "formula.close(",
                Class::Punctuation => "formula.punct(",
            });
            math.text(&symbol.text);
            math.sink.code(")");
        });
    }

    /// Something in an alphabet.
    fn in_alphabet(&mut self, alphabet: Alphabet, write: impl FnOnce(&mut Self)) {
        let (open, close) = match alphabet {
            Alphabet::Usual => ("", ""),
            Alphabet::Upright => ("math.upright(", ")"),
            Alphabet::Italic => ("math.italic(", ")"),
            Alphabet::Bold => ("math.bold(math.upright(", "))"),
            // Capitals of Greek stay upright.
            Alphabet::BoldItalic => ("math.bold(", ")"),
            Alphabet::DoubleStruck => ("math.bb(", ")"),
            Alphabet::Calligraphic => ("math.cal(", ")"),
            Alphabet::Script => ("math.scr(", ")"),
            Alphabet::Fraktur => ("math.frak(", ")"),
            Alphabet::Sans => ("math.sans(math.upright(", "))"),
            Alphabet::Typewriter => ("math.mono(", ")"),
        };
        self.sink.code(open);
        write(self);
        self.sink.code(close);
    }

    fn fraction(&mut self, fraction: &Fraction) {
        self.sink.code(match fraction.line {
            true => "math.frac(",
            false => "formula.stack(",
        });
        self.line(&fraction.above);
        self.sink.code(", ");
        self.line(&fraction.below);
        self.sink.code(")");
    }

    fn root(&mut self, root: &Root) {
        match &root.index {
            None => self.sink.code("math.sqrt("),
            Some(index) => {
                self.sink.code("math.root(");
                self.line(index);
                self.sink.code(", ");
            }
        }
        self.line(&root.body);
        self.sink.code(")");
    }

    fn scripts(&mut self, scripts: &Scripts) {
        let is_letter = match scripts.base.as_slice() {
            [Term::Symbol(symbol)] => {
                symbol.class == Class::Ordinary
                    && symbol.text.starts_with(char::is_alphabetic)
            }
            [Term::Number(_) | Term::Words(_)] => true,
            _ => false,
        };
        let (open, close) = match scripts.limits {
            Limits::Never if is_letter => ("math.attach(", ""),
            Limits::Never => ("math.attach(math.scripts(", ")"),
            Limits::Display => ("math.attach(math.limits(inline: false, ", ")"),
            Limits::Always => ("math.attach(math.limits(", ")"),
        };
        self.sink.code(open);
        match scripts.base.as_slice() {
            // The braces of `{}^2` hold the place of a letter.
            [] => self.sink.code("formula.nothing"),
            base => self.line(base),
        }
        self.sink.code(close);
        if scripts.primes > 0 || scripts.above.is_some() {
            self.sink.code(", t: {\n");
            if scripts.primes > 0 {
                self.sink.code("math.primes(");
                self.sink.integer(scripts.primes as i64);
                self.sink.code(")\n");
            }
            match scripts.above.as_deref() {
                Some([]) => self.sink.code("[]"),
                Some(above) => self.terms(above),
                None => {}
            }
            self.sink.code("}");
        }
        if let Some(below) = &scripts.below {
            self.sink.code(", b: ");
            self.line(below);
        }
        self.sink.code(")");
    }

    fn marked(&mut self, marked: &Marked) {
        // Marks that Typst stretches and places by functions of their own.
        let call = match (marked.mark, marked.below) {
            ('‾', false) => "math.overline(",
            ('‾', true) => "math.underline(",
            ('⏞', false) => "math.overbrace(",
            ('⏟', true) => "math.underbrace(",
            ('⎴', false) => "math.overbracket(",
            ('⎵', true) => "math.underbracket(",
            ('⏜', false) => "math.overparen(",
            ('⏝', true) => "math.underparen(",
            _ => "",
        };
        if !call.is_empty() {
            return self.call(call, &marked.base);
        }
        let combining = match marked.mark {
            '´' => '\u{301}',
            '`' => '\u{300}',
            '¨' => '\u{308}',
            '~' => '\u{303}',
            '¯' => '\u{304}',
            '˘' => '\u{306}',
            'ˇ' => '\u{30C}',
            '^' => '\u{302}',
            '→' => '\u{20D7}',
            '←' => '\u{20D6}',
            '↔' => '\u{20E1}',
            '⇀' => '\u{20D1}',
            '↼' => '\u{20D0}',
            '˙' => '\u{307}',
            '˚' => '\u{30A}',
            '˝' => '\u{30B}',
            mark => mark,
        };
        let is_accent =
            matches!(combining, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}');
        if is_accent && !marked.below {
            self.sink.code("formula.accent(");
            self.sink.boolean(marked.wide);
            self.sink.code(", ");
            self.sink.string(&combining.to_string());
        } else {
            self.sink.code(match marked.below {
                true => "formula.mark-below(",
                false => "formula.mark-above(",
            });
            self.sink.string(&marked.mark.to_string());
        }
        self.sink.code(", ");
        self.line(&marked.base);
        self.sink.code(")");
    }

    fn arrow(&mut self, arrow: &Arrow) {
        self.sink.code("formula.arrow(");
        self.text(&arrow.arrow.to_string());
        for label in [&arrow.above, &arrow.below] {
            self.sink.code(", ");
            match label.as_slice() {
                [] => self.sink.code("none"),
                label => self.line(label),
            }
        }
        self.sink.code(")");
    }

    fn fenced(&mut self, fenced: &Fenced) {
        self.sink.code("formula.fenced(");
        for side in [fenced.left, fenced.right] {
            match side {
                Some(sign) => self.text(&sign.to_string()),
                None => self.sink.code("none"),
            }
            self.sink.code(", ");
        }
        self.sink.code("{\n");
        for (index, part) in fenced.parts.iter().enumerate() {
            if let Some(middle) =
                index.checked_sub(1).and_then(|at| fenced.middles.get(at))
            {
                self.sink.code("formula.middle(");
                self.text(&middle.to_string());
                self.sink.code(")\n");
            }
            self.terms(part);
        }
        self.sink.code("})");
    }

    fn delimiter(&mut self, delimiter: &Delimiter) {
        self.sink.code(match delimiter.class {
            Class::Opening => "formula.delimiter(\"opening\", ",
            Class::Closing => "formula.delimiter(\"closing\", ",
            Class::Relation => "formula.delimiter(\"relation\", ",
            _ => "formula.delimiter(\"normal\", ",
        });
        self.sink.number(delimiter.height);
        self.sink.code("em, ");
        self.text(&delimiter.sign.to_string());
        self.sink.code(")");
    }

    fn framed(&mut self, framed: &Framed) {
        if let Some(ground) = framed.ground.filter(|_| framed.frame.is_none()) {
            self.sink.code("formula.grounded(");
            self.sink.string(&ground.as_ground().to_string());
            self.sink.code(", ");
            let is_within = std::mem::replace(&mut self.on_ground, true);
            self.line(&framed.terms);
            self.on_ground = is_within;
            return self.sink.code(")");
        }
        self.sink.code("formula.framed(");
        match framed.frame {
            Some(color) => {
                self.sink.string(&color.on_white().to_string());
            }
            None => self.sink.code("none"),
        }
        self.sink.code(", ");
        self.line(&framed.terms);
        self.sink.code(")");
    }
}

/// The function that sets a style.
pub(super) fn style(style: MathStyle) -> &'static str {
    match style {
        MathStyle::Display => "math.display",
        MathStyle::Text => "math.inline",
        MathStyle::Script => "math.script",
        MathStyle::ScriptScript => "math.sscript",
    }
}

/// The space between two things that Typst leaves out where there is one of the author's.
fn lost(before: Option<&Term>, after: Option<&Term>) -> f64 {
    let of = |term: &Term, class: Class| match class {
        _ if term.is_space() => 0.0,
        Class::Relation => 5.0 / 18.0,
        Class::Binary => 4.0 / 18.0,
        _ => 0.0,
    };
    let before = before.map_or(0.0, |term| of(term, term.classes().1));
    let after = after.map_or(0.0, |term| of(term, term.classes().0));
    before + after
}
