"""Characters that a format cannot hold: refused, and said where, before anything is written."""

from __future__ import annotations

import re

from govinfo_report.errors import WriteError
from govinfo_report.findings import behind_chinese
from govinfo_report.writers.places import in_chinese

__all__ = ["BINARY", "CONTROL", "HALVES", "STAND_IN", "XML", "check_characters", "clean"]

#: What XML 1.0 cannot hold: Word files and workbooks.
XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What a page or a text in a repository should not hold: control characters old and new, non-characters.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Halves of characters, and bytes that were no text: what UTF-8 cannot hold.
HALVES = re.compile(r"[\ud800-\udfff]")
#: What is shown in the place of a character that cannot be: a box, which every Chinese encoding and font has.
STAND_IN = "□"
#: What makes a text file a binary one.
BINARY = re.compile(r"[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with a mark in the place of each control character."""
    return CONTROL.sub(STAND_IN, text)


def check_characters(text: str, place: str, forbidden: re.Pattern[str], zh: str, en: str) -> None:
    """Refuse a text that a format cannot hold.

    Args:
        text: The text.
        place: Where in the report it stands.
        forbidden: The characters that the format cannot hold.
        zh: The format's name in Chinese.
        en: The format's name in English.

    Raises:
        WriteError: It has such a character; says which and where.
    """
    found = forbidden.search(text)
    if found is not None:
        code = f"U+{ord(found[0]):04X}"
        raise WriteError(
            f"{in_chinese(place)}：第 {found.start() + 1} 个字符（{code}）是{behind_chinese(zh)}不能保存的。",
            f"{place}: character {found.start() + 1} is {code}, which {en} cannot hold.",
            advice_zh="请删去该字符。",
            advice_en="Remove it.",
        )
