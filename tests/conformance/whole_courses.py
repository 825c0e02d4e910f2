"""Judges what becomes of whole courses that were not written for this program.

    python tests/conformance/whole_courses.py --binary target/release/handout --work /tmp/courses FOLDER...

Exports each folder to both formats, and looks at what can be looked at without knowing the
course: exit code, EPUBCheck, qpdf, the boxes of all words, pages here and there more closely,
and whether every text of every lesson is in both outputs. Prints what the program says of the
course, by kind. The courses stay where they are: they are not part of the project.
"""

import argparse
import json
import re
import resource
import shutil
import sys
import time
from collections import defaultdict
from pathlib import Path

import course_pages
import course_words
import epub
import epub_judges
import pdf_document
import pdf_pages
import tools
from epub import XHTML, Epub
from pdf import Pdf
from report import Report

MATHML = "{http://www.w3.org/1998/Math/MathML}"
TIMING = re.compile(r"timing: (\S.*) ([\d.]+) ms")
GLYPH = re.compile(r"U\+([0-9A-F]+)")
# Kinds of messages that bear on what must be in an output.
NOT_TAKEN, NO_GLYPH = "not-a-lesson", "missing-glyph"


class Export:
    """One export: what was written and what was said."""

    def __init__(self, handout: tools.Handout, folder: Path, suffix: str, work: Path, theme: str) -> None:
        self.path = work / f"book.{suffix}"
        started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = handout.export(
            [folder], suffix, self.path, "--theme", theme, "--messages", "json", "--timings"
        )
        self.seconds = time.monotonic() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.work_seconds = after.ru_utime - before.ru_utime
        self.code = done.returncode
        said = done.stderr.decode("utf-8", "replace")
        work.joinpath(f"{suffix}.messages").write_text(said, encoding="utf-8")
        self.messages = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        self.timings = TIMING.findall(said)
        self.other = [line for line in said.splitlines() if not line.startswith(("{", "timing:"))]

    def outcome(self) -> tuple[list[str], str]:
        """Exit code 0, a file, and nothing but messages on stderr."""
        problems = [] if self.code == 0 else [f"exit code {self.code}"]
        if not self.path.exists():
            problems.append("nothing was written")
        problems += [f"stderr: {line}" for line in self.other]
        problems += [
            f"{m['code']} {m.get('path', '')}:{m.get('line', '')} {m['message']}"
            for m in self.messages
            if m["severity"] == "error"
        ]
        size = self.path.stat().st_size if self.path.exists() else 0
        steps = ", ".join(f"{name} {float(took) / 1000:.2f}" for name, took in self.timings)
        return problems, f"{self.seconds:.1f} s, {self.work_seconds:.1f} s of work; {steps}; {size:,} bytes"


def print_messages(messages: list[dict], samples: int) -> None:
    """What the program says, by kind, with some of each."""
    kinds = defaultdict(list)
    for message in messages:
        kinds[message["severity"], message["code"]].append(message)
    for (severity, code), group in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        print(f"     {len(group):6} {severity} {code}")
        shown = {message["message"]: message for message in reversed(group)}
        for message in list(shown.values())[-samples:]:
            print(f"            {message.get('path', '')}:{message.get('line', '')} {message['message']}")


def epub_regions(book: Path) -> list[course_words.Region]:
    """Each document's text, with the words of its pictures and formulas."""
    parsed, found = Epub(book), []
    for document in parsed.spine:
        if document is parsed.nav:
            continue
        body = document.find(XHTML + "body")
        spoken = [
            element.get(name)
            for element in body.iter()
            for name in ("alt", "alttext", "aria-label")
            if element.get(name)
        ]
        text = "".join(body.itertext())
        for source in list(body.iter(MATHML + "annotation")):
            source.text = None
        drawn = "".join(body.itertext())
        found.append(course_words.Region("\f".join([text, *spoken]), False, drawn))
    return found


def check_epub(report: Report, subject: str, book: Path, lessons: list, folder: Path, ace: Path | None) -> None:
    """All checks of an EPUB."""
    report.check(subject, "EPUBCheck", epub_judges.run_epubcheck, book)
    for check in (epub.container, epub.languages):
        report.check(subject, check.__name__, lambda: check(Epub(book)))
    report.check(subject, "text", lambda: course_words.compare(lessons, epub_regions(book), folder))
    if ace:
        report.check(subject, "Ace", epub_judges.run_ace, book, ace)


def check_pdf(report: Report, subject: str, path: Path, lessons: list, folder: Path, count: int) -> None:
    """All checks of a PDF."""
    report.check(subject, "boxes", course_pages.boxes, path)

    def text() -> tuple[list[str], str]:
        alts = course_words.normal(course_pages.alternatives(path))
        return course_words.compare(lessons, course_pages.regions(path), folder, alts)

    report.check(subject, "text", text)
    report.check(subject, "syntax", pdf_document.check_syntax, path)
    if count:

        def closer() -> tuple[list[str], str]:
            pdf = Pdf(path, course_pages.sample(path, count))
            for check in (
                pdf_pages.edges,
                pdf_pages.right_margin,
                pdf_pages.fullness,
                pdf_pages.line_breaks,
            ):
                report.check(subject, f"some pages, {check.__name__}", check, pdf)
            return [], f"{len(pdf.sampled)} pages"

        report.check(subject, "some pages", closer)


def check_course(report: Report, handout: tools.Handout, folder: Path, options, work: Path) -> None:
    """Export one course and check both outputs."""
    name = folder.parent.name if folder.name in ("src", "docs") else folder.name
    exports = {}
    for suffix in options.formats.split(","):
        export = exports[suffix] = Export(handout, folder, suffix, work, options.theme)
        report.check(f"{name} {suffix}", "export", export.outcome)
    messages = list(
        {json.dumps(m, sort_keys=True): m for e in exports.values() for m in e.messages}.values()
    )
    print_messages(messages, options.samples)
    not_taken = {Path(m["path"]) for m in messages if m["code"] == NOT_TAKEN and "path" in m}
    lessons = course_words.read_lessons(folder, not_taken)
    for suffix, export in exports.items():
        if not export.path.exists():
            continue
        subject = f"{name} {suffix}"
        if suffix == "epub":
            ace = work / "ace" if options.ace else None
            check_epub(report, subject, export.path, lessons, folder, ace)
        else:
            # The program has said that these are not drawn.
            refused = (m["message"] for m in messages if m["code"] == NO_GLYPH and m["severity"] == "warning")
            codes = {code for message in refused for code in GLYPH.findall(message)}
            undrawn = "".join(sorted(chr(int(code, 16)) for code in codes))
            drawn = course_words.read_lessons(folder, not_taken, undrawn)
            check_pdf(report, subject, export.path, drawn, folder, options.pages)


def main() -> int:
    """Read the arguments, judge each folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, required=True, help="the built handout")
    parser.add_argument("--work", type=Path, required=True, help="a folder to write into")
    parser.add_argument("--formats", default="epub,pdf", help="which to make")
    parser.add_argument("--theme", default="handout", help="the theme")
    parser.add_argument("--pages", type=int, default=40, help="how many pages to look at closely")
    parser.add_argument("--samples", type=int, default=3, help="how many messages of a kind to show")
    parser.add_argument("--problems", type=int, default=6, help="how many problems of a check to show")
    parser.add_argument("--ace", action="store_true", help="run Ace too, which is slow")
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="a course")
    options = parser.parse_args()
    handout = tools.Handout(options.binary.resolve())
    report, started = Report(options.problems), time.monotonic()
    for number, folder in enumerate(options.folders, 1):
        work = options.work.resolve() / f"{number:02}-{folder.resolve().name}"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        check_course(report, handout, folder.resolve(), options, work)
    print(f"{time.monotonic() - started:.0f} s")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
