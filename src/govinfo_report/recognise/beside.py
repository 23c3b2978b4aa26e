"""The words left of the figures of a row, and whether they and a head settle which figure it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from govinfo_report.document import GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form.evidence import is_named_by, labels_beside, labels_named, own_labels, remarks
from govinfo_report.form.labels import has_more_numbers, is_piece
from govinfo_report.recognise.heads import Head
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sectioning import Body

__all__ = ["Beside", "doubt", "run_together"]


@frozen(kw_only=True)
class Beside:
    """The words left of the figures of a row.

    Attributes:
        words: The cells.
        found: Those that are labels of the form, each with the official wordings it may stand for.
        named: These wordings, of each of them.
        inner: The wordings of those that are labels of this row alone.
        known: The official wordings of all labels.
        strange: The words that are neither labels of the form nor remarks.
    """

    words: tuple[GridCell, ...]
    found: dict[GridCell, frozenset[str]]
    named: tuple[frozenset[str], ...]
    inner: frozenset[str]
    known: frozenset[str]
    strange: tuple[GridCell, ...]

    @classmethod
    def of(cls, body: Body) -> Beside:
        """The words left of the figures of a row."""
        words = tuple(cell for cell in body.left if is_word(cell))
        keys = {cell: labels_named(cell.text) for cell in words}
        found = {cell: each for cell, each in keys.items() if each}
        own = [each for cell, each in found.items() if cell.row == body.at and cell.rowspan == 1]
        return cls(
            words=words,
            found=found,
            named=tuple(found.values()),
            inner=frozenset[str]().union(*own),
            known=frozenset[str]().union(*found.values()),
            strange=tuple(cell for cell in words if cell not in found and not remarks().find(cell.text)),
        )

    def official(self, path: str) -> Iterator[tuple[GridCell, str]]:
        """The labels, each with the wording that the form has for it beside the rows at a path."""
        own = labels_beside(path)
        for cell, keys in self.found.items():
            yield cell, min(keys & own or keys)


def doubt(path: str, head: Head, beside: Beside) -> Refusal | None:
    """Why the labels beside and over a figure do not settle that it is the one they tell of."""
    if not is_named_by(path, beside.named, over=False):
        return Refusal.TWO_LABELS
    own, over = own_labels(path)
    if not all(any(is_piece(cell.text, label) for label in own) for cell in beside.strange):
        return Refusal.FOREIGN_LABEL
    if not is_named_by(path, head.printed, over=True) or not _are_pieces(head, over):
        return Refusal.FOREIGN_HEAD
    return None


def _are_pieces(head: Head, own: Collection[str]) -> bool:
    """Whether every foreign word over a figure is a piece of one of its own heads, above the last."""
    if not head.foreign:
        return True
    last = max((cell.row for cell in head.cells if cell not in head.foreign), default=-1)
    return all(cell.row < last and any(is_piece(cell.text, label) for label in own) for cell in head.foreign)


def run_together(labels: Sequence[tuple[GridCell, str]], *, whole: bool) -> Refusal | None:
    """Why a row that is not `whole` is none: in its label stand more digits than the form has there."""
    more = any(has_more_numbers(cell.text, label) for cell, label in labels)
    return Refusal.FIGURE_IN_LABEL if more and not whole else None
