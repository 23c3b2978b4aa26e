"""What a reader may say of a damaged document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from govinfo_report.raw import CellKind, RawReport
from tests.documents.grids import Document, Grid

__all__ = ["Damaged", "damaged"]


@frozen(kw_only=True)
class Damaged:
    """A damaged document and what may be read from it.

    Attributes:
        document: The document to print.
        table: The table damaged.
        what: What was done to it.
        said: Path → texts that a reader may give, where that is not just the text printed.
    """

    document: Document
    table: str
    what: str
    said: Mapping[str, frozenset[str]]

    def allowed(self, path: str) -> frozenset[str]:
        """The texts that a reader may give for the cell at ``path``."""
        if path in self.said:
            return self.said[path]
        return frozenset([self.document.texts[path]]) if path in self.document.texts else frozenset()

    @property
    def intact(self) -> frozenset[str]:
        """The paths of the tables that nothing was done to: these must all be read as printed."""
        return frozenset(path for path in self.document.texts if not path.startswith(f"{self.table}."))

    def wrong(self, raw: RawReport) -> list[str]:
        """The cells in which a reader says something else, in words; widths of characters count as one."""
        return [
            f"{self.what}: {cell.path} read {cell.text!r}, may be {sorted(self.allowed(cell.path))}"
            for cell in raw
            if cell.kind is not CellKind.UNREADABLE
            and _plain(cell.text) not in set(map(_plain, self.allowed(cell.path)))
        ]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def damaged(
    document: Document,
    grids: Grid | Sequence[Grid],
    what: str,
    said: Mapping[str, Iterable[str]] | None = None,
) -> Damaged:
    """The document with these for its table of the same name, and what that changes in what is said."""
    grids = [grids] if isinstance(grids, Grid) else grids
    return Damaged(
        document=document.with_grid(*grids),
        table=grids[0].table,
        what=what,
        said={path: frozenset(texts) for path, texts in (said or {}).items()},
    )
