"""Bad input: one clear message with its place and help, nothing half done, nothing lost."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tools
from report import Report
from tools import Handout

GOOD = '---\ntitle: "一课"\nslug: "one"\nsequence: 1\n---\n\n正文。\n'


@dataclass(frozen=True)
class Case:
    """Files to write, and what the run must say and how it must end."""

    name: str
    files: dict[str, bytes]
    says: str  # pattern for stderr
    codes: tuple[int, ...]
    source: str = "course"
    output: str = "out"
    formats: str = "epub,pdf"
    more: tuple[str, ...] = ()


def _course(**files: str) -> dict[str, bytes]:
    return {f"course/{name}.md": text.encode() for name, text in files.items()}


CASES = (
    Case("broken YAML", _course(a=GOOD.replace('"一课"', '"一课')), r"a\.md:[2-5]:\d+", (1,)),
    Case("wrong type", _course(a=GOOD.replace(": 1", ": 第一")), r"a\.md:4:\d+", (1,)),
    Case(
        "unknown key",
        _course(a=GOOD.replace("sequence", "sequense")),
        r"a\.md:4:\d+[\s\S]*sequence",
        (0, 1),
    ),
    Case(
        "duplicate slug",
        _course(a=GOOD, b=GOOD.replace(": 1", ": 2")),
        r"[ab]\.md:3:\d+",
        (1,),
    ),
    Case(
        "unclosed front matter",
        _course(a="---\ntitle: 一课\n\n正文。\n"),
        r"a\.md:\d+:\d+",
        (0, 1),
    ),
    Case(
        "GB18030",
        {"course/a.md": GOOD.encode("gb18030")},
        r"(?i)a\.md:\d+:\d+[\s\S]*gb18030",
        (1,),
    ),
    Case("missing folder", {}, r"nowhere", (2,), source="nowhere"),
    Case("empty course", {"course/notes.txt": b"no lesson here"}, r"course", (1, 2)),
    Case(
        "output below a file",
        _course(a=GOOD) | {"file": b"kept"},
        r"file",
        (2,),
        output="file/out.pdf",
        formats="pdf",
    ),
    Case("unknown theme", _course(a=GOOD), r"no-such", (2,), more=("--theme", "no-such")),
)


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def _message(done, case: Case) -> list[str]:
    """Exit code, place and help; no panic, and nothing on stdout for a failed run."""
    said = done.stderr.decode("utf-8", "replace")
    problems = []
    if done.returncode not in case.codes:
        problems.append(f"exit code {done.returncode}, expected {case.codes}")
    if not re.search(case.says, said):
        problems.append(f"stderr does not match {case.says}: {said[:300]!r}")
    if "help" not in said:
        problems.append("no help")
    if re.search(r"panicked|RUST_BACKTRACE", said):
        problems.append("a panic")
    if done.returncode and done.stdout:
        problems.append(f"stdout: {done.stdout[:80]!r}")
    return problems


def bad_input(handout: Handout, case: Case, work: Path) -> tuple[list[str], str]:
    """Run one case in a folder of its own."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name, content in case.files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(content)
    before = _snapshot(work)
    source, output = Path(case.source), Path(case.output)
    done = handout.export([source], case.formats, output, *case.more, cwd=work)
    problems = _message(done, case)
    if done.returncode and _snapshot(work) != before:
        problems.append(f"files left behind: {sorted(_snapshot(work).keys() ^ before.keys())}")
    return problems, f"exit code {done.returncode}"


def earlier_output(handout: Handout, work: Path) -> tuple[list[str], str]:
    """A failed export leaves what an earlier one wrote."""
    shutil.rmtree(work, ignore_errors=True)
    (work / "course").mkdir(parents=True)
    lesson = work / "course" / "a.md"
    lesson.write_text(GOOD, encoding="utf-8")
    handout.written([Path("course")], "epub,pdf", Path("out"), cwd=work)
    before = _snapshot(work / "out")
    lesson.write_text(GOOD.replace('"一课"', '"一课'), encoding="utf-8")
    done = handout.export([Path("course")], "epub,pdf", Path("out"), cwd=work)
    problems = [] if done.returncode == 1 else [f"exit code {done.returncode}, expected 1"]
    if _snapshot(work / "out") != before:
        problems.append("the earlier output was touched")
    return problems, f"{len(before)} files"


def usage(handout: Handout, _: Path) -> tuple[list[str], str]:
    """Wrong usage ends with 2, a call for help with 0."""
    problems = []
    for arguments, code in ((["export", "--format", "docx"], 2), (["exprt"], 2), (["--help"], 0)):
        done = tools.run(handout.binary, *arguments, check=False)
        if done.returncode != code:
            problems.append(f"{' '.join(arguments)}: exit code {done.returncode}, expected {code}")
    return problems, "3 calls"


def check_all(report: Report, handout: Handout, work: Path) -> None:
    """Every case above, and what does not fit the table."""
    for number, case in enumerate(CASES):
        report.check("bad input", case.name, bad_input, handout, case, work / str(number))
    others: tuple[Callable, ...] = (earlier_output, usage)
    for check in others:
        report.check(
            "bad input", check.__name__.replace("_", " "), check, handout, work / check.__name__
        )
