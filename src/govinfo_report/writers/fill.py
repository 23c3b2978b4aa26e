"""`fill`: a report's figures and prose put into somebody's own workbook or Word form."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError, WriteError
from govinfo_report.findings import Text
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.readers.formats import reader_of
from govinfo_report.reading import content, open_document, read
from govinfo_report.recognise.report import find_cells
from govinfo_report.rules.members import agency_key
from govinfo_report.writers.atomic import write_bytes
from govinfo_report.writers.places import in_chinese
from govinfo_report.writers.suffixes import require_suffix, workbook_suffix

__all__ = ["fill"]


@frozen
class _Form:
    """A format in which forms can be filled.

    Attributes:
        fill: Fills a form of that format: given its bytes, the report, what was read of the form, its name,
            and whether parts may be lost; gives the filled form and remarks.
        suffix: How the filled form is to be called, given the name of the empty one.
        computes: Whether totals may be left to formulas.
    """

    fill: Callable[[bytes, AnnualReport, Document, str, bool], tuple[bytes, tuple[Text, ...]]]
    suffix: Callable[[str | os.PathLike[str]], str]
    computes: bool = False


def _fill_word(
    data: bytes, report: AnnualReport, _: Document, where: str, __: bool
) -> tuple[bytes, tuple[Text, ...]]:
    from govinfo_report.writers.word.fill import fill_word

    return fill_word(data, report, where)


def _fill_workbook(
    data: bytes, report: AnnualReport, document: Document, where: str, accept_loss: bool
) -> tuple[bytes, tuple[Text, ...]]:
    from govinfo_report.writers.workbook.fill import fill_workbook

    return fill_workbook(data, report, find_cells(document), where, accept_loss=accept_loss)


_FORMS = {
    "docx": _Form(_fill_word, lambda _: ".docx"),
    "xlsx": _Form(_fill_workbook, workbook_suffix, computes=True),
}


def fill(
    template: str | os.PathLike[str],
    report: AnnualReport,
    out: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    overwrite: bool = False,
    accept_loss: bool = False,
) -> tuple[Text, ...]:
    """Fill the official tables of a workbook or a Word form with a report.

    The tables are found by their labels, wherever they stand. Styles, other sheets, formulas and
    whatever else there is stay; a total that a workbook computes by a formula is left to it. In a Word
    form the prose of each section is put under its heading, and the agency and year into the title;
    in a workbook only where it is a template of this library.

    Args:
        template: The workbook or Word file; it is only read.
        report: The report.
        out: The file to make. It may be ``template`` itself, with ``overwrite``.
        sheet: The only worksheet to fill, where several have the same tables (本级, 汇总).
        overwrite: Whether an existing file may be replaced.
        accept_loss: Whether to go on although the workbook has parts that cannot be kept.

    Returns:
        What was left alone, replaced or lost, in words: formulas kept in place of totals, and whether
        their results are the report's; figures and words that stood there before; text that stands
        there already; sections without a place; parts not kept.

    Raises:
        TypeError: The report is not a built one.
        ReadError: The template cannot be read, or has none of the tables.
        WriteError: A cell of the report has no place in the template, a formula stands where a
            figure belongs, or parts of the workbook would be lost.
    """
    _require_built(report)
    data, name = content(Path(template), Limits())
    kind = reader_of(data, name).name
    if kind not in _FORMS:
        raise WriteError(
            "只能填写 .xlsx 工作簿或 .docx 文件。",
            "Only .xlsx and .docx files can be filled.",
            where=name,
            advice_zh="请在 Excel、WPS 或 Word 里另存为 .xlsx 或 .docx，或用 write_template 生成空表。",
            advice_en="Save it as .xlsx or .docx, or make a form with write_template.",
        )
    form = _FORMS[kind]
    require_suffix(out, form.suffix(template))
    document = open_document(template, sheet=sheet)  # within limits, before anything else is unpacked
    filled, remarks = form.fill(data, report, document, str(template), accept_loss)
    remarks = (*remarks, *_read_again(filled, report, form, name, sheet))
    write_bytes(Path(out), filled, overwrite=overwrite)
    return remarks


def _require_built(report: object) -> None:
    if not isinstance(report, AnnualReport):
        what = type(report).__name__
        raise TypeError(
            f"要的是正式报告，不是 {what}；用 to_report() / a built report is wanted, not {what}: to_report()"
        )


def _read_again(
    filled: bytes, report: AnnualReport, kind: _Form, where: str | None, sheet: str | None
) -> Iterator[Text]:
    """Tell which totals, left to formulas, come out otherwise than in the report.

    Raises:
        WriteError: A figure that was put in is not read back: the form is not what it seemed.
    """
    try:
        again, form = read(filled, sheet=sheet), form_of(report)
    except ReadError as error:
        raise WriteError(
            "空表里同一张表不止一处，填了一处，读不回一份报告。",
            "The form has a table more than once; with one of them filled it is read as no report.",
            where=where,
            advice_zh="请用 sheet= 指定要填的工作表。",
            advice_en="Choose the worksheet to fill with sheet=.",
        ) from error
    for name, own, found_own in (("机关", report.agency, again.agency), ("年度", report.year, again.year)):
        if found_own is not None and agency_key(str(found_own)) != agency_key(str(own)):
            raise WriteError(
                f"填好后，文件里写的{name}仍是“{found_own}”，不是“{own}”。",
                f"Filled in, the file still says “{found_own}”, not “{own}”.",
                where=where,
                advice_zh="请在空表里删去或改正原有的机关名称和年度。",
                advice_en="Take the agency and year that the form names out of it, or correct them.",
            )
    for name in AnnualReport.PROSE_SECTIONS:
        words, found_words = getattr(report, name), getattr(again, name) or ""
        if words and words in found_words and words != found_words:
            yield Text(
                f"{in_chinese(name)}：空表在此另有文字，一并留下",
                f"{in_chinese(name)}: the form has words of its own here, which stay",
            )
    for cell in RawReport.of(report):
        found = again.get(cell.path)
        if found is not None and (found.value, found.text) in ((cell.value, found.text), (None, cell.text)):
            continue
        place = found.source.describe("zh") if found is not None else in_chinese(cell.path)
        if not kind.computes or found is None or not form.by_path[cell.path].computed:
            raise WriteError(
                f"{place}：填入的是 {cell.text}，读回的却不是，这份空表不能可靠地填写。",
                f"{place}: what was put in, {cell.text}, is not what is read back; the form is not reliable.",
                where=where,
                advice_zh="请检查表内文字和合并单元格，或用 write_template 生成的工作簿。",
                advice_en="Look at the form's labels and merged cells, or use a template of this library.",
            )
        known = found.value is not None
        yield Text(
            f"{place}：公式{f'得 {found.text}' if known else '的结果这里算不出'}，报告为 {cell.text}，请核对",
            f"{place}: the formula {f'gives {found.text}' if known else 'cannot be computed here'}, "
            f"the report has {cell.text}",
        )
