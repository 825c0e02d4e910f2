//! Blocks as XHTML.

use super::lesson::LessonWriter;
use crate::document::{
    Align, Block, Callout, Heading, Image, Inline, List, ListItem, Quote, Settled, Table,
    plain_text,
};

impl LessonWriter<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block<Settled>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<Settled>) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.xml.open("p");
                self.inlines(&paragraph.inlines);
                self.xml.close_line();
            }
            Block::Figure(image) => self.figure(image),
            Block::Code(code) => self.listing(&code.code),
            Block::List(list) => self.list(list),
            Block::Quote(quote) => self.quote(quote),
            Block::Callout(callout) => self.callout(callout),
            Block::Table(table) => self.table(table),
            Block::Separator(_) => {
                self.xml.void("hr");
            }
        }
    }

    fn heading(&mut self, heading: &Heading<Settled>) {
        let id = self.names.id(self.lesson, &heading.mark.anchor.id).unwrap_or_default();
        // A heading without a word would be announced as one; its anchor stays.
        let name = match heading.level {
            _ if heading.is_wordless() => "div",
            ..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6.. => "h6",
        };
        let attributes = self.xml.open(name);
        if !id.is_empty() {
            attributes.attr("id", id);
        }
        if let Some(number) = &heading.mark.number {
            self.xml.open("span").attr("class", "number");
            self.xml.text(number);
            self.xml.close();
            self.xml.text(" ");
        }
        self.inlines(&heading.inlines);
        self.xml.close_line();
    }

    fn figure(&mut self, image: &Image<Settled>) {
        self.xml.open("figure").attr("class", "picture");
        self.image(image);
        if !image.title.is_empty() {
            self.xml.open("figcaption");
            self.xml.text(&image.title);
            self.xml.close();
        }
        self.xml.close_line();
    }

    fn list(&mut self, list: &List<Settled>) {
        let is_tasks = list.items.iter().any(|item| item.task.is_some());
        let class = match (list.tight, is_tasks) {
            (true, false) => "tight",
            (false, false) => "loose",
            (true, true) => "tight tasks",
            (false, true) => "loose tasks",
        };
        match list.start {
            None => {
                self.xml.open("ul").attr("class", class);
            }
            Some(start) => {
                let attributes = self.xml.open("ol").attr("class", class);
                if start != 1 {
                    // HTML's numbers end at 2³¹ − 1, Markdown's at 999 999 999.
                    attributes.attr("start", &start.min(999_999_999).to_string());
                }
            }
        }
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.xml.close_line();
    }

    fn item(&mut self, item: &ListItem<Settled>, tight: bool) {
        let attributes = self.xml.open("li");
        if let Some(done) = item.task {
            attributes.attr("class", if done { "task done" } else { "task" });
        }
        let (first, rest): (&[Inline<Settled>], _) = match item.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => (&paragraph.inlines, rest),
            Some(_) | None => (&[], item.blocks.as_slice()),
        };
        let in_paragraph = !tight && (!first.is_empty() || item.task.is_some());
        if in_paragraph {
            self.xml.open("p");
        }
        if let Some(done) = item.task {
            self.task_box(done);
        }
        self.inlines(first);
        if in_paragraph {
            self.xml.close();
        }
        for block in rest {
            match block {
                Block::Paragraph(paragraph) if tight => {
                    self.xml.open("div");
                    self.inlines(&paragraph.inlines);
                    self.xml.close();
                }
                block => self.block(block),
            }
        }
        self.xml.close_line();
    }

    /// A sign with a name rather than a form's check box: nothing can be ticked in a
    /// book, and reading systems show disabled boxes in ways of their own.
    fn task_box(&mut self, done: bool) {
        let (sign, name) =
            if done { ("☑", self.words.done) } else { ("☐", self.words.open) };
        self.xml
            .open("span")
            .attr("class", "task-box")
            .attr("role", "img")
            .attr("aria-label", name);
        self.xml.text(sign);
        self.xml.close();
        self.xml.text(" ");
    }

    fn quote(&mut self, quote: &Quote<Settled>) {
        self.xml.open("blockquote");
        self.blocks(&quote.blocks);
        self.xml.close_line();
    }

    fn callout(&mut self, callout: &Callout<Settled>) {
        let class = format!("callout {}", callout.kind.name());
        self.xml.open("aside").attr("class", &class).attr("role", "note");
        self.xml.line("p", "callout-title", self.words.callout(callout.kind));
        self.blocks(&callout.blocks);
        self.xml.close_line();
    }

    fn table(&mut self, table: &Table<Settled>) {
        let has_header = table.header.iter().any(|cell| !cell.is_empty());
        if !has_header && table.rows.is_empty() {
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
        // A header row without a word heads nothing.
        if has_header {
            self.xml.open("thead");
            self.row(&table.align, &table.header, true);
            self.xml.close();
        }
        if !table.rows.is_empty() {
            self.xml.open("tbody");
            for row in &table.rows {
                self.row(&table.align, row, false);
            }
            self.xml.close();
        }
        self.xml.close();
        self.xml.close_line();
    }

    fn row(&mut self, align: &[Align], cells: &[Vec<Inline<Settled>>], header: bool) {
        self.xml.open("tr");
        for (cell, align) in cells.iter().zip(align) {
            let heads = header && !plain_text(cell).trim().is_empty();
            let mut attributes = self.xml.open(if heads { "th" } else { "td" });
            if heads {
                attributes = attributes.attr("scope", "col");
            }
            match align {
                Align::Auto => {}
                Align::Left => drop(attributes.attr("class", "left")),
                Align::Center => drop(attributes.attr("class", "center")),
                Align::Right => drop(attributes.attr("class", "right")),
            }
            self.inlines(cell);
            self.xml.close();
        }
        self.xml.close_line();
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Align;
    use crate::write::epub::samples::{heading, list, listing, table, words, written};

    #[test]
    fn tasks_are_items_with_a_named_sign() {
        let tasks = vec![(Some(true), vec![words("甲")]), (None, vec![words("乙")])];
        assert_eq!(
            written(vec![list(None, true, tasks)]),
            "<ul class=\"tight tasks\"><li class=\"task done\"><span class=\"task-box\" \
             role=\"img\" aria-label=\"已完成\">☑</span> 甲</li>\n<li>乙</li>\n</ul>\n"
        );
    }

    #[test]
    fn a_loose_list_has_paragraphs_and_keeps_its_first_number() {
        let items = vec![(None, vec![words("甲")]), (None, vec![listing(None, "")])];
        let written = written(vec![list(Some(3), false, items)]);
        let start = "<ol class=\"loose\" start=\"3\"><li><p>甲</p></li>\n<li><figure";
        assert!(written.starts_with(start), "{written}");
    }

    #[test]
    fn a_table_has_a_header_where_there_are_words() {
        let align = [Align::Auto, Align::Right];
        let written_table = written(vec![table(&align, &["甲", ""], &[&["1", "2"]])]);
        assert!(written_table.contains(
            "<thead><tr><th scope=\"col\">甲</th><td class=\"right\"></td></tr>"
        ));
        let headless = written(vec![table(&align, &["", ""], &[&["1", "2"]])]);
        assert!(!headless.contains("<thead>"));
    }

    #[test]
    fn a_heading_without_words_is_only_a_place() {
        assert_eq!(
            written(vec![heading(3, "only", "a", " ")]),
            "<div id=\"a\"> </div>\n"
        );
    }
}
