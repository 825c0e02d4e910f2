"""A large course made of `lessons/`: the same at every run, every lesson another.

Paragraphs, lists, tables and code blocks of the real lessons are drawn at random into sections; each
lesson shows pictures of its own, links to the lessons before it, and has notes and formulas.
"""

import random
import re
import struct
import zlib
from pathlib import Path

LESSONS, CHARACTERS = 300, 5_000
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
SEED = 20260901


def blocks(text: str) -> list[str]:
    """The blocks of a lesson: what stands between blank lines, code blocks whole."""
    found, block, fence = [], [], ""
    for line in text.split("\n"):
        sign = FENCE.match(line)
        if sign and (not fence or line.strip() == fence):
            fence = "" if fence else sign[1]
        if line.strip() or fence:
            block.append(line)
        elif block:
            found.append("\n".join(block))
            block = []
    return found + ["\n".join(block)] * bool(block)


def material(folder: Path) -> list[str]:
    """What the lessons are made of: no headings, no front matter, no links within the course."""
    found = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        parts = blocks(text)
        # What spans several blocks, such as a container, is left out.
        found += [
            part
            for part in parts
            if not re.search(r"^\s*(#|:::|!!!|\?\?\?|===|<|\$\$|\\\[|\[\^|\{\{|\[toc)|\]\((?!http)|\[\^|!\[", part, re.M)
        ]
    return found


def picture(random_numbers: random.Random, width: int = 640, height: int = 360) -> bytes:
    """A PNG as a screenshot is: areas of one colour with lines in them."""
    palette = bytes(random_numbers.randrange(256) for _ in range(3 * 16))
    rows = bytearray()
    row = bytes(width)
    for line in range(height):
        if line % 12 == 0:
            row = bytes(random_numbers.choices(range(16), k=width // 8))
            row = bytes(colour for colour in row for _ in range(8))
        rows += b"\0" + row
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(bytes(rows), 6)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def lesson(number: int, parts: list[str], random_numbers: random.Random) -> str:
    """One lesson of about [`CHARACTERS`] characters."""
    text = [f"# 第 {number} 课：并发练习 {number}"]
    length = section = 0
    while length < CHARACTERS:
        if section % 8 == 0:
            text.append(f"## 练习 {section // 8 + 1}")
        if section == 3:
            text.append(f"![第 {number} 课的时间线](images/{number:03}.png)")
        if section == 5:
            before = f"{max(number - 1, 1):03}.md"
            text.append(f"参见[上一课]({before})。时间为 $O(n \\log n)$，另见注[^n{number}]。")
        part = random_numbers.choice(parts)
        text.append(part)
        length += len(part)
        section += 1
    text.append(f"[^n{number}]: 这里假设任务之间互不等待。")
    return "\n\n".join(text) + "\n"


def write(folder: Path, lessons: Path) -> tuple[list[Path], int]:
    """Write the course; gives its files and how many characters they have."""
    random_numbers = random.Random(SEED)
    parts = material(lessons)
    (folder / "images").mkdir(parents=True)
    files, characters = [], 0
    for number in range(1, LESSONS + 1):
        text = lesson(number, parts, random_numbers)
        path = folder / f"{number:03}.md"
        path.write_text(text, encoding="utf-8")
        (folder / "images" / f"{number:03}.png").write_bytes(picture(random_numbers))
        files.append(path)
        characters += len(text)
    return files, characters
