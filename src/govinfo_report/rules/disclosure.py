"""What table 2 may state: 规章 only where they can be made, no fewer in force than came this year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

import attrs

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.rules.examples import former, put, written
from govinfo_report.rules.rounding import rounding_of
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject

#: Bodies that certainly cannot make 规章 (立法法): those of counties, districts, towns, and their parts.
_NO_REGULATIONS = re.compile(
    r"(?:县|镇|乡|旗|苏木|(?<!自治)区)人民政府(?:办公室)?$|街道(?:办事处|办)$"
    r"|(?:县|镇|乡|旗|(?<!自治)区|街道)(?:[^省市州]|(?<=城)市|(?<!城)市(?=[场政容]))*(?:局|委员会|办公室|中心|所|站|大队|队)$"
)
_OF_THE_STATE = re.compile(r"国家|国务院|中国|中华")
_CHARGED = re.compile(r"信息(?:公开)?处理费[^0-9。；]{0,12}?([0-9][0-9,]*(?:\.[0-9]+)?)(万?)元")
_AMOUNT = "disclosure.fees.amount"


_REGULATIONS, _DOCUMENTS = "disclosure.regulations", "disclosure.normative_documents"


@rule(
    code="T201",
    name="no-regulations",
    severity=Severity.WARNING,
    clause=Text(
        "《立法法》：规章由国务院部门、省级和设区的市级人民政府制定（B4）",
        "only ministries, provinces and cities with districts make 规章 (B4)",
    ),
    title=Text("不能制定规章的机关，规章各数为 0", "A body that cannot make 规章 has none"),
    message=Text(
        "{label}为 {stated}，而{agency}无权制定规章（汇总上级数据的除外）。",
        "{label} is {stated}, but {agency} cannot make 规章 (unless the report consolidates others).",
    ),
    advice=Text("请核对是否误把行政规范性文件填作规章。", "行政规范性文件 may have been entered as 规章."),
    passing=Text("某县人民政府：规章 0", "a county: 0"),
    failing=Text("某镇人民政府：规章 3", "a town: 3"),
    exceptions=Text(
        "汇总上级或所属设区的市数据的报告。",
        "a report that consolidates figures of bodies that can.",
    ),
    breaks=lambda raw, _: put(
        attrs.evolve(raw, agency="双泉镇人民政府"),
        {f"{_REGULATIONS}.issued": 0, f"{_REGULATIONS}.repealed": 0, f"{_REGULATIONS}.in_force": 3},
    ),
)
def _no_regulations(subject: Subject, own: Rule) -> Looked:
    agency = subject.raw.agency or ""
    if _NO_REGULATIONS.search(agency) is None or _OF_THE_STATE.match(agency) is not None:
        return
    for path, figure in subject.figures.items():
        if not path.startswith(f"{_REGULATIONS}."):
            continue
        if not figure:
            yield Outcome.PASSED
            continue
        yield Finding(
            rule=own,
            path=path,
            label=subject.label_of(path),
            stated=figure,
            source=subject.raw[path].source,
            details={"agency": agency},
        )


@rule(
    code="T202",
    name="processing-fee",
    severity=Severity.INFO,
    clause=Text(
        "信息处理费计入行政事业性收费：信息处理费(元) ≤ 行政事业性收费(万元) × 10000（C2）",
        "the 信息处理费 (元) is part of 行政事业性收费 (万元): at most 10000 times that (C2)",
    ),
    title=Text("信息处理费不大于行政事业性收费", "The 信息处理费 is no more than 行政事业性收费"),
    message=Text(
        "第六部分称收取信息处理费 {charged} 元，而{label}为 {stated} 万元。",
        "Section 六 tells of {charged} 元 of 信息处理费, but {label} is {stated} 万元.",
    ),
    advice=Text(
        "请核对金额和单位（元、万元）；信息处理费未列入该表的除外。",
        "Compare the amounts and their units (元, 万元), unless that fee is not part of the table.",
    ),
    passing=Text("信息处理费 1200 元，收费金额 0.12 万元", "1200 元 beside 0.12 万元"),
    failing=Text("信息处理费 1200 元，收费金额 0", "1200 元 beside 0"),
    exceptions=Text(
        "信息处理费未列入该表的机关；第六部分写了几个金额的不核对。",
        "bodies whose fee is not part of the table; several sums in section 六 are not compared.",
    ),
    breaks=lambda raw, _: written(put(raw, {_AMOUNT: 0}), other_matters="收取信息处理费20元。"),
)
def _charged(subject: Subject, own: Rule) -> Looked:
    found = _CHARGED.findall(unicodedata.normalize("NFKC", subject.raw.other_matters or ""))
    cell = subject.raw.get(_AMOUNT)
    # Of several sums nobody knows which is the whole.
    if len(found) != 1 or cell is None or cell.value is None:
        return
    ((digits, wan),) = found
    charged = Decimal(digits.replace(",", "")) * (10_000 if wan else 1)
    if charged <= (cell.value + rounding_of(cell.value)) * 10_000:
        yield Outcome.PASSED
        return
    yield Finding(
        rule=own,
        path=_AMOUNT,
        label=subject.label_of(_AMOUNT),
        stated=cell.value,
        source=cell.source,
        details={"charged": f"{charged.normalize():f}"},
    )


@rule(
    code="T203",
    name="in-force-at-least",
    severity=Severity.INFO,
    clause=Text(
        "通常：现行有效件数不少于本年制发减本年废止（B3）",
        "usually 现行有效 is no less than 制发 - 废止 (B3)",
    ),
    title=Text("现行有效件数不少于制发减废止", "现行有效 is no less than 制发 - 废止"),
    message=Text(
        "{label}为 {stated}，少于制发减废止的 {expected}（当年制发又在当年失效的除外）。",
        "{label} is {stated}, less than 制发 - 废止 = {expected} "
        "(unless some lapsed in the year they were made).",
    ),
    advice=Text("请核对制发、废止和现行有效三个数。", "Look at the three figures of the row."),
    passing=Text("制发 4，废止 1，现行有效 19", "4 made, 1 repealed, 19 in force"),
    failing=Text("制发 4，废止 1，现行有效 0", "4 made, 1 repealed, 0 in force"),
    exceptions=Text(
        "当年制发、有效期又在当年届满的文件。", "documents that were made and lapsed in the same year."
    ),
    breaks=lambda raw, _: put(
        raw, {f"{_REGULATIONS}.issued": 4, f"{_REGULATIONS}.repealed": 1, f"{_REGULATIONS}.in_force": 2}
    ),
)
def _in_force(subject: Subject, own: Rule) -> Looked:
    return _at_least(subject, own, "in_force", {"issued": 1, "repealed": -1})


@rule(
    code="T204",
    name="public-total-at-least",
    severity=Severity.INFO,
    clause=Text(
        "2019年版：对外公开总数量包括本年新公开数量（B5）",
        "2019 edition: 对外公开总数量 includes 本年新公开数量 (B5)",
    ),
    title=Text("对外公开总数量不少于本年新公开数量", "对外公开总数量 is no less than 本年新公开数量"),
    message=Text(
        "{label}为 {stated}，少于本年新公开的 {expected}（公开后又撤下的除外）。",
        "{label} is {stated}, less than the {expected} published this year "
        "(unless some were taken down again).",
    ),
    advice=Text("请核对该行的两个数。", "Look at both figures of the row."),
    passing=Text("新公开 2，公开总数 21", "2 published, 21 in all"),
    failing=Text("新公开 2，公开总数 0", "2 published, 0 in all"),
    exceptions=Text("当年公开、当年废止撤下的文件。", "documents published and taken down in the same year."),
    breaks=lambda raw, _: former(raw, {f"{_DOCUMENTS}.published": 3, f"{_DOCUMENTS}.public_total": 2}),
)
def _public_total(subject: Subject, own: Rule) -> Looked:
    return _at_least(subject, own, "public_total", {"published": 1})


def _at_least(subject: Subject, own: Rule, stated: str, parts: Mapping[str, int]) -> Looked:
    """Whether a cell of each row of documents is no less than a sum of others of that row."""
    for row in (_REGULATIONS, _DOCUMENTS):
        cell = subject.raw.get(f"{row}.{stated}")
        terms = [(sign, subject.look(f"{row}.{name}")[0]) for name, sign in parts.items()]
        figures = [sign * int(figure) for sign, figure in terms if figure is not None and figure >= 0]
        if cell is None or cell.value is None or len(figures) < len(parts):
            continue
        least = sum(figures)
        if cell.value >= least:
            yield Outcome.PASSED
            continue
        yield Finding(
            rule=own,
            path=cell.path,
            label=subject.label_of(cell.path),
            stated=cell.value,
            expected=least,
            difference=cell.value - least,
            source=cell.source,
        )
