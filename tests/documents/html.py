"""Reports as the web pages that agencies publish."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Literal

from attrs import frozen

from govinfo_report.form.layout import Role
from govinfo_report.raw import RawReport
from tests.documents.grids import Document, Grid, Placed, Section, document_of
from tests.documents.wording import head_lines

__all__ = ["CHARSETS", "Charset", "HtmlStyle", "render_html"]

Charset = Literal[
    "utf-8",
    "utf-8 undeclared",
    "utf-8 with BOM",
    "utf-8 with BOM, gb2312 declared",
    "gb2312",
    "gb2312 declared, gb18030 used",
    "gbk",
    "gb18030",
    "gb18030 undeclared",
    "x-gbk",
]

#: The codec used and the charset declared.
CHARSETS: dict[Charset, tuple[str, str | None]] = {
    "utf-8": ("utf-8", "utf-8"),
    "utf-8 undeclared": ("utf-8", None),
    "utf-8 with BOM": ("utf-8-sig", None),
    "utf-8 with BOM, gb2312 declared": ("utf-8-sig", "gb2312"),
    "gb2312": ("gb2312", "gb2312"),
    "gb2312 declared, gb18030 used": ("gb18030", "gb2312"),
    "gbk": ("gbk", "gbk"),
    "gb18030": ("gb18030", "gb18030"),
    "gb18030 undeclared": ("gb18030", None),
    "x-gbk": ("gbk", "x-gbk"),
}

_BLANKS = {"plain": "", "p": "<p></p>", "span": "<span>&nbsp;</span>", "nbsp": "&nbsp;"}
_WORD_BLANK = '<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>'
_MENU = (
    "首页",
    "新闻中心",
    "政府信息公开",
    "政策文件",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
    "互动交流",
    "2023年政府信息公开工作年度报告",
    "2022年政府信息公开工作年度报告",
)


@frozen(kw_only=True)
class HtmlStyle:
    """A site's way of building pages.

    Attributes:
        charset: How the page is encoded and what it says about that.
        declared_by: How it says so.
        doctype: What the page begins with.
        shell: The article in ``div``s, in one big layout table, or in a page that is the article only.
        menus: Whether there are menus, breadcrumbs and a search form above the article.
        counters: Whether posting date, source, visits and a footer with numbers stand round the article.
        scripts: Whether scripts, styles and comments stand between, which hold numbers and table tags.
        disclosure: Table 2 as one table or one for each block.
        remedies: Table 4 as one table or three of five columns.
        wrapped: Whether each table stands in a table of one cell, alone or with its section's heading.
        heads: The tag of the heads' cells.
        broken_heads: How heads are broken over lines, if they are: in two, or after each character.
        cells: What is round the text of a cell.
        parts: Whether tables have ``thead`` and ``tbody``.
        closed: Whether closing tags that may be left out are there.
        upper: Whether tags are in capitals.
        quoted: Whether attributes are in quotes.
        prose: How paragraphs are made.
        headings: How section headings are made.
    """

    charset: Charset = "utf-8"
    declared_by: Literal["meta", "http-equiv"] = "meta"
    doctype: Literal["html5", "xhtml", "none"] = "html5"
    shell: Literal["div", "table", "bare"] = "div"
    menus: bool = True
    counters: bool = True
    scripts: bool = False
    disclosure: Literal["one", "per block"] = "one"
    remedies: Literal["one", "three"] = "one"
    wrapped: Literal["no", "table", "table with heading"] = "no"
    heads: Literal["td", "th"] = "td"
    broken_heads: Literal["no", "br", "p", "vertical"] = "no"
    cells: Literal["plain", "p", "span", "nbsp", "word", "breaks"] = "plain"
    parts: bool = True
    closed: bool = True
    upper: bool = False
    quoted: bool = True
    prose: Literal["p", "br", "div", "word"] = "p"
    headings: Literal["h2", "p", "strong", "div"] = "p"


def render_html(source: RawReport | Document, style: HtmlStyle) -> bytes:
    """The report as a page, encoded; characters that its encoding lacks are character references."""
    document = document_of(source)
    page = _doctype(style) + _head(document, style) + _body(document, style) + "</html>\n"
    codec, _ = CHARSETS[style.charset]
    return page.encode(codec, errors="xmlcharrefreplace")


def _doctype(style: HtmlStyle) -> str:
    if style.doctype == "html5":
        return '<!DOCTYPE html>\n<html lang="zh-CN">\n'
    if style.doctype == "xhtml":
        return (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
            '<html xmlns="http://www.w3.org/1999/xhtml">\n'
        )
    return "<html>\n"


def _head(document: Document, style: HtmlStyle) -> str:
    _, declared = CHARSETS[style.charset]
    lines = ["<head>"]
    if declared is not None and style.declared_by == "meta":
        lines.append(f'<meta charset="{declared}">')
    elif declared is not None:
        lines.append(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}" />')
    lines.append(f"<title>{escape(document.title)}-政府信息公开</title>")
    if style.scripts:
        lines.append("<style>td{width:12px} table:before{content:'0 | 1'}</style>")
        lines.append("<script>var rows='<table><tr><td>规章</td><td>9999</td></tr></table>';</script>")
    return "\n".join([*lines, "</head>\n"])


def _body(document: Document, style: HtmlStyle) -> str:
    article = _article(document, style)
    menus = "".join(f'<li><a href="/{at}.html">{name}</a></li>' for at, name in enumerate(_MENU))
    above = below = ""
    if style.menus:
        above = (
            f'<div class="nav"><ul>{menus}</ul></div>'
            '<form action="/s"><input name="q" value="请输入关键字"><button>搜索</button></form>'
            '<div class="crumb">当前位置：<a href="/">首页</a> &gt; 政府信息公开 &gt; 年报</div>\n'
        )
    if style.counters:
        article = (
            '<div class="info">发布日期：2024-01-31 09:15&nbsp;来源：本站&nbsp;'
            f"浏览次数：<span id=hits>1274</span> 次 【字体：大 中 小】</div>\n{article}"
            "<p>附件：1.相关文件.docx（24 KB）</p>"
        )
        below = (
            '<div class="foot"><p>上一篇：2022年政府信息公开工作年度报告</p>'
            "<p>网站标识码：1305810001　冀ICP备05003301号-1　电话：0319-5286600</p></div>\n"
        )
    if style.shell == "bare":
        return f"<body>\n{above}{article}{below}</body>\n"
    if style.shell == "div":
        return (
            f'<body><div class="top">{above}</div>\n'
            f'<div class="wrap"><div id="zoom">\n{article}</div></div>\n'
            f"{below}</body>\n"
        )
    side = "<table><tr><td>年报</td></tr><tr><td>2023年</td></tr><tr><td>2022年</td></tr></table>"
    return (
        f"<body><table width=1000><tr><td colspan=2>{above or '政府网站'}</td></tr>"
        f"<tr><td width=200>{side}</td><td>\n{article}</td></tr>"
        f"<tr><td colspan=2>{below or '主办单位'}</td></tr></table></body>\n"
    )


def _article(document: Document, style: HtmlStyle) -> str:
    parts = [f"<h1>{escape(document.title)}</h1>", _prose(document.preamble, style)]
    parts += [_section(section, style) for section in document.sections]
    return "\n".join(part for part in parts if part) + "\n"


def _section(section: Section, style: HtmlStyle) -> str:
    heading = _heading(escape(section.heading), style)
    if not section.grids:
        return f"{heading}\n{_prose(section.paragraphs, style)}"
    grids = [part for grid in section.grids for part in _parts(grid, style)]
    if style.wrapped == "no":
        return "\n".join([heading, *(_table(grid, style) for grid in grids)])
    tables = [_wrap(_table(grid, style), style) for grid in grids]
    if style.wrapped == "table":
        return "\n".join([heading, *tables])
    tables[0] = _wrap(heading + "\n" + _table(grids[0], style), style)
    return "\n".join(tables)


def _parts(grid: Grid, style: HtmlStyle) -> list[Grid]:
    if grid.table == "disclosure" and style.disclosure == "per block":
        return grid.blocks()
    if grid.table == "remedies" and style.remedies == "three":
        return grid.thirds()
    return [grid]


def _wrap(inner: str, style: HtmlStyle) -> str:
    return _tags(style)("table", _tags(style)("tr", _tags(style)("td", inner, align="center")))


def _heading(text: str, style: HtmlStyle) -> str:
    if style.headings == "strong":
        return f"<p><strong>{text[:2]}</strong><strong>{text[2:]}</strong></p>"
    return f"<{style.headings}>{text}</{style.headings}>"


def _prose(paragraphs: tuple[str, ...], style: HtmlStyle) -> str:
    texts = [escape(text) for text in paragraphs]
    if style.prose == "br":
        return "<div>" + "<br>\n".join(f"　　{text}" for text in texts) + "</div>" if texts else ""
    if style.prose == "word":
        return "\n".join(
            f'<p class="MsoNormal" style="text-indent:2em"><span>{text}</span></p>' for text in texts
        )
    return "\n".join(f"<{style.prose}>{text}</{style.prose}>" for text in texts)


def _tags(style: HtmlStyle) -> Callable[..., str]:
    """Makes elements in the style's spelling; ``th``, ``td`` and ``tr`` may stay open."""

    def element(name: str, inner: str, **attributes: object) -> str:
        spelled = name.upper() if style.upper else name
        quote = '"' if style.quoted else ""
        listed = "".join(f" {key}={quote}{value}{quote}" for key, value in attributes.items())
        may_stay_open = name in {"td", "th", "tr", "thead", "tbody"}
        return f"<{spelled}{listed}>{inner}" + ("" if may_stay_open and not style.closed else f"</{spelled}>")

    return element


def _table(grid: Grid, style: HtmlStyle) -> str:
    tag = _tags(style)
    rows = [tag("tr", "".join(_cell(cell, style) for cell in row)) + "\n" for row in grid.rows()]
    if not style.parts:
        return tag("table", "\n" + "".join(rows), border=1)
    at = grid.heading_rows
    head = tag("thead", "".join(rows[:at])) if at else ""
    return tag("table", "\n" + head + tag("tbody", "".join(rows[at:])), border=1, cellspacing=0)


def _cell(cell: Placed, style: HtmlStyle) -> str:
    spans = {name: span for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1}
    is_head = cell.item.role in {Role.HEAD, Role.CAPTION}
    return _tags(style)(style.heads if is_head else "td", _content(cell, style), **spans)


def _content(cell: Placed, style: HtmlStyle) -> str:
    if not cell.text:
        return _BLANKS.get(style.cells, _WORD_BLANK if style.cells == "word" else "\n<br>\n")
    if cell.item.role is Role.HEAD and style.broken_heads != "no":
        vertical = style.broken_heads == "vertical"
        lines = [escape(line) for line in head_lines(cell.text, vertical=vertical)]
        return "".join(f"<p>{x}</p>" for x in lines) if style.broken_heads == "p" else "<br/>".join(lines)
    text = escape(cell.text)
    match style.cells:
        case "p":
            return f'<p style="text-align:center">{text}</p>'
        case "span":
            return f"<span><font size=2>{text}</font></span>"
        case "nbsp":
            return f"&nbsp;{text}&nbsp;"
        case "word":
            halves = escape(cell.text[:1]), escape(cell.text[1:])
            spans = "".join(f'<span lang="EN-US">{half}</span>' for half in halves if half)
            return f'<p class="MsoNormal" align="center">{spans}<span><o:p></o:p></span></p>'
        case "breaks":
            return f"\n\t{text}<br>\n"
        case _:
            return text
