"""The text of a Word file's paragraphs as it is printed, however its runs are split."""

from __future__ import annotations

from attrs import define, evolve, field

from govinfo_report.document.typography import PLAIN, TURNED_ROUND, Typography, doubted, tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.word.fields import Fields, is_unseen, is_volatile, prints_something
from govinfo_report.readers.word.look import (
    Place,
    Properties,
    merged,
    narrowest,
    properties_of,
    typography_of,
)
from govinfo_report.readers.word.styles import Styles
from govinfo_report.readers.word.xml import (
    NAMES,
    Element,
    attributes_of,
    inside,
    name_of,
    number,
    part,
    value_of,
)

__all__ = ["CHANGES", "GONE", "Runs", "chosen"]

#: Text that a tracked change has taken away, and what is no text of the body.
GONE = frozenset(
    {
        "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr",
        "tcPr", "rt", "rubyPr",
    }
)  # fmt: skip
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: That, and marks in the text that are no text.
_NO_TEXT = GONE | {"proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"}
_DEEPEST = 150
_PRINTED_BY_WORD = frozenset(
    {"pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"}
)
_SPACER = 2 * 9_525
"""English metric units of two pixels; a picture no larger only keeps a distance."""
#: Kinds of content that Word knows, by the names under which documents ask for them.
_KNOWN = frozenset(
    {
        "wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16du",
        "w16sdtdh", "cx", "cx1", "cx2", "cx3", "cx4", "cx5", "cx6", "cx7", "cx8", "am3d", "aink", "a14", "v",
        "o", "v2", "oel", "c14", "pic14", "wne",
    }
)  # fmt: skip

#: How a run looks, and the properties that say so.
_Looks = tuple[Typography, Properties]
_PLAIN_LOOK: _Looks = (PLAIN, {})


@define
class Runs:
    """Reads paragraphs; what properties make of text is worked out once.

    Attributes:
        styles: The styles of the document.
        fields: The fields that are open.
        changes: How many tracked changes were met.
        boxes: The boxes of text met in the paragraph at hand.
    """

    styles: Styles
    fields: Fields = field(factory=Fields)
    changes: int = 0
    boxes: list[Element] = field(factory=list)
    _known: dict[tuple[object, ...], _Looks] = field(factory=dict)
    _paragraphs: dict[tuple[object, ...], tuple[Place, float, bool, _Looks]] = field(factory=dict)

    def paragraph(self, element: Element, place: Place) -> tuple[str, list[Element]]:
        """What a paragraph prints, and the boxes of text anchored in it."""
        place, size, numbered, look = self._placed(part(element, "pPr"), place)
        found: list[str] = []
        self._walk(element, found, place, size, look, 0)
        if self.fields.reset() and place.in_cell:
            found.append(Doubt.FIELD.sign)
        text = "".join(found)
        boxes = self.boxes
        if boxes:
            self.boxes = []
        if numbered and place.in_cell and not any(sign.isalpha() for sign in text):
            text = Doubt.GENERATED.sign * (tells_figures(text) or not text.strip()) + text
        return text, boxes

    def _placed(self, properties: Element | None, place: Place) -> tuple[Place, float, bool, _Looks]:
        """Where a paragraph's runs stand, how large, whether Word prints a number before it, its look."""
        key = (place, *(_told(properties) if properties is not None else ("", ())))
        if (known := self._paragraphs.get(key)) is not None:
            return known
        said, levels = self.styles.of_paragraph(value_of(part(properties, "pStyle")))
        if properties is not None:
            levels = [*levels, properties]
        styled = merged((self.styles.defaults, dict(place.styled), said))
        numbers = [part(each, "numId") for level in levels for each in level if name_of(each) == "numPr"]
        numbered = bool(numbers) and value_of(numbers[-1]) not in ("", "0")
        placed = self._within(evolve(place, styled=tuple(sorted(styled.items()))), levels)
        size = number(str(styled.get("sz", ""))) / 2 or 10.0
        known = self._paragraphs[key] = placed, size, numbered, self._look((), placed, size)
        return known

    def _within(self, place: Place, levels: list[Element]) -> Place:
        """Where a paragraph stands that has these properties, the last above the first."""
        grounds, height, doubt = place.grounds, place.height, place.doubt
        for level in levels:
            grounds = self.styles.colours.shade(part(level, "shd")) or grounds
            for each in level:
                what = name_of(each)
                if what == "spacing" and value_of(each, "lineRule") == "exact":
                    height = number(value_of(each, "line")) / 20 or height
                elif what == "ind":
                    doubt = doubt or _indented(attributes_of(each))
                elif what == "framePr" and place.in_cell and not value_of(each, "dropCap"):
                    doubt = doubt or Doubt.OVERPRINTED
        return evolve(place, grounds=grounds, height=height, doubt=doubt)

    def _look(self, own: tuple[tuple[str, object], ...], place: Place, size: float) -> _Looks:
        """How a run looks that has these properties of its own."""
        key = (own, place)
        known = self._known.get(key)
        if known is None:
            direct: Properties = dict(own)  # type: ignore[arg-type]
            named = direct.get("rStyle")
            character = self.styles.of_runs(str(named)) if named else {}
            base = dict(place.styled)
            said = merged((base, character, direct))
            for toggle in ("unseen", "struck"):  # in styles of paragraphs and of characters both, it is off
                if toggle not in direct and base.get(toggle) == "on" and character.get(toggle) == "on":
                    said[toggle] = ""
            known = typography_of(said, place, size), said
            if known[0] is PLAIN and "fitText" not in said:
                known = _PLAIN_LOOK
            self._known[key] = known
        return known

    def _walk(
        self,
        element: Element,
        found: list[str],
        place: Place,
        size: float,
        look: _Looks,
        depth: int,
    ) -> None:
        fields = self.fields
        for child in element:
            name = NAMES[child.tag]
            if name == "t":
                text = child.text or ""
                if look is _PLAIN_LOOK and not fields.open:
                    found.append(text)
                else:
                    self._write(text, found, look)
            elif name == "r":
                if depth <= _DEEPEST:
                    self._walk(child, found, place, size, look, depth + 1)
            elif name == "rPr":
                own = properties_of(child, self.styles.colours)
                look = self._look(tuple(own.items()), place, size)
            elif name in _SIGNS:
                if not self.fields.silent:
                    found.append(_SIGNS[name])
            elif name in ("fldChar", "instrText"):
                self._field(child, name, found, place)
            elif name in _NO_TEXT:
                self.changes += name in CHANGES
            elif depth > _DEEPEST:
                continue
            elif name == "txbxContent":
                self.boxes.append(child)
            else:
                self.changes += name in CHANGES
                self._special(child, name, found, place, size, look, depth)

    def _special(
        self,
        child: Element,
        name: str,
        found: list[str],
        place: Place,
        size: float,
        look: _Looks,
        depth: int,
    ) -> None:
        if name == "sym":
            if _may_be_figure(child, place) and not look[0].unseen:
                found.append(Doubt.SYMBOL.sign)
            return
        if name in _PRINTED_BY_WORD:
            found.append(Doubt.FIELD.sign * place.in_cell)
            return
        if name in ("bdo", "dir") and value_of(child) == "rtl":
            found.append(TURNED_ROUND)
        if name == "AlternateContent":
            child = chosen(child)
        elif name in ("drawing", "pict", "object") and place.in_cell and not look[0].unseen:
            found.append(_thing(child))
        elif name == "oMath":
            found.append(doubted(_text_of(child), Doubt.DRAWING))
            return
        if name == "fldSimple" and is_unseen(value_of(child, "instr")):
            return
        before = len(found)
        self._walk(child, found, place, size, look, depth + 1)
        if name == "fldSimple" and place.in_cell:
            code = value_of(child, "instr")
            stale = is_volatile(code) or value_of(child, "dirty") in ("1", "true", "on")
            found.append(Doubt.FIELD.sign * (stale or (len(found) == before and prints_something(code))))

    def _field(self, element: Element, name: str, found: list[str], place: Place) -> None:
        if name == "instrText":
            self.fields.told(element.text or "")
            return
        printed = self.fields.mark(element)
        if printed and not self.fields.silent and (place.in_cell or printed != Doubt.FIELD.sign):
            found.append(printed)

    def _write(self, text: str, found: list[str], look: _Looks) -> None:
        if self.fields.silent:
            return
        its, said = look
        if self.fields.open and text.strip():
            self.fields.print()
        if "fitText" in said and narrowest(said, text):
            its = Typography(doubt=Doubt.HIDDEN).within(its)
        found.append(text if its is PLAIN else its.written(text))


#: Properties of paragraphs that say nothing of what the eye sees.
_PLAIN = frozenset(
    {
        "pStyle", "jc", "rPr", "widowControl", "snapToGrid", "adjustRightInd", "keepNext", "keepLines",
        "textAlignment", "autoSpaceDE", "autoSpaceDN", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "pageBreakBefore", "outlineLvl", "tabs", "contextualSpacing", "mirrorIndents", "bidi", "pBdr",
    }
)  # fmt: skip


def _told(properties: Element) -> tuple[str, tuple[object, ...]]:
    """The style of a paragraph and what its properties say that may matter, so that it is worked out once."""
    style = ""
    told: list[object] = []
    for each in properties:
        name = NAMES[each.tag]
        if name == "pStyle":
            style = style or value_of(each)
        elif name not in _PLAIN:
            number_of = value_of(part(each, "numId")) if name == "numPr" else ""
            told.append((name, tuple(each.items()), number_of))
    return style, tuple(told)


def _indented(attributes: dict[str, str]) -> Doubt | None:
    """A doubt where a paragraph is moved out of its cell or page."""
    left, right = (
        number(attributes.get(one, attributes.get(other, "")))
        for one, other in (("left", "start"), ("right", "end"))
    )
    first = number(attributes.get("firstLine", "")) - number(attributes.get("hanging", ""))
    far = 2_000  # twentieths of a point: a hundred points
    return Doubt.HIDDEN if min(left, right, left + first) <= -far or max(left, first) >= 4 * far else None


def chosen(element: Element) -> Element:
    """What of alternative contents a program shows: the first that it knows, else the last resort."""
    for each in element:
        if name_of(each) == "Choice" and set(value_of(each, "Requires").split()) <= _KNOWN:
            return each
    fallback = part(element, "Fallback")
    return fallback if fallback is not None else Element("nothing")


def _text_of(formula: Element) -> str:
    return "".join(each.text or "" for each in inside(formula, "t"))


def _may_be_figure(symbol: Element, place: Place) -> bool:
    """Whether a character of a symbol font may be read as a figure: in a cell any, elsewhere digits."""
    code = value_of(symbol, "char")
    return place.in_cell or code.upper().removeprefix("F0").removeprefix("00") in {
        f"{each:X}" for each in range(0x30, 0x3A)
    }


def _thing(element: Element) -> str:
    """The sign for a picture or a drawing, nothing for one that shows nothing."""
    drawn = False
    for each in element.iter():
        name = name_of(each)
        if name == "extent":
            sides = [number(value_of(each, side)) for side in ("cx", "cy")]
            if min(sides) <= _SPACER:
                return ""
        elif (name == "docPr" and value_of(each, "hidden") in ("1", "true", "on")) or (
            name in ("shape", "rect", "line", "group") and "visibility:hidden" in value_of(each, "style")
        ):
            return ""
        drawn = drawn or name in (
            "wsp",
            "line",
            "rect",
            "oval",
            "roundrect",
            "polyline",
            "cxnSp",
            "txbxContent",
        )
        if name in ("blip", "imagedata", "chart", "OLEObject", "control"):
            return Doubt.PICTURE.sign
    return Doubt.DRAWING.sign if drawn else Doubt.PICTURE.sign
