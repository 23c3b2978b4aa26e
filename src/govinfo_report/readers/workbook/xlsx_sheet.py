"""One worksheet's XML, element by element: cells, merged ranges, what is hidden and what lies over them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from attrs import define, evolve, field, frozen

from govinfo_report.document.limits import Budget, Limits
from govinfo_report.document.typography import PLAIN, Typography
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.looks import Look, Run, Runs
from govinfo_report.readers.workbook.stored import (
    LOWEST,
    NARROWEST,
    CellError,
    Mark,
    MergedRange,
    Sheet,
    Stored,
    StoredCell,
    covering,
    drop_covered,
)
from govinfo_report.readers.workbook.xlsx_conditions import Conditions
from govinfo_report.readers.workbook.xlsx_drawings import Anchored, Measures, under
from govinfo_report.readers.workbook.xlsx_parts import Attributes, Damaged, local_name
from govinfo_report.readers.workbook.xlsx_styles import Dress, Styles, is_on
from govinfo_report.source import column_letters, column_of

__all__ = ["Room", "SheetCells", "Words"]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_INEXACT = re.compile("[.eE]")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGES = 20_000
_MOST_TRANSLATED = 2_000_000
_AREAS = frozenset({"sheetData", "mergeCells", "cols", "conditionalFormatting"})
"""The parts of a worksheet that are of interest; the same names elsewhere mean something else."""
_TRUE = ("1", "true")


@define
class Words:
    """Collects the text of ``<t>`` elements as each run is printed, leaving out ruby text."""

    parts: list[str] = field(factory=list)
    runs: list[Run] = field(factory=list)
    dress: Dress | None = None
    inside: bool = False
    ruby: int = 0
    properties: bool = False
    printed: Typography = PLAIN

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element of the text begins."""
        if tag == "rPh":
            self.ruby += 1
        elif tag == "r":
            self._end_run()
        elif tag == "rPr":
            self.properties, self.dress = True, Dress()
            self.dress.start(tag, attributes)
        elif self.properties and tag == "strike":
            self.printed = evolve(self.printed, struck=is_on(attributes))
        elif self.properties and tag == "vertAlign":
            align = attributes.get("val")
            raised, lowered = align == "superscript", align == "subscript"
            self.printed = evolve(self.printed, raised=raised, lowered=lowered)
        elif self.properties and self.dress is not None:
            self.dress.start(tag, attributes)
        self.inside = tag == "t" and not self.ruby

    def end(self, tag: str) -> None:
        """An element of the text ends."""
        if tag == "rPh":
            self.ruby -= 1
        elif tag == "rPr":
            self.properties = False
        elif tag == "r":
            self._end_run()
        self.inside = False

    def _end_run(self) -> None:
        if self.parts:
            self.runs.append(Run("".join(self.parts), self.dress.font if self.dress is not None else None))
            self.parts.clear()
        self.printed, self.dress = PLAIN, None

    def text(self, text: str) -> None:
        """Characters."""
        if self.inside:
            self.parts.append(self.printed.written(text))

    def take(self) -> str | Runs:
        """The text so far, in runs if some are in fonts of their own; the next one starts empty."""
        if not self.runs:
            words = "".join(self.parts)
            self.parts.clear()
            return words
        self._end_run()
        runs = Runs(self.runs)
        self.runs.clear()
        return runs if any(run.font is not None for run in runs) else runs.text


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

    strings: list[str | Runs]
    styles: Styles
    room: Room
    all_stale: bool = False
    cells: dict[tuple[int, int], StoredCell] = field(factory=dict)
    merges: list[MergedRange] = field(factory=list)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: list[tuple[int, int]] = field(factory=list)
    measures: Measures = field(factory=Measures)
    heights: dict[int, float] = field(factory=dict)
    widths: list[tuple[int, int, float]] = field(factory=list)
    conditions: Conditions | None = None
    drawings: list[str] = field(factory=list)
    things: list[Anchored] = field(factory=list)
    placed: set[tuple[int, int]] = field(factory=set)
    stale: set[tuple[int, int]] = field(factory=set)
    zeros: bool = True
    shows_formulas: bool = False
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
        if self.area == "sheetData":
            self._start_in_data(tag, attributes)
            return
        if tag in _AREAS:
            self.area = tag
        if self.area == "conditionalFormatting":
            if self.conditions is None:
                self.conditions = Conditions(self.styles.palette, self.styles.conditional)
            self.conditions.start(tag, attributes)
        elif tag == "mergeCell" and self.area == "mergeCells":
            self._merge(attributes["ref"])
        elif tag == "col" and self.area == "cols":
            self._column(attributes)
        else:
            self._start_elsewhere(tag, attributes)

    def _start_elsewhere(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheetView":
            self.zeros &= attributes.get("showZeros", "1") in _TRUE
            self.shows_formulas |= attributes.get("showFormulas") in _TRUE
        elif tag == "sheetFormatPr":
            self.measures = evolve(
                self.measures,
                row=float(attributes.get("defaultRowHeight", self.measures.row)),
                column=float(attributes.get("defaultColWidth", self.measures.column)),
            )
        elif tag in ("drawing", "legacyDrawing"):
            self.drawings.extend(value for key, value in attributes.items() if local_name(key) == "id")

    def _column(self, attributes: Attributes) -> None:
        first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
        width = float(attributes["width"]) if "width" in attributes else None
        if attributes.get("hidden") in _TRUE or (width is not None and width <= NARROWEST):
            self.hidden_columns.append((first, last))
            width = 0.0
        if width is not None:
            self.widths.append((first, last, width))
        if max(len(self.hidden_columns), len(self.widths)) > _LAST_COLUMN:
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
            height = float(attributes["ht"]) if "ht" in attributes else None
            if attributes.get("hidden") in _TRUE or (height is not None and height <= LOWEST):
                self.hidden_rows.add(self.row)
                height = 0.0
            if height is not None:
                self.heights[self.row] = height

    def _start_cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            self.row, self.column = _position(attributes["r"])
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", "0"))
        if "vm" in attributes:  # a picture in place of a value
            self.placed.add((self.row, self.column))
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
        elif self.conditions is not None:
            self.conditions.text(text)

    def end(self, tag: str) -> None:
        """An element of the worksheet ends."""
        if tag == self.within:
            self.within = ""
        elif tag == "c":
            self._end_cell()
        elif self.conditions is not None and self.area == "conditionalFormatting":
            self.conditions.end(tag)
            if tag == self.area:
                self.area = ""
        elif tag == self.area:
            self.area = ""
        elif self.words is not None:
            self.words.end(tag)

    def _end_cell(self) -> None:
        cell = self._stored()
        self.words = None
        if cell is None:
            return
        if cell.formula is not None and (self.all_stale or self.formula_attributes.get("ca") in _TRUE):
            self.stale.add((self.row, self.column))
        self.room.cells.spend()
        if isinstance(cell.value, str) and self.kind != "s":
            self.room.characters.spend(len(cell.value))
        self.cells[self.row, self.column] = cell

    def _stored(self) -> StoredCell | None:
        formula = self._formula()
        raw = "".join(self.value) if self.value is not None else ""
        if not raw and formula is None and self.words is None:
            return None
        look = self.styles.look(self.style)
        if self.words is not None and self.kind == "inlineStr":
            return self._text(self.words.take(), formula, look)
        if raw:
            return self._of_kind(raw, formula, look)
        if formula is None:
            return None
        empty = "" if self.kind == "str" and self.value is not None else None
        return StoredCell(empty, formula=formula, look=look)

    def _of_kind(self, raw: str, formula: str | None, look: Look) -> StoredCell:
        """The cell whose value is written so."""
        if self.kind == "n":
            number = float(raw) if _INEXACT.search(raw) else int(raw)
            shown = self.styles.date(self.style, number)
            digits = str(number) if shown is None else None
            return StoredCell(number=digits, formula=formula, date=shown, look=look)
        if self.kind == "s":
            return self._text(self.strings[int(raw)], formula, look)
        if self.kind == "d":
            return StoredCell(date=_iso(raw), formula=formula, look=look)
        value: Stored = bool(int(raw)) if self.kind == "b" else raw
        return StoredCell(CellError(raw) if self.kind == "e" else value, formula=formula, look=look)

    def _text(self, words: str | Runs, formula: str | None, look: Look) -> StoredCell:
        if isinstance(words, str):
            return StoredCell(words, formula=formula, look=look)
        text = words.on(look, self.styles.palette)
        return StoredCell(text, formula=formula, look=look.for_runs())

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

    def sheet(self, name: str, hidden: bool, mark: Mark | None) -> Sheet:
        """The worksheet, once its XML is at an end."""
        drop_covered(self.cells, self.merges, self.room.covered)
        conditions, covered = self.conditions, self.room.covered
        return Sheet(
            name=name,
            hidden=hidden,
            cells=self.cells,
            conditions={} if conditions is None else conditions.by_place(self.cells, covered),
            things={**self._under_things(), **dict.fromkeys(self.placed, Doubt.PICTURE)},
            zeros=self.zeros,
            shows_formulas=self.shows_formulas,
            stale=frozenset(self.stale),
            merges=tuple(sorted(self.merges)),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=tuple(sorted(self.hidden_columns)),
            mark=mark,
        )

    def _under_things(self) -> dict[tuple[int, int], Doubt]:
        if not self.things:
            return {}
        measures = evolve(self.measures, columns=self.widths, rows=self.heights)
        return under(self.things, measures, self.cells, self.merges, self.room.covered)


@lru_cache(maxsize=8192)
def _position(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of ``B7``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"cell reference {reference!r}")
    row, column = int(match[2]) - 1, column_of(match[1])
    if not (0 <= row < _LAST_ROW and column < _LAST_COLUMN):
        raise ValueError(f"cell reference {reference!r}")
    return row, column


def _iso(text: str) -> str:
    from openpyxl.utils import datetime as openpyxl_datetime

    parse: Callable[[str], object] = openpyxl_datetime.from_ISO8601
    return str(parse(text))
