"""The colours of worksheets, by each of the ways to name one."""

from __future__ import annotations

import pytest

from govinfo_report.readers.workbook.sheet_colours import BLACK, WHITE, Colour, Palette, near

THEME: tuple[Colour, ...] = (BLACK, WHITE, (31, 73, 125), (238, 236, 225), (79, 129, 189))


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ({"rgb": "FF1F497D"}, (31, 73, 125)),
        ({"rgb": "1F497D"}, (31, 73, 125)),
        ({"theme": "0"}, WHITE),
        ({"theme": "1"}, BLACK),
        ({"theme": "2"}, (238, 236, 225)),
        ({"theme": "3"}, (31, 73, 125)),
        ({"theme": "4"}, (79, 129, 189)),
        ({"theme": "0", "tint": "-0.5"}, (128, 128, 128)),
        ({"theme": "1", "tint": "0.5"}, (128, 128, 128)),
        ({"theme": "1", "tint": "1"}, WHITE),
        ({"indexed": "2"}, (255, 0, 0)),
        ({"indexed": "9"}, WHITE),
        ({"indexed": "22"}, (192, 192, 192)),
        ({"indexed": "63"}, (51, 51, 51)),
        ({"indexed": "64"}, BLACK),
        ({"indexed": "65"}, WHITE),
        ({"auto": "1"}, None),
        ({}, None),
        ({"rgb": "red"}, None),
        ({"theme": "x"}, None),
        ({"theme": "99"}, None),
        ({"theme": "0", "tint": "nan"}, None),
        ({"indexed": "32767"}, None),
    ],
)
def test_a_colour_by_its_name(attributes: dict[str, str], colour: Colour | None) -> None:
    assert Palette(THEME).colour(attributes) == colour


def test_a_workbook_may_set_numbers_of_its_own() -> None:
    palette = Palette(numbered=(WHITE, None))
    assert [palette.by_number(number) for number in (0, 1, 2)] == [WHITE, None, (255, 0, 0)]


def test_without_a_theme_light_and_dark_are_white_and_black() -> None:
    assert [Palette().colour({"theme": number}) for number in "0123"] == [WHITE, BLACK, None, None]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (WHITE, WHITE, True),
        (WHITE, (217, 217, 217), True),
        (WHITE, (255, 255, 204), True),
        (WHITE, (191, 191, 191), False),
        (WHITE, (255, 255, 0), False),
        ((255, 0, 0), (0, 128, 0), False),
        ((31, 56, 100), WHITE, False),
    ],
)
def test_what_the_eye_tells_apart(one: Colour, other: Colour, alike: bool) -> None:
    assert near(one, other) is near(other, one) is alike
