"""Reports as web pages: one self-contained page, its tables as the official form has them.

The page needs no script and loads nothing. Every figure's cell carries its canonical path
(``data-path``), heads and labels say what they head (``scope``), each table has its section's
heading for a caption. What a check found, where there was one, comes with it (`review`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from govinfo_report.form import LayoutCell, Role, TableLayout
from govinfo_report.raw import CellKind
from govinfo_report.writers.characters import clean
from govinfo_report.writers.papers import Column, Paper, Value, in_words
from govinfo_report.writers.printing import Printout, Section, note_parts
from govinfo_report.writers.review import as_html, cards, marked, reference, summary

__all__ = ["html_fragment", "render_html", "render_paper_page", "style"]

_REFERENCE = re.compile(r' (?:id|aria-labelledby)="| href="#')
"""Where an id is given or asked for: in text a quotation mark is written as ``&quot;``."""


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
            f"<title>{as_html(title, 'title')}</title>",
            f"<style>\n{style()}</style>",
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
    yield f"<article><h1>{as_html(clean(paper.title), 'title')}</h1>"
    for part in paper.parts:
        yield f"<h2>{as_html(clean(part.heading), 'heading')}</h2>"
        yield from (f"<p>{as_html(clean(words), 'paragraph')}</p>" for words in part.paragraphs)
        if part.rows:
            heading = as_html(clean(part.heading), "heading")
            yield f'<div class="scroll" role="region" aria-label="{heading}" tabindex="0">'
            total = sum(column.width for column in part.columns)
            widths = "".join(f'<col style="--wide:{each.width / total:.2%}">' for each in part.columns)
            heads = "".join(
                f'<th scope="col">{as_html(clean(each.head), "head")}</th>' for each in part.columns
            )
            yield f'<table class="list"><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>'
            for row in part.rows:
                cells = zip(part.columns, row, strict=True)
                yield f"<tr>{''.join(_list_cell(column, value) for column, value in cells)}</tr>"
            yield "</tbody></table></div>"
    yield "</article>"


def _list_cell(column: Column, value: Value) -> str:
    return f'<td class="{column.kind}">{as_html(clean(in_words(value, column)), "cell")}</td>'


def html_fragment(printout: Printout) -> str:
    """The report for a page that is already there, such as a notebook's; brings its own style.

    Its ids are told from those of other reports on the page, so that its links lead within it.
    """
    article = "\n".join(_article(printout))
    own = f"report-{sha256(article.encode()).hexdigest()[:8]}-"
    article = _REFERENCE.sub(rf"\g<0>{own}", article)
    return f'<style>\n{style()}</style>\n<div class="govinfo-report">\n{article}\n</div>'


@cache
def style() -> str:
    """The look of a report."""
    return (files("govinfo_report.writers") / "report.css").read_text(encoding="utf-8")


def _article(printout: Printout) -> Iterator[str]:
    yield "<article>"
    if printout.title:
        yield f"<h1>{as_html(printout.title, 'title')}</h1>"
    yield from summary(printout)
    if printout.front:
        yield from marked(printout, "preamble", "\n".join(printout.front))
        yield from cards(printout, "preamble")
    for section in printout.sections:
        own_page = ' class="own-page"' if section.layout and section.layout.printing.own_page else ""
        yield f'<section id="{section.name}"{own_page}>'
        if section.layout is not None:
            yield from _table(printout, section, section.layout)
        else:
            yield f"<h2>{section.heading}</h2>"
            if section.text:
                yield from marked(printout, section.name, section.text)
        yield from cards(printout, section.name)
        yield "</section>"
    yield from _accepted(printout)
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
    """The share of each column: as on paper, and on a phone, where labels give way to figures.

    There the labels of groups are written from top to bottom, and those of rows stay in view.
    """
    total, labels = sum(layout.widths), layout.printing.labels
    groups = [total // 22 for _ in labels[:-1]]
    narrow = [*groups, *(min(width, total // 4) for width in layout.widths[len(groups) :])]
    for wide, slim in zip(layout.widths, narrow, strict=True):
        yield f'<col style="--wide:{wide / total:.2%};--narrow:{slim / sum(narrow):.2%}">'


def _cell(printout: Printout, cell: LayoutCell, layout: TableLayout) -> str:
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    if cell.path is None:
        role = "label" if cell.role is Role.LABEL else str(cell.role)
        text = as_html(cell.text, "")
        if cell.role is Role.NOTE:
            label, instruction = (as_html(part, "") for part in note_parts(cell.text))
            text = f"{label}<span>{instruction}</span>"
        return f'<th scope="{_scope(cell, layout)}" class="{role}"{spans}>{text}</th>'
    return _figure(printout, cell, cell.path, spans)


def _scope(cell: LayoutCell, layout: TableLayout) -> str:
    if cell.role in (Role.HEAD, Role.CAPTION) or cell.row < layout.heading_rows:
        return "colgroup" if cell.colspan > 1 else "col"
    return "rowgroup" if cell.rowspan > 1 else "row"


def _figure(printout: Printout, cell: LayoutCell, path: str, spans: str) -> str:
    text = as_html(printout.text(cell), path)
    attributes = f'{spans} data-path="{path}"'
    if printout.annotations.result is not None:
        attributes += f' id="{path}"'
    absent = printout.is_absent(cell)
    classes = ["absent"] if absent else []
    kind = printout.raw[path].kind if not absent else None
    if kind is not None and kind is not CellKind.NUMBER:
        attributes += f' data-kind="{kind}"'
    remarks = printout.remarks(cell)
    if remarks:
        classes += [str(remark.finding.severity) for remark in remarks if not remark.repeated][:1]
        text = reference(remarks, text, "文中没有这一格" if absent else text or "空白")
    elif absent:
        attributes += ' title="文中没有这一格"'
    if classes:
        attributes += f' class="{" ".join(classes)}"'
    return f"<td{attributes}>{text}</td>"


def _accepted(printout: Printout) -> Iterator[str]:
    """What the office's settings set aside; an aside, which is no part of the report."""
    if printout.annotations.accepted:
        yield '<aside aria-labelledby="accepted"><h2 id="accepted">已接受、不计入的问题</h2><ul>'
        for words in printout.annotations.accepted:
            yield f"<li>{as_html(words, 'accepted')}</li>"
        yield "</ul></aside>"
