"""What sentences tell of whose report they stand in, and of which year."""

from __future__ import annotations

import re

from govinfo_report.prose.bodies import BODY, Named, has_two_plates, is_an_office, is_body, is_cut, is_place
from govinfo_report.prose.periods import OF_THE_YEAR, in_plain
from govinfo_report.prose.titles import KIND

__all__ = [
    "DOES",
    "find_author",
    "find_contact",
    "find_named",
    "find_subject",
    "fuller",
    "speaks_otherwise",
    "without_office",
]

#: A title quoted in a sentence, or worn away at its ends: the words of an agency's name just before the year.
_QUOTED = re.compile(
    r"(?P<agency>[\u4e00-\u9fff（）()·]{2,40}?)(?P<year>20[0-9]{2})年(?:度)?(?:政府)?信息公开"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAD_IN = re.compile(r"^(?:.*?(?:报告|以下|现))?[由为是](?!民)")
#: What stands before a name in a sentence: how the report is made known, or whose demand it follows.
_LEADS = re.compile(
    r"(?P<own>编制了|编制|现将|公布|发布|现就|公开(?!办|处|科|中心|局|服务|领导))|"
    r"(?P<other>根据|按照|依据|依照|遵照|参照|对照|结合|贯彻|落实|学习|转发|按)|关于"
)
#: What follows a year in the name of a report, and not in that of a demand or a plan.
_REPORT = re.compile(r"(?:工作)?(?:情况)?的?(?:年度|工作)*(?:报告|年报)")
_DEMAND = re.compile(
    r"(?:工作)?(?:情况)?的?(?:年度|工作)*(?:报告|年报)?(?:的?编制|编写|报送|的?通知|的?要求|格式|模板|要点|方案)"
)
#: How what a body does begins. What it does to others (印发, 指导, 考核) may be another body's doing.
DOES = re.compile(
    r"主动|共(?![青和产])|累计|全年|严格|认真|坚持|通过|发布(?!中心)|公开(?!办|处|科|中心|局)|受理|收到|公布|制发|贯彻|落实|按照|根据|依托|"
    r"利用(?!外资)|借助|积极|不断|持续|围绕|紧紧|依法|切实|扎实|深入|全面(?!依法|深化)|进一步|高度|始终|在|于"
)
_OF_A_COURT = re.compile(r"^[^，,；;]{2,24}?(?:受理|收到|审理|审结|办理)[^，,；;]{0,8}(?:复议|诉讼)")
#: Under whose guidance a body does what it does.
_UNDER = re.compile(r"在[^，,。；;]{2,40}(?:领导|指导|支持|关心|帮助|部署|要求)下[，,]")
_FARTHEST = 40
"""Characters of a sentence within which its subject ends."""
_SPEAKS_OF_ITSELF = re.compile(
    r"[我本](?:(?P<kind>局|委|办(?!法)|镇|乡|厅|院|街道|中心)|单位|机关|部门|[省市县区])"
)
#: A preamble's first words: 某局根据《条例》编制…; 本报告由某局编制.
_SUBJECT = re.compile(rf"^(?P<agency>{BODY})(?:根据|按照|依据|依照)[《国省市县区有中]")
_MAKER = re.compile(rf"本(?:年度)?报告由(?P<agency>{BODY})(?:根据|按照|依据|依照|负责|组织|编制)")
#: 某局编制了本报告; 某局（以下简称“我局”）.
_AUTHORS = tuple(
    re.compile(rf"(?:^|[,，。；;：:])(?:现)?由?(?P<agency>{BODY}){ending}")
    for ending in (
        rf"(?:负责|组织)?编制(?:了|形成)?(?:本(?:年度)?报告|(?P<year>20[0-9]{{2}})年(?:度)?{KIND}(?!的?(?:格式|模板|要求|通知|工作)))",
        r"[（(]以下(?:统?简称|称)[“\"'‘]?[我本]",
        r"[（(]以下(?:统?简称|称)[^（()）]{1,20}[）)](?:负责|组织)?(?:编制|公布|发布)",
        r"现(?:将|向社会|予以)",
        r"(?:负责|组织)?编制(?=[。；;,，]|$)",
    )
)
#: 请与某局办公室联系: whoever answers for a report answers questions about it.
_CONTACT = re.compile(
    rf"(?:(?:请|可以?)(?:直接|径)?(?:与|和|同|向|联系|咨询)|联系(?:单位|部门)?[：:])(?P<agency>{BODY})"
    r"(?:(?:进行)?(?:联系|咨询|反映)|[，,。；;（(]|$)"
)
#: What of a body answers questions for it; the office of a government is a body of its own.
_ANSWERS = re.compile(r"(?:局|委员会|厅|院|中心|办事处|人民政府|[中小大]学|学校|公司)$")
_OFFICE = re.compile(
    r"(?:(?:党政|政务|政府信息|信息|政务公开|信息公开|综合|行政|政策|法规|机关)+|(?<!政府))(?:公开|综合|服务)?(?:办公室|办|科|股|处|室)$"
)


def find_author(text: str) -> Named | None:
    """The agency that a preamble names as its author, and the year; ``None`` if it names none for certain."""
    plain = in_plain(text)
    authors = [match for pattern in _AUTHORS for match in pattern.finditer(plain)]
    years = {int(year) for match in authors if (year := match.groupdict().get("year"))}
    matches = (_SUBJECT.match(plain), _MAKER.search(plain), *authors)
    found = {match["agency"] for match in matches if match is not None}
    agencies = {agency for agency in found if is_body(agency) and not is_cut(agency)}
    if len(agencies) != 1:
        return None
    return Named(agency=agencies.pop(), year=years.pop() if len(years) == 1 else None)


def fuller(agency: str, author: Named | None, contact: Named | None) -> str:
    """The name of an agency as its preamble has it in full, where a title is short: 某县人社局, 某镇.

    Who answers questions may be another: 水利局 may have a 水利工程管理局 answer for it.
    """
    names = {each.agency for each in (author, contact) if each is not None and each.agency is not None}
    governments = [
        name
        for name in names
        if name.endswith((f"{agency}人民政府", f"{agency}办事处"))
        or (is_place(agency) and name.endswith("管理委员会") and _stands_in(agency, name))
    ]
    if len(governments) == 1:
        return governments[0]
    name = author.agency if author is not None else None
    return name if name is not None and len(name) > len(agency) and _is_short_for(agency, name) else agency


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name is another in short: its signs stand there in their order, the last at the end."""
    return name.endswith(short[-1]) and _stands_in(short, name)


def _stands_in(short: str, name: str) -> bool:
    """Whether the signs of a name stand in another in their order."""
    rest = iter(name)
    return all(sign in rest for sign in short)


def find_contact(text: str) -> Named | None:
    """The agency that answers questions about the report, told by its office that does; ``None`` as above."""
    names = {without_office(match["agency"]) for match in _CONTACT.finditer(in_plain(text))}
    agencies = {name for name in names if is_body(name) and not is_cut(name) and _ANSWERS.search(name)}
    return Named(agency=agencies.pop(), year=None) if len(agencies) == 1 else None


def without_office(name: str) -> str:
    """A name without the office of that body which answers or publishes for it."""
    return name if is_an_office(name) else _OFFICE.sub("", name)


def find_named(text: str) -> Named | None:
    """The agency and year of the title that a sentence quotes, or opens with (…年度报告如下。…).

    ``None`` if it quotes none, or several, or speaks of what somebody else demands.
    """
    plain = in_plain(text)
    found: set[tuple[str, int]] = set()
    reports: set[tuple[str, int]] = set()
    for match in _QUOTED.finditer(plain):
        before = plain[: match.start()][-1:]
        agency = _without_lead(match["agency"]) if before != "、" and not _HAN.match(before) else None
        if (
            agency is not None
            and (is_body(agency) or has_two_plates(agency))
            and not _DEMAND.match(plain, match.end())
        ):
            found.add((agency, int(match["year"])))
            if _REPORT.match(plain, match.end()):
                reports.add((agency, int(match["year"])))
    found = reports or found
    if len(found) != 1:
        return None
    agency, year = found.pop()
    return Named(agency=agency, year=year)


def _without_lead(words: str) -> str | None:
    """The name at the end of some words of a sentence; ``None`` where they tell of that body's demand."""
    words = _LEAD_IN.sub("", words)
    leads = list(_LEADS.finditer(words))
    if leads and [lead.lastgroup for lead in leads if lead.lastgroup][-1:] == ["other"]:
        return None
    name = words[leads[-1].end() :] if leads else words
    return f"{name}政府" if name.endswith("人民") else name


def find_subject(text: str) -> Named | None:
    """The agency and year that a first sentence tells of by name, ``None`` if it does not for certain."""
    plain = in_plain(text)
    opening = OF_THE_YEAR.match(plain)
    if opening is None:
        return None
    sentence = _UNDER.sub("", plain[opening.end() :].partition("。")[0], count=1)
    if _SPEAKS_OF_ITSELF.search(sentence) or _OF_A_COURT.match(sentence):
        return None  # whoever is named in it does something for the office, or to it
    for deed in DOES.finditer(sentence, 0, _FARTHEST):
        name = sentence[: deed.start()]
        # A county, or the government of 县政府, may do much in the report of an office.
        if (
            is_body(name)
            and not is_place(name)
            and not is_cut(name)
            and not _SPEAKS_OF_ITSELF.search(sentence)
        ):
            return Named(agency=name, year=int(opening["year"]))
    return None


def speaks_otherwise(text: str, agency: str) -> bool:
    """Whether a text says 我局 or 本镇 throughout, and the agency is no 局 and no 镇."""
    kinds = _kinds_told(text)
    return bool(kinds) and not any(kind in agency for kind in kinds)


def _kinds_told(text: str) -> set[str]:
    return {match["kind"] for match in _SPEAKS_OF_ITSELF.finditer(in_plain(text)) if match["kind"]}
