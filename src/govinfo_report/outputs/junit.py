"""JUnit XML, which every CI server shows: a file is a suite, a rule a test case."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from govinfo_report.findings import Outcome, Severity, Text
from govinfo_report.outputs.checked import Checked
from govinfo_report.rules import CheckResult, find_rule
from govinfo_report.source import shown
from govinfo_report.writers.characters import STAND_IN, XML

__all__ = ["junit_xml"]

#: How a rule came out that has neither passed nor failed, in words.
_UNTOLD = {
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Outcome.UNDECIDED: Text("不能判定", "cannot be decided"),
}


def junit_xml(checked: Sequence[Checked], *, lang: str) -> str:
    """The suites of all files. A rule fails by findings of error severity; others are its output.

    One that is not applicable, or cannot be decided, is skipped, with the word for that.
    """
    root = ElementTree.Element("testsuites", name="govinfo-report")
    for each in checked:
        suite = ElementTree.SubElement(root, "testsuite", name=_clean(each.file))
        counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
        if each.error is not None:
            case = ElementTree.SubElement(suite, "testcase", classname=_clean(each.file), name="read")
            error = ElementTree.SubElement(case, "error", type="ReadError")
            error.text = _clean(each.error.message(lang))
            counts["tests"], counts["errors"] = 1, 1
        elif each.result is not None:
            _cases(suite, each.file, each.result, counts, lang)
        for name, count in counts.items():
            suite.set(name, str(count))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _cases(
    suite: ElementTree.Element, file: str, result: CheckResult, counts: dict[str, int], lang: str
) -> None:
    for code, outcome in result.outcomes.items():
        counts["tests"] += 1
        case = ElementTree.SubElement(
            suite, "testcase", classname=_clean(file), name=f"{code} {find_rule(code).name}"
        )
        found = [finding for finding in result.findings if finding.code == code]
        wrong = [finding for finding in found if finding.severity is Severity.ERROR]
        words = "\n".join(finding.message(lang) for finding in found)
        if wrong:
            counts["failures"] += 1
            failure = ElementTree.SubElement(case, "failure", message=find_rule(code).title.in_(lang))
            failure.text = _clean(words)
            continue
        if outcome in _UNTOLD:  # who has not passed is not counted with those that have
            counts["skipped"] += 1
            ElementTree.SubElement(case, "skipped", message=_UNTOLD[outcome].in_(lang))
        if words:
            ElementTree.SubElement(case, "system-out").text = _clean(words)


def _clean(text: str) -> str:
    """Text that XML can hold; what it cannot is shown as such."""
    return XML.sub(STAND_IN, shown(text))
