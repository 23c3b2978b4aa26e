"""What a notebook shows: reports as the official tables; findings, cells and suggestions as small tables.

A notebook puts its own style sheet on every table (JupyterLab: heads to the right, zebra rows). The style
that comes with a fragment names its class three times over, and so holds against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from govinfo_report.findings import Finding
from govinfo_report.form import find_place
from govinfo_report.raw import Cell, CellKind
from govinfo_report.suggest import Suggestion
from govinfo_report.writers.characters import clean

__all__ = ["holding", "parts"]

_CLASS = ".govinfo-report"
_KINDS = {
    CellKind.NUMBER: "数字",
    CellKind.BLANK: "空白",
    CellKind.MARK: "符号",
    CellKind.UNREADABLE: "读不出",
}


@cache
def _own_style() -> str:
    return (files("govinfo_report.writers") / "notebook.css").read_text(encoding="utf-8")


def holding(fragment: str) -> str:
    """A fragment that begins with its style, so that it holds in a notebook."""
    style, end, body = fragment.partition("</style>")
    return (style + _own_style()).replace(_CLASS, _CLASS * 3) + end + body


def parts(shown: Finding | Cell | Suggestion | tuple[object, ...]) -> str:
    """A finding, a cell, a suggestion, or a tuple of one kind of these, without the style of reports."""
    if isinstance(shown, Finding):
        body: Iterable[str] = _pairs(_of_finding(shown), str(shown.severity))
    elif isinstance(shown, Cell):
        body = _pairs(_of_cell(shown))
    elif isinstance(shown, Suggestion):
        body = _suggestions([shown])
    elif shown and all(isinstance(each, Finding) for each in shown):
        body = _findings(each for each in shown if isinstance(each, Finding))
    elif shown and all(isinstance(each, Suggestion) for each in shown):
        body = _suggestions(each for each in shown if isinstance(each, Suggestion))
    else:
        body = [f"<p>{_text(repr(shown) if shown else '无')}</p>"]
    return "\n".join([f'<div class="{_CLASS[1:]} parts">', *body, "</div>"])


def _text(words: object) -> str:
    return escape(clean(str(words)))


def _pairs(rows: Iterable[tuple[str, object]], weight: str = "") -> Iterator[str]:
    yield f'<table class="{weight}"><tbody>'
    yield from (f'<tr><th scope="row">{name}</th><td>{_text(value)}</td></tr>' for name, value in rows)
    yield "</tbody></table>"


def _of_finding(finding: Finding) -> Iterator[tuple[str, object]]:
    rule = finding.rule
    yield finding.severity.zh, f"{rule.code} {rule.title.zh}"
    yield "问题", finding.message("zh")
    if finding.source is not None and (where := finding.source.describe("zh")):
        yield "位置", where
    yield "处理", rule.advice.zh
    yield "依据", rule.clause.zh


def _of_cell(cell: Cell) -> Iterator[tuple[str, object]]:
    place = find_place(cell.path)
    yield "格", " / ".join(place.label) if place is not None else cell.path
    yield "路径", cell.path
    yield _KINDS[cell.kind], cell.text if cell.value is None else cell.value
    if cell.value is not None and cell.text != str(cell.value):
        yield "原文", cell.text
    yield "位置", cell.source.describe("zh") or "不在文件中"


def _table(heads: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    columns = (f'<th scope="col">{head}</th>' for head in heads)
    yield f"<table><thead><tr>{''.join(columns)}</tr></thead><tbody>"
    yield from rows
    yield "</tbody></table>"


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    return _table(
        ("级别", "规则", "问题", "位置"),
        (
            f'<tr class="{each.severity}"><td>{each.severity.zh}</td>'
            f'<td title="{_text(each.rule.title.zh)}">{each.code}</td>'
            f"<td>{_text(each.message('zh'))}</td>"
            f"<td>{_text(each.source.describe('zh') if each.source is not None else '')}</td></tr>"
            for each in findings
        ),
    )


def _suggestions(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    return _table(
        ("格", "表中", "疑为", "理由（供参考，未作改动）"),
        (
            f"<tr><td>{_text(' / '.join(change.label) or change.path)}</td><td>{change.stated}</td>"
            f"<td><strong>{change.proposed}</strong></td>"
            + (f'<td rowspan="{len(each.changes)}">{_reason(each)}</td></tr>' if first else "</tr>")
            for each in suggestions
            for first, change in ((at == 0, change) for at, change in enumerate(each.changes))
        ),
    )


def _reason(suggestion: Suggestion) -> str:
    doubt = "" if suggestion.certain else f"；{suggestion.doubt.zh.rstrip('。')}"
    return _text(suggestion.reason.zh + doubt)
