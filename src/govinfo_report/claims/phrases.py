"""What words name together: a table of phrases, the first that fits counts, and what makes each certain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from itertools import product

from attrs import field, frozen

from govinfo_report.claims import quantities as of
from govinfo_report.claims.claim import Quantity
from govinfo_report.claims.context import Context, Sign, Told
from govinfo_report.claims.lexicon import (
    ACTIONS,
    DECISIONS,
    KEYS,
    KINDS,
    OBJECTS,
    OUTCOMES,
    PARTS,
    RESULTS,
    ROWS,
    Sense,
)
from govinfo_report.claims.quantities import Cells, quantity
from govinfo_report.form import Form

__all__ = ["PHRASES", "Phrase", "Several", "named"]


class Several(Enum):
    """What a figure is of, where more than one thing of a kind is said before it."""

    FIRST = "the first"
    EACH = "each of them, where there was none; else nothing"


def _set(group: Collection[Sign]) -> frozenset[Sign]:
    return frozenset(group)


def _sets(groups: Iterable[Collection[Sign]]) -> tuple[frozenset[Sign], ...]:
    return tuple(map(frozenset, groups))


@frozen(kw_only=True)
class Phrase:
    """Words that name a quantity together.

    Attributes:
        needs: Of each of these, one is said, or was told before.
        bars: None of these is.
        cells: What it names; nothing where the form has no cell for what is said.
        by: What narrows it down: of each of these the sense that is said, else that of the topic, if any.
        several: What it names where more than one of a group of ``by`` is said.
        certain_if: It is certain where one of each of these is said; never where there are none.
        unless: It is not where any of these is.
    """

    needs: tuple[frozenset[Sign], ...] = field(converter=_sets)
    bars: frozenset[Sign] = field(default=frozenset(), converter=_set)
    cells: tuple[Cells, ...] = ()
    by: tuple[tuple[Sign, ...], ...] = ()
    several: Several = Several.FIRST
    certain_if: tuple[frozenset[Sign], ...] = field(default=(), converter=_sets)
    unless: frozenset[Sign] = field(default=frozenset(), converter=_set)

    def fits(self, said: set[Sign]) -> bool:
        """Whether what is said, and was told before, is this phrase."""
        return not any(map(said.isdisjoint, self.needs)) and said.isdisjoint(self.bars)

    def is_certain(self, said: set[Sign]) -> bool:
        """Whether it then says plainly what it names."""
        certain = self.certain_if and not any(map(said.isdisjoint, self.certain_if))
        return bool(certain) and said.isdisjoint(self.unless)


_OF_REQUESTS: set[Sign] = {Sense.REQUEST, Told.OF_REQUESTS}
_SPOKEN = _OF_REQUESTS | {Told.DISCLOSURE, Told.REQUESTS}


def _remedies(
    *needs: Collection[Sign],
    cells: tuple[Cells, ...],
    by: tuple[tuple[Sign, ...], ...] = (RESULTS,),
    bars: Collection[Sign] = (),
) -> Phrase:
    """Of reviews and suits the paragraph says on what; what is answered or received are requests."""
    unless = {Sense.ANSWER, Sense.HANDLE, Sense.RECEIVE}
    return Phrase(needs=needs, bars=bars, cells=cells, by=by, certain_if=({Told.DISCLOSURE},), unless=unless)


_AGAIN = Phrase(needs=({Sense.OWN_YEAR}, {Told.LAST}), bars=KEYS)
"""2022年收到18件，2023年25件: what the figure before was of."""

#: The first that fits counts, so what says more stands before what says less.
PHRASES = (
    # What names nothing by itself: 其他1件; 合计27件; 其中政府信息公开类27件.
    _remedies({Told.OF_REVIEWS}, {Sense.OTHER}, cells=(of.review,), by=((Sense.OTHER,),), bars=KEYS),
    _remedies({Told.OF_SUITS}, {Sense.OTHER}, cells=(of.suit,), by=(KINDS, (Sense.OTHER,)), bars=KEYS),
    Phrase(
        needs=({Sense.OTHER}, {Told.PARTED}),
        bars=KEYS,
        cells=(of.applicant,),
        by=((Sense.OTHER,),),
        unless={Told.CARRIED},
    ),
    Phrase(needs=({Sense.TOTAL}, {Told.RECEIVED}, {Told.CARRIED_IN}), bars=KEYS, cells=(of.with_carried_in,)),
    Phrase(needs=({Sense.TOTAL}, {Told.REVIEWS}, {Told.SUITS}), bars=KEYS, cells=(of.both,)),
    Phrase(needs=({Sense.TOTAL},), bars=KEYS),
    _AGAIN,
    Phrase(needs=({Sense.DISCLOSURE}, {Told.OF_REVIEWS}), bars=KEYS, cells=(of.review,)),
    Phrase(needs=({Sense.DISCLOSURE}, {Told.OF_SUITS}), bars=KEYS, cells=(of.suit,), by=(KINDS,)),
    # Reviews and suits.
    _remedies(KINDS, cells=(of.suit,), by=(KINDS, RESULTS)),
    _remedies({Sense.REVIEW}, {Sense.SUIT}, {Sense.EACH, Told.NOTHING}, cells=(of.review, of.suit)),
    _remedies({Sense.REVIEW}, {Sense.SUIT}, cells=(of.both,)),
    _remedies({Sense.REVIEW}, cells=(of.review,)),
    _remedies({Sense.SUIT}, cells=(of.suit,)),
    _remedies({Told.OF_REVIEWS}, RESULTS, cells=(of.review,)),
    _remedies({Told.OF_SUITS}, RESULTS, cells=(of.suit,), by=(KINDS, RESULTS)),
    # Documents and decisions.
    Phrase(
        needs=({*OBJECTS, Told.OF_DOCUMENTS}, ACTIONS),
        cells=(of.document,),
        by=(OBJECTS, ACTIONS),
        several=Several.EACH,
        certain_if=(ACTIONS,),
        unless={Told.SEVERAL, Sense.REGULATION},
    ),
    Phrase(needs=(OBJECTS,)),
    Phrase(
        needs=(DECISIONS,),
        cells=(of.decision,),
        by=(DECISIONS,),
        several=Several.EACH,
        certain_if=({Sense.DECISION},),
        unless={Told.LISTING},
    ),
    Phrase(needs=({Sense.FEE}, {Told.NOTHING}), cells=(of.fee,), certain_if=({Sense.FEE},)),
    Phrase(needs=({Sense.FEE},)),
    # Outcomes. 因本机关不掌握相关政府信息无法提供5件; but 内部事务信息和过程性信息53件 are of both.
    Phrase(needs=(ROWS,), cells=(of.row,), by=(ROWS,), several=Several.EACH, certain_if=({Told.REQUESTS},)),
    # 予以公开（含部分公开）13件
    Phrase(
        needs=({Sense.GRANTED}, {Sense.PARTIAL}),
        bars={*OUTCOMES} - {Sense.GRANTED, Sense.PARTIAL},
        cells=(of.disclosed,),
        certain_if=(_SPOKEN, {Sense.TOTAL}),
        unless={Told.ELSEWHERE},
    ),
    Phrase(
        needs=(OUTCOMES,),
        cells=(of.outcome,),
        by=(OUTCOMES,),
        several=Several.EACH,
        certain_if=(_SPOKEN,),
        unless={Told.ELSEWHERE},
    ),
    # Parts of the requests.
    Phrase(
        needs=({Sense.CARRIED_IN},),
        cells=(of.carried_in,),
        certain_if=(_SPOKEN,),
        unless={Sense.RECEIVE, Sense.ANSWER},
    ),
    Phrase(
        needs=({Sense.CARRIED_OVER},),
        cells=(of.carried_over,),
        certain_if=(_SPOKEN,),
        unless={Sense.RECEIVE, Told.ONE_PART},
    ),
    Phrase(
        needs=(PARTS,),
        cells=(of.applicant,),
        by=(PARTS, (Told.ANSWERED,)),
        certain_if=(_SPOKEN,),
        unless={Told.CARRIED, Told.OUTCOME, Told.SEVERAL, Sense.ANSWER, Sense.HANDLE},
    ),
    # The requests. Those answered in time, or of a part of the requests, may be fewer.
    Phrase(
        needs=(_OF_REQUESTS, {Sense.ANSWER}, {Sense.RECEIVE, Sense.NEW, Sense.HANDLE}), cells=(of.handled,)
    ),
    Phrase(
        needs=(_OF_REQUESTS, {Sense.ANSWER}),
        cells=(of.answered,),
        certain_if=(_OF_REQUESTS,),
        unless={Sense.MANNER, Told.ONE_PART},
    ),
    Phrase(needs=(_OF_REQUESTS, {Sense.NEW}), cells=(of.new,), certain_if=(_OF_REQUESTS,)),
    Phrase(needs=(_OF_REQUESTS, {Sense.RECEIVE}), cells=(of.received,), certain_if=(_OF_REQUESTS,)),
    Phrase(
        needs=(_OF_REQUESTS, {Sense.HANDLE}),
        cells=(of.handled,),
        certain_if=(_OF_REQUESTS,),
        unless={Sense.MANNER},
    ),
    Phrase(needs=({Sense.REQUEST},), cells=(of.received,)),
)


def named(
    form: Form, context: Context, senses: Sequence[Sense], value: int
) -> tuple[tuple[Quantity, ...], bool]:
    """The quantities that senses name, and whether they say so plainly.

    Args:
        form: The form whose cells they may be.
        context: What the clauses before tell.
        senses: The senses of the words that govern a figure.
        value: The figure; “no reviews and suits” is none of either.
    """
    said: set[Sign] = {*senses, *context.signs()}
    said |= {Told.NOTHING} if not value else set()
    phrase = next((each for each in PHRASES if each.fits(said)), None)
    if phrase is None:
        return (), False
    if phrase is _AGAIN:
        return context.last, False
    groups = [
        [sign for sign in group if sign in said] or [sign for sign in group if sign in context.objects]
        for group in phrase.by
    ]
    several = any(len(group) > 1 for group in groups)
    chosen = list(product(*(group for group in groups if group)))
    if several and phrase.several is Several.FIRST:
        chosen = chosen[:1]
    elif several and value:
        chosen = []
    said.update(sign for group in groups for sign in group)
    said |= {Told.SEVERAL} if several else set()
    made = [quantity(form, cells, narrowed) for narrowed in chosen for cells in phrase.cells]
    return tuple(each for each in made if each is not None), phrase.is_certain(said)
