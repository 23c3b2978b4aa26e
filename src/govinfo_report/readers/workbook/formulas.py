"""Computing formulas whose results a file does not store.

Workbooks written by programs have formulas without results. The few that totals are made of — ``SUM``,
``COUNT``, ``IF``, sums, differences and comparisons of cells — and those that conditional formats ask with
(``ISERROR``, ``LEN``, ``SEARCH`` …) are computed exactly as a spreadsheet program would show them; for any
other there is no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import define, field

from govinfo_report.model.exact import exact
from govinfo_report.readers.workbook.formula_values import (
    ON_TEXTS,
    TESTS,
    Showing,
    ShowsError,
    Unsupported,
    Value,
    as_number,
    as_truth,
    comparable,
    of_texts,
)
from govinfo_report.readers.workbook.stored import CellError, StoredCell
from govinfo_report.source import column_of

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


@define
class Calculator:
    """Computes formulas over the stored cells of a workbook, by sheet."""

    sheets: Mapping[str, Mapping[tuple[int, int], StoredCell]]
    _known: dict[tuple[str, int, int], Showing] = field(factory=dict)
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

    @exact
    def result(self, sheet: str, row: int, column: int) -> Showing:
        """What a cell shows.

        Raises:
            Unsupported: It shows an error, or cannot be computed here.
        """
        self._depth = 0
        return self._cell(sheet, row, column, frozenset())

    @exact
    def holds(self, sheet: str, condition: str) -> bool:
        """Whether a condition holds.

        Raises:
            Unsupported: That cannot be computed here.
        """
        self._depth = 0
        try:
            return _Formula(self, sheet, frozenset(), f"=IF({condition},1,0)").value() == 1
        except ShowsError:
            return False

    def _cell(self, sheet: str, row: int, column: int, path: frozenset[tuple[str, int, int]]) -> Showing:
        key = (sheet, row, column)
        if key in self._known:
            return self._known[key]
        cell = self.sheets[sheet].get((row, column)) if sheet in self.sheets else None
        if sheet not in self.sheets or key in path:
            raise Unsupported
        value: Showing
        if cell is None:
            value = None
        elif cell.number is not None:
            value = Decimal(cell.number)
        elif type(cell.value) is str:
            value = cell.value
        elif cell.formula is not None and not cell.has_result:
            value = _Formula(self, sheet, path | {key}, cell.formula).value()
            value = Decimal(0) if value is None else value  # a formula that refers to a blank cell shows 0
        elif isinstance(cell.value, CellError):
            raise ShowsError(cell.value)
        else:  # a truth value, a date
            raise Unsupported
        self._known[key] = value
        return value

    def area(self, reference: str, sheet: str) -> list[tuple[str, int, int]]:
        """The cells that ``Sheet!A1:B2`` names."""
        name, bang, cells = reference.rpartition("!")
        where = name.strip("'").replace("''", "'") if bang else sheet
        corners = [_CELL.fullmatch(part) for part in cells.split(":")]
        places = [(int(match[2]) - 1, column_of(match[1].upper())) for match in corners if match is not None]
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


@define
class _Formula:
    """One formula being computed, by recursive descent."""

    calculator: Calculator
    sheet: str
    path: frozenset[tuple[str, int, int]]
    text: str
    at: int = 1

    def value(self) -> Showing:
        try:
            value = self._sum()
        except InvalidOperation as error:
            raise Unsupported from error
        if self._peek() is not None or isinstance(value, bool):  # TRUE and FALSE are no figures
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

    def _comparison(self) -> Value:
        """A value, or what a comparison of two says."""
        left = self._sum()
        sign = self._take("=", "<>", "<", ">", "<=", ">=")
        if sign is None:
            return left
        one, other = comparable(left, self._sum(), ordered=sign not in ("=", "<>"))
        return {
            "=": one == other,
            "<>": one != other,
            "<": one < other,
            ">": one > other,
            "<=": one <= other,
            ">=": one >= other,
        }[sign]

    def _sum(self) -> Value:
        value = self._operand()
        while sign := self._take("+", "-"):
            other = as_number(self._operand())
            value = as_number(value) + (other if sign == "+" else -other)
        return value

    def _operand(self) -> Value:
        self.calculator.deeper()
        value = self._single()
        self.calculator.back()
        return value

    def _single(self) -> Value:
        if self._take("-"):
            return -as_number(self._operand())
        if self._take("+"):
            return self._operand()
        if self._take("("):
            value = self._comparison()
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

    def _call(self, name: str) -> Value:
        if name == "IF":
            return self._if()
        if name in TESTS or name == "IFERROR":
            return self._of_any_value(name)
        if name in ("AND", "OR", "NOT"):
            return self._of_truths(name)
        if name in ("LEN", "TRIM") or name in ON_TEXTS:
            return of_texts(name, list(self._values()))
        if name not in ("SUM", "COUNT"):
            raise Unsupported
        try:
            numbers = list(self._arguments())
        except ShowsError as error:
            if name == "SUM":
                raise
            raise Unsupported from error  # errors are not counted
        return sum(numbers, Decimal(0)) if name == "SUM" else Decimal(len(numbers))

    def _of_truths(self, name: str) -> bool:
        truths = [as_truth(value) for value in self._values()]
        if name != "NOT":
            return all(truths) if name == "AND" else any(truths)
        if len(truths) != 1:
            raise Unsupported
        return not truths[0]

    def _if(self) -> Value:
        chosen = bool(as_number(self._comparison()))
        if not self._take(","):
            raise Unsupported
        value = self._comparison() if chosen else self._passed_over()
        if not self._take(","):
            raise Unsupported
        value = self._passed_over(value) if chosen else self._comparison()
        self._close()
        return value

    def _of_any_value(self, name: str) -> Value:
        """What is asked of a value that may be an error."""
        at, depth, error = self.at, self.calculator._depth, ""
        value: Value = None
        try:
            value = self._comparison()
        except ShowsError as shown:
            self.at, self.calculator._depth, error = at, depth, str(shown)
            self._passed_over()
        if name != "IFERROR":
            self._close()
            return TESTS[name](value, error)
        if not self._take(",") or (value is None and not error):
            raise Unsupported
        value = self._comparison() if error else self._passed_over(value)
        self._close()
        return value

    def _passed_over(self, value: Value = None) -> Value:
        """Go to the end of an argument that is not computed; ``value`` stands as it is."""
        inside = 0
        while (match := self._peek()) is not None:
            if inside == 0 and match["sign"] in (",", ")"):
                return value
            inside += (match["name"] is not None or match["sign"] == "(") - (match["sign"] == ")")
            self.at = match.end()
        raise Unsupported

    def _values(self) -> Iterator[Value]:
        """Arguments that are single values."""
        while True:
            yield self._comparison()
            if self._take(")"):
                return
            if not self._take(","):
                raise Unsupported

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
                yield as_number(self._sum())
            if self._take(")"):
                return
            if not self._take(","):
                raise Unsupported

    def _stands_alone(self, match: re.Match[str]) -> bool:
        return _ENDS_ARGUMENT.match(self.text, match.end()) is not None
