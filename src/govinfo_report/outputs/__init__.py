"""What a check found, for other programs: JSON, JSON Lines, SARIF, GitHub annotations, JUnit."""

from govinfo_report.outputs.checked import Checked, pooled
from govinfo_report.outputs.document import check_schema, checked_document
from govinfo_report.outputs.github import github_lines
from govinfo_report.outputs.junit import junit_xml
from govinfo_report.outputs.sarif import sarif_log

__all__ = ["Checked", "check_schema", "checked_document", "github_lines", "junit_xml", "pooled", "sarif_log"]
