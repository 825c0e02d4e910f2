//! A course that has every node of the tree in it.

use super::{
    callout, code, course_of, cross, figure, footnote, heading, image, language, lesson,
    link, list, listing, note, paragraph, phrase, picture, quote, table, text, words,
};
use crate::document::{
    Align, Block, CalloutKind, Course, Date, Inline, Lesson, Settled, Style,
};
use crate::write::epub::samples::span;

const LONG: &str = "async def main() -> None:\n    \
    results = await asyncio.gather(fetch_url(\"https://example.org/a/very/long/path?with=a&query=string\"), \
    return_exceptions=True)  # 一次等待所有任务，任何一个出错都不影响其他任务\n\n    \
    for item in range(100):\n\t\treturn item\n";

/// The course: a lesson in Chinese, one in English, a picture, everything else.
pub(in crate::write::epub) fn everything() -> Course<Settled> {
    let mut course = course_of(vec![chinese(), english()]);
    let info = &mut course.info;
    info.title = "异步编程 & 协程".into();
    info.subtitle = Some("从入门到实践".into());
    info.authors = vec!["林 青".into(), "Ann O’Brien".into()];
    info.description =
        Some("一门关于 Python 异步编程的小课程，讲清楚协程、任务与事件循环。".into());
    info.subjects = vec!["Python".into(), "编程".into()];
    info.rights = Some("CC BY-SA 4.0".into());
    info.publisher = Some("青林书房".into());
    info.date = Date::new(2024, 3, 1);
    info.updated = Date::new(2024, 5, 6);
    course.assets = vec![picture("diagram.png")];
    course
}

fn chinese() -> Lesson<Settled> {
    let mut lesson = lesson("异步基础");
    let info = &mut lesson.info;
    info.title = "异步编程基础".into();
    info.number = Some(1);
    info.description = Some("深入理解Python异步编程的核心概念和实践应用".into());
    info.estimated_minutes = Some(30);
    let asyncio = vec![text("会用 "), code("asyncio"), text(" 并发")];
    lesson.objectives = vec![vec![text("说出协程与线程的区别")], asyncio];
    lesson.prerequisites = vec![vec![text("Python 基础语法")]];
    lesson.blocks = text_blocks();
    lesson.blocks.extend(list_blocks());
    lesson.blocks.extend(box_blocks());
    lesson.footnotes = vec![
        footnote(1, vec![words("这是脚注，引用了两次。"), words("第二段。")]),
        footnote(2, vec![listing(None, "print(1)")]),
        footnote(3, vec![words("链接里的脚注。")]),
    ];
    lesson
}

fn text_blocks() -> Vec<Block<Settled>> {
    let dotted = vec![text("核心机制 mechanism，不是"), code("thread"), text("线程")];
    let inlines = vec![
        text("协程（Coroutine）是Python中实现异步编程的"),
        phrase(Style::Emphasis, dotted),
        text("。它们是可以"),
        phrase(Style::Strong, vec![text("暂停执行")]),
        text("并稍后恢复的特殊函数，见"),
        Inline::Gap,
        code("asyncio.run()"),
        Inline::Gap,
        text("的文档"),
        note(1),
        text("，也可以参考"),
        link("https://zh.wikipedia.org/wiki/协程", vec![text("维基百科")]),
        text("和"),
        cross("second", "2-tasks", "第二课"),
        text("；"),
        phrase(Style::Strikethrough, vec![text("旧的写法")]),
        text("已经不用了"),
        note(1),
        text("。<b>&amp;\u{1}"),
        Inline::HardBreak(span()),
        text("新的一行"),
        note(2),
        link("https://example.org", vec![text("链接"), note(3)]),
        phrase(Style::Emphasis, vec![text("only Latin")]),
        text("图标"),
        Inline::Image(image(Some(0), "绿色方块", "一个方块")),
        Inline::Image(image(None, "", "")),
        link("https://example.org/x", vec![]),
        cross("nowhere", "", "没有的课"),
        text("。"),
    ];
    let long = "事件循环是异步程序的心脏：它反复询问“谁准备好了？”，然后把控制权交给准备好的协程。\
        协程在 await 处让出控制权，于是别的协程得以运行；整个过程只用一个线程，所以不需要锁。";
    vec![
        heading(2, "异步基础", "1-协程基础", "1. 协程基础"),
        heading(3, "异步基础", "协程概念", "1.1 协程概念"),
        paragraph(inlines),
        words(long),
        heading(4, "异步基础", "fn1", "四级标题"),
        heading(5, "异步基础", "五", "五级标题"),
        heading(6, "异步基础", "六", "六级标题"),
        words(long),
        listing(Some("Python"), LONG),
        listing(None, ""),
    ]
}

fn list_blocks() -> Vec<Block<Settled>> {
    let nested = list(Some(3), true, vec![(None, vec![words("内层第三")])]);
    vec![
        heading(2, "异步基础", "列表", "列表与表格"),
        list(
            None,
            true,
            vec![
                (None, vec![words("await：等待一个协程完成"), nested]),
                (None, vec![]),
                (None, vec![words("asyncio.run()：运行协程"), words("紧跟的一段")]),
            ],
        ),
        list(
            Some(1),
            false,
            vec![
                (
                    None,
                    vec![words("避免阻塞"), listing(Some("Bash"), "pip install aiohttp")],
                ),
                (None, vec![words("处理异常")]),
            ],
        ),
        list(
            None,
            true,
            vec![
                (Some(true), vec![words("安装 Python 3.12")]),
                (
                    Some(false),
                    vec![words(
                        "读完本课，并把每个例子都亲手敲一遍，改一改参数再运行一次，看看结果有什么不同",
                    )],
                ),
            ],
        ),
        list(
            None,
            false,
            vec![(Some(false), vec![words("松散的任务"), words("第二段")])],
        ),
        table(
            &[Align::Left, Align::Center, Align::Right, Align::Auto],
            &["函数", "作用", "", "说明"],
            &[
                &["asyncio.gather()", "并发", "12", "等待所有任务完成，结果按顺序返回"],
                &["asyncio.create_task()", "调度", "3", "把协程包装成任务"],
            ],
        ),
        table(&[Align::Auto], &[], &[&["没有表头"]]),
    ]
}

fn box_blocks() -> Vec<Block<Settled>> {
    let kinds = [
        CalloutKind::Note,
        CalloutKind::Tip,
        CalloutKind::Important,
        CalloutKind::Warning,
        CalloutKind::Caution,
    ];
    let mut blocks = vec![heading(2, "异步基础", "盒子", "盒子与图")];
    blocks.extend(kinds.map(|kind| {
        callout(
            kind,
            vec![words("不要在协程里调用会阻塞的函数，否则整个事件循环都会停下来。")],
        )
    }));
    blocks.extend([
        quote(vec![
            words("并发是同时应付很多事情，并行是同时做很多事情。"),
            words("——罗布·派克"),
        ]),
        Block::Separator(span()),
        figure(Some(0), "一个绿色方块", "图一：事件循环"),
        figure(None, "丢失的图", ""),
        words("总之，协程很轻。"),
    ]);
    blocks
}

fn english() -> Lesson<Settled> {
    let mut lesson = lesson("second");
    lesson.info.title = "Tasks".into();
    lesson.info.number = Some(2);
    lesson.info.language = language("en");
    lesson.blocks = vec![
        heading(2, "second", "2-tasks", "Tasks"),
        heading(2, "second", "2-more", "More & more"),
        heading(3, "second", "", ""),
        words("A task runs a coroutine."),
        paragraph(vec![cross("异步基础", "1-协程基础", "back")]),
    ];
    lesson
}
