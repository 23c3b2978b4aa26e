"""What a rule is and what a check says: rules, outcomes, findings.

These are plain values without a reference to the form, so that every layer, the
model's own constructors included, speaks of a violation in the same words.
Text is rendered late, in the language asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import Factory, field, frozen

from govinfo_report.showing import Shown
from govinfo_report.source import Source

__all__ = ["Contributor", "Figure", "Finding", "Outcome", "Rule", "Severity", "Text", "behind_chinese"]

#: A figure of the form: a count (件) or an amount (万元).
Figure = int | Decimal


class Severity(StrEnum):
    """How much a finding weighs. Only an error keeps a report from conforming."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def zh(self) -> str:
        """Its name in Chinese."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self]


class Outcome(StrEnum):
    """What became of a rule on one report."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not applicable"


@frozen
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Both, as a single text keeps them: ``该行缺一格 / the row lacks a cell``."""
        return f"{self.zh} / {self.en}"

    @classmethod
    def of(cls, both: str) -> Text:
        """What `str` made a text of; words that are in one language are that in both."""
        zh, _, en = both.partition(" / ")
        return cls(zh, en or zh)

    def in_(self, lang: str) -> str:
        """The words in ``lang``, ``"zh"`` or ``"en"``.

        Raises:
            ValueError: There is no such language.
        """
        if lang not in ("zh", "en"):
            raise ValueError(f"语言是 zh 或 en，不是 {lang!r} / a language is zh or en, not {lang!r}")
        return self.en if lang == "en" else self.zh


@frozen(kw_only=True)
class Rule:
    """One thing a report has to satisfy, with everything a person wants to know about it.

    Attributes:
        code: Stable code; the letter and first digit name the part (``T3`` is table 3).
        name: Readable name, usable wherever the code is.
        severity: Weight of a failure.
        clause: What the rule rests on: the printed sentence, the article, or the reason.
        title: What the rule demands, in one line.
        message: Template of a finding's text. Placeholders: ``label``, ``stated``,
            ``expected``, ``difference``, ``formula`` and the finding's own details.
        advice: How to mend a failure.
        passing: A figure or text that satisfies the rule, for the rule book.
        failing: One that does not.
        exceptions: Where a report may rightly do otherwise; ``None`` where there is no such case.
        relation: Name of the relation of the form it checks (``A1`` …), if it checks one.
    """

    code: str
    name: str
    severity: Severity
    clause: Text
    title: Text
    message: Text
    advice: Text
    passing: Text
    failing: Text
    exceptions: Text | None = None
    relation: str | None = None

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}, {self.severity}: {self.title.zh}>"


@frozen(kw_only=True)
class Contributor:
    """A cell that takes part in a relation.

    Attributes:
        path: Canonical path.
        label: Official labels from the outermost to the cell's own.
        sign: +1 where the relation adds the cell, -1 where it subtracts it.
        stated: The figure as read, ``None`` where there is none.
        source: Where it stands.
        sure: Of a cell of another report (last year's), whether it was simply read there; ``None`` for a
            cell of this one.
    """

    path: str
    label: tuple[str, ...]
    sign: int = 1
    stated: Figure | None = None
    source: Source | None = None
    sure: bool | None = None


def _details(pairs: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in dict(pairs).items())


def _severity_of_the_rule(finding: Finding) -> Severity:
    return finding.rule.severity


@frozen(kw_only=True)
class Finding(Shown):
    """What a rule has to say about one place of a report.

    Attributes:
        rule: The rule.
        outcome: `Outcome.FAILED`, or `Outcome.UNDECIDED` where it could not be decided.
        path: Canonical path of the cell or section, ``None`` for the report as a whole.
        label: Official labels of the place.
        stated: The figure as read (件 or 万元).
        expected: What the relation demands in its place.
        difference: ``stated - expected``.
        contributors: The other cells of the relation; of a block, the cells in it that the finding is about.
        source: Where the place stands in the document.
        severity: The rule's severity unless the finding weighs differently.
        details: Further values for the message, as pairs of text.
    """

    rule: Rule
    outcome: Outcome = Outcome.FAILED
    path: str | None = None
    label: tuple[str, ...] = ()
    stated: Figure | None = None
    expected: Figure | None = None
    difference: Figure | None = None
    contributors: tuple[Contributor, ...] = ()
    source: Source | None = None
    severity: Severity = field(default=Factory(_severity_of_the_rule, takes_self=True))
    details: tuple[tuple[str, str], ...] = field(default=(), converter=_details)

    def __repr__(self) -> str:
        what = "" if self.outcome is Outcome.FAILED else f", {self.outcome}"
        if self.expected is not None:
            what += f": {_printed(self.stated) or 'nothing'} instead of {_printed(self.expected)}"
        return f"<Finding {self.severity} {self.code} {self.rule.name} at {self.path or 'the report'}{what}>"

    def __str__(self) -> str:
        """The finding as one sentence in Chinese, with its weight and its place."""
        where = self.source.describe("zh") if self.source is not None else ""
        return f"{self.severity.zh} {self.code} {self.message('zh')}" + (f"（{where}）" if where else "")

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    def detail(self, name: str) -> str | None:
        """The named detail, or ``None``."""
        return dict(self.details).get(name)

    def message(self, lang: str = "zh") -> str:
        """The finding in words, ``"zh"`` or ``"en"``, without its place in the document.

        Raises:
            ValueError: There is no such language.
        """
        values = {
            "label": " / ".join(self.label),
            "stated": _printed(self.stated),
            "expected": _printed(self.expected),
            "difference": _signed(self.difference),
            "formula": _formula(self, lang),
            **dict(self.details),
        }
        return self.rule.message.in_(lang).format_map(values)


def _printed(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def _signed(figure: Figure | None) -> str:
    text = _printed(figure)
    return f"+{text}" if figure is not None and figure > 0 else text


def _formula(finding: Finding, lang: str) -> str:
    """The relation's right-hand side with its figures; zeros are counted, not listed."""
    shown = [part for part in finding.contributors if part.stated != 0 or len(finding.contributors) <= 3]
    terms = ""
    for part in shown:
        sign = "-" if part.sign < 0 else "+" if terms else ""
        figure = _printed(part.stated) if part.stated is not None else ("?" if lang == "en" else "（空）")
        terms += f" {sign} {_short(part.label, finding.label)} {figure}"
    terms = terms.strip()
    zeros = len(finding.contributors) - len(shown)
    if not shown:
        return f"all {zeros} cells are 0" if lang == "en" else f"{zeros}格均为 0"
    if not zeros:
        return terms
    return terms + (f"; the other {zeros} are 0" if lang == "en" else f"，其余{zeros}格为 0")


def _short(label: tuple[str, ...], beside: tuple[str, ...]) -> str:
    """The innermost label that tells a cell from the one ``beside`` it, without its bracketed instruction."""
    own = [text for text in label if text not in beside] or [label[-1]]
    head, bracket, _ = own[-1].partition("（区分处理")
    return head if bracket else own[-1]


def behind_chinese(name: str) -> str:
    """A name as it stands behind Chinese words: parted from them if it begins with a Latin letter."""
    return f" {name}" if name[:1].isascii() else name
