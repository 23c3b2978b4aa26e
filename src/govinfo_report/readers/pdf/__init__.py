"""PDF files: words and ruled lines of each page, made into grids and lines of text."""

from govinfo_report.readers.pdf.document import pdf_document

__all__ = ["pdf_document"]
