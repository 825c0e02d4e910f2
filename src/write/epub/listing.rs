//! Code as XHTML.
//!
//! A screen is narrower than a line of code, so lines wrap. Each is an element that
//! knows how far it is indented: what wraps hangs below its first word and cannot be
//! taken for a new statement. The line feed stands inside the element, so that copied
//! code has its lines, and so has a reading system without styles.

use super::lesson::LessonWriter;
use crate::document::{CodeLine, Listing, TokenClass};

/// How many columns a tab takes up to.
pub(super) const TAB: usize = 4;
/// Deeper indentation hangs no deeper, to leave room for code on a telephone.
pub(super) const DEEPEST: usize = 16;

impl LessonWriter<'_> {
    pub(super) fn listing(&mut self, listing: &Listing) {
        let label = match &listing.language {
            Some(language) => format!("{} {language}", self.words.code),
            None => self.words.code.to_owned(),
        };
        self.xml.open("figure").attr("class", "listing").attr("aria-label", &label);
        if let Some(language) = &listing.language {
            self.xml.open("figcaption").attr("aria-hidden", "true");
            self.xml.text(language);
            self.xml.close();
        }
        self.xml.open("pre");
        let attributes = self.xml.open("code");
        if let Some(language) = &listing.language {
            let name = language.to_lowercase().replace(char::is_whitespace, "-");
            attributes.attr("class", &format!("language-{name}"));
        }
        for line in &listing.lines {
            self.code_line(line);
        }
        self.xml.close();
        self.xml.close();
        self.xml.close_line();
    }

    fn code_line(&mut self, line: &CodeLine) {
        let indented = indentation(line).min(DEEPEST);
        self.xml.open("span").attr("class", &format!("line in{indented}"));
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
