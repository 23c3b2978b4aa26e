"""Which label of the form each label of a text is: the best alignment of both that keeps the order.

其他 and 总计 as heads and as rows, （六） as a group or a row, blocks of two editions, a head in its second
line: all are decided by that one optimum, and no edition is chosen first. The weights are no facts of the
form; they only choose among alignments, and every refusal works on the result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from attrs import define, frozen

from govinfo_report.form.evidence import every_label
from govinfo_report.form.sections import sections
from govinfo_report.recognise.sequence.units import Unit, UnitKind

__all__ = ["Anchor", "align", "anchors"]

_MATCH, _OFFICIAL, _FIELDS = 4, 1, 2
"""What it is worth that a label is met; has the official wording; has fields behind it where its row has."""
_SKIPPED, _GAP = 2, 3
"""What it costs that a section that is entered lacks a head; that other labels stand between two."""
_BROKEN = 60
"""What it costs that figures stand between two heads of one section."""
_NOWHERE = -1_000_000


@frozen
class Anchor:
    """A label of the layout.

    Attributes:
        text: The official wording.
        section: Index of its section.
        row: Index of its row; -1 for a head.
        column: For a head right over figures, their column.
        own: Whether it is its row's own, and no group's.
    """

    text: str
    section: int
    row: int = -1
    column: int | None = None
    own: bool = False


@cache
def anchors() -> tuple[Anchor, ...]:
    """Every label of every form, in the order in which the sections have them."""
    found: list[Anchor] = []
    for index, section in enumerate(sections()):
        found += [Anchor(head.text, index, column=head.column) for head in section.heads]
        for at, row in enumerate(section.rows):
            last = len(row.labels) - 1
            found += [Anchor(text, index, at, own=place == last) for place, text in enumerate(row.labels)]
    return tuple(found)


@cache
def _places() -> Mapping[str, tuple[int, ...]]:
    """Official wording → where the anchors have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, anchor in enumerate(anchors()):
        found[anchor.text].append(place)
    return {text: tuple(places) for text, places in found.items()}


@cache
def _bounds() -> tuple[tuple[int, int, int], ...]:
    """Behind an anchor: the place, what leaving it out costs, where a section that ends there begins."""
    found: list[tuple[int, int, int]] = []
    start = 0
    everything = anchors()
    for place, anchor in enumerate(everything):
        if place and everything[place - 1].section != anchor.section:
            start = place
        repeated = anchor in everything[start:place]
        cost = _SKIPPED if anchor.row < 0 and anchor.column is not None and not repeated else 0
        ends = place + 1 == len(everything) or everything[place + 1].section != anchor.section
        found.append((place + 1, cost, start if ends else -1))
    return tuple(found)


@frozen
class _Label:
    """A label that is met: index of its unit, its place among the anchors, how many figures stand before."""

    index: int
    place: int
    figures: int


#: The last label met, and what came before: a list from its end.
_Chain = tuple[_Label, "_Chain"] | None


@define
class _Scores:
    """For each place among the anchors the best alignment that ends there, and its score."""

    best: list[int]
    chains: list[_Chain]
    first: int = 0
    """The first place at which an alignment ends."""

    @classmethod
    def empty(cls, score: int, first: int = 0) -> _Scores:
        size = len(anchors()) + 1
        return cls([score] * size, [None] * size, first)

    def settle(self) -> None:
        """Let every alignment go on over anchors that are left out: heads at a cost, whole sections free."""
        best, chains = self.best, self.chains
        for at, cost, start in _bounds()[self.first :]:
            if best[at - 1] - cost > best[at]:
                best[at], chains[at] = best[at - 1] - cost, chains[at - 1]
            if start >= 0 and best[start] > best[at]:
                best[at], chains[at] = best[start], chains[start]

    def take(self, other: _Scores) -> None:
        """Take over what is better there."""
        for at in range(other.first, len(other.best)):
            if other.best[at] > self.best[at]:
                self.best[at], self.chains[at] = other.best[at], other.chains[at]


def align(units: Sequence[Unit], taken: Collection[int] = frozenset()) -> dict[int, Anchor]:
    """The labels of a text, by the index of their unit.

    Args:
        units: The text.
        taken: Indices of units that are aligned already.
    """
    #: The best alignments that end in the label before, and those that end earlier or have none.
    near, far = _Scores.empty(_NOWHERE), _Scores.empty(0)
    far.settle()
    figures = 0
    for index, unit in enumerate(units):
        figures += unit.kind is UnitKind.FIGURE
        if unit.kind is not UnitKind.WORD or index in taken or not (found := every_label().find(unit.text)):
            continue
        has_fields = index + 1 < len(units) and units[index + 1].kind is not UnitKind.WORD
        first = min(_places()[match.key][0] for match in found) + 1
        new = _Scores.empty(_NOWHERE, first)
        for match in found:
            for place in _places()[match.key]:
                worth = _MATCH + _OFFICIAL * match.official
                worth += _FIELDS * (anchors()[place].own == has_fields)
                _match(new, near, far, _Label(index, place, figures), worth)
        far.take(near)
        new.settle()
        near = new
    far.take(near)
    chain = far.chains[-1]
    aligned: dict[int, Anchor] = {}
    while chain is not None:
        label, chain = chain
        aligned[label.index] = anchors()[label.place]
    return dict(sorted(aligned.items()))


def _match(new: _Scores, near: _Scores, far: _Scores, label: _Label, worth: int) -> None:
    """Let a label be met at its anchor."""
    place = label.place
    beside = near.best[place] - _broken(near.chains[place], label)
    apart = far.best[place] - (_GAP + _broken(far.chains[place], label) if far.chains[place] else 0)
    score = max(beside, apart) + worth
    if score > new.best[place + 1]:
        before = near.chains[place] if beside >= apart else far.chains[place]
        new.best[place + 1], new.chains[place + 1] = score, (label, before)


def _broken(chain: _Chain, label: _Label) -> int:
    """What it costs if the label before is a head of the same section, and figures stand between."""
    if chain is None or chain[0].figures == label.figures:
        return 0
    one, two = anchors()[chain[0].place], anchors()[label.place]
    return _BROKEN if one.section == two.section and one.row < 0 and two.row < 0 else 0
