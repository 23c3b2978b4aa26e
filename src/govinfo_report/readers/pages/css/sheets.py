"""What the style sheets of a page say, before it is known of which elements.

A site's pages have the same style sheets: what was told of the last ones is kept.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen

from govinfo_report.readers.pages.css.lengths import in_pixels
from govinfo_report.readers.pages.css.look import Box
from govinfo_report.readers.pages.css.rules import Rule, last_frames, rules_of
from govinfo_report.readers.pages.css.telling import may_hide
from govinfo_report.readers.pages.css.values import NOTHING, Declarations

__all__ = ["ROOT", "UNSTYLED", "StyleSheets", "Styled", "style_sheets"]

ROOT = 16.0
"""Pixels of the root's font where nothing is said of it, what ``rem`` means."""
_CLASS_NAMES = re.compile(r"\.((?:[\w-]|[^\x00-\x7f])+)")
_MOST_CHARACTERS = 200_000
"""Of the style sheets of a page; of larger ones nothing is kept."""
_MOST_KEPT = 4_000


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


def style_sheets(sheets: Iterable[tuple[str, str]], quirks: bool) -> StyleSheets:
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
