"""The claims of a text: each figure with the words that govern it, and statements that there was none.

A figure is governed by the words before it in its clause (收到申请25件), or, where none of them says
anything, by those behind it (103件顺延到下年度答复). A clause that leaves out what it speaks of takes it
from the clauses before. Whatever is not understood makes a claim likely at most, or no claim at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from attrs import define, evolve, field

from govinfo_report.claims.cause import Sentence, sentences_told
from govinfo_report.claims.claim import Claim, Confidence, Quantity
from govinfo_report.claims.context import Context, Told
from govinfo_report.claims.governing import governed, to_the_next
from govinfo_report.claims.lexicon import (
    ACTIONS,
    BLOCKING,
    DECISIONS,
    DOUBTFUL,
    KEYS,
    OBJECTS,
    OUTCOMES,
    PARTS,
    ROWS,
    Sense,
    lexicon,
)
from govinfo_report.claims.none import is_statement, likely, senses_of, statements
from govinfo_report.claims.numerals import About, Numeral
from govinfo_report.claims.phrases import named
from govinfo_report.claims.quantities import quantity, with_carried_in
from govinfo_report.claims.reach import of_all_cases, over_years
from govinfo_report.claims.words import Word, clauses, words
from govinfo_report.form import Form
from govinfo_report.form.labels import simplified
from govinfo_report.raw import RawReport
from govinfo_report.raw.figures import plain_digits

__all__ = ["claims_in", "find_claims"]

_OPEN = frozenset((Told.INHERITED, Told.VAGUE, Told.SCOPE))
_TABLED = frozenset((*DECISIONS, *ACTIONS))
"""What is made public of these is likely all of it: 主动公开行政处罚决定18件."""
_VERBS = frozenset(
    (Sense.RECEIVE, Sense.NEW, Sense.ANSWER, Sense.HANDLE, Sense.CARRIED_IN, Sense.CARRIED_OVER)
)
_FAR, _NEAR = 300, 60
"""Characters before a figure that tell of which years it is, and around it of which cases."""
_BARE = frozenset(("申请", "申请件", "收件"))
"""Words for requests of any kind."""


@define(kw_only=True, eq=False)
class _Reader:
    """Reads one section of a report; ``text`` is ``printed`` in plain characters, place by place."""

    section: str
    printed: str
    text: str
    form: Form
    year: int | None
    agency: str | None
    context: Context = field(factory=Context)
    _known: dict[tuple[int, int], list[Word]] = field(factory=dict, init=False)

    def claims(self) -> Iterator[Claim]:
        """The claims of the section, in order."""
        for sentence in sentences_told(self.text, lexicon(self.year)):
            if sentence.opens:
                self.context.begin_paragraph()
            if sentence.told:
                yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[Claim]:
        start, end, figures = sentence.start, sentence.end, sentence.figures
        if not self._goes_on(start, end):
            self.context.begin_sentence()
        self._look_ahead(start, end)
        before: Sequence[Word] = self._words(sentence.heading, start)
        pending: list[Claim] = []
        for first, last, sign in clauses(self.text, start, end):
            here = figures[bisect_left(figures, first, key=_start) : bisect_left(figures, last, key=_start)]
            inside = [each for each in here if each.end <= last]
            aside = sign in ("（", "(")
            figured = bool(inside) and not self._is_not_one(first, inside)
            found = list(
                self._clause(first, last, inside, aside)
                if figured
                else self._zero(first, last, before, defined=sign in ("：", ":"))
            )
            before = self._words(first, last)
            found = [self._within_reach(claim, start, first, last) for claim in found]
            if pending and self._includes_carried_in(first, last):
                # 受理124件（含上年结转5件）: what came before is 一 and 二 together.
                both = quantity(self.form, with_carried_in)
                if both is not None:
                    pending[-1] = evolve(pending[-1], quantity=both)
            yield from pending
            received = found and inside[-1:] != [] and found[-1].quantity.name == "requests.received"
            pending = [found.pop()] if received and found else []
            yield from found
        yield from pending

    def _is_not_one(self, start: int, inside: Sequence[Numeral]) -> bool:
        """无一起…, 未收到一份…: the one figure of a clause is the 1 that there was not; not 没有一件被…."""
        figure = inside[0]
        if len(inside) > 1 or figure.value != 1 or self.text.startswith("被", figure.end):
            return False
        return Sense.NONE in senses_of(self._words(start, figure.start)[-2:])

    def _within_reach(self, claim: Claim, start: int, first: int, last: int) -> Claim:
        """A claim, no more than likely where its figure may count other years or other cases as well."""
        told = self.text[max(start, claim.end - _FAR) : claim.end]
        clause = self.text[max(first, claim.end - _NEAR) : min(last, claim.end + _NEAR)]
        if claim.value and (over_years(told, self.year) or of_all_cases(clause)):
            return evolve(claim, confidence=Confidence.LIKELY)
        return claim

    def _goes_on(self, start: int, end: int) -> bool:
        """收到申请25件。其中，自然人21件: a full stop where others write a comma."""
        first = next(iter(self._words(start, end)), None)
        return first is not None and first.sense is Sense.AMONG

    def _look_ahead(self, start: int, end: int) -> None:
        """What a sentence is about may be said at its end: 上年结转3件，新收政府信息公开申请25件."""
        found = self._words(start, end)
        groups = {word.sense for word in found if word.sense in OUTCOMES or word.sense in ROWS}
        spoken = any(word.sense is Sense.REQUEST and word.text not in _BARE for word in found)
        several = len(groups) > 1
        self.context.told.discard(Told.REQUESTS)
        self.context.told |= {Told.REQUESTS} if spoken or several else set()
        moved = {word.sense for word in found}
        moved_on = moved & {Sense.CARRIED_IN, Sense.CARRIED_OVER} and moved & {Sense.NEW, Sense.RECEIVE}
        if several or (moved_on and not moved & {Sense.REVIEW, Sense.SUIT, Sense.DISTRACTOR}):
            self.context.topic, self.context.objects = Told.OF_REQUESTS, ()
            self.context.told -= {Told.INHERITED, Told.VAGUE}
        among = next((index for index, word in enumerate(found) if word.sense is Sense.AMONG), len(found))
        if any(word.sense is Sense.DISCLOSURE for word in found[among:]):
            self.context.told.discard(Told.DISCLOSURE)  # 行政复议412件，其中政府信息公开68件

    def _includes_carried_in(self, start: int, end: int) -> bool:
        senses = [word.sense for word in self._words(start, end)]
        return Sense.CARRIED_IN in senses and self.text[start:end].lstrip().startswith(
            ("含", "包括", "包含", "其中")
        )

    def _words(self, start: int, end: int) -> list[Word]:
        """The words of a part of the text, taken apart once; the agency's name is known."""
        if (known := self._known.get((start, end))) is None:
            found = words(self.text, start, end, lexicon(self.year))
            known = [evolve(word, sense=Sense.FILLER) if self._is_own(word) else word for word in found]
            self._known[start, end] = known
        return known

    def _is_own(self, word: Word) -> bool:
        """Whether a word is the agency's name, or its end, or the whole of its district."""
        return (word.sense is None and word.text in self._names) or word.text == self._own_district

    @cached_property
    def _names(self) -> frozenset[str]:
        if not self.agency:
            return frozenset()
        return frozenset((self.agency, *(self.agency[-size:] for size in range(3, 12))))

    @cached_property
    def _own_district(self) -> str | None:
        """全市 in the report of a city's government: its tables are of the whole city, too."""
        place = (self.agency or "").removesuffix("人民政府")
        return f"全{place[-1]}" if place and place != self.agency else None

    def _clause(self, start: int, end: int, inside: Sequence[Numeral], aside: bool) -> Iterator[Claim]:
        bounds = [start, *(each.end for each in inside)]
        behind_bounds = [*(each.start for each in inside[1:]), end]
        lefts = [self._words(bounds[index], each.start) for index, each in enumerate(inside)]
        rights = [self._words(each.end, behind_bounds[index]) for index, each in enumerate(inside)]
        compared: set[Told] = set()
        for place, each in enumerate(governed(inside, lefts, rights)):
            # What stands before a figure that comes first still says of which year and whose it is.
            around = (each.left if not place else []) + each.right if each.number_first else each.left
            self._meet(around)
            compared |= {Told.COMPARED} if Sense.COMPARED in senses_of(around) else set()
            if compared or (each.left and each.left[-1].sense is Sense.NONE):  # 没有一件
                continue
            trailing = [] if each.number_first else each.right
            for governing in each.things or [each.right if each.number_first else each.left]:
                yield from self._figure(
                    each.numeral, governing, around, [] if each.things else trailing, aside
                )
        self.context.told |= compared

    def _meet(self, found: Sequence[Word]) -> None:
        """Take up what words tell for all that follows."""
        told = self.context.told
        for word in found:
            if word.sense is Sense.OTHER_YEAR:
                told.add(Told.OTHER_YEAR)
            elif word.sense is Sense.OWN_YEAR:
                told.discard(Told.OTHER_YEAR)
            elif word.sense in (Sense.DISCLOSURE, Sense.REQUEST) and word.text not in _BARE:
                told.add(Told.DISCLOSURE)
            elif word.sense is Sense.SCOPE:
                told.add(Told.SCOPE)
            elif word.sense is Sense.DISTRACTOR:
                self.context.forget_topic()

    def _figure(
        self,
        numeral: Numeral,
        governing: Sequence[Word],
        around: Sequence[Word],
        trailing: Sequence[Word],
        aside: bool,
    ) -> Iterator[Claim]:
        context, told = self.context, self.context.told
        senses = [word.sense for word in governing if word.sense is not None]
        met = senses_of(around)
        blocked = self._is_blocked(met, trailing)
        self._count_parts(met, aside=aside)
        told |= {Told.ELSEWHERE} if met & {Sense.ELSEWHERE, Sense.MADE_PUBLIC, Sense.DISTRACTOR} else set()
        if context.action is not None and {*senses} & {*OBJECTS} and not {*senses} & {*ACTIONS}:
            senses.append(context.action)  # 制发规章2件、规范性文件14件
        quantities, plain = named(self.form, context, senses, numeral.value)
        if Sense.DISTRACTOR not in met:
            # Results of reviews that may be of other matters may be of other matters, too.
            others = bool(met & {Sense.REVIEW, Sense.SUIT}) and not plain
            context.remember(senses, vague=None in met or others)
        if Sense.DISTRACTOR in met or (None in met and not met & {Sense.REQUEST}):
            told.add(Told.LISTING)
        if quantities:
            context.last = quantities
        if blocked or not quantities or Sense.NONE in senses:
            return
        context.count(quantities)
        behind = senses_of(to_the_next(trailing)) & KEYS - {Sense.REQUEST}
        doubtful = not plain or bool(told & _OPEN or met & DOUBTFUL or behind)
        quoted = min([numeral.start, *(word.start for word in governing)])
        end = max([numeral.end, *(word.end for word in governing)])
        for each in quantities:
            yield self._claim(each, quoted, end, numeral.value, numeral.about, doubtful=doubtful)

    def _is_blocked(self, met: Set[Sense | None], trailing: Sequence[Word]) -> bool:
        """Whether a figure is none of this year's tables, by the words around it and the one behind it."""
        told = self.context.told
        blocking = BLOCKING - {Sense.MADE_PUBLIC} if met & _TABLED else BLOCKING
        return (
            Told.OTHER_YEAR in told
            or bool(met & blocking)
            or any(word.sense in BLOCKING - {Sense.CHANNEL} for word in trailing[:1])
            or (Told.COMPARED in told and not met & _VERBS)
        )

    def _count_parts(self, met: set[Sense | None], *, aside: bool) -> None:
        """Count the parts that the requests are told in: after one part alone, an answer may be to it."""
        part = met & {Sense.CHANNEL, *PARTS} or (None in met and Sense.REQUEST not in met)
        if part:
            self.context.parts += not aside
        elif Sense.REQUEST in met or met & {Sense.RECEIVE, Sense.NEW}:
            self.context.parts = 0

    def _claim(
        self, of: Quantity, start: int, end: int, value: int, about: About, *, doubtful: bool
    ) -> Claim:
        return Claim(
            section=self.section,
            start=start,
            end=end,
            quote=self.printed[start:end].strip(),
            quantity=of,
            value=value,
            about=about,
            confidence=Confidence.LIKELY if doubtful else Confidence.CERTAIN,
        )

    def _zero(self, start: int, end: int, before: Sequence[Word], *, defined: bool) -> Iterator[Claim]:
        """Statements that there was none.

        Args:
            start: Where the clause begins.
            end: Where it ends.
            before: What stands before it, or heads it: 信息公开行政诉讼，本年度没有.
            defined: Whether a colon ends that: 依申请公开情况：无.
        """
        found = self._words(start, end)
        self._meet(found)
        if Sense.DISTRACTOR not in senses_of(found):
            senses = [word.sense for word in found if word.sense is not None]
            self.context.remember(senses, vague=None in senses_of(found))
        if self.context.told & {Told.OTHER_YEAR, Told.COMPARED}:
            return
        claims = [claim for statement in statements(found) for claim in self._none(statement)]
        if not claims and senses_of(found) <= {Sense.NONE, Sense.FILLER, Sense.OWN_YEAR}:
            found = [*found, *before] if defined else [*before, *found]
            claims = [claim for statement in statements(found) for claim in self._none(statement)]
        yield from claims

    def _none(self, found: Sequence[Word]) -> Iterator[Claim]:
        none = next((index for index, word in enumerate(found) if word.sense is Sense.NONE), None)
        if none is None:
            return
        start, end = min(word.start for word in found), max(word.end for word in found)
        start = found[none].start if found[none].start < end else start
        own = senses_of(found) - {None}
        parts = own & set(PARTS)
        if parts >= {Sense.NATURAL, Sense.LEGAL}:  # whoever may apply
            own, parts = own - parts, set()
        doubtful = (
            None in senses_of(found)
            or (bool(own & {Sense.REVIEW, Sense.SUIT}) and Told.DISCLOSURE not in self.context.told)
            or Sense.REGULATION in own
            or (bool(own & set(DECISIONS)) and Sense.DECISION not in own)  # 无行政强制
            or (bool(parts) and Sense.REQUEST not in own)
        )
        plain = len(parts) < 2 and is_statement(found, none)
        for thing in [found] if plain else likely(found, none):
            kept = own - {Sense.NONE}
            senses = [word.sense for word in thing if word.sense is not None and word.sense in kept]
            quantities, _ = named(self.form, self.context, senses, 0)
            for each in quantities:
                yield self._claim(each, start, end, 0, About.EXACT, doubtful=doubtful or not plain)


def _start(numeral: Numeral) -> int:
    return numeral.start


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
    plain = plain_digits(simplified(text))
    plain = plain if len(plain) == len(text) else text
    reader = _Reader(section=section, printed=text, text=plain, form=form, year=year, agency=agency)
    return list(reader.claims())


def find_claims(raw: RawReport) -> list[Claim]:
    """Every claim that a report's prose makes about its own tables."""
    found: list[Claim] = []
    for section in ("preamble", *(each.name for each in raw.form.sections)):
        if text := raw.text_of(section):
            found += claims_in(text, form=raw.form, section=section, year=raw.year, agency=raw.agency)
    return found
