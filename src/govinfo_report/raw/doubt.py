"""Why a printed figure cannot be told from what its file holds.

A file may hold other text than the eye sees, or show a figure that is no text. A reader writes the sign of
a doubt where that happens, in the text itself, so that it goes with the text through lines, cells and
joined parts of tables. No figure contains such a sign. Where a cell is read the sign becomes 〓, and
the doubt the reason for which the cell is unreadable.

The signs are noncharacters of Unicode, which no document may use for text.
"""

from __future__ import annotations

import re
from enum import StrEnum

from govinfo_report.findings import Text

__all__ = ["ILLEGIBLE", "Doubt", "doubts_in", "is_sign", "legible", "without_doubts", "without_things"]

#: Stands in the text of a report where something is printed that could not be read: the mark that printers
#: set for a sign they lack. No figure contains it, and every Chinese console has it.
ILLEGIBLE = "〓"


class Doubt(StrEnum):
    """A reason for which a figure is unreadable; what its text is in JSON and in notes."""

    PICTURE = "picture"
    DRAWING = "drawing"
    FIELD = "field"
    SYMBOL = "symbol"
    GENERATED = "generated"
    HIDDEN = "hidden digits"
    OVERPRINTED = "overprinted"
    REPLACED = "replaced text"
    TURNED = "turned over"
    SPILLED = "over the edge"
    FORMAT = "number format"
    COLOUR = "colour of the ground"
    ZEROS = "zeros not shown"
    STALE = "result to be computed"
    CUT = "cut by a page break"
    UNIT = "unit unknown"
    DROPPED = "look not loaded"

    @property
    def sign(self) -> str:
        """The sign that a reader writes."""
        return _SIGNS[self]

    @property
    def text(self) -> Text:
        """The reason in words."""
        return _TEXTS[self]


_SIGNS = {doubt: chr(0xFDD0 + place) for place, doubt in enumerate(Doubt)}
_DOUBTS = {sign: doubt for doubt, sign in _SIGNS.items()}
_ANY = re.compile("[\ufdd0-\ufdef]+")
#: Things that stand in a cell instead of text; outside of cells they are no text at all.
_THINGS = re.compile("|".join(_SIGNS[each] for each in (Doubt.PICTURE, Doubt.DRAWING, Doubt.FIELD)))

_TEXTS = {
    Doubt.PICTURE: Text("格内有图片", "a picture stands in the cell"),
    Doubt.DRAWING: Text(
        "格内画有图形，可能是画成曲线的数字", "something is drawn in the cell, perhaps a figure as curves"
    ),
    Doubt.FIELD: Text(
        "格内有表单域或批注，文件里没有它的样子",
        "a field or an annotation stands in the cell, and the file does not hold its look",
    ),
    Doubt.SYMBOL: Text("格内有符号字体的字符", "the cell holds a character of a symbol font"),
    Doubt.GENERATED: Text("格内有样式生成的文字", "a style sheet prints something in the cell"),
    Doubt.HIDDEN: Text("格内有看不见或看不清的数字", "the cell holds digits that the eye may not see"),
    Doubt.OVERPRINTED: Text("几个数字印在同一处", "digits are printed over each other"),
    Doubt.REPLACED: Text(
        "文字层里的数字可能不是所印的数字", "the digits of the text may not be those that are printed"
    ),
    Doubt.TURNED: Text("数字倒置或反印", "digits are printed upside down or mirrored"),
    Doubt.SPILLED: Text("数字越过了单元格的边", "the figure runs over the edge of its cell"),
    Doubt.FORMAT: Text("数字格式显示的与所存的不同", "the number format shows something else than is stored"),
    Doubt.COLOUR: Text("数字与底色同色，或可能同色", "the figure has, or may have, the colour of its ground"),
    Doubt.ZEROS: Text("工作表设为不显示零值", "the sheet does not show zeros"),
    Doubt.STALE: Text(
        "公式的结果要在打开时重算，所存的不算数",
        "the formula is to be computed on opening; what is stored is no result",
    ),
    Doubt.CUT: Text("分页把这一行切开了", "a page break cuts the row"),
    Doubt.UNIT: Text("表头与格内都没有说清单位", "neither the head nor the cell settles the unit"),
    Doubt.DROPPED: Text(
        "数字是文本，读入工作簿时没有留下它的样式，可能有划去的部分",
        "the figure is a text whose look was not loaded; a part of it may be struck out",
    ),
}


def doubts_in(text: str) -> tuple[Doubt, ...]:
    """The doubts whose signs stand in a text, each once."""
    return tuple(dict.fromkeys(_DOUBTS[sign] for sign in text if sign in _DOUBTS))


def legible(text: str) -> str:
    """A text as people can be shown it: 〓 where something in it is in doubt.

    Example:
        >>> legible(Doubt.HIDDEN.sign + "44") == ILLEGIBLE + "44"
        True
    """
    return _ANY.sub(ILLEGIBLE, text)


def is_sign(text: str) -> bool:
    """Whether a text is nothing but signs of doubt."""
    return bool(text) and _ANY.fullmatch(text) is not None


def without_doubts(text: str) -> str:
    """A text without any sign of doubt."""
    return _ANY.sub("", text)


def without_things(text: str) -> str:
    """A text without the signs of what stands beside text and is none: pictures, drawings, fields."""
    return _THINGS.sub("", text)
