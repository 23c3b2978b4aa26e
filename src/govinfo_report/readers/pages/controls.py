"""What stands on a web page instead of text: fields of forms, pictures, drawings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css import Look
from govinfo_report.readers.pages.css.lengths import length
from govinfo_report.readers.pages.css.values import declarations

__all__ = ["may_print", "shown_by", "thing_in"]

_OF_NO_TEXT: dict[str, str] = {
    "hidden": "",
    "image": Doubt.PICTURE.sign,
    **dict.fromkeys(("meter", "progress"), Doubt.DRAWING.sign),
    **dict.fromkeys(("checkbox", "radio", "file", "password", "range", "color"), Doubt.FIELD.sign),
}
"""Fields in which nothing is written that a reader sees as text, and what is read of one in a cell."""
_BUTTONS = frozenset({"submit", "reset", "button"})
_SPACER = 2.0
"""Pixels; a picture no larger only keeps a distance."""


def _kind_of(node: Any, tag: str) -> str:
    return (node.attributes.get("type") or "text").lower() if tag == "input" else tag


def shown_by(node: Any, tag: str) -> str:
    """What a field of a form shows: the text entered, the option chosen; nothing for any other element."""
    if tag == "input":
        kind = _kind_of(node, tag)
        return "" if kind in _OF_NO_TEXT or kind in _BUTTONS else node.attributes.get("value") or ""
    if tag == "textarea":
        return node.text(deep=True) or ""
    options = node.css("option") if tag == "select" else []
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    if "multiple" not in node.attributes:
        chosen = chosen[-1:]
    return " ".join(option.attributes.get("label") or option.text(deep=True) or "" for option in chosen)


def thing_in(node: Any, tag: str, look: Look) -> str:
    """What a reader sees of such an element in a table's cell: its text, or the sign of a doubt."""
    if look.typography.unseen:
        return ""
    attributes, kind = node.attributes, _kind_of(node, tag)
    if kind in _OF_NO_TEXT:
        return _OF_NO_TEXT[kind]
    if kind in _BUTTONS:
        text = attributes.get("value") if tag == "input" else node.text(deep=True)
        return Doubt.FIELD.sign if tells_figures(text or "") else ""
    if tag in ("input", "select", "textarea"):
        shown = shown_by(node, tag)
        asked = not shown and tells_figures(attributes.get("placeholder") or "")
        several = tag == "select" and "multiple" in attributes
        return Doubt.FIELD.sign if asked or several else look.written(shown)
    declared = {**attributes, **dict(declarations(attributes.get("style") or "", quirks=True))}
    if _is_thin(declared, "width"):
        return ""
    if _is_thin(declared, "height"):
        return " "
    return Doubt.DRAWING.sign if tag == "svg" else Doubt.PICTURE.sign


def _is_thin(stated: Mapping[str, str | None], side: str) -> bool:
    """Whether a picture has next to no width, or height; one below 0 is none that anybody heeds."""
    least, size = (length((stated.get(name) or "").strip(), 16.0) for name in (f"min-{side}", side))
    return size is not None and 0 <= size <= _SPACER and (f"min-{side}" not in stated or least == 0)


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
