//! Lines and what they begin with.

use std::ops::Range;

/// Where the lines of a file come to stand that another includes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The signs of quotations before each of them.
    pub(super) signs: &'a str,
    /// How many columns each is indented after these.
    pub(super) columns: usize,
}

/// One line of a text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Where it stands, with its line end.
    pub(super) range: Range<usize>,
    /// What comes before it.
    pub(super) place: Place<'a>,
    /// The signs of quotations before it, `> > `.
    pub(super) quote: &'a str,
    /// The white space after them.
    pub(super) blanks: &'a str,
    /// What it says, without white space at its end.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line at a range of a text.
    pub(super) fn new(text: &'a str, range: Range<usize>, place: Place<'a>) -> Line<'a> {
        let line = &text[range.clone()];
        let mut quoted = 0;
        while let Some(sign) = line[quoted..].find(|c| c != ' ')
            && place.columns + sign < 4
            && line[quoted + sign..].starts_with('>')
        {
            quoted += sign + 1;
            if line[quoted..].starts_with(' ') {
                quoted += 1;
            }
        }
        let (quote, rest) = line.split_at(quoted);
        let said = rest.trim_end();
        let text = said.trim_start_matches([' ', '\t']);
        let blanks = &said[..said.len() - text.len()];
        Line { range, place, quote, blanks, text }
    }

    /// Whether there is nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many columns its text is indented.
    pub(super) fn indent(&self) -> usize {
        self.place_columns() + columns(self.blanks)
    }

    /// How many of these come before what stands in its file.
    pub(super) fn place_columns(&self) -> usize {
        if self.quote.is_empty() { self.place.columns } else { 0 }
    }

    /// The signs of all quotations before it.
    pub(super) fn signs(&self) -> String {
        let between = self.place.columns - self.place_columns();
        format!("{}{}{}", self.place.signs, " ".repeat(between), self.quote)
    }

    /// How many quotations it stands in.
    pub(super) fn quotes(&self) -> usize {
        self.place.signs.matches('>').count() + self.quote.matches('>').count()
    }

    /// Where its text begins in the file.
    pub(super) fn text_start(&self) -> usize {
        self.range.start + self.quote.len() + self.blanks.len()
    }

    /// Where its text ends in the file.
    pub(super) fn text_end(&self) -> usize {
        self.text_start() + self.text.len()
    }
}

/// How many columns white space takes; a tab goes to the next fourth (CommonMark 0.31.2,
/// 2.2).
pub(super) fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, c| match c {
        '\t' => column + 4 - column % 4,
        _ => column + 1,
    })
}

/// The lines of a range of a text.
pub(super) fn lines<'a>(
    text: &'a str,
    range: Range<usize>,
    place: Place<'a>,
) -> impl Iterator<Item = Line<'a>> {
    let mut at = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Line::new(text, start..at, place)
    })
}

/// The fence of a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    pub(super) sign: char,
    pub(super) length: usize,
    /// Where it begins in the line's text.
    pub(super) start: usize,
}

impl Fence {
    /// The fence that a line opens (CommonMark 0.31.2, 4.5). A list's sign may stand
    /// before it.
    pub(super) fn open(line: &Line) -> Option<Fence> {
        let text = without_list_sign(line.text);
        let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = text.chars().take_while(|c| *c == sign).count();
        let info = &text[length..];
        (length >= 3 && !(sign == '`' && info.contains('`'))).then_some(Fence {
            sign,
            length,
            start: line.text.len() - text.len(),
        })
    }

    /// Whether a line closes it.
    pub(super) fn is_closed_by(self, line: &Line) -> bool {
        let rest = line.text.trim_start_matches(self.sign);
        rest.is_empty() && line.text.len() >= self.length
    }
}

/// A line's text without the signs of the lists that begin on it.
pub(super) fn without_list_sign(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..4 {
        let Some(length) = list_sign(rest) else { break };
        rest = rest[length..].trim_start();
    }
    rest
}

/// The length of the sign of a list that a text begins with, `-` or `1.`, if white space
/// follows it (CommonMark 0.31.2, 5.2).
pub(super) fn list_sign(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = match digits {
        0 => text.strip_prefix(['-', '*', '+']),
        1..10 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    let after = after.filter(|after| after.starts_with([' ', '\t']))?;
    Some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let text = "> >  \tabc  \n";
        let line = Line::new(text, 0..text.len(), Place::default());
        assert_eq!((line.quote, line.blanks, line.text), ("> > ", " \t", "abc"));
        assert_eq!(line.indent(), 4);
    }

    #[test]
    fn a_line_comes_after_what_is_before_its_file() {
        let read = |text, columns| {
            Line::new(text, 0..text.len(), Place { signs: "> ", columns })
        };
        let line = read(" a", 2);
        assert_eq!((line.signs(), line.indent(), line.quotes()), ("> ".into(), 3, 1));
        let line = read("> a", 2);
        assert_eq!((line.signs(), line.indent(), line.quotes()), (">   > ".into(), 0, 2));
        let line = read("> a", 4);
        assert_eq!((line.signs(), line.indent(), line.text), ("> ".into(), 4, "> a"));
    }

    #[test]
    fn fences_may_follow_a_list_sign() {
        let line = |text| Line::new(text, 0..text.len(), Place::default());
        let fence = |text| Fence::open(&line(text));
        assert!(fence("```python").is_some());
        assert!(fence("1. ~~~").is_some());
        assert!(fence("``` a ` b").is_none());
        assert!(fence("``").is_none());
        let four = fence("````").expect("a fence");
        assert!(!four.is_closed_by(&line("```")));
        assert!(four.is_closed_by(&line("````` ")));
    }
}
