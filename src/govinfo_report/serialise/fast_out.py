"""JSON out: a function generated from the classes of a report, which writes the whole text at once.

It writes what `json.dumps` makes of what the converter makes of the report, sign by sign, but makes no
dictionaries in between: what never changes, the keys with their indents, is text of the generated code. A
value that is not what its field declares is left to the converter. So that one can see what is generated,
each function keeps its source as ``__doc__``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from json.encoder import encode_basestring
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import attrs

from govinfo_report.findings import Figure
from govinfo_report.model import Money
from govinfo_report.raw import Cell
from govinfo_report.raw.columns import Columns
from govinfo_report.serialise.leaves import OMITTED

__all__ = ["writer_of"]


def writer_of(
    cls: type[Any], head: dict[str, Any], *, tables: Iterable[str] = (), indent: bool
) -> Callable[[Any], str]:
    """The function that writes an object of a class as JSON.

    Args:
        cls: The class.
        head: What the document has before the fields of the class.
        tables: The fields that are tables of a report: in the order in which it has them.
        indent: Whether to spread the document over lines.
    """
    made = _Writer(indent)
    lines: list[str] = []
    places = {name: made.name() for name in tables}
    if places:
        lines.append(f"{', '.join(f'(_, {place})' for place in places.values())}, = it._tables")
    first = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    body = made.fields(cls, "it", 0, lines, [_literal(each) for each in first], places)
    return made.function("write", lines, body)


def _literal(text: str) -> str:
    """A text as it stands in an f-string."""
    for sign, escaped in (("\\", "\\\\"), ("'", "\\'"), ("{", "{{"), ("}", "}}")):
        text = text.replace(sign, escaped)
    return text


class _Writer:
    """Makes the source of functions that write JSON.

    Methods that are given ``lines`` put statements there, and return what is to stand in an f-string.
    """

    def __init__(self, indent: bool) -> None:
        self.indent = indent
        self.names: dict[str, Any] = {"null": "null", "quoted": encode_basestring}
        self.made: dict[tuple[str, Any, int], str] = {}
        self.count = 0

    def name(self, value: Any = None) -> str:
        """A new name in the generated code, and what it stands for where that is no variable."""
        self.count += 1
        self.names[f"x{self.count}"] = value
        return f"x{self.count}"

    def function(self, name: str, lines: list[str], body: str) -> Callable[[Any], str]:
        """The function that consists of these lines, and returns the f-string."""
        source = "\n    ".join([f"def {name}(it):", *lines, f"return f'''{body}'''"])
        exec(source, self.names)  # its names come from the classes, whose fields are identifiers
        made: Callable[[Any], str] = self.names[name]
        made.__doc__ = source
        return made

    def breaks(self, depth: int) -> str:
        """The end of a line, and the indent of the next."""
        return "\n" + "  " * depth if self.indent else ""

    def comma(self, depth: int) -> str:
        """What stands between two values at a depth."""
        return f",{self.breaks(depth)}" if self.indent else ", "

    def value(self, kind: Any, at: str, depth: int, lines: list[str]) -> str:
        """A value of a declared type."""
        if kind is Columns:
            kind = tuple[Cell, ...]
        arguments = get_args(kind)
        if kind in (int, int | None, Figure | None):
            none = f"null if {at} is None else " if kind is not int else ""
            return f"{{{at} if type({at}) is int else {none}{self.other(kind, depth)}({at})}}"
        if kind is str or get_origin(kind) is Literal:
            return f"{{quoted({at})}}"
        if kind == str | None:
            return f"{{null if {at} is None else quoted({at})}}"
        if kind is Decimal:
            return f'"{{{at}:f}}"'
        if kind is Money:
            return f"{{quoted(str({at}))}}"
        if kind is date:
            return f"{{quoted({at}.isoformat())}}"
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return f"{{quoted({at}._value_)}}"
        if attrs.has(kind):
            return self.object(kind, at, depth, lines)
        if isinstance(kind, UnionType) and all(map(attrs.has, set(arguments) - {type(None)})):
            return self.either(kind, at, depth, lines)
        if get_origin(kind) is tuple and arguments[1:] == (...,):
            return f"{{{self.listed(arguments[0], depth)}({at})}}"
        return f"{{{self.other(kind, depth)}({at})}}"

    def object(self, cls: type[Any], at: str, depth: int, lines: list[str]) -> str:
        """An object of a class of the model."""
        own = self.name()
        lines.append(f"{own} = {at}")
        return self.fields(cls, own, depth, lines, [], {})

    def fields(
        self, cls: type[Any], own: str, depth: int, lines: list[str], parts: list[str], places: dict[str, str]
    ) -> str:
        """The fields of an object, behind other parts of it."""
        inside, comma = self.breaks(depth + 1), self.comma(depth + 1)
        omitted = ""
        for each in attrs.fields(attrs.resolve_types(cls)):
            if not each.init:
                continue
            at = places.get(each.name, f"{own}.{each.name}")
            if each.name not in OMITTED.get(cls, ()):
                parts.append(f'"{each.name}": {self.value(each.type, at, depth + 1, lines)}')
                continue
            if not omitted:
                omitted = self.name()
                lines.append(f"{omitted} = ''")
            there: list[str] = []
            text = self.value(each.type, at, depth + 1, there)
            lines.append(f"if {at} != {self.name(_default(each))}:")
            lines += [
                f"    {line}" for line in (*there, f"{omitted} += f'''{comma}\"{each.name}\": {text}'''")
            ]
        if not parts:  # all of them may be left out, and nothing stands before the first
            whole = f"{{{{{inside}{{{omitted}[{len(comma)}:]}}{self.breaks(depth)}}}}}"
            lines.append(f"{omitted} = f'''{whole}''' if {omitted} else '{{}}'")
            return f"{{{omitted}}}"
        rest = f"{{{omitted}}}" if omitted else ""
        return f"{{{{{inside}{comma.join(parts)}{rest}{self.breaks(depth)}}}}}"

    def either(self, kind: Any, at: str, depth: int, lines: list[str]) -> str:
        """An object of one of several classes, or none."""
        own, text = self.name(), self.name()
        lines += [f"{own} = {at}", f"if {own} is None:", f"    {text} = null"]
        for cls in get_args(kind):
            if cls is not type(None):
                there: list[str] = []
                body = self.fields(cls, own, depth, there, [], {})
                lines.append(f"elif type({own}) is {self.name(cls)}:")
                lines += [f"    {line}" for line in (*there, f"{text} = f'''{body}'''")]
        lines += ["else:", f"    {text} = {self.other(kind, depth)}({own})"]
        return f"{{{text}}}"

    def listed(self, kind: Any, depth: int) -> str:
        """The name of a function that writes a list."""
        if ("list", kind, depth) not in self.made:
            lines: list[str] = []
            function = self.function(self.name(), lines, self.value(kind, "it", depth + 1, lines))
            inside, comma, end = self.breaks(depth + 1), self.comma(depth + 1), self.breaks(depth)

            def write(values: Any) -> str:
                return f"[{inside}{comma.join(map(function, values))}{end}]" if values else "[]"

            self.made["list", kind, depth] = self.name(write)
        return self.made["list", kind, depth]

    def other(self, kind: Any, depth: int) -> str:
        """The name of a function that writes what the converter makes of a value."""
        if ("other", kind, depth) not in self.made:
            pad, indent = "\n" + "  " * depth, 2 if self.indent else None

            def write(value: Any) -> str:
                from govinfo_report.serialise.converters import converter  # not needed before

                plain = converter().unstructure(value, unstructure_as=kind)
                return json.dumps(plain, ensure_ascii=False, indent=indent).replace("\n", pad)

            self.made["other", kind, depth] = self.name(write)
        return self.made["other", kind, depth]


def _default(field: attrs.Attribute[Any]) -> Any:
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()
