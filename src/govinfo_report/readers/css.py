"""Style sheets, as far as they change what a figure says: what they hide, raise, lower or strike out.

Style attributes and the plain rules of ``<style>`` elements count; a rule that comes later wins. Rules for
a medium or a state (``@media``, ``:hover``) and sheets outside of the page are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from attrs import define

from govinfo_report.readers.limits import Budget
from govinfo_report.readers.typography import PLAIN, Typography

__all__ = ["Sheet", "is_absent", "page_sheet", "typography_of"]

#: Element (its ``mem_id``) → property → value.
Sheet = dict[int, dict[str, str]]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIGN = re.compile(r"[@{};]")
_ZERO = re.compile(r"0+(?:\.0+)?(?:[a-z]{2,4}|%)?")
_PROPERTIES = frozenset(
    {
        "display", "visibility", "font-size", "vertical-align", "text-decoration", "text-decoration-line",
        "unicode-bidi", "direction",
    }
)  # fmt: skip
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
"""Attributes that a selector asks for: in ``[class~="a"]`` the sign says something else."""
_MOST_SIGNS = 6
_MOST_RULES = 2_000
_SHARE = 20
"""So many elements can be looked at in the time in which one is styled."""


@lru_cache(maxsize=2048)
def _declarations(text: str) -> Mapping[str, str]:
    """The declarations of a rule that matter here."""
    found: dict[str, str] = {}
    for each in text.lower().split(";"):
        name, colon, value = each.partition(":")
        if colon and name.strip() in _PROPERTIES:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def typography_of(style: str | None, sheet: Mapping[str, str] | None = None) -> Typography:
    """What a style attribute says, above what the page's sheet says of the element."""
    if not style and not sheet:
        return PLAIN
    own = _declarations(style or "")
    declared = {**sheet, **own} if sheet else own
    if not declared:
        return PLAIN
    seen = Typography(
        raised=declared.get("vertical-align") == "super",
        lowered=declared.get("vertical-align") == "sub",
        struck=any("line-through" in declared.get(f"text-decoration{name}", "") for name in ("", "-line")),
        unseen=declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or _ZERO.fullmatch(declared.get("font-size", "")) is not None,
        turned="override" in declared.get("unicode-bidi", "") and declared.get("direction") == "rtl",
    )
    return PLAIN if seen == PLAIN else seen


def is_absent(style: str | None, sheet: Mapping[str, str] | None = None) -> bool:
    """Whether a style attribute, or the page's sheet, lays out the page as if the element were not there."""
    own = _declarations(style).get("display") if style else None
    return (own or (sheet or {}).get("display")) == "none"


def page_sheet(tree: Any, work: Budget) -> Sheet:
    """What the style elements of a page of selectolax say of its elements.

    Only elements are listed that some rule hides, raises, lowers, strikes out or turns round.

    Raises:
        ReadError: The rules style more elements together than ``work`` allows.
    """
    rules = list(_rules(tree))
    search = _Search(tree, work)
    sheet: Sheet = {}
    for selector, declared in rules:
        if typography_of("", declared) is not PLAIN:
            for node in search.nodes(selector):
                sheet[node.mem_id] = {}
    if not sheet:
        return sheet
    for selector, declared in rules:
        for node in search.nodes(selector):
            if node.mem_id in sheet:
                sheet[node.mem_id].update(declared)
    return sheet


def _rules(tree: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    left = _MOST_RULES
    for element in tree.css("style"):
        text = _COMMENT.sub("", element.text(deep=True) or "")
        for selectors, body in _plain_rules(text.replace("<!--", "").replace("-->", "")):
            declared = _declarations(body)
            if not declared:
                continue
            for selector in selectors.split(","):
                left -= 1
                if left < 0:
                    return
                if selector.strip() and ":" not in selector:
                    yield selector.strip(), declared


def _plain_rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule outside of at-rules, in one walk: what never ends costs no more."""
    begin, body = 0, -1
    selectors = ""
    depth = 0
    in_at_rule = False
    for sign in _SIGN.finditer(text):
        mark = sign[0]
        if in_at_rule:
            depth += (mark == "{") - (mark == "}")
            if depth <= 0 and mark in "};":
                in_at_rule, depth, begin = False, 0, sign.end()
        elif mark == "@":
            in_at_rule = body < 0
        elif mark == "{":
            selectors = text[begin if body < 0 else body : sign.start()]
            body = sign.end()
        elif mark == "}":
            if body >= 0:
                yield selectors, text[body : sign.start()]
            begin, body = sign.end(), -1


@define
class _Search:
    """Searches a page for what selectors select, as far as ``work`` goes."""

    tree: Any
    work: Budget

    @cached_property
    def elements(self) -> list[Any]:
        """Every element of the page."""
        return list(self.tree.css("*"))

    @cached_property
    def beside(self) -> int:
        """The most elements that stand beside each other."""
        parents = (node.parent for node in self.elements)
        counts = Counter(parent.mem_id for parent in parents if parent is not None)
        return max(counts.values(), default=1)

    def nodes(self, selector: str) -> list[Any]:
        """The elements that a selector selects.

        Raises:
            ReadError: The page's searches take too much work: ``a ~ b`` looks at all elements beside each.
        """
        signs = min(_IN_BRACKETS.sub("", selector).count("~"), _MOST_SIGNS)
        self.work.spend(1 + len(self.elements) * (self.beside**signs if signs else 1) // _SHARE)
        try:
            nodes = list(self.tree.css(selector))
        except Exception:  # selectolax raises errors of several kinds for selectors it cannot read
            return []
        self.work.spend(len(nodes))
        return nodes
