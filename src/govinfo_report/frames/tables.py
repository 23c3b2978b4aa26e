"""Reports as data frames: a row a report, a row a cell, a row a finding, a row a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import define, field

from govinfo_report.findings import Finding, Severity
from govinfo_report.form import FormCell
from govinfo_report.frames.columns import (
    COMPANIONS,
    FILE,
    FINDING,
    IDENTITY,
    TIDY,
    cell_columns,
    cells_of,
    cells_of_all_forms,
    exactly,
    in_chinese,
    number_of,
)
from govinfo_report.frames.extras import engine, narwhals
from govinfo_report.frames.items import Item, Reports, items_of
from govinfo_report.model import Edition, edition_named
from govinfo_report.raw import Cell, RawReport
from govinfo_report.source import Source, shown

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["corpus", "corpus_and_findings", "files", "findings", "tidy", "wide"]


@overload
def wide(
    reports: Reports, *, edition: Edition | str | None = ..., labels: Literal["zh"] | None = ...,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: Literal["polars"] = ...,
) -> polars.DataFrame: ...  # fmt: skip
@overload
def wide(
    reports: Reports, *, edition: Edition | str | None = ..., labels: Literal["zh"] | None = ...,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: Literal["pandas"],
) -> pandas.DataFrame: ...  # fmt: skip
@overload
def wide(
    reports: Reports, *, edition: Edition | str | None = ..., labels: Literal["zh"] | None = ...,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: str,
) -> Any: ...  # fmt: skip
def wide(
    reports: Reports,
    *,
    edition: Edition | str | None = None,
    labels: Literal["zh"] | None = None,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    backend: str = "polars",
) -> Any:
    """A row a report, a column a cell, named by its canonical path.

    Columns: ``file``, ``agency``, ``year``, ``edition`` (null for a hybrid), ``variant`` (of the edition:
    ``undivided`` where a form of 2021 has （六）其他处理 in one row), then the cells of the current edition,
    then what others have besides. A blank, a mark, an unreadable cell and one that the document does not
    have are all null; the companions tell them apart.

    Args:
        reports: Reports as printed or built, results of `check` or of `scan`, files, or a folder, which is
            scanned. What could not be read is left out; `corpus` and `files` have a row for it.
        edition: Only the cells of this edition of the form have columns, those of its variants among them.
            Reports of other editions have a row all the same.
        labels: ``"zh"`` names the columns by the official labels, for people; `check` and `reports` go by
            paths.
        kinds: Add ``〈path〉:kind``: ``number``, ``blank``, ``mark``, ``unreadable``, null where absent.
        texts: Add ``〈path〉:text``: exactly what is printed.
        sources: Add ``〈path〉:source``: where it stands, as ``Sheet1!F12``.
        backend: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        ReadError: There is no such file or folder.
        ValueError: ``labels`` or ``edition`` is none there is.
    """
    if labels not in (None, "zh"):
        raise ValueError(f'labels= 只能是 "zh" / labels= takes "zh" only, not {labels!r}')
    companions = _companions(kinds, texts, sources)
    places = cells_of_all_forms() if edition is None else cells_of(edition_named(edition))
    table = _Table(IDENTITY | cell_columns(places, companions))
    for item in items_of(reports, checked=False):
        if item.raw is not None:
            table.add(item.identity | _cells(item.raw, places, companions))
    return table.made(backend, in_chinese(table.schema) if labels == "zh" else {})


@overload
def corpus(
    results: Reports, *,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: Literal["polars"] = ...,
) -> polars.DataFrame: ...  # fmt: skip
@overload
def corpus(
    results: Reports, *,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: Literal["pandas"],
) -> pandas.DataFrame: ...  # fmt: skip
@overload
def corpus(
    results: Reports, *,
    kinds: bool = ..., texts: bool = ..., sources: bool = ..., backend: str,
) -> Any: ...  # fmt: skip
def corpus(
    results: Reports,
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    backend: str = "polars",
) -> Any:
    """A row a file of a scan: what `files` says of it, then its cells as in `wide`; nulls where unread."""
    companions = _companions(kinds, texts, sources)
    table = _Table(FILE | cell_columns(cells_of_all_forms(), companions))
    for item in items_of(results):
        table.add(_corpus_row(item, companions))
    return table.made(backend)


@overload
def files(results: Reports, *, backend: Literal["polars"] = ...) -> polars.DataFrame: ...  # fmt: skip
@overload
def files(results: Reports, *, backend: Literal["pandas"]) -> pandas.DataFrame: ...  # fmt: skip
@overload
def files(results: Reports, *, backend: str) -> Any: ...  # fmt: skip
def files(results: Reports, *, backend: str = "polars") -> Any:
    """A row a file: its size and digest, whose report it is, how its check came out, or why it was not read.

    ``same_as`` names an earlier file with the same contents, ``version_of`` one with another report of the
    same agency and year.
    """
    table = _Table(FILE)
    for item in items_of(results):
        table.add(_file_row(item))
    return table.made(backend)


@overload
def tidy(reports: Reports, *, backend: Literal["polars"] = ...) -> polars.DataFrame: ...  # fmt: skip
@overload
def tidy(reports: Reports, *, backend: Literal["pandas"]) -> pandas.DataFrame: ...  # fmt: skip
@overload
def tidy(reports: Reports, *, backend: str) -> Any: ...  # fmt: skip
def tidy(reports: Reports, *, backend: str = "polars") -> Any:
    """A row a cell: the report's identity, then path, table, label, kind, value, text and source.

    ``value`` is a count, or an amount in 万元; ``label`` is the official label path. Cells that a document
    does not have have no row; blanks have one, without a value.
    """
    table = _Table(IDENTITY | TIDY)
    places = cells_of_all_forms()
    for item in items_of(reports, checked=False):
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


@overload
def findings(
    results: Reports, *, lang: str = ..., backend: Literal["polars"] = ...,
) -> polars.DataFrame: ...  # fmt: skip
@overload
def findings(
    results: Reports, *, lang: str = ..., backend: Literal["pandas"],
) -> pandas.DataFrame: ...  # fmt: skip
@overload
def findings(
    results: Reports, *, lang: str = ..., backend: str,
) -> Any: ...  # fmt: skip
def findings(results: Reports, *, lang: str = "zh", backend: str = "polars") -> Any:
    """A row a finding: the report's identity, rule, severity, path, label, figures, place and message.

    Args:
        results: Results of `check` or of `scan`, or files.
        lang: Language of the messages.
        backend: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        ValueError: A report was not checked.
    """
    table = _Table(IDENTITY | FINDING)
    for item in items_of(results):
        if item.raw is not None and item.result is None:
            raise ValueError(
                "这份报告没有核查过；请给 check 或 scan 的结果 / a report was not checked: give results of "
                "check, or of scan"
            )
        table.add_all(_finding_rows(item, lang))
    return table.made(backend)


def corpus_and_findings(
    results: Reports,
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    lang: str = "zh",
    backend: str = "polars",
) -> tuple[Any, Any]:
    """What `corpus` and `findings` make, of results that are met once and not kept."""
    companions = _companions(kinds, texts, sources)
    files = _Table(FILE | cell_columns(cells_of_all_forms(), companions))
    found = _Table(IDENTITY | FINDING)
    for item in items_of(results):
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


def _cells(raw: RawReport, places: Mapping[str, FormCell], companions: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for path, place in places.items():
        cell = raw.get(path)
        row[path] = number_of(cell, place.kind) if cell is not None else None
        for name in companions:
            row[f"{path}:{name}"] = _COMPANION[name](cell) if cell is not None else None
    return row


def _corpus_row(item: Item, companions: tuple[str, ...]) -> dict[str, Any]:
    places = cells_of_all_forms()
    row = _file_row(item)
    if item.raw is None:
        return row | dict.fromkeys(cell_columns(places, companions))
    return row | _cells(item.raw, places, companions)


def _finding_rows(item: Item, lang: str) -> Iterator[dict[str, Any]]:
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
        **{name: exactly(figure) for name, figure in figures.items()},
        "source": _where(finding.source) if finding.source is not None else None,
        "message": finding.message(lang),
    }


def _file_row(item: Item) -> dict[str, Any]:
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

    def made(self, backend: str, names: Mapping[str, str] = MappingProxyType({})) -> Any:
        """The rows as a frame of an engine.

        Args:
            backend: The engine.
            names: Other names for columns.

        Raises:
            ModuleNotFoundError: The engine, or narwhals, is not installed; the message names the extra.
        """
        nw = narwhals(backend)
        types = {names.get(name, name): kind for name, kind in self.schema.items()}
        columns = dict(zip(types, self._columns.values(), strict=True))
        if backend == "pandas":  # its own integers and truth values have no null
            pandas = engine("pandas")
            return pandas.DataFrame(
                {
                    name: pandas.array(values, dtype=_PANDAS.get(types[name], types[name]))
                    for name, values in columns.items()
                }
            )
        schema = {name: getattr(nw, kind) for name, kind in types.items()}
        return nw.from_dict(columns, schema=schema, backend=backend).to_native()
