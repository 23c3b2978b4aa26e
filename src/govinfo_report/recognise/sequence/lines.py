"""The lines of a text as its cells stand in them: broken rows joined, cells that run together parted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from attrs import evolve

from govinfo_report.document import Paragraph
from govinfo_report.form.evidence import every_label, heads_named
from govinfo_report.form.labels import core

__all__ = ["cells_apart"]

_LONGEST_LINE = 120
"""Characters of a line in which labels and digits may run together."""
_BAR = "[|｜│┃]"
_SEPARATOR = re.compile(r"[|｜│┃\t ]")
_BARS = re.compile(r"[\s|｜│┃]+")
_OPENED = re.compile(rf"\s*{_BAR}\s*[^\s|｜│┃]")
_ENDED = re.compile(rf"[^\s|｜│┃]\s*{_BAR}\s*$")


def cells_apart(run: Sequence[Paragraph]) -> tuple[list[Paragraph], frozenset[int]]:
    """The lines of a text as its cells stand in them; and which of them are digits that ran together.

    Bars on lines of their own join the row they part, heads over two lines are put together, and labels and
    digits that run together are cut.
    """
    lines: list[Paragraph] = []
    glued: set[int] = set()
    for paragraph in _with_whole_heads(_with_bars(run)):
        pieces = _pieces(paragraph.text) or (paragraph.text,)
        if len(pieces) > 1:
            glued |= {len(lines) + place for place, piece in enumerate(pieces) if piece.isdigit()}
        lines += [evolve(paragraph, text=piece) if len(pieces) > 1 else paragraph for piece in pieces]
    return lines, frozenset(glued)


def _with_bars(run: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The lines, with those of bars alone put to the row that they part: they stand between two of its cells.

    ``31 |``, ``|``, ``|``, ``| 31 |`` are 31, three blanks and 31.
    """
    at = 0
    while at < len(run):
        end = at + 1
        while end < len(run) and not _BARS.sub("", run[end].text):
            end += 1
        row = run[at:end]
        if len(row) > 1 and end < len(run) and _OPENED.match(run[end].text) and _ENDED.search(row[0].text):
            yield evolve(row[0], text=" ".join(line.text for line in run[at : end + 1]))
            at = end + 1
        else:
            yield run[at]
            at += 1


def _with_whole_heads(lines: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The lines, heads that are broken over two of them put together: 商业 | 科研 | 其他 over 企业 | 机构."""
    before: Paragraph | None = None
    for line in lines:
        if before is not None and (heads := _whole_heads(before.text, line.text)) is not None:
            before = evolve(before, text=heads)
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


@lru_cache(maxsize=1024)
def _whole_heads(upper: str, lower: str) -> str | None:
    """Two lines of heads as one; ``None`` unless each word of the lower ends a head begun in the upper."""
    sign = "|" if "|" in upper else "\t"
    heads, rest = ([field.strip() for field in line.split(sign)] for line in (upper, lower))
    ends = [field for field in rest if field]
    if not ends or sign not in upper or any(map(heads_named, ends)):
        return None
    for place, head in enumerate(heads):
        if ends and head and not heads_named(head) and heads_named(head + ends[0]):
            heads[place] = head + ends.pop(0)
    return None if ends or not all(map(heads_named, filter(None, heads))) else f" {sign} ".join(heads)


@cache
def _wordings() -> frozenset[str]:
    return frozenset(wording for wording in every_label() if len(wording) > 1)


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[str, ...] | None:
    """The labels, and digits behind, that run together in a line; ``None`` for none or no one way."""
    if len(text) > _LONGEST_LINE or _SEPARATOR.search(text.strip()):
        return None
    plain = unicodedata.normalize("NFKC", text.strip())
    ways: dict[int, list[tuple[str, ...]]] = {len(plain): [()]}

    def from_(at: int) -> list[tuple[str, ...]]:
        if at not in ways:
            labels = (end for end in range(at + 2, len(plain) + 1) if core(plain[at:end]) in _wordings())
            ways[at] = [(plain[at:end], *rest) for end in labels for rest in from_(end)][:2]
            if at and plain[at:].isdigit():
                ways[at].append((plain[at:],))
        return ways[at]

    found = from_(0)
    return found[0] if len(found) == 1 and len(found[0]) > 1 else None
