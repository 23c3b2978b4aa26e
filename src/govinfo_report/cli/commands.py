"""The commands."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Literal

import click

import govinfo_report as gr
from govinfo_report.cli import present
from govinfo_report.cli.checking import check, require_rules
from govinfo_report.cli.language import Words, language_option
from govinfo_report.cli.many import compare, consolidate, scan
from govinfo_report.cli.policies import settings_of, settings_options
from govinfo_report.cli.reading import as_json, complaint, read_source
from govinfo_report.cli.usage import spoken, usage_text
from govinfo_report.outputs import check_schema
from govinfo_report.writers.annotate import require_copy
from govinfo_report.writers.display import text as shown_text

__all__ = ["run"]


def run() -> None:
    """Run the command line, and never end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot print a character must not stop us
    try:
        cli(standalone_mode=False, prog_name="govinfo-report")
    except click.ClickException as error:
        click.echo(usage_text(error, spoken(sys.argv[1:])), err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        sys.stderr.close()
        sys.exit(2)
    except gr.PluginError:
        raise
    except Exception as error:  # whatever it is, a clerk gets a sentence
        click.echo(
            f"程序内部错误，请报告 / internal error, please report: {type(error).__name__}: {error}", err=True
        )
        sys.exit(2)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(gr.__version__, prog_name="govinfo-report")
@click.pass_context
def cli(context: click.Context) -> None:
    """政府信息公开工作年度报告：读取、检查、转换.

    Read, check and convert annual reports on government information disclosure.
    Exit status: 0 conforms, 1 errors found, 2 could not run.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        sys.exit(2)


for command in (check, scan, consolidate, compare):
    cli.add_command(command)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@language_option
def explain(file: str, sheet: str | None, lang: Literal["zh", "en"]) -> None:
    """说明依据哪个标签读到了什么、剩下什么 / Tell what was recognised, by what, and what was left over."""
    try:
        click.echo(read_source(file, sheet).explain(lang))
    except gr.ReadError as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)


@cli.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["printed", "report"]),
    default="printed",
    help="照印转换，或先生成正式报告 / as printed, or as a report that holds",
)
@click.option(
    "--blanks", type=click.Choice(["refuse", "zero"]), default="refuse", help="report: 空白 / blanks"
)
@click.option("--marks", type=click.Choice(["refuse", "zero"]), default="refuse", help="report: “/” / marks")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
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
) -> None:
    """转换格式：xlsx、docx、html、md、json、txt / Convert between formats, by the suffix of OUT."""
    if kind == "printed" and (blanks, marks) != ("refuse", "refuse"):
        raise click.UsageError(
            Words(lang)(
                "--blanks 和 --marks 只用于 --as report；照印转换不改空白。",
                "--blanks and --marks go with --as report; a report as printed keeps its blanks.",
            )
        )
    try:
        raw = read_source(source, sheet)
        report = raw.to_report(blanks=blanks, marks=marks) if kind == "report" else raw
        gr.write(report, target, overwrite=overwrite)
    except gr.InvalidReport as error:
        for line in present.invalid_text(error, lang):
            click.echo(line, err=True)
        sys.exit(1)
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))


@cli.command()
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--agency", help="机关名称 / name of the agency")
@click.option("--year", type=int, help="报告年度 / year reported on")
@click.option(
    "--last-year", metavar="FILE", help="上年报告，预填上年结转 / last year's report, to carry over"
)
@click.option(
    "--edition", type=click.Choice(["2019", "2021"]), default="2021", help="格式 / edition of the form"
)
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
@language_option
def template(
    target: Path,
    agency: str | None,
    year: int | None,
    last_year: str | None,
    edition: Literal["2019", "2021"],
    overwrite: bool,
    lang: str,
) -> None:
    """生成空白的填报工作簿，带校验表 / Write an empty workbook to be filled in, with live checks."""
    try:
        last = read_source(last_year, None) if last_year is not None else None
        gr.write_template(
            target, agency=agency, year=year, edition=edition, last_year=last, overwrite=overwrite
        )
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))


@cli.command()
@click.argument("form", metavar="FORM")
@click.argument("report", metavar="REPORT")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--blanks",
    type=click.Choice(["refuse", "zero"]),
    default="refuse",
    help="报告中的空白 / blanks of REPORT",
)
@click.option(
    "--marks",
    type=click.Choice(["refuse", "zero"]),
    default="refuse",
    help="报告中的“/” / marks of REPORT",
)
@click.option("--sheet", metavar="NAME", help="FORM 中只填这张工作表 / fill this worksheet of FORM only")
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
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
) -> None:
    """把报告填入自备的 .xlsx 或 .docx 空表 / Fill a workbook or Word form of one's own with a report."""
    try:
        filled = read_source(report, None).to_report(blanks=blanks, marks=marks)
        remarks = gr.fill(form, filled, target, sheet=sheet, overwrite=overwrite, accept_loss=accept_loss)
    except gr.InvalidReport as error:
        for line in present.invalid_text(error, lang):
            click.echo(line, err=True)
        sys.exit(1)
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)
    for line in present.remark_lines(remarks):
        click.echo(line, err=True)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))


@cli.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
@settings_options
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
) -> None:
    """把检查结果标在副本上 / Show the findings in a copy: a workbook's own, or one in OUT's format."""
    try:
        settings = settings_of(settings_file, no_settings)
        if source != "-":
            require_copy(source, target)
        result = gr.check(read_source(source, sheet), settings=settings)
        if (
            source.lower().endswith((".xlsx", ".xlsm"))
            and target.suffix.lower() == Path(source).suffix.lower()
        ):
            for lost in gr.annotate(source, result, target, overwrite=overwrite, accept_loss=accept_loss):
                click.echo(f"  {lost}", err=True)
        else:
            gr.write(result, target, overwrite=overwrite)
    except (gr.ReadError, gr.WriteError, gr.SettingsError) as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))
    sys.exit(0 if result.ok else 1)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@language_option
def show(file: str, sheet: str | None, lang: str) -> None:
    """在终端里显示各表，标出问题 / Show the tables in the terminal, with the findings."""
    try:
        click.echo(shown_text(read_source(file, sheet), lang))
    except gr.ReadError as error:
        click.echo(complaint(error, lang), err=True)
        sys.exit(2)


@cli.command()
@click.argument("code", required=False, metavar="[CODE]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output"
)
@language_option
def rules(code: str | None, form: str, lang: str) -> None:
    """列出规则，或说明其中一条 / List the rules, or explain one."""
    if code is not None:
        require_rules((code,), lang)
    chosen = [gr.find_rule(code)] if code is not None else list(gr.catalogue())
    if form == "json":
        documents = [present.rule_document(rule) for rule in chosen]
        click.echo(json.dumps(documents[0] if code is not None else documents, ensure_ascii=False, indent=2))
    elif code is not None:
        for line in present.rule_text(chosen[0], lang):
            click.echo(line)
    else:
        for rule in chosen:
            click.echo(present.rule_line(rule, lang))


@cli.command()
@click.option("--raw", is_flag=True, help="照印的报告 / of a report as printed")
@click.option("--check", "of_check", is_flag=True, help="检查结果 / of what check prints as JSON")
def schema(raw: bool, of_check: bool) -> None:
    """输出 JSON Schema / Print the JSON Schema of the JSON documents."""
    click.echo(as_json(check_schema() if of_check else gr.json_schema("raw" if raw else "report")), nl=False)
