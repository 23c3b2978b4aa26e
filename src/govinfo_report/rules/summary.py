"""What a check says in a few words: the verdict, how the relations came out, which notes are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govinfo_report.claims import Judgement
from govinfo_report.findings import Finding, Outcome, Severity
from govinfo_report.rules.book import book
from govinfo_report.rules.engine import CheckResult

__all__ = ["MOST_ALIKE", "claims_counted", "counts", "is_partial", "repeated", "verdict"]

MOST_ALIKE = 3
"""How many findings of one rule are shown, below errors, before the rest is only counted or folded."""


def verdict(result: CheckResult, lang: str = "zh") -> str:
    """Whether the report conforms, in a sentence; and by what, where that is not all."""
    errors, accepted = len(result.errors), len(result.set_aside)
    partly = is_partial(result)
    if lang == "en":
        words = f"does not conform, {errors} error(s)" if errors else "conforms"
        bounds = ["by some of the rules only"] * partly + [f"{accepted} accepted"] * bool(accepted)
        told = f" ({', '.join(bounds)})" if bounds else ""
        return f"Verdict: {words}{told}."
    words = f"不符合，有 {errors} 处错误" if errors else "符合"
    bounds = ["只用了部分规则"] * partly + [f"另有 {accepted} 处已接受"] * bool(accepted)
    told = f"（{'；'.join(bounds)}）" if bounds else ""
    return f"结论：{words}{told}。"


def is_partial(result: CheckResult) -> bool:
    """Whether rules were left out."""
    return any(each.rule.code not in result.outcomes for each in book().checks)


def counts(result: CheckResult, lang: str = "zh") -> str:
    """How many cells were read, and how the relations A1–A4 came out."""
    cells, relations = len(result.raw), len(result.evaluations)
    passed, failed, undecided, absent = map(
        result.count, (Outcome.PASSED, Outcome.FAILED, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE)
    )
    if lang == "en":
        rest = f", {absent} not applicable" if absent else ""
        return (
            f"{cells} cells read; {relations} relations: {passed} hold, {failed} fail, "
            f"{undecided} undecided for want of figures{rest}."
        )
    rest = f"，不适用 {absent}" if absent else ""
    return (
        f"读到 {cells} 格；{relations} 条勾稽关系：成立 {passed}，不成立 {failed}，"
        f"缺数不能判定 {undecided}{rest}。"
    )


def claims_counted(result: CheckResult, lang: str = "zh") -> str | None:
    """How the figures that the prose states of the tables came out; ``None`` where it states none."""
    judged = Counter(each.judgement for each in result.claims)
    if not judged:
        return None
    agree, disagree, undecided = (judged[each] for each in Judgement)
    if lang == "en":
        return (
            f"Figures of the prose: {agree} agree with the tables, {disagree} do not, "
            f"{undecided} cannot be decided."
        )
    return f"文字中的数：与表一致 {agree}，不一致 {disagree}，不能判定 {undecided}。"


def repeated(findings: Sequence[Finding]) -> list[bool]:
    """Of each finding, whether it is one of many of its rule, below errors, and two before it are shown."""
    many = Counter(finding.code for finding in findings if finding.severity is not Severity.ERROR)
    seen: Counter[str] = Counter()
    told: list[bool] = []
    for finding in findings:
        below = finding.severity is not Severity.ERROR
        seen[finding.code] += below
        told.append(below and many[finding.code] > MOST_ALIKE and seen[finding.code] >= MOST_ALIKE)
    return told
