"""Writing reports: workbooks, templates, Word files, pages, Markdown, text and JSON, always atomically.

`comparison` is not among them: it needs the forms, which may come from a package that is being imported.
"""

from govinfo_report.writers.annotate import annotate
from govinfo_report.writers.fill import fill
from govinfo_report.writers.template import write_template
from govinfo_report.writers.writer import Writer
from govinfo_report.writers.writing import write

__all__ = ["Writer", "annotate", "fill", "write", "write_template"]
