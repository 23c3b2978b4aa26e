"""Reading documents: what a file is, by its content, and what it prints."""

from govinfo_report.readers.added import Reader
from govinfo_report.readers.reading import load, read

__all__ = ["Reader", "load", "read"]
