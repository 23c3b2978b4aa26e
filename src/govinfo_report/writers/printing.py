"""What every printed form of a report is made of: the cover's entries, and the tables that are there."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.errors import WriteError
from govinfo_report.form import TableLayout
from govinfo_report.form.layout import layout_of
from govinfo_report.raw import RawReport

__all__ = ["AGENCY", "PERIOD", "YEAR", "cover_entries", "printed_layouts"]

AGENCY, YEAR, PERIOD = "机关名称", "年度", "统计期限"


def cover_entries(raw: RawReport) -> Iterator[tuple[str, str]]:
    """The entries of a cover that are known: their names and values."""
    if raw.agency is not None:
        yield AGENCY, raw.agency
    if raw.year is not None:
        yield YEAR, str(raw.year)
    if raw.period is not None:
        yield PERIOD, raw.period.describe()


def printed_layouts(raw: RawReport) -> dict[str, TableLayout]:
    """The layouts of the tables that the report has, without the rows it does not have.

    Raises:
        WriteError: A row is there only in part, which no form can show.
    """
    layouts: dict[str, TableLayout] = {}
    for name, tree in raw.form.tables.items():
        there = [cell.path for cell in tree.cells() if cell.path in raw]
        kept = tree.only(raw)
        if kept is None and not there:
            continue
        complete = kept is not None and len(there) == sum(1 for _ in kept.cells())
        if kept is None or not complete or (name == "remedies" and kept != tree):
            raise WriteError(
                f"“{tree.printed.label}”的表格有的行不完整，无法照样写出。",
                f"The table of “{tree.printed.label}” has rows that are there only in part.",
                advice_zh="可写成 JSON。",
                advice_en="Write it as JSON instead.",
            )
        layouts[name] = layout_of(name, kept)
    return layouts
