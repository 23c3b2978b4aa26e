"""Rules on words that were read as nobody's, and on whose report the words say it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.form import table_names
from govinfo_report.model import AnnualReport
from govinfo_report.prose.furniture import is_furniture
from govinfo_report.prose.signing import find_signature
from govinfo_report.prose.telling import find_author, find_named, find_subject
from govinfo_report.raw import Leftover, RawReport
from govinfo_report.rules.examples import ASPECTS_TOLD, changed, written
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject

_FEWEST = 10
"""Characters of a sentence that tells something; 注：以上为全市数。 is shorter."""
_QUOTED = 24
"""Characters of a text that a finding quotes."""
_SIGN = re.compile(r"[\u3400-\u9fff]")
_GOVERNMENTS = ("政府", "委员会", "管委会")
_PLACES = {
    "preamble": ("前言", "the preamble"),
    "overview": ("第一部分", "section 一"),
    "other_matters": ("落款", "the signature"),
}


@rule(
    code="F313",
    name="unread-text",
    severity=Severity.WARNING,
    clause=Text("读到而无法归入格式的内容不得丢弃", "what has no place in the form is not dropped"),
    title=Text("文字都属于第一、五、六部分", "All prose belongs to section 一, 五 or 六"),
    message=Text(
        "有{count}段文字（“{quote}”）不在第一、五、六部分，没有作为正文读取；其中的数字，写在表格处的才与表格核对。",
        "{count} paragraph(s) (“{quote}”) stand in none of the sections 一, 五 and 六 and were not read as "
        "prose; their figures were compared with the tables only where they stand with one.",
    ),
    advice=Text(
        "文字属于第一、五、六部分的，请把该部分的标题改为官方文字；写在表格处的，官方格式没有它的位置，请移到第一部分。",
        "If it is section 一, 五 or 六, give that its official heading; the form has no place for it with a "
        "table: move it to section 一.",
    ),
    passing=Text("“五、存在的主要问题及改进情况”下的文字", "text under “五、存在的主要问题及改进情况”"),
    failing=Text("表四之后的文字没有标题", "text behind table 4 without a heading"),
    exceptions=Text(
        "文字写在表格处，三个文字部分也都在的，只作提示。",
        "only a note where all three sections are there and the text stands with a table.",
    ),
    breaks=changed(
        leftovers=(Leftover(text="主要问题是人手不足，将予改进。", reason="text", path="remedies"),)
    ),
)
def _unread(subject: Subject, own: Rule) -> Looked:
    yield Outcome.PASSED
    raw = subject.raw
    whole = all(getattr(raw, name) is not None for name in AnnualReport.PROSE_SECTIONS)
    runs: dict[str, list[Leftover]] = {}
    for leftover in raw.leftovers:
        place = leftover.path or leftover.source.sheet
        if place is not None and _tells(leftover):
            runs.setdefault(place, []).append(leftover)
    for found in runs.values():
        text = "".join(found[0].text.split())
        at_table = found[0].path is not None
        yield Finding(
            rule=own,
            severity=Severity.INFO if at_table and whole else Severity.WARNING,
            path=found[0].path,
            source=found[0].source,
            details={
                "count": len(found),
                "quote": text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…",
            },
        )


def _tells(leftover: Leftover) -> bool:
    """Whether it is a sentence beside a table, or on a sheet of its own, and not of the page around."""
    text = leftover.text
    return (
        leftover.reason == "text"
        and leftover.path in (None, *table_names())
        and "。" in text
        and len(_SIGN.findall(text)) >= _FEWEST
        and not any(sign in text for sign in "|\t")
        and not is_furniture(text)
    )


@rule(
    code="F314",
    name="other-agency",
    severity=Severity.WARNING,
    clause=Text("年度报告是一个行政机关的报告", "a report is that of one body"),
    title=Text("正文所说的机关与标题一致", "The text names the agency that the title names"),
    message=Text(
        "{where}说的是“{said}”，而报告的机关是“{agency}”。",
        "{where_en} names “{said}”; the report's agency is “{agency}”.",
    ),
    advice=Text(
        "请改正写错的一处（常因沿用别处文稿）；写的确是别的机关的，不必改。",
        "Correct it if another's text was reused; leave it if another body is meant.",
    ),
    passing=Text(
        "标题为甲县水利局，第一句为“甲县水利局认真……”", "title and first sentence name the same body"
    ),
    failing=Text("标题为甲县水利局，第一句为“乙县水利局认真……”", "the first sentence names another body"),
    exceptions=Text(
        "名称是同一机关的全称、简称，或政府的报告由其办公室等编制的，不算。",
        "not a longer or shorter name of the same body, nor the office that makes a government's report.",
    ),
    breaks=lambda raw, _: written(raw, overview=f"{raw.year}年，双泉市林业局严格执行条例。{ASPECTS_TOLD}"),
)
def _other_agency(subject: Subject, own: Rule) -> Looked:
    raw = subject.raw
    for name, agency in dict.fromkeys(_named(raw)) if raw.agency else ():
        if _is_same(agency, raw.agency or ""):
            yield Outcome.PASSED
            continue
        zh, en = _PLACES[name]
        details = {"where": zh, "where_en": en, "said": agency, "agency": raw.agency}
        yield Finding(rule=own, path="agency", source=raw.source_of(name), details=details)


def _named(raw: RawReport) -> Iterator[tuple[str, str]]:
    """The agencies that the words give the report, each with the part that does."""
    for name in ("preamble", "overview"):
        text = getattr(raw, name) or ""
        found = [find_subject(text), *map(find_named, text.split("\n"))]
        yield from ((name, each.agency) for each in found if each is not None and each.agency is not None)
    if (raw.agency or "").endswith(_GOVERNMENTS):
        return  # its office may make its report, and sign it
    maker = find_author(raw.preamble or "")
    if maker is not None and maker.agency:
        yield "preamble", maker.agency
    if signature := find_signature((raw.other_matters or "").split("\n")):
        yield "other_matters", signature


def _is_same(one: str, other: str) -> bool:
    """Whether of two names one is the other in short: 东坪县卫健委 is 东坪县卫生健康委员会."""
    short, long = sorted((one, "".join(other.split())), key=len)
    signs = iter(long)
    return all(sign in signs for sign in short)
