//! The page that a book of several lessons begins with.

use super::lesson::{Page, begin_page};
use crate::document::{Course, Settled};

/// Writes a book's title page.
pub(super) fn title_page(course: &Course<Settled>) -> Page {
    let info = &course.info;
    let mut xml = begin_page(&info.title, &info.language, "title-page");
    xml.open("section")
        .attr("epub:type", "titlepage")
        .attr("aria-labelledby", "book-title");
    xml.open("h1").attr("id", "book-title").attr("class", "book-title");
    xml.text(&info.title);
    xml.close_line();
    if let Some(subtitle) = &info.subtitle {
        xml.open("p").attr("class", "book-subtitle").attr("role", "doc-subtitle");
        xml.text(subtitle);
        xml.close_line();
    }
    for author in &info.authors {
        xml.line("p", "book-author", author);
    }
    if let Some(description) = &info.description {
        xml.line("p", "book-description", description);
    }
    if let Some(publisher) = &info.publisher {
        xml.line("p", "book-imprint", publisher);
    }
    if let Some(date) = info.updated.or(info.date) {
        xml.line("p", "book-imprint", &date.to_string());
    }
    if let Some(rights) = &info.rights {
        xml.line("p", "book-imprint", rights);
    }
    let (xhtml, properties) = xml.finish();
    Page { xhtml, properties }
}
