"""Computing formulas whose results a file does not store.

Workbooks written by programs have formulas without results. The few that totals are made of —
``SUM``, ``COUNT``, ``IF``, sums, differences and comparisons of cells — are computed exactly as
a spreadsheet program would show them; for any other there is no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import define, field

from govinfo_report.readers.workbook import StoredCell

__all__ = ["Calculator", "Unsupported"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<name>[A-Z]+)\("
    r"|(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)"
    r"|(?P<sign><>|<=|>=|[-+=<>(),]))",
    re.IGNORECASE,
)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_ENDS_ARGUMENT = re.compile(r"\s*[,)]")
_LARGEST_RANGE = 10_000
_LONGEST = 8_192
"""Characters of a formula; spreadsheet programs take no more."""
_MOST_TOKENS = 1_000_000
_ROWS, _COLUMNS = 1_048_576, 16_384
_DEEPEST = 40

_Value = Decimal | str | None
"""A number, a text, or nothing (a blank cell)."""


class Unsupported(Exception):  # noqa: N818 - not an error of the user's
    """The formula is beyond what is computed here."""


@define
class Calculator:
    """Computes formulas over the stored cells of a workbook, by sheet."""

    sheets: Mapping[str, Mapping[tuple[int, int], StoredCell]]
    _known: dict[tuple[str, int, int], _Value] = field(factory=dict)
    _budget: int = 200_000
    _tokens: int = _MOST_TOKENS
    _depth: int = 0

    def deeper(self) -> None:
        """One level further into formulas and their brackets; too many and there is no result."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unsupported

    def read(self, formula: str) -> None:
        """Read a token of a formula; too many, or too long a formula, and there is no result."""
        self._tokens -= 1
        if self._tokens < 0 or len(formula) > _LONGEST:
            raise Unsupported

    def back(self) -> None:
        """One level back."""
        self._depth -= 1

    def result(self, sheet: str, row: int, column: int) -> _Value:
        """What a cell shows.

        Raises:
            Unsupported: It shows an error, or cannot be computed here.
        """
        self._depth = 0
        return self._cell(sheet, row, column, frozenset())

    def holds(self, sheet: str, condition: str) -> bool:
        """Whether a condition holds.

        Raises:
            Unsupported: That cannot be computed here.
        """
        self._depth = 0
        return _Formula(self, sheet, frozenset(), f"=IF({condition},1,0)").value() == 1

    def _cell(self, sheet: str, row: int, column: int, path: frozenset[tuple[str, int, int]]) -> _Value:
        key = (sheet, row, column)
        if key in self._known:
            return self._known[key]
        cell = self.sheets[sheet].get((row, column)) if sheet in self.sheets else None
        if sheet not in self.sheets or key in path:
            raise Unsupported
        value: _Value
        if cell is None:
            value = None
        elif cell.number is not None:
            value = Decimal(cell.number)
        elif type(cell.value) is str:
            value = cell.value
        elif cell.formula is not None and not cell.has_result:
            value = _Formula(self, sheet, path | {key}, cell.formula).value()
        else:  # an error, a truth value, a date
            raise Unsupported
        self._known[key] = value
        return value

    def area(self, reference: str, sheet: str) -> list[tuple[str, int, int]]:
        """The cells that ``Sheet!A1:B2`` names."""
        name, bang, cells = reference.rpartition("!")
        where = name.strip("'").replace("''", "'") if bang else sheet
        corners = [_CELL.fullmatch(part) for part in cells.split(":")]
        places = [(int(match[2]) - 1, _number_of(match[1])) for match in corners if match is not None]
        (top, left), (bottom, right) = places[0], places[-1]
        if any(not (0 <= row < _ROWS and column < _COLUMNS) for row, column in places):
            raise Unsupported
        top, bottom = min(top, bottom), max(top, bottom)
        left, right = min(left, right), max(left, right)
        if (bottom - top + 1) * (right - left + 1) > _LARGEST_RANGE:
            raise Unsupported
        self._budget -= (bottom - top + 1) * (right - left + 1)
        if self._budget < 0:
            raise Unsupported
        return [(where, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@define
class _Formula:
    """One formula being computed, by recursive descent."""

    calculator: Calculator
    sheet: str
    path: frozenset[tuple[str, int, int]]
    text: str
    at: int = 1

    def value(self) -> _Value:
        try:
            value = self._sum()  # a comparison at the top shows TRUE or FALSE, which is no figure
        except InvalidOperation as error:
            raise Unsupported from error
        if self._peek() is not None:
            raise Unsupported
        return value

    def _peek(self) -> re.Match[str] | None:
        self.calculator.read(self.text)
        match = _TOKEN.match(self.text, self.at)
        if match is None and self.text[self.at :].strip():
            raise Unsupported
        return match

    def _take(self, *signs: str) -> str | None:
        match = self._peek()
        if match is not None and match["sign"] in signs:
            self.at = match.end()
            return match["sign"]
        return None

    def _comparison(self) -> _Value:
        """The condition of an ``IF``."""
        left = self._sum()
        sign = self._take("=", "<>", "<", ">", "<=", ">=")
        if sign is None:
            return left
        one, other = _as_number(left), _as_number(self._sum())
        holds = {
            "=": one == other,
            "<>": one != other,
            "<": one < other,
            ">": one > other,
            "<=": one <= other,
            ">=": one >= other,
        }[sign]
        return Decimal(holds)

    def _sum(self) -> _Value:
        value = self._operand()
        while sign := self._take("+", "-"):
            other = _as_number(self._operand())
            value = _as_number(value) + (other if sign == "+" else -other)
        return value

    def _operand(self) -> _Value:
        self.calculator.deeper()
        value = self._single()
        self.calculator.back()
        return value

    def _single(self) -> _Value:
        if self._take("-"):
            return -_as_number(self._operand())
        if self._take("+"):
            return self._operand()
        if self._take("("):
            value = self._sum()
            self._close()
            return value
        match = self._peek()
        if match is None or match["sign"] is not None:
            raise Unsupported
        self.at = match.end()
        if match["number"] is not None:
            return Decimal(match["number"])
        if match["text"] is not None:
            return match["text"][1:-1].replace('""', '"')
        if match["name"] is not None:
            return self._call(match["name"].upper())
        places = self.calculator.area(match["ref"], self.sheet)
        if len(places) != 1:
            raise Unsupported
        return self.calculator._cell(*places[0], self.path)

    def _close(self) -> None:
        if not self._take(")"):
            raise Unsupported

    def _call(self, name: str) -> _Value:
        if name == "IF":
            return self._if()
        if name not in ("SUM", "COUNT"):
            raise Unsupported
        numbers = list(self._arguments())
        return sum(numbers, Decimal(0)) if name == "SUM" else Decimal(len(numbers))

    def _if(self) -> _Value:
        condition = _as_number(self._comparison())
        if not self._take(","):
            raise Unsupported
        first = self._sum()
        if not self._take(","):
            raise Unsupported
        second = self._sum()
        self._close()
        return first if condition else second

    def _arguments(self) -> Iterator[Decimal]:
        """The numbers among the arguments: of cells only those that hold one, as a spreadsheet does."""
        while True:
            match = self._peek()
            if match is not None and match["ref"] is not None and self._stands_alone(match):
                self.at = match.end()
                for place in self.calculator.area(match["ref"], self.sheet):
                    value = self.calculator._cell(*place, self.path)
                    if isinstance(value, Decimal):
                        yield value
            else:
                yield _as_number(self._sum())
            if self._take(")"):
                return
            if not self._take(","):
                raise Unsupported

    def _stands_alone(self, match: re.Match[str]) -> bool:
        return _ENDS_ARGUMENT.match(self.text, match.end()) is not None


def _as_number(value: _Value) -> Decimal:
    """A value in arithmetic: a blank counts as 0; with a text there is no telling."""
    if value is None:
        return Decimal(0)
    if isinstance(value, str):
        raise Unsupported
    return value
