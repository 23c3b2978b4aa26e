"""A rule in one place: its words, the function that applies it, and a report that breaks it.

`rule` stands over the function of a rule that only a check applies. What constructors enforce as well has its
words in `model.catalogue`; `applies` stands over the function that looks for it in a report as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from attrs import frozen

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.raw import RawReport
from govinfo_report.rules.subject import Subject

__all__ = ["Check", "Example", "Looked", "Pick", "Verdict", "applies", "rule"]

_T = TypeVar("_T")


class Pick(Protocol):
    """Chooses one of several things that serve alike: the first for an example, any for a test."""

    def __call__(self, options: Sequence[_T], /) -> _T:
        """One of ``options``."""
        ...


#: Makes of a report without any finding one that breaks a rule and no other; beside others, if it takes them.
Example = Callable[[RawReport, Pick], RawReport | Subject]

#: For each place that a rule looks at, the finding or how it came out; nothing where it is not applicable.
Looked = Iterator[Finding | Outcome]
_Look = Callable[[Subject, Rule], Looked]


@frozen(kw_only=True)
class Verdict:
    """What a check says of one rule: how it came out, and the findings."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Finding | Outcome], *, looked: bool = True) -> Verdict:
        """Failed if anything found has failed, undecided if anything is, else passed; else not applicable."""
        kept = tuple(found)
        outcomes = {each.outcome if isinstance(each, Finding) else each for each in kept}
        findings = tuple(each for each in kept if isinstance(each, Finding))
        for outcome in (Outcome.FAILED, Outcome.UNDECIDED, Outcome.PASSED):
            if outcome in outcomes:
                return cls(outcome=outcome, findings=findings)
        return cls(outcome=Outcome.PASSED if looked else Outcome.NOT_APPLICABLE, findings=findings)


@frozen
class Check:
    """A rule and the pure function that applies it.

    Attributes:
        rule: The rule.
        apply: The function.
        breaks: Makes a report that breaks the rule and no other; ``None`` where nobody wrote it down.
    """

    rule: Rule
    apply: Callable[[Subject], Verdict]
    breaks: Example | None = None


def applies(own: Rule, *, breaks: Example) -> Callable[[_Look], Check]:
    """The function below applies a rule, whose words stand elsewhere."""

    def over(look: _Look) -> Check:
        return Check(own, lambda subject: Verdict.of(look(subject, own), looked=False), breaks)

    return over


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    clause: Text,
    title: Text,
    message: Text,
    advice: Text,
    passing: Text,
    failing: Text,
    breaks: Example,
    exceptions: Text | None = None,
) -> Callable[[_Look], Check]:
    """The function below applies the rule of these words; see `Rule`, and `Check` for ``breaks``."""
    own = Rule(
        code=code,
        name=name,
        severity=severity,
        clause=clause,
        title=title,
        message=message,
        advice=advice,
        passing=passing,
        failing=failing,
        exceptions=exceptions,
    )
    return applies(own, breaks=breaks)
