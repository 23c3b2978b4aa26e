"""Putting text into a cell so that it stays the text it is."""

from __future__ import annotations

import re
from typing import Any

from govinfo_report.errors import WriteError
from govinfo_report.writers.characters import XML, check_characters
from govinfo_report.writers.places import in_chinese

__all__ = ["LONGEST", "escaped", "put_text"]

LONGEST = 32_767
"""What a cell holds. openpyxl would cut the rest off without a word."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Any, text: str, place: str) -> None:
    """Set a cell to ``text``, also where it starts with ``=``.

    Args:
        cell: An openpyxl cell.
        text: The text.
        place: Where in the report it stands, for the error.

    Raises:
        WriteError: The text is too long for a cell, or has characters that a workbook cannot hold.
    """
    if len(text) > LONGEST:
        raise WriteError(
            f"{in_chinese(place)}：一段有 {len(text)} 个字符，Excel 一格最多 {LONGEST} 个。",
            f"{place}: a paragraph has {len(text)} characters; a cell of a workbook holds {LONGEST}.",
            advice_zh="请把该段分成几段，或写成其他格式。",
            advice_en="Divide the paragraph, or write another format.",
        )
    check_characters(text, place, XML, "Excel 工作簿", "a workbook")
    cell.value = escaped(text)
    cell.data_type = "s"  # openpyxl takes what starts with = for a formula


def escaped(text: str) -> str:
    """The text with what looks like an escape of the format (``_x000A_`` is a line break) escaped itself."""
    return _ESCAPE.sub("_x005F_", text)
