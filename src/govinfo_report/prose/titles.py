"""Titles of reports: whose they are, and of which year."""

from __future__ import annotations

import re

from govinfo_report.form.labels import simplified
from govinfo_report.prose.bodies import (
    Named,
    has_two_plates,
    is_body,
    is_place,
    is_rest,
    is_without_place,
    may_be_of_a_name,
)
from govinfo_report.prose.periods import in_plain
from govinfo_report.raw.figures import bare

__all__ = ["KIND", "find_title", "is_notice", "whole_name"]

KIND = r"(?:政府)?(?:信息|政务)公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
"""How a title calls a report."""

_AGENCY_FIRST = re.compile(rf"^(?P<agency>.*?)(?P<year>20[0-9]{{2}})年(?:度)?{KIND}")
_YEAR_FIRST = re.compile(rf"^(?P<year>20[0-9]{{2}})年(?:度)?(?P<agency>.*?){KIND}")
#: 某局政府信息公开工作年度报告（2023年）, …（2023）, 某局信息公开2023年年度报告
_YEAR_LAST = re.compile(
    rf"^(?P<agency>.*?){KIND}(?P<open>[（(])?(?P<year>20[0-9]{{2}})(?(open)(?:年(?:度)?[）)]?|[）)])|年(?:度)?)"
)
_YEAR_WITHIN = re.compile(
    r"^(?P<agency>.*?)(?:政府)?信息公开(?:工作)?(?P<year>20[0-9]{2})年(?:度|年度)?(?:工作)?(?:报告|年报)"
)
_YEARLESS = re.compile(rf"^(?P<agency>.*?){KIND}$")
_ANY_YEAR = re.compile(r"20[0-9]{2}")
#: A title that begins so is a sentence.
_SENTENCE = re.compile(r"^(?:现|根据|按照|依据|依照|为|由|按|经[过由研审]|本(?!溪))|[，,；;。]")
#: 中国（某地）自由贸易试验区
_OF_A_PLACE = re.compile(r"^(中国)[（(][\u4e00-\u9fff]{2,4}[）)]")
_TITLE_LEAD = re.compile(r"^.{0,8}[：:]|^[【\[][^】\]]{1,12}[】\]]")
#: 某局关于印发…的通知, 关于公布某局…的公告
_ABOUT = re.compile(r"关于(?:印发|公布|发布|公开|报送)?")
_ENDING = re.compile(r"政府信息公开工作年度报告$")
#: What menus say of themselves too: a title only behind a name.
_SHORT_ENDING = re.compile(r"政府信息公开(?:工作)?(?:年度报告|年报)$")
_LONGEST_TITLE = 120


def find_title(text: str) -> Named | None:
    """The agency and year that a title names, ``None`` if ``text`` is no title.

    Of two years none is the report's for certain; what is not the whole name of one body is no agency.
    """
    plain = in_plain(text).strip("《》")
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
            years = {match["year"], *_ANY_YEAR.findall(match["agency"])}
            return Named(
                agency=_agency_in_title(match["agency"], text),
                year=int(match["year"]) if len(years) == 1 else None,
            )
    if _ENDING.search(plain):
        yearless = _YEARLESS.match(plain)
        agency = _agency_in_title(yearless["agency"], text) if yearless is not None else None
        return Named(agency=agency, year=None)
    if _SHORT_ENDING.search(plain) and (match := _YEARLESS.match(plain)) is not None:
        agency = _agency_in_title(match["agency"], text)
        return Named(agency=agency, year=None) if agency is not None else None
    return None


def _agency_in_title(words: str, title: str) -> str | None:
    """The agency as a title has it, without what titles put around it; ``None`` if it is not certain."""
    name = _TITLE_LEAD.sub("", words.strip("《》：:—-·,，"))
    agency = next((part for part in reversed(_ABOUT.split(name)) if part), "").strip("《》：:—-·,，")
    # 某镇人民政府信息公开年报: the 政府 belongs to both.
    agency = f"{agency}政府" if agency.endswith("人民") else agency
    if has_two_plates(agency) or is_body(_OF_A_PLACE.sub(r"\1", agency)):
        return agency
    return agency if is_body(agency) and not _is_parted(agency, title) else None


def _is_parted(agency: str, title: str) -> bool:
    """Whether a space of the title parts the name of one office from that of another."""
    for piece in map(simplified, bare(title).split()):
        rest = agency.removeprefix(piece)
        if rest not in ("", agency) and is_body(piece) and not is_place(piece) and is_body(rest):
            return True
    return False


def is_notice(title: str) -> bool:
    """Whether a title is that of a letter around the report: 关于印发…的通知."""
    return _ABOUT.search(in_plain(title)) is not None


def whole_name(agency: str, above: str) -> str | None:
    """The name of which ``agency`` may be the rest, the line ``above`` being its beginning.

    A name that says where its body is stands for itself. Below the name of a county it is one of that county;
    below other words that a name may begin with it is not certain: ``None``.
    """
    line = in_plain(above)
    if not is_without_place(agency) or not may_be_of_a_name(line):
        return agency
    whole = f"{line}{agency}"
    return whole if (is_place(line) or is_rest(agency)) and is_body(whole) else None


def _rest_is_prose(rest: str) -> bool:
    return len(rest.strip("》（）()。如下")) > 4
