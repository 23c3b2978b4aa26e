"""A paper of an office as a Word file, as GB/T 9704 has it: title, addressee, parts with lists, signature."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from govinfo_report.writers.characters import clean
from govinfo_report.writers.extras import missing_extra
from govinfo_report.writers.papers import Column, Paper, Part, Row, in_words
from govinfo_report.writers.word.document import set_title
from govinfo_report.writers.word.look import BLACK, SONG, dress_document, dress_paper, font_xml

__all__ = ["render_paper", "require_word"]

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTH = 8845
"""Twentieths of a point that a line is long: 156 mm."""
_SIZE = 21
"""Half points: lists are set in 10.5 points."""
_TITLE_SIZE = 22
_HEAD_FILL = "F2F2F2"


def require_word() -> None:
    """Refuse where no Word file can be written.

    Raises:
        WriteError: The extra ``docx`` is not installed.
    """
    try:
        import docx  # noqa: F401
    except ModuleNotFoundError as error:
        raise missing_extra("docx", "Word 文件", "Word files") from error


def render_paper(paper: Paper) -> bytes:
    """The paper as a .docx file; control characters in it are shown as such.

    Raises:
        WriteError: The extra ``docx`` is not installed.
    """
    require_word()
    import docx

    document = docx.Document()
    dress_document(document)
    dress_paper(document)
    properties = document.core_properties
    properties.title, properties.author = clean(paper.title).replace("\n", "")[:255], ""
    properties.comments, properties.language = "", "zh-CN"
    title = document.add_paragraph(clean(paper.title), style="Title")
    set_title(title, _TITLE_SIZE, _WIDTH / 20)
    if paper.addressee:
        document.add_paragraph(f"{clean(paper.addressee)}：")
    for part in paper.parts:
        _part(document, part)
    _sign(document, paper.signature)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _part(document: Any, part: Part) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    if part.heading:
        _indent(document.add_heading(clean(part.heading), level=1))
    for number, words in enumerate(part.paragraphs, start=1):
        paragraph = document.add_paragraph(clean(words))
        _indent(paragraph)
        paragraph.paragraph_format.keep_with_next = number < len(part.paragraphs)
    if part.columns:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(_list(part)))
        spacer = document.add_paragraph()
        spacer.paragraph_format.line_spacing = Pt(10)


def _indent(paragraph: Any) -> None:
    from docx.oxml.ns import qn

    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _sign(document: Any, lines: tuple[str, ...]) -> None:
    """The name over the date, both in the middle of the same stretch at the right, kept on one page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if lines:  # never alone on a page
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for number, words in enumerate(lines):
        paragraph = document.add_paragraph(clean(words))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Pt(_WIDTH / 20 / 2)
        paragraph.paragraph_format.space_before = Pt(29 if not number else 0)
        paragraph.paragraph_format.keep_with_next = number < len(lines) - 1


def _list(part: Part) -> str:
    total = sum(column.width for column in part.columns)
    widths = [round(_WIDTH * column.width / total) for column in part.columns]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = _row(part.columns, widths, tuple(column.head for column in part.columns), head=True)
    rows = "".join(_row(part.columns, widths, row) for row in part.rows)
    return (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>"
    )


def _row(columns: tuple[Column, ...], widths: list[int], row: Row, *, head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    cells = "".join(
        _cell(in_words(value, column), width, centred=head or column.kind != "text", head=head)
        for column, width, value in zip(columns, widths, row, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, centred: bool, head: bool) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/>' if head else ""
    font = font_xml(BLACK if head else SONG)
    size = f'<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'
    words = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escape, clean(text).split("\n")))
    kept = "<w:keepNext/>" if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{kept}<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="0"/><w:jc w:val="{"center" if centred else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{font}{size}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'
    )
