"""The PDF as pages: what a printer and a proof-reader would mark."""

import io
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

import tools
from pdf import Line, Pdf

POINTS_PER_MM = 72 / 25.4
PRINTER_EDGE_MM = 8  # what office printers cannot reach, and thumbs cover
NEVER_FIRST = "。．，、；：！？）》」』】〕〉”’～·‰℃,;)]}"
NEVER_LAST = "（《「『【〔〈“‘([{"
NEVER_PARTED = ("——", "……")
OVERHANG = 3.0  # points that hanging Latin punctuation may stand out


def edges(pdf: Pdf) -> tuple[list[str], str]:
    """No character and no drop of ink in the outermost millimetres of a page."""
    margin = PRINTER_EDGE_MM * POINTS_PER_MM
    problems, nearest = [], 1e9
    for number, (page, chars) in enumerate(zip(pdf.pages, pdf.chars), 1):
        for char in chars:
            room = min(
                char["x0"], page["width"] - char["x1"], char["top"], page["height"] - char["bottom"]
            )
            nearest = min(nearest, room)
            if room < margin:
                problems.append(
                    f"page {number}: “{char['text']}” is {room / POINTS_PER_MM:.1f} mm from the edge"
                )
    dpi = 72
    for index, picture in zip(pdf.sampled, pictures(pdf.path, dpi, pdf.sampled)):
        number = index + 1
        width, height = picture.size
        edge = int(PRINTER_EDGE_MM * dpi / 25.4) - 1
        strips = [(0, 0, width, edge), (0, height - edge, width, height)]
        strips += [(0, 0, edge, height), (width - edge, 0, width, height)]
        if any(picture.crop(strip).getextrema()[0] < 250 for strip in strips):
            problems.append(f"page {number}: ink within {PRINTER_EDGE_MM} mm of the edge")
    return problems, f"{len(pdf.pages)} pages, nearest text {nearest / POINTS_PER_MM:.1f} mm"


def pictures(path: Path, dpi: int, sampled: Sequence[int] = range(0)) -> list[Image.Image]:
    """The pages in grey, or those of some numbers from 0."""
    with tempfile.TemporaryDirectory() as folder:
        command = ("pdftoppm", "-gray", "-r", dpi)
        if isinstance(sampled, range):
            tools.run(*command, path, Path(folder) / "p")
        for index in () if isinstance(sampled, range) else sampled:
            page = ("-f", index + 1, "-l", index + 1)
            tools.run(*command, *page, "-singlefile", path, Path(folder) / f"p{index:06}")
        files = sorted(Path(folder).iterdir())
        return [Image.open(io.BytesIO(file.read_bytes())) for file in files]


def _right_edge(line: Line) -> float:
    """Where the last character ends; the empty half of closing marks does not count."""
    last = line.chars[-1]
    trimmed = last["size"] / 2 if last["text"] in "。．，、；：！？）》」』】〕〉”’" else 0
    return last["x1"] - trimmed


def _left_margin(lines: list[Line]) -> float:
    """The leftmost edge that several lines share."""
    starts = Counter(round(line.left) for line in lines)
    return min((x for x, count in starts.items() if count >= 3), default=min(starts))


def right_margin(pdf: Pdf) -> tuple[list[str], str]:
    """No line is longer than the type area.

    Its right edge is where most lines end, or the mirror of the facing page's left margin,
    whichever is farther right; left and right pages may have different margins.
    """
    problems, limits = [], {}
    groups: dict[tuple, list[Line]] = {}
    for line in pdf.lines:
        if line.role and line.chars[0]["upright"]:
            groups.setdefault((line.page % 2, pdf.pages[line.page]["width"]), []).append(line)
    for (side, width), lines in groups.items():
        ends = Counter(round(line.chars[-1]["x1"]) for line in lines)
        usual = max(ends, key=lambda x: (ends[x], x))
        facing = groups.get((1 - side, width), lines)
        limit = max(usual, width - _left_margin(facing))
        limits[side] = limit
        for line in lines:
            over = _right_edge(line) - limit
            if over > OVERHANG:
                problems.append(
                    f"page {line.page + 1}: “{line.text[-16:]}” stands out {over:.1f} pt"
                )
    shown = ", ".join(f"{limit:.0f}" for limit in limits.values())
    return problems, f"{sum(map(len, groups.values()))} lines, right edge at {shown} pt"


def fullness(pdf: Pdf) -> tuple[list[str], str]:
    """No page is empty, and none ends with a heading."""
    problems = []
    for number in pdf.sampled:
        page = pdf.pages[number]
        body = [line for line in pdf.lines if line.page == number and line.role]
        if not body and not page["images"]:
            problems.append(f"page {number + 1} is empty")
        flowing = [line for line in body if "Note" not in line.role.path]
        if flowing and number + 1 < len(pdf.pages):
            last = max(flowing, key=lambda line: line.bottom)
            if last.role.heading:
                problems.append(f"page {number + 1} ends with the heading “{last.text}”")
    return problems, f"{len(pdf.pages)} pages"


def line_breaks(pdf: Pdf) -> tuple[list[str], str]:
    """Within a paragraph no line starts with a closing mark or ends with an opening one."""
    problems, breaks = [], 0
    prose = [line for line in pdf.lines if line.role and not line.role.listing]
    for line, following in zip(prose, prose[1:]):
        if line.role.block != following.role.block:
            continue
        breaks += 1
        last, first = line.chars[-1], following.chars[0]
        # The parts of a formula stand above one another: these are no lines of text.
        if "Math" in last["fontname"] or "Math" in first["fontname"]:
            continue
        where = f"page {following.page + 1}: “{line.text[-8:]}” / “{following.text[:8]}”"
        if first["text"] in NEVER_FIRST and not first["code"]:
            problems.append(f"{where}: a closing mark starts the line")
        if last["text"] in NEVER_LAST and not last["code"]:
            problems.append(f"{where}: an opening mark ends the line")
        if last["text"] + first["text"] in NEVER_PARTED:
            problems.append(f"{where}: the mark is torn apart")
    return problems, f"{breaks} line breaks"


def listing_breaks(pdf: Pdf) -> tuple[list[str], str]:
    """A listing that goes over a page has at least two lines on each side."""
    problems, lines = [], {}
    for line in pdf.lines:
        if line.role and line.role.listing:
            baselines = lines.setdefault(line.role.listing, {}).setdefault(line.page, set())
            baselines.add(round(line.chars[0]["baseline"]))
    for pages in lines.values():
        if len(pages) > 1:
            problems += [
                f"page {number + 1} has one line of a listing"
                for number, baselines in pages.items()
                if len(baselines) < 2
            ]
    broken = sum(len(pages) > 1 for pages in lines.values())
    return problems, f"{len(lines)} listings, {broken} over a page"
