"""How a Word file looks: paper, fonts and page numbers as on official papers.

Sizes, margins, fills and borders are those of the official form; the page number stands as
GB/T 9704 has it: — 1 —, at the right of odd pages and the left of even ones.
"""

from __future__ import annotations

from typing import Any

__all__ = ["BLACK", "BODY", "HEADING", "NOTE", "SONG", "dress_document", "dress_paper", "font_xml"]

SONG, NOTE, BODY, HEADING, BLACK = "宋体", "楷体", "仿宋", "宋体", "黑体"
_PAPER_TITLE = "方正小标宋简体"
_WESTERN = "Times New Roman"
#: What stands in for a font where it is not installed. One name each, of at most 31 characters: Word
#: divides no list (against the standard), and does not open a file with a longer name.
_SUBSTITUTES = {
    "宋体": "SimSun",
    "楷体": "KaiTi",
    "仿宋": "FangSong",
    "黑体": "SimHei",
    _PAPER_TITLE: "SimSun",
}
_TITLE_SIZE, _PAPER_TITLE_SIZE, _HEADING_SIZE, _BODY_SIZE, _NUMBER_SIZE = 18, 22, 16, 16, 14
_BODY_LINE = 29
"""Points from line to line of prose."""


def font_xml(name: str) -> str:
    """The fonts of a run: a Chinese one, and a western one for digits."""
    return f'<w:rFonts w:ascii="{_WESTERN}" w:hAnsi="{_WESTERN}" w:cs="{_WESTERN}" w:eastAsia="{name}"/>'


def dress_document(document: Any) -> None:
    """Give an empty document of python-docx the paper, the styles and the page numbers."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.54)
    section.left_margin = section.right_margin = Cm(3.17)
    _styles(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    _substitutes(document)


def dress_paper(document: Any) -> None:
    """Give a document so dressed what GB/T 9704 has for letters: its margins, its title and headings."""
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _font(document.styles["Title"], _PAPER_TITLE, _PAPER_TITLE_SIZE, bold=False)
    document.styles["Title"].paragraph_format.space_after = Pt(29)
    _font(document.styles["Heading 1"], BLACK, _HEADING_SIZE, bold=False)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)


def _styles(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):  # by which a program breaks lines and sets signs
        language.set(qn("w:eastAsia"), "zh-CN")
    _font(styles["Normal"], BODY, _BODY_SIZE, bold=False)
    paragraph = styles["Normal"].paragraph_format
    paragraph.space_before = paragraph.space_after = Pt(0)
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_BODY_LINE)
    for name, font, size in (("Title", SONG, _TITLE_SIZE), ("Heading 1", HEADING, _HEADING_SIZE)):
        style = styles[name]
        _font(style, font, size, bold=True)
        for border in style.element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
        style.paragraph_format.keep_with_next = True
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Title"].paragraph_format.space_after = Pt(14)
    styles["Title"].paragraph_format.line_spacing = 1.3
    styles["Heading 1"].paragraph_format.space_before = Pt(12)
    styles["Heading 1"].paragraph_format.space_after = Pt(6)


def _font(style: Any, name: str, size: float, *, bold: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _WESTERN, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:cs"), _WESTERN)


def _page_number(footer: Any, alignment: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(_NUMBER_SIZE)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(" —")
    for run in paragraph._p.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.set(qn("w:ascii"), SONG)
        fonts.set(qn("w:hAnsi"), SONG)
        fonts.set(qn("w:eastAsia"), SONG)
        properties.sz_val = Pt(_NUMBER_SIZE)


def _substitutes(document: Any) -> None:
    """Name the fonts that may stand in for ours, in the document's table of fonts."""
    part = next(
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/fontTable")
    )
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())
