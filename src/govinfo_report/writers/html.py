"""Reports as web pages: one self-contained page, its tables as the official form has them.

The page needs no script and loads nothing. Every figure's cell carries its canonical path
(``data-path``), heads and labels say what they head (``scope``), each table has its section's
heading for a caption. Findings, where there are any, stand at their cells and in a list at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from govinfo_report.form import LayoutCell, Role, TableLayout
from govinfo_report.raw import CellKind
from govinfo_report.writers.annotations import Remark
from govinfo_report.writers.characters import CONTROL, check_characters, clean
from govinfo_report.writers.papers import Column, Paper, Value, in_words
from govinfo_report.writers.printing import Printout, Section, note_parts

__all__ = ["html_fragment", "render_html", "render_paper_page"]

#: White space that a browser would draw together with its neighbours.
_RUN = re.compile(r" (?= )")


def render_html(printout: Printout, above: str = "") -> str:
    """The report as a page.

    Args:
        printout: The report.
        above: HTML of what stands over it and is no part of it, such as a way back.

    Raises:
        WriteError: It holds characters that a page cannot.
    """
    title = printout.title or printout.raw.agency or "政府信息公开工作年度报告"
    return _page(title, _article(printout), above)


def render_paper_page(paper: Paper) -> str:
    """A paper of an office as a page; control characters in it are shown as such."""
    return _page(clean(paper.title).replace("\n", ""), _paper(paper))


def _page(title: str, body: Iterable[str], above: str = "") -> str:
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="govinfo-report">',
            f"<title>{_text(title, 'title')}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            '<body class="govinfo-report" style="margin:0">',
            *([above] if above else []),
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _paper(paper: Paper) -> Iterator[str]:
    yield f"<article><h1>{_text(clean(paper.title), 'title')}</h1>"
    for part in paper.parts:
        yield f"<h2>{_text(clean(part.heading), 'heading')}</h2>"
        yield from (f"<p>{_text(clean(words), 'paragraph')}</p>" for words in part.paragraphs)
        if part.rows:
            heading = _text(clean(part.heading), "heading")
            yield f'<div class="scroll" role="region" aria-label="{heading}" tabindex="0">'
            total = sum(column.width for column in part.columns)
            widths = "".join(f'<col style="--wide:{each.width / total:.2%}">' for each in part.columns)
            heads = "".join(
                f'<th scope="col">{_text(clean(each.head), "head")}</th>' for each in part.columns
            )
            yield f'<table class="list"><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>'
            for row in part.rows:
                cells = zip(part.columns, row, strict=True)
                yield f"<tr>{''.join(_list_cell(column, value) for column, value in cells)}</tr>"
            yield "</tbody></table></div>"
    yield "</article>"


def _list_cell(column: Column, value: Value) -> str:
    return f'<td class="{column.kind}">{_text(clean(in_words(value, column)), "cell")}</td>'


def html_fragment(printout: Printout) -> str:
    """The report for a page that is already there, such as a notebook's; brings its own style."""
    return "\n".join(
        [f"<style>\n{_style()}</style>", '<div class="govinfo-report">', *_article(printout), "</div>"]
    )


@cache
def _style() -> str:
    return (files("govinfo_report.writers") / "report.css").read_text(encoding="utf-8")


def _text(text: str, place: str) -> str:
    """Text as HTML. What a page cannot hold is refused, what it would draw together is kept apart."""
    check_characters(text, place, CONTROL, "网页", "a web page")
    return _RUN.sub("&nbsp;", escape(text)).replace("\n", "<br>")


def _article(printout: Printout) -> Iterator[str]:
    yield "<article>"
    if printout.title:
        yield f"<h1>{_text(printout.title, 'title')}</h1>"
    for name, value in printout.entries:
        yield f'<p class="entry">{_text(f"{name}：{value}", name)}</p>'
    for paragraph in printout.preamble:
        yield f"<p>{_text(paragraph, 'preamble')}</p>"
    for section in printout.sections:
        yield f'<section id="{section.name}">'
        if section.layout is not None:
            yield from _table(printout, section, section.layout)
        else:
            yield f"<h2>{section.heading}</h2>"
            for paragraph in (section.text or "").split("\n") if section.text else []:
                yield f"<p>{_text(paragraph, section.name)}</p>"
        yield "</section>"
    if printout.annotations.remarks or printout.annotations.accepted:
        yield from _remarks(printout)
    yield "</article>"


def _table(printout: Printout, section: Section, layout: TableLayout) -> Iterator[str]:
    yield f'<div class="scroll" role="region" aria-label="{section.heading}" tabindex="0">'
    yield f'<table class="{section.name}">'
    yield f"<caption><h2>{section.heading}</h2></caption>"
    yield f"<colgroup>{''.join(_widths(layout))}</colgroup>"
    rows: list[list[str]] = [[] for _ in range(layout.rows)]
    for cell in layout.cells:
        rows[cell.row].append(_cell(printout, cell, layout))
    if layout.heading_rows:
        yield "<thead>"
        yield from (f"<tr>{''.join(row)}</tr>" for row in rows[: layout.heading_rows])
        yield "</thead>"
    yield "<tbody>"
    yield from (f"<tr>{''.join(row)}</tr>" for row in rows[layout.heading_rows :])
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _widths(layout: TableLayout) -> Iterator[str]:
    """The share of each column: as on paper, and on a phone, where wide labels give way to figures."""
    total = sum(layout.widths)
    narrow = [min(width, total // 4) for width in layout.widths]
    for wide, slim in zip(layout.widths, narrow, strict=True):
        yield f'<col style="--wide:{wide / total:.2%};--narrow:{slim / sum(narrow):.2%}">'


def _cell(printout: Printout, cell: LayoutCell, layout: TableLayout) -> str:
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    if cell.path is None:
        role = "label" if cell.role is Role.LABEL else str(cell.role)
        text = _text(cell.text, "")
        if cell.role is Role.NOTE:
            label, instruction = (_text(part, "") for part in note_parts(cell.text))
            text = f"{label}<span>{instruction}</span>"
        return f'<th scope="{_scope(cell, layout)}" class="{role}"{spans}>{text}</th>'
    return _figure(printout, cell, cell.path, spans)


def _scope(cell: LayoutCell, layout: TableLayout) -> str:
    if cell.role in (Role.HEAD, Role.CAPTION) or cell.row < layout.heading_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    return "rowgroup" if cell.rowspan > 1 else "row"


def _figure(printout: Printout, cell: LayoutCell, path: str, spans: str) -> str:
    text = _text(printout.text(cell), path)
    attributes = f'{spans} data-path="{path}"'
    absent = printout.is_absent(cell)
    classes = ["absent"] if absent else []
    kind = printout.raw[path].kind if not absent else None
    if kind is not None and kind is not CellKind.NUMBER:
        attributes += f' data-kind="{kind}"'
    remarks = printout.remarks(cell)
    if remarks:
        severity = printout.severity(cell)
        assert severity is not None
        classes.append(str(severity))
        words = escape("\n".join(remark.words for remark in remarks))
        said = "文中没有这一格" if absent else text or "空白"
        numbers = ",".join(str(remark.number) for remark in remarks)
        text = (
            f'<a href="#finding-{remarks[0].number}" data-number="[{numbers}]" title="{words}"'
            f' aria-label="{said}，见检查结果第{numbers}条">{text}</a>'
        )
    elif absent:
        attributes += ' title="文中没有这一格"'
    if classes:
        attributes += f' class="{" ".join(classes)}"'
    return f"<td{attributes}>{text}</td>"


def _remarks(printout: Printout) -> Iterator[str]:
    """The findings; an aside, which is no part of the report and is not read as one."""
    yield '<aside aria-labelledby="findings"><h2 id="findings">检查结果</h2><ol>'
    for remark in printout.annotations.remarks:
        yield from _remark(remark)
    yield "</ol>"
    if printout.annotations.accepted:
        yield "<h2>已接受、不计入的问题</h2><ul>"
        for words in printout.annotations.accepted:
            yield f"<li>{_text(words, 'accepted')}</li>"
        yield "</ul>"
    yield "</aside>"


def _remark(remark: Remark) -> Iterator[str]:
    yield f'<li id="finding-{remark.number}" value="{remark.number}" class="{remark.finding.severity}">'
    yield f"<p><strong>{remark.weight} {remark.finding.code}</strong>　"
    yield f"{_text(remark.message, remark.finding.code)}</p>"
    if remark.where:
        yield f'<p class="where">位置：{_text(remark.where, "source")}</p>'
    yield f'<p class="where">处理：{_text(remark.advice, "advice")}</p></li>'
