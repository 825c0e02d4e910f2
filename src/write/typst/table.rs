//! Tables as calls of the theme's `data-table`.

use super::{Place, Writer};
use crate::document::{Align, Cell, Row, Settled, Table};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table<Settled>) {
        self.sink.code("data-table(align: ");
        self.sink.array(&table.align, |sink, align| sink.string(align.name()));
        if !table.caption.is_empty() {
            self.sink.code(", caption: ");
            self.content(&table.caption);
        }
        self.sink.code(", header: (\n");
        self.at(Place::Head, |writer| {
            table.header.iter().for_each(|row| writer.row(row));
        });
        self.sink.code("), rows: (\n");
        table.rows.iter().for_each(|row| self.row(row));
        self.sink.code("))");
    }

    fn row(&mut self, row: &Row<Settled>) {
        self.sink.code("(");
        for cell in &row.cells {
            self.cell(cell);
            self.sink.code(", ");
        }
        self.sink.code("),\n");
    }

    /// A cell: its content, or a dictionary if there is more to say of it.
    fn cell(&mut self, cell: &Cell<Settled>) {
        let is_simple = (cell.columns, cell.rows) == (1, 1)
            && !cell.is_header
            && cell.align.is_none();
        if is_simple {
            return self.line_or_body(&cell.blocks);
        }
        self.sink.code("(columns: ");
        self.sink.integer(cell.columns as i64);
        self.sink.code(", rows: ");
        self.sink.integer(cell.rows as i64);
        self.sink.code(", header: ");
        self.sink.boolean(cell.is_header);
        self.sink.code(", align: ");
        self.sink.string(cell.align.unwrap_or(Align::Auto).name());
        self.sink.code(", body: ");
        self.line_or_body(&cell.blocks);
        self.sink.code(")");
    }
}
