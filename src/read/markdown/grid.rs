//! Tables of HTML: rows of cells that may span others become a table without holes.

use super::elements::{Part, add_place};
use super::{Builder, lines};
use crate::document::{Align, Block, Cell, Place, Row, Table, Written};
use crate::read::html::{CellTag, Element, Leaf, Role, Section, Token};
use crate::source::Span;

/// How many columns a table may have.
const MAX_COLUMNS: usize = 64;

/// What has been read of a table.
#[derive(Default)]
struct Parts {
    caption: Vec<crate::document::Inline<Written>>,
    /// How the columns are aligned, as far as the table says so.
    align: Vec<Align>,
    head: Vec<Row<Written>>,
    body: Vec<Row<Written>>,
    foot: Vec<Row<Written>>,
    /// What lies between the rows.
    outside: Vec<Block<Written>>,
}

impl Builder<'_> {
    /// The table whose opening tag has been consumed; what lies between its rows stands
    /// before it, as in a browser.
    pub(super) fn element_table(&mut self, span: Span) -> Vec<Block<Written>> {
        let mut parts = Parts::default();
        self.table_parts(Section::Body, &mut parts);
        let Parts { caption, align, mut head, mut body, foot, mut outside } = parts;
        body.extend(foot);
        if head.is_empty() {
            // A first row of nothing but headers is the head.
            let is_head = |row: &Row<Written>| {
                !row.cells.is_empty()
                    && row.cells.iter().all(|cell| cell.is_header && cell.rows == 1)
            };
            let rows = body.iter().take_while(|row| is_head(row)).count();
            if rows < body.len() {
                head = body.drain(..rows).collect();
            }
        }
        let columns = columns(&head).max(columns(&body)).min(MAX_COLUMNS);
        let (header, rows) = (filled(head, columns), filled(body, columns));
        if columns == 0 || header.is_empty() && rows.is_empty() {
            outside.extend(super::elements::captions(span, caption));
            return outside;
        }
        let mut align = align;
        align.resize(columns, Align::Auto);
        outside.push(Block::Table(Table { span, caption, align, header, rows }));
        outside
    }

    fn table_parts(&mut self, section: Section, parts: &mut Parts) {
        loop {
            while let Some((Token::Leaf(Leaf::Columns { .. }), _)) = self.tokens.front() {
                if let Some((Token::Leaf(Leaf::Columns { count, align }), _)) =
                    self.tokens.pop_front()
                {
                    let count = count.min(MAX_COLUMNS.saturating_sub(parts.align.len()));
                    let align = align.unwrap_or(Align::Auto);
                    parts.align.extend(std::iter::repeat_n(align, count));
                }
            }
            match self.part() {
                None => return,
                Some(Part::Blocks(blocks)) => parts.outside.extend(blocks),
                Some(Part::Part(element, range)) => match element.role {
                    Role::TableCaption => parts.caption = lines::trimmed(self.line()),
                    Role::Rows(section) => self.table_parts(section, parts),
                    Role::Row => {
                        let row = self.element_row(element.look.align);
                        if !row.cells.is_empty() {
                            match section {
                                Section::Head => parts.head.push(row),
                                Section::Body => parts.body.push(row),
                                Section::Foot => parts.foot.push(row),
                            }
                        }
                    }
                    _ => {
                        let mut blocks = self.blocks();
                        if let Some(id) = element.id {
                            let span = self.span(&range);
                            add_place(&mut blocks, Place { span, id });
                        }
                        parts.outside.extend(blocks);
                    }
                },
            }
        }
    }

    fn element_row(&mut self, align: Option<Align>) -> Row<Written> {
        let mut cells = Vec::new();
        while let Some(part) = self.part() {
            match part {
                Part::Part(element, range) => {
                    let span = self.span(&range);
                    let mut blocks = self.cell_blocks(span);
                    let Element { role, id, look, .. } = *element;
                    if let Some(id) = id {
                        add_place(&mut blocks, Place { span, id });
                    }
                    let mut cell = Cell::new(blocks);
                    if let Role::Cell(CellTag { is_header, columns, rows }) = role {
                        cell.is_header = is_header;
                        cell.columns = columns.min(MAX_COLUMNS);
                        cell.rows = rows;
                    }
                    cell.align = look.align.or(align);
                    cells.push(cell);
                }
                Part::Blocks(blocks) => cells.push(Cell::new(blocks)),
            }
        }
        Row { cells }
    }
}

/// How many columns rows need: no more than begin somewhere, so that a cell that spans
/// beyond all others makes none.
fn columns(rows: &[Row<Written>]) -> usize {
    let mut taken: Vec<usize> = Vec::new();
    let mut needed = 0;
    for row in rows {
        let mut column = 0;
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            if column >= MAX_COLUMNS {
                break;
            }
            needed = needed.max(column + 1);
            let end = (column + cell.columns).min(MAX_COLUMNS);
            taken.resize(taken.len().max(end), 0);
            taken[column..end].fill(cell.rows.max(1));
            column = end;
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
    }
    needed
}

/// The rows with every place of the grid in one cell: what spans too far is shortened,
/// what is missing is empty.
fn filled(rows: Vec<Row<Written>>, columns: usize) -> Vec<Row<Written>> {
    let count = rows.len();
    let mut taken = vec![0_usize; columns];
    let mut filled = Vec::with_capacity(count);
    for (index, row) in rows.into_iter().enumerate() {
        let left = count - index;
        let mut cells: Vec<Cell<Written>> = Vec::with_capacity(columns);
        let mut given = row.cells.into_iter();
        let mut column = 0;
        while column < columns {
            if taken[column] > 0 {
                taken[column] -= 1;
                column += 1;
                continue;
            }
            let mut cell = given.next().unwrap_or_else(|| Cell::new(Vec::new()));
            let free = taken[column..].iter().take_while(|rows| **rows == 0).count();
            cell.columns = cell.columns.clamp(1, free);
            cell.rows = match cell.rows {
                0 => left,
                rows => rows.min(left),
            };
            taken[column..column + cell.columns].fill(cell.rows - 1);
            column += cell.columns;
            cells.push(cell);
        }
        // A row wider than the widest table keeps its text.
        for cell in given {
            if let Some(last) = cells.last_mut() {
                last.blocks.extend(cell.blocks);
            }
        }
        filled.push(Row { cells });
    }
    filled
}
