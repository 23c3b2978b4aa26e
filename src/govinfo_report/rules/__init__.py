"""What a report has to satisfy: the catalogue of rules, and the engine that applies them."""

from govinfo_report.rules.catalogue import find_rule, rules
from govinfo_report.rules.engine import CheckResult, check

__all__ = ["CheckResult", "check", "find_rule", "rules"]
