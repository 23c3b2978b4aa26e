"""A `Document` as plain values, for its way from one process to another.

What is written follows from the classes: an object is a mapping of those of its fields that differ from
their defaults, a tuple a list, a member of an enumeration its value. What comes back is read by the same
types and by nothing else: no value can name a class, call anything, or stand where another kind belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from govinfo_report.document.document import Document

__all__ = ["as_plain", "from_plain"]


def as_plain(document: Document) -> Any:
    """A document as mappings, lists, strings and numbers, as JSON knows them.

    ``looks_like`` is asked, and its answer written. What a cell was made from (``origin``) is left behind.
    """
    return _form(Document).written(document)


def from_plain(value: object) -> Document:
    """The document that `as_plain` wrote.

    Raises:
        ValueError: It is none.
    """
    return cast(Document, _form(Document).read(value))


@frozen
class _Form:
    """How values of a type are written as plain ones, and read."""

    written: Callable[[Any], Any]
    read: Callable[[Any], Any]


@cache
def _form(kind: Any) -> _Form:
    if kind in (str, int, bool, NoneType):
        return _Form(lambda value: value, lambda value: value if type(value) is kind else _refuse(value))
    if attrs.has(kind):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumeration(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple and parts[1:] == (...,):
        each = _form(parts[0])
        return _Form(
            lambda value: [each.written(item) for item in value],
            lambda value: tuple([each.read(item) for item in _of(list, value)]),
        )
    if origin is tuple:
        return _fixed([_form(part) for part in parts])
    if origin is UnionType:
        return _union(parts)
    if origin is Callable:  # a function that is asked for nothing is what it answers
        answer = _form(parts[1])
        return _Form(lambda value: answer.written(value()), lambda value: _answering(answer.read(value)))
    raise TypeError(f"{kind} has no plain form")


def _enumeration(kind: type[Enum]) -> _Form:
    members = kind.__members__
    return _Form(
        lambda value: value.name,
        lambda value: members[value] if type(value) is str and value in members else _refuse(value),
    )


def _object(kind: type) -> _Form:
    hints = get_type_hints(kind)
    fields = [field for field in attrs.fields(kind) if field.init and hints[field.name] is not object]
    forms = {field.name: _form(hints[field.name]) for field in fields}
    defaults = [(field.name, field.default) for field in fields]
    required = frozenset(field.name for field in fields if field.default is attrs.NOTHING)

    def written(value: Any) -> dict[str, Any]:
        return {
            name: forms[name].written(part)
            for name, default in defaults
            if (part := getattr(value, name)) is not default and (default is attrs.NOTHING or part != default)
        }

    def read(value: Any) -> Any:
        given = _of(dict, value)
        if not required <= given.keys() <= forms.keys():
            _refuse(value)
        return kind(**{name: forms[name].read(part) for name, part in given.items()})

    return _Form(written, read)


def _fixed(forms: list[_Form]) -> _Form:
    def read(value: Any) -> tuple[Any, ...]:
        if len(_of(list, value)) != len(forms):
            _refuse(value)
        return tuple(form.read(part) for form, part in zip(forms, value, strict=True))

    return _Form(
        lambda value: [form.written(part) for form, part in zip(forms, value, strict=True)],
        read,
    )


def _union(kinds: tuple[Any, ...]) -> _Form:
    """One of several: nothing, or objects of which each is written with the name of its class."""
    some = [kind for kind in kinds if kind is not NoneType]
    if len(some) > 1:
        forms = {kind.__name__: _form(kind) for kind in some}
        only = _Form(
            lambda value: [type(value).__name__, forms[type(value).__name__].written(value)],
            lambda value: _named(forms, value),
        )
    else:
        only = _form(some[0])
    if len(some) == len(kinds):
        return only
    return _Form(
        lambda value: None if value is None else only.written(value),
        lambda value: None if value is None else only.read(value),
    )


def _named(forms: dict[str, _Form], value: Any) -> Any:
    if len(_of(list, value)) != 2 or type(value[0]) is not str or value[0] not in forms:
        _refuse(value)
    return forms[value[0]].read(value[1])


def _answering(answer: Any) -> Callable[[], Any]:
    return lambda: answer


def _of(kind: type, value: Any) -> Any:
    return value if type(value) is kind else _refuse(value)


def _refuse(value: object) -> NoReturn:
    raise ValueError(f"{str(value)[:80]!r} is no part of a document, or not here")
