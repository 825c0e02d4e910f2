//! Colours code with the packed syntect grammars.
//!
//! Reading a grammar costs more than using it on a short listing, so the build script
//! lays each grammar down as a record of its own, and a language's syntax set is put
//! together, once, from the records it needs; the others are left as empty stubs, which
//! keep the numbering without costing anything.

use std::sync::OnceLock;

use syntect::dumps;
use syntect::parsing::{ParseState, SyntaxSet};

use super::classes::ClassStack;
use super::sheet::Sheet;
use crate::document::{CodeLine, TokenClass};

/// Lines longer than this, in bytes, are left plain: a grammar tries each of its rules
/// at each position, which on minified code costs far more than it gives.
pub const MAX_LINE: usize = 2_000;

/// A listing's lines that begin after this many bytes are left plain.
pub const MAX_TEXT: usize = 128 * 1024;

/// A grammar and the records it is made of.
struct Packed {
    /// The grammar's name.
    name: &'static str,
    /// The grammar's place among all records.
    root: usize,
    /// The records it needs, itself among them, in ascending order.
    parts: &'static [usize],
}

include!(concat!(env!("OUT_DIR"), "/grammars.rs"));

/// The syntax sets in use so far; `None` for one that could not be read.
static SETS: [OnceLock<Option<SyntaxSet>>; GRAMMARS.len()] =
    [const { OnceLock::new() }; GRAMMARS.len()];

impl Packed {
    /// A syntax set in which this grammar, and what it embeds, is complete.
    fn unpack(&self) -> Option<SyntaxSet> {
        let mut dump = (ENDS.len() as u64).to_le_bytes().to_vec();
        let mut parts = self.parts.iter().copied().peekable();
        for (index, end) in ENDS.iter().enumerate() {
            if parts.next_if_eq(&index).is_some() {
                let start = index.checked_sub(1).map_or(0, |before| ENDS[before]);
                dump.extend_from_slice(BLOB.get(start..*end)?);
            } else {
                dump.extend_from_slice(STUB);
            }
        }
        dump.extend_from_slice(&0u64.to_le_bytes());
        dumps::from_uncompressed_data(&dump).ok()
    }
}

/// The lines of `text`, coloured by the grammar called `name`, if there is one.
pub(super) fn colour(name: &str, text: &str) -> Option<Vec<CodeLine>> {
    let index = GRAMMARS.iter().position(|packed| packed.name == name)?;
    let packed = &GRAMMARS[index];
    let set = SETS[index].get_or_init(|| packed.unpack()).as_ref()?;
    let mut painter = Painter {
        set,
        state: ParseState::new(set.syntaxes().get(packed.root)?),
        classes: ClassStack::default(),
        sheet: Sheet::default(),
        ended: String::new(),
    };
    let mut done = 0;
    let mut broken = false;
    for line in text.split_inclusive('\n') {
        if broken || done > MAX_TEXT || line.len() > MAX_LINE {
            painter.sheet.push(TokenClass::Plain, line);
        } else {
            broken = painter.line(line).is_none();
        }
        done += line.len();
    }
    Some(painter.sheet.finish())
}

/// A grammar at work on one listing.
struct Painter<'a> {
    set: &'a SyntaxSet,
    state: ParseState,
    classes: ClassStack,
    sheet: Sheet,
    ended: String,
}

impl Painter<'_> {
    /// Colours one line; `None`, with the line left plain, if the grammar is at a loss.
    fn line(&mut self, line: &str) -> Option<()> {
        // Grammars expect a line to end in a line break.
        let parsed = if line.ends_with('\n') {
            self.state.parse_line(line, self.set)
        } else {
            self.ended.clear();
            self.ended.push_str(line);
            self.ended.push('\n');
            self.state.parse_line(&self.ended, self.set)
        };
        let Ok(changes) = parsed else {
            self.sheet.push(TokenClass::Plain, line);
            return None;
        };
        let mut rest = line;
        for (at, change) in changes {
            let split = (at + rest.len()).checked_sub(line.len());
            if let Some((before, after)) = split.and_then(|at| rest.split_at_checked(at))
            {
                self.push(before);
                rest = after;
            }
            self.classes.apply(change);
        }
        self.push(rest);
        Some(())
    }

    /// Adds code in the current class, without the spaces around it where those are not
    /// part of what it says.
    fn push(&mut self, code: &str) {
        let class = self.classes.current();
        if matches!(class, TokenClass::String | TokenClass::Comment) {
            return self.sheet.push(class, code);
        }
        let core = code.trim_ascii();
        let start = code.len() - code.trim_ascii_start().len();
        self.sheet.push(TokenClass::Plain, &code[..start]);
        self.sheet.push(class, core);
        self.sheet.push(TokenClass::Plain, &code[start + core.len()..]);
    }
}
