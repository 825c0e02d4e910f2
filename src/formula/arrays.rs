//! Rows and columns.

use ratex_parser::parse_node::{AlignSpec, AlignType, ArrayTag, ParseNode, StyleStr};

use super::Problem;
use super::translate::{Translator, ems, style};
use crate::document::{Column, ColumnAlign, MathRow, MathStyle, MathTable, Spread, Term};

/// The space on either side of a column (LaTeX's `\arraycolsep`).
const SEPARATION: f64 = 0.5;

/// What the parser says of rows and columns.
pub(super) struct Array {
    pub(super) body: Vec<Vec<ParseNode>>,
    pub(super) row_gaps: Vec<Option<ratex_parser::parse_node::Measurement>>,
    pub(super) rules: Vec<Vec<bool>>,
    pub(super) columns: Option<Vec<AlignSpec>>,
    pub(super) kind: Option<String>,
    pub(super) tags: Option<Vec<ArrayTag>>,
    pub(super) is_diagram: bool,
}

impl Translator {
    /// Rows and columns.
    pub(super) fn array(&mut self, array: Array) -> Result<MathTable, Problem> {
        let width = array.body.iter().map(Vec::len).max().unwrap_or(0);
        let is_small = array.kind.as_deref() == Some("small");
        let mut columns =
            columns(array.columns.unwrap_or_default(), width, array.kind.as_deref());
        if is_small {
            columns.iter_mut().skip(1).for_each(|column| column.gap = 0.55);
        }
        if array.is_diagram {
            columns.iter_mut().skip(1).for_each(|column| column.gap = 0.5);
        }
        let count = array.body.len();
        let rules = array.rules.iter().take(count + 1).enumerate();
        let rules = rules.filter(|(_, lines)| !lines.is_empty());
        let rules = rules.map(|(row, _)| row).collect();
        let mut gaps = array.row_gaps.iter().map(|gap| gap.as_ref().map_or(0.0, ems));
        let mut tags = array.tags.unwrap_or_default().into_iter();
        let cell_style = array.body.iter().flatten().find_map(|cell| match cell {
            ParseNode::Styling { style: name, .. } => Some(style(*name)),
            _ => None,
        });
        let cell_style = match (array.kind.as_deref(), array.is_diagram) {
            (Some("gather"), _) | (_, true) => Some(MathStyle::Display),
            _ => cell_style,
        };
        let mut rows = Vec::with_capacity(count);
        for row in array.body {
            let mut cells = Vec::with_capacity(row.len());
            for cell in row {
                cells.push(self.cell(cell, cell_style)?);
            }
            let tag = match tags.next() {
                Some(ArrayTag::Explicit(nodes)) if !nodes.is_empty() => {
                    Some(self.in_style(MathStyle::Text, |line| line.line(nodes))?)
                }
                _ => None,
            };
            rows.push(MathRow { cells, tag, gap: gaps.next().unwrap_or(0.0) });
        }
        let spread = match (array.kind.as_deref(), cell_style) {
            (Some("align" | "alignat" | "gather"), _) => Spread::Wide,
            (_, Some(MathStyle::Script | MathStyle::ScriptScript)) => Spread::Tight,
            _ if array.is_diagram => Spread::Wide,
            _ => Spread::Usual,
        };
        Ok(MathTable { columns, rows, rules, style: cell_style, spread })
    }

    /// A cell, without the wrappers that say the style all cells have.
    fn cell(
        &mut self,
        cell: ParseNode,
        around: Option<MathStyle>,
    ) -> Result<Vec<Term>, Problem> {
        let nodes = match cell {
            ParseNode::Styling {
                style: StyleStr::Display | StyleStr::Text,
                body,
                ..
            }
            | ParseNode::Styling {
                style: StyleStr::Script | StyleStr::Scriptscript,
                body,
                ..
            } => body,
            other => vec![other],
        };
        self.in_style(around.unwrap_or(self.style), |line| {
            let mut terms = Vec::new();
            for node in nodes {
                match node {
                    ParseNode::OrdGroup { body, .. } => terms.extend(line.line(body)?),
                    other => line.node(other, &mut terms)?,
                }
            }
            Ok(terms)
        })
    }
}

/// The columns of a table that is so many wide.
fn columns(specs: Vec<AlignSpec>, width: usize, kind: Option<&str>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut rule_before = false;
    let mut gap_before = 0.0;
    let plain_gap = match kind {
        Some("gather") => 0.0,
        _ => SEPARATION,
    };
    for spec in specs {
        match spec.align_type {
            // A rule.
            AlignType::Separator => match columns.last_mut() {
                Some(column) => column.rule_after = true,
                None => rule_before = true,
            },
            AlignType::Align => {
                let align = match spec.align.as_deref() {
                    Some("l") => ColumnAlign::Left,
                    Some("r") => ColumnAlign::Right,
                    _ => ColumnAlign::Center,
                };
                let gap = match columns.is_empty() {
                    true => 0.0,
                    false => gap_before + spec.pregap.unwrap_or(plain_gap),
                };
                gap_before = spec.postgap.unwrap_or(plain_gap);
                columns.push(Column {
                    align,
                    gap,
                    rule_before: std::mem::take(&mut rule_before),
                    rule_after: false,
                });
            }
        }
    }
    // Courses say more columns than they use, to be sure.
    columns.truncate(width.max(1));
    // Rows that are longer than was said.
    while columns.len() < width {
        let gap = if columns.is_empty() { 0.0 } else { 2.0 * plain_gap };
        columns.push(Column {
            align: ColumnAlign::Center,
            gap,
            rule_before: false,
            rule_after: false,
        });
    }
    columns
}
