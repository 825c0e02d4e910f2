"""The conformance suite: exports courses with the built binary and judges what comes out.

    python tests/conformance/run.py --binary target/release/handout --work /tmp/conformance

Needs the packages of `requirements.txt`; those of `package.json` in the folder that NODE_PATH
names; Java, chromium, qpdf and poppler. `.ci/run` brings all of it.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

import bad_input
import dialect
import epub
import epub_judges
import pdf_document
import pdf_fonts
import pdf_pages
import tools
import whole_courses
from epub import Epub
from lesson import read_course
from pdf import Pdf
from report import Report
from same_bytes import identical
from typst_project import same_pages

THEMES = ("book", "handout")
COURSES = (tools.SEED, *sorted((tools.HERE / "courses").iterdir()))
# It shows what documentation tools add to Markdown, which `lesson.py` does not read.
SHOWCASE = "showcase.md"


def check_epub(report: Report, subject: str, book: Path, course: Path, work: Path) -> None:
    """All checks of one EPUB."""
    lessons, parsed = read_course(course), Epub(book)
    for check in (epub.container, epub.languages):
        report.check(subject, check.__name__, check, parsed)
    for check in (epub.words, epub.listings, epub.navigation):
        report.check(subject, check.__name__, check, parsed, lessons)
    report.check(subject, "EPUBCheck", epub_judges.run_epubcheck, book)
    report.check(subject, "Ace", epub_judges.run_ace, book, work / "ace")


def check_pdf(report: Report, subject: str, path: Path, course: Path) -> None:
    """All checks of one PDF."""
    lessons, parsed = read_course(course), Pdf(path)
    title = lessons[0].title if course.is_file() else None
    report.check(subject, "metadata", pdf_document.metadata, parsed, title)
    for check in (
        pdf_document.syntax,
        pdf_document.validators,
        pdf_fonts.embedding,
        pdf_fonts.widths,
        pdf_pages.edges,
        pdf_pages.right_margin,
        pdf_pages.fullness,
        pdf_pages.line_breaks,
        pdf_pages.listing_breaks,
    ):
        report.check(subject, check.__name__, check, parsed)
    for check in (pdf_document.structure, pdf_document.bookmarks, pdf_document.words):
        report.check(subject, check.__name__, check, parsed, lessons)


def check_course(
    report: Report, handout: tools.Handout, course: Path, theme: str, work: Path
) -> None:
    """Export one course in one theme to all formats and check each."""
    subject = f"{course.stem}, {theme}"
    paths: list[Path] = []

    def export() -> tuple[list[str], str]:
        paths.extend(handout.written([course], "epub,pdf", work / "out", "--theme", theme))
        suffixes = sorted(path.suffix for path in paths)
        problems = [] if suffixes == [".epub", ".pdf"] else [f"written: {paths}"]
        return problems, ", ".join(f"{path.name} {path.stat().st_size:,}" for path in paths)

    report.check(subject, "export", export)
    found = {path.suffix: path for path in paths}

    def judge(suffix: str, checks, *arguments) -> tuple[list[str], str]:
        checks(report, f"{subject} {suffix[1:]}", found[suffix], *arguments)
        return [], "all checks ran"

    report.check(subject, "EPUB read", judge, ".epub", check_epub, course, work)
    report.check(subject, "PDF read", judge, ".pdf", check_pdf, course)
    report.check(
        subject,
        "stock Typst",
        lambda: same_pages(handout, course, theme, found[".pdf"], work / "typst"),
    )


def check_showcase(report: Report, handout: tools.Handout, work: Path) -> None:
    """The whole course, showcase and all, as courses for other programs are judged."""
    for theme in THEMES:
        options = argparse.Namespace(formats="epub,pdf", theme=theme, pages=100, samples=3, ace=True)
        folder = work / theme
        folder.joinpath("typst", "project").mkdir(parents=True)
        whole_courses.check_course(report, handout, tools.LESSONS, options, folder)
        path = folder / "book.pdf"
        for check in (
            pdf_document.validators,
            pdf_fonts.embedding,
            pdf_fonts.widths,
            pdf_pages.listing_breaks,
        ):
            report.check(f"showcase, {theme}", check.__name__, check, Pdf(path))
        report.check(
            f"showcase, {theme}",
            "stock Typst",
            lambda: same_pages(handout, tools.LESSONS, theme, path, folder / "typst"),
        )
    report.check(
        "showcase", "same bytes", identical, handout, tools.LESSONS, work / "twice"
    )


def main() -> int:
    """Read the arguments, run everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, required=True, help="the built handout")
    parser.add_argument("--work", type=Path, required=True, help="a folder to write into")
    arguments = parser.parse_args()
    handout = tools.Handout(arguments.binary.resolve())
    work = arguments.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    report, started = Report(), time.monotonic()
    plain = work / tools.LESSONS.name
    shutil.copytree(tools.LESSONS, plain, ignore=shutil.ignore_patterns(SHOWCASE))
    for course in (plain, *COURSES):
        for theme in THEMES:
            folder = work / f"{course.stem}-{theme}"
            folder.joinpath("out").mkdir(parents=True)
            folder.joinpath("typst", "project").mkdir(parents=True)
            check_course(report, handout, course, theme, folder)
        report.check(
            course.stem, "same bytes", identical, handout, course, work / f"{course.stem}-twice"
        )
    check_showcase(report, handout, work / "showcase")
    bad_input.check_all(report, handout, work / "bad-input")
    dialect.check_all(report, handout, work / "dialect")
    print(f"{time.monotonic() - started:.0f} s")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
