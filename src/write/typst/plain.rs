//! Plain forms: what is written for a part of a lesson that the typesetter refused.
//!
//! They are text, paragraphs, line ends and the places that links lead to, and call
//! nothing of the theme's: what could be refused is not in them.

use std::collections::BTreeSet;

use super::Writer;
use super::inline::{collapse_spaces, says_address};
use super::marks::{Forms, Run, runs};
use crate::document::{
    Block, CodeLine, Figure, Inline, List, NoteNumber, Part, Row, Settled, Target,
    each_block, each_inline, plain_text,
};

/// The longest text that is written in one piece, in characters. A line of more than
/// 8,191 glyphs cannot be written as PDF/UA-1.
const LONGEST_TEXT: usize = 500;

impl Writer<'_> {
    pub(super) fn plain_blocks(&mut self, blocks: &[Block<Settled>]) {
        for block in blocks {
            self.plain_block(block);
            self.sink.code("\n");
        }
    }

    pub(super) fn plain_block(&mut self, block: &Block<Settled>) {
        match block {
            Block::Heading(heading) => {
                self.sink.code("\n");
                self.here(&heading.mark.anchor);
                self.plain_line("", &heading.inlines);
            }
            Block::Figure(figure) => self.plain_figure(figure),
            Block::Code(code) => {
                if let Some(title) = &code.code.title {
                    self.plain_text(std::slice::from_ref(title));
                }
                let lines = code.code.lines.iter().map(CodeLine::text);
                self.plain_text(&lines.collect::<Vec<_>>());
            }
            Block::Math(math) => self.plain_text(std::slice::from_ref(&math.formula.tex)),
            Block::List(list) => self.plain_list(list),
            Block::Table(table) => {
                self.plain_line("", &table.caption);
                table
                    .header
                    .iter()
                    .chain(&table.rows)
                    .for_each(|row| self.plain_row(row));
            }
            Block::Paragraph(_)
            | Block::Definitions(_)
            | Block::Quote(_)
            | Block::Callout(_)
            | Block::Details(_)
            | Block::Tabs(_)
            | Block::Aligned(_) => {
                for part in block.parts() {
                    match part {
                        Part::Line(line) => self.plain_line("", line),
                        Part::Body(blocks) => self.plain_blocks(blocks),
                    }
                }
            }
            Block::Separator(_) | Block::PageBreak(_) => {}
            Block::Diagram(never) | Block::Contents(never) => match *never {},
            Block::Place(place) => {
                self.sink.code("\n");
                self.here(&place.id);
            }
        }
    }

    fn plain_figure(&mut self, figure: &Figure<Settled>) {
        self.sink.code("\npar({\n");
        self.missing_picture(&figure.image);
        self.sink.code("})");
        self.plain_line("", &figure.caption);
    }

    fn plain_list(&mut self, list: &List<Settled>) {
        let numbers = list.counted().unwrap_or_default();
        for (index, item) in list.items.iter().enumerate() {
            let mut mark = match numbers.get(index) {
                Some(number) => format!("{number}. "),
                None => "• ".into(),
            };
            match item.task {
                Some(true) => mark.push_str("☑ "),
                Some(false) => mark.push_str("☐ "),
                None => {}
            }
            match item.blocks.split_first() {
                Some((Block::Paragraph(first), rest)) => {
                    self.plain_line(&mark, &first.inlines);
                    self.plain_blocks(rest);
                }
                _ => {
                    self.plain_line(&mark, &[]);
                    self.plain_blocks(&item.blocks);
                }
            }
        }
    }

    /// A row of a table: a line, if its cells are no more than that.
    fn plain_row(&mut self, row: &Row<Settled>) {
        let lines: Option<Vec<_>> = row.cells.iter().map(|cell| cell.line()).collect();
        let Some(lines) = lines else {
            return row.cells.iter().for_each(|cell| self.plain_blocks(&cell.blocks));
        };
        self.sink.code("\npar({\n");
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.sink.code("\" | \"\n");
            }
            self.plain_inlines(line, &mut Forms::of(line));
        }
        self.sink.code("})");
    }

    /// A paragraph of one line, if there is anything in it.
    fn plain_line(&mut self, mark: &str, line: &[Inline<Settled>]) {
        if mark.is_empty() && line.is_empty() {
            return;
        }
        self.sink.code("\npar({\n");
        self.literal(mark);
        self.plain_inlines(line, &mut Forms::of(line));
        self.sink.code("})");
    }

    /// A paragraph of lines as they are.
    fn plain_text(&mut self, lines: &[String]) {
        self.sink.code("\npar({\n");
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.sink.code("linebreak()\n");
            }
            self.literal(line);
        }
        self.sink.code("})");
    }

    pub(super) fn plain_inlines(&mut self, line: &[Inline<Settled>], forms: &mut Forms) {
        for inline in line {
            self.plain_inline(inline, forms);
        }
    }

    pub(super) fn plain_inline(&mut self, inline: &Inline<Settled>, forms: &mut Forms) {
        match inline {
            Inline::Text(run) => {
                // The forms of its marks are passed over.
                let text = collapse_spaces(&run.text);
                for piece in runs(&text, forms) {
                    match piece {
                        Run::Plain(text)
                        | Run::LongWord(text)
                        | Run::Formed { text, .. } => self.literal(text),
                    }
                }
            }
            Inline::Code(run) => self.literal(&run.text),
            Inline::Phrase(phrase) => self.plain_inlines(&phrase.inlines, forms),
            Inline::Link(link) => {
                self.plain_inlines(&link.inlines, forms);
                if let Target::External(url) = &link.target
                    && !says_address(&plain_text(&link.inlines), url)
                {
                    self.in_brackets(url);
                }
            }
            Inline::Image(image) => {
                self.missing_picture(image);
                self.sink.code("\n");
            }
            Inline::NoteRef(reference) => self.plain_note(reference.note),
            Inline::Math(math) => self.literal(&math.formula.tex),
            Inline::Ruby(ruby) => {
                self.plain_inlines(&ruby.base, forms);
                self.in_brackets(&ruby.reading);
            }
            Inline::Place(place) => {
                self.here(&place.id);
                self.sink.code("\n");
            }
            Inline::Gap => {}
            Inline::SoftBreak(never) => match *never {},
            Inline::HardBreak(_) => self.sink.code("linebreak()\n"),
        }
    }

    /// A note's number, and the first time what it says and what the notes in it say.
    fn plain_note(&mut self, number: NoteNumber) {
        self.literal(&format!("[{}]", number.0));
        let mut numbers = vec![number];
        while let Some(number) = numbers.pop() {
            let Some(note) = self.notes.get(&number).copied() else { continue };
            if !self.told.insert(number) {
                continue;
            }
            self.in_brackets(&words(&note.blocks));
            let mut inner = BTreeSet::new();
            each_inline(&note.blocks, &mut |inline| {
                if let Inline::NoteRef(reference) = inline {
                    inner.insert(reference.note);
                }
            });
            numbers.extend(inner.into_iter().rev());
        }
    }

    fn in_brackets(&mut self, text: &str) {
        let (open, close) = (self.words.open_paren, self.words.close_paren);
        self.literal(&format!("{open}{text}{close}"));
    }

    /// A text as it is, in pieces between which lines may break.
    fn literal(&mut self, text: &str) {
        let text = self.sink.showable(text, self.refused);
        let chars: Vec<char> = text.chars().collect();
        for (index, piece) in chars.chunks(LONGEST_TEXT).enumerate() {
            if index > 0 {
                self.sink.code("h(0.001pt)\n");
            }
            self.sink.string(&piece.iter().collect::<String>());
            self.sink.code("\n");
        }
    }
}

/// All that blocks say, on one line.
fn words(blocks: &[Block<Settled>]) -> String {
    let mut words = Vec::new();
    each_block(blocks, &mut |block| match block {
        Block::Code(code) => {
            words.extend(code.code.title.clone());
            words.extend(code.code.lines.iter().map(CodeLine::text));
        }
        Block::Math(math) => words.push(math.formula.tex.clone()),
        Block::Figure(figure) => {
            words.push(figure.image.alt.clone());
            words.push(plain_text(&figure.caption));
        }
        other => {
            for part in other.parts() {
                if let Part::Line(line) = part {
                    words.push(plain_text(line));
                }
            }
        }
    });
    words.join(" ")
}
