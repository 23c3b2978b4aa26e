"""The command `check`: reports, settings and a baseline in; findings out, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import click

import govinfo_report as gr
from govinfo_report.cli import present
from govinfo_report.cli.console import output_options, put_document, put_words, require_output
from govinfo_report.cli.ending import CONFORMS, ERRORS, NOT_RUN, Ending
from govinfo_report.cli.language import Words, language_option
from govinfo_report.cli.policies import settings_of, settings_options
from govinfo_report.cli.reading import (
    as_json,
    complaint,
    convert_option,
    part_option,
    read_roster,
    read_source,
)
from govinfo_report.outputs import Checked, checked_document, github_lines, junit_xml, pooled, sarif_log
from govinfo_report.rules.deciding import known_rules
from govinfo_report.source import shown
from govinfo_report.writers.atomic import write_bytes
from govinfo_report.writers.writing import render

__all__ = ["check", "require_rules"]


@click.command()
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
@click.option("--roster", metavar="FILE", help="成员名单，每行一个机关 / names of all members, one a line")
@click.option("--severity", multiple=True, metavar="RULE=LEVEL", help="改变规则的级别 / error, warning, info")
@settings_options
@click.option("--baseline", metavar="FILE", help="只看基线以外的问题 / show only what is not in it")
@click.option("--write-baseline", metavar="FILE", help="把现有问题记为基线 / accept today's findings")
@click.option("--all", "everything", is_flag=True, help="列出全部提示 / list every note")
@output_options
@part_option
@convert_option
@language_option
def check(
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    sheet: str | None,
    previous: str | None,
    members: tuple[str, ...],
    roster: str | None,
    severity: tuple[str, ...],
    settings_file: str | None,
    no_settings: bool,
    baseline: str | None,
    write_baseline: str | None,
    everything: bool,
    output: Path | None,
    overwrite: bool,
    lang: str,
) -> Ending:
    """检查年度报告，“-”为标准输入 / Check reports; - is standard input.

    设置取自 govinfo-report.toml 或 pyproject.toml / Settings are found in these files, here or above.
    """
    require_rules(select + ignore + tuple(each.partition("=")[0] for each in severity), lang)
    if form == "html" and len(files) != 1:
        raise click.UsageError(Words(lang)("html 一次只能检查一份报告。", "html takes one report at a time."))
    if write_baseline is not None:
        if output is not None:
            raise click.UsageError(
                Words(lang)(
                    "--write-baseline 只写基线，不能和 --output 同用。",
                    "--write-baseline writes the baseline only; it does not go with --output.",
                )
            )
        require_output(Path(write_baseline), [*files, previous, *members, roster], overwrite=True)
    require_output(output, [*files, previous, *members, roster, settings_file, baseline], overwrite=overwrite)
    own = settings_of(settings_file, no_settings, with_baseline=write_baseline is None)
    settings = _settings(own, severity, None if write_baseline is not None else baseline, lang)
    known_rules(settings.rules, where=settings.file)
    names = read_roster(roster) if roster is not None else ()
    last = read_source(previous, None) if previous is not None else None
    parts = [read_source(member, None) for member in members]
    status = CONFORMS
    checked: list[Checked] = []
    for file in files:
        try:
            result = gr.check(
                read_source(file, sheet),
                select=select,
                ignore=ignore,
                settings=settings,
                previous=last,
                members=parts,
                roster=names,
            )
            checked.append(Checked(file=file, result=result))
        except gr.PluginError:  # no file's fault
            raise
        except Exception as error:  # one file's fault does not cost the others their result
            status = NOT_RUN
            fault = _fault(error, file)
            checked.append(Checked(file=file, error=fault))
            if form in ("text", "html"):
                click.echo(complaint(fault, lang), err=True)
    checked = pooled(checked)
    wrong = any(each.result is not None and not each.result.ok for each in checked)
    status = max(status, ERRORS if wrong else CONFORMS)
    if write_baseline is not None:
        _write_baseline(checked, Path(write_baseline), lang)
        return Ending(lang, status=NOT_RUN if status == NOT_RUN else CONFORMS)
    if form != "text":
        document = _for_programs(checked, form, lang)
        written = put_document(document, output, overwrite=overwrite) if document is not None else ()
        return Ending(lang, written, status)
    texts = [
        "\n".join(present.check_text(shown(each.file), each.result, lang, everything=everything))
        for each in checked
        if each.result is not None
    ]
    return Ending(lang, put_words("\n\n".join(texts), output, overwrite=overwrite) if texts else (), status)


def _fault(error: Exception, file: str) -> gr.ReadError:
    """Why there is no result for a file."""
    if isinstance(error, gr.ReadError):
        return error
    if isinstance(error, gr.ConsolidationError):  # last year's report, or a member, is of another year
        where = f"{file} · {error.where}" if error.where is not None else file
        return gr.ReadError(
            error.zh, error.en, where=where, advice_zh=error.advice_zh, advice_en=error.advice_en
        )
    if isinstance(error, gr.InvalidReport):  # a JSON document that says it is a report that holds
        return gr.ReadError(error.message("zh"), error.message("en"), where=file)
    what = f"{type(error).__name__}: {error}"
    return gr.ReadError(f"程序内部错误，请报告：{what}", f"Internal error, please report: {what}", where=file)


def _settings(
    settings: gr.Settings, severity: tuple[str, ...], baseline: str | None, lang: str
) -> gr.Settings:
    """What the settings file and the options say together; an option wins."""
    levels = dict(settings.severity)
    for each in severity:
        rule, _, level = each.partition("=")
        try:
            levels[rule] = gr.Severity(level)
        except ValueError:
            raise click.UsageError(
                Words(lang)(
                    f"“{each}”应写成 规则=级别，级别为 error、warning 或 info。",
                    f"“{each}” has to be RULE=LEVEL; the levels are error, warning, info.",
                )
            ) from None
    accepted = gr.Baseline.load(baseline) if baseline is not None else settings.baseline
    return attrs.evolve(settings, severity=levels, baseline=accepted)


def _write_baseline(checked: list[Checked], target: Path, lang: str) -> None:
    results = [each.result for each in checked if each.result is not None]
    baseline = gr.Baseline.of((one.raw.agency, one.raw.year, one.findings) for one in results)
    write_bytes(target, baseline.to_json().encode(), overwrite=True)
    say = Words(lang)
    count, file = len(baseline.entries), shown(target)
    click.echo(say(f"已记下 {count} 处问题：{file}", f"{count} finding(s) recorded in {file}"))


def _for_programs(checked: list[Checked], form: str, lang: str) -> str | None:
    """The answer in a format for programs or browsers; ``None`` where there is no page to show."""
    if form == "junit":
        return junit_xml(checked, lang=lang)
    if form == "github":
        return "".join(f"{line}\n" for line in github_lines(checked, lang=lang))
    if form == "sarif":
        return as_json(sarif_log(checked, lang=lang, version=gr.__version__))
    if form == "html":
        result = checked[0].result
        return render(result, "html").decode() if result is not None else None
    documents = [checked_document(each) for each in checked]
    if form == "jsonl":
        return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in documents)
    return as_json(documents if len(documents) > 1 else documents[0])


def require_rules(keys: tuple[str, ...], lang: str) -> None:
    """Refuse the name of a rule there is not, as wrong usage."""
    try:
        known_rules(keys)
    except gr.SettingsError as error:
        raise click.UsageError(error.message(lang)) from None
