//! Inlines as calls of the theme's functions.

use super::address::readable;
use super::block::label;
use super::marks::{Form, Forms, Run, divided, held, runs};
use super::scripts::{Level, Part, made_of, parts};
use super::{Place, Writer, asset_path};
use crate::document::{
    Anchor, AssetId, Block, Image, Inline, Length, Link, NoteRef, Phrase, Picture,
    Settled, Style, Target, Text, plain_text,
};

impl Writer<'_> {
    /// A line as one piece of content.
    pub(super) fn content(&mut self, line: &[Inline<Settled>]) {
        if line.is_empty() {
            return self.sink.code("[]");
        }
        self.sink.code("{\n");
        self.inlines(line);
        self.sink.code("}");
    }

    /// A line, one call a line.
    pub(super) fn inlines(&mut self, line: &[Inline<Settled>]) {
        let mut forms = Forms::of(line);
        self.pieces(line, &mut forms);
    }

    /// A text that is no inline of the lesson's, such as its title, as content.
    pub(super) fn plain(&mut self, text: &str) {
        let text = Text { span: self.lesson.span.start(), text: text.into() };
        self.content(&[Inline::Text(text)]);
    }

    fn pieces(&mut self, line: &[Inline<Settled>], forms: &mut Forms) {
        for inline in line {
            let start = self.sink.position();
            match inline.span() {
                Some(span) if self.refused.holds(span) => {
                    self.plain_inline(inline, forms);
                }
                _ => self.piece(inline, forms),
            }
            if let Some(span) = inline.span() {
                self.sink.came_from(start, span);
            }
            self.sink.code("\n");
        }
    }

    fn piece(&mut self, inline: &Inline<Settled>, forms: &mut Forms) {
        match inline {
            Inline::Text(run) => self.text(run, forms),
            Inline::Code(run) => {
                self.sink.code("code-span(");
                self.sink.shown(&run.text, self.refused);
                self.sink.code(")");
            }
            Inline::Phrase(phrase) => self.phrase(phrase, forms),
            Inline::Link(link) => self.link(link, forms),
            Inline::Image(image) => self.image(image),
            Inline::NoteRef(reference) => self.note(reference),
            Inline::Math(math) => self.formula(math),
            Inline::Ruby(ruby) => {
                self.sink.code("ruby(");
                self.pieces_as_content(&ruby.base, forms);
                self.sink.code(", ");
                self.sink.shown(&ruby.reading, self.refused);
                self.sink.code(")");
            }
            Inline::Place(place) => self.here(&place.id),
            Inline::Gap => self.sink.code("gap"),
            Inline::SoftBreak(never) => match *never {},
            Inline::HardBreak(_) => self.sink.code("linebreak()"),
        }
    }

    fn phrase(&mut self, phrase: &Phrase<Settled>, forms: &mut Forms) {
        let is_sized = self.is_sized;
        if matches!(phrase.style, Style::Small | Style::Large) {
            // Sizes within sizes would grow without bound.
            if is_sized {
                return self.pieces_as_content(&phrase.inlines, forms);
            }
            self.is_sized = true;
        }
        self.sink.code(match phrase.style {
            Style::Emphasis => "emphasis(",
            Style::Strong => "bold(",
            Style::Strikethrough => "struck(",
            Style::Underline => "underlined(",
            Style::Highlight => "highlighted(",
            Style::Superscript => "superscript(",
            Style::Subscript => "subscript(",
            Style::Small => "smaller(",
            Style::Large => "larger(",
            Style::Keyboard => "keyboard(",
            Style::Color(_) => "coloured(",
        });
        if let Style::Color(color) = phrase.style {
            self.sink.string(&color.on_white().to_string());
            self.sink.code(", ");
        }
        let outer = self.line;
        self.line = outer.or(Line::of(phrase.style));
        self.pieces_as_content(&phrase.inlines, forms);
        self.line = outer;
        self.is_sized = is_sized;
        if let (Some(outer), Some(own)) = (outer, Line::of(phrase.style))
            && outer != own
        {
            self.sink.code(match outer {
                Line::Strike => ", like: \"strike\"",
                Line::Underline => ", like: \"underline\"",
            });
        }
        self.sink.code(")");
    }

    fn pieces_as_content(&mut self, line: &[Inline<Settled>], forms: &mut Forms) {
        if line.is_empty() {
            return self.sink.code("[]");
        }
        self.sink.code("{\n");
        self.pieces(line, forms);
        self.sink.code("}");
    }

    /// Text, with its marks in the forms they have where they stand.
    fn text(&mut self, run: &Text, forms: &mut Forms) {
        let text = collapse_spaces(&run.text);
        for (index, piece) in runs(&text, forms).into_iter().enumerate() {
            if index > 0 {
                self.sink.code("\n");
            }
            match piece {
                Run::Plain(text) => self.plain_run(text),
                Run::LongWord(text) => {
                    self.sink.code("long-word(");
                    self.sink.shown(text, self.refused);
                    self.sink.code(")");
                }
                Run::Formed { text, form, gap_before, gap_after } => {
                    if gap_before {
                        self.sink.code("gap\n");
                    }
                    self.sink.code(match form {
                        Form::Latin => "latin(",
                        Form::Full => "full(",
                        Form::Usual => "(",
                    });
                    let text = self.sink.showable(text, self.refused);
                    self.sink.string(&divided(&held(&text)));
                    self.sink.code(")");
                    if gap_after {
                        self.sink.code("\ngap");
                    }
                }
            }
        }
    }

    /// Text without marks of other forms.
    fn plain_run(&mut self, text: &str) {
        let parts = parts(text, &self.refused.text);
        let is_one = |a: &Part, b: &Part| a.text().and(b.text()).is_some();
        for (index, parts) in parts.chunk_by(is_one).enumerate() {
            if index > 0 {
                self.sink.code("\n");
            }
            match parts {
                [Part::Small(level, small)] => {
                    self.sink.code(match level {
                        Level::Above => "superscript(",
                        Level::Below => "subscript(",
                    });
                    self.sink.string(&made_of(small));
                    self.sink.code(")");
                }
                parts => {
                    let text: String = parts.iter().filter_map(Part::text).collect();
                    self.sink.string(&held(&text));
                }
            }
        }
    }

    fn link(&mut self, link: &Link<Settled>, forms: &mut Forms) {
        match &link.target {
            Target::External(url) => {
                self.sink.code("url(");
                self.sink.string(url);
                self.sink.code(", ");
                self.pieces_as_content(&link.inlines, forms);
                let shown = plain_text(&link.inlines);
                let is_silent = says_address(&shown, url) || self.place == Place::Head;
                if !is_silent && let Some(readable) = readable(url) {
                    self.sink.code(", shown: ");
                    self.sink.shown(&readable, self.refused);
                }
                self.sink.code(match self.place {
                    _ if is_silent => ", address: none)",
                    Place::Note => ", address: \"inline\")",
                    Place::Head | Place::Text => ")",
                });
            }
            Target::Internal(anchor) => {
                self.sink.code("goto(");
                self.sink.string(&label(anchor));
                self.sink.code(", ");
                self.pieces_as_content(&link.inlines, forms);
                if self.place != Place::Head {
                    self.page_phrases += 1;
                    let number = self.page_phrases;
                    let slug = &self.lesson.info.slug;
                    self.sink.code(", phrase: ");
                    self.sink.string(&format!("page:{slug}/{number}"));
                }
                self.sink.code(")");
            }
        }
    }

    fn image(&mut self, image: &Image<Settled>) {
        match &image.picture {
            Picture::Asset(id) => {
                self.asset("inline-picture(", image, *id);
                self.sink.code(")");
            }
            Picture::Missing(_) => self.missing_picture(image),
        }
    }

    /// A call that shows a picture, but for its end.
    pub(super) fn asset(
        &mut self,
        call: &'static str,
        image: &Image<Settled>,
        id: AssetId,
    ) {
        let asset = &self.course.assets[id.0];
        let words = self.words;
        self.sink.spanned(image.span, |sink| {
            sink.code(call);
            sink.string(&asset_path(&asset.name));
            sink.code(", alt: ");
            // PDF/UA-1 asks for words (ISO 14289-1, 7.3).
            match image.alt.trim().is_empty() {
                true => sink.string(words.figure),
                false => sink.string(&image.alt),
            }
            sink.code(", natural: (");
            sink.integer(asset.width.into());
            sink.code(", ");
            sink.integer(asset.height.into());
            sink.code(")");
            for (name, length) in
                [(", width: ", image.size.width), (", height: ", image.size.height)]
            {
                let (number, unit) = match length {
                    None => continue,
                    Some(Length::Percent(number)) => (number, "%"),
                    Some(Length::Points(number)) => (number, "pt"),
                };
                sink.code(name);
                sink.number(number);
                sink.code(unit);
            }
        });
    }

    /// What stands in a line for a picture that is missing.
    pub(super) fn missing_picture(&mut self, image: &Image<Settled>) {
        let words = self.words;
        let mut text = format!("{}{}", words.open_paren, words.missing_picture);
        for part in [described(image), &image.title] {
            if !part.is_empty() {
                text.push_str(words.colon);
                text.push_str(part);
            }
        }
        text.push_str(words.close_paren);
        let refused = self.refused;
        self.sink.spanned(image.span, |sink| sink.shown(&text, refused));
    }

    fn note(&mut self, reference: &NoteRef<Settled>) {
        let number = reference.note;
        let name = Anchor {
            lesson: self.lesson.info.slug.clone(),
            id: format!("note-{}", number.0),
        };
        let Some(note) = self.notes.get(&number).copied() else { return };
        if !self.noted.insert(number) {
            self.sink.code("note-again(");
            self.sink.string(&format!("note:{}", label(&name)));
            return self.sink.code(")");
        }
        self.sink.code("note(");
        self.sink.string(&format!("note:{}", label(&name)));
        self.sink.code(", {\n");
        let outer = std::mem::replace(&mut self.place, Place::Note);
        let line = self.line.take();
        let is_sized = std::mem::take(&mut self.is_sized);
        match note.blocks.split_first() {
            Some((Block::Paragraph(first), rest)) => {
                self.line(first);
                self.blocks(rest);
            }
            _ => self.blocks(&note.blocks),
        }
        self.place = outer;
        self.line = line;
        self.is_sized = is_sized;
        self.sink.code("})");
    }
}

/// A line at a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Strike,
    Underline,
}

impl Line {
    fn of(style: Style) -> Option<Line> {
        match style {
            Style::Strikethrough => Some(Line::Strike),
            Style::Underline | Style::Highlight => Some(Line::Underline),
            Style::Emphasis
            | Style::Strong
            | Style::Superscript
            | Style::Subscript
            | Style::Small
            | Style::Large
            | Style::Keyboard
            | Style::Color(_) => None,
        }
    }
}

/// Whether a link's text is its address, perhaps without what everybody leaves out.
pub(super) fn says_address(text: &str, url: &str) -> bool {
    let bare = |address: &str| {
        let address =
            address.trim_start_matches("https://").trim_start_matches("http://");
        let address = address.trim_start_matches("mailto:").trim_end_matches('/');
        address.to_lowercase()
    };
    bare(text) == bare(url)
        || percent_encoding::percent_decode_str(url)
            .decode_utf8()
            .is_ok_and(|url| bare(text) == bare(&url))
}

/// What a picture that cannot be shown is known by: its description, or its address.
pub(super) fn described(image: &Image<Settled>) -> &str {
    match &image.picture {
        Picture::Missing(address) if image.alt.trim().is_empty() => address,
        Picture::Missing(_) | Picture::Asset(_) => &image.alt,
    }
}

/// Runs of white space become one space, as in every paragraph.
pub(super) fn collapse_spaces(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {
                if !collapsed.ends_with(' ') {
                    collapsed.push(' ');
                }
            }
            c => collapsed.push(c),
        }
    }
    collapsed
}
