"""Rules across the members of a consolidated report: it is their sum, own office included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from govinfo_report.findings import Contributor, Figure, Finding, Outcome, Rule, Severity, Text
from govinfo_report.model import FigureKind
from govinfo_report.rules.examples import count_in, put
from govinfo_report.rules.rounding import rounding_of
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject

__all__ = ["agency_key", "missing_from"]


_OWN_OFFICE = re.compile(r"本级|本部|机关本身|政府(?:办公室|办公厅|办)$")


def agency_key(name: str) -> str:
    """What two spellings of one agency's name have in common: everything but spaces."""
    return "".join(name.split())


def missing_from(roster: Iterable[str], present: Iterable[str]) -> tuple[str, ...]:
    """The names of a roster that no report bears, in the roster's order, each once.

    Raises:
        TypeError: The roster is one text.
    """
    if isinstance(roster, str):
        raise TypeError("roster= 是一列机关名称 / roster= takes a list of names")
    there = set(map(agency_key, present))
    names = {agency_key(name): name.strip() for name in roster if name.strip()}
    return tuple(name for key, name in names.items() if key not in there)


_LICENCES = "disclosure.licensing.decisions"


@rule(
    code="M601",
    name="sum-of-members",
    severity=Severity.WARNING,
    clause=Text(
        "汇总报告为各成员单位之和，本级机关是其中之一（D1）",
        "a consolidated report is the sum of its members, own office being one of them (D1)",
    ),
    title=Text("汇总数＝各成员单位之和", "Each figure = the sum over the members"),
    message=Text(
        "{label}：汇总为 {stated}，{count} 个成员单位相加为 {expected}，相差 {difference}。",
        "{label}: {stated} in the consolidated report, {expected} summed over {count} members; "
        "difference {difference}.",
    ),
    advice=Text(
        "请核对成员是否齐全（含本级机关）、有无重复；规章和共同被告案件可以例外。",
        "See whether every member is there once, own office included; regulations and cases with several "
        "defendants may be exceptions.",
    ),
    passing=Text("17＋60＋18＝95", "17 + 60 + 18 = 95"),
    failing=Text("17＋60＋18，而汇总为 77", "17 + 60 + 18 beside 77"),
    exceptions=Text(
        "规章由几个机关共同制定、案件有共同被告时，合计可小于各成员之和。",
        "joint 规章 and cases with several defendants are counted once in the sum.",
    ),
    breaks=lambda raw, pick: Subject(
        raw=put(raw, {_LICENCES: count_in(raw, _LICENCES) + pick(range(1, 1000))}), members=(raw,)
    ),
)
def _sums(subject: Subject, own: Rule) -> Looked:
    for place in subject.form.cells if subject.members else ():
        cell = subject.raw.get(place.path)
        parts = [member.get(place.path) for member in subject.members]
        if place.computed or place.kind is FigureKind.MONEY or cell is None or cell.value is None:
            continue
        figures = [part.value for part in parts if part is not None and part.value is not None]
        if len(figures) < len(parts):
            continue  # a member's blank is not 0: its sum is unknown
        expected: Figure = sum(figures)
        rounded = sum((rounding_of(figure) for figure in (cell.value, *figures)), Decimal(0))
        if abs(Decimal(cell.value) - expected) <= rounded:
            yield Outcome.PASSED
            continue
        yield Finding(
            rule=own,
            path=place.path,
            label=place.label,
            stated=cell.value,
            expected=expected,
            difference=cell.value - expected,
            source=cell.source,
            contributors=tuple(_contributors(subject, place.path)),
            details={"count": len(parts)},
        )


def _contributors(subject: Subject, path: str) -> Iterator[Contributor]:
    for number, member in enumerate(subject.members, start=1):
        cell = member[path]
        name = member.agency or f"成员{number}"
        yield Contributor(path=path, label=(name,), stated=cell.value, source=cell.source)


@rule(
    code="M602",
    name="member-missing",
    severity=Severity.WARNING,
    clause=Text(
        "汇总报告包括名单上的每一个机关，本级机关也在内（D1）",
        "a consolidated report takes in every body on the roster, own office included (D1)",
    ),
    title=Text("名单上的单位都有报告", "Every body on the roster has a report"),
    message=Text("缺少“{agency}”的报告。", "The report of “{agency}” is missing."),
    advice=Text(
        "请补上这份报告；机关已撤销、合并或更名的，请修改名单。",
        "Add the report; where the body was abolished, merged or renamed, mend the roster.",
    ),
    passing=Text("名单：甲局、乙局；报告：甲局、乙局", "roster: 甲局, 乙局; reports: 甲局, 乙局"),
    failing=Text("名单：甲局、乙局；报告：甲局", "roster: 甲局, 乙局; reports: 甲局"),
    exceptions=Text(
        "名称不明的报告不与名单比对；名称须一字不差（空格不计）。",
        "A report whose agency is unknown stands for nobody; names have to be equal but for spaces.",
    ),
    breaks=lambda raw, _: Subject(raw=raw, members=(raw,), roster=(raw.agency or "", "双泉市统计局")),
)
def _missing(subject: Subject, own: Rule) -> Looked:
    if subject.roster:
        yield Outcome.PASSED
    present = [member.agency for member in subject.members if member.agency is not None]
    for name in missing_from(subject.roster, present):
        yield Finding(rule=own, details={"agency": name})


@rule(
    code="M603",
    name="member-twice",
    severity=Severity.ERROR,
    clause=Text("每个成员单位只计一次（D1）", "each member is counted once (D1)"),
    title=Text("同一单位的报告没有重复", "No member is there twice"),
    message=Text("“{agency}”的报告出现 {count} 次。", "There are {count} reports of “{agency}”."),
    advice=Text("只保留一份，再求和。", "Keep one of them and sum again."),
    passing=Text("甲局、乙局", "甲局, 乙局"),
    failing=Text("甲局、乙局、甲局", "甲局, 乙局, 甲局"),
    breaks=lambda raw, _: Subject(raw=raw, members=(raw, put(raw, dict.fromkeys(raw.paths, 0)))),
)
def _twice(subject: Subject, own: Rule) -> Looked:
    names = [member.agency for member in subject.members if member.agency is not None]
    for name, count in Counter(map(agency_key, names)).items() if len(names) > 1 else ():
        twice = Finding(rule=own, details={"agency": name, "count": count})
        yield twice if count > 1 else Outcome.PASSED


@rule(
    code="M604",
    name="own-office-missing",
    severity=Severity.INFO,
    clause=Text(
        "汇总报告把本级机关作为一个成员（D1）", "a consolidated report counts the own office as a member (D1)"
    ),
    title=Text("成员中有本级机关", "The own office is among the members"),
    message=Text(
        "{agency}的汇总报告有 {count} 个成员，其中似无本级机关（政府办公室或“本级”）。",
        "{agency} has {count} members, and none of them seems to be its own office (政府办公室, 本级).",
    ),
    advice=Text(
        "请加入本级机关自己办理的数据；本级没有单独数据的，在第六部分说明。",
        "Add what the office itself dealt with; where it has no figures of its own, say so in section 六.",
    ),
    passing=Text("某县人民政府：成员有县人民政府办公室、甲局、乙镇", "a county with its office, 甲局, 乙镇"),
    failing=Text("某县人民政府：成员只有甲局、乙镇", "a county with 甲局 and 乙镇 only"),
    exceptions=Text(
        "只看人民政府的汇总报告；有成员名称不明的不核对。",
        "only reports of a 人民政府; not looked at where a member's name is unknown.",
    ),
    breaks=lambda raw, _: Subject(
        raw=attrs.evolve(raw, agency="双泉市人民政府"), members=(attrs.evolve(raw, agency="双泉市林业局"),)
    ),
)
def _own_office(subject: Subject, own: Rule) -> Looked:
    agency = subject.raw.agency or ""
    names = [member.agency for member in subject.members]
    known = [agency_key(name) for name in names if name is not None]
    if agency.endswith("人民政府") and names and len(known) == len(names):
        there = any(_OWN_OFFICE.search(name) or name == agency_key(agency) for name in known)
        missing = Finding(rule=own, details={"agency": agency, "count": len(names)})
        yield Outcome.PASSED if there else missing
