"""The relations A1–A4 as expressions over a data frame, in whatever engine the frame belongs to."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import add, sub
from typing import Any, TypeVar

from attrs import frozen

from govinfo_report.form import Identity, every_form
from govinfo_report.form.identities import Term
from govinfo_report.frames.columns import IDENTITY
from govinfo_report.frames.extras import narwhals

__all__ = ["check", "dotted", "opened"]

_Frame = TypeVar("_Frame")

#: Dots mean members of structures in some engines; while a frame is worked on, columns have this instead.
_DOT = "/"
_CODE = 4
"""Length of a rule's code."""


@frozen(kw_only=True, eq=False)
class _Relation:
    """A total, and what it is the sum of in each form.

    Attributes:
        code: Code of the rule.
        total: Path of the total.
        ways: The different sums, each with the forms that have it: names of the edition and of its variant.
    """

    code: str
    total: str
    ways: dict[Identity, list[tuple[str, str | None]]]

    @property
    def key(self) -> str:
        """Name of the column of differences."""
        return f"{self.code}|{_safe(self.total)}"


@cache
def _relations() -> tuple[_Relation, ...]:
    """Every relation of every form, once."""
    found: dict[tuple[str, str], dict[Identity, list[tuple[str, str | None]]]] = {}
    for form in every_form():
        assert form.edition is not None
        for identity in form.identities:
            ways = found.setdefault((identity.rule.code, identity.total), {})
            same = next((each for each in ways if each.terms == identity.terms), identity)
            ways.setdefault(same, []).append((form.edition.name, form.variant))
    return tuple(_Relation(code=code, total=total, ways=ways) for (code, total), ways in found.items())


def _safe(path: str) -> str:
    return path.replace(".", _DOT)


def dotted(name: str) -> str:
    """The canonical path of a column of an opened frame."""
    return name.replace(_DOT, ".")


@frozen
class _Columns:
    """The columns of a frame by canonical path, whichever way the engine lets them be named.

    Attributes:
        nw: narwhals.
        names: Their names in the frame.
        floats: Those of them that hold binary fractions, in which NaN may stand for a missing figure.
        texts: Those that hold texts, and nulls at most.
    """

    nw: Any
    names: frozenset[str]
    floats: frozenset[str]
    texts: frozenset[str]

    def __contains__(self, path: str) -> bool:
        return path in self.names or _safe(path) in self.names

    def __call__(self, path: str) -> Any:
        """The column as an expression; null where it holds no number."""
        name = path if path in self.names else _safe(path)
        column = self.nw.col(name)
        return self.nw.when(column.is_finite()).then(column) if name in self.floats else column


def check(df: _Frame, *, index: Sequence[str] | None = None) -> _Frame:
    """Every relation A1–A4 over a frame such as `wide` makes, in the engine the frame belongs to.

    Nothing is decided where a cell is null or NaN, as `gr.check` decides nothing where one is blank.
    Relations of which a column is not there are left out.

    Args:
        df: A frame of polars, pandas, pyarrow, DuckDB, Dask or PySpark, with columns named by canonical
            path. Lazy frames stay lazy. Where a total is not the same sum in all forms, the columns
            ``edition`` and ``variant`` say of which one a row is. Where they do not, the sum is taken all of
            whose cells have figures, unless another form sums these and more: then nobody can tell.
        index: The columns that name a row in the result; ``file``, ``agency``, ``year`` and ``edition``,
            those of them that are there, unless given.

    Returns:
        A frame of the same kind, a row a relation that fails: the index, ``rule``, ``path`` (of the total),
        ``stated``, ``expected``, ``difference``. Its order is that of no engine in particular.

    Raises:
        ValueError: The frame has none of the form's columns, or not the index asked for.
        TypeError: The index is one name, not a list of names.
    """
    nw = narwhals()
    frame = opened(df)
    schema = frame.collect_schema()
    floats = frozenset(name for name, kind in schema.items() if kind.is_float())
    texts = frozenset(name for name, kind in schema.items() if kind == nw.String)
    columns = _Columns(nw, frozenset(schema.names()), floats, texts)
    keys = _index(columns.names, index)
    differences = _differences(columns)
    if not differences:
        raise ValueError(
            "没有年度报告的列；列名要用路径，不用 labels= 的标签 / "
            "the frame has no columns of a report: they are named by paths, not by labels; see frames.wide"
        )
    totals = list(dict.fromkeys(relation.total for relation in differences))
    worked = frame.select(
        *map(nw.col, keys),
        *(columns(path).alias(_safe(path)) for path in totals),
        *(difference.alias(relation.key) for relation, difference in differences.items()),
    )
    names = [relation.key for relation in differences]
    failed = worked.filter(nw.any_horizontal(*(nw.col(name) != 0 for name in names), ignore_nulls=False))
    long = _unpivoted(failed, names, [*keys, *map(_safe, totals)])
    path = nw.col("relation").str.slice(_CODE + 1)
    # The figure of the total that a row is about, out of the columns of all totals.
    stated = nw.coalesce(*(nw.when(path == _safe(each)).then(nw.col(_safe(each))) for each in totals))
    found: _Frame = (
        long.filter(nw.col("difference") != 0)
        .with_columns(
            rule=nw.col("relation").str.slice(0, _CODE),
            path=path.str.replace_all(_DOT, ".", literal=True),
            stated=stated.cast(nw.Int64),
            difference=nw.col("difference").cast(nw.Int64),
        )
        .with_columns(expected=nw.col("stated") - nw.col("difference"))
        .select(*keys, "rule", "path", "stated", "expected", "difference")
        .to_native()
    )
    return found


def _unpivoted(frame: Any, names: Sequence[str], index: Sequence[str]) -> Any:
    """The columns ``names`` as rows: ``relation``, ``difference``, and the index beside them."""
    if frame.implementation.is_duckdb():
        # narwhals asks DuckDB's default connection, which does not know relations of any other.
        columns, quoted = (", ".join(f'"{name}"' for name in each) for each in (index, names))
        relation = frame.to_native().query(
            "failed",
            f"SELECT {columns}, relation, difference FROM"
            f" (UNPIVOT failed ON {quoted} INTO NAME relation VALUE difference)",
        )
        return narwhals().from_native(relation)
    return frame.unpivot(names, index=index, variable_name="relation", value_name="difference")


def opened(df: Any) -> Any:
    """A frame as narwhals has it; the columns of one of PySpark or DuckDB with names without dots."""
    engine = type(df).__module__
    if engine.startswith("pyspark.") and hasattr(df, "toDF"):
        df = df.toDF(*map(_safe, df.columns))
    elif engine.startswith(("duckdb", "_duckdb")):
        names = ", ".join(f'"{name}" AS "{_safe(name)}"' for name in df.columns)
        df = df.query("whole", f"SELECT {names} FROM whole")
    with warnings.catch_warnings():
        # narwhals announces a plugin for Dask that is not published yet.
        warnings.filterwarnings("ignore", message="Dask support is moving", category=FutureWarning)
        return narwhals().from_native(df)


def _index(names: frozenset[str], index: Sequence[str] | None) -> list[str]:
    if isinstance(index, str):
        raise TypeError("index= 是一列列名 / index= takes a list of columns")
    if index is None:
        return [name for name in IDENTITY if name in names and name != "variant"]
    missing = [name for name in index if name not in names]
    if missing:
        raise ValueError(f"没有这些列 / the frame has no columns {', '.join(missing)}")
    return list(index)


def _differences(columns: _Columns) -> dict[_Relation, Any]:
    """``total - Σ terms`` for each relation that can be evaluated; 0 where a part is null."""
    found: dict[_Relation, Any] = {}
    for relation in _relations():
        there = [identity for identity in relation.ways if all(path in columns for path in identity.paths)]
        if there:
            shared = [term for term in there[0].terms if all(term in each.terms for each in there)]
            difference = columns(relation.total) - _sum(shared, columns)
            if len(relation.ways) > 1:
                difference -= columns.nw.coalesce(*_rests(relation, there, shared, columns))
            found[relation] = difference.fill_null(0)
    return found


def _rests(
    relation: _Relation, there: Sequence[Identity], shared: Sequence[Term], columns: _Columns
) -> Iterator[Any]:
    """What each form adds to the terms that all share, null in the rows that are of another form."""
    nw = columns.nw
    told = "edition" in columns.texts and "variant" in columns.names
    for identity in there:
        terms = [term for term in identity.terms if term not in shared]
        rest = _sum(terms, columns)
        if told:
            yield nw.when(_is_of(relation.ways[identity], columns)).then(rest)
        if not any({*identity.terms} < {*other.terms} for other in there):
            yield nw.when(nw.col("edition").is_null()).then(rest) if told else rest


def _is_of(forms: Iterable[tuple[str, str | None]], columns: _Columns) -> Any:
    """Whether a row is of one of some forms."""
    nw = columns.nw
    # A column of nulls alone may be of any type, with which no text can be compared.
    named = nw.coalesce(nw.col("variant"), nw.lit("")) if "variant" in columns.texts else nw.lit("")
    return reduce(
        lambda one, other: one | other,
        ((nw.col("edition") == name) & (named == (kind or "")) for name, kind in forms),
    )


def _sum(terms: Sequence[Term], columns: _Columns) -> Any:
    """Terms with their signs. Parts of a relation may have none, or none that is added."""
    added, taken = ([columns(each.path) for each in terms if each.sign == sign] for sign in (1, -1))
    return reduce(sub, taken, reduce(add, added) if added else columns.nw.lit(0))
