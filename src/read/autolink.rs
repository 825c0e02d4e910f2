//! Bare addresses in running text: `https://…`, `http://…`, `www.…` and e-mail.
//!
//! The rules are those of GFM's autolink extension, which pulldown-cmark lacks. GFM ends
//! an address at a space or `<`, but Chinese sets addresses in running text without a
//! space, as in `见https://example.com/a。然后`; so an address also ends at the first
//! ideograph or mark of punctuation beyond ASCII, and may begin right after one.

use std::ops::Range;

/// A part of a text; ranges are in bytes of that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text without an address.
    Text(Range<usize>),
    /// An address.
    Link {
        /// Where the address stands.
        range: Range<usize>,
        /// What it leads to, with a scheme.
        href: String,
    },
}

/// Splits `text` into pieces that cover it in order, in time linear in its length.
pub(crate) fn split(text: &str) -> impl Iterator<Item = Piece> {
    let mut start = 0;
    let mut waiting = None;
    std::iter::from_fn(move || {
        if let Some(link) = waiting.take() {
            return Some(link);
        }
        if start == text.len() {
            return None;
        }
        let (range, href) =
            find(text, start).unwrap_or((text.len()..text.len(), "".into()));
        let before = start..range.start;
        start = range.end;
        let link = (!range.is_empty()).then_some(Piece::Link { range, href });
        if before.is_empty() {
            return link;
        }
        waiting = link;
        Some(Piece::Text(before))
    })
}

/// The first address at or after byte `start`: its place and what it leads to.
fn find(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let found = match bytes[at] {
            b'h' | b'H' | b'w' | b'W' => web(text, start, at),
            b'@' => email(text, start, at),
            _ => Err(at + 1),
        };
        match found {
            Ok(found) => return Some(found),
            Err(next) => at = next,
        }
    }
    None
}

/// The web address at byte `at`, or the byte from which to look on. Nothing before byte
/// `start` is looked at.
fn web(text: &str, start: usize, at: usize) -> Result<(Range<usize>, String), usize> {
    let rest = &text.as_bytes()[at..];
    let begins = |with: &str| {
        rest.get(..with.len()).is_some_and(|b| b.eq_ignore_ascii_case(with.as_bytes()))
    };
    let scheme = ["https://", "http://"].into_iter().find(|scheme| begins(scheme));
    if scheme.is_none() && !begins("www.") {
        return Err(at + 1);
    }
    let before = text[start..at].chars().next_back();
    let free = before.is_none_or(|c| match scheme {
        Some(_) => !c.is_ascii_alphanumeric(),
        None => !c.is_ascii() || c.is_whitespace() || "*_~(".contains(c),
    });
    let host = at + scheme.map_or(0, str::len);
    let host_end = host + rest[host - at..].iter().take_while(|&&b| is_host(b)).count();
    if !free || !is_domain(&text[host..host_end], scheme.is_some()) {
        return Err(host_end.max(at + 1));
    }
    let end =
        text[host_end..].find(ends_address).map_or(text.len(), |len| host_end + len);
    let end = host + trim(&text[host..end]);
    let scheme = if scheme.is_some() { "" } else { "http://" };
    Ok((at..end, format!("{scheme}{}", &text[at..end])))
}

/// The e-mail address around the `@` at byte `at`, or the byte from which to look on.
fn email(text: &str, start: usize, at: usize) -> Result<(Range<usize>, String), usize> {
    let bytes = text.as_bytes();
    let local = |b: &u8| b.is_ascii_alphanumeric() || b".+-_".contains(b);
    let length = bytes[start..at].iter().rev().take_while(|b| local(b)).count();
    let host = at + 1;
    let taken = bytes[host..].iter().take_while(|&&b| is_host(b)).count();
    let name = text[host..host + taken].trim_end_matches('.');
    let parts = name.split('.');
    if length == 0
        || name.ends_with(['-', '_'])
        || parts.clone().count() < 2
        || parts.clone().any(str::is_empty)
    {
        return Err(host);
    }
    let end = host + name.len();
    let first = at - length;
    // An address of another kind, which no book links to.
    if text[start..first].ends_with("xmpp:") {
        let rest = text[end..].find(ends_address).unwrap_or(text.len() - end);
        return Err(end + rest);
    }
    let scheme = first.saturating_sub("mailto:".len()).max(start);
    let first = if text.get(scheme..first) == Some("mailto:") { scheme } else { first };
    let scheme = if text[first..].starts_with("mailto:") { "" } else { "mailto:" };
    Ok((first..end, format!("{scheme}{}", &text[first..end])))
}

/// Whether `byte` may stand in a domain.
fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

/// Whether `host` is a domain in GFM's sense: parts between periods, at least two unless
/// `short`, with no underscore in the last two.
fn is_domain(host: &str, short: bool) -> bool {
    let host = host.trim_end_matches('.');
    let mut parts = host.rsplit('.');
    let last_two = parts.by_ref().take(2).all(|part| !part.contains('_'));
    let begins_well = host.starts_with(|c: char| c.is_ascii_alphanumeric());
    begins_well && last_two && (short || host.contains('.'))
}

/// Whether an address ends before `c`.
fn ends_address(c: char) -> bool {
    let foreign_letter = c.is_alphanumeric() && c < '\u{1100}';
    c == '<' || c.is_whitespace() || c.is_control() || !(c.is_ascii() || foreign_letter)
}

/// Length in bytes of `address` without the punctuation at its end that belongs to the
/// sentence: marks, parentheses without a partner, what looks like an entity.
fn trim(address: &str) -> usize {
    let count = |mark| address.bytes().filter(|&b| b == mark).count();
    let mut surplus = count(b')').saturating_sub(count(b'('));
    let mut end = address.len();
    while let Some(last) = address[..end].bytes().next_back() {
        let cut = match last {
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' => 1,
            b')' if surplus > 0 => {
                surplus -= 1;
                1
            }
            b';' => entity(&address[..end - 1]).map_or(1, |len| len + 1),
            _ => break,
        };
        end -= cut;
    }
    end
}

/// Length in bytes of the `&name` that ends `text`.
fn entity(text: &str) -> Option<usize> {
    let name = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    (name > 0 && text[..text.len() - name].ends_with('&')).then_some(name + 1)
}

#[cfg(test)]
mod tests;
