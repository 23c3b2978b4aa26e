"""What this library adds to the files it writes and passes over when it reads: it is no part of a report."""

from __future__ import annotations

from govinfo_report.model import Period

__all__ = [
    "CHECKS_HEADING",
    "CHECKS_SHEET",
    "COVER",
    "DIFFERENCE",
    "FINDINGS_HEADING",
    "FINDINGS_SHEET",
    "GUIDANCE",
    "MEMBERS_HEADING",
    "MEMBERS_SHEET",
    "MISSING",
    "OWN_SHEETS",
    "period_sentence",
]

COVER = "封面"
"""Name of the worksheet that holds what stands before section 一."""
CHECKS_SHEET, CHECKS_HEADING = "校验", "校验（由公式自动计算）"
FINDINGS_SHEET, FINDINGS_HEADING = "检查结果", "检查结果（由程序生成，不属于报告）"
MEMBERS_SHEET, MEMBERS_HEADING = "汇总对照", "汇总对照（由程序生成，不属于报告）"
DIFFERENCE = "相差"
"""Head of the last column of that sheet before its members."""
GUIDANCE = "〔填写说明〕"
"""What a template of this library says to who fills it in begins so; it is no part of the report."""
#: Worksheets that this library adds to a report: name → what stands in A1. They are no part of the report.
OWN_SHEETS = {CHECKS_SHEET: CHECKS_HEADING, FINDINGS_SHEET: FINDINGS_HEADING, MEMBERS_SHEET: MEMBERS_HEADING}


MISSING = "名单上没有报告的："
"""In A3 of 汇总对照, before the names on a roster of which there was no report, parted by ；."""


def period_sentence(period: Period) -> str:
    """The last paragraph before section 一, where the preamble does not tell the period itself."""
    return f"本报告所列数据的统计期限为{period.describe()}。"
