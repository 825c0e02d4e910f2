"""Work grows with the input, and no faster: counted in instructions, not by the clock.

    python tests/bench/growth.py --binary target/release/handout

Each kind of lesson below is exported twice, the second time twice as long, under valgrind's callgrind,
which counts the instructions of the whole process: reading, weaving, emphasis, passes, highlighting,
the Typst writer and the EPUB writer. What an empty lesson costs is taken off. Twice the lesson may
cost at most 2.3 times as much. Typst itself is not counted: it is not ours.
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
SIZE = 48_000
COLLECTED = re.compile(r"Collected : (\d+)")

# What is repeated, with `@` for a number that counts up; before `→` what stands once in front of it.
# A form feed ends a file of its own.
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
    "formulas of unknown commands": "$\\nope{x}$ ",
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
}


def lessons(kind: str, size: int) -> list[str]:
    """Lessons of a kind, together of about so many bytes."""
    before, _, part = kind.rpartition("→")
    count = max(size // len(part.encode()), 1)
    numbers = range(10_000, 10_000 + count) if "@" in part else [0] * count
    text = before + "".join(part.replace("@", str(number)) for number in numbers)
    return text.strip("\f").split("\f")


def work(binary: str, texts: list[str]) -> int:
    """How many instructions an export takes, all but Typst's own."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        course.mkdir()
        for number, text in enumerate(texts, 10_000):
            (course / f"{number}.md").write_text(text, encoding="utf-8")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        command += [binary, "export", str(course), "--format", "epub,typst", "--output", folder]
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
    kinds = {name: kind for name, kind in KINDS.items() if arguments.only in name}
    nothing = work(binary, ["甲\n"])
    print(f"{nothing / 1e6:.0f} million instructions for an empty lesson; {len(kinds)} kinds of lessons")

    def growth(kind: str) -> tuple[int, int]:
        once, twice = (work(binary, lessons(kind, size)) - nothing for size in (SIZE, 2 * SIZE))
        return once, twice

    failed = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for name, (once, twice) in zip(kinds, pool.map(growth, kinds.values())):
            ratio = twice / once
            failed += ratio > MOST
            sign = "FAIL " if ratio > MOST else ""
            print(f"  {sign}{name:<40}{once / 1e6:8.1f} {twice / 1e6:8.1f}   × {ratio:.2f}", flush=True)
    print(f"{len(kinds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
