//! What stands in nodes and at lines: texts with escapes, records, and HTML.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

use super::Trouble;
use super::graph::Value;
use crate::diagram::mermaid::MAX_SOURCE;

/// How deep the fields of a record may lie in one another.
const MAX_DEPTH: usize = 8;

/// Reads a label, whose escapes may stand for much more than is typed.
pub(super) struct Reader<'g> {
    /// What the label belongs to.
    name: &'g str,
    /// What its graph is called.
    graph: &'g str,
    /// How many more bytes the label may come to.
    left: usize,
}

impl<'g> Reader<'g> {
    pub(super) fn new(name: &'g str, graph: &'g str) -> Reader<'g> {
        Reader { name, graph, left: MAX_SOURCE }
    }

    /// The lines of a label.
    pub(super) fn lines(&mut self, value: &Value) -> Result<Vec<String>, Trouble> {
        match value.is_html {
            true => html(&value.text),
            false => self.said(&value.text),
        }
    }

    fn spend(&mut self, length: usize) -> Result<(), Trouble> {
        self.left = self.left.checked_sub(length).ok_or(Trouble::TooLarge)?;
        Ok(())
    }

    /// The lines of a text.
    fn said(&mut self, text: &str) -> Result<Vec<String>, Trouble> {
        let mut lines = vec![String::new()];
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let next = if c == '\\' { chars.next() } else { None };
            let last = lines.len() - 1;
            match (c, next) {
                (_, Some('n' | 'l' | 'r')) | ('\n', None) => {
                    self.spend(1)?;
                    lines.push(String::new());
                }
                // The name of a node may have escapes of its own.
                (_, Some('N')) => {
                    self.spend(self.name.len())?;
                    let name = self.name.replace("\\N", "");
                    let mut own = Reader::new("", "").said(&name)?.into_iter();
                    lines[last].push_str(&own.next().unwrap_or_default());
                    lines.extend(own);
                }
                (_, Some('G')) => {
                    self.spend(self.graph.len())?;
                    lines[last].push_str(self.graph);
                }
                (_, Some(c)) | (c, None) => {
                    self.spend(c.len_utf8())?;
                    lines[last].push(c);
                }
            }
        }
        // `\l` stands at the end of each line.
        while lines.len() > 1 && lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        Ok(lines)
    }

    /// The lines of a record, whose fields stand side by side, or below one another if it
    /// is `upright`; braces turn that round.
    pub(super) fn record(
        &mut self,
        text: &str,
        upright: bool,
    ) -> Result<Vec<String>, Trouble> {
        let mut chars = text.chars().peekable();
        let fields = fields(&mut chars, 0)?;
        self.shown(&fields, upright)
    }

    fn shown(&mut self, fields: &[Field], upright: bool) -> Result<Vec<String>, Trouble> {
        let parts = fields.iter().map(|field| match field {
            Field::Text(text) => self.said(text.trim()),
            Field::Fields(inner) => self.shown(inner, !upright),
        });
        let parts: Vec<Vec<String>> = parts.collect::<Result<_, _>>()?;
        let are_lines = parts.iter().all(|part| part.len() == 1);
        if !upright && are_lines {
            return Ok(vec![parts.concat().join(" | ")]);
        }
        if are_lines {
            return Ok(parts.concat());
        }
        // Where a field has several lines, a rule tells it from the next.
        Ok(parts.join(&RULE.to_owned()))
    }
}

/// A field of a record.
enum Field {
    Text(String),
    Fields(Vec<Field>),
}

type Chars<'t> = std::iter::Peekable<std::str::Chars<'t>>;

fn fields(chars: &mut Chars, depth: usize) -> Result<Vec<Field>, Trouble> {
    if depth > MAX_DEPTH {
        return Err(Trouble::TooLarge);
    }
    let mut found = Vec::new();
    let mut text = String::new();
    let mut inner = None;
    let mut end = |text: &mut String, inner: &mut Option<Vec<Field>>| {
        let text = std::mem::take(text);
        found.push(match inner.take() {
            Some(_) if !text.trim().is_empty() => return Err(BESIDE),
            Some(inner) => Field::Fields(inner),
            None => Field::Text(text),
        });
        Ok(())
    };
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                text.push(c);
                text.extend(chars.next());
            }
            '|' => end(&mut text, &mut inner)?,
            '{' if inner.is_some() || !text.trim().is_empty() => return Err(BESIDE),
            '{' => inner = Some(fields(chars, depth + 1)?),
            '}' if depth > 0 => break,
            // The name of a port.
            '<' => drop(chars.find(|c| *c == '>').ok_or(OPEN)?),
            c => text.push(c),
        }
    }
    end(&mut text, &mut inner)?;
    Ok(found)
}

/// A field is text or fields, never both.
const BESIDE: Trouble =
    Trouble::Record("text beside `{…}` in one field; put `|` between");
const OPEN: Trouble = Trouble::Record("a `<` without `>`; the sign itself is `\\<`");

/// What stands between fields of several lines.
const RULE: &str = "———";

/// The lines of an HTML label: its text, whatever its look.
fn html(text: &str) -> Result<Vec<String>, Trouble> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let Found { lines, refused } = tokenizer.sink.found.take();
    if let Some(what) = refused {
        return Err(Trouble::Beyond(what));
    }
    let collapse = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(lines.iter().map(collapse).collect())
}

struct Found {
    lines: Vec<String>,
    /// What is in it that is no text.
    refused: Option<&'static str>,
}

impl Default for Found {
    fn default() -> Found {
        Found { lines: vec![String::new()], refused: None }
    }
}

/// Gathers text.
#[derive(Default)]
struct Sink {
    found: RefCell<Found>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.found.borrow_mut();
        match token {
            Token::CharacterTokens(text) => {
                if let Some(line) = found.lines.last_mut() {
                    line.push_str(&text);
                }
            }
            Token::TagToken(tag) if tag.kind == StartTag => match &*tag.name {
                "br" => found.lines.push(String::new()),
                "table" => found.refused = Some("tables in its labels"),
                "img" => found.refused = Some("pictures in its labels"),
                _ => {}
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_followed() {
        let lines = |text| Reader::new("节\\n点", "图").said(text).unwrap_or_default();
        assert_eq!(lines(r"一\n二\l三\r"), ["一", "二", "三"]);
        assert_eq!(lines(r"\N：\G"), ["节", "点：图"]);
        assert_eq!(lines(r"a\\b\{"), [r"a\b{"]);
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn records_are_lines_of_fields() {
        let read = |text: &str| Reader::new("n", "g").record(text, false);
        let lines = |text| read(text).unwrap_or_default();
        assert_eq!(lines("<l>左|中|<r>右"), ["左 | 中 | 右"]);
        assert_eq!(lines("{甲|乙|丙}"), ["甲", "乙", "丙"]);
        assert_eq!(
            lines(r"{动物|+ 名\l+ 岁\l|+ 叫()\l}"),
            ["动物", RULE, "+ 名", "+ 岁", RULE, "+ 叫()"]
        );
        assert_eq!(lines(r"a\|b|{c"), ["a|b | c"]);
        assert_eq!(read(&"{".repeat(100)), Err(Trouble::TooLarge));
        assert_eq!(lines(r"a \< b | { c } "), ["a < b | c"]);
        assert_eq!(read("a < b"), Err(OPEN));
        for beside in ["f{x}|h", "{x}g|h", "{x}{y}"] {
            assert_eq!(read(beside), Err(BESIDE), "{beside}");
        }
    }

    #[test]
    fn escapes_come_to_no_more_than_a_label_may() {
        let long = "长".repeat(7_000);
        for text in [r"\G\G\G\G", r"\N\N\N\N"] {
            let read = |text| Reader::new(&long, &long).said(text);
            assert_eq!(read(text), Err(Trouble::TooLarge));
            assert!(read(&text[..4]).is_ok());
        }
        let fields = r"\G|".repeat(4);
        assert_eq!(Reader::new("", &long).record(&fields, true), Err(Trouble::TooLarge));
    }

    #[test]
    fn html_is_its_text() {
        let lines = |text| html(text).unwrap_or_default();
        assert_eq!(lines("<b>粗</b> &lt;x&gt;<br/>二"), ["粗 <x>", "二"]);
        assert!(html("<table><tr><td>a</td></tr></table>").is_err());
    }
}
