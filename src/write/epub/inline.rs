//! Inlines as XHTML.

use super::lesson::{LessonWriter, note_id, reference_id};
use crate::document::{
    Image, Inline, Length, Link, NoteRef, Phrase, Picture, Ruby, Settled, Size, Style,
    Target, is_ideograph, plain_text,
};

impl LessonWriter<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline<Settled>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<Settled>) {
        match inline {
            Inline::Text(run) if self.dotted => self.dotted_text(&run.text),
            Inline::Text(run) => self.xml.text(&run.text),
            Inline::Code(run) => {
                self.xml.open("code");
                self.xml.text(&run.text);
                self.xml.close();
            }
            Inline::Phrase(phrase) => self.phrase(phrase),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::NoteRef(reference) => self.note_reference(reference),
            Inline::Math(math) => self.formula(math),
            Inline::Ruby(ruby) => self.ruby(ruby),
            Inline::Place(place) => self.place("span", place),
            Inline::Gap => {
                self.xml.open("span").attr("class", "gap");
                self.xml.close();
            }
            Inline::SoftBreak(never) => match *never {},
            Inline::HardBreak(_) => {
                self.xml.void("br");
            }
        }
    }

    fn phrase(&mut self, phrase: &Phrase<Settled>) {
        match phrase.style {
            Style::Emphasis => self.emphasis(phrase),
            Style::Strong => self.element("strong", phrase),
            Style::Strikethrough => self.element("del", phrase),
            Style::Underline => self.element("u", phrase),
            Style::Highlight => self.element("mark", phrase),
            Style::Superscript => self.element("sup", phrase),
            Style::Subscript => self.element("sub", phrase),
            Style::Small => self.element("small", phrase),
            Style::Large => {
                self.xml.open("span").attr("class", "large");
                self.inlines(&phrase.inlines);
                self.xml.close();
            }
            Style::Keyboard => self.element("kbd", phrase),
            Style::Color(color) => {
                // Two values, since a reader's screen may be dark.
                let style = format!(
                    "color:{0};--light:{0};--dark:{1}",
                    color.on_white(),
                    color.on_black()
                );
                self.xml.open("span").attr("class", "colored").attr("style", &style);
                self.inlines(&phrase.inlines);
                self.xml.close();
            }
        }
    }

    fn element(&mut self, name: &'static str, phrase: &Phrase<Settled>) {
        self.xml.open(name);
        self.inlines(&phrase.inlines);
        self.xml.close();
    }

    /// Characters with their reading; systems that know no ruby show it in parentheses.
    fn ruby(&mut self, ruby: &Ruby<Settled>) {
        self.xml.open("ruby");
        self.inlines(&ruby.base);
        for (name, text) in [("rp", "（"), ("rt", ruby.reading.as_str()), ("rp", "）")]
        {
            self.xml.open(name);
            self.xml.text(text);
            self.xml.close();
        }
        self.xml.close();
    }

    /// Ideographs are not slanted but dotted (clreq, 2.4.1.2 “emphasis dots”); Latin
    /// text is slanted.
    fn emphasis(&mut self, phrase: &Phrase<Settled>) {
        if self.dotted || !plain_text(&phrase.inlines).contains(is_ideograph) {
            return self.element("em", phrase);
        }
        self.xml.open("em").attr("class", "dotted");
        self.dotted = true;
        self.inlines(&phrase.inlines);
        self.dotted = false;
        self.xml.close();
    }

    /// Text under emphasis dots, with its Latin words apart: they get none.
    fn dotted_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(start) = rest.find(is_latin) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c: char| !c.is_ascii()).unwrap_or(from.len());
            let word = from[..end].trim_end();
            self.xml.text(before);
            self.xml.open("span").attr("class", "latin");
            self.xml.text(word);
            self.xml.close();
            rest = &from[word.len()..];
        }
        self.xml.text(rest);
    }

    fn link(&mut self, link: &Link<Settled>) {
        let href = match &link.target {
            Target::External(address) => Some(address.clone()),
            Target::Internal(anchor) => self.names.href(self.lesson, anchor),
        };
        // A link in a link is not allowed in XHTML.
        let Some(href) = href.filter(|_| !self.inside_link) else {
            return self.inlines(&link.inlines);
        };
        // A picture without a description says nothing to those who listen.
        let is_wordless = plain_text(&link.inlines).trim().is_empty();
        let attributes = self.xml.open("a").attr("href", &href);
        if is_wordless {
            attributes.attr("aria-label", &href);
        }
        self.inside_link = true;
        self.inlines(&link.inlines);
        self.inside_link = false;
        self.xml.close();
    }

    /// A reference that opens the note in a box where the reading system can (EPUB 3.3
    /// SSV, `noteref`).
    fn note_reference(&mut self, reference: &NoteRef<Settled>) {
        let number = reference.note;
        let nth = self.references.entry(number).or_default();
        *nth += 1;
        let id = reference_id(number, *nth);
        let text = number.0.to_string();
        if self.inside_link {
            self.xml.open("sup").attr("id", &id);
            self.xml.text(&text);
            self.xml.close();
            return;
        }
        self.xml.open("sup");
        self.xml
            .open("a")
            .attr("class", "noteref")
            .attr("id", &id)
            .attr("href", &format!("#{}", note_id(number)))
            .attr("epub:type", "noteref")
            .attr("role", "doc-noteref");
        self.xml.text(&text);
        self.xml.close();
        self.xml.close();
    }

    pub(super) fn image(&mut self, image: &Image<Settled>) {
        let shown = match &image.picture {
            Picture::Asset(id) => {
                self.names.picture(*id).zip(self.course.assets.get(id.0)).ok_or("")
            }
            Picture::Missing(address) => Err(address.as_str()),
        };
        match shown {
            Ok((source, asset)) => {
                let mut attributes = self.xml.void("img");
                attributes = attributes
                    .attr("src", source)
                    .attr("alt", &image.alt)
                    .attr("width", &asset.width.to_string())
                    .attr("height", &asset.height.to_string());
                if let Some(style) = size(image.size) {
                    attributes = attributes.attr("style", &style);
                }
                if !image.title.is_empty() {
                    attributes.attr("title", &image.title);
                }
            }
            Err(address) => self.missing_picture(image, address),
        }
    }

    /// A box with the words that were to describe the picture, or else its address.
    fn missing_picture(&mut self, image: &Image<Settled>, address: &str) {
        let attributes = self.xml.open("span").attr("class", "missing-picture");
        if !image.title.is_empty() {
            attributes.attr("title", &image.title);
        }
        self.xml.open("span").attr("class", "missing-picture-label");
        self.xml.text(self.words.missing_picture);
        self.xml.close();
        self.xml.text(" ");
        self.xml.text(if image.alt.is_empty() { address } else { &image.alt });
        self.xml.close();
    }
}

/// A picture's size in CSS.
fn size(size: Size) -> Option<String> {
    let length = |length| match length {
        Length::Percent(number) => format!("{number}%"),
        Length::Points(number) => format!("{number}pt"),
    };
    match (size.width, size.height) {
        (Some(width), _) => Some(format!("width:{}", length(width))),
        // A part of a height that nobody knows is none.
        // The width that is said in pixels must not stand against it.
        (None, Some(Length::Points(height))) => {
            Some(format!("height:{height}pt;width:auto"))
        }
        (None, Some(Length::Percent(_)) | None) => None,
    }
}

/// Whether a character begins a word that is slanted under emphasis.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::epub::samples::{
        cross, image, link, paragraph, phrase, text, written,
    };

    fn line(inlines: Vec<Inline<Settled>>) -> String {
        let block = written(vec![paragraph(inlines)]);
        block.trim_start_matches("<p>").trim_end_matches("</p>\n").to_owned()
    }

    #[test]
    fn ideographs_are_dotted_and_latin_words_slanted() {
        let emphasis = |words| line(vec![phrase(Style::Emphasis, vec![text(words)])]);
        assert_eq!(emphasis("only Latin"), "<em>only Latin</em>");
        assert_eq!(
            emphasis("用 async def，不用 3"),
            "<em class=\"dotted\">用 <span class=\"latin\">async def</span>，不用 \
             <span class=\"latin\">3</span></em>"
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_keeps_its_words() {
        assert_eq!(line(vec![cross("nowhere", "", "那里")]), "那里");
    }

    #[test]
    fn a_link_in_a_link_is_words() {
        let inner = link("https://b.cn", vec![text("二")]);
        let outer = line(vec![link("https://a.cn", vec![text("一"), inner])]);
        assert_eq!(outer, "<a href=\"https://a.cn\">一二</a>");
    }

    #[test]
    fn a_link_without_words_has_a_name() {
        let bare = line(vec![link("https://a.cn", vec![])]);
        assert_eq!(bare, "<a href=\"https://a.cn\" aria-label=\"https://a.cn\"></a>");
    }

    #[test]
    fn a_missing_picture_leaves_its_words() {
        let missing = |alt| line(vec![Inline::Image(image(None, alt, ""))]);
        assert!(missing("架构图").contains("缺图</span> 架构图</span>"));
        assert!(missing("").contains("缺图</span> 图/没有.png</span>"));
    }
}
