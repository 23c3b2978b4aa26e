"""Hypothesis strategies for the ways in which documents are made, worded and damaged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar, get_type_hints

from hypothesis import strategies as st

from govinfo_report.form import Form, every_form
from govinfo_report.raw import Cell, RawReport, parse_figure
from tests.documents import dirt
from tests.documents.damage import Damaged
from tests.documents.grids import Document, document_of
from tests.documents.html import HtmlStyle
from tests.documents.pdf import PdfStyle
from tests.documents.text import TextLayout, TextStyle
from tests.documents.word import WordStyle
from tests.documents.wording import VARIANTS, Wording

__all__ = [
    "damaged_documents",
    "distinct_reports",
    "documents",
    "html_styles",
    "label_wordings",
    "pdf_styles",
    "text_layouts",
    "text_styles",
    "word_styles",
]

_Style = TypeVar("_Style")


def _styles(style: type[_Style], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[_Style]:
    """Any style of a class, all of whose fields take one of a few values."""
    hints = get_type_hints(style)
    return st.builds(style, **{name: given.get(name, st.from_type(hint)) for name, hint in hints.items()})


def html_styles() -> st.SearchStrategy[HtmlStyle]:
    """Ways to build a page."""
    return _styles(HtmlStyle)


def word_styles() -> st.SearchStrategy[WordStyle]:
    """Ways to put a Word document together."""
    return _styles(WordStyle)


def pdf_styles() -> st.SearchStrategy[PdfStyle]:
    """Ways to set a PDF file."""
    return _styles(PdfStyle, font=st.sampled_from([10.0, 9.0, 8.0, 10.5, 12.0, 14.0]))


def text_layouts() -> st.SearchStrategy[TextLayout]:
    """The layouts from which figures can be told."""
    return st.sampled_from([layout for layout in TextLayout if layout.recoverable])


def text_styles(layouts: st.SearchStrategy[TextLayout] | None = None) -> st.SearchStrategy[TextStyle]:
    """Layouts, and the habits of converters."""
    return _styles(TextStyle, layout=layouts or text_layouts())


def label_wordings() -> st.SearchStrategy[Wording]:
    """Ways to word and set the labels."""
    choices = {official: st.sampled_from(variants) for official, variants in VARIANTS.items()}
    variants = st.fixed_dictionaries({}, optional=choices).map(lambda chosen: tuple(chosen.items()))
    return _styles(Wording, variants=variants)


def distinct_reports() -> st.SearchStrategy[RawReport]:
    """Reports of all forms in which no two cells print the same: no figure out of place goes unseen."""

    def fill(form: Form, first: int, step: int) -> RawReport:
        cells = []
        for at, place in enumerate(form.cells):
            reading = parse_figure(str(first + at * step), place.kind)
            cells.append(Cell(place.path, reading.kind, reading.value, reading.text))
        overview = "本年，各项工作按要求开展。"
        return RawReport(agency="青禾县测绘局", year=2022, overview=overview, cells=tuple(cells))

    return st.builds(fill, st.sampled_from(every_form()), st.integers(1, 2000), st.integers(1, 40))


def documents(raws: st.SearchStrategy[RawReport]) -> st.SearchStrategy[Document]:
    """Reports ready to be printed, their labels in any wording."""
    return st.builds(document_of, raws, label_wordings())


@st.composite
def damaged_documents(draw: st.DrawFn, raws: st.SearchStrategy[RawReport] | None = None) -> Damaged:
    """Documents with damage to one table, in the official wording."""
    document = document_of(draw(distinct_reports() if raws is None else raws))
    table = draw(st.sampled_from(list(document.grids)))
    damages: list[_Damage] = [*_ANYWHERE, *_IN[table]]
    return draw(st.sampled_from(damages))(draw, document, table)


_Damage = Callable[[st.DrawFn, Document, str], Damaged]


def _row(draw: st.DrawFn, document: Document, table: str) -> int:
    return draw(st.sampled_from(document.grids[table].figure_rows()))


def _path(draw: st.DrawFn, document: Document, table: str, *, long: bool = False) -> str:
    texts = {path: text for path, text in document.texts.items() if path.startswith(f"{table}.")}
    numbers = [path for path, text in texts.items() if text.isdigit() and len(text) > 1]
    return draw(st.sampled_from(numbers if long and numbers else list(texts)))


def _break(draw: st.DrawFn, document: Document, table: str) -> int:
    """A row with figures above it, before which a page may end."""
    return draw(st.sampled_from(document.grids[table].figure_rows()[1:]))


def _cut(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    label = draw(st.sampled_from(dirt.labels_of(document.grids[table])))
    ends: list[Literal["start", "end"]] = ["start", "end"]
    return dirt.label_cut(document, table, label, draw(st.sampled_from(ends)), draw(st.integers(1, 9)))


def _split(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    path = _path(draw, document, table, long=True)
    at = draw(st.integers(1, max(1, len(document.texts[path]) - 1)))
    split = draw(st.sampled_from([dirt.number_split_in_cells, dirt.number_split_in_text]))
    return split(document, table, path, at)


def _columns(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    columns = draw(st.sampled_from(dirt.swappable_columns(document.grids[table])))
    swap = draw(st.sampled_from([dirt.columns_swapped, dirt.figures_swapped]))
    return swap(document, table, *columns)


def _extra_column(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    grid = document.grids[table]
    first = min(column for items in grid.matrix for column, item in enumerate(items) if item.path)
    after = draw(st.integers(first, grid.columns - 1))
    return dirt.extra_column(
        document, table, after, draw(st.sampled_from(["小计", "备注", "合计数"])), "99999"
    )


def _repeated(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    row = _row(draw, document, table)
    return dirt.rows_repeated(document, table, row, row + 1)


def _extra_row(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    label = draw(st.sampled_from(["其他主动公开文件", "地方性法规", "9.其他情形", "小计"]))
    return dirt.extra_row(document, table, _row(draw, document, table), label, "99999")


def _rows(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    rows = draw(st.sampled_from(dirt.swappable_rows(document.grids[table])))
    return dirt.rows_swapped(document, table, *rows)


def _blocks(draw: st.DrawFn, document: Document, table: str) -> Damaged:
    if table == "remedies":
        return dirt.blocks_reordered(document, "remedies", draw(st.permutations(range(3))))
    blocks = range(len(document.grids[table].blocks()))
    return dirt.blocks_reordered(document, "disclosure", draw(st.permutations(blocks)))


_ANYWHERE: list[_Damage] = [
    lambda draw, document, table: dirt.row_missing(document, table, _row(draw, document, table)),
    lambda draw, document, table: dirt.label_lost(
        document, table, draw(st.sampled_from(dirt.labels_of(document.grids[table])))
    ),
    lambda draw, document, table: dirt.cell_lost(document, table, _path(draw, document, table)),
    lambda draw, document, table: dirt.zero_spanning(document, table, _row(draw, document, table)),
    lambda _, document, table: dirt.heads_cut(document, table),
    lambda _, document, table: dirt.table_repeated(document, table),
    _cut,
    _split,
    _columns,
    _extra_column,
    _repeated,
]

_IN: dict[str, list[_Damage]] = {
    "disclosure": [_rows, _extra_row, _blocks],
    "requests": [
        _rows,
        _extra_row,
        lambda draw, document, table: dirt.heads_repeated(document, table, _break(draw, document, table)),
        lambda draw, document, table: dirt.group_label_cut(document, table, _break(draw, document, table)),
        lambda _, document, __: dirt.total_head_lowered(document),
    ],
    "remedies": [_blocks],
}
