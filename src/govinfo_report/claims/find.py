"""The claims of a text: each figure with the words that govern it, and statements that there was none.

A figure is governed by the words before it in its clause (收到申请25件), or, where none of them says
anything, by those behind it (103件顺延到下年度答复). A clause that leaves out what it speaks of takes it
from the clauses before. Whatever is not understood makes a claim likely at most, or no claim at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from govinfo_report.claims.claim import Claim, Confidence, Quantity
from govinfo_report.claims.lexicon import Sense
from govinfo_report.claims.numerals import About, Numeral, numerals
from govinfo_report.claims.quantities import quantity
from govinfo_report.claims.words import Word, clauses, sentences, words
from govinfo_report.form import Form
from govinfo_report.raw import RawReport

__all__ = ["claims_in", "find_claims"]

SECTIONS = ("preamble", "overview", "problems_and_improvements", "other_matters")
_YEAR = re.compile(r"(20[0-9]{2})年(?:度)?")
_OUTCOMES = (
    Sense.PARTIAL,
    Sense.GRANTED,
    Sense.REFUSED,
    Sense.UNAVAILABLE,
    Sense.NOT_PROCESSED,
    Sense.OTHERWISE,
)
_RESULTS = (Sense.UPHELD, Sense.CORRECTED, Sense.OTHER_RESULT, Sense.PENDING)
_ACTIONS = (Sense.IN_FORCE, Sense.REPEAL, Sense.ISSUE)
_OBJECTS = (Sense.REGULATION, Sense.DOCUMENT)
_DECISIONS = (Sense.LICENCE, Sense.PENALTY, Sense.COERCION)
_KEYS = frozenset(
    {
        *(Sense.REQUEST, Sense.RECEIVE, Sense.NEW, Sense.ANSWER, Sense.HANDLE),
        *(Sense.CARRIED_IN, Sense.CARRIED_OVER, Sense.NATURAL, Sense.LEGAL),
        *(Sense.REVIEW, Sense.SUIT, Sense.DIRECT, Sense.AFTER),
        *(_OUTCOMES + _RESULTS + _ACTIONS + _OBJECTS + _DECISIONS),
    }
)
"""Senses that say what a figure is of."""
_BLOCKING = frozenset((Sense.DISTRACTOR, Sense.CHANNEL, Sense.OTHER_YEAR))
_DOUBTFUL = frozenset((Sense.SCOPE, None))


@define
class _Context:
    """What the clauses before tell of one that leaves words out.

    Attributes:
        topic: ``requests``, ``review``, ``suit``, ``document``; empty where nothing was spoken of.
        objects: The document spoken of; which suits.
        inherited: Whether the topic comes from another sentence.
        disclosure: Whether the paragraph speaks of disclosure at all: reviews may be of other things.
        other_year: Whether the figures are another year's.
        scope: Whether the sentence speaks of a whole district, or of another office.
        answered: Whether the requests spoken of are those answered, not those received.
    """

    topic: str = ""
    objects: tuple[Sense, ...] = ()
    inherited: bool = False
    disclosure: bool = False
    other_year: bool = False
    scope: bool = False
    answered: bool = False


@frozen(kw_only=True)
class _Reader:
    """Reads one section of a report."""

    section: str
    text: str
    form: Form
    year: int | None
    agency: str | None
    context: _Context = field(factory=_Context)

    def claims(self) -> Iterator[Claim]:
        """The claims of the section, in order."""
        figures = list(numerals(self.text))
        line = 0
        for start, end in sentences(self.text):
            if self.text.count("\n", 0, start) != line:
                line = self.text.count("\n", 0, start)
                self._begin_paragraph()
            self.context.inherited = bool(self.context.topic)
            self.context.other_year = self.context.scope = False
            found = list(self._sentence(start, end, figures))
            yield from found

    def _begin_paragraph(self) -> None:
        self.context.topic, self.context.objects, self.context.disclosure = "", (), False

    def _sentence(self, start: int, end: int, figures: Sequence[Numeral]) -> Iterator[Claim]:
        parts = list(clauses(self.text, start, end))
        pending: list[Claim] = []
        for first, last, _ in parts:
            inside = [each for each in figures if first <= each.start and each.end <= last]
            found = list(self._clause(first, last, inside)) if inside else list(self._zero(first, last))
            if pending and self._includes_carried_in(first, last):
                # 受理124件（含上年结转5件）: what came before is 一 and 二 together.
                both = quantity(self.form, "with carried in")
                if both is not None:
                    pending[-1] = evolve(pending[-1], quantity=both)
            yield from pending
            received = found and inside[-1:] != [] and found[-1].quantity.name == "requests.received"
            pending = [found.pop()] if received and found else []
            yield from found
        yield from pending

    def _includes_carried_in(self, start: int, end: int) -> bool:
        senses = [word.sense for word in self._words(start, end)]
        return Sense.CARRIED_IN in senses and self.text[start:end].lstrip().startswith(
            ("含", "包括", "包含", "其中")
        )

    def _words(self, start: int, end: int) -> list[Word]:
        """The words of a part of the text; the year's own and the agency's name are known."""
        found: list[Word] = []
        at = start
        for match in _YEAR.finditer(self.text, start, end):
            found += words(self.text, at, match.start())
            own = self.year is not None and int(match[1]) == self.year
            sense = Sense.OWN_YEAR if own else Sense.OTHER_YEAR if self.year is not None else None
            found.append(Word(match[0], match.start(), match.end(), sense))
            at = match.end()
        found += words(self.text, at, end)
        names = (
            {self.agency, *((self.agency or "")[-size:] for size in range(3, 12))} if self.agency else set()
        )
        whole = self._own_district()
        return [
            evolve(word, sense=Sense.FILLER)
            if (word.sense is None and word.text in names) or word.text == whole
            else word
            for word in found
        ]

    def _own_district(self) -> str | None:
        """全市 in the report of a city's government: its tables are of the whole city, too."""
        place = (self.agency or "").removesuffix("人民政府")
        return f"全{place[-1]}" if place and place != self.agency else None

    def _clause(self, start: int, end: int, inside: Sequence[Numeral]) -> Iterator[Claim]:
        bounds = [start, *(each.end for each in inside)]
        behind_bounds = [*(each.start for each in inside[1:]), end]
        lefts = [self._words(bounds[index], each.start) for index, each in enumerate(inside)]
        rights = [self._words(each.end, behind_bounds[index]) for index, each in enumerate(inside)]
        first_left = {word.sense for word in lefts[0]}
        number_first = not first_left & _KEYS and bool({word.sense for word in rights[0]} & _KEYS)
        for numeral, left, right in zip(inside, lefts, rights, strict=True):
            if not number_first and right[:1] and right[0].sense is Sense.REQUEST:
                left, right = [*left, right[0]], right[1:]  # 收到25件政府信息公开申请
            governing = right if number_first else left
            # What stands before a figure that comes first still says of which year and whose it is.
            around = (left if numeral is inside[0] else []) + right if number_first else left
            self._meet(around)
            yield from self._figure(numeral, governing, around, trailing=[] if number_first else right)

    def _meet(self, found: Sequence[Word]) -> None:
        """Take up what words tell for all that follows."""
        for word in found:
            if word.sense is Sense.OTHER_YEAR:
                self.context.other_year = True
            elif word.sense is Sense.OWN_YEAR:
                self.context.other_year = False
            elif word.sense in (Sense.DISCLOSURE, Sense.REQUEST):
                self.context.disclosure = True
            elif word.sense is Sense.SCOPE:
                self.context.scope = True
            elif word.sense is Sense.DISTRACTOR:
                self.context.topic, self.context.objects = "", ()

    def _figure(
        self, numeral: Numeral, governing: Sequence[Word], around: Sequence[Word], trailing: Sequence[Word]
    ) -> Iterator[Claim]:
        senses = [word.sense for word in governing if word.sense is not None]
        blocked = self.context.other_year or any(word.sense in _BLOCKING for word in around)
        blocked = blocked or any(word.sense in (Sense.DISTRACTOR, Sense.OTHER_YEAR) for word in trailing[:1])
        quantities, plain = self._named(senses, numeral.value)
        self._remember(senses)
        if blocked or not quantities or Sense.NONE in senses:
            return
        doubtful = (
            not plain
            or self.context.inherited
            or any(word.sense in _DOUBTFUL for word in around)
            or any(word.sense in _KEYS - {Sense.REQUEST} for word in trailing)
            or self.context.scope
        )
        quoted = min([numeral.start, *(word.start for word in governing)])
        end = max([numeral.end, *(word.end for word in governing)])
        for each in quantities:
            yield self._claim(each, quoted, end, numeral.value, numeral.about, doubtful=doubtful)

    def _claim(
        self, of: Quantity, start: int, end: int, value: int, about: About, *, doubtful: bool
    ) -> Claim:
        return Claim(
            section=self.section,
            start=start,
            end=end,
            quote=self.text[start:end].strip(),
            quantity=of,
            value=value,
            about=about,
            confidence=Confidence.LIKELY if doubtful else Confidence.CERTAIN,
        )

    def _remember(self, senses: Sequence[Sense]) -> None:
        """What a clause speaks of, for those behind it that leave it out."""
        own = set(senses)
        context = self.context
        if own & {Sense.ANSWER, Sense.HANDLE}:
            context.answered = True
        elif own & {Sense.RECEIVE, Sense.NEW}:
            context.answered = False
        if own & {Sense.REVIEW} and not own & {Sense.SUIT}:
            context.topic, context.objects, context.inherited = "review", (), False
        elif own & {Sense.SUIT, Sense.DIRECT, Sense.AFTER}:
            kinds = tuple(sense for sense in (Sense.DIRECT, Sense.AFTER) if sense in own)
            context.topic, context.objects, context.inherited = "suit", kinds, False
        elif own & set(_OBJECTS):
            context.topic, context.inherited = "document", False
            context.objects = tuple(sense for sense in _OBJECTS if sense in own)
        elif own & set(_DECISIONS):
            context.topic, context.objects = "", ()
        elif Sense.REQUEST in own:
            context.topic, context.objects, context.inherited = "requests", (), False

    def _named(self, senses: Sequence[Sense], value: int) -> tuple[list[Quantity], bool]:
        """The quantities that senses name, and whether they say so plainly."""
        own = set(senses)
        made: list[Quantity | None]
        plain = True
        if own & {Sense.REVIEW, Sense.SUIT, Sense.DIRECT, Sense.AFTER} or (
            self.context.topic in ("review", "suit") and own & set(_RESULTS)
        ):
            made = self._remedies(own, value)
            plain = self.context.disclosure and not own & {Sense.ANSWER, Sense.HANDLE}
        elif own & set(_OBJECTS) or (self.context.topic == "document" and own & set(_ACTIONS)):
            objects = [sense for sense in _OBJECTS if sense in own] or list(self.context.objects)
            actions = [sense for sense in _ACTIONS if sense in own]
            plain = len(objects) == 1 and len(actions) == 1 and Sense.REGULATION not in objects
            made = [quantity(self.form, "document", one, actions[0]) for one in objects] if actions else []
        elif own & set(_DECISIONS):
            plain = Sense.DECISION in own and len(own & set(_DECISIONS)) == 1
            made = [quantity(self.form, "decision", sense) for sense in _DECISIONS if sense in own]
            made = made if len(made) == 1 else []
        else:
            made, plain = self._requests(own)
        return [each for each in made if each is not None], plain

    def _remedies(self, own: set[Sense], value: int) -> list[Quantity | None]:
        results = [sense for sense in _RESULTS if sense in own]
        review = Sense.REVIEW in own
        suit = bool(own & {Sense.SUIT, Sense.DIRECT, Sense.AFTER})
        if not review and not suit:
            review, suit = self.context.topic == "review", self.context.topic == "suit"
        kinds: tuple[Sense, ...] = (Sense.DIRECT, Sense.AFTER)
        narrow = [sense for sense in kinds if sense in own]
        if not narrow and self.context.topic == "suit" and Sense.SUIT not in own:
            narrow = list(self.context.objects)
        if Sense.AFTER in own or Sense.DIRECT in own:
            review = False
        if review and suit and not (Sense.EACH in own or value == 0):
            return [quantity(self.form, "both", *results)]
        made = [quantity(self.form, "review", *results)] if review else []
        return made + ([quantity(self.form, "suit", *narrow, *results)] if suit else [])

    def _requests(self, own: set[Sense]) -> tuple[list[Quantity | None], bool]:
        spoken = Sense.REQUEST in own or self.context.topic == "requests"
        telling = own & {Sense.CARRIED_IN, Sense.CARRIED_OVER, Sense.NATURAL, Sense.LEGAL, *_OUTCOMES}
        if not spoken and not telling:
            return [], False
        plain = spoken or self.context.disclosure
        outcomes = [sense for sense in _OUTCOMES if sense in own]
        if len(outcomes) > 1:
            return [], False
        if outcomes:
            return [quantity(self.form, "outcome", outcomes[0])], plain
        if Sense.CARRIED_IN in own:
            return [quantity(self.form, "carried in")], plain and not own & {Sense.RECEIVE, Sense.ANSWER}
        if Sense.CARRIED_OVER in own:
            return [quantity(self.form, "carried over")], plain and not own & {Sense.RECEIVE}
        for sense in (Sense.NATURAL, Sense.LEGAL):
            if sense in own:
                done = (Sense.ANSWER,) if self.context.answered else ()
                received = plain and not own & {Sense.ANSWER, Sense.HANDLE}
                return [quantity(self.form, "applicant", sense, *done)], received
        if Sense.ANSWER in own:
            name = "handled" if own & {Sense.RECEIVE, Sense.NEW, Sense.HANDLE} else "answered"
            return [quantity(self.form, name)], plain and name == "answered"
        if Sense.NEW in own:
            return [quantity(self.form, "new")], plain
        if Sense.RECEIVE in own:
            return [quantity(self.form, "received")], plain
        if Sense.HANDLE in own:
            return [quantity(self.form, "handled")], plain
        return ([quantity(self.form, "received")], False) if Sense.REQUEST in own else ([], False)

    def _zero(self, start: int, end: int) -> Iterator[Claim]:
        """A statement that there was none: every word of its clause has to be understood."""
        found = self._words(start, end)
        self._meet(found)
        senses = [word.sense for word in found if word.sense is not None]
        none = next((index for index, word in enumerate(found) if word.sense is Sense.NONE), None)
        strange = any(word.sense in _DOUBTFUL or word.sense in _BLOCKING for word in found)
        own = set(senses)
        self._remember(senses)
        if (
            none is None
            or strange
            or self.context.other_year
            or any(word.sense in _KEYS for word in found[:none])
        ):
            return
        if own & {Sense.ANSWER, Sense.HANDLE, Sense.NATURAL, Sense.LEGAL, Sense.DECISION, *_DECISIONS}:
            return
        quantities, _ = self._named([sense for sense in senses if sense is not Sense.NONE], 0)
        doubtful = bool(own & {Sense.REVIEW, Sense.SUIT}) and not self.context.disclosure
        for each in quantities:
            yield self._claim(each, found[none].start, found[-1].end, 0, About.EXACT, doubtful=doubtful)


def claims_in(
    text: str, *, form: Form, section: str = "overview", year: int | None = None, agency: str | None = None
) -> list[Claim]:
    """The claims of one text about the tables.

    Args:
        text: The text, a paragraph a line.
        form: The form whose cells it may speak of.
        section: Name for the claims' place.
        year: The year reported on; another year's figures are no claims.
        agency: Name of the agency, which is no stranger in a sentence.
    """
    return list(_Reader(section=section, text=text, form=form, year=year, agency=agency).claims())


def find_claims(raw: RawReport) -> list[Claim]:
    """Every claim that a report's prose makes about its own tables."""
    found: list[Claim] = []
    for section in SECTIONS:
        text = getattr(raw, section)
        if text:
            found += claims_in(text, form=raw.form, section=section, year=raw.year, agency=raw.agency)
    return found
