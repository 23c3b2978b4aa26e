"""What the style sheets of a page say: first before it is known of which elements, then of which.

A site's pages have the same style sheets: what was told of the last ones is kept. Only elements are listed of
which some rule says something that may hide a figure or change it. Sheets outside of the page are not known.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from attrs import define, evolve, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.readers.pages.css.defaults import BROWSER
from govinfo_report.readers.pages.css.lengths import in_pixels, length
from govinfo_report.readers.pages.css.look import Box
from govinfo_report.readers.pages.css.rules import Rule, last_frames, rules_of
from govinfo_report.readers.pages.css.selectors import searchable
from govinfo_report.readers.pages.css.telling import HANDED_DOWN, may_hide, told
from govinfo_report.readers.pages.css.values import NOTHING, Declarations, declarations

__all__ = ["ROOT", "UNSTYLED", "StyleSheets", "Styled", "styled_page"]

ROOT = 16.0
"""Pixels of the root's font where nothing is said of it, what ``rem`` means."""
_CLASS_NAMES = re.compile(r"\.((?:[\w-]|[^\x00-\x7f])+)")
_MOST_CHARACTERS = 200_000
"""Of the style sheets of a page; of larger ones nothing is kept."""
_MOST_KEPT = 4_000
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
"""Attributes that a selector asks for: in ``[class~="a"]`` the sign says something else."""
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
        parts: What is declared of itself, under the name ``""``, of the mark of an item of a list, and of
            what is printed before and behind its content.
        unsure: Whether rules of which only a browser knows whether they hold may hide it.
        swayed: Whether such rules say anything of it, and may show what others hide.
    """

    parts: Mapping[str, Declarations] = field(factory=dict)
    unsure: bool = False
    swayed: bool = False

    def of(self, part: str) -> Declarations:
        """What is declared of a part of it."""
        return self.parts.get(part, NOTHING)

    @cached_property
    def generates(self) -> bool:
        """Whether they say anything of what is printed before and behind its content."""
        return any(self.of(part) for part in ("before", "after", "marker"))


UNSTYLED = Styled()


@frozen(eq=False)
class StyleSheets:
    """The style sheets of a page, whatever its elements.

    Attributes:
        quirks: Whether the page has no doctype: then tables do not inherit the size of text.
        rules: Their rules, the last above the first.
        classes: The classes of which they say anything.
        calm: The animations that leave figures seen, wherever else their frames begin.
        relative: Whether they measure in ``rem``.
        root: The size of the root's font in pixels.
        boxes: What was worked out of elements before (see `Looks`).
    """

    quirks: bool
    rules: tuple[Rule, ...] = ()
    classes: frozenset[str] = frozenset()
    calm: frozenset[str] = frozenset()
    relative: bool = False
    root: float = ROOT
    boxes: dict[Hashable, Box] = field(factory=dict, init=False)
    _won: dict[tuple[Rule, ...], Styled] = field(factory=dict, init=False)

    def together(self, rules: tuple[Rule, ...]) -> Styled:
        """What some of the rules say of one element."""
        if (known := self._won.get(rules)) is None:
            known = _won(rules)
            if len(self._won) < _MOST_KEPT:
                self._won[rules] = known
        return known

    def keep(self, key: Hashable, box: Box) -> None:
        """Remember what was worked out, as far as there is room."""
        if len(self.boxes) < _MOST_KEPT:
            self.boxes[key] = box

    @lru_cache(maxsize=16)  # noqa: B019 - so many are kept as of style sheets
    def of_root(self, root: float) -> StyleSheets:
        """The same where the root's font has another size."""
        rules = tuple(evolve(rule, body=in_pixels(rule.body, root)) for rule in self.rules)
        return evolve(self, rules=rules, root=root)


def _style_sheets(sheets: Iterable[tuple[str, str]], quirks: bool) -> StyleSheets:
    """The style sheets of a page.

    Args:
        sheets: The media and the text of each.
        quirks: Whether the page has no doctype.
    """
    its = tuple(sheets)
    few = sum(len(text) for _, text in its) <= _MOST_CHARACTERS
    return (_kept if few else _told)(its, quirks)


def _told(sheets: tuple[tuple[str, str], ...], quirks: bool) -> StyleSheets:
    frames = [each for _, text in sheets if "keyframes" in text for each in last_frames(text)]
    return StyleSheets(
        quirks=quirks,
        rules=tuple(sorted(rules_of(sheets, quirks), key=lambda rule: rule.order)),
        classes=frozenset(name for _, text in sheets for name in _CLASS_NAMES.findall(text)),
        calm=frozenset({name for name, _ in frames} - {name for name, its in frames if may_hide(its)}),
        relative=any("rem" in text for _, text in sheets),
    )


_kept = lru_cache(maxsize=16)(_told)


def _won(rules: Sequence[Rule]) -> Styled:
    """What rules say together, the last above the first."""
    sure = [rule for rule in rules if rule.sure and not rule.pseudo.startswith("first")]
    others = [rule for rule in rules if rule not in sure]
    of: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for rule in sure:
        of.setdefault(rule.pseudo, ({}, {}))[0].update(rule.declared.normal)
    for rule in sorted(sure, key=lambda rule: rule.layered):  # what is important in a layer wins over others
        of[rule.pseudo][1].update(rule.declared.important)
    return Styled(
        parts={part: Declarations(*both) for part, both in of.items()},
        unsure=any(rule.may_hide for rule in others),
        swayed=any(rule.declared for rule in others),
    )


def styled_page(tree: Any, work: Budget, size: int, *, quirks: bool) -> tuple[StyleSheets, dict[int, Styled]]:
    """The style sheets of a page of selectolax, and of its elements (their ``mem_id``) what they say.

    Args:
        tree: The page.
        work: How many elements its rules may style.
        size: About how many elements there are.
        quirks: Whether it has no doctype.

    Raises:
        ReadError: The rules style more elements together than ``work`` allows.
    """
    elements = [each for each in tree.css("style, link[href^='data:text/css' i]") if _is_applied(each)]
    relative = tree.css_first("[style*=rem]") is not None
    texts = ((each.attributes.get("media") or "", _text_of(each)) for each in elements)
    sheets = _style_sheets(texts, quirks)
    if not elements and not relative:
        return sheets, {}
    search = _Search(tree, work, size, quirks)
    if relative or sheets.relative:
        sheets = sheets.of_root(_root_size(search, sheets))
    return sheets, _styled(search, sheets)


def _is_applied(element: Any) -> bool:
    """Whether a browser takes a style sheet for one: of CSS, and not kept for browsers without scripts."""
    if (
        element.tag == "style"
        and (element.attributes.get("type") or "text/css").strip().lower() != "text/css"
    ):
        return False
    return not any(outer.tag == "noscript" for outer in _around(element))


def _around(element: Any) -> Iterator[Any]:
    """The elements that an element stands in."""
    while (element := element.parent) is not None:
        yield element


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


def _root_size(search: _Search, sheets: StyleSheets) -> float:
    """The size of the root's font: as it is declared, or as a script sets it, by the width of the window."""
    root = search.tree.root
    rules = (
        rule
        for rule in sheets.rules
        if _ROOT.fullmatch(rule.selector)
        and any(node.mem_id == root.mem_id for node in search.nodes(rule.selector))
    )
    styled = sheets.together(tuple(rules)).of("")
    own = declarations(root.attributes.get("style") or "", search.quirks)
    for declared in (own.important, styled.important, own.normal, styled.normal):
        if "font-size" in declared:
            size = length(declared["font-size"], 16.0, 16.0)
            return size if size is not None and size >= 0 else _BY_SCRIPT
    scripts = ((each.attributes.get("src") or "") + (each.text() or "") for each in search.tree.css("script"))
    return _BY_SCRIPT if any(map(_sets_root_size, scripts)) else ROOT


def _sets_root_size(script: str) -> bool:
    return "flexible" in script or ("documentElement" in script and "fontSize" in script)


def _styled(search: _Search, sheets: StyleSheets) -> dict[int, Styled]:
    present = [rule for rule in sheets.rules if not rule.key or search.has(rule.key)]
    touched: dict[int, list[Rule]] = {node.mem_id: [] for node in _touched(search, present)}
    for rule in present if touched else ():
        for node in search.nodes(rule.selector):
            if node.mem_id in touched:
                touched[node.mem_id].append(rule)
    return {each: sheets.together(tuple(rules)) for each, rules in touched.items()}


def _touched(search: _Search, rules: Sequence[Rule]) -> Iterator[Any]:
    """The elements of which some rule says something that may hide a figure or change it.

    That may be to say again, and so end, what hides by being inherited, or by a browser's own rule.
    """
    if not rules:
        return
    handed = {name for rule in rules for name in rule.told}
    for node in search.nodes("[style]"):
        handed |= told(declarations(node.attributes.get("style") or "", search.quirks))
    handed &= HANDED_DOWN
    for rule in rules:
        ended = handed | _OF_BROWSERS if rule.key in BROWSER else handed
        if rule.tells_anywhere or (not rule.pseudo and any(name in ended for name, _ in rule.declared)):
            yield from search.nodes(rule.selector)
        elif rule.tells_in_tables:
            yield from (node for node in search.nodes(rule.selector) if node.mem_id in search.scope)
    yield from search.nodes("[hidden]")
    if any("!" in rule.body for rule in rules):
        yield from search.nodes("[style]")


@define
class _Search:
    """Searches a page for what selectors select, as far as ``work`` goes."""

    tree: Any
    work: Budget
    size: int
    quirks: bool
    keys: dict[str, bool] = field(factory=dict, init=False)

    @cached_property
    def beside(self) -> int:
        """The most elements that stand beside each other."""
        parents = (node.parent for node in self.tree.css("*"))
        counts = Counter(parent.mem_id for parent in parents if parent is not None)
        return max(counts.values(), default=1)

    @cached_property
    def scope(self) -> set[int]:
        """The tables of the page with all that is in them and round them; of a page without tables, all."""
        tables = self.tree.css("table")
        scope = {node.mem_id for node in self.tree.css("table, table *" if tables else "*")}
        for table in tables:
            for outer in _around(table):
                if outer.mem_id in scope:
                    break
                scope.add(outer.mem_id)
        return scope

    def has(self, key: str) -> bool:
        """Whether the page has an element of a name by which rules select (see `selectors.key_of`).

        Some versions of the parser ignore the case of classes on every page, and not on those without a
        doctype alone.
        """
        if (known := self.keys.get(key)) is None:
            found = iter(self.tree.css(key))
            exact = self.quirks or key[0] not in ".#"
            known = self.keys[key] = any(exact or _is_called(node, key) for node in found)
        return known

    def nodes(self, selector: str) -> list[Any]:
        """The elements that a selector selects.

        Raises:
            ReadError: The page's searches take too much work: ``a ~ b`` looks at all elements beside each.
        """
        signs = min(_IN_BRACKETS.sub("", selector).count("~"), _MOST_SIGNS)
        self.work.spend(1 + self.size * (self.beside**signs if signs else 1) // _SHARE)
        try:
            nodes = list(self.tree.css(searchable(selector)))
        except Exception:  # selectolax raises errors of several kinds for selectors it cannot read
            return []
        self.work.spend(len(nodes))
        return nodes


def _is_called(node: Any, key: str) -> bool:
    """Whether an element has a class, or the identifier, in just these letters."""
    name, attributes = key[1:], node.attributes
    return name in (attributes.get("class") or "").split() if key[0] == "." else attributes.get("id") == name
