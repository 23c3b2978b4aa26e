"""`letters`: what is wrong in a folder of reports, as a letter in Word for each agency."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

import govinfo_report as gr
from govinfo_report.cli import present_many
from govinfo_report.cli.ending import CONFORMS, ERRORS, INTERRUPTED, NOT_RUN, Ending
from govinfo_report.cli.language import Words, language_option
from govinfo_report.cli.many import interrupted, progress_of
from govinfo_report.cli.options import overwrite_option, scan_options
from govinfo_report.cli.policies import rule_options, settings_of, settings_options
from govinfo_report.cli.previous import beside_line
from govinfo_report.cli.reading import convert_option, is_converting
from govinfo_report.source import shown

__all__ = ["letters"]

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DIR|FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path),
    help="放反馈意见的文件夹 / folder for the letters",
)  # fmt: skip
@click.option("--sender", metavar="NAME", help="发函单位的名称 / whose letters they are")
@click.option(
    "--date",
    "day",
    type=_DAY,
    metavar="DATE",
    help="落款日期，如 2027-01-31 / date of the letters, as 2027-01-31",
)
@click.option("--reply-by", type=_DAY, metavar="DATE", help="答复期限 / last day of an answer")
@scan_options
@rule_options
@overwrite_option
@settings_options
@convert_option
@language_option
def letters(
    sources: tuple[Path, ...],
    folder: Path,
    sender: str | None,
    day: datetime | None,
    reply_by: datetime | None,
    previous: str | None,
    resume: str | None,
    workers: int | None,
    seconds: float,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    overwrite: bool,
    settings_file: str | None,
    no_settings: bool,
    lang: str,
) -> Ending:
    """给每个机关写一份反馈意见（.docx） / Write a letter in Word for each agency.

    只写能确定读出的问题；其余的见同一文件夹里的“发函清单.xlsx” / Letters have what was read for certain;
    the register beside them has the rest.

    退出状态与 scan 相同。 / Exit status: that of scan.
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
        with closing(results), progress_of(sources, say) as progress:
            made = gr.write_letters(
                progress.over(results),
                folder,
                sender=sender,
                day=day.date() if day is not None else None,
                reply_by=reply_by.date() if reply_by is not None else None,
                overwrite=overwrite,
            )
    except KeyboardInterrupt:
        click.echo(interrupted(resume, say), err=True)
        return Ending(lang, status=INTERRUPTED)
    for line in present_many.summary_lines(made.summary, lang):
        click.echo(line)
    click.echo()
    if results.before is not None:
        click.echo(beside_line(results.before, made.summary.beside, lang))
    click.echo(say(f"反馈意见 {len(made.letters)} 份。", f"{len(made.letters)} letter(s)."))
    if made.withheld:
        click.echo(
            say(
                f"{made.withheld} 处问题不能确定，没有写入，见清单。",
                f"{made.withheld} finding(s) are not certain and in no letter; see the register.",
            )
        )
    if made.stale:
        names = "、".join(each.name for each in made.stale)
        click.echo(
            say(
                f"文件夹里还有以前写的、这次不发的 {len(made.stale)} 份，请移走：{names}",
                f"{len(made.stale)} letter(s) of before that are not to be sent are still there: {names}",
            )
        )
    for file in made.nameless:
        click.echo(say(f"机关不详，没有发函：{shown(file)}", f"agency unknown, no letter: {shown(file)}"))
    summary = made.summary
    status = CONFORMS if summary.conforming == summary.files else ERRORS
    return Ending(lang, [made.register], status if summary.read else NOT_RUN)
