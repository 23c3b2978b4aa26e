"""JSON in: functions generated from the classes of a report, which make it of a document that is exactly so.

They take what the converter takes, and give what it gives; whatever is odd in any way they refuse without
a word, and the converter says what is wrong, if anything is. So they may ask for more than it does.
Each function keeps its source as ``__doc__``.

A key that stands twice is lost when the text is parsed, and one that is not known is not asked for. Both
show all the same: a pair has one colon, so a text has as many of them as there should be keys, and as stand
in the texts that were taken out of it, and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from govinfo_report.findings import Figure
from govinfo_report.model import FigureKind, Money
from govinfo_report.model.fields import PRINTED
from govinfo_report.raw import Cell
from govinfo_report.raw.columns import Columns
from govinfo_report.serialise.leaves import amount, day, figure, money

loads: Callable[[str], Any]
try:
    from orjson import loads
except ImportError:
    from json import loads

__all__ = ["Odd", "parse", "reader_of"]


class Odd(Exception):  # noqa: N818 - nothing is wrong yet
    """A document is not exactly as it would be written; the converter is to look at it."""


#: A generated function. It is given an object of JSON, and lists of what it comes by: how many keys besides
#: those that are always there, which texts, and which rows of counts other than zeros.
Reading = Callable[[Any, list[int], list[str], list[tuple[int, ...]]], Any]


def parse(text: str | bytes) -> tuple[str, dict[str, Any]]:
    r"""The text of a document and the object in it, in which a key may have stood twice.

    Raises:
        Odd: It has signs written as ``\u…``: one could be a colon, or half of a character.
        Exception: It is no JSON.
    """
    if type(text) is bytes:
        text = text.decode()
    if type(text) is not str:
        raise Odd
    at = text.find("\\")
    while at >= 0:  # far quicker than to look for two signs
        if text[at + 1] == "u":
            raise Odd
        at = text.find("\\", at + 2)
    document = loads(text)
    if type(document) is not dict:
        raise Odd
    return text, document


def reader_of(
    cls: type[Any], make: Callable[..., Any] | None = None
) -> Callable[[str, dict[str, Any], int], Any]:
    """The function that makes an object of a class out of a document.

    Args:
        cls: The class.
        make: What is called with the fields, which are then all needed, instead of the class.

    It takes the text, the document parsed, and the number of keys that were taken out of this.
    It raises `Odd`, or any other error, where the document is not exactly as expected.
    """
    reader = _Reader({cls: make} if make else {})
    read, always = reader.reading(cls)

    def whole(text: str, document: dict[str, Any], taken: int) -> Any:
        keys: list[int] = []
        texts: list[str] = []
        made = read(document, keys, texts, [])
        if text.count(":") != taken + always + sum(keys) + "".join(texts).count(":"):
            raise Odd  # a key stood twice, or is not known
        return made

    return whole


class _Reader:
    """Makes the source of functions that read JSON."""

    def __init__(self, makers: dict[type[Any], Callable[..., Any]]) -> None:
        self.makers = makers
        self.names: dict[str, Any] = {"Odd": Odd, "new": object.__new__, "amount": amount, "day": day}
        self.names |= {"figure": figure, "money": money, "zero": 0, "sums": _sums}
        self.made: dict[type[Any], tuple[str, int]] = {}
        self.rows: dict[type[Any], tuple[str, str, str]] = {}
        self.always = 0  # keys that are always there, of what has been looked at

    def name(self, value: Any = None) -> str:
        """A new name in the generated code, and what it stands for where that is no variable."""
        name = f"x{len(self.names)}"
        self.names[name] = value
        return name

    def reading(self, cls: type[Any]) -> tuple[Reading, int]:
        """The function for a class, and the number of keys that are always there."""
        name, always = self.function(cls)
        return self.names[name], always

    def function(self, cls: type[Any]) -> tuple[str, int]:
        """The name of the function for a class, and the number of keys that are always there."""
        if cls not in self.made:
            name, before, self.always = self.name(), self.always, 0
            lines = [*self.row(cls, "it"), "return it"] if _is_row(cls) else self.object(cls)
            self.define(name, "it, keys, texts, rows", lines)
            self.made[cls], self.always = (name, self.always), before
        return self.made[cls]

    def define(self, name: str, parameters: str, lines: list[str]) -> None:
        """Make a function."""
        source = "\n    ".join([f"def {name}({parameters}):", *lines])
        exec(source, self.names)  # its names come from the classes, whose fields are identifiers
        self.names[name].__doc__ = source

    def row(self, cls: type[Any], at: str) -> list[str]:
        """A row of counts. Most of them are rows of zeros; these are one object."""
        names = [each.name for each in attrs.fields(cls)]
        self.always += len(names)
        values = {name: f"a{place}" for place, name in enumerate(names)}
        targets = f"{', '.join(values.values())},"
        if cls not in self.rows:
            get, zeros = self.name(itemgetter(*names)), self.name(cls(**dict.fromkeys(names, 0)))
            make = self.name()
            self.rows[cls] = f"{get}({{}})" if len(names) > 1 else f"({get}({{}}),)", zeros, make
            lines = [f"if {{*map(type, row)}} != {self.name({int})} or min(row) < 0: raise Odd"]
            lines += ["rows.append(row)", f"{targets} = row"]
            self.define(make, "row, rows", [*lines, *self.slots(cls, values)])
        get, zeros, make = self.rows[cls]
        return [
            f"{targets} = row = {get.format(at)}",
            # What is the very object 0 is neither False nor 0.0.
            f"{at} = {zeros} if {' is '.join(values.values())} is zero else {make}(row, rows)",
        ]

    def object(self, cls: type[Any]) -> list[str]:
        """Any other object."""
        fields = [each for each in attrs.fields(attrs.resolve_types(cls)) if each.init]
        needed = {each.name for each in fields if each.default is attrs.NOTHING or cls in self.makers}
        lines: list[str] = []
        if len(needed) == len(fields):
            self.always += len(fields)
        else:
            keys = self.name({each.name for each in fields})
            lines += [f"if not it.keys() <= {keys}: raise Odd", "keys.append(len(it))"]
        values: dict[str, str] = {}
        starts = {each.name: self.name() for each in fields} if _is_balanced(cls) else {}
        for each in fields:
            if starts:
                lines.append(f"{starts[each.name]} = len(rows)")
            at = values[each.name] = self.name()
            first = f"{at} = it[{each.name!r}]"
            if each.name in needed:
                lines += [first, *self.value(each.type, at)]
                if _is_count(each):
                    lines.append(f"if {at} < 0: raise Odd")
                continue
            there = [first, *self.perhaps(each.type, at)]
            factory = getattr(each.default, "factory", None)
            made = self.name(each.default) if factory is None else f"{self.name(factory)}()"
            lines += [f"if {each.name!r} in it:", *(f"    {line}" for line in there), f"else: {at} = {made}"]
        if starts:
            lines.append(self.balance(cls, starts))
        if _is_plain(cls):
            return [*lines, *self.slots(cls, values)]
        given = ", ".join(f"{each.alias}={values[each.name]}" for each in fields)
        return [*lines, f"return {self.name(self.makers.get(cls, cls))}({given})"]

    def balance(self, cls: type[Any], starts: dict[str, str]) -> str:
        """What refuses a table whose columns do not balance: a total is that of all the rows below it."""
        total, *terms = cls.BALANCE
        ends = dict(zip(starts, [*list(starts.values())[1:], "None"], strict=True))
        sides: dict[int, list[str]] = {1: [], -1: []}
        for name, sign in [*terms, (total.partition(".")[0], -1)]:
            sides[sign].append(f"rows[{starts[name]}:{ends[name]}]")
        return f"if sums({' + '.join(sides[1])}) != sums({' + '.join(sides[-1])}): raise Odd"

    def slots(self, cls: type[Any], values: dict[str, str]) -> list[str]:
        """An object made without its constructor, which would find nothing to refuse."""
        sets = [f"{self.name(getattr(cls, name).__set__)}(made, {value})" for name, value in values.items()]
        return [f"made = new({self.name(cls)})", *sets, "return made"]

    def perhaps(self, kind: Any, at: str) -> list[str]:
        """The same as `value`, of what is not always there, or not once."""
        before, self.always = self.always, 0
        lines = self.value(kind, at)
        if self.always:
            lines.append(f"keys.append({self.always})")
        self.always = before
        return lines

    def value(self, kind: Any, at: str) -> list[str]:
        """What makes of a variable's value that of a declared type, or raises."""
        if kind is Columns:
            kind = tuple[Cell, ...]
        arguments = get_args(kind)
        if kind == str | None:
            return [f"if {at} is not None:", *(f"    {line}" for line in self.value(str, at))]
        if kind is str:
            return [f"if type({at}) is not str: raise Odd", f"texts.append({at})"]
        if kind is int:
            return [f"if type({at}) is not int: raise Odd"]
        if kind == int | None:
            return [f"if type({at}) is not int and {at} is not None: raise Odd"]
        for leaf, function in ((Decimal, "amount"), (date, "day"), (Money, "money")):
            if kind is leaf:
                return [f"{at} = {function}({at})"]
        if kind == Figure | None:
            return [f"if type({at}) is not int: {at} = figure({at})"]
        if get_origin(kind) is Literal:
            return [f"{at} = {self.name({each: each for each in arguments})}[{at}]"]
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return [f"{at} = {self.name({each.value: each for each in kind})}[{at}]"]
        if attrs.has(kind) and _is_row(kind):
            return self.row(kind, at)
        if attrs.has(kind):
            function, always = self.function(kind)
            self.always += always
            return [f"{at} = {function}({at}, keys, texts, rows)"]
        if isinstance(kind, UnionType) and arguments[1:] == (type(None),):
            return [f"if {at} is not None:", *(f"    {line}" for line in self.perhaps(arguments[0], at))]
        if isinstance(kind, UnionType) and all(map(attrs.has, arguments)):
            choose = f"read, always = {self.either(arguments)}[frozenset({at})]"
            return [choose, "keys.append(always)", f"{at} = read({at}, keys, texts, rows)"]
        if get_origin(kind) is tuple and arguments[1:] == (...,):
            item = self.perhaps(arguments[0], "each")
            kept, each = self.name(), f"for each in {at}:"
            lines = [f"if type({at}) is not list: raise Odd", f"{kept} = []", each]
            return [
                *lines,
                *(f"    {line}" for line in (*item, f"{kept}.append(each)")),
                f"{at} = tuple({kept})",
            ]
        if get_origin(kind) is tuple:
            parts = [self.name() for _ in arguments]
            lines = [f"if type({at}) is not list: raise Odd", f"{', '.join(parts)}, = {at}"]
            for inner, part in zip(arguments, parts, strict=True):
                lines += self.value(inner, part)
            return [*lines, f"{at} = ({', '.join(parts)},)"]
        return ["raise Odd"]  # what the converter makes of it, it alone knows

    def either(self, classes: tuple[type[Any], ...]) -> str:
        """The name of a mapping: the keys of an object to the function of the class that it is taken for."""
        names = {cls: frozenset(each.name for each in attrs.fields(cls) if each.init) for cls in classes}
        chosen = {keys: max(classes, key=lambda cls: len(names[cls] & keys)) for keys in names.values()}
        return self.name({keys: self.reading(cls) for keys, cls in chosen.items()})


def _is_count(field: attrs.Attribute[Any]) -> bool:
    printed = field.metadata.get(PRINTED)
    return printed is not None and printed.kind is FigureKind.COUNT


def _is_row(cls: type[Any]) -> bool:
    """Whether it is a row of counts of this library, and nothing else."""
    return _is_plain(cls) and all(map(_is_count, attrs.fields(cls)))


def _is_own(cls: type[Any]) -> bool:
    """Whether it is a class of this library: of these it is known, and tested, what constructors refuse."""
    return cls.__module__.startswith("govinfo_report.") and hasattr(cls, "__slots__")


def _is_balanced(cls: type[Any]) -> bool:
    return _is_own(cls) and hasattr(cls, "BALANCE")


def _is_plain(cls: type[Any]) -> bool:
    """Whether a constructor would only keep what it is given, once figures are such as their cells take.

    So it is with the classes of the form, and with all that check nothing.
    """
    fields = attrs.fields(cls)
    nothing = not hasattr(cls, "__attrs_post_init__") and not any(each.converter for each in fields)
    return _is_own(cls) and (nothing or all(PRINTED in each.metadata for each in fields))


def _sums(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The sum of each column; nothing of no rows."""
    return tuple(map(sum, zip(*rows, strict=True)))
