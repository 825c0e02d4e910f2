//! Blocks as calls of the theme's functions.

use super::inline::showable;
use super::{Place, Writer};
use crate::document::{
    Anchor, Block, Callout, Code, CodeLine, Heading, Image, Inline, List, ListItem,
    Picture, Settled, Table,
};

impl Writer<'_> {
    /// The whole lesson; `position` counts the lessons of this export from 1.
    pub(super) fn lesson(&mut self, position: u64) {
        let lesson = self.lesson;
        let info = &lesson.info;
        self.sink.code("\n#lesson((\n  slug: ");
        self.sink.string(&info.slug);
        self.sink.code(",\n  position: ");
        self.sink.integer(position);
        self.sink.code(",\n  number: ");
        let number = info.number.map(|number| self.words.lesson(number));
        self.sink.optional(number.as_deref());
        self.sink.code(",\n  title: ");
        self.plain(&info.title);
        self.sink.code(",\n  description: ");
        match &info.description {
            Some(description) => self.plain(description),
            None => self.sink.code("none"),
        }
        self.sink.code(",\n  minutes: ");
        let minutes = info.estimated_minutes.map(|minutes| self.words.minutes(minutes));
        self.sink.optional(minutes.as_deref());
        self.sink.code(",\n  objectives: (");
        self.lines(&info.objectives);
        self.sink.code("),\n  prerequisites: (");
        self.lines(&info.prerequisites);
        self.sink.code("),\n  tags: ");
        let refused = self.refused;
        self.sink.array(&info.tags, |sink, tag| sink.string(&showable(tag, refused)));
        self.sink.code(",\n  label: ");
        let anchor = Anchor { lesson: info.slug.clone(), id: String::new() };
        self.sink.string(&label(&anchor));
        self.sink.code(",\n), ");
        self.body(&lesson.blocks);
        self.sink.code(")\n");
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.plain(line);
            self.sink.code(", ");
        }
    }

    /// Blocks as one piece of content.
    pub(super) fn body(&mut self, blocks: &[Block<Settled>]) {
        if blocks.is_empty() {
            return self.sink.code("[]");
        }
        self.sink.code("{\n");
        self.blocks(blocks);
        self.sink.code("}");
    }

    /// Blocks, one call a line.
    pub(super) fn blocks(&mut self, blocks: &[Block<Settled>]) {
        for block in blocks {
            self.block(block);
            self.sink.code("\n");
        }
    }

    fn block(&mut self, block: &Block<Settled>) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.sink.code("paragraph(");
                self.content(&paragraph.inlines);
                self.sink.code(")");
            }
            Block::Figure(image) => self.figure(image),
            Block::Code(code) => self.listing(code),
            Block::List(list) => self.list(list),
            Block::Quote(quote) => {
                self.sink.code("quotation(");
                self.body(&quote.blocks);
                self.sink.code(")");
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Table(table) => self.table(table),
            Block::Separator(_) => self.sink.code("separator()"),
        }
    }

    fn heading(&mut self, heading: &Heading<Settled>) {
        // A heading without a word would be a hole in the bookmarks; its place stays, and
        // what it shows.
        if heading.is_wordless() {
            self.sink.code("[#std.metadata(none)#std.label(");
            self.sink.string(&label(&heading.mark.anchor));
            self.sink.code(")]");
            if !heading.inlines.is_empty() {
                self.sink.code("\nparagraph(");
                self.content(&heading.inlines);
                self.sink.code(")");
            }
            return;
        }
        self.sink.code("section(");
        self.sink.integer(heading.level.into());
        self.sink.code(", number: ");
        self.sink.optional(heading.mark.number.as_deref());
        self.sink.code(", label: ");
        self.sink.string(&label(&heading.mark.anchor));
        self.sink.code(", ");
        self.at(Place::Head, |writer| writer.content(&heading.inlines));
        self.sink.code(")");
    }

    fn figure(&mut self, image: &Image<Settled>) {
        match &image.picture {
            Picture::Asset(id) => {
                self.asset("picture(", image, *id);
                self.sink.code(", caption: ");
                match image.title.is_empty() {
                    true => self.sink.code("none"),
                    false => self.plain(&image.title),
                }
                self.sink.code(")");
            }
            Picture::Missing(_) => {
                self.sink.code("paragraph(");
                self.sink.code("{\n");
                self.missing_picture(image);
                self.sink.code("})");
            }
        }
    }

    fn listing(&mut self, code: &Code<Settled>) {
        let listing = &code.code;
        let refused = self.refused;
        let lines: Vec<CodeLine> = listing.lines.iter().map(expand_tabs).collect();
        self.sink.spanned(code.span, |sink| {
            sink.code("listing(language: ");
            sink.optional(listing.language.as_deref());
            sink.code(", title: none, text: ");
            let texts: Vec<String> = lines.iter().map(CodeLine::text).collect();
            sink.string(&showable(&texts.join("\n"), refused));
            sink.code(", lines: (\n");
            for line in &lines {
                sink.array(&line.tokens, |sink, token| {
                    sink.code("(");
                    sink.string(token.class.name());
                    sink.code(", ");
                    sink.string(&showable(&token.text, refused));
                    sink.code(")");
                });
                sink.code(",\n");
            }
            sink.code("))");
        });
    }

    fn list(&mut self, list: &List<Settled>) {
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        // Numbers stay numbers: their boxes stand in the text.
        let is_task_list = has_tasks && list.start.is_none();
        match (is_task_list, list.start) {
            (true, _) => self.sink.code("tasks("),
            (false, None) => self.sink.code("bullets("),
            (false, Some(start)) => {
                self.sink.code("numbered(start: ");
                self.sink.integer(start);
                self.sink.code(", ");
            }
        }
        self.sink.code("tight: ");
        self.sink.boolean(list.tight);
        self.sink.code(", (\n");
        for item in &list.items {
            if is_task_list {
                self.sink.code("(");
                match item.task {
                    Some(done) => self.sink.boolean(done),
                    None => self.sink.code("none"),
                }
                self.sink.code(", ");
            }
            let task = item.task.filter(|_| !is_task_list);
            self.item(item, task, list.tight);
            self.sink.code(if is_task_list { "),\n" } else { ",\n" });
        }
        self.sink.code("))");
    }

    /// An item's content; in a tight list its first paragraph is no paragraph. `task` is
    /// whether the box before its text is ticked.
    fn item(&mut self, item: &ListItem<Settled>, task: Option<bool>, tight: bool) {
        if task.is_none() && (!tight || item.blocks.is_empty()) {
            return self.body(&item.blocks);
        }
        self.sink.code("{\n");
        match task {
            Some(true) => self.sink.code("\"☑ \"\n"),
            Some(false) => self.sink.code("\"☐ \"\n"),
            None => {}
        }
        match item.blocks.split_first() {
            Some((Block::Paragraph(first), rest)) => {
                self.inlines(&first.inlines);
                self.blocks(rest);
            }
            _ => self.blocks(&item.blocks),
        }
        self.sink.code("}");
    }

    fn callout(&mut self, callout: &Callout<Settled>) {
        self.sink.code("callout(");
        self.sink.string(callout.kind.name());
        self.sink.code(", ");
        self.sink.string(self.words.callout(callout.kind));
        self.sink.code(", ");
        self.body(&callout.blocks);
        self.sink.code(")");
    }

    fn table(&mut self, table: &Table<Settled>) {
        self.sink.code("data-table(align: ");
        self.sink.array(&table.align, |sink, align| sink.string(align.name()));
        self.sink.code(", header: (");
        self.at(Place::Head, |writer| writer.cells(&table.header));
        self.sink.code("), rows: (\n");
        for row in &table.rows {
            self.sink.code("(");
            self.cells(row);
            self.sink.code("),\n");
        }
        self.sink.code("))");
    }

    fn cells(&mut self, cells: &[Vec<Inline<Settled>>]) {
        for cell in cells {
            self.content(cell);
            self.sink.code(", ");
        }
    }

    /// Writes something that stands in a certain place.
    fn at(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        write(self);
        self.place = outer;
    }
}

/// The label of an anchor; unique in the course, since slugs hold no `/`.
pub(super) fn label(anchor: &Anchor) -> String {
    match anchor.id.as_str() {
        "" => anchor.lesson.clone(),
        id => format!("{}/{id}", anchor.lesson),
    }
}

/// A line whose tabs have become spaces up to the next fourth column, as a typesetter
/// knows no tabs. An ideograph takes two columns.
fn expand_tabs(line: &CodeLine) -> CodeLine {
    let mut expanded = CodeLine::default();
    let mut column = 0;
    for token in &line.tokens {
        let mut text = String::with_capacity(token.text.len());
        for c in token.text.chars() {
            if c == '\t' {
                let width = 4 - column % 4;
                text.extend(std::iter::repeat_n(' ', width));
                column += width;
            } else {
                text.push(c);
                column += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            }
        }
        expanded.push(token.class, &text);
    }
    expanded
}
