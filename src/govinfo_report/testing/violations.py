"""Strategies for printed reports that break one rule and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st

from govinfo_report.findings import Rule
from govinfo_report.form import form_with
from govinfo_report.model import AnnualReport, Applicants, Disclosure2019, Period, Requests
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, RawReport, parse_figure
from govinfo_report.rules import find_rule
from govinfo_report.testing.reports import (
    MARKS,
    UNREADABLE,
    agencies,
    filled,
    remedy_tables,
)

__all__ = ["violable_rules", "violations"]


def violable_rules() -> tuple[Rule, ...]:
    """The rules that `violations` can break, in the order of their codes."""
    return tuple(find_rule(code) for code in sorted(_VIOLATIONS))


def violations(rule: str) -> st.SearchStrategy[RawReport]:
    """Reports as printed that break one rule and no other.

    Args:
        rule: Code or name of the rule.

    Raises:
        KeyError: There is no such rule.
        ValueError: No printed report can break it.
    """
    code = find_rule(rule).code
    if code not in _VIOLATIONS:
        raise ValueError(f"no report as printed breaks {code}")
    return _VIOLATIONS[code](_sound())


def _sound() -> st.SearchStrategy[RawReport]:
    """Printed reports without any finding, with something in every table and row that violations need."""

    def print_it(report: AnnualReport, granted: int) -> RawReport:
        requests = report.requests
        more = attrs.evolve(Applicants.none(), natural_person=granted)
        requests = attrs.evolve(
            requests,
            received=requests.received + more,
            outcomes=attrs.evolve(requests.outcomes, granted=requests.outcomes.granted + more),
        )
        return RawReport.of(attrs.evolve(report, requests=requests, disclosure=_plausible(report.disclosure)))

    whole = st.builds(
        AnnualReport,
        agency=agencies(),
        year=st.integers(2021, 2030),
        disclosure=filled(form_with().tables["disclosure"]),
        requests=filled(form_with().tables["requests"]),
        remedies=remedy_tables(),
    )
    return st.builds(print_it, whole, st.integers(1, 500))


def _plausible(table: Any) -> Any:
    """Table 2 with no fewer documents in force, or public, than came in the year."""
    whole, new = (
        ("public_total", "published") if isinstance(table, Disclosure2019) else ("in_force", "issued")
    )
    rows = {
        name: attrs.evolve(row, **{whole: getattr(row, whole) + getattr(row, new)})
        for name in ("regulations", "normative_documents")
        if (row := getattr(table, name))
    }
    return attrs.evolve(table, **rows)


_Sound = st.SearchStrategy[RawReport]
_STEPS = st.integers(1, 999)


def _shift(raw: RawReport, steps: dict[str, int]) -> RawReport:
    """The report with some figures changed by so much."""
    return attrs.evolve(
        raw,
        cells=tuple(
            Cell(
                cell.path,
                cell.kind,
                (value := int(cell.value or 0) + steps[cell.path]),
                str(value),
                cell.source,
            )
            if cell.path in steps
            else cell
            for cell in raw
        ),
    )


def _put(raw: RawReport, texts: dict[str, str]) -> RawReport:
    """The report with something else printed in some cells."""
    cells = {cell.path: cell for cell in raw}
    for path, text in texts.items():
        reading = parse_figure(text, raw.form.by_path[path].kind)
        cells[path] = Cell(path, reading.kind, reading.value, reading.text)
    return attrs.evolve(raw, cells=tuple(cells.values()))


def _drop(raw: RawReport, prefix: str) -> RawReport:
    return attrs.evolve(raw, cells=tuple(cell for cell in raw if not cell.path.startswith(prefix)))


def _shifted(*groups: tuple[str, ...]) -> Callable[[_Sound], _Sound]:
    """Change all the cells of one of ``groups`` by the same step."""

    def shift(raw: RawReport, paths: tuple[str, ...], step: int) -> RawReport:
        return _shift(raw, dict.fromkeys(paths, step))

    return lambda sound: st.builds(shift, sound, st.sampled_from(groups), _STEPS)


def _printed(texts: st.SearchStrategy[str], *groups: tuple[str, ...]) -> Callable[[_Sound], _Sound]:
    """Print the same text in all the cells of one of ``groups``."""

    def put(raw: RawReport, paths: tuple[str, ...], text: str) -> RawReport:
        return _put(raw, dict.fromkeys(paths, text))

    return lambda sound: st.builds(put, sound, st.sampled_from(groups), texts)


def _evolved(change: Callable[[RawReport], RawReport]) -> Callable[[_Sound], _Sound]:
    return lambda sound: sound.map(change)


def _noted(kind: NoteKind, path: str, text: str, value: str) -> Callable[[_Sound], _Sound]:
    note = Note(kind=kind, path=path, text=text, value=value)
    return _evolved(lambda raw: attrs.evolve(raw, notes=(note,)))


_COLUMNS = tuple(column.name for column in attrs.fields(Applicants))
_RECEIVED, _CARRIED_OVER, _GRANTED = "requests.received", "requests.carried_over", "requests.outcomes.granted"
_BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_FREE = ("disclosure.licensing.decisions", "disclosure.regulations.repealed")
_OLD_ROW = "disclosure.normative_documents"
_ROW = ("disclosure.regulations.issued", "disclosure.regulations.repealed", "disclosure.regulations.in_force")

_VIOLATIONS: dict[str, Callable[[_Sound], _Sound]] = {
    "F101": _evolved(lambda raw: attrs.evolve(raw, agency=None)),
    "F102": _evolved(lambda raw: attrs.evolve(raw, year=None)),
    "F103": _evolved(lambda raw: attrs.evolve(raw, year=203, period=None, title=None)),
    "F104": _evolved(
        lambda raw: attrs.evolve(raw, period=Period(start=date(2010, 1, 1), end=date(2010, 12, 31)))
    ),
    "F201": _evolved(lambda raw: _drop(raw, "remedies.")),
    "F202": _evolved(lambda raw: _drop(raw, "disclosure.licensing.")),
    "F203": _noted(NoteKind.LABEL_VARIANT, "disclosure.normative_documents", "规范性文件", "行政规范性文件"),
    "F204": lambda _: _undivided(),
    "F205": _evolved(
        lambda raw: attrs.evolve(raw, leftovers=(Leftover(text="其他主动公开文件\t3", reason="extra row"),))
    ),
    "F206": _evolved(lambda raw: _put(raw, dict.fromkeys(raw.paths, ""))),
    "F207": _evolved(lambda raw: attrs.evolve(raw, year=2020, period=None, title=None)),
    "F208": _evolved(lambda raw: _former(raw, ("disclosure.regulations.",))),
    "F301": _printed(UNREADABLE, *((path,) for path in _FREE)),
    "F302": _printed(st.just(""), _ROW),
    "F303": _printed(st.just(""), (f"{_GRANTED}.natural_person",), (f"{_RECEIVED}.total",)),
    "F304": _printed(MARKS, _ROW),
    "F305": _printed(MARKS, (f"{_GRANTED}.natural_person",), (f"{_RECEIVED}.total",)),
    "F306": _noted(NoteKind.NOTATION, _FREE[0], "１２", "full-width digits"),
    "F307": _noted(NoteKind.COMPUTED, f"{_GRANTED}.total", "=SUM(D9:I9)", ""),
    "F308": _noted(NoteKind.NO_RESULT, f"{_GRANTED}.total", "=VLOOKUP(A1,B:C,2)", ""),
    "F309": _noted(NoteKind.HIDDEN, "requests", "第7行", ""),
    "F310": _noted(NoteKind.DUPLICATE, "remedies", "四、政府信息公开行政复议、行政诉讼情况", ""),
    "F311": _noted(NoteKind.TRACKED_CHANGES, "requests", "", "2"),
    "F312": _noted(NoteKind.ROUNDED, "disclosure.fees.amount", "12.3456 → “12.35”", ""),
    "F313": _evolved(
        lambda raw: attrs.evolve(
            raw, leftovers=(Leftover(text="主要问题是人手不足，将予改进。", reason="text", path="remedies"),)
        )
    ),
    "F314": _evolved(
        lambda raw: _written(raw, overview=f"{raw.year}年，双泉市林业局严格执行条例。{_ASPECTS}")
    ),
    "F401": _printed(st.sampled_from(["-3", "1.5", "-0.5"]), *((path,) for path in _FREE)),
    "F402": _printed(st.sampled_from(["-3", "-0.137"]), ("disclosure.fees.amount",)),
    "F405": lambda _: _printed(st.just("1.5"), ("disclosure.penalties.change",))(_former_reports()),
    "N201": _evolved(lambda raw: attrs.evolve(raw, overview=_ASPECTS, problems_and_improvements="有不足。")),
    "N202": _evolved(lambda raw: _written(raw, problems="无。")),
    "N203": _evolved(lambda raw: _written(raw, overview="本年，依申请公开和平台建设有序。")),
    "N204": _evolved(lambda raw: _written(raw, other_matters="没有其他事项。")),
    "N205": _evolved(
        lambda raw: attrs.evolve(raw, title=f"甲局{(raw.year or 0) - 1}年政府信息公开工作年度报告")
    ),
    "T201": _evolved(
        lambda raw: _put(
            attrs.evolve(raw, agency="双泉镇人民政府"), dict(zip(_ROW, ("0", "0", "3"), strict=True))
        )
    ),
    "T202": _evolved(
        lambda raw: _written(_put(raw, {"disclosure.fees.amount": "0"}), other_matters="收取信息处理费20元。")
    ),
    "T203": _evolved(lambda raw: _put(raw, dict(zip(_ROW, ("4", "1", "2"), strict=True)))),
    "T204": lambda _: _evolved(
        lambda raw: _put(raw, {f"{_OLD_ROW}.published": "3", f"{_OLD_ROW}.public_total": "2"})
    )(_former_reports()),
    "N101": _evolved(
        lambda raw: _written(
            raw,
            overview=f"{_ASPECTS}新收申请{int(raw['requests.received.total'].value or 0) + 1}件。",
        )
    ),
    # Each step keeps every other relation: a column moves with its row's total, two totals move together.
    "T301": _shifted(*((f"{_RECEIVED}.{name}", f"{_RECEIVED}.total") for name in _COLUMNS)),
    "T302": _shifted(*((f"{_GRANTED}.{name}", f"{_GRANTED}.total") for name in _COLUMNS)),
    "T303": _shifted((f"{_RECEIVED}.total", f"{_CARRIED_OVER}.total")),
    "T401": _shifted(*((f"remedies.{block}.{name}",) for block in _BLOCKS for name in ("total", "upheld"))),
}


_ASPECTS = "主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作有序。"


def _written(
    raw: RawReport,
    *,
    overview: str = _ASPECTS,
    problems: str = "有不足，已改进。",
    other_matters: str = "未收取信息处理费。",
) -> RawReport:
    """The report with prose in which nothing is missing but what is given."""
    return attrs.evolve(
        raw, overview=overview, problems_and_improvements=problems, other_matters=other_matters
    )


def _former(raw: RawReport, rows: tuple[str, ...] = ("disclosure.",)) -> RawReport:
    """The report with some rows of table 2 as the 2019 edition has them."""
    old = form_with(edition="2019").cells
    cells = [cell for cell in raw if not cell.path.startswith(rows)]
    cells += [Cell(each.path, CellKind.NUMBER, 0, "0") for each in old if each.path.startswith(rows)]
    return attrs.evolve(raw, cells=tuple(cells))


def _former_reports() -> _Sound:
    """Printed reports of the 2019 edition without any finding."""

    def print_it(raw: RawReport, requests: Requests, table: Disclosure2019) -> RawReport:
        report = attrs.evolve(raw.to_report(), year=2020, period=Period.of_year(2020))
        return RawReport.of(attrs.evolve(report, requests=requests, disclosure=_plausible(table)))

    former = form_with(edition="2019").tables
    return st.builds(print_it, _sound(), filled(former["requests"]), filled(former["disclosure"]))


def _undivided() -> _Sound:
    return st.builds(
        lambda raw, requests: RawReport.of(attrs.evolve(raw.to_report(), requests=requests)),
        _sound(),
        filled(form_with(variant="undivided").tables["requests"]),
    )
