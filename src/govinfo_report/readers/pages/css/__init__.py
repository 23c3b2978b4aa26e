"""How the text of a web page looks: what it hides, raises, lays over other text, or prints by itself."""

from govinfo_report.readers.pages.css.cascade import Looks
from govinfo_report.readers.pages.css.look import PAGE, Box, Look
from govinfo_report.readers.pages.css.selecting import Sheet, page_sheet

__all__ = ["PAGE", "Box", "Look", "Looks", "Sheet", "page_sheet"]
