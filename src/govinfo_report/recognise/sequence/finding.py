"""The figures found in a running text, by a plan of its shape where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from govinfo_report.document import Grid, Paragraph
from govinfo_report.recognise.finding import Part
from govinfo_report.recognise.sequence.drawing import drawn
from govinfo_report.recognise.sequence.plan import planned_text, shape_of_text
from govinfo_report.recognise.sequence.text import tables_in
from govinfo_report.recognise.stencil import Stencil

__all__ = ["FoundInText", "find_in_text"]


@frozen(eq=False)
class FoundInText:
    """A part of a table in a running text.

    Attributes:
        grid: Its lattice.
        told_in: The lattice in the cells of which the part is told: that one, or that of its shape.
        part: The part.
        stencil: Its stencil, where it has been made.
    """

    grid: Grid
    told_in: Grid
    part: Part
    stencil: Stencil | None = None


def find_in_text(run: Sequence[Paragraph], file: str | None) -> Iterator[Paragraph | FoundInText]:
    """The parts of tables in a running text, and what is no part of any, in order.

    Raises:
        ReadError: An extractor has dropped every line that had occurred before: no figure is certain.
    """
    shape = shape_of_text(run)
    plan = planned_text(shape) if shape is not None else None
    if shape is None or plan is None:
        text = tables_in(run, file)
        parts = ((FoundInText(grid, grid, part), lines) for grid, part, lines in drawn(text))
        return _in_order(text.paragraphs, list(parts))
    found = [
        (
            FoundInText(each.laid_on(shape, run), each.told_in, each.part, each.stencil),
            {shape.at[line] for line in each.lines},
        )
        for each in plan.parts
    ]
    return _in_order(run, found)


def _in_order(
    paragraphs: Sequence[Paragraph], found: Sequence[tuple[FoundInText, set[int]]]
) -> Iterator[Paragraph | FoundInText]:
    taken = {at for _, lines in found for at in lines}
    starts: dict[int, list[FoundInText]] = {}
    for part, lines in found:
        starts.setdefault(min(lines), []).append(part)
    for at, paragraph in enumerate(paragraphs):
        yield from starts.get(at, ())
        if at not in taken:
            yield paragraph
