"""What a report has to satisfy: the catalogue of rules, and the engine that applies them."""

from govinfo_report.rules.book import catalogue, find_rule
from govinfo_report.rules.deciding import SetAside
from govinfo_report.rules.engine import CheckResult, check

__all__ = ["CheckResult", "SetAside", "catalogue", "check", "find_rule"]
