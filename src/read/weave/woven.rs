//! A text put together from pieces of files, and what its marks mean.

use std::ops::Range;

use super::Container;
use crate::source::{SourceId, SourceMap, Span};

/// Text for the Markdown parser.
#[derive(Debug)]
pub(in crate::read) struct Woven {
    /// The file of the lesson.
    source: SourceId,
    text: String,
    /// In the order of their places; they cover the text.
    pieces: Vec<Piece>,
    /// In the order of their places.
    marks: Vec<Mark>,
}

/// Where a stretch of the text came from.
#[derive(Debug)]
struct Piece {
    /// Where it begins in the woven text, in bytes.
    at: usize,
    source: SourceId,
    /// What it stands for in its file, in bytes.
    origin: Range<usize>,
    /// Whether it is the text of its origin byte for byte.
    is_copy: bool,
}

/// A place in the woven text with a meaning.
#[derive(Debug)]
pub(in crate::read) struct Mark {
    /// Where it is, in bytes of the woven text.
    pub(in crate::read) at: usize,
    /// What it means.
    pub(in crate::read) meaning: Meaning,
}

/// What a mark means.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Meaning {
    /// A container begins.
    Open(Container),
    /// The innermost container ends.
    Close,
    /// A formula in a line.
    Formula(String),
    /// A formula on a line of its own.
    DisplayFormula(String),
    /// A new page.
    PageBreak,
    /// A list of the lesson's headings.
    Contents,
    /// Nothing that shows.
    Nothing,
    /// What the author wrote, after all.
    Text,
}

impl Woven {
    /// A text without anything in it yet.
    pub(super) fn new(source: SourceId) -> Woven {
        Woven { source, text: String::new(), pieces: Vec::new(), marks: Vec::new() }
    }

    /// The text.
    pub(in crate::read) fn text(&self) -> &str {
        &self.text
    }

    /// Adds text that stands so in its file.
    pub(super) fn copy(&mut self, text: &str, source: SourceId, start: usize) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut()
            && (last.source, last.origin.end, last.is_copy) == (source, start, true)
        {
            last.origin.end += text.len();
            return;
        }
        let origin = start..start + text.len();
        self.pieces.push(Piece { at, source, origin, is_copy: true });
    }

    /// Adds text that stands for that of `origin`.
    pub(super) fn replace(&mut self, text: &str, source: SourceId, origin: Range<usize>) {
        let at = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { at, source, origin, is_copy: false });
    }

    /// Adds another woven text.
    pub(super) fn append(&mut self, other: Woven) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        let pieces = other.pieces.into_iter();
        self.pieces.extend(pieces.map(|piece| Piece { at: at + piece.at, ..piece }));
        let marks = other.marks.into_iter();
        self.marks.extend(marks.map(|mark| Mark { at: at + mark.at, ..mark }));
    }

    /// Ends the last line, if it has no end, where that of `origin` ends.
    pub(super) fn end_line(&mut self, source: SourceId, origin: Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.replace("\n", source, origin);
        }
    }

    /// Gives the place where the text ends now a meaning.
    pub(super) fn mark(&mut self, meaning: Meaning) {
        self.marks.push(Mark { at: self.text.len(), meaning });
    }

    /// How many marks there are.
    pub(super) fn marks(&self) -> usize {
        self.marks.len()
    }

    /// Changes what a mark means.
    pub(super) fn meaning_mut(&mut self, index: usize) -> Option<&mut Meaning> {
        self.marks.get_mut(index).map(|mark| &mut mark.meaning)
    }

    /// The first mark in a range of the text.
    pub(in crate::read) fn mark_in(&self, range: &Range<usize>) -> Option<&Mark> {
        self.marks_in(range).next()
    }

    /// The marks in a range of the text.
    pub(in crate::read) fn marks_in(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.at < range.start);
        self.marks[first..].iter().take_while(|mark| mark.at < range.end)
    }

    /// The place in the author's files that a range of the text came from.
    pub(in crate::read) fn span(&self, sources: &SourceMap, range: Range<usize>) -> Span {
        let Some(first) = self.piece(range.start) else {
            let last = self.pieces.last().map(|piece| (piece.source, piece.origin.end));
            let (source, end) = last.unwrap_or((self.source, 0));
            return sources.file(source).span(end..end);
        };
        let piece = &self.pieces[first];
        let start = self.origin(first, range.start).start;
        let last = self.piece(range.end.saturating_sub(1)).unwrap_or(first);
        // Where a range leaves its file, it ends with the piece it began in.
        let end = match &self.pieces[last] {
            end if end.source == piece.source && range.start < range.end => {
                self.origin(last, range.end - 1).end
            }
            _ => start,
        };
        sources.file(piece.source).span(start..end.max(start))
    }

    /// What the author wrote where a range of the text is now.
    pub(in crate::read) fn original(
        &self,
        sources: &SourceMap,
        range: Range<usize>,
    ) -> String {
        let mut original = String::new();
        let Some(first) = self.piece(range.start) else { return original };
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.at >= range.end {
                break;
            }
            let end = self.end(index).min(range.end);
            if piece.is_copy {
                original.push_str(&self.text[piece.at.max(range.start)..end]);
            } else if range.contains(&(piece.at + (self.end(index) - piece.at) / 2)) {
                // What stands for it may be torn: its middle is in one part only.
                let file = sources.file(piece.source);
                original.push_str(file.slice(file.span(piece.origin.clone())));
            }
        }
        original
    }

    /// The index of the piece that holds a byte.
    fn piece(&self, at: usize) -> Option<usize> {
        if at >= self.text.len() {
            return None;
        }
        self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)
    }

    /// Where a piece ends in the text.
    fn end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at)
    }

    /// Where a byte of a piece came from.
    fn origin(&self, index: usize, at: usize) -> Range<usize> {
        let piece = &self.pieces[index];
        match piece.is_copy {
            true => {
                let start = piece.origin.start + (at - piece.at);
                start..start + 1
            }
            false => piece.origin.clone(),
        }
    }
}
