"""How far a figure reaches: over more years than the report's, or over more cases than its tables count.

截至2024年底累计收到申请1203件 counts from some year on; 全局办理行政复议案件412件 counts cases of every kind.
Such a figure may be the table's, and may not: it is never certain.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["of_all_cases", "over_years"]

_UNTIL = r"截[至止]到?(?:目前|20[0-9]{2}年度?)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末)?"
_END = r"截[至止]到?{year}年(?:12月31日|12月底|12月末|底|末)"
"""The end of the report's year: a figure as of then is the year's, unless counted from before."""
_SINCE = r"累计|20[0-9]{2}年?[至到—–~～-]+20[0-9]{2}年|五[”\"]?(?:时期|期间)|本届"
_ALL = re.compile(
    r"(?:各类|各种|所有|全部|全局|全办|全委|全厅|全系统)[^，。；、]{0,8}(?:复议|诉讼|应诉|申请)"
)
#: Figures of a day, which nothing counts together.
_OF_A_DAY = ("现行有效", "继续有效", "结转", "正在办理", "尚未审结")


@cache
def _signs(year: int | None) -> re.Pattern[str]:
    own = rf"|{year}年(?:度)?(?![0-9底末])" if year is not None else ""
    end = rf"(?P<end>{_END.format(year=year)})|" if year is not None else ""
    return re.compile(
        rf"{end}(?P<until>{_UNTIL})|(?P<since>{_SINCE})|(?P<own>全年|本年度?|今年|当年度?|年内|报告期内{own})|"
        r"(?P<figure>[0-9]+(?:余|多)?[件条份宗起项个篇次])"
    )


def over_years(words: str, year: int | None) -> bool:
    """Whether the last figure of ``words``, a sentence up to it, may count more than the report's year.

    As of a day other than the year's last the year has to be named behind it, and beside 累计 with no other
    figure between: 截至目前，全年收到; 2024年累计收到.
    """
    doubtful = own = False
    for sign in _signs(year).finditer(words):
        kind = sign.lastgroup
        if kind == "until":
            doubtful, own = True, False
        elif kind == "end":
            own = False
        elif kind == "since":
            doubtful = doubtful or not own
        elif kind == "own":
            doubtful, own = False, True
        else:
            own = False
    return doubtful and not any(word in words for word in _OF_A_DAY)


def of_all_cases(clause: str) -> bool:
    """Whether a clause counts cases or requests of every kind, not saying of which: 受理各类申请1203件."""
    return "公开" not in clause and _ALL.search(clause) is not None
