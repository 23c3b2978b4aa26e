"""What an evaluator hands on after a scan: lists for Excel, pages to browse, letters to the agencies."""

from govinfo_report.handouts.letters import Letters, write_letters
from govinfo_report.handouts.lists import write_findings
from govinfo_report.handouts.pages import write_pages

__all__ = ["Letters", "write_findings", "write_letters", "write_pages"]
