"""Hypothesis strategies for reports: ones that hold, ones as printed, and ones that break a given rule.

They construct what they promise and filter nothing, so they are fast and shrink well: a failing
example comes down to the few figures that matter. Needs the extra ``testing``.
"""

try:
    import hypothesis  # noqa: F401
except ModuleNotFoundError as error:
    from govinfo_report.extras import how_to_install, not_installed
    from govinfo_report.findings import Text

    need = Text("govinfo_report.testing 需要 hypothesis", "govinfo_report.testing needs hypothesis")
    raise not_installed(need, how_to_install("testing"), error.name) from error

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
