"""The table of phrases: the first that fits counts, so none may stand where nothing reaches it."""

from __future__ import annotations

from itertools import product

import pytest

import govinfo_report as gr
from govinfo_report.claims.context import Context, Sign, Told
from govinfo_report.claims.lexicon import Sense
from govinfo_report.claims.phrases import PHRASES, Phrase, named

FORM = gr.form_with()


@pytest.mark.parametrize(
    "phrase",
    PHRASES,
    ids=lambda phrase: " & ".join(
        "|".join(sorted(each.name for each in group)[:2]) for group in phrase.needs
    ),
)
def test_every_phrase_is_reached(phrase: Phrase) -> None:
    ways: list[set[Sign]] = [set(way) for way in product(*phrase.needs)]
    assert any(next(each for each in PHRASES if each.fits(said)) is phrase for said in ways)


@pytest.mark.parametrize("phrase", PHRASES, ids=range(len(PHRASES)))
def test_what_bars_a_phrase_or_its_certainty_might_be_said_with_it(phrase: Phrase) -> None:
    """Else a row never fits, or is never certain."""
    for needed in phrase.needs:
        assert needed - phrase.bars
        assert not phrase.certain_if or needed - phrase.unless


@pytest.mark.parametrize(
    ("senses", "told", "value", "names", "certain"),
    [
        # 收到申请25件; 上年结转2件 and no word of what; with 公开 in the paragraph.
        ([Sense.RECEIVE, Sense.REQUEST], [], 25, ["requests.received"], True),
        ([Sense.CARRIED_IN], [], 2, ["requests.carried_in"], False),
        ([Sense.CARRIED_IN], [Told.DISCLOSURE], 2, ["requests.carried_in"], True),
        # What says more comes first: 受理并答复 is not 受理.
        ([Sense.REQUEST, Sense.RECEIVE, Sense.ANSWER], [], 25, ["requests.handled"], False),
        # Several rows of an outcome are of no cell; several kinds of documents are, where there were none.
        ([Sense.REQUEST, Sense.INTERNAL, Sense.PROCESS], [], 53, [], False),
        ([Sense.REGULATION, Sense.DOCUMENT, Sense.ISSUE], [], 4, [], False),
        (
            [Sense.REGULATION, Sense.DOCUMENT, Sense.ISSUE],
            [],
            0,
            ["disclosure.regulations.issued", "disclosure.normative_documents.issued"],
            False,
        ),
        # 合计 is the sum of what the sentence has told, and else of nothing.
        ([Sense.TOTAL], [Told.RECEIVED, Told.CARRIED_IN], 27, ["requests.with_carried_in"], False),
        ([Sense.TOTAL], [Told.RECEIVED], 27, [], False),
    ],
)
def test_what_senses_name(
    senses: list[Sense], told: list[Told], value: int, names: list[str], certain: bool
) -> None:
    quantities, plain = named(FORM, Context(told=set(told)), senses, value)
    assert [each.name for each in quantities] == names
    assert bool(quantities and plain) is certain


def test_the_topic_says_what_a_phrase_leaves_out() -> None:
    context = Context(topic=Told.OF_SUITS, objects=(Sense.AFTER,), told={Told.DISCLOSURE})
    (found,), plain = named(FORM, context, [Sense.UPHELD], 1)
    assert (found.label, plain) == ("复议后起诉·结果维持", True)
