"""The fonts inside a PDF: subsets, the right region, widths that agree."""

import io

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from pdf import Pdf

# The region of Noto's CJK faces for the language of the document.
REGIONS = {
    "zh-CN": "sc",
    "zh-Hans": "sc",
    "zh-TW": "tc",
    "zh-Hant": "tc",
    "zh-HK": "hk",
    "ja": "jp",
    "ko": "kr",
}
ALL_REGIONS = ("jp", "kr", "sc", "tc", "hk")


def _fonts(pdf: Pdf) -> list[pikepdf.Dictionary]:
    """Every font with outlines of its own; Type 3 fonts are drawings, and have no descriptor."""
    kinds = ("/CIDFontType0", "/CIDFontType2", "/Type1", "/TrueType", "/MMType1")
    return [
        thing
        for thing in pdf.pike.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/Font"
        and str(thing.get("/Subtype")) in kinds
    ]


def embedding(pdf: Pdf) -> tuple[list[str], str]:
    """Every font is an embedded subset, and no CJK face is of another region than the document."""
    language = str(pdf.root.get("/Lang", ""))
    region = REGIONS.get(language) or REGIONS.get(language.split("-")[0])
    problems, names = [], set()
    for font in _fonts(pdf):
        name = str(font.BaseFont)[1:]
        tag, plus, face = name.partition("+")
        names.add(face or name)
        if not (plus and len(tag) == 6 and tag.isupper()):
            problems.append(f"{name} is not a subset")
        descriptor = font.get("/FontDescriptor", {})
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            problems.append(f"{name} is not embedded")
        found = face.partition("CJK")[2][:2].lower()
        if region and found in ALL_REGIONS and found != region:
            problems.append(f"{face} in a document in {language}")
    if not names:
        problems.append("no font at all")
    return problems, ", ".join(sorted(names))


def _declared(font: pikepdf.Dictionary) -> dict[int, float]:
    """The /W array, spread out: CID to width."""
    widths, parts = {}, list(font.get("/W", []))
    while parts:
        first = int(parts.pop(0))
        following = parts.pop(0)
        if isinstance(following, pikepdf.Array):
            widths.update((first + n, float(width)) for n, width in enumerate(following))
        else:
            width = float(parts.pop(0))
            widths.update((cid, width) for cid in range(first, int(following) + 1))
    return widths


def _drawn(descriptor: pikepdf.Dictionary) -> list[float] | None:
    """Advance widths of the embedded glyphs in thousandths of an em."""
    if "/FontFile2" in descriptor:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        em = font["head"].unitsPerEm
        return [width * 1000 / em for width, _ in font["hmtx"].metrics.values()]
    if "/FontFile3" not in descriptor:
        return None
    stream = descriptor.FontFile3
    data = io.BytesIO(stream.read_bytes())
    if stream.get("/Subtype") == "/OpenType":
        top = TTFont(data)["CFF "].cff[0]
    else:
        fonts = CFFFontSet()
        fonts.decompile(data, None)
        top = fonts[0]
    widths = []
    for name in top.charset:
        glyph, private = top.CharStrings.getItemAndSelector(name)
        glyph.draw(NullPen())
        matrix = getattr(top, "FontMatrix", [0.001])[0]
        if private is not None:
            matrix *= (
                getattr(top.FDArray[private], "FontMatrix", [1])[0] if hasattr(top, "ROS") else 1
            )
        widths.append(glyph.width * matrix * 1000)
    return widths


def widths(pdf: Pdf) -> tuple[list[str], str]:
    """The widths a reader spaces text by are those of the glyphs."""
    problems, compared = [], 0
    for font in _fonts(pdf):
        drawn = _drawn(font.get("/FontDescriptor", {}))
        if drawn is None or "/W" not in font:
            continue
        for cid, width in _declared(font).items():
            compared += 1
            if cid >= len(drawn) or abs(drawn[cid] - width) > 1:
                problems.append(
                    f"{font.BaseFont} glyph {cid}: {width} declared, {drawn[cid : cid + 1]} drawn"
                )
    if not compared:
        problems.append("no glyph to compare")
    return problems, f"{compared} glyphs"
