"""Work grows with the input, and no faster: counted in instructions, not by the clock.

    python tests/bench/growth.py --binary target/release/handout

Each kind of lesson below is exported twice, the second time twice as long, under valgrind's callgrind,
which counts the instructions of the whole process: reading, weaving, emphasis, passes, highlighting,
the Typst writer and the EPUB writer. What an empty lesson costs is taken off. Twice the lesson may
cost at most 2.3 times as much. Typst itself is not counted, since it is not ours, but where the template works
on every page.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MOST = 2.3
# Bytes of the smaller lesson.
SIZE = 32_000
COLLECTED = re.compile(r"Collected : (\d+)")

# What is repeated, with `@` for a number that counts up. Between arrows, what stands once and what is repeated
# take turns. A form feed ends a file of its own.
KINDS = {
    "one long paragraph": "异步程序在等待时不占用线程，",
    "paragraphs": "异步程序在等待时不占用线程。\n\n",
    "one long line of Latin": "x",
    "emphasis": "**真，**她*说*",
    "emphasis that never ends": "*a **b ",
    "emphasis beside marks": "，**“甲”**（乙）",
    "struck": "~~甲~~乙",
    "highlights that never end": "==甲 ",
    "superscripts that never end": "x^a ",
    "brackets that never end": "[甲",
    "brackets that only end": "甲]",
    "pictures that never end": "![甲",
    "inline notes that never end": "^[甲 ",
    "names that never end": "[[甲 ",
    "code spans that never end": "`a ``b ",
    "quotation marks": "“甲”‘乙",
    "formulas": "$x_@$ 与 ",
    "formulas that never end": "$x ",
    "display formulas that never end": "$$x\n",
    "brackets of formulas that never end": "\\(x \\[y ",
    "tags that never end": "<b>甲",
    "tags that are none": "<a b=",
    "comments that never end": "<!-- 甲 ",
    "blocks of HTML": "<div>\n\n甲\n\n",
    "HTML in lines": "<b>甲</b><i>乙</i>",
    "HTML that nests": "<b>",
    "boxes of HTML that nest": "<div>\n",
    "tables of HTML": "<table><tr><td>甲</td><td>乙</td></tr></table>\n\n",
    "one table of HTML": "<table>→<tr><td>甲</td></tr>\n",
    "lists of HTML": "<ul><li>甲</li></ul>\n\n",
    "styles of HTML": "<span style='color: red'>甲</span>",
    "display formulas": "$$\n\\frac{a}{b} + x_@\n$$\n\n",
    "formulas that nest": "$$→\\frac{",
    "formulas of unknown commands": "$\nope{x}$ ",
    "entities": "&amp;&#x4E00;&nope;",
    "escapes": "\\*\\_\\`",
    "links": "[甲](https://a.cn/@) ",
    "bare addresses": "https://a.cn/@ ",
    "mail addresses": "a.b@c.cn ",
    "dead links": "[甲](no-@.md) ",
    "links to headings": "# 甲@\n\n[乙](#甲@)\n\n",
    "reference links": "[甲@]\n\n[甲@]: https://a.cn/@\n\n",
    "notes": "甲[^@]\n\n[^@]: 乙\n\n",
    "notes that nothing refers to": "[^@]: 乙\n\n",
    "headings": "## 甲@\n\n",
    "headings of one name": "## 甲\n\n",
    "list": "- 甲\n",
    "loose list": "- 甲\n\n",
    "nested list": "- 甲\n  - 乙\n    - 丙\n",
    "one deep list": "- ",
    "quotations": "> 甲\n",
    "one deep quotation": "> ",
    "tasks": "- [ ] 甲\n",
    "definitions": "甲\n: 乙\n\n",
    "table": "| 丙 | 丁 |\n|---|---|\n→| 甲 | 乙 |\n",
    "table with cells too many": "| 甲 |\n|---|\n→| 甲 | 乙 | 丙 | 丁 |\n",
    "one wide row": "甲|",
    "containers": "::: tip 甲\n乙\n:::\n\n",
    "containers that never end": "::: tip 甲\n",
    "containers that only end": ":::\n\n",
    "admonitions": "!!! note \"甲\"\n    乙\n\n",
    "tabs": "=== \"甲\"\n    乙\n\n",
    "includes of nothing": "{{#include no-@.rs}}\n",
    "directives that never end": "{{#include ",
    "code": "```python\n→x = f(\"甲\", 1)  # 乙\n",
    "code in another language": "```rust\n→let x = f(\"甲\", 1); // 乙\n",
    "one long line of code": "```python\n→f(x), ",
    "code that nests": "```python\n→(",
    "code in an unknown language": "```nope\n→甲\n",
    "code blocks": "```\n甲\n```\n\n",
    "rules": "---\n\n",
    "hard breaks": "甲  \n",
    "soft breaks": "甲\n",
    "blank lines": "\n",
    "tabulators": "\t",
    "emoji": "👩‍👩‍👧‍👦",
    "contents": "[toc]\n\n## 甲@\n\n",
    "lessons": "# 甲@\n\n[一](@.md) [[甲@]] [没有](no-@.md) ![没有](no-@.png)\n\f",
    "lessons with other programs' settings": "---\ntitle: 甲@\nlayout: post\nicon: x\n---\n\n乙\f",
    "readings": "<ruby>汉<rt>hàn</rt></ruby>",
    "one long reading": "<ruby>汉<rt>→か→</rt></ruby>",
    "one tower of marks": "a→\u0301",
    "one chain of emoji": "👩\u200d",
    "one link over many blocks": "<a href='https://a.cn'>→<p>甲</p>\n→</a>",
    "one long link over blocks": "<a href='→x→'><p>甲</p><p>乙</p></a>→<p>丙</p>",
    "links over blocks": "<a href='https://a.cn/@'><p>甲</p><p>乙</p></a>\n\n",
    "one long abbreviation over many blocks": "<abbr title='→x→'>→<p>甲</p>",
    "one phrase over many blocks": "<div><i style='color: red'>\n→<p>甲</p>\n→</i></div>",
    "one long attribute": "<p class='→甲 →'>乙</p>",
    "one long address": "[甲](https://a.cn/→x→)",
    "one long picture's address": "![甲](data:image/png;base64,→QUFB→)",
    "one long dead link": "# 甲\n\n[乙](#→丙→)",
    "long dead links to long headings": "# →甲→\n\n[乙](#→丙→)",
    "deep lists": "- 甲\n  1. 乙\n\n     - 丙\n\n       > 丁\n",
    "many warnings of many kinds": "[甲](no-@.md) ![乙](no-@.png) <video></video> `x`{a} [^@]\n\n",
    "edges of diagrams that are refused": "```mermaid\nflowchart LR\n→ a --> b@\n→```\n",
    "many warnings in one line": "[甲](no-@.md)<form>",
}

HEAD = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 90'>"

# The same for a drawing that a lesson shows.
DRAWINGS = {
    "shapes": HEAD + "→<rect x='@' y='1' width='2' height='3'/>→</svg>",
    "groups that nest": HEAD + "→<g>→→</g>→</svg>",
    "one long path": HEAD + "<path d='M0 0→ 1 1→'/></svg>",
    "one long text": HEAD + "<text>→甲→</text></svg>",
    "texts": HEAD + "→<text x='1' y='@'>甲</text>→</svg>",
    "rules of style": HEAD + "<style>→.a@ { fill: red }→</style><rect class='a10000'/></svg>",
    "styled shapes": HEAD + "<style>rect { fill: red }</style>→<rect class='a@'/>→</svg>",
    "variables": HEAD + "<style>→:root { --a@: red }→</style><rect fill='var(--a10000)'/></svg>",
    "uses of a variable": HEAD + "<style>:root { --a: rgb(1, 2, 3) }</style>→<g fill='var(--a)'/>→</svg>",
    "uses of one shape": HEAD + "<g id='a'><rect/></g>→<use href='#a' x='@'/>→</svg>",
    "uses that use": HEAD + "<g id='a9999'/>→<g id='a@'/><use href='#a@'/>→</svg>",
    "gradients": HEAD + "→<linearGradient id='a@'><stop/></linearGradient><g fill='url(#a@)'/>→</svg>",
}

# Diagrams, of which even few take long. How long the layout of one takes is bounded by how many parts it may have,
# and grows faster than they do: many edges within the bound are not among these.
DIAGRAMS = {
    "diagrams": "```mermaid\nflowchart LR\n a@ --> b\n```\n\n",
    "nodes of a diagram": "```mermaid\nflowchart LR\n→ a@[甲]\n→```\n",
    "messages of a diagram": "```mermaid\nsequenceDiagram\n→ 甲->>乙: @\n→```\n",
    "one long label of a diagram": "```mermaid\nflowchart LR\n a[→甲→]\n```\n",
}

# What the template does on every page, in kinds that are printed, Typst's own work and all.
PAGES = {
    "one long title over pages": "# →甲→\n\n→乙\n\n",
}


def lessons(kind: str, size: int) -> list[str]:
    """Lessons of a kind, together of about so many bytes."""
    parts = kind.split("→") if "→" in kind else ["", kind]
    repeated = "".join(parts[1::2])
    count = max(size // len(repeated.encode()), 1)
    text = ""
    for index, part in enumerate(parts):
        numbers = range(10_000, 10_000 + count * (index % 2) + (index + 1) % 2)
        text += "".join(part.replace("@", str(number)) for number in numbers) if "@" in part else part * len(numbers)
    return text.strip("\f").split("\f")


def files(name: str, size: int) -> dict[str, str]:
    """The files of a course of a kind, by their names."""
    if name in DRAWINGS:
        return {"1.md": "![甲](a.svg)\n", "a.svg": lessons(DRAWINGS[name], size)[0]}
    if name in PAGES:
        return {"1.md": lessons(PAGES[name], size // 4)[0]}
    texts = lessons(DIAGRAMS[name], size // 48) if name in DIAGRAMS else lessons(KINDS[name], size)
    return {f"{number}.md": text for number, text in enumerate(texts, 10_000)}


def work(binary: str, texts: dict[str, str], formats: str = "epub,typst") -> int:
    """How many instructions an export takes."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        course.mkdir()
        for name, text in texts.items():
            (course / name).write_text(text, encoding="utf-8")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        command += [binary, "export", str(course), "--format", formats, "--output", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = COLLECTED.search(done.stderr)
        if done.returncode != 0 or not found:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
        return int(found[1])


def main() -> int:
    """Count, print, and fail if anything grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, help="the built handout")
    parser.add_argument("--only", default="", help="kinds whose names hold this")
    parser.add_argument("--jobs", type=int, default=2, help="how many exports at once")
    arguments = parser.parse_args()
    binary = str(Path(arguments.binary).resolve())
    kinds = [name for name in [*KINDS, *DRAWINGS, *DIAGRAMS, *PAGES] if arguments.only in name]
    empty = {"1.md": "甲\n"}
    nothing = work(binary, empty)
    printed_nothing = work(binary, empty, "pdf") if any(name in PAGES for name in kinds) else 0
    print(f"{nothing / 1e6:.0f} million instructions for an empty lesson; {len(kinds)} kinds of lessons")

    def growth(name: str) -> tuple[int, int]:
        formats, base = ("pdf", printed_nothing) if name in PAGES else ("epub,typst", nothing)
        once, twice = (work(binary, files(name, size), formats) - base for size in (SIZE, 2 * SIZE))
        return once, twice

    failed = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for name, (once, twice) in zip(kinds, pool.map(growth, kinds)):
            ratio = twice / once
            failed += ratio > MOST
            sign = "FAIL " if ratio > MOST else ""
            print(f"  {sign}{name:<40}{once / 1e6:8.1f} {twice / 1e6:8.1f}   × {ratio:.2f}", flush=True)
    print(f"{len(kinds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
