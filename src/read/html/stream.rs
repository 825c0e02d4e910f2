//! Markdown events to tokens, the tags in them read and paired.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::element::{Element, Role, is_known};
use super::lex::{self, Lexeme};
use crate::read::weave::{FORMULA, MARK, Meaning, Woven};
use crate::source::SourceMap;

/// A token before its place among the others is settled.
#[derive(Debug)]
pub(super) enum Raw<'a> {
    /// Anything that is no HTML.
    Markdown(Event<'a>),
    /// A tag that opens an element.
    Open {
        element: Box<Element>,
        /// The token that closes it. Known beforehand, so that what is left open can
        /// end early instead of reaching to the end of the lesson.
        end: Option<usize>,
        /// What was typed, if that may be no tag at all, as in `List<String>`.
        source: Option<String>,
    },
    /// A tag that closes an element.
    Close {
        name: String,
        /// The token that opened it.
        start: Option<usize>,
        /// What was typed, if that may be no tag at all.
        source: Option<String>,
    },
    /// Text in HTML.
    Text(String),
    /// A tag or comment that does not end.
    Unfinished(String),
    /// A formula in HTML, and how it was written.
    Formula(String),
    /// What a mark means that stands on a line of its own.
    Mark(Meaning),
    /// A block of HTML ends.
    End,
}

/// Reads the tags in a document's events.
pub(super) fn read<'a>(
    events: Vec<(Event<'a>, Range<usize>)>,
    woven: &Woven,
    sources: &SourceMap,
) -> Vec<(Raw<'a>, Range<usize>)> {
    let mut stream = Stream {
        woven,
        sources,
        tokens: Vec::with_capacity(events.len()),
        open: BTreeMap::new(),
        drawn: Vec::new(),
        containers: Vec::new(),
        entered: 0,
    };
    let mut events = VecDeque::from(events);
    while let Some((event, range)) = events.pop_front() {
        match event {
            Event::Start(Tag::HtmlBlock) => stream.html_block(&mut events, range),
            Event::InlineHtml(html) | Event::Html(html) => {
                stream.inline_html(&html, range);
            }
            event => stream.markdown(event, range),
        }
    }
    stream.tokens
}

struct Stream<'a, 'w> {
    woven: &'w Woven,
    sources: &'w SourceMap,
    tokens: Vec<(Raw<'a>, Range<usize>)>,
    /// By name, the tags that are still open, with the container they stand in.
    open: BTreeMap<String, Vec<(usize, usize)>>,
    /// The tags that were opened since a drawing began that is open still.
    drawn: Vec<(usize, html5ever::tokenizer::Tag)>,
    /// The blocks of Markdown that are open; their numbers grow.
    containers: Vec<Container>,
    entered: usize,
}

struct Container {
    number: usize,
    /// Whether it lies between marks.
    is_marked: bool,
}

impl<'a> Stream<'a, '_> {
    fn push(&mut self, raw: Raw<'a>, range: Range<usize>) {
        self.tokens.push((raw, range));
    }

    fn markdown(&mut self, event: Event<'a>, range: Range<usize>) {
        match &event {
            Event::Code(text) => {
                if let Some(code) = self.woven_code(text, &range) {
                    return self.push(code, range);
                }
            }
            Event::Start(tag) if holds_elements(&tag.to_end()) => self.enter(false),
            Event::End(tag) if holds_elements(tag) => {
                while self.containers.pop().is_some_and(|container| container.is_marked) {
                }
            }
            _ => {}
        }
        self.push(Raw::Markdown(event), range);
    }

    /// What code is that has a formula in it: the formula, if nothing else.
    fn woven_code(&self, text: &str, range: &Range<usize>) -> Option<Raw<'a>> {
        let mark = self.woven.mark_in(range)?;
        let original = self.woven.original(self.sources, range.clone());
        if mark.at == range.start && text == FORMULA.trim_matches('`') {
            return Some(Raw::Formula(original));
        }
        let code = original.trim_matches('`').replace('\n', " ");
        Some(Raw::Markdown(Event::Code(code.into())))
    }

    fn enter(&mut self, is_marked: bool) {
        self.entered += 1;
        self.containers.push(Container { number: self.entered, is_marked });
    }

    fn mark(&mut self, meaning: Meaning, range: Range<usize>) {
        match meaning {
            Meaning::Open(_) => self.enter(true),
            Meaning::Close => {
                self.containers.pop_if(|container| container.is_marked);
            }
            _ => {}
        }
        self.push(Raw::Mark(meaning), range);
    }

    /// One tag or comment in a line.
    fn inline_html(&mut self, html: &CowStr, range: Range<usize>) {
        if html.starts_with("<!") || html.starts_with("<?") {
            return;
        }
        match self.retold(&range).as_deref().map_or_else(|| lex::tag(html), lex::tag) {
            Some(lexeme) => self.lexeme(lexeme, range),
            None => self.push(Raw::Unfinished(html.to_string()), range),
        }
    }

    /// What the author wrote, where there is something else in its stead.
    fn retold(&self, range: &Range<usize>) -> Option<String> {
        self.woven.mark_in(range)?;
        Some(self.woven.original(self.sources, range.clone()))
    }

    fn html_block(
        &mut self,
        events: &mut VecDeque<(Event<'a>, Range<usize>)>,
        range: Range<usize>,
    ) {
        let mut block = Block::default();
        while let Some((event, place)) = events.pop_front() {
            match event {
                Event::Html(text) | Event::Text(text) => block.push(&text, place),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        if block.text.trim() == MARK
            && let Some(mark) = self.woven.mark_in(&range)
        {
            let meaning = mark.meaning.clone();
            return self.mark(meaning, range);
        }
        // Formulas stand alone.
        let ends = |at| [block.offset(at), block.offset(at) + FORMULA.len()];
        let edges = self.woven.marks_in(&range).flat_map(|mark| ends(mark.at));
        let edges: Vec<usize> = edges.collect();
        let mut after_mark = false;
        for (mut lexeme, place) in lex::lex(&block.text, &edges) {
            let place = block.range(&place);
            // A mark stands for its whole line.
            if let Lexeme::Text(text) = &mut lexeme
                && after_mark
                && text.starts_with('\n')
            {
                text.remove(0);
            }
            after_mark = matches!(lexeme, Lexeme::Comment);
            match self.woven.mark_in(&place).map(|mark| (mark.at, mark.meaning.clone())) {
                None => self.lexeme(lexeme, place),
                Some((at, meaning)) => self.marked(lexeme, place, at, meaning),
            }
        }
        self.push(Raw::End, range.end..range.end);
    }

    /// A part of HTML in which a mark stands.
    fn marked(
        &mut self,
        lexeme: Lexeme,
        range: Range<usize>,
        at: usize,
        meaning: Meaning,
    ) {
        let original = self.woven.original(self.sources, range.clone());
        let is_whole = at == range.start;
        match (lexeme, meaning) {
            (Lexeme::Text(_), Meaning::Formula(_) | Meaning::DisplayFormula(_))
                if is_whole =>
            {
                self.push(Raw::Formula(original), range);
            }
            (Lexeme::Comment, Meaning::DisplayFormula(_) | Meaning::PageBreak)
                if is_whole =>
            {
                self.mark(meaning_at(self.woven, &range), range);
            }
            (Lexeme::Open(_) | Lexeme::Close(_), _) => match lex::tag(&original) {
                Some(lexeme) => self.lexeme(lexeme, range),
                None => self.push(Raw::Text(original), range),
            },
            // A line that would have been a container's is the author's line again.
            _ => self.push(Raw::Text(original), range),
        }
    }

    fn lexeme(&mut self, lexeme: Lexeme, range: Range<usize>) {
        match lexeme {
            Lexeme::Text(text) => self.push(Raw::Text(text), range),
            Lexeme::Unfinished(text) => self.push(Raw::Unfinished(text), range),
            Lexeme::Comment => {}
            Lexeme::Close(name) => self.close(name, range),
            Lexeme::Open(tag) => {
                let mut element = Box::new(Element::read(&tag));
                let (index, name) = (self.tokens.len(), element.name.clone());
                if let Role::Unknown(_) = element.role {
                    element.name = typed_name(&self.source(&range));
                }
                let is_empty = tag.self_closing;
                let end = is_empty.then_some(index + 1);
                let may_be_text = matches!(element.role, Role::Unknown(_))
                    && tag.attrs.is_empty()
                    && !is_empty;
                if self.open.get("svg").is_some_and(|open| !open.is_empty()) {
                    self.drawn.push((index, tag));
                }
                let source = may_be_text.then(|| self.source(&range));
                self.push(Raw::Open { element, end, source }, range.clone());
                match end {
                    // Authors who write `<a/>` mean an element with nothing in it.
                    Some(_) => {
                        let (start, source) = (Some(index), None);
                        self.push(Raw::Close { name, start, source }, range);
                    }
                    None => {
                        let container = self.container();
                        self.open.entry(name).or_default().push((index, container));
                    }
                }
            }
        }
    }

    /// Makes shapes of what was opened since a drawing began, which has ended. Nothing in
    /// one that never ends is a shape.
    fn end_drawing(&mut self, start: usize) {
        let first = self.drawn.partition_point(|(index, _)| *index <= start);
        for (index, tag) in self.drawn.drain(first..) {
            if let Some((Raw::Open { element, source, .. }, _)) =
                self.tokens.get_mut(index)
            {
                **element = Element::shape(&tag);
                *source = None;
            }
        }
    }

    fn container(&self) -> usize {
        self.containers.last().map_or(0, |container| container.number)
    }

    /// Pairs a closing tag with the last tag of its name that is open in the same block
    /// of Markdown.
    fn close(&mut self, name: String, range: Range<usize>) {
        let container = self.container();
        let is_open = |number: usize| {
            number == 0
                || self
                    .containers
                    .binary_search_by_key(&number, |open| open.number)
                    .is_ok()
        };
        let mut start = None;
        if let Some(open) = self.open.get_mut(&name) {
            while open.pop_if(|(_, number)| !is_open(*number)).is_some() {}
            start = open.pop_if(|(_, number)| *number == container).map(|(at, _)| at);
        }
        if let Some(start) = start.filter(|_| name == "svg") {
            self.end_drawing(start);
        }
        let index = self.tokens.len();
        if let Some((Raw::Open { end, .. }, _)) =
            start.and_then(|start| self.tokens.get_mut(start))
        {
            *end = Some(index);
        }
        let source = (start.is_none() && !is_known(&name)).then(|| self.source(&range));
        self.push(Raw::Close { name, start, source }, range);
    }

    fn source(&self, range: &Range<usize>) -> String {
        self.woven.original(self.sources, range.clone())
    }
}

/// The name in a tag as it was typed.
fn typed_name(tag: &str) -> String {
    let name = tag.trim_start_matches('<');
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    name[..end.unwrap_or(name.len())].to_owned()
}

/// The meaning of the first mark in a range.
fn meaning_at(woven: &Woven, range: &Range<usize>) -> Meaning {
    woven.mark_in(range).map_or(Meaning::Nothing, |mark| mark.meaning.clone())
}

/// Whether what is opened in a block of Markdown must be closed in it.
fn holds_elements(tag: &TagEnd) -> bool {
    match tag {
        TagEnd::BlockQuote(_)
        | TagEnd::List(_)
        | TagEnd::Item
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::Table
        | TagEnd::TableHead
        | TagEnd::TableRow
        | TagEnd::TableCell => true,
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::CodeBlock
        | TagEnd::HtmlBlock
        | TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Link
        | TagEnd::Image
        | TagEnd::MetadataBlock(_) => false,
    }
}

/// The text of a block of HTML, put together from its lines.
#[derive(Default)]
struct Block {
    text: String,
    /// Where each line begins in the text, and where it is in the Markdown.
    lines: Vec<(usize, Range<usize>)>,
}

impl Block {
    fn push(&mut self, text: &str, place: Range<usize>) {
        self.lines.push((self.text.len(), place));
        self.text.push_str(text);
    }

    /// Where a byte of the text is in the Markdown.
    fn place(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(at, _)| *at <= offset);
        let Some((at, place)) = line.checked_sub(1).and_then(|line| self.lines.get(line))
        else {
            return 0;
        };
        (place.start + (offset - at)).min(place.end)
    }

    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        self.place(range.start)..self.place(last) + usize::from(last < range.end)
    }

    /// Where a byte of the Markdown is in the text.
    fn offset(&self, place: usize) -> usize {
        let line = self.lines.partition_point(|(_, range)| range.start <= place);
        let Some((at, range)) = line.checked_sub(1).and_then(|line| self.lines.get(line))
        else {
            return 0;
        };
        at + (place - range.start)
    }
}
