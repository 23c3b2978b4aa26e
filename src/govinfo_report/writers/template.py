"""`write_template`: an empty workbook for an office to fill in."""

from __future__ import annotations

import os
from pathlib import Path

from govinfo_report.errors import WriteError
from govinfo_report.form import form_with
from govinfo_report.model import AnnualReport, Edition
from govinfo_report.model.invariants import FIRST_YEAR, LAST_YEAR, possible_year
from govinfo_report.model.prose import canonical_name
from govinfo_report.raw import RawReport
from govinfo_report.writers.atomic import write_bytes
from govinfo_report.writers.suffixes import require_suffix

__all__ = ["write_template"]


def write_template(
    path: str | os.PathLike[str],
    *,
    agency: str | None = None,
    year: int | None = None,
    edition: Edition | str | None = None,
    last_year: AnnualReport | RawReport | None = None,
    overwrite: bool = False,
) -> Path:
    """Write an empty workbook: a cover, the official tables, a sheet for each section of prose, and 校验.

    Totals and checks are formulas made from the relations that `check` uses. Every cell of the form has
    its canonical path for a name.

    Args:
        path: The file to make.
        agency: 机关, put on the cover; that of ``last_year`` unless given.
        year: The year to be reported on, put on the cover; the year after ``last_year`` unless given.
        edition: Edition of the form, or its name; the current one unless given.
        last_year: Last year's report. What it carries over is put in as 上年结转, with a comment that
            says so; its 现行有效 is shown under table 2 to compare with. A blank stays blank.
        overwrite: Whether an existing file may be replaced.

    Returns:
        The path written.

    Raises:
        WriteError: The file exists, cannot be written, or is not called .xlsx; ``year`` is impossible;
            ``last_year`` is of another year or agency.
        ValueError: There is no such edition.
    """
    from govinfo_report.writers.workbook.template import render_template

    require_suffix(path, ".xlsx")
    if year is not None and not possible_year(year):
        raise WriteError(
            f"年度 {year!r} 不可能，须在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。",
            f"{year!r} cannot be the year of a report; it is between {FIRST_YEAR} and {LAST_YEAR}.",
            advice_zh="请给四位数字的报告年度（整数），如 2025。",
            advice_en="Give the year reported on as a number, such as 2025.",
        )
    name = canonical_name(agency) if agency else None
    last = RawReport.of(last_year) if last_year is not None else None
    if last is not None:
        name, year = _following(last, name, year)
    data = render_template(agency=name, year=year, form=form_with(edition=edition), last_year=last)
    target = Path(path)
    write_bytes(target, data, overwrite=overwrite)
    return target


def _following(last: RawReport, agency: str | None, year: int | None) -> tuple[str | None, int | None]:
    """Agency and year of the new report, as last year's tells where they are not given.

    Raises:
        WriteError: ``last`` is not of the year before, or of another agency.
    """
    if year is None and last.year is not None:
        year = last.year + 1
    if year is not None and last.year is not None and last.year != year - 1:
        raise WriteError(
            f"上年报告是 {last.year} 年的，而新报告是 {year} 年的。",
            f"Last year's report is of {last.year}, the new one of {year}.",
            advice_zh="请给出上一年度的报告。",
            advice_en="Give the report of the year before.",
        )
    if agency is not None and last.agency is not None and agency != last.agency:
        raise WriteError(
            f"上年报告是“{last.agency}”的，而新报告是“{agency}”的。",
            f"Last year's report is of {last.agency}, the new one of {agency}.",
            advice_zh="机构改名的，先在上年报告中改用新名。",
            advice_en="If the agency was renamed, give last year's report its new name first.",
        )
    return agency or last.agency, year
