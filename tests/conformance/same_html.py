"""Reduces HTML to one line that says what was written, to compare a lesson's XHTML with a reference.

What a book has differently on purpose is undone or left out, each with its reason; everything else
must be the same.
"""

import html
import re
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

# White space at these is layout.
BLOCKS = "p|div|figure|figcaption|blockquote|ul|ol|li|h[1-6]|hr|br|pre|table|thead|tbody|tr|th|td"
AROUND_BLOCKS = re.compile(rf" ?(</?(?:{BLOCKS})(?: [^<>]*)?>) ?")
VISIBLE = str.maketrans({" ": "␠", "\n": "␤", "\t": "␉", "\r": "␍"})
# A book may not lead to anything else (a script, a file of the reader's).
WEB = ("http", "https", "mailto", "tel")
HEADING = re.compile(r"h[1-6]")
# Raw HTML: what says the same by two names, what only holds blocks, what stands in a line.
ALIKE = {"b": "strong", "i": "em", "s": "del", "strike": "del", "ins": "u"}
FLOW = {"body", "div", "section", "article", "center", "blockquote"}
PHRASES = {"a", "abbr", "code", "del", "em", "img", "span", "strong", "u"}
KNOWN = FLOW | PHRASES | {*ALIKE, *BLOCKS.replace("h[1-6]", "h1|h2|h3|h4|h5|h6").split("|"), "input"}


def _address(href: str) -> str:
    """One form for addresses: who encodes which character, and how, is not compared."""
    parts = urlsplit(href)
    if parts.scheme not in ("http", "https"):
        return parts.scheme + unquote(href[len(parts.scheme) :])
    path = unquote(parts.path or "/")
    rest = unquote(href.split(parts.netloc, 1)[1][len(parts.path) :])
    return f"{parts.scheme}://{parts.netloc.lower()}{path}{rest}"


def _words(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


class _Line:
    """Writes a tree as one line. `element` writes what begins with it, without its tail."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def line(self, elements: list[etree._Element]) -> str:
        for element in elements:
            self.element(element)
            self.text(element.tail)
        # Where a line of the source ended is the typesetter's affair.
        line = re.sub(r"[ \t\r\n\f]+", " ", "".join(self.parts)).strip(" ")
        return AROUND_BLOCKS.sub(r"\1", line)

    def text(self, text: str | None) -> None:
        self.parts.append(html.escape(text or "", quote=False))

    def inside(self, element: etree._Element) -> None:
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child.tail)

    def wrap(self, name: str, element: etree._Element, attributes: str = "") -> None:
        self.parts.append(f"<{name}{attributes and ' '}{attributes}>")
        self.inside(element)
        self.parts.append(f"</{name}>")

    def code(self, name: str, element: etree._Element, attributes: str = "") -> None:
        """In code every white space counts. Its colours do not."""
        text = html.escape("".join(element.itertext()), quote=False).translate(VISIBLE)
        self.parts.append(f"<{name}{attributes and ' '}{attributes}>{text}</{name}>")

    def listing(self, element: etree._Element) -> None:
        code = next(element.iter("{*}code"), element)
        self.code("pre", code, (code.get("class") or "").removeprefix("language-").lower())

    def link(self, element: etree._Element, href: str) -> None:
        # Titles of links are not compared: on paper and on a telephone there is no pointer.
        self.wrap("a", element, f"href={_address(href)}")

    def element(self, element: etree._Element) -> None:
        raise NotImplementedError


def _is_line(node: etree._Element) -> bool:
    return node.tag in PHRASES and not any(child.tag not in PHRASES for child in node.iter())


def _paragraphs(flow: etree._Element) -> None:
    """Puts what stands in a block without being one into paragraphs of its own."""
    children, text = list(flow), flow.text
    flow.text = None
    for child in children:
        flow.remove(child)
    paragraph = None

    def bare() -> etree._Element:
        nonlocal paragraph
        if paragraph is None:
            paragraph = etree.SubElement(flow, "p")
        return paragraph

    if text and text.strip():
        bare().text = text
    for child in children:
        tail, child.tail = child.tail, None
        if _is_line(child):
            bare().append(child)
        else:
            paragraph = None
            flow.append(child)
        if tail and (tail.strip() or paragraph is not None):
            target = bare()
            if len(target):
                target[-1].tail = (target[-1].tail or "") + tail
            else:
                target.text = (target.text or "") + tail


def _tame(root: etree._Element) -> None:
    """What a lesson makes of raw HTML: nothing runs or dresses it, no element is unknown."""
    etree.strip_elements(root, etree.Comment, etree.PI, "script", "style", with_tail=False)
    unknown = {node.tag for node in root.iter() if isinstance(node.tag, str)} - KNOWN
    if unknown:
        etree.strip_tags(root, *unknown)
    for node in root.iter():
        node.tag = ALIKE.get(node.tag, node.tag)
    for node in [node for node in root.iter() if node.tag in FLOW]:
        _paragraphs(node)
    etree.strip_tags(root, *FLOW - {"body", "blockquote"})


class _Reference(_Line):
    """HTML as in a specification, told as a book tells it."""

    def __init__(self, root: etree._Element) -> None:
        super().__init__()
        headings = [each for each in root.iter() if HEADING.fullmatch(str(each.tag))]
        levels = [int(heading.tag[1]) for heading in headings]
        self.levels, before = {}, 1
        # The lesson's title is level 1, and no level is left out (PDF/UA-1, 7.4.2).
        for heading, level in zip(headings, levels):
            before = min(max(2, level + (min(levels) == 1)), before + 1, 6)
            self.levels[heading] = before

    def element(self, element: etree._Element) -> None:
        match element.tag:
            case "p" if self._is_picture(element):
                # An image alone in its paragraph is a figure with its title as caption.
                self.wrap("figure", element)
                if title := element[0].get("title"):
                    caption = f"<figcaption>{html.escape(title, quote=False)}</figcaption>"
                    self.parts.insert(-1, caption)
            case "img":
                # The examples' pictures do not exist: their words stand for them.
                words = element.get("alt") or unquote(element.get("src"))
                self.parts.append(f"<img>{html.escape(words, quote=False)}</img>")
            case "a":
                href = element.get("href", "")
                if not href:
                    # This very document.
                    self.wrap("a", element, "href=#")
                elif urlsplit(href).scheme not in WEB:
                    # Leads nowhere in the course, or where a book may not.
                    self.inside(element)
                else:
                    # What cannot be seen cannot be followed.
                    element.text = element.text if len(element) or element.text else href
                    self.link(element, href)
            case "pre":
                self.listing(element)
            case "code":
                self.code("code", element)
            case "ol":
                self.wrap("ol", element, f"start={element.get('start', '1')}")
            case "input":
                self.parts.append("[x] " if "checked" in element.attrib else "[ ] ")
            case "thead" if not _words(element):
                pass  # heads nothing
            case "th" | "td":
                name = element.tag if _words(element) else "td"
                self.wrap(name, element, element.get("align", ""))
            case "s":
                self.wrap("del", element)
            case tag if element in self.levels:
                # An empty heading would be read out as one.
                level = f"h{self.levels[element]}"
                self.wrap(level if _words(element) else "div", element)
            case tag:
                self.wrap(tag, element)

    @staticmethod
    def _is_picture(element: etree._Element) -> bool:
        single = [child.tag for child in element] == ["img"]
        return single and not (element.text or "").strip() and not (element[0].tail or "").strip()


class _Lesson(_Line):
    """XHTML of ours, without what only dresses it: classes, ids, names for screen readers."""

    def element(self, element: etree._Element) -> None:
        tag = etree.QName(element).localname
        classes = (element.get("class") or "").split()
        match tag, classes:
            case "figure", ["listing"]:
                self.listing(element)
            case "code", _:
                self.code("code", element)
            case "span", ["missing-picture"]:
                self.parts.append("<img>")
                self.text(element[0].tail.removeprefix(" "))
                self.parts.append("</img>")
            case "span", ["task-box"]:
                self.parts.append("[x]" if element.text == "☑" else "[ ]")
            case "span", ["number" | "gap"]:
                pass
            case "span", ["latin"]:
                self.inside(element)
            case "div", ["table"]:
                self.inside(element)
            case "div", [] if not element.get("id"):
                # The second paragraph of a tight item.
                self.parts.append(" ")
                self.inside(element)
                self.parts.append(" ")
            case "a", _:
                href = element.get("href", "")
                self.link(element, "#" if href == "#lesson-title" else href)
            case "ol", _:
                self.wrap("ol", element, f"start={element.get('start', '1')}")
            case "th" | "td", _:
                self.wrap(tag, element, " ".join(classes))
            case _:
                self.wrap(tag, element)


def _body(text: str) -> etree._Element:
    return lxml.html.document_fromstring(f"<body>{text}</body>").body


def of_reference(text: str, raw: bool = False) -> str:
    """What a specification's HTML says; `raw` if there are tags of the author's in it."""
    root = _body(text)
    if raw:
        _tame(root)
    reference = _Reference(root)
    reference.text(root.text)
    return reference.line(list(root))


def of_lesson(blocks: list[etree._Element]) -> str:
    """What the blocks of a lesson say."""
    return _Lesson().line(blocks)


def words_of_reference(text: str) -> str:
    """The words of HTML that must not be lost, whatever becomes of the tags."""
    root = _body(text)
    etree.strip_elements(root, etree.Comment, "script", "style", with_tail=False)
    return "".join("".join(root.itertext()).split())
