"""Reports for the eyes: in a notebook as the official tables, in a terminal as text in columns.

Findings stand at their cells and in a list below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from attrs import frozen

from govinfo_report.findings import Finding, Severity
from govinfo_report.form.tree import Node
from govinfo_report.model import AnnualReport
from govinfo_report.raw import Cell, RawReport
from govinfo_report.rules import CheckResult, check
from govinfo_report.suggest import Suggestion
from govinfo_report.writers.columns import filled, folded, places
from govinfo_report.writers.html import html_fragment, style
from govinfo_report.writers.notebook import holding, parts
from govinfo_report.writers.printing import Printout, printout_of

__all__ = ["html", "text"]

_WIDTH = 80
_LABEL = 44
"""Places that a row's label takes at most; a longer one goes on below."""
_LEAST_LABEL = 34
"""Places that heads make room for: they are broken over more lines where a label would have fewer."""
_ROOMS, _FEW_ROOMS, _FEW = (8, 4), (18, 8), 4
"""Places of a line of a column's head; where columns are few, they have more room."""
_SHORT = 6
"""Places of a head that is not broken: 自然人."""
_BLANK, _ABSENT = "(空)", "(缺)"

#: Colours a piece of text by the weight of a finding; ``None`` where there is none.
Tint = Callable[[str, Severity | None], str]


def html(shown: object) -> str:
    """The report, or what was found of one, as HTML for a notebook."""
    if isinstance(shown, Finding | Cell | Suggestion | tuple):
        return holding(f"<style>\n{style()}</style>\n{parts(shown)}")
    return holding(html_fragment(_printout(shown)))


def text(
    shown: object, lang: str = "zh", *, width: int | None = None, tint: Tint = lambda words, _: words
) -> str:
    """The report as text for a terminal, with what was found of it in Chinese or English.

    Args:
        shown: The report, or a checked one.
        lang: ``"en"``, else Chinese.
        width: Places of a line of the terminal, in which tables and prose are arranged; without, tables have
            80 places and prose goes on.
        tint: Colours what has a finding.
    """
    return "\n".join(_lines(_printout(shown), lang, width, tint))


def _printout(shown: object) -> Printout:
    if not isinstance(shown, AnnualReport | RawReport | CheckResult):
        raise TypeError(f"nothing to show of a {type(shown).__name__}")
    return printout_of(shown if isinstance(shown, CheckResult) else check(shown))


def _lines(printout: Printout, lang: str, width: int | None, tint: Tint) -> Iterator[str]:
    raw = printout.raw
    unknown = ("agency unknown", "year unknown") if lang == "en" else ("机关不详", "年度不详")
    yield printout.title or f"{raw.agency or unknown[0]} {raw.year or unknown[1]}"
    for paragraph in printout.preamble:
        yield from folded(paragraph, width)
    for section in printout.sections:
        yield ""
        yield section.heading
        if section.layout is None:
            for paragraph in (section.text or "").split("\n") if section.text else []:
                yield from folded(paragraph, width)
        else:
            yield from _table(printout, raw.form.tables[section.name], width or _WIDTH, tint)
    if printout.annotations.remarks:
        yield ""
        yield "Findings" if lang == "en" else "检查结果"
        for remark in printout.annotations.remarks:
            first, *others = folded(remark.words_in(lang), width, hang=4)
            number, bracket, words = first.partition("]")
            yield tint(number + bracket, remark.finding.severity) + words
            yield from others


@frozen
class _Figure:
    """What stands in a cell, the numbers of its findings behind it, and their weight."""

    text: str
    marker: str = ""
    severity: Severity | None = None


@frozen
class _Column:
    """A column of a table: its head in lines, and the places of figures and markers."""

    head: list[str]
    width: int
    marked: int

    @classmethod
    def of(cls, head: str, room: int, figures: list[_Figure]) -> _Column:
        lines = _broken(head, room)
        width = max(map(places, [*lines, *(each.text for each in figures)]))
        return cls(lines, width, max(len(each.marker) for each in figures))

    @property
    def places(self) -> int:
        """All that it takes, with a space before it."""
        return 1 + self.width + self.marked

    def with_head(self, line: int, height: int) -> str:
        """A line of the head, the last line next to the figures."""
        words = self.head[line - height + len(self.head)] if line >= height - len(self.head) else ""
        return " " * (1 + self.width - places(words)) + words + " " * self.marked

    def with_figure(self, figure: _Figure, tint: Tint) -> str:
        """A figure to the right of its column, the marker behind it."""
        space = " " * (1 + self.width - places(figure.text))
        return (
            space
            + tint(figure.text + figure.marker, figure.severity)
            + " " * (self.marked - len(figure.marker))
        )


def _table(printout: Printout, tree: Node, width: int, tint: Tint) -> Iterator[str]:
    """The rows of a table; heads are repeated where the columns change."""
    above: tuple[str, ...] = ()
    for heads, rows in groupby(tree.rows(), lambda row: tuple(cell.printed.label for cell in row.children)):
        group = [(row, [_figure(printout, cell.path) for cell in row.children]) for row in rows]
        columns = _columns(heads, [figures for _, figures in group], width)
        room = min(_LABEL, width - sum(column.places for column in columns))
        headed = False
        for row, figures in group:
            label = row.label or (row.printed.label,)
            for depth, part in enumerate(label[:-1]):
                if above[: depth + 1] != label[: depth + 1]:
                    yield from folded(f"{'  ' * depth}{part}", width, hang=2 * depth + 2)
            above = label
            if not headed:
                height = max(len(column.head) for column in columns)
                for line in range(height):
                    yield (" " * room + "".join(each.with_head(line, height) for each in columns)).rstrip()
                headed = True
            indent = "  " * (len(label) - 1)
            first, *others = folded(indent + label[-1], room, hang=len(indent) + 2)
            cells = zip(columns, figures, strict=True)
            yield (
                filled(first, room)
                + "".join(each.with_figure(figure, tint) for each, figure in cells).rstrip()
            )
            yield from others


def _columns(heads: tuple[str, ...], rows: list[list[_Figure]], width: int) -> list[_Column]:
    """The columns, their heads in as few lines as leave room for the labels."""
    columns: list[_Column] = []
    for room in _FEW_ROOMS if len(heads) < _FEW else _ROOMS:
        figures = map(list, zip(*rows, strict=True))
        columns = [_Column.of(head, room, each) for head, each in zip(heads, figures, strict=True)]
        if width - sum(column.places for column in columns) >= _LEAST_LABEL:
            break
    return columns


def _figure(printout: Printout, path: str) -> _Figure:
    cell = printout.raw.get(path)
    printed = _ABSENT if cell is None else " ".join(cell.text.split()) or _BLANK
    numbers = ",".join(str(remark.number) for remark in printout.annotations.at(path))
    severity = printout.annotations.severity_at(path)
    return _Figure(printed, f"[{numbers}]" if numbers else "", severity)


def _broken(words: str, room: int) -> list[str]:
    """A head in lines, a short one in one; what stands in brackets has a line of its own."""
    if places(words) <= _SHORT:
        return [words]
    lines = [""]
    for sign in words:
        if lines[-1] and (sign == "（" or places(lines[-1] + sign) > room):
            lines.append("")
        lines[-1] += sign
    return lines
