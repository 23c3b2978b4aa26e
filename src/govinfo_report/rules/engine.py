"""Checking a report: every rule, its outcome, and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from govinfo_report.claims import Comparison, compare_claims, find_claims
from govinfo_report.errors import ConsolidationError, Stop
from govinfo_report.findings import Finding, Outcome, Severity
from govinfo_report.form import Evaluation, form_order
from govinfo_report.model import AnnualReport
from govinfo_report.model.exact import exact
from govinfo_report.policy import Settings
from govinfo_report.raw import RawReport
from govinfo_report.rules.book import CRASHED, book
from govinfo_report.rules.deciding import SetAside, decide, known_rules
from govinfo_report.rules.own import line_in, own_files
from govinfo_report.rules.rule import Check, Verdict
from govinfo_report.rules.subject import Subject
from govinfo_report.showing import Listing, Tables, named
from govinfo_report.suggest import Suggestion, suggest

__all__ = ["CheckResult", "check"]

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@frozen(kw_only=True)
class CheckResult(Tables):
    """What a check found.

    Attributes:
        raw: The report that was checked.
        findings: All findings, errors first, then in form order.
        outcomes: What became of each rule, by code.
        set_aside: Findings that the settings accept, by a waiver or in the baseline. They do not count.
    """

    raw: RawReport = field(repr=False)
    findings: tuple[Finding, ...] = field(converter=Listing[Finding])
    outcomes: Mapping[str, Outcome] = field(hash=False)
    set_aside: tuple[SetAside, ...] = ()

    def __repr__(self) -> str:
        counts = Counter(each.severity for each in self.findings)
        found = ", ".join(f"{each}: {counts[each]}" for each in Severity if counts[each]) or "no findings"
        return f"<CheckResult {named(self.raw)}: {'conforms' if self.ok else 'does not conform'} ({found})>"

    @property
    def ok(self) -> bool:
        """Whether the report conforms, having no finding of error severity."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of error severity."""
        return Listing(each for each in self.findings if each.severity is Severity.ERROR)

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Each relation A1–A4 cell by cell, passed ones included."""
        return Subject(raw=self.raw).evaluations

    @cached_property
    def claims(self) -> tuple[Comparison, ...]:
        """Every figure that the prose states of the tables: agreeing, disagreeing, or undecided."""
        return tuple(compare_claims(self.raw, find_claims(self.raw)))

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Which cells may be wrong, where relations fail: the fewest changes that make all of them hold.

        Likeliest slip first, each with the figures proposed and the reason in words. For a person to
        look at; nothing is ever changed by them.
        """
        return Listing(suggest(self.raw))

    def count(self, outcome: Outcome) -> int:
        """How many of the relations A1–A4 came out so."""
        return sum(each.outcome is outcome for each in self.evaluations)


def check(
    report: RawReport | AnnualReport,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    previous: RawReport | AnnualReport | None = None,
    members: Iterable[RawReport | AnnualReport] = (),
    roster: Iterable[str] = (),
    settings: Settings | None = None,
    extra: Iterable[Check] | Check = (),
) -> CheckResult:
    """Check a report against every rule.

    A built report is checked as it would be printed; the engine is the same.

    Args:
        report: A report as printed, or a built one.
        select: The only rules to apply, each by its code, its name, or the beginning of codes (``T3``); all
            where empty.
        ignore: Rules to leave out, likewise. Where both name a rule, the longer beginning of its code wins.
        previous: The same agency's report of the year before, for the rules across years (Y…).
        members: The reports of which this one is the sum, own office included, for the rules M….
        roster: The names of all bodies whose reports should be among ``members``, for M602.
        settings: Severities, waivers, a baseline, and rules to leave out besides ``ignore``. Their
            ``select`` holds where no rules are selected here. No file is looked for; see `load_settings`.
        extra: Checks of your own, or one, applied besides those selected; all that names rules may name them.

    Raises:
        SettingsError: ``settings`` name a rule that does not exist.
        KeyError: ``select`` or ``ignore`` names a rule that does not exist.
        TypeError: Something given is of another type, such as a file's name instead of a report.
        ValueError: A check of ``extra`` has the code of another rule, whose outcome it would hide.
        ConsolidationError: ``previous`` is not of the year before, or a member is of another year.
    """
    if isinstance(select, str) or isinstance(ignore, str):
        raise TypeError("select= 和 ignore= 是一列规则 / select= and ignore= take a list of rules")
    if isinstance(roster, str):
        raise TypeError("roster= 是一列机关名称 / roster= takes a list of names")
    if not isinstance(settings, Settings | None):
        raise TypeError(
            "settings= 是 Settings，用 load_settings 读取 / settings= takes Settings: load_settings(…)"
        )
    raw = RawReport.of(report)
    last = RawReport.of(previous) if previous is not None else None
    parts = tuple(map(RawReport.of, members))
    if last is not None and None not in (raw.year, last.year) and last.year != int(raw.year or 0) - 1:
        before = int(raw.year or 0) - 1
        raise ConsolidationError(
            f"上年报告应为 {before} 年度，给的是 {last.year} 年度。",
            f"The report of the year before has to be of {before}; it is of {last.year}.",
            where=_whose(last),
            advice_zh="请看 previous= 给的是不是上一年的报告。",
            advice_en="See whether previous= is the report of the year before.",
        )
    for part in parts:
        if None not in (raw.year, part.year) and part.year != raw.year:
            raise ConsolidationError(
                f"成员的报告应为 {raw.year} 年度，给的是 {part.year} 年度。",
                f"The report of a member has to be of {raw.year}; it is of {part.year}.",
                where=_whose(part),
                advice_zh="请看 members= 给的是哪一年的报告。",
                advice_en="See which year the reports of members= are of.",
            )
    settings = settings or Settings()
    more = (extra,) if isinstance(extra, Check) else tuple(extra)
    rules = book().with_more(more) if more else book()
    known_rules(settings, rules)
    left_out = (*ignore, *settings.ignore)
    applied = rules.chosen(tuple(select) or settings.select, left_out)
    # Whoever gives a check of his own has selected it.
    applied |= {each.rule.code for each in more} & rules.chosen((), left_out)
    subject = Subject(raw=raw, previous=last, members=parts, roster=tuple(roster))
    outcomes: dict[str, Outcome] = {}
    findings: list[Finding] = []
    for each in rules.checks:
        code = each.rule.code
        if code not in applied:
            continue
        verdict = _apply(each, subject)
        outcomes[code] = verdict.outcome
        findings.extend(verdict.findings)
    decision = decide(raw, findings, outcomes, settings, rules)
    findings = list(decision.findings)
    order = form_order()
    findings.sort(key=lambda finding: (_WEIGHT[finding.severity], _place(finding, order), finding.code))
    return CheckResult(
        raw=raw,
        findings=tuple(findings),
        outcomes=outcomes,
        set_aside=decision.set_aside,
    )


def _whose(raw: RawReport) -> str | None:
    """The file that a report was read from, else the agency that it is of."""
    source = raw.source_of("year")
    return source.file if source is not None and source.file is not None else raw.agency


def _apply(each: Check, subject: Subject) -> Verdict:
    try:
        if str(each.apply.__module__).startswith("govinfo_report."):
            return exact(each.apply)(subject)
        verdict = each.apply(subject)
        _require_verdict(verdict)
        return verdict
    except (KeyboardInterrupt, Stop):
        raise
    except BaseException as error:  # any crash of a rule, sys.exit included, must become visible
        finding = Finding(
            rule=CRASHED,
            outcome=Outcome.UNDECIDED,
            details={"rule": each.rule.code, "error": f"{type(error).__name__}: {error}{_where(error)}"},
        )
        return Verdict(outcome=Outcome.UNDECIDED, findings=(finding,))


def _where(error: BaseException) -> str:
    """The line of a file of one's own at which a rule crashed: ``, ours.py:12``; else nothing."""
    lines = ((file, line_in(file, error)) for file in own_files())
    return "".join(f", {Path(file).name}:{line}" for file, line in lines if line is not None)


def _require_verdict(verdict: object) -> None:
    """Let a rule of somebody else's fail here, where it is named, and not where its findings are used.

    Raises:
        TypeError: It gives something else than it has to.
        KeyError: A message has a place for something that the finding does not hold.
    """
    if not isinstance(verdict, Verdict):
        raise TypeError(f"{type(verdict).__name__}, not Verdict")
    for finding in verdict.findings:
        for lang in ("zh", "en"):
            finding.message(lang)


def _place(finding: Finding, order: Mapping[str, int]) -> int:
    """Where in the form a finding stands: at its cell, or at the first cell below its row or block."""
    if finding.path is None:
        return -1
    exact = order.get(finding.path)
    if exact is not None:
        return exact
    prefix = f"{finding.path}."
    return next((index for path, index in order.items() if path.startswith(prefix)), -1)
