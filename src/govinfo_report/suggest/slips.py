"""How like a slip of the keyboard it is that one figure was printed for another.

The kinds of slip are those that Scholtus (2009) found in statistical questionnaires: a digit missed,
doubled, swapped or mistyped. Costs are ranks, not probabilities; they only order suggestions.
"""

from __future__ import annotations

from govinfo_report.findings import Text

__all__ = ["OTHER", "slip"]

#: Words and cost of a change that no slip explains.
OTHER = (4.0, Text("改为此数，各关系即成立", "with it every relation holds"))
_SIGN = (0.8, Text("多打了负号", "a minus sign too many"))
_SWAPPED = (1.0, Text("相邻两位数字颠倒", "two neighbouring digits are swapped"))
_MISSED = (1.0, Text("漏打一位数字", "a digit was missed"))
_DOUBLED = (1.0, Text("一位数字重打", "a digit was doubled"))
_ADDED = (1.3, Text("多打一位数字", "a digit too many"))
_MISTYPED = (1.2, Text("一位数字打错", "a digit was mistyped"))
_TOTAL_ZERO = (1.1, Text("总计留为 0", "a total was left at 0"))
_BY_HAND = (0.6, Text("总计是手填的，其余总计由公式算出", "a total typed where the others are formulas"))
_NOT_ENTERED = (1.8, Text("数字漏填，留为 0", "a figure was not entered"))
_ENTERED = (2.2, Text("应为 0 而填了数字", "a figure where 0 belongs"))
_COPIED = (1.4, Text("与相邻的格相同，疑为误抄", "the same as its neighbour: copied by mistake"))


def slip(
    stated: int, proposed: int, *, is_total: bool, by_hand: bool, neighbours: frozenset[int]
) -> tuple[float, Text]:
    """Cost and words of the likeliest slip that prints ``stated`` for ``proposed``.

    Args:
        stated: The figure as printed.
        proposed: The figure that it may be.
        is_total: Whether the form computes the cell.
        by_hand: Whether it was typed where formulas work out other such cells.
        neighbours: The figures beside, above and below it.
    """
    if stated < 0:
        return _SIGN if proposed == -stated else OTHER
    found = [_BY_HAND] if by_hand else [OTHER]
    old, new = str(stated), str(proposed)
    if stated == 0:
        found.append(_TOTAL_ZERO if is_total else _NOT_ENTERED)
    elif _is_doubled(new, old):
        found.append(_DOUBLED)
    elif _misses_one(new, old):
        found.append(_ADDED)
    if proposed == 0:
        found.append(_ENTERED)
    elif stated != 0 and _misses_one(old, new):
        found.append(_MISSED)
    if len(old) == len(new):
        differing = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        if len(differing) == 1 and stated and proposed:
            found.append(_MISTYPED)
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            first, second = differing
            if old[first] == new[second] and old[second] == new[first]:
                found.append(_SWAPPED)
    if stated in neighbours and stated != 0:
        found.append(_COPIED)
    return min(found, key=lambda each: each[0])


def _misses_one(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` without one of its digits."""
    return len(short) + 1 == len(long) and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _is_doubled(single: str, doubled: str) -> bool:
    """Whether ``doubled`` is ``single`` with one digit printed twice."""
    return len(single) + 1 == len(doubled) and any(
        single[:place] + single[place] + single[place:] == doubled for place in range(len(single))
    )
