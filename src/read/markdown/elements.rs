//! Elements of HTML that are blocks.

use std::ops::Range;

use super::definitions::{add_meaning, add_term};
use super::{Builder, is_end, lines};
use crate::document::{
    Align, Aligned, Block, Code, CodeText, Definition, Definitions, Details, DiagramText,
    Figure, Heading, Inline, List, ListItem, ListNumbers, Notation, Numerals, Paragraph,
    Place, Quote, Written,
};
use crate::read::html::{Element, NumbersTag, Role, Token};
use crate::source::Span;

/// What a list, a table or the like is made of.
pub(super) enum Part {
    /// A part of it, whose opening tag has been consumed.
    Part(Box<Element>, Range<usize>),
    /// Whatever else lies in it.
    Blocks(Vec<Block<Written>>),
}

impl Builder<'_> {
    /// Adds an element whose opening tag has been consumed, up to its end.
    pub(super) fn element(
        &mut self,
        element: Element,
        range: &Range<usize>,
        blocks: &mut Vec<Block<Written>>,
    ) {
        let span = self.span(range);
        let Element { role, look, mut id, .. } = element;
        let mark = match role {
            Role::Heading(_) => id.take(),
            _ => None,
        };
        blocks.extend(id.map(|id| Block::Place(Place { span, id })));
        if look.breaks_before {
            blocks.push(Block::PageBreak(span));
        }
        let inner = match role {
            Role::Heading(level) => {
                let inlines = lines::trimmed(self.line());
                let is_empty = inlines.is_empty() && mark.is_none();
                let heading = Block::Heading(Heading { span, level, mark, inlines });
                if is_empty { Vec::new() } else { vec![heading] }
            }
            Role::Quote => {
                let blocks = self.blocks();
                vec![Block::Quote(Quote { span, blocks })]
            }
            Role::Verbatim(language) => self.verbatim(language, range, span),
            Role::List(numbers) => self.element_list(span, numbers),
            Role::Definitions => self.element_definitions(span),
            Role::Figure => self.element_figure(span),
            Role::Details(open) => self.element_details(span, open),
            Role::Table => self.element_table(span),
            // Parts of the others come to this where they stand alone.
            Role::Summary | Role::FigureCaption | Role::TableCaption | Role::Term => {
                let inlines = lines::trimmed(self.line());
                captions(span, inlines)
            }
            _ => self.blocks(),
        };
        match look.align {
            Some(align) if !inner.is_empty() && align != Align::Auto => {
                blocks.push(Block::Aligned(Aligned { span, align, blocks: inner }));
            }
            _ => blocks.extend(inner),
        }
        if look.breaks_after {
            blocks.push(Block::PageBreak(span));
        }
    }

    /// The next part of an element; `None` where it ends, and the end is consumed.
    pub(super) fn part(&mut self) -> Option<Part> {
        let (token, _) = self.tokens.front()?;
        match token {
            token if is_end(token) => {
                self.tokens.pop_front();
                None
            }
            Token::Open(element) if element.role.is_part() => {
                match self.tokens.pop_front()? {
                    (Token::Open(element), range) => Some(Part::Part(element, range)),
                    _ => None,
                }
            }
            _ => Some(Part::Blocks(self.siblings().0)),
        }
    }

    /// The code in a `pre`.
    fn verbatim(
        &mut self,
        language: String,
        range: &Range<usize>,
        span: Span,
    ) -> Vec<Block<Written>> {
        let text = self.raw_text(range);
        // A line end right after the tag is none (HTML, 13.1.2.5).
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        if text.is_empty() {
            return Vec::new();
        }
        let text = format!("{text}\n");
        vec![match Notation::named(&language) {
            Some(notation) => {
                Block::Diagram(DiagramText { span, notation, title: None, text })
            }
            None => Block::Code(Code { span, code: CodeText::new(&language, text) }),
        }]
    }

    fn element_list(
        &mut self,
        span: Span,
        numbers: Option<NumbersTag>,
    ) -> Vec<Block<Written>> {
        let (mut items, mut outside) = (Vec::new(), Vec::new());
        let mut tight = true;
        while let Some(part) = self.part() {
            match part {
                Part::Part(element, range) => {
                    let span = self.span(&range);
                    let task = self.task_marker();
                    let (mut blocks, has_paragraph) = self.all_siblings();
                    tight &= !has_paragraph;
                    let number = match element.role {
                        Role::Item(number) => number.filter(|_| numbers.is_some()),
                        _ => None,
                    };
                    if let Some(id) = element.id {
                        add_place(&mut blocks, Place { span, id });
                    }
                    items.push(ListItem { span, number, task, blocks });
                }
                Part::Blocks(blocks) => outside.extend(blocks),
            }
        }
        if !items.is_empty() {
            outside.insert(0, Block::List(list(span, numbers, tight, items)));
        }
        outside
    }

    fn element_definitions(&mut self, span: Span) -> Vec<Block<Written>> {
        let mut entries: Vec<Definition<Written>> = Vec::new();
        while let Some(part) = self.part() {
            match part {
                Part::Part(element, _) if element.role == Role::Term => {
                    let term = lines::trimmed(self.line());
                    add_term(&mut entries, term);
                }
                Part::Part(..) => {
                    let meaning = self.blocks();
                    add_meaning(&mut entries, meaning);
                }
                Part::Blocks(blocks) => add_meaning(&mut entries, blocks),
            }
        }
        if entries.is_empty() {
            return Vec::new();
        }
        vec![Block::Definitions(Definitions { span, entries })]
    }

    /// A picture with its caption; of anything else, the caption stands below it.
    fn element_figure(&mut self, span: Span) -> Vec<Block<Written>> {
        let (mut blocks, mut caption) = (Vec::new(), Vec::new());
        while let Some(part) = self.part() {
            match part {
                Part::Part(element, _) if element.role == Role::FigureCaption => {
                    caption = lines::trimmed(self.line());
                }
                Part::Part(..) => blocks.extend(self.blocks()),
                Part::Blocks(more) => blocks.extend(more),
            }
        }
        match blocks.as_mut_slice() {
            [Block::Figure(Figure { caption: own, .. })] if !caption.is_empty() => {
                *own = caption;
            }
            [Block::Table(table)] if table.caption.is_empty() => table.caption = caption,
            _ => {
                let caption = captions(span, caption);
                if !caption.is_empty() {
                    let align = Align::Center;
                    let aligned = Aligned { span, align, blocks: caption };
                    blocks.push(Block::Aligned(aligned));
                }
            }
        }
        blocks
    }

    fn element_details(&mut self, span: Span, open: bool) -> Vec<Block<Written>> {
        let (mut blocks, mut summary) = (Vec::new(), Vec::new());
        while let Some(part) = self.part() {
            match part {
                Part::Part(element, _) if element.role == Role::Summary => {
                    let line = lines::trimmed(self.line());
                    match summary.is_empty() {
                        true => summary = line,
                        false => blocks.extend(captions(span, line)),
                    }
                }
                Part::Part(..) => blocks.extend(self.blocks()),
                Part::Blocks(more) => blocks.extend(more),
            }
        }
        vec![Block::Details(Details { span, summary, open, blocks })]
    }
}

/// A numbered or marked list (HTML, 4.4.5 and 4.4.6). Numbers that its numerals have no
/// form for are digits (CSS Counter Styles 3, 6).
fn list(
    span: Span,
    tag: Option<NumbersTag>,
    tight: bool,
    items: Vec<ListItem<Written>>,
) -> List<Written> {
    let numbers = tag.map(|NumbersTag { start, numerals, descending }| {
        let first = start.unwrap_or(if descending { items.len() as i64 } else { 1 });
        ListNumbers { first, numerals, descending }
    });
    let mut list = List { span, numbers, tight, items };
    let counted = list.counted().unwrap_or_default();
    if let Some(ListNumbers { numerals, .. }) = &mut list.numbers {
        let forms = match numerals {
            Numerals::Decimal => i64::MIN..=i64::MAX,
            Numerals::LowerLetters | Numerals::UpperLetters => 1..=i64::MAX,
            Numerals::LowerRoman | Numerals::UpperRoman => 1..=3_999,
        };
        if !counted.iter().all(|number| forms.contains(number)) {
            *numerals = Numerals::Decimal;
        }
    }
    list
}

/// A line as a paragraph of its own.
pub(super) fn captions(span: Span, inlines: Vec<Inline<Written>>) -> Vec<Block<Written>> {
    if inlines.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph(Paragraph { span, inlines })]
}

/// Adds a place before the first words of blocks.
pub(super) fn add_place(blocks: &mut Vec<Block<Written>>, place: Place<Written>) {
    match blocks.first_mut() {
        Some(Block::Paragraph(paragraph)) => {
            paragraph.inlines.insert(0, Inline::Place(place));
        }
        _ => blocks.insert(0, Block::Place(place)),
    }
}
