"""From a document's grids and paragraphs to a `RawReport`: one recogniser for every format."""

from govinfo_report.recognise.report import recognise

__all__ = ["recognise"]
