//! Tables as XHTML.

use super::lesson::LessonWriter;
use crate::document::{Align, Block, Cell, Row, Settled, Table, plain_text};

impl LessonWriter<'_> {
    pub(super) fn table(&mut self, table: &Table<Settled>) {
        if table.header.is_empty() && table.rows.is_empty() {
            return;
        }
        // Those who have no mouse scroll it with the keyboard once it has the focus.
        self.xml
            .open("div")
            .attr("class", "table")
            .attr("role", "group")
            .attr("aria-label", self.words.table)
            .attr("tabindex", "0");
        self.xml.open("table");
        if !table.caption.is_empty() {
            self.xml.open("caption");
            self.inlines(&table.caption);
            self.xml.close();
        }
        let mut grid = Grid::default();
        for (part, rows) in [("thead", &table.header), ("tbody", &table.rows)] {
            if rows.is_empty() {
                continue;
            }
            self.xml.open(part);
            for row in rows {
                self.row(&table.align, row, part == "thead", &mut grid);
            }
            self.xml.close();
        }
        self.xml.close();
        self.xml.close_line();
    }

    fn row(
        &mut self,
        align: &[Align],
        row: &Row<Settled>,
        is_head: bool,
        grid: &mut Grid,
    ) {
        self.xml.open("tr");
        grid.begin_row();
        for cell in &row.cells {
            let column = grid.place(cell);
            let align = cell.align.or(align.get(column).copied()).unwrap_or(Align::Auto);
            self.cell(cell, align, is_head);
        }
        self.xml.close_line();
    }

    fn cell(&mut self, cell: &Cell<Settled>, align: Align, is_head: bool) {
        // A header without a word heads nothing.
        let heads = (is_head || cell.is_header) && !is_empty(cell);
        let mut attributes = self.xml.open(if heads { "th" } else { "td" });
        if heads {
            attributes = attributes.attr("scope", if is_head { "col" } else { "row" });
        }
        if cell.columns > 1 {
            attributes = attributes.attr("colspan", &cell.columns.to_string());
        }
        if cell.rows > 1 {
            attributes = attributes.attr("rowspan", &cell.rows.to_string());
        }
        match align {
            Align::Auto => {}
            Align::Left | Align::Center | Align::Right => {
                attributes.attr("class", align.name());
            }
        }
        self.line_or_blocks(&cell.blocks);
        self.xml.close();
    }
}

fn is_empty(cell: &Cell<Settled>) -> bool {
    match cell.blocks.as_slice() {
        [] => true,
        [Block::Paragraph(paragraph)] => plain_text(&paragraph.inlines).trim().is_empty(),
        _ => false,
    }
}

/// Which columns the cells of a row stand in, when cells above reach down into it.
#[derive(Default)]
struct Grid {
    /// For each column, how many more rows the cell above takes.
    taken: Vec<usize>,
    column: usize,
}

impl Grid {
    fn begin_row(&mut self) {
        self.column = 0;
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
    }

    /// The column of the next cell.
    fn place(&mut self, cell: &Cell<Settled>) -> usize {
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let first = self.column;
        self.column += cell.columns;
        if self.taken.len() < self.column {
            self.taken.resize(self.column, 0);
        }
        self.taken[first..self.column].fill(cell.rows);
        first
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Align;
    use crate::write::epub::samples::{table, written};

    #[test]
    fn a_table_has_a_header_where_there_are_words() {
        let align = [Align::Auto, Align::Right];
        let written_table = written(vec![table(&align, &["甲", ""], &[&["1", "2"]])]);
        assert!(written_table.contains(
            "<thead><tr><th scope=\"col\">甲</th><td class=\"right\"></td></tr>"
        ));
        let headless = written(vec![table(&align, &[], &[&["1", "2"]])]);
        assert!(!headless.contains("<thead>"));
    }
}
