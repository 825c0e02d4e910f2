//! `SUMMARY.md`: links in nested lists are chapters, links outside of lists are forewords
//! and appendices, headings are parts.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Entry;
use crate::source::{CoursePath, SourceFile};

/// The entries of a list whose links count from `folder`.
pub(super) fn entries(file: &SourceFile, folder: &CoursePath) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut lists = 0_usize;
    let mut link: Option<Entry> = None;
    for (event, range) in
        Parser::new_ext(file.text(), Options::empty()).into_offset_iter()
    {
        match event {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let span = file.span(range);
                link = chapter(&dest_url).map(|path| Entry {
                    path: folder.join(&path),
                    span,
                    title: String::new(),
                    is_counted: lists > 0,
                });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(entry) = &mut link {
                    entry.title.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => entries.extend(link.take()),
            _ => {}
        }
    }
    entries
}

/// The address of a chapter's file; none of a draft, which has no address yet, or of a
/// page on the web.
fn chapter(address: &str) -> Option<Cow<'_, str>> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let is_chapter = !path.is_empty() && !address.contains("://");
    is_chapter.then(|| percent_decode_str(path).decode_utf8_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn links_are_chapters_in_order() {
        let mut sources = SourceMap::default();
        let id = sources.add(
            "SUMMARY.md",
            "# 目录\n\n[前言](foreword.md)\n\n# 第一部分\n\n- [一 `x`](a%20b.md)\n  \
             - [一之一](./b/README.md#x)\n- [草稿]()\n- [网](https://x.cn/a.md)\n\
             <!-- - [隐](c.md) -->\n\n[后记](after.md)\n"
                .into(),
        );
        let folder = CoursePath::root().join("src").expect("a folder");
        let entries = entries(sources.file(id), &folder);
        let list: Vec<_> = entries
            .iter()
            .map(|entry| {
                let path = entry.path.as_ref().map_or("outside", CoursePath::as_str);
                (path, entry.title.as_str(), entry.is_counted)
            })
            .collect();
        assert_eq!(
            list,
            [
                ("src/foreword.md", "前言", false),
                ("src/a b.md", "一 x", true),
                ("src/b/README.md", "一之一", true),
                ("src/after.md", "后记", false),
            ]
        );
    }
}
