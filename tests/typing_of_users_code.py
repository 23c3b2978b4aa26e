"""How users' code is typed: checked by mypy and pyright, never run."""

# pyright: reportUnnecessaryTypeIgnoreComment=true
from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_type

import altair
import polars

import govinfo_report as gr
from govinfo_report import RawReport, frames, read


def names(path: Path) -> None:
    assert_type(read(path), RawReport)
    assert_type(gr.__version__, str)
    assert_type(frames.wide([read(path)]), polars.DataFrame)
    # A misspelt name of the package is seen: both complain of a comment that is not needed.
    gr.chekc(read(path))  # type: ignore[attr-defined]


def cells(raw: gr.RawReport) -> None:
    cell = raw["requests.received.total"]
    assert_type(cell, gr.Cell)
    assert_type(raw.get("requests.received.total"), gr.Cell | None)
    assert_type(cell.value, int | Decimal | None)
    assert_type(cell.kind, gr.CellKind)
    if cell.value is not None:
        assert_type(cell.value, int | Decimal)
    assert_type(cell.source.page, int | None)
    assert_type([each.path for each in raw], list[str])


def reading(path: Path, data: bytes) -> None:
    assert_type(gr.read(path), gr.RawReport)
    assert_type(gr.read(data, isolate=True, limits=gr.Limits(pages=10)), gr.RawReport)
    assert_type(gr.load(path, blanks="zero"), gr.AnnualReport)
    try:
        gr.read(path)
    except gr.ReadError as error:
        assert_type(error.message("en"), str)
        assert_type(error.where, str | None)


def editions(report: gr.AnnualReport) -> None:
    assert_type(report.edition, gr.Edition)
    assert_type(report.disclosure, gr.Disclosure | gr.Disclosure2019)
    if isinstance(report.disclosure, gr.Disclosure2019):
        assert_type(report.disclosure.procurement.amount.wan, Decimal | None)
    else:
        assert_type(report.disclosure.regulations.in_force, int)
    other = report.requests.outcomes.closed_otherwise
    if isinstance(other, gr.UndividedClosedOtherwise):
        assert_type(other.undivided.total, int)
    else:
        assert_type(other.not_corrected, gr.Applicants)
    assert_type(report.requests.outcomes.refused.total.natural_person, int)
    assert_type(report.provenance, gr.Provenance | None)


def findings(raw: gr.RawReport) -> None:
    result = gr.check(raw, previous=raw, members=[raw], select=["T301"])
    assert_type(result, gr.CheckResult)
    assert_type(result.ok, bool)
    for finding in result.findings:
        assert_type(finding.severity, gr.Severity)
        assert_type(finding.path, str | None)
        assert_type(finding.expected, int | Decimal | None)
        assert_type(finding.source, gr.Source | None)
        assert_type(finding.message(lang="zh"), str)
    assert_type(result.outcomes, Mapping[str, gr.Outcome])
    for suggestion in result.suggestions:
        for change in suggestion.changes:
            assert_type(change.path, str)
            assert_type(change.proposed, int)


def many(paths: list[Path], reports: list[gr.AnnualReport]) -> None:
    with closing(gr.scan(paths)) as results:
        assert_type(next(results), gr.ScanResult)
    for result in gr.scan(paths, ordered=False):
        assert_type(result.raw, gr.RawReport | None)
        assert_type(result.result, gr.CheckResult | None)
        assert_type(result.error, gr.ReadError | None)
    city = gr.consolidate(reports, agency="甲市", roster=["乙局"])
    assert_type(city, gr.AnnualReport)
    assert_type(gr.measures(city), dict[str, Fraction | None])
    assert_type(gr.Series.of(reports).values("requests.received.total"), dict[int, int | Decimal | None])


def framed(folder: Path, raw: gr.RawReport) -> None:
    wide = gr.frames.wide(folder, edition="2021", labels="zh")
    assert_type(wide, polars.DataFrame)
    assert_type(gr.frames.check(wide), polars.DataFrame)
    assert_type(gr.frames.check(wide.lazy()), polars.LazyFrame)
    assert_type(gr.frames.tidy([raw]), polars.DataFrame)
    assert_type(gr.frames.findings(folder, lang="en"), polars.DataFrame)
    assert_type(gr.frames.corpus(gr.scan(folder), kinds=True), polars.DataFrame)
    print(gr.frames.wide([raw], backend="pandas").head())


def drawn(report: gr.AnnualReport, results: list[gr.ScanResult], path: Path) -> None:
    assert_type(gr.pictures.flow(report), altair.LayerChart)
    assert_type(gr.pictures.members([report], "granted", fewest=20), altair.LayerChart)
    assert_type(gr.pictures.outcomes([report]).properties(width=300), altair.LayerChart)
    gr.pictures.save(gr.pictures.findings(results), path)


def by_path(raw: gr.RawReport) -> None:
    replaced = raw.replace({"requests.received.total": 15, "disclosure.fees.amount": None})
    assert_type(replaced, gr.RawReport)
    report = gr.AnnualReport.build(
        agency="甲局", year=2023, figures={"requests.received.natural_person": 3}, rest=0
    )
    assert_type(report, gr.AnnualReport)
    assert_type(report.paths, tuple[str, ...])


@gr.rule(code="QH101", title="第一部分不超过1000字", message="第一部分有 {count} 字。", severity="error")
def short(subject: gr.Subject, rule: gr.Rule) -> Iterator[gr.Finding | gr.Outcome]:
    yield gr.Finding(rule=rule, path="overview", details={"count": len(subject.raw.overview or "")})


def own_rules(raw: gr.RawReport) -> None:
    assert_type(short, gr.Check)
    gr.check(raw, extra=[short])


def writing(report: gr.AnnualReport, raw: gr.RawReport) -> None:
    assert_type(gr.write(report, "a.xlsx", members=[report]), Path)
    assert_type(gr.write(gr.check(raw), "a.html", overwrite=True), Path)
    assert_type(gr.to_json(report), str)
    assert_type(gr.from_json("{}"), gr.AnnualReport | gr.RawReport)
