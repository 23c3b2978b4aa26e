"""A fragment of a table while it is being gathered, and the looking up of labels that all tables share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from govinfo_report.document import Grid, GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form import form_order
from govinfo_report.form.labels import LabelBook, is_official
from govinfo_report.form.tree import Node
from govinfo_report.model import FigureKind
from govinfo_report.raw import Note
from govinfo_report.recognise.fragments import Fragment, collect, variant_note
from govinfo_report.recognise.placing import Columns, FoundRow, place
from govinfo_report.recognise.units import unit_named

__all__ = ["Draft", "Head", "find_heads", "found_row", "label_cells"]


def _position(row: str) -> int:
    """The place of a row in the form."""
    return next(index for path, index in form_order().items() if path.startswith(f"{row}."))


def label_cells(grid: Grid, cells: Sequence[GridCell], head: Head | None) -> Iterator[GridCell]:
    """The cells of a row that may be its labels: words, and in an exact grid left of the head's columns."""
    first = head.first if grid.exact and head is not None else None
    for cell in cells:
        if first is not None and cell.column >= first:
            return
        if is_word(cell):
            yield cell


def find_heads(book: LabelBook[str], cells: Sequence[GridCell]) -> dict[str, GridCell]:
    """The heads among ``cells`` by what they are the head of; of several the first.

    A head cut short that may be either of two, 本年新 twice, is the one that is not taken yet.
    """
    found: dict[str, GridCell] = {}
    for cell in cells:
        keys = [match.key for match in book.find(cell.text)]
        free = next((key for key in keys if key not in found), None)
        if free is not None:
            found[free] = cell
    return found


@define(kw_only=True)
class Head:
    """The heads over some rows of a table.

    Attributes:
        row: Grid row of the heads of single columns.
        heads: What each is the head of → its cell.
        book: The book they were looked up in.
        around: Further cells that belong to the head: captions, the note, heads over several columns.
        strangers: Words among the heads that are no head of the form: a further column.
        path: Path for the notes about their wording.
        doubtful: Whether a head stands there twice, or is divided by further heads under it.
        taken: Whether a row under them has been found.
    """

    row: int
    heads: dict[str, GridCell]
    book: LabelBook[str]
    around: set[GridCell] = field(factory=set)
    strangers: set[GridCell] = field(factory=set)
    path: str
    doubtful: bool = False
    taken: bool = False

    @property
    def first(self) -> int:
        """The first column that has a head."""
        return min(cell.column for cell in self.heads.values())

    @property
    def end(self) -> int:
        """The column behind the last that has a head."""
        return max(cell.column + cell.colspan for cell in self.heads.values())

    def look_around(self, cells: Iterable[GridCell], decorations: LabelBook[str]) -> None:
        """Note among cells of the head's rows doubled heads and strangers."""
        for cell in cells:
            keys = [match.key for match in self.book.find(cell.text)]
            if keys and all(self.heads.get(key) not in (cell, None) for key in keys):
                self.doubtful = True
            elif not keys and is_word(cell) and not decorations.find(cell.text):
                self.strangers.add(cell)

    def look_under(self, grid: Grid, group: GridCell, members: Iterable[GridCell]) -> None:
        """Note a group's head that does not stand over just the heads of its group.

        A head of one column without words, or a span lost or wrong: the columns behind it have moved.
        """
        last = group.column
        for member in members:
            last = max(last, member.column + member.colspan - 1)
            over = grid.at(group.row, member.column)
            blank = not over.text if over is not None else not grid.complete
            if over is not group and not blank:
                self.doubtful = True
        for column in range(last + 1, group.column + group.colspan):
            under = grid.at(self.row, column)
            if under is None or not under.text:
                self.doubtful = True

    def look_below(self, cells: Iterable[GridCell]) -> None:
        """Note words under the heads and above their first row: they divide a head."""
        if not self.taken and any(self.first <= cell.column < self.end and is_word(cell) for cell in cells):
            self.doubtful = True

    def notes(self, grid: Grid, node: Node) -> Iterator[Note]:
        """Those worded unlike the official form, by a row under them."""
        for column in node.children:
            cell = self.heads.get(column.name)
            if cell is not None and not is_official(cell.text, column.printed):
                yield variant_note(grid, cell, f"{self.path}.{column.name}", column.printed.label)


def found_row(
    grid: Grid,
    node: Node,
    row: int,
    labels: Sequence[GridCell],
    head: Head | None,
    *,
    before: Head | None = None,
) -> FoundRow:
    """A row of the form found in a grid, with what its head says of its columns.

    A complete head says which column is which, whatever their order. Of an incomplete one what there
    is must be in the form's order and have no stranger among it; else order says nothing either.

    A row without a head of its own is told of by ``before``, the head over the part of the table
    before it: that one's order holds on, its columns do not.
    """
    told = head or before
    heads = told.heads if told is not None else {}
    known = [(heads[column.name], column) for column in node.children if column.name in heads]
    ordered = sorted(known, key=lambda pair: pair[0].column)
    apart = all(one.column + one.colspan <= two.column for (one, _), (two, _) in pairwise(ordered))
    complete = apart and len(known) == len(node.children)
    doubtful = told is not None and told.doubtful
    strangers = told.strangers if told is not None else set[GridCell]()
    facts = complete and not doubtful and head is not None
    columns = tuple(column for _, column in ordered) if complete else node.children
    named = {
        column.name: unit_named(cell.text, *(label.text for label in labels))
        for cell, column in known
        if column.kind in (FigureKind.AMOUNT, FigureKind.MONEY)
    }
    return FoundRow(
        node=node,
        row=row,
        labels=tuple(labels),
        columns=columns,
        heads=tuple((cell.column, cell.column + cell.colspan) for cell, _ in ordered) if facts else None,
        contradicted=doubtful or bool(strangers) or (not complete and ordered != known),
        others=frozenset(cell.column for cell in strangers),
        # Lines trimmed at their ends are shorter than the table: its width is that of its widest head.
        head_width=max(grid.widths[cell.row] for cell in heads.values()) if grid.widths and head else None,
        units=tuple(named.get(column.name, "") for column in columns),
    )


@define
class Draft:
    """Rows of one table, as they are found from top to bottom."""

    rows: list[FoundRow] = field(factory=list)
    used: set[GridCell] = field(factory=set)
    notes: list[Note] = field(factory=list)
    seen: set[str] = field(factory=set)

    @property
    def last(self) -> str:
        """Path of the row found last, empty before the first."""
        return self.rows[-1].node.path if self.rows else ""

    def takes(
        self, path: str, labels: Sequence[GridCell], cells: Sequence[GridCell], head: Head | None
    ) -> bool:
        """Whether labels found in a row of the grid make it a row of the table, and are not mere words.

        A row that prints nothing besides its label is a blank row of the table only where the form
        has it next under a head; anywhere else its label is a line of a list or of the text.
        """
        if any(cell not in labels for cell in cells):
            return True
        if head is None:
            return False
        fresh = not head.taken
        return fresh or (bool(self.last) and _position(path) > _position(self.last))

    def add(self, grid: Grid, row: FoundRow, head: Head | None) -> None:
        """Add a row, and with the first row under a head the head."""
        self.rows.append(row)
        self.seen.add(row.node.path)
        if head is not None and not head.taken:
            head.taken = True
            self.used |= head.around | set(head.heads.values())
            self.notes.extend(head.notes(grid, row.node))

    def finish(self, table: str, grid: Grid) -> Fragment:
        """The fragment: its figures placed and read."""
        groups: dict[tuple[Columns | None, int], list[FoundRow]] = {}
        for row in self.rows:  # rows under one head tell of each other's places
            groups.setdefault((row.heads, len(row.columns)), []).append(row)
        placed = [each for group in groups.values() for each in place(grid, group)]
        first = min((cell.row for cell in self.used), default=self.rows[0].row)
        extent = (min(first, self.rows[0].row), max(row.row for row in self.rows))
        return collect(table, grid, extent, placed, self.used, self.notes)
