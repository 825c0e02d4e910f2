"""What the lessons of a whole course say, and which of it an output does not."""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

import tools
from words import BREAK_MARKS

SIZE = 8  # characters of a gram: long enough to be rare, short enough for a broken line
SAMPLES = 200  # grams by which the place of a lesson is found
PRESENT = 0.5  # of them must be there
SHORT = 2000  # characters of a region in which lessons of a few words are looked for
LONGEST = 60  # characters of a text that is looked for over the break of a page
HEAD = 80  # characters after that break, among which its end is looked for; notes may fill the page before
# White space, what a typesetter may put between lines, and characters without a glyph.
IGNORED = re.compile(rf"[\s{re.escape(BREAK_MARKS)}\u2011\ufe0e\ufe0f\u200b-\u200f\u2060-\u2064\ufeff\x00-\x1f\x7f]+")
FRONT = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)
# Under an accent these letters lose their dots.
DOTLESS = str.maketrans("ıȷ", "ij")
# What of a formula's source is no part of what it shows.
COMMANDS = re.compile(
    r"\\(?:begin|end)\s*\{[^{}]*\}(?:\s*\{[lcr|@. ]*\})?"
    r"|\\(?:hspace|vspace|color|label|e?q?ref|kern|mspace|href)\s*\{[^{}]*\}"
    r"|\\\\\s*\[[^\]]*\]|\\[a-zA-Z]+\*?|(?<!\\)%.*"
)


def normal(text: str) -> str:
    """Characters as they are compared: one form, one case, no white space."""
    return IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())


def letters(text: str) -> Counter:
    """The letters and digits of a text, without what stands above and below them."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(DOTLESS)
    return Counter(filter(str.isalnum, folded))


# What MkDocs puts in for a line: `--8<-- "docs/a.py:2:5"`, `--8<-- "docs/a.py:section"`.
SNIPPET = re.compile(r"""^([\s>]*)-+8<-+\s*"([^":]+)(?::([^"]*))?"\s*$""")
SECTION = re.compile(r"-+8<-+\s*\[(start|end):\s*(\S+?)\s*\]")


def with_snippets(text: str, root: Path) -> tuple[str, list[int]]:
    """A lesson's text with the files that it includes, and the number of the line each line came from.

    Their paths count from the site's folder, which is the course's or the one above.
    """
    lines, origin = [], []
    for number, line in enumerate(text.split("\n"), 1):
        found = [line]
        if match := SNIPPET.match(line):
            files = [place / match[2] for place in (root, root.parent) if (place / match[2]).is_file()]
            if files:
                part = snippet_part(files[0].read_text(encoding="utf-8").splitlines(), match[3] or "")
                found = [match[1] + code for code in part]
        lines += found
        origin += [number] * len(found)
    return "\n".join(lines), origin


def snippet_part(lines: list[str], part: str) -> list[str]:
    """The lines of a file that a part names, by numbers or by a section's name."""
    if re.fullmatch(r"[\d:]+", part):
        first, _, last = part.partition(":")
        lines, part = lines[int(first or 1) - 1 : int(last or (first if ":" not in part else 1 << 30))], ""
    kept, inside = [], not part
    for line in lines:
        if mark := SECTION.search(line):
            inside = mark[1] == "start" if mark[2] == part else inside
        elif inside:
            kept.append(line)
    return kept


@dataclass
class Lesson:
    """What one file says; each text with its line."""

    path: Path
    pieces: list[tuple[int, str]]
    alts: list[tuple[int, str]]
    formulas: list[tuple[int, str]]

    def grams(self) -> list[str]:
        """Grams from all over the lesson."""
        texts = [text for _, text in self.pieces if len(text) >= SIZE]
        found = [text[at : at + SIZE] for text in texts for at in range(0, len(text) - SIZE + 1, 3)]
        return found[:: len(found) // SAMPLES + 1]


def read_lessons(folder: Path, left_out: set[Path], undrawn: str = "") -> list[Lesson]:
    """All lessons of a folder; of their texts, what is not of some characters."""
    cut = re.compile(f"[{re.escape(undrawn)}]+" if undrawn else r"\x00")
    paths = [
        path
        for path in sorted(folder.rglob("*.md"))
        if not any(part[0] in "._" for part in path.relative_to(folder).parts)
    ]
    read, bodies, origins = [], [], []
    for path in paths:
        # A list of chapters is no chapter.
        if path in left_out or path.name == "SUMMARY.md":
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        meta, skipped = {}, 0
        if front := FRONT.match(text):
            try:
                meta = yaml.safe_load(front[1])
            except yaml.YAMLError:
                pass  # the program says so itself
            skipped, text = front[0].count("\n"), text[front.end() :]
        if isinstance(meta, dict) and (meta.get("draft") is True or meta.get("published") is False):
            continue
        read.append((path, meta if isinstance(meta, dict) else {}))
        body, origin = with_snippets(text, folder)
        bodies.append(body)
        origins.append([0, *(line + skipped for line in origin)])
    said = json.loads(tools.node(tools.HERE / "course_words.cjs", json.dumps(bodies)))
    lessons = []
    for (path, meta), origin, lesson in zip(read, origins, said):
        alts = [(origin[line], normal(cut.sub("", text))) for line, text in lesson["alts"]]
        formulas = [(origin[line], cut.sub("", text)) for line, text in lesson["formulas"]]
        parts = [(origin[line], part) for line, text in lesson["pieces"] for part in cut.split(text)]
        pieces = [(line, text) for line, part in parts if (text := normal(part))]
        front = [
            (1, normal(part))
            for key in ("title", "description")
            for part in cut.split(str(meta.get(key) or ""))
        ]
        # A heading that says the title again is shown once.
        said_again = {text for _, text in pieces}
        pieces = [entry for entry in front if entry[1] and entry[1] not in said_again] + pieces
        lessons.append(Lesson(path, pieces, alts, formulas))
    return lessons


class Region:
    """A part of an output: a document of an EPUB, or some pages of a PDF, parted by form feeds."""

    def __init__(self, text: str, paged: bool, drawn: str | None = None) -> None:
        """`drawn` is what is seen of it, where the text has more: the source of formulas."""
        self.paged = paged
        self.text = "\f".join(map(normal, text.split("\f")))
        self.flat = self.text.replace("\f", "")
        self.drawn = self.flat if drawn is None else drawn

    def budget(self) -> Counter:
        """How often each gram occurs."""
        text = self.text
        return Counter(text[at : at + SIZE] for at in range(len(text) - SIZE + 1))

    def has_torn(self, text: str) -> bool:
        """Whether a short text goes over a page: notes, a running head and a number may come between."""
        if not self.paged or len(text) > LONGEST:
            return False
        pages = self.text.split("\f")
        ends = [(page, following[:HEAD]) for page, following in zip(pages, pages[1:])]
        cuts = range(1, len(text))
        return any(text[cut:] in head and text[:cut] in page for page, head in ends for cut in cuts)


def places(lessons: list[Lesson], regions: list[Region]) -> list[Region | None]:
    """The region in which each lesson is; none for one that is nowhere."""
    wanted = [lesson.grams() for lesson in lessons]
    where: dict[str, set[int]] = {gram: set() for grams in wanted for gram in grams}
    for number, region in enumerate(regions):
        text = region.text
        for at in range(len(text) - SIZE + 1):
            if (found := where.get(text[at : at + SIZE])) is not None:
                found.add(number)
    # A lesson of a few words is compared with all that is short.
    everything = Region("\f".join(r.text for r in regions if len(r.text) < SHORT), False)
    result = []
    for grams in wanted:
        if not grams:
            result.append(everything)
            continue
        votes = Counter(number for gram in grams for number in where[gram])
        # Of two that have it all, the smaller one is the lesson, the other quotes it.
        best = max(votes, key=lambda n: (votes[n], -len(regions[n].text)), default=0)
        result.append(regions[best] if votes[best] >= PRESENT * len(grams) else None)
    return result


def _gaps(text: str, budget: Counter) -> list[tuple[int, int]]:
    """The stretches of a text that no gram covers; grams are used up."""
    gaps, covered = [], 0
    for at in range(len(text) - SIZE + 1):
        gram = text[at : at + SIZE]
        if budget[gram] > 0:
            budget[gram] -= 1
            if at > covered:
                gaps.append((covered, at))
            covered = at + SIZE
    if covered < len(text):
        gaps.append((covered, len(text)))
    return gaps


def missing(lesson: Lesson, region: Region, alts: str) -> list[str]:
    """What of a lesson the region does not say, each with its line."""
    problems, budget = [], region.budget()
    short: Counter = Counter()
    for line, text in lesson.pieces:
        if len(text) < SIZE:
            short[text] += 1
            if region.flat.count(text) < short[text] and not region.has_torn(text):
                problems.append(f"{line}: “{text}”")
            continue
        for start, end in _gaps(text, budget):
            around = text[max(0, start - 6) : end + 6]
            if not region.has_torn(around):
                problems.append(f"{line}: “{text[max(0, start - 6) : start]}[{text[start:end]}]{text[end : end + 6]}”")
    for line, text in lesson.alts:
        if text not in region.flat and text not in alts:
            problems.append(f"{line}: the alternative text “{text}”")
    if lesson.formulas:
        wanted = letters("".join(text for _, text in lesson.pieces))
        for _, formula in lesson.formulas:
            wanted += letters(COMMANDS.sub(" ", formula))
        lost = wanted - letters(region.drawn)
        if lost:
            problems.append(f"{lesson.formulas[0][0]}: letters of formulas: {dict(lost.most_common(8))}")
    return problems


def compare(lessons: list[Lesson], regions: list[Region], root: Path, alts: str = "") -> tuple[list[str], str]:
    """Every text of every lesson is in its region."""
    problems, characters, lost = [], 0, 0
    for lesson, region in zip(lessons, places(lessons, regions)):
        size = sum(len(text) for _, text in lesson.pieces)
        characters += size
        name = lesson.path.relative_to(root)
        if region is None:
            lost += 1
            problems.append(f"{name}: the lesson is not there ({size} characters)")
        else:
            problems += [f"{name}:{problem}" for problem in missing(lesson, region, alts)]
    return problems, f"{len(lessons)} lessons, {characters:,} characters, {lost} lessons lost, {len(problems) - lost} texts lost"
