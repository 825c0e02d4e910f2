"""Runs the tools that the suite relies on, and the binary under test."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
LESSONS = REPOSITORY / "lessons"
SEED = LESSONS / "async-basics.md"


def run(*command, check: bool = True, **options) -> subprocess.CompletedProcess:
    """Run a command without input; its absence or failure is an error."""
    options.setdefault("stdin", subprocess.DEVNULL)
    done = subprocess.run([str(part) for part in command], capture_output=True, **options)
    if check and done.returncode != 0:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {said[-400:]}")
    return done


def node(script: Path, text: str) -> bytes:
    """Feed `text` to a script of ours. NODE_PATH names the folder with its packages."""
    return run("node", script, stdin=None, input=text.encode()).stdout


def node_package(path: str) -> Path:
    """A file in the folder of Node packages."""
    return Path(os.environ.get("NODE_PATH", HERE / "node_modules")) / path


@dataclass(frozen=True)
class Handout:
    """The binary under test."""

    binary: Path

    def export(self, sources: list[Path], formats: str, output: Path, *more: str, **options):
        """Run one export; the caller looks at exit code, stdout and stderr."""
        command = [self.binary, "export", *sources, "--format", formats, "--output", output]
        return run(*command, *more, check=False, **options)

    def written(self, sources: list[Path], formats: str, output: Path, *more: str, **options):
        """Run one export that must succeed; the paths that it printed."""
        done = self.export(sources, formats, output, *more, **options)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise RuntimeError(f"export ended with {done.returncode}: {said[-600:]}")
        folder = Path(options.get("cwd", "."))
        paths = [folder / line for line in done.stdout.decode().splitlines()]
        absent = [str(path) for path in paths if not path.exists()]
        if absent or not paths:
            raise RuntimeError(f"stdout names files that are not there: {absent or 'nothing'}")
        return paths
