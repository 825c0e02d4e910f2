//! Table events to a table.

use std::ops::Range;

use pulldown_cmark::{Alignment, Tag};

use super::{Builder, is_end, lines, tag};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Align, Block, Cell, Inline, Paragraph, Row, Table, Text, Written};
use crate::source::Span;

impl Builder<'_> {
    /// The table whose start event has been consumed.
    pub(super) fn table(
        &mut self,
        span: Span,
        alignments: &[Alignment],
    ) -> Block<Written> {
        let align: Vec<Align> = alignments.iter().copied().map(align).collect();
        let mut header = None;
        let mut rows = Vec::new();
        while let Some((token, range)) = self.tokens.pop_front() {
            match tag(&token) {
                Some(Tag::TableHead) => header = Some(self.row(&range, align.len())),
                Some(Tag::TableRow) => rows.push(self.row(&range, align.len())),
                _ => break,
            }
        }
        // A header without a word heads nothing.
        let has_words =
            |row: &Row<Written>| row.cells.iter().any(|c| !c.blocks.is_empty());
        let header = header.filter(has_words).into_iter().collect();
        Block::Table(Table { span, caption: Vec::new(), align, header, rows })
    }

    /// The cells of a row, as many as there are columns. What a row has beyond them is no
    /// part of the table (GFM, 4.10), which few authors know: it joins the last cell.
    fn row(&mut self, row: &Range<usize>, columns: usize) -> Row<Written> {
        let mut cells = Vec::with_capacity(columns);
        let mut end = row.start;
        while let Some((token, cell)) = self.tokens.pop_front()
            && matches!(tag(&token), Some(Tag::TableCell))
        {
            end = cell.end;
            cells.push(Cell::new(self.cell_blocks(self.span(&cell))));
        }
        let rest = self.slice(self.span(&(end..row.end))).to_owned();
        let surplus = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !surplus.is_empty() {
            let start = end + rest.find(surplus).unwrap_or_default();
            let span = self.span(&(start..start + surplus.len()));
            let message = format!("this row has more than {columns} cells");
            self.diagnostics
                .push(Diagnostic::warning(Code::SurplusCell, span, message).help(
                "this stands in the last cell; a | inside a cell is written \\|, also in \
                     code",
            ));
            if let Some(last) = cells.last_mut() {
                let text = Inline::Text(Text { span, text: format!(" | {surplus}") });
                match last.blocks.last_mut() {
                    Some(Block::Paragraph(paragraph)) => paragraph.inlines.push(text),
                    _ => last
                        .blocks
                        .push(Block::Paragraph(Paragraph { span, inlines: vec![text] })),
                }
            }
        }
        cells.resize_with(columns, || Cell::new(Vec::new()));
        Row { cells }
    }
}

impl Builder<'_> {
    /// What a cell holds, up to its end, which is consumed. A picture stays in its line.
    pub(super) fn cell_blocks(&mut self, span: Span) -> Vec<Block<Written>> {
        let inlines = lines::trimmed(lines::line(self.run(true)));
        let text = (!inlines.is_empty()).then_some(Paragraph { span, inlines });
        let mut blocks: Vec<_> = text.into_iter().map(Block::Paragraph).collect();
        if self.tokens.front().is_some_and(|(token, _)| is_end(token)) {
            self.tokens.pop_front();
        } else {
            blocks.extend(self.blocks());
        }
        blocks
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Auto,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
