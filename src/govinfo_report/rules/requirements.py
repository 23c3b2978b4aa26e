"""What the form and the statute require of the prose: its sections, the five aspects, the fees, the year.

A document of tables alone is judged by its tables; these rules look at a report that has prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.form.labels import simplified
from govinfo_report.model import AnnualReport
from govinfo_report.prose.periods import find_period
from govinfo_report.prose.titles import find_title
from govinfo_report.raw import RawReport
from govinfo_report.rules.examples import written
from govinfo_report.rules.rule import Looked, rule
from govinfo_report.rules.subject import Subject

__all__ = ["ASPECTS"]

#: The five aspects of section 一, and words that show that one is spoken of.
ASPECTS = {
    "主动公开": r"主动公开|主动发布",
    "依申请公开": r"依申请|申请公开|公开申请",
    "政府信息管理": r"信息管理|规范性文件|公开属性|保密审查|发布审核|动态调整",
    "政府信息公开平台建设": r"平台|网站|政务新媒体|公众号|专栏|公开专区",
    "监督保障": r"监督|保障|考核|培训|检查|评议|责任追究",
}
_NOTHING = re.compile(
    r"^(?:[（(]?[一1][)）]?[、.．]?)?(?:本年度?|我[局办镇乡委]|本机关|目前|暂)?(?:无|没有|未发现|不存在|略)"
    r"(?:存在)?(?:的|明显|主要|突出)*(?:问题|情况|不足)?[。.！]*$"
)
_OPENS = re.compile(
    r"(?:^|[。；\n])(?:[（(][一二三四五六][)）][^。；\n，,]{0,12}[。：\n])?(20[0-9]{2})年度?(?=[，,我本全]|未收|没有收|无)"
)
"""A sentence that begins with a year tells of that year."""
_NAMED = re.compile(r"(20[0-9]{2})年度?(?:政府)?信息公开(?:工作)?(?:年度)?报告|(20[0-9]{2})年度报告")
"""A year that names the report: 编制2024年度政府信息公开工作年度报告."""
_PLACES = {
    "title": "标题",
    "preamble": "前言",
    "overview": "第一部分",
    "problems_and_improvements": "第五部分",
    "other_matters": "第六部分",
}
_LEVEL = re.compile(r"[ \t\u3000]+")
_SPACE = re.compile(r"[\s\u3000]+")
_FEE = re.compile(r"信息处理费|收费|收取")

_WORDS_BEFORE = ("；表二之前有文字，可能就是这一部分", "; the text before table 2 may be it")


@rule(
    code="N201",
    name="section-missing",
    severity=Severity.WARNING,
    clause=Text("国办公开办函〔2021〕30号：报告含六个部分", "the form has six sections"),
    title=Text("三个文字部分应齐全", "The three sections of prose are there"),
    message=Text("{what}。", "{what_en}."),
    advice=Text(
        "没有写的请补写；写了而没有认出的，请把标题改为官方文字，单独成行。",
        "Write the section; if it is there, give it the official heading, in a line of its own.",
    ),
    passing=Text("六个部分齐全", "six sections"),
    failing=Text("缺第五部分", "no section 五"),
    exceptions=Text(
        "只有表格、没有任何文字的文件不核对。",
        "a document of tables alone is not judged.",
    ),
    breaks=lambda raw, _: attrs.evolve(written(raw), other_matters=None),
)
def _section(subject: Subject, own: Rule) -> Looked:
    raw = subject.raw
    asked = [each.name for each in subject.form.sections if each.name in AnnualReport.PROSE_SECTIONS]
    for name in asked if _has_prose(raw) else ():
        if getattr(raw, name):
            yield Outcome.PASSED
        else:
            what, what_en = _missing(name, raw)
            details = {"what": what, "what_en": what_en}
            yield Finding(rule=own, path=name, source=raw.source_of(name), details=details)


def _has_prose(raw: RawReport) -> bool:
    """Whether a report has prose, or its document a heading that prose should stand under."""

    def headed(name: str) -> bool:
        return getattr(raw, name) == "" and raw.source_of(name) is not None

    sections = AnnualReport.PROSE_SECTIONS
    return any(getattr(raw, name) or headed(name) for name in sections) or _tells(raw.preamble)


def _tells(text: str | None) -> bool:
    return "。" in (text or "")


def _missing(name: str, raw: RawReport) -> tuple[str, str]:
    """What is missing of a section: its text, or the heading as well."""
    heading = raw.form.heading(name)
    if getattr(raw, name) is not None:
        return f"“{heading}”标题下没有文字", f"there is no text under “{heading}”"
    zh, en = _WORDS_BEFORE if name == "overview" and _tells(raw.preamble) else ("", "")
    return f"没有“{heading}”{zh}", f"“{heading}” is missing{en}"


@rule(
    code="N202",
    name="nothing-said",
    severity=Severity.WARNING,
    clause=Text(
        "《政府信息公开条例》第五十条：报告含总体情况、存在的主要问题及改进情况",
        "art. 50 of the 条例: the report tells of the year as a whole, of the main problems and improvements",
    ),
    title=Text("第一、五部分不能只写“无”", "Sections 一 and 五 say more than 无"),
    message=Text("{where}只写了“{text}”。", "{where} says only “{text}”."),
    advice=Text(
        "请写明总体情况、存在的主要问题和改进情况。",
        "Tell of the year, of the main problems and of improvements.",
    ),
    passing=Text("“公开的主动性有待提高……”", "a problem and what is done about it"),
    failing=Text("“无。”", "“无。”"),
    breaks=lambda raw, _: written(raw, problems="无。"),
)
def _nothing_said(subject: Subject, own: Rule) -> Looked:
    for name in ("overview", "problems_and_improvements"):
        text = getattr(subject.raw, name)
        if text and _NOTHING.match(_SPACE.sub("", text)):
            details = {"text": text, "where": _PLACES[name]}
            yield Finding(rule=own, path=name, source=subject.raw.source_of(name), details=details)
        elif text:
            yield Outcome.PASSED


@rule(
    code="N203",
    name="five-aspects",
    severity=Severity.INFO,
    clause=Text(
        "总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面",
        "section 一 speaks of five aspects",
    ),
    title=Text("第一部分写到五个方面", "Section 一 speaks of the five aspects"),
    message=Text("第一部分似未写到：{aspects}。", "Section 一 does not seem to speak of {aspects}."),
    advice=Text("请核对；确未写到的请补写。", "Look, and add what is missing."),
    passing=Text("五个方面都写到", "all five"),
    failing=Text("未写监督保障", "nothing on 监督保障"),
    breaks=lambda raw, _: written(raw, overview="本年，依申请公开和平台建设有序。"),
)
def _aspects(subject: Subject, own: Rule) -> Looked:
    text = simplified(subject.raw.overview or "")
    if text:
        missing = [name for name, words in ASPECTS.items() if not re.search(words, text)]
        source, details = subject.raw.source_of("overview"), {"aspects": "、".join(missing)}
        found = Finding(rule=own, path="overview", source=source, details=details)
        yield found if missing else Outcome.PASSED


@rule(
    code="N204",
    name="fee-statement",
    severity=Severity.INFO,
    clause=Text("第六部分报告收取信息处理费的情况", "section 六 reports the 信息处理费"),
    title=Text("第六部分说明信息处理费", "Section 六 tells of the 信息处理费"),
    message=Text("第六部分没有说到信息处理费。", "Section 六 does not tell of the 信息处理费."),
    advice=Text(
        "请写明收取的金额（元）；未收取的写明未收取。", "Say how much was charged (元), or that none was."
    ),
    passing=Text("“未收取信息处理费。”", "“未收取信息处理费。”"),
    failing=Text("“无其他需要报告的事项。”", "“无其他需要报告的事项。”"),
    breaks=lambda raw, _: written(raw, other_matters="没有其他事项。"),
)
def _fee(subject: Subject, own: Rule) -> Looked:
    text = subject.raw.other_matters
    if text:
        missing = Finding(rule=own, path="other_matters", source=subject.raw.source_of("other_matters"))
        yield Outcome.PASSED if _FEE.search(simplified(text)) else missing


@rule(
    code="N205",
    name="own-year",
    severity=Severity.WARNING,
    clause=Text("文字不得把别的年度说成本年度", "the prose names no other year than the report's as its own"),
    title=Text(
        "标题、前言和正文不把别的年度说成本年度", "Title and prose name no other year as the report's own"
    ),
    message=Text(
        "{where}说的是 {said} 年，而报告年度是 {year} 年。", "{where} says {said}; the report is of {year}."
    ),
    advice=Text(
        "请改正写错的一处（常因沿用上年文稿）。", "Correct it; last year's text may have been reused."
    ),
    passing=Text("2024 年度，统计期限 2024年1月1日至12月31日", "2024 throughout"),
    failing=Text("2024 年度，前言写 2023年1月1日至12月31日", "2024, but the preamble says 2023"),
    exceptions=Text(
        "回顾以往年度的句子，只要同时写到本年度。",
        "sentences that look back, where the own year is named, too.",
    ),
    breaks=lambda raw, _: attrs.evolve(raw, title=f"甲局{(raw.year or 0) - 1}年政府信息公开工作年度报告"),
)
def _year(subject: Subject, own: Rule) -> Looked:
    raw = subject.raw
    for name, year in _years_said(raw) if raw.year is not None else ():
        details = {"where": _PLACES[name], "said": year, "year": raw.year}
        other = Finding(rule=own, path="year", source=raw.source_of(name), details=details)
        yield Outcome.PASSED if year == raw.year else other


def _years_said(raw: RawReport) -> Iterator[tuple[str, int]]:
    """The years that a report gives itself, each with the part that does."""
    named = find_title(raw.title) if raw.title else None
    if named is not None and named.year is not None:
        yield "title", named.year
    period = find_period(raw.preamble) if raw.preamble else None
    if period is not None and period != raw.period:  # the report's own is F104's
        yield from (("preamble", year) for year in sorted({period.start.year, period.end.year}))
    elif raw.preamble:
        names = {int(first or second) for first, second in _NAMED.findall(_SPACE.sub("", raw.preamble))}
        yield from (("preamble", year) for year in sorted(names) if raw.year not in names)
    for name in AnnualReport.PROSE_SECTIONS:
        yield from ((name, year) for year in _own_year_of(getattr(raw, name) or "", raw.year or 0))


def _own_year_of(text: str, own: int) -> list[int]:
    """The year that a section tells of: its own where it is named at all, else the first opening one.

    Beside the report's own year another is a look back; a later one is a plan.
    """
    opening = [int(year) for year in _OPENS.findall(_LEVEL.sub("", text))]
    if opening and str(own) in text:
        return [own]
    return [year for year in opening if year < own][:1]
