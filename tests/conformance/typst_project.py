"""The generated Typst project, compiled with stock Typst, gives the pages of our PDF."""

from pathlib import Path

import typst
from PIL import ImageChops

import tools
from pdf_pages import pictures
from tools import Handout


def _main_file(written: Path) -> Path:
    """The project is a folder with a `main.typ`, or the path of its main file."""
    return written / "main.typ" if written.is_dir() else written


def _texts(pdf: Path) -> list[str]:
    return tools.run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").stdout.decode().split("\f")


def same_pages(
    handout: Handout, course: Path, theme: str, ours: Path, work: Path
) -> tuple[list[str], str]:
    """Same number of pages, same text on each, same picture of each."""
    written = handout.written([course], "typst", work / "project", "--theme", theme)
    main = _main_file(written[0])
    stock = work / "stock.pdf"
    compiled = typst.compile(
        str(main),
        root=str(main.parent),
        font_paths=[str(tools.REPOSITORY / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=0,
    )
    stock.write_bytes(compiled)
    texts, stock_texts = _texts(ours), _texts(stock)
    if len(texts) != len(stock_texts):
        return [f"{len(texts) - 1} pages of ours, {len(stock_texts) - 1} of stock Typst"], "differs"
    problems = [
        f"page {number}: the text differs"
        for number, (a, b) in enumerate(zip(texts, stock_texts), 1)
        if a != b
    ]
    for number, (a, b) in enumerate(zip(pictures(ours, 60), pictures(stock, 60)), 1):
        if a.size != b.size or ImageChops.difference(a, b).getbbox():
            problems.append(f"page {number}: the picture differs")
    return problems, f"Typst {typst.__version__} from PyPI, {len(texts) - 1} pages"
