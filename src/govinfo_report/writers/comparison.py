"""Two reports side by side as a file for people: a Word file, a workbook, a page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from govinfo_report.analysis import MEASURES, CellChange, ReportComparison, measures
from govinfo_report.errors import WriteError
from govinfo_report.form.tree import brief
from govinfo_report.raw import Cell, RawReport
from govinfo_report.writers.atomic import growing, refuse_folder, write_bytes
from govinfo_report.writers.papers import Column, Paper, Part, Row, Value

__all__ = ["comparison_paper", "write_comparison"]


def write_comparison(
    comparison: ReportComparison,
    path: str | os.PathLike[str],
    *,
    everything: bool = False,
    lang: str = "zh",
    overwrite: bool = False,
) -> Path:
    """Write two reports side by side to a file: which cells changed, measures, repeated sentences.

    Args:
        comparison: What `compare` made of them.
        path: A file whose name ends with ``.docx``, ``.xlsx`` or ``.html``.
        everything: Whether cells that did not change are listed as well.
        lang: ``zh`` or ``en``; labels are the official ones.
        overwrite: Whether an existing file may be replaced.

    Raises:
        WriteError: The name ends otherwise, the file exists, the extra ``docx`` is not installed, or the disk
            refuses.
    """
    target = Path(path)
    refuse_folder(target)
    put = _WAYS.get(target.suffix.lower())
    if put is None:
        raise WriteError(
            "对照可写成 .docx、.xlsx 或 .html 文件。",
            "A comparison goes into a .docx, .xlsx or .html file.",
            where=str(path),
        )
    put(comparison_paper(comparison, everything=everything, lang=lang), target, overwrite)
    return target


def comparison_paper(comparison: ReportComparison, *, everything: bool, lang: str) -> Paper:
    """What there is to say of two reports, as a paper; see `write_comparison`."""

    def say(zh: str, en: str) -> str:
        return en if lang == "en" else zh

    before, after = comparison.before, comparison.after
    one = before.agency is not None and before.agency == after.agency and before.year != after.year
    whose = tuple(_whose(raw, lang, by_year=one) for raw in (before, after))
    agency = before.agency if one else ""
    if whose[0] == whose[1]:  # two versions of one report
        agency, whose = whose[0], (say("前一份", "the first"), say("后一份", "the second"))
    sides = tuple(Column(head=name, width=7, kind="figure") for name in whose)
    cells = comparison.cells if everything else comparison.changes
    same = () if cells else (say("各格都相同。", "All cells are the same."),)
    shares = measures(before), measures(after)
    return Paper(
        title=say(
            f"{agency}{whose[0]}与{whose[1]}\n政府信息公开工作年度报告对照",
            f"{agency} {whose[0]} and {whose[1]} side by side".strip(),
        ),
        parts=(
            Part(
                heading=say(
                    "一、各格" if everything else "一、有变动的格", "Cells" if everything else "Changes"
                ),
                paragraphs=(*(each.in_(lang) for each in comparison.cautions), *same),
                columns=(
                    Column(head=say("格", "cell"), width=18),
                    *sides,
                    Column(head=say("增减", "change"), width=6, kind="change"),
                ),
                rows=tuple(_cell_row(cell, lang) for cell in cells),
            ),
            Part(
                heading=say("二、指标", "Measures"),
                columns=(
                    Column(head=say("指标", "measure"), width=8),
                    Column(head=say("算式", "formula"), width=14),
                    *sides,
                ),
                rows=tuple(
                    (each.label.in_(lang), each.formula.in_(lang), *(_share(of[each.name]) for of in shares))
                    for each in MEASURES
                ),
            ),
            Part(
                heading=say("三、与前一份相同的句子", "Sentences that stand in both"),
                columns=(
                    Column(head=say("部分", "section"), width=12),
                    Column(head=say("句数", "sentences"), width=5, kind="figure"),
                    Column(head=say("相同", "the same"), width=5, kind="figure"),
                    Column(head=say("占比", "share"), width=5, kind="figure"),
                    Column(head=say("相同的句子", "which"), width=26),
                ),
                rows=tuple(_prose_rows(comparison)),
            ),
        ),
    )


def _whose(raw: RawReport, lang: str, *, by_year: bool) -> str:
    """Which report it is; of two of one agency, its year."""
    if by_year:
        return str(raw.year or "?") if lang == "en" else f"{raw.year}年" if raw.year else "年度不详"
    if lang == "en":
        return f"{raw.agency or 'agency unknown'} {raw.year or '?'}"
    return f"{raw.agency or '机关不详'}{raw.year}年" if raw.year is not None else raw.agency or "机关不详"


def _cell_row(cell: CellChange, lang: str) -> Row:
    return (
        " / ".join(map(brief, cell.label)),
        _printed(cell.before, lang),
        _printed(cell.after, lang),
        cell.difference,
    )


def _printed(cell: Cell | None, lang: str) -> Value:
    """A figure where it is printed as such, else what is printed."""
    if cell is None:
        return "(absent)" if lang == "en" else "（无此格）"
    if cell.value is not None and str(cell.value) == cell.text:
        return cell.value
    return cell.text or ("(blank)" if lang == "en" else "（空白）")


def _share(share: Value) -> Value:
    return "—" if share is None else share


def _prose_rows(comparison: ReportComparison) -> Iterator[Row]:
    for part in comparison.prose:
        yield (part.label, part.sentences, part.repeated, _share(part.share), "\n".join(part.same))


def _word(paper: Paper, path: Path, overwrite: bool) -> None:
    from govinfo_report.writers.word.papers import render_paper

    write_bytes(path, render_paper(paper), overwrite=overwrite)


def _workbook(paper: Paper, path: Path, overwrite: bool) -> None:
    from govinfo_report.writers.workbook.lists import Lists

    with growing(path, overwrite=overwrite) as temporary:
        book = Lists()
        for part in paper.parts:
            book.add(part.heading, part.columns, part.rows or [(part.paragraphs[0], *[None] * 3)])
        book.save(temporary)


def _page(paper: Paper, path: Path, overwrite: bool) -> None:
    from govinfo_report.writers.html import render_paper_page

    write_bytes(path, render_paper_page(paper).encode(), overwrite=overwrite)


_WAYS: dict[str, Callable[[Paper, Path, bool], None]] = {
    ".docx": _word,
    ".xlsx": _workbook,
    ".html": _page,
    ".htm": _page,
}
