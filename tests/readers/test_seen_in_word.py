"""Word files: a figure is read as the eye sees it; where the file leaves that open it is unreadable, with the reason.

Each case is the cell 规章 现行有效件数 of table 2, which prints 12.
"""

# ruff: noqa: E501 - tables of cases

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

import govinfo_report as gr
from govinfo_report.raw import Doubt, NoteKind

PATH = "disclosure.regulations.in_force"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("v", "urn:schemas-microsoft-com:vml"),
    )
)
HEADS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else para(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def document(figure: str, *, table: str = "", row: str = "", before: str = "") -> str:
    """A document's XML with the first rows of table 2; the figure's cell is given as it stands, or its content."""
    figure = figure if figure.startswith("<w:tc>") else cell(figure)
    heads = "".join(cell(run(text)) for text in HEADS)
    labels = "".join(cell(run(text)) for text in ("规章", "1", "2"))
    return (
        f"<w:document {SPACES}><w:body>{before}<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{heads}</w:tr>"
        f"<w:tr><w:trPr>{row}</w:trPr>{labels}{figure}</w:tr></w:tbl></w:body></w:document>"
    )


def packed(xml: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>")
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return out.getvalue()


def read(figure: str, styles: str = "", **more: str) -> tuple[gr.Cell, str | None]:
    """The cell as read, and the doubt in it."""
    raw = gr.read(packed(document(figure, **more), styles))
    doubts = [note.value for note in raw.notes if note.kind is NoteKind.DOUBT and note.path == PATH]
    return raw[PATH], doubts[0] if doubts else None


BLACK = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
NAVY = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
WHITE = '<w:color w:val="FFFFFF"/>'

#: Properties of a run that hide its text, or may; what is read of 9 beside 12.
HIDDEN: dict[str, Doubt | None] = {
    "<w:vanish/>": None,
    "<w:vanish w:val='true'/>": None,
    WHITE: Doubt.COLOUR,
    '<w:color w:val="FEFEFE"/>': Doubt.COLOUR,
    '<w:color w:val="000000" w:themeColor="background1"/>': Doubt.COLOUR,
    '<w:color w:val="auto" w:themeColor="background1" w:themeShade="F2"/>': Doubt.COLOUR,
    f'<w:color w:val="000000"/>{BLACK}': Doubt.COLOUR,
    '<w:color w:val="FF0000"/><w:highlight w:val="red"/>': Doubt.COLOUR,
    '<w:highlight w:val="black"/>': Doubt.COLOUR,
    '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>': Doubt.COLOUR,
    '<w:color w:val="303030"/><w:shd w:val="pct85" w:color="000000" w:fill="FFFFFF"/>': Doubt.COLOUR,
    '<w:sz w:val="1"/>': Doubt.HIDDEN,
    '<w:sz w:val="2"/><w:szCs w:val="21"/>': Doubt.HIDDEN,
    '<w:w w:val="1"/>': Doubt.HIDDEN,
    '<w:fitText w:val="1"/>': Doubt.HIDDEN,
    '<w:spacing w:val="-200"/>': Doubt.OVERPRINTED,
    '<w:eastAsianLayout w:id="1" w:combine="1"/>': Doubt.OVERPRINTED,
    '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>': Doubt.SYMBOL,
    "<w14:textFill><w14:noFill/></w14:textFill>": Doubt.HIDDEN,
    '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>': Doubt.COLOUR,
    '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="99000"/></w14:srgbClr>'
    "</w14:solidFill></w14:textFill>": Doubt.HIDDEN,
    '<w:rStyle w:val="white"/>': Doubt.COLOUR,
    '<w:rStyle w:val="whiter"/>': Doubt.COLOUR,
    '<w:rStyle w:val="tiny"/>': Doubt.HIDDEN,
    '<w:rStyle w:val="gone"/>': None,
}
#: Properties that set text apart from a figure beside it.
APART = [
    '<w:position w:val="12"/>', '<w:position w:val="-12"/>', '<w:position w:val="8"/><w:sz w:val="12"/>',
    '<w:vertAlign w:val="superscript"/>', "<w:strike/>", "<w:dstrike/>",
]  # fmt: skip
#: Properties that only look as if.
SEEN = [
    '<w:color w:val="auto"/>', '<w:color w:val="000000"/>', '<w:color w:val="FF0000"/>', '<w:color w:val="808080"/>',
    '<w:color w:val="A6A6A6" w:themeColor="background1" w:themeShade="A6"/>',
    f"{WHITE}{NAVY}", f'{WHITE}<w:highlight w:val="darkBlue"/>', f'<w:color w:val="auto"/>{BLACK}',
    '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    '<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>', '<w:sz w:val="10"/>', '<w:sz w:val="8"/>',
    '<w:sz w:val="44"/>', '<w:szCs w:val="1"/>', '<w:w w:val="80"/>', '<w:w w:val="66"/>', '<w:w w:val="200"/>',
    '<w:fitText w:val="600" w:id="1"/>', '<w:spacing w:val="-20"/>', '<w:spacing w:val="20"/>', '<w:kern w:val="0"/>',
    '<w:position w:val="4"/>', '<w:position w:val="-6"/>', "<w:webHidden/>", '<w:vanish w:val="0"/>',
    '<w:strike w:val="false"/>', '<w:rFonts w:ascii="Symbol"/>', '<w:rFonts w:ascii="宋体" w:hAnsi="宋体"/>',
    '<w:u w:val="single"/><w:b/><w:i/>', "<w:noProof/>", '<w:lang w:val="en-US"/>', '<w:rtl w:val="0"/>',
    '<w:rStyle w:val="grey"/>', '<w:rStyle w:val="nobody"/>', '<w:eastAsianLayout w:id="1" w:vert="1"/>',
    '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textFill>',
]  # fmt: skip
STYLES = f"""<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="character" w:styleId="white"><w:rPr>{WHITE}</w:rPr></w:style>
<w:style w:type="character" w:styleId="whiter"><w:basedOn w:val="white"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="tiny"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="grey"><w:rPr><w:color w:val="7F7F7F"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="hidden"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="dark"><w:pPr>{NAVY}</w:pPr><w:rPr>{WHITE}</w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="pale"><w:rPr>{WHITE}</w:rPr></w:style>
<w:style w:type="table" w:styleId="night"><w:tcPr>{NAVY}</w:tcPr></w:style>
<w:style w:type="table" w:styleId="heads"><w:tblStylePr w:type="firstRow"><w:rPr>{WHITE}</w:rPr><w:tcPr>{NAVY}</w:tcPr>
</w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr>{WHITE}</w:rPr></w:tblStylePr></w:style>"""


class TestRuns:
    @pytest.mark.parametrize(("properties", "doubt"), HIDDEN.items())
    def test_what_nobody_sees_joins_no_figure(self, properties: str, doubt: Doubt | None) -> None:
        for figure in (run("9", properties) + run("12"), run("12") + run("9", properties)):
            found, said = read(figure, STYLES)
            assert (found.value, said) == (12 if doubt is None else None, doubt)

    @pytest.mark.parametrize("properties", HIDDEN)
    def test_a_label_is_never_lost_by_a_doubt(self, properties: str) -> None:
        if properties in ("<w:vanish/>", "<w:vanish w:val='true'/>", '<w:rStyle w:val="gone"/>'):
            return
        xml = document(run("12")).replace(run("规章"), run("规章", properties))
        assert gr.read(packed(xml, STYLES))[PATH].value == 12

    def test_a_style_named_in_single_quotes(self) -> None:
        assert read(run("9", "<w:rStyle w:val='gone'/>") + run("12"), STYLES)[0].value == 12

    @pytest.mark.parametrize("properties", APART)
    def test_what_print_sets_apart_joins_no_figure(self, properties: str) -> None:
        assert read(run("12") + run("9", properties), STYLES)[0].kind is gr.CellKind.UNREADABLE

    def test_text_from_right_to_left_is_no_figure(self) -> None:
        assert read(f'<w:bdo w:val="rtl">{run("12")}</w:bdo>')[0].kind is gr.CellKind.UNREADABLE
        assert read(f'<w:bdo w:val="ltr">{run("12")}</w:bdo>')[0].value == 12

    @pytest.mark.parametrize("properties", SEEN)
    def test_what_is_seen_is_read(self, properties: str) -> None:
        for figure in (run("1") + run("2", properties), run("12", properties)):
            assert read(figure, STYLES)[0].value == 12

    @pytest.mark.parametrize(
        ("style", "own", "number"),
        [
            ("hidden", "", None),
            ("hidden", '<w:vanish w:val="0"/>', 12),
            ("hidden", '<w:rStyle w:val="gone"/>', 12),  # a toggle in both is off
            ("dark", "", 12),
            ("pale", "", None),
            ("pale", '<w:color w:val="000000"/>', 12),
        ],
    )
    def test_what_the_paragraphs_style_says(self, style: str, own: str, number: int | None) -> None:
        found, _ = read(para(run("12", own), f'<w:pStyle w:val="{style}"/>'), STYLES)
        assert found.value == number

    def test_colours_of_the_theme(self) -> None:
        theme = (
            '<a:theme xmlns:a="urn:a"><a:clrScheme><a:lt1><a:sysClr lastClr="FFFFFF"/></a:lt1>'
            '<a:accent1><a:srgbClr val="FDFDFD"/></a:accent1></a:clrScheme></a:theme>'
        )
        xml = document(run("9", '<w:color w:val="4472C4" w:themeColor="accent1"/>') + run("12"))
        raw = gr.read(packed(xml, STYLES, {"word/theme/theme1.xml": theme}))
        assert raw[PATH].kind is gr.CellKind.UNREADABLE


class TestGrounds:
    @pytest.mark.parametrize(
        ("figure", "table", "number"),
        [
            (cell(run("12", WHITE), NAVY), "", 12),
            (cell(run("12", WHITE)), NAVY, 12),
            (cell(para(run("12", WHITE), NAVY)), "", 12),
            (cell(run("12", WHITE)), '<w:tblStyle w:val="night"/>', 12),
            (cell(run("12", '<w:color w:val="1F3864"/>')), '<w:tblStyle w:val="night"/>', None),
            (cell(run("12")), '<w:tblStyle w:val="night"/>', 12),
            (cell(run("12", '<w:color w:val="000000"/>'), BLACK), "", None),
            (cell(run("12"), BLACK), "", 12),
            (cell(run("12", WHITE), '<w:shd w:val="clear" w:fill="auto"/>'), "", None),
            (cell(run("12")), '<w:tblStyle w:val="heads"/><w:tblLook w:val="0020"/>', 12),
            (cell(run("12")), '<w:tblStyle w:val="heads"/><w:tblLook w:lastRow="1"/>', None),
            (cell(run("12")), '<w:tblStyle w:val="heads"/><w:tblLook w:val="0000"/>', 12),
        ],
    )
    def test_a_figure_of_the_colour_of_its_ground(self, figure: str, table: str, number: int | None) -> None:
        found, doubt = read(figure, STYLES, table=table)
        assert (found.value, doubt) == (number, None if number else Doubt.COLOUR)


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="200000"/><wp:docPr id="1" name="p"/>'
    "<a:blip/></wp:inline></w:drawing></w:r>"
)
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def complex_field(code: str, result: str | None, form: str = "", more: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"{more}>{form}</w:fldChar></w:r>'
    told = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    divided = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'{begin}{told}{divided}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


LISTED = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="9"/><w:listEntry w:val="12"/></w:ddList></w:ffData>'
EQUATION = "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>"
POWER = "<m:oMath><m:sSup><m:e><m:r><m:t>1</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"


class TestThings:
    @pytest.mark.parametrize(
        ("figure", "doubt"),
        [
            (PICTURE.format(cx=200000), Doubt.PICTURE),
            (run("1") + PICTURE.format(cx=200000), Doubt.PICTURE),
            (run("12") + PICTURE.format(cx=12_000_000), Doubt.PICTURE),
            ('<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>', Doubt.PICTURE),
            ("<w:r><w:object><v:shape/></w:object></w:r>", Doubt.PICTURE),
            (BOX.format(para(run("12"))), Doubt.DRAWING),
            (run("1") + BOX.format(para(run("2"))), Doubt.DRAWING),
            ('<w:r><w:t>1</w:t><w:sym w:font="Symbol" w:char="F032"/></w:r>', Doubt.SYMBOL),
            (complex_field(" EQ \\o(1,2) ", None), Doubt.FIELD),
            (complex_field(" =SUM(ABOVE) ", ""), Doubt.FIELD),
            (complex_field(" =SUM(ABOVE) ", run("12"), more=' w:dirty="true"'), Doubt.FIELD),
            (complex_field(" FORMCHECKBOX ", None, "<w:ffData><w:checkBox/></w:ffData>"), Doubt.FIELD),
            ('<w:fldSimple w:instr=" DOCPROPERTY x "/>', Doubt.FIELD),
            (f'<w:fldSimple w:instr=" PAGE ">{run("12")}</w:fldSimple>', Doubt.FIELD),
            (f'<w:fldSimple w:instr=" =SUM(ABOVE) " w:dirty="true">{run("12")}</w:fldSimple>', Doubt.FIELD),
            ("<w:r><w:pgNum/></w:r>", Doubt.FIELD),
            (POWER, Doubt.DRAWING),
            (EQUATION, Doubt.DRAWING),
            (complex_field(" PAGE ", run("12")), Doubt.FIELD),
            (complex_field(' DATE \\@ "d" ', run("12")), Doubt.FIELD),
            (para(run("12"), "<w:numPr><w:numId w:val='1'/></w:numPr>"), Doubt.GENERATED),
            (para("", "<w:numPr><w:numId w:val='1'/></w:numPr>"), Doubt.GENERATED),
            (para(run("12"), '<w:framePr w:w="100" w:x="5000"/>'), Doubt.OVERPRINTED),
            (para(run("12"), '<w:spacing w:line="20" w:lineRule="exact"/>'), Doubt.HIDDEN),
            (para(run("12"), '<w:ind w:left="-9000"/>'), Doubt.HIDDEN),
        ],
    )
    def test_is_unreadable(self, figure: str, doubt: Doubt) -> None:
        found, said = read(figure)
        assert (found.kind, said) == (gr.CellKind.UNREADABLE, doubt)

    @pytest.mark.parametrize(
        "figure",
        [
            run("12") + PICTURE.format(cx=9525),
            run("12") + PICTURE.format(cx=200000).replace('name="p"', 'name="p" hidden="1"'),
            complex_field(" =SUM(ABOVE) ", run("12")),
            complex_field(" =SUM(ABOVE) ", run("1")) + run("2"),
            complex_field(' IF 1 = 1 "' + "</w:instrText></w:r>" + complex_field(" REF x ", run("9")) + "<w:r><w:instrText>", run("12")),
            run("12") + complex_field(' XE "甲" ', None),
            run("12") + complex_field(' SET x "7" ', run("7")),
            complex_field(' TC "7" ', run("7")) + run("12"),
            run("12") + f'<w:fldSimple w:instr=" SET x 7 ">{run("7")}</w:fldSimple>',
            complex_field(" FORMTEXT ", run("12"), "<w:ffData><w:textInput/></w:ffData>"),
            complex_field(" FORMDROPDOWN ", None, LISTED),
            '<w:fldSimple w:instr=" =1 "><w:r><w:t>12</w:t></w:r></w:fldSimple>',
            "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>12</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>12</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "<w:r><w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>12</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>12</w:t></w:r></mc:Choice><mc:Fallback>'
            "<w:r><w:t>9</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            '<mc:AlternateContent><mc:Choice Requires="later"><w:r><w:t>9</w:t></w:r></mc:Choice><mc:Fallback>'
            "<w:r><w:t>12</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>",
            para(run("12"), "<w:numPr><w:numId w:val='0'/></w:numPr>"),
            para(run("12"), '<w:spacing w:line="400" w:lineRule="exact"/>'),
            para(run("12"), '<w:spacing w:line="240" w:lineRule="auto"/>'),
            para(run("12"), '<w:ind w:leftChars="-50" w:left="-105" w:rightChars="-50" w:right="-105"/>'),
            para(run("12"), '<w:ind w:firstLineChars="200" w:firstLine="420"/>'),
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ],
    )  # fmt: skip
    def test_is_read(self, figure: str) -> None:
        found, doubt = read(figure)
        assert (found.value, doubt) == (12, None)

    @pytest.mark.parametrize(
        "inner",
        [
            "",
            "<w:r><w:t> </w:t></w:r>",
            complex_field(" FORMTEXT ", "", "<w:ffData><w:textInput/></w:ffData>"),
        ],
    )
    def test_a_blank_is_blank(self, inner: str) -> None:
        assert read(inner)[0].kind is gr.CellKind.BLANK

    def test_a_row_too_low_for_its_text(self) -> None:
        assert read(run("12"), row='<w:trHeight w:val="20" w:hRule="exact"/>')[1] == Doubt.HIDDEN
        assert read(run("12"), row='<w:trHeight w:val="300" w:hRule="exact"/>')[0].value == 12
        assert read(run("12"), row='<w:trHeight w:val="20"/>')[0].value == 12

    def test_a_hidden_row_is_read_with_a_note(self) -> None:
        raw = gr.read(packed(document(run("12"), row="<w:hidden/>")))
        assert raw[PATH].value == 12
        assert any(note.kind is NoteKind.HIDDEN for note in raw.notes)

    def test_a_field_that_never_ends_loses_nothing_behind_its_paragraph(self) -> None:
        broken = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>9</w:t></w:r>')
        assert read(run("12"), before=broken)[0].value == 12

    def test_a_picture_beside_a_label_changes_nothing(self) -> None:
        xml = document(run("12")).replace(run("规章"), run("规章") + PICTURE.format(cx=200000))
        assert gr.read(packed(xml))[PATH].value == 12


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'


class TestParts:
    def test_the_document_is_where_the_relations_say(self) -> None:
        data = BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(
                "_rels/.rels", RELATIONS.format(RELATION.format("a", "officeDocument", "Word/Document2.xml"))
            )
            archive.writestr("word/document2.xml", document(run("9", '<w:rStyle w:val="gone"/>') + run("12")))
            archive.writestr(
                "word/_rels/document2.xml.rels",
                RELATIONS.format(RELATION.format("b", "styles", "/word/Styles3.xml")),
            )
            archive.writestr("word/styles3.XML", f"<w:styles {SPACES}>{STYLES}</w:styles>")
        assert gr.read(data.getvalue())[PATH].value == 12

    @pytest.mark.parametrize("kind", ["html", "mht", "docx"])
    def test_a_part_of_another_format(self, kind: str) -> None:
        rows = f"<tr>{''.join(f'<td>{each}</td>' for each in HEADS)}</tr><tr><td>规章<td>1<td>2<td>12</tr>"
        html = f"<html><body><table>{rows}</table></body></html>".encode()
        part = {
            "html": html,
            "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
            b"Content-Type: text/html\r\n\r\n" + html + b"\r\n--x--\r\n",
            "docx": packed(document(run("12"))),
        }[kind]
        xml = f"<w:document {SPACES}><w:body><w:altChunk r:id='c'/></w:body></w:document>"
        parts: dict[str, str | bytes] = {
            "word/_rels/document.xml.rels": RELATIONS.format(
                RELATION.format("c", "aFChunk", f"chunk.{kind}")
            ),
            f"word/chunk.{kind}": part,
        }
        assert gr.read(packed(xml, parts=parts))[PATH].value == 12

    def test_a_part_of_a_format_that_is_not_read_is_named(self) -> None:
        xml = f"<w:document {SPACES}><w:body><w:altChunk r:id='c'/></w:body></w:document>"
        with pytest.raises(gr.ReadError, match="altChunk"):
            gr.read(packed(xml))

    def test_word_files_in_word_files_without_end(self) -> None:
        data = packed(document(run("12")))
        xml = f"<w:document {SPACES}><w:body><w:altChunk r:id='c'/></w:body></w:document>"
        for _ in range(6):
            parts: dict[str, str | bytes] = {
                "word/_rels/document.xml.rels": RELATIONS.format(RELATION.format("c", "aFChunk", "a.docx")),
                "word/a.docx": data,
            }
            data = packed(xml, parts=parts)
        with pytest.raises(gr.ReadError):
            gr.read(data)

    def test_a_part_put_in_without_end(self) -> None:
        chunks = "<w:altChunk r:id='c'/>" * 5000
        xml = f"<w:document {SPACES}><w:body>{chunks}</w:body></w:document>"
        parts: dict[str, str | bytes] = {
            "word/_rels/document.xml.rels": RELATIONS.format(RELATION.format("c", "aFChunk", "a.html")),
            "word/a.html": b"<p>" + b"x" * 20_000,
        }
        with pytest.raises(gr.ReadError, match="嵌入部分"):
            gr.read(packed(xml, parts=parts))


def test_the_mark_of_a_hidden_paragraph_end_hides_nothing_of_itself() -> None:
    assert gr.read(packed(document(run("12", "<w:specVanish/>"))))[PATH].value == 12
    assert gr.read(packed(document(run("12", "<w:vanish/><w:specVanish/>"))))[PATH].value is None


@pytest.mark.parametrize(
    "figure",
    [
        cell(run("12"), '<w:hMerge w:val="restart"/>') + cell(run("7"), "<w:hMerge/>"),
        cell(run("12"), '<w:cellDel w:id="1" w:author="x"/>'),
    ],
    ids=["merged as old programs do", "deleted"],
)
def test_a_cell_that_is_none_of_its_own(figure: str) -> None:
    """Of two columns that are one no figure is certain; a cell whose deletion was tracked is gone."""
    try:
        raw = gr.read(packed(document(figure)))
    except gr.ReadError:
        return
    assert PATH not in raw or raw[PATH].kind is not gr.CellKind.NUMBER
