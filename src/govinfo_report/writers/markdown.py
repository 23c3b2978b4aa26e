"""Reports as Markdown for repositories: headings, paragraphs, and pipe tables with the official grid.

A merged cell's text stands in its first place, the others are empty. Findings, where there are
any, are footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.form import TableLayout
from govinfo_report.writers.annotations import SUGGESTED
from govinfo_report.writers.characters import CONTROL, check_characters
from govinfo_report.writers.printing import Printout, paragraphs

__all__ = ["render_markdown"]

#: What Markdown would take for its own wherever it stands.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|&~$])")
#: What it takes for its own at the beginning of a line.
_LEADING = re.compile(r"^([#+=:-])")
_ABSENT = "（缺）"
"""Stands in a copy with findings where the document has no such cell."""
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])")


def render_markdown(printout: Printout) -> str:
    """The report as Markdown (GFM).

    Raises:
        WriteError: It holds control characters.
    """
    return "\n\n".join(_blocks(printout)) + "\n"


def _text(text: str, place: str) -> str:
    check_characters(text, place, CONTROL, "Markdown 文本", "a Markdown text")
    return _SPECIAL.sub(r"\\\1", text)


def _paragraph(text: str, place: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _LEADING.sub(r"\\\1", _text(text, place)))


def _blocks(printout: Printout) -> Iterator[str]:
    annotations = printout.annotations
    suggested = len(annotations.remarks) + 1 if annotations.suggestions else None
    # What nothing refers to is not shown: what is about no cell is referred to at the end of the first line.
    elsewhere = [each.number for each in annotations.remarks if not each.places]
    general = "".join(f"[^{number}]" for number in (*elsewhere, *([suggested] if suggested else [])))
    if printout.title:
        yield f"# {_text(printout.title, 'title')}{general}"
        general = ""
    for paragraph in printout.front:
        yield _paragraph(paragraph, "preamble")
    for section in printout.sections:
        yield f"## {section.heading}{general}"
        general = ""
        if section.layout is not None:
            yield _table(printout, section.layout)
        for paragraph in paragraphs(section.text):
            yield _paragraph(paragraph, section.name)
    for remark in annotations.remarks:
        where = f"（{remark.where}）" if remark.where else ""
        words = f"{remark.weight} {remark.finding.code}：{remark.message}{where} {remark.advice}"
        yield f"[^{remark.number}]: {_text(words, remark.finding.code)}"
    if suggested:
        words = f"{SUGGESTED}：{' '.join(annotations.suggestions)}"
        yield f"[^{suggested}]: {_text(words, 'finding')}"


def _table(printout: Printout, layout: TableLayout) -> str:
    rows = [[""] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        text = _ABSENT if printout.is_absent(cell) else printout.text(cell)
        text = _text(text, cell.path or "").replace("\n", "<br>")
        notes = "".join(f"[^{remark.number}]" for remark in printout.remarks(cell))
        # A backslash must not touch what follows it.
        rows[cell.row][cell.column] = f"{text} {notes}" if notes and text.endswith("\\") else text + notes
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * layout.columns}")
    return "\n".join(lines)
