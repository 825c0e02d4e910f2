"""The PDF as a document: syntax, metadata, tags, bookmarks, words."""

import re
from pathlib import Path

import page as page_validation
import pdfua

import tools
from lesson import Lesson, squeeze
from pdf import Pdf
from words import differences, outline_differences

# page-validation 0.11.0 reads the width of CID-keyed CFF glyphs as 0; `pdf_fonts.widths` compares
# all widths with another library. pdfua 0.1.3 gives up on headings whose kids are an array;
# `structure` looks at empty headings itself.
DECIDED_HERE = {"PDFUA1-FONT-GLYPH-WIDTH-001", "UA-14-001"}


def syntax(pdf: Pdf) -> tuple[list[str], str]:
    """qpdf reads the file without a complaint."""
    problems, _ = check_syntax(pdf.path)
    return problems, f"{len(pdf.pages)} pages, PDF {pdf.pike.pdf_version}"


def check_syntax(path: Path) -> tuple[list[str], str]:
    """The same of a file that was not read yet."""
    done = tools.run("qpdf", "--check", path, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    problems = [line for line in said.splitlines() if "WARNING" in line or "ERROR" in line]
    if done.returncode and not problems:
        problems.append(said.strip()[-200:])
    return problems, f"{path.stat().st_size:,} bytes"


def metadata(pdf: Pdf, title: str | None) -> tuple[list[str], str]:
    """The catalogue and XMP say what PDF/UA asks for."""
    root = pdf.root
    with pdf.pike.open_metadata() as xmp:
        part, xmp_title = xmp.get("pdfuaid:part"), xmp.get("dc:title")
    language = str(root.get("/Lang", ""))
    problems = []
    if part != "1":
        problems.append(f"pdfuaid:part is {part}")
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        problems.append("the document is not marked as tagged")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        problems.append("the window would show the file name instead of the title")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
        problems.append(f"/Lang is “{language}”")
    if not xmp_title or (title and squeeze(xmp_title) != squeeze(title)):
        problems.append(f"title is “{xmp_title}”, expected “{title}”")
    return problems, f"pdfuaid:part {part}, {language}, “{xmp_title}”"


def validators(pdf: Pdf) -> tuple[list[str], str]:
    """PDF/UA-1 by veraPDF's rules as page-validation has them, and by pdfua."""
    report = page_validation.validate_pdf(pdf.path, profile="ua1")
    second = pdfua.validate(str(pdf.path))
    problems = [f"{f.rule_id}: {f.message}" for f in report.failures]
    problems += [f"{f.rule_id}: {f.message}" for f in second.findings]
    problems += [f"{s.rule_id}: not evaluated, {s.skipped_reason}" for s in second.skipped]
    problems = [problem for problem in problems if problem.split(":")[0] not in DECIDED_HERE]
    rules = len(second.outcomes) - len(second.skipped)
    return problems, f"page-validation {report.rules.total} rules, pdfua {rules} rules"


def structure(pdf: Pdf, lessons: list[Lesson]) -> tuple[list[str], str]:
    """Headings step down one by one, figures speak, listings and tables are what they are."""
    problems, level, counts = [], 0, {}
    parents = {path for path, _ in pdf.elements}
    for path, element in pdf.elements:
        name = path[-1]
        counts[name] = counts.get(name, 0) + 1
        if re.fullmatch(r"H[1-6]", name):
            if int(name[1]) > level + 1:
                problems.append(f"{name} “{element.get('/T', '')}” follows H{level}")
            level = int(name[1])
            if "/K" not in element:
                problems.append(f"empty {name}")
        if name in ("Figure", "Formula") and not str(element.get("/Alt", "")).strip():
            problems.append(f"{name} without a text alternative")
        if name == "Table" and not any(p[: len(path)] == path and p[-1] == "TH" for p in parents):
            problems.append("a table without header cells")
    for name, wanted in (
        ("Code", sum(len(lesson.listings) for lesson in lessons)),
        ("Table", sum(lesson.tables for lesson in lessons)),
        ("Figure", sum(lesson.images for lesson in lessons)),
    ):
        if counts.get(name, 0) < wanted:
            problems.append(f"{counts.get(name, 0)} {name} elements for {wanted} in the lessons")
    names = ("Code", "Table", "Figure", "L", "Note")
    return problems, ", ".join(f"{counts.get(name, 0)} {name}" for name in names)


def bookmarks(pdf: Pdf, lessons: list[Lesson]) -> tuple[list[str], str]:
    """The bookmarks are the lessons' headings, and lead to the page where each stands."""
    entries = pdf.outline()
    depth_and_title = [(depth, title) for depth, title, _ in entries]
    problems, facts = outline_differences(lessons, depth_and_title, depths=99)
    shown = [""] * len(pdf.pages)
    for line in pdf.lines:
        shown[line.page] += squeeze(line.text)
    headings = {squeeze(text) for lesson in lessons for _, text in lesson.outline()}
    for _, title, number in entries:
        # On the page, a number may stand apart from its heading.
        names = {squeeze(title)} | {text for text in headings if squeeze(title).endswith(text)}
        if number < 0 or not any(name in shown[number] for name in names):
            problems.append(f"“{title}” leads to page {number + 1}, which does not show it")
    return problems, facts


def words(pdf: Pdf, lessons: list[Lesson]) -> tuple[list[str], str]:
    """pdftotext gives back every character of the lessons, their descriptions and objectives."""
    drawn = tools.run("pdftotext", "-raw", "-enc", "UTF-8", pdf.path, "-").stdout.decode()
    problems, facts = differences(lessons, drawn, loose=True)
    flat = squeeze(drawn)
    for lesson in lessons:
        wanted = [lesson.meta.get("description") or "", *lesson.meta.get("objectives", [])]
        problems += [f"not shown: {text}" for text in wanted if squeeze(text) not in flat]
    return problems, facts
