//! Pairs the delimiter runs of one stretch of inline text.
//!
//! This is the delimiter stack of CommonMark's parsing strategy, with the strikethrough,
//! subscript and superscript delimiters of pulldown-cmark. Each search that fails raises
//! the floor of later searches of its kind, and each that succeeds drops the openers it
//! passed, so the work is linear in the number of delimiter characters.

use std::ops::Range;

use pulldown_cmark::{Options, Tag, TagEnd};

use super::flanking::Flanking;

/// A delimiter run that takes part in the pairing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Byte offset of the run in the text.
    pub(super) start: usize,
    /// Length of the run in bytes.
    pub(super) len: usize,
    /// The delimiter character.
    pub(super) mark: u8,
    /// What the run may do.
    pub(super) flanking: Flanking,
}

/// What delimiter characters became.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// They open an element.
    Open(Tag<'static>),
    /// They close an element.
    Close(TagEnd),
    /// They are text.
    Text,
}

/// Delimiter characters side by side that have one role.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where the characters stand, in bytes of the text.
    pub(super) place: Range<usize>,
    /// The whole element in bytes of the text, delimiters and all; for text, its place.
    pub(super) element: Range<usize>,
    /// What the characters became.
    pub(super) role: Role,
}

/// A run on the stack that waits for a closer.
#[derive(Clone, Copy)]
struct Opener {
    /// The run as it stands in the text.
    run: Run,
    /// Byte offset of the first delimiter character still free.
    start: usize,
    /// Byte offset after the last delimiter character still free.
    end: usize,
}

/// Pairs `runs`, given in text order, and returns the tokens they became, unordered.
/// Every byte of every run is in exactly one token.
pub(super) fn pair(runs: &[Run], options: Options) -> Vec<Token> {
    let mut pairing =
        Pairing { options, stack: Vec::new(), floors: [0; FLOORS], tokens: Vec::new() };
    for &run in runs {
        pairing.take(run);
    }
    pairing.finish()
}

/// The state of the pairing.
struct Pairing {
    /// Decides which elements exist.
    options: Options,
    /// Openers that are not used up, innermost last.
    stack: Vec<Opener>,
    /// For each kind of closer, the stack height below which no opener fits it.
    floors: [usize; FLOORS],
    /// The tokens found.
    tokens: Vec<Token>,
}

/// Kinds of closers: four marks, able to open or not, length modulo three.
const FLOORS: usize = 4 * 2 * 3;

impl Pairing {
    /// Lets `run` close what it can and open with the rest.
    fn take(&mut self, run: Run) {
        let mut start = run.start;
        let end = run.start + run.len;
        while run.flanking.close && start < end {
            let Some(at) = self.find_opener(&run) else {
                break;
            };
            start += self.join(at, start, end);
        }
        if start == end {
            return;
        }
        if run.flanking.open {
            self.stack.push(Opener { run, start, end });
        } else {
            self.push_text(start..end);
        }
    }

    /// The stack index of the innermost opener that `closer` may close.
    fn find_opener(&mut self, closer: &Run) -> Option<usize> {
        let kind = kind(closer);
        let floor = self.floors[kind].min(self.stack.len());
        let above = &self.stack[floor..];
        let found = above.iter().rposition(|opener| fits(&opener.run, closer));
        if found.is_none() {
            self.floors[kind] = self.stack.len();
        }
        found.map(|at| floor + at)
    }

    /// Makes an element of the opener at stack index `at` and the closer whose free
    /// characters are `start..end`; returns how many characters of the closer it took.
    fn join(&mut self, at: usize, start: usize, end: usize) -> usize {
        self.drop_openers_above(at + 1);
        let Opener { run, start: open_start, end: open_end } = self.stack[at];
        let taken = if open_end - open_start >= 2 && end - start >= 2 { 2 } else { 1 };
        let opening = open_end - taken..open_end;
        let closing = start..start + taken;
        match tag(run.mark, taken, self.options) {
            Some(tag) => self.push_element(tag, opening, closing),
            None => {
                self.push_text(opening);
                self.push_text(closing);
            }
        }
        self.stack[at].end -= taken;
        if self.stack[at].end == open_start {
            self.drop_openers_above(at);
        }
        taken
    }

    /// Leaves only the lowest `height` openers; the free characters of others are text.
    fn drop_openers_above(&mut self, height: usize) {
        while self.stack.len() > height
            && let Some(opener) = self.stack.pop()
        {
            self.push_text(opener.start..opener.end);
        }
        for floor in &mut self.floors {
            *floor = (*floor).min(height);
        }
    }

    /// Records an element between two groups of delimiter characters.
    fn push_element(
        &mut self,
        tag: Tag<'static>,
        open: Range<usize>,
        close: Range<usize>,
    ) {
        let element = open.start..close.end;
        let role = Role::Close(tag.to_end());
        self.tokens.push(Token { place: close, element: element.clone(), role });
        self.tokens.push(Token { place: open, element, role: Role::Open(tag) });
    }

    /// Records delimiter characters that stay text.
    fn push_text(&mut self, place: Range<usize>) {
        if !place.is_empty() {
            self.tokens.push(Token { element: place.clone(), place, role: Role::Text });
        }
    }

    /// Turns the openers left over into text and returns all tokens.
    fn finish(mut self) -> Vec<Token> {
        self.drop_openers_above(0);
        self.tokens
    }
}

/// Index of the floor that holds for `closer`.
fn kind(closer: &Run) -> usize {
    let mark = match closer.mark {
        b'*' => 0,
        b'_' => 1,
        b'~' => 2,
        _ => 3,
    };
    (mark * 2 + usize::from(closer.flanking.open)) * 3 + closer.len % 3
}

/// Whether the two runs may pair: the same mark and CommonMark's rule of three; tildes
/// pair only with as many tildes.
fn fits(opener: &Run, closer: &Run) -> bool {
    if opener.mark != closer.mark || opener.mark == b'~' && opener.len != closer.len {
        return false;
    }
    let either_does_both = opener.flanking.close || closer.flanking.open;
    !either_does_both
        || !(opener.len + closer.len).is_multiple_of(3)
        || closer.len.is_multiple_of(3)
}

/// The element that `count` delimiter characters on each side make, if `options` has it.
fn tag(mark: u8, count: usize, options: Options) -> Option<Tag<'static>> {
    let subscript = options.contains(Options::ENABLE_SUBSCRIPT);
    let strikethrough = options.contains(Options::ENABLE_STRIKETHROUGH);
    match (mark, count) {
        (b'*' | b'_', 1) => Some(Tag::Emphasis),
        (b'*' | b'_', _) => Some(Tag::Strong),
        (b'~', 1) if subscript => Some(Tag::Subscript),
        (b'~', _) => strikethrough.then_some(Tag::Strikethrough),
        _ => Some(Tag::Superscript),
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Tag};

    use super::super::flanking::Flanking;
    use super::{Role, Run, pair};

    fn run(start: usize, len: usize, open: bool, close: bool) -> Run {
        Run { start, len, mark: b'*', flanking: Flanking { open, close } }
    }

    fn openings(runs: &[Run]) -> Vec<(usize, bool)> {
        let mut found: Vec<_> = pair(runs, Options::empty())
            .into_iter()
            .filter_map(|token| match token.role {
                Role::Open(tag) => Some((token.place.start, tag == Tag::Strong)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn three_stars_are_strong_inside_emphasis() {
        let runs = [run(0, 3, true, false), run(9, 3, false, true)];
        assert_eq!(openings(&runs), [(0, false), (1, true)]);
    }

    #[test]
    fn rule_of_three_keeps_unlike_runs_apart() {
        let runs = [run(0, 2, true, false), run(9, 1, true, true)];
        assert_eq!(openings(&runs), []);
    }

    #[test]
    fn every_delimiter_character_is_in_one_token() {
        let runs = [
            run(0, 5, true, false),
            run(9, 2, true, true),
            run(20, 4, false, true),
            run(30, 1, false, true),
        ];
        let mut places: Vec<_> = pair(&runs, Options::empty())
            .into_iter()
            .flat_map(|token| token.place)
            .collect();
        places.sort_unstable();
        let all: Vec<_> = (0..5).chain(9..11).chain(20..24).chain(30..31).collect();
        assert_eq!(places, all);
    }
}
