"""Sentences that are not taken apart: they state nothing, and tell nothing of those that do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.claims import claims_in, find
from govinfo_report.claims.cause import NAMING, Sentence, sentences_told
from govinfo_report.claims.context import Told
from govinfo_report.claims.lexicon import LEXICON, Lexicon, lexicon
from govinfo_report.claims.phrases import PHRASES, Phrase
from tests.claims.labelled import CASES, FIFTH, FOURTH, HELD_OUT, SECOND, SIXTH, THIRD

FORM = gr.form_with()
#: What was told before by a word that names a quantity, and by no other.
TOLD = {
    *(Told.OF_REQUESTS, Told.OF_REVIEWS, Told.OF_SUITS, Told.OF_DOCUMENTS),
    *(Told.PARTED, Told.LAST, Told.RECEIVED, Told.CARRIED_IN, Told.REVIEWS, Told.SUITS),
}
SETS = (CASES, HELD_OUT, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
LABELLED = sorted({case.text for cases in SETS for case in cases})
PIECES = st.one_of(
    st.sampled_from(LABELLED),
    st.sampled_from(sorted(LEXICON)),
    st.sampled_from(
        ["其中，自然人3件", "其他1件", "合计27件", "无", "0件", "维持1件", "2023年结转3件", "答复5件"]
    ),
    st.sampled_from(
        ["依申请公开情况：", "《未收到申请3件》", "发布信息31条", "２件", "转入2025年1件", "公开"]
    ),
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from("。\n，；：、")), max_size=8).map(
    lambda parts: "".join(map("".join, parts))
)


@pytest.mark.parametrize("phrase", PHRASES, ids=range(len(PHRASES)))
def test_what_names_a_quantity_needs_a_word_that_does(phrase: Phrase) -> None:
    names = phrase.cells or Told.LAST in set().union(*phrase.needs)
    assert not names or any(need <= NAMING | TOLD for need in phrase.needs)


@given(TEXTS, st.sampled_from([None, 2023, 2024]))
def test_a_text_claims_what_it_claims_with_every_sentence_taken_apart(text: str, year: int | None) -> None:
    def every(text: str, known: Lexicon) -> list[Sentence]:
        found = sentences_told(text, known)
        for each in found:
            each.told = True
        return found

    own = claims_in(text, form=FORM, year=year, agency="甲县水务局")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "sentences_told", every)
        assert own == claims_in(text, form=FORM, year=year, agency="甲县水务局")


@pytest.mark.parametrize("word", [word for word, sense in lexicon(2024).senses.items() if sense in NAMING])
def test_every_word_that_names_a_quantity_is_a_cause(word: str) -> None:
    assert [each.told for each in sentences_told(f"本年{word}3件。", lexicon(2024))] == [True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("坚持以公开为常态。发布信息31条。未发生差错。", [False, False, False]),
        # What stands before in the paragraph, and the line over it, may tell of what it is.
        ("收到申请。坚持公开。共3件。坚持公开。", [True, True, True, False]),
        (f"收到申请{'，坚持公开' * 8}。\n坚持公开。共3件。", [True, False, False]),
        ("行政复议\n本年没有。", [False, True]),
        ("收到申请。坚持公开。\n其中自然人3件。", [True, True, True]),
        # Whether requests are those answered holds for all that follow.
        ("及时答复。\n坚持公开。\n自然人申请3件。", [True, False, True]),
    ],
)
def test_which_sentences_are_taken_apart(text: str, told: list[bool]) -> None:
    assert [each.told for each in sentences_told(text, lexicon(2024))] == told
