//! An info string taken apart: words, options with values, things in brackets.
//!
//! Every tool has a grammar of its own, and all of them use the same few signs. Nothing
//! here knows what a part means.

/// A part of an info string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// `python`, `.python`, `#id`, `showLineNumbers`.
    Word(&'a str),
    /// `title="a.py"`, `hl_lines=2`; the value without what encloses it.
    Option { key: &'a str, value: &'a str },
    /// `{1,3-5}`, without its braces.
    Braces(&'a str),
    /// `[vite.config.js]`, without its brackets.
    Brackets(&'a str),
    /// `"…"` by itself, without its quotation marks.
    Quoted(&'a str),
    /// `/useState/`: words to be marked.
    Pattern,
}

/// The longest pattern, in characters.
const MAX_PATTERN: usize = 200;

/// The parts in order, and whether all that was opened has been closed.
pub(super) fn parts(text: &str) -> (Vec<Part<'_>>, bool) {
    let mut reader = Reader { text, at: 0, closed: true };
    let mut parts = Vec::new();
    while let Some(part) = reader.next() {
        parts.push(part);
    }
    (parts, reader.closed)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    closed: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Part<'a>> {
        let text: &'a str = self.text;
        self.at += text[self.at..].find(|c| !is_separator(c))?;
        let rest = &text[self.at..];
        Some(match rest.as_bytes()[0] {
            b'{' => Part::Braces(self.enclosed()),
            b'[' => Part::Brackets(self.enclosed()),
            b'"' | b'\'' => Part::Quoted(self.enclosed()),
            b'/' if let Some(length) = pattern(rest) => {
                self.at += length;
                Part::Pattern
            }
            _ => self.word(),
        })
    }

    fn word(&mut self) -> Part<'a> {
        let rest: &'a str = &self.text[self.at..];
        let ends = |c| is_separator(c) || "{}[]\"=".contains(c);
        let end = rest.find(ends).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if !after.starts_with('=') {
            // A bracket that was never opened is skipped.
            self.at += if end == 0 { 1 } else { end };
            return Part::Word(key);
        }
        self.at += end + 1;
        let value = match self.text.as_bytes().get(self.at) {
            Some(b'"' | b'\'' | b'{' | b'[') => self.enclosed(),
            _ => self.bare(),
        };
        Part::Option { key, value }
    }

    /// A value without quotation marks. A comma belongs to it between numbers.
    fn bare(&mut self) -> &'a str {
        let rest: &'a str = &self.text[self.at..];
        let mut end = rest.len();
        let mut is_numeric = rest.starts_with(|c: char| c.is_ascii_digit());
        for (at, c) in rest.char_indices() {
            is_numeric &= c.is_ascii_digit() || matches!(c, ',' | '-');
            let next = rest.as_bytes().get(at + 1);
            let goes_on = c == ',' && is_numeric && next.is_some_and(u8::is_ascii_digit);
            if (is_separator(c) || "{}".contains(c)) && !goes_on {
                end = at;
                break;
            }
        }
        self.at += end;
        &rest[..end]
    }

    /// What is enclosed by the sign at hand and its partner; up to the end if there is
    /// none. Pairs of brackets may be nested.
    fn enclosed(&mut self) -> &'a str {
        let rest: &'a str = &self.text[self.at..];
        let (open, close) = match rest.as_bytes()[0] {
            b'{' => (b'{', b'}'),
            b'[' => (b'[', b']'),
            quote => (quote, quote),
        };
        let mut depth = 1_u32;
        for (at, byte) in rest.bytes().enumerate().skip(1) {
            if byte == close {
                depth -= 1;
            } else if byte == open {
                depth += 1;
            }
            if depth == 0 {
                self.at += at + 1;
                return &rest[1..at];
            }
        }
        self.closed = false;
        self.at = self.text.len();
        &rest[1..]
    }
}

/// The length of `/…/`, if it stands at the beginning. In the path of a file, more follows
/// the second slash.
fn pattern(text: &str) -> Option<usize> {
    let mut inner = text.char_indices().skip(1).take(MAX_PATTERN);
    let (end, _) = inner.find(|(_, c)| *c == '/')?;
    let is_path = text[end + 1..].starts_with(|c| !is_separator(c));
    (!is_path).then_some(end + 1)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '，')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let (parts, closed) = parts(text);
        let shown = parts.into_iter().map(|part| match part {
            Part::Word(word) => word.to_owned(),
            Part::Option { key, value } => format!("{key}=<{value}>"),
            Part::Braces(inner) => format!("{{{inner}}}"),
            Part::Brackets(inner) => format!("[{inner}]"),
            Part::Quoted(inner) => format!("\"{inner}\""),
            Part::Pattern => "/…/".into(),
        });
        let shown: Vec<_> = shown.collect();
        format!("{}{}", shown.join(" "), if closed { "" } else { " open" })
    }

    #[test]
    fn parts_are_told_apart() {
        assert_eq!(shown("js{1,4-6}"), "js {1,4-6}");
        assert_eq!(shown("rust,ignore,hidelines=# ,x"), "rust ignore hidelines=<#> x");
        assert_eq!(shown("py title=\"a b.py\" x"), "py title=<a b.py> x");
        assert_eq!(shown("js [a.js] /use/ \"x\""), "js [a.js] /…/ \"x\"");
        assert_eq!(shown("go {a=[8,\"15-17\"],b=1}"), "go {a=[8,\"15-17\"],b=1}");
        assert_eq!(shown("a=[8,\"15-17\"],b=1"), "a=<8,\"15-17\"> b=<1>");
        assert_eq!(shown("js ins={1,3} n=1,3-4,x"), "js ins=<1,3> n=<1,3-4> x");
        assert_eq!(shown("js {a: {b: [1]}} c"), "js {a: {b: [1]}} c");
        assert_eq!(shown("sh /etc/hosts /a b/ /x"), "sh /etc/hosts /…/ /x");
    }

    #[test]
    fn nonsense_ends() {
        assert_eq!(shown(""), "");
        assert_eq!(shown("js {1,2"), "js {1,2} open");
        assert_eq!(shown("js title=\"a"), "js title=<a> open");
        assert_eq!(shown("}}]] = =="), "    =<> =<=>");
        assert_eq!(shown("中文，文"), "中文 文");
        for hostile in ["{[\"/=", "/a ", "a=1,", "[[", "=", "{"] {
            parts(&hostile.repeat(20_000));
        }
    }
}
