"""Made-up reports in the manner of real ones: for benchmarks, for demonstrations, never for research.

Seeded: the same arguments give the same reports, on any machine. Sizes follow what published reports look
like: most bodies receive a handful of requests or none, a few receive thousands; nearly all cells are 0; of
the outcomes, 予以公开 and 本机关不掌握相关政府信息 are by far the most frequent. Agencies are invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import count as counting
from typing import Any

import attrs

from govinfo_report.form import form_with
from govinfo_report.form.tree import built
from govinfo_report.model import AnnualReport, Applicants, FigureKind, Money
from govinfo_report.model.editions import edition_in
from govinfo_report.model.exact import exact
from govinfo_report.raw import Cell, CellKind, RawReport

__all__ = ["printed", "reports"]

_TREES = ("青禾", "柳坪", "双泉", "东关", "竹园", "梨园", "桂山", "永宁", "前山", "松岭", "白石", "云溪")
_PLACES = ("市", "县", "区")
_OFFICES = (
    "人民政府办公室", "教育局", "财政局", "民政局", "司法局", "自然资源局", "生态环境局", "住房和城乡建设局",
    "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局", "卫生健康局", "应急管理局", "审计局",
    "市场监督管理局", "统计局", "医疗保障局", "信访局",
)  # fmt: skip

#: How often an outcome is met, relative to the others; rows that are not here are rare.
_OUTCOMES = {
    "granted": 45.0,
    "partially_granted": 8.0,
    "unavailable.not_held": 22.0,
    "unavailable.requires_creation": 4.0,
    "not_processed.petitions": 4.0,
    "not_processed.repeated": 3.0,
    "refused.internal_affairs": 2.0,
    "refused.administrative_inquiries": 2.0,
}
_RARE = 0.5
_ZEROS = {FigureKind.AMOUNT: Decimal(0), FigureKind.MONEY: Money(number=Decimal(0))}
_APPLICANTS = {"natural_person": 88.0, "business": 8.0}
_SELDOM = 1.0


def reports(number: int, *, seed: int = 0, year: int = 2024) -> Iterator[AnnualReport]:
    """Reports that hold, each of another agency, with prose that agrees with the tables.

    Args:
        number: How many.
        seed: Of the random numbers.
        year: The year they are about; they are of the edition in force for it.
    """
    rng = random.Random(seed)
    for agency in _agencies(number):
        yield _report(rng, agency, year)


def printed(
    number: int, *, seed: int = 0, year: int = 2024, slips: float = 0.05, blanks: float = 0.03
) -> Iterator[RawReport]:
    """Reports as printed, some of them with a slip of the keyboard or a block left blank.

    Args:
        number: How many.
        seed: Of the random numbers.
        year: The year they are about; they are of the edition in force for it.
        slips: The share of reports with one wrong figure in table 3 or 4.
        blanks: The share of reports in which a block of table 4 is left blank.
    """
    rng = random.Random(seed)
    for agency in _agencies(number):
        raw = RawReport.of(_report(rng, agency, year))
        if rng.random() < slips:
            raw = _with_slip(rng, raw)
        if rng.random() < blanks:
            block = rng.choice(("reconsideration", "litigation_direct", "litigation_after_reconsideration"))
            raw = _with_blanks(raw, f"remedies.{block}.")
        yield raw


def _agencies(number: int) -> Iterator[str]:
    made = (
        f"{tree}{place}{office}" + (f"第{round_}分局" if round_ else "")
        for round_ in counting()
        for tree in _TREES
        for place in _PLACES
        for office in _OFFICES
    )
    return (name for name, _ in zip(made, range(number), strict=False))


def _report(rng: random.Random, agency: str, year: int) -> AnnualReport:
    form = form_with(edition=edition_in(year))
    figures: dict[str, Any] = {
        cell.path: _ZEROS.get(cell.kind, 0) for cell in form.cells if not cell.computed
    }
    _fill_disclosure(rng, figures)
    _fill_requests(rng, figures)
    _fill_remedies(rng, figures)
    tables = {name: built(tree, figures) for name, tree in form.tables.items()}
    report = AnnualReport(agency=agency, year=year, tables=tables)
    prose: dict[str, Any] = _prose(report)
    return attrs.evolve(report, **prose)


@exact
def _fill_disclosure(rng: random.Random, figures: dict[str, Any]) -> None:
    if rng.random() < 0.4:
        issued, other, earlier = rng.randint(0, 12), rng.randint(0, 8), rng.randint(0, 60)
        row = "disclosure.normative_documents"
        documents = (  # as the edition counts them, those of the year first
            {"issued": issued, "repealed": other, "in_force": issued + earlier}
            if f"{row}.issued" in figures
            else {"created": issued, "published": min(issued, other), "public_total": issued + earlier}
        )
        figures |= {f"{row}.{name}": number for name, number in documents.items()}
    for kind in ("licensing", "penalties", "coercion"):
        if rng.random() < 0.5:
            figures[f"disclosure.{kind}.decisions"] = int(rng.lognormvariate(4, 2))
    if rng.random() < 0.3:
        amount = Decimal(int(rng.lognormvariate(9, 3))).scaleb(-4)
        if "disclosure.fees.amount" in figures:
            figures["disclosure.fees.amount"] = amount


def _fill_requests(rng: random.Random, figures: dict[str, Any]) -> None:
    rows = [
        path.removeprefix("requests.outcomes.").rpartition(".")[0]
        for path in figures
        if path.startswith("requests.outcomes.") and path.endswith(".other")
    ]
    weights = [_OUTCOMES.get(row, _RARE) for row in rows]
    columns = [column.name for column in attrs.fields(Applicants)]
    shares = [_APPLICANTS.get(column, _SELDOM) for column in columns]
    cases = 0 if rng.random() < 0.35 else min(int(rng.lognormvariate(2.2, 1.5)), 5_000)
    for row, column in zip(
        rng.choices(rows, weights, k=cases), rng.choices(columns, shares, k=cases), strict=True
    ):
        _count(figures, f"requests.outcomes.{row}.{column}")
        _count(figures, f"requests.{'carried_in' if rng.random() < 0.04 else 'received'}.{column}")
    for column in rng.choices(columns, shares, k=int(cases * rng.uniform(0, 0.06))):
        _count(figures, f"requests.carried_over.{column}")
        _count(figures, f"requests.received.{column}")


def _fill_remedies(rng: random.Random, figures: dict[str, Any]) -> None:
    results = ("upheld", "corrected", "other", "pending")
    for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        for _ in range(int(rng.expovariate(1.2))):
            _count(figures, f"remedies.{block}.{rng.choices(results, (6, 2, 3, 1))[0]}")


def _count(figures: dict[str, Any], path: str) -> None:
    figures[path] = int(figures[path]) + 1


def _prose(report: AnnualReport) -> dict[str, str]:
    year, table = report.year, report.requests
    received, carried = table.received.total, table.carried_in.total
    asked = f"新收政府信息公开申请{received}件" if received else "未收到政府信息公开申请"
    left = f"，结转下年度继续办理{table.carried_over.total}件" if table.carried_over.total else ""
    earlier = f"，上年结转{carried}件" if carried else ""
    return {
        "overview": (
            f"{year}年，本机关主动公开各类政府信息，及时更新公开目录。\n"
            f"依申请公开方面，全年{asked}{earlier}{left}。\n"
            "政府信息管理方面，落实公开属性源头认定。\n平台建设方面，维护好门户网站公开专栏。\n"
            "监督保障方面，开展业务培训和年度考核。"
        ),
        "problems_and_improvements": "公开内容还不够及时。下一步将健全更新机制，加强业务培训。",
        "other_matters": "本年度未收取信息处理费，没有其他需要报告的事项。",
    }


def _with_slip(rng: random.Random, raw: RawReport) -> RawReport:
    """One figure of table 3 or 4 mistyped: most often one that is not 0."""
    cells = [cell for cell in raw if not cell.path.startswith("disclosure.")]
    cell = rng.choice([each for each in cells if each.value] or cells)
    wrong = int(cell.value or 0) + rng.choice((1, -1, 9, 10)) if cell.value else rng.randint(1, 9)
    return _with(raw, {cell.path: Cell(cell.path, CellKind.NUMBER, abs(wrong), str(abs(wrong)))})


def _with_blanks(raw: RawReport, prefix: str) -> RawReport:
    return _with(
        raw, {cell.path: Cell(cell.path, CellKind.BLANK) for cell in raw if cell.path.startswith(prefix)}
    )


def _with(raw: RawReport, cells: dict[str, Cell]) -> RawReport:
    return attrs.evolve(raw, cells=tuple(cells.get(cell.path, cell) for cell in raw))
