"""Reports rendered as agencies publish them, in many unlike ways, read back cell by cell; and damaged.

Undamaged, every cell is read as printed. Damaged, no cell is ever wrong: it is right, blank as printed,
absent, or unreadable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from tests.documents import strategies as rendered
from tests.documents.damage import Damaged
from tests.documents.grids import Document
from tests.documents.html import render_html
from tests.documents.pdf import render_pdf
from tests.documents.text import render_text
from tests.documents.word import render_word

SOAK = settings(max_examples=10_000)
SLOW = settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A PDF takes some 0.1 s to make; shrinking a failing one would take minutes."""

Render = Callable[[Document, Any], bytes]


def text(document: Document, style: Any) -> bytes:
    return render_text(document, style).encode()


def ruled_pdf(document: Document, style: Any) -> bytes:
    """A PDF whose tables have rules; of those without, not every row has a certain place."""
    return render_pdf(document, attrs.evolve(style, rules="lines" if style.rules == "none" else style.rules))


KINDS: dict[str, tuple[Render, st.SearchStrategy[Any]]] = {
    "html": (render_html, rendered.html_styles()),
    "word": (render_word, rendered.word_styles()),
    "text": (text, rendered.text_styles()),
    "pdf": (ruled_pdf, rendered.pdf_styles()),
}


def recoverable(style: Any) -> bool:
    return getattr(getattr(style, "layout", None), "recoverable", True) is True


def plain(printed: str) -> str:
    """A text whatever the width of its characters."""
    return unicodedata.normalize("NFKC", printed)


def check_whole(document: Document, style: Any, render: Render) -> None:
    if not recoverable(style):
        with pytest.raises(gr.ReadError):
            gr.read(render(document, style))
        return
    raw = gr.read(render(document, style))
    wanted = {path: plain(printed) for path, printed in document.texts.items()}
    assert {cell.path: plain(cell.text) for cell in raw} == wanted


def check_damaged(damaged: Damaged, style: Any, render: Render) -> None:
    if damaged.table == "remedies" and hasattr(style, "remedies"):
        # Damaged as one table and then divided into three, it is not told from three sound ones.
        style = attrs.evolve(style, remedies="one")
    try:
        raw = gr.read(render(damaged.document, style))
    except gr.ReadError:
        return
    wrong = damaged.wrong(raw)
    if render is text or getattr(style, "rules", "") == "none":
        # In running text, and where nothing encloses cells, one that was lost and a blank one print the same.
        wrong = [line for line in wrong if not ("lost" in damaged.what and "read ''" in line)]
    assert not wrong


@pytest.mark.parametrize("kind", ["html", "word", "text"])
class TestRendered:
    @given(document=rendered.documents(rendered.distinct_reports()), data=st.data())
    def test_every_cell_is_read_as_printed(self, document: Document, data: st.DataObject, kind: str) -> None:
        render, styles = KINDS[kind]
        check_whole(document, data.draw(styles), render)

    @given(damaged=rendered.damaged_documents(), data=st.data())
    def test_no_cell_is_ever_wrong(self, damaged: Damaged, data: st.DataObject, kind: str) -> None:
        render, styles = KINDS[kind]
        check_damaged(damaged, data.draw(styles), render)


class TestRenderedPdf:
    @SLOW
    @given(document=rendered.documents(rendered.distinct_reports()), style=rendered.pdf_styles())
    def test_every_cell_is_read_as_printed(self, document: Document, style: Any) -> None:
        check_whole(document, style, ruled_pdf)

    @SLOW
    @given(document=rendered.documents(rendered.distinct_reports()), style=rendered.pdf_styles())
    def test_without_rules_no_cell_is_wrong(self, document: Document, style: Any) -> None:
        raw = gr.read(render_pdf(document, attrs.evolve(style, rules="none")))
        read = {cell.path: plain(cell.text) for cell in raw if cell.kind is not gr.CellKind.UNREADABLE}
        assert read.items() <= {path: plain(text) for path, text in document.texts.items()}.items()

    @SLOW
    @given(damaged=rendered.damaged_documents(), style=rendered.pdf_styles())
    def test_no_cell_is_ever_wrong(self, damaged: Damaged, style: Any) -> None:
        check_damaged(damaged, style, render_pdf)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
class TestSoak:
    @SOAK
    @given(document=rendered.documents(rendered.distinct_reports()), data=st.data())
    def test_every_cell_is_read_as_printed(self, document: Document, data: st.DataObject, kind: str) -> None:
        render, styles = KINDS[kind]
        check_whole(document, data.draw(styles), render)

    @SOAK
    @given(damaged=rendered.damaged_documents(), data=st.data())
    def test_no_cell_is_ever_wrong(self, damaged: Damaged, data: st.DataObject, kind: str) -> None:
        render, styles = KINDS[kind]
        check_damaged(damaged, data.draw(styles), render)
