"""What pictures show of every way, kept in a file, so that reading can be judged without drawing.

``python -m tests.hiding FORMAT --draw`` draws the ways that were changed since, which is known by a digest of
their documents; ``--draw-all`` draws every one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs
from PIL import Image

from tests.hiding.formats import Format
from tests.hiding.pictures import difference
from tests.hiding.ways import Place, Plant, Showing, Sight, Way, other_digits

__all__ = [
    "DIGITS",
    "FIGURE",
    "digest",
    "draw",
    "key",
    "made_with",
    "pairs",
    "plant",
    "recorded",
    "sight",
    "write",
]

FIGURE, DIGITS = "35", "72"
_FILE = Path(__file__).parent / "seen.json"


def plant(way: Way, place: Place, figure: str = FIGURE, digits: str = DIGITS) -> Plant:
    """A way at a place; a cell in which the digits stand alone has no figure of its own."""
    return Plant(way=way, place=place, digits=digits, figure="" if place is Place.ALONE else figure)


def _variants(form: Format, way: Way, place: Place) -> list[Plant | None]:
    """The plant; another first digit, another last; the same of the figure; blank, plain, as claimed."""
    itself = plant(way, place)
    claim = way.shows(itself.figure, itself.digits) if way.shows else ""
    return [
        itself,
        *(attrs.evolve(itself, digits=digits) for digits in _changed(itself.digits)),
        *(attrs.evolve(itself, figure=figure) for figure in _changed(itself.figure)),
        _emptied(itself),
        _plain(form, itself.figure),
        _plain(form, claim),
    ]


def _emptied(plant: Plant) -> Plant | None:
    """The cell as its maker would leave it blank, with its ground; ``None`` is a blank cell of no ground."""
    if plant.place is not Place.ALONE or plant.way.shows or plant.way.garbles:
        return None
    return attrs.evolve(plant, digits="", figure="")


def _changed(digits: str) -> tuple[str, str]:
    return other_digits(digits[:1]) + digits[1:], digits[:1] + other_digits(digits[1:])


def _plain(form: Format, text: str) -> Plant | None:
    """A cell in which a text stands and nothing is hidden."""
    return Plant(way=form.plain, place=Place.ALONE, digits=text) if text else None


def made_with() -> dict[str, str]:
    """The libraries that put specimens together: with others the same way gives another digest."""
    return {name: version(name) for name in ("openpyxl", "python-docx", "reportlab")} | {
        "zlib": zlib.ZLIB_RUNTIME_VERSION
    }


def digest(form: Format, way: Way, place: Place) -> str:
    """Changes when the way makes another document."""
    return sha256(form.specimen(plant(way, place))).hexdigest()[:12]


def draw(form: Format, ways: Iterable[tuple[Way, Place]]) -> list[Sight]:
    """What fresh pictures show of some ways, all drawn at once."""
    specimens: dict[bytes, int] = {}
    wanted = [
        [specimens.setdefault(form.specimen(each), len(specimens)) for each in _variants(form, way, place)]
        for way, place in ways
    ]
    pictures = form.pictures(list(specimens))
    return [_sight([pictures[number] for number in numbers]) for numbers in wanted]


def _sight(pictures: Sequence[Image.Image]) -> Sight:
    itself, *others = pictures
    first, last, first_of_figure, last_of_figure, blank, plain, claimed = (
        difference(itself, other) for other in others
    )
    return Sight(
        digits=_both(first, last),
        figure=_both(first_of_figure, last_of_figure),
        blank=blank is Showing.HIDDEN,
        plain=plain is Showing.HIDDEN,
        claimed=claimed is Showing.HIDDEN,
    )


def _both(first: Showing, last: Showing) -> Showing:
    """How much two digits show, of how much each does."""
    if first is last:
        return first
    return Showing.FAINT if Showing.FAINT in (first, last) else Showing.PARTLY


@cache
def recorded(name: str) -> dict[str, Any]:
    """What was recorded of a format: way and place → the digest and what was seen; or ``made with``."""
    kept: dict[str, dict[str, dict[str, str]]] = (
        json.loads(_FILE.read_text("utf-8")) if _FILE.exists() else {}
    )
    return kept.get(name, {})


def key(way: Way, place: Place) -> str:
    return f"{way.name} | {place}"


def sight(form: Format, way: Way, place: Place) -> Sight:
    """What was recorded of a way at a place."""
    words = recorded(form.name)[key(way, place)]["seen"].split()
    return Sight(
        digits=Showing(words[0]),
        figure=Showing(words[1]),
        blank="blank" in words[2:],
        plain="plain" in words[2:],
        claimed="claimed" in words[2:],
    )


def pairs(form: Format) -> Iterator[tuple[Way, Place]]:
    """Every way at every place."""
    return ((way, place) for way in form.ways for place in way.places)


def write(form: Format, *, everything: bool = False) -> None:
    """Record what is seen of the ways of a format that were changed since they were drawn, or of all."""
    digests = {pair: digest(form, *pair) for pair in pairs(form)}
    kept = json.loads(_FILE.read_text("utf-8")) if _FILE.exists() else {}
    old = {} if everything else kept.get(form.name, {})
    current = {
        pair: old[key(*pair)] for pair in digests if old.get(key(*pair), {}).get("digest") == digests[pair]
    }
    stale = [pair for pair in digests if pair not in current]
    for pair, seen in zip(stale, draw(form, stale), strict=True):
        flags = [name for name in ("blank", "plain", "claimed") if getattr(seen, name)]
        current[pair] = {"seen": " ".join([seen.digits, seen.figure, *flags]), "digest": digests[pair]}
    kept = (
        json.loads(_FILE.read_text("utf-8")) if _FILE.exists() else {}
    )  # another format may be drawn meanwhile
    kept["made with"] = made_with()
    kept[form.name] = {key(*pair): line for pair, line in current.items()}
    _FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    recorded.cache_clear()
