"""Tables of a page by the edges of their cells: pieces of lines, open sides, shades; and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from govinfo_report.readers.pdf.edges import Tolerances, drawn_through
from govinfo_report.readers.pdf.page import Box, Char, Page, Rule
from govinfo_report.readers.pdf.ruling import tables_of
from govinfo_report.readers.pdf.spacing import with_gaps

NEAR = Tolerances(10.0)
COLUMNS = (50.0, 150.0, 200.0, 250.0)
HEIGHTS = (700.0, 680.0, 660.0, 640.0)
TEXTS = (("信息内容", "制发", "废止"), ("规章", "1", "2"), ("行政规范性文件", "3", "4"))
CELLS = [(row, column, text) for row, texts in enumerate(TEXTS) for column, text in enumerate(texts)]


def written(text: str, left: float, y: float) -> list[Char]:
    chars: list[Char] = []
    for sign in text:
        width = 5 if sign.isascii() else 10
        chars.append(Char(sign, left, y - 5, left + width, y + 5))
        left += width
    return chars


def text_of_all(left: float = 5.0) -> list[Char]:
    return [
        char
        for row, texts in enumerate(TEXTS)
        for column, text in enumerate(texts)
        for char in written(text, COLUMNS[column] + left, (HEIGHTS[row] + HEIGHTS[row + 1]) / 2)
    ]


def grid(*, upright: slice = slice(None), level: slice = slice(None)) -> list[Rule]:
    """The lines between the cells; of those that are left out nothing is drawn."""
    columns, heights = list(COLUMNS)[upright], list(HEIGHTS)[level]
    rules = [Rule(True, x, HEIGHTS[-1], HEIGHTS[0]) for x in columns]
    return rules + [Rule(False, y, COLUMNS[0], COLUMNS[-1]) for y in heights]


def cells_of(
    rules: list[Rule], chars: list[Char] | None = None, shades: tuple[Box, ...] = ()
) -> list[tuple[int, int, str]]:
    chars = text_of_all() if chars is None else chars
    found = tables_of(Page(1, 842.0, tuple(chars), tuple(drawn_through(rules, NEAR)), shades=shades))
    return [(cell.row, cell.column, "".join(cell.text.split())) for table in found for cell in table.cells]


@pytest.mark.parametrize(
    ("upright", "level"),
    [
        pytest.param(slice(None), slice(None), id="all"),
        pytest.param(slice(1, None), slice(None), id="open on the left"),
        pytest.param(slice(None, -1), slice(None), id="open on the right"),
        pytest.param(slice(1, -1), slice(None), id="open on both sides"),
        pytest.param(slice(None), slice(1, None), id="open at the top"),
        pytest.param(slice(None), slice(None, -1), id="open at the foot"),
        pytest.param(slice(1, -1), slice(1, -1), id="nothing but the inner lines"),
    ],
)
def test_a_side_that_is_not_drawn_stands_where_lines_end_together(upright: slice, level: slice) -> None:
    assert cells_of(grid(upright=upright, level=level)) == CELLS


@pytest.mark.parametrize("pitch", [1.5, 2.0, 3.0])
@pytest.mark.parametrize("piece", [0.75, 2.0])
def test_dots_and_dashes_are_lines(pitch: float, piece: float) -> None:
    """A dot is drawn as a piece of a level line and of an upright one; of either most are none."""
    dots: list[Rule] = []
    for rule in grid():
        at = rule.start
        while at < rule.end:
            dots.append(Rule(rule.upright, rule.at, at, at + piece))
            if piece < 1:
                dots.append(Rule(not rule.upright, at + piece / 2, rule.at - piece / 2, rule.at + piece / 2))
            at += pitch
    assert cells_of(dots) == CELLS


def test_lone_dots_are_no_line() -> None:
    assert drawn_through([Rule(False, 30.0 * at, 30.0 * at, 30.0 * at + 1) for at in range(20)], NEAR) == []


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(grid(upright=slice(0, None, 3), level=slice(0, None, 3)), id="a frame"),
        pytest.param(grid(upright=slice(0, None, 3)), id="a frame and level lines"),
        pytest.param(grid(level=slice(0, None, 3)), id="a frame and upright lines"),
    ],
)
def test_what_lines_part_only_in_part_is_no_ruled_table(rules: list[Rule]) -> None:
    assert cells_of(rules) == []


def test_digits_of_straight_lines_that_touch_are_no_table() -> None:
    """337 as a segment display draws it, its digits touching: wider than a sign, lower than a row."""
    threes = [
        rule
        for left in (0, 7, 14)
        for rule in (
            Rule(True, left + 6, 0, 12),
            *(Rule(False, y, left, left + 6) for y in ((0, 6, 12) if left < 14 else (12,))),
        )
    ]
    assert cells_of(threes, written("规章", -60, 6)) == []


def test_one_cell_of_two_figures_leaves_a_ruled_table_one() -> None:
    """``1 0`` in one cell is a figure with a space in it, and no lines are lacking."""
    chars = [
        char
        for row, height in enumerate(HEIGHTS[:3])
        for column, left in enumerate(COLUMNS[:3])
        for char in written("1 0" if row == column == 1 else "5", left + 5, height - 10)
    ]
    assert len(cells_of(grid(), chars)) == 9


def test_upright_lines_between_heads_with_one_row_of_figures_part_no_rows() -> None:
    rows = (("上年", "本年", "合计"), ("1", "2", "3"))
    chars = [
        char
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        for char in written(text, COLUMNS[column] + 5, HEIGHTS[row] - 10)
    ]
    assert cells_of(grid(level=slice(0, None, 3)), chars) == []


def test_figures_beside_several_rows_belong_to_them() -> None:
    """Rules around the figures of two columns only: the third stands in the same rows, and in no cell."""
    rules = [Rule(True, x, HEIGHTS[-1], HEIGHTS[0]) for x in COLUMNS[:3]]
    rules += [Rule(False, y, COLUMNS[0], COLUMNS[2]) for y in HEIGHTS]
    assert cells_of(rules) == []
    alone = [char for char in text_of_all() if char.x < COLUMNS[2]]
    assert cells_of(rules, alone) == [cell for cell in CELLS if cell[1] < 2]


def test_what_stands_beside_on_either_side_counts() -> None:
    """Labels on the left without lines, and a remark on the right that is none: two rows have a label."""
    rules = [Rule(True, x, HEIGHTS[-1], HEIGHTS[0]) for x in COLUMNS[1:]]
    rules += [Rule(False, y, COLUMNS[1], COLUMNS[-1]) for y in HEIGHTS]
    remarks = [char for y in (690, 670, 650) for char in written("见附件", 260, y)]
    assert cells_of(rules, text_of_all() + remarks) == []


def test_prose_beside_a_table_is_no_part_of_it() -> None:
    prose = [char for at, y in enumerate((690, 670, 650)) for char in written(f"全年公开{at}条信息", 300, y)]
    assert cells_of(grid(), text_of_all() + prose) == CELLS


def shades(gap: float) -> tuple[Box, ...]:
    return tuple(
        Box(left + gap / 2, lower + gap / 2, right - gap / 2, upper - gap / 2)
        for upper, lower in pairwise(HEIGHTS)
        for left, right in pairwise(COLUMNS)
    )


@pytest.mark.parametrize("gap", [0.0, 2.0, 4.0])
@pytest.mark.parametrize("ground", [False, True])
def test_cells_are_told_by_their_grounds(gap: float, ground: bool) -> None:
    behind = (Box(40, 600, 260, 720),) if ground else ()
    assert cells_of([], shades=(*behind, *shades(gap))) == CELLS


def test_a_cell_with_a_ground_and_no_text_is_blank() -> None:
    chars = [char for char in text_of_all() if char.text != "4"]
    assert (2, 2, "") in cells_of([], chars, shades=shades(2))


def test_rows_shaded_by_turns_show_no_cells() -> None:
    by_turns = tuple(Box(50, y, 250, y + 20) for y in (560, 600, 640, 680))
    assert cells_of([], shades=by_turns) == []


def test_grounds_of_the_lines_of_a_paragraph_are_no_cells() -> None:
    lines = tuple(Box(50, y, 250, y + 18) for y in (642, 660, 678, 696))
    assert cells_of([], shades=lines) == []


def test_grounds_of_single_words_are_no_cells() -> None:
    words = tuple(Box(char.left, char.bottom, char.right + 5, char.top) for char in text_of_all())
    assert cells_of([], shades=words) == []


def spaced(pitches: list[float]) -> list[bool]:
    at, chars = 0.0, []
    for pitch in [*pitches, 0.0]:
        chars.append(Char("1", at, 0.0, at + 5.0, 10.0))
        at += pitch
    return [char.spaced for char in with_gaps(chars)]


def test_a_digit_that_stands_farther_than_digits_do_is_spaced() -> None:
    assert spaced([5.0, 5.0, 5.0, 7.0]) == [False, False, False, False, True]
    assert spaced([5.0, 5.5, 5.0, 6.0]) == [False] * 5, "digits of different widths"
    assert spaced([7.0, 7.0, 30.0, *[5.0] * 5]) == [False] * 9, "a figure that is spaced out"
    assert spaced([7.0, 30.0, *[5.0] * 5])[1], "of two digits nobody can tell"
    assert spaced([5.0, 5.0, 30.0]) == [False] * 4, "another cell"
