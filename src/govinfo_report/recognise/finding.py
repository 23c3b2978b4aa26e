"""Which cell of a lattice is which figure of the form: that whose labels stand beside and over it.

There is one finder for every table and every form. It asks `form.evidence`, which is read off the layouts,
and says for each row which figures it has, or by which refusal they are left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import define, evolve, field, frozen

from govinfo_report.document import Grid, GridCell, Kind
from govinfo_report.form.evidence import (
    best_paths,
    groups_among,
    in_line_with,
    is_weak,
    own_labels,
    row_before,
    row_of,
    shared_path,
)
from govinfo_report.raw.figures import is_figure
from govinfo_report.recognise.beside import Beside, doubt, run_together
from govinfo_report.recognise.heads import Head, Heads
from govinfo_report.recognise.placing import Placed, place
from govinfo_report.recognise.refusing import Refusal, Refused
from govinfo_report.recognise.sectioning import Body, Section, sections_of, side_by_side

__all__ = ["Figure", "FoundRow", "Part", "find", "without_torn_lines"]

_MOVED = frozenset({Refusal.CELL_MISSING, Refusal.CELL_TOO_MANY})
"""Reasons for which the cells of a line have moved, in whichever of its parts."""


@frozen(kw_only=True)
class Figure:
    """A figure found.

    Attributes:
        path: Which.
        row, column: Where.
        cell: What is printed there; ``None`` for a blank.
        head: What stands over it.
        beside: The words that stand beside it.
    """

    path: str
    row: int
    column: int
    cell: GridCell | None
    head: Head
    beside: tuple[GridCell, ...]


@frozen(kw_only=True)
class FoundRow:
    """A row of a table that was recognised.

    Attributes:
        path: Its path; of a row that holds several rows of the form, what these have in common.
        row: Where it stands.
        labels: The labels beside it, each with its official wording.
        heads: The heads it stands under.
        inherited: Whether these stand in another lattice, or nowhere.
        figures: Its figures.
        refused: What of it is left over, and why.
    """

    path: str
    row: int
    labels: tuple[tuple[GridCell, str], ...]
    heads: Heads
    inherited: bool
    figures: tuple[Figure, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def blank(self) -> frozenset[str]:
        """The figures for which it prints nothing."""
        return frozenset(figure.path for figure in self.figures if figure.cell is None)

    def without(self, reason: Refusal, paths: Collection[str]) -> FoundRow:
        """The row, some of its figures left over."""
        gone = [figure for figure in self.figures if figure.path in paths]
        if not gone:
            return self
        cells = tuple(figure.cell for figure in gone if figure.cell is not None)
        return evolve(
            self,
            figures=tuple(figure for figure in self.figures if figure.path not in paths),
            refused=(*self.refused, Refused(reason=reason, path=self.path, cells=cells)),
        )


@define
class Part:
    """Rows of one table that stand together."""

    table: str
    rows: list[FoundRow] = field(factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether nothing in its own lattice says that it is of a table: neither heads nor labels."""
        return all(row.inherited and not row.labels for row in self.rows)


def find(grid: Grid, before: Heads | None = None) -> tuple[list[Part], Heads | None]:
    """The parts of tables in a lattice, from top to bottom, and the heads over its last rows.

    Args:
        grid: The lattice.
        before: The heads of the lattice before it: a table that goes on without a head goes on under these.
    """
    beside = side_by_side(grid)
    if len(beside) > 1:
        return [part for each in beside for part in find(each)[0]], None
    sections = sections_of(grid, before)
    rows: list[FoundRow] = []
    for section in sections:
        for body, placed in zip(section.rows, place(grid, section), strict=True):
            row = _found(body, section, placed, rows[-1].path if rows else "")
            if row is not None:
                rows.append(_sure(row) if grid.kind is Kind.SPLIT else row)
        if section.behind is not None and (row := _pushed_out(section.behind, section)) is not None:
            rows.append(row)
    rows = [
        row.without(Refusal.APART, row.blank) if _has_figures_below(grid, row, rows) else row for row in rows
    ]
    whole = rows if grid.kind.value.rows else _without_torn_rows(rows)
    return list(_parts(whole)), sections[-1].heads if sections else before


def _sure(row: FoundRow) -> FoundRow:
    """A row of fields; nothing of it where a column may be of several groups, whose heads have moved."""
    told = {row_of(figure.path) for figure in row.figures}
    between = (each.path for each in row.refused if each.reason is Refusal.OPEN)
    moved = any(one.startswith(f"{path}.") for path in between for one in told)
    return row.without(Refusal.OPEN, {figure.path for figure in row.figures}) if moved else row


def _pushed_out(body: Body, section: Section) -> FoundRow | None:
    """What figures alone behind a row may have been pushed out of; ``None`` if its heads tell of no row."""
    told = [best_paths(frozenset(), frozenset(), head.known) for head in section.heads.columns]
    if not told or any(len(paths) != 1 for paths in told):
        return None
    path = shared_path([row_of(path) for paths in told for path in paths])
    refused = Refused(reason=Refusal.PUSHED_OUT, path=path, cells=tuple(body.cells))
    return FoundRow(
        path=path,
        row=body.at,
        labels=(),
        heads=section.heads,
        inherited=section.inherited,
        figures=(),
        refused=(refused,),
    )


def _has_figures_below(grid: Grid, row: FoundRow, rows: Sequence[FoundRow]) -> bool:
    """Whether figures that are of no row stand under a row of blanks without a label, in its columns.

    Heads that a page break cuts leave cells without text, which are no figures.
    """
    if row.labels or len(row.blank) < len(row.figures) or not row.figures:
        return False
    told = {figure.cell for each in rows for figure in each.figures}
    below = (
        cell for cell in grid.cells if cell.row > row.row and row.heads.first <= cell.column < row.heads.end
    )
    return any(is_figure(cell.text) and cell not in told for cell in below if cell.text)


def _without_torn_rows(rows: Sequence[FoundRow]) -> list[FoundRow]:
    """The rows of words without those that have blanks beside a line of figures left over.

    Where that line tells of no row for certain, what stands in it may be figures of this one, set higher.
    """
    kept = list(rows)
    for at, row in enumerate(rows):
        near = [each for each in rows[max(at - 1, 0) : at + 2] if each is not row]
        groups = [each for each in near if any(refused.cells for refused in each.refused)]
        beside = any(row.path.startswith(f"{each.path}.") for each in groups)
        if beside and row.blank:
            kept[at] = row.without(Refusal.APART, {figure.path for figure in row.figures})
    return kept


def _found(body: Body, section: Section, placed: Placed, last: str) -> FoundRow | None:
    """The row of the form that a row is; ``None`` if its labels and heads tell of none.

    Args:
        body: The row.
        section: The section it stands in.
        placed: What stands under each head.
        last: The path of the row before.
    """
    beside = Beside.of(body)
    under = zip(section.heads.columns, placed.under, placed.columns, strict=True)
    told = [each for place in under if (each := _told(body.at, beside, *place)) is not None]
    figures = [each for each in told if isinstance(each, Figure)]
    lost = {figure.path for figure in figures if figure.head.beyond & own_labels(figure.path)[1]}
    told += [_without_head(figure) for figure in figures if figure.path in lost]
    figures = [figure for figure in figures if figure.path not in lost]
    refused = _once([each for each in told if isinstance(each, Refused)])
    if not told or not (figures or refused or beside.found):
        return None
    path = shared_path([row_of(each.path) if isinstance(each, Figure) else each.path for each in told])
    labels = tuple(beside.official(path))
    whole = all(figure.cell is not None and figure.cell.text for figure in figures)
    reason = placed.reason or _out_of_place(path, labels, last) or run_together(labels, whole=whole)
    if reason is not None:
        printed = tuple(cell for cell in body.cells if cell not in body.left and cell.row == body.at)
        detail = next((cell.unsure for cell in printed if cell.unsure), "")
        figures, refused = [], [Refused(reason=reason, path=path, cells=printed, detail=detail)]
    return FoundRow(
        path=path,
        row=body.at,
        labels=labels,
        heads=section.heads,
        inherited=section.inherited,
        figures=tuple(figures),
        refused=tuple(refused),
    )


def _without_head(figure: Figure) -> Refused:
    """A figure under a head that ends before its column, or that another figure under such a head may be."""
    cells = () if figure.cell is None else (figure.cell,)
    return Refused(reason=Refusal.DISPLACED, path=row_of(figure.path), cells=cells)


def _once(refused: Sequence[Refused]) -> list[Refused]:
    """What is left over of a row; one cell over several columns is left over once, a blank is nothing."""
    found: list[Refused] = []
    for each in refused:
        if each.cells and not any(set(each.cells) & set(other.cells) for other in found):
            found.append(each)
    return found


def _out_of_place(path: str, labels: Sequence[tuple[GridCell, str]], last: str) -> Refusal | None:
    """Why a row is none whose label says little alone: it stands behind another row than in the form."""
    weak = any(is_weak(cell.text, official) for cell, official in labels[-1:])
    return Refusal.OUT_OF_PLACE if weak and last not in row_before().get(path, ()) else None


def _told(
    at: int, beside: Beside, head: Head, under: tuple[GridCell, ...], column: int
) -> Figure | Refused | None:
    """What labels and a head tell of the cells under it in a row; ``None`` if they tell of no figure."""
    paths = best_paths(beside.inner, beside.known, head.known)
    if not paths:
        return None
    path, *others = paths
    reason = Refusal.OPEN if others else doubt(path, head, beside)
    reason = reason or _crowding(under, at, column, column + head.end - head.column)
    if reason is not None:
        detail = next((cell.unsure for cell in under if cell.unsure), "")
        return Refused(reason=reason, path=shared_path(map(row_of, paths)), cells=under, detail=detail)
    cell = next(iter(under), None)
    return Figure(path=path, row=at, column=column, cell=cell, head=head, beside=beside.words)


def _crowding(under: Sequence[GridCell], at: int, column: int, end: int) -> Refusal | None:
    """Why what stands in a row at the place of one figure is not just that figure."""
    if len(under) > 1:
        return Refusal.SEVERAL
    for cell in under:
        if cell.column < column or cell.column + cell.colspan > end:
            return Refusal.SPANNING
        if cell.row < at or cell.rowspan > 1:
            return Refusal.TALL
        if cell.unsure:
            return Refusal.OPEN
    return None


def _parts(rows: Sequence[FoundRow]) -> Iterator[Part]:
    """The rows of each table; where they are there already under other heads it is printed once more."""
    for table, own in groupby(sorted(rows, key=_table_of), key=_table_of):
        part = Part(table)
        under: dict[str, list[Heads]] = {}
        for row in own:
            again = [heads for figure in row.figures for heads in under.get(figure.path, ())]
            if again and all(heads is not row.heads for heads in again):
                yield _settled(part)
                part, under = Part(table), {}
            for figure in row.figures:
                under.setdefault(figure.path, []).append(row.heads)
            part.rows.append(row)
        yield _settled(part)


def _table_of(row: FoundRow) -> str:
    return row.path.partition(".")[0]


def _settled(part: Part) -> Part:
    """A part without a group's figures beside its rows', and without those of a row that is torn in two.

    A label as tall as two lines stands beside both: what is left over of one of them may be the figure for
    which the other has a blank, or the rest of one that it has.
    """
    grouped = groups_among(frozenset(figure.path for row in part.rows for figure in row.figures))
    rows = [row.without(Refusal.GROUP, grouped) for row in part.rows]
    torn = {row.path for row in rows if any(refused.cells for refused in row.refused)}
    counts = Counter(row.path for row in rows)
    return Part(
        part.table,
        [
            row.without(Refusal.TWICE, {figure.path for figure in row.figures})
            if row.path in torn and counts[row.path] > 1
            else row
            for row in rows
        ],
    )


def without_torn_lines(parts: Sequence[Part]) -> list[Part]:
    """The parts of a document's tables without figures of a line whose cells have moved in another part.

    Whoever lays a line of fifteen out as three tables moves all behind a cell that was lost: the last is
    short, whichever lost it. A row that is read elsewhere has lost none; what a figure too many pushes out
    stands behind the last.
    """
    rows = [row for part in parts for row in part.rows]
    told = {row_of(figure.path) for row in rows for figure in row.figures}
    torn: dict[str, Refusal] = {}
    for row in rows:
        for refused in row.refused:
            moved = refused.reason in _MOVED or refused.detail  # words that stand in no certain columns
            if refused.reason is Refusal.PUSHED_OUT or (moved and row.path not in told):
                torn |= dict.fromkeys(in_line_with(row.path), refused.reason or Refusal.CELL_MISSING)
    if not torn:
        return list(parts)
    return [Part(part.table, [_without(row, torn) for row in part.rows]) for part in parts]


def _without(row: FoundRow, torn: Mapping[str, Refusal]) -> FoundRow:
    for reason in set(torn.values()):
        row = row.without(
            reason, {each.path for each in row.figures if torn.get(row_of(each.path)) is reason}
        )
    return row
