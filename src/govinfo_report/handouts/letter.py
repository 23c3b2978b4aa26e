"""The words of a letter to an agency (反馈意见): what is wrong where, what it should be, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from attrs import frozen

from govinfo_report.findings import Finding
from govinfo_report.handouts.rows import place_of
from govinfo_report.handouts.telling import Told
from govinfo_report.writers.characters import clean
from govinfo_report.writers.papers import Column, Paper, Part, Row

__all__ = ["Matter", "letter", "matter_of"]

_ERRORS = (
    Column(head="序号", width=3, kind="figure"),
    Column(head="位置", width=11),
    Column(head="表中", width=4, kind="figure"),
    Column(head="应为", width=4, kind="figure"),
    Column(head="问题和处理", width=14),
    Column(head="依据", width=9),
)
_DOUBTS = (_ERRORS[0], Column(head="位置", width=10), Column(head="问题和处理", width=21), _ERRORS[-1])
#: What our own papers call a relation (C1), behind what a rule rests on; nobody else knows it.
_OUR_NUMBER = re.compile(r"（[A-D][0-9]）")
_UNDATED = "　　年　　月　　日"
_NUMERALS = "一二三四五六七八九"


@frozen(kw_only=True)
class Matter:
    """What there is to say of one report.

    Attributes:
        year: The year reported on, where it is known.
        file: The file's name, by which two reports of a year are told apart.
        errors, doubts: Rows of the two lists.
        suggestions: Which cells may be wrong, in words.
    """

    year: int | None
    file: str
    errors: tuple[Row, ...]
    doubts: tuple[Row, ...]
    suggestions: tuple[str, ...]


def matter_of(told: Told, *, year: int | None, file: str) -> Matter:
    """What is told of a report, in the words of a letter."""
    return Matter(
        year=year,
        file=file,
        errors=tuple(_error(number, each) for number, each in enumerate(told.errors, start=1)),
        doubts=tuple(_doubt(number, each) for number, each in enumerate(told.doubts, start=1)),
        suggestions=tuple(map(clean, told.suggestions)),
    )


def _error(number: int, finding: Finding) -> Row:
    demanded = finding.expected if finding.difference is not None else None
    return (number, _place(finding), finding.stated, demanded, _words(finding), _basis(finding))


def _doubt(number: int, finding: Finding) -> Row:
    return (number, _place(finding), _words(finding), _basis(finding))


def _place(finding: Finding) -> str:
    place = place_of(finding, "zh")
    source = finding.source.describe("zh") if finding.source is not None else ""
    return clean(f"{place}\n（{source}）" if place and source else place or source)


def _words(finding: Finding) -> str:
    said = finding.message("zh").removeprefix(f"{' / '.join(finding.label)}：")
    return clean(f"{said}{finding.rule.advice.zh}")


def _basis(finding: Finding) -> str:
    return _OUR_NUMBER.sub("", finding.rule.clause.zh)


def letter(
    agency: str,
    matters: Sequence[Matter],
    *,
    several: Mapping[int | None, Sequence[str]] = MappingProxyType({}),
    sender: str | None = None,
    day: date | None = None,
    reply_by: date | None = None,
) -> Paper:
    """The letter to an agency about its reports.

    Args:
        agency: Its name.
        matters: What there is to say of each report.
        several: The years of which it has several reports that differ, with the names of their files.
        sender: Whose letter it is; a place for the name where it is ``None``.
        day: Its date; a place for it where ``None``.
        reply_by: The last day of an answer; a place for it where ``None``.
    """
    agency = clean(agency)
    matters = sorted(matters, key=lambda matter: (matter.year is None, matter.year, matter.file))
    years = sorted({matter.year for matter in matters if matter.year is not None})
    of_year = f"{years[0]}年" if len(years) == 1 and all(matter.year for matter in matters) else ""
    errors, doubts = (
        sum(len(rows) for rows in each) for each in ([m.errors for m in matters], [m.doubts for m in matters])
    )
    counts = [f"应当改正的问题 {errors} 处"] * bool(errors) + [f"请核对的问题 {doubts} 处"] * bool(doubts)
    which = "" if len(matters) == 1 else f"（共 {len(matters)} 份）"
    opening = (
        f"你单位{of_year}政府信息公开工作年度报告{which}收悉。按照《中华人民共和国政府信息公开条例》"
        f"和年度报告格式的要求核对，有{'、'.join(counts)}，现反馈如下。"
    )
    closing = (
        f"请于{_day(reply_by)}前核实上述问题，改正后重新公布，并将改正情况函告我单位；确有正当理由的，请书面说明。",
        "本意见只列出能够确定读出的内容；没有列出的，不表示没有问题。",
    )
    differing = tuple(_of_several(year, files, matters) for year, files in several.items())
    return Paper(
        title=f"关于{agency}{of_year}\n政府信息公开工作年度报告的反馈意见",
        addressee=agency,
        parts=(Part(paragraphs=(opening,)), *_numbered(matters), Part(paragraphs=(*differing, *closing))),
        signature=(clean(sender) if sender is not None else "（发函单位）", _day(day)),
    )


def _of_several(year: int | None, files: Sequence[str], matters: Sequence[Matter]) -> str:
    """That reports of one year differ, and which of them has these faults."""
    whose = f"你单位{f'{year}年' if year else ''}报告收到内容不同的 {len(files)} 份"
    names = "、".join(map(clean, files))
    wrong = "、".join(clean(each.file) for each in matters if each.year == year)
    return f"{whose}（{names}），以上问题见于{wrong}，请一并说明以哪一份为准。"


def _numbered(matters: Sequence[Matter]) -> Iterator[Part]:
    number = 0
    for matter in matters:
        year = f"{matter.year} 年度报告" if matter.year is not None else "年度不详的报告"
        whose = f"{year}（{clean(matter.file)}）" if len(matters) > 1 else ""
        if matter.errors:
            number += 1
            yield Part(
                heading=f"{_numeral(number)}、{whose}应当改正的问题",
                columns=_ERRORS,
                rows=matter.errors,
            )
            if any(row[3] is not None for row in matter.errors):
                yield Part(
                    paragraphs=(
                        "“应为”是按表内关系由其余各格算得的数；填错的也可能是其余各格之一，请一并核对。",
                    )
                )
            if matter.suggestions:
                yield Part(paragraphs=("以下各格可能填错，供参考：", *matter.suggestions))
        if matter.doubts:
            number += 1
            yield Part(
                heading=f"{_numeral(number)}、{whose}请核对的问题", columns=_DOUBTS, rows=matter.doubts
            )


def _numeral(number: int) -> str:
    """A number up to 99 in Chinese; a larger one in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return ten + (_NUMERALS[ones - 1] if ones else "")


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else _UNDATED
