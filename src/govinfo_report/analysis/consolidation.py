"""Consolidation: the report of a city out of those of its departments, own office (本级) among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.errors import ConsolidationError, InvalidReport
from govinfo_report.findings import Text
from govinfo_report.form.forms import form_of
from govinfo_report.model import (
    AnnualReport,
    ClosedOtherwise,
    FigureKind,
    Member,
    Money,
    Period,
    Provenance,
    UndividedClosedOtherwise,
)
from govinfo_report.model.exact import exact
from govinfo_report.raw import RawReport
from govinfo_report.rules.members import agency_key, missing_from

__all__ = ["CAUTIONS", "consolidate", "in_form_of", "sums_among"]

_FEW = 5
"""Names that a message lists."""

#: What the sum over members may count otherwise than the consolidating office does: path of a row or block →
#: why. Everything else in the tables is summed without reserve; prose is not summed at all.
CAUTIONS: dict[str, Text] = {
    "disclosure.regulations": Text(
        "几个机关联合制定的规章，只由主办机关计一次，否则合计重复。",
        "A 规章 made by several bodies jointly is counted by the leading one only, or the sum has it twice.",
    ),
    "disclosure.normative_documents": Text(
        "联合制发的行政规范性文件，只由主办机关计一次；现行有效件数以司法行政部门的数据为准。",
        "A document issued jointly is counted by the leading body only; the justice department has 现行有效.",
    ),
    "disclosure.other_services": Text(
        "“上一年项目数量”为事项数，几个机关的同一事项会重复计数。",
        "Items that several bodies share are counted by each of them.",
    ),
    "disclosure.procurement": Text(
        "采购总金额换算成万元后相加；任一成员没有写明单位的，不能汇总。",
        "采购总金额 is summed in 万元; where a member names no unit it cannot be summed.",
    ),
    "remedies": Text(
        "几个成员为共同被告（被申请人）的案件只计一次（国办公开办函〔2016〕201号），合计可小于各成员之和。",
        "A case against several members is counted once, so that the city's figure may be below the sum.",
    ),
}


def consolidate(
    reports: Iterable[AnnualReport | RawReport],
    *,
    agency: str,
    roster: Iterable[str] = (),
    undivided: bool = False,
    preamble: str = "",
    overview: str = "",
    problems_and_improvements: str = "",
    other_matters: str = "",
) -> AnnualReport:
    """The report that is the sum of others: every leaf figure is added up, every total computed.

    Summed are all counts (件, 项), fees (万元) and signed changes; sums of procurement in 万元. Not summed is
    the prose, which has to be written for the whole; it is what is given here. `CAUTIONS` says where members
    may count the same thing twice.

    Args:
        reports: The members, the consolidating agency's own office (本级) among them. Reports as printed
            have to hold, blanks included: `RawReport.to_report`.
        agency: The agency whose report the sum is.
        roster: Names of all bodies that should be there; those without a report stand in
            ``provenance.missing``.
        undivided: Whether （六）其他处理 is summed as one row, where some members have it undivided.
        preamble: The text before section 一.
        overview: 一、总体情况.
        problems_and_improvements: 五、存在的主要问题及改进情况.
        other_matters: 六、其他需要报告的事项.

    Returns:
        The sum, with its members in ``provenance``.

    Raises:
        ConsolidationError: No members; an agency that is there twice; a member that is a sum of the others
            (`sums_among`); members of several years or editions, or with （六） divided and undivided; a sum
            of money without its unit.
        InvalidReport: A member as printed does not hold.
    """
    files: list[str | None] = []
    members: list[AnnualReport] = []
    for each in reports:
        report = each if isinstance(each, AnnualReport) else RawReport.of(each)
        files.append(_file_of(report))
        members.append(_held(report, files[-1]))
    if not members:
        raise ConsolidationError("没有可以汇总的报告。", "There are no reports to sum.")
    _refuse_sums(members, files, agency)
    _refuse_duplicates(members, files)
    _refuse_mixture("年度", "years", members, lambda member: str(member.year))
    _refuse_mixture("格式版本", "editions of the form", members, lambda member: member.edition.name)
    if undivided:
        members = [_undivided(member) for member in members]
    _refuse_mixture(
        "（六）其他处理的填法",
        "ways to fill in （六）其他处理",
        members,
        lambda member: "不分项 undivided" if _is_undivided(member) else "分三项 divided",
        advice=Text(
            "请让不分项的成员改用分三项的表；或用 undivided=True 合并为一行。",
            "Have those members fill in three rows, or sum them as one with undivided=True.",
        ),
    )
    _refuse_unknown_money(members)
    first = members[0]
    tables = {name: _sum([member.tables[name] for member in members]) for name in first.tables}
    return AnnualReport(
        agency=agency,
        year=first.year,
        period=Period(
            start=min(member.period.start for member in members),
            end=max(member.period.end for member in members),
        ),
        preamble=preamble,
        overview=overview,
        problems_and_improvements=problems_and_improvements,
        other_matters=other_matters,
        provenance=Provenance(
            members=tuple(
                Member(agency=member.agency, file=file) for member, file in zip(members, files, strict=True)
            ),
            missing=missing_from(roster, [member.agency for member in members]),
        ),
        tables=tables,
    )


def _held(report: AnnualReport | RawReport, file: str | None) -> AnnualReport:
    try:
        return report if isinstance(report, AnnualReport) else report.to_report()
    except InvalidReport as error:
        raise InvalidReport(error.findings, where=file or report.agency) from None


def _file_of(report: AnnualReport | RawReport) -> str | None:
    if isinstance(report, AnnualReport):
        return None
    return next((cell.source.file for cell in report if cell.source.file is not None), None)


def sums_among(reports: Sequence[AnnualReport | RawReport], *, agency: str) -> tuple[int, ...]:
    """Which reports would count others twice: an earlier sum for the same agency, or of some of the others.

    A report tells that it is a sum where it was read from JSON, or from a workbook with the sheet 汇总对照;
    of another document nobody can tell. A sum for a body below is a member like any other, as long as what
    it is the sum of is not here, too.

    Args:
        reports: The reports.
        agency: The agency whose report their sum will be.

    Returns:
        Their places in ``reports``.
    """
    whole, names = agency_key(agency), [agency_key(report.agency or "") for report in reports]
    found: list[int] = []
    for place, report in enumerate(reports):
        if report.provenance is None:
            continue
        others = {*names[:place], *names[place + 1 :]}
        summed = {agency_key(member.agency) for member in report.provenance.members}
        if names[place] == whole or summed & others - {names[place]}:
            found.append(place)
    return tuple(found)


def _refuse_sums(members: Sequence[AnnualReport], files: Sequence[str | None], agency: str) -> None:
    places = sums_among(members, agency=agency)
    if not places:
        return
    listed = _few([_named(members[place], files[place]) for place in places])
    raise ConsolidationError(
        f"这些报告本身是汇总，再汇总就重复计算：{listed.zh}。",
        f"These are sums themselves, and would be counted twice: {listed.en}.",
        advice_zh="请去掉；确实是成员的，先用 attrs.evolve(report, provenance=None) 去掉汇总来源。",
        advice_en="Leave them out; one that is a member after all loses its provenance by"
        " attrs.evolve(report, provenance=None).",
    )


def _refuse_duplicates(members: Sequence[AnnualReport], files: Sequence[str | None]) -> None:
    counts = Counter(agency_key(member.agency) for member in members)
    twice = [
        _named(member, file)
        for member, file in zip(members, files, strict=True)
        if counts[agency_key(member.agency)] > 1
    ]
    if not twice:
        return
    listed = "、".join(twice)
    raise ConsolidationError(
        f"同一机关的报告不止一份：{listed}。",
        f"There is more than one report of the same agency: {listed}.",
        advice_zh="每个机关只留一份，再汇总。",
        advice_en="Keep one of each and sum again.",
    )


def _named(member: AnnualReport, file: str | None) -> str:
    return f"{member.agency}（{file}）" if file else member.agency


def _refuse_mixture(
    zh: str, en: str, members: Sequence[AnnualReport], kind: Any, advice: Text | None = None
) -> None:
    """Refuse members that are not all of one kind; the rarer kinds are listed by name."""
    kinds: dict[str, list[str]] = {}
    for member in members:
        kinds.setdefault(kind(member), []).append(member.agency)
    if len(kinds) < 2:
        return
    listed = [(value, _few(kinds[value])) for value in sorted(kinds, key=lambda value: len(kinds[value]))]
    listed_zh = "；".join(f"{value}：{names.zh}" for value, names in listed)
    listed_en = "; ".join(f"{value}: {names.en}" for value, names in listed)
    advice = advice or Text("请只汇总同一种的报告。", "Sum reports of one kind only.")
    raise ConsolidationError(
        f"各成员的{zh}不一（{listed_zh}）。",
        f"The members have different {en} ({listed_en}).",
        advice_zh=advice.zh,
        advice_en=advice.en,
    )


def _few(names: Sequence[str]) -> Text:
    more = len(names) > _FEW
    return Text(
        "、".join(names[:_FEW]) + (f"等 {len(names)} 个" if more else ""),
        ", ".join(names[:_FEW]) + (f" and others, {len(names)} in all" if more else ""),
    )


def _closed_otherwise(member: AnnualReport) -> Any:
    """（六）其他处理 of a report, ``None`` where its edition has no such row."""
    return getattr(getattr(member.tables.get("requests"), "outcomes", None), "closed_otherwise", None)


def _is_undivided(member: AnnualReport) -> bool:
    return isinstance(_closed_otherwise(member), UndividedClosedOtherwise)


def in_form_of(member: AnnualReport, whole: AnnualReport) -> AnnualReport:
    """A member with the cells of the report it went into: （六） as one row where the sum has it so."""
    return _undivided(member) if _is_undivided(whole) else member


def _undivided(member: AnnualReport) -> AnnualReport:
    """The report with （六） as one row, which is the sum of its three."""
    other = _closed_otherwise(member)
    if not isinstance(other, ClosedOtherwise):
        return member
    outcomes = attrs.evolve(
        member.requests.outcomes, closed_otherwise=UndividedClosedOtherwise(undivided=other.total)
    )
    return attrs.evolve(member, requests=attrs.evolve(member.requests, outcomes=outcomes))


def _refuse_unknown_money(members: Sequence[AnnualReport]) -> None:
    for cell in form_of(members[0]).cells:
        if cell.kind is not FigureKind.MONEY:
            continue
        amounts: dict[str, Money] = {member.agency: member[cell.path] for member in members}
        unknown = [agency for agency, amount in amounts.items() if amount.wan is None and amount.number]
        if not unknown:
            continue
        raise ConsolidationError(
            f"{cell.label[-1]}没有单位，不能相加：{_few(unknown).zh}。",
            f"{cell.label[-1]} has no unit and cannot be summed: {_few(unknown).en}.",
            advice_zh="请在格中写明元、万元或亿元。",
            advice_en="Print 元, 万元 or 亿元 in the cell.",
        )


@exact
def _sum(parts: Sequence[Any]) -> Any:
    """The sum of several figures, or of several objects of one class of the model, field by field."""
    first = parts[0]
    if isinstance(first, Money):
        return Money(sum((part.wan or Decimal(0) for part in parts), start=Decimal(0)), "万元")
    if attrs.has(type(first)):
        names = [each.name for each in attrs.fields(type(first)) if each.init]
        return type(first)(**{name: _sum([getattr(part, name) for part in parts]) for name in names})
    return sum(parts[1:], start=first)
