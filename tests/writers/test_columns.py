"""Text in the columns of a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.writers.columns import filled, places, wrapped

SENTENCES = [
    "三、本年度办理结果 / （四）无法提供 / 1.本机关不掌握相关政府信息 / 总计：51，应为 15（其余5格为 0）。",
    "危及“三安全一稳定”（（一）予以公开 4 + （二）部分公开 2），相差 -36……",
    "Compare the total with its parts and correct the cell that is wrong: (自然人 15; the other 5 are 0).",
]


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", 3), ("自然人", 6), ("“三”", 6), ("…", 2), ("e\u0301", 1), ("", 0)]
)
def test_places(text: str, expected: int) -> None:
    assert places(text) == expected
    assert places(filled(text, 9)) == 9


@pytest.mark.parametrize("text", SENTENCES)
@given(width=st.integers(12, 90))
def test_no_word_is_parted_and_no_mark_stands_wrong(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(places, lines)) <= width
    for line in lines:
        assert line[:1] not in tuple("，。；：、）”…/ ")
        assert line[-1:] not in tuple("（“")
    words = set(re.findall(r"[A-Za-z0-9]+", text))
    assert {word for line in lines for word in re.findall(r"[A-Za-z0-9]+", line)} == words


def test_a_word_that_is_too_long_has_a_line_of_its_own() -> None:
    assert wrapped("see /a/very/long/path.xlsx here", 10) == ["see", "/a/very/long/path.xlsx", "here"]
