//! Rows and columns of a formula.

use super::terms::{MathWriter, style};
use crate::document::{ColumnAlign, MathTable, Spread, Term};

impl MathWriter<'_> {
    /// The arguments of a call that sets rows and columns; numbers of rows stand in a
    /// column of their own.
    pub(super) fn table(&mut self, table: &MathTable) {
        self.sink.code("columns: (");
        for column in &table.columns {
            self.sink.code(match column.align {
                ColumnAlign::Left => "(align: \"left\"",
                ColumnAlign::Center => "(align: \"center\"",
                ColumnAlign::Right => "(align: \"right\"",
            });
            if column.gap != 0.0 {
                self.sink.code(", gap: ");
                self.sink.number(column.gap);
            }
            if column.rule_before {
                self.sink.code(", rule-before: true");
            }
            if column.rule_after {
                self.sink.code(", rule-after: true");
            }
            self.sink.code("), ");
        }
        let has_tags = table.rows.iter().any(|row| row.tag.is_some());
        if has_tags {
            self.sink.code("(align: \"right\", gap: 2), ");
        }
        self.sink.code("), ");
        if !table.rules.is_empty() {
            self.sink.code("rules: ");
            self.sink.array(&table.rules, |sink, row| sink.integer(*row as i64));
            self.sink.code(", ");
        }
        self.sink.code(match table.spread {
            Spread::Wide => "spread: \"wide\", ",
            Spread::Usual => "",
            Spread::Tight => "spread: \"tight\", ",
        });
        if let Some(cells) = table.style {
            self.sink.code("style: ");
            self.sink.code(style(cells));
            self.sink.code(", ");
        }
        if table.rows.iter().any(|row| row.gap != 0.0) {
            self.sink.code("gaps: ");
            self.sink.array(&table.rows, |sink, row| sink.number(row.gap));
            self.sink.code(", ");
        }
        self.sink.code("(\n");
        for row in &table.rows {
            self.sink.code("(");
            for index in 0..table.columns.len() {
                self.cell(row.cells.get(index).map_or(&[], Vec::as_slice));
                self.sink.code(", ");
            }
            if has_tags {
                self.cell(row.tag.as_deref().unwrap_or_default());
                self.sink.code(", ");
            }
            self.sink.code("),\n");
        }
        self.sink.code(")");
    }

    /// A cell; one that continues a line begins with a sign between two things.
    fn cell(&mut self, cell: &[Term]) {
        match cell {
            [Term::Group(nothing), rest @ ..]
                if nothing.is_empty() && !rest.is_empty() =>
            {
                self.sink.code("{\nformula.nothing\n");
                self.terms(rest);
                self.sink.code("}");
            }
            cell => self.line(cell),
        }
    }
}
