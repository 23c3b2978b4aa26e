"""Hypothesis strategies for reports: ones that hold, ones as printed, and ones that break a given rule.

They construct what they promise and filter nothing, so they are fast and shrink well: a failing
example comes down to the few figures that matter. Needs the extra ``testing``.
"""

from govinfo_report.testing.reports import (
    agencies,
    applicants,
    disclosure_tables,
    prose,
    raw_reports,
    remedy_tables,
    reports,
    request_tables,
)
from govinfo_report.testing.violations import violable_rules, violations

__all__ = [
    "agencies",
    "applicants",
    "disclosure_tables",
    "prose",
    "raw_reports",
    "remedy_tables",
    "reports",
    "request_tables",
    "violable_rules",
    "violations",
]
