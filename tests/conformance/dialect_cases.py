"""The examples of the dialect: those of the specifications, and those of emphasis where Chinese,
Japanese and Korean are written, without spaces and beside punctuation."""

import json
import re
from dataclasses import dataclass

import tools

# Where a lesson means something else than CommonMark, on purpose: why, the examples, and what to
# replace in their HTML.
ADDRESS = "an address is a link without brackets, too, as in cmark-gfm (GFM, 6.9)"
ON_PURPOSE = (
    ("a language without a grammar is plain", {24, 34, 144, 146}, r' class="[^"]*"', ""),
    ("an address that no reading system takes is text", {346, 600}, r"<a [^>]*>(.*?)</a>", r"\1"),
    (
        "a picture alone on its line stands between paragraphs",
        {587},
        r"<p>(<img[^>]*>)\s*\[\]</p>",
        r"<p>\1</p><p>[]</p>",
    ),
    ("a link within the course that shows nothing is none", {487}, r"<a [^>]*></a>", ""),
    (ADDRESS, {602, 608, 611}, r"https:[^ &<]*", r'<a href="\g<0>">\g<0></a>'),
    ("a book has no forms", {171}, r"<textarea>.*</textarea>", ""),
    ("in HTML, a section of XML is a comment", {629}, r"<!\[CDATA.*\]\]>", ""),
    (ADDRESS, {606, 612}, r"[\w+]+@[\w.]+", r'<a href="mailto:\g<0>">\g<0></a>'),
)

# The same of the extensions of GFM.
GFM_ON_PURPOSE = (
    ("tags that GFM shows are left out", {657}, r"&lt;(?:title|style|xmp)(?:&gt;|>)", ""),
    ("no word is lost: what has no column joins the last cell", {204}, r"<td>baz</td>", "<td>baz | boo</td>"),
)

# commonmark-spec, issue 650: CommonMark takes no closing `**` after one of these before a letter.
MARKS = (
    "“”‘’（）《》〈〉「」『』【】〔〕〖〗，。、；：？！…—～·"
    "％＃＆＊＠／＼＿－＋＝＜＞｜｛｝［］＂＇｀￥｢｣､｡•–"
)
SHAPES = ("{d}甲{p}{d}乙", "甲{d}{p}乙{d}丙", "{d}{p}甲{d}乙")
DELIMITERS = ("*", "**", "~~")
# Latin letters beside ideographs follow the same rule.
LETTERS = {"ideographs": "甲乙丙", "Latin outside": "甲ac", "Latin inside": "a乙丙"}

SENTENCES = (
    "他说**“协程不是线程。”**然后写下代码。",
    "这是**重点（很重要）**，请记住。",
    "参见**《异步编程》**第三章。",
    "先看*《事件循环》*再动手。",
    "~~旧写法。~~新写法。",
    "把**`await`**写在前面，**`async def`。**写在后面。",
    "**注意：**不要阻塞事件循环。",
    "第一步，**打开文件；**第二步，**关闭文件。**完成。",
    "**Python（3.12）**已发布。",
    "用**asyncio.run()**启动。",
    "价格是**￥100**元，涨了**20％**左右。",
    "**[链接](https://example.com/)**和**[链接。](https://example.com/)**之后",
    "前文**[链接](https://example.com/)**后文",
    "***又粗又斜。***后文",
    "**粗*斜。*粗**后文",
    "*斜**粗。**斜*后文",
    "**甲，***乙。*丙",
    "~~**删去的重点。**~~正文",
    "**~~删去的重点。~~**正文",
    "下划线_不是强调。_正文",
    "下划线__不是强调。__正文",
    "_强调。_",
    "**没有闭合。正文",
    "正文**。没有打开",
    "**甲** **乙。** 丙",
    "甲 **，乙** 丙",
    "**太字。**ご注意ください。",
    "これは**私のもの。**だから",
    "単語と**「単語」**と単語",
    "**볼드(괄호)**는 이렇게",
    "**이것은 “인용”**입니다.",
    "𠀋**「𠮷」**𠀋",
    "葛󠄀**（城）**市",
    "禰󠄀**」**豆",
    "**⭐️**星星和**😀！**笑脸",
    "**甲\\***乙",
    "**甲&#12290;**乙",
    "**甲。**\u00a0乙",
    "**甲。**\u3000乙",
    "a**(b)**c",
    "a**“b”**c",
    "a**b.**c",
)


@dataclass(frozen=True)
class Example:
    """Markdown, and the HTML that it means. `raw`: there is HTML in the Markdown."""

    section: str
    number: int
    markdown: str
    html: str
    raw: bool = False
    on_purpose: bool = False


def _readme() -> list[str]:
    """The cases that the plugin shows in its description."""
    text = tools.node_package("markdown-it-cjk-friendly/README.md").read_text(encoding="utf-8")
    fences = re.findall(r"^```md\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for fence in fences for line in fence.splitlines() if line]


def _cjk_cases() -> list[tuple[str, str]]:
    """Each case with the section that it is counted in."""
    cases = [("Emphasis in sentences", sentence) for sentence in (*SENTENCES, *_readme())]
    for name, letters in LETTERS.items():
        swap = str.maketrans("甲乙丙", letters)
        cases += [
            (f"Punctuation between {name}", shape.translate(swap).format(d=delimiter, p=mark))
            for shape in SHAPES
            for delimiter in DELIMITERS
            for mark in MARKS
        ]
    return cases


def _as_meant(example: dict, on_purpose: tuple = ON_PURPOSE) -> Example:
    """The example, with HTML that a lesson has on purpose."""
    for _, numbers, old, new in on_purpose:
        if example["number"] in numbers:
            changed = re.sub(old, new, example["html"], flags=re.DOTALL)
            return Example(**example | {"html": changed, "on_purpose": True})
    return Example(**example)


def read_examples() -> dict[str, list[Example]]:
    """The examples by their source."""
    cases = _cjk_cases()
    texts = json.dumps([markdown for _, markdown in cases])
    found = json.loads(tools.node(tools.HERE / "dialect.cjs", texts))
    return {
        "CommonMark 0.31.2": [_as_meant(example) for example in found["commonmark"]],
        "extensions of GFM 0.29": [
            _as_meant(example, GFM_ON_PURPOSE) for example in found["gfm"]
        ],
        "CJK emphasis": [
            Example(section, number, markdown, html)
            for number, ((section, markdown), html) in enumerate(zip(cases, found["rendered"]), 1)
        ],
    }
