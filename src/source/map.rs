//! Spans and the index that turns them into lines and columns.

use std::ops::Range;

/// Names one file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one file.
///
/// [`SourceFile::span`] makes spans from raw numbers. It clamps them to the text and to
/// character boundaries, so slicing the text with a span cannot panic. [`Span::part`] keeps
/// to that if the text it is asked about is the one under the span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    source: SourceId,
    start: u32,
    end: u32,
}

impl Span {
    /// The file this span lies in.
    pub fn source(self) -> SourceId {
        self.source
    }

    /// The range in bytes from the start of the file.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty span at the start of this one.
    pub fn start(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The part of this span where `part` stands, a slice of `text`, which is the text
    /// under it; all of it if `part` is no such slice.
    pub fn part(self, text: &str, part: Range<usize>) -> Span {
        let length = (self.end - self.start) as usize;
        if text.len() != length || text.get(part.clone()).is_none() {
            return self;
        }
        let (start, end) = (self.start + part.start as u32, self.start + part.end as u32);
        Span { start, end, ..self }
    }

    /// The smallest span that holds both; `self` if they lie in different files.
    pub fn join(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A place as people count it: both numbers start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// One file's text with an index of its lines.
#[derive(Debug, Clone)]
pub struct SourceFile {
    id: SourceId,
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The path as shown to the author.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, exactly as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A span of this file; `range` in bytes is clamped to the text and widened to
    /// character boundaries.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.clamp(start, self.text.len()));
        Span { source: self.id, start: start as u32, end: end as u32 }
    }

    /// The span of the whole file.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The text under a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The bytes of the lines from `first` to `last`, which count from 1; `None` if none of
    /// them is there.
    pub fn lines(&self, first: usize, last: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(first.checked_sub(1)?)? as usize;
        let end = self.line_starts.get(last).map_or(self.text.len(), |end| *end as usize);
        (start < end).then_some(start..end)
    }

    /// Line and column of a byte offset, which is clamped to the text.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_starts.partition_point(|&start| start as usize <= offset);
        let start = self.line_starts[line - 1] as usize;
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }
}

/// All files read in one run.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file. `path` is what diagnostics show.
    ///
    /// Spans count bytes in 32 bits; the reader refuses files far below that size.
    pub fn add(&mut self, path: impl Into<String>, text: String) -> SourceId {
        let id = SourceId(self.files.len() as u32);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts =
            std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect();
        self.files.push(SourceFile { id, path: path.into(), text, line_starts });
        id
    }

    /// The file of that name.
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every file, in the order added.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// Path, line and column of a span's start.
    pub fn locate(&self, span: Span) -> (&str, Position) {
        let file = self.file(span.source);
        (file.path(), file.position(span.start as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut map = SourceMap::default();
        let id = map.add("a.md", "第一行\n第二 x\n".into());
        let file = map.file(id);
        let x = file.text().find('x').unwrap_or_default();
        assert_eq!(file.position(x), Position { line: 2, column: 4 });
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn lines_have_their_bytes() {
        let mut map = SourceMap::default();
        let id = map.add("a.md", "一\n\nb".into());
        let lines = |first, last| map.file(id).lines(first, last);
        assert_eq!(lines(1, 2), Some(0..5));
        assert_eq!(lines(3, 9), Some(5..6));
        assert_eq!((lines(4, 9), lines(3, 2), lines(0, 1)), (None, None, None));
    }

    #[test]
    fn a_span_never_cuts_a_character() {
        let mut map = SourceMap::default();
        let id = map.add("a.md", "中文".into());
        let file = map.file(id);
        assert_eq!(file.slice(file.span(1..4)), "中文");
        assert_eq!(file.slice(file.span(9..99)), "");
        let backwards = std::ops::Range { start: 3, end: 0 };
        assert_eq!(file.slice(file.span(backwards)), "");
    }
}
