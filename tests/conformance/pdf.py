"""A PDF as the checks see it: lines with their place on the page and their role in the structure tree."""

from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pikepdf

# Elements that stand inside a block of text, and those that hold other blocks, not text.
INLINE = {"Span", "Code", "Em", "Strong", "Link", "Reference", "Quote", "Annot", "NonStruct"}
GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside", "Figure", "L"}


def _is_listing(path: tuple[str, ...], element: pikepdf.Dictionary) -> bool:
    """Whether a Code element is a listing, and not code within a line."""
    kids = element.get("/K")
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    # Bold code in a line is a Code element that holds a Strong one.
    blocks = [k for k in kids if isinstance(k, pikepdf.Dictionary) and str(k.get("/S", ""))[1:] not in {"", *INLINE}]
    return path[-1] == "Code" and (bool(blocks) or path[-2] in GROUPING)


@dataclass(frozen=True)
class Role:
    """Where a piece of content hangs in the structure tree."""

    path: tuple[str, ...]  # from the root down, standard types
    block: tuple[int, int]  # identity of the nearest block-level element
    listing: tuple[int, int] | None  # identity of the listing around it

    @property
    def heading(self) -> bool:
        return any(name[0] == "H" and len(name) <= 2 for name in self.path)


@dataclass
class Line:
    """Characters drawn one after the other on one baseline, in one block."""

    page: int
    role: Role | None  # none for artifacts: running heads, page numbers, rules
    chars: list[dict]

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)

    @property
    def size(self) -> float:
        return max(char["size"] for char in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0]["x0"]

    @property
    def bottom(self) -> float:
        return max(char["bottom"] for char in self.chars)


class Pdf:
    """One file, read once for all checks; of a long one, the characters of some pages only."""

    def __init__(self, path: Path, sampled: list[int] | None = None) -> None:
        self.path = path
        self.pike = pikepdf.open(path)
        self.root = self.pike.Root
        self._numbers = {page.objgen: number for number, page in enumerate(self.pike.pages)}
        self.elements: list[tuple[tuple[str, ...], pikepdf.Dictionary]] = []
        self._roles: dict[tuple[int, int], Role] = {}
        if "/StructTreeRoot" in self.root:
            tree = self.root.StructTreeRoot
            self._standard = {
                str(name)[1:]: str(to)[1:] for name, to in tree.get("/RoleMap", {}).items()
            }
            self._walk(tree.get("/K"), (), (0, 0), None, None)
        with pdfplumber.open(path) as document:
            self.sampled = range(len(document.pages)) if sampled is None else sampled
            self.pages = [
                {"width": float(page.width), "height": float(page.height), "images": 0}
                for page in document.pages
            ]
            self.chars: list[list[dict]] = [[] for _ in self.pages]
            for number in self.sampled:
                page = document.pages[number]
                self.pages[number]["images"] = len(page.images)
                self.chars[number] = [c for c in page.chars if not c["text"].isspace()]
                page.close()
        self.lines = [line for number in range(len(self.pages)) for line in self._lines(number)]

    def _walk(self, kid, path, block, listing, page) -> None:
        """Collect elements, and the role of each piece of marked content."""
        if isinstance(kid, pikepdf.Array):
            for child in kid:
                self._walk(child, path, block, listing, page)
        elif isinstance(kid, pikepdf.Dictionary):
            page = self._numbers.get(kid.Pg.objgen, page) if "/Pg" in kid else page
            if kid.get("/Type") == "/MCR":
                self._roles[page, int(kid.MCID)] = Role(path, block, listing)
            elif "/S" in kid:
                name = str(kid.S)[1:]
                name = self._standard.get(name, name)
                path += (name,)
                self.elements.append((path, kid))
                if _is_listing(path, kid):
                    listing = kid.objgen
                if name not in INLINE or listing == kid.objgen:
                    block = kid.objgen
                self._walk(kid.get("/K"), path, block, listing, page)
        elif kid is not None:
            self._roles[page, int(kid)] = Role(path, block, listing)

    def _lines(self, number: int) -> list[Line]:
        height = self.pages[number]["height"]
        lines: list[Line] = []
        for char in self.chars[number]:
            role = self._roles.get((number, char["mcid"]))
            char["baseline"] = height - char["matrix"][5]
            char["code"] = bool(role and "Code" in role.path)
            if lines and self._continues(lines[-1], role, char):
                lines[-1].chars.append(char)
            else:
                lines.append(Line(number, role, [char]))
        return lines

    @staticmethod
    def _continues(line: Line, role: Role | None, char: dict) -> bool:
        before = line.chars[-1]
        same_block = (role and role.block) == (line.role and line.role.block)
        level = abs(char["baseline"] - before["baseline"]) < 0.6 * max(char["size"], before["size"])
        return same_block and level and char["x0"] > before["x0"] - 1

    def outline(self) -> list[tuple[int, str, int]]:
        """Bookmarks: depth, title, number of the page they lead to."""
        entries = []

        def walk(items, depth: int) -> None:
            for item in items:
                target = item.destination
                if target is None and item.action is not None:
                    target = item.action.D
                entries.append((depth, item.title, self._numbers.get(self._page_of(target), -1)))
                walk(item.children, depth + 1)

        with self.pike.open_outline() as outline:
            walk(outline.root, 0)
        return entries

    def _page_of(self, target) -> tuple[int, int]:
        """The page of an explicit destination, or of a named one."""
        if not isinstance(target, pikepdf.Array):
            target = pikepdf.NameTree(self.root.Names.Dests)[str(target)]
            target = target.D if isinstance(target, pikepdf.Dictionary) else target
        return target[0].objgen
