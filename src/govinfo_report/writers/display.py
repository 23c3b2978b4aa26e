"""Reports for the eyes: in a notebook as the official tables, in a terminal as text in columns.

Findings stand at their cells and in a list below. Widths are those of a terminal, where a Chinese
character takes two places.
"""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import wcswidth

from govinfo_report.findings import Finding
from govinfo_report.form.tree import Node
from govinfo_report.model import AnnualReport
from govinfo_report.raw import Cell, RawReport
from govinfo_report.rules import CheckResult, check
from govinfo_report.suggest import Suggestion
from govinfo_report.writers.html import html_fragment, style
from govinfo_report.writers.notebook import holding, parts
from govinfo_report.writers.printing import Printout, printout_of

__all__ = ["html", "text"]

_LABEL = 44
"""Places that a row's label takes at most."""
_HEAD, _WIDE_HEAD, _FEW = 8, 18, 4
"""Places that a line of a column's head takes at most; where columns are few, they have more room."""
_BLANK, _ABSENT = "(空)", "(缺)"


def html(shown: object) -> str:
    """The report, or what was found of one, as HTML for a notebook."""
    if isinstance(shown, Finding | Cell | Suggestion | tuple):
        return holding(f"<style>\n{style()}</style>\n{parts(shown)}")
    return holding(html_fragment(_printout(shown)))


def text(shown: object, lang: str = "zh") -> str:
    """The report as text for a terminal, with what was found of it in Chinese or English."""
    return "\n".join(_lines(_printout(shown), lang))


def _printout(shown: object) -> Printout:
    if not isinstance(shown, AnnualReport | RawReport | CheckResult):
        raise TypeError(f"nothing to show of a {type(shown).__name__}")
    return printout_of(shown if isinstance(shown, CheckResult) else check(shown))


def _lines(printout: Printout, lang: str) -> Iterator[str]:
    raw = printout.raw
    yield printout.title or f"{raw.agency or '机关不详'} {raw.year or '年度不详'}"
    yield from printout.preamble
    for section in printout.sections:
        yield ""
        yield section.heading
        if section.layout is None:
            yield from (section.text or "").split("\n") if section.text else []
        else:
            yield from _table(printout, raw.form.tables[section.name])
    if printout.annotations.remarks:
        yield ""
        yield "Findings" if lang == "en" else "检查结果"
        for remark in printout.annotations.remarks:
            yield remark.words_in(lang)


def _table(printout: Printout, tree: Node) -> Iterator[str]:
    """The rows of a table; heads are repeated where the columns change."""
    heads: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    for row in tree.rows():
        columns = tuple(cell.printed.label for cell in row.children)
        figures = [_figure(printout, cell.path) for cell in row.children]
        room = _WIDE_HEAD if len(columns) < _FEW else _HEAD
        widths = [max(room, wcswidth(figure)) for figure in figures]
        label = row.label or (row.printed.label,)
        for depth, part in enumerate(label[:-1]):
            if above[: depth + 1] != label[: depth + 1]:
                yield f"{'  ' * depth}{part}"
        above = label
        if columns != heads:
            yield from _heads(columns, room)
            heads = columns
        name = _fit(f"{'  ' * (len(label) - 1)}{label[-1]}")
        yield name + " ".join(
            f"{' ' * (width - wcswidth(figure))}{figure}"
            for width, figure in zip(widths, figures, strict=True)
        )


def _figure(printout: Printout, path: str) -> str:
    cell = printout.raw.get(path)
    printed = _ABSENT if cell is None else " ".join(cell.text.split()) or _BLANK
    numbers = ",".join(str(remark.number) for remark in printout.annotations.at(path))
    return f"{printed}[{numbers}]" if numbers else printed


def _heads(columns: tuple[str, ...], room: int) -> Iterator[str]:
    """The heads over their columns, long ones over several lines, the last line next to the figures."""
    broken = [_broken(column, room) for column in columns]
    height = max(map(len, broken))
    for line in range(height):
        words = ["" if line < height - len(each) else each[line - height + len(each)] for each in broken]
        yield " " * _LABEL + " ".join(" " * (room - wcswidth(word)) + word for word in words)


def _broken(words: str, room: int) -> list[str]:
    lines = [""]
    for sign in words:
        if lines[-1] and (sign == "（" or wcswidth(lines[-1] + sign) > room):
            lines.append("")  # what stands in brackets has a line of its own
        lines[-1] += sign
    return lines


def _fit(label: str) -> str:
    """A label in its place: filled up with spaces, or cut with an ellipsis."""
    if wcswidth(label) >= _LABEL:
        while wcswidth(label) > _LABEL - 2:
            label = label[:-1]
        label += "…"
    return label + " " * (_LABEL - wcswidth(label))
