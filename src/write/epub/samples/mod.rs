//! Courses built by hand, for tests.

pub(in crate::write::epub) mod full;

use std::sync::Arc;

use crate::document::{
    Align, Anchor, Asset, AssetId, Block, Callout, CalloutKind, Cell, Code, CodeLine,
    Course, CourseInfo, Figure, Footnote, Heading, Image, Inline, Language, Lesson,
    LessonInfo, Link, List, ListItem, ListNumbers, Listing, Mark, MediaType, NoteNumber,
    NoteRef, Paragraph, Phrase, Picture, Quote, Row, Settled, Size, Style, Table, Target,
    Text, TokenClass,
};
use crate::source::{CoursePath, SourceMap, Span};
use crate::write::epub::lesson::lesson_page;
use crate::write::epub::names::Names;

/// A span, since every node has one.
pub(in crate::write::epub) fn span() -> Span {
    let mut map = SourceMap::default();
    let id = map.add("lesson.md", String::new());
    map.file(id).whole()
}

/// A language.
pub(in crate::write::epub) fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

/// A course of these lessons, without anything that may be missing.
pub(in crate::write::epub) fn course_of(
    lessons: Vec<Lesson<Settled>>,
) -> Course<Settled> {
    let info = CourseInfo {
        title: "课程".into(),
        subtitle: None,
        slug: "course".into(),
        language: language("zh-CN"),
        authors: Vec::new(),
        description: None,
        subjects: Vec::new(),
        rights: None,
        publisher: None,
        identifier: None,
        date: None,
        updated: None,
        is_book: lessons.len() > 1,
    };
    Course { info, lessons, assets: Vec::new(), unpublished: Vec::new() }
}

/// An empty lesson.
pub(in crate::write::epub) fn lesson(slug: &str) -> Lesson<Settled> {
    let info = LessonInfo {
        path: CoursePath::root(),
        title: slug.into(),
        slug: slug.into(),
        number: None,
        language: language("zh-CN"),
        description: None,
        estimated_minutes: None,
        tags: Vec::new(),
        keywords: Vec::new(),
        authors: Vec::new(),
        date: None,
        updated: None,
    };
    Lesson {
        span: span(),
        info,
        objectives: Vec::new(),
        prerequisites: Vec::new(),
        blocks: Vec::new(),
        footnotes: Vec::new(),
    }
}

/// A heading that is known by an anchor in a lesson.
pub(in crate::write::epub) fn heading(
    level: u8,
    lesson: &str,
    id: &str,
    words: &str,
) -> Block<Settled> {
    let anchor = Anchor { lesson: lesson.into(), id: id.into() };
    let mark = Mark { anchor, number: None };
    Block::Heading(Heading { span: span(), level, mark, inlines: vec![text(words)] })
}

/// A run of text.
pub(in crate::write::epub) fn text(words: &str) -> Inline<Settled> {
    Inline::Text(Text { span: span(), text: words.into() })
}

/// Inline code.
pub(in crate::write::epub) fn code(words: &str) -> Inline<Settled> {
    Inline::Code(Text { span: span(), text: words.into() })
}

/// Inlines in a style.
pub(in crate::write::epub) fn phrase(
    style: Style,
    inlines: Vec<Inline<Settled>>,
) -> Inline<Settled> {
    Inline::Phrase(Phrase { span: span(), style, inlines })
}

/// A link out of the course.
pub(in crate::write::epub) fn link(
    address: &str,
    inlines: Vec<Inline<Settled>>,
) -> Inline<Settled> {
    let target = Target::External(address.into());
    Inline::Link(Link { span: span(), target, inlines })
}

/// A link to a lesson's anchor.
pub(in crate::write::epub) fn cross(
    lesson: &str,
    id: &str,
    words: &str,
) -> Inline<Settled> {
    let target = Target::Internal(Anchor { lesson: lesson.into(), id: id.into() });
    Inline::Link(Link { span: span(), target, inlines: vec![text(words)] })
}

/// A reference to a footnote.
pub(in crate::write::epub) fn note(number: u32) -> Inline<Settled> {
    Inline::NoteRef(NoteRef { span: span(), note: NoteNumber(number) })
}

/// A footnote.
pub(in crate::write::epub) fn footnote(
    number: u32,
    blocks: Vec<Block<Settled>>,
) -> Footnote<Settled> {
    Footnote { span: span(), note: NoteNumber(number), blocks }
}

/// A picture of the course, or a missing one.
pub(in crate::write::epub) fn image(
    asset: Option<usize>,
    alt: &str,
    title: &str,
) -> Image<Settled> {
    let picture = match asset {
        Some(index) => Picture::Asset(AssetId(index)),
        None => Picture::Missing("图/没有.png".into()),
    };
    let size = Size::default();
    Image { span: span(), picture, alt: alt.into(), title: title.into(), size }
}

/// A picture between paragraphs.
pub(in crate::write::epub) fn figure(
    asset: Option<usize>,
    alt: &str,
    caption: &str,
) -> Block<Settled> {
    let caption = Vec::from_iter((!caption.is_empty()).then(|| text(caption)));
    Block::Figure(Figure { span: span(), image: image(asset, alt, ""), caption })
}

/// A paragraph.
pub(in crate::write::epub) fn paragraph(inlines: Vec<Inline<Settled>>) -> Block<Settled> {
    Block::Paragraph(Paragraph { span: span(), inlines })
}

/// A paragraph of plain words.
pub(in crate::write::epub) fn words(words: &str) -> Block<Settled> {
    paragraph(vec![text(words)])
}

/// A list of items that are tasks, ticked or not, or none.
pub(in crate::write::epub) fn list(
    start: Option<i64>,
    tight: bool,
    items: Vec<(Option<bool>, Vec<Block<Settled>>)>,
) -> Block<Settled> {
    let item = |(task, blocks)| ListItem { span: span(), number: None, task, blocks };
    let items = items.into_iter().map(item).collect();
    let numbers = start.map(ListNumbers::from);
    Block::List(List { span: span(), numbers, tight, items })
}

/// A callout.
pub(in crate::write::epub) fn callout(
    kind: CalloutKind,
    blocks: Vec<Block<Settled>>,
) -> Block<Settled> {
    Block::Callout(Callout { span: span(), kind, title: None, blocks })
}

/// A quotation.
pub(in crate::write::epub) fn quote(blocks: Vec<Block<Settled>>) -> Block<Settled> {
    Block::Quote(Quote { span: span(), blocks })
}

/// A table of plain words.
pub(in crate::write::epub) fn table(
    align: &[Align],
    header: &[&str],
    rows: &[&[&str]],
) -> Block<Settled> {
    let cell =
        |text: &&str| Cell::new(Vec::from_iter((!text.is_empty()).then(|| words(text))));
    let row = |cells: &[&str]| Row { cells: cells.iter().map(cell).collect() };
    Block::Table(Table {
        span: span(),
        caption: Vec::new(),
        align: align.to_vec(),
        header: Vec::from_iter((!header.is_empty()).then(|| row(header))),
        rows: rows.iter().map(|cells| row(cells)).collect(),
    })
}

/// Code in which a few words are coloured, as a highlighter would.
pub(in crate::write::epub) fn listing(name: Option<&str>, code: &str) -> Block<Settled> {
    let lines = code.lines().map(|line| {
        let mut coloured = CodeLine::default();
        let (before, comment) = match line.find('#') {
            Some(at) => line.split_at(at),
            None => (line, ""),
        };
        for word in before.split_inclusive([' ', '(', ')', ':', ',', '.']) {
            let (name, sign) = match word.char_indices().last() {
                Some((at, last)) if " ():,.".contains(last) => word.split_at(at),
                _ => (word, ""),
            };
            let class = match name {
                "async" | "await" | "def" | "return" | "import" | "from" | "for" => {
                    TokenClass::Keyword
                }
                name if name.starts_with('"') => TokenClass::String,
                name if name.parse::<f64>().is_ok() => TokenClass::Number,
                _ if sign == "(" => TokenClass::Function,
                _ => TokenClass::Plain,
            };
            coloured.push(class, name);
            coloured.push(TokenClass::Plain, sign);
        }
        coloured.push(TokenClass::Comment, comment);
        coloured
    });
    let code = Listing {
        language: name.map(str::to_owned),
        title: None,
        first_number: None,
        lines: lines.collect(),
    };
    Block::Code(Code { span: span(), code })
}

/// A green picture.
pub(in crate::write::epub) fn picture(name: &str) -> Asset {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(240, 90, image::Rgb([60, 140, 90]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    Asset {
        name: name.into(),
        media_type: MediaType::Png,
        bytes: Arc::from(bytes.into_inner()),
        width: 240,
        height: 90,
        moves: false,
    }
}

/// What a lesson's blocks become, without the page around them.
pub(in crate::write::epub) fn written(blocks: Vec<Block<Settled>>) -> String {
    let mut lesson = lesson("only");
    lesson.blocks = blocks;
    let course = course_of(vec![lesson]);
    let page = lesson_page(&course, &Names::new(&course), 0, &course.lessons[0]).xhtml;
    let body = page.split_once("</header>\n").map_or("", |(_, body)| body);
    body.trim_end_matches("</section>\n</body>\n</html>\n").to_owned()
}
