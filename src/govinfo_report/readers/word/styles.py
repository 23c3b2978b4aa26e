"""The styles of a Word file: what those that a document uses say of its text and of its grounds."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import define, field, frozen

from govinfo_report.readers.colours import Colour, hex_colour
from govinfo_report.readers.word.look import Colours, Properties, merged, names_signs, properties_of
from govinfo_report.readers.word.package import Package
from govinfo_report.readers.word.xml import Element, attributes_of, inside, name_of, part, value_of

__all__ = ["NO_STYLES", "Region", "Styles", "TableStyle", "styles_of"]

_DEFAULTS = re.compile(rb"<(?:\w+:)?docDefaults\b.*?</(?:\w+:)?docDefaults>", re.DOTALL)
_ROOT = re.compile(rb"<((?:\w+:)?)styles\b[^>]*>")
_NAMED = re.compile(rb"\bstyleId\s*=\s*[\"']([^\"']*)[\"']")
_DEFAULT = re.compile(rb"\bdefault\s*=\s*[\"'](?:1|true|on)[\"']")
_BASED = re.compile(rb"basedOn\s[^>]*?\bval\s*=\s*[\"']([^\"']*)[\"']")
_USED = re.compile(rb"Style\s[^>]*?\bval\s*=\s*[\"']([^\"']*)[\"']")
_FONTS = re.compile(rb"rFonts\s[^>]*")
_LARGE = 200_000
"""Bytes; styles of more are not kept."""
_UNPLAIN = (b"\0", b"!", b"&")
"""Bytes of other encodings, comments, and references to characters."""

#: Parts of a table that a style may print unlike the rest, the strongest last → where their cells are.
_REGIONS = {
    "wholeTable": frozenset[str](),
    "band1Vert": frozenset({"column1"}),
    "band2Vert": frozenset({"column2"}),
    "band1Horz": frozenset({"row1"}),
    "band2Horz": frozenset({"row2"}),
    "firstCol": frozenset({"firstColumn"}),
    "lastCol": frozenset({"lastColumn"}),
    "firstRow": frozenset({"firstRow"}),
    "lastRow": frozenset({"lastRow"}),
    "neCell": frozenset({"firstRow", "lastColumn"}),
    "nwCell": frozenset({"firstRow", "firstColumn"}),
    "seCell": frozenset({"lastRow", "lastColumn"}),
    "swCell": frozenset({"lastRow", "firstColumn"}),
}


@frozen(eq=False)
class Region:
    """What a table's style says of a part of it."""

    said: Mapping[str, str | tuple[Colour, ...]] = field(factory=dict)
    ground: tuple[Colour, ...] = ()


@frozen(eq=False)
class TableStyle:
    """What a table's style says.

    Attributes:
        regions: Part of the table → what it says of it.
        look: Which parts the table at hand has.
    """

    regions: Mapping[str, Region]
    look: frozenset[str] = frozenset()

    def at(self, row: int, column: int, last_row: bool, last_column: bool) -> Iterator[Region]:
        """What is said of a cell, the strongest last."""
        ends = {
            "firstRow": row == 0,
            "lastRow": last_row,
            "firstColumn": column == 0,
            "lastColumn": last_column,
        }
        here = {name for name, there in ends.items() if there and name in self.look}
        if "noHBand" not in self.look and "firstRow" not in here:
            here.add(f"row{(row - ('firstRow' in self.look)) % 2 + 1}")
        if "noVBand" not in self.look and "firstColumn" not in here:
            here.add(f"column{(column - ('firstColumn' in self.look)) % 2 + 1}")
        return (self.regions[name] for name, at in _REGIONS.items() if name in self.regions and at <= here)


@define(eq=False)
class Styles:
    """The styles of a document.

    Attributes:
        elements: Style → its element.
        defaults: What is said of all text.
        colours: The colours of the theme.
        usual: The styles of paragraphs and of tables that name none.
    """

    elements: Mapping[str, Element] = field(factory=dict)
    defaults: Mapping[str, str | tuple[Colour, ...]] = field(factory=dict)
    colours: Colours = field(factory=Colours)
    usual: Mapping[str, str] = field(factory=dict)
    _said: dict[tuple[str, str], Properties] = field(factory=dict)
    _tables: dict[str, TableStyle] = field(factory=dict)

    def lineage(self, name: str) -> list[Element]:
        """A style and those it is based on, the base first."""
        found: dict[str, Element] = {}
        while name in self.elements and name not in found:
            found[name] = self.elements[name]
            name = value_of(part(self.elements[name], "basedOn"))
        return list(reversed(found.values()))

    def of_runs(self, name: str) -> Properties:
        """What a style says of its runs."""
        key = ("", name)
        if key not in self._said:
            self._said[key] = merged(
                properties_of(part(each, "rPr"), self.colours) for each in self.lineage(name)
            )
        return self._said[key]

    def of_paragraph(self, name: str) -> tuple[Properties, list[Element]]:
        """What a paragraph's style says of its runs, and the properties of paragraphs that it has."""
        name = name or self.usual.get("paragraph", "")
        properties = (part(each, "pPr") for each in self.lineage(name))
        return self.of_runs(name), [each for each in properties if each is not None]

    def of_table(self, properties: Element | None) -> TableStyle | None:
        """What the style of a table says of its parts."""
        name = value_of(part(properties, "tblStyle")) or self.usual.get("table", "")
        lineage = self.lineage(name)
        if not lineage:
            return None
        if name not in self._tables:
            self._tables[name] = TableStyle(self._regions(lineage))
        regions = self._tables[name].regions
        return TableStyle(regions, _look(part(properties, "tblLook"))) if regions else None

    def _regions(self, lineage: Iterable[Element]) -> dict[str, Region]:
        found: dict[str, Region] = {}
        for style in lineage:
            for name, each in (
                ("wholeTable", style),
                *((value_of(it, "type"), it) for it in inside(style, "tblStylePr")),
            ):
                before = found.get(name, Region())
                ground = self.colours.shade(part(each, "tcPr", "shd")) or self.colours.shade(
                    part(each, "tblPr", "shd")
                )
                said = merged((before.said, properties_of(part(each, "rPr"), self.colours)))
                found[name] = Region(said, ground or before.ground)
        return {name: region for name, region in found.items() if region.said or region.ground}


NO_STYLES = Styles()


def _look(element: Element | None) -> frozenset[str]:
    attributes = attributes_of(element)
    bits = {
        "firstRow": 0x20,
        "lastRow": 0x40,
        "firstColumn": 0x80,
        "lastColumn": 0x100,
        "noHBand": 0x200,
        "noVBand": 0x400,
    }
    try:
        value = int(attributes.get("val", "0"), 16)
    except ValueError:
        value = 0
    named = {name for name in bits if attributes.get(name) in ("1", "true", "on")}
    return frozenset(named | {name for name, bit in bits.items() if value & bit and name not in attributes})


def styles_of(package: Package, document: bytes) -> Styles:
    """The styles that a document uses; documents of the same styles and fonts share them.

    Raises:
        ReadError, ValueError, ElementTree.ParseError: They are beyond the limits, or damaged.
    """
    related = dict(package.related(package.main).values())
    name = related.get("styles", "word/styles.xml")
    used = _used(package.bytes(name), document) if name.lower() in package.names else b""
    if used:
        package.require_plain(used)
    users = document + used
    theme = _theme(package, related, users)
    fonts = b" ".join(set(_FONTS.findall(users)))
    symbols = b"\0" in users or b"&" in fonts or names_signs(fonts)
    made = _styles if len(used) + len(theme) < _LARGE else _styles.__wrapped__
    return made(used, theme, symbols)


@lru_cache(maxsize=64)
def _styles(used: bytes, theme: bytes, symbols: bool) -> Styles:
    colours = _colours(theme, symbols)
    if not used:
        return Styles(colours=colours)
    root = ElementTree.fromstring(used)
    elements = {value_of(each, "styleId"): each for each in root if name_of(each) == "style"}
    usual = {
        value_of(each, "type"): name
        for name, each in elements.items()
        if value_of(each, "default") in ("1", "true", "on")
    }
    defaults = properties_of(part(root, "docDefaults", "rPrDefault", "rPr"), colours)
    return Styles(elements, defaults, colours, usual)


def _used(xml: bytes, document: bytes) -> bytes:
    """The styles' XML with only the styles that a document uses: most files carry hundreds."""
    root = _ROOT.search(xml)
    if root is None or b"\0" in document or any(mark in xml for mark in _UNPLAIN):
        return xml
    styles: dict[bytes, tuple[bytes, int]] = {}
    wanted = set(_USED.findall(document))
    start, end = b"<" + root[1] + b"style ", b"</" + root[1] + b"style>"
    for piece in xml.split(end)[:-1]:
        begun = piece.find(start)
        head = piece[begun : piece.index(b">", begun)]
        named = _NAMED.search(head)
        if named is None or head.endswith(b"/"):
            return xml
        styles[named[1]] = piece, begun
        if b"default" in head and _DEFAULT.search(head):
            wanted.add(named[1])
    kept: dict[bytes, bytes] = {}
    while wanted:
        name = wanted.pop()
        if name in styles and name not in kept:
            piece, begun = styles[name]
            kept[name] = piece[begun:] + end
            wanted.update(_BASED.findall(kept[name]))
    defaults = _DEFAULTS.search(xml)
    return b"".join(
        (
            xml[: root.end()],
            defaults[0] if defaults is not None else b"",
            *(kept[name] for name in sorted(kept)),
            b"</" + root[1] + b"styles>",
        )
    )


def _theme(package: Package, related: Mapping[str, str], users: bytes) -> bytes:
    """The XML of the theme, where a document uses its colours and has one."""
    name = related.get("theme", "word/theme/theme1.xml")
    if b"themeColor" not in users and b"themeFill" not in users:
        return b""
    return package.xml(name) if name.lower() in package.names else b""


def _colours(theme: bytes, symbols: bool) -> Colours:
    found: dict[str, Colour] = {}
    for scheme in inside(ElementTree.fromstring(theme), "clrScheme") if theme else ():
        for each in scheme:
            stated = next(iter(each), None)
            colour = hex_colour(value_of(stated, "lastClr") or value_of(stated))
            if colour is not None:
                found[name_of(each).lower()] = colour
        break
    return Colours(found, symbols) if found else Colours(symbols=symbols)
