"""A style sheet's text as rules: selectors with what they declare, conditions judged, nests unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, frozen

from govinfo_report.readers.pages.css.media import all_of, holds
from govinfo_report.readers.pages.css.selectors import Specificity, key_of, parted, specificity_of
from govinfo_report.readers.pages.css.telling import may_hide, tells_anywhere, told
from govinfo_report.readers.pages.css.values import Declarations, declarations

__all__ = ["Rule", "last_frames", "rules_of"]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIGN = re.compile(r'"[^"\n]*+"?|\'[^\'\n]*+\'?|url\(\s*+(?!["\'])[^)]*+(?:\)|\Z)|[{};]', re.IGNORECASE)
_INITIAL = re.compile(r"@property\s+(--[\w-]+)\s*\{[^{}]*?\binitial-value\s*:([^;{}]*)", re.IGNORECASE)
_PSEUDO_ELEMENT = re.compile(
    r"(::?)(before|after|marker|first-letter|first-line)\s*$|::[a-z-]+(?:\([^)]*\))?\s*$", re.IGNORECASE
)
_STATE = r":(?:hover|focus(?:-within|-visible)?|active|visited|target|fullscreen|modal)"
_STATES = re.compile(rf"{_STATE}\b", re.IGNORECASE)
_NOT_IN_STATE = re.compile(rf":not\({_STATE}\)", re.IGNORECASE)
_FRAMES = re.compile(r"@(?:-[a-z]+-)?keyframes\s+([\w-]+)\s*\{((?:[^{}]*+\{[^{}]*+\})*+)\s*\}", re.IGNORECASE)
_FRAME = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_LAST = re.compile(r"\bto\b|\b100%", re.IGNORECASE)
#: What is asked of an element's language, its direction, its class in a script: a browser can tell it.
_ASKED = re.compile(
    r":not\(:(?:lang\([^()]*\)|dir\([^()]*\)|defined)\)|:lang\(\s*[\"']?([\w-]*)[^()]*\)|:dir\([^()]*\)|:defined\b"
)
_ROOT = re.compile(r":root\b|:(?:is|where)\(\s*(?::root|html)\s*\)")
_SPACE_OF_NAMES = re.compile(r"(?<![\w\]=|-])([\w-]*|\*)\|(?![=|])")
_AT = re.compile(r"@([\w-]+)")
_NO_CELLS = frozenset({"html", "body", "table", "tbody", "thead", "tr"})
_MOST_RULES = 2_000
_DEEPEST = 20
#: The names of layers. Which of several stands above the others only a browser works out.
_LAYERS = re.compile(r"@layer\b([^;{}]*)[;{]", re.IGNORECASE)
_LONGEST = 1_000
"""Characters of a selector; nested rules can make it grow."""


@frozen(eq=False)
class Rule:
    """One selector of a rule.

    Attributes:
        selector: What it selects, without a pseudo-element.
        body: What it declares, as it stands in the sheet.
        quirks: Whether the page has no doctype.
        pseudo: The part of the element that it styles: ``before``, ``after``, ``marker``, ``first-letter``,
            ``first-line``.
        sure: Whether it holds in any browser; else only the one at hand can say.
        layered: Whether it stands in a layer, above which everything outside of layers stands.
        number: Its place among all rules.
    """

    selector: str
    body: str
    quirks: bool
    pseudo: str
    sure: bool
    layered: bool
    number: int

    @cached_property
    def declared(self) -> Declarations:
        """What it declares; most rules of most pages are never asked."""
        return declarations(self.body, self.quirks)

    @cached_property
    def key(self) -> str:
        """What an element selected must have (see `key_of`)."""
        return key_of(self.selector)

    @cached_property
    def told(self) -> frozenset[str]:
        """What it declares of an element that may hide a figure in a cell, or change it."""
        return frozenset() if self.pseudo else told(self.declared)

    @cached_property
    def tells_anywhere(self) -> bool:
        """Whether it says something that hides or raises text wherever it stands."""
        return bool(self.told) and tells_anywhere(self.declared)

    @cached_property
    def tells_in_tables(self) -> bool:
        """Whether it may hide or change what stands in a cell, or print something there."""
        return self.key not in _NO_CELLS if self.pseudo else bool(self.told)

    @cached_property
    def may_hide(self) -> bool:
        """Whether it may hide or change a figure at all, ordinary colours and boxes aside."""
        return may_hide(self.declared)

    @cached_property
    def order(self) -> tuple[bool, Specificity, int]:
        """The order in which CSS lets rules win, the last above the first."""
        return (not self.layered, specificity_of(self.selector), self.number)


@frozen
class _Context:
    """What stands round a place in a style sheet.

    Attributes:
        selectors: Those of the rule that is open, empty outside of rules.
        applies: Whether what stands here applies, as far as its conditions tell.
        layered: Whether it stands in a layer, above which everything outside of layers stands.
    """

    selectors: tuple[str, ...] = ()
    applies: bool | None = True
    layered: bool = False


def rules_of(sheets: Iterable[tuple[str, str]], quirks: bool) -> Iterator[Rule]:
    """The rules of a page's style sheets.

    Args:
        sheets: The media and the text of each style sheet.
        quirks: Whether the page has no doctype.
    """
    number = 0
    told = [(media, _COMMENT.sub("", text)) for media, text in sheets]
    layers = [
        name.strip() for _, text in told for names in _LAYERS.findall(text) for name in names.split(",")
    ]
    several = len(set(layers)) > 1 or layers.count("") > 1  # one without a name is none of the others
    for media, text in told:
        applies = holds(media.strip())
        if applies is False:
            continue
        for name, value in _INITIAL.findall(text):  # as if the root declared it, below all that is declared
            yield Rule("html", f"{name}:{value}", quirks, "", applies is True, True, -1)
        for found, body in _bodies(text, _Context(applies=applies)):
            context = evolve(found, applies=None) if several and found.layered and found.applies else found
            for selector in context.selectors:
                if number >= _MOST_RULES:
                    return
                if (rule := _rule(selector, body, quirks, context, number)) is not None:
                    number += 1
                    yield rule


def last_frames(text: str) -> Iterator[tuple[str, Declarations]]:
    """The animations in the text of a style sheet, in lower case, each with what its last frames declare."""
    for name, frames in _FRAMES.findall(_COMMENT.sub("", text)):
        for when, body in _FRAME.findall(frames):
            if _LAST.search(when):
                yield name.lower(), declarations(body)


def _rule(selector: str, body: str, quirks: bool, context: _Context, number: int) -> Rule | None:
    if not selector or len(selector) > _LONGEST:
        return None
    pseudo, sure = "", context.applies is True
    if "|" in selector:
        sure = sure and all(each == "*" for each in _SPACE_OF_NAMES.findall(selector))
        selector = _SPACE_OF_NAMES.sub("", selector)
    if ":" in selector:
        selector = _ROOT.sub("html", selector)
        if _ASKED.search(selector):
            sure, selector = False, _ASKED.sub(_told_by_name, selector).strip() or "*"
        selector = _NOT_IN_STATE.sub("", selector)
        if _STATES.search(selector):
            return None
        if found := _PSEUDO_ELEMENT.search(selector):
            if found[2] is None:
                return None
            pseudo = found[2].lower()
            selector = selector[: found.start()].rstrip() or "*"
    if selector[-1] in ">+~":
        selector += " *"
    return Rule(selector, body, quirks, pseudo, sure, context.layered, number)


def _told_by_name(asked: re.Match[str]) -> str:
    """Such a question as all programs understand it: a language is said by an element or by one round it."""
    return f':is([lang|="{asked[1]}" i], [lang|="{asked[1]}" i] *)' if asked[1] else ""


def _bodies(text: str, outermost: _Context) -> Iterator[tuple[_Context, str]]:
    """Each piece of declarations with what stands round it, in one walk: what never ends costs no more."""
    open_now = [outermost]
    begin = last = unopened = 0
    for sign in _SIGN.finditer(text):
        mark = sign[0]
        if mark == ";":
            if text[last : sign.start()].lstrip().startswith("@"):
                begin = sign.end()  # a rule without a body: an import
            last = sign.end()
        elif mark in "{}":
            declared = text[begin : last if mark == "{" else sign.start()].strip()
            if declared and _counts(open_now[-1]):
                yield open_now[-1], declared
            if mark == "{" and len(open_now) > _DEEPEST:
                unopened += 1
            elif mark == "{":
                open_now.append(_within(open_now[-1], text[last : sign.start()].strip()))
            elif unopened:
                unopened -= 1
            elif len(open_now) > 1:
                open_now.pop()
            begin = last = sign.end()
    declared = text[begin:].strip()
    if declared and _counts(open_now[-1]):
        yield open_now[-1], declared  # the end of the sheet closes what is open


def _counts(context: _Context) -> bool:
    return bool(context.selectors) and context.applies is not False


def _within(outer: _Context, prelude: str) -> _Context:
    at = _AT.match(prelude)
    if at is None:
        selectors = tuple(parted(prelude))
        return evolve(outer, selectors=_nested(outer.selectors, selectors) if outer.selectors else selectors)
    name = at[1].lower()
    if name == "layer":
        return evolve(outer, layered=True)
    if name == "media":
        verdict = holds(prelude[at.end() :].strip())
    elif name in ("supports", "container", "scope", "-moz-document", "document"):
        verdict = None
    else:  # fonts, frames of an animation, pages of paper
        return _Context((), False)
    return evolve(outer, applies=all_of((outer.applies, verdict)))


def _nested(parents: tuple[str, ...], selectors: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors of a rule within a rule; none where they would grow beyond reason."""
    if not all(parents) or sum(map(len, parents)) > _LONGEST:
        return ("",)
    parent = parents[0] if len(parents) == 1 else f":is({', '.join(parents)})"
    return tuple(
        (each.replace("&", parent) if "&" in each else f"{parent} {each}")
        if len(each) + len(parent) * max(1, each.count("&")) <= _LONGEST
        else ""
        for each in selectors
    )
