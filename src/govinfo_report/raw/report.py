"""`RawReport`: a report as printed."""

from __future__ import annotations

import re
import reprlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from govinfo_report.findings import Figure
from govinfo_report.form import Form, edition_shown, form_order, form_showing, table_names
from govinfo_report.model import AnnualReport, Edition, Money, Period, Provenance
from govinfo_report.raw.cell import Cell
from govinfo_report.raw.columns import Columns, in_columns
from govinfo_report.showing import Tables, named
from govinfo_report.source import Source

__all__ = ["Leftover", "Note", "NoteKind", "RawReport", "Recognised", "line_name"]


#: What makes words a sentence, and no label or heading.
_SENTENCE = re.compile(r"[。；，,;]|[0-9]\s{0,3}[件条份起宗]")


def line_name(section: str, line: int) -> str:
    """The name by which `RawReport.sources` tell of a line of a section's prose; lines count from 0."""
    return f"{section}:{line}"


@lru_cache(maxsize=16)
def _line_ends(text: str) -> Sequence[int]:
    """Where the lines of a text end."""
    return [at for at, sign in enumerate(text) if sign == "\n"]


class NoteKind(StrEnum):
    """What a reader has to say about how it read something."""

    LABEL_VARIANT = "label variant"
    """A row or column is worded unlike the official form. Value: the official wording."""
    NOTATION = "notation"
    """A figure is not written as plain digits. Value: how it is written."""
    TEXT_NUMBER = "number as text"
    """A spreadsheet cell holds digits as text."""
    COMPUTED = "computed formula"
    """A formula without a stored result was computed by the reader. Value: the formula."""
    NO_RESULT = "formula without result"
    """A formula without a stored result that the reader cannot compute. Value: the formula."""
    HIDDEN = "hidden"
    """Read from a hidden sheet, row or column."""
    TRACKED_CHANGES = "tracked changes"
    """A Word file holds tracked changes; they were read as accepted. Value: how many."""
    DERIVED = "derived"
    """The cell is blank; the figure follows from others by the relations. Value: the figure."""
    DOUBT = "doubt"
    """A cell is unreadable, for the eye may see something else than the file holds. Value: a `Doubt`."""
    ROUNDED = "rounded"
    """A number format hides digits of what is stored; read as stored. Text: the stored and the shown."""
    DUPLICATE = "duplicate"
    """The same table stands here once more, with the same figures."""
    REPLACED = "replaced"
    """A person replaced the figure. Text: what is printed, there. Value: what it was replaced by."""


#: Notes on figures that do not simply stand there, so that nobody is to be held to them.
NOT_SIMPLY_READ = frozenset(
    {
        NoteKind.DOUBT,
        NoteKind.COMPUTED,
        NoteKind.NO_RESULT,
        NoteKind.DERIVED,
        NoteKind.ROUNDED,
        NoteKind.HIDDEN,
        NoteKind.TRACKED_CHANGES,
    }
)


@frozen(kw_only=True)
class Note:
    """Something a reader met and a person may want to know. Shown as findings by `check`.

    Attributes:
        kind: What it is about.
        path: Canonical path of the row, cell or section.
        text: What is printed.
        value: What it was taken for, or how; see `NoteKind`.
        source: Where it stands.
    """

    kind: NoteKind
    path: str | None = None
    text: str = ""
    value: str = ""
    source: Source = field(factory=Source)

    def touches(self, path: str) -> bool:
        """Whether it is about that cell: by its path, its row's or its table's, or about all of the file."""
        return self.path is None or path == self.path or path.startswith(f"{self.path}.")


@frozen(kw_only=True)
class Recognised:
    """A row of the form that was recognised, and by what.

    Attributes:
        path: Canonical path of the row; of table 4, of the table.
        text: The labels printed beside its figures, separated by tabs.
        source: Where they stand.
    """

    path: str
    text: str
    source: Source = field(factory=Source)


@frozen(kw_only=True)
class Leftover:
    """Something printed that has no place in the form, or whose place is not certain.

    Attributes:
        text: What is printed; cells of a row are separated by tabs.
        reason: Why it was left over: ``extra row``, ``extra cell``, ``unplaced``, ``text``.
        source: Where it stands.
        path: The section or row it stands in, where known.
        detail: Why, in more words.
    """

    text: str = field(repr=reprlib.repr)
    reason: Literal["extra row", "extra cell", "unplaced", "text"]
    source: Source = field(factory=Source)
    path: str | None = None
    detail: str = ""


def _no_path(key: object) -> str:
    """What to write instead of ``raw[key]``."""
    if isinstance(key, Cell):
        zh, en = f"这已是一格；路径是 cell.path（{key.path}）", "it is a cell already; its path is cell.path"
    elif isinstance(key, (int, slice)):
        zh, en = "按次序取用 raw.cells[…]", "for cells by their order use raw.cells[…]"
    else:
        zh, en = "用 cell.path 或 raw.paths 中的一个", "use cell.path, or one of raw.paths"
    return f"raw[…] 要的是路径（str），不是 {type(key).__name__}：{zh} / raw[…] takes a path (str): {en}"


def _of_its_cells(raw: RawReport, _: object, formulas: tuple[str, ...]) -> None:
    """Refuse formulas where the report has no cell."""
    if unknown := next((path for path in formulas if path not in raw.cells.numbers), None):
        raise ValueError(f"没有这一格 / the report has no cell {unknown}")


@frozen(kw_only=True)
class RawReport(Tables):
    """A report as printed. Unknown stays ``None``; a cell the document does not have is absent.

    ``raw[path]`` gives a `Cell` and raises `KeyError` where the document has no such cell;
    iteration goes over the cells in form order.

    Attributes:
        agency: 机关, ``None`` where the document does not say.
        year: The year reported on, ``None`` where the document does not say.
        period: 统计期限, ``None`` where the document does not say.
        title: The title as printed.
        preamble: Text between the title and section 一.
        overview: Prose of section 一, ``None`` where the section is not there.
        problems_and_improvements: Prose of section 五.
        other_matters: Prose of section 六.
        cells: The cells found, in form order: a sequence that keeps them in columns.
        leftovers: What was not recognised or could not be placed.
        notes: How things were read where that was not plain.
        recognised: The rows recognised, in the order of the document.
        formulas: The paths of the cells that a formula of the workbook works out of other cells, in form
            order: they bear witness to nothing that these do not say.
        sources: Where ``agency``, ``year`` … were found, and lines of the prose (``overview:2``) that
            do not stand where their section begins.
        provenance: Of which reports it is the sum, where the document says that it is one. As of a built
            report, it is no part of what two reports have in common.
    """

    agency: str | None = None
    year: int | None = None
    period: Period | None = None
    title: str | None = None
    preamble: str | None = None
    overview: str | None = None
    problems_and_improvements: str | None = None
    other_matters: str | None = None
    cells: Columns = field(factory=lambda: in_columns(()), converter=in_columns)
    leftovers: tuple[Leftover, ...] = ()
    notes: tuple[Note, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    formulas: tuple[str, ...] = field(default=(), validator=_of_its_cells)
    sources: tuple[tuple[str, Source], ...] = ()
    provenance: Provenance | None = field(default=None, eq=False, repr=False)

    def __repr__(self) -> str:
        left = f", {len(self.leftovers)} left over" if self.leftovers else ""
        return f"<RawReport {named(self)}, edition {self.edition}: {len(self)} cells{left}>"

    def __getitem__(self, path: str) -> Cell:
        if not isinstance(path, str):
            raise TypeError(_no_path(path))
        if (number := self.cells.numbers.get(path)) is not None:
            return self.cells[number]
        if path in form_order():
            raise KeyError(f"文件里没有这一格 / the document has no cell {path}")
        near = get_close_matches(path, form_order(), n=1)
        hint = f"；是不是 / did you mean {near[0]}" if near else ""
        raise KeyError(f"格式里没有这一格 / no edition of the form has a cell {path}{hint}")

    def get(self, path: str) -> Cell | None:
        """The cell at ``path``, ``None`` where the document has no such cell.

        A path that is misspelt is in no document; ``raw[path]`` says so.

        Raises:
            TypeError: It is no path, but a number or a cell.
        """
        if not isinstance(path, str):
            raise TypeError(_no_path(path))
        number = self.cells.numbers.get(path)
        return self.cells[number] if number is not None else None

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.cells.paths)

    def __contains__(self, item: object) -> bool:
        """Whether the document has a cell of that path; or that cell, as it stands."""
        if isinstance(item, Cell):
            return self.get(item.path) == item
        if not isinstance(item, str):
            raise TypeError(_no_path(item))
        return item in self.cells.numbers

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the cells found, in form order."""
        return self.cells.paths

    @property
    def edition(self) -> Edition | None:
        """Edition of the form, as its tables show it; ``None`` where they show none, or two."""
        return edition_shown(self.cells.numbers.keys())

    @property
    def form(self) -> Form:
        """The form that its tables show; that of a hybrid has each row as it is."""
        return form_showing(self.cells.numbers.keys())

    def source_of(self, name: str, at: int | None = None) -> Source | None:
        """Where ``agency``, ``year``, ``period``, ``title`` or a section's prose was found.

        Args:
            name: The attribute.
            at: For prose, a place in its text, counted from 0: then where the line stands that it is in, not
                where the section begins.
        """
        found = dict(self.sources)
        if at is None:
            return found.get(name)
        line = bisect_left(_line_ends(self.text_of(name) or ""), at)
        if name in table_names():
            return self._beside_table(name)[line].source
        return found.get(line_name(name, line), found.get(name))

    def text_of(self, section: str) -> str | None:
        """The prose of a section, a paragraph a line; of one with a table, the sentences beside it.

        The form has no place for these, so that they are left over as well.

        Args:
            section: ``preamble``, or the name of a section.
        """
        if section not in table_names():
            text: str | None = getattr(self, section)
            return text
        return "\n".join(each.text.replace("\n", " ") for each in self._beside_table(section)) or None

    def _beside_table(self, section: str) -> list[Leftover]:
        return [
            each
            for each in self.leftovers
            if each.reason == "text" and each.path == section and _SENTENCE.search(each.text)
        ]

    def explain(self, lang: Literal["zh", "en"] = "zh") -> str:
        """What was recognised, where and by which label, and what was left over, for a person to read."""
        from govinfo_report.raw.explain import explain

        return explain(self, lang)

    def to_report(
        self, *, blanks: Literal["refuse", "zero"] = "refuse", marks: Literal["refuse", "zero"] = "refuse"
    ) -> AnnualReport:
        """The report that these cells state, if they state one that holds.

        Args:
            blanks: What to do with blank cells: ``"refuse"`` lists each of them as a violation,
                ``"zero"`` takes them for 0, on the caller's word. A blank total follows from its parts.
            marks: The same for marks such as ``/``.

        Raises:
            InvalidReport: With every violation: cells missing or without a figure, relations that
                do not hold, unknown agency, impossible year.
            ValueError: ``blanks`` or ``marks`` is something else.
        """
        from govinfo_report.raw.conversion import build_report

        for name, value in (("blanks", blanks), ("marks", marks)):
            if value not in ("refuse", "zero"):
                raise ValueError(f"{name}= 是 refuse 或 zero，不是 {value!r} / {name}= is refuse or zero")
        return build_report(self, zero_blanks=blanks == "zero", zero_marks=marks == "zero")

    def completed(self) -> RawReport:
        """This report with its blanks filled in where the relations leave only one figure possible.

        Each is marked by a note of the kind `NoteKind.DERIVED`. A blank for which the relations want
        different figures, or leave several possible, stays blank; marks and unreadable cells stay, too.
        """
        from govinfo_report.raw.completion import completed

        return completed(self)

    def replace(self, figures: Mapping[str, Figure | Money | None]) -> RawReport:
        """This report with other figures: ``raw.replace({"requests.received.total": 15})``.

        Each is marked by a note of the kind `NoteKind.REPLACED` and stands in no document any more: its
        source is empty.

        Args:
            figures: Canonical path → the figure: ``int`` (件), `Decimal` or ``int`` (万元), `Money` for
                采购总金额, ``None`` for a blank.

        Raises:
            KeyError: The report has no such cell; names the path that may be meant.
            TypeError: A cell takes figures of another type.
        """
        from govinfo_report.raw.replacing import replaced

        return replaced(self, figures)

    @classmethod
    def of(cls, report: AnnualReport | RawReport) -> RawReport:
        """A built report as it would be printed, totals included; a report as printed is itself.

        Raises:
            TypeError: It is no report.
        """
        from govinfo_report.raw.conversion import print_report

        if isinstance(report, AnnualReport):
            return print_report(report)
        if not isinstance(report, cls):
            what = type(report).__name__
            raise TypeError(
                f"要的是报告，不是 {what}；文件用 gr.read 读取 / a report is wanted, not {what}: gr.read(…)"
            )
        return report
