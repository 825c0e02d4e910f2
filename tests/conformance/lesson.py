"""What a lesson says, read from its Markdown by a parser that shares no code with the project."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import yaml

import tools

ALERT = re.compile(r"^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
TASK = re.compile(r"^\[[ xX]\]\s")
# These end a run of text that an output must show without anything in between.
BREAKS = {"footnote_ref", "image", "link_open", "link_close", "html_inline"}


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


@dataclass
class Lesson:
    """A lesson's words: `runs` in the order of the source, `notes` wherever they land."""

    path: Path
    meta: dict
    title: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    tables: int = 0
    images: int = 0

    def outline(self) -> list[tuple[int, str]]:
        """The title and the headings below it, each with its depth."""
        entries, open_levels = [(0, self.title)], [0]
        for level, text in self.headings:
            while open_levels[-1] >= level:
                open_levels.pop()
            entries.append((len(open_levels), text))
            open_levels.append(level)
        return entries


class _TextOfHtml(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []

    def handle_data(self, data: str) -> None:
        self.runs.append(data)


def _inline_runs(token: dict, marker: re.Pattern | None) -> list[str]:
    """The words of a paragraph, heading or cell, cut where an output may add something."""
    runs = [""]
    for index, child in enumerate(token["children"]):
        if child["type"] in BREAKS:
            runs.append("")
        elif child["type"] in ("text", "code_inline"):
            content = child["content"]
            if index == 0 and marker and child["type"] == "text":
                content = marker.sub("", content)
            runs[-1] += content
    return runs


def _read_inline(lesson: Lesson, token: dict, opener: dict, container: str) -> list[str]:
    """The runs of one block of text; a heading is noted, unless it repeats the title."""
    runs = _inline_runs(token, {"blockquote_open": ALERT, "list_item_open": TASK}.get(container))
    lesson.images += sum(child["type"] == "image" for child in token["children"])
    if opener["type"] == "heading_open":
        text = "".join(runs)
        lesson.title = lesson.title or text
        is_first = not lesson.headings and len(lesson.runs) == 1
        if is_first and squeeze(text) == squeeze(lesson.title):
            return []
        lesson.headings.append((int(opener["tag"][1]), text))
    return runs


def _read_body(lesson: Lesson, body: str) -> None:
    tokens = json.loads(tools.node(tools.HERE / "markdown.cjs", body))
    runs = lesson.runs
    for index, token in enumerate(tokens):
        match token["type"]:
            case "footnote_block_open":
                runs = lesson.notes
            case "fence" | "code_block":
                lesson.listings.append(token["content"].removesuffix("\n"))
                runs.extend(token["content"].split("\n"))
            case "html_block":
                parser = _TextOfHtml()
                parser.feed(token["content"])
                runs.extend(parser.runs)
                lesson.tables += token["content"].count("<table")
            case "table_open":
                lesson.tables += 1
            case "inline":
                container = tokens[index - 2]["type"] if index > 1 else ""
                runs.extend(_read_inline(lesson, token, tokens[index - 1], container))


@cache
def read_lesson(path: Path) -> Lesson:
    """Read one lesson file."""
    text = path.read_text(encoding="utf-8-sig")
    meta, body = {}, text
    if front := re.match(r"---\r?\n(.*?\r?\n)---\r?\n", text, re.DOTALL):
        meta, body = yaml.safe_load(front[1]) or {}, text[front.end() :]
    lesson = Lesson(path, meta, title=meta.get("title", ""))
    lesson.runs.append(lesson.title)
    _read_body(lesson, body)
    lesson.runs[0] = lesson.title
    lesson.runs = [run for run in map(squeeze, lesson.runs) if run]
    lesson.notes = [run for run in map(squeeze, lesson.notes) if run]
    return lesson


def read_course(source: Path) -> list[Lesson]:
    """The published lessons of a folder in their order, or the one lesson of a file."""
    if source.is_file():
        return [read_lesson(source)]
    lessons = [
        read_lesson(path) for path in sorted(source.rglob("*.md")) if path.name != "README.md"
    ]
    published = [lesson for lesson in lessons if lesson.meta.get("is_published", True)]
    return sorted(published, key=lambda lesson: lesson.meta.get("sequence", 0))
