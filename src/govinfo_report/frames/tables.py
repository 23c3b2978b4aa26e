"""Reports as data frames: a row a report, a row a cell, a row a finding, a row a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field, frozen

from govinfo_report.errors import ReadError
from govinfo_report.findings import Finding, Severity
from govinfo_report.frames.columns import (
    COMPANIONS,
    FILE,
    FINDING,
    IDENTITY,
    TIDY,
    cell_columns,
    cells_of_all_forms,
    number_of,
)
from govinfo_report.frames.extras import engine, narwhals
from govinfo_report.model import AnnualReport
from govinfo_report.raw import Cell, RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.source import Source, shown

__all__ = ["Frameable", "corpus", "corpus_and_findings", "files", "findings", "tidy", "wide"]

#: What becomes a row, or rows: a report of either type, a check's result, a result of `scan`.
Frameable = Any


def wide(
    reports: Iterable[Frameable],
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    backend: str = "polars",
) -> Any:
    """A row a report, a column a cell, named by its canonical path.

    Columns: ``file``, ``agency``, ``year``, ``edition`` (null for a hybrid), ``variant`` (of the edition:
    ``undivided`` where a form of 2021 has （六）其他处理 in one row), then every cell of every edition. A
    blank, a mark, an unreadable cell and one that the document does not have are all null; the companions
    tell them apart.

    Args:
        reports: Reports as printed or built, results of `check` or of `scan`. What could not be read is
            left out; `corpus` and `files` have a row for it.
        kinds: Add ``〈path〉:kind``: ``number``, ``blank``, ``mark``, ``unreadable``, null where absent.
        texts: Add ``〈path〉:text``: exactly what is printed.
        sources: Add ``〈path〉:source``: where it stands, as ``Sheet1!F12``.
        backend: ``polars``, ``pandas`` or ``pyarrow``.
    """
    companions = _companions(kinds, texts, sources)
    table = _Table(IDENTITY | cell_columns(companions))
    for item in _items(reports):
        if item.raw is not None:
            table.add(item.identity | _cells(item.raw, companions))
    return table.made(backend)


def corpus(
    results: Iterable[Frameable],
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    backend: str = "polars",
) -> Any:
    """A row a file of a scan: what `files` says of it, then its cells as in `wide`; nulls where unread."""
    companions = _companions(kinds, texts, sources)
    table = _Table(FILE | cell_columns(companions))
    for item in _items(results):
        table.add(_corpus_row(item, companions))
    return table.made(backend)


def files(results: Iterable[Frameable], *, backend: str = "polars") -> Any:
    """A row a file: its size and digest, whose report it is, how its check came out, or why it was not read.

    ``same_as`` names an earlier file with the same contents, ``version_of`` one with another report of the
    same agency and year.
    """
    table = _Table(FILE)
    for item in _items(results):
        table.add(_file_row(item))
    return table.made(backend)


def tidy(reports: Iterable[Frameable], *, backend: str = "polars") -> Any:
    """A row a cell: the report's identity, then path, table, label, kind, value, text and source.

    ``value`` is a count, or an amount in 万元; ``label`` is the official label path. Cells that a document
    does not have have no row; blanks have one, without a value.
    """
    table = _Table(IDENTITY | TIDY)
    places = cells_of_all_forms()
    for item in _items(reports):
        for cell in item.raw or ():
            place = places[cell.path]
            number = number_of(cell, place.kind)
            table.add(
                item.identity
                | {
                    "path": cell.path,
                    "table": place.table,
                    "label": " / ".join(place.label),
                    "kind": cell.kind.value,
                    "value": float(number) if number is not None and float(number) == number else None,
                    "text": cell.text,
                    "source": _where(cell.source),
                }
            )
    return table.made(backend)


def findings(results: Iterable[Frameable], *, lang: str = "zh", backend: str = "polars") -> Any:
    """A row a finding: the report's identity, rule, severity, path, label, figures, place and message.

    Args:
        results: Results of `check` or of `scan`. Reports that were not checked have no findings.
        lang: Language of the messages.
        backend: ``polars``, ``pandas`` or ``pyarrow``.
    """
    table = _Table(IDENTITY | FINDING)
    for item in _items(results):
        table.add_all(_finding_rows(item, lang))
    return table.made(backend)


def corpus_and_findings(
    results: Iterable[Frameable],
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    lang: str = "zh",
    backend: str = "polars",
) -> tuple[Any, Any]:
    """What `corpus` and `findings` make, of results that are met once and not kept."""
    companions = _companions(kinds, texts, sources)
    files, found = _Table(FILE | cell_columns(companions)), _Table(IDENTITY | FINDING)
    for item in _items(results):
        files.add(_corpus_row(item, companions))
        found.add_all(_finding_rows(item, lang))
    return files.made(backend), found.made(backend)


def _companions(kinds: bool, texts: bool, sources: bool) -> tuple[str, ...]:
    return tuple(name for name, asked in zip(COMPANIONS, (kinds, texts, sources), strict=True) if asked)


_COMPANION: dict[str, Callable[[Cell], str | None]] = {
    "kind": lambda cell: cell.kind.value,
    "text": lambda cell: cell.text,
    "source": lambda cell: _where(cell.source),
}


def _cells(raw: RawReport, companions: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for path, place in cells_of_all_forms().items():
        cell = raw.get(path)
        row[path] = number_of(cell, place.kind) if cell is not None else None
        for name in companions:
            row[f"{path}:{name}"] = _COMPANION[name](cell) if cell is not None else None
    return row


def _corpus_row(item: _Item, companions: tuple[str, ...]) -> dict[str, Any]:
    cells = _cells(item.raw, companions) if item.raw is not None else dict.fromkeys(cell_columns(companions))
    return _file_row(item) | cells


def _finding_rows(item: _Item, lang: str) -> Iterator[dict[str, Any]]:
    for finding in item.result.findings if item.result is not None else ():
        yield item.identity | _finding_row(finding, lang)


def _finding_row(finding: Finding, lang: str) -> dict[str, Any]:
    figures = {name: getattr(finding, name) for name in ("stated", "expected", "difference")}
    return {
        "rule": finding.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "path": finding.path,
        "label": " / ".join(finding.label),
        **{name: float(figure) if figure is not None else None for name, figure in figures.items()},
        "source": _where(finding.source) if finding.source is not None else None,
        "message": finding.message(lang),
    }


@frozen(kw_only=True)
class _Item:
    """A report with what names its row, its check where there was one, and the scan's word on its file."""

    raw: RawReport | None
    identity: dict[str, Any]
    result: CheckResult | None = None
    error: ReadError | None = None
    scanned: Any = None


def _items(items: Iterable[Frameable]) -> Iterator[_Item]:
    """Whatever was given, as items.

    Raises:
        TypeError: Something is neither a report nor the result of a check or scan.
    """
    for item in items:
        if isinstance(item, AnnualReport):
            yield _item(RawReport.of(item))
        elif isinstance(item, RawReport):
            yield _item(item)
        elif isinstance(item, CheckResult):
            yield _item(item.raw, result=item)
        elif all(hasattr(item, name) for name in ("path", "raw", "result", "error")):
            # A result of a scan, which is of a higher layer.
            yield _item(item.raw, result=item.result, file=shown(item.path), error=item.error, scanned=item)
        else:
            raise TypeError(f"a report or the result of a check or scan is wanted, not {type(item).__name__}")


def _item(
    raw: RawReport | None,
    *,
    result: CheckResult | None = None,
    file: str | None = None,
    error: ReadError | None = None,
    scanned: Any = None,
) -> _Item:
    if file is None:
        file = next((cell.source.file for cell in raw or () if cell.source.file is not None), None)
    edition = raw.edition if raw is not None else None
    identity = {
        "file": file,
        "agency": raw.agency if raw is not None else None,
        "year": raw.year if raw is not None else None,
        "edition": edition.name if edition is not None else None,
        "variant": raw.form.variant if raw is not None else None,
    }
    return _Item(raw=raw, identity=identity, result=result, error=error, scanned=scanned)


def _file_row(item: _Item) -> dict[str, Any]:
    result, scanned = item.result, item.scanned
    repeats = {
        name: shown(path) if (path := getattr(scanned, name, None)) is not None else None
        for name in ("same_as", "version_of")
    }
    counts = {
        f"{severity.value}s": (
            sum(each.severity is severity for each in result.findings) if result is not None else None
        )
        for severity in Severity
    }
    return (
        item.identity
        | {"size": getattr(scanned, "size", None), "digest": getattr(scanned, "digest", None)}
        | {"ok": result.ok if result is not None else None}
        | counts
        | repeats
        | {"unread": item.error.message("zh") if item.error is not None else None}
    )


def _where(source: Source) -> str | None:
    return source.describe("en") or None


#: narwhals' names of types → those of pandas whose columns can have nulls, where they differ.
_PANDAS = {"Boolean": "boolean", "String": "string"}


@define
class _Table:
    """Rows as they are gathered, column by column.

    Attributes:
        schema: Name of each column → narwhals' name of its type.
    """

    schema: dict[str, str]
    _columns: dict[str, list[Any]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._columns = {name: [] for name in self.schema}

    def add(self, row: dict[str, Any]) -> None:
        """Add a row, which has a value for every column."""
        for name, values in self._columns.items():
            values.append(row[name])

    def add_all(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add rows."""
        for row in rows:
            self.add(row)

    def made(self, backend: str) -> Any:
        """The rows as a frame of an engine.

        Raises:
            ModuleNotFoundError: The engine, or narwhals, is not installed; the message names the extra.
        """
        nw = narwhals(backend)
        if backend == "pandas":  # its own integers and truth values have no null
            pandas = engine("pandas")
            columns = {
                name: pandas.array(values, dtype=_PANDAS.get(self.schema[name], self.schema[name]))
                for name, values in self._columns.items()
            }
            return pandas.DataFrame(columns)
        types = {name: getattr(nw, kind) for name, kind in self.schema.items()}
        return nw.from_dict(self._columns, schema=types, backend=backend).to_native()
