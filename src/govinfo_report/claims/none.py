"""What a clause says there was none of: its statements taken apart, and the things that it enumerates."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.claims.lexicon import ACTIONS, BLOCKING, DECISIONS, DOUBTFUL, KEYS, OBJECTS, PARTS, Sense
from govinfo_report.claims.words import Word

__all__ = ["is_statement", "likely", "senses_of", "statements", "things", "without_who"]


def senses_of(found: Sequence[Word]) -> set[Sense | None]:
    """The senses of words; ``None`` for a stranger."""
    return {word.sense for word in found}


def statements(found: Sequence[Word]) -> list[Sequence[Word]]:
    """The parts of a clause that each say that there was none of something: 零申请、零复议、零诉讼.

    未制发、未废止规范性文件: the documents are those of both. 申请、复议均为零: each is none.
    """
    none = [index for index, word in enumerate(found) if word.sense is Sense.NONE]
    if len(none) == 1 and none[0] and found[none[0] - 1].sense is Sense.EACH:
        each = things(found[: none[0] - 1])
        return [[found[none[0]], *thing] for thing in each]
    if len(none) < 2:
        return [found]
    parts = [found[at:end] for at, end in zip(none, [*none[1:], len(found)], strict=True)]
    shared = [word for word in parts[-1] if word.sense in OBJECTS]
    if senses_of(found[: none[0]]) & KEYS - {Sense.REQUEST}:
        return []
    return [
        [*part, *shared] if senses_of(part) & set(ACTIONS) and not senses_of(part) & set(OBJECTS) else part
        for part in parts
    ]


def things(found: Sequence[Word]) -> list[list[Word]]:
    """What is enumerated: the words between the signs that part things; what is asked for is shared."""
    parts: list[list[Word]] = [[]]
    for word in found:
        if word.sense is Sense.AND:
            parts.append([])
        else:
            parts[-1].append(word)
    shared = [word for word in found if word.sense is Sense.REQUEST][:1]
    strange = [word for word in found if word.sense is None]
    own = {Sense.REVIEW, Sense.SUIT, Sense.REQUEST}
    return [
        [*part, *strange] if senses_of(part) & own else [*part, *shared, *strange]
        for part in parts
        if senses_of(part) & KEYS
    ]


def without_who(found: Sequence[Word]) -> Sequence[Word]:
    """未收到师生提出的信息公开申请: without the words between 收到 and 申请, which say whose it would be."""
    received = next((at for at, word in enumerate(found) if word.sense is Sense.RECEIVE), None)
    if received is None or found[-1].sense is not Sense.REQUEST:
        return found
    return [*found[: received + 1], *(word for word in found[received:] if word.sense is not None)]


def is_statement(found: Sequence[Word], none: int) -> bool:
    """Whether words say that there was none of what they name, and none of it at all.

    Args:
        found: The words.
        none: Which of them says 无.
    """
    own, behind = senses_of(found) - {None}, senses_of(found[none:])
    before = senses_of(found[:none]) & KEYS
    counted = found[none].text == "零" and before <= {Sense.REQUEST, Sense.REVIEW, Sense.SUIT}
    answered = own & {Sense.ANSWER, Sense.HANDLE} and not own & set(DECISIONS)
    return not (
        own & ((DOUBTFUL - {None}) | BLOCKING)
        or None in senses_of(without_who(found[none:]))
        or (before and not counted)
        or Sense.MANNER in behind  # 未按期制发
        or answered
    )


def likely(found: Sequence[Word], none: int) -> list[Sequence[Word]]:
    """What words likely say that there was none of, thing by thing, though some of them are not understood.

    没有制定过规章和行政规范性文件; 重复申请、要求提供公开出版物三类均未出现. What was not answered or done
    in some manner there may have been.

    Args:
        found: The words.
        none: Which of them says 无.
    """
    own = senses_of(found) - {None}
    said = own & KEYS
    if own & ((DOUBTFUL - {None}) | BLOCKING) or Sense.MANNER in senses_of(found[none:]):
        return []
    if not said or (
        said <= {Sense.ANSWER, Sense.HANDLE, Sense.REQUEST} and said & {Sense.ANSWER, Sense.HANDLE}
    ):
        return []
    last = max(index for index, word in enumerate(found) if word.sense in KEYS)
    of_others = own & {Sense.REVIEW, Sense.SUIT} and None in senses_of(found[none : last + 1])
    if none < last and (None in senses_of(found[last:]) or of_others):
        return []  # 没有不予公开引起的争议, 未发生败诉的行政诉讼
    known = [word for word in found if word.sense is not None and word.sense is not Sense.NONE]
    each = things(known) if own & {*PARTS, Sense.REVIEW, Sense.SUIT} else [known]
    return list(each)
