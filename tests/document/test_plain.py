"""Documents as plain values: whatever a reader makes comes back, and nothing else is taken for a document."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_report.document import Document, Grid, GridCell, Kind, Paragraph
from govinfo_report.document.plain import as_plain, from_plain
from govinfo_report.reading import open_document
from govinfo_report.source import Source
from tests.conftest import EXAMPLES


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any values of a type; of a class, all fields are drawn."""
    if kind is str:
        return st.text(st.characters(exclude_categories=()), max_size=5)  # with halves of pairs
    if kind is int:
        return st.integers()
    if kind is object:
        return st.none()
    if kind in (bool, NoneType):
        return st.from_type(kind)
    if attrs.has(kind):
        hints = get_type_hints(kind)
        return st.builds(
            kind, **{each.name: values(hints[each.name]) for each in attrs.fields(kind) if each.init}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    origin, parts = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return st.one_of(*map(values, parts))
    if origin is Callable or "Callable" in str(origin):
        return values(parts[1]).map(lambda answer: lambda: answer)
    assert origin is tuple
    if parts[1:] == (...,):
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    return st.tuples(*map(values, parts))


def contents(value: Any) -> Any:
    """All that is in a document, for comparing: cells and grids are themselves and equal no other."""
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.init]
        return [type(value), *(contents(getattr(value, name)) for name in fields)]
    if isinstance(value, tuple):
        return [contents(each) for each in value]
    return value() if callable(value) else value


@settings(max_examples=200)
@given(document=values(Document))
def test_a_document_comes_back(document: Document) -> None:
    over_the_pipe = json.loads(json.dumps(as_plain(document)))
    assert contents(from_plain(over_the_pipe)) == contents(document)


@pytest.mark.parametrize("name", ["nangong-2023.txt", "nangong-2023.xlsx"])
def test_what_readers_make_comes_back(name: str) -> None:
    document = open_document(EXAMPLES / name)
    assert contents(from_plain(as_plain(document))) == contents(document)


def test_what_a_cell_was_made_from_stays() -> None:
    document = Document(file=None, blocks=(Grid(cells=(GridCell(row=0, column=0, origin=object()),)),))
    (grid,) = from_plain(as_plain(document)).grids
    assert grid.cells[0].origin is None


CELL = {"row": 1, "column": 2, "text": "7"}


def grid(*cells: object, **more: object) -> dict[str, object]:
    return {"file": None, "blocks": [["Grid", {"cells": list(cells), **more}]]}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "document",
        {},
        {"file": None},
        {"file": 1, "blocks": []},
        {"file": None, "blocks": {}},
        {"file": None, "blocks": "Grid"},
        {"file": None, "blocks": [], "more": 1},
        {"file": None, "blocks": [None]},
        {"file": None, "blocks": [["Source", {}]]},
        {"file": None, "blocks": [["Document", {"file": None, "blocks": []}]]},
        {"file": None, "blocks": [[["Grid"], {"cells": []}]]},
        {"file": None, "blocks": [["Grid", {"cells": []}, 1]]},
        {"file": None, "blocks": [["Paragraph", {"text": "a"}]]},
        {"file": None, "blocks": [], "looks_like": "a page"},
        {"file": None, "blocks": [], "looks_like": ["one"]},
        {"file": None, "blocks": [], "notes": [{"kind": "no kind"}]},
        {"file": None, "blocks": [], "notes": [{"kind": ["hidden"]}]},
        grid(None),
        grid({"row": 1}),
        grid({**CELL, "row": True}),
        grid({**CELL, "row": 1.0}),
        grid({**CELL, "row": "1"}),
        grid({**CELL, "row": None}),
        grid({**CELL, "text": 7}),
        grid({**CELL, "is_text": 1}),
        grid({**CELL, "origin": None}),
        grid({**CELL, "__class__": "os.system"}),
        grid(CELL, kind="yes"),
        grid(CELL, by_row={}),
    ],
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        from_plain(value)


def test_the_smallest_ones_are_taken() -> None:
    """So that the cases above fail for what they say."""
    assert from_plain({"file": None, "blocks": []}).blocks == ()
    (found,) = from_plain(grid(CELL, kind="COMPLETE")).grids
    assert contents(found) == contents(Grid(cells=(GridCell(row=1, column=2, text="7"),), kind=Kind.COMPLETE))
    told = {"file": "a", "blocks": [["Paragraph", {"text": "b", "source": {"page": 3}}]]}
    assert from_plain(told).blocks == (Paragraph("b", Source(page=3)),)
