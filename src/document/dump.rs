//! The settled tree as indented text, for tests and for people who look into it.

use std::fmt::Write;

use super::outline::outline;
use super::{
    Block, Cell, Course, Equation, Image, Inline, Length, Link, ListItem, ListNumbers,
    Listing, Numerals, Picture, Row, Settled, Style, Target, TokenClass,
};

/// One node a line, children indented by two spaces, texts in quotes.
pub fn dump(course: &Course<Settled>) -> String {
    let mut dump = Dump { text: String::new(), depth: 0 };
    for lesson in &course.lessons {
        dump.line(&format!("lesson {:?}", lesson.info.title));
        dump.nested(|dump| {
            for objective in &lesson.objectives {
                dump.named("objective", objective);
            }
            for prerequisite in &lesson.prerequisites {
                dump.named("prerequisite", prerequisite);
            }
            dump.blocks(&lesson.blocks);
            for footnote in &lesson.footnotes {
                dump.line(&format!("footnote {}", footnote.note.0));
                dump.nested(|dump| dump.blocks(&footnote.blocks));
            }
        });
    }
    dump.text
}

struct Dump {
    text: String,
    depth: usize,
}

impl Dump {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{line}", "", indent = self.depth * 2);
    }

    fn nested(&mut self, children: impl FnOnce(&mut Dump)) {
        self.depth += 1;
        children(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block<Settled>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn listing(&mut self, listing: &Listing) {
        let mut head = format!("code {}", listing.language.as_deref().unwrap_or("-"));
        if let Some(title) = &listing.title {
            head += &format!(" title {title:?}");
        }
        if let Some(number) = listing.first_number {
            head += &format!(" numbered from {number}");
        }
        self.line(&head);
        self.nested(|dump| {
            for line in &listing.lines {
                let mark = line.mark.map(|mark| format!("[{}]", mark.name()));
                let tokens = line.tokens.iter().map(|token| match token.class {
                    TokenClass::Plain => format!("{:?}", token.text),
                    class => format!("{}{:?}", class.name(), token.text),
                });
                let parts: Vec<String> = mark.into_iter().chain(tokens).collect();
                dump.line(&parts.join(" "));
            }
        });
    }

    fn block(&mut self, block: &Block<Settled>) {
        match block {
            Block::Heading(heading) => {
                let number = heading.mark.number.as_deref().unwrap_or("-");
                let (level, id) = (heading.level, &heading.mark.anchor.id);
                self.line(&format!("heading {level} #{id} number {number}"));
                self.nested(|dump| dump.inlines(&heading.inlines));
            }
            Block::Paragraph(paragraph) => {
                self.line("paragraph");
                self.nested(|dump| dump.inlines(&paragraph.inlines));
            }
            Block::Figure(figure) => {
                self.line(&format!("figure {}", image_words(&figure.image)));
                self.nested(|dump| dump.inlines(&figure.caption));
            }
            Block::Math(math) => self.formula(&math.formula),
            Block::Code(code) => {
                self.listing(&code.code);
            }
            Block::List(list) => {
                let kind = match list.numbers {
                    Some(ListNumbers { first, numerals, descending }) => {
                        let way = if descending { "down " } else { "" };
                        let as_ = match numerals {
                            Numerals::Decimal => String::new(),
                            other => format!(" as {}", other.first()),
                        };
                        format!("numbered {way}from {first}{as_}")
                    }
                    None => "bullets".into(),
                };
                let tight = if list.tight { "tight" } else { "loose" };
                self.line(&format!("list {kind} {tight}"));
                self.nested(|dump| list.items.iter().for_each(|item| dump.item(item)));
            }
            Block::Quote(quote) => {
                self.line("quote");
                self.nested(|dump| dump.blocks(&quote.blocks));
            }
            Block::Callout(callout) => {
                self.line(&format!("callout {}", callout.kind.name()));
                self.nested(|dump| {
                    dump.named("title", callout.title.as_deref().unwrap_or_default());
                    dump.blocks(&callout.blocks);
                });
            }
            Block::Details(details) => {
                self.line(if details.open { "details open" } else { "details" });
                self.nested(|dump| {
                    dump.named("summary", &details.summary);
                    dump.blocks(&details.blocks);
                });
            }
            Block::Tabs(tabs) => {
                self.line("tabs");
                self.nested(|dump| {
                    for tab in &tabs.tabs {
                        dump.line("tab");
                        dump.nested(|dump| {
                            dump.named("label", &tab.label);
                            dump.blocks(&tab.blocks);
                        });
                    }
                });
            }
            Block::Aligned(aligned) => {
                self.line(&format!("aligned {}", aligned.align.name()));
                self.nested(|dump| dump.blocks(&aligned.blocks));
            }
            Block::Definitions(definitions) => {
                self.line("definitions");
                self.nested(|dump| {
                    for entry in &definitions.entries {
                        entry.terms.iter().for_each(|term| dump.named("term", term));
                        for meaning in &entry.meanings {
                            dump.line("meaning");
                            dump.nested(|dump| dump.blocks(meaning));
                        }
                    }
                });
            }
            Block::Table(table) => {
                let align: Vec<_> =
                    table.align.iter().map(|align| align.name()).collect();
                self.line(&format!("table {}", align.join(" ")));
                self.nested(|dump| {
                    dump.named("caption", &table.caption);
                    table.header.iter().for_each(|row| dump.row("header", row));
                    table.rows.iter().for_each(|row| dump.row("row", row));
                });
            }
            Block::Separator(_) => self.line("separator"),
            Block::PageBreak(_) => self.line("page break"),
            Block::Diagram(never) | Block::Contents(never) => match *never {},
            Block::Place(place) => self.line(&format!("place #{}", place.id.id)),
        }
    }

    fn item(&mut self, item: &ListItem<Settled>) {
        let kind = match item.task {
            None => "item",
            Some(false) => "task open",
            Some(true) => "task done",
        };
        match item.number {
            Some(number) => self.line(&format!("{kind} {number}")),
            None => self.line(kind),
        }
        self.nested(|dump| dump.blocks(&item.blocks));
    }

    fn row(&mut self, name: &str, row: &Row<Settled>) {
        self.line(name);
        self.nested(|dump| row.cells.iter().for_each(|cell| dump.cell(cell)));
    }

    fn cell(&mut self, cell: &Cell<Settled>) {
        let mut line = String::from(if cell.is_header { "header cell" } else { "cell" });
        if (cell.columns, cell.rows) != (1, 1) {
            line += &format!(" {}×{}", cell.columns, cell.rows);
        }
        if let Some(align) = cell.align {
            line += &format!(" {}", align.name());
        }
        self.line(&line);
        self.nested(|dump| match cell.line() {
            Some(line) => dump.inlines(line),
            None => dump.blocks(&cell.blocks),
        });
    }

    /// A line with a role, if there is one.
    fn named(&mut self, name: &str, line: &[Inline<Settled>]) {
        if !line.is_empty() {
            self.line(name);
            self.nested(|dump| dump.inlines(line));
        }
    }

    fn inlines(&mut self, inlines: &[Inline<Settled>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<Settled>) {
        match inline {
            Inline::Text(run) => self.line(&format!("{:?}", run.text)),
            Inline::Code(run) => self.line(&format!("code {:?}", run.text)),
            Inline::Phrase(phrase) => match phrase.style {
                Style::Color(color) => self.line(&format!("color {color}")),
                style => self.line(style.name()),
            },
            Inline::Link(link) => self.line(&link_words(link)),
            Inline::Image(image) => self.line(&format!("image {}", image_words(image))),
            Inline::NoteRef(reference) => {
                self.line(&format!("note {}", reference.note.0))
            }
            Inline::Math(math) => self.formula(&math.formula),
            Inline::Ruby(ruby) => self.line(&format!("ruby {:?}", ruby.reading)),
            Inline::Place(place) => self.line(&format!("place #{}", place.id.id)),
            Inline::Gap => self.line("gap"),
            Inline::SoftBreak(never) => match *never {},
            Inline::HardBreak(_) => self.line("break"),
        }
        self.nested(|dump| dump.inlines(inline.children()));
    }

    fn formula(&mut self, equation: &Equation) {
        self.line(&format!("math {:?}", equation.tex));
        self.nested(|dump| dump.line(&outline(&equation.terms)));
    }
}

fn link_words(link: &Link<Settled>) -> String {
    match &link.target {
        Target::External(url) => format!("link {url}"),
        Target::Internal(anchor) => format!("link {}#{}", anchor.lesson, anchor.id),
    }
}

fn image_words(image: &Image<Settled>) -> String {
    let shown = match &image.picture {
        Picture::Asset(asset) => format!("asset {}", asset.0),
        Picture::Missing(address) => format!("missing {address:?}"),
    };
    let mut words = format!("{shown} alt {:?} title {:?}", image.alt, image.title);
    for (name, length) in [("width", image.size.width), ("height", image.size.height)] {
        match length {
            None => {}
            Some(Length::Percent(number)) => words += &format!(" {name} {number}%"),
            Some(Length::Points(number)) => words += &format!(" {name} {number}pt"),
        }
    }
    words
}
