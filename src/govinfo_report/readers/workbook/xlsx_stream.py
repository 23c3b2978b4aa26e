"""The bounded reader of .xlsx: zip and expat, nothing else.

It reads what the form needs — values, merged ranges, formulas, what is hidden — within
`Limits` that are checked before anything is unpacked, and follows no reference out of the file.
It agrees with openpyxl on every workbook; tests hold it to that.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from attrs import evolve

from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.readers.moulds import Kept
from govinfo_report.readers.workbook.known import known, mark_of
from govinfo_report.readers.workbook.looks import Runs
from govinfo_report.readers.workbook.stored import Sheet, Workbook
from govinfo_report.readers.workbook.xlsx_drawings import Anchored, Drawn, OldDrawn
from govinfo_report.readers.workbook.xlsx_parts import Attributes, Damaged, Parts, local_name
from govinfo_report.readers.workbook.xlsx_sheet import Room, SheetCells, Words
from govinfo_report.readers.workbook.xlsx_styles import Styles, StyleSheet, theme_of

__all__ = ["read_workbook"]

_STYLES = Kept[Styles]()

_TRUE, _FALSE = ("1", "true"), ("0", "false")
_TO_BE_COMPUTED = {"fullCalcOnLoad": _TRUE, "forceFullCalc": _TRUE, "calcCompleted": _FALSE}
"""What of a workbook says that the results stored are not to be taken for results."""


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
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
    ) as error:
        zh, en = f"工作簿已损坏（{error}）。", f"The workbook is damaged ({error})."
    except (RuntimeError, NotImplementedError) as error:  # encrypted members, unknown compression
        zh, en = f"工作簿无法解压（{error}）。", f"The workbook cannot be unpacked ({error})."
    except OSError as error:
        zh, en = f"工作簿已损坏（{error}）。", f"The workbook is damaged ({error})."
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

    def workbook(self) -> Workbook:
        main = next(
            (path for kind, path in self.parts.relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if not self.parts.has(main):
            raise Damaged("压缩包内没有工作簿。", "The archive holds no workbook.")
        listed: list[tuple[str, str, bool]] = []
        epoch_1904 = stale = False

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal epoch_1904, stale
            if tag == "sheet":
                prefixed = {local_name(key): value for key, value in attributes.items() if ":" in key}
                identifier = prefixed.get("id", "")
                hidden = attributes.get("state", "visible") != "visible"
                listed.append((attributes["name"], identifier, hidden))
                if len(listed) > self.limits.members:
                    raise Damaged("工作表过多。", "The workbook has too many worksheets.")
            elif tag == "workbookPr":
                epoch_1904 = attributes.get("date1904") in ("1", "true")
            elif tag == "calcPr":
                stale = any(attributes.get(name) in values for name, values in _TO_BE_COMPUTED.items())

        self.parts.parse(main, start)
        relations = self.parts.relations(main)
        by_kind = dict(relations.values())
        strings = self.strings(by_kind.get("sharedStrings"))
        styles = self.styles(by_kind.get("styles"), by_kind.get("theme"), epoch_1904=epoch_1904)
        sheets = []
        for name, identifier, hidden in listed:
            kind, path = relations.get(identifier, ("", ""))
            if kind not in ("", "worksheet"):  # a sheet of a chart, of macros
                continue
            if not self.parts.has(path):
                raise Damaged(
                    f"工作表“{name}”的内容不在文件里。", f"The worksheet {name} is not in the file."
                )
            sheets.append(self.sheet(name, path, hidden, strings, styles, stale))
        return Workbook(sheets=tuple(sheets), palette=styles.palette)

    def strings(self, member: str | None) -> list[str | Runs]:
        """The shared strings; of ruby text nothing."""
        found: list[str | Runs] = []
        if member is None or not self.parts.has(member):
            return found
        collector = Words()

        def end(tag: str) -> None:
            if tag == "si":
                words = collector.take()
                self.room.characters.spend(len(words if isinstance(words, str) else words.text))
                # The escape that keeps a literal _x0041_ apart from an escaped character.
                found.append(words.replace("x005F_", ""))
            collector.end(tag)

        self.parts.parse(member, collector.start, end, collector.text)
        return found

    def styles(self, styles: str | None, theme: str | None, *, epoch_1904: bool) -> Styles:
        """The styles of cells; workbooks of the same styles share them."""
        key = (self.parts.whole(styles), self.parts.whole(theme), epoch_1904)
        made = _STYLES.get(key)
        if made is None:
            found = StyleSheet()
            if styles is not None and self.parts.has(styles):
                self.parts.parse(styles, found.start, found.end)
            made = found.styles(epoch_1904=epoch_1904, theme=theme_of(self.parts, theme))
            _STYLES.keep(key, made)
        return made

    def sheet(
        self, name: str, member: str, hidden: bool, strings: list[str | Runs], styles: Styles, stale: bool
    ) -> Sheet:
        """A worksheet with what is drawn over it."""
        xml = self.parts.whole(member)
        mark = mark_of(xml, strings, styles, name, hidden=hidden) if xml else None
        room = self.room
        if mark is not None and (its := known(mark)) is not None and its.fits(room):
            return its.filled(mark, name)
        before = room.cells.spent, room.characters.spent
        cells = SheetCells(strings, styles, self.room, stale)
        self.parts.parse(member, cells.start, cells.end, cells.text)
        if cells.drawings:
            relations = self.parts.relations(member)
            for kind, path in filter(None, map(relations.get, cells.drawings)):
                if self.parts.has(path):
                    cells.things.extend(self.things(kind, path))
        if mark is not None:
            spent = room.cells.spent - before[0], room.characters.spent - before[1]
            mark = evolve(mark, cells=spent[0], characters=spent[1])
        return cells.sheet(name, hidden, mark)

    def things(self, kind: str, member: str) -> list[Anchored]:
        """What a drawing part lays over a worksheet."""
        drawn = OldDrawn() if kind == "vmlDrawing" else Drawn()
        try:
            self.parts.parse(member, drawn.start, drawn.end, drawn.text)
        except expat.ExpatError:
            if kind != "vmlDrawing":  # which programs often write as if it were HTML
                raise
        return drawn.found
