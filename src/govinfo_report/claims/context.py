"""What the clauses before tell of one that leaves words out: the topic, which year it is, and what part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from attrs import define, field

from govinfo_report.claims.claim import Quantity
from govinfo_report.claims.lexicon import ACTIONS, DECISIONS, KINDS, OBJECTS, PARTS, Sense

__all__ = ["Context", "Sign", "Told"]


class Told(Enum):
    """Something that holds of what is said, because of what was said before; the first four are topics."""

    OF_REQUESTS, OF_REVIEWS, OF_SUITS, OF_DOCUMENTS = auto(), auto(), auto(), auto()

    INHERITED = auto()
    """The topic comes from another sentence."""
    VAGUE = auto()
    """The clause that set the topic was not wholly understood."""
    DISCLOSURE = auto()
    """The paragraph speaks of disclosure at all: reviews may be of other things."""
    REQUESTS = auto()
    """The sentence can only be about requests, whatever is left out."""

    OTHER_YEAR = auto()
    """The figures are another year's."""
    COMPARED = auto()
    """A difference to another year was told, of which figures that follow may be parts."""

    SCOPE = auto()
    """The sentence speaks of a whole district, or of another office."""
    ANSWERED = auto()
    """The requests spoken of are those answered, not those received."""
    CARRIED = auto()
    """They are those carried in or over: a part of them is no part of the year's."""
    ONE_PART = auto()
    """One part of the requests was named since the whole was: an answer may be to it."""
    LISTING = auto()
    """A figure of the sentence was of something else: decisions listed after it may be."""
    PARTED = auto()
    """One was of a kind of applicants: 其他 after it is of the other applicants."""
    OUTCOME = auto()
    """One was of an outcome: kinds of applicants after it may be of that."""
    ELSEWHERE = auto()
    """One was of what has no cell (主动公开126件): outcomes listed after it may be, too."""

    LAST, RECEIVED, CARRIED_IN, REVIEWS, SUITS = auto(), auto(), auto(), auto(), auto()
    """The sentence gave a figure; it gave one of these."""
    NOTHING, SEVERAL = auto(), auto()
    """The figure is 0; several things of a kind are said."""


#: What a phrase is recognised by: senses of its own words, and what was told before.
Sign = Sense | Told

_OF_A_PARAGRAPH = {Told.DISCLOSURE, Told.VAGUE, Told.CARRIED}
_OF_A_SENTENCE = {
    *(Told.INHERITED, Told.REQUESTS, Told.OTHER_YEAR, Told.COMPARED, Told.SCOPE, Told.LISTING),
    *(Told.PARTED, Told.OUTCOME, Told.ELSEWHERE, Told.RECEIVED, Told.CARRIED_IN, Told.REVIEWS, Told.SUITS),
}
_FIGURES = {
    "requests.received": Told.RECEIVED,
    "requests.new": Told.RECEIVED,
    "requests.carried_in": Told.CARRIED_IN,
    "remedies.reconsideration.total": Told.REVIEWS,
}
"""Quantities that 合计 may be the sum of, by name."""


@define
class Context:
    """What is told of topic, year and part, until the sentence, the paragraph or the section ends.

    Attributes:
        topic: What is spoken of, ``None`` where nothing is.
        objects: The documents spoken of; which suits.
        told: What holds besides.
        parts: How many parts of the requests were named since the whole was.
        last: What the last figure of the sentence was of, of whatever year.
        action: What was done with the documents that the sentence gave a figure of.
    """

    topic: Told | None = None
    objects: tuple[Sense, ...] = ()
    told: set[Told] = field(factory=set)
    parts: int = 0
    last: tuple[Quantity, ...] = ()
    action: Sense | None = None

    def signs(self) -> set[Sign]:
        """All that is told."""
        signs: set[Sign] = {*self.told}
        signs.update([self.topic] if self.topic is not None else [])
        signs.update([Told.ONE_PART] if self.parts == 1 else [])
        signs.update([Told.LAST] if self.last else [])
        return signs

    def begin_paragraph(self) -> None:
        """A paragraph speaks of its own matter."""
        self.forget_topic()
        self.told -= _OF_A_PARAGRAPH

    def begin_sentence(self) -> None:
        """A sentence goes on about the topic, less certainly; year, scope and lists end with it."""
        self.told -= _OF_A_SENTENCE
        self.told |= {Told.INHERITED} if self.topic is not None else set()
        self.parts, self.last, self.action = 0, (), None

    def forget_topic(self) -> None:
        """Nothing is spoken of."""
        self.topic, self.objects = None, ()

    def count(self, quantities: Iterable[Quantity]) -> None:
        """Keep of what a figure was, for the sum behind it."""
        for each in quantities:
            suit = each.name.startswith("remedies.litigation")
            found = Told.SUITS if suit else _FIGURES.get(each.name)
            self.told |= {Told.OUTCOME} if each.name.startswith("requests.outcomes.") else set()
            self.told |= {found} if found is not None else set()

    def remember(self, senses: Sequence[Sense], *, vague: bool = False) -> None:
        """Keep what a clause speaks of, for those behind it that leave it out."""
        own = set(senses)
        self.action = next((sense for sense in ACTIONS if sense in own), self.action)
        self.told |= {Told.PARTED} if own & set(PARTS) else set()
        if own & {Sense.ANSWER, Sense.HANDLE}:
            self.told -= {Told.CARRIED, Told.ELSEWHERE}
            self.told.add(Told.ANSWERED)
        elif own & {Sense.RECEIVE, Sense.NEW}:
            self.told -= {Told.ANSWERED, Told.CARRIED, Told.ELSEWHERE}
        elif own & {Sense.CARRIED_IN, Sense.CARRIED_OVER}:
            self.told.add(Told.CARRIED)
        for topic, named, objects in _TOPICS:
            if own & named:
                self.topic, self.objects = topic, tuple(sense for sense in objects if sense in own)
                self.told -= {Told.INHERITED, Told.VAGUE}
                self.told |= {Told.VAGUE} if vague else set()
                if topic is None:  # decisions: another matter begins
                    self.told.discard(Told.DISCLOSURE)
                return


_TOPICS: tuple[tuple[Told | None, frozenset[Sense], tuple[Sense, ...]], ...] = (
    (Told.OF_SUITS, frozenset({Sense.SUIT}), KINDS),
    (Told.OF_REVIEWS, frozenset({Sense.REVIEW}), ()),
    (Told.OF_SUITS, frozenset(KINDS), KINDS),
    (Told.OF_DOCUMENTS, frozenset(OBJECTS), OBJECTS),
    (None, frozenset(DECISIONS), ()),
    (Told.OF_REQUESTS, frozenset({Sense.REQUEST}), ()),
)
"""The topic that words set, and which of them say more of it; the first that fits."""
