"""Hypothesis strategies: reports with digits planted in some of their cells, in documents of any style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from hypothesis import reject
from hypothesis import strategies as st

from govinfo_report.form import form_with
from govinfo_report.raw import Cell, CellKind, RawReport
from tests.documents import strategies as made
from tests.documents.grids import Document, document_of
from tests.hiding import seeing
from tests.hiding.formats import Format
from tests.hiding.judging import allowed
from tests.hiding.planter import NoRoomError
from tests.hiding.ways import Plant, Way

__all__ = ["Planted", "planted_documents"]


@frozen(kw_only=True)
class Planted:
    """A document with digits planted in it, and what a reader may say of its cells.

    Attributes:
        content: The file.
        plants: Path → what stands there.
        style: How the document was made.
        allowed: Path → the texts of which a reader may give one.
    """

    content: bytes
    plants: Mapping[str, Plant]
    style: object
    allowed: Mapping[str, frozenset[str] | None]

    def __repr__(self) -> str:
        said = (
            f"{path}: {plant.way.name}, {plant.place} {plant.figure!r} {plant.digits!r}"
            for path, plant in self.plants.items()
        )
        return f"Planted({'; '.join(said)}; {self.style})"


#: Figures of people and papers: a cell of money may have units and decimals of its own.
_PATHS = [cell.path for cell in form_with().cells if "amount" not in cell.path]


def _reports() -> st.SearchStrategy[RawReport]:
    """Reports of the form of 2021 in which no two cells print the same."""

    def fill(first: int, step: int) -> RawReport:
        cells = (
            Cell(cell.path, CellKind.NUMBER, first + at * step, str(first + at * step))
            for at, cell in enumerate(form_with().cells)
        )
        return RawReport(
            agency="青禾县测绘局", year=2022, overview="本年，各项工作正常。", cells=tuple(cells)
        )

    return st.builds(fill, st.integers(1, 2000), st.integers(1, 40))


def _digits() -> st.SearchStrategy[str]:
    return st.integers(1, 999).map(str)


_STYLES: dict[str, st.SearchStrategy[Any]] = {
    "html": made.html_styles(),
    "word": made.word_styles(),
    "pdf": made.pdf_styles(),
    "sheets": st.fixed_dictionaries(
        {"row": st.integers(1, 5), "column": st.integers(1, 4), "merge": st.booleans()}
    ),
}


@st.composite
def planted_documents(draw: st.DrawFn, form: Format) -> Planted:
    """Documents of a format, made in any style, with one to three plants."""
    document = document_of(draw(_reports()))
    paths = draw(st.lists(st.sampled_from(_PATHS), min_size=1, max_size=3, unique=True))
    plants = {path: _plant(draw, document, path, draw(st.sampled_from(form.ways))) for path in paths}
    style = draw(_STYLES[form.name])
    try:
        content = form.document(document, plants, style)
    except NoRoomError:
        reject()
    return Planted(content=content, plants=plants, style=style, allowed=allowed(form, document, plants))


def _plant(draw: st.DrawFn, document: Document, path: str, way: Way) -> Plant:
    place = draw(st.sampled_from(way.places))
    return seeing.plant(way, place, document.texts[path], draw(_digits()))
