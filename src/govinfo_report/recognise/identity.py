"""Whose report it is, and for when: agency, year and period, from the title, a cover, or the preamble."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from govinfo_report.form.labels import simplified
from govinfo_report.model import Period
from govinfo_report.raw.figures import bare

__all__ = [
    "CoverEntry",
    "Named",
    "cover_entry",
    "entry_line",
    "find_agency",
    "find_named",
    "find_period",
    "find_title",
    "is_agency_name",
    "is_cover_name",
    "is_of_the_office",
    "year_alone",
]

_KIND = r"(?:政府)?(?:信息|政务)公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
_AGENCY_FIRST = re.compile(rf"^(?P<agency>.*?)(?P<year>20[0-9]{{2}})年(?:度)?{_KIND}")
_YEAR_FIRST = re.compile(rf"^(?P<year>20[0-9]{{2}})年(?:度)?(?P<agency>.*?){_KIND}")
#: 某局政府信息公开工作年度报告（2023年）, 某局信息公开2023年年度报告
_YEAR_LAST = re.compile(rf"^(?P<agency>.*?){_KIND}[（(]?(?P<year>20[0-9]{{2}})年(?:度)?[）)]?")
_YEAR_WITHIN = re.compile(
    r"^(?P<agency>.*?)(?:政府)?信息公开(?:工作)?(?P<year>20[0-9]{2})年(?:度|年度)?(?:工作)?(?:报告|年报)"
)
_YEARLESS = re.compile(rf"^(?P<agency>.*?){_KIND}$")
_CHINESE_YEAR = re.compile(r"二[〇○零0Oo][〇○零0Oo一二三四五六七八九]{2}(?=年)")
_CHINESE_TWO = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
#: A title that begins so is a sentence.
_SENTENCE = re.compile(r"^(?:现|根据|按照|依据|依照|为|由|按|经[过由研审]|本(?!溪))|[，,；;。]")
_TITLE_LEAD = re.compile(r"^.{0,8}[：:]")
#: 某局关于印发…的通知, 关于公布某局…的公告
_ABOUT = re.compile(r"关于(?:印发|公布|发布|公开|报送)?")
_DATE = r"(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日"
_PERIOD = re.compile(rf"{_DATE}(?:起)?(?:至|到|—|－|-|~){_DATE}")
_ENDING = re.compile(r"政府信息公开工作年度报告$")
#: A title quoted in a sentence, or worn away at its ends: the words of an agency's name just before the year.
_QUOTED = re.compile(
    r"(?P<agency>[\u4e00-\u9fff（）()·]{2,40}?)(?P<year>20[0-9]{2})年(?:度)?(?:政府)?信息公开"
)
#: 2025年度，服务中心发布信息12条: the agency tells of itself.
_TELLING = re.compile(
    r"^(?P<year>20[0-9]{2})年(?:度)?[,，](?P<agency>[\u4e00-\u9fff（）()·]{2,30}?)"
    r"(?:主动|共|共计|累计|全年|严格|认真|坚持|通过)*(?:发布|公开|受理|收到|公布|制发|贯彻|落实|按照|根据)"
)
#: The office of itself; 本溪, 全南, 全州 and 全椒 are places.
_OWN = re.compile(r"^(?:本(?!溪)|我|该|各|全(?![南州椒]))")
_LEAD_IN = re.compile(
    r"^(?:.*?(?:编制了|编制|现将|公布|发布|根据|按照|依据|结合|关于|现就)|(?:.*?(?:报告|以下|现))?[由为是]|(?:现|依法|主动|予以)*公开)"
    r"(?=[\u4e00-\u9fff])"
)
#: What follows a year in the name of a report, and not in that of a demand or a plan.
_REPORT = re.compile(r"(?:工作)?(?:情况)?的?(?:年度|工作)*(?:报告|年报)")
#: A preamble's first words: 某局根据《条例》编制…; 本报告由某局编制.
_SUBJECT = re.compile(r"^(?P<agency>[\u4e00-\u9fff（）()·]{3,40}?)(?:根据|按照|依据|依照)[《国省市县区有中]")
_MAKER = re.compile(r"本(?:年度)?报告由(?P<agency>[\u4e00-\u9fff（）()·]{3,40}?)(?:编制|负责编制)")
_BODY = re.compile(
    r"(?:局|委|委员会|办|办公室|府|厅|院|中心|站|处|所|会|镇|乡|街道|办事处|区|县|市|州|省|旗|公司|集团|队|部|署|行|社|园|"
    r"学校|大学|医院|馆|台|团|场|校|厂)$"
)
_YEAR_ALONE = re.compile(r"^[（(]?(20[0-9]{2})年(?:度)?[）)]?$")
_SPACES = re.compile(r"\s+")
_LONGEST_TITLE = 120

#: What a cover calls the agency, the year and the period → the attribute; what is the office's own affair.
_COVER = {
    "机关": "agency",
    "机关名称": "agency",
    "行政机关": "agency",
    "单位": "agency",
    "单位名称": "agency",
    "填报单位": "agency",
    "填报机关": "agency",
    "年度": "year",
    "报告年度": "year",
    "统计期限": "period",
    "填报人": "office",
    "审核人": "office",
    "联系电话": "office",
    "填报日期": "office",
    "校验结论": "office",
}
_YEAR = re.compile(r"^(20[0-9]{2})(?:年(?:度)?)?$")


@frozen(kw_only=True)
class Named:
    """What a title says."""

    agency: str | None
    year: int | None


def find_title(text: str) -> Named | None:
    """The agency and year that a title names, ``None`` if ``text`` is no title."""
    plain = _plain(text).strip("《》")
    if len(plain) > _LONGEST_TITLE and not _ENDING.search(plain):
        return None
    if "《" in plain:
        return None  # a sentence that quotes the title
    for pattern in (_YEAR_FIRST, _AGENCY_FIRST, _YEAR_LAST, _YEAR_WITHIN):
        match = pattern.match(plain)
        if (
            match is not None
            and not _rest_is_prose(plain[match.end() :])
            and not _SENTENCE.search(match["agency"])
        ):
            return Named(agency=_agency_in_title(match["agency"]) or None, year=int(match["year"]))
    if _ENDING.search(plain):
        yearless = _YEARLESS.match(plain)
        agency = _agency_in_title(yearless["agency"]) if yearless is not None else ""
        return Named(agency=agency if is_agency_name(agency) else None, year=None)
    return None


def _agency_in_title(text: str) -> str:
    """The agency's name where a title has it, without what titles put around names."""
    name = _TITLE_LEAD.sub("", text.strip("《》：:—-·,，"))
    agency = next((part for part in reversed(_ABOUT.split(name)) if part), "").strip("《》：:—-·,，")
    # 某镇人民政府信息公开年报: the 政府 belongs to both.
    return f"{agency}政府" if agency.endswith("人民") else agency


def _plain(text: str) -> str:
    """Text without spaces, in Simplified characters, years in plain digits."""
    plain = simplified(_SPACES.sub("", bare(text))).translate(_WIDE_DIGITS)
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_TWO), plain)


def find_agency(text: str) -> str | None:
    """The agency that a preamble names as its author, ``None`` if it names none for certain."""
    plain = _plain(text)
    found = {match["agency"] for match in (_SUBJECT.match(plain), _MAKER.search(plain)) if match is not None}
    agencies = {agency for agency in found if is_agency_name(agency)}
    return agencies.pop() if len(agencies) == 1 else None


def find_named(text: str) -> Named | None:
    """The agency and year that a sentence names as the report's own, ``None`` if it names none for certain.

    A sentence may quote the title, open with it (…年度报告如下。…), or tell of the agency by its name.
    """
    plain = _plain(text)
    found: set[tuple[str, int]] = set()
    reports: set[tuple[str, int]] = set()
    for match in _QUOTED.finditer(plain):
        agency = _LEAD_IN.sub("", match["agency"])
        if agency.endswith("人民"):
            agency += "政府"
        if is_agency_name(agency):
            found.add((agency, int(match["year"])))
            if _REPORT.match(plain, match.end()):
                reports.add((agency, int(match["year"])))
    found = reports or found
    if not found and (told := _TELLING.match(plain)) and is_agency_name(told["agency"]):
        found.add((told["agency"], int(told["year"])))
    if len(found) != 1:
        return None
    agency, year = found.pop()
    return Named(agency=agency, year=year)


def is_agency_name(text: str) -> bool:
    """Whether ``text`` as a whole looks like the name of a public body."""
    plain = _SPACES.sub("", bare(text))
    return 3 <= len(plain) <= 40 and _BODY.search(plain) is not None and _OWN.match(plain) is None


def year_alone(text: str) -> int | None:
    """The year, where ``text`` is nothing else: （2023年度）."""
    match = _YEAR_ALONE.match(_plain(text))
    return int(match[1]) if match is not None else None


def _rest_is_prose(rest: str) -> bool:
    return len(rest.strip("》（）()。如下")) > 4


@frozen(kw_only=True)
class CoverEntry:
    """What an entry of a cover states; one of the three."""

    attribute: str
    agency: str | None = None
    year: int | None = None
    period: Period | None = None


def _cover_attribute(name: str) -> str | None:
    return _COVER.get(_SPACES.sub("", bare(name)).rstrip("：:"))


def is_cover_name(text: str) -> bool:
    """Whether ``text`` is what a cover calls the agency, the year, the period, or who filled it in."""
    return _cover_attribute(text) is not None


def is_of_the_office(name: str) -> bool:
    """Whether a cover's entry is about who filled it in, and when."""
    return _cover_attribute(name) == "office"


def entry_line(text: str) -> CoverEntry | None:
    """What a line ``机关名称：…`` states, ``None`` if it is none.

    单位： alone proves nothing; it names units (件) as often as bodies.
    """
    name, colon, value = text.partition("：" if "：" in text[:12] else ":")
    if not colon or not value.strip() or is_of_the_office(name) or bare(name).strip() == "单位":
        return None
    return cover_entry(name, value)


def cover_entry(name: str, value: str) -> CoverEntry | None:
    """What an entry ``name | value`` of a cover states, ``None`` if its value is not understood."""
    attribute = _cover_attribute(name)
    if attribute == "agency":
        return CoverEntry(attribute=attribute, agency=value.strip())
    if attribute == "year":
        match = _YEAR.match(_SPACES.sub("", value))
        return CoverEntry(attribute=attribute, year=int(match[1])) if match else None
    if attribute == "period":
        period = find_period(value)
        return CoverEntry(attribute=attribute, period=period) if period is not None else None
    return None


def find_period(text: str) -> Period | None:
    """The period that ``text`` names by its first and last day, if it names exactly one."""
    found: set[tuple[date, date]] = set()
    for match in _PERIOD.finditer(_SPACES.sub("", text)):
        year, month, day, until_year, until_month, until_day = match.groups()
        if year is None:
            continue
        try:
            start = date(int(year), int(month), int(day))
            end = date(int(until_year or year), int(until_month), int(until_day))
        except ValueError:
            continue
        found.add((start, end))
    if len(found) != 1:
        return None
    start, end = found.pop()
    return Period(start=start, end=end)
