"""What is told of a form that was filled in: what stood there and was replaced, or stands there still."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import Text

__all__ = ["figures_replaced", "left_alone", "some_of", "words_replaced"]

_SHOWN = 3


def some_of(places: Sequence[str]) -> Text:
    """The first of some places, and how many there are."""
    shown = places[:_SHOWN]
    if len(places) <= _SHOWN:
        return Text("、".join(shown), ", ".join(shown))
    return Text(f"{'、'.join(shown)} 等 {len(places)} 格", f"{', '.join(shown)} … {len(places)} cells")


def figures_replaced(places: Sequence[str]) -> list[Text]:
    """That other figures stood at some places, if at any."""
    some = some_of(places)
    told = Text(f"{some.zh}：原有的数已换成报告的", f"{some.en}: figures replaced by those of the report")
    return [told] if places else []


def words_replaced(place: str, old: str, new: str) -> Text:
    """That other words stood at a place."""
    return Text(f"{place}：原为“{old}”，已改为“{new}”", f"{place}: “{old}” was replaced by “{new}”")


def left_alone(place: str) -> Text:
    """That words stand where others would have been put."""
    return Text(f"{place}：已有文字，未改动", f"{place}: there is text already, left alone")
