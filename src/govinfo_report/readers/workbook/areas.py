"""Places and areas of a worksheet: how they are written, what stands in them, formulas moved among them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import product

from govinfo_report.document.limits import Budget
from govinfo_report.source import column_letters, column_of

__all__ = [
    "LAST_COLUMN",
    "LAST_ROW",
    "Area",
    "Place",
    "address",
    "areas_in",
    "covering",
    "inside",
    "moved",
    "place_of",
]

#: Row and column, from 0.
Place = tuple[int, int]
#: First row, first column, last row, last column; from 0, both ends included.
Area = tuple[int, int, int, int]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_AREA = re.compile(rf"({_REFERENCE.pattern})(?::({_REFERENCE.pattern}))?")
_MOST_COVERED = 10_000_000


@lru_cache(maxsize=8192)
def place_of(reference: str) -> Place:
    """The place of ``B7``.

    Raises:
        ValueError: There is none.
    """
    match = _REFERENCE.fullmatch(reference)
    row, column = (int(match[2]) - 1, column_of(match[1].upper())) if match is not None else (-1, -1)
    if not (0 <= row < LAST_ROW and column < LAST_COLUMN):
        raise ValueError(f"cell reference {reference!r}")
    return row, column


def address(place: Place) -> str:
    """How a place is written."""
    return f"{column_letters(place[1])}{place[0] + 1}"


def areas_in(references: str) -> list[Area]:
    """The areas of ``B7:D9 F4``.

    Raises:
        ValueError: One is beyond a worksheet.
    """
    found = []
    for match in _AREA.finditer(references):
        (top, left), (bottom, right) = place_of(match[1]), place_of(match[4] or match[1])
        found.append((min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    return found


def covering(file: str | None) -> Budget:
    """How many places of areas may be looked at in a workbook."""
    return Budget(_MOST_COVERED, "合并单元格所盖格数", "places under merged cells", file, adjustable=False)


def inside(area: Area, filled: Collection[Place], covered: Budget) -> list[Place]:
    """The filled places of an area.

    Raises:
        ReadError: More are looked at than may be.
    """
    top, left, bottom, right = area
    size = (bottom - top + 1) * (right - left + 1)
    covered.spend(min(size, len(filled)))
    if size <= len(filled):
        return [each for each in product(range(top, bottom + 1), range(left, right + 1)) if each in filled]
    return [(r, c) for r, c in filled if top <= r <= bottom and left <= c <= right]


def moved(formula: str, origin: Place, place: Place) -> str:
    """A formula, with its ``=``, as it is for another cell than the one that it is written for.

    Raises:
        ValueError: It is no formula.
    """
    if origin == place:
        return formula
    from openpyxl.formula.translate import Translator

    try:
        return str(Translator(formula, address(origin)).translate_formula(address(place)))
    except Exception as error:  # its tokenizer has errors of its own for what is no formula
        raise ValueError(formula) from error
