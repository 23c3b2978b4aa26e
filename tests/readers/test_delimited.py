"""Tables that spreadsheets and programs print as text: .csv files, and columns parted by wide gaps."""

from __future__ import annotations

import csv
import io
import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

import govinfo_report as gr

FORM = gr.form_with()
FIGURES = {cell.path: 1000 + 7 * index for index, cell in enumerate(FORM.cells)}


def rows() -> list[list[str]]:
    """The report as the rows of a worksheet."""
    found = [["青禾县水务局2023年政府信息公开工作年度报告"], ["一、总体情况"], ["略，见附件；共3项。"]]
    for layout in FORM.layouts.values():
        found.append([layout.title])
        grid = [[""] * layout.columns for _ in range(layout.rows)]
        for cell in layout.cells:
            grid[cell.row][cell.column] = cell.text if cell.path is None else f"{FIGURES[cell.path]:,}"
        found.extend(grid)
    return found


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("padded", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file(delimiter: str, padded: bool, encoding: str) -> None:
    text = io.StringIO()
    width = max(map(len, rows())) if padded else 0
    csv.writer(text, delimiter=delimiter).writerows(row + [""] * (width - len(row)) for row in rows())
    raw = gr.read(text.getvalue().encode(encoding))
    assert {cell.path: cell.value for cell in raw} == FIGURES
    assert (raw.agency, raw.year) == ("青禾县水务局", 2023)
    assert raw.overview == "略，见附件；共3项。"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("all_quoted", [False, True])
def test_fields_in_quotes_may_hold_line_breaks(delimiter: str, all_quoted: bool) -> None:
    """As Excel saves labels of two lines, and programs everything."""
    text = io.StringIO()
    wrapped = [[re.sub(r"(?<=政府)(?=信息)", "\n", field) for field in row] for row in rows()[3:]]
    csv.writer(
        text,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    ).writerows(rows()[:3] + wrapped)
    raw = gr.read(text.getvalue().encode())
    assert {cell.path: cell.value for cell in raw} == FIGURES
    assert (raw.agency, raw.year) == ("青禾县水务局", 2023)
    assert raw.overview == "略，见附件；共3项。"


def test_a_quote_among_tabs_is_a_sign() -> None:
    text = "\n".join("\t".join(row) for row in rows())
    inches = text.replace("信息内容", '信息"内容', 1).replace("略，", '略"，', 1)
    assert {cell.path: cell.value for cell in gr.read(inches.encode())} == FIGURES


def test_columns_parted_by_wide_gaps_are_read_where_a_row_is_a_line() -> None:
    text = "\n".join("  ".join(f"{part:<10}" for part in row).rstrip() for row in rows())
    raw = gr.read(text.encode())
    assert all(cell.value == FIGURES[cell.path] for cell in raw)
    assert sum(cell.path.startswith("requests.") for cell in raw) >= 150


def test_a_row_of_such_columns_that_lacks_a_figure_is_not_read() -> None:
    """A blank leaves no trace between wide gaps: six figures of seven prove nothing."""
    lines = ["  ".join(part for part in row if part) for row in rows()]
    at = next(index for index, line in enumerate(lines) if line.startswith("一、本年新收"))
    head, *figures = lines[at].split("  ")
    lines[at] = "  ".join([head, *figures[:2], *figures[3:]])
    raw = gr.read("\n".join(lines).encode())
    assert not any(cell.path.startswith("requests.received.") for cell in raw)
    assert all(cell.value == FIGURES[cell.path] for cell in raw)


def test_prose_with_commas_is_no_csv_file() -> None:
    text = "\n".join(["first, second, third, fourth, fifth, sixth, seventh"] * 3 + ["一,二"] * 30)
    with pytest.raises(gr.ReadError, match="没有找到"):
        gr.read(text.encode())


def test_bars_part_columns_also_where_figures_have_thousands_separators() -> None:
    text = "\n".join(" | ".join(part or " " for part in row) if len(row) > 1 else row[0] for row in rows())
    found = {cell.path: cell.value for cell in gr.read(text.encode())}
    plain = {cell.path: cell.value for cell in gr.read(re.sub(r"(?<=[0-9]),", "", text).encode())}
    assert found == plain
    assert found.items() <= FIGURES.items()
    assert sum(path.startswith("requests.") for path in found) >= 100


#: Upright bar, level rule, and corners of a first, a middle and a last rule, as programs draw them.
FRAMES = {
    "light": "│─┌┬┐├┼┤└┴┘",
    "heavy": "┃━┏┳┓┣╋┫┗┻┛",
    "double": "║═╔╦╗╠╬╣╚╩╝",
    "plus": "|-+++++++++",
    "grid": "|=+++++++++",
    "level double": "│═╒╤╕╞╪╡╘╧╛",
    "upright double": "║─╓╥╖╟╫╢╙╨╜",
    "dashed": "┆┄┌┬┐├┼┤└┴┘",
    "rounded": "│─╭┬╮├┼┤╰┴╯",
}


def drawn(table: list[list[str]], signs: str, *, ruled: bool) -> list[str]:
    """A table in a frame, with a rule between rows or only around them."""
    bar, level, *corners = list(signs)
    widths = [max(wcswidth(row[column]) for row in table) for column in range(len(table[0]))]

    def rule(left: str, middle: str, right: str) -> str:
        return left + middle.join(level * (width + 2) for width in widths) + right

    lines = [rule(*corners[:3])]
    for row in table:
        padded = (
            f" {text}{' ' * (width - wcswidth(text))} " for text, width in zip(row, widths, strict=True)
        )
        lines += [bar + bar.join(padded) + bar, *([rule(*corners[3:6])] if ruled else [])]
    return [*(lines[:-1] if ruled else lines), rule(*corners[6:])]


def in_frames(signs: str, *, ruled: bool) -> str:
    """The report with its tables in frames."""
    lines: list[str] = []
    for is_table, group in groupby(rows(), lambda row: len(row) > 1):
        found = [[text.replace(",", "") for text in row] for row in group]
        lines += drawn(found, signs, ruled=ruled) if is_table else [row[0] for row in found]
    return "\n".join(lines)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("frame", FRAMES)
def test_tables_in_drawn_frames(frame: str, ruled: bool) -> None:
    raw = gr.read(in_frames(FRAMES[frame], ruled=ruled).encode())
    assert {cell.path: cell.value for cell in raw} == FIGURES
    assert not raw.leftovers
    assert raw.overview == "略，见附件；共3项。"


@given(st.data())
def test_a_frame_in_which_something_is_lost_gives_no_wrong_figure(data: st.DataObject) -> None:
    frame = FRAMES[data.draw(st.sampled_from(sorted(FRAMES)))]
    lines = in_frames(frame, ruled=data.draw(st.booleans())).split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(lines) - 1))
        bars = [place for place, sign in enumerate(lines[at]) if sign == frame[0]]
        within = data.draw(st.booleans())
        if within and bars:
            place = data.draw(st.sampled_from(bars))
            lines[at] = lines[at][:place] + lines[at][place + 1 :]
        else:
            del lines[at]
    try:
        raw = gr.read("\n".join(lines).encode())
    except gr.ReadError:
        return
    assert {
        cell.path: cell.value for cell in raw if cell.kind is gr.CellKind.NUMBER
    }.items() <= FIGURES.items()


@pytest.mark.parametrize("line", ["+" + " " * 50_000 + "x", "├" + "─ " * 30_000, "|" * 60_000 + "+x"])
def test_what_looks_like_a_rule_costs_no_time(line: str) -> None:
    assert gr.read((in_frames(FRAMES["light"], ruled=True) + "\n" + line).encode())


def test_a_line_across_the_prose_stays() -> None:
    text = in_frames(FRAMES["light"], ruled=True).replace("略，", "──────\n略│，")
    assert gr.read(text.encode()).overview == "──────\n略│，见附件；共3项。"


HEADS = """收到和处理政府信息公开申请情况
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"""
ROWS = {
    "一、本年新收政府信息公开申请数量": "| ||",
    "二、上年结转政府信息公开申请数量": "| ||",
    "三、本年度办理结果 | （一）予以公开": "| |",
    "（二）部分公开": "| |",
    "（三）不予公开 | 1.属于国家秘密": "|",
    "2.其他法律行政法规禁止公开": "|",
    "（六）其他处理": "| |",
    "（七）总计": "| |",
    "四、结转下年度继续办理": "|",
}
"""The labels of a row → the bars at its end, one for each column that its label spans but the last row's."""


@pytest.mark.parametrize("lost", ["", "一、本年新收政府信息公开申请数量", "（二）部分公开", "（六）其他处理"])
def test_a_bar_for_a_spanned_column_does_not_stand_for_a_lost_figure(lost: str) -> None:
    printed = {
        row: [str(100 * (at + 1) + place) for place in range(7)][row == lost :] for at, row in enumerate(ROWS)
    }
    lines = [" | ".join([row, *figures]) + f" {ROWS[row]}" for row, figures in printed.items()]
    raw = gr.read("\n".join([HEADS, *lines]).encode())
    columns = {cell.path.rsplit(".", 1)[1] for cell in raw}
    assert {int(cell.value or 0) % 100 for cell in raw if cell.path.endswith(".business")} == {1}
    assert {int(cell.value or 0) % 100 for cell in raw if cell.path.endswith(".total")} == {6}
    assert len(columns) == 7
    assert len(raw) == 7 * (len(ROWS) - bool(lost))


def spaced() -> list[str]:
    """The report as the lines that programs print of a PDF: single spaces between cells, none for blanks."""
    return [" ".join(part.replace(",", "") for part in row if part) for row in rows()]


def test_rows_parted_by_single_spaces_are_read_where_each_has_all_its_figures() -> None:
    raw = gr.read("\n".join(spaced()).encode())
    assert {cell.path: cell.value for cell in raw} == FIGURES
    assert raw.agency == "青禾县水务局"


@given(st.data())
def test_where_one_of_them_has_not_nothing_is_read_into_wrong_cells(data: st.DataObject) -> None:
    lines = spaced()
    places = [
        (at, word)
        for at, line in enumerate(lines)
        for word, text in enumerate(line.split())
        if text.isdigit()
    ]
    at, word = data.draw(st.sampled_from(places), "figure")
    words = lines[at].split()
    text = words[word]
    words[word : word + 1] = data.draw(
        st.sampled_from([[], [text[:1], text[1:]], [text, "7"], ["—"], ["1,"]])
    )
    lines[at] = " ".join(words)
    raw = gr.read("\n".join(lines).encode()) if readable("\n".join(lines)) else ()
    assert all(cell.value is None or cell.value == FIGURES[cell.path] for cell in raw)


def readable(text: str) -> bool:
    try:
        gr.read(text.encode())
    except gr.ReadError:
        return False
    return True


@pytest.mark.parametrize("trimmed", [False, True])
@pytest.mark.parametrize("separator", ["\t", " | "])
def test_heads_that_have_lost_a_field_move_no_head(separator: str, trimmed: bool) -> None:
    """Blank fields say how far a head reaches: one missing shows by the width, or where heads do not fit."""
    blank = "" if separator == "\t" else " "
    lines = [separator.join(text.replace(",", "") or blank for text in row) for row in rows()]
    lines = [line.rstrip("\t |") for line in lines] if trimmed else lines
    assert len(gr.read("\n".join(lines).encode())) == len(FIGURES)
    for at, line in enumerate(lines):
        if any(sign.isdigit() for sign in line):
            continue
        for place in (place for place, sign in enumerate(line) if sign == separator.strip(" ")):
            short = [*lines[:at], line[:place] + line[place + 1 :], *lines[at + 1 :]]
            raw = gr.read("\n".join(short).encode())
            found = {cell.path: cell.value for cell in raw if cell.kind is gr.CellKind.NUMBER}
            assert found.items() <= FIGURES.items(), (line, place)


@pytest.mark.parametrize("line", ["+", "| + | + |", "┌┐", "+ +"])
def test_signs_without_a_line_between_them_are_no_rule(line: str) -> None:
    text = in_frames(FRAMES["light"], ruled=True).replace("略，见附件；共3项。", f"略。\n{line}")
    assert line in (gr.read(text.encode()).overview or "")
