//! Rows and columns of a formula.
//!
//! MathML Core draws no rules and aligns no columns; style sheets do. The attributes that
//! older MathML had for it say the same to readers that know only them.

use super::terms::MathWriter;
use crate::document::{Class, Column, ColumnAlign, MathStyle, MathTable, Spread, Term};

impl MathWriter<'_> {
    /// Rows and columns.
    pub(super) fn table(&mut self, table: &MathTable) {
        let aligns = table.columns.iter().map(|column| align(column.align));
        let aligns = aligns.collect::<Vec<_>>().join(" ");
        let mut element = self.xml.open("mtable");
        if !aligns.is_empty() {
            element = element.attr("columnalign", &aligns);
        }
        let display = match table.style {
            Some(style) => style == MathStyle::Display,
            None => self.display,
        };
        if display {
            element.attr("displaystyle", "true");
        }
        let scripted =
            matches!(table.style, Some(MathStyle::Script | MathStyle::ScriptScript));
        let has_tags = table.rows.iter().any(|row| row.tag.is_some());
        let outer = std::mem::replace(&mut self.display, display);
        for (index, row) in table.rows.iter().enumerate() {
            self.xml.open("mtr");
            for (at, column) in table.columns.iter().enumerate() {
                let next = table.columns.get(at + 1);
                let style = cell_style(table, index, column, next, row.gap);
                self.xml.open("mtd").attr("style", &style);
                let cell = row.cells.get(at).map_or(&[][..], Vec::as_slice);
                // The sign that a continued line begins with stands between two things.
                let (operator, rest) = match cell {
                    [Term::Group(nothing), rest @ ..] if nothing.is_empty() => {
                        (rest.first().is_some_and(is_infix), rest)
                    }
                    cell => (false, cell),
                };
                if scripted {
                    self.xml.open("mstyle").attr("scriptlevel", "1");
                    self.line(rest, operator);
                    self.xml.close();
                } else {
                    self.line(rest, operator);
                }
                self.xml.close();
            }
            if has_tags {
                self.xml.open("mtd").attr(
                    "style",
                    "padding-left:2em;text-align:right;text-align:-webkit-right",
                );
                self.line(row.tag.as_deref().unwrap_or_default(), false);
                self.xml.close();
            }
            self.xml.close();
        }
        self.display = outer;
        self.xml.close();
    }
}

/// Whether a line that begins with a term has been broken before it.
fn is_infix(term: &Term) -> bool {
    matches!(term.classes().0, Class::Binary | Class::Relation)
}

fn align(align: ColumnAlign) -> &'static str {
    match align {
        ColumnAlign::Left => "left",
        ColumnAlign::Center => "center",
        ColumnAlign::Right => "right",
    }
}

/// How a cell is aligned, spaced and ruled.
fn cell_style(
    table: &MathTable,
    row: usize,
    column: &Column,
    next: Option<&Column>,
    gap: f64,
) -> String {
    let apart = match table.spread {
        Spread::Wide => 0.3,
        Spread::Usual => 0.2,
        Spread::Tight => 0.05,
    };
    let side = |ruled: bool, gap: f64| if ruled { gap.max(0.8) / 2.0 } else { gap / 2.0 };
    let left = side(column.rule_before, column.gap);
    let right = side(column.rule_after, next.map_or(0.0, |next| next.gap));
    let below = apart + gap.max(0.0);
    let mut style = format!("padding:{apart}em {right}em {below}em {left}em");
    // Chromium aligns what is mathematics only by the values that begin with its name.
    style.push_str(match column.align {
        ColumnAlign::Left => ";text-align:left;text-align:-webkit-left",
        ColumnAlign::Center => "",
        ColumnAlign::Right => ";text-align:right;text-align:-webkit-right",
    });
    let mut rule = |is_there: bool, side: &str| {
        if is_there {
            style.push_str(";border-");
            style.push_str(side);
            style.push_str(":1px solid");
        }
    };
    rule(column.rule_before, "left");
    rule(column.rule_after, "right");
    rule(table.rules.contains(&row), "top");
    let is_last = row + 1 == table.rows.len();
    rule(is_last && table.rules.contains(&table.rows.len()), "bottom");
    style
}
