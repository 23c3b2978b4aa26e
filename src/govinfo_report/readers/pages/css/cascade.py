"""From declarations to looks, in the order in which CSS lets them win, inherited down the page.

A browser's own declarations come first, then attributes, style sheets, style attributes, and what is
``!important``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple

from attrs import define, evolve, field

from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.defaults import BROWSER, hinted, hints_of
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict, is_invisible, look_of, size_of
from govinfo_report.readers.pages.css.grounds import is_painted
from govinfo_report.readers.pages.css.judging import covers, is_bounded, judged, moves, stands_apart
from govinfo_report.readers.pages.css.lengths import in_pixels
from govinfo_report.readers.pages.css.look import Box, Look
from govinfo_report.readers.pages.css.sheets import ROOT, UNSTYLED, Styled, StyleSheets
from govinfo_report.readers.pages.css.telling import is_over
from govinfo_report.readers.pages.css.values import declarations

__all__ = ["Looks"]

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_MOST_VARIABLES = 8
_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "col", "colgroup"})
_IN_LINE = ("", "inline", "contents", "ruby", "math")
_NO_BLOCK = ("inline-block", "inline-flex", "inline-grid", "inline-table", "none", "inherit")
_NOTHING = frozenset({"none", "auto", "normal"})
_INHERITED_KEYWORDS = frozenset({"inherit", "unset", "revert", "revert-layer"})
_INHERITED = frozenset(
    {
        "color", "-webkit-text-fill-color", "-webkit-text-stroke", "text-shadow", "visibility", "font-size",
        "font-family", "letter-spacing", "line-height", "direction", "list-style-type", "list-style-image",
    }
)  # fmt: skip
#: Properties of which ``none``, ``auto`` and ``normal`` say more than the lack of a declaration.
_KEPT = _INHERITED | {"display", "overflow-x", "overflow-y"}
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
        judged: Of how many texts and elements it was judged whether, and how, they are seen.
    """

    sheets: StyleSheets
    styled: Mapping[int, Styled]
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

    def _said(
        self, node: Any, tag: str, attributes: Mapping[str, str | None], in_cell: bool, block: bool
    ) -> _Said | None:
        """What is said of an element; ``None`` for nothing."""
        styled = self.styled.get(node.mem_id, UNSTYLED) if self.styled else UNSTYLED
        special = tag in BROWSER or (self.sheets.quirks and tag == "table")
        silent = styled is UNSTYLED and not special
        if silent and not attributes:
            return None
        style = attributes.get("style") or ""
        if "rem" in style and self.sheets.root != ROOT:
            style = in_pixels(style, self.sheets.root)
        hints = hints_of(tag, attributes, in_cell)
        if silent and not hints and not (style and declarations(style, self.sheets.quirks)):
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
        own, sheets = declarations(said.style, self.sheets.quirks), said.styled.of("")
        values = {} if said.tag == "dialog" and "open" in hints else dict(BROWSER.get(said.tag, {}))
        if said.tag == "table" and self.sheets.quirks:
            values["font-size"] = "16px"
        for each in (hinted(said.tag, hints), sheets.normal, own.normal, sheets.important, own.important):
            values |= each  # each source wins over those before it
        variables = outer.variables
        if set_here := {name: value for name, value in values.items() if name.startswith("--")}:
            variables = {**variables, **set_here}
        known = {name: _resolved(its, variables) if "var(" in its else its for name, its in values.items()}
        found = _settled(known)
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
        verdict = _verdict(element, styled, self.sheets.calm)
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
        values = _settled(dict(styled.of(name)))
        if "content" not in values:
            continue
        element = Element(values=values, size=size_of(values, box.look.size))
        if judged(element) != GONE and not is_invisible(element, box.look):
            parts[name] = _generated(values["content"], attributes)
            covering = covering or (element.lifted and is_painted(values))
    if _generated(dict(styled.of("marker")).get("content", ""), attributes):
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


def _settled(values: Mapping[str, str | None]) -> dict[str, str]:
    """What is declared, without what says no more than the lack of a declaration."""
    found = {}
    for name, its in values.items():
        if name == "display" and its in ("initial", "unset"):
            found[name] = "inline"
        elif its is None or (its in _INHERITED_KEYWORDS and (name, its) != ("color", "inherit")):
            continue
        elif its == "initial":
            if name in ("color", "font-size", "visibility"):
                found[name] = its
        elif its not in _NOTHING or name in _KEPT:
            found[name] = its
    return found


def _verdict(element: Element, styled: Styled, calm: frozenset[str]) -> Verdict:
    """What becomes of an element; rules of which only a browser knows whether they hold leave a doubt.

    So do animations, unless they end in frames that are calm.
    """
    if not element.followed:
        return None
    verdict = judged(element)
    if verdict is None:
        return Doubt.HIDDEN if styled.unsure or not is_over(element.values, calm) else None
    return Doubt.HIDDEN if verdict == GONE and (styled.swayed or element.says("animation")) else verdict


def _is_taken_out(values: Mapping[str, str]) -> bool:
    """Whether an element is a box of its own though its name or its display would leave it in the line."""
    return (
        values.get("position") in ("absolute", "fixed")
        or "float" in values
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
