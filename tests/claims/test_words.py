"""Words of a part of a text, out of those of the sentence around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.claims.lexicon import LEXICON, lexicon
from govinfo_report.claims.words import words, words_within

PIECES = st.one_of(
    st.sampled_from(sorted(LEXICON)),
    st.sampled_from(["《", "》", "2023年", "12月", "1月1日", " ", "“", "局", "的", "上年", "，", "3"]),
    st.text(st.sampled_from("申请公开政府信息年月日件本上结转新收《》，。 12"), max_size=6),
)


@given(st.lists(PIECES, max_size=10), st.data())
def test_a_part_has_the_words_that_it_has_alone(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    whole = list(words(text, 0, len(text), lexicon(2023)))
    found = words_within(whole, text, first, last)
    assert found is None or found == list(words(text, first, last, lexicon(2023)))


@pytest.mark.parametrize(
    ("part", "known"),
    [
        ("上年结转3件", True),
        ("年结转3件", False),
        ("某某上年结转", True),
        ("某上年结转3件", True),
        ("转3件", False),
    ],
)
def test_a_known_word_is_not_cut(part: str, known: bool) -> None:
    text = "某某上年结转3件"
    start = text.index(part)
    found = words_within(list(words(text, 0, len(text), lexicon(2023))), text, start, start + len(part))
    assert (found is not None) is known
