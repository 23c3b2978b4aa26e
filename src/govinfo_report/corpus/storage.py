"""A corpus on disk: Parquet files, or one DuckDB database, written in parts so that memory stays flat."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import define, field

from govinfo_report.corpus.repeats import Repeats
from govinfo_report.corpus.results import ScanResult, require_unread
from govinfo_report.corpus.rows import Columns, Rows, engine_errors, refusal, write_rows
from govinfo_report.corpus.scanning import Scan
from govinfo_report.corpus.summary import Summary
from govinfo_report.errors import WriteError
from govinfo_report.form import every_form
from govinfo_report.frames.columns import cells_of_all_forms
from govinfo_report.frames.extras import engine
from govinfo_report.source import shown
from govinfo_report.writers.atomic import require_free, unfinished

__all__ = ["findings_path", "write_corpus"]

_PART = 500
"""Results that are in memory together where they are made rows of here."""
_GROUP = 16_384
"""Rows of a group in the Parquet file: the more, the more memory it takes to join the parts."""
_MARKS = 65_536
"""Files whose marks are in memory together."""
_REPEATS = ("same_as", "version_of")
_LAST, _PAUSE = 40, 0.05
"""How often the workshop is taken away, until it stays away; seconds between two times."""

#: Tables of the database → what a row of it is, for the documentation.
TABLES = {
    "corpus": "a file: what is known of it, then a column for each cell (as in the Parquet file)",
    "findings": "a finding: the report's identity, rule, severity, path, figures, place, message",
    "form": "a cell of the form: path, table, label, kind, and the editions that have it",
}
#: Views of the database → its query and what a row is.
VIEWS = {
    "reports": (
        "SELECT * FROM corpus WHERE unread IS NULL AND same_as IS NULL",
        "a report that was read; the same contents once",
    ),
    "unread": ("SELECT file, size, unread FROM corpus WHERE unread IS NOT NULL", "a file that was not read"),
    "errors": ("SELECT * FROM findings WHERE severity = 'error'", "a finding of error severity"),
}


def findings_path(target: Path) -> Path:
    """Where the findings of a Parquet corpus stand: ``corpus.findings.parquet`` beside ``corpus.parquet``."""
    return target.with_name(f"{target.stem}.findings{target.suffix}")


def write_corpus(
    results: Iterable[ScanResult],
    target: str | os.PathLike[str],
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    lang: str = "zh",
    overwrite: bool = False,
    progress: Callable[[int], object] | None = None,
) -> Summary:
    """Write a scan's results to ``corpus.parquet`` (findings beside it) or ``corpus.duckdb``.

    Written in parts and moved into place at the end, so that a reader finds the old corpus or the new one.
    The rows of a `scan` that was not begun yet and has no ``resume`` are made by its workers, in the order of
    the files; any other results are made rows of here.

    Args:
        results: The results, of `scan`; only a few hundred are in memory together.
        target: A file whose name ends with ``.parquet`` or ``.duckdb``.
        kinds: Add the companion columns ``〈path〉:kind``, see `frames.wide`.
        texts: Add ``〈path〉:text``.
        sources: Add ``〈path〉:source``.
        lang: Language of the findings' messages.
        overwrite: Whether existing files are replaced.
        progress: Called with the number of files whenever the rows of some more are written.

    Raises:
        WriteError: The name ends otherwise, a file exists, its folder does not, or the disk refuses.
        ModuleNotFoundError: polars (or DuckDB, for a database) is not installed.
    """
    path = Path(os.path.realpath(target))
    if path.suffix not in (".parquet", ".duckdb"):
        raise WriteError(
            "文件名须以 .parquet 或 .duckdb 结尾。",
            "The name has to end with .parquet or .duckdb.",
            where=str(target),
            advice_zh="问题清单可写成 .xlsx 或 .csv。",
            advice_en="Lists of findings go into .xlsx or .csv (scan -o, write_findings).",
        )
    targets = [path] if path.suffix == ".duckdb" else [findings_path(path), path]
    if shown(path) != str(path):  # polars and DuckDB open files by names in UTF-8
        raise WriteError(
            "目标的路径里有不是 UTF-8 的名字，这种文件写不了。",
            "The target's path has a name in it that is not UTF-8; such files cannot be written there.",
            where=str(target),
            advice_zh="请写到别处。",
            advice_en="Write elsewhere.",
        )
    for each in targets:
        require_free(each, [], overwrite=overwrite)
    if path.suffix == ".duckdb":
        engine("duckdb")
    if (
        find_spec("polars") is None
    ):  # not imported before the workers are there: they may be forks of this process
        engine("polars")
    require_unread(results)
    columns = Columns(kinds=kinds, texts=texts, sources=sources, lang=lang)
    with unfinished(), _workshop(path) as shop:
        parts = _Parts(shop, progress)
        rows = results.rows(shop, columns) if isinstance(results, Scan) else None
        if rows is not None:
            repeats = Repeats()
            with closing(rows):
                for part in rows:
                    parts.add(part, repeats.marks(part.met))
        else:
            for batch in _batches(results):
                parts.add(
                    write_rows(batch, shop, columns), [(each.same_as, each.version_of) for each in batch]
                )
        if not parts.names:
            parts.add(write_rows([], shop, columns), [])
        parts.write_marks()
        made = [shop / f"made.{each.name}" for each in targets]
        if path.suffix == ".duckdb":
            _fill_database(made[0], parts)
        else:
            for frame, each in zip((parts.findings, parts.corpus), made, strict=True):
                frame().sink_parquet(each, row_group_size=_GROUP)
        for each, goal in zip(made, targets, strict=True):
            each.replace(goal)
    return parts.summary


def _batches(results: Iterable[ScanResult]) -> Iterator[list[ScanResult]]:
    rest = iter(results)
    while part := list(islice(rest, _PART)):
        yield part


@define
class _Parts:
    """Rows that stand in parts, and which of their files repeat others, in the order of the files.

    Attributes:
        shop: The folder where the parts are.
        progress: Called with the number of files of each part.
        names: Their names.
        summary: What the files came to.
    """

    shop: Path
    progress: Callable[[int], object] | None = None
    names: list[str] = field(factory=list)
    summary: Summary = field(factory=Summary)
    _marks: list[tuple[str | None, str | None]] = field(factory=list)
    _marked: int = 0

    def add(self, rows: Rows, marks: Iterable[tuple[Path | None, Path | None]]) -> None:
        """Add what was written last."""
        self.names.append(rows.part)
        self.summary.join(rows.summary)
        for same, other in marks:
            self.summary.repeated += same is not None
            self.summary.versions += other is not None
            self._marks.append((_shown(same), _shown(other)))
        if self.progress is not None:
            self.progress(rows.summary.files)
        if len(self._marks) >= _MARKS:
            self.write_marks()

    def write_marks(self) -> None:
        """Write down the marks that are in memory."""
        schema = dict.fromkeys(_REPEATS, engine("polars").String)
        frame = engine("polars").DataFrame(self._marks, schema=schema, orient="row")
        frame.write_parquet(self.shop / f"{self._marked:08}.marks")
        self._marked, self._marks = self._marked + 1, []

    def paths(self, kind: str) -> list[str]:
        """The files of one kind: ``corpus``, ``findings`` or ``marks``."""
        names = self.names if kind != "marks" else [f"{number:08}" for number in range(self._marked)]
        return [str(self.shop / f"{name}.{kind}") for name in names]

    def corpus(self) -> Any:
        """All rows, lazily, with the marks beside them."""
        polars = engine("polars")
        rows, marks = (polars.scan_parquet(self.paths(kind), glob=False) for kind in ("corpus", "marks"))
        names = polars.read_parquet_schema(self.paths("corpus")[0])
        return polars.concat([rows.drop(_REPEATS), marks], how="horizontal").select(list(names))

    def findings(self) -> Any:
        """All findings, lazily."""
        return engine("polars").scan_parquet(self.paths("findings"), glob=False)


def _shown(path: Path | None) -> str | None:
    return shown(path) if path is not None else None


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not finished; gone in the end, whatever happens."""
    shop = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        shop.mkdir(0o700)  # what workers put there is unpickled
        yield shop
    except FileNotFoundError as error:
        raise WriteError(
            "目标文件夹不存在。", "The folder does not exist.", where=str(target.parent)
        ) from error
    except Exception as error:
        if not isinstance(error, (OSError, *engine_errors())):
            raise
        raise refusal(error, shop) from error
    finally:
        for _ in range(_LAST):  # a worker that is being ended may put another part into it
            shutil.rmtree(shop, ignore_errors=True)
            if not shop.exists():
                break
            time.sleep(_PAUSE)


def _fill_database(path: Path, parts: _Parts) -> None:
    """A DuckDB database of the parts, with what the form says of each cell, and views."""
    duckdb = engine("duckdb")
    with duckdb.connect(str(path)) as database:
        marks = ", ".join(f"marks.{name} AS {name}" for name in _REPEATS)
        database.execute(
            f"CREATE TABLE corpus AS SELECT files.* REPLACE ({marks})"
            " FROM read_parquet(?) files POSITIONAL JOIN read_parquet(?) marks",
            [parts.paths("corpus"), parts.paths("marks")],
        )
        database.execute("CREATE TABLE findings AS SELECT * FROM read_parquet(?)", [parts.paths("findings")])
        database.execute(
            "CREATE TABLE form "
            '(path VARCHAR, "table" VARCHAR, label VARCHAR, kind VARCHAR, editions VARCHAR[])'
        )
        database.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?)", _form_rows())
        for view, (query, _) in VIEWS.items():
            database.execute(f"CREATE VIEW {view} AS {query}")


def _form_rows() -> list[list[Any]]:
    editions: dict[str, set[str]] = {}
    for form in every_form():
        for path in form.by_path:
            editions.setdefault(path, set()).add(str(form.edition))
    return [
        [path, place.table, " / ".join(place.label), place.kind.value, sorted(editions[path])]
        for path, place in cells_of_all_forms().items()
    ]
