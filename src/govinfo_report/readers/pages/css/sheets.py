"""What the style sheets of a page say of its elements: which rules select which, and which of them wins.

Only elements are listed of which some rule says something that may hide a figure or change it. Sheets
outside of the page are not known.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any
from urllib.parse import unquote_to_bytes

from attrs import define, evolve, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.readers.pages.css.defaults import BROWSER
from govinfo_report.readers.pages.css.rules import Rule, last_frames, rules_of
from govinfo_report.readers.pages.css.selectors import searchable
from govinfo_report.readers.pages.css.telling import (
    handed_down,
    may_hide,
    may_tell_anywhere,
    names_any,
    tells_anywhere,
    tells_in_tables,
)
from govinfo_report.readers.pages.css.values import NOTHING, Declarations, declarations, in_pixels, length

__all__ = ["UNSTYLED", "Sheet", "Styled", "page_sheet"]

_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
"""Attributes that a selector asks for: in ``[class~="a"]`` the sign says something else."""
_CLASS_NAMES = re.compile(r"\.((?:[\w-]|[^\x00-\x7f])+)")
_NO_CELLS = frozenset({"html", "body", "table", "tbody", "thead", "tr"})
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?(?:["'](data:text/css[^"']*)["']|(data:text/css[^"')\s]*))""", re.IGNORECASE
)
_ROOT = re.compile(r"(?:html|:root|\*)[^\s>+~]*", re.IGNORECASE)
_BY_SCRIPT = 50.0
"""Pixels, where a script sets the size of the root's font, so that ``.01rem`` is about a pixel."""
_OF_BROWSERS = {"text-decoration-line", "vertical-align", "font-size"}
"""What browsers declare of elements by their names that changes figures."""
_MOST_SIGNS = 6
_SHARE = 20
"""So many elements can be looked at in the time in which one is styled."""


@frozen(eq=False)
class Styled:
    """What the style sheets say of an element, the rules that win.

    Attributes:
        declared: Of itself.
        marker: Of the mark of an item of a list.
        before, after: Of what is printed before and behind its content.
        unsure: Whether rules of which only a browser knows whether they hold may hide it.
        swayed: Whether such rules say anything of it, and may show what others hide.
    """

    declared: Declarations = NOTHING
    marker: Declarations = NOTHING
    before: Declarations = NOTHING
    after: Declarations = NOTHING
    unsure: bool = False
    swayed: bool = False

    @cached_property
    def generates(self) -> bool:
        """Whether they say anything of what is printed before and behind its content."""
        return bool(self.before or self.after or self.marker)


UNSTYLED = Styled()


@frozen(eq=False)
class Sheet:
    """The style sheets of a page.

    Attributes:
        styled: Element (its ``mem_id``) → what they say of it.
        classes: The classes of which they say anything.
        calm: The animations whose last frame hides nothing.
        root: The size of the root's font, what ``rem`` means.
    """

    styled: dict[int, Styled] = field(factory=dict)
    classes: frozenset[str] = frozenset()
    calm: frozenset[str] = frozenset()
    root: float = 16.0


def page_sheet(tree: Any, work: Budget, *, quirks: bool) -> Sheet:
    """What the style elements of a page of selectolax say of its elements.

    Raises:
        ReadError: The rules style more elements together than ``work`` allows.
    """
    elements = tree.css("style, link[href^='data:text/css' i]")
    relative = tree.css_first("[style*=rem]") is not None
    if not elements and not relative:
        return Sheet()
    texts = [(each.attributes.get("media") or "", _text_of(each)) for each in elements]
    rules = rules_of(iter(texts), quirks)
    classes = frozenset(name for _, text in texts for name in _CLASS_NAMES.findall(text))
    search = _Search(tree, work, quirks)
    root = 16.0
    if relative or any("rem" in each for _, each in texts):
        root = _root_size(search, rules)
    if root != 16.0:
        rules = [evolve(rule, body=in_pixels(rule.body, root)) for rule in rules]
    return Sheet(_styled(search, rules), classes, _calm(texts), root)


def _calm(texts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The animations of style sheets that leave figures seen, wherever else their frames begin."""
    hides: dict[str, bool] = {}
    for _, text in texts:
        if "keyframes" in text:
            for name, declared in last_frames(text):
                hides[name] = hides.get(name, False) or may_hide(declared)
    return frozenset(name for name, its in hides.items() if not its)


def _text_of(element: Any) -> str:
    """The text of a style sheet, with what stands in the addresses that it names."""
    text = element.text(deep=True) or ""
    if element.tag == "link":
        sheet = "stylesheet" in (element.attributes.get("rel") or "").lower()
        text = _addressed(element.attributes.get("href") or "") if sheet else ""
    if "data:" not in text:
        return text
    return "\n".join([*(_addressed(each[1] or each[2]) for each in _IMPORT.finditer(text)), text])


def _addressed(address: str) -> str:
    """The text that is written into an address itself."""
    head, _, data = address.partition(",")
    written = unquote_to_bytes(data)
    if head.lower().endswith(";base64"):
        try:
            written = b64decode(written + b"==")
        except ValueError:
            return ""
    return written.decode(errors="replace")


def _root_size(search: _Search, rules: list[Rule]) -> float:
    """The size of the root's font: as it is declared, or as a script sets it, by the width of the window."""
    for declared in _of_root(search, rules):
        if "font-size" in declared:
            size = length(declared["font-size"], 16.0, 16.0)
            return size if size is not None and size >= 0 else _BY_SCRIPT
    scripts = ((each.attributes.get("src") or "") + (each.text() or "") for each in search.tree.css("script"))
    return _BY_SCRIPT if any(map(_sets_root_size, scripts)) else 16.0


def _of_root(search: _Search, rules: list[Rule]) -> Iterator[Mapping[str, str]]:
    """What is declared of the root, what wins first."""
    root = search.tree.root
    its = [
        rule.declared
        for rule in sorted(rules, key=lambda rule: rule.order, reverse=True)
        if rule.sure
        and not rule.pseudo
        and _ROOT.fullmatch(rule.selector)
        and any(node.mem_id == root.mem_id for node in search.nodes(rule.selector))
    ]
    own = declarations(root.attributes.get("style") or "", search.quirks)
    yield own.important
    yield from (declared.important for declared in its)
    yield own.normal
    yield from (declared.normal for declared in its)


def _sets_root_size(script: str) -> bool:
    return "flexible" in script or ("documentElement" in script and "fontSize" in script)


def _styled(search: _Search, rules: list[Rule]) -> dict[int, Styled]:
    touched = {node.mem_id: node for node in _touched(search, rules)} if rules else {}
    if not touched:
        return {}
    keys = _keys(touched.values())
    rules = sorted((rule for rule in rules if not rule.key or rule.key in keys), key=lambda rule: rule.order)
    numbers: dict[int, list[int]] = {each: [] for each in touched}
    for number, rule in enumerate(rules):
        for node in search.nodes(rule.selector):
            if node.mem_id in touched:
                numbers[node.mem_id].append(number)
    won = cache(lambda its: _won([rules[number] for number in its]))
    return {each: won(tuple(its)) for each, its in numbers.items()}


def _touched(search: _Search, rules: list[Rule]) -> Iterator[Any]:
    """The elements of which some rule says something that may hide a figure or change it."""
    for rule in rules:
        if not rule.pseudo and may_tell_anywhere(rule.body) and tells_anywhere(rule.declared):
            yield from search.nodes(rule.selector)
        # The names are not told before a rule asks for them.
        elif _tells_in_tables(rule) and (not rule.key or rule.key in search.keys):
            yield from (node for node in search.nodes(rule.selector) if node.mem_id in search.scope)
    yield from search.nodes("[hidden]")
    for rule in _ending(search, rules):
        yield from search.nodes(rule.selector)
    if any("!" in rule.body for rule in rules):
        yield from search.nodes("[style]")


def _ending(search: _Search, rules: list[Rule]) -> list[Rule]:
    """The rules that say again, and so end, what hides by being inherited, or by a browser's own rule."""
    whole = [rule for rule in rules if not rule.pseudo]
    inherited: set[str] = set()
    for declared in (*(rule.declared for rule in whole), *search.styles):
        inherited |= handed_down(declared)
    of_browsers = inherited | _OF_BROWSERS
    ended = ((rule, of_browsers if rule.key in BROWSER else inherited) for rule in whole)
    return [rule for rule, names in ended if names and names_any(rule.declared, names)]


def _tells_in_tables(rule: Rule) -> bool:
    """Whether a rule may hide or change what stands in a cell, or print something there."""
    return rule.key not in _NO_CELLS if rule.pseudo else tells_in_tables(rule.declared)


def _won(rules: list[Rule]) -> Styled:
    """What rules say together, the last above the first."""
    of: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    unsure = swayed = False
    for rule in rules:
        tells = tells_anywhere(rule.declared) or may_hide(rule.declared)
        if not rule.sure or rule.pseudo.startswith("first"):
            unsure, swayed = unsure or tells, swayed or bool(rule.declared)
            continue
        of.setdefault(rule.pseudo, ({}, {}))[0].update(rule.declared.normal)
    for rule in sorted(rules, key=lambda rule: rule.layered):  # what is important in a layer wins over others
        if rule.pseudo in of and rule.sure:
            of[rule.pseudo][1].update(rule.declared.important)
    parts = {pseudo: Declarations(*both) for pseudo, both in of.items()}
    return Styled(
        declared=parts.get("", NOTHING),
        marker=parts.get("marker", NOTHING),
        before=parts.get("before", NOTHING),
        after=parts.get("after", NOTHING),
        unsure=unsure,
        swayed=swayed,
    )


def _keys(nodes: Iterable[Any]) -> set[str]:
    """The names by which rules may select elements (see `selectors.key_of`)."""
    keys: set[str] = set()
    for node in nodes:
        keys.add(node.tag or "")
        attributes = node.attributes
        if attributes:
            keys.update(f".{name}" for name in (attributes.get("class") or "").split())
            if name := attributes.get("id"):
                keys.add(f"#{name}")
    return keys


@define
class _Search:
    """Searches a page for what selectors select, as far as ``work`` goes."""

    tree: Any
    work: Budget
    quirks: bool

    @property
    def styles(self) -> Iterator[Declarations]:
        """What the style attributes of the page declare."""
        for node in self.nodes("[style]"):
            yield declarations(node.attributes.get("style") or "", self.quirks)

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

    @cached_property
    def tabular(self) -> list[Any]:
        """The tables of the page with all that is in them and round them; of a page without tables, all."""
        inside = list(self.tree.css("table, table *"))
        if not inside:
            return self.elements
        return [*inside, *_round(node for node in inside if node.tag == "table")]

    @cached_property
    def scope(self) -> frozenset[int]:
        """Those elements."""
        return frozenset(node.mem_id for node in self.tabular)

    @cached_property
    def keys(self) -> set[str]:
        """The names by which rules may select those elements."""
        return _keys(self.tabular)

    def nodes(self, selector: str) -> list[Any]:
        """The elements that a selector selects.

        Raises:
            ReadError: The page's searches take too much work: ``a ~ b`` looks at all elements beside each.
        """
        signs = min(_IN_BRACKETS.sub("", selector).count("~"), _MOST_SIGNS)
        self.work.spend(1 + len(self.elements) * (self.beside**signs if signs else 1) // _SHARE)
        try:
            nodes = list(self.tree.css(searchable(selector)))
        except Exception:  # selectolax raises errors of several kinds for selectors it cannot read
            return []
        self.work.spend(len(nodes))
        return nodes


def _round(nodes: Iterable[Any]) -> Iterator[Any]:
    """The elements in which elements stand, each once."""
    known: set[int] = set()
    for node in nodes:
        around = node.parent
        while around is not None and around.mem_id not in known:
            known.add(around.mem_id)
            yield around
            around = around.parent
