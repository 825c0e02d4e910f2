"""Small outputs for the self-test: good ones, and ones that are wrong in one way."""

import zipfile
from pathlib import Path

import pikepdf
import typst

import tools
from lesson import Lesson

WORDS = ("正文第一段，说明事件循环如何调度任务。" * 8, "正文第二段，说明任务何时让出控制权。")
LESSON = Lesson(
    Path("sample.md"),
    {},
    title="样课",
    headings=[(2, "第一节"), (3, "细节")],
    runs=["样课", "第一节", WORDS[0], "importasyncio", "asyncio.run(main())", "细节", WORDS[1]],
    listings=["import asyncio\nasyncio.run(main())"],
)

PREAMBLE = """
#set document(title: "样课")
#set page("a5", margin: 20mm, footer: context counter(page).display())
#set text(10pt, lang: "zh", region: "cn", font: "Noto Serif CJK SC")
#set par(justify: true)
#show raw: set text(font: "Noto Sans Mono CJK SC")
"""
BODY = f"""
= 样课
== 第一节
{WORDS[0]}

```
import asyncio
asyncio.run(main())
```
=== 细节
{WORDS[1]}
"""


def pdf(path: Path, body: str = BODY, preamble: str = PREAMBLE, **options) -> Path:
    """Compile a sample, by default to PDF/UA-1."""
    compiled = typst.compile(
        (preamble + body).encode(),
        format="pdf",
        font_paths=[str(tools.REPOSITORY / "fonts")],
        ignore_system_fonts=True,
        timestamp=0,
        **(options or {"pdf_standards": "ua-1"}),
    )
    path.write_bytes(compiled)
    return path


def altered_pdf(path: Path, change) -> Path:
    """The good sample with its objects changed."""
    with pikepdf.open(pdf(path.with_suffix(".good.pdf"))) as document:
        change(document)
        document.save(path)
    return path


EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>""",
    "EPUB/book.opf": """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000000</dc:identifier>
<dc:title>样课</dc:title><dc:language>zh-CN</dc:language>
<meta property="dcterms:modified">2024-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">只有文字。</meta>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="one"/></spine></package>""",
    "EPUB/nav.xhtml": """<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN" xml:lang="zh-CN"
 xmlns:epub="http://www.idpf.org/2007/ops"><head><title>目录</title></head><body>
<nav epub:type="toc" role="doc-toc"><h1>目录</h1><ol><li><a href="one.xhtml">样课</a><ol>
<li><a href="one.xhtml#a">第一节</a><ol><li><a href="one.xhtml#b">细节</a></li></ol></li>
</ol></li></ol></nav></body></html>""",
    "EPUB/one.xhtml": f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN" xml:lang="zh-CN">
<head><title>样课</title></head><body><h1>样课</h1><h2 id="a">第一节</h2><p>{WORDS[0]}</p>
<pre><code>import asyncio
asyncio.run(main())</code></pre><h3 id="b">细节</h3><p>{WORDS[1]}</p></body></html>""",
}

# The sample as an author would have written it.
COURSE = f"""# 样课

## 第一节

{WORDS[0]}

```python
import asyncio
asyncio.run(main())
```

### 细节 {{#details}}

{WORDS[1]}
"""

# What sites add to Markdown, and what of it is text.
SITE = """---
title: 样课
---

??? note "标题"
    正文$a*b$和`$c`。

    === "Python"
        ```py title="a.py"
        === "代码"
        ```

::: tip 提示 {open}
**里面，**<kbd>键</kbd>
:::

![图](a.png){ width="30" }后面 :heart:

--8<-- "a.md"

<style>
p { color: red }
</style>

[[1]](#b) $ c^2 $

| $d|e$ |
|---|
| `f|g` |

```rust
# hidden();
## [seen]
#[seen]
```

```py
--8<-- "code.py:part"
```

<select>
<option>选项</option>
</select>
"""
SITE_CODE = """# --8<-- [start:part]
part()
# --8<-- [end:part]
other()
"""
SITE_SAYS = [
    *("样课", "标题", "正文", "和$c。", "python", "a.py", '==="代码"', "提示", "里面,", "键", "后面"),
    *("[1]", "f|g", "#[seen]", "#[seen]", "part()", "图", "a*b", "c^2", "d e"),
]

# What a specification says, what a lesson says of it, and a change that makes it wrong.
DIALECT = (
    ("<h3>a</h3><h6></h6>", '<h2 id="a">a</h2><div id="b"></div>', ("h2", "h3")),
    ("<ul>\n<li>a<p>b</p></li>\n</ul>", "<ul><li>a<p>b</p></li></ul>", ("p>", "div>")),
    ('<ol start="3"><li>a</li></ol>', '<ol start="3"><li>a</li></ol>', ("3", "2")),
    (
        "<ul><li><input checked> a</li></ul>",
        '<ul><li><span class="task-box">☑</span> a</li></ul>',
        ("☑", "☐"),
    ),
    (
        '<pre><code class="language-ruby">a  b\n</code></pre>',
        '<figure class="listing"><pre><code class="language-ruby">'
        '<span class="line in0">a  b\n</span></code></pre></figure>',
        ("  ", " "),
    ),
    ("<p><code>a  b</code></p>", "<p><code>a  b</code></p>", ("  ", " ")),
    (
        '<p><img src="a%20b" alt="" title="t" /></p>',
        '<figure class="picture"><span class="missing-picture"><span>Missing</span> a b</span>'
        "<figcaption>t</figcaption></figure>",
        ("<figcaption>t</figcaption>", ""),
    ),
    ('<p><a href="/a">b</a></p>', "<p>b</p>", ("b", '<a href="/a">b</a>')),
    ('<p><a href="http://A.cn?%20">b</a></p>', '<p><a href="http://a.cn/? ">b</a></p>', ("?", "#")),
    (
        '<table><tr><th align="left">a</th></tr></table>',
        '<div class="table"><table><tr><th class="left">a</th></tr></table></div>',
        ("left", "right"),
    ),
    ("<p>a\n<s>b</s></p>", "<p>a <del>b</del></p>", ("a ", "a")),
    ("<p>a&lt;b&gt;</p>", "<p>a&lt;b&gt;</p>", ("&lt;b&gt;", "<b/>")),
    ("<div>a<script>c</script> <b>b</b></div>", "<p>&lt;div&gt;a b</p>", ("b</p>", "</p>")),
)


def epub(path: Path, changes: tuple[str, str, str] | None = None, stored: bool = True) -> Path:
    """Write the sample, with `old` replaced by `new` in one file."""
    files = dict(EPUB)
    if changes:
        name, old, new = changes
        assert old in files[name], f"{old} is not in {name}"
        files[name] = files[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            if not (name == "mimetype" and stored):
                entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return path
