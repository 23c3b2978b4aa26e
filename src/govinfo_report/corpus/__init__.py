"""Many files: reading and checking them on any executor, one result each; a corpus on disk."""

from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.scanning import scan
from govinfo_report.corpus.storage import write_corpus
from govinfo_report.corpus.summary import Summary

__all__ = ["ScanResult", "Summary", "scan", "write_corpus"]
