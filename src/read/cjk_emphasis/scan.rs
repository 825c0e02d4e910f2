//! Finds the delimiter runs in the events of a plain parse and pairs anew the stretches
//! of inline text where the CJK-friendly rules judge some run otherwise.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Tag, TagEnd};

use super::flanking::Context;
use super::matching::{Run, pair};
use super::{Edge, Repair, Spanned};

/// Finds what has to change in `events`, a plain parse of `text` with `options`.
pub(super) fn scan(text: &str, options: Options, events: &[Spanned<'_>]) -> Repair {
    let mut scanner = Scanner {
        text,
        options,
        scopes: vec![Scope::new(Kind::Block)],
        widths: Vec::new(),
        repair: Repair::default(),
    };
    for (index, (event, range)) in events.iter().enumerate() {
        let next = events.get(index + 1).map(|(event, range)| (event, range.start));
        scanner.take(index, event, range, next);
    }
    scanner.settle();
    scanner.repair.dropped.sort_unstable_by_key(|edge| edge.index);
    scanner.repair.tokens.sort_by_key(|token| token.place.start);
    scanner.repair
}

/// What a scope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Blocks, or the inline text of a block.
    Block,
    /// The inline text of a table cell, where `|` is the edge.
    Cell,
    /// The inline text of a link or an image.
    Link,
    /// Text without emphasis: code, HTML, metadata, a bare address.
    Raw,
}

/// A delimiter run in the text.
struct Found {
    /// Byte offset of the run.
    start: usize,
    /// Length of the run in bytes.
    len: usize,
    /// The delimiter character.
    mark: u8,
    /// Whether the run is the first thing on its line.
    leads: bool,
}

/// A stretch of inline text that emphasis does not leave.
struct Scope {
    /// What the scope holds.
    kind: Kind,
    /// Whether nothing has come yet on the current line.
    fresh: bool,
    /// The delimiter runs so far, in text order.
    runs: Vec<Found>,
    /// The emphasis events so far.
    emphasis: Vec<Edge>,
}

impl Scope {
    /// An empty scope.
    fn new(kind: Kind) -> Self {
        let fresh = matches!(kind, Kind::Block | Kind::Cell);
        Self { kind, fresh, runs: Vec::new(), emphasis: Vec::new() }
    }

    /// Adds delimiter characters, which may lengthen the last run.
    fn add(&mut self, start: usize, len: usize, mark: u8, leads: bool) {
        match self.runs.last_mut() {
            Some(run) if run.mark == mark && run.start + run.len == start => {
                run.len += len
            }
            _ => self.runs.push(Found { start, len, mark, leads }),
        }
    }
}

/// Walks over the events and keeps the scopes that are open.
struct Scanner<'t> {
    /// The Markdown text.
    text: &'t str,
    /// The options of the parse.
    options: Options,
    /// The scopes around the current event, innermost last; the first is the document.
    scopes: Vec<Scope>,
    /// Widths in bytes of the delimiters of the emphasis elements that are open.
    widths: Vec<usize>,
    /// What was found to change.
    repair: Repair,
}

impl Scanner<'_> {
    /// Takes the event with this index; `next` is the event after it and its start.
    fn take(
        &mut self,
        index: usize,
        event: &Event<'_>,
        range: &Range<usize>,
        next: Option<(&Event<'_>, usize)>,
    ) {
        match event {
            Event::Start(tag) if is_emphasis(tag) => {
                let nested = next.is_some_and(|(event, start)| {
                    matches!(event, Event::Start(_)) && start == range.start + 1
                });
                let width = self.width(tag, range.start, nested);
                self.widths.push(width);
                self.edge(index, range.start, width);
            }
            Event::End(end) if is_emphasis_end(end) => {
                let width = self.widths.pop().unwrap_or(1);
                self.edge(index, range.end.saturating_sub(width), width);
            }
            Event::Start(tag) => self.enter(tag),
            Event::End(_) => self.leave(),
            Event::Rule => self.settle(),
            Event::Text(text) if self.text.get(range.clone()) == Some(text) => {
                self.search(range.clone());
            }
            _ => self.set_fresh(matches!(event, Event::SoftBreak | Event::HardBreak)),
        }
    }

    /// The scope around the current event.
    fn scope(&mut self) -> Option<&mut Scope> {
        self.scopes.last_mut()
    }

    /// Notes whether the current line is still empty.
    fn set_fresh(&mut self, fresh: bool) {
        if let Some(scope) = self.scope() {
            scope.fresh = fresh;
        }
    }

    /// Width in bytes of the delimiters of the emphasis element that starts at `start`;
    /// `nested` tells whether another element starts one byte later.
    fn width(&self, tag: &Tag<'_>, start: usize, nested: bool) -> usize {
        let bytes = self.text.as_bytes();
        match tag {
            Tag::Emphasis => 1,
            Tag::Strong => 2,
            _ if nested || bytes.get(start) != bytes.get(start + 1) => 1,
            _ => 2,
        }
    }

    /// Takes an edge of an emphasis element: the event and its delimiter characters.
    fn edge(&mut self, index: usize, start: usize, width: usize) {
        let Some(&mark) = self.text.as_bytes().get(start) else {
            return;
        };
        if let Some(scope) = self.scope() {
            let leads = scope.fresh;
            scope.fresh = false;
            scope.emphasis.push(Edge { index, end: start + width });
            scope.add(start, width, mark, leads);
        }
    }

    /// Opens the scope of an element other than emphasis.
    fn enter(&mut self, tag: &Tag<'_>) {
        let kind = kind_of(tag);
        if matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
            self.set_fresh(false);
        } else {
            self.settle();
        }
        self.scopes.push(Scope::new(kind));
    }

    /// Closes the innermost scope.
    fn leave(&mut self) {
        self.settle();
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }

    /// Searches a text event, which holds the bytes `range` of the text as they are.
    fn search(&mut self, range: Range<usize>) {
        let bytes = self.text.as_bytes();
        let options = self.options;
        let Some(scope) = self.scopes.last_mut() else {
            return;
        };
        if scope.kind == Kind::Raw {
            return;
        }
        for at in range.clone() {
            let mark = bytes[at];
            if is_mark(mark, options) && !is_escaped(bytes, at) {
                scope.add(at, 1, mark, scope.fresh && at == range.start);
            }
        }
        scope.fresh &= range.is_empty();
    }

    /// Ends the stretch of inline text in the innermost scope; pairs its runs anew if
    /// the rules differ on some of them.
    fn settle(&mut self) {
        let Some(scope) = self.scopes.last_mut() else {
            return;
        };
        let ended = std::mem::replace(scope, Scope::new(scope.kind));
        let contexts =
            || ended.runs.iter().map(|run| context(self.text, run, ended.kind));
        if contexts().all(|context| context.plain() == context.friendly()) {
            return;
        }
        let judged = |(found, context): (&Found, Context)| Run {
            start: found.start,
            len: found.len,
            mark: found.mark,
            flanking: context.friendly(),
        };
        let runs: Vec<Run> = ended.runs.iter().zip(contexts()).map(judged).collect();
        self.repair.tokens.extend(pair(&runs, self.options));
        self.repair.dropped.extend(ended.emphasis);
    }
}

/// What the scope of `tag` holds.
fn kind_of(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => match link_type {
            LinkType::Autolink | LinkType::Email => Kind::Raw,
            LinkType::WikiLink { has_pothole: false } => Kind::Raw,
            _ => Kind::Link,
        },
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::Raw,
        Tag::TableCell => Kind::Cell,
        _ => Kind::Block,
    }
}

/// The run with the characters around it.
fn context(text: &str, run: &Found, kind: Kind) -> Context {
    let mut before = text[..run.start].chars().rev().filter(|_| !run.leads);
    let prev = before.next().unwrap_or(' ');
    let before_prev = before.next().unwrap_or(' ');
    let next = text[run.start + run.len..].chars().next();
    let next = next.filter(|&c| kind != Kind::Cell || c != '|').unwrap_or(' ');
    Context { mark: run.mark, len: run.len, before_prev, prev, next }
}

/// Whether `byte` is a delimiter character with `options`.
fn is_mark(byte: u8, options: Options) -> bool {
    match byte {
        b'*' | b'_' => true,
        b'~' => {
            options.intersects(Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUBSCRIPT)
        }
        b'^' => options.contains(Options::ENABLE_SUPERSCRIPT),
        _ => false,
    }
}

/// Whether an odd number of backslashes stands before offset `at`.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let backslashes = bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count();
    !backslashes.is_multiple_of(2)
}

/// Whether `tag` is an element that delimiter runs make.
fn is_emphasis(tag: &Tag<'_>) -> bool {
    is_emphasis_end(&tag.to_end())
}

/// Whether `end` ends an element that delimiter runs make.
fn is_emphasis_end(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Subscript
            | TagEnd::Superscript
    )
}
