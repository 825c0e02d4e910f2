//! Comments that speak of their lines: `// [!code ++]` (VitePress, Shiki) and
//! `// highlight-next-line` (Docusaurus).

use std::borrow::Cow;

use crate::document::LineMark;

/// What stands in the comment of Shiki's notation.
const SIGN: &str = "[!code ";

/// What comments begin with. A longer sign stands before those it ends with.
const OPENERS: [&str; 12] =
    ["{/*", "<!--", "//", "/*", "(*", ";;", "#", "--", ";", "%", "'", "!"];

/// What comments end with.
const CLOSERS: [&str; 4] = ["*/}", "-->", "*/", "*)"];

/// What comments above have said of lines that follow.
#[derive(Debug, Default)]
pub(super) struct Magic {
    /// Marks, and of how many more lines.
    ahead: Vec<(LineMark, usize)>,
    /// Whether all lines are highlighted until a comment ends it.
    block: bool,
}

impl Magic {
    /// The mark of the next line; the one that was given last goes before the others.
    fn next(&mut self) -> Option<LineMark> {
        let mark = self.ahead.last().map(|(mark, _)| *mark);
        self.ahead.iter_mut().for_each(|(_, count)| *count -= 1);
        self.ahead.retain(|(_, count)| *count > 0);
        mark.or(self.block.then_some(LineMark::Highlighted))
    }

    fn announce(&mut self, mark: LineMark, count: usize) {
        // As many as anyone writes, so that no line has a long list to look through.
        if count > 0 && self.ahead.len() < 8 {
            self.ahead.push((mark, count));
        }
    }
}

/// A line without what it says of itself, and its mark; `None` for a line that only says
/// something of others.
pub(super) fn read<'a>(
    line: &'a str,
    magic: &mut Magic,
) -> Option<(Cow<'a, str>, Option<LineMark>)> {
    if line.contains("highlight-") && magic_comment(line, magic) {
        return None;
    }
    let Some((rest, notes)) = notes(line) else {
        let line = match line.contains("[!!code ") {
            // How an example of the notation is written.
            true => Cow::from(line.replace("[!!code ", SIGN)),
            false => Cow::from(line),
        };
        return Some((line, magic.next()));
    };
    let is_alone = rest.trim().is_empty();
    let ahead = if is_alone { None } else { magic.next() };
    let mut own = None;
    for (mark, count) in notes {
        let Some(mark) = mark else { continue };
        // Beside a mark of a change, focus says nothing more.
        own = own.max(Some(mark));
        magic.announce(mark, if is_alone { count } else { count - 1 });
    }
    (!is_alone).then(|| (rest.into(), own.or(ahead)))
}

/// What Docusaurus reads on a line of its own; whether it is that.
fn magic_comment(line: &str, magic: &mut Magic) -> bool {
    let line = line.trim();
    let Some(said) = OPENERS.into_iter().find_map(|opener| line.strip_prefix(opener))
    else {
        return false;
    };
    let said = CLOSERS.into_iter().find_map(|end| said.strip_suffix(end)).unwrap_or(said);
    match said.trim() {
        "highlight-next-line" => magic.announce(LineMark::Highlighted, 1),
        "highlight-start" => magic.block = true,
        "highlight-end" => magic.block = false,
        _ => return false,
    }
    true
}

/// What a notation says: a mark, if it is one that is shown, of how many lines.
type Note = (Option<LineMark>, usize);

/// The notations in a line's comment, and the line without them; without the comment too
/// if nothing else stands in it.
fn notes(line: &str) -> Option<(String, Vec<Note>)> {
    let start = line.find(SIGN)?;
    let before = line[..start].trim_end();
    let opener = OPENERS.into_iter().find(|opener| before.ends_with(opener));
    if opener.is_none() && !OPENERS.into_iter().any(|opener| before.contains(opener)) {
        return None;
    }
    let mut notes = Vec::new();
    let mut after = &line[start..];
    while let Some(rest) = after.strip_prefix(SIGN)
        && let Some((said, rest)) = rest.split_once(']')
        && let Some(note) = note(said.trim())
    {
        notes.push(note);
        after = rest.trim_start();
    }
    if notes.is_empty() {
        return None;
    }
    let Some(opener) = opener else {
        // Words stand before it in the comment.
        return Some((format!("{before} {after}").trim_end().to_owned(), notes));
    };
    if let Some(rest) = CLOSERS.into_iter().find_map(|end| after.strip_prefix(end)) {
        after = rest;
    } else if !after.is_empty() {
        // Words follow it in the comment.
        return Some((format!("{before} {after}"), notes));
    }
    let code = before[..before.len() - opener.len()].trim_end();
    Some((format!("{code}{after}"), notes))
}

/// What stands between `[!code ` and `]`: `++`, `focus:3`, `word:name`.
fn note(said: &str) -> Option<Note> {
    let (name, count) = said.split_once(':').unwrap_or((said, ""));
    let mark = match name {
        "++" => Some(LineMark::Added),
        "--" => Some(LineMark::Removed),
        "highlight" | "hl" | "focus" | "info" => Some(LineMark::Highlighted),
        "warning" => Some(LineMark::Warning),
        "error" => Some(LineMark::Error),
        "word" => None,
        _ => return None,
    };
    let count = count.trim().parse().unwrap_or(1_usize).max(1);
    Some((mark, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that are left, each after the first letter of its mark.
    fn read_all(text: &str) -> Vec<String> {
        let mut magic = Magic::default();
        let lines = text.lines().filter_map(|line| read(line, &mut magic));
        lines
            .map(|(line, mark)| {
                let letter = mark.map_or("-", |mark| &mark.name()[..1]);
                format!("{letter} {line}")
            })
            .collect()
    }

    #[test]
    fn notations_mark_their_line_and_go() {
        assert_eq!(read_all("a() // [!code ++]"), ["a a()"]);
        assert_eq!(read_all("  b # [!code --]"), ["r   b"]);
        assert_eq!(read_all("<p> <!-- [!code highlight] -->"), ["h <p>"]);
        assert_eq!(read_all("x /* [!code error] */ y"), ["e x y"]);
        assert_eq!(read_all("<A /> {/* [!code warning] */}"), ["w <A />"]);
        assert_eq!(read_all("a; // why [!code hl]"), ["h a; // why"]);
        assert_eq!(read_all("a; // [!code hl] why"), ["h a; // why"]);
        assert_eq!(read_all("a // [!code word:a]"), ["- a"]);
        assert_eq!(read_all("a // [!code focus] [!code ++]"), ["a a"]);
    }

    #[test]
    fn notations_count_lines() {
        assert_eq!(read_all("a // [!code focus:2]\nb\nc"), ["h a", "h b", "- c"]);
        assert_eq!(read_all("// [!code hl:2]\na\nb\nc"), ["h a", "h b", "- c"]);
        let many = format!("a // [!code hl:{}]\nb", usize::MAX);
        assert_eq!(read_all(&many), ["h a", "h b"]);
    }

    #[test]
    fn what_only_looks_like_a_notation_stays() {
        assert_eq!(read_all("a [!code ++]"), ["- a [!code ++]"]);
        assert_eq!(read_all("// [!code twice]"), ["- // [!code twice]"]);
        assert_eq!(read_all("// [!code ++"), ["- // [!code ++"]);
        assert_eq!(read_all("// [!!code ++]"), ["- // [!code ++]"]);
    }

    #[test]
    fn magic_comments_mark_what_follows() {
        assert_eq!(
            read_all(
                "// highlight-next-line\na\n{/* highlight-start */}\nb\nc\n# highlight-end\nd"
            ),
            ["h a", "h b", "h c", "- d"]
        );
        assert_eq!(read_all("x // highlight-start"), ["- x // highlight-start"]);
        assert_eq!(read_all("highlight-start"), ["- highlight-start"]);
    }
}
