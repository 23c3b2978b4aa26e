"""From declarations to looks, in the order in which CSS lets them win, inherited down the page.

A browser's own declarations come first, then attributes, style sheets, style attributes, and what is
``!important``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from typing import Any

from attrs import define, evolve, field

from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.defaults import BROWSER, HINTS, hinted
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict
from govinfo_report.readers.pages.css.grounds import is_painted
from govinfo_report.readers.pages.css.inherited import is_invisible, look_of, size_of
from govinfo_report.readers.pages.css.judging import covers as may_cover
from govinfo_report.readers.pages.css.judging import is_bounded, judged, moves, stands_apart
from govinfo_report.readers.pages.css.look import Box, Look, resolved
from govinfo_report.readers.pages.css.selecting import Sheet
from govinfo_report.readers.pages.css.sheets import ROOT, UNSTYLED, Styled, StyleSheets
from govinfo_report.readers.pages.css.telling import without_stay
from govinfo_report.readers.pages.css.values import NOTHING, declarations, in_pixels

__all__ = ["Looks"]

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


@define(eq=False)
class _Said:
    """What is said of an element, by its name, its attributes and the style sheets.

    Attributes:
        tag: Its name.
        attributes: Its attributes.
        hints: Those that look like style.
        style: What its style attribute declares.
        styled: What the style sheets declare.
        in_cell: Whether it stands in a table's cell, or is one.
        block: Whether its name makes it a block.
        key: What of all that its look depends on.
    """

    tag: str
    attributes: Mapping[str, str | None]
    hints: tuple[tuple[str, str], ...]
    style: str
    styled: Styled
    in_cell: bool
    block: bool
    key: tuple[object, ...]


@define
class Looks:
    """The looks of a page's elements; what has been worked out once is kept with its style sheets.

    Attributes:
        sheet: The style sheets of the page.
        quirks: Whether the page has no doctype: then tables do not inherit size and colour.
        judged: Of how many texts and elements it was judged whether, and how, they are seen.
    """

    sheet: Sheet
    quirks: bool = False
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
            return outer.box if said is None else self._boxed(said, outer)
        calm = evolve(outer, scattered=False, in_row=False)
        if outer.in_row and (plain_item := self._boxed(said, calm)) is calm.box:
            return plain_item
        return self._boxed(said, evolve(calm, moved=next(self._moved)))

    def said_in(self, node: Any) -> tuple[object, ...]:
        """What the style sheets say of an element and of all that stands in it, each by its number there."""
        styled = self.sheet.styled
        if not styled:
            return (self.sheets,)
        its = enumerate(node.css("*"))
        return (self.sheets, *((at, styled[each.mem_id]) for at, each in its if each.mem_id in styled))

    @property
    def sheets(self) -> StyleSheets:
        """The style sheets, whatever the elements."""
        return self.sheet.sheets

    @cached_property
    def _special(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of elements of which a browser declares something, outside of cells and in them."""
        names = frozenset(BROWSER) | (frozenset({"table"}) if self.quirks else frozenset())
        return names - _LISTS, names

    def _said(
        self, node: Any, tag: str, attributes: Mapping[str, str | None], in_cell: bool, block: bool
    ) -> _Said | None:
        """What is said of an element; ``None`` for nothing."""
        rules = self.sheet.styled
        styled = rules.get(node.mem_id, UNSTYLED) if rules else UNSTYLED
        special = tag in self._special[in_cell]
        silent = styled is UNSTYLED and not special
        if silent and not attributes:
            return None
        style = attributes.get("style") or ""
        if "rem" in style and self.sheets.root != ROOT:
            style = in_pixels(style, self.sheets.root)
        hints = _hints(tag, attributes, in_cell)
        if silent and not hints and not (style and declarations(style, self.quirks)):
            return None
        key = (tag if special or tag in _PARTS or hints else block, style, hints, styled, in_cell)
        return _Said(tag, attributes, hints, style, styled, in_cell, block, key)

    def _boxed(self, said: _Said | None, outer: Look) -> Box:
        """An element of which that is said."""
        if said is None:
            return outer.box
        if said.styled.generates:
            box = self._with_generated(self._computed(said, outer), said)
        elif (known := self.sheets.boxes.get((outer, said.key))) is not None:
            box = known
        else:
            self.sheets.keep((outer, said.key), box := self._computed(said, outer))
        if not box.moved or said.tag in _PARTS:  # each of them stands somewhere of its own
            return box
        in_order = box.follows and outer.moved in (0, _FLOATING)
        return evolve(box, look=evolve(box.look, moved=_FLOATING if in_order else next(self._moved)))

    def _declared(self, said: _Said, outer: Look) -> tuple[dict[str, str], Mapping[str, str]]:
        """What is declared of an element, the strongest only, and the variables that it knows."""
        values = self._stated(said)
        variables = outer.variables
        if set_here := {name: value for name, value in values.items() if name.startswith("--")}:
            variables = {**variables, **set_here}
        found = {}
        for name, value in values.items():
            its = resolved(value, variables) if "var(" in value else value
            if its is not None and (its := _specified(name, its)) is not None:
                found[name] = its
        if self.sheets.calm and "animation" in found:
            found["animation"] = without_stay(found["animation"], self.sheets.calm)
        if found.get("display") == "contents":  # it has no box; only what is inherited counts
            found = {name: its for name, its in found.items() if name in _INHERITED}
        return found, variables

    def _stated(self, said: _Said) -> dict[str, str]:
        """What is declared of an element, as it stands; each source wins over those before it."""
        hints = dict(said.hints)
        own = declarations(said.style, self.quirks) if said.style else NOTHING
        sheets = said.styled.declared
        values = {} if said.tag == "dialog" and "open" in hints else dict(BROWSER.get(said.tag, {}))
        if said.tag == "table" and self.quirks:
            values |= {"font-size": "16px"}
        for each in (hinted(said.tag, hints), sheets.normal, own.normal, sheets.important, own.important):
            values |= each
        return values

    def _computed(self, said: _Said, outer: Look) -> Box:
        values, variables = self._declared(said, outer)
        swayed = said.styled.swayed
        if not values and not swayed and variables is outer.variables:
            return outer.box
        element = _element(said, values, outer)
        verdict = _verdict(element, said.styled)
        gone = verdict is GONE
        look = look_of(element, outer, variables, verdict if isinstance(verdict, Doubt) else None)
        if swayed and element.followed:
            look = evolve(look, swayed=True)
        moved = moves(element)
        display = element.says("display")
        return Box(
            look=look,
            gone=gone,
            absent=display == "none" or (gone and said.tag in _PARTS and element.lifted),
            moved=moved,
            follows=values.get("float") == "left" and values.keys() <= _FLOATED,
            covers=not element.part and may_cover(element, moved=moved),
            pictured=_is_pictured(said, values),
            bounded=is_bounded(element),
            apart=stands_apart(element),
            numbered=_is_numbered(element, look),
            block=None if not display or display in _NO_BLOCK else display not in _IN_LINE,
        )

    def _with_generated(self, box: Box, said: _Said) -> Box:
        """An element with what its style sheet prints before and behind its content."""
        styled, attributes = said.styled, said.attributes
        parts: dict[str, str] = {}
        covers = box.covers
        for name, declared in (("before", styled.before), ("after", styled.after)):
            values = {**declared.normal, **declared.important}
            if values.get("content", "none") in ("none", "normal", "", "initial"):
                continue
            element = Element(
                values=values, size=size_of(values, box.look), boxed=True, in_cell=True, part=False
            )
            if judged(element) is GONE or is_invisible(element, box.look):
                continue
            parts[name] = _generated(values["content"], attributes)
            covers = covers or (element.lifted and is_painted(values))
        marked = {**styled.marker.normal, **styled.marker.important}.get("content", "")
        if marked and _generated(marked, attributes):
            parts["before"] = Doubt.GENERATED.sign
        return evolve(box, covers=covers, before=parts.get("before", ""), after=parts.get("after", ""))


def _hints(tag: str, attributes: Mapping[str, str | None], in_cell: bool) -> tuple[tuple[str, str], ...]:
    """The attributes of an element that look like style, with their values."""
    hints: tuple[tuple[str, str], ...] = ()
    if not HINTS.isdisjoint(attributes):
        hints = tuple((name, attributes[name] or "") for name in sorted(HINTS & attributes.keys()))
    return (*hints, ("href", "")) if in_cell and tag == "a" and "href" in attributes else hints


def _specified(name: str, value: str) -> str | None:
    """A value that is declared; ``None`` for one that says no more than the lack of a declaration."""
    if name == "display" and value in ("initial", "unset"):
        return "inline"
    if value == "initial":
        return value if name in ("color", "font-size", "visibility") else None
    return None if value in _INHERITED_KEYWORDS and (name, value) != ("color", "inherit") else value


def _element(said: _Said, values: Mapping[str, str], outer: Look) -> Element:
    """An element of which those values are declared."""
    display = values.get("display", "")
    in_line = display in _IN_LINE if display else not said.block
    part = said.tag in _PARTS
    if said.tag in ("td", "th") and display and not display.startswith("table"):
        part = False
    return Element(
        values=values,
        size=size_of(values, outer),
        boxed=not in_line or _is_taken_out(values),
        in_cell=said.in_cell,
        part=part,
        followed=said.in_cell or not said.block or part,
    )


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


def _is_pictured(said: _Said, values: Mapping[str, str]) -> bool:
    """Whether a picture is the ground of an element in a cell; one of a cell or row itself says so there."""
    picture = said.in_cell and "url(" in values.get("background-image", "")
    return picture and (said.tag not in _PARTS or "url(" in said.style)


def _is_numbered(element: Element, look: Look) -> bool:
    """Whether an element in a cell is an item of a list, with more than a dot before it."""
    return element.in_cell and element.says("display") == "list-item" and look.listed not in _UNNUMBERED


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
