"""What a check of several files came to: the last line, findings by rule, and the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from govinfo_report.cli.ending import CONFORMS, ERRORS, NOT_RUN
from govinfo_report.cli.language import Words
from govinfo_report.cli.lines import TINTS, Line
from govinfo_report.findings import Finding, Severity
from govinfo_report.outputs import Checked
from govinfo_report.rules import CheckResult
from govinfo_report.rules.summary import is_partial
from govinfo_report.writers.columns import filled

__all__ = ["last_line", "statistics", "status_of"]


def last_line(checked: Sequence[Checked], lang: str) -> Line:
    """The whole run in one line: files, conforming, errors, unread."""
    if not checked:
        words = Words(lang)("没有找到可以核查的文件。", "There is no file to check.")
        return Line("", words, TINTS[Severity.ERROR])
    results = _results(checked)
    conforming = sum(result.ok for result in results)
    errors = sum(len(result.errors) for result in results)
    wrong, unread = len(results) - conforming, len(checked) - len(results)
    number = len(checked)
    partly = any(map(is_partial, results))
    words = Words(lang)(
        f"共 {number} 份：符合 {conforming} 份，不符合 {wrong} 份（错误 {errors} 处），未读 {unread} 份"
        f"{'（只用了部分规则）' * partly}。",
        f"{number} file(s): {conforming} conform, {wrong} do not ({errors} errors), {unread} not read"
        f"{' (by some of the rules only)' * partly}.",
    )
    return Line("", words, TINTS[Severity.ERROR] if wrong or unread else "green")


def statistics(checked: Iterable[Checked], lang: str) -> Iterator[Line]:
    """Findings by severity and rule, errors and most first: how many, the rule, in how many files."""
    say = Words(lang)
    results = _results(checked)
    found = {_kind(finding): finding for result in results for finding in result.findings}
    count = Counter(_kind(finding) for result in results for finding in result.findings)
    files = Counter(kind for result in results for kind in set(map(_kind, result.findings)))
    width = len(str(max(count.values(), default=0)))
    weights = list(Severity)
    for kind in sorted(found, key=lambda kind: (weights.index(kind[0]), -count[kind], kind[1])):
        weight, code = kind
        yield Line(
            f"{count[kind]:>{width}}  {code}  {filled(weight.value, 7) if lang == 'en' else weight.zh}  ",
            found[kind].rule.title.in_(lang) + say(f"（{files[kind]} 份）", f" ({files[kind]} files)"),
            TINTS[weight],
        )


def _kind(finding: Finding) -> tuple[Severity, str]:
    return finding.severity, finding.code


def status_of(checked: Iterable[Checked], *, named: Iterable[bool], exit_zero: bool) -> int:
    """The exit status of a run.

    Args:
        checked: The files.
        named: Of each, whether the user named it himself; then it has to be a report.
        exit_zero: Whether errors are to be no failure.
    """
    files = list(zip(checked, named, strict=True))
    unread = [by_name for each, by_name in files if each.result is None]
    if len(unread) == len(files) or any(unread):
        return NOT_RUN
    wrong = unread or any(not result.ok for result in _results(each for each, _ in files))
    return ERRORS if wrong and not exit_zero else CONFORMS


def _results(checked: Iterable[Checked]) -> list[CheckResult]:
    return [each.result for each in checked if each.result is not None]
