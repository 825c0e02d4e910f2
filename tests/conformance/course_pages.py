"""The pages of a whole course: too many to look at each closely, so boxes of words on all, and the closer checks on some."""

import math
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pikepdf

import tools
from course_words import Region
from pdf_pages import OVERHANG, POINTS_PER_MM, PRINTER_EDGE_MM, pictures

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>')
CLOSING = "。．，、；：！？）》」』】〕〉”’"
BEYOND = 300  # points of paper added on all sides, to see what is drawn beyond the edge


def regions(path: Path) -> list[Region]:
    """The pages of each bookmark of the first level, which begins a new one in every theme."""
    text = tools.run("pdftotext", "-raw", "-enc", "UTF-8", path, "-").stdout.decode()
    pages = text.split("\f")
    with pikepdf.open(path) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        starts = [numbers[_page(document, item)] for item in outline.root]
    starts.append(len(pages) - 1)
    found = [
        Region("\f".join(pages[start : max(end, start + 1)]), paged=True)
        for start, end in zip(starts, starts[1:])
    ]
    return found or [Region(text, paged=True)]


def _page(document: pikepdf.Pdf, item) -> tuple[int, int]:
    target = item.destination if item.destination is not None else item.action.D
    if not isinstance(target, pikepdf.Array):
        target = pikepdf.NameTree(document.Root.Names.Dests)[str(target)]
        target = target.D if isinstance(target, pikepdf.Dictionary) else target
    return target[0].objgen


def alternatives(path: Path) -> str:
    """All alternative texts of the structure tree."""
    with pikepdf.open(path) as document:
        return "\n".join(
            str(thing["/Alt"])
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        )


def boxes(path: Path) -> tuple[list[str], str]:
    """No word stands out of the type area, and none comes near the edge of the paper.

    The type area's right edge is where most words end that end a line of full length, or the
    mirror of the facing pages' left margin. What lies beyond the paper pdftotext leaves out: that
    is text lost. Words of a drawing that its own frame cuts off stand nowhere: where a word is out
    of its place, there must be ink.
    """
    pages: list[tuple[float, float, list[tuple]]] = []
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(path), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout:
            if match := WORD.search(line):
                x0, y0, x1, y1 = map(float, match.groups()[:4])
                pages[-1][2].append((x0, y0, x1, y1, match[5]))
            elif match := PAGE.search(line):
                pages.append((float(match[1]), float(match[2]), []))
    limits, suspects = {}, []
    sides = [Counter(), Counter()]
    lefts = [Counter(), Counter()]
    for number, (_, _, words) in enumerate(pages):
        sides[number % 2].update(round(word[2]) for word in words if word[2] - word[0] > 100)
        lefts[number % 2].update(round(word[0]) for word in words)
    for side in (0, 1) if pages else ():
        usual = max(sides[side], key=lambda x: (sides[side][x], x), default=0)
        # Some lines start a little farther left: those that begin with an opening mark.
        often = max(lefts[1 - side].values(), default=0) / 4
        left = min((x for x, count in lefts[1 - side].items() if count >= often), default=pages[0][0])
        limits[side] = max(usual, pages[0][0] - left)
    margin = PRINTER_EDGE_MM * POINTS_PER_MM
    for number, (width, height, words) in enumerate(pages):
        for x0, y0, x1, y1, text in words:
            trimmed = 0.4 * (y1 - y0) if text[-1:] in CLOSING and text else 0
            over = x1 - trimmed - limits[number % 2]
            room = min(x0, width - x1, y0, height - y1)
            if room < margin:
                where = f"is {room / POINTS_PER_MM:.1f} mm from the edge"
            elif over > OVERHANG and width == pages[0][0]:
                where = f"stands out {over:.1f} pt"
            else:
                continue
            suspects.append((number, (x0, y0, x1, y1), f"page {number + 1}: “{text[-24:]}” {where}"))
    seen = drawn(path, [(number, box) for number, box, _ in suspects])
    problems = [problem for (_, _, problem), is_drawn in zip(suspects, seen) if is_drawn]
    shown = ", ".join(f"{limit:.0f}" for limit in limits.values())
    return problems, f"{len(pages)} pages, {sum(len(words) for *_, words in pages):,} words, right edge at {shown} pt"


def drawn(path: Path, places: list[tuple[int, tuple]]) -> list[bool]:
    """Whether there is ink in boxes of pages, which may reach beyond the paper."""
    numbers = sorted({number for number, _ in places})
    with tempfile.TemporaryDirectory() as folder, pikepdf.open(path) as document:
        large, enlarged = Path(folder) / "large.pdf", pikepdf.new()
        for number in numbers:
            enlarged.pages.append(document.pages[number])
            page = enlarged.pages[-1]
            left, bottom, right, top = map(float, page.mediabox)
            page.mediabox = [left - BEYOND, bottom - BEYOND, right + BEYOND, top + BEYOND]
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page:
                    del page[name]
        enlarged.save(large)
        images = dict(zip(numbers, pictures(large, 72, list(range(len(numbers))))))

    def has_ink(number: int, box: tuple) -> bool:
        left, top, right, bottom = (side + BEYOND for side in box)
        part = images[number].crop((math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)))
        return 0 not in part.size and part.getextrema()[0] < 250

    return [has_ink(number, box) for number, box in places]


def sample(path: Path, count: int) -> list[int]:
    """Numbers of pages all over the file, two in a row each time."""
    with pikepdf.open(path) as document:
        pages = len(document.pages)
    step = max(2, 2 * pages // max(count, 1))
    return sorted({page for start in range(0, pages, step) for page in (start, start + 1) if page < pages})
