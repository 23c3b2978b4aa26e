"""A rule in one place: its words, the function that applies it, and a report that breaks it.

`rule` stands over the function of a rule that only a check applies, of this library or anybody's. What
constructors enforce as well has its words in `model.catalogue`; `applies` stands over the function that looks
for it in a report as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import getdoc
from typing import Literal, Protocol, TypeVar

from attrs import frozen

from govinfo_report.findings import Finding, Outcome, Rule, Severity, Text
from govinfo_report.raw import RawReport
from govinfo_report.rules.subject import Subject

__all__ = ["CODE", "Check", "Example", "Looked", "Pick", "Verdict", "applies", "rule"]

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
        outcomes: list[Outcome] = []
        findings: list[Finding] = []
        for each in found:
            if isinstance(each, Finding):
                findings.append(each)
                outcomes.append(each.outcome)
            elif isinstance(each, Outcome):
                outcomes.append(each)
            else:
                raise TypeError(f"{each!r} is neither a Finding nor an Outcome")
        for outcome in (Outcome.FAILED, Outcome.UNDECIDED, Outcome.PASSED):
            if outcome in outcomes:
                return cls(outcome=outcome, findings=tuple(findings))
        return cls(outcome=Outcome.PASSED if looked else Outcome.NOT_APPLICABLE, findings=tuple(findings))


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


def applies(own: Rule, *, breaks: Example | None) -> Callable[[_Look], Check]:
    """The function below applies a rule, whose words stand elsewhere."""

    def over(look: _Look) -> Check:
        def apply(subject: Subject) -> Verdict:
            return Verdict.of(look(subject, own), looked=False)

        apply.__module__ = look.__module__  # whose rule it is
        return Check(own, apply, breaks)

    return over


def rule(
    *,
    code: str,
    title: Text | str,
    message: Text | str,
    severity: Severity | Literal["error", "warning", "info"] = Severity.WARNING,
    name: str | None = None,
    clause: Text | str | None = None,
    advice: Text | str = Text("请核对并改正。", "Look it up and correct it."),  # noqa: B008 - it is frozen
    passing: Text | str | None = None,
    failing: Text | str = Text("与要求不符", "not as demanded"),  # noqa: B008
    exceptions: Text | str | None = None,
    breaks: Example | None = None,
) -> Callable[[_Look], Check]:
    """The function below applies the rule of these words; it becomes a `Check`.

    The function gets a `Subject` and the rule, and yields for each place that it looks at a `Finding` or how
    it came out (``gr.Outcome.PASSED``); nothing where the rule is not applicable. A text in one language
    does for both. The rules of this library have every word, in both.

    Args:
        code: 1–4 capital letters and 3 digits.
        title: What the rule demands, in one line.
        message: Template of a finding's text, see `Rule`.
        severity: Weight of a failure.
        name: Readable name; that of the function unless given.
        clause: What it rests on; the function's docstring unless given.
        advice: How to mend a failure.
        passing: What satisfies the rule; its title unless given.
        failing: What does not.
        exceptions: Where a report may rightly do otherwise.
        breaks: Makes a report that breaks the rule and no other, see `Check`.

    Raises:
        ValueError: The code is of another shape.
    """
    if CODE.fullmatch(code) is None:
        raise ValueError(f"规则代码是 1–4 个大写字母加 3 位数字，不是 {code!r} / a code is like QH101")

    def over(look: _Look) -> Check:
        own = Rule(
            code=code,
            name=name or look.__name__.strip("_").replace("_", "-"),
            severity=Severity(severity),
            clause=_text(clause or getdoc(look) or _ITS_AUTHOR),
            title=_text(title),
            message=_text(message),
            advice=_text(advice),
            passing=_text(passing or title),
            failing=_text(failing),
            exceptions=_text(exceptions) if exceptions is not None else None,
        )
        return applies(own, breaks=breaks)(look)

    return over


#: What the code of a rule looks like.
CODE = re.compile(r"[A-Z]{1,4}[0-9]{3}")
_ITS_AUTHOR = Text("写这条规则的人的要求", "asked for by whoever wrote the rule")


def _text(words: Text | str) -> Text:
    return Text(words, words) if isinstance(words, str) else words
