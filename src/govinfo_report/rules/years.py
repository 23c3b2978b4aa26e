"""Rules across two years: what last year's report left is what this year's begins with."""

from __future__ import annotations

from typing import Any

import attrs

from govinfo_report.findings import Contributor, Finding, Outcome, Rule, Severity, Text
from govinfo_report.model import Applicants
from govinfo_report.raw import RawReport
from govinfo_report.raw.report import NOT_SIMPLY_READ
from govinfo_report.rules.examples import count_in, former, last_year, put
from govinfo_report.rules.members import agency_key
from govinfo_report.rules.rule import Looked, Pick, rule
from govinfo_report.rules.subject import Subject

_ITEM_ROWS = ("licensing", "other_services", "penalties", "coercion", "fees")


def _number(raw: RawReport | None, path: str) -> int | None:
    cell = raw.get(path) if raw is not None else None
    return cell.value if cell is not None and type(cell.value) is int else None


def _carried_more(raw: RawReport, pick: Pick) -> Subject:
    path = f"requests.carried_over.{pick([column.name for column in attrs.fields(Applicants)])}"
    last = last_year(raw)
    return Subject(raw=raw, previous=put(last, {path: count_in(last, path) + pick(range(1, 1000))}))


@rule(
    code="Y501",
    name="carried-in",
    severity=Severity.WARNING,
    clause=Text(
        "上年结转即上一年度报告的“四、结转下年度继续办理”（B1）",
        "what is carried in is what last year's report carried over (B1)",
    ),
    title=Text("每栏：上年结转＝上年度报告的结转下年度", "Each column: 上年结转 = last year's 结转下年度"),
    message=Text(
        "{label}：本年上年结转 {stated}，而上一年度报告结转下年度 {expected}，相差 {difference}"
        "（机构合并、范围变化、数字更正、申请人类别改填的除外）。",
        "{label}: {stated} carried in, but last year's report carried over {expected}; difference "
        "{difference} (unless by a merger, another scope, a correction, or another kind of applicant).",
    ),
    advice=Text(
        "请核对两年的报告；有正当原因的，请在第六部分说明。",
        "Compare both reports; where there is a good reason, say so in section 六.",
    ),
    passing=Text("上年结转 34，上年度报告结转 34", "34 carried in, 34 carried over the year before"),
    failing=Text("上年结转 30，上年度报告结转 34", "30 carried in, 34 carried over the year before"),
    exceptions=Text(
        "机构合并、范围变化、数字更正、申请人类别改填。",
        "mergers, another scope, corrections, applicants filed under another class.",
    ),
    breaks=_carried_more,
)
def _carried(subject: Subject, own: Rule) -> Looked:
    last = subject.previous
    if last is None:
        return
    pairs = [
        (f"requests.carried_in.{column.name}", f"requests.carried_over.{column.name}")
        for column in attrs.fields(Applicants)
    ]
    known = [(here, _number(subject.raw, here), _number(last, there), there) for here, there in pairs]
    if all(None in (stated, over) for _, stated, over, _ in known):  # only the totals are printed
        here, there = "requests.carried_in.total", "requests.carried_over.total"
        known = [(here, _number(subject.raw, here), _number(last, there), there)]
    for path, stated, expected, there in known:
        if stated is None or expected is None:
            continue
        origin = Contributor(
            path=there,
            label=(str(last.year), *subject.label_of(path)),
            stated=expected,
            sure=not any(note.kind in NOT_SIMPLY_READ and note.touches(there) for note in last.notes),
        )
        yield _against(subject, own, path, stated, expected, contributors=(origin,))


def _documents_more(raw: RawReport, pick: Pick) -> Subject:
    path = pick(("disclosure.regulations.in_force", "disclosure.normative_documents.in_force"))
    last = last_year(raw)
    return Subject(raw=raw, previous=put(last, {path: count_in(last, path) + pick(range(1, 1000))}))


@rule(
    code="Y502",
    name="in-force-continuity",
    severity=Severity.INFO,
    clause=Text(
        "通常：现行有效＝上年现行有效＋制发－废止（B2）", "usually 现行有效 = last year's + 制发 - 废止 (B2)"
    ),
    title=Text("现行有效件数与上年相接", "现行有效 follows from last year's"),
    message=Text(
        "{label}：现行有效 {stated}，按上年 {before} 件加制发减废止应为 {expected}，相差 {difference}"
        "（集中清理、有效期届满、机构合并的除外）。",
        "{label}: {stated} in force; last year's {before} with what was made and repealed gives {expected}; "
        "difference {difference} (clean-ups, expiry and mergers aside).",
    ),
    advice=Text(
        "请核对本年制发、废止和清理的情况；有正当原因的，请在第六部分说明。",
        "Compare what was issued, repealed and cleaned up; a good reason is told in section 六.",
    ),
    passing=Text("66＋4－5＝65", "66 + 4 - 5 = 65"),
    failing=Text("66＋4－5，而报 32", "66 + 4 - 5 beside 32"),
    exceptions=Text(
        "集中清理、有效期届满、机构合并；两年都用2021年起的表才核对。",
        "clean-ups, expiry, mergers; compared only where both years use the form of 2021.",
    ),
    breaks=_documents_more,
)
def _in_force(subject: Subject, own: Rule) -> Looked:
    last = subject.previous
    if last is None or subject.raw.edition is None or subject.raw.edition != last.edition:
        return  # 公开总数量 of 2019 is another measure
    for row in ("disclosure.regulations", "disclosure.normative_documents"):
        stated, issued, repealed = (
            _number(subject.raw, f"{row}.{name}") for name in ("in_force", "issued", "repealed")
        )
        before = _number(last, f"{row}.in_force")
        if stated is not None and issued is not None and repealed is not None and before is not None:
            expected, details = before + issued - repealed, {"before": before}
            yield _against(subject, own, f"{row}.in_force", stated, expected, details=details)


def _items_more(raw: RawReport, pick: Pick) -> Subject:
    row, old = f"disclosure.{pick(_ITEM_ROWS)}", former(raw, {})
    return Subject(raw=old, previous=put(last_year(old), {f"{row}.previous_items": 86, f"{row}.change": 3}))


@rule(
    code="Y504",
    name="items-continuity",
    severity=Severity.INFO,
    clause=Text(
        "2019年版：上一年项目数量＝上年报告的上一年项目数量＋本年增/减（B5）",
        "2019 edition: 上一年项目数量 = last year's 上一年项目数量 + 本年增/减 (B5)",
    ),
    title=Text("上一年项目数量与上年报告相接", "上一年项目数量 follows from last year's report"),
    message=Text(
        "{label}：上一年项目数量 {stated}，按上年报告（{before} 加增减 {change}）应为 {expected}，"
        "相差 {difference}（事项清单调整、职能划转的除外）。",
        "{label}: {stated} items the year before; last year's report ({before} and a change of "
        "{change}) gives {expected}; difference {difference} (revised lists and transferred powers aside).",
    ),
    advice=Text("请核对两年的报告。", "Compare both reports."),
    passing=Text("上年报告 86＋3，本年报告写上一年 89", "86 + 3 last year, 89 this year"),
    failing=Text("上年报告 86＋3，本年报告写上一年 86", "86 + 3 last year, 86 this year"),
    exceptions=Text(
        "事项清单调整、职能划转；两年都用2019年版的表才核对。",
        "revised lists, transferred powers; compared only where both years use the form of 2019.",
    ),
    breaks=_items_more,
)
def _items(subject: Subject, own: Rule) -> Looked:
    for row in _ITEM_ROWS:  # the 2021 edition has no such cells
        path = f"disclosure.{row}.previous_items"
        stated = _number(subject.raw, path)
        before, change = (_number(subject.previous, name) for name in (path, f"disclosure.{row}.change"))
        if stated is not None and before is not None and change is not None:
            details = {"before": before, "change": f"{change:+d}"}
            yield _against(subject, own, path, stated, before + change, details=details)


def _of_another(raw: RawReport, pick: Pick) -> Subject:
    last = last_year(raw)
    return Subject(raw=raw, previous=attrs.evolve(last, agency=f"{raw.agency}{pick(['乙', '丙'])}"))


@rule(
    code="Y505",
    name="previous-agency",
    severity=Severity.WARNING,
    clause=Text("两年的数字只有同一机关的才能相比", "figures of two years compare within one agency"),
    title=Text("上年报告应是同一机关的", "Last year's report is of the same agency"),
    message=Text(
        "上年报告是“{before}”的，本报告是“{agency}”的。",
        "Last year's report is of “{before}”, this one of “{agency}”.",
    ),
    advice=Text(
        "请看给的是不是本机关的上年报告；改名或合并的，可不予理会。",
        "See whether it is the agency's own; pass over it where the agency was renamed or merged.",
    ),
    passing=Text("两年都是某县水利局的", "both of one bureau"),
    failing=Text("上年是某县教育局的", "last year's of another bureau"),
    exceptions=Text("机关改名、合并。", "an agency that was renamed or merged."),
    breaks=_of_another,
)
def _same_agency(subject: Subject, own: Rule) -> Looked:
    last = subject.previous
    if last is None or last.agency is None or subject.raw.agency is None:
        return
    if agency_key(last.agency) == agency_key(subject.raw.agency):
        yield Outcome.PASSED
    else:
        names = {"agency": subject.raw.agency, "before": last.agency}
        yield Finding(rule=own, path="agency", source=subject.raw.source_of("agency"), details=names)


def _against(
    subject: Subject, own: Rule, path: str, stated: int, expected: int, **more: Any
) -> Finding | Outcome:
    """What a figure is beside the one that last year's report demands."""
    if stated == expected:
        return Outcome.PASSED
    return Finding(
        rule=own,
        path=path,
        label=subject.label_of(path),
        stated=stated,
        expected=expected,
        difference=stated - expected,
        source=subject.raw[path].source,
        **more,
    )
