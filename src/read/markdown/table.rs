//! Table events to a table.

use pulldown_cmark::{Alignment, Event, Tag};

use super::Builder;
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
        while let Some((event, _)) = self.events.pop_front() {
            match event {
                Event::Start(Tag::TableHead) => header = self.row(align.len()),
                Event::Start(Tag::TableRow) => rows.push(self.row(align.len())),
                _ => break,
            }
        }
        Block::Table(Table { span, align, header, rows })
    }

    /// The cells of a row, as many as there are columns.
    fn row(&mut self, columns: usize) -> Vec<Vec<Inline<Written>>> {
        let mut cells = Vec::with_capacity(columns);
        while let Some((Event::Start(Tag::TableCell), _)) = self.events.pop_front() {
            cells.push(self.line());
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
