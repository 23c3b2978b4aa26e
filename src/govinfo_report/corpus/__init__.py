"""Many files: reading and checking them on any executor, one result each; a corpus on disk."""

from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.scanning import scan
from govinfo_report.corpus.storage import Summary, write_corpus

__all__ = ["ScanResult", "Summary", "scan", "write_corpus"]
