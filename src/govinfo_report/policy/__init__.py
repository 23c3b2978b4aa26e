"""What an office has decided about rules and findings: settings, waivers, a baseline."""

from govinfo_report.policy.baseline import Baseline
from govinfo_report.policy.files import find_settings, load_settings
from govinfo_report.policy.settings import Settings, Waiver

__all__ = ["Baseline", "Settings", "Waiver", "find_settings", "load_settings"]
