"""All rules, by code and by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, cached_property

from attrs import frozen

from govinfo_report.findings import Rule, Severity, Text
from govinfo_report.model.catalogue import NOT_A_FIGURE
from govinfo_report.plugins import plugins, refused
from govinfo_report.rules import (
    blanks,
    disclosure,
    members,
    prose,
    reading,
    repetition,
    requirements,
    shape,
    tables,
    words,
    years,
)
from govinfo_report.rules.own import own_rules
from govinfo_report.rules.rule import CODE, Check

__all__ = ["CRASHED", "WAIVER_UNUSED", "Book", "book", "catalogue", "find_rule"]

_BEGINNING = re.compile(r"[A-Z]{1,4}[0-9]{0,2}", re.IGNORECASE)

CRASHED = Rule(
    code="F901",
    name="rule-crashed",
    severity=Severity.ERROR,
    clause=Text("未能执行的规则不得当作通过", "a rule that could not run has not passed"),
    title=Text("每条规则都应能执行", "Every rule can be applied"),
    message=Text("规则 {rule} 执行出错：{error}。", "Rule {rule} crashed: {error}."),
    advice=Text(
        "这条规则没有结论，请自行核对；其他规则不受影响。请把这一行告诉程序（或扩展）的作者。",
        "The rule came to no result: look yourself; the other rules stand. Tell this line to the author of "
        "the program, or of the plugin.",
    ),
    passing=Text("规则给出结论", "the rule comes to a result"),
    failing=Text("规则执行时抛出异常", "the rule raises an exception"),
)

WAIVER_UNUSED = Rule(
    code="F902",
    name="waiver-unused",
    severity=Severity.WARNING,
    clause=Text(
        "豁免一条现有的问题；问题没有了，豁免也应撤销", "a waiver is for a finding; without it, it has no use"
    ),
    title=Text("每条豁免都有对应的问题", "Every waiver is needed"),
    message=Text(
        "对 {rule}（{cell}）的豁免没有用到；理由为“{reason}”。",
        "The waiver of {rule} ({cell}) was not needed; its reason: “{reason}”.",
    ),
    advice=Text(
        "请从设置中删去，或改正其规则、格和机关。", "Remove it, or correct its rule, cell and agency."
    ),
    passing=Text("豁免的问题仍在", "the finding is still there"),
    failing=Text("豁免的问题已改正", "the finding has been mended"),
)


@frozen
class Book:
    """Rules, to be found by their codes and names.

    Attributes:
        checks: What `check` applies, in the order of codes.
        others: The rules that nothing here applies: the one that only building a report enforces (F403), the
            one that reports a crash of another (F901), the one about waivers (F902).
    """

    checks: tuple[Check, ...] = ()
    others: tuple[Rule, ...] = (NOT_A_FIGURE, CRASHED, WAIVER_UNUSED)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All of them, in the order of codes."""
        return tuple(sorted((*(each.rule for each in self.checks), *self.others), key=lambda rule: rule.code))

    def with_more(self, more: Iterable[object]) -> Book:
        """The book with more checks.

        Raises:
            TypeError: One is no check.
            ValueError: One has the code or the name of another rule, whose outcome it would hide, or no code.
        """
        checks, taken = list(self.checks), {rule.code for rule in self.rules}
        names = {rule.name for rule in self.rules}
        for each in more:
            if not isinstance(each, Check):
                what = type(each).__name__
                raise TypeError(f"应是一列 Check，不是 {what} / a sequence of Check is wanted, not {what}")
            code = each.rule.code
            if code in taken or CODE.fullmatch(code) is None:
                raise ValueError(
                    f"规则代码 {code} 已被占用，或不是 1–4 个大写字母加 3 位数字 / the code {code} is "
                    "taken, or not 1–4 capital letters and 3 digits"
                )
            if each.rule.name in names:
                raise ValueError(
                    f"规则名称 {each.rule.name} 已被占用 / the name {each.rule.name} is another rule's"
                )
            taken.add(code)
            names.add(each.rule.name)
            checks.append(each)
        return Book(tuple(sorted(checks, key=lambda check: check.rule.code)), self.others)

    def rule(self, key: str) -> Rule:
        """The rule of that code or name.

        Raises:
            KeyError: There is none.
        """
        for rule in self.rules:
            if key.upper() == rule.code or key == rule.name:
                return rule
        near = get_close_matches(key, [name for rule in self.rules for name in (rule.code, rule.name)], n=1)
        hint = f"；是不是 / did you mean {near[0]}" if near else ""
        raise KeyError(f"没有规则 / there is no rule {key}{hint}")

    def named(self, key: str) -> tuple[Rule, ...]:
        """The rules that a key names: the one of that code or name, or all whose codes begin so (``T3``).

        Raises:
            KeyError: There is none.
        """
        if _BEGINNING.fullmatch(key):
            found = tuple(rule for rule in self.rules if rule.code.startswith(key.upper()))
            if found:
                return found
        return (self.rule(key),)

    def chosen(self, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
        """The codes of the rules to apply: those selected (all, where nothing is) without those left out.

        The longer beginning of a code wins: ``select=["T301"], ignore=["T3"]`` applies T301. Of equals, it is
        ``ignore``.

        Raises:
            KeyError: A key names no rule.
        """
        taken, left = self._exactness(select), self._exactness(ignore)
        by_default = 0 if taken else 1
        return frozenset(
            rule.code for rule in self.rules if taken.get(rule.code, by_default) > left.get(rule.code, 0)
        )

    def _exactness(self, keys: Iterable[str]) -> dict[str, int]:
        """Code → how much of it the most exact key for it has, plus one; a name has all of it."""
        found: dict[str, int] = {}
        for key in keys:
            for rule in self.named(key):
                length = len(key if rule.code.startswith(key.upper()) else rule.code)
                found[rule.code] = max(found.get(rule.code, 0), length + 1)
        return found


@cache
def book() -> Book:
    """The rules of this library, of other packages (``govinfo_report.rules``) and of files of one's own."""
    modules = (
        reading,
        shape,
        blanks,
        words,
        prose,
        requirements,
        disclosure,
        tables,
        years,
        repetition,
        members,
    )
    known = Book().with_more(
        each for module in modules for each in vars(module).values() if isinstance(each, Check)
    )
    for plugin in (*plugins("rules"), *own_rules()):
        its = plugin.value if isinstance(plugin.value, Iterable) else (plugin.value,)
        try:
            known = known.with_more(its)
        except (TypeError, ValueError) as error:
            zh, _, en = str(error).partition(" / ")
            raise refused(plugin, f"{zh}。", f"{en[:1].upper()}{en[1:]}.") from None
    return known


def catalogue() -> tuple[Rule, ...]:
    """Every rule of the library, in the order of codes.

    Besides those that `check` applies, these are the rules that only building a report
    enforces (F403), the one that reports a crash of another (F901) and the one about waivers (F902).
    """
    return book().rules


def find_rule(key: str) -> Rule:
    """The rule of that code or name.

    Raises:
        KeyError: There is none.
    """
    return book().rule(key)
