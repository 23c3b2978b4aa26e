"""What a web page may make a parser do, told from its text before any parser sees it."""

from __future__ import annotations

import re

from govinfo_report.document.limits import Limits, within

__all__ = ["require_elements"]

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
#: Elements that have no end, or that pages leave without one; an open one of these nests nothing.
_NOT_NESTING = frozenset(
    {
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip
_FEW_TAGS = 20_000
"""A page with fewer nests nothing so deep that it takes long."""
_LARGE = 2_000_000
"""Characters; in a smaller page there is no room for attributes that matter together."""
_EACH = 4
"""So many times the tags a page may have, its attributes may be together."""
_WHOLE_TAG = re.compile(r"<[a-zA-Z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
#: Elements that HTML opens again where a block ends before they do.
_FORMATTING_NAMES = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING_NAMES))})[\s>/]", re.IGNORECASE)
_FEW_FORMATTED = 100
_SEPARATED = re.compile(r"(?<![\s/])[\s/]++[^\s/]")
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")


def require_elements(page: str, limits: Limits, *, file: str | None = None) -> int:
    """Refuse a web page with too many elements or attributes, or with elements nested too deep.

    Returns:
        The number of tags; elements are no more.

    Raises:
        ReadError: It has.
    """
    tags = page.count("<")
    within(tags, limits.elements, "网页标签数", "tags on the page", file=file)
    most, together = _attributes(page, limits.attributes)
    within(most, limits.attributes, "一个标签的属性数", "attributes of a tag", file=file)
    within(together, _EACH * limits.elements, "网页属性数", "attributes on the page", file=file)
    formatted = _formatted(page)
    within(formatted, _EACH * limits.elements, "网页未关闭标签数", "elements left open", file=file)
    if tags < min(_FEW_TAGS, limits.depth):
        return tags
    deepest = depth = 0
    for end, name in _TAG.findall(page):
        if name.lower() not in _NOT_NESTING:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    within(deepest, limits.depth, "网页标签嵌套层数", "levels of nested tags", file=file)
    return tags


def _attributes(page: str, few: int) -> tuple[int, int]:
    """The most attributes of a tag and those of all tags; of tags and pages that have few, none."""
    most = together = 0
    for tag in _WHOLE_TAG.finditer(page):
        if len(tag[0]) > few or len(page) >= _LARGE:
            number = sum(1 for _ in _SEPARATED.finditer(_QUOTED.sub("=", tag[0])))
            most, together = max(most, number), together + number
    return most, together


def _formatted(page: str) -> int:
    """How many elements of formatting a parser may make: one left open begins again in each block."""
    if len(_FORMATTING.findall(page)) <= _FEW_FORMATTED:
        return 0
    made = open_now = 0
    for end, name in _TAG.findall(page):
        if name.lower() in _FORMATTING_NAMES:
            open_now = max(0, open_now - 1) if end else open_now + 1
        elif not end:
            made += open_now
    return made
