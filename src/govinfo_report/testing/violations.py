"""Strategies for printed reports that break one rule and no other: its own example, of any sound report."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from govinfo_report.findings import Rule
from govinfo_report.form import form_with
from govinfo_report.model import AnnualReport, Applicants
from govinfo_report.raw import RawReport
from govinfo_report.rules import Check, Subject, find_rule
from govinfo_report.rules.book import book
from govinfo_report.rules.examples import example_of
from govinfo_report.testing.reports import agencies, filled, remedy_tables

__all__ = ["broken", "violable_rules", "violations"]


def violable_rules() -> tuple[Rule, ...]:
    """The rules that `violations` can break, in the order of their codes."""
    return tuple(check.rule for check in book().checks if _by_itself(check))


def violations(rule: str) -> st.SearchStrategy[RawReport]:
    """Reports as printed that break one rule and no other.

    Args:
        rule: Code or name of the rule.

    Raises:
        KeyError: There is no such rule.
        ValueError: No printed report can break it.
    """
    found = find_rule(rule)
    check = next((each for each in book().checks if each.rule is found), None)
    if check is None or not _by_itself(check):
        raise ValueError(f"no report as printed breaks {found.code}")
    return broken(check).map(lambda subject: subject.raw)


def _by_itself(check: Check) -> bool:
    """Whether a report breaks the rule with no other report beside it."""
    return check.breaks is not None and isinstance(example_of(check), RawReport)


@st.composite
def broken(draw: st.DrawFn, check: Check) -> Subject:
    """Reports, with those beside them, that break the rule of a check and no other."""
    assert check.breaks is not None
    made = check.breaks(draw(_sound()), lambda options: draw(st.sampled_from(options)))
    return made if isinstance(made, Subject) else Subject(raw=made)


def _sound() -> st.SearchStrategy[RawReport]:
    """Printed reports without any finding, with something in every table and row that violations need."""

    def print_it(report: AnnualReport, granted: int) -> RawReport:
        requests = report.requests
        more = attrs.evolve(Applicants.none(), natural_person=granted)
        requests = attrs.evolve(
            requests,
            received=requests.received + more,
            outcomes=attrs.evolve(requests.outcomes, granted=requests.outcomes.granted + more),
        )
        return RawReport.of(attrs.evolve(report, requests=requests, disclosure=_plausible(report.disclosure)))

    whole = st.builds(
        AnnualReport,
        agency=agencies(),
        year=st.integers(2021, 2030),
        disclosure=filled(form_with().tables["disclosure"]),
        requests=filled(form_with().tables["requests"]),
        remedies=remedy_tables(),
    )
    return st.builds(print_it, whole, st.integers(1, 500))


def _plausible(table: Any) -> Any:
    """Table 2 with no fewer documents in force than were made in the year."""
    rows = {
        name: attrs.evolve(row, in_force=row.in_force + row.issued)
        for name in ("regulations", "normative_documents")
        if (row := getattr(table, name))
    }
    return attrs.evolve(table, **rows)
