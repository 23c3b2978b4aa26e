"""The command `check`: reports, settings and a baseline in; findings out, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
import click

import govinfo_report as gr
from govinfo_report.cli import present
from govinfo_report.cli.console import output_options, put_document, put_error, put_words, require_output
from govinfo_report.cli.ending import CONFORMS, NOT_RUN, Ending
from govinfo_report.cli.language import Words, language_option
from govinfo_report.cli.lines import Line
from govinfo_report.cli.options import previous_option, sheet_option
from govinfo_report.cli.policies import (
    FILE,
    levels_of,
    require_rules,
    rule_options,
    settings_of,
    settings_options,
)
from govinfo_report.cli.previous import beside_line, previous_of
from govinfo_report.cli.progress import Progress
from govinfo_report.cli.reading import (
    as_json,
    complaint,
    convert_option,
    part_option,
    read_roster,
    read_source,
)
from govinfo_report.cli.sources import files_of
from govinfo_report.cli.tally import last_line, statistics, status_of
from govinfo_report.outputs import Checked, checked_document, github_lines, junit_xml, pooled, sarif_log
from govinfo_report.rules.deciding import known_rules
from govinfo_report.source import shown
from govinfo_report.writers.atomic import write_bytes
from govinfo_report.writers.writing import render

__all__ = ["check"]

_FOR_PEOPLE = ("text", "concise")
_BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".sarif": "sarif"}


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR...", type=FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice([*_FOR_PEOPLE, "json", "jsonl", "sarif", "github", "junit", "html"]),
    help="输出格式，不写则看 -o 的后缀；concise 每个问题一行 / output (default: by the suffix of -o, "
    "else text); concise is a line a finding",
)
@rule_options
@click.option(
    "-q", "--quiet", is_flag=True, help="只列错误和可能填错的格 / errors, and cells that may be wrong"
)
@click.option(
    "--statistics", "counted", is_flag=True, help="只列各规则的问题数 / only count findings by rule"
)
@click.option("--exit-zero", is_flag=True, help="有错误时也以 0 退出 / end with 0 although there are errors")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="列出全部警告、提示和不能判定的数 / list every warning, note and undecided figure",
)
@sheet_option
@previous_option
@click.option(
    "--member",
    "members",
    multiple=True,
    metavar="FILE",
    type=FILE,
    help="成员单位的报告 / a member's report",
)
@click.option(
    "--roster", metavar="FILE", type=FILE, help="成员名单，每行一个机关 / names of all members, one a line"
)
@click.option(
    "--severity",
    multiple=True,
    metavar="RULE=LEVEL",
    help="改变规则的级别：error、warning、info / change a rule's level: error, warning, info",
)
@settings_options
@click.option(
    "--baseline", metavar="FILE", type=FILE, help="只看基线以外的问题 / show only what is not in it"
)
@click.option(
    "--write-baseline", metavar="FILE", type=FILE, help="把现有问题记为基线 / accept today's findings"
)
@output_options
@part_option
@convert_option
@language_option
def check(
    sources: tuple[str, ...],
    form: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    counted: bool,
    exit_zero: bool,
    everything: bool,
    sheet: str | None,
    previous: str | None,
    members: tuple[str, ...],
    roster: str | None,
    severity: tuple[str, ...],
    settings_file: str | None,
    no_settings: bool,
    baseline: str | None,
    write_baseline: str | None,
    output: Path | None,
    overwrite: bool,
    lang: str,
) -> Ending:
    """检查文件、文件夹、'*.xlsx'；“-”为标准输入。 / Check files, folders, '*.xlsx'; - is standard input.

    设置取自本文件夹或上级的 govinfo-report.toml 或 pyproject.toml。 / Settings are found in
    govinfo-report.toml or pyproject.toml, here or above.

    退出状态：0 符合，1 有错误，或文件夹里有读不了的文件，2 一份也没有读到，写明的文件读不了，或未能运行。
    / Exit status: 0 all conform, 1 errors, or files of a folder that could not be read, 2 nothing or not all
    of the files named could be read, or could not run.
    """
    say = Words(lang)
    require_rules(select + ignore, lang)
    form = form or (_BY_SUFFIX.get(output.suffix.lower(), "text") if output is not None else "text")
    found = list(files_of(sources))
    files = [each.file for each in found]
    if form == "html" and len(found) != 1:
        raise click.UsageError(
            say(
                "html 一次只能检查一份报告；多份请用 scan --html 文件夹。",
                "html takes one report at a time; of many, scan --html DIR makes pages.",
            )
        )
    if (quiet or counted) and form not in _FOR_PEOPLE:
        raise click.UsageError(
            say(
                "--quiet 和 --statistics 只用于 text 和 concise。",
                "--quiet and --statistics go with text and concise.",
            )
        )
    if write_baseline is not None:
        if output is not None:
            raise click.UsageError(
                say(
                    "--write-baseline 只写基线，不能和 --output 同用。",
                    "--write-baseline writes the baseline only; it does not go with --output.",
                )
            )
        require_output(Path(write_baseline), [*files, previous, *members, roster], overwrite=True)
    named = [*files, previous, *members, roster, settings_file, baseline]
    require_output(output, named, overwrite=overwrite, made=(".html", ".htm"))
    own = settings_of(settings_file, no_settings, with_baseline=write_baseline is None)
    accepted = gr.Baseline.load(baseline) if baseline is not None and write_baseline is None else own.baseline
    levels = {**own.severity, **levels_of(severity, lang)}
    settings = attrs.evolve(own, severity=levels, baseline=accepted)
    known_rules(settings)
    names = read_roster(roster) if roster is not None else ()
    parts = [read_source(member, None) for member in members]

    checked_by = partial(
        gr.check,
        select=select,
        ignore=ignore,
        settings=settings,
        members=parts,
        roster=names,
    )
    checked: list[Checked] = []
    with previous_of(previous) as last, Progress(len(found), say) as progress:
        for each in found:
            try:
                if each.error is not None:
                    raise each.error
                raw = read_source(each.file, sheet)
                checked.append(Checked(file=each.file, result=checked_by(raw, previous=last.of(raw))))
            except gr.PluginError:  # no file's fault
                raise
            except Exception as error:  # one file's fault does not cost the others their result
                fault = _fault(error, each.file)
                checked.append(Checked(file=each.file, error=fault))
                if form in (*_FOR_PEOPLE, "html"):
                    with progress.aside():
                        put_error(complaint(fault, lang))
            progress.step()
    checked = pooled(checked)
    status = status_of(checked, named=[each.named for each in found], exit_zero=exit_zero)
    if write_baseline is not None:
        _write_baseline(checked, Path(write_baseline), lang)
        return Ending(lang, status=NOT_RUN if status == NOT_RUN else CONFORMS)
    if form not in _FOR_PEOPLE:
        document = _for_programs(checked, form, lang)
        written = put_document(document, output, overwrite=overwrite) if document is not None else ()
        return Ending(lang, written, status)
    lines: list[Line | str] = []
    if counted:
        lines += statistics(checked, lang)
    elif form == "concise":
        lines += _concise(checked, lang, quiet=quiet)
    else:
        lines += _text(checked, lang, quiet=quiet, everything=everything)
    if not quiet and (len(checked) != 1 or counted or form == "concise"):
        lines += [*([Line("")] if lines and form == "text" else []), last_line(checked, lang)]
    if not quiet and last.before is not None:
        lines.append(beside_line(last.before, last.found, lang))
    return Ending(lang, put_words(lines, output, overwrite=overwrite) if lines else (), status)


def _results(checked: Sequence[Checked], *, quiet: bool) -> Iterator[tuple[str, gr.CheckResult]]:
    """The files that could be read, as people see them; of a quiet run, those with errors, and only these."""
    for each in checked:
        if each.result is not None and quiet and not each.result.ok:
            yield shown(each.file), attrs.evolve(each.result, findings=each.result.errors, set_aside=())
        elif each.result is not None and not quiet:
            yield shown(each.file), each.result


def _concise(checked: Sequence[Checked], lang: str, *, quiet: bool) -> Iterator[str]:
    for name, result in _results(checked, quiet=quiet):
        yield from present.concise_lines(name, result, lang)


def _text(checked: Sequence[Checked], lang: str, *, quiet: bool, everything: bool) -> Iterator[Line]:
    for number, (name, result) in enumerate(_results(checked, quiet=quiet)):
        if number:
            yield Line("")
        yield from present.check_text(name, result, lang, everything=everything)


def _fault(error: Exception, file: str) -> gr.ReadError:
    """Why there is no result for a file."""
    if isinstance(error, gr.ReadError):
        return _at(error, file)
    if isinstance(error, gr.ConsolidationError):  # last year's report, or a member, is of another year
        where = f"{file} · {error.where}" if error.where is not None else file
        return gr.ReadError(
            error.zh, error.en, where=where, advice_zh=error.advice_zh, advice_en=error.advice_en
        )
    if isinstance(error, gr.InvalidReport):  # a JSON document that says it is a report that holds
        return gr.ReadError(error.message("zh"), error.message("en"), where=file)
    what = f"{type(error).__name__}: {error}"
    return gr.ReadError(f"程序内部错误，请报告：{what}", f"Internal error, please report: {what}", where=file)


def _at(error: gr.ReadError, file: str) -> gr.ReadError:
    """The error with the file as the user finds it: one of that name may be in each of his folders."""
    name, where = Path(file).name, error.where or ""
    if where == file or not where.startswith(name):
        return error
    return gr.ReadError(
        error.zh,
        error.en,
        where=f"{file}{where[len(name) :]}",
        advice_zh=error.advice_zh,
        advice_en=error.advice_en,
    )


def _write_baseline(checked: list[Checked], target: Path, lang: str) -> None:
    results = [each.result for each in checked if each.result is not None]
    baseline = gr.Baseline.of((one.raw.agency, one.raw.year, one.findings) for one in results)
    write_bytes(target, baseline.to_json().encode(), overwrite=True)
    say = Words(lang)
    count, file = len(baseline.entries), shown(target)
    click.echo(say(f"已记下 {count} 处问题：{file}", f"{count} finding(s) recorded in {file}"))
    left = sum(len(one.findings) for one in results if None in (one.raw.agency, one.raw.year))
    if left:
        click.echo(
            say(
                f"{left} 处没有记下：报告的机关或年度不详。",
                f"{left} not recorded: of reports whose agency or year is not known.",
            )
        )


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
    return as_json(documents[0] if len(documents) == 1 else documents)
