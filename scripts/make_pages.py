"""Write the pages of the docs that the library itself knows; with ``--check``, say whether they are true.

rules.md (every rule), measures.md (every derived measure), form.md (the form, row by row).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import govinfo_report as gr
from govinfo_report.analysis import MEASURES
from govinfo_report.form.tree import Node
from govinfo_report.model.fields import FigureKind

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "Written by `scripts/make_pages.py` from the library itself. 由程序生成，请勿手改。"
KINDS = {
    FigureKind.COUNT: "整数 ≥ 0",
    FigureKind.CHANGE: "整数，可为负",
    FigureKind.AMOUNT: "万元，小数 ≥ 0",
    FigureKind.MONEY: "金额，单位照印",
}


def rules() -> Iterator[str]:
    yield "# Rules · 规则"
    yield ""
    yield NOTE
    yield ""
    yield "An error keeps a report from conforming; a warning or a note does not."
    yield ""
    yield "错误使报告不符合，警告和提示不影响结论。"
    for rule in gr.catalogue():
        relation = f" · {rule.relation}" if rule.relation else ""
        yield ""
        yield f"## {rule.code} {rule.name}"
        yield ""
        yield f"*{rule.severity.zh} {rule.severity}{relation}*"
        yield ""
        yield "| | 中文 | English |"
        yield "|---|---|---|"
        for zh, en, text in (
            ("要求", "Demands", rule.title),
            ("依据", "Basis", rule.clause),
            ("合格", "Passes", rule.passing),
            ("不合格", "Fails", rule.failing),
            ("处理", "What to do", rule.advice),
            *([("例外", "Exceptions", rule.exceptions)] if rule.exceptions is not None else []),
        ):
            yield f"| {zh}<br>{en} | {cell(text.zh)} | {cell(text.en)} |"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def measures() -> Iterator[str]:
    yield "# Derived measures · 指标"
    yield ""
    yield NOTE
    yield ""
    yield "No value where a figure is missing or the denominator is 0. 缺数或分母为 0 时没有值。"
    yield ""
    yield "| name | 名称 | 算式 | formula |"
    yield "|---|---|---|---|"
    for measure in MEASURES:
        yield f"| `{measure.name}` | {measure.label.zh} | {measure.formula.zh} | {measure.formula.en} |"


def form() -> Iterator[str]:
    yield "# 格式说明 · The form"
    yield ""
    yield NOTE
    yield ""
    yield "条款指《中华人民共和国政府信息公开条例》（2019年修订）。"
    yield "“路径”是每一格在程序、JSON、数据框中的名字：`行的路径.列名`。"
    for edition in gr.editions():
        yield ""
        yield f"## {edition} 年版（{edition.notice}）"
        for tree in gr.form_with(edition=edition).tables.values():
            yield ""
            yield f"### {tree.printed.label}"
            yield ""
            yield from table(tree)
    yield ""
    yield "## 文字部分"
    for section in gr.editions()[0].sections:
        if section.printed.prompt:
            yield ""
            yield f"- **{section.printed.label}** (`{section.name}`)：{section.printed.prompt}"
    yield ""
    yield "## 勾稽关系"
    yield ""
    for rule in gr.catalogue():
        if rule.relation:
            yield f"- **{rule.relation}**（{rule.code}）{rule.title.zh}。{rule.clause.zh}。"


def table(tree: Node) -> Iterator[str]:
    yield "| 行 | 列 | 路径 | 条款 | 另见的写法 |"
    yield "|---|---|---|---|---|"
    for row in tree.rows():
        columns = "、".join(
            f"{cell.printed.label}（{KINDS[cell.kind]}）" for cell in row.children if cell.kind
        )
        if len(row.children) == 7:
            columns = "自然人等七栏（整数 ≥ 0）"
        label = " / ".join(row.label) or row.printed.label
        also = "、".join(row.printed.also)
        names = f"{{{','.join(cell.name for cell in row.children)}}}" if len(row.children) < 7 else "…"
        yield f"| {label} | {columns} | `{row.path}.{names}` | {row.printed.article} | {also} |"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "rules.md": rules,
    "measures.md": measures,
    "form.md": form,
}


def main() -> int:
    stale = 0
    for name, made in PAGES.items():
        text = "\n".join(made()) + "\n"
        page = DOCS / name
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            print(f"{page} is out of date: run python scripts/make_pages.py", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
