"""Radicals that stand in for characters: many makers of PDFs name the glyph of 人 as U+2F08, a radical.

On paper there is no difference, in a search there is. What is printed is the character.
"""

from __future__ import annotations

import unicodedata

__all__ = ["character"]

#: CJK radicals (U+2E80 block) that are whole characters, and these; NFKC knows the Kangxi radicals only.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺊⺌⺍⺒⺗⺝⺟⺠⺧⺩⺫⺬⺮⺶⺷⺼⺽⻁⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乙卜小小巳心月母民牛王目示竹羊羊肉臼虎西见角角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


def character(sign: str) -> str:
    """The character that a radical stands for; any other sign as it is."""
    if "\u2f00" <= sign <= "\u2fdf":
        return unicodedata.normalize("NFKC", sign)
    return _SUPPLEMENT.get(sign, sign) if "\u2e80" <= sign <= "\u2eff" else sign
