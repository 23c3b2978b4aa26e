"""What the commands over many reports print for people."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import govinfo_report as gr
from govinfo_report.analysis.measures import MEASURES
from govinfo_report.cli.language import Words
from govinfo_report.cli.lines import TINTS, Line
from govinfo_report.corpus.summary import Summary
from govinfo_report.form.tree import brief
from govinfo_report.source import shown
from govinfo_report.writers.columns import filled, folded, places

__all__ = ["comparison_lines", "result_line", "summary_lines"]

_REASONS = 10
"""Reasons that a summary lists."""
_LEAST = 20
"""Places that the first column of a table has at least."""


def result_line(result: gr.ScanResult, lang: str) -> Line:
    """One file of a scan in one line."""
    say, path = Words(lang), shown(result.path)
    if result.error is not None:
        words = result.error.en if lang == "en" else result.error.zh
        return Line(f"{say('未读', 'unread')}  ", f"{path}: {words}", TINTS[gr.Severity.WARNING])
    whose = f"{result.agency or say('机关不详', 'agency unknown')} {result.year or say('年度不详', '?')}"
    errors = len(result.result.errors) if result.result is not None else 0
    verdict = say("符合", "conforms") if result.ok else say(f"错误 {errors}", f"{errors} error(s)")
    remark = ""
    if result.same_as is not None:
        other = shown(result.same_as)
        remark = say(f"（与 {other} 所载相同）", f" (says the same as {other})")
    elif result.version_of is not None:
        other = shown(result.version_of)
        remark = say(f"（另有一份 {other}）", f" (another version: {other})")
    tint = "green" if result.ok else TINTS[gr.Severity.ERROR]
    return Line(f"{verdict}  ", f"{path}: {whose}{remark}", tint)


def summary_lines(summary: Summary, lang: str, width: int | None = None) -> Iterator[str]:
    """A run over many files in tables, in lines of ``width`` places if there is such a limit."""
    say = Words(lang)
    unread = summary.files - summary.read
    rows = [
        (say("文件", "files"), summary.files),
        (say("读到报告", "reports read"), summary.read),
        (say("符合", "conform"), summary.conforming),
        (say("不符合", "do not conform"), summary.read - summary.conforming),
        (say("未读", "not read"), unread),
        (say("所载相同", "say the same as another"), summary.repeated),
        (say("同机关同年度的另一份", "another version of a report"), summary.versions),
        (say("取自续扫记录", "taken from the manifest"), summary.resumed),
        (say("已接受、不计入结论的问题", "findings accepted, not counted"), summary.accepted),
    ]
    yield ""
    yield from _table([(name, str(count)) for name, count in rows if count or name == rows[0][0]], width)
    if summary.rules:
        yield ""
        yield say("各规则的问题数", "Findings by rule")
        yield from _table(
            [
                (f"{code}  {say(weight.zh, weight.value)}  {gr.find_rule(code).title.in_(lang)}", str(number))
                for (weight, code), number in sorted(summary.rules.items(), key=_errors_first)
            ],
            width,
        )
    if summary.unread:
        yield ""
        yield say("未读的原因", "Why files were not read")
        yield from _table(
            [
                (en if lang == "en" else zh, str(count))
                for (zh, en), count in summary.unread.most_common(_REASONS)
            ],
            width,
        )


def _errors_first(counted: tuple[tuple[gr.Severity, str], int]) -> tuple[int, int, str]:
    (weight, code), number = counted
    return list(gr.Severity).index(weight), -number, code


def comparison_lines(
    found: gr.ReportComparison, lang: str, *, everything: bool, width: int | None = None
) -> Iterator[str]:
    """Two reports side by side: a line a cell, then measures and repeated prose."""
    say = Words(lang)
    sides = (found.before, found.after)
    heads = [f"{raw.agency or '?'} {raw.year or '?'}" for raw in sides]
    yield f"{heads[0]}  →  {heads[1]}"
    yield from (each.in_(lang) for each in found.cautions)
    cells = found.cells if everything else found.changes
    yield ""
    if cells:
        head = (say("格", "cell"), say("前", "before"), say("后", "after"), say("增减", "change"))
        yield from _table([head, *(_cell_row(cell, say) for cell in cells)], width)
    else:
        yield say("各格都相同。", "All cells are the same.")
    before, after = (gr.measures(raw) for raw in sides)
    yield ""
    yield say("指标（没有数或分母为 0 的记作“—”）", "Measures (— where a figure is missing or it is n ÷ 0)")
    yield from _table(
        [
            (
                f"{measure.label.in_(lang)}（{measure.formula.in_(lang)}）",
                _per_cent(before[measure.name]),
                _per_cent(after[measure.name]),
            )
            for measure in MEASURES
        ],
        width,
    )
    yield ""
    yield say("文字与前一份相同的句子", "Sentences that stand in the first report, too")
    yield from _table(
        [(part.label, f"{part.repeated}/{part.sentences}", _per_cent(part.share)) for part in found.prose],
        width,
    )
    for part in found.prose:
        yield from (f"  {part.label} | {sentence}" for sentence in part.same)


def _cell_row(cell: gr.CellChange, say: Words) -> tuple[str, ...]:
    def shown(each: gr.Cell | None) -> str:
        if each is None:
            return say("（无此格）", "(absent)")
        return each.text or say("（空白）", "(blank)")

    difference = cell.difference
    change = (
        ""
        if difference is None
        else f"{difference:+f}"
        if not isinstance(difference, int)
        else f"{difference:+d}"
    )
    return (" / ".join(map(brief, cell.label)), shown(cell.before), shown(cell.after), change)


def _per_cent(share: Fraction | None) -> str:
    return "—" if share is None else f"{float(100 * share):.1f}%"


def _table(rows: list[tuple[str, ...]], width: int | None) -> Iterator[str]:
    """Rows in columns, the first to the left and going on below where it has to, figures to the right."""
    widths = [max(places(row[column]) for row in rows) for column in range(len(rows[0]))]
    if width is not None:
        widths[0] = max(min(widths[0], width - 2 - sum(each + 2 for each in widths[1:])), _LEAST)
    for first, *rest in rows:
        name, *others = folded(first, widths[0], hang=2)
        cells = [" " * (room - places(text)) + text for text, room in zip(rest, widths[1:], strict=True)]
        yield "  " + "  ".join([filled(name, widths[0]), *cells]).rstrip()
        yield from (f"  {line}" for line in others)
