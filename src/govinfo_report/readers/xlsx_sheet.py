"""One worksheet's XML, element by element: cells, merged ranges, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import define, evolve, field, frozen

from govinfo_report.readers.limits import Budget, Limits
from govinfo_report.readers.typography import PLAIN, Typography
from govinfo_report.readers.workbook import (
    CellError,
    MergedRange,
    Sheet,
    Stored,
    StoredCell,
    covering,
    drop_covered,
)
from govinfo_report.readers.xlsx_parts import Attributes, Damaged
from govinfo_report.readers.xlsx_styles import Styles, is_on
from govinfo_report.recognise.document import column_letters

__all__ = ["Room", "SheetCells", "Words"]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGES = 20_000
_MOST_TRANSLATED = 2_000_000
_AREAS = frozenset({"sheetData", "mergeCells", "cols"})
"""The parts of a worksheet that are of interest; the same names elsewhere mean something else."""


@define
class Words:
    """Collects the text of ``<t>`` elements as each run is printed, leaving out ruby text."""

    parts: list[str] = field(factory=list)
    inside: bool = False
    ruby: int = 0
    properties: bool = False
    printed: Typography = PLAIN

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element of the text begins."""
        if tag == "rPh":
            self.ruby += 1
        elif tag == "r":
            self.printed = PLAIN
        elif tag == "rPr":
            self.properties = True
        elif self.properties and tag == "strike":
            self.printed = evolve(self.printed, struck=is_on(attributes))
        elif self.properties and tag == "vertAlign":
            align = attributes.get("val")
            raised, lowered = align == "superscript", align == "subscript"
            self.printed = evolve(self.printed, raised=raised, lowered=lowered)
        self.inside = tag == "t" and not self.ruby

    def end(self, tag: str) -> None:
        """An element of the text ends."""
        if tag == "rPh":
            self.ruby -= 1
        elif tag == "rPr":
            self.properties = False
        elif tag == "r":
            self.printed = PLAIN
        self.inside = False

    def text(self, text: str) -> None:
        """Characters."""
        if self.inside:
            self.parts.append(self.printed.written(text))

    def take(self) -> str:
        """The text so far; the next one starts empty."""
        words = "".join(self.parts)
        self.parts.clear()
        return words


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
    """Gathers one worksheet's cells from its XML."""

    strings: list[str]
    styles: Styles
    room: Room
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
    formula_attributes: Attributes = field(factory=dict)
    words: Words | None = None
    within: str = ""
    area: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element of the worksheet begins."""
        if tag in _AREAS:
            self.area = tag
        elif self.area == "sheetData":
            self._start_in_data(tag, attributes)
        elif tag == "mergeCell" and self.area == "mergeCells":
            self._merge(attributes["ref"])
        elif tag == "col" and self.area == "cols" and attributes.get("hidden") in ("1", "true"):
            self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
            if len(self.hidden_columns) > _LAST_COLUMN:
                raise Damaged("列过多。", "A worksheet has too many columns.")

    def _start_in_data(self, tag: str, attributes: Attributes) -> None:
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
            self.words = Words()
        elif self.words is not None:
            self.words.start(tag, attributes)
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            if self.row >= _LAST_ROW:
                raise Damaged("行过多。", "A worksheet has too many rows.")
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)

    def _start_cell(self, attributes: Attributes) -> None:
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
        if len(self.merges) >= _MOST_MERGES:
            raise Damaged("合并单元格过多。", "A worksheet has too many merged ranges.")
        self.merges.append((min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def text(self, text: str) -> None:
        """Characters, of whichever element is open."""
        if self.within == "v" and self.value is not None:
            self.value.append(text)
        elif self.within == "f" and self.formula is not None:
            self.formula.append(text)
        elif self.words is not None:
            self.words.text(text)

    def end(self, tag: str) -> None:
        """An element of the worksheet ends."""
        if tag == self.within:
            self.within = ""
        elif tag == self.area:
            self.area = ""
        elif tag == "c":
            self._end_cell()
        elif self.words is not None:
            self.words.end(tag)

    def _end_cell(self) -> None:
        cell = self._stored()
        self.words = None
        if cell is None:
            return
        if self.style in self.styles.struck:
            cell = evolve(cell, struck=True)
        self.room.cells.spend()
        if isinstance(cell.value, str) and self.kind != "s":
            self.room.characters.spend(len(cell.value))
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
            shown = self.styles.date(self.style, number)
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
                self.room.formulas.spend(len(master))
                try:
                    return str(Translator(master, origin).translate_formula(here))
                except Exception as error:  # its tokenizer has errors of its own for what is no formula
                    raise Damaged(f"公式“{master}”有误。", f"The formula {master} is broken.") from error
        return f"={text}"

    def sheet(self, name: str, hidden: bool) -> Sheet:
        """The worksheet, once its XML is at an end."""
        drop_covered(self.cells, self.merges, self.room.covered)
        return Sheet(
            name=name,
            hidden=hidden,
            cells=self.cells,
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
