"""Reports as data frames of any engine, and the relations of the form as expressions over them."""

from govinfo_report.frames.identities import check
from govinfo_report.frames.reports import reports
from govinfo_report.frames.tables import corpus, files, findings, tidy, wide

__all__ = ["check", "corpus", "files", "findings", "reports", "tidy", "wide"]
