"""The bounded reader of .xlsx: zip and expat, nothing else.

It reads what the form needs — values, merged ranges, formulas, what is hidden — within
`Limits` that are checked before anything is unpacked, and follows no reference out of the file.
It agrees with openpyxl on every workbook; tests hold it to that.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from xml.parsers import expat

from attrs import evolve

from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.readers.moulds import Kept, digest
from govinfo_report.readers.workbook.drawings import MOST_DRAWINGS, Anchored, drawn, drawn_in_vml
from govinfo_report.readers.workbook.known import known, mark_of
from govinfo_report.readers.workbook.looks import Runs
from govinfo_report.readers.workbook.stored import Sheet
from govinfo_report.readers.workbook.xlsx_parts import Damaged, Element, Parts
from govinfo_report.readers.workbook.xlsx_sheet import Room, SheetCells, words_of
from govinfo_report.readers.workbook.xlsx_styles import Styles

__all__ = ["read_workbook"]

_STYLES = Kept[Styles]()

_TRUE, _FALSE = ("1", "true"), ("0", "false")
_TO_BE_COMPUTED = {"fullCalcOnLoad": _TRUE, "forceFullCalc": _TRUE, "calcCompleted": _FALSE}
"""What of a workbook says that the results stored are not to be taken for results."""


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> list[Sheet]:
    """Read the worksheets of an .xlsx file.

    Raises:
        ReadError: The file is damaged, encrypted, or beyond the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(Parts(archive, limits, file), limits, file).workbook()
    except Damaged as error:
        zh, en = error.args
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        expat.ExpatError,
        LookupError,  # a part or a string that is not there, an encoding that nobody knows
        ValueError,
        EOFError,
        OverflowError,
        struct.error,
        zlib.error,
        OSError,
    ) as error:
        zh, en = "工作簿已损坏。", f"The workbook is damaged ({error})."
    except (RuntimeError, NotImplementedError) as error:  # encrypted members, unknown compression
        zh, en = "工作簿无法解压。", f"The workbook cannot be unpacked ({error})."
    raise ReadError(
        zh,
        en,
        where=file,
        advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx。",
        advice_en="Open it in a spreadsheet program and save it as .xlsx.",
    )


class _Reader:
    """Reads one workbook from its parts."""

    def __init__(self, parts: Parts, limits: Limits, file: str | None) -> None:
        self.parts = parts
        self.limits = limits
        self.room = Room.of(limits, file)

    def workbook(self) -> list[Sheet]:
        main = next(
            (path for kind, path in self.parts.relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if not self.parts.has(main):
            raise Damaged("压缩包内没有工作簿。", "The archive holds no workbook.")
        listed: list[Element] = []
        epoch_1904 = stale = False

        def sheet(element: Element) -> None:
            listed.append(element)
            if len(listed) > self.limits.members:
                raise Damaged("工作表过多。", "The workbook has too many worksheets.")

        def properties(element: Element) -> None:
            nonlocal epoch_1904
            epoch_1904 = element.get("date1904") in _TRUE

        def computing(element: Element) -> None:
            nonlocal stale
            stale = any(element.get(name) in values for name, values in _TO_BE_COMPUTED.items())

        self.parts.parse(
            self.parts.unpacked(main), {"sheet": sheet, "workbookPr": properties, "calcPr": computing}
        )
        relations = self.parts.relations(main)
        by_kind = dict(relations.values())
        strings = self.strings(by_kind.get("sharedStrings"))
        styles = self.styles(by_kind.get("styles"), by_kind.get("theme"), epoch_1904=epoch_1904)
        sheets = []
        for each in listed:
            name, identifiers = (
                each.attrib["name"],
                [value for key, value in each.items() if key.endswith(":id")],
            )
            kind, path = relations.get(identifiers[-1] if identifiers else "", ("", ""))
            if kind not in ("", "worksheet"):  # a sheet of a chart, of macros
                continue
            if not self.parts.has(path):
                raise Damaged(
                    f"工作表“{name}”的内容不在文件里。", f"The worksheet {name} is not in the file."
                )
            hidden = each.get("state", "visible") != "visible"
            sheets.append(self.sheet(Sheet(name=name, hidden=hidden), path, strings, styles, stale))
        return sheets

    def strings(self, member: str | None) -> list[str | Runs]:
        """The shared strings; of ruby text nothing."""
        found: list[str | Runs] = []

        def take(element: Element) -> None:
            for each in element.iter("t"):
                # The escape that keeps a literal _x0041_ apart from an escaped character.
                each.text = (each.text or "").replace("x005F_", "")
            words = words_of(element)
            self.room.characters.spend(len(words if isinstance(words, str) else words.text))
            found.append(words)

        self.parts.parse(self.parts.unpacked(member), {"si": take})
        return found

    def styles(self, styles: str | None, theme: str | None, *, epoch_1904: bool) -> Styles:
        """The styles of cells; workbooks of the same styles share them."""
        parts = self.parts.unpacked(styles), self.parts.unpacked(theme)
        key = (*map(digest, parts), epoch_1904)
        made = _STYLES.get(key)
        if made is None:
            made = Styles.of(self.parts, *parts, epoch_1904=epoch_1904)
            _STYLES.keep(key, made)
        return made

    def sheet(
        self, sheet: Sheet, member: str, strings: list[str | Runs], styles: Styles, stale: bool
    ) -> Sheet:
        """A worksheet with what is drawn over it."""
        xml, room = self.parts.unpacked(member), self.room
        mark = mark_of(xml, strings, styles, sheet.name, hidden=sheet.hidden)
        if mark is not None and (its := known(mark)) is not None and its.fits(room):
            return its.filled(mark, sheet.name)
        before = room.cells.spent, room.characters.spent
        cells = SheetCells(sheet, strings, styles, room, stale)
        self.parts.parse(xml, cells.wanted)
        if cells.drawings:
            relations = self.parts.relations(member)
            for kind, path in filter(None, map(relations.get, cells.drawings)):
                self.things(sheet.anchored, kind, path)
        if mark is not None:
            spent = room.cells.spent - before[0], room.characters.spent - before[1]
            sheet.mark = evolve(mark, cells=spent[0], characters=spent[1])
        return sheet.settled(room.covered)

    def things(self, found: list[Anchored], kind: str, member: str) -> None:
        """What a drawing part lays over a worksheet."""

        def take(make: Callable[[Element], Anchored | None], element: Element) -> None:
            thing = make(element)
            if thing is not None:
                found.append(thing)
            if len(found) > MOST_DRAWINGS:
                raise Damaged("图形过多。", "A worksheet has too many drawings.")

        wanted: dict[str, Callable[[Element], object]] = {"ClientData": partial(take, drawn_in_vml)}
        if kind != "vmlDrawing":
            wanted = {
                name: partial(take, drawn) for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
            }
        try:
            self.parts.parse(self.parts.unpacked(member), wanted)
        except expat.ExpatError:
            if kind != "vmlDrawing":  # which programs often write as if it were HTML
                raise
