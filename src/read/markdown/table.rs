//! Table events to a table.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Align, Block, Inline, Table, Written};
use crate::source::Span;

impl Builder<'_> {
    /// The table whose start event has been consumed.
    pub(super) fn table(
        &mut self,
        span: Span,
        alignments: &[Alignment],
    ) -> Block<Written> {
        let align: Vec<Align> = alignments.iter().copied().map(align).collect();
        let mut header = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, range)) = self.events.pop_front() {
            match event {
                Event::Start(Tag::TableHead) => header = self.row(&range, align.len()),
                Event::Start(Tag::TableRow) => rows.push(self.row(&range, align.len())),
                _ => break,
            }
        }
        Block::Table(Table { span, align, header, rows })
    }

    /// The cells of a row, as many as there are columns. What a row has beyond them is no
    /// part of the table (GFM, 4.10), which few authors know.
    fn row(&mut self, row: &Range<usize>, columns: usize) -> Vec<Vec<Inline<Written>>> {
        let mut cells = Vec::with_capacity(columns);
        let mut end = row.start;
        while let Some((Event::Start(Tag::TableCell), cell)) = self.events.pop_front() {
            end = cell.end;
            cells.push(self.line());
        }
        let rest = self.file.slice(self.span(&(end..row.end)));
        let surplus = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !surplus.is_empty() {
            let start = end + rest.find(surplus).unwrap_or_default();
            let message = format!("this row has more than {columns} cells");
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::SurplusCell,
                    self.span(&(start..start + surplus.len())),
                    message,
                )
                .help("this is left out; a | inside a cell is written \\|, also in code"),
            );
        }
        cells.resize(columns, Vec::new());
        cells
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
