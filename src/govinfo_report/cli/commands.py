"""The commands."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

import govinfo_report as gr
from govinfo_report.cli import present
from govinfo_report.cli.language import Words, default_language
from govinfo_report.outputs import (
    Checked,
    check_schema,
    checked_document,
    github_lines,
    junit_xml,
    sarif_log,
)
from govinfo_report.writers.writing import render

__all__ = ["run"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def run() -> None:
    """Run the command line, and never end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot print a character must not stop us
    try:
        cli(standalone_mode=False, prog_name="govinfo-report")
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        sys.stderr.close()
        sys.exit(2)
    except Exception as error:  # whatever it is, a clerk gets a sentence
        click.echo(
            f"程序内部错误，请报告 / internal error, please report: {type(error).__name__}: {error}", err=True
        )
        sys.exit(2)


def _language(command: _Command) -> _Command:
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=default_language,
        help="语言 / language (default: by the locale, else zh)",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(gr.__version__, prog_name="govinfo-report")
def cli() -> None:
    """政府信息公开工作年度报告：读取、检查、转换.

    Read, check and convert annual reports on government information disclosure.
    Exit status: 0 conforms, 1 errors found, 2 could not run.
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "sarif", "github", "junit", "html"]),
    default="text",
    help="输出格式 / output",
)
@click.option("--select", multiple=True, metavar="RULE", help="只用这些规则 / apply only these rules")
@click.option("--ignore", multiple=True, metavar="RULE", help="不用这些规则 / leave these rules out")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@click.option("--previous", metavar="FILE", help="上年报告，核对两年的衔接 / last year's report")
@click.option("--member", "members", multiple=True, metavar="FILE", help="成员单位的报告 / a member's report")
@click.option("--all", "everything", is_flag=True, help="列出全部提示 / list every note")
@_language
def check(
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    sheet: str | None,
    previous: str | None,
    members: tuple[str, ...],
    everything: bool,
    lang: str,
) -> None:
    """检查年度报告，“-”为标准输入 / Check reports; - is standard input."""
    _known_rules(select + ignore, lang)
    status = 0
    checked: list[Checked] = []
    for index, file in enumerate(files):
        try:
            result = gr.check(
                _read(file, sheet),
                select=select,
                ignore=ignore,
                previous=_read(previous, None) if previous is not None else None,
                members=[_read(member, None) for member in members],
            )
        except ValueError as error:  # last year's report is of another year
            raise click.UsageError(str(error)) from None
        except gr.ReadError as error:
            status = 2
            checked.append(Checked(file=file, error=error))
            if form in ("text", "html"):
                click.echo(_complaint(error, lang), err=True)
            continue
        status = max(status, 0 if result.ok else 1)
        checked.append(Checked(file=file, result=result))
        if form == "text":
            if index:
                click.echo()
            for line in present.check_text(file, result, lang, everything=everything):
                click.echo(line)
    if form != "text":
        click.echo(_for_programs(checked, form, lang), nl=False)
    sys.exit(status)


def _for_programs(checked: list[Checked], form: str, lang: str) -> str:
    if form == "junit":
        return junit_xml(checked, lang=lang)
    if form == "github":
        return "".join(f"{line}\n" for line in github_lines(checked, lang=lang))
    if form == "sarif":
        return _json(sarif_log(checked, lang=lang, version=gr.__version__))
    if form == "html":
        if len(checked) != 1:
            raise click.UsageError(
                Words(lang)("html 一次只能检查一份报告。", "html takes one report at a time.")
            )
        result = checked[0].result
        return render(result, "html").decode() if result is not None else ""
    documents = [checked_document(each) for each in checked]
    if form == "jsonl":
        return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in documents)
    return _json(documents if len(documents) > 1 else documents[0])


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@_language
def explain(file: str, sheet: str | None, lang: Literal["zh", "en"]) -> None:
    """说明依据哪个标签读到了什么、剩下什么 / Tell what was recognised, by what, and what was left over."""
    try:
        click.echo(_read(file, sheet).explain(lang))
    except gr.ReadError as error:
        click.echo(_complaint(error, lang), err=True)
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
@_language
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
    try:
        raw = _read(source, sheet)
        report = raw.to_report(blanks=blanks, marks=marks) if kind == "report" else raw
        gr.write(report, target, overwrite=overwrite)
    except gr.InvalidReport as error:
        click.echo(error.message(lang), err=True)
        sys.exit(1)
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(_complaint(error, lang), err=True)
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
@_language
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
        last = _read(last_year, None) if last_year is not None else None
        gr.write_template(
            target, agency=agency, year=year, edition=edition, last_year=last, overwrite=overwrite
        )
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(_complaint(error, lang), err=True)
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
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
@_language
def fill(
    form: str,
    report: str,
    target: Path,
    blanks: Literal["refuse", "zero"],
    accept_loss: bool,
    overwrite: bool,
    lang: str,
) -> None:
    """把报告填入自备的 .xlsx 或 .docx 空表 / Fill a workbook or Word form of one's own with a report."""
    try:
        filled = _read(report, None).to_report(blanks=blanks)
        remarks = gr.fill(form, filled, target, overwrite=overwrite, accept_loss=accept_loss)
    except gr.InvalidReport as error:
        click.echo(error.message(lang), err=True)
        sys.exit(1)
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(_complaint(error, lang), err=True)
        sys.exit(2)
    for remark in remarks:
        click.echo(f"  {remark}", err=True)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))


@cli.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@click.option("--accept-loss", is_flag=True, help="允许丢失保存不了的内容 / lose what cannot be kept")
@click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
@_language
def annotate(
    source: str, target: Path, sheet: str | None, accept_loss: bool, overwrite: bool, lang: str
) -> None:
    """把检查结果标在副本上 / Show the findings in a copy: a workbook's own, or one in OUT's format."""
    try:
        result = gr.check(_read(source, sheet))
        if (
            source.lower().endswith((".xlsx", ".xlsm"))
            and target.suffix.lower() == Path(source).suffix.lower()
        ):
            for lost in gr.annotate(source, result, target, overwrite=overwrite, accept_loss=accept_loss):
                click.echo(f"  {lost}", err=True)
        else:
            gr.write(result, target, overwrite=overwrite)
    except (gr.ReadError, gr.WriteError) as error:
        click.echo(_complaint(error, lang), err=True)
        sys.exit(2)
    click.echo(Words(lang)(f"已写出 {target}", f"wrote {target}"))
    sys.exit(0 if result.ok else 1)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--sheet", metavar="NAME", help="只看这张工作表 / look at this worksheet only")
@_language
def show(file: str, sheet: str | None, lang: str) -> None:
    """在终端里显示各表，标出问题 / Show the tables in the terminal, with the findings."""
    try:
        click.echo(str(_read(file, sheet)))
    except gr.ReadError as error:
        click.echo(_complaint(error, lang), err=True)
        sys.exit(2)


@cli.command()
@click.argument("code", required=False, metavar="[CODE]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output"
)
@_language
def rules(code: str | None, form: str, lang: str) -> None:
    """列出规则，或说明其中一条 / List the rules, or explain one."""
    if code is not None:
        _known_rules((code,), lang)
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
    click.echo(_json(check_schema() if of_check else gr.json_schema("raw" if raw else "report")), nl=False)


def _read(source: str, sheet: str | None) -> gr.RawReport:
    content = sys.stdin.buffer.read() if source == "-" else source
    return gr.read(content, sheet=sheet)


def _complaint(error: gr.ReadError | gr.WriteError, lang: str) -> str:
    return f"{Words(lang)('错误', 'error')}: {error.message(lang)}"


def _known_rules(keys: tuple[str, ...], lang: str) -> None:
    for key in keys:
        try:
            gr.find_rule(key)
        except KeyError:
            raise click.UsageError(
                Words(lang)(
                    f"没有规则“{key}”；govinfo-report rules 列出全部规则。",
                    f"There is no rule “{key}”; govinfo-report rules lists them.",
                )
            ) from None
