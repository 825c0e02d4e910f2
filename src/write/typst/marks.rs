//! Quotation marks, dashes, ellipses and middle dots: full width or proportional?
//!
//! Unicode gives Chinese and Latin text the same characters “ ” ‘ ’ — … ·, and a Chinese
//! face draws them full width. That is right in Chinese, wrong around a Latin word
//! (clreq, 3.1.2 “punctuation marks shared with Western text”); and the face draws — and ·
//! in forms of its own that Chinese does not want either.

use std::borrow::Cow;

use crate::document::{Inline, Settled, is_ideograph};

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As the face draws it.
    Usual,
    /// Proportional.
    Latin,
    /// Exactly one em.
    Full,
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run<'a> {
    /// Text as it is.
    Plain(&'a str),
    /// A word that may have to be broken.
    LongWord(&'a str),
    /// Marks in another form than the usual.
    Formed {
        text: &'a str,
        form: Form,
        /// Whether an ideograph stands before it.
        gap_before: bool,
        /// Whether an ideograph stands after it.
        gap_after: bool,
    },
}

/// How long a word may be without being allowed to break, in characters.
const LONGEST_WORD: usize = 18;

/// The forms of a line's marks in reading order.
pub(super) struct Forms {
    forms: std::vec::IntoIter<Form>,
}

impl Forms {
    /// Decides on all marks of a line.
    pub(super) fn of(line: &[Inline<Settled>]) -> Forms {
        let mut chars = Vec::new();
        collect(line, &mut chars);
        Forms { forms: decide(&chars).into_iter() }
    }

    fn next(&mut self) -> Form {
        self.forms.next().unwrap_or(Form::Usual)
    }
}

/// Splits a text of a line whose earlier texts have been split with the same `forms`.
pub(super) fn runs<'a>(text: &'a str, forms: &mut Forms) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut plain = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_mark(c) {
            continue;
        }
        let form = forms.next();
        if form == Form::Usual {
            continue;
        }
        let mut end = at + c.len_utf8();
        // —— and …… are one mark.
        while let Some((next, _)) = chars.next_if(|(_, next)| *next == c) {
            forms.next();
            end = next + c.len_utf8();
        }
        split_words(&text[plain..at], &mut runs);
        let latin = form == Form::Latin;
        runs.push(Run::Formed {
            text: &text[at..end],
            form,
            gap_before: latin && text[..at].chars().next_back().is_some_and(is_ideograph),
            gap_after: latin && text[end..].chars().next().is_some_and(is_ideograph),
        });
        plain = end;
    }
    split_words(&text[plain..], &mut runs);
    runs
}

/// Adds a text, with its long words apart.
fn split_words<'a>(text: &'a str, runs: &mut Vec<Run<'a>>) {
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find(|c: char| !is_unbroken(c));
        let word = &text[at..at + end.unwrap_or(text.len() - at)];
        if word.chars().nth(LONGEST_WORD).is_some() {
            if plain < at {
                runs.push(Run::Plain(&text[plain..at]));
            }
            runs.push(Run::LongWord(word));
            plain = at + word.len();
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    if plain < text.len() {
        runs.push(Run::Plain(&text[plain..]));
    }
}

/// Whether lines do not break beside a character, and a word may be cut there without its
/// letters changing their forms: those of European scripts, marks and signs.
fn is_unbroken(c: char) -> bool {
    // An author's soft hyphens say where.
    matches!(c, '!'..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{58F}')
        || matches!(c, '\u{1E00}'..='\u{1FFF}')
        || matches!(c, '\u{2010}'..='\u{2E7F}' if !c.is_whitespace())
}

/// Marks that join what stands before and after them, and must not begin a line (clreq,
/// 3.1.3 “prohibition rules for line start”); the typesetter's rules do not know that.
fn joins(c: char) -> bool {
    matches!(c, '～' | '·')
}

/// A text whose joining marks hold to what stands before them.
pub(super) fn held(text: &str) -> Cow<'_, str> {
    if !text.contains(joins) {
        return Cow::Borrowed(text);
    }
    let mut held = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        // A row of them would never break.
        if joins(c) && c != before {
            held.push('\u{2060}');
        }
        held.push(c);
        before = c;
    }
    Cow::Owned(held)
}

/// A row of marks between which lines may break if it is long. Nothing but U+200B parts
/// two dashes (UAX #14, LB17).
pub(super) fn divided(marks: &str) -> Cow<'_, str> {
    if marks.len() <= 3 * LONGEST_WORD {
        return Cow::Borrowed(marks);
    }
    let chars: Vec<char> = marks.chars().collect();
    let pieces = chars.chunks(2).map(|piece| piece.iter().collect::<String>());
    Cow::Owned(pieces.collect::<Vec<_>>().join("\u{200B}"))
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// The characters of a line as its marks see them; code is an object among them.
fn collect(line: &[Inline<Settled>], chars: &mut Vec<char>) {
    for inline in line {
        match inline {
            Inline::Text(run) => chars.extend(run.text.chars()),
            Inline::Code(_) | Inline::Math(_) => chars.push('a'),
            other => collect(other.children(), chars),
        }
    }
}

fn decide(chars: &[char]) -> Vec<Form> {
    let context = Context::of(chars);
    let mut partner = vec![None; chars.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        match c {
            '“' | '‘' => open.push(at),
            '”' | '’' => {
                let opening = if c == '”' { '“' } else { '‘' };
                if let Some(&start) = open.last()
                    && chars[start] == opening
                {
                    open.pop();
                    partner[start] = Some(at);
                    partner[at] = Some(start);
                }
            }
            _ => {}
        }
    }
    let form = |at: usize| match (chars[at], partner[at]) {
        ('“' | '”' | '‘' | '’', Some(other)) => {
            context.quoted(at.min(other) + 1..at.max(other))
        }
        ('·', _) => match context.beside(at, at) {
            (Some(before), Some(after)) if is_wide(before) && is_wide(after) => {
                Form::Full
            }
            _ => Form::Usual,
        },
        (mark, _) => context.unpaired(mark, at),
    };
    (0..chars.len()).filter(|&at| is_mark(chars[at])).map(form).collect()
}

struct Context<'a> {
    chars: &'a [char],
    /// How many wide characters, and Latin letters or digits, come before each place.
    counts: Vec<(usize, usize)>,
    /// The first and the last place of the run of one character that each place is in.
    runs: Vec<(usize, usize)>,
}

impl Context<'_> {
    fn of(chars: &[char]) -> Context<'_> {
        let mut runs = Vec::with_capacity(chars.len());
        for run in chars.chunk_by(|a, b| a == b) {
            let (first, last) = (runs.len(), runs.len() + run.len() - 1);
            runs.extend(run.iter().map(|_| (first, last)));
        }
        let mut counts = vec![(0, 0)];
        let (mut wide, mut latin) = (0, 0);
        for &c in chars {
            wide += usize::from(is_wide(c));
            latin += usize::from(c.is_ascii_alphanumeric());
            counts.push((wide, latin));
        }
        Context { chars, counts, runs }
    }

    /// The form of marks that quote a range.
    fn quoted(&self, range: std::ops::Range<usize>) -> Form {
        let (before, after) = (self.counts[range.start], self.counts[range.end]);
        let (wide, latin) = (after.0 - before.0, after.1 - before.1);
        if wide == 0 && latin > 0 { Form::Latin } else { Form::Usual }
    }

    /// What stands before and after a run of marks.
    fn beside(&self, first: usize, last: usize) -> (Option<char>, Option<char>) {
        let before = first.checked_sub(1).map(|before| self.chars[before]);
        (before, self.chars.get(last + 1).copied())
    }

    fn unpaired(&self, mark: char, at: usize) -> Form {
        let (first, last) = self.runs[at];
        let (before, after) = self.beside(first, last);
        let wide = before.is_some_and(is_wide) || after.is_some_and(is_wide);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match mark {
            '—' if wide => Form::Full,
            _ if !wide && (latin(before) || latin(after)) => Form::Latin,
            _ => Form::Usual,
        }
    }
}

/// Whether a character is of East Asian text.
fn is_wide(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with Latin marks in `[]` and full ones in `{}`.
    fn formed(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut forms = Forms { forms: decide(&chars).into_iter() };
        let show = |run| match run {
            Run::Plain(text) => text.to_owned(),
            Run::LongWord(text) => format!("<{text}>"),
            Run::Formed { text, form: Form::Full, .. } => format!("{{{text}}}"),
            Run::Formed { text, .. } => format!("[{text}]"),
        };
        runs(text, &mut forms).into_iter().map(show).collect()
    }

    #[test]
    fn marks_follow_what_they_quote() {
        assert_eq!(formed("他说“你好”。"), "他说“你好”。");
        assert_eq!(formed("输出“Hello, world”。"), "输出[“]Hello, world[”]。");
        assert_eq!(formed("“他说‘hi’，走了”"), "“他说[‘]hi[’]，走了”");
        assert_eq!(formed("it’s 中文"), "it[’]s 中文");
        assert_eq!(formed("“未完"), "“未完");
    }

    #[test]
    fn dashes_between_ideographs_fill_their_ems() {
        assert_eq!(formed("协程——任务"), "协程{——}任务");
        assert_eq!(formed("a—b"), "a[—]b");
        assert_eq!(formed("列奥纳多·达"), "列奥纳多{·}达");
        assert_eq!(formed("等等……就好"), "等等……就好");
        assert_eq!(formed("wait… what"), "wait[…] what");
    }

    #[test]
    fn long_words_may_break() {
        assert_eq!(
            formed("见https://example.com/a/b页"),
            "见<https://example.com/a/b>页"
        );
        assert_eq!(formed("short words 短"), "short words 短");
        let (letters, dashes) = ("é".repeat(30), "…".repeat(30));
        assert_eq!(formed(&format!("短{letters} 短")), format!("短<{letters}> 短"));
        assert_eq!(formed(&format!("短{dashes}短")), format!("短<{dashes}>短"));
    }

    #[test]
    fn a_row_of_dashes_may_break() {
        assert_eq!(divided("————"), "————");
        assert_eq!(divided(&"—".repeat(20)), ["——"; 10].join("\u{200B}"));
    }

    #[test]
    fn what_joins_does_not_begin_a_line() {
        assert_eq!(held("三～五"), "三\u{2060}～五");
        assert_eq!(held("～～～"), "\u{2060}～～～");
        assert_eq!(held("三五"), "三五");
    }
}
