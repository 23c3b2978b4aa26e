"""Worksheets known from another: those that differ in their numbers alone, as filled templates do.

A worksheet is known by its XML with every number masked, the texts it refers to, and the styles of its
workbook. What was read of the first such worksheet is what is read of the next, with its own numbers in
their cells. One with formulas, conditional formats or drawings is never known: there a number decides what
others show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from govinfo_report.document import GridCell
from govinfo_report.readers.moulds import Kept, Mould, digest
from govinfo_report.readers.workbook.areas import Place, place_of
from govinfo_report.readers.workbook.looks import Runs
from govinfo_report.readers.workbook.stored import Mark, Sheet, StoredCell
from govinfo_report.readers.workbook.xlsx_sheet import Room
from govinfo_report.readers.workbook.xlsx_styles import Styles

__all__ = ["Known", "keep", "known", "mark_of"]

_DIGITS = rb"(?:0|[1-9][0-9]{0,8}|(?:0|[1-9][0-9]{0,4})\.[0-9]{0,3}[1-9])"
"""Numbers that are written as they are shown, and that every cell has the width for."""
_NUMBER = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?(?: t="n")?><v>(%s)</v>' % _DIGITS)
_MASKED = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="n")?><v>)%s(?=</v>)' % _DIGITS)
#: A cell as programs begin one; what is begun otherwise is not looked into.
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?(?: t="(?:n|s|str|inlineStr|b|e)")?/?>(<v>)?')
_ANY_VALUE = re.compile(rb"<(?:[^\s<>/:]+:)?v[\s/>]")
_ANY_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_SHARED = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")? t="s"><v>([0-9]+)</v>')
#: What decides what others show, or stands in other parts; and other encodings.
_NEVER = (b"onditionalFormatting", b"rawing", b"showZeros", b"<!", b"\0")
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
#: What programs number anew whenever they save a file, and where the cursor stood.
_SAVED = re.compile(rb' xr:uid="[^"]*"|<selection[^<>]*/>')
_SAVED_IN_TEXT = re.compile(rb'>[^<]* xr:uid="')
_LONGEST = 1 << 20
"""Bytes of a worksheet that is looked for."""
_FEWEST = 10
"""So many numbers has a worksheet that is looked for: table 4 has fifteen."""


def mark_of(
    xml: bytes, strings: Sequence[str | Runs], styles: Styles, name: str, *, hidden: bool
) -> Mark | None:
    """What a worksheet is known by; ``None`` if it may not be known.

    Args:
        xml: Its XML.
        strings: The shared strings of its workbook.
        styles: The styles of its workbook.
        name: Its name.
        hidden: Whether it is hidden.
    """
    if len(xml) > _LONGEST:
        return None
    if any(sign in xml for sign in _NEVER) or _FORMULA.search(xml) or _SAVED_IN_TEXT.search(xml):
        return None
    numbers = _NUMBER.findall(xml)
    if len(numbers) < _FEWEST or not _has_each_cell_once(xml):
        return None
    shared = _SHARED.findall(xml)
    if len(shared) != xml.count(b' t="s">'):
        return None
    texts = tuple(strings[int(at)] if int(at) < len(strings) else "" for at in shared)
    if any(isinstance(text, Runs) for text in texts):
        return None
    key = (digest(_MASKED.sub(rb"\1", _SAVED.sub(b"", xml))), texts, styles, name * hidden, hidden)
    places = tuple(place_of(address.decode()) for address, _ in numbers)
    return Mark(key, places, tuple(number.decode() for _, number in numbers))


def _has_each_cell_once(xml: bytes) -> bool:
    """Whether cells and their values are written as programs do it, and each is there once.

    Of two cells at one place, and of two values in a cell, the last is shown.
    """
    cells = _CELL.findall(xml)
    values = sum(bool(value) for _, value in cells)
    places = {place for place, _ in cells}
    return len(places) == len(cells) == len(_ANY_CELL.findall(xml)) and values == len(_ANY_VALUE.findall(xml))


@frozen(eq=False)
class Known:
    """A worksheet, and what was made of it.

    Attributes:
        sheet: The worksheet.
        mould: Its cells as those of a lattice.
    """

    sheet: Sheet
    mould: Mould

    def fits(self, room: Room) -> bool:
        """Whether there is room for it, which it then takes."""
        mark = self.sheet.mark
        assert mark is not None
        if not (room.cells.has(mark.cells) and room.characters.has(mark.characters)):
            return False
        room.cells.spend(mark.cells)
        room.characters.spend(mark.characters)
        return True

    def filled(self, mark: Mark, name: str) -> Sheet:
        """The worksheet with other numbers."""
        cells = dict(self.sheet.cells)
        for place, number in zip(mark.places, mark.numbers, strict=True):
            cells[place] = StoredCell(number=number, look=cells[place].look)
        return evolve(self.sheet, name=name, cells=cells, mark=mark)


_KNOWN = Kept[Known]()


def known(mark: Mark) -> Known | None:
    """The worksheet known by a mark, if there is one."""
    return _KNOWN.get(mark.key)


def keep(sheet: Sheet, cells: Sequence[GridCell]) -> None:
    """Keep a worksheet that was just read, and the cells made of it, for those that are like it.

    If one of its numbers is not what its cell shows, none is like it.
    """
    mark = sheet.mark
    if mark is None or mark.key in _KNOWN:
        return
    at = {(cell.row, cell.column): number for number, cell in enumerate(cells)}
    if all(_shows(sheet, place, number) for place, number in zip(mark.places, mark.numbers, strict=True)):
        mould = Mould(tuple(cells), tuple(at[place] for place in mark.places), len(cells))
        _KNOWN.keep(mark.key, Known(sheet, mould))
    else:
        _KNOWN.keep(mark.key, None)


def _shows(sheet: Sheet, place: Place, number: str) -> bool:
    cell = sheet.cells.get(place)
    return cell is not None and cell.number == number and cell.look.clear and not cell.look.struck
