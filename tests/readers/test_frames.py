"""Tables in frames drawn of signs as the form is laid out: words wrapped in cells, cells that span others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.form import Form, LayoutCell, every_form
from govinfo_report.readers.text.frames import framed
from tests.recognise.test_turned import figures_of, read

Width = Callable[[str], int]
Signs = tuple[str, str, str]
FORMS = list(every_form())
TITLE = "青禾县水务局2023年政府信息公开工作年度报告\n"
#: How wide programs take signs to be.
WIDTHS: dict[str, Width] = {
    "screen": lambda sign: 2 if east_asian_width(sign) in "WF" else 1,
    "Chinese screen": lambda sign: 2 if east_asian_width(sign) in "WFA" else 1,
    "signs": lambda _: 1,
}
#: Upright, level, corner.
SIGNS = {"plus": ("|", "-", "+"), "light": ("│", "─", "┼"), "double": ("║", "═", "╬")}


class Canvas:
    """A table drawn on a screen, each column of the form as wide as said."""

    def __init__(
        self, cells: Sequence[LayoutCell], text: dict[str, int], inner: int, width: Width, signs: Signs
    ):
        self.width = width
        self.bar, self.level, self.corner = signs
        self.wall = width(self.bar)
        said = {cell: str(text[cell.path]) if cell.path else cell.text for cell in cells}
        self.step = inner + self.wall
        heights = [1] * max(cell.row + cell.rowspan for cell in cells)
        wrapped = {
            cell: self.wrapped(each, cell.colspan * self.step - self.wall) for cell, each in said.items()
        }
        for cell in sorted(cells, key=lambda cell: cell.rowspan):
            end = cell.row + cell.rowspan
            room = sum(heights[cell.row : end]) + cell.rowspan - 1
            heights[end - 1] += max(0, len(wrapped[cell]) - room)
        tops = [sum(heights[:row]) + row for row in range(len(heights) + 1)]
        right = max(cell.column + cell.colspan for cell in cells)
        self.signs = [[" "] * (right * self.step + self.wall) for _ in range(tops[-1] + 1)]
        for cell in cells:
            top, bottom = tops[cell.row], tops[cell.row + cell.rowspan]
            left, end = cell.column * self.step, (cell.column + cell.colspan) * self.step
            for line in (top, bottom):
                for column in range(left, end + 1, self.wall):
                    self.put(line, column, self.level)
            for line in range(top, bottom):
                for column in (left, end):
                    self.put(line, column, self.bar)
        for cell in cells:  # over the rules of the cells drawn before
            top, bottom = tops[cell.row], tops[cell.row + cell.rowspan]
            left, end = cell.column * self.step, (cell.column + cell.colspan) * self.step
            for line in (top, bottom):
                for column in (left, end):
                    self.put(line, column, self.corner)
            for number, line_of in enumerate(wrapped[cell], start=top + 1):
                at = left + self.wall
                for sign in line_of:
                    self.put(number, at, sign)
                    at += width(sign)

    def put(self, line: int, column: int, sign: str) -> None:
        self.signs[line][column : column + self.width(sign)] = [sign, *[""] * (self.width(sign) - 1)]

    def wrapped(self, text: str, room: int) -> list[str]:
        lines, used = [""], 0
        for sign in text.replace("\n", ""):
            if used + self.width(sign) > room:
                lines.append("")
                used = 0
            lines[-1] += sign
            used += self.width(sign)
        return lines

    @property
    def lines(self) -> list[str]:
        return ["".join(line) for line in self.signs]


def drawn(form: Form, inner: int, width: str, signs: str) -> list[str]:
    figures = figures_of(form)
    lines: list[str] = []
    for layout in form.layouts.values():
        lines += [layout.title, *Canvas(layout.cells, figures, inner, WIDTHS[width], SIGNS[signs]).lines, ""]
    return lines


@pytest.mark.parametrize("inner", [6, 12, 30])
@pytest.mark.parametrize("signs", SIGNS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_in_a_frame_is_read_whole(width: str, signs: str, inner: int) -> None:
    for form in FORMS:
        raw = gr.read((TITLE + "\n".join(drawn(form, inner, width, signs))).encode())
        assert {cell.path: cell.value for cell in raw} == figures_of(form)
        assert not raw.leftovers


def test_places_are_lines_of_the_text() -> None:
    lines = [TITLE.strip(), *drawn(FORMS[0], 12, "screen", "plus")]
    for cell in gr.read("\n".join(lines).encode()):
        assert cell.source.line is not None
        assert str(cell.value) in lines[cell.source.line - 1]


LINES = drawn(FORMS[0], 10, "screen", "plus")


@given(st.data())
def test_a_frame_in_which_something_is_lost_gives_no_wrong_figure(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        places = [place for place, sign in enumerate(lines[at]) if sign in "|+-"]
        if data.draw(st.booleans()) and places:
            place = data.draw(st.sampled_from(places))
            lines[at] = lines[at][:place] + data.draw(st.sampled_from(["", " "])) + lines[at][place + 1 :]
        else:
            del lines[at]
    assert read((TITLE + "\n".join(lines)).encode()).items() <= figures_of(FORMS[0]).items()


@pytest.mark.parametrize(
    "lines",
    [
        ["+" + "--+" * 300] * 1500,
        ["+" + "--+" * 300, "|" + "  |" * 300] * 700,
        ["+" + "-" * 900 + "+", "|x|"] * 900,
    ],
    ids=["rules", "cells", "long rules"],
)
def test_a_frame_made_to_be_slow_costs_no_time(lines: list[str]) -> None:
    """None is a table of the form; looking for its walls is given up before each is held against each."""
    assert list(framed(lines, None)) == []
