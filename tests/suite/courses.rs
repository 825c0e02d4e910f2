//! Whole courses: which files are lessons, in what order, under what titles.

use crate::memory::{Memory, Prepared};

/// A course of files with these texts.
fn course(files: &[(&str, &str)]) -> Prepared {
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.0.insert((*path).into(), (*text).into());
    }
    Prepared::new(&memory, None)
}

/// The number, file and title of every lesson, in order.
fn contents(prepared: &Prepared) -> Vec<String> {
    let course = prepared.course.as_ref().expect("a course");
    let infos = course.lessons.iter().map(|lesson| &lesson.info);
    infos
        .map(|info| {
            let number = info.number.map_or("-".into(), |number| number.to_string());
            format!("{number} {} {}", info.path, info.title)
        })
        .collect()
}

#[test]
fn a_summary_gives_order_and_titles() {
    let prepared = course(&[
        (
            "SUMMARY.md",
            "# 目录\n\n[前言](foreword.md)\n\n# 上篇\n\n- [循环](b.md)\n  - [分支](a/README.md)\n\
             - [没有](none.md)\n- [草稿]()\n",
        ),
        ("a/README.md", "## 一\n\n## 二\n"),
        ("b.md", "# 循环与迭代\n"),
        ("foreword.md", "写在前面。\n"),
        ("notes.md", "# 笔记\n"),
    ]);
    assert_eq!(
        contents(&prepared),
        ["- foreword.md 前言", "1 b.md 循环与迭代", "2 a/README.md 分支"]
    );
    assert_eq!(
        prepared.problems(),
        "SUMMARY.md:9:3: warning[dead-link]: there is no file `none.md`\n  \
         help: the chapter is left out\n\
         notes.md:1:1: hint[not-a-lesson]: `SUMMARY.md` does not list this file; it is left out\n  \
         help: to make it a lesson, add it to `SUMMARY.md`\n"
    );
}

#[test]
fn the_nav_of_mkdocs_gives_order_and_titles() {
    let prepared = course(&[
        (
            "mkdocs.yml",
            "site_name: 课程\nnav:\n  - 首页: index.md\n  - 基础:\n    - 变量: basic/b.md\n    \
             - basic/a.md\nx: !!python/name:material.x\n",
        ),
        ("docs/index.md", "欢迎。\n"),
        ("docs/basic/a.md", "# 循环\n"),
        ("docs/basic/b.md", "## 一\n\n## 二\n"),
        ("README.md", "# 仓库\n"),
    ]);
    assert_eq!(
        contents(&prepared),
        ["1 docs/index.md 首页", "2 docs/basic/b.md 变量", "3 docs/basic/a.md 循环"]
    );
}

#[test]
fn positions_count_within_their_folder() {
    let prepared = course(&[
        ("a/x.md", "---\nsidebar_position: 2\n---\n# x\n"),
        ("a/y.md", "---\nweight: 1.5\n---\n# y\n"),
        ("a/z.md", "# z\n"),
        ("a/index.md", "# a\n"),
        ("a/_category_.json", "{\"position\": 2, \"label\": \"甲\"}"),
        ("b/_index.md", "---\nweight: 1\n---\n# b\n"),
        ("b/10.md", "# b10\n"),
        ("b/9.md", "# b9\n"),
        ("c.md", "---\nsequence: 1\n---\n# c\n"),
        ("d.md", "---\norder: 1\n---\n# d\n"),
    ]);
    let titles: Vec<_> = contents(&prepared)
        .into_iter()
        .map(|line| line[line.rfind(' ').unwrap_or(0) + 1..].to_owned())
        .collect();
    assert_eq!(titles, ["c", "b", "b9", "b10", "d", "a", "y", "x", "z"]);
    assert_eq!(prepared.problems(), "");
}

#[test]
fn a_lesson_is_called_by_what_stands_above_all_else() {
    let prepared = course(&[
        ("1-one.md", "## 只有一个\n\n### 一\n\n### 二\n"),
        ("2-many.md", "## 一\n\n## 二\n"),
        ("3-first.md", "# 一\n\n# 二\n"),
        ("4-late.md", "很多文字。\n\n## 小结\n"),
        ("5-set.md", "---\ntitle: 写明的\n---\n# 别的\n"),
    ]);
    assert_eq!(
        contents(&prepared),
        [
            "1 1-one.md 只有一个",
            "2 2-many.md many",
            "3 3-first.md 一",
            "4 4-late.md late",
            "5 5-set.md 写明的"
        ]
    );
    let untitled = "hint[missing-title]: this lesson has no title; it is called by its file's name\n  \
         help: begin it with a line such as `# 标题`, or give it front matter with `title`\n";
    assert_eq!(
        prepared.problems(),
        format!("2-many.md:1:1: {untitled}4-late.md:1:1: {untitled}")
    );
}

#[test]
fn addresses_of_a_site_lead_into_the_course() {
    let prepared = course(&[
        (
            "docs/guide/a.md",
            "# 甲\n\n[一](/guide/b.html) [二](@/guide/b.md) [三](/docs/guide/b) [四](/guide/)\n",
        ),
        ("docs/guide/b.md", "# 乙\n\n[没有](/guide/c.md)\n"),
    ]);
    assert_eq!(
        prepared.problems(),
        "docs/guide/b.md:3:1: warning[dead-link]: there is no file `guide/c.md`\n  \
         help: the link's text stays, without the link\n"
    );
}

#[test]
fn pictures_of_a_site_lie_where_it_serves_them_from() {
    let mut memory = Memory::default();
    let dot = include_bytes!("../conformance/courses/hostile/images/dot.png");
    for place in ["docs/public/a.png", "static/img/b.png", "docs/guide/c.png"] {
        memory.0.insert(place.into(), dot.to_vec());
    }
    let lesson = "# 甲\n\n![一](/a.png) ![二](/img/b.png) ![三](c.png) ![四](/d.png)\n";
    memory.0.insert("docs/guide/a.md".into(), lesson.into());
    let problems = Prepared::new(&memory, None).problems();
    assert_eq!(problems.matches("missing-picture").count(), 1, "{problems}");
    assert!(problems.contains("`d.png`"), "{problems}");
}
