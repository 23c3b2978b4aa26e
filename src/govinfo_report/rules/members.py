"""Rules across the members of a consolidated report: it is their sum, own office included."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.findings import Contributor, Figure, Finding, Rule, Severity, Text
from govinfo_report.model import FigureKind
from govinfo_report.rules.subject import Check, Subject, Verdict

__all__ = ["CHECKS"]

SUM = Rule(
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
)


def _sums(subject: Subject) -> Verdict:
    looked = False
    found: list[Finding] = []
    for place in subject.form.cells if subject.members else ():
        cell = subject.raw.get(place.path)
        parts = [member.get(place.path) for member in subject.members]
        if place.computed or place.kind is FigureKind.MONEY or cell is None or cell.value is None:
            continue
        figures = [part.value for part in parts if part is not None and part.value is not None]
        if len(figures) < len(parts):
            continue  # a member's blank is not 0: its sum is unknown
        looked = True
        expected: Figure = sum(figures)
        if cell.value != expected:
            found.append(
                Finding(
                    rule=SUM,
                    path=place.path,
                    label=place.label,
                    stated=cell.value,
                    expected=expected,
                    difference=cell.value - expected,
                    source=cell.source,
                    contributors=tuple(_contributors(subject, place.path)),
                    details={"count": len(parts)},
                )
            )
    return Verdict.of(iter(found), looked=looked)


def _contributors(subject: Subject, path: str) -> Iterator[Contributor]:
    for number, member in enumerate(subject.members, start=1):
        cell = member[path]
        name = member.agency or f"成员{number}"
        yield Contributor(path=path, label=(name,), stated=cell.value, source=cell.source)


CHECKS = (Check(SUM, _sums),)
