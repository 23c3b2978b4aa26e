"""What a reader makes of a file: paragraphs and grids of cells, in the order they stand.

A further format only has to make these; recognition is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from govinfo_report.document.lattice import Grid
from govinfo_report.model import Provenance
from govinfo_report.raw import Note
from govinfo_report.source import Source

__all__ = ["Document", "Paragraph"]


@frozen
class Paragraph:
    """Running text outside of any grid."""

    text: str
    source: Source


def _nothing_else() -> tuple[str, str] | None:
    return None


@frozen(kw_only=True)
class Document:
    """A file as paragraphs and grids, in the order they stand.

    Attributes:
        looks_like: Says what it seems to be instead, in Chinese and English; asked only where no table of the
            form was found.
        notes: What the reader has to say about the file as a whole.
        provenance: Of which reports it is the sum, where it says that it is one.
    """

    file: str | None
    blocks: tuple[Paragraph | Grid, ...]
    looks_like: Callable[[], tuple[str, str] | None] = _nothing_else
    notes: tuple[Note, ...] = ()
    provenance: Provenance | None = None

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids, in order."""
        blocks: Iterable[Paragraph | Grid] = self.blocks
        return (block for block in blocks if isinstance(block, Grid))
