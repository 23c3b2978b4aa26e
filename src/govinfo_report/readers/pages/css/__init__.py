"""How the text of a web page looks: what it hides, raises, lays over other text, or prints by itself."""

from govinfo_report.readers.pages.css.cascade import Looks
from govinfo_report.readers.pages.css.defaults import is_for_screen_readers
from govinfo_report.readers.pages.css.look import PAGE, Box, Look
from govinfo_report.readers.pages.css.sheets import styled_page

__all__ = ["PAGE", "Box", "Look", "Looks", "is_for_screen_readers", "styled_page"]
