"""What a report has to satisfy: the catalogue of rules, and the engine that applies them."""

from govinfo_report.rules.book import catalogue, find_rule
from govinfo_report.rules.deciding import SetAside
from govinfo_report.rules.engine import CheckResult, check
from govinfo_report.rules.rule import Check, Verdict
from govinfo_report.rules.subject import Subject

__all__ = ["Check", "CheckResult", "SetAside", "Subject", "Verdict", "catalogue", "check", "find_rule"]
