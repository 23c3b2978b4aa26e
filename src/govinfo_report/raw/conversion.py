"""From the report as printed to the report that holds, and back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Figure, Finding, Severity, Text
from govinfo_report.form import FormCell, editions_shown
from govinfo_report.form.forms import form_of
from govinfo_report.form.tree import built
from govinfo_report.model import AnnualReport, FigureKind, Money
from govinfo_report.model.catalogue import HYBRID, IMPOSSIBLE_YEAR, MISSING_AGENCY, NOT_A_FIGURE, PERIOD
from govinfo_report.model.editions import edition_with
from govinfo_report.model.invariants import RULE_OF, period_details, possible_year, year_details
from govinfo_report.model.reasons import reason
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.raw.figures import money_unit
from govinfo_report.raw.report import RawReport
from govinfo_report.source import Source

__all__ = ["build_report", "hybrid_finding", "print_report", "wrong_kind"]


def hybrid_finding(raw: RawReport) -> Finding | None:
    """The finding that a report mixes two editions, ``None`` where it does not."""
    if raw.edition is not None:
        return None
    labels: dict[str, dict[str, None]] = {}
    for row, edition in editions_shown(raw.paths).items():
        # A row of a group is called as the group is, for 3.其他 says little.
        group = row.rpartition(".")[0]
        node = raw.form.node(group if "." in group else row)
        if node is not None:
            labels.setdefault(edition.name, {})[node.printed.label] = None
    if len(labels) < 2:
        return None
    which = {name: "、".join(labels[name]) for name in sorted(labels)}
    return Finding(
        rule=HYBRID,
        path="disclosure",
        details={
            "which": "，".join(f"{rows}用{name}年版" for name, rows in which.items()),
            "which_en": ", ".join(f"{rows} is of {name}" for name, rows in which.items()),
        },
    )


_WHAT = {
    CellKind.BLANK: Text("空白，没有数字", "blank"),
    CellKind.MARK: Text("只有符号，没有数字", "a mark, no figure"),
    CellKind.UNREADABLE: Text("读不出数字", "unreadable"),
    None: Text("没有这一格", "it is not there"),
}


def wrong_kind(cell: Cell, place: FormCell) -> Finding | None:
    """The finding for a number that its cell cannot take (A5), ``None`` where it can."""
    value = cell.value
    why = reason(place.kind, value) if value is not None else None
    if why is None:
        return None
    return Finding(
        rule=RULE_OF[place.kind],
        path=cell.path,
        label=place.label,
        stated=value,
        source=cell.source,
        details={"value": cell.text or value, "why": why.zh, "why_en": why.en},
    )


def build_report(raw: RawReport, *, zero_blanks: bool, zero_marks: bool) -> AnnualReport:
    """See `RawReport.to_report`."""
    figures: dict[str, Figure] = {}
    findings = list(_identity_findings(raw))
    zeros = {CellKind.BLANK: zero_blanks, CellKind.MARK: zero_marks}
    for place in raw.form.cells:
        cell = raw.get(place.path)
        kind = cell.kind if cell is not None else None
        if cell is not None and kind is CellKind.NUMBER and cell.value is not None:
            figures[place.path] = cell.value
            finding = wrong_kind(cell, place)
            if finding is not None:
                findings.append(finding)
        elif kind is not None and zeros.get(kind):
            if not place.computed:  # a blank total is not 0; it follows from its parts
                figures[place.path] = 0
        else:
            findings.append(
                Finding(
                    rule=NOT_A_FIGURE,
                    path=place.path,
                    label=place.label,
                    source=cell.source if cell is not None else None,
                    details={"what": _WHAT[kind].zh, "what_en": _WHAT[kind].en},
                )
            )
    findings.extend(_broken(raw, figures))
    hybrid = hybrid_finding(raw)
    if (
        hybrid is not None
        and edition_with({name: node.model for name, node in raw.form.tables.items()}) is None
    ):
        findings.append(attrs.evolve(hybrid, severity=Severity.ERROR))
    if findings:
        raise InvalidReport(findings)
    return _assemble(raw, figures)


def _identity_findings(raw: RawReport) -> Iterator[Finding]:
    if not raw.agency:
        yield Finding(rule=MISSING_AGENCY, path="agency", severity=Severity.ERROR)
    if not possible_year(raw.year):
        yield Finding(
            rule=IMPOSSIBLE_YEAR,
            path="year",
            source=raw.source_of("year"),
            details=_unknown_year() if raw.year is None else year_details(raw.year),
        )
    elif raw.period is not None and (wrong := period_details(raw.period, raw.year or 0)) is not None:
        yield Finding(rule=PERIOD, path="period", source=raw.source_of("period"), details=wrong)


def _unknown_year() -> dict[str, str]:
    return {
        "value": "（未知 unknown）",
        "why": "文件没有写明，或不能确定",
        "why_en": "it is not stated, or not certain",
    }


def _broken(raw: RawReport, figures: dict[str, Figure]) -> Iterator[Finding]:
    """The relations that do not hold once every leaf has its figure and every blank total its sum."""
    totals = dict(figures)

    def look(path: str) -> tuple[Figure | None, Source | None, bool]:
        cell = raw.get(path)
        return totals.get(path), cell.source if cell is not None else None, True

    # Rows first, then columns, then the balance: each computed total is there when the next one needs it.
    for identity in sorted(raw.form.identities, key=lambda each: each.rule.code, reverse=True):
        terms = [(term.sign, totals.get(term.path)) for term in identity.terms]
        if identity.total not in totals and all(figure is not None for _, figure in terms):
            totals[identity.total] = sum(sign * figure for sign, figure in terms if figure is not None)
    for identity in raw.form.identities:
        finding = identity.evaluate(look).finding
        if finding is not None:
            yield finding


def _assemble(raw: RawReport, figures: dict[str, Figure]) -> AnnualReport:
    places = raw.form.by_path
    typed = {path: _typed(raw, places[path], figure) for path, figure in figures.items()}
    tables = {name: built(node, typed) for name, node in raw.form.tables.items()}
    parts: dict[str, Any] = {
        name: getattr(raw, name) or "" for name in ("preamble", *AnnualReport.PROSE_SECTIONS)
    }
    if raw.period is not None:
        parts["period"] = raw.period
    return AnnualReport(
        agency=raw.agency or "", year=raw.year or 0, tables=tables, provenance=raw.provenance, **parts
    )


def _typed(raw: RawReport, place: FormCell, figure: Figure) -> Figure | Money:
    """A figure as the model has it."""
    if place.kind is FigureKind.MONEY:
        return Money(Decimal(figure), money_unit(raw[place.path].text))
    return Decimal(figure) if place.kind is FigureKind.AMOUNT else figure


def print_report(report: AnnualReport) -> RawReport:
    """See `RawReport.of`."""
    form = form_of(report)
    cells: list[Cell] = []
    for place in form.cells:
        figure: Figure | Money = report[place.path]
        value = figure.number if isinstance(figure, Money) else figure
        text = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
        cells.append(Cell(place.path, CellKind.NUMBER, value, text))
    return RawReport(
        agency=report.agency,
        year=report.year,
        period=report.period,
        title=report.title,
        preamble=report.preamble,
        overview=report.overview,
        problems_and_improvements=report.problems_and_improvements,
        other_matters=report.other_matters,
        cells=tuple(cells),
        provenance=report.provenance,
    )
