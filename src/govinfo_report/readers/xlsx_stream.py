"""The bounded reader of .xlsx: zip and expat, nothing else.

It reads what the form needs — values, merged ranges, formulas, what is hidden — within
`Limits` that are checked before anything is unpacked, and follows no reference out of the file.
It agrees with openpyxl on every workbook; tests hold it to that.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.parsers import expat

from attrs import define, field

from govinfo_report.errors import ReadError
from govinfo_report.readers.limits import Limits
from govinfo_report.readers.workbook import CellError, MergedRange, Sheet, Stored, StoredCell, Workbook
from govinfo_report.recognise.document import column_letters

__all__ = ["read_workbook"]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
#: Built-in number formats that show no date.
_PLAIN_FORMATS = frozenset({0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 41, 42, 43, 44, 48, 49})
_DATE_LETTERS = re.compile(r"[dmhysDMHYS]")
_CHUNK = 1 << 16


class _Damaged(Exception):  # noqa: N818 - becomes a ReadError
    """The file breaks its own format; the message says how, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
    """Read the worksheets of an .xlsx file.

    Raises:
        ReadError: The file is damaged, encrypted, or beyond the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(archive, limits).workbook()
    except _Damaged as error:
        zh, en = error.args
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        expat.ExpatError,
        KeyError,
        ValueError,
        EOFError,
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


def _local(name: str) -> str:
    return name.rpartition(":")[2]


_Attributes = dict[str, str]


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        members = archive.infolist()
        if len(members) > limits.members:
            raise _Damaged(
                f"压缩包内有 {len(members)} 个文件，过多。",
                f"The archive holds {len(members)} files, too many.",
            )
        size = sum(member.file_size for member in members)
        if size > limits.unpacked_bytes:
            raise _Damaged(f"解压后有 {size} 字节，过大。", f"Unpacked it takes {size} bytes, too many.")
        self.names = {member.filename for member in members}

    def parse(
        self,
        member: str,
        start: Callable[[str, _Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
        if end is not None:
            parser.EndElementHandler = lambda name: end(_local(name))
        if text is not None:
            parser.CharacterDataHandler = text

        def doctype(*_: object) -> None:
            raise _Damaged("文件含有 DTD，拒绝读取。", "The file holds a DTD and is refused.")

        parser.StartDoctypeDeclHandler = doctype
        left = self.limits.unpacked_bytes  # what the archive says of itself may be a lie
        with self.archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _Damaged("解压后过大。", "Unpacked it is too large.")
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def relations(self, member: str) -> dict[str, tuple[str, str]]:
        """Identifier → type and target of the relations of a member."""
        folder, name = dirname(member), member.rpartition("/")[2]
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: _Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

        path = join(folder, "_rels", f"{name}.rels")
        if path in self.names:
            self.parse(path, start)
        return found

    def workbook(self) -> Workbook:
        main = next(
            (path for kind, path in self.relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if main not in self.names:
            raise _Damaged("压缩包内没有工作簿。", "The archive holds no workbook.")
        listed: list[tuple[str, str, bool]] = []
        epoch_1904 = False

        def start(tag: str, attributes: _Attributes) -> None:
            nonlocal epoch_1904
            if tag == "sheet":
                identifier = next(
                    value for key, value in attributes.items() if ":" in key and _local(key) == "id"
                )
                hidden = attributes.get("state", "visible") != "visible"
                listed.append((attributes["name"], identifier, hidden))
            elif tag == "workbookPr":
                epoch_1904 = attributes.get("date1904") in ("1", "true")

        self.parse(main, start)
        relations = self.relations(main)
        by_kind = dict(relations.values())
        strings = self.strings(by_kind.get("sharedStrings"))
        formats = _Formats(self.date_formats(by_kind.get("styles")), epoch_1904)
        sheets = []
        for name, identifier, hidden in listed:
            kind, path = relations.get(identifier, ("", ""))
            if kind == "worksheet" and path in self.names:
                sheets.append(self.sheet(name, path, hidden, strings, formats))
        return Workbook(sheets=tuple(sheets))

    def strings(self, member: str | None) -> list[str]:
        """The shared strings; of rich text the words, of ruby text nothing."""
        found: list[str] = []
        if member is None or member not in self.names:
            return found
        collector = _Words()
        budget = self.limits.strings

        def end(tag: str) -> None:
            nonlocal budget
            if tag == "si":
                words = collector.take()
                budget -= len(words)
                if budget < 0:
                    raise _Damaged("工作簿内文字过多。", "The workbook holds too much text.")
                # The escape that keeps a literal _x0041_ apart from an escaped character.
                found.append(words.replace("x005F_", ""))
            collector.end(tag)

        self.parse(member, collector.start, end, collector.text)
        return found

    def date_formats(self, member: str | None) -> dict[int, bool]:
        """Style → whether it shows a duration; only styles that show a date or time."""
        custom: dict[int, str] = {}
        styles: list[int] = []
        inside = False

        def start(tag: str, attributes: _Attributes) -> None:
            nonlocal inside
            if tag == "numFmt":
                custom[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                styles.append(int(attributes.get("numFmtId", "0")))

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        if member is None or member not in self.names:
            return {}
        self.parse(member, start, end)
        found: dict[int, bool] = {}
        for style, number in enumerate(styles):
            shows = _shows_date(number, custom.get(number))
            if shows is not None:
                found[style] = shows
        return found

    def sheet(self, name: str, member: str, hidden: bool, strings: list[str], formats: _Formats) -> Sheet:
        cells = _SheetCells(strings, formats, self.limits.cells)
        self.parse(member, cells.start, cells.end, cells.text)
        return cells.sheet(name, hidden)


def _shows_date(number: int, code: str | None) -> bool | None:
    """Whether a number format shows a duration (true) or a date (false); ``None`` for neither."""
    if code is None and number in _PLAIN_FORMATS:
        return None
    if code is not None and not _DATE_LETTERS.search(code):
        return None
    # openpyxl's own tests decide, so that both engines agree; it is only loaded when one is in doubt.
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    code = BUILTIN_FORMATS.get(number) if code is None else code
    if code is None or not is_date_format(code):
        return None
    return bool(is_timedelta_format(code))


@define
class _Words:
    """Collects the text of ``<t>`` elements, leaving out ruby text."""

    parts: list[str] = field(factory=list)
    inside: bool = False
    ruby: int = 0

    def start(self, tag: str, _: _Attributes) -> None:
        if tag == "rPh":
            self.ruby += 1
        self.inside = tag == "t" and not self.ruby

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.ruby -= 1
        self.inside = False

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def take(self) -> str:
        words = "".join(self.parts)
        self.parts.clear()
        return words


@define
class _Formats:
    """Turns numbers formatted as dates into their text."""

    styles: dict[int, bool]
    epoch_1904: bool

    def date(self, style: int, number: float) -> str | None:
        duration = self.styles.get(style)
        if duration is None:
            return None
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        epoch = CALENDAR_MAC_1904 if self.epoch_1904 else CALENDAR_WINDOWS_1900
        try:
            value: datetime | date | time | timedelta | None = from_excel(number, epoch, timedelta=duration)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return str(value)


@define
class _SheetCells:
    """Gathers one worksheet's cells from its XML."""

    strings: list[str]
    formats: _Formats
    budget: int
    cells: dict[tuple[int, int], StoredCell] = field(factory=dict)
    merges: list[MergedRange] = field(factory=list)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: list[tuple[int, int]] = field(factory=list)
    shared: dict[str, tuple[str, str]] = field(factory=dict)
    row: int = -1
    column: int = -1
    kind: str = "n"
    style: int = 0
    value: list[str] | None = None
    formula: list[str] | None = None
    formula_attributes: _Attributes = field(factory=dict)
    words: _Words | None = None
    within: str = ""

    def start(self, tag: str, attributes: _Attributes) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self.value = []
            self.within = "v"
        elif tag == "f":
            self.formula = []
            self.formula_attributes = attributes
            self.within = "f"
        elif tag == "is":
            self.words = _Words()
        elif self.words is not None:
            self.words.start(tag, attributes)
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)
        elif tag == "mergeCell":
            self._merge(attributes["ref"])
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))

    def _start_cell(self, attributes: _Attributes) -> None:
        if "r" in attributes:
            self.row, self.column = _position(attributes["r"])
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", "0"))
        self.value = self.formula = self.words = None

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _position(first)
        bottom, right = _position(last or first)
        self.merges.append((min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def text(self, text: str) -> None:
        if self.within == "v" and self.value is not None:
            self.value.append(text)
        elif self.within == "f" and self.formula is not None:
            self.formula.append(text)
        elif self.words is not None:
            self.words.text(text)

    def end(self, tag: str) -> None:
        if tag == self.within:
            self.within = ""
        elif tag == "c":
            self._end_cell()
        elif self.words is not None:
            self.words.end(tag)

    def _end_cell(self) -> None:
        cell = self._stored()
        self.words = None
        if cell is None:
            return
        self.budget -= 1
        if self.budget < 0:
            raise _Damaged("工作表内单元格过多。", "A worksheet holds too many cells.")
        self.cells[self.row, self.column] = cell

    def _stored(self) -> StoredCell | None:
        formula = self._formula()
        raw = "".join(self.value) if self.value is not None else ""
        if self.words is not None and self.kind == "inlineStr":
            return StoredCell(self.words.take(), formula=formula)
        if self.kind == "str" and self.value is not None and formula is not None:
            return StoredCell(raw, formula=formula)
        if not raw:
            return StoredCell(formula=formula) if formula is not None else None
        value: Stored
        if self.kind == "n":
            number = float(raw) if any(sign in raw for sign in ".eE") else int(raw)
            shown = self.formats.date(self.style, number)
            return StoredCell(number=str(number) if shown is None else None, formula=formula, date=shown)
        if self.kind == "s":
            value = self.strings[int(raw)]
        elif self.kind == "b":
            value = bool(int(raw))
        elif self.kind == "e":
            value = CellError(raw)
        elif self.kind == "d":
            return StoredCell(date=_iso(raw), formula=formula)
        else:
            value = raw
        return StoredCell(value, formula=formula)

    def _formula(self) -> str | None:
        if self.formula is None:
            return None
        text = "".join(self.formula)
        if self.formula_attributes.get("t") == "shared":
            key = self.formula_attributes.get("si", "")
            here = f"{column_letters(self.column)}{self.row + 1}"
            if text:
                self.shared[key] = (f"={text}", here)
            elif key in self.shared:
                from openpyxl.formula.translate import Translator

                master, origin = self.shared[key]
                return str(Translator(master, origin).translate_formula(here))
        return f"={text}"

    def sheet(self, name: str, hidden: bool) -> Sheet:
        cells = dict(self.cells)
        for top, left, bottom, right in self.merges:
            for row, column in list(cells):
                inside = top <= row <= bottom and left <= column <= right
                if inside and (row, column) != (top, left):
                    del cells[row, column]
        return Sheet(
            name=name,
            hidden=hidden,
            cells=cells,
            merges=tuple(sorted(self.merges)),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=tuple(sorted(self.hidden_columns)),
        )


def _position(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of ``B7``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"cell reference {reference!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= _LAST_ROW and column <= _LAST_COLUMN):
        raise ValueError(f"cell reference {reference!r}")
    return row - 1, column - 1


def _iso(text: str) -> str:
    from openpyxl.utils import datetime as openpyxl_datetime

    parse: Callable[[str], object] = openpyxl_datetime.from_ISO8601
    return str(parse(text))
