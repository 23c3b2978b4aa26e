"""Glyphs that a PDF names by a radical are read as the characters they print."""

from __future__ import annotations

import unicodedata

import pytest

from govinfo_report.readers.pdf.radicals import character


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼈⺠政府", "人民政府"),
        ("2024年1⽉1⽇", "2024年1月1日"),
        ("⼀、⼆、⻓⻔⻚⻅⻋", "一、二、长门页见车"),
        ("（三）12%", "（三）12%"),
    ],
)
def test_words(printed: str, meant: str) -> None:
    assert "".join(map(character, printed)) == meant


def test_every_kangxi_radical_becomes_a_character_of_the_script() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert "CJK UNIFIED" in unicodedata.name(character(chr(code)))
