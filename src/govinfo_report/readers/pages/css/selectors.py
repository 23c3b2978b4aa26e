"""Selectors of CSS: how strong one is, and the name that an element must have to be selected by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Specificity", "key_of", "parted", "searchable", "specificity_of"]

#: Identifiers, classes with attributes and states, names of elements: the order in which CSS compares them.
Specificity = tuple[int, int, int]

_ARGUMENT = re.compile(r":(is|not|has|where|matches|-webkit-any)\(([^()]*)\)")
_OTHER_ARGUMENT = re.compile(r"(:[a-z-]+)\([^()]*\)")
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_IDENTIFIER = re.compile(r"#(?:[\w-]|[^\x00-\x7f]|\\.)+")
_CLASS = re.compile(r"\.(?:[\w-]|[^\x00-\x7f]|\\.)+|\[\]|(?<!:):(?!:)[a-z-]+")
_PSEUDO = re.compile(r"::[a-z-]+")
_NAME = re.compile(r"(?<![\w\\.#:\[-])[a-zA-Z][\w-]*")
_LAST = re.compile(r"[^\s>+~]*$")
_STATE_FIRST = re.compile(r"""(\[[^\]]*\]|"[^"]*"|'[^']*')|(^|[\s>+~(,])(?=:(?!:))""")
_MOST_NESTED = 4


def searchable(selector: str) -> str:
    """A selector as the parser's search takes it: ``:is(td) b`` selects nothing there, ``*:is(td) b`` does.

    Example:
        >>> searchable("p > :where(b) i:first-child")
        'p > *:where(b) i:first-child'
    """
    return _STATE_FIRST.sub(lambda found: found[0] if found[1] else f"{found[2]}*", selector)


def parted(text: str) -> Iterator[str]:
    """The selectors of a list."""
    if "(" not in text and "[" not in text:
        yield from (each.strip() for each in text.split(","))
        return
    depth = begin = 0
    for at, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            yield text[begin:at].strip()
            begin = at + 1
    yield text[begin:].strip()


def specificity_of(selector: str) -> Specificity:
    """How strong a selector is."""
    text = _IN_BRACKETS.sub("[]", selector)
    more = [0, 0, 0]
    for _ in range(_MOST_NESTED):
        found = _ARGUMENT.search(text)
        if found is None:
            break
        if found[1] != "where":
            strongest = max(specificity_of(each) for each in found[2].split(","))
            more = [one + other for one, other in zip(more, strongest, strict=True)]
        text = text[: found.start()] + text[found.end() :]
    text = _OTHER_ARGUMENT.sub(r"\1", text)
    pseudo = len(_PSEUDO.findall(text))
    text = _PSEUDO.sub(" ", text)
    counts = [len(_IDENTIFIER.findall(text)), len(_CLASS.findall(text)), len(_NAME.findall(text)) + pseudo]
    return (counts[0] + more[0], counts[1] + more[1], counts[2] + more[2])


def key_of(selector: str) -> str:
    """What an element selected must have: ``#name``, ``.name`` or a tag's name; empty where none is told."""
    if "(" in selector or "\\" in selector:
        return ""
    last = _LAST.search(_IN_BRACKETS.sub("*", selector).strip())
    compound = last[0] if last is not None else ""
    for pattern in (_IDENTIFIER, re.compile(r"\.[\w-]+")):
        if found := pattern.search(compound):
            return found[0]
    found = _NAME.match(compound)
    return found[0].lower() if found is not None else ""
