"""Conditional formats of a worksheet: looks that may hide what a cell shows, and when they apply."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial
from itertools import product

from attrs import define, field

from govinfo_report.document.limits import Budget
from govinfo_report.readers.workbook.sheet_colours import Palette
from govinfo_report.readers.workbook.stored import Condition, MergedRange
from govinfo_report.readers.workbook.xlsx_parts import Attributes, Damaged
from govinfo_report.readers.workbook.xlsx_styles import Dress
from govinfo_report.source import column_letters, column_of

__all__ = ["Conditions"]

_MOST = 20_000
"""Conditions of a worksheet, and areas that they are for."""
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
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
_VALUES = frozenset({"dataBar", "iconSet"})
"""Formats that can draw something in place of the value."""


@define
class _Rule:
    kind: str
    operator: str
    dress: Dress | None
    formulas: list[str] = field(factory=list)
    hides: bool = False


@define
class Conditions:
    """Gathers the conditional formats of a worksheet from its XML, also those that Excel keeps apart."""

    palette: Palette
    known: Sequence[Dress] = ()
    found: list[tuple[list[MergedRange], _Rule]] = field(factory=list)
    rules: list[_Rule] = field(factory=list)
    areas: str = ""
    own_dress: bool = False
    words: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "conditionalFormatting":
            self.rules, self.areas = [], attributes.get("sqref", "")
        elif tag == "cfRule":
            number = attributes.get("dxfId")
            at = -1 if number is None else int(number)
            dress = self.known[at] if 0 <= at < len(self.known) else None
            self.rules.append(_Rule(attributes.get("type", ""), attributes.get("operator", ""), dress))
            if len(self.rules) + len(self.found) > _MOST:
                raise Damaged("条件格式过多。", "A worksheet has too many conditional formats.")
        elif tag in ("formula", "f", "sqref"):
            self.words = []
        elif not self.rules:
            return
        elif tag == "dxf":
            self.rules[-1].dress, self.own_dress = Dress(), True
        elif tag in _VALUES and attributes.get("showValue") in ("0", "false"):
            self.rules[-1].hides = True
        elif self.own_dress and (dress := self.rules[-1].dress) is not None:
            dress.start(tag, attributes)

    def text(self, text: str) -> None:
        """Characters."""
        if self.words is not None:
            self.words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("formula", "f", "sqref") and self.words is not None:
            words, self.words = "".join(self.words), None
            if tag == "sqref":
                self.areas = words
            elif self.rules:
                self.rules[-1].formulas.append(words)
        elif tag == "dxf":
            self.own_dress = False
        elif tag == "conditionalFormatting":
            areas = [_area(match) for match in _AREA.finditer(self.areas)]
            if len(areas) > _MOST:
                raise Damaged("条件格式的区域过多。", "A conditional format has too many areas.")
            self.found.extend((areas, rule) for rule in self.rules if areas)

    def add(
        self,
        areas: list[MergedRange],
        kind: str,
        operator: str,
        dress: Dress,
        formulas: list[str],
        *,
        hides: bool = False,
    ) -> None:
        """Add a condition that is known from elsewhere."""
        self.found.append((areas, _Rule(kind, operator, dress, formulas, hides)))

    def by_place(
        self, filled: Collection[tuple[int, int]], looked_at: Budget
    ) -> dict[tuple[int, int], tuple[Condition, ...]]:
        """The conditions that the filled cells may take.

        Args:
            filled: Their places: row and column, from 0.
            looked_at: How many places may be looked at.

        Raises:
            ReadError: There are more.
        """
        found: dict[tuple[int, int], list[Condition]] = {}
        for areas, rule in self.found:
            condition = _condition(rule, areas[0][:2], self.palette)
            if condition is None:
                continue
            for top, left, bottom, right in areas:
                size = (bottom - top + 1) * (right - left + 1)
                looked_at.spend(min(size, len(filled)))
                inside = (
                    product(range(top, bottom + 1), range(left, right + 1))
                    if size <= len(filled)
                    else ((r, c) for r, c in filled if top <= r <= bottom and left <= c <= right)
                )
                for place in inside:
                    if place in filled:
                        found.setdefault(place, []).append(condition)
        return {place: tuple(conditions) for place, conditions in found.items()}


def _condition(rule: _Rule, origin: tuple[int, int], palette: Palette) -> Condition | None:
    """A condition, if it can change what is seen."""
    dress = rule.dress if rule.dress is not None else Dress()
    if not (rule.hides or dress.tells):
        return None
    return Condition(
        tests=tuple(_tests(rule, origin)),
        origin=origin,
        over=partial(dress.over, palette=palette),
        hides=rule.hides,
    )


def _tests(rule: _Rule, origin: tuple[int, int]) -> list[str]:
    formulas = [formula.strip().removeprefix("=") for formula in rule.formulas]
    if rule.kind in _BY_FORMULA and len(formulas) == 1:
        return [_TRUTHS.get(formulas[0].upper(), formulas[0])]
    cell = f"{column_letters(origin[1])}{origin[0] + 1}"
    bracketed = [f"({formula})" for formula in formulas]
    return [test.format(*bracketed, cell=cell) for test in _asked(rule)]


def _asked(rule: _Rule) -> list[str]:
    """What a rule asks of a cell and its formulas."""
    if rule.kind == "cellIs":
        count, tests = _COMPARISONS.get(rule.operator, (0, []))
        return tests if len(rule.formulas) == count else []
    if rule.kind in _BY_KIND:
        return [] if rule.formulas else [_BY_KIND[rule.kind]]
    return _ABOUT_NUMBERS.get(rule.kind, [])


def _area(match: re.Match[str]) -> MergedRange:
    top, left = int(match[2]) - 1, column_of(match[1])
    bottom, right = (int(match[4]) - 1, column_of(match[3])) if match[3] else (top, left)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
