"""Computing formulas whose results a file does not store.

Workbooks written by programs have formulas without results. The few that totals are made of — ``SUM``,
``COUNT``, ``IF``, sums, differences and comparisons of cells — and those that conditional formats ask with
(``ISERROR``, ``LEN``, ``SEARCH`` …) are computed exactly as a spreadsheet program would show them; for any
other there is no result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import define, field

from govinfo_report.model.exact import exact
from govinfo_report.readers.workbook.areas import Place, areas_in
from govinfo_report.readers.workbook.formula_values import (
    FUNCTIONS,
    Showing,
    ShowsError,
    Unsupported,
    Value,
    as_number,
    compared,
)
from govinfo_report.readers.workbook.stored import CellError, Sheet, StoredCell

__all__ = ["Calculator", "Unsupported"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<name>[A-Z]+)\("
    r"|(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)"
    r"|(?P<sign><>|<=|>=|[-+=<>(),]))",
    re.IGNORECASE,
)
_LARGEST_RANGE = 10_000
_LONGEST = 8_192
"""Characters of a formula; spreadsheet programs take no more."""
_MOST_TOKENS = 1_000_000
_DEEPEST = 40

_Computed = Callable[[], Value]
"""Computes a part of a formula, once it is asked for."""


@define
class Calculator:
    """Computes formulas over the stored cells of a workbook.

    Attributes:
        sheets: The worksheets by name.
        anew: Whether a stored 0 of a formula is no result either: programs that do not compute store that.
    """

    sheets: Mapping[str, Sheet]
    anew: bool = False
    _known: dict[tuple[str, Place], Showing] = field(factory=dict, init=False)
    _budget: int = field(default=200_000, init=False)
    _tokens: int = field(default=_MOST_TOKENS, init=False)
    _depth: int = field(default=0, init=False)

    def believes(self, sheet: Sheet, place: Place, cell: StoredCell) -> bool:
        """Whether what a cell stores beside a formula is taken for its result."""
        zero = self.anew and cell.number is not None and not Decimal(cell.number)
        return cell.has_result and not zero and place not in sheet.outdated

    @exact
    def result(self, sheet: str, place: Place) -> Showing:
        """What a cell shows.

        Raises:
            Unsupported: It shows an error, or cannot be computed here.
        """
        return self.cell(sheet, place, frozenset())

    @exact
    def holds(self, sheet: str, condition: str) -> bool:
        """Whether a condition, with its ``=``, holds.

        Raises:
            Unsupported: That cannot be computed here.
        """
        try:
            return _Formula(self, sheet, frozenset(), condition).holds()
        except ShowsError:
            return False

    def tokens(self, formula: str) -> Iterator[re.Match[str]]:
        """The tokens of a formula; too many, or too long a formula, and there is no result."""
        at, end = 1, len(formula.rstrip())
        while at < end:
            self._tokens -= 1
            match = _TOKEN.match(formula, at)
            if match is None or self._tokens < 0 or end > _LONGEST:
                raise Unsupported
            yield match
            at = match.end()

    def deeper(self, compute: _Computed) -> Value:
        """Compute a part of a formula, or of one that it refers to; too deep, and there is no result."""
        self._depth += 1
        try:
            if self._depth > _DEEPEST:
                raise Unsupported
            return compute()
        finally:
            self._depth -= 1

    def cell(self, name: str, place: Place, path: frozenset[tuple[str, Place]]) -> Showing:
        """What a cell shows to a formula; ``path`` are the cells whose formulas ask for it."""
        key = (name, place)
        if key in self._known:
            return self._known[key]
        sheet = self.sheets.get(name)
        if sheet is None or key in path:
            raise Unsupported
        cell = sheet.cells.get(place)
        value: Showing
        if cell is None:
            value = None
        elif cell.formula is not None and not self.believes(sheet, place, cell):
            value = _Formula(self, name, path | {key}, cell.formula).value()
            value = Decimal(0) if value is None else value  # a formula that refers to a blank cell shows 0
        elif cell.number is not None:
            value = Decimal(cell.number)
        elif type(cell.value) is str:
            value = cell.value
        elif isinstance(cell.value, CellError):
            raise ShowsError(cell.value)
        else:  # a truth value, a date
            raise Unsupported
        self._known[key] = value
        return value

    def area(self, reference: str, sheet: str) -> list[tuple[str, Place]]:
        """The cells that ``Sheet!A1:B2`` names."""
        name, bang, cells = reference.rpartition("!")
        where = name.strip("'").replace("''", "'") if bang else sheet
        try:
            ((top, left, bottom, right),) = areas_in(cells)
        except ValueError as error:
            raise Unsupported from error
        size = (bottom - top + 1) * (right - left + 1)
        self._budget -= size
        if size > _LARGEST_RANGE or self._budget < 0:
            raise Unsupported
        return [(where, (row, column)) for row in range(top, bottom + 1) for column in range(left, right + 1)]


class _Formula:
    """One formula, read by recursive descent; a part of it is computed only if the others ask for it."""

    def __init__(
        self, calculator: Calculator, sheet: str, path: frozenset[tuple[str, Place]], text: str
    ) -> None:
        self.calculator, self.sheet, self.path = calculator, sheet, path
        self.tokens = list(calculator.tokens(text))
        self.at = self.depth = 0

    def value(self) -> Showing:
        """What the formula shows."""
        value = self._of(self._sum())
        if isinstance(value, bool):  # TRUE and FALSE are no figures
            raise Unsupported
        return value

    def holds(self) -> bool:
        """Whether it is true."""
        return bool(as_number(self._of(self._comparison())))

    def _of(self, compute: _Computed) -> Value:
        if self.at < len(self.tokens):
            raise Unsupported
        try:
            return compute()
        except InvalidOperation as error:
            raise Unsupported from error

    def _next(self, kind: str, ahead: int = 0) -> str | None:
        """The token that comes next, if it is of a kind."""
        at = self.at + ahead
        return self.tokens[at][kind] if at < len(self.tokens) else None

    def _take(self, *signs: str) -> str | None:
        sign = self._next("sign")
        if sign not in signs:
            return None
        self.at += 1
        return sign

    def _comparison(self) -> _Computed:
        """A value, or what a comparison of two says."""
        left = self._sum()
        sign = self._take("=", "<>", "<", ">", "<=", ">=")
        if sign is None:
            return left
        right = self._sum()
        return lambda: compared(sign, left(), right())

    def _sum(self) -> _Computed:
        first, others = self._operand(), []
        while sign := self._take("+", "-"):
            others.append((sign, self._operand()))

        def total() -> Value:
            value = first()
            for sign, operand in others:
                other = as_number(operand())
                value = as_number(value) + (other if sign == "+" else -other)
            return value

        return total

    def _operand(self) -> _Computed:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unsupported
        single = self._single()
        self.depth -= 1
        return lambda: self.calculator.deeper(single)

    def _single(self) -> _Computed:
        if self._take("-"):
            operand = self._operand()
            return lambda: -as_number(operand())
        if self._take("+"):
            return self._operand()
        if self._take("("):
            inner = self._comparison()
            if not self._take(")"):
                raise Unsupported
            return inner
        if self.at == len(self.tokens) or self._next("sign") is not None:
            raise Unsupported
        token = self.tokens[self.at]
        self.at += 1
        if (number := token["number"]) is not None:
            return lambda: Decimal(number)
        if (text := token["text"]) is not None:
            return lambda: text[1:-1].replace('""', '"')
        if (name := token["name"]) is not None:
            return self._call(name.upper())
        return lambda: self._cell(token["ref"])

    def _cell(self, reference: str) -> Value:
        places = self.calculator.area(reference, self.sheet)
        if len(places) != 1:
            raise Unsupported
        return self.calculator.cell(*places[0], self.path)

    def _call(self, name: str) -> _Computed:
        areas: list[str | None] = []
        arguments: list[_Computed] = []
        while True:
            # What stands alone may be an area; what is left out has no value.
            stands_alone = self._next("sign", 1) in (",", ")")
            areas.append(self._next("ref") if stands_alone else None)
            arguments.append(_nothing if self._next("sign") in (",", ")") else self._comparison())
            if self._take(")"):
                break
            if not self._take(","):
                raise Unsupported
        if name in ("SUM", "COUNT"):
            return lambda: self._of_numbers(name, areas, arguments)
        function, fewest, most = FUNCTIONS.get(name, (_nothing, 0, 0))
        if not fewest <= len(arguments) <= most:
            return _nothing
        return lambda: function(*arguments)

    def _of_numbers(self, name: str, areas: list[str | None], arguments: list[_Computed]) -> Value:
        """Of cells only those count that hold a number, as in a spreadsheet."""
        numbers: list[Decimal] = []
        try:
            for area, argument in zip(areas, arguments, strict=True):
                if area is None:
                    numbers.append(as_number(argument()))
                    continue
                cells = self.calculator.area(area, self.sheet)
                values = (self.calculator.cell(*cell, self.path) for cell in cells)
                numbers.extend(value for value in values if isinstance(value, Decimal))
        except ShowsError as error:
            if name == "SUM":
                raise
            raise Unsupported from error  # errors are not counted
        return sum(numbers, Decimal(0)) if name == "SUM" else Decimal(len(numbers))


def _nothing(*_: object) -> Value:
    raise Unsupported
