"""What the words of a clause name together, with what the clauses before told: the quantities of the form."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govinfo_report.claims.claim import Quantity
from govinfo_report.claims.lexicon import Sense
from govinfo_report.claims.quantities import quantity
from govinfo_report.form import Form

__all__ = [
    "ACTIONS",
    "DECISIONS",
    "KEYS",
    "OBJECTS",
    "OUTCOMES",
    "PARTS",
    "ROWS",
    "Context",
    "named",
    "remember",
]

OUTCOMES = (
    Sense.DISCLOSED,
    Sense.PARTIAL,
    Sense.GRANTED,
    Sense.REFUSED,
    Sense.UNAVAILABLE,
    Sense.NOT_PROCESSED,
    Sense.OTHERWISE,
)
ROWS = tuple(sense for sense in Sense if sense.startswith("row:"))
_COLUMNS = tuple(sense for sense in Sense if sense.startswith("column:"))
PARTS = (Sense.NATURAL, Sense.LEGAL, *_COLUMNS)
_RESULTS = (Sense.UPHELD, Sense.CORRECTED, Sense.OTHER_RESULT, Sense.PENDING)
ACTIONS = (Sense.IN_FORCE, Sense.REPEAL, Sense.PUBLIC_TOTAL, Sense.PUBLISH, Sense.ISSUE)
OBJECTS = (Sense.REGULATION, Sense.DOCUMENT)
DECISIONS = (Sense.LICENCE, Sense.PENALTY, Sense.COERCION)
_SUITS = (Sense.SUIT, Sense.DIRECT, Sense.AFTER)
KEYS = frozenset(
    {
        *(Sense.REQUEST, Sense.RECEIVE, Sense.NEW, Sense.ANSWER, Sense.HANDLE),
        *(Sense.CARRIED_IN, Sense.CARRIED_OVER, Sense.REVIEW, *_SUITS),
        *(OUTCOMES + ROWS + PARTS + _RESULTS + ACTIONS + OBJECTS + DECISIONS),
    }
)
"""Senses that say what a figure is of."""
_SUMS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("requests.received", "requests.carried_in")), "with carried in"),
    (frozenset(("requests.new", "requests.carried_in")), "with carried in"),
    (frozenset(("review", "suit")), "both"),
)
"""What 合计 is the sum of, where the sentence has named these."""


@define
class Context:
    """What the clauses before tell of one that leaves words out.

    Attributes:
        topic: ``requests``, ``review``, ``suit``, ``document``; empty where nothing was spoken of.
        objects: The document spoken of; which suits.
        inherited: Whether the topic comes from another sentence.
        vague: Whether the clause that set the topic was not wholly understood.
        disclosure: Whether the paragraph speaks of disclosure at all: reviews may be of other things.
        requests: Whether the sentence can only be about requests, whatever is left out.
        other_year: Whether the figures are another year's.
        compared: Whether a difference to another year was told, of which figures that follow may be parts.
        scope: Whether the sentence speaks of a whole district, or of another office.
        answered: Whether the requests spoken of are those answered, not those received.
        carried: Whether they are those carried in or over: a part of them is no part of the year's.
        parts: How many parts of the requests were named since the whole was: an answer may be to one of them.
        listing: Whether a figure of the sentence was of something else: decisions listed after it may be.
        elsewhere: Whether one was of what has no cell (主动公开126件): outcomes listed after it may be, too.
        seen: What the figures of the sentence were of.
        last: What its last figure was of, of whatever year.
    """

    topic: str = ""
    objects: tuple[Sense, ...] = ()
    inherited: bool = False
    vague: bool = False
    disclosure: bool = False
    requests: bool = False
    other_year: bool = False
    compared: bool = False
    scope: bool = False
    answered: bool = False
    carried: bool = False
    parts: int = 0
    listing: bool = False
    elsewhere: bool = False
    seen: set[str] = field(factory=set)
    last: tuple[Quantity, ...] = ()

    def begin_paragraph(self) -> None:
        """A paragraph speaks of its own matter."""
        self.topic, self.objects, self.disclosure, self.vague, self.carried = "", (), False, False, False

    def begin_sentence(self) -> None:
        """A sentence goes on about the topic, less certainly; year, scope and lists end with it."""
        self.inherited = bool(self.topic)
        self.requests = self.other_year = self.compared = self.scope = self.listing = self.elsewhere = False
        self.parts, self.last = 0, ()
        self.seen.clear()


def remember(context: Context, senses: Sequence[Sense], *, vague: bool = False) -> None:
    """Keep what a clause speaks of, for those behind it that leave it out."""
    own = set(senses)
    if own & {Sense.ANSWER, Sense.HANDLE}:
        context.answered, context.carried, context.elsewhere = True, False, False
    elif own & {Sense.RECEIVE, Sense.NEW}:
        context.answered = context.carried = context.elsewhere = False
    elif own & {Sense.CARRIED_IN, Sense.CARRIED_OVER}:
        context.carried = True
    topic, objects = _topic(own)
    if topic is not None:
        context.topic, context.objects, context.vague = topic, objects, vague
        context.disclosure = context.disclosure and bool(topic)  # decisions: another matter begins
        context.inherited = False


def _topic(own: set[Sense]) -> tuple[str | None, tuple[Sense, ...]]:
    if Sense.REVIEW in own and Sense.SUIT not in own:
        return "review", ()
    if own & set(_SUITS):
        return "suit", tuple(sense for sense in (Sense.DIRECT, Sense.AFTER) if sense in own)
    if own & set(OBJECTS):
        return "document", tuple(sense for sense in OBJECTS if sense in own)
    if own & set(DECISIONS):
        return "", ()
    if Sense.REQUEST in own:
        return "requests", ()
    return None, ()


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
    own = set(senses)
    if Sense.OTHER in own and context.topic in ("review", "suit") and not own & KEYS:
        own.add(Sense.OTHER_RESULT)
    made: Sequence[Quantity | None]
    if not own & KEYS:
        made, plain = _left_out(form, context, own), False
    elif own & {Sense.REVIEW, *_SUITS} or (context.topic in ("review", "suit") and own & set(_RESULTS)):
        made = _remedies(form, context, own, value)
        plain = context.disclosure and not own & {Sense.ANSWER, Sense.HANDLE, Sense.RECEIVE}
    elif own & set(OBJECTS) or (context.topic == "document" and own & set(ACTIONS)):
        objects = [sense for sense in OBJECTS if sense in own] or list(context.objects)
        actions = [sense for sense in ACTIONS if sense in own]
        several = len(objects) > 1 or len(actions) > 1
        plain = not several and Sense.REGULATION not in objects
        if value and (several or not actions):
            return (), False
        made = [quantity(form, "document", one, action) for one in objects for action in actions]
    elif own & set(DECISIONS):
        kinds = [sense for sense in DECISIONS if sense in own]
        plain = Sense.DECISION in own and not context.listing
        made = [quantity(form, "decision", sense) for sense in kinds] if len(kinds) == 1 or not value else []
    else:
        made, plain = _requests(form, context, own)
    return tuple(each for each in made if each is not None), plain


def _left_out(form: Form, context: Context, own: set[Sense]) -> Sequence[Quantity | None]:
    """Figures of clauses that name nothing: 合计27件; 2022年收到18件，2023年25件; 其中政府信息公开类27件."""
    if Sense.TOTAL in own:
        wanted = (name for parts, name in _SUMS if parts <= context.seen)
        return [quantity(form, name) for name in wanted][:1]
    if Sense.OWN_YEAR in own and context.last:
        return context.last
    if Sense.DISCLOSURE in own and context.topic in ("review", "suit"):
        return [quantity(form, context.topic, *context.objects)]
    return []


def _remedies(form: Form, context: Context, own: set[Sense], value: int) -> list[Quantity | None]:
    results = [sense for sense in _RESULTS if sense in own]
    review = Sense.REVIEW in own
    suit = bool(own & set(_SUITS))
    if not review and not suit:
        review, suit = context.topic == "review", context.topic == "suit"
    kinds: tuple[Sense, ...] = (Sense.DIRECT, Sense.AFTER)
    narrow = [sense for sense in kinds if sense in own]
    if not narrow and context.topic == "suit" and Sense.SUIT not in own:
        narrow = list(context.objects)
    if Sense.AFTER in own or Sense.DIRECT in own:
        review = False
    if review and suit and not (Sense.EACH in own or value == 0):
        return [quantity(form, "both", *results)]
    made = [quantity(form, "review", *results)] if review else []
    return made + ([quantity(form, "suit", *narrow, *results)] if suit else [])


def _requests(form: Form, context: Context, own: set[Sense]) -> tuple[list[Quantity | None], bool]:
    spoken = Sense.REQUEST in own or context.topic == "requests"
    telling = own & {Sense.CARRIED_IN, Sense.CARRIED_OVER, *PARTS, *OUTCOMES, *ROWS}
    if not spoken and not telling:
        return [], False
    plain = spoken or context.disclosure or context.requests
    if own & {*OUTCOMES, *ROWS}:
        return _outcome(form, context, own, plain=plain and not context.elsewhere)
    if Sense.CARRIED_IN in own:
        return [quantity(form, "carried in")], plain and not own & {Sense.RECEIVE, Sense.ANSWER}
    if Sense.CARRIED_OVER in own:
        return [quantity(form, "carried over")], plain and not own & {Sense.RECEIVE} and context.parts != 1
    for sense in PARTS:
        if sense in own:
            done = (Sense.ANSWER,) if context.answered else ()
            received = plain and not context.carried and not own & {Sense.ANSWER, Sense.HANDLE}
            return [quantity(form, "applicant", sense, *done)], received and len(own & set(PARTS)) == 1
    return _whole(form, context, own, plain=plain)


def _outcome(
    form: Form, context: Context, own: set[Sense], *, plain: bool
) -> tuple[list[Quantity | None], bool]:
    rows = [sense for sense in ROWS if sense in own]
    if rows:
        # 因本机关不掌握相关政府信息无法提供5件; but 内部事务信息和过程性信息53件 are of both together.
        return [quantity(form, "row", rows[0])] if len(rows) == 1 else [], context.requests
    groups = {sense for sense in OUTCOMES if sense in own}
    if groups == {Sense.GRANTED, Sense.PARTIAL}:  # 予以公开（含部分公开）13件
        return [quantity(form, "outcome", Sense.DISCLOSED)], plain and Sense.TOTAL in own
    return [quantity(form, "outcome", *groups)] if len(groups) == 1 else [], plain


def _whole(
    form: Form, context: Context, own: set[Sense], *, plain: bool
) -> tuple[list[Quantity | None], bool]:
    if Sense.ANSWER in own:
        name = "handled" if own & {Sense.RECEIVE, Sense.NEW, Sense.HANDLE} else "answered"
        # Those answered in time, or of a part of the requests, may be fewer.
        sure = name == "answered" and Sense.MANNER not in own and context.parts != 1
        return [quantity(form, name)], plain and sure
    if Sense.NEW in own:
        return [quantity(form, "new")], plain
    if Sense.RECEIVE in own:
        return [quantity(form, "received")], plain
    if Sense.HANDLE in own:
        return [quantity(form, "handled")], plain and Sense.MANNER not in own
    return ([quantity(form, "received")], False) if Sense.REQUEST in own else ([], False)
