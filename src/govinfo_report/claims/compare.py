"""Claims beside the tables: agree, disagree, or undecided — and rather undecided than wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from govinfo_report.claims.claim import Claim, Comparison, Confidence, Judgement
from govinfo_report.claims.numerals import About
from govinfo_report.raw import RawReport

__all__ = ["compare_claims"]

_ABOUT = 0.1
"""约, 近: the figure may be so much less or more."""


def compare_claims(raw: RawReport, claims: Sequence[Claim]) -> list[Comparison]:
    """Each claim beside the cells that it speaks of.

    A claim agrees if it agrees in any of its readings. It disagrees only if it is certain, exact, the only
    figure that the prose states for its quantity, and every cell of every reading has a figure.
    """
    found = [_compare(raw, claim) for claim in claims]
    keyed = sorted(enumerate(found), key=lambda pair: pair[1].claim.quantity.name)
    result = list(found)
    for _, group in groupby(keyed, key=lambda pair: pair[1].claim.quantity.name):
        members = list(group)
        if len({comparison.claim.value for _, comparison in members}) < 2:
            continue
        together = sum(comparison.claim.value for _, comparison in members)
        as_one = any(together == _sum(raw, paths) for paths in members[0][1].claim.quantity.readings)
        for index, comparison in members:
            if as_one:  # counts split over two sentences
                result[index] = _judged(comparison, Judgement.AGREE)
            elif comparison.judgement is Judgement.DISAGREE:
                result[index] = _judged(comparison, Judgement.UNDECIDED)
    return result


def _judged(comparison: Comparison, judgement: Judgement) -> Comparison:
    return Comparison(
        claim=comparison.claim, judgement=judgement, stated=comparison.stated, paths=comparison.paths
    )


def _compare(raw: RawReport, claim: Claim) -> Comparison:
    readings = claim.quantity.readings
    sums = [_sum(raw, paths) for paths in readings]
    for paths, stated in zip(readings, sums, strict=True):
        if stated is not None and _agrees(claim, stated):
            return Comparison(claim=claim, judgement=Judgement.AGREE, stated=stated, paths=paths)
    known = all(stated is not None for stated in sums)
    sure = claim.confidence is Confidence.CERTAIN and claim.about is About.EXACT
    judgement = Judgement.DISAGREE if known and sure else Judgement.UNDECIDED
    return Comparison(claim=claim, judgement=judgement, stated=sums[0], paths=readings[0])


def _agrees(claim: Claim, stated: int) -> bool:
    low: float
    high: float
    if claim.about is About.EXACT:
        return claim.value == stated
    if claim.about is About.OVER:
        zeros = len(str(claim.value)) - len(str(claim.value).rstrip("0"))
        low, high = claim.value, claim.value + max(10.0**zeros - 1, _ABOUT * claim.value)
    elif claim.about is About.UNDER:
        low, high = (1 - _ABOUT) * claim.value, claim.value
    else:
        low, high = (1 - _ABOUT) * claim.value, (1 + _ABOUT) * claim.value
    return low <= stated <= high


def _sum(raw: RawReport, paths: Sequence[str]) -> int | None:
    """What cells add up to, ``None`` where one has no whole number; an amount may be nothing."""
    total = 0
    for path in paths:
        cell = raw.get(path)
        if cell is None or not (type(cell.value) is int or cell.value == 0):
            return None
        total += int(cell.value)
    return total
