"""The signs of doubt: no figure contains one, and each has its reason in words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, Doubt, parse_figure
from govinfo_report.raw.doubt import ILLEGIBLE, doubts_in, legible, without_doubts, without_things


@given(
    st.sampled_from(Doubt),
    st.integers(0, 10**6).map(str),
    st.integers(0, 7),
    st.sampled_from(list(FigureKind)),
)
def test_a_figure_with_a_sign_of_doubt_is_unreadable_however_it_is_shown(
    doubt: Doubt, figure: str, at: int, kind: FigureKind
) -> None:
    text = figure[:at] + doubt.sign + figure[at:]
    assert parse_figure(text, kind).kind is CellKind.UNREADABLE
    assert parse_figure(legible(text), kind).kind is CellKind.UNREADABLE
    assert doubts_in(text) == (doubt,)
    assert without_doubts(text) == figure


@pytest.mark.parametrize("doubt", Doubt)
def test_a_sign_is_no_character_of_any_text_and_has_words_in_both_languages(doubt: Doubt) -> None:
    assert unicodedata.category(doubt.sign) == "Cn"
    assert len({each.sign for each in Doubt}) == len(Doubt)
    assert doubt.text.zh.encode("gbk")
    assert doubt.text.en.isascii()


def test_what_is_beside_text_and_no_text_can_be_left_out() -> None:
    text = f"一{Doubt.PICTURE.sign}二{Doubt.HIDDEN.sign}"
    assert without_things(text) == f"一二{Doubt.HIDDEN.sign}"
    assert legible(text) == f"一{ILLEGIBLE}二{ILLEGIBLE}"
