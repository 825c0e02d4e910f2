"""Shows that every check can fail: each is given something good, and something wrong on purpose.

python tests/conformance/selftest.py --work /tmp/selftest
"""

import argparse
import dataclasses
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
from lxml import etree

import bad_input
import course_pages
import course_words
import dialect
import epub
import epub_judges
import pdf_document
import pdf_fonts
import pdf_pages
import samples
import whole_courses
from dialect_cases import Example
from epub import XHTML, Epub
from pdf import Pdf
from report import Report
from same_bytes import identical
from samples import BODY, LESSON, PREAMBLE, altered_pdf
from tools import Handout
from typst_project import same_pages

# A program with handout's arguments that is wrong about everything: it succeeds in silence where
# it should complain, and what it writes changes from run to run.
PROGRAM = """#!/bin/bash
while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done
mkdir -p "$out" && cat "$(dirname "$0")/sample.typ" > "$out/main.typ" && echo "$out"
"""
IMPOSTOR = PROGRAM.replace("&& echo", '&& date +%s.%N >> "$out/main.typ" && echo')


def with_words(**changes) -> list:
    """The sample lesson, wanting something that the sample outputs do not have."""
    return [dataclasses.replace(LESSON, **changes)]


def expect(report: Report, name: str, good, bad) -> None:
    """`good` and `bad` are a check and its arguments; the first must pass, the second must not."""

    def both() -> tuple[list[str], str]:
        problems = []
        if good:
            found, _ = good[0](*good[1:])
            problems += [f"a good sample fails: {problem}" for problem in found]
        found, _ = bad[0](*bad[1:])
        if not found:
            problems.append("a bad sample passes")
        return problems, found[0] if found else "nothing found"

    report.check("self-test", name, both)


def test_epub(report: Report, work: Path) -> None:
    """The checks of EPUBs."""
    good = samples.epub(work / "good.epub")

    def bad(name: str, changes=None, stored: bool = True) -> Path:
        return samples.epub(work / f"{name}.epub", changes, stored)

    chapter, package = "EPUB/one.xhtml", "EPUB/book.opf"
    no_lang = bad("no-lang", (chapter, ' lang="zh-CN"', ""))
    deeper = [(2, "第一节"), (3, "细节"), (2, "没有的一节")]
    for check, wrong in (
        (epub.container, (Epub(bad("deflated", stored=False)),)),
        (epub.languages, (Epub(no_lang),)),
        (epub.words, (Epub(bad("lost", (chapter, "控制权", "控制"))), [LESSON])),
        (epub.listings, (Epub(bad("space", (chapter, "\nasyncio", "\n asyncio"))), [LESSON])),
        (epub.navigation, (Epub(good), with_words(headings=deeper))),
    ):
        right = (Epub(good), [LESSON])[: len(wrong)]
        expect(report, f"EPUB {check.__name__}", (check, *right), (check, *wrong))
    judge = epub_judges.run_epubcheck
    invalid = bad("invalid", (package, "<dc:language>zh-CN</dc:language>", ""))
    expect(report, "EPUBCheck", (judge, good), (judge, invalid))
    pale = bad("pale", (chapter, "<p>", '<p style="color:#ccc;background:#fff">'))
    judge = epub_judges.run_ace
    expect(report, "Ace", (judge, good, work / "ace-1"), (judge, pale, work / "ace-2"))


def test_pdf(report: Report, work: Path) -> None:
    """The checks of PDFs."""
    good = Pdf(samples.pdf(work / "good.pdf"))

    def bad(name: str, body: str, preamble: str = PREAMBLE, **options) -> Pdf:
        return Pdf(samples.pdf(work / f"{name}.pdf", body, preamble, **options))

    untagged = bad("untagged", BODY, pdf_tags=False)
    (work / "torn.pdf").write_bytes(good.path.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    torn = Pdf(work / "torn.pdf")
    japanese = bad("japanese", BODY, PREAMBLE.replace("CJK SC", "CJK JP"))

    def change_widths(document) -> None:
        for thing in document.objects:
            if "/W" in (thing.keys() if hasattr(thing, "keys") else ()):
                thing.W[2] = 123

    def drop_mappings(document) -> None:
        for thing in document.objects:
            if hasattr(thing, "keys") and "/ToUnicode" in thing.keys():
                del thing["/ToUnicode"]

    def skip_level(document) -> None:
        for thing in document.objects:
            if hasattr(thing, "keys") and thing.get("/S") == "/H3":
                thing.S = pikepdf.Name.H5

    widths = Pdf(altered_pdf(work / "widths.pdf", change_widths))
    unmapped = Pdf(altered_pdf(work / "unmapped.pdf", drop_mappings))
    skipping = Pdf(altered_pdf(work / "skipping.pdf", skip_level))
    # Room for one line of three, and Typst's own care switched off.
    listing = "#set text(costs: (orphan: 0%, widow: 0%))\n#block(height: 34pt)\n```\na\nb\nc\n```\n"
    for check, wrong in (
        (pdf_document.syntax, torn),
        (pdf_document.validators, unmapped),
        (pdf_fonts.embedding, japanese),
        (pdf_fonts.widths, widths),
        (pdf_pages.edges, bad("edge", BODY + "#place(dx: -17mm)[出血]")),
        (pdf_pages.right_margin, bad("wide", BODY + "#box(width: 150%, align(right)[伸出去])")),
        (pdf_pages.fullness, bad("foot", BODY + "#v(1fr)\n== 孤题\n#pagebreak()\n正文")),
        (pdf_pages.fullness, bad("empty", BODY + "#pagebreak()\n#pagebreak()\n正文")),
        (pdf_pages.line_breaks, bad("first", BODY + "行尾 \\\n，行首不该是逗号")),
        (pdf_pages.line_breaks, bad("last", BODY + "行尾不该是（ \\\n前括号）")),
        (pdf_pages.line_breaks, bad("dash", BODY + "破折号— \\\n—拆开了")),
        (pdf_pages.listing_breaks, bad("widow", listing, PREAMBLE.replace('"a5"', "height: 60mm"))),
    ):
        expect(report, f"PDF {check.__name__}", (check, good), (check, wrong))
    check = pdf_document.metadata
    expect(report, "PDF metadata", (check, good, "样课"), (check, untagged, "样课"))
    expect(report, "PDF title", None, (check, good, "别的课"))
    image = "\n#image(bytes(`<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>`.text))"
    for check, wrong in (
        (pdf_document.structure, (skipping, [LESSON])),
        (pdf_document.structure, (good, with_words(tables=1))),
        (pdf_document.structure, (bad("mute", BODY + image, pdf_tags=True), [LESSON])),
        (
            pdf_document.bookmarks,
            (good, with_words(headings=[*LESSON.headings, (2, "没有的一节")])),
        ),
        (pdf_document.words, (good, with_words(runs=[*LESSON.runs, "还有一句"]))),
        (pdf_document.words, (good, with_words(notes=["没有的脚注"]))),
    ):
        expect(report, f"PDF {check.__name__}", (check, good, [LESSON]), (check, *wrong))


def test_runs(report: Report, work: Path) -> None:
    """The checks that run the binary, with an impostor in its place."""
    work.joinpath("sample.typ").write_text(PREAMBLE + BODY, encoding="utf-8")
    programs = []
    for name, script in (("program", PROGRAM), ("impostor", IMPOSTOR)):
        work.joinpath(name).write_text(script, encoding="utf-8")
        work.joinpath(name).chmod(0o755)
        programs.append(Handout(work / name))
    course = work / "course"
    course.mkdir()
    course.joinpath("a.md").write_text(bad_input.GOOD, encoding="utf-8")
    check, ours = identical, samples.pdf(work / "ours.pdf")
    good, bad = ((check, program, course, work / "twice") for program in programs)
    expect(report, "same bytes", good, bad)
    check = same_pages
    good, bad = ((check, program, course, "book", ours, work) for program in programs)
    expect(report, "stock Typst", good, bad)
    impostor = programs[1]
    for number, case in enumerate(bad_input.CASES):
        expect(report, case.name, None, (bad_input.bad_input, impostor, case, work / str(number)))
    for check in (bad_input.earlier_output, bad_input.usage):
        expect(report, check.__name__, None, (check, impostor, work / check.__name__))


def test_courses(report: Report, work: Path) -> None:
    """The checks of whole courses, and what their reader takes for text."""
    course = work / "course"
    course.mkdir()
    course.joinpath("样课.md").write_text(samples.COURSE, encoding="utf-8")
    lessons = course_words.read_lessons(course, set())
    wanted = [dataclasses.replace(lessons[0], pieces=[*lessons[0].pieces, (99, "还有一句")])]
    pictures = [dataclasses.replace(lessons[0], alts=[(99, "没有的图")])]
    formulas = [dataclasses.replace(lessons[0], formulas=[(99, r"\frac{q}{7}")])]
    compare = course_words.compare
    for name, book, regions in (
        ("EPUB", samples.epub(work / "good.epub"), whole_courses.epub_regions),
        ("PDF", samples.pdf(work / "good.pdf"), course_pages.regions),
    ):
        good = (compare, lessons, regions(book), course)
        for kind, more in (("text", wanted), ("picture", pictures), ("formula", formulas)):
            expect(report, f"course, {name} {kind}", good, (compare, more, regions(book), course))
        expect(report, f"course, {name} lesson", None, (compare, lessons, regions(book)[:0], course))
    gap = samples.epub(work / "gap.epub", ("EPUB/one.xhtml", "说明任务何时", "说明何时"))
    regions = whole_courses.epub_regions(gap)
    expect(report, "course, a word", None, (compare, lessons, regions, course))
    check, good = course_pages.boxes, samples.pdf(work / "good.pdf")
    wide = samples.pdf(work / "wide.pdf", BODY + "\n\n#box(width: 110%, align(right)[伸出去])")
    edge = samples.pdf(work / "edge.pdf", BODY + "#place(dx: -17mm)[出血]")
    expect(report, "course, boxes", (check, good), (check, wide))
    cut = "#place(dx: -17mm, box(width: 9mm, clip: true, move(dx: {}, box(width: 9mm)[出血])))"
    hidden = samples.pdf(work / "hidden.pdf", BODY + cut.format("-10mm"))
    seen = samples.pdf(work / "seen.pdf", BODY + cut.format("0mm"))
    expect(report, "course, edge", (check, good), (check, edge))
    expect(report, "course, frame", (check, hidden), (check, seen))
    expect(report, "course, export", None, (failed_export, work))

    def read() -> tuple[list[str], str]:
        course.joinpath("样课.md").write_text(samples.SITE, encoding="utf-8")
        course.joinpath("code.py").write_text(samples.SITE_CODE, encoding="utf-8")
        (lesson,) = course_words.read_lessons(course, set())
        found = [text for _, text in lesson.pieces + lesson.alts + lesson.formulas]
        problems = [f"found {found}"] if found != samples.SITE_SAYS else []
        return problems, f"{len(found)} texts"

    report.check("self-test", "course, reader", read)


def failed_export(work: Path) -> tuple[list[str], str]:
    """The outcome of an export that fails."""
    false = Handout(Path("/bin/false"))
    return whole_courses.Export(false, work, "epub", work, "handout").outcome()


def dialect_lesson(text: str) -> list[list[etree._Element]]:
    """The blocks of a book's only lesson."""
    return [list(etree.fromstring(f'<body xmlns="{XHTML[1:-1]}">{text}</body>'))]


def test_dialect(report: Report, work: Path) -> None:
    """The comparison with the specifications, and the exports of their examples."""
    check = dialect.agree
    for number, (html, ours, (old, new)) in enumerate(samples.DIALECT, 1):
        assert old in ours, f"{old} is not in {ours}"
        examples = [Example("self-test", number, "", html, raw="<script>" in html)]
        good, bad = dialect_lesson(ours), dialect_lesson(ours.replace(old, new))
        expect(report, f"dialect {number}", (check, examples, good), (check, examples, bad))
    expect(report, "dialect, a lesson lost", None, (check, examples, []))
    work.joinpath("sample.typ").touch()
    work.joinpath("program").write_text(PROGRAM, encoding="utf-8")
    work.joinpath("program").chmod(0o755)
    program, three = Handout(work / "program"), examples * 3
    for check in (dialect.each_alone, dialect.all_together):
        expect(report, check.__name__.replace("_", " "), None, (check, program, three, work))


def run_test(test: Callable, report: Report, work: Path) -> tuple[list[str], str]:
    """Run a group; that its samples cannot be made is a failure too."""
    test(report, work)
    return [], "all made"


def main() -> int:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="a folder to write into")
    work = parser.parse_args().work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    report = Report()
    for name, test in (
        ("epub", test_epub),
        ("pdf", test_pdf),
        ("runs", test_runs),
        ("courses", test_courses),
        ("dialect", test_dialect),
    ):
        work.joinpath(name).mkdir(parents=True)
        report.check("self-test", f"{name} samples", run_test, test, report, work / name)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
