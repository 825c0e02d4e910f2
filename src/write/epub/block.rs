//! Blocks as XHTML.

use super::lesson::LessonWriter;
use crate::document::{
    Block, Callout, Definitions, Details, Figure, Heading, Inline, List, ListItem,
    ListNumbers, Numerals, Place, Settled, Tabs,
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
            Block::Figure(figure) => self.figure(figure),
            Block::Code(code) => self.listing(&code.code),
            Block::Math(math) => self.formula_block(math),
            Block::List(list) => self.list(list),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Quote(quote) => {
                self.xml.open("blockquote");
                self.blocks(&quote.blocks);
                self.xml.close_line();
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Details(details) => self.details(details),
            Block::Tabs(tabs) => self.tabs(tabs),
            Block::Aligned(aligned) => {
                self.xml.open("div").attr("class", aligned.align.name());
                self.blocks(&aligned.blocks);
                self.xml.close_line();
            }
            Block::Table(table) => self.table(table),
            Block::Separator(_) => {
                self.xml.void("hr");
            }
            Block::PageBreak(_) => {
                self.xml.open("div").attr("class", "page-break");
                self.xml.close_line();
            }
            Block::Diagram(never) | Block::Contents(never) => match *never {},
            Block::Place(place) => self.place("div", place),
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

    fn figure(&mut self, figure: &Figure<Settled>) {
        self.xml.open("figure").attr("class", "picture");
        self.image(&figure.image);
        if !figure.caption.is_empty() {
            self.xml.open("figcaption");
            self.inlines(&figure.caption);
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
        match list.numbers {
            None => {
                self.xml.open("ul").attr("class", class);
            }
            Some(ListNumbers { first, numerals, descending }) => {
                let mut attributes = self.xml.open("ol").attr("class", class);
                if numerals != Numerals::Decimal {
                    attributes = attributes.attr("type", numerals.first());
                }
                if descending {
                    attributes = attributes.attr("reversed", "reversed");
                }
                if first != 1 || descending {
                    attributes.attr("start", &first.to_string());
                }
            }
        }
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.xml.close_line();
    }

    fn item(&mut self, item: &ListItem<Settled>, tight: bool) {
        let mut attributes = self.xml.open("li");
        if let Some(own) = item.number {
            attributes = attributes.attr("value", &own.to_string());
        }
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

    fn definitions(&mut self, definitions: &Definitions<Settled>) {
        self.xml.open("dl");
        for entry in &definitions.entries {
            for term in &entry.terms {
                self.xml.open("dt");
                self.inlines(term);
                self.xml.close_line();
            }
            for meaning in &entry.meanings {
                self.xml.open("dd");
                self.line_or_blocks(meaning);
                self.xml.close_line();
            }
        }
        self.xml.close_line();
    }

    /// What a term means, or a cell holds: one line needs no paragraph.
    pub(super) fn line_or_blocks(&mut self, blocks: &[Block<Settled>]) {
        match blocks {
            [Block::Paragraph(paragraph)] => self.inlines(&paragraph.inlines),
            blocks => self.blocks(blocks),
        }
    }

    fn callout(&mut self, callout: &Callout<Settled>) {
        let class = format!("callout {}", callout.kind.name());
        self.xml.open("aside").attr("class", &class).attr("role", "note");
        self.xml.open("p").attr("class", "callout-title");
        match &callout.title {
            Some(title) => self.inlines(title),
            None => self.xml.text(self.words.callout(callout.kind)),
        }
        self.xml.close_line();
        self.blocks(&callout.blocks);
        self.xml.close_line();
    }

    fn details(&mut self, details: &Details<Settled>) {
        let attributes = self.xml.open("details");
        if details.open {
            attributes.attr("open", "open");
        }
        self.xml.open("summary");
        match details.summary.as_slice() {
            [] => self.xml.text(self.words.details),
            summary => self.inlines(summary),
        }
        self.xml.close_line();
        self.blocks(&details.blocks);
        self.xml.close_line();
    }

    /// One below the other: a book has no script that could show one at a time.
    fn tabs(&mut self, tabs: &Tabs<Settled>) {
        self.xml.open("div").attr("class", "tabs");
        for tab in &tabs.tabs {
            self.xml.open("section").attr("class", "tab");
            if !tab.label.is_empty() {
                self.xml.open("p").attr("class", "tab-label");
                self.inlines(&tab.label);
                self.xml.close_line();
            }
            self.blocks(&tab.blocks);
            self.xml.close_line();
        }
        self.xml.close_line();
    }

    pub(super) fn place(&mut self, name: &'static str, place: &Place<Settled>) {
        let id = self.names.id(self.lesson, &place.id.id).unwrap_or_default();
        let attributes = self.xml.open(name);
        if !id.is_empty() {
            attributes.attr("id", id);
        }
        self.xml.close();
    }
}

#[cfg(test)]
mod tests {
    use crate::write::epub::samples::{heading, list, listing, words, written};

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
    fn a_heading_without_words_is_only_a_place() {
        assert_eq!(
            written(vec![heading(3, "only", "a", " ")]),
            "<div id=\"a\"> </div>\n"
        );
    }
}
