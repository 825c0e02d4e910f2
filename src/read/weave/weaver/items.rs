//! The items of lists that a line may stand in.

use crate::read::weave::lines::{Line, columns, list_sign};

/// The items that are open.
#[derive(Default)]
pub(super) struct Items {
    /// How many signs of quotations stand before them.
    quotes: usize,
    /// The columns at which what they hold begins, the innermost last.
    columns: Vec<usize>,
    after_blank: bool,
}

impl Items {
    /// Notes a line, of whose indentation containers take away `taken` columns. Gives how
    /// many columns it is indented in its item: four or more make code, or continue what is
    /// before it (CommonMark 0.31.2, 4.4).
    pub(super) fn note(&mut self, line: &Line, taken: usize) -> usize {
        if line.is_blank() {
            self.after_blank = true;
            return 0;
        }
        let quotes = line.quotes();
        if std::mem::replace(&mut self.quotes, quotes) != quotes {
            self.columns.clear();
        }
        let indent = line.indent().saturating_sub(taken);
        let mut rest = line.text;
        // A line of a paragraph may be indented less than its item.
        if std::mem::take(&mut self.after_blank) || list_sign(rest).is_some() {
            self.columns.retain(|column| *column <= indent);
        }
        let beyond = indent.saturating_sub(self.columns.last().copied().unwrap_or(0));
        let mut column = indent;
        while beyond < 4
            && self.columns.len() < MAX_ITEMS
            && let Some(length) = list_sign(rest)
        {
            let after = rest[length..].trim_start();
            let blanks = columns(&rest[length..rest.len() - after.len()]);
            column += length + if blanks > 4 { 1 } else { blanks };
            self.columns.push(column);
            rest = after;
        }
        beyond
    }
}

/// How many items may hold one another, as far as we look.
const MAX_ITEMS: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::weave::lines::Place;

    #[test]
    fn indentation_counts_from_the_item() {
        let mut items = Items::default();
        let line = |text| Line::new(text, 0..text.len(), Place::default());
        let mut beyond = |text: &'static str| items.note(&line(text), 0);
        assert_eq!(beyond("    a"), 4);
        assert_eq!(beyond("1.  a"), 0);
        assert_eq!(beyond("b"), 0);
        assert_eq!(beyond(""), 0);
        assert_eq!(beyond("    - c"), 0);
        assert_eq!(beyond("      d"), 0);
        assert_eq!(beyond("          e"), 4);
        assert_eq!(beyond(""), 0);
        assert_eq!(beyond("f"), 0);
        assert_eq!(beyond("    g"), 4);
        assert_eq!(beyond("> - h"), 0);
        assert_eq!(beyond(">       i"), 4);
    }
}
