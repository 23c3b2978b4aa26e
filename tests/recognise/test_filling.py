"""Figures that go straight into columns are what each would be by itself."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.corpus import synthetic
from govinfo_report.raw.columns import Columns, in_columns, joined
from govinfo_report.recognise import filling
from govinfo_report.serialise import from_json, to_json
from govinfo_report.writers.writing import render
from tests.documents.html import render_html
from tests.documents.strategies import damaged_documents, html_styles, text_styles
from tests.documents.text import TextStyle, render_text

MADE = list(synthetic.printed(30, seed=8))


def said(data: bytes) -> gr.RawReport | str:
    """All that is read, or why nothing is."""
    try:
        return gr.read(data, name="report")
    except gr.ReadError as error:
        return str(error)


def one_by_one(data: bytes) -> gr.RawReport | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "_plainly_read", lambda *_: None)
        return said(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_report_is_read_as_cell_by_cell(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(MADE))
    kind = data.draw(st.sampled_from(["html", "txt", "xlsx", "drawn html", "drawn txt", "damaged"]))
    if kind == "drawn html":
        file = render_html(raw, data.draw(html_styles()))
    elif kind == "drawn txt":
        file = render_text(raw, data.draw(text_styles())).encode()
    elif kind == "damaged":
        style: TextStyle = data.draw(text_styles())
        file = render_text(data.draw(damaged_documents()).document, style).encode()
    else:
        rendered = render(raw, kind)
        file = rendered if isinstance(rendered, bytes) else rendered.encode()
    found, wanted = said(file), one_by_one(file)
    assert found == wanted
    if isinstance(found, gr.RawReport) and isinstance(wanted, gr.RawReport):
        assert list(found) == list(wanted)
        assert hash(found.cells) == hash(wanted.cells)
        assert pickle.loads(pickle.dumps(found)) == wanted
        assert from_json(to_json(found)) == wanted


def test_a_plain_table_needs_no_object_for_each_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast way is taken: else this file would test nothing."""
    told: list[object] = []
    plainly = filling._plainly_read

    def counted(*its: Any) -> Any:
        told.append(plainly(*its))
        return told[-1]

    monkeypatch.setattr(filling, "_plainly_read", counted)
    for kind in ("html", "txt", "xlsx"):
        rendered = render(MADE[0], kind)
        gr.read(rendered if isinstance(rendered, bytes) else rendered.encode())
    assert len(told) >= 9
    assert all(each is not None for each in told)


@given(st.lists(st.integers(0, 4), min_size=200, max_size=200), st.randoms())
def test_parts_are_joined_in_form_order(numbers: list[int], lot: object) -> None:
    cells = list(MADE[0])
    parts = [[cell for cell, part in zip(cells, numbers, strict=False) if part == each] for each in range(5)]
    lot.shuffle(parts)  # type: ignore[attr-defined]
    whole = joined([in_columns(part) for part in parts])
    assert isinstance(whole, Columns)
    assert list(whole) == cells
    assert whole == in_columns(cells)
    assert joined(parts) == whole


def test_a_count_and_an_amount_of_one_text_stay_what_they_are() -> None:
    """3 件 and 3 万元: equal as numbers, and to be told apart after any way."""
    raw = MADE[0].replace({"disclosure.fees.amount": 3, "requests.received.natural_person": 3})
    for _ in range(2):
        raw = pickle.loads(pickle.dumps(raw))
        kinds = [
            type(raw[path].value) for path in ("disclosure.fees.amount", "requests.received.natural_person")
        ]
        assert kinds == [Decimal, int]
