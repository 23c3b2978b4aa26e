"""Conditional formats of an .xls worksheet, out of the records that xlrd leaves alone.

[MS-XLS] 2.4.42 (CF) and 2.5.92 (DXFN) describe them. Those that only Excel 2007 and later know are not read.
"""

from __future__ import annotations

import struct
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from govinfo_report.readers.workbook.areas import Area
from govinfo_report.readers.workbook.conditions import condition_of
from govinfo_report.readers.workbook.looks import Dress
from govinfo_report.readers.workbook.sheet_colours import Palette, numbered
from govinfo_report.readers.workbook.stored import Condition
from govinfo_report.readers.workbook.xls_records import Records, formula_of

__all__ = ["conditions_of"]

_KINDS = {1: "cellIs", 2: "expression"}
_NO_KIND, _CONSTANT_ZERO = 0, b"\x1e\0\0"
"""What LibreOffice writes, and passes over, of conditions that the format has no kind for; 0 is not true."""
_OPERATORS = {
    1: "between",
    2: "notBetween",
    3: "equal",
    4: "notEqual",
    5: "greaterThan",
    6: "lessThan",
    7: "greaterThanOrEqual",
    8: "lessThanOrEqual",
}
_NUMBER, _FONT, _ALIGNMENT, _BORDER, _FILL = (1 << bit for bit in (25, 26, 27, 28, 29))
_SIZE_OF_FONT, _COLOUR_IN_FONT = 118, 80
_SIZE_OF_ALIGNMENT = _SIZE_OF_BORDER = 8
_SOLID = 1


def conditions_of(book: Any, records: Records, palette: Palette) -> list[Condition]:
    """The conditional formats of a worksheet of an open xlrd book."""
    found = (_condition(book, areas, data, palette) for areas, data in records.conditions if len(data) >= 12)
    return [each for each in found if each is not None]


def _condition(book: Any, areas: list[Area], data: bytes, palette: Palette) -> Condition | None:
    from xlrd.formula import FMLA_TYPE_COND_FMT

    kind, operator, first, second, parts, by_user = struct.unpack_from("<BBHHIH", data)
    end = len(data) - second
    tokens = [data[end - first : end], data[end:]]
    if kind == _NO_KIND and operator == 0 and tokens == [_CONSTANT_ZERO, b""]:
        return None
    rule = Element("cfRule", type=_KINDS.get(kind, ""), operator=_OPERATORS.get(operator, ""))
    for each in filter(None, tokens):
        SubElement(rule, "formula").text = formula_of(book, each, FMLA_TYPE_COND_FMT, *areas[0][:2])
    dress = _dress(book, data, parts, bool(by_user & 1))
    # One with a formula that cannot be told may always hold.
    return condition_of(rule, areas, palette, dress, may_hold=not all(each.text for each in rule))


def _dress(book: Any, data: bytes, parts: int, by_user: bool) -> Dress:
    """What the condition lays over a cell."""
    says: dict[str, Any] = {}
    at = 12
    if parts & _NUMBER:
        if by_user:
            size, length, wide = struct.unpack_from("<HHB", data, at)
            text = data[at + 5 : at + size]
            says["format"] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")[:length]
            at += size
        else:
            known = book.format_map.get(data[at + 1])
            says["format"] = None if known is None else known.format_str
            at += 2
    if parts & _FONT:
        colour = struct.unpack_from("<i", data, at + _COLOUR_IN_FONT)[0]
        if colour >= 0:
            says["colour"] = numbered(colour)
        at += _SIZE_OF_FONT
    at += _SIZE_OF_ALIGNMENT * bool(parts & _ALIGNMENT) + _SIZE_OF_BORDER * bool(parts & _BORDER)
    if parts & _FILL:
        pattern, colours = struct.unpack_from("<HH", data, at)
        says["pattern"] = "solid" if pattern >> 10 in (0, _SOLID) else "mediumGray"
        says["fore"], says["back"] = numbered(colours & 0x7F), numbered(colours >> 7 & 0x7F)
    return Dress(**says)
