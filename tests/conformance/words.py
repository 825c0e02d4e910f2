"""Compares the words of a lesson with the words of an output."""

import re

from lesson import Lesson, squeeze

# What a typesetter may put inside a word of the author: hyphens, and the sign of a wrapped code line.
BREAK_MARKS = "-\u00ad\u2010↩↪⤷⏎"
# Characters without a glyph of their own: presentation of emoji, what holds marks to the text before.
INVISIBLE = str.maketrans("", "", "\ufe0e\ufe0f\u2060")
# Between two pages there may be footnotes, a running head and a page number.
PAGE_BREAK = r"[^\f]{0,600}\f[^\f]{0,120}?"


def _loosely(run: str, text: str, start: int) -> re.Match | None:
    """Find a run whose lines were broken with a mark, or that goes over a page."""
    between = f"(?:[{BREAK_MARKS}]{{0,2}}|{PAGE_BREAK})"
    return re.compile(between.join(map(re.escape, run))).search(text, start)


def _first_difference(run: str, text: str, start: int) -> str:
    """Quote where the text leaves the run, after the longest beginning that is there."""
    known = max((n for n in range(len(run)) if text.find(run[:n], start) >= 0), default=0)
    found = text.find(run[:known], start) + known
    return f"wanted “{run[max(0, known - 8) : known + 12]}”, found “{text[max(0, found - 8) : found + 12]}”"


def differences(lessons: list[Lesson], output: str, loose: bool) -> tuple[list[str], str]:
    """Every run of every lesson in order, and every note anywhere; form feeds part pages."""
    text = "\f".join(map(squeeze, output.split("\f"))).translate(INVISIBLE)
    problems, characters, bent, position = [], 0, 0, 0

    def find(run: str, start: int) -> int:
        """The end of the run in the text, or -1."""
        nonlocal bent
        if (found := text.find(run, start)) >= 0:
            return found + len(run)
        if loose and (match := _loosely(run, text, start)):
            bent += 1
            return match.end()
        return -1

    for lesson in lessons:
        for ordered, runs in ((True, lesson.runs), (False, lesson.notes)):
            for run in (run.translate(INVISIBLE) for run in runs):
                characters += len(run)
                start = position if ordered else 0
                end = find(run, start)
                if end < 0:
                    problems.append(f"{lesson.path.name}: {_first_difference(run, text, start)}")
                elif ordered:
                    position = end
    facts = f"{characters} characters" + (
        f", {bent} runs across a line or page break" if bent else ""
    )
    return problems, facts


def outline_differences(
    lessons: list[Lesson], entries: list[tuple[int, str]], depths: int
) -> tuple[list[str], str]:
    """Bookmarks or navigation against the headings.

    A number may stand before a heading; front and back matter may add entries at the top level.
    """
    wanted = [entry for lesson in lessons for entry in lesson.outline() if entry[0] < depths]
    problems, added, position = [], [], 0
    for depth, text in entries:
        expected = wanted[position] if position < len(wanted) else None
        if expected and depth == expected[0] and squeeze(text).endswith(squeeze(expected[1])):
            position += 1
        elif depth == 0:
            added.append(text)
        else:
            problems.append(f"entry “{text}” at depth {depth}, expected {expected}")
    problems += [f"no entry for {entry}" for entry in wanted[position:]]
    extra = f", added: {'、'.join(added)}" if added else ""
    return problems, f"{len(wanted)} headings{extra}"
