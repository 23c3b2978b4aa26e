"""Elements of a Word file by their plain names: transitional, strict and other namespaces are read alike."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

__all__ = ["NAMES", "Element", "attributes_of", "inside", "is_on", "name_of", "number", "part", "value_of"]

Element = ElementTree.Element


_MOST_NAMES = 4096


class _Names(dict[Any, str]):
    """Tag or key → its name without its namespace; a comment has none.

    A dictionary, since a document asks for so many names that calls of a function would be felt.
    """

    def __missing__(self, tag: object) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(self) < _MOST_NAMES:
            self[tag] = name
        return name


NAMES = _Names()


def name_of(element: Element) -> str:
    """The name of an element; a comment has none."""
    return NAMES[element.tag]


def value_of(element: Element | None, name: str = "val") -> str:
    """The value of an attribute, empty where there is none."""
    if element is not None:
        for key, text in element.attrib.items():
            if NAMES[key] == name:
                return text
    return ""


def attributes_of(element: Element | None) -> dict[str, str]:
    """The attributes of an element by their plain names."""
    return {NAMES[key]: text for key, text in element.attrib.items()} if element is not None else {}


def part(element: Element | None, *names: str) -> Element | None:
    """A descendant by the names on the way to it."""
    found = element
    for name in names:
        if found is None:
            return None
        for child in found:
            if NAMES[child.tag] == name:
                found = child
                break
        else:
            return None
    return found


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The descendants of some names."""
    return (each for each in element.iter() if NAMES[each.tag] in names)


def is_on(element: Element) -> bool:
    """Whether a property that is either there or not is there."""
    return value_of(element) not in ("0", "false", "off", "none")


def number(text: str) -> int:
    """A whole number of a length that any measure of a page has, 0 for anything else."""
    digits = text.removeprefix("-")
    value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
    return -value if text.startswith("-") else value
