"""Speed ratios, side by side, with the numbers of the machine.

    python tests/bench/ratios.py --binary target/release/handout [--runs 21]

Five comparisons, each the median of interleaved runs (A B A B …) of whole processes on a warm disk:

1. one lesson to EPUB, handout against pandoc 3.9 (at least 4 times faster is wanted);
2. one lesson to PDF, the whole process against the compile and export times that Typst needed
   inside the same run, as `--timings` prints them (at most 2 times is wanted);
3. all of `lessons/` to EPUB and PDF, against pandoc's EPUB alone;
4. a course of 300 lessons and 300 pictures (`large_course.py`) to EPUB, against pandoc (at least 15
   times faster is wanted);
5. the same to PDF: the part of the whole that is not Typst's compile and export (under 10 % is wanted).

Needs the PyPI package `pypandoc_binary`, which carries pandoc. Builds nothing.
"""

import argparse
import os
import platform
import re
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import large_course
import pypandoc

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = REPOSITORY / "lessons"
SEED = LESSONS / "async-basics.md"
TIMING = re.compile(rb"^timing: (\S+) ([0-9.]+) ms$", re.MULTILINE)


@dataclass
class Run:
    """One process: wall clock and processor time in milliseconds, and what it said."""

    wall: float
    cpu: float
    said: bytes


def run(command: list[str], log: Path) -> Run:
    """Run a command with its output in a file, so that no pipe slows it down."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, output, 1),
        (os.POSIX_SPAWN_DUP2, output, 2),
    ]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status = os.waitpid(process, 0)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    os.close(output)
    said = log.read_bytes()
    if status != 0:
        sys.exit(f"{' '.join(command)} failed: {said.decode('utf-8', 'replace')[-400:]}")
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return Run(wall * 1000, cpu * 1000, said)


def interleaved(commands: dict[str, list[str]], runs: int, log: Path) -> dict[str, list[Run]]:
    """One unmeasured run of each to warm the disk, then turn and turn about."""
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            done = run(command, log)
            if number:
                results[name].append(done)
    return results


def typst_share(done: Run) -> float:
    """Compile and export time of a run, as the program itself measured them."""
    timings = {name: float(value) for name, value in TIMING.findall(done.said)}
    try:
        return timings[b"typst-compile"] + timings[b"pdf-export"]
    except KeyError as missing:
        sys.exit(f"no line “timing: {missing.args[0].decode()} … ms” from --timings")


def print_large(binary: str, pandoc: str, runs: int, out: Path) -> None:
    """A course as large as a book of a thousand pages."""
    course, log = out / "large", out / "log"
    files, characters = large_course.write(course, LESSONS)
    title = f"{len(files)} lessons, {len(files)} pictures, {characters:,} characters"
    epub = [binary, "export", str(course), "--format", "epub", "--output", str(out / "large.epub")]
    to_epub = [
        pandoc,
        *map(str, files),
        f"--resource-path={course}",
        "--metadata=lang:zh-CN",
        "--metadata=title:large",
        "--output",
        str(out / "p.epub"),
    ]
    results = interleaved({"handout": epub, "pandoc": to_epub}, runs, log)
    walls = {name: [one.wall for one in some] for name, some in results.items()}
    ratio = statistics.median(walls["pandoc"]) / statistics.median(walls["handout"])
    work = {f"{name}, processor time": [one.cpu for one in some] for name, some in results.items()}
    wanted = "   pandoc / handout, wanted at least 15"
    report(f"{title}, to EPUB", walls | work, ratio, wanted)

    pdf = [*epub[:4], "pdf", "--output", str(out / "large.pdf"), "--timings"]
    # Typst takes long over so many pages: once is enough.
    done = [run(pdf, log)]
    ours = [one.wall - typst_share(one) for one in done]
    rows = {"whole process": [one.wall for one in done], "our own stages": ours}
    share = statistics.median(part / one.wall for part, one in zip(ours, done))
    report(f"{title}, to PDF", rows, share, "   our own / whole, wanted at most 0.10")


def spread(values: list[float]) -> str:
    """Median, and the range around it."""
    return f"{statistics.median(values):8.1f} ms   ({min(values):.1f}–{max(values):.1f})"


def report(title: str, rows: dict[str, list[float]], ratio: float, wanted: str) -> None:
    """Print one comparison."""
    print(f"\n{title}")
    for name, values in rows.items():
        print(f"  {name:<34}{spread(values)}")
    print(f"  {'ratio':<34}{ratio:8.2f}{wanted}")


def print_machine(binary: str, runs: int) -> None:
    """What the numbers below were measured on."""
    models = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    print(f"processor  {models[0] if models else platform.machine()}, {os.cpu_count()} cores")
    print(f"memory     {memory:.0f} GiB, load {os.getloadavg()[0]:.2f}")
    print(
        f"kernel     {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )
    with tempfile.TemporaryDirectory() as folder:
        version = run([binary, "--version"], Path(folder) / "log").said.decode().strip()
    print(f"programs   {version}, pandoc {pypandoc.get_pandoc_version()}; medians of {runs} runs")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, help="the built handout")
    parser.add_argument("--runs", type=int, default=21, help="measured runs of each program")
    arguments = parser.parse_args()
    binary, runs = str(Path(arguments.binary).resolve()), arguments.runs
    pandoc = pypandoc.get_pandoc_path()
    print_machine(binary, runs)

    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder), Path(folder) / "log"
        epub = [binary, "export", str(SEED), "--format", "epub", "--output", str(out / "h.epub")]
        to_epub = [pandoc, str(SEED), "--metadata=lang:zh-CN", "--output", str(out / "p.epub")]
        results = interleaved({"handout": epub, "pandoc": to_epub}, runs, log)
        walls = {name: [one.wall for one in some] for name, some in results.items()}
        ratio = statistics.median(walls["pandoc"]) / statistics.median(walls["handout"])
        report("One lesson to EPUB", walls, ratio, "   pandoc / handout, wanted at least 4")

        pdf = [
            binary,
            "export",
            str(SEED),
            "--format",
            "pdf",
            "--output",
            str(out / "h.pdf"),
            "--timings",
        ]
        done = interleaved({"handout": pdf}, runs, log)["handout"]
        ratio = statistics.median(one.wall / typst_share(one) for one in done)
        rows = {
            "whole process": [one.wall for one in done],
            "Typst: compile and export": [typst_share(one) for one in done],
            "processor time": [one.cpu for one in done],
        }
        report("One lesson to PDF", rows, ratio, "   process / Typst, wanted at most 2")

        both = [binary, "export", str(LESSONS), "--format", "epub,pdf", "--output", str(out)]
        files = [str(path) for path in sorted(LESSONS.glob("*.md"))]
        images = [f"--resource-path={LESSONS}", "--metadata=lang:zh-CN", "--metadata=title:lessons"]
        to_epub = [pandoc, *files, *images, "--output", str(out / "p.epub")]
        results = interleaved({"handout, EPUB and PDF": both, "pandoc, EPUB": to_epub}, runs, log)
        walls = {name: [one.wall for one in some] for name, some in results.items()}
        medians = [statistics.median(values) for values in walls.values()]
        report(f"{len(files)} lessons", walls, medians[1] / medians[0], "   pandoc / handout")

        # One run takes as long as many of those above.
        print_large(binary, pandoc, min(runs, 3), out)


if __name__ == "__main__":
    main()
