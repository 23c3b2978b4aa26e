"""Several reports in one file: an office's own and its district's, or those of two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.document import Document, Grid, Paragraph
from govinfo_report.form.evidence import labels_named
from govinfo_report.prose.headings import heading_of, section_order
from govinfo_report.prose.titles import find_title

__all__ = ["parts_of"]

_FEWEST = 2
"""Reports that are several; labels of rows that make running text a table."""
_FIELD = re.compile(r"[|｜│┃\t]")


def parts_of(document: Document) -> list[Document]:
    """The reports that stand one behind the other in a document; the document itself where it is one.

    Each begins with section 一, or with the title nearest before it. A table of contents has that heading,
    too; what has no table is no report of its own.
    """
    blocks = document.blocks
    first_of_all = next(iter(section_order()))
    heads = [at for at, block in enumerate(blocks) if _heading(block) == first_of_all]
    if len(heads) < _FEWEST:
        return [document]
    starts = [0]
    for before, at in pairwise(heads):
        titles = [each for each in range(before + 1, at) if _is_title(blocks[each])]
        starts.append(titles[-1] if titles else at)
    ends = [*starts[1:], len(blocks)]
    pieces = [blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    whole: list[Sequence[Paragraph | Grid]] = []
    for piece in pieces:
        if whole and not (_has_tables(whole[-1]) and _has_tables(piece)):
            whole[-1] = (*whole[-1], *piece)
        else:
            whole.append(piece)
    return [evolve(document, blocks=tuple(piece)) for piece in whole] if len(whole) > 1 else [document]


def _heading(block: Paragraph | Grid) -> str | None:
    return heading_of(block.text) if isinstance(block, Paragraph) else None


def _is_title(block: Paragraph | Grid) -> bool:
    return isinstance(block, Paragraph) and find_title(block.text) is not None


def _has_tables(blocks: Sequence[Paragraph | Grid]) -> bool:
    """Whether a table stands there, or the labels of several rows in running text."""
    labels = 0
    for block in blocks:
        if isinstance(block, Grid):
            return True
        labels += bool(labels_named(_FIELD.split(block.text, maxsplit=1)[0]))
    return labels >= _FEWEST
