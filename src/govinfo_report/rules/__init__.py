"""What a report has to satisfy: the catalogue of rules, and the engine that applies them."""

from govinfo_report.rules.book import catalogue, find_rule
from govinfo_report.rules.engine import CheckResult, check

__all__ = ["CheckResult", "catalogue", "check", "find_rule"]
