"""No reader says a figure that nobody sees, nor a blank where something is printed; what is seen is read.

Whether digits are seen was decided by pictures (`tests.hiding.seeing`), whatever the author of a way thought.
"""

from __future__ import annotations

import random
from collections import Counter

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.hiding import seeing
from tests.hiding.__main__ import PATHS, report
from tests.hiding.formats import FORMATS, Format
from tests.hiding.judging import allowed, outcome, read
from tests.hiding.pictures import difference, missing_program
from tests.hiding.strategies import planted_documents
from tests.hiding.ways import Place, Plant, Showing, Sight, Way, other_digits, wrong

formats = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
few = settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a planted document is small enough to look at; shrinking it takes minutes
)
many = settings(max_examples=10_000, suppress_health_check=list(HealthCheck))


@formats
@given(data=st.data())
@few
def test_no_cell_is_ever_wrong(form: Format, data: st.DataObject) -> None:
    planted = data.draw(planted_documents(form))
    said = wrong(read(planted.content), planted.allowed)
    assert not said


@pytest.mark.soak
@formats
@given(data=st.data())
@many
def test_no_cell_is_ever_wrong_in_ten_thousand(form: Format, data: st.DataObject) -> None:
    planted = data.draw(planted_documents(form))
    said = wrong(read(planted.content), planted.allowed)
    assert not said


@formats
def test_what_is_seen_is_read(form: Format) -> None:
    """Each decoy in a cell of each table: in 99 of 100 the figure is read, and no other cell is lost."""
    made: Counter[bool] = Counter()
    unread = []
    for way, place in seeing.pairs(form):
        if not way.decoy or seeing.sight(form, way, place).digits is not Showing.SEEN:
            continue
        document = report()
        for path in PATHS:
            plants = {path: seeing.plant(way, place, "", document.texts[path])}
            raw = read(form.document(document, plants))
            is_read = outcome(raw, path, allowed(form, document, plants)) == "right"
            whole = len(raw.paths) == len(document.texts)
            made[is_read and whole] += 1
            unread += [] if is_read and whole else [f"{way.name}: {path}"]
    assert made[False] <= made.total() / 100, unread


class TestPictures:
    """What was recorded is what pictures show now."""

    @formats
    def test_every_way_was_drawn_as_it_is_now(self, form: Format) -> None:
        if seeing.recorded("made with") != seeing.made_with():
            pytest.skip("other versions of the libraries that make the documents than when they were drawn")
        stale = [
            seeing.key(way, place)
            for way, place in seeing.pairs(form)
            if seeing.recorded(form.name).get(seeing.key(way, place), {}).get("digest")
            != seeing.digest(form, way, place)
        ]
        assert stale == [], f"python -m tests.hiding {form.name} --draw"

    @formats
    def test_ways_drawn_anew_are_seen_as_recorded(self, form: Format) -> None:
        """Five ways drawn by lot."""
        if reason := missing_program(form.name):
            pytest.skip(reason)
        some = random.Random(20261126).sample(list(seeing.pairs(form)), 5)
        assert seeing.draw(form, some) == [seeing.sight(form, way, place) for way, place in some]

    @formats
    @pytest.mark.soak
    def test_all_ways_drawn_anew_are_seen_as_recorded(self, form: Format) -> None:
        if reason := missing_program(form.name):
            pytest.skip(reason)
        every = list(seeing.pairs(form))
        changed = {
            seeing.key(way, place)
            for (way, place), seen in zip(every, seeing.draw(form, every), strict=True)
            if seen != seeing.sight(form, way, place)
        }
        assert changed == set()

    @formats
    @pytest.mark.parametrize("count", [4, pytest.param(60, marks=pytest.mark.soak)])
    def test_in_whole_documents_they_are_seen_as_recorded(self, form: Format, count: int) -> None:
        """Reports with a way drawn by lot in a cell drawn by lot, and with other digits there."""
        if reason := missing_program(form.name):
            pytest.skip(reason)
        lot = random.Random(count)
        plants = [_plant_by_lot(form, lot) for _ in range(count)]
        files = [
            form.document(report(), {path: each})
            for path, plant in plants
            for each in (plant, attrs.evolve(plant, digits=other_digits(plant.digits)))
        ]
        pictures = form.whole(files)
        for (path, plant), one, other in zip(plants, pictures[::2], pictures[1::2], strict=True):
            shown, known = difference(one, other), seeing.sight(form, plant.way, plant.place).digits
            assert {shown, known} != {Showing.HIDDEN, Showing.SEEN}, (plant.way.name, plant.place, path)

    @formats
    def test_decoys_are_seen(self, form: Format) -> None:
        """A decoy that the picture does not show is none: it belongs to the ways."""
        hidden = [
            way.name
            for way, place in seeing.pairs(form)
            if way.decoy and seeing.sight(form, way, place).digits is Showing.HIDDEN
        ]
        assert hidden == []


def _plant_by_lot(form: Format, lot: random.Random) -> tuple[str, Plant]:
    """A path and a plant of a way that is either wholly seen there or not at all."""
    sure = [
        pair
        for pair in seeing.pairs(form)
        if seeing.sight(form, *pair).digits in {Showing.HIDDEN, Showing.SEEN} and not pair[0].shows
    ]
    texts = report().texts
    path = lot.choice([path for path in texts if "amount" not in path])
    return path, seeing.plant(*lot.choice(sure), texts[path], lot.choice(["72", "35", "18"]))


WAY = Way(name="a way", mark=None, places=(Place.AFTER, Place.ALONE))


def _sight(digits: Showing, figure: Showing = Showing.SEEN, *, blank: bool = False) -> Sight:
    return Sight(digits=digits, figure=figure, blank=blank, plain=False)


class TestWhatMayBeSaid:
    """The rule itself."""

    def test_hidden_digits_beside_a_figure_leave_the_figure(self) -> None:
        plant = Plant(way=WAY, place=Place.AFTER, digits="9", figure="35")
        assert plant.allowed(_sight(Showing.HIDDEN)) == frozenset(["35"])

    def test_digits_seen_beside_a_figure_are_part_of_it(self) -> None:
        plant = Plant(way=WAY, place=Place.AFTER, digits="9", figure="35")
        assert plant.allowed(_sight(Showing.SEEN)) == frozenset(["359"])

    def test_where_eyes_may_differ_either_may_be_said(self) -> None:
        plant = Plant(way=WAY, place=Place.AFTER, digits="9", figure="35")
        assert plant.allowed(_sight(Showing.FAINT)) == frozenset(["35", "359"])

    def test_a_cell_whose_digits_nobody_sees_is_blank(self) -> None:
        plant = Plant(way=WAY, place=Place.ALONE, digits="9")
        assert plant.allowed(_sight(Showing.HIDDEN, Showing.HIDDEN, blank=True)) == frozenset([""])

    def test_a_cell_with_a_black_bar_is_neither_blank_nor_a_number(self) -> None:
        plant = Plant(way=WAY, place=Place.ALONE, digits="9")
        assert plant.allowed(_sight(Showing.HIDDEN, Showing.HIDDEN)) == frozenset()

    def test_two_figures_in_one_place_are_none(self) -> None:
        plant = Plant(way=WAY, place=Place.UNDER, digits="9", figure="3")
        assert plant.allowed(_sight(Showing.SEEN)) == frozenset()

    def test_no_digit_is_replaced_by_itself(self) -> None:
        assert all(one != other for one, other in zip("0123456789", other_digits("0123456789"), strict=True))
        assert len(set(other_digits("0123456789"))) == 10
