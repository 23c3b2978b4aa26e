"""Strategies for reports that hold, their tables and their prose, and for reports as printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from govinfo_report.findings import Figure
from govinfo_report.form import every_form
from govinfo_report.form.tree import Node, built
from govinfo_report.model import (
    AnnualReport,
    Applicants,
    Disclosure,
    Disclosure2019,
    Edition,
    FigureKind,
    Money,
    Remedies,
    Requests,
    editions,
)
from govinfo_report.model.editions import PROSE
from govinfo_report.model.exact import exact
from govinfo_report.model.invariants import FIRST_YEAR, LAST_YEAR
from govinfo_report.model.prose import canonical_name, canonical_prose
from govinfo_report.raw import Cell, RawReport, parse_figure
from govinfo_report.rules.examples import MARKS, UNREADABLE

__all__ = [
    "agencies",
    "applicants",
    "disclosure_tables",
    "filled",
    "prose",
    "raw_reports",
    "remedy_tables",
    "reports",
    "request_tables",
]


@exact
def _wan(yuan: int) -> Decimal:
    return Decimal(yuan).scaleb(-4).normalize() + 0


_COUNTS = st.integers(0, 9) | st.integers(0, 5_000_000)
_AMOUNTS = st.integers(0, 10**9).map(_wan)
#: Printable characters of every kind, emoji included; what XML cannot hold is left out.
_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff"
)
#: No section heading, title or label of the form begins like these.
_OPENINGS = st.sampled_from(["本年，", "=", "+1", "①", "2023年全年，", "<b>", "@", "“甲”", "_x0041_", "0"])


def prose(*, max_paragraphs: int = 3) -> st.SearchStrategy[str]:
    """Prose in its canonical form, which no reader takes for a heading."""
    words = st.text(_CHARACTERS, max_size=30)
    paragraph = st.builds(lambda opening, rest: opening + rest, _OPENINGS, words)
    return st.lists(paragraph, max_size=max_paragraphs).map("\n".join).map(canonical_prose)


def agencies() -> st.SearchStrategy[str]:
    """Names of agencies: usual ones, and ones with any characters."""
    usual = st.sampled_from(["南宫市人民政府办公室", "青禾省测绘局", "双泉市人民政府", "国家粮食/物资局"])
    odd = st.text(_CHARACTERS, max_size=20).map(lambda rest: canonical_name(f"青{rest}"))
    return usual | odd


def applicants() -> st.SearchStrategy[Applicants]:
    """Rows of table 3."""
    names = [column.name for column in attrs.fields(Applicants)]
    return st.builds(Applicants, **dict.fromkeys(names, _COUNTS))


def disclosure_tables() -> st.SearchStrategy[Disclosure | Disclosure2019]:
    """Tables 2, of both editions."""
    return st.one_of(_tables("disclosure", Disclosure), _tables("disclosure", Disclosure2019))


def remedy_tables() -> st.SearchStrategy[Remedies]:
    """Tables 4."""
    return _tables("remedies", Remedies)


def request_tables() -> st.SearchStrategy[Requests]:
    """Tables 3 that balance, with （六） divided and undivided."""
    return _tables("requests", Requests)


def _tables(name: str, model: type[Any]) -> st.SearchStrategy[Any]:
    """Tables of a class, their rows as any form has them."""
    trees = [form.tables[name] for form in every_form() if name in form.tables]
    return st.one_of(*(filled(tree) for tree in trees if tree.model is model))


_FIGURES: dict[FigureKind, st.SearchStrategy[Any]] = {
    FigureKind.COUNT: _COUNTS,
    FigureKind.CHANGE: _COUNTS | _COUNTS.map(lambda count: -count),
    FigureKind.AMOUNT: _AMOUNTS,
    FigureKind.MONEY: st.builds(Money, _AMOUNTS, st.sampled_from([None, "元", "万元", "亿元"])),
}


def filled(tree: Node) -> st.SearchStrategy[Any]:
    """Tables of a tree: the figures are free, or as free as the balance of its columns leaves them."""
    balance = getattr(tree.model, "BALANCE", None)
    if balance is not None:
        return _balanced(tree, balance)
    leaves = {cell.path: cell.kind for cell in tree.cells() if not cell.computed}
    zeros: dict[str, Any] = {
        path: Money(Decimal(0)) if kind is FigureKind.MONEY else 0 for path, kind in leaves.items()
    }
    drawn: list[st.SearchStrategy[dict[str, Any]]] = []
    for kind, figures in _FIGURES.items():
        paths = [path for path, its in leaves.items() if its is kind]
        if paths:
            drawn.append(st.dictionaries(st.sampled_from(paths), figures))
    return st.tuples(*drawn).map(
        lambda parts: built(tree, {path: each for part in (zeros, *parts) for path, each in part.items()})
    )


@st.composite
def _balanced(draw: st.DrawFn, tree: Node, balance: tuple[str, *tuple[tuple[str, int], ...]]) -> Any:
    """Tables whose total and what is carried over are free; their sum came in, in some parts or others."""
    total, *terms = balance
    gone = [tree.child(total.rpartition(".")[0]), *(tree.child(name) for name, sign in terms if sign < 0)]
    came = [tree.child(name) for name, sign in terms if sign > 0]
    leaves = [cell.path for node in gone for cell in node.cells() if not cell.computed]
    figures: dict[str, Figure] = dict.fromkeys((cell.path for cell in tree.cells()), 0)
    figures.update(draw(st.dictionaries(st.sampled_from(leaves), _COUNTS, max_size=25)))
    for column in came[0].children:
        due = sum(int(figures[path]) for path in leaves if path.endswith(f".{column.name}"))
        for row in came[1:]:
            part = draw(st.integers(0, due)) if due else 0
            figures[row.child(column.name).path] = part
            due -= part
        figures[column.path] = due
    return built(tree, figures)


def reports() -> st.SearchStrategy[AnnualReport]:
    """Reports that hold, of all editions. None has an error; what does not fit its year is a warning."""
    return st.one_of(*map(_reports_of, editions()))


def _reports_of(edition: Edition) -> st.SearchStrategy[AnnualReport]:
    own = [section.name for section in edition.sections if section.name in PROSE]
    return st.builds(
        AnnualReport,
        agency=agencies(),
        year=st.integers(FIRST_YEAR, LAST_YEAR - 1),
        preamble=prose(),
        tables=st.fixed_dictionaries(
            {name: _tables(name, table.model) for name, table in edition.tables.items()}
        ),
        **dict.fromkeys(own, prose()),
    )


_NOTATIONS = st.sampled_from(["１２", "1,234", "12件", "+3", "００", "零", "-4", "1.5", "７"])


@st.composite
def raw_reports(draw: st.DrawFn) -> RawReport:
    """Reports as printed: any figures among blanks, marks, odd notations and the unreadable."""
    raw = RawReport.of(draw(reports()))
    places = raw.form.by_path
    texts = st.sampled_from(("", *MARKS)) | _NOTATIONS | st.sampled_from(UNREADABLE) | _COUNTS.map(str)
    printed = draw(st.dictionaries(st.sampled_from(list(places)), texts, max_size=30))
    cells = {cell.path: cell for cell in raw}
    for path, text in printed.items():
        reading = parse_figure(text, places[path].kind)
        cells[path] = Cell(path, reading.kind, reading.value, reading.text)
    return attrs.evolve(raw, cells=tuple(cells.values()))
