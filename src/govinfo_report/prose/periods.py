"""The year and the period that words tell."""

from __future__ import annotations

import re
from datetime import date

from govinfo_report.form.labels import simplified
from govinfo_report.model import Period
from govinfo_report.raw.figures import bare, plain_digits

__all__ = [
    "OF_THE_YEAR",
    "find_period",
    "in_plain",
    "period_told",
    "year_alone",
    "year_ended",
    "year_opened",
    "years_told",
]

_CHINESE_YEAR = re.compile(r"二[〇○零0Oo][〇○零0Oo一二三四五六七八九]{2}(?=年)")
_CHINESE_TWO = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_DATE = r"(?:(20[0-9]{2})[年.．/-])?([0-9]{1,2})[月.．/-]([0-9]{1,2})(?![0-9])日?"
_PERIOD = re.compile(rf"{_DATE}(?:起)?(?:至|到|—|－|-|~){_DATE}")
#: 自202311日起至20231231日止: a program has lost 年 and 月; of a whole year it is certain.
_WITHOUT_SIGNS = re.compile(r"(20[0-9]{2})11日?起?[至到—-]\1(?:1231)日?止?")
_SENTENCE = re.compile(r"[^。；;]+")
#: What tells that a sentence is about what the figures are of.
_OF_FIGURES = re.compile(r"(?:统计|数据|报告)[^。；;，,]{0,20}(?:期限|起止|时间|时限|范围)")
_AT_THE_END = re.compile(r"截[至止]到?(20[0-9]{2})年12月(?:31日|底|末)")
#: 2025年度，服务中心发布信息12条: the agency tells of itself.
OF_THE_YEAR = re.compile(r"^(?P<year>20[0-9]{2})年(?:度)?[,，]?")
_TELLS_OF = re.compile(r"(?:^|[。；])(20[0-9]{2})年(?:度)?(?=[，,我本全])")
_PLANS = re.compile(
    r"将(?:继续|进一步|坚持|以|按|围绕|重点|不断)|[，,我本][局委办镇乡厅院]?(?:计划|拟)|下一步"
)
_YEAR_ALONE = re.compile(r"^[（(]?(20[0-9]{2})年(?:度)?[）)]?$")
#: Years of which nothing is planned.
_ANY_YEAR = re.compile(r"20[0-9]{2}(?=年)(?!年(?:度)?(?:部门|工作)?(?:安排|打算|计划|要点|预算|将|拟|思路))")
_SPACES = re.compile(r"\s+")


def in_plain(text: str) -> str:
    """Text without spaces, in Simplified characters, years in plain digits."""
    words = plain_digits(simplified("".join(bare(text).split())))
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_TWO), words)


def year_alone(text: str) -> int | None:
    """The year, where ``text`` is nothing else: （2023年度）."""
    match = _YEAR_ALONE.match(in_plain(text))
    return int(match[1]) if match is not None else None


def years_told(text: str) -> set[int]:
    """The years that sentences begin with (2023年，…)."""
    return {int(year) for year in _TELLS_OF.findall(in_plain(text))}


def year_opened(text: str) -> int | None:
    """The one year of which a text's sentences tell, if its first does and is no plan: 2023年，我局…."""
    plain = in_plain(text)
    opening = OF_THE_YEAR.match(first := plain.partition("。")[0])
    if opening is None or _PLANS.search(first):
        return None
    year = int(opening["year"])
    return year if years_told(text) == {year} and year == _latest(plain) else None


def period_told(text: str) -> Period | None:
    """The period of the figures as a sentence tells it: 本报告数据的统计期限为2023年1月1日至12月31日."""
    sentences = _SENTENCE.findall(_SPACES.sub("", text))
    return find_period("。".join(each for each in sentences if _OF_FIGURES.search(each)))


def year_ended(text: str) -> int | None:
    """The one year at whose end a text counts: 截至2023年12月31日; ``None`` for none, or several."""
    plain = in_plain(text)
    years = {int(year) for year in _AT_THE_END.findall(plain)}
    return years.pop() if len(years) == 1 and years == {_latest(plain)} else None


def _latest(plain: str) -> int | None:
    """The latest year that a text speaks of: it is not about one before that."""
    return max(map(int, _ANY_YEAR.findall(plain)), default=None)


def find_period(text: str) -> Period | None:
    """The period that ``text`` names by its first and last day, if it names exactly one."""
    found: set[tuple[date, date]] = set()
    for match in _PERIOD.finditer(in_plain(text)):
        year, month, day, until_year, until_month, until_day = match.groups()
        if year is None:
            continue
        try:
            start = date(int(year), int(month), int(day))
            end = date(int(until_year or year), int(until_month), int(until_day))
        except ValueError:
            continue
        found.add((start, end))
    for year in map(int, _WITHOUT_SIGNS.findall(in_plain(text))):
        found.add((date(year, 1, 1), date(year, 12, 31)))
    if len(found) != 1:
        return None
    start, end = found.pop()
    return Period(start=start, end=end)
