"""What stands on a web page instead of text: fields of forms, pictures, drawings."""

from __future__ import annotations

import re
from typing import Any

from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css import Look
from govinfo_report.readers.pages.css.values import declarations

__all__ = ["may_print", "shown_by", "thing_in"]

#: Fields of a form in which nothing is written that a reader sees as text.
_NO_TEXT_FIELDS = frozenset(
    {
        "hidden", "submit", "reset", "button", "image", "checkbox", "radio", "file", "password", "range",
        "color",
    }
)  # fmt: skip
_SPACER = 2.0
"""Pixels; a picture no larger only keeps a distance."""
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)")
_SIDE = re.compile(r"(?<![-\w])(width|height)\s*:\s*([0-9]*\.?[0-9]+)(?:px)?\s*(?:;|!|$)")


def shown_by(node: Any, tag: str) -> str:
    """What a field of a form shows: the text entered, the option chosen."""
    if tag == "input":
        kind = (node.attributes.get("type") or "text").lower()
        return "" if kind in _NO_TEXT_FIELDS else node.attributes.get("value") or ""
    if tag == "textarea":
        return node.text(deep=True) or ""
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    if "multiple" not in node.attributes:
        chosen = chosen[-1:]
    return " ".join(option.attributes.get("label") or option.text(deep=True) or "" for option in chosen)


def thing_in(node: Any, tag: str, look: Look) -> str:
    """What a reader sees of such an element in a table's cell: its text, or the sign of a doubt."""
    if look.typography.unseen:
        return ""
    attributes = node.attributes
    if tag in ("select", "textarea"):
        if "multiple" in attributes and tag == "select":
            return Doubt.FIELD.sign
        return look.written(shown_by(node, tag))
    if tag == "input":
        return _input(node, look)
    if tag == "button":
        return Doubt.FIELD.sign if tells_figures(node.text(deep=True) or "") else ""
    if tag in ("meter", "progress"):
        return Doubt.DRAWING.sign
    apart = _spacer(attributes.get("width"), attributes.get("height"), attributes.get("style") or "")
    if apart is not None:
        return apart
    if tag == "svg":
        return Doubt.DRAWING.sign
    return Doubt.PICTURE.sign


def _input(node: Any, look: Look) -> str:
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    if kind == "hidden":
        return ""
    if kind == "image":
        return Doubt.PICTURE.sign
    if kind in ("submit", "reset", "button"):
        return Doubt.FIELD.sign if tells_figures(attributes.get("value") or "") else ""
    if kind in _NO_TEXT_FIELDS:
        return Doubt.FIELD.sign
    value = attributes.get("value") or ""
    if not value and tells_figures(attributes.get("placeholder") or ""):
        return Doubt.FIELD.sign
    return look.written(value)


def _spacer(width: str | None, height: str | None, style: str) -> str | None:
    """What a picture that shows nothing parts: nothing if it is narrow; ``None`` for any other picture."""
    sides = dict(_SIDE.findall(style.lower()))
    if _is_thin(sides.get("width", width)):
        return ""
    return " " if _is_thin(sides.get("height", height)) else None


def _is_thin(stated: str | None) -> bool:
    found = _NUMBER.match(stated or "")
    return found is not None and "%" not in (stated or "") and float(found[1]) <= _SPACER


def may_print(node: Any, tag: str) -> bool:
    """Whether an element of a cell that browsers print nothing of may print all the same.

    A script may print into the cell or take out of it, a template may stand for all that is in an element,
    and what is declared to be laid out is seen.
    """
    if tag == "script":
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "shadowrootmode" in attributes:
        return True
    display = declarations(attributes.get("style") or "").normal.get("display", "none")
    return display != "none" and tells_figures(node.text(deep=True) or "")
