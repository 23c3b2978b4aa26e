"""One worksheet's XML, element by element: cells, merged ranges, what is hidden and what lies over them."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import define, field, frozen

from govinfo_report.document.limits import Budget, Limits
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.areas import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    areas_in,
    covering,
    moved,
    place_of,
)
from govinfo_report.readers.workbook.conditions import condition_of
from govinfo_report.readers.workbook.looks import Dress, Run, Runs, printed, run_of, words_in
from govinfo_report.readers.workbook.stored import CellError, Sheet, Stored, StoredCell
from govinfo_report.readers.workbook.xlsx_parts import Damaged, Element, local_name
from govinfo_report.readers.workbook.xlsx_styles import Styles

__all__ = ["Room", "SheetCells", "words_of"]

_INEXACT = re.compile("[.eE]")
_MOST_MERGES = _MOST_CONDITIONS = 20_000
_MOST_TRANSLATED = 2_000_000
_TRUE = ("1", "true")


def words_of(element: Element) -> str | Runs:
    """The text of ``si`` or ``is``, without ruby text, in runs if some are in fonts of their own."""
    if len(element) == 1 and element[0].tag == "t":
        return element[0].text or ""
    runs = []
    for part in element:
        properties = part.find("rPr")
        text = "".join(each.text or "" for each in part.iter("t")) if part.tag in ("r", "t") else ""
        if text:
            runs.append(Run(text) if properties is None else run_of(text, Dress.of(properties)))
    return words_in(runs)


@frozen
class Room:
    """What the worksheets of a workbook may still take, together.

    Attributes:
        cells: Filled cells.
        characters: Characters of text.
        covered: Places that merged ranges cover.
        formulas: Characters of formulas that stand once and hold for many cells.
    """

    cells: Budget
    characters: Budget
    covered: Budget
    formulas: Budget

    @classmethod
    def of(cls, limits: Limits, file: str | None) -> Room:
        """The room that limits leave to a workbook."""
        return cls(
            cells=Budget(limits.cells, "单元格数", "cells", file),
            characters=Budget(limits.strings, "工作簿内字符数", "characters of text", file),
            covered=covering(file),
            formulas=Budget(
                _MOST_TRANSLATED, "共用公式字符数", "characters of shared formulas", file, adjustable=False
            ),
        )


@define
class SheetCells:
    """Gathers a worksheet from the elements of its XML."""

    sheet: Sheet
    strings: list[str | Runs]
    styles: Styles
    room: Room
    all_stale: bool = False
    drawings: list[str] = field(factory=list)
    shared: dict[str, tuple[str, Place]] = field(factory=dict)
    row: int = -1

    @property
    def wanted(self) -> dict[str, Callable[[Element], object]]:
        """The elements that are of interest, and what is made of each."""
        return {
            "sheetData/row": self._row,
            "cols/col": self._column,
            "mergeCells/mergeCell": self._merge,
            "sheetView": self._view,
            "sheetFormatPr": self._usual_size,
            "conditionalFormatting": self._conditions,
            "drawing": self._drawing,
            "legacyDrawing": self._drawing,
        }

    def _view(self, element: Element) -> None:
        self.sheet.zeros &= element.get("showZeros", "1") in _TRUE
        self.sheet.shows_formulas |= element.get("showFormulas") in _TRUE

    def _usual_size(self, element: Element) -> None:
        measures = self.sheet.measures
        measures.row = float(element.get("defaultRowHeight", measures.row))
        measures.column = float(element.get("defaultColWidth", measures.column))

    def _drawing(self, element: Element) -> None:
        self.drawings.extend(value for key, value in element.items() if local_name(key) == "id")

    def _column(self, element: Element) -> None:
        columns = self.sheet.measures.columns
        width = _size(element, "width")
        if width is not None:
            columns.append((int(element.attrib["min"]) - 1, int(element.attrib["max"]) - 1, width))
        if len(columns) > LAST_COLUMN:
            raise Damaged("列过多。", "A worksheet has too many columns.")

    def _merge(self, element: Element) -> None:
        if len(self.sheet.merges) >= _MOST_MERGES:
            raise Damaged("合并单元格过多。", "A worksheet has too many merged ranges.")
        (area,) = areas_in(element.attrib["ref"])
        self.sheet.merges.append(area)

    def _conditions(self, element: Element) -> None:
        areas = areas_in(element.get("sqref", element.findtext("sqref", "")))
        rules = element.findall("cfRule")
        if max(len(areas), len(self.sheet.rules) + len(rules)) > _MOST_CONDITIONS:
            raise Damaged("条件格式过多。", "A worksheet has too many conditional formats.")
        dresses = (self.styles.condition(rule.get("dxfId")) for rule in rules)
        made = (
            condition_of(rule, areas, self.styles.palette, dress)
            for rule, dress in zip(rules, dresses, strict=True)
        )
        self.sheet.rules.extend(each for each in made if each is not None)

    def _row(self, element: Element) -> None:
        self.row = int(element.attrib["r"]) - 1 if "r" in element.attrib else self.row + 1
        if self.row >= LAST_ROW:
            raise Damaged("行过多。", "A worksheet has too many rows.")
        height = _size(element, "ht")
        if height is not None:
            self.sheet.measures.rows[self.row] = height
        column = -1
        for cell in element:
            if cell.tag == "c":
                reference = cell.get("r")
                if reference is None:
                    column += 1
                else:
                    self.row, column = place_of(reference)
                self._cell(cell, (self.row, column))

    def _cell(self, element: Element, place: Place) -> None:
        kind = element.get("t", "n")
        formula = value = words = None
        for part in element:
            if part.tag == "v":
                value = part.text or ""
            elif part.tag == "f":
                formula = part
            elif part.tag == "is":
                words = part
        if "vm" in element.attrib:  # a picture in place of a value
            self.sheet.things[place] = Doubt.PICTURE
        if not value and formula is None and words is None:
            return
        look = self.styles.look(int(element.get("s", "0")))
        stored: Stored = None
        number = date = None
        if words is not None and kind == "inlineStr":
            stored, look = printed(words_of(words), look, self.styles.palette)
        elif not value:
            if formula is None:
                return
            stored = value if kind == "str" else None
        elif kind == "n":
            figure = float(value) if _INEXACT.search(value) else int(value)
            if look.duration is None:
                number = str(figure)
            else:
                date = self.styles.date(figure, duration=look.duration)
        elif kind == "s":
            stored, look = printed(self.strings[int(value)], look, self.styles.palette)
        elif kind == "d":
            date = _iso(value)
        elif kind == "b":
            stored = bool(int(value))
        else:
            stored = CellError(value) if kind == "e" else value
        self.room.cells.spend()
        if isinstance(stored, str) and kind != "s":
            self.room.characters.spend(len(stored))
        if formula is not None and (self.all_stale or formula.get("ca") in _TRUE):
            self.sheet.stale.add(place)
        written = self._formula(formula, place) if formula is not None else None
        self.sheet.cells[place] = StoredCell(stored, number, written, date, look)

    def _formula(self, element: Element, place: Place) -> str:
        text = f"={element.text or ''}"
        if element.get("t") != "shared":
            return text
        key = element.get("si", "")
        if element.text:
            self.shared[key] = text, place
        elif key in self.shared:
            master, origin = self.shared[key]
            self.room.formulas.spend(len(master))
            try:
                return moved(master, origin, place)
            except ValueError as error:
                raise Damaged(f"公式“{master}”有误。", f"The formula {master} is broken.") from error
        return text


def _size(element: Element, name: str) -> float | None:
    """The size that a row or a column states; of a hidden one nothing."""
    if element.get("hidden") in _TRUE:
        return 0.0
    return float(element.attrib[name]) if name in element.attrib else None


def _iso(text: str) -> str:
    from openpyxl.utils import datetime as openpyxl_datetime

    parse: Callable[[str], object] = openpyxl_datetime.from_ISO8601
    return str(parse(text))
