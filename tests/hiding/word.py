"""Ways to put digits into a Word file where nobody sees them in print, and odd ways to show them.

In markup ``§`` is the digits and ``¤`` the cell's own figure. What the office program prints counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
from attrs import frozen
from docx.oxml import parse_xml
from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from govinfo_report.raw import RawReport
from tests.documents.grids import Document, document_of
from tests.documents.word import WordStyle, render_word
from tests.hiding.placing import packed, parts_of, with_texts
from tests.hiding.ways import Place, Plant, Way

__all__ = ["BOX", "DECOYS", "PLAIN", "WAYS", "Word", "file", "specimen"]

BESIDE = (Place.BEFORE, Place.AFTER, Place.WITHIN, Place.ALONE)
ROUND = (Place.BEFORE, Place.AFTER, Place.ALONE)
LAST = (Place.AFTER, Place.ALONE)
WHOLE = (Place.CELL,)
BARE = (Place.ALONE,)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {
    "w": _W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}


@frozen(kw_only=True)
class Word:
    """Runs in the cell's paragraph, or its whole content; properties of paragraph, cell and row; styles.

    ``picture`` is whether the file has a picture of the digits, to which ``rIdDigits`` refers.
    """

    runs: str | Callable[[str], str] = ""
    content: str = ""
    paragraph: str = ""
    cell: str = ""
    row: str = ""
    styles: str = ""
    picture: bool = False


def _run(properties: str, text: str = "§") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


_DIGITS, _FIGURE = _run(""), _run("", "¤")


def _hide(
    name: str,
    properties: str = "",
    places: tuple[Place, ...] = BESIDE,
    *,
    means: Callable[[str, str], frozenset[str]] | None = None,
    shows: Callable[[str, str], str] | None = None,
    garbles: bool = False,
    differs: bool = False,
    **parts: Any,
) -> Way:
    """A way by properties of the digits' run, or by other parts."""
    mark = Word(**({"runs": _run(properties)} | parts))
    return Way(
        name=name, mark=mark, places=places, means=means, shows=shows, garbles=garbles, differs=differs
    )


def _show(name: str, properties: str = "", **parts: Any) -> Way:
    return Way(name=name, mark=Word(**({"runs": _run(properties)} | parts)), places=BARE, decoy=True)


def _nothing(_: str, __: str) -> frozenset[str]:
    return frozenset()


def _only_figure(figure: str, _: str) -> frozenset[str]:
    return frozenset([figure])


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _style(kind: str, name: str, properties: str, based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def _field(instruction: str, result: str = "", properties: str = "") -> str:
    def char(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    return (
        char("begin", properties)
        + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + (char("separate") + result if result else "")
        + char("end")
    )


def _control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _symbols(digits: str) -> str:
    return "".join(f'<w:r><w:sym w:font="Symbol" w:char="F03{digit}"/></w:r>' for digit in digits)


def _table(content: str, width: int = 1200, row: str = "") -> str:
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr></w:tbl><w:p/>'
    )


_REVISED = 'w:id="7" w:author="审核" w:date="2024-01-15T08:00:00Z"'
_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="400000" cy="160000"/><wp:docPr id="91" name="图片" descr=""/>'
    "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic>"
    "<pic:nvPicPr><pic:cNvPr id='0' name='a.png'/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
    "<a:blip r:embed='rIdDigits'/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
    "<a:off x='0' y='0'/><a:ext cx='400000' cy='160000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _anchored(shape: str, x: int, y: int, width: int, height: int) -> str:
    """A shape before the text, its upper left corner at an offset from its column and paragraph."""
    return (
        "<wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' relativeHeight='9' behindDoc='0' "
        "locked='0' layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/><wp:positionH relativeFrom="
        f"'column'><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom='paragraph'>"
        f"<wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx='{width}' cy='{height}'/><wp:wrapNone/>"
        "<wp:docPr id='92' name='框'/><a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/"
        f"word/2010/wordprocessingShape'>{shape}</a:graphicData></a:graphic></wp:anchor>"
    )


def _shape(width: int, height: int, fill: str, text: str = "") -> str:
    inner = f"<wps:txbx><w:txbxContent><w:p>{text}</w:p></w:txbxContent></wps:txbx>" if text else ""
    return (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='{width}' cy='{height}'/>"
        f"</a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></wps:spPr>"
        f"{inner}<wps:bodyPr lIns='0' tIns='0' rIns='0' bIns='0'/></wps:wsp>"
    )


def _drawn(anchor: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{anchor}</w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def _filled(colour: str) -> str:
    return f"<a:solidFill><a:srgbClr val='{colour}'/></a:solidFill>"


_COVER = _drawn(_anchored(_shape(1200000, 400000, _filled("FFFFFF")), -200000, -100000, 1200000, 400000))
_BAR = _drawn(_anchored(_shape(1200000, 400000, _filled("000000")), -200000, -100000, 1200000, 400000))
_TEXT_BOX = _drawn(_anchored(_shape(500000, 250000, "<a:noFill/>", _DIGITS), 0, 0, 500000, 250000))
_FAR_BOX = _drawn(_anchored(_shape(500000, 250000, "<a:noFill/>", _DIGITS), 90000000, 0, 500000, 250000))
_VML = (
    "<w:r><w:pict><v:shape style='position:absolute;margin-left:{left}pt;margin-top:0;width:40pt;height:20pt' "
    "stroked='f' filled='f'><v:textbox inset='0,0,0,0'><w:txbxContent><w:p>{text}</w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
_LINE = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>'
_CHOICE = "<mc:AlternateContent><mc:Choice Requires='{}'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"

# fmt: off
WAYS: tuple[Way, ...] = (
    # hidden text
    _hide("w:vanish", "<w:vanish/>"),
    _hide("w:vanish with a value of 1", '<w:vanish w:val="1"/>'),
    _hide("w:vanish and w:specVanish", "<w:vanish/><w:specVanish/>"),
    _hide("a character style that hides", '<w:rStyle w:val="h1"/>', styles=_style("character", "h1", "<w:vanish/>")),
    _hide("a character style that is based on one that hides", '<w:rStyle w:val="h3"/>',
          styles=_style("character", "h2", "<w:vanish/>") + _style("character", "h3", "<w:b/>", "h2")),
    _hide("a paragraph style that hides", places=BARE, paragraph='<w:pStyle w:val="h4"/>',
          styles=_style("paragraph", "h4", "<w:vanish/>")),
    _hide("a paragraph style with white letters", places=BARE, paragraph='<w:pStyle w:val="h5"/>',
          styles=_style("paragraph", "h5", '<w:color w:val="FFFFFF"/>')),
    _hide("a second paragraph that hides", places=WHOLE,
          content=_paragraph(_FIGURE) + _paragraph(_run("<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")),
    # revisions
    _hide("deleted", means=_only_figure, runs=f"<w:del {_REVISED}><w:r><w:delText>§</w:delText></w:r></w:del>"),
    _hide("deleted, yet as w:t", means=_only_figure, runs=f"<w:del {_REVISED}>{_DIGITS}</w:del>"),
    _hide("moved away", means=_only_figure, runs=f"<w:moveFrom {_REVISED}>{_DIGITS}</w:moveFrom>"),
    _hide("inserted and then deleted", means=_only_figure,
          runs=f"<w:ins {_REVISED}><w:del {_REVISED}><w:r><w:delText>§</w:delText></w:r></w:del></w:ins>"),
    _hide("struck, and nothing beside it", "<w:strike/>", BARE, means=_only_figure),
    # colours
    _hide("white", '<w:color w:val="FFFFFF"/>'),
    _hide("white, in small letters", '<w:color w:val="ffffff"/>'),
    _hide("nearly white", '<w:color w:val="FDFDFD"/>'),
    _hide("white by a character style", '<w:rStyle w:val="c1"/>', styles=_style("character", "c1", '<w:color w:val="FFFFFF"/>')),
    _hide("the theme's background", '<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
    _hide("the theme's background, its value left black", '<w:color w:val="000000" w:themeColor="background1"/>', differs=True),
    _hide("the theme's text at no shade", '<w:color w:val="FFFFFF" w:themeColor="text1" w:themeTint="00"/>'),
    _hide("the colour of the cell's shading", '<w:color w:val="D9E2F3"/>', ROUND, cell=_SHADE.format("D9E2F3")),
    _hide("the colour of the run's shading", f'<w:color w:val="000000"/>{_SHADE.format("000000")}'),
    _hide("the colour of the paragraph's shading", '<w:color w:val="FFEEAA"/>', ROUND, paragraph=_SHADE.format("FFEEAA")),
    _hide("a solid pattern in the letters' colour", '<w:color w:val="0000FF"/><w:shd w:val="solid" w:color="0000FF" w:fill="auto"/>'),
    _hide("white on a white highlight", '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', ROUND, cell=_SHADE.format("203040")),
    _hide("black on a black highlight", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
    _hide("no colour on a black highlight", '<w:highlight w:val="black"/>', ROUND),
    _hide("hidden on the web only", "<w:webHidden/>", ROUND, differs=True),
    _hide("the stored result of a sum", runs=_field("=SUM(LEFT)", _DIGITS), places=BARE, differs=True),
    _hide("white run shading on a dark cell", f'<w:color w:val="FFFFFF"/>{_SHADE.format("FFFFFF")}', ROUND, cell=_SHADE.format("203040")),
    _hide("white outline", '<w:outline/><w:color w:val="FFFFFF"/>'),
    _hide("embossed white", '<w:emboss/><w:color w:val="FFFFFF"/>'),
    _hide("a fill that is none", '<w14:textFill><w14:noFill/></w14:textFill>', differs=True),
    _hide("a fill wholly transparent",
          '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>', differs=True),
    # size and place
    _hide("half a point", '<w:sz w:val="1"/>'),
    _hide("one point", '<w:sz w:val="2"/><w:szCs w:val="2"/>'),
    _hide("scaled to one per cent of the width", '<w:w w:val="1"/>', differs=True),
    _hide("condensed until it is under the figure", '<w:spacing w:val="-600"/>', differs=True),
    _hide("made to fit no width", '<w:fitText w:val="1" w:id="77"/>', differs=True),
    _hide("lowered out of the row", '<w:position w:val="-400"/>', LAST, row='<w:trHeight w:val="600" w:hRule="exact"/>'),
    _hide("behind so many lines that an exact row cuts it off", places=WHOLE, row='<w:trHeight w:val="400" w:hRule="exact"/>',
          content=_paragraph(_FIGURE) + "<w:p/>" * 6 + _paragraph(_DIGITS)),
    _hide("in a line of a twentieth of a point", places=WHOLE, content=_paragraph(_FIGURE) + _paragraph(_DIGITS, _LINE.format(1)), differs=True),
    _hide("indented out of the page", places=WHOLE, row='<w:trHeight w:val="600" w:hRule="exact"/>',
          content=_paragraph(_FIGURE) + _paragraph(_DIGITS, '<w:ind w:left="-31000" w:right="31000"/>')),
    _hide("a frame off the page", places=WHOLE,
          content=_paragraph(_DIGITS, '<w:framePr w:w="600" w:h="300" w:hRule="exact" w:hAnchor="page" w:vAnchor="page" w:x="-9000" w:y="-9000"/>') + _paragraph(_FIGURE), differs=True),
    _hide("a text box off the page", runs=_FAR_BOX, places=LAST),
    _hide("a nested table with a hidden row", places=WHOLE, content=_paragraph(_FIGURE) + _table(_paragraph(_run("<w:vanish/>")), row="<w:hidden/>")),
    _hide("a nested table with a row of a twentieth of a point", places=WHOLE,
          content=_paragraph(_FIGURE) + _table(_paragraph(_DIGITS), row='<w:trHeight w:val="1" w:hRule="exact"/>')),
    # covered
    _hide("under a white shape", places=WHOLE, content=_paragraph(_DIGITS + _COVER)),
    _hide("under a black bar", places=WHOLE, content=_paragraph(_DIGITS + _BAR)),
    # no text at all, or other text than the file's
    _hide("the instruction of a field without a result", runs=_field("QUOTE §"), places=LAST),
    _hide("the instruction of a field that has a result", places=WHOLE, runs="", content=_paragraph(_field("ADDIN §", _FIGURE))),
    _hide("a private field", runs=_field("PRIVATE §"), places=LAST),
    _hide("the default text of a form field", places=LAST,
          runs=_field("FORMTEXT", properties='<w:ffData><w:name w:val="t"/><w:enabled/><w:textInput><w:default w:val="§"/></w:textInput></w:ffData>')),
    _hide("the chosen entry of a form's list", places=BARE, runs=_field(
        "FORMDROPDOWN", properties='<w:ffData><w:name w:val="d"/><w:enabled/><w:ddList><w:result w:val="1"/><w:listEntry w:val="8"/><w:listEntry w:val="§"/></w:ddList></w:ffData>')),
    _hide("an equation field that lays digits over the figure", places=WHOLE, content=_paragraph(_field(r"EQ \o(¤,§)")), differs=True),
    _hide("an equation field with the digits", runs=_field(r"EQ \x(§)"), places=BARE, differs=True),
    _hide("a number of the page, its stored result old", runs=_field("PAGE", _DIGITS), places=BARE, garbles=True),
    _hide("today's day, its stored result old", runs=_field(r'DATE \@ "dd"', _DIGITS), places=BARE, garbles=True),
    _hide("symbols of the font Symbol", places=BARE, runs=_symbols),
    _hide("digits in Wingdings, which has other signs there", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/>', BARE, garbles=True),
    _hide("a picture with the digits", runs=_DRAWING, places=ROUND, picture=True),
    _hide("a text box with the digits", runs=_TEXT_BOX, places=BARE),
    _hide("a VML text box with the digits", runs=_VML.format(left=0, text=_DIGITS), places=BARE),
    _hide("a VML text box off the page", runs=_VML.format(left=-3000, text=_DIGITS), places=LAST),
    _hide("an old WordArt", places=BARE, runs="<w:r><w:pict><v:shape type='#_x0000_t136' style='width:40pt;height:14pt' fillcolor='black'><v:path textpathok='t'/><v:textpath on='t' style='font-family:&quot;Liberation Sans&quot;' string='§'/></v:shape></w:pict></w:r>", differs=True),
    _hide("an equation", runs="<m:oMath><m:r><m:t>§</m:t></m:r></m:oMath>", places=ROUND, differs=True),
    _hide("the alternative that no program takes", places=LAST,
          runs=f"<w:r>{_CHOICE.format('w14', '', '<w:t>§</w:t>')}</w:r>"),
    _hide("turned round by an override of direction", places=BARE, runs=_run("", "\u202e§\u202c"), shows=lambda _, digits: digits[::-1]),
    _hide("the prompt of a control that nobody filled", places=BARE, runs=_control(_run('<w:color w:val="808080"/>'), "<w:showingPlcHdr/><w:text/>")),
    # seen, but no part of the figure
    _hide("raised digits", '<w:vertAlign w:val="superscript"/>', (Place.AFTER,), means=_nothing),
    _hide("digits raised by position", '<w:position w:val="12"/><w:sz w:val="14"/>', (Place.AFTER,), means=_nothing),
    _hide("digits lowered by position", '<w:position w:val="-8"/><w:sz w:val="14"/>', (Place.AFTER,), means=_nothing),
    _hide("the reading over a figure", places=WHOLE, means=_only_figure, content=_paragraph(
        f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="22"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>{_DIGITS}</w:rt><w:rubyBase>{_FIGURE}</w:rubyBase></w:ruby></w:r>')),
    _hide("struck, the new figure beside it", places=WHOLE, means=_only_figure, content=_paragraph(_run("<w:strike/>") + _FIGURE)),
    _hide("struck twice, the new figure beside it", places=WHOLE, means=_only_figure, content=_paragraph(_run("<w:dstrike/>") + _run("", " ¤"))),
    _hide("two lines in one", '<w:eastAsianLayout w:id="5" w:combine="1"/>', (Place.AFTER,), means=_nothing),
)
"""Digits that are hidden, or are seen though they are no text of the cell, or mean something else."""

_DARK = _SHADE.format("1F3864")

DECOYS: tuple[Way, ...] = (
    _show("grey", '<w:color w:val="808080"/>'),
    _show("light grey that is read", '<w:color w:val="A6A6A6"/>'),
    _show("red", '<w:color w:val="FF0000"/>'),
    _show("white on a dark cell", '<w:color w:val="FFFFFF"/>', cell=_DARK),
    _show("the theme's background on a dark cell", '<w:color w:val="FFFFFF" w:themeColor="background1"/>', cell=_DARK),
    _show("white on a dark run", f'<w:color w:val="FFFFFF"/>{_DARK}'),
    _show("white on a dark paragraph", '<w:color w:val="FFFFFF"/>', paragraph=_DARK),
    _show("white on a black highlight", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
    _show("of the automatic colour on a dark cell", '<w:color w:val="auto"/>', cell=_DARK),
    _show("on a yellow highlight", '<w:highlight w:val="yellow"/>'),
    _show("on a shaded cell", cell=_SHADE.format("D9D9D9")),
    _show("on a hatched cell", cell='<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>'),
    _show("in five points", '<w:sz w:val="10"/>'),
    _show("in thirty points", '<w:sz w:val="60"/>'),
    _show("bold, slanted, underlined", '<w:b/><w:i/><w:u w:val="double"/>'),
    _show("embossed", "<w:emboss/>"),
    _show("outlined", "<w:outline/>"),
    _show("with a shadow", "<w:shadow/>"),
    _show("with dots", '<w:em w:val="dot"/>'),
    _show("in a border", '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'),
    _show("spaced out", '<w:spacing w:val="40"/>'),
    _show("a little closer", '<w:spacing w:val="-10"/>'),
    _show("80 per cent wide", '<w:w w:val="80"/>'),
    _show("raised by a point", '<w:position w:val="2"/>'),
    _show("hidden with a value of 0", '<w:vanish w:val="0"/>'),
    _show("hidden by its style, taken back by the run", '<w:rStyle w:val="x1"/><w:vanish w:val="false"/>', styles=_style("character", "x1", "<w:vanish/>")),
    _show("white by its style, black by the run", '<w:rStyle w:val="x2"/><w:color w:val="000000"/>', styles=_style("character", "x2", '<w:color w:val="FFFFFF"/>')),
    _show("hidden by a style that is not used", styles=_style("character", "x3", "<w:vanish/>")),
    _show("white before a change that was tracked", f'<w:color w:val="000000"/><w:rPrChange {_REVISED}><w:rPr><w:color w:val="FFFFFF"/><w:vanish/></w:rPr></w:rPrChange>'),
    _show("inserted", runs=f"<w:ins {_REVISED}>{_DIGITS}</w:ins>"),
    _show("moved to here", runs=f"<w:moveTo {_REVISED}>{_DIGITS}</w:moveTo>"),
    _show("a hyperlink", runs=f'<w:hyperlink w:anchor="a">{_DIGITS}</w:hyperlink>'),
    _show("a control", runs=_control(_DIGITS, "<w:text/>")),
    _show("a filled form field", runs=_field("FORMTEXT", _DIGITS, '<w:ffData><w:name w:val="t"/><w:enabled/><w:textInput/></w:ffData>')),
    _show("the result of a simple field", runs=f'<w:fldSimple w:instr=" MERGEFIELD n ">{_DIGITS}</w:fldSimple>'),
    _show("an exact row with room", row='<w:trHeight w:val="800" w:hRule="exact"/>'),
    _show("an exact line with room", paragraph=_LINE.format(400)),
    _show("turned up", cell='<w:textDirection w:val="btLr"/>'),
    _show("a nested table of one cell", runs="", content=_table(_paragraph(_DIGITS))),
    _show("both alternatives say the same", runs="<w:r>" + _CHOICE.format("w14", "<w:t>§</w:t>", "<w:t>§</w:t>") + "</w:r>"),
    _show("a solid fill by effect", '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textFill>'),
)
"""Figures that look unusual and are plainly seen."""
# fmt: on

PLAIN = _show("plainly")

_SENTINELS = range(0xE000, 0xF000)


_USUAL = WordStyle()


def file(source: RawReport | Document, plants: Mapping[str, Plant], style: WordStyle = _USUAL) -> bytes:
    """The report as a .docx with digits planted in some cells."""
    signs = dict(zip(plants, map(chr, _SENTINELS), strict=False))
    document = with_texts(document_of(source), signs)
    return _planted(render_word(document, style), {signs[path]: plant for path, plant in plants.items()})


#: The cell of a specimen on its page.
BOX = (172.0, 72.0, 271.0, 131.0)


def specimen(plant: Plant | None) -> bytes:
    """A .docx with one small table and the plant in a cell of it, or a blank cell."""
    word = docx.Document()
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
        for text in ("规章", "\ue000", "12")
    )
    columns = '<w:gridCol w:w="2000"/>' * 3
    table = (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="6000" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>'
        f'{columns}</w:tblGrid><w:tr><w:trPr><w:trHeight w:val="1200"/></w:trPr>{cells}</w:tr></w:tbl>'
    )
    section = word.sections[0]
    section.left_margin = section.top_margin = docx.shared.Pt(72)
    word.element.body.insert_element_before(parse_xml(table), "w:sectPr")
    stream = BytesIO()
    word.save(stream)
    if plant is None:
        plant = Plant(way=Way(name="blank", mark=Word(), places=BARE), place=Place.ALONE, digits="")
    return _planted(stream.getvalue(), {"\ue000": plant})


def _planted(content: bytes, plants: Mapping[str, Plant]) -> bytes:
    """The file with the cell in which each sign stands made anew."""
    parts = parts_of(content)
    body = etree.fromstring(parts["word/document.xml"])
    styles = []
    for number, (sign, plant) in enumerate(plants.items(), start=1):
        mark: Word = plant.way.mark
        *_, cell = (cell for cell in body.iter(f"{{{_W}}}tc") if sign in "".join(cell.itertext()))
        for old in list(cell)[1:]:
            cell.remove(old)
        filled = {name: _filled_in(getattr(mark, name), plant, number) for name in ("cell", "row", "styles")}
        cell[0].extend(_elements(filled["cell"]))
        _properties_of(cell.getparent()).extend(_elements(filled["row"]))
        cell.extend(_elements(_content(plant, number)))
        styles.append(filled["styles"])
        if mark.picture:
            parts |= _picture(parts, plant.digits, number)
    parts["word/document.xml"] = etree.tostring(body)
    added = "".join(dict.fromkeys(styles)).encode()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", added + b"</w:styles>")
    return packed(parts)


def _content(plant: Plant, number: int) -> str:
    mark: Word = plant.way.mark
    if mark.content:
        return _filled_in(mark.content, plant, number)
    runs = _filled_in(mark.runs, plant, number)
    match plant.place:
        case Place.BEFORE:
            runs += _run("", plant.figure)
        case Place.AFTER:
            runs = _run("", plant.figure) + runs
        case Place.WITHIN:
            runs = _run("", plant.figure[:1]) + runs + _run("", plant.figure[1:])
    return _paragraph(runs, _filled_in(mark.paragraph, plant, number))


def _filled_in(markup: str | Callable[[str], str], plant: Plant, number: int) -> str:
    text = markup(plant.digits) if callable(markup) else markup
    return (
        text.replace("§", plant.digits).replace("¤", plant.figure).replace("rIdDigits", f"rIdDigits{number}")
    )


def _elements(markup: str) -> list[etree._Element]:
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
    return list(etree.fromstring(f"<all {names}>{markup}</all>"))


def _properties_of(row: etree._Element) -> etree._Element:
    found = row.find(f"{{{_W}}}trPr")
    if found is None:
        found = etree.Element(f"{{{_W}}}trPr")
        row.insert(0, found)
    return found


def _picture(parts: Mapping[str, bytes], digits: str, number: int) -> dict[str, bytes]:
    """The parts of a file that has a picture of some digits, too."""
    image = Image.new("L", (100, 40), 255)
    ImageDraw.Draw(image).text((4, 0), digits, font=ImageFont.load_default(34), fill=0)
    stream = BytesIO()
    image.save(stream, "PNG")
    relation = (
        f'<Relationship Id="rIdDigits{number}" Type="{_NAMES["r"]}/image" Target="media/digits{number}.png"/>'
    )
    types, relations = parts["[Content_Types].xml"], parts["word/_rels/document.xml.rels"]
    if b'Extension="png"' not in types:
        types = types.replace(b"<Default", b'<Default Extension="png" ContentType="image/png"/><Default', 1)
    return {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": relations.replace(
            b"</Relationships>", relation.encode() + b"</Relationships>"
        ),
        f"word/media/digits{number}.png": stream.getvalue(),
    }
