//! Blocks as calls of the theme's functions.

use super::inline::described;
use super::marks::Forms;
use super::{Place, Writer};
use crate::document::{
    Anchor, Block, Callout, Definitions, Details, Figure, Footnote, Heading, Inline,
    List, ListItem, ListNumbers, Numerals, Paragraph, Picture, Settled, Tabs,
    each_inline_of, plain_text,
};

impl Writer<'_> {
    /// The whole lesson; `position` counts the lessons of this export from 1.
    pub(super) fn lesson(&mut self, position: i64) {
        let lesson = self.lesson;
        let info = &lesson.info;
        let start = self.sink.position();
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
        self.lines(&lesson.objectives);
        self.sink.code("),\n  prerequisites: (");
        self.lines(&lesson.prerequisites);
        self.sink.code("),\n  tags: ");
        let refused = self.refused;
        self.sink.array(&info.tags, |sink, tag| sink.shown(tag, refused));
        self.sink.code(",\n  label: ");
        let anchor = Anchor { lesson: info.slug.clone(), id: String::new() };
        self.sink.string(&label(&anchor));
        self.sink.code(",\n), ");
        match self.refused.holds(lesson.span) {
            true => {
                self.sink.code("{\n");
                self.plain_blocks(&lesson.blocks);
                self.sink.code("}");
            }
            false if lesson.blocks.is_empty() => self.sink.code("[]"),
            false => {
                self.sink.code("{\n");
                self.blocks(&lesson.blocks);
                self.notes_at_foot();
                self.sink.code("}");
            }
        }
        self.sink.code(")\n");
        self.sink.came_from(start, lesson.span);
    }

    /// A last heading that notes follow is theirs; on paper they stand elsewhere.
    fn notes_at_foot(&mut self) {
        let Some(Block::Heading(heading)) = self.lesson.blocks.last() else { return };
        let (file, start) = (heading.span.source(), heading.span.range().start);
        let is_after = |note: &Footnote<Settled>| {
            note.span.source() == file && note.span.range().start > start
        };
        let mut is_noted = false;
        each_inline_of(&heading.inlines, &mut |inline| {
            is_noted |= matches!(inline, Inline::NoteRef(_));
        });
        if !is_noted && self.lesson.footnotes.iter().any(is_after) {
            self.sink.code("paragraph(");
            self.plain(self.words.notes_at_foot);
            self.sink.code(")\n");
        }
    }

    fn lines(&mut self, lines: &[Vec<Inline<Settled>>]) {
        for line in lines {
            self.content(line);
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
        let start = self.sink.position();
        match self.refused.holds(block.span()) {
            true => self.plain_block(block),
            false => self.call(block),
        }
        self.sink.came_from(start, block.span());
    }

    fn call(&mut self, block: &Block<Settled>) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.sink.code("paragraph(");
                self.content(&paragraph.inlines);
                self.sink.code(")");
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Code(code) => self.listing(code),
            Block::Math(math) => self.formula_block(math),
            Block::List(list) => self.list(list),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Quote(quote) => {
                self.sink.code("quotation(");
                self.body(&quote.blocks);
                self.sink.code(")");
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Details(details) => self.details(details),
            Block::Tabs(tabs) => self.tabs(tabs),
            Block::Aligned(aligned) => {
                self.sink.code("aligned(");
                self.sink.string(aligned.align.name());
                self.sink.code(", ");
                self.body(&aligned.blocks);
                self.sink.code(")");
            }
            Block::Table(table) => self.table(table),
            Block::Separator(_) => self.sink.code("separator()"),
            Block::PageBreak(_) => self.sink.code("page-break()"),
            Block::Diagram(never) | Block::Contents(never) => match *never {},
            Block::Place(place) => self.here(&place.id),
        }
    }

    /// A place that links lead to.
    pub(super) fn here(&mut self, anchor: &Anchor) {
        self.sink.code("[#std.metadata(none)#std.label(");
        self.sink.string(&label(anchor));
        self.sink.code(")]");
    }

    fn heading(&mut self, heading: &Heading<Settled>) {
        // A heading without a word would be a hole in the bookmarks; its place stays, and
        // what it shows.
        if heading.is_wordless() {
            self.here(&heading.mark.anchor);
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

    fn figure(&mut self, figure: &Figure<Settled>) {
        match &figure.image.picture {
            Picture::Asset(id) if !self.refused.holds(figure.image.span) => {
                self.asset("picture(", &figure.image, *id);
                if has_number(&figure.caption, self.words.figure) {
                    self.sink.code(", numbered: false");
                }
                self.sink.code(", caption: ");
                self.optional_content(&figure.caption);
                self.sink.code(")");
            }
            Picture::Asset(_) | Picture::Missing(_) => self.missing_figure(figure),
        }
    }

    /// What stands between paragraphs for a picture that cannot be shown.
    fn missing_figure(&mut self, figure: &Figure<Settled>) {
        let image = &figure.image;
        let label = self.words.missing_picture;
        let refused = self.refused;
        self.sink.spanned(image.span, |sink| {
            sink.code("missing-picture(");
            sink.string(label);
            sink.code(", ");
            sink.shown(described(image), refused);
        });
        self.sink.code(", caption: ");
        self.optional_content(&figure.caption);
        self.sink.code(")");
    }

    fn optional_content(&mut self, inlines: &[Inline<Settled>]) {
        match inlines {
            [] => self.sink.code("none"),
            inlines => self.content(inlines),
        }
    }

    fn list(&mut self, list: &List<Settled>) {
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        // Numbers stay numbers: their boxes stand in the text.
        let is_task_list = has_tasks && list.numbers.is_none();
        match (is_task_list, list.numbers) {
            (true, _) => self.sink.code("tasks("),
            (false, None) => self.sink.code("bullets("),
            (false, Some(ListNumbers { first, numerals, .. })) => {
                self.sink.code("numbered(start: ");
                // Typst counts from none; other numbers are the items' own.
                self.sink.integer(first.max(0));
                self.sink.code(", ");
                if numerals != Numerals::Decimal {
                    self.sink.code("numerals: ");
                    self.sink.string(numerals.first());
                    self.sink.code(", ");
                }
                self.own_numbers(list);
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

    /// The numbers of a list's items, where they are not one after the other.
    fn own_numbers(&mut self, list: &List<Settled>) {
        let numbers = list.counted().filter(|_| list.has_own_numbers());
        let Some(numbers) = numbers else { return };
        self.sink.code("numbers: (");
        for number in numbers {
            self.sink.integer(number);
            self.sink.code(", ");
        }
        self.sink.code("), ");
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
            Some((Block::Paragraph(first), [])) => self.line(first),
            Some((Block::Paragraph(first), rest)) => {
                self.sink.code("opening({\n");
                self.line(first);
                self.sink.code("})\n");
                self.blocks(rest);
            }
            _ => self.blocks(&item.blocks),
        }
        self.sink.code("}");
    }

    fn definitions(&mut self, definitions: &Definitions<Settled>) {
        self.sink.code("definitions((\n");
        for entry in &definitions.entries {
            self.sink.code("(terms: (");
            for term in &entry.terms {
                self.content(term);
                self.sink.code(", ");
            }
            self.sink.code("), meanings: (");
            for meaning in &entry.meanings {
                self.line_or_body(meaning);
                self.sink.code(", ");
            }
            self.sink.code(")),\n");
        }
        self.sink.code("))");
    }

    /// What a term means, or a cell holds: one line needs no paragraph.
    pub(super) fn line_or_body(&mut self, blocks: &[Block<Settled>]) {
        match blocks {
            [Block::Paragraph(paragraph)] if paragraph.inlines.is_empty() => {
                self.sink.code("[]");
            }
            [Block::Paragraph(paragraph)] => {
                self.sink.code("{\n");
                self.line(paragraph);
                self.sink.code("}");
            }
            blocks => self.body(blocks),
        }
    }

    /// What a paragraph says, without its being one.
    pub(super) fn line(&mut self, paragraph: &Paragraph<Settled>) {
        let start = self.sink.position();
        match self.refused.holds(paragraph.span) {
            true => {
                let mut forms = Forms::of(&paragraph.inlines);
                self.plain_inlines(&paragraph.inlines, &mut forms);
            }
            false => self.inlines(&paragraph.inlines),
        }
        self.sink.came_from(start, paragraph.span);
    }

    fn callout(&mut self, callout: &Callout<Settled>) {
        self.sink.code("callout(");
        self.sink.string(callout.kind.name());
        self.sink.code(", ");
        match &callout.title {
            Some(title) => self.content(title),
            None => self.sink.string(self.words.callout(callout.kind)),
        }
        self.sink.code(", ");
        self.body(&callout.blocks);
        self.sink.code(")");
    }

    fn details(&mut self, details: &Details<Settled>) {
        self.sink.code("details(");
        match details.summary.as_slice() {
            [] => self.sink.string(self.words.details),
            summary => self.content(summary),
        }
        self.sink.code(", ");
        self.body(&details.blocks);
        self.sink.code(")");
    }

    fn tabs(&mut self, tabs: &Tabs<Settled>) {
        self.sink.code("tabs((\n");
        for tab in &tabs.tabs {
            self.sink.code("(");
            self.content(&tab.label);
            self.sink.code(", ");
            self.body(&tab.blocks);
            self.sink.code("),\n");
        }
        self.sink.code("))");
    }

    /// Writes something that stands in a certain place.
    pub(super) fn at(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
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

/// Whether an author numbered a figure: `图 2`, `图一`, `Figure 3`, where `word` is the
/// language's for it.
fn has_number(caption: &[Inline<Settled>], word: &str) -> bool {
    let caption = plain_text(caption).to_lowercase();
    let word = word.to_lowercase();
    let rest =
        [word.as_str(), "fig."].into_iter().find_map(|it| caption.strip_prefix(it));
    let first = rest.and_then(|rest| rest.trim_start().chars().next());
    first.is_some_and(|c| c.is_numeric() || "一二三四五六七八九十".contains(c))
}
