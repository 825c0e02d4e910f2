"""The dialect: CommonMark, the extensions of GFM, and emphasis beside Chinese punctuation.

Each example is a lesson; its XHTML must say what the reference says. Nothing of it stops an export.
"""

import shutil
from collections import Counter, defaultdict
from os.path import commonprefix
from pathlib import Path

from lxml import etree

from dialect_cases import Example, read_examples
from epub import XHTML, Epub
from report import Report
from same_html import of_lesson, of_reference, words_of_reference
from tools import Handout

# Everything is stated, so that nothing is guessed from the example.
FRONT = "---\ntitle: 例\nslug: ex-{0:04}\nsequence: {0}\nlang: en\n---\n\n"
OUTCOMES = ("equal", "on purpose", "raw HTML", "different")
CUT = 200


def write_course(texts: list[str], folder: Path) -> Path:
    """One lesson for each text."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, text in enumerate(texts, 1):
        lesson = folder / f"{number:04}.md"
        lesson.write_text(FRONT.format(number) + text, encoding="utf-8", newline="\n")
    return folder


def read_lessons(book: Path) -> list[list[etree._Element]]:
    """The blocks of each lesson of a book, below its header."""
    sections = [
        section
        for document in Epub(book).spine
        for section in document.iter(XHTML + "section")
        if section.get("class") == "lesson"
    ]
    return [[block for block in section if block.tag != XHTML + "header"] for section in sections]


def compare(example: Example, blocks: list[etree._Element]) -> tuple[str, str]:
    """One of the outcomes, and both forms from shortly before they part."""
    wanted, found = of_reference(example.html, example.raw), of_lesson(blocks)
    if wanted == found:
        return "on purpose" if example.on_purpose else "equal", ""
    if example.raw:
        # Raw HTML is made safe, which may be by showing its source: what it says must be there.
        letters = iter("".join("".join(block.itertext()) for block in blocks))
        if all(letter in letters for letter in words_of_reference(example.html)):
            return "raw HTML", ""
    start = max(0, len(commonprefix([wanted, found])) - CUT // 4)
    wanted, found = wanted[start : start + CUT], found[start : start + CUT]
    return "different", f"wanted {wanted!r}, found {found!r}"


def agree(examples: list[Example], lessons: list[list[etree._Element]]) -> tuple[list[str], str]:
    """Every lesson says what its example's reference says."""
    if len(lessons) != len(examples):
        return [f"{len(lessons)} lessons of {len(examples)} examples"], "not compared"
    problems, sections = [], defaultdict(Counter)
    for example, blocks in zip(examples, lessons):
        outcome, difference = compare(example, blocks)
        sections[example.section][outcome] += 1
        if difference:
            name = f"{example.section}, {example.number}, {example.markdown[:CUT]!r}"
            problems.append(f"{name}: {difference}")

    def counts(outcomes: Counter) -> str:
        return ", ".join(f"{outcomes[name]} {name}" for name in OUTCOMES if outcomes[name])

    for section, outcomes in sections.items() if len(sections) > 1 else ():
        print(f"       {section}: {counts(outcomes)}")
    return problems, counts(sum(sections.values(), Counter()))


def structure(handout: Handout, examples: list[Example], work: Path) -> tuple[list[str], str]:
    """The examples as lessons of one book."""
    course = write_course([example.markdown for example in examples], work / "course")
    (book,) = handout.written([course], "epub", work / "book.epub")
    return agree(examples, read_lessons(book))


def each_alone(handout: Handout, examples: list[Example], work: Path) -> tuple[list[str], str]:
    """A PDF of each example, in one run."""
    course = write_course([example.markdown for example in examples], work / "course")
    output = work / "split"
    output.mkdir()
    paths = handout.written([course], "pdf", output, "--split")
    if len(paths) != len(examples):
        return [f"{len(paths)} files of {len(examples)} examples"], "not read"
    problems = [f"{path.name} is no PDF" for path in paths if path.read_bytes()[:5] != b"%PDF-"]
    return problems, f"{len(paths)} files"


def all_together(handout: Handout, examples: list[Example], work: Path) -> tuple[list[str], str]:
    """All examples in one lesson: one below the other, and as a list, whose items end what an
    example leaves open."""
    texts = [example.markdown for example in examples]
    items = ["- " + text.replace("\n", "\n  ") for text in texts]
    course = write_course(["\n\n".join(texts), "\n\n".join(items)], work / "together")
    paths = handout.written([course], "epub,pdf", work)
    problems = [] if len(paths) == 2 else [f"written: {paths}"]
    return problems, ", ".join(f"{path.name} {path.stat().st_size:,}" for path in paths)


def check_all(report: Report, handout: Handout, work: Path) -> None:
    """Every example in every way."""
    groups: dict[str, list[Example]] = {}

    def read() -> tuple[list[str], str]:
        groups.update(read_examples())
        return [], ", ".join(f"{len(examples)} of {name}" for name, examples in groups.items())

    report.check("dialect", "examples", read)
    for number, (name, examples) in enumerate(groups.items()):
        report.check("dialect", name, structure, handout, examples, work / str(number))
    published = [example for name in list(groups)[:2] for example in groups[name]]
    for check in (each_alone, all_together):
        name = check.__name__.replace("_", " ")
        report.check("dialect", name, check, handout, published, work / check.__name__)
