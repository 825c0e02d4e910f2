"""The same input gives the same bytes, whenever and wherever it is exported."""

import os
import shutil
import time
from pathlib import Path

from tools import Handout

# Two places that share nothing a program could look at.
PLACES = (
    {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "COLUMNS": "40"},
    {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "RAYON_NUM_THREADS": "1"},
)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }


def identical(handout: Handout, course: Path, work: Path) -> tuple[list[str], str]:
    """Export a course, then a copy of it elsewhere, a second later, in another place."""
    outcomes = []
    for number, place in enumerate(PLACES):
        home = work / f"place-{number}" / ("deeper" * number)
        source = home / "courses" / course.name
        shutil.rmtree(work / f"place-{number}", ignore_errors=True)
        source.parent.mkdir(parents=True)
        copy = shutil.copytree if course.is_dir() else shutil.copyfile  # both set the present time
        copy(course, source, **({"copy_function": shutil.copyfile} if course.is_dir() else {}))
        environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        environment |= place | {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")}
        (home / "out").mkdir()
        handout.written([source], "epub,pdf,typst", home / "out", env=environment, cwd=home)
        outcomes.append(_files(home / "out"))
        time.sleep(1.1)
    first, second = outcomes
    problems = [f"only one run wrote {name}" for name in first.keys() ^ second.keys()]
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            pairs = zip(first[name], second[name])
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), "the end")
            problems.append(f"{name} differs from byte {at}")
    if not first:
        problems.append("nothing was written")
    return problems, f"{len(first)} files, {sum(map(len, first.values())):,} bytes"
