"""Figures that a person replaced: which, by what, and that no document holds them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

RAW = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
WRONG = "requests.outcomes.unavailable.not_held.total"


def test_a_replaced_cell_says_so_and_stands_nowhere() -> None:
    replaced = RAW.replace({WRONG: 15})
    assert replaced[WRONG] == gr.Cell(WRONG, gr.CellKind.NUMBER, 15, "15")
    assert replaced[WRONG].source == gr.Source()
    assert [each for each in replaced if each.path != WRONG] == [each for each in RAW if each.path != WRONG]
    (note,) = replaced.notes
    assert (note.kind, note.path, note.text, note.value) == (gr.NoteKind.REPLACED, WRONG, "51", "15")
    assert note.source == RAW[WRONG].source
    assert "已替换" in replaced.explain("zh")
    assert not gr.check(RAW).ok
    assert not any(finding.code.startswith("T") for finding in gr.check(replaced).findings)
    assert gr.from_json(gr.to_json(replaced)) == replaced


@pytest.mark.parametrize(
    ("path", "value", "cell"),
    [
        ("disclosure.fees.amount", 3, (gr.CellKind.NUMBER, Decimal(3), "3")),
        ("disclosure.fees.amount", Decimal("1E+3"), (gr.CellKind.NUMBER, Decimal(1000), "1000")),
        (WRONG, None, (gr.CellKind.BLANK, None, "")),
        (WRONG, -3, (gr.CellKind.NUMBER, -3, "-3")),  # it can be printed; a check finds it
    ],
)
def test_by_the_kind_of_the_cell(path: str, value: Any, cell: tuple[object, ...]) -> None:
    replaced = RAW.replace({path: value})[path]
    assert (replaced.kind, replaced.value, replaced.text) == cell


@pytest.mark.parametrize(
    ("figures", "error", "said"),
    [
        ({"requests.recieved.total": 1}, KeyError, "did you mean requests.received.total"),
        ({"disclosure.procurement.projects": 1}, KeyError, "the document has no cell"),
        ({WRONG: 1.5}, TypeError, "类型是 float，应为 int"),
        ({WRONG: True}, TypeError, "类型是 bool，应为 int"),
        ({WRONG: "15"}, TypeError, "类型是 str，应为 int"),
        ({WRONG: Decimal("1.5")}, TypeError, "带小数，应为整数"),
        ({"disclosure.fees.amount": Decimal("NaN")}, TypeError, "不是有限的数"),
        ({"disclosure.fees.amount": 1.5}, TypeError, "类型是 float，应为 Decimal 或 int"),
    ],
)
def test_refusals(figures: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        RAW.replace(figures)


def test_a_sum_of_money_keeps_its_unit() -> None:
    path = "disclosure.procurement.amount"
    raw = attrs.evolve(RAW, cells=(gr.Cell(path, gr.CellKind.BLANK),))
    replaced = raw.replace({path: gr.Money(Decimal("88.5"), "万元")})
    assert (replaced[path].value, replaced[path].text) == (Decimal("88.5"), "88.5万元")
