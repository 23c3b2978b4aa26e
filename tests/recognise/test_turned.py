"""Tables that lie on their sides: rows of the form are columns of the page, as for narrow screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.form import Form, LayoutCell, every_form

FORMS = list(every_form())
#: One request received, granted, and nothing else.
BALANCED = {
    f"requests.{row}.{column}": 1
    for row in ("received", "outcomes.granted", "outcomes.total")
    for column in ("natural_person", "total")
}
TITLE = "<h1>青禾县水务局2023年政府信息公开工作年度报告</h1>"


def table(cells: Iterable[LayoutCell], figures: Mapping[str, int | str], *, turned: bool = True) -> list[str]:
    """The cells of each row of the page in one text."""
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        row, column, down, right = cell.row, cell.column, cell.rowspan, cell.colspan
        if turned:
            row, column, down, right = column, row, right, down
        text = str(figures[cell.path]) if cell.path is not None else escape(cell.text)
        rows.setdefault(row, {})[column] = f'<td rowspan="{down}" colspan="{right}">{text}</td>'
    return ["".join(cells[column] for column in sorted(cells)) for _, cells in sorted(rows.items())]


def page(*tables: list[str]) -> bytes:
    return (
        TITLE + "".join(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>" for rows in tables)
    ).encode()


def figures_of(form: Form) -> dict[str, int]:
    """Figures of which no two are alike."""
    return {cell.path: number for number, cell in enumerate(form.cells, start=11)}


def read(data: bytes) -> dict[str, object]:
    try:
        return {cell.path: cell.value for cell in gr.read(data) if cell.kind is gr.CellKind.NUMBER}
    except gr.ReadError:
        return {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.edition.name}, {len(form.cells)} cells")
def test_a_report_whose_tables_all_lie_on_their_sides_is_read_whole(form: Form) -> None:
    figures = figures_of(form)
    raw = gr.read(page(*(table(layout.cells, figures) for layout in form.layouts.values())))
    assert {cell.path: cell.value for cell in raw} == figures


def test_places_are_those_of_the_page() -> None:
    """It lies in column 4 of the page that stands in row 4 of the form."""
    form = FORMS[0]
    layout = form.layouts["remedies"]
    raw = gr.read(page(table(layout.cells, figures_of(form))))
    for cell in layout.cells:
        if cell.path is not None:
            source = raw[cell.path].source
            assert (source.table, source.row, source.column) == (1, cell.column + 1, cell.row + 1)


@pytest.mark.parametrize("name", FORMS[0].layouts)
def test_a_table_that_has_lost_a_cell_has_no_figure_in_anothers_place(name: str) -> None:
    """It is not read; but where the cell was a whole column of the page, nothing else has moved."""
    figures = figures_of(FORMS[0])
    rows = table(FORMS[0].layouts[name].cells, figures)
    places = [(at, lost) for at, row in enumerate(rows) for lost in range(row.count("</td>"))]
    for at, lost in places[:: 1 + len(places) // 60]:
        cells = rows[at].split("</td>")[:-1]
        whole_column = f'<td rowspan="{len(rows)}"' in cells.pop(lost)
        kept = "".join(f"{cell}</td>" for cell in cells)
        found = read(page([*rows[:at], kept, *rows[at + 1 :]]))
        assert found.items() <= figures.items()
        assert bool(found) <= whole_column


def test_one_that_stands_upright_is_the_table() -> None:
    """What lies beside it is somebody's list of other figures, and no second table of the form."""
    form = FORMS[0]
    cells, figures = form.layouts["remedies"].cells, figures_of(form)
    others = {path: number + 1000 for path, number in figures.items()}
    for tables in (
        [table(cells, figures, turned=False), table(cells, others)],
        [table(cells, others), table(cells, figures, turned=False)],
    ):
        assert read(page(*tables)) == {
            cell.path: figures[cell.path] for cell in cells if cell.path is not None
        }


def test_two_that_lie_there_with_different_figures_are_refused() -> None:
    form = FORMS[0]
    cells, figures = form.layouts["remedies"].cells, figures_of(form)
    others = {path: number + 1000 for path, number in figures.items()}
    with pytest.raises(gr.ReadError, match="不止一张"):
        gr.read(page(table(cells, figures), table(cells, others)))


def test_a_word_form_that_lies_on_its_side_is_filled(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    form = docx.Document()
    for layout in FORMS[0].layouts.values():
        lying = form.add_table(layout.columns, layout.rows)
        for each in layout.cells:
            last = (each.column + each.colspan - 1, each.row + each.rowspan - 1)
            lying.cell(each.column, each.row).merge(lying.cell(*last)).text = each.text
        form.add_paragraph()
    form.save(tmp_path / "form.docx")
    report = gr.AnnualReport.build(agency="青禾县水务局", year=2023, figures=BALANCED, rest=0)
    gr.fill(tmp_path / "form.docx", report, tmp_path / "filled.docx")
    assert read((tmp_path / "filled.docx").read_bytes()) == {
        cell.path: report[cell.path] for cell in FORMS[0].cells
    }
