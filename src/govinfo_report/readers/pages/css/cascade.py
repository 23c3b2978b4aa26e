"""From declarations to looks, in the order in which CSS lets them win, inherited down the page.

A browser's own declarations come first, then attributes, style sheets, style attributes, and what is
``!important``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from attrs import define, evolve, field

from govinfo_report.document.typography import Typography, raised_or_lowered, tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.defaults import BROWSER, HINTS, hinted
from govinfo_report.readers.pages.css.grounds import colour_in, grounds_in, is_painted
from govinfo_report.readers.pages.css.judging import GONE, Element, is_bounded, judged, moves, stands_apart
from govinfo_report.readers.pages.css.look import Box, Look, resolved
from govinfo_report.readers.pages.css.sheets import UNSTYLED, Sheet, Styled
from govinfo_report.readers.pages.css.telling import without_stay
from govinfo_report.readers.pages.css.values import NOTHING, declarations, in_pixels, length

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
#: The same of a row of boxes; one that is as wide as what stands in it has no room to spread.
_IN_ROW = frozenset({"display", "color", "background-color", "font-family", "font-size"})
_FLOATING = -1
"""The number of all that floats to the left in a cell, as `Look.moved`."""
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'|([a-z-]+)\(\s*([\w-]*)[^)]*\)")
_REFERENCE = re.compile(r"\s*\[[0-9,、，\s]+\]\s*")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)")


@define
class Looks:
    """The looks of a page's elements; what has been worked out once is kept.

    Attributes:
        sheet: The style sheets of the page.
        quirks: Whether the page has no doctype: then tables do not inherit size and colour.
    """

    sheet: Sheet
    quirks: bool = False
    _known: dict[tuple[object, ...], Box] = field(factory=dict)
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
        if outer.scattered:
            calm = evolve(outer, scattered=False, in_row=False)
            if outer.in_row:
                plain_item = self.box(node, tag, attributes, calm, in_cell, block)
                if plain_item is calm.box:
                    return plain_item
            calm = evolve(calm, moved=next(self._moved))
            return self.box(node, tag, attributes, calm, in_cell, block)
        rules = self.sheet.styled
        styled = rules.get(node.mem_id, UNSTYLED) if rules else UNSTYLED
        hints: tuple[tuple[str, str], ...] = ()
        special = (tag in BROWSER and (in_cell or tag not in _LISTS)) or (tag == "table" and self.quirks)
        if not attributes:
            if styled is UNSTYLED and not special:
                return outer.box
            style = ""
        else:
            style = attributes.get("style") or ""
            if "rem" in style and self.sheet.root != 16.0:
                style = in_pixels(style, self.sheet.root)
            if not HINTS.isdisjoint(attributes):
                hints = tuple((name, attributes[name] or "") for name in sorted(HINTS & attributes.keys()))
            if in_cell and tag == "a" and "href" in attributes:
                hints += (("href", ""),)
            plain = styled is UNSTYLED and not hints and not special
            if plain and not (style and declarations(style, self.quirks)):
                return outer.box
        generated = styled.before or styled.after or styled.marker
        key = (outer, tag if special or tag in _PARTS or hints else block, style, hints, styled, in_cell)
        known = None if generated else self._known.get(key)
        if known is None:
            known = self._computed(tag, dict(hints), style, styled, outer, in_cell, block)
            if generated:
                known = self._with_generated(known, styled, attributes)
            else:
                self._known[key] = known
        if known.moved and tag not in _PARTS:  # each of them stands somewhere of its own
            in_order = known.follows and outer.moved in (0, _FLOATING)
            moved = _FLOATING if in_order else next(self._moved)
            return evolve(known, look=evolve(known.look, moved=moved))
        return known

    def _declared(
        self, tag: str, hints: Mapping[str, str], style: str, styled: Styled, outer: Look
    ) -> tuple[dict[str, str], Mapping[str, str]]:
        """What is declared of an element, the strongest only, and the variables that it knows."""
        own = declarations(style, self.quirks) if style else NOTHING
        values = dict(BROWSER.get(tag, {}))
        if tag == "dialog" and "open" in hints:
            values = {}
        if tag == "table" and self.quirks:
            values |= {"font-size": "16px"}
        values |= hinted(tag, hints)
        for each in (styled.declared.normal, own.normal, styled.declared.important, own.important):
            values |= each
        variables = outer.variables
        if set_here := {name: value for name, value in values.items() if name.startswith("--")}:
            variables = {**variables, **set_here}
        found = {}
        for name, value in values.items():
            its = resolved(value, variables) if "var(" in value else value
            if name == "display" and its in ("initial", "unset"):
                its = "inline"
            if its == "initial" and name not in ("color", "font-size", "visibility"):
                continue
            if its is not None and its not in _INHERITED_KEYWORDS:
                found[name] = its
            elif its == "inherit" and name == "color":
                found[name] = "inherit"
        if self.sheet.calm and "animation" in found:
            found["animation"] = without_stay(found["animation"], self.sheet.calm)
        if found.get("display") == "contents":  # it has no box; only what is inherited counts
            found = {name: its for name, its in found.items() if name in _INHERITED}
        return found, variables

    def _computed(
        self,
        tag: str,
        hints: Mapping[str, str],
        style: str,
        styled: Styled,
        outer: Look,
        in_cell: bool,
        block: bool,
    ) -> Box:
        values, variables = self._declared(tag, hints, style, styled, outer)
        if not values and not styled.swayed and variables is outer.variables:
            return outer.box
        display = values.get("display", "")
        in_line = display in _IN_LINE if display else not block
        element = Element(
            values=values,
            size=_size(values, outer),
            boxed=not in_line or _is_taken_out(values),
            in_cell=in_cell,
            part=tag in _PARTS and not (tag in ("td", "th") and display and not display.startswith("table")),
        )
        followed = in_cell or not block or element.part
        verdict = judged(element) if followed else None
        if followed and ((styled.unsure and verdict is None) or (styled.swayed and verdict is GONE)):
            verdict = Doubt.HIDDEN
        if verdict is GONE and values.get("animation", "none") != "none":
            verdict = Doubt.HIDDEN
        look = _look(element, outer, variables, followed, (isinstance(verdict, Doubt) and verdict) or None)
        if styled.swayed and followed:
            look = evolve(look, swayed=True)
        moved = followed and moves(element)
        return Box(
            look=look,
            gone=verdict is GONE,
            absent=display == "none" or (tag in _PARTS and verdict is GONE and element.lifted),
            moved=moved,
            follows=values.get("float") == "left" and values.keys() <= _FLOATED,
            covers=moved and not element.part and is_painted(values),
            pictured=in_cell
            and "url(" in values.get("background-image", "")
            and (tag not in _PARTS or "url(" in style),
            bounded=in_cell and not element.part and is_bounded(element),
            apart=stands_apart(element),
            numbered=in_cell and display == "list-item" and _is_numbered(look.listed),
            block=None if not display or display in _NO_BLOCK else display not in _IN_LINE,
        )

    def _with_generated(self, box: Box, styled: Styled, attributes: Mapping[str, str | None]) -> Box:
        """An element with what its style sheet prints before and behind its content."""
        parts: dict[str, str] = {}
        covers = box.covers
        for name, declared in (("before", styled.before), ("after", styled.after)):
            values = {**declared.normal, **declared.important}
            if values.get("content", "none") in ("none", "normal", "", "initial"):
                continue
            element = Element(
                values=values, size=_size(values, box.look), boxed=True, in_cell=True, part=False
            )
            if judged(element) is GONE or _invisible(values, box.look, True):
                continue
            parts[name] = _generated(values["content"], attributes)
            covers = covers or (element.lifted and is_painted(values))
        marked = {**styled.marker.normal, **styled.marker.important}.get("content", "")
        if marked and _generated(marked, attributes):
            parts["before"] = Doubt.GENERATED.sign
        return evolve(box, covers=covers, before=parts.get("before", ""), after=parts.get("after", ""))


def _size(values: Mapping[str, str], outer: Look) -> float:
    size = outer.size
    if stated := values.get("font-size"):
        found = 16.0 if stated == "initial" else length(stated, outer.size, outer.size)
        size = found if found is not None and found >= 0 else outer.size
    if (zoom := values.get("zoom", "normal")) not in ("normal", "", "reset"):
        try:
            factor = float(zoom.removesuffix("%")) / (100 if zoom.endswith("%") else 1)
            size *= factor if factor > 0 else 1.0
        except ValueError:
            pass
    return size


def _look(
    element: Element, outer: Look, variables: Mapping[str, str], followed: bool, doubt: Doubt | None
) -> Look:
    values, size = element.values, element.size
    colour = colour_in(values, outer, element.in_cell)
    grounds, pictured = grounds_in(values, outer, colour, element.in_cell)
    from_right = _is_from_right(element, outer)
    return Look(
        size=size,
        colour=colour,
        grounds=grounds,
        pictured=pictured,
        coloured=outer.coloured or (element.in_cell and not element.part and bool(values.get("color"))),
        opacity=outer.opacity * (_opacity(values) if followed else 1.0),
        invisible=_invisible(values, outer, followed),
        print=_printed(element, outer),
        doubt=outer.doubt or doubt,
        spacing=_inherited(values, "letter-spacing", size, outer.spacing),
        indent=_indent(element, outer) if element.boxed and followed else outer.indent,
        room=_room(element, outer) if followed else outer.room,
        moved=outer.moved,
        scattered=element.in_cell and not element.part and _scatters(values),
        in_row=values.get("display") == "inline-flex" and values.keys() <= _IN_ROW and not from_right,
        from_right=from_right,
        listed=values.get("list-style-image", "none")
        if "url(" in values.get("list-style-image", "")
        else values.get("list-style-type", outer.listed),
        shadowed=outer.shadowed
        or any(
            values.get(name, "none") not in ("none", "") for name in ("text-shadow", "-webkit-text-stroke")
        )
        or values.get("background-clip") == "text",
        fixed=values.get("table-layout") == "fixed" or outer.fixed,
        variables=variables,
    )


def _inherited(values: Mapping[str, str], name: str, size: float, outer: float) -> float:
    stated = values.get(name)
    if not stated:
        return outer
    if stated == "normal":
        return 0.0
    found = length(stated, size, 400.0 if name == "text-indent" else None)
    return outer if found is None else found


def _is_taken_out(values: Mapping[str, str]) -> bool:
    """Whether an element is a box of its own though its name or its display would leave it in the line."""
    return (
        values.get("position") in ("absolute", "fixed")
        or values.get("float", "none") != "none"
        or values.get("writing-mode", "horizontal-tb") != "horizontal-tb"
    )


def _scatters(values: Mapping[str, str]) -> bool:
    """Whether what stands in an element is not set in a line, one behind the other."""
    display = values.get("display", "")
    columns = values.get("column-count", "auto")
    return "flex" in display or "grid" in display or columns not in ("auto", "1", "")


def _is_from_right(element: Element, outer: Look) -> bool:
    """Whether the lines of an element begin at the right; outside of tables that is not followed."""
    stated = element.says("direction")
    return stated == "rtl" if stated and element.in_cell else outer.from_right


def _is_numbered(listed: str) -> bool:
    """Whether the items of a list have more than a dot before them."""
    return listed not in ("none", "disc", "circle", "square", "")


def _indent(element: Element, outer: Look) -> float:
    """How far the first line of an element begins from its edge: lines that hang out hang into its margin."""
    indent = _inherited(element.values, "text-indent", element.size, outer.indent)
    if indent >= 0 or not element.says("text-indent"):
        return indent
    room = [element.pixels(name) or 0.0 for name in ("margin-left", "padding-left")]
    return min(0.0, indent + sum(max(0.0, each) for each in room))


def _opacity(values: Mapping[str, str]) -> float:
    stated = values.get("opacity", "1")
    try:
        value = float(stated.removesuffix("%")) / (100 if stated.endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, value))


def _invisible(values: Mapping[str, str], outer: Look, followed: bool) -> bool:
    stated = values.get("visibility")
    if stated in ("hidden", "collapse"):
        return followed or outer.invisible
    return False if stated in ("visible", "initial") else outer.invisible


def _printed(element: Element, outer: Look) -> Typography:
    """Whether text is raised, lowered, struck through or turned round."""
    values = element.values
    where = ""
    if not element.part:
        aligned = values.get("vertical-align", "")
        if aligned in ("super", "sub"):
            where = "raised" if aligned == "super" else "lowered"
        elif aligned in ("text-top", "top") and not element.boxed and element.size <= 0.7 * outer.size:
            where = "raised"
        elif aligned and (by := length(aligned, element.size, outer.size * 1.2)) is not None:
            where = raised_or_lowered(by, element.size, outer.size)
        if values.get("position") == "relative" and not element.boxed:
            top = element.pixels("top", outer.size)
            down = element.pixels("bottom", outer.size) if not values.get("top") else 0.0
            where = where or raised_or_lowered((down or 0.0) - (top or 0.0), element.size, outer.size)
    said = Typography(
        raised=where == "raised",
        lowered=where == "lowered",
        struck="line-through" in values.get("text-decoration-line", ""),
        turned=values.get("direction") == "rtl" and "override" in values.get("unicode-bidi", ""),
    )
    return outer.print if said == Typography() else said.within(outer.print)


def _room(element: Element, outer: Look) -> float | None:
    """Pixels beyond which the text of an element is cut off."""
    room = outer.room
    cuts = any(element.says(f"overflow-{axis}") in ("hidden", "clip") for axis in "xy")
    if not cuts or not (element.boxed or element.part):
        return room
    for name in ("width", "max-width"):
        if element.part and name == "max-width" and element.says(name).startswith("0"):
            continue  # cells that take what the table leaves them
        its = element.pixels(name) if element.says(name) not in ("", "auto", "none") else None
        if (
            its is not None
            and "%" not in element.says(name)
            and (not element.part or outer.fixed or name == "max-width")
        ):
            room = its if room is None else min(room, its)
    return room


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
