//! Which mark a sign stands for, judged by the line it stands in.

use crate::document::is_ideograph;

/// Stands for what is no character: code, a formula, a picture, an address.
pub(super) const OBJECT: char = '\u{FFFC}';

/// The signs that marks are made of.
pub(super) const SIGNS: [char; 4] = ['"', '\'', '-', '.'];

/// A character of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Whether it is meant as it is.
    pub(super) is_literal: bool,
}

impl Glyph {
    pub(super) fn of(c: char) -> Glyph {
        Glyph { c, is_literal: false }
    }
}

/// For each character, what takes its place; the signs of a mark that are too many give
/// way to nothing. `None` if the line stays as it is.
pub(super) fn marks(line: &[Glyph]) -> Option<Vec<Option<&'static str>>> {
    if !line.iter().any(|glyph| SIGNS.contains(&glyph.c)) {
        return None;
    }
    let mut marks = Marks { line, marks: vec![None; line.len()] };
    marks.quotes();
    let mut at = 0;
    for run in line.chunk_by(|a, b| a == b) {
        let (start, end) = (at, at + run.len());
        at = end;
        let mark = match run[0] {
            Glyph { is_literal: true, .. } => None,
            Glyph { c: '-', .. } => marks.dash(start, end),
            Glyph { c: '.', .. } => marks.ellipsis(start, end),
            _ => None,
        };
        if let Some(mark) = mark {
            marks.marks[start..end].fill(Some(""));
            marks.marks[start] = Some(mark);
        }
    }
    marks.marks.iter().any(Option::is_some).then_some(marks.marks)
}

/// Signs that may begin a quotation and have no partner yet.
#[derive(Default)]
struct Open {
    /// The signs and their places, the innermost last.
    signs: Vec<(char, usize)>,
    /// Which of them are double.
    doubles: Vec<usize>,
}

impl Open {
    /// The place of the innermost double sign; it is taken off, with all inside it.
    fn close_double(&mut self) -> Option<usize> {
        let index = self.doubles.pop()?;
        let (_, at) = *self.signs.get(index)?;
        self.signs.truncate(index);
        Some(at)
    }
}

struct Marks<'a> {
    line: &'a [Glyph],
    marks: Vec<Option<&'static str>>,
}

impl Marks<'_> {
    /// The characters beside a range.
    fn beside(&self, start: usize, end: usize) -> (Option<char>, Option<char>) {
        let at = |at: usize| self.line.get(at).map(|glyph| glyph.c);
        (start.checked_sub(1).and_then(at), at(end))
    }

    /// The nearest characters beside a range that are no spaces; the other side of a line
    /// end is near enough, what is far is not looked for.
    fn words_beside(&self, start: usize, end: usize) -> (Option<char>, Option<char>) {
        let is_word = |glyph: &&Glyph| !glyph.c.is_whitespace();
        let before = self.line[..start].iter().rev().take(3).find(is_word);
        let after = self.line[end..].iter().take(3).find(is_word);
        (before.map(|glyph| glyph.c), after.map(|glyph| glyph.c))
    }

    /// Quotation marks in pairs, apostrophes, and neither: `5'10"`.
    fn quotes(&mut self) {
        let mut open = Open::default();
        for at in 0..self.line.len() {
            match self.line[at] {
                Glyph { is_literal: true, .. } => {}
                Glyph { c: '"', .. } => self.double(at, &mut open),
                Glyph { c: '\'', .. } => self.single(at, &mut open),
                _ => {}
            }
        }
        for (sign, at) in open.signs {
            let (before, after) = self.beside(at, at + 1);
            let is_letter = after.is_some_and(is_latin);
            match sign {
                // ’tis; but a quotation that goes over paragraphs has no end here.
                '\'' if is_letter => self.marks[at] = Some("’"),
                '"' if before.is_none() => self.marks[at] = Some("“"),
                _ => {}
            }
        }
    }

    fn double(&mut self, at: usize, open: &mut Open) {
        let (before, _) = self.beside(at, at + 1);
        let can_close = before.is_some_and(|c| !c.is_whitespace() && !is_opening(c));
        if can_close && let Some(start) = open.close_double() {
            self.marks[start] = Some("“");
            self.marks[at] = Some("”");
        } else if self.can_open(at) && !before.is_some_and(|c| c.is_ascii_digit()) {
            open.doubles.push(open.signs.len());
            open.signs.push(('"', at));
        }
    }

    fn single(&mut self, at: usize, open: &mut Open) {
        let (before, after) = self.beside(at, at + 1);
        let is_word = |c: Option<char>| c.is_some_and(|c| is_latin(c) || c == OBJECT);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // A single mark is not closed over the double mark around it.
        let partner =
            open.signs.last().filter(|(sign, _)| *sign == '\'').map(|(_, at)| *at);
        if is_word(before) && is_word(after) {
            if !(is_digit(before) && is_digit(after)) {
                self.marks[at] = Some("’");
            }
        } else if let Some(start) = partner
            && before.is_some_and(|c| !c.is_whitespace())
        {
            self.marks[start] = Some("‘");
            self.marks[at] = Some("’");
            open.signs.pop();
        } else if is_word(before) {
            // the students’ books, 5' wide
            if !is_digit(before) {
                self.marks[at] = Some("’");
            }
        } else if self.is_decade(at) {
            self.marks[at] = Some("’");
        } else if self.can_open(at) {
            open.signs.push(('\'', at));
        }
    }

    /// Whether a quotation may begin at a place: with a word, or with an ellipsis.
    fn can_open(&self, at: usize) -> bool {
        let (_, after) = self.beside(at, at + 1);
        let is_ellipsis = || self.beside(at, at + 2).1 == Some('.');
        after.is_some_and(|c| match c {
            '.' => is_ellipsis(),
            c => !c.is_whitespace() && !is_closing(c),
        })
    }

    /// Whether `'90s` stands at a place.
    fn is_decade(&self, at: usize) -> bool {
        let after = self.line[at + 1..].iter().take(3).map(|glyph| glyph.c);
        let after: String = after.collect();
        matches!(after.as_bytes(), [b'0'..=b'9', b'0'..=b'9', b's'])
    }

    /// What a run of hyphens is. Those before a word are an option, `--help`.
    fn dash(&self, start: usize, end: usize) -> Option<&'static str> {
        let latin = match end - start {
            2 => "–",
            3 => "—",
            _ => return None,
        };
        let (before, after) = self.beside(start, end);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let words = self.words_beside(start, end);
        let wide = |c: Option<char>| c.is_some_and(is_wide);
        let both_or_edge = match words {
            (None, word) | (word, None) => wide(word),
            (before, after) => wide(before) && wide(after),
        };
        if both_or_edge {
            return Some("——");
        }
        if space(before) && space(after) {
            let is_between = words.0.is_some() && words.1.is_some();
            let mark = if wide(words.0) || wide(words.1) { "——" } else { latin };
            return is_between.then_some(mark);
        }
        // Arrows and the like are made of hyphens too.
        let is_text = |c: Option<char>| {
            c.is_some_and(|c| is_latin(c) || c == OBJECT || "\"')(,.!?”’“‘".contains(c))
        };
        (is_text(before) && is_text(after)).then_some(latin)
    }

    /// What a run of dots is; between digits, and in a path, it is no ellipsis.
    fn ellipsis(&self, start: usize, end: usize) -> Option<&'static str> {
        if end - start < 3 {
            return None;
        }
        let (before, after) = self.beside(start, end);
        let wide = |c: Option<char>| c.is_some_and(is_wide);
        let neutral = |c: Option<char>| {
            c.is_none_or(|c| c.is_whitespace() || is_opening(c) || is_closing(c))
        };
        if wide(before) && (wide(after) || neutral(after))
            || neutral(before) && wide(after)
        {
            return Some("……");
        }
        let is_path = |c: Option<char>| c.is_some_and(|c| "/\\".contains(c));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_other = is_path(before)
            || is_path(after)
            || is_digit(before) && is_digit(after)
            || end - start > 3;
        (!is_other).then_some("…")
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}

/// Whether a character is of East Asian text.
fn is_wide(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{3001}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
}

fn is_opening(c: char) -> bool {
    "([{<（【《「『“‘".contains(c)
}

fn is_closing(c: char) -> bool {
    ")]}>）】》」』”’，。、；：！？,.;:!?\"'".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with its marks; `\` before a sign that is meant as it is, ␣ for an object.
    #[track_caller]
    fn curled(text: &str) -> String {
        let mut line: Vec<Glyph> = Vec::new();
        let mut is_literal = false;
        for c in text.chars() {
            if c == '\\' && !is_literal {
                is_literal = true;
                continue;
            }
            let c = if c == '␣' { OBJECT } else { c };
            line.push(Glyph { c, is_literal });
            is_literal = false;
        }
        let marks = marks(&line).unwrap_or_else(|| vec![None; line.len()]);
        let shown = line.iter().zip(marks).map(|(glyph, mark)| match mark {
            Some(mark) => mark.to_owned(),
            None => glyph.c.to_string(),
        });
        shown.collect::<String>().replace(OBJECT, "␣")
    }

    #[test]
    fn quotation_marks_find_their_partners() {
        assert_eq!(curled("他说\"你好\"。"), "他说“你好”。");
        assert_eq!(curled("\"你好\"，\"再见\""), "“你好”，“再见”");
        assert_eq!(curled("他说\"别说'走'\"了"), "他说“别说‘走’”了");
        assert_eq!(curled("\"Hello,\" she said."), "“Hello,” she said.");
        assert_eq!(curled("she said: \"I said 'no'.\""), "she said: “I said ‘no’.”");
        assert_eq!(curled("(\"a\")—\"b\""), "(“a”)—“b”");
        assert_eq!(curled("用\"␣\"打印"), "用“␣”打印");
    }

    #[test]
    fn quotation_marks_without_partner_stay() {
        assert_eq!(curled("他说\"你好。"), "他说\"你好。");
        assert_eq!(curled("他说\" 你好"), "他说\" 你好");
        assert_eq!(curled("a \" b"), "a \" b");
        assert_eq!(curled("\"It goes on"), "“It goes on");
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert_eq!(
            curled("don't, it's, the students' books"),
            "don’t, it’s, the students’ books"
        );
        assert_eq!(curled("the '90s, 'tis"), "the ’90s, ’tis");
        assert_eq!(curled("'it's'"), "‘it’s’");
        assert_eq!(curled("␣'s"), "␣’s");
    }

    #[test]
    fn feet_and_inches_stay() {
        assert_eq!(curled("他身高5'10\"，屏幕13\""), "他身高5'10\"，屏幕13\"");
        assert_eq!(curled("a 6' wall and a 7\" nail"), "a 6' wall and a 7\" nail");
        assert_eq!(curled("\"version 6\""), "“version 6”");
    }

    #[test]
    fn hyphens_become_dashes() {
        assert_eq!(curled("协程--任务"), "协程——任务");
        assert_eq!(curled("协程---任务"), "协程——任务");
        assert_eq!(curled("协程 -- Python 的"), "协程 —— Python 的");
        assert_eq!(curled("--鲁迅"), "——鲁迅");
        assert_eq!(curled("pages 10--20 and so---well"), "pages 10–20 and so—well");
        assert_eq!(curled("one -- two"), "one – two");
    }

    #[test]
    fn options_and_arrows_stay() {
        for text in
            ["使用--help选项", "use --help", "--x", "a --> b", "a-b", "----", "␣ --"]
        {
            assert_eq!(curled(text), text);
        }
    }

    #[test]
    fn dots_become_an_ellipsis() {
        assert_eq!(curled("等等...就好......"), "等等……就好……");
        assert_eq!(curled("\"...然后\""), "“……然后”");
        assert_eq!(curled("wait... what"), "wait… what");
        assert_eq!(curled("使用...and"), "使用…and");
        for text in ["1...5", "./...", "a.b", "wait....", "。。。"] {
            assert_eq!(curled(text), text);
        }
    }

    #[test]
    fn what_was_escaped_stays() {
        assert_eq!(curled("\\\"a\\\" \"b\""), "\"a\" “b”");
        assert_eq!(curled("等\\...等"), "等...等");
    }
}
