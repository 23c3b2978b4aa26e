"""Other texts in some cells of a document, and files that are archives taken apart and put together."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import attrs

from tests.documents.grids import Document

__all__ = ["packed", "parts_of", "with_texts"]


def with_texts(document: Document, texts: Mapping[str, str]) -> Document:
    """The document with these texts at these paths."""
    for grid in document.grids.values():
        for cell in list(grid.cells()):
            if cell.item.path is not None and cell.item.path in texts:
                grid = grid.swap_item(cell.item, attrs.evolve(cell.item, text=texts[cell.item.path]))
        document = document.with_grid(grid)
    return attrs.evolve(document, texts={**document.texts, **texts})


def parts_of(archive: bytes) -> dict[str, bytes]:
    """The parts of an office file by name."""
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The office file of some parts: the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content)
    return stream.getvalue()
