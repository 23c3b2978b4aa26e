"""Conditional formats of a worksheet: looks that may hide what a cell shows, and when they apply."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from govinfo_report.readers.workbook.areas import Area, address
from govinfo_report.readers.workbook.looks import Dress
from govinfo_report.readers.workbook.sheet_colours import Palette
from govinfo_report.readers.workbook.stored import Condition
from govinfo_report.readers.workbook.xlsx_parts import Element
from govinfo_report.readers.workbook.xlsx_styles import conditional_dress

__all__ = ["condition_of"]

_COMPARISONS = {
    "equal": (1, ["{cell}={0}"]),
    "notEqual": (1, ["{cell}<>{0}"]),
    "lessThan": (1, ["{cell}<{0}"]),
    "lessThanOrEqual": (1, ["{cell}<={0}"]),
    "greaterThan": (1, ["{cell}>{0}"]),
    "greaterThanOrEqual": (1, ["{cell}>={0}"]),
    "between": (2, ["{cell}>={0}", "{cell}<={1}"]),
    "notBetween": (2, ["OR({cell}<{0},{cell}>{1})"]),
}
"""Operators → how many formulas they take, and what they ask."""
_TRUTHS = {"TRUE": "1=1", "FALSE": "1=0"}
_BY_KIND = {
    "containsErrors": "ISERROR({cell})",
    "notContainsErrors": "NOT(ISERROR({cell}))",
    "containsBlanks": "LEN(TRIM({cell}))=0",
    "notContainsBlanks": "LEN(TRIM({cell}))>0",
}
_BY_FORMULA = frozenset(
    {"expression", "containsText", "notContainsText", "beginsWith", "endsWith", *_BY_KIND}
)
"""Kinds whose formula says when they apply."""
_ABOUT_NUMBERS = {
    "top10": ["ISNUMBER({cell})"],
    "aboveAverage": ["ISNUMBER({cell})"],
    "timePeriod": ["ISNUMBER({cell})", "{cell}>=36526", "{cell}<73051"],
}
"""Kinds that apply to some numbers only, and to which they may: days of this century, by their numbers."""


def condition_of(
    rule: Element, areas: Sequence[Area], palette: Palette, dress: Dress, *, may_hold: bool = False
) -> Condition | None:
    """The condition that a ``cfRule`` states, if it can change what is seen.

    Args:
        rule: The element.
        areas: The cells that it is for.
        palette: The colours of the workbook.
        dress: What it lays over a cell, if it does not state that itself.
        may_hold: Whether nobody knows what cells its formulas are written for.
    """
    own = rule.find("dxf")
    dress = dress if own is None else conditional_dress(own)
    # These draw something in place of the value.
    hides = any(
        part.get("showValue") in ("0", "false") for part in rule if part.tag in ("dataBar", "iconSet")
    )
    if not areas or not (hides or dress.tells):
        return None
    formulas = [(part.text or "").strip().removeprefix("=") for part in rule if part.tag in ("formula", "f")]
    kind = "" if may_hold else rule.get("type", "")
    tests = _tests(kind, rule.get("operator", ""), formulas, areas[0])
    return Condition(areas=areas, tests=tests, over=partial(dress.over, palette=palette), hides=hides)


def _tests(kind: str, operator: str, formulas: Sequence[str], area: Area) -> tuple[str, ...]:
    """What is asked of a cell; nothing where that is not known."""
    if kind in _BY_FORMULA and len(formulas) == 1:
        return (_TRUTHS.get(formulas[0].upper(), formulas[0]),)
    count, asked = 0, _ABOUT_NUMBERS.get(kind, [])
    if kind == "cellIs":
        count, asked = _COMPARISONS.get(operator, (0, []))
    elif kind in _BY_KIND:
        asked = [_BY_KIND[kind]]
    if kind not in _ABOUT_NUMBERS and len(formulas) != count:
        return ()
    bracketed = [f"({formula})" for formula in formulas]
    return tuple(test.format(*bracketed, cell=address(area[:2])) for test in asked)
