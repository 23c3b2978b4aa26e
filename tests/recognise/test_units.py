"""Units of money apart from their amounts: in the next cell, in the head, in the row's label."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

import govinfo_report as gr

FEES = "disclosure.fees.amount"
OFFICIAL = "本年收费金额（单位：万元）"


def rows(head: str, label: str, *cells: str) -> list[list[str]]:
    return [
        ["青禾县水务局2023年政府信息公开工作年度报告"],
        ["二、主动公开政府信息情况"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "5"],
        ["第二十条第（八）项"],
        ["信息内容", head],
        [label, *cells],
    ]


def as_text(found: list[list[str]], separator: str) -> bytes:
    return "\n".join(separator.join(row) for row in found).encode()


def as_workbook(found: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in found:
        sheet.append([float(text) if text.replace(".", "").isdigit() else text for text in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_page(found: list[list[str]]) -> bytes:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in found[2:])
    return f"<h1>{found[0][0]}</h1><p>{found[1][0]}</p><table>{table}</table>".encode()


def renderings(found: list[list[str]]) -> list[bytes]:
    return [*(as_text(found, each) for each in (" | ", "\t", "\n")), as_workbook(found), as_page(found)]


@pytest.mark.parametrize(
    ("head", "label", "cells", "amount"),
    [
        (OFFICIAL, "行政事业性收费", ["9617"], "9617"),
        (OFFICIAL, "行政事业性收费", ["9617元"], "0.9617"),
        (OFFICIAL, "行政事业性收费", ["0"], "0"),
        ("本年收费金额（单位：元）", "行政事业性收费", ["9617"], "0.9617"),
        ("本年收费金额 单位：元", "行政事业性收费", ["9617"], "0.9617"),
        ("本年收费金额单位：万元", "行政事业性收费", ["1.5"], "1.5"),
        ("本年收费金额【单位：元】", "行政事业性收费", ["9617"], "0.9617"),
        ("本年收费金额[元]", "行政事业性收费", ["9617"], "0.9617"),
        ("本年收费金额（单位：元）", "行政事业性收费", ["9617万元"], "9617"),
        ("本年收费金额（单位：元）", "行政事业性收费", ["0"], "0"),
        ("本年收费金额（元）", "行政事业性收费", ["9617.5"], "0.96175"),
        ("本年收费金额（单位：人民币元）", "行政事业性收费", ["9617"], "0.9617"),
        ("本年收费金额（单位：亿元）", "行政事业性收费", ["2"], "20000"),
        ("本年收费金额", "行政事业性收费（元）", ["9617"], "0.9617"),
        ("本年收费金额（单位：万元）（2023年）", "行政事业性收费", ["9617"], "9617"),
        ("本年收费金额（单位：万 元）", "行政事业性收费", ["9617"], "9617"),
        ("本年收费金额（单位：元）", "行政事业性收费", ["9617 万 元"], "9617"),
    ],
)
def test_an_amount_is_in_the_unit_that_its_cell_head_or_label_names(
    head: str, label: str, cells: list[str], amount: str
) -> None:
    for data in renderings(rows(head, label, *cells)):
        assert gr.read(data)[FEES].value == Decimal(amount)


@pytest.mark.parametrize(("unit", "amount"), [("元", "0.9617"), ("万元", "9617"), ("萬元", "9617")])
def test_a_unit_in_the_next_cell_is_that_of_the_amount(unit: str, amount: str) -> None:
    found = rows(OFFICIAL, "行政事业性收费", "9617", unit)
    for data in (*(as_text(found, each) for each in (" | ", "\t", "\n")), as_workbook(found)):
        raw = gr.read(data)
        assert raw[FEES].value == Decimal(amount)
        assert raw[FEES].text == f"9617{unit}"
        assert not any(unit in leftover.text for leftover in raw.leftovers)


@pytest.mark.parametrize("broken", ["<br>", " ", "&nbsp;", "\n", "</p><p>", "</div><div>", "<br/>\u3000"])
def test_a_unit_on_two_lines_of_a_head_or_a_cell_is_one(broken: str) -> None:
    whole = as_page(rows(OFFICIAL, "行政事业性收费", "90.1万元")).decode()
    head = whole.replace("单位：万元", f"单位：万{broken}元").replace("90.1万元", "90.1")
    cell = whole.replace("90.1万元", f"90.1万{broken}元").replace("单位：万元", "单位：元")
    for page in (head, cell):
        assert gr.read(page.encode())[FEES].value == Decimal("90.1")


def test_a_unit_on_two_lines_of_text_is_one() -> None:
    for separator in ("\n", "\n\n"):
        text = as_text(rows("本年收费金额（单位：万\n元）", "行政事业性收费", "90.1"), separator)
        assert gr.read(text)[FEES].value == Decimal("90.1")
    text = as_text(rows("本年收费金额（单位：元）", "行政事业性收费", "90.1万", "元"), "\n")
    assert gr.read(text)[FEES].value == Decimal("90.1")


@pytest.mark.parametrize(
    "head",
    [
        "本年收费金额",
        "本年收费金额（单位：",
        "本年收费金额（单位：）",
        "本年收费金额（单位：万）",
        "本年收费金额（万）",
        "本年收费金额（单位：千元）",
        "本年收费金额（单位：百万元）",
        "本年收费金额（单位：美元）",
        "本年收费金额（单位：元/万元）",
    ],
)
def test_an_amount_whose_unit_is_open_is_unreadable_and_nothing_is_nothing(head: str) -> None:
    for data in renderings(rows(head, "行政事业性收费", "90.1")):
        cell = gr.read(data).get(FEES)
        assert cell is None or cell.kind is gr.CellKind.UNREADABLE
    page = gr.read(as_page(rows(head, "行政事业性收费", "90.1")))
    assert [(note.path, note.value) for note in page.notes if note.kind == "doubt"] == [
        (FEES, "unit unknown")
    ]
    assert gr.read(as_page(rows(head, "行政事业性收费", "0")))[FEES].value == 0
    assert gr.read(as_page(rows(head, "行政事业性收费", "12.5万元")))[FEES].value == Decimal("12.5")


def test_units_that_contradict_each_other_leave_the_amount_unknown() -> None:
    for data in renderings(rows(OFFICIAL, "行政事业性收费（元）", "9617")):
        assert gr.read(data)[FEES].kind is gr.CellKind.UNREADABLE


def test_a_unit_before_the_amount_makes_no_figure() -> None:
    found = rows(OFFICIAL, "行政事业性收费", "元", "9617")
    for data in (*(as_text(found, each) for each in (" | ", "\t", "\n")), as_workbook(found), as_page(found)):
        cell = gr.read(data).get(FEES)
        assert cell is None or cell.value is None


def test_prose_keeps_its_spaces() -> None:
    said = "本年度收取信息处理费 1200 元"
    found = [*rows(OFFICIAL, "行政事业性收费", "9617"), ["六、其他需要报告的事项"], [said]]
    raw = gr.read(as_text(found, " | "))
    assert raw.other_matters == said
    assert raw[FEES].value == 9617
