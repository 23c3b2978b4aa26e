"""Text shared with last year's report: a section that says the same again tells nothing of the year."""

from __future__ import annotations

import re
import unicodedata

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.rules.examples import ASPECTS_TOLD, last_year, written
from govinfo_report.rules.requirements import ASPECTS
from govinfo_report.rules.rule import Looked, Pick, rule
from govinfo_report.rules.subject import Subject

__all__ = ["printed_sentences", "sentences"]

_ENDS = re.compile(r"[。！？；!?;\n]+")
_SPACE = re.compile(r"\s+")
_NUMBER = r"[一二三四五六七八九十\d]+"
_WORDS = r"[^，,：:。！？；!?;\n]{0,20}"
_HEADING = re.compile(
    rf"^[^\S\n]*(?:[(（]{_NUMBER}[)）]|{_NUMBER}[、.．])"
    rf"(?:{_WORDS}$|{_WORDS}?(?:情况|{'|'.join(ASPECTS)})[。：:])",
    re.MULTILINE,
)
"""A numbered line without any mark, or its beginning that names an aspect: ``（二）依申请公开情况。``"""
_SHORTEST = 10
"""Sentences of fewer characters are headings and set phrases."""
_FEWEST = 3
"""A section with fewer sentences says too little to be compared."""
_SHARE = 50
"""Per cent of a section's sentences; as many repeated are worth a finding."""


def sentences(text: str) -> list[str]:
    r"""The sentences of a text that say something, widths and spaces levelled; headings say nothing.

    Example:
        >>> sentences("一、做法。公开目录已经全面更新完毕。\n（二）依申请公开工作情况")
        ['公开目录已经全面更新完毕']
    """
    return [levelled for levelled, _ in printed_sentences(text)]


def printed_sentences(text: str) -> list[tuple[str, str]]:
    """The same, each with the words as they are printed."""
    parts = [part.strip() for part in _ENDS.split(_HEADING.sub("", text))]
    found = ((_SPACE.sub("", unicodedata.normalize("NFKC", part)), part) for part in parts)
    return [(levelled, printed) for levelled, printed in found if len(levelled) >= _SHORTEST]


def _copied(raw: RawReport, _: Pick) -> Subject:
    copied = written(raw, overview=f"{ASPECTS_TOLD}公开目录已经全面更新完毕。公开专栏的内容按月维护更新。")
    return Subject(raw=copied, previous=last_year(copied))


@rule(
    code="Y503",
    name="repeated-prose",
    severity=Severity.INFO,
    clause=Text(
        "《政府信息公开条例》第五十条：报告上一年度的情况",
        "art. 50 of the 条例: the report tells of its year",
    ),
    title=Text("各部分文字不照抄上年", "No section repeats last year's text"),
    message=Text(
        "“{section}”的 {sentences} 句中有 {repeated} 句与上年报告相同（{share}%）。",
        "{repeated} of the {sentences} sentences of “{section}” stand in last year's report, too ({share}%).",
    ),
    advice=Text("请按本年度的情况改写。", "Write what happened this year."),
    passing=Text("8 句中 1 句与上年相同", "1 sentence of 8"),
    failing=Text("8 句中 7 句与上年相同", "7 sentences of 8"),
    exceptions=Text(
        "不足 3 句的部分、10 字以下的句子、带序号的小标题不比较。",
        "sections of fewer than 3 sentences, sentences of fewer than 10 characters and numbered headings are "
        "not compared.",
    ),
    breaks=_copied,
)
def _repeated(subject: Subject, own: Rule) -> Looked:
    for name in AnnualReport.PROSE_SECTIONS if subject.previous is not None else ():
        here = sentences(getattr(subject.raw, name) or "")
        there = set(sentences(getattr(subject.previous, name) or ""))
        if len(here) < _FEWEST or not there:
            continue
        repeated = sum(sentence in there for sentence in here)
        share = 100 * repeated // len(here)
        if share < _SHARE:
            yield Outcome.PASSED
            continue
        yield Finding(
            rule=own,
            path=name,
            source=subject.raw.source_of(name),
            details={
                "section": subject.form.heading(name),
                "sentences": len(here),
                "repeated": repeated,
                "share": share,
            },
        )
