"""The commands over many reports: `scan`, `consolidate`, `compare`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any, Literal

import click

import govinfo_report as gr
from govinfo_report.analysis.consolidation import CAUTIONS
from govinfo_report.analysis.measures import MEASURES
from govinfo_report.cli import present_many
from govinfo_report.cli.console import output_options, put_document, put_words, require_output
from govinfo_report.cli.ending import CONFORMS, ERRORS, INTERRUPTED, NOT_RUN, Ending
from govinfo_report.cli.language import Words, language_option
from govinfo_report.cli.lines import terminal_width
from govinfo_report.cli.members import members_of
from govinfo_report.cli.options import blanks_options, overwrite_option, scan_options
from govinfo_report.cli.policies import FILE, rule_options, settings_of, settings_options
from govinfo_report.cli.previous import beside_line
from govinfo_report.cli.progress import Progress
from govinfo_report.cli.reading import as_json, convert_option, is_converting, read_roster, read_source
from govinfo_report.corpus.entries import entries_of
from govinfo_report.corpus.summary import Summary
from govinfo_report.form.forms import form_of
from govinfo_report.handouts.pages import pages_beside
from govinfo_report.rules.members import missing_from
from govinfo_report.source import shown
from govinfo_report.writers.formats import writer_of
from govinfo_report.writers.writing import suffix_of

__all__ = ["compare", "consolidate", "interrupted", "progress_of", "scan"]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DIR|FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", metavar="OUT", type=click.Path(path_type=Path),
    help="写出 .xlsx、.csv（问题清单）、.parquet 或 .duckdb / write lists, or a corpus",
)  # fmt: skip
@click.option(
    "--html", "pages", metavar="DIR", type=click.Path(path_type=Path),
    help="写出网页：索引和每份报告的检查结果 / write an index and review pages",
)  # fmt: skip
@scan_options
@rule_options
@click.option("--kinds", is_flag=True, help="附各格的种类（数、空白、符号） / add the kind of each cell")
@click.option("--texts", is_flag=True, help="附各格的原文 / add the text of each cell")
@click.option("--sources", "places", is_flag=True, help="附各格的位置 / add the place of each cell")
@overwrite_option
@settings_options
@convert_option
@language_option
def scan(
    sources: tuple[Path, ...],
    target: Path | None,
    pages: Path | None,
    previous: str | None,
    resume: str | None,
    workers: int | None,
    seconds: float,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    kinds: bool,
    texts: bool,
    places: bool,
    overwrite: bool,
    settings_file: str | None,
    no_settings: bool,
    lang: str,
) -> Ending:
    """读取并检查一批文件，每份文件一行结果。 / Read and check any number of files, a result each.

    退出状态：0 都符合，1 有不符合的，或有读不了的文件，2 一份也没有读到，或未能运行。 / Exit status: 0 all
    conform, 1 some do not, or could not be read, 2 none could be read, or could not run.
    """
    say = Words(lang)
    try:
        results = gr.scan(
            sources,
            workers=workers,
            seconds=seconds,
            select=select,
            ignore=ignore,
            settings=settings_of(settings_file, no_settings),
            previous=previous,
            resume=resume,
            convert=is_converting(),
        )
        listed = target is None or target.suffix.lower() in (".xlsx", ".csv")
        with closing(results), progress_of(sources, say) as progress:
            # The workers of a scan that only becomes a corpus make its rows.
            followed = progress.over(results) if listed or pages is not None else results
            with (
                pages_beside(followed, pages, lang=lang, overwrite=overwrite)
                if pages is not None
                else nullcontext(followed)
            ) as each:
                if target is None:
                    summary = Summary()
                    for result in each:
                        summary.add(result)
                        with progress.aside():
                            put_words([present_many.result_line(result, lang)], None, overwrite=False)
                elif listed:
                    summary = gr.write_findings(each, target, lang=lang, overwrite=overwrite)
                else:
                    summary = gr.write_corpus(
                        each, target, kinds=kinds, texts=texts, sources=places, lang=lang,
                        overwrite=overwrite, progress=progress.step if pages is None else None,
                    )  # fmt: skip
    except KeyboardInterrupt:
        click.echo(interrupted(resume, say), err=True)
        return Ending(lang, status=INTERRUPTED)
    put_words(present_many.summary_lines(summary, lang, terminal_width()), None, overwrite=False)
    if results.before is not None:
        click.echo(f"\n{beside_line(results.before, summary.beside, lang)}")
    status = CONFORMS if summary.conforming == summary.files else ERRORS
    written = [
        *([target] if target is not None else []),
        *([pages / "index.html"] if pages is not None else []),
    ]
    return Ending(lang, written, status if summary.read else NOT_RUN)


def interrupted(resume: str | None, say: Words) -> str:
    """What remains of a run that was broken off, and how to go on."""
    if resume is None:
        return say(
            "已中断。用 --resume 文件 扫描，再次运行就从中断处继续。",
            "Interrupted. A scan with --resume FILE goes on where it was broken off.",
        )
    return say(
        f"已中断。再次用 --resume {shown(resume)} 运行，就从中断处继续。",
        f"Interrupted. Run again with --resume {shown(resume)}, it goes on from here.",
    )


def progress_of(sources: Sequence[Path], say: Words) -> Progress:
    """A bar on a terminal; files are counted first for it."""
    number = sum(1 for _ in entries_of(sources)) if sys.stderr.isatty() else 0
    return Progress(number, say)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DIR|FILE...", type=click.Path(path_type=Path))
@click.option("--agency", required=True, help="汇总机关的名称 / the agency whose report the sum is")
@click.option(
    "-o", "--output", "targets", multiple=True, required=True, metavar="OUT",
    type=click.Path(path_type=Path), help="写出的文件，可多次 / a file to write; may be repeated",
)  # fmt: skip
@click.option(
    "--roster", metavar="FILE", type=FILE, help="成员名单，每行一个机关 / names of all members, one a line"
)
@click.option("--undivided", is_flag=True, help="（六）其他处理合并为一行 / sum （六） as one row")
@blanks_options
@overwrite_option
@convert_option
@language_option
def consolidate(
    sources: tuple[Path, ...],
    agency: str,
    targets: tuple[Path, ...],
    roster: str | None,
    undivided: bool,
    blanks: Literal["refuse", "zero"],
    marks: Literal["refuse", "zero"],
    overwrite: bool,
    lang: str,
) -> Ending:
    """汇总成员单位的报告。 / Sum the reports of members, own office (本级) among them.

    .xlsx 另附“汇总对照”表。要写出的文件和以前的汇总不计入。 / A workbook gets a sheet of members × cells. OUT
    itself and earlier sums are left out.
    """
    say = Words(lang)
    names = read_roster(roster) if roster is not None else ()
    found = members_of(sources, targets, agency=agency, blanks=blanks, marks=marks, lang=lang)
    if found.status != CONFORMS:
        return Ending(lang, status=found.status)
    members = found.reports
    report = gr.consolidate(members, agency=agency, roster=names, undivided=undivided)
    for target in targets:
        parts = members if writer_of(suffix_of(target)).summed is not None else ()
        gr.write(report, target, members=parts, overwrite=overwrite)
    click.echo(say(f"汇总了 {len(members)} 份报告。", f"{len(members)} reports summed."))
    for remark in found.remarks:
        click.echo(remark)
    missing = report.provenance.missing if report.provenance is not None else ()
    others = missing_from([each.agency for each in members], names) if names else ()
    if others:
        listed = "、".join(others)
        click.echo(
            say(f"名单以外的 {len(others)} 个：{listed}", f"Not on the roster, {len(others)}: {listed}")
        )
    if missing:
        listed = "、".join(missing)
        click.echo(
            say(f"名单上没有报告的 {len(missing)} 个：{listed}", f"No report of {len(missing)}: {listed}")
        )
    for path, words in CAUTIONS.items():
        if form_of(report).node(path) is not None:
            click.echo(f"  {say('请留意', 'note')}: {words.in_(lang)}")
    return Ending(lang, targets)


@click.command()
@click.argument("last", metavar="LAST", type=FILE)
@click.argument("this", metavar="THIS", type=FILE)
@click.option("--all", "everything", is_flag=True, help="未变的格也列出 / list cells that did not change")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "docx", "xlsx", "html"]),
    help="输出格式，不写则看 -o 的后缀 / output (default: by the suffix of -o, else text)",
)  # fmt: skip
@output_options
@convert_option
@language_option
def compare(
    last: str, this: str, everything: bool, form: str | None, output: Path | None, overwrite: bool, lang: str
) -> Ending:
    """两份报告逐格对照。 / Set two reports side by side: figures, derived measures, repeated prose."""
    require_output(output, [last, this], overwrite=overwrite, made=(".docx", ".xlsx", ".html", ".htm"))
    form = form or (output.suffix.lower().lstrip(".") if output is not None else "text")
    if form in ("docx", "xlsx", "html", "htm") and (output is None or output.suffix.lower() != f".{form}"):
        raise click.UsageError(
            Words(lang)(
                f"--format {form} 写成文件，请加 -o 文件.{form}。", f"--format {form} needs -o FILE.{form}."
            )
        )
    found = gr.compare(read_source(last, None), read_source(this, None))
    if output is not None and form in ("docx", "xlsx", "html", "htm"):
        gr.write_comparison(found, output, everything=everything, lang=lang, overwrite=overwrite)
        return Ending(lang, [output])
    if form == "json":
        return Ending(lang, put_document(as_json(_comparison_document(found)), output, overwrite=overwrite))
    width = terminal_width() if output is None else None
    lines = present_many.comparison_lines(found, lang, everything=everything, width=width)
    return Ending(lang, put_words(lines, output, overwrite=overwrite))


def _comparison_document(found: gr.ReportComparison) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        return value if value is None or isinstance(value, int) else str(value)

    def side(cell: gr.Cell | None) -> dict[str, Any] | None:
        return (
            {"kind": cell.kind, "value": plain(cell.value), "text": cell.text} if cell is not None else None
        )

    before, after = gr.measures(found.before), gr.measures(found.after)
    return {
        "format": "govinfo-report-comparison",
        "version": 1,
        "before": {"agency": found.before.agency, "year": found.before.year},
        "after": {"agency": found.after.agency, "year": found.after.year},
        "changes": [
            {
                "path": cell.path,
                "label": list(cell.label),
                "before": side(cell.before),
                "after": side(cell.after),
                "difference": plain(cell.difference),
            }
            for cell in found.changes
        ],
        "measures": {
            measure.name: {
                "before": _share(before[measure.name]),
                "after": _share(after[measure.name]),
            }
            for measure in MEASURES
        },
        "prose": [
            {"section": part.section, "sentences": part.sentences, "repeated": part.repeated}
            for part in found.prose
        ],
    }


def _share(value: Any) -> float | None:
    return round(float(value), 6) if value is not None else None
