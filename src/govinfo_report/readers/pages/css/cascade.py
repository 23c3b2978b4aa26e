"""From declarations to looks, in the order in which CSS lets them win, inherited down the page.

A browser's own declarations come first, then attributes, style sheets, style attributes, and what is
``!important``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

from attrs import define, evolve, field

from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.defaults import BROWSER, hinted, hints_of
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict, size_of
from govinfo_report.readers.pages.css.grounds import is_painted
from govinfo_report.readers.pages.css.inherited import is_invisible, look_of
from govinfo_report.readers.pages.css.judging import covers, is_bounded, judged, moves, stands_apart
from govinfo_report.readers.pages.css.lengths import in_pixels
from govinfo_report.readers.pages.css.look import Box, Look
from govinfo_report.readers.pages.css.sheets import ROOT, UNSTYLED, Styled, StyleSheets
from govinfo_report.readers.pages.css.telling import without_stay
from govinfo_report.readers.pages.css.values import declarations

__all__ = ["Looks"]

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_MOST_VARIABLES = 8
_LISTS = frozenset({"ol", "ul", "li", "menu"})
_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "col", "colgroup"})
_IN_LINE = ("", "inline", "contents", "ruby", "math")
_NO_BLOCK = ("inline-block", "inline-flex", "inline-grid", "inline-table", "none", "inherit")
_INHERITED_KEYWORDS = frozenset({"inherit", "unset", "revert", "revert-layer"})
_INHERITED = frozenset(
    {
        "color", "-webkit-text-fill-color", "-webkit-text-stroke", "text-shadow", "visibility", "font-size",
        "font-family", "letter-spacing", "line-height", "direction", "list-style-type", "list-style-image",
    }
)  # fmt: skip
#: All that may be declared of what floats to the left, and it still stands in the order of the file.
_FLOATED = frozenset(
    {"float", "color", "background-color", "font-family", "text-decoration-line", "min-height", "min-width"}
)
_FLOATING = -1
"""The number of all that floats to the left in a cell, as `Look.moved`."""
#: What stands before the items of a list that prints no numbers.
_UNNUMBERED = frozenset({"none", "disc", "circle", "square", ""})
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'|([a-z-]+)\(\s*([\w-]*)[^)]*\)")
_REFERENCE = re.compile(r"\s*\[[0-9,、，\s]+\]\s*")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)")


class _Said(NamedTuple):
    """What is said of an element, by its name, its attributes and the style sheets: what its look depends on.

    Attributes:
        tag: Its name, empty for one that says nothing.
        block: Whether its name makes it a block.
        in_cell: Whether it stands in a table's cell, or is one.
        hints: Its attributes that look like style.
        style: What its style attribute declares.
        styled: What the style sheets declare.
    """

    tag: str
    block: bool
    in_cell: bool
    hints: tuple[tuple[str, str], ...]
    style: str
    styled: Styled


@define
class Looks:
    """The looks of a page's elements; what has been worked out once is kept with its style sheets.

    Attributes:
        sheets: The style sheets of the page.
        styled: Element (its ``mem_id``) → what they say of it.
        quirks: Whether the page has no doctype: then tables do not inherit size and colour.
        judged: Of how many texts and elements it was judged whether, and how, they are seen.
    """

    sheets: StyleSheets
    styled: Mapping[int, Styled]
    quirks: bool
    judged: int = 0
    _moved: count[int] = field(factory=lambda: count(1))

    def box(
        self,
        node: Any,
        tag: str,
        attributes: Mapping[str, str | None],
        outer: Look,
        in_cell: bool,
        block: bool,
    ) -> Box:
        """An element, as it looks inside of text that looks like ``outer``.

        Args:
            node: The element.
            tag: Its name.
            attributes: Its attributes.
            outer: How the text around it looks.
            in_cell: Whether it stands in a table's cell, or is one.
            block: Whether its name makes it a block. Outside of cells a hidden block may be one that a
                script shows: how it is laid out is not followed there.
        """
        said = self._said(node, tag, attributes, in_cell, block)
        if not outer.scattered:
            return outer.box if said is None else self._boxed(said, outer, attributes)
        calm = evolve(outer, scattered=False, in_row=False)
        if outer.in_row and (plain_item := self._boxed(said, calm, attributes)) is calm.box:
            return plain_item
        return self._boxed(said, evolve(calm, moved=next(self._moved)), attributes)

    def said_in(self, node: Any) -> tuple[object, ...]:
        """What the style sheets say of an element and of all that stands in it, each by its number there."""
        if not self.styled:
            return (self.sheets,)
        its = ((at, self.styled.get(each.mem_id)) for at, each in enumerate(node.css("*")))
        return (self.sheets, *(each for each in its if each[1] is not None))

    @cached_property
    def _special(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of elements of which a browser declares something, outside of cells and in them."""
        names = frozenset(BROWSER) | (frozenset({"table"}) if self.quirks else frozenset())
        return names - _LISTS, names

    def _said(
        self, node: Any, tag: str, attributes: Mapping[str, str | None], in_cell: bool, block: bool
    ) -> _Said | None:
        """What is said of an element; ``None`` for nothing."""
        styled = self.styled.get(node.mem_id, UNSTYLED) if self.styled else UNSTYLED
        special = tag in self._special[in_cell]
        silent = styled is UNSTYLED and not special
        if silent and not attributes:
            return None
        style = attributes.get("style") or ""
        if "rem" in style and self.sheets.root != ROOT:
            style = in_pixels(style, self.sheets.root)
        hints = hints_of(tag, attributes, in_cell)
        if silent and not hints and not (style and declarations(style, self.quirks)):
            return None
        return _Said(tag if special or hints or tag in _PARTS else "", block, in_cell, hints, style, styled)

    def _boxed(self, said: _Said | None, outer: Look, attributes: Mapping[str, str | None]) -> Box:
        """An element of which that is said."""
        if said is None:
            return outer.box
        if (box := self.sheets.boxes.get((outer, said))) is None:
            self.sheets.keep((outer, said), box := self._computed(said, outer))
        if said.styled.generates:
            box = _with_generated(box, said.styled, attributes)
        if not box.moved or said.tag in _PARTS:  # each of them stands somewhere of its own
            return box
        in_order = box.follows and outer.moved in (0, _FLOATING)
        return evolve(box, look=evolve(box.look, moved=_FLOATING if in_order else next(self._moved)))

    def _declared(self, said: _Said, outer: Look) -> tuple[dict[str, str], Mapping[str, str]]:
        """What is declared of an element, the strongest only, and the variables that it knows."""
        hints = dict(said.hints)
        own, sheets = declarations(said.style, self.quirks), said.styled.of("")
        values = {} if said.tag == "dialog" and "open" in hints else dict(BROWSER.get(said.tag, {}))
        if said.tag == "table" and self.quirks:
            values["font-size"] = "16px"
        for each in (hinted(said.tag, hints), sheets.normal, own.normal, sheets.important, own.important):
            values |= each  # each source wins over those before it
        variables = outer.variables
        if set_here := {name: value for name, value in values.items() if name.startswith("--")}:
            variables = {**variables, **set_here}
        found = {}
        for name, value in values.items():
            its = _resolved(value, variables) if "var(" in value else value
            if its is not None and (its := _specified(name, its)) is not None:
                found[name] = its
        if self.sheets.calm and "animation" in found:
            found["animation"] = without_stay(found["animation"], self.sheets.calm)
        if found.get("display") == "contents":  # it has no box; only what is inherited counts
            found = {name: its for name, its in found.items() if name in _INHERITED}
        return found, variables

    def _computed(self, said: _Said, outer: Look) -> Box:
        values, variables = self._declared(said, outer)
        styled = said.styled
        if not values and not styled.swayed and variables is outer.variables:
            return outer.box
        display = values.get("display", "")
        part = said.tag in _PARTS and not (
            said.tag in ("td", "th") and display and not display.startswith("table")
        )
        element = Element(
            values=values,
            size=size_of(values, outer.size),
            boxed=(display not in _IN_LINE if display else said.block) or _is_taken_out(values),
            in_cell=said.in_cell,
            part=part,
            followed=said.in_cell or not said.block or part,
        )
        verdict = _verdict(element, styled)
        gone = verdict == GONE
        doubt = verdict if isinstance(verdict, Doubt) else None
        look = look_of(element, outer, variables, doubt, swayed=styled.swayed)
        moved = moves(element)
        # A picture that is the ground of a cell or row says so by itself only.
        pictured = said.in_cell and "url(" in values.get("background-image", "")
        pictured = pictured and (said.tag not in _PARTS or "url(" in said.style)
        gap = " " if stands_apart(element) else ""
        return Box(
            look=look,
            gone=gone,
            absent=display == "none" or (gone and said.tag in _PARTS and element.lifted),
            moved=moved,
            follows=values.get("float") == "left" and values.keys() <= _FLOATED,
            covers=not element.part and covers(element, moved=moved),
            bounded=is_bounded(element),
            numbered=said.in_cell and display == "list-item" and look.listed not in _UNNUMBERED,
            block=None if not display or display in _NO_BLOCK else display not in _IN_LINE,
            before=gap + Doubt.PICTURE.sign * pictured,
            after=gap,
        )


def _with_generated(box: Box, styled: Styled, attributes: Mapping[str, str | None]) -> Box:
    """An element with what its style sheet prints before and behind its content."""
    parts = {"before": "", "after": ""}
    covering = box.covers
    for name in parts:
        declared = styled.of(name)
        values = {**declared.normal, **declared.important}
        if values.get("content", "none") in ("none", "normal", "", "initial"):
            continue
        element = Element(values=values, size=size_of(values, box.look.size))
        if judged(element) != GONE and not is_invisible(element, box.look):
            parts[name] = _generated(values["content"], attributes)
            covering = covering or (element.lifted and is_painted(values))
    marker = styled.of("marker")
    marked = {**marker.normal, **marker.important}.get("content", "")
    if marked and _generated(marked, attributes):
        parts["before"] = Doubt.GENERATED.sign
    return evolve(box, covers=covering, before=box.before + parts["before"], after=parts["after"] + box.after)


def _resolved(value: str, variables: Mapping[str, str]) -> str | None:
    """A value with its variables in it; ``None`` where one has no value, and so nothing is declared."""
    for _ in range(_MOST_VARIABLES):
        found = _VARIABLE.search(value)
        if found is None:
            return value
        its = variables.get(found[1], found[2])
        if its is None or len(its) > 1_000:
            return None
        value = (value[: found.start()] + its + value[found.end() :]).strip()
    return None


def _specified(name: str, value: str) -> str | None:
    """A value that is declared; ``None`` for one that says no more than the lack of a declaration."""
    if name == "display" and value in ("initial", "unset"):
        return "inline"
    if value == "initial":
        return value if name in ("color", "font-size", "visibility") else None
    return None if value in _INHERITED_KEYWORDS and (name, value) != ("color", "inherit") else value


def _verdict(element: Element, styled: Styled) -> Verdict:
    """What becomes of an element; rules of which only a browser knows whether they hold leave a doubt."""
    if not element.followed:
        return None
    verdict = judged(element)
    if verdict is None:
        return Doubt.HIDDEN if styled.unsure else None
    if verdict is GONE and (styled.swayed or element.values.get("animation", "none") != "none"):
        return Doubt.HIDDEN
    return verdict


def _is_taken_out(values: Mapping[str, str]) -> bool:
    """Whether an element is a box of its own though its name or its display would leave it in the line."""
    return (
        values.get("position") in ("absolute", "fixed")
        or values.get("float", "none") != "none"
        or values.get("writing-mode", "horizontal-tb") != "horizontal-tb"
    )


def _generated(content: str, attributes: Mapping[str, str | None]) -> str:
    """The sign of a doubt where ``content`` prints what changes a figure; ``[1]`` only refers to a note."""
    for one, other, function, argument in _STRING.findall(content):
        if function == "attr":
            text = attributes.get(argument) or ""
        elif function:  # counters, pictures, what is not known yet
            return Doubt.PICTURE.sign if function == "url" else Doubt.GENERATED.sign
        else:
            text = _ESCAPE.sub(
                lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2], one or other
            )
        if tells_figures(text) and not _REFERENCE.fullmatch(text):
            return Doubt.GENERATED.sign
    return Doubt.GENERATED.sign if "var(" in content else ""
