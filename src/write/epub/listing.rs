//! Code as XHTML.
//!
//! A screen is narrower than a line of code, so lines wrap. Each is an element that
//! knows how far it is indented: what wraps hangs below its first word and cannot be
//! taken for a new statement. The line feed stands inside the element, so that copied
//! code has its lines, and so has a reading system without styles.

use super::lesson::LessonWriter;
use crate::document::{CodeLine, LineMark, Listing, TokenClass};

/// How many columns a tab takes up to.
pub(super) const TAB: usize = 4;
/// Deeper indentation hangs no deeper, to leave room for code on a telephone.
pub(super) const DEEPEST: usize = 16;
/// A line's number has at most so many digits.
pub(super) const MOST_DIGITS: usize = 7;
/// The signs of marked lines, which are as wide as a letter in every face.
pub(super) const SIGNS: [(LineMark, char); 5] = [
    (LineMark::Highlighted, '>'),
    (LineMark::Added, '+'),
    (LineMark::Removed, '-'),
    (LineMark::Warning, '!'),
    (LineMark::Error, 'x'),
];

impl LessonWriter<'_> {
    pub(super) fn listing(&mut self, listing: &Listing) {
        let attributes = self.xml.open("figure").attr("class", "listing");
        match (&listing.title, &listing.language) {
            // The caption is its name.
            (Some(title), language) => {
                self.xml.open("figcaption").attr("class", "titled");
                self.xml.open("span").attr("class", "listing-title");
                self.xml.text(title);
                self.xml.close();
                if let Some(language) = language {
                    self.xml.text(" ");
                    self.xml.open("span").attr("class", "listing-language");
                    self.xml.text(language);
                    self.xml.close();
                }
                self.xml.close();
            }
            (None, Some(language)) => {
                attributes.attr("aria-label", &format!("{} {language}", self.words.code));
                self.xml.open("figcaption").attr("aria-hidden", "true");
                self.xml.text(language);
                self.xml.close();
            }
            (None, None) => {
                attributes.attr("aria-label", self.words.code);
            }
        }
        self.xml.open("pre");
        let attributes = self.xml.open("code");
        let classes = classes(listing);
        if !classes.is_empty() {
            attributes.attr("class", &classes.join(" "));
        }
        let mut number = listing.first_number;
        for line in &listing.lines {
            self.code_line(line, number);
            number = number.map(|number| number.saturating_add(1));
        }
        self.xml.close();
        self.xml.close();
        self.xml.close_line();
    }

    /// A line. Its number and the sign of its mark are left to the style sheet, which
    /// copied code has nothing of.
    fn code_line(&mut self, line: &CodeLine, number: Option<u32>) {
        let indented = indentation(line).min(DEEPEST);
        let mut class = format!("line in{indented}");
        if let Some(mark) = line.mark {
            class += &format!(" line-{}", mark.name());
        }
        let name = match line.mark {
            None => "span",
            Some(LineMark::Added) => "ins",
            Some(LineMark::Removed) => "del",
            Some(LineMark::Highlighted | LineMark::Warning | LineMark::Error) => "mark",
        };
        // The elements have roles of their own, but for these two.
        let role = match line.mark {
            Some(LineMark::Warning) => Some(self.words.warning_line),
            Some(LineMark::Error) => Some(self.words.error_line),
            Some(LineMark::Highlighted | LineMark::Added | LineMark::Removed) | None => {
                None
            }
        };
        let mut attributes = self.xml.open(name).attr("class", &class);
        if let Some(role) = role {
            attributes = attributes.attr("aria-roledescription", role);
        }
        if let Some(number) = number {
            attributes.attr("data-line", &number.to_string());
        }
        for token in &line.tokens {
            match token.class {
                TokenClass::Plain => self.xml.text(&token.text),
                class => {
                    self.xml.open("span").attr("class", &format!("tok-{}", class.name()));
                    self.xml.text(&token.text);
                    self.xml.close();
                }
            }
        }
        self.xml.text("\n");
        self.xml.close();
    }
}

/// What a style sheet may want to know: the language, and how many digits the numbers
/// before the lines have, if anything stands there.
fn classes(listing: &Listing) -> Vec<String> {
    let language = listing.language.as_ref().map(|language| {
        format!("language-{}", language.to_lowercase().replace(char::is_whitespace, "-"))
    });
    let digits = match listing.last_number() {
        Some(last) => Some(last.to_string().len().min(MOST_DIGITS)),
        None => listing.has_marks().then_some(0),
    };
    let gutter = digits.map(|digits| format!("gutter{digits}"));
    language.into_iter().chain(gutter).collect()
}

/// The columns before a line's first word.
fn indentation(line: &CodeLine) -> usize {
    let mut columns = 0;
    for c in line.tokens.iter().flat_map(|token| token.text.chars()) {
        match c {
            ' ' => columns += 1,
            '\t' => columns += TAB - columns % TAB,
            _ => return columns,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use crate::write::epub::samples::{listing, written};

    #[test]
    fn each_line_knows_its_indentation() {
        let code = written(vec![listing(Some("Visual Basic"), "async\n\n  \tx\n")]);
        assert_eq!(
            code,
            "<figure class=\"listing\" aria-label=\"代码 Visual Basic\">\
             <figcaption aria-hidden=\"true\">Visual Basic</figcaption>\
             <pre><code class=\"language-visual-basic\">\
             <span class=\"line in0\"><span class=\"tok-keyword\">async</span>\n</span>\
             <span class=\"line in0\">\n</span>\
             <span class=\"line in4\">  \tx\n</span></code></pre></figure>\n"
        );
    }

    #[test]
    fn deep_indentation_leaves_room_for_code() {
        let code = written(vec![listing(None, &format!("{}x", " ".repeat(40)))]);
        assert!(code.contains("class=\"line in16\""));
    }
}
