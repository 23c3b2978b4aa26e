"""The commands."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

import govinfo_report as gr
from govinfo_report.cli import present
from govinfo_report.cli.checking import check
from govinfo_report.cli.console import (
    Console,
    OutputLost,
    output_options,
    put_document,
    put_words,
    require_output,
)
from govinfo_report.cli.ending import CONFORMS, ERRORS, NOT_RUN, Ending, end
from govinfo_report.cli.help import help_text
from govinfo_report.cli.language import Words, default_language, language_option
from govinfo_report.cli.letters import letters
from govinfo_report.cli.lines import color_option, terminal_width
from govinfo_report.cli.many import compare, consolidate, scan
from govinfo_report.cli.options import blanks_options, overwrite_option, sheet_option
from govinfo_report.cli.policies import (
    FILE,
    complete_rule,
    own_rules_option,
    require_rules,
    settings_of,
    settings_options,
)
from govinfo_report.cli.reading import (
    as_json,
    complaint,
    convert_option,
    part_option,
    read_source,
)
from govinfo_report.cli.usage import require_once, spoken
from govinfo_report.ordinary import require_no_address
from govinfo_report.outputs import check_schema
from govinfo_report.writers.atomic import require_copy, stream_error
from govinfo_report.writers.display import text as shown_text

__all__ = ["run"]


def run() -> None:
    """Run the command line: never end in a traceback, never pass off what was not written for what was."""
    arguments = sys.argv[1:]
    out, errors = _consoles()
    try:
        status = cli.status(arguments)
        out.flush()
    except OutputLost as lost:
        status = NOT_RUN
        out.give_up()
        if not lost.reader_has_gone:
            _complain(complaint(stream_error(lost.error), spoken(arguments)), errors)
    lacking = next((console for console in (out, errors) if console.lacked), None)
    if lacking is not None:
        with_output = lacking is out and _can_go_into_a_file(arguments)
        _complain(lacking.told(errors, spoken(arguments), with_output=with_output), errors)
    sys.exit(status)


def _complain(words: str, errors: Console) -> None:
    """Say something on standard error, as long as somebody is there to hear it."""
    try:
        click.echo(words, err=True)
    except OutputLost:
        errors.give_up()


def _can_go_into_a_file(arguments: list[str]) -> bool:
    """Whether what a command puts out has the option ``-o``; help has not."""
    command = cli.commands.get(arguments[0]) if arguments else None
    helps = "-h" in arguments or "--help" in arguments
    return command is not None and not helps and any(each.name == "output" for each in command.params)


def _consoles() -> tuple[Console, Console]:
    """Put consoles in the place of standard output and error; a stream that was closed goes nowhere."""
    made: list[Console] = []
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        made.append(Console(stream))
    sys.stdout, sys.stderr = out, errors = made
    return out, errors


class _Commands(click.Group):
    """The commands, all of which end in the same way."""

    def status(self, arguments: list[str]) -> int:
        """Run a command to its end, and give its exit status."""

        def command() -> object:
            require_no_address(arguments)
            return super(_Commands, self).main(
                arguments, prog_name="govinfo-report", standalone_mode=False, obj=spoken(arguments)
            )

        return end(command, spoken(arguments))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for and its arguments, in which no option stands twice: one would be lost."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            require_once(command, rest, ctx)
        return name, command, rest

    def main(self, *args: Any, **named: Any) -> NoReturn:
        """Run a command and exit with its status."""
        sys.exit(self.status([*(args[0] if args else named.get("args") or sys.argv[1:])]))


@click.group(cls=_Commands, invoke_without_command=True)
@click.version_option(gr.__version__, prog_name="govinfo-report", help="显示版本 / show the version")
@language_option
@click.pass_context
def cli(context: click.Context, lang: str) -> Ending | None:
    """政府信息公开工作年度报告：读取、检查、转换。 / Read, check and convert annual reports on government
    information disclosure.

    退出状态：0 符合，1 有错误，2 未能运行。 / Exit status: 0 conforms, 1 errors found, 2 could not run.
    """  # noqa: D205 - the words of the help
    if context.invoked_subcommand is None:
        click.echo(help_text(context, lang))
        return Ending(lang, status=NOT_RUN)
    return None


for command in (check, scan, letters, consolidate, compare):
    cli.add_command(command)


@cli.command()
@click.argument("file", metavar="FILE", type=FILE)
@sheet_option
@output_options
@part_option
@convert_option
@language_option
def explain(
    file: str, sheet: str | None, output: Path | None, overwrite: bool, lang: Literal["zh", "en"]
) -> Ending:
    """说明依据哪个标签读到了什么、剩下什么。 / Tell what was recognised, by what, and what was left over."""
    require_output(output, [file], overwrite=overwrite)
    return Ending(lang, put_words(read_source(file, sheet).explain(lang), output, overwrite=overwrite))


@cli.command()
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["printed", "report"]),
    default="printed",
    help="照印转换，或先生成正式报告 / as printed, or as a report that holds",
)
@blanks_options
@sheet_option
@overwrite_option
@part_option
@convert_option
@language_option
def convert(
    source: str,
    target: Path,
    kind: str,
    blanks: Literal["refuse", "zero"],
    marks: Literal["refuse", "zero"],
    sheet: str | None,
    overwrite: bool,
    lang: str,
) -> Ending:
    """转换格式（按后缀）：xlsx、docx、html、md、json、txt。 / Convert between formats, by OUT's suffix."""
    if kind == "printed" and (blanks, marks) != ("refuse", "refuse"):
        raise click.UsageError(
            Words(lang)(
                "--blanks 和 --marks 只用于 --as report；照印转换不改空白。",
                "--blanks and --marks go with --as report; a report as printed keeps its blanks.",
            )
        )
    if source != "-":
        require_copy(source, target)
    raw = read_source(source, sheet)
    report = raw.to_report(blanks=blanks, marks=marks) if kind == "report" else raw
    gr.write(report, target, overwrite=overwrite)
    return Ending(lang, [target])


def _edition(context: click.Context, option: click.Parameter, name: str) -> str:
    """One of the editions, asked for only when the command runs: other packages add some."""
    return click.Choice([edition.name for edition in gr.editions()]).convert(name, option, context)


@cli.command()
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--agency", help="机关名称 / name of the agency")
@click.option("--year", type=int, help="报告年度 / year reported on")
@click.option(
    "--last-year",
    metavar="FILE",
    type=FILE,
    help="上年报告，预填上年结转 / last year's report, to carry over",
)
@click.option(
    "--edition", metavar="[2019|2021]", default="2021", callback=_edition, help="格式 / edition of the form"
)
@overwrite_option
@convert_option
@language_option
def template(
    target: Path,
    agency: str | None,
    year: int | None,
    last_year: str | None,
    edition: str,
    overwrite: bool,
    lang: str,
) -> Ending:
    """生成空白的填报工作簿，带校验表。 / Write an empty workbook to be filled in, with live checks."""
    last = read_source(last_year, None) if last_year is not None else None
    gr.write_template(target, agency=agency, year=year, edition=edition, last_year=last, overwrite=overwrite)
    return Ending(lang, [target])


@cli.command()
@click.argument("form", metavar="FORM", type=FILE)
@click.argument("report", metavar="REPORT", type=FILE)
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@blanks_options
@click.option("--sheet", metavar="NAME", help="空表中只填这张工作表 / fill this worksheet of FORM only")
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@overwrite_option
@part_option
@convert_option
@language_option
def fill(
    form: str,
    report: str,
    target: Path,
    blanks: Literal["refuse", "zero"],
    marks: Literal["refuse", "zero"],
    sheet: str | None,
    accept_loss: bool,
    overwrite: bool,
    lang: str,
) -> Ending:
    """把报告填入自备的 .xlsx 或 .docx 空表。 / Fill a workbook or Word form of one's own with a report."""
    for given in (form, report):
        require_copy(given, target)
    filled = read_source(report, None).to_report(blanks=blanks, marks=marks)
    remarks = gr.fill(form, filled, target, sheet=sheet, overwrite=overwrite, accept_loss=accept_loss)
    for remark in remarks:
        click.echo(f"  {remark.in_(lang)}", err=True)
    return Ending(lang, [target])


@cli.command()
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@sheet_option
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@overwrite_option
@own_rules_option
@settings_options
@part_option
@convert_option
@language_option
def annotate(
    source: str,
    target: Path,
    sheet: str | None,
    accept_loss: bool,
    overwrite: bool,
    settings_file: str | None,
    no_settings: bool,
    lang: str,
) -> Ending:
    """把检查结果标在副本上。 / Show the findings in a copy: a workbook's own, or one in OUT's format."""
    settings = settings_of(settings_file, no_settings)
    if source != "-":
        require_copy(source, target)
    result = gr.check(read_source(source, sheet), settings=settings)
    if source.lower().endswith((".xlsx", ".xlsm")) and target.suffix.lower() == Path(source).suffix.lower():
        for lost in gr.annotate(source, result, target, overwrite=overwrite, accept_loss=accept_loss):
            click.echo(f"  {lost.in_(lang)}", err=True)
    else:
        gr.write(result, target, overwrite=overwrite)
    return Ending(lang, [target], CONFORMS if result.ok else ERRORS)


@cli.command()
@click.argument("file", metavar="FILE", type=FILE)
@sheet_option
@output_options
@part_option
@convert_option
@language_option
def show(file: str, sheet: str | None, output: Path | None, overwrite: bool, lang: str) -> Ending:
    """在终端里显示各表，标出问题。 / Show the tables in the terminal, with the findings."""
    require_output(output, [file], overwrite=overwrite)
    width = terminal_width() if output is None else None
    words = shown_text(read_source(file, sheet), lang, width=width, tint=present.tinted)
    return Ending(lang, put_words(words, output, overwrite=overwrite))


@cli.command()
@click.argument("code", required=False, metavar="[CODE]", shell_complete=complete_rule)
@own_rules_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output"
)
@output_options
@language_option
def rules(code: str | None, form: str, output: Path | None, overwrite: bool, lang: str) -> Ending:
    """列出规则，或说明其中一条。 / List the rules, or explain one."""
    if code is not None:
        require_rules((code,), lang)
    require_output(output, [], overwrite=overwrite)
    chosen = [gr.find_rule(code)] if code is not None else list(gr.catalogue())
    if form == "json":
        documents = [present.rule_document(rule) for rule in chosen]
        document = as_json(documents[0] if code is not None else documents)
        return Ending(lang, put_document(document, output, overwrite=overwrite))
    lines = present.rule_text(chosen[0], lang) if code is not None else present.rule_list(chosen, lang)
    return Ending(lang, put_words(lines, output, overwrite=overwrite))


@cli.command()
@click.option("--raw", is_flag=True, help="照印的报告 / of a report as printed")
@click.option("--check", "of_check", is_flag=True, help="检查结果 / of what check prints as JSON")
@output_options
@language_option
def schema(raw: bool, of_check: bool, output: Path | None, overwrite: bool, lang: str) -> Ending:
    """输出 JSON Schema。 / Print the JSON Schema of the JSON documents."""
    require_output(output, [], overwrite=overwrite)
    document = as_json(check_schema() if of_check else gr.json_schema("raw" if raw else "report"))
    return Ending(lang, put_document(document, output, overwrite=overwrite))


def _show_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(help_text(context, context.find_object(str) or default_language()))
        context.exit()


for command in (cli, *cli.commands.values()):
    command.add_help_option = False
    command.params.append(color_option())
    command.params.append(
        click.Option(
            ["-h", "--help"], is_flag=True, expose_value=False, is_eager=True,
            callback=_show_help, help="显示帮助 / show this message",
        )
    )  # fmt: skip
