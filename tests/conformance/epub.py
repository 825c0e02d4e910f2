"""What a finished EPUB must be, apart from what EPUBCheck and Ace look at."""

import struct
import zipfile
from pathlib import Path, PurePosixPath

from lxml import etree

from lesson import Lesson
from words import differences, outline_differences

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Epub:
    """The package, its documents in reading order, and its navigation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zip = zipfile.ZipFile(path)
        container = self._parse("META-INF/container.xml")
        package_name = container.find(".//{*}rootfile").get("full-path")
        self.package = self._parse(package_name)
        folder = PurePosixPath(package_name).parent
        items = {item.get("id"): item for item in self.package.iter(OPF + "item")}
        self.documents = {
            str(folder / item.get("href")): self._parse(str(folder / item.get("href")))
            for item in items.values()
            if item.get("media-type") == "application/xhtml+xml"
        }
        self.spine = [
            self.documents[str(folder / items[reference.get("idref")].get("href"))]
            for reference in self.package.iter(OPF + "itemref")
        ]
        nav = next(
            item for item in items.values() if "nav" in (item.get("properties") or "").split()
        )
        self.nav = self.documents[str(folder / nav.get("href"))]

    def _parse(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(name))

    def text(self) -> str:
        """The words of the book in reading order, without its table of contents."""
        chapters = [document for document in self.spine if document is not self.nav]
        return "\f".join("".join(document.find(XHTML + "body").itertext()) for document in chapters)


def container(epub: Epub) -> tuple[list[str], str]:
    """The first entry is a plain `mimetype`; no entry carries a time of its own."""
    problems = []
    header = epub.path.read_bytes()[:58]
    flags, method = struct.unpack("<HH", header[6:10])
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    if (name_length, header[30:38]) != (8, b"mimetype"):
        problems.append("the first entry is not mimetype")
    if method or flags & 8 or extra_length or header[38:58] != b"application/epub+zip":
        problems.append(f"mimetype is not stored plainly: {method=} {flags=} {extra_length=}")
    entries = epub.zip.infolist()
    dates = {entry.date_time for entry in entries}
    if len(dates) != 1:
        problems.append(f"entries have {len(dates)} different times")
    if len({entry.filename for entry in entries}) != len(entries):
        problems.append("an entry occurs twice")
    return problems, f"{len(entries)} entries, {'%d-%02d-%02d' % min(dates)[:3]}"


def languages(epub: Epub) -> tuple[list[str], str]:
    """Every document says its language, for HTML and for XML."""
    problems = [
        f"{name}: lang={document.get('lang')} xml:lang={document.get(LANG)}"
        for name, document in epub.documents.items()
        if not document.get("lang") or document.get("lang") != document.get(LANG)
    ]
    found = {document.get("lang") for document in epub.documents.values()}
    return problems, f"{len(epub.documents)} documents, {', '.join(sorted(map(str, found)))}"


def words(epub: Epub, lessons: list[Lesson]) -> tuple[list[str], str]:
    """Every character of the lessons, in order."""
    return differences(lessons, epub.text(), loose=False)


def listings(epub: Epub, lessons: list[Lesson]) -> tuple[list[str], str]:
    """Every listing with its white space, exactly."""
    found = [
        "".join(block.itertext()).removesuffix("\n")
        for document in epub.spine
        for block in document.iter(XHTML + "pre")
    ]
    wanted = [listing for lesson in lessons for listing in lesson.listings]
    problems = [
        f"listing {number}: wanted {want[:60]!r}, found {have[:60]!r}"
        for number, (want, have) in enumerate(zip(wanted, found), 1)
        if want != have
    ]
    if len(wanted) != len(found):
        problems.append(f"{len(wanted)} listings in the lessons, {len(found)} in the book")
    return problems, f"{len(wanted)} listings"


def _entries(items: etree._Element | None, depth: int = 0) -> list[tuple[int, str]]:
    if items is None:
        return []
    entries = []
    for item in items.findall(XHTML + "li"):
        label = next(child for child in item if child.tag in (XHTML + "a", XHTML + "span"))
        entries.append((depth, "".join(label.itertext()).strip()))
        entries += _entries(item.find(XHTML + "ol"), depth + 1)
    return entries


def navigation(epub: Epub, lessons: list[Lesson]) -> tuple[list[str], str]:
    """The table of contents is the headings, to three levels."""
    toc = next(nav for nav in epub.nav.iter(XHTML + "nav") if "toc" in nav.get(TYPE, "").split())
    return outline_differences(lessons, _entries(toc.find(XHTML + "ol")), depths=3)
