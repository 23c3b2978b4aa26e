"""`fill`: a report's figures and prose put into somebody's own workbook or Word form."""

from __future__ import annotations

import os
from pathlib import Path

from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.readers.limits import Limits
from govinfo_report.readers.reading import content, open_document
from govinfo_report.readers.sniffing import sniff
from govinfo_report.recognise.report import find_cells
from govinfo_report.writers.atomic import write_bytes

__all__ = ["fill"]


def fill(
    template: str | os.PathLike[str],
    report: AnnualReport,
    out: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    accept_loss: bool = False,
) -> tuple[str, ...]:
    """Fill the official tables of a workbook or a Word form with a report.

    The tables are found by their labels, wherever they stand. Styles, other sheets, formulas and
    whatever else there is stay; a total that a workbook computes by a formula is left to it. In a Word
    form the prose of each section is put under its heading, and the agency and year into the title;
    in a workbook only where it is a template of this library.

    Args:
        template: The workbook or Word file; it is only read.
        report: The report.
        out: The file to make. It may be ``template`` itself, with ``overwrite``.
        overwrite: Whether an existing file may be replaced.
        accept_loss: Whether to go on although the workbook has parts that cannot be kept.

    Returns:
        What was left alone or lost, in words: formulas kept in place of totals, parts not kept,
        sections without a place.

    Raises:
        ReadError: The template cannot be read, or has none of the tables.
        WriteError: A cell of the report has no place in the template, a formula stands where a
            figure belongs, or parts of the workbook would be lost.
    """
    data, name = content(Path(template), Limits())
    kind = sniff(data, file=name)
    if kind not in ("xlsx", "docx"):
        raise WriteError(
            "只能填写 .xlsx 工作簿或 .docx 文件。", "Only .xlsx and .docx files can be filled.", where=name
        )
    document = open_document(template)  # within limits, before anything else is unpacked
    if kind == "docx":
        from govinfo_report.writers.word.fill import fill_word

        filled, remarks = fill_word(data, report, name)
    else:
        from govinfo_report.writers.workbook.fill import fill_workbook

        filled, remarks = fill_workbook(
            data, report, find_cells(document), str(template), accept_loss=accept_loss
        )
    write_bytes(Path(out), filled, overwrite=overwrite)
    return remarks
