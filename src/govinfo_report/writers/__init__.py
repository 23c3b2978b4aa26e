"""Writing reports: workbooks, templates, text and JSON, always atomically."""

from govinfo_report.writers.fill import fill
from govinfo_report.writers.writing import write, write_template

__all__ = ["fill", "write", "write_template"]
