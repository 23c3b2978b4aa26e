"""Word tables and worksheets known from another: they are read as they would be without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

import govinfo_report as gr
from govinfo_report.corpus import synthetic
from govinfo_report.readers import moulds
from govinfo_report.readers.moulds import Kept
from govinfo_report.readers.pages import html
from govinfo_report.readers.word import tables
from govinfo_report.readers.workbook import known
from govinfo_report.readers.workbook.xlsx_styles import Styles
from govinfo_report.writers.writing import render
from tests.documents.html import render_html
from tests.documents.strategies import html_styles, word_styles
from tests.documents.word import render_word
from tests.workbooks import repacked, saved

HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)


def forget(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(html, "_MOULDS", Kept())
    patch.setattr(tables, "_MOULDS", Kept())
    patch.setattr(known, "_KNOWN", Kept())


def said(data: bytes) -> object:
    """All that is read, or why nothing is."""
    try:
        raw = gr.read(data)
    except gr.ReadError as error:
        return str(error)
    return raw


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def word(row: str, *, before: str = "", styles: str = "") -> bytes:
    head = "".join(cell(run(text)) for text in HEAD)
    table = f"<w:tbl><w:tblPr/><w:tr>{head}</w:tr><w:tr>{cell(run('规章'))}{row}</w:tr></w:tbl>"
    title = f"<w:p>{run('甲局2023年政府信息公开工作年度报告')}</w:p>"
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {W}><w:body>{title}{before}{table}</w:body></w:document>",
        )
        archive.writestr("[Content_Types].xml", "<Types/>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return stream.getvalue()


#: What stands in the three cells of the row, made of three figures.
ROWS: dict[str, Callable[[Sequence[int]], str]] = {
    "plain": lambda n: "".join(cell(run(str(each))) for each in n),
    "digits in runs of their own": lambda n: "".join(cell("".join(map(run, str(each)))) for each in n),
    "digits of two looks": lambda n: (
        cell(run(str(n[0])) + run("5", "<w:vertAlign w:val='superscript'/>"))
        + cell(run(str(n[1])))
        + cell(run(str(n[2])))
    ),
    "hidden": lambda n: (
        cell(run(str(n[0]))) + cell(run(str(n[1]), "<w:vanish/>")) + cell(run(str(n[2])))
    ),
    "hidden beside one that is no digit in the file": lambda n: (
        cell(run(str(n[0]))) + cell(run(str(n[1]), "<w:vanish/>") + run("&#53;")) + cell(run(str(n[2])))
    ),
    "merged downwards": lambda n: (
        cell(run(str(n[0])), "<w:vMerge/>") + cell(run(str(n[1]))) + cell(run(str(n[2])))
    ),
    "drawn together": lambda n: "".join(cell(run(str(each), "<w:fitText w:val='180'/>")) for each in n),
    "numbered": lambda n: "".join(
        cell(f"<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{run(str(each))}") for each in n
    ),
    "changed": lambda n: "".join(
        cell(f"<w:ins w:id='{each}'>{run(str(each))}</w:ins><w:del><w:delText>7</w:delText></w:del>")
        for each in n
    ),
    "in two paragraphs": lambda n: (
        f"<w:tc><w:tcPr/><w:p>{run(str(n[0]))}</w:p><w:p>{run(str(n[1]))}</w:p></w:tc>"
        + cell(run(str(n[1])))
        + cell(run(str(n[2])))
    ),
    "struck": lambda n: "".join(cell(run(str(each), "<w:strike/>")) for each in n),
    "of a field": lambda n: (
        cell(run(str(n[0])))
        + cell(f"<w:fldSimple w:instr='PAGE'>{run(str(n[1]))}</w:fldSimple>")
        + cell(run(str(n[2])))
    ),
    "a cell that prints what numbers are traced by": lambda n: (
        cell(run("10") + run("0000000", "<w:b/>")) + "".join(cell(run(str(each))) for each in n[1:])
        + cell(run(str(n[0])))
    ),
    "what a program numbers, as text": lambda n: "".join(cell(run(f'{each} w:id="{n[0]}"')) for each in n),
    "ending a field": lambda n: "".join(
        cell(f"{run(str(each))}<w:r><w:fldChar w:fldCharType='end'/></w:r>") for each in n
    ),
    "beside a comment": lambda n: "".join(cell(f"<!-- {run('3')} -->{run(str(each))}") for each in n),
    "with a table in a cell": lambda n: (
        cell(run(str(n[0])))
        + cell(run(str(n[1])))
        + f"<w:tc><w:p/><w:tbl><w:tr>{cell(run(str(n[2])))}</w:tr></w:tbl></w:tc>"
    ),
}  # fmt: skip
NO_STYLES = Styles()
FIGURES = [(1, 9, 3), (0, 0, 0), (400, 5, 77), (7, 7, 1234567890)]


@pytest.mark.parametrize("name", ROWS)
def test_a_word_table_that_is_known_is_read_as_any(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = {}
    for figures in FIGURES:
        forget(monkeypatch)
        alone[figures] = said(word(ROWS[name](figures)))
    for first in FIGURES:
        forget(monkeypatch)
        said(word(ROWS[name](first)))
        assert {figures: said(word(ROWS[name](figures))) for figures in FIGURES} == alone


def test_what_styles_say_of_a_table_is_not_known_from_another() -> None:
    hides = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    row = ROWS["plain"]((4, 5, 6))
    shown, hidden = said(word(row)), said(word(row, styles=hides))
    assert isinstance(shown, gr.RawReport)
    assert shown["disclosure.regulations.issued"].value == 4
    assert hidden != shown


def test_a_field_that_begins_before_a_table_may_end_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    begin, told, result = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
        "<w:r><w:instrText>DATE</w:instrText></w:r>",
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
    )
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    row = cell(run("26") + end) + cell(run("5")) + cell(run("6"))
    files = [word(row, before=f"<w:p>{begin}{told}{result}</w:p>"), word(row)]
    alone = []
    for file in files:
        forget(monkeypatch)
        alone.append(said(file))
    assert [said(file) for file in (*files, *files)] == [*alone, *alone]


def test_a_table_that_stands_in_a_frame_is_not_known_from_one_in_the_body() -> None:
    """Its frame may lie over the page: what it prints does not follow from its markup."""
    plain = word(ROWS["plain"]((4, 5, 6)))
    with ZipFile(BytesIO(plain)) as archive:
        document = archive.read("word/document.xml").decode()
    begins, ends = document.index("<w:tbl>"), document.index("</w:tbl>") + len("</w:tbl>")
    framed = f"<w:p><w:r><w:pict><w:txbxContent>{document[begins:ends]}</w:txbxContent></w:pict></w:r></w:p>"
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document[:begins] + framed + document[ends:])
    alone = said(stream.getvalue())
    said(plain)
    assert said(stream.getvalue()) == alone


def test_word_tables_are_known() -> None:
    for figures in FIGURES[:3]:
        raw = said(word(ROWS["digits in runs of their own"](figures)))
        assert isinstance(raw, gr.RawReport)
        assert [each.value for each in raw][:3] == list(figures)
    assert len(tables._MOULDS._kept) == 1


def sheet(figures: Sequence[int], change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(HEAD)
    for label, at in (("规章", 0), ("行政规范性文件", 3)):
        page.append([label, *figures[at : at + 3]])
    page.append(HEAD[:2])
    for number, label in enumerate(("行政许可", "行政处罚", "行政强制", "行政事业性收费")):
        page.append([label, figures[number]])
    change(page)
    return saved(book)


def hide_row(page: Worksheet) -> None:
    page.row_dimensions[2].hidden = True


def hide_zeros(page: Worksheet) -> None:
    page.sheet_view.showZeros = False


def as_date(page: Worksheet) -> None:
    page["B2"].number_format = "yyyy-mm-dd"


def in_thousands(page: Worksheet) -> None:
    page["B2"].number_format = "0,"


def add_formula(page: Worksheet) -> None:
    page["D2"] = "=B2-C2"


def add_condition(page: Worksheet) -> None:
    rule = Rule(
        "cellIs", operator="greaterThan", formula=["8"], dxf=DifferentialStyle(Font(color="FFFFFFFF"))
    )
    page.conditional_formatting.add("B2:D3", rule)


def merge(page: Worksheet) -> None:
    page.merge_cells("B2:C2")


def cover(page: Worksheet) -> None:
    page["B2"].fill = PatternFill("solid", fgColor="FF000000")


CHANGES = {
    each.__name__: each
    for each in (hide_row, hide_zeros, as_date, in_thousands, add_formula, add_condition, merge, cover)
}
SIXES = [(1, 9, 3, 4, 5, 6), (0, 0, 0, 0, 0, 0), (400, 5, 77, 8, 8, 8), (7, 12, 2, 45000, 1, 0)]


@pytest.mark.parametrize("name", ["nothing", *CHANGES])
def test_a_worksheet_that_is_known_is_read_as_any(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change = CHANGES.get(name, lambda _: None)
    alone = {}
    for figures in SIXES:
        forget(monkeypatch)
        alone[figures] = said(sheet(figures, change))
    for first in SIXES:
        forget(monkeypatch)
        said(sheet(first, change))
        assert {figures: said(sheet(figures, change)) for figures in SIXES} == alone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The last of two cells at one place is shown, and no number of a part that is for programs.
        ('<c r="B2" t="n"><v>{}</v></c>', '<c r="B2" t="n"><v>{}</v></c><c r="B2" t="n" ph="0"><v>9</v></c>'),
        (
            '<c r="B2" t="n"><v>{}</v></c>',
            '<c r="B2" ph="0"><v>9</v><extLst><c r="B2"><v>{}</v></c></extLst></c>',
        ),
        ('<c r="C2" t="n"><v>{}</v></c>', '<c><v>9</v></c>'),
        (
            '<c r="C2" t="n"><v>{}</v></c>',
            '<x:c xmlns:x="urn:x" r="C2"><v>9</v></x:c><c r="C2"><v>{}</v></c>',
        ),
    ],
)  # fmt: skip
def test_a_place_that_is_there_twice_is_not_known(one: str, other: str) -> None:
    def changed(figures: Sequence[int]) -> bytes:
        figure = figures["BC".index(one[6])]

        def put(parts: dict[str, bytes]) -> None:
            name = "xl/worksheets/sheet1.xml"
            assert one.format(figure).encode() in parts[name]
            parts[name] = parts[name].replace(one.format(figure).encode(), other.format(figure).encode(), 1)

        return repacked(sheet(figures), put)

    nine = (9, 9, 3, 4, 5, 6)
    with pytest.MonkeyPatch.context() as patch:
        alone = []
        for figures in SIXES:
            forget(patch)
            alone.append(said(changed(figures)))
        forget(patch)
        said(changed(nine))
        assert [said(changed(figures)) for figures in SIXES] == alone


#: How else a cell of a shared string may be written, and a formula, and a condition.
SPELT = [
    'r="A1" t="s"',
    'r="A1" t="s" ',
    'r="A1" t="s" s="0"',
    "r='A1' t='s'",
    'r="A1" s="0" t="s" ph="0"',
    'ph="0" r="A1" t="s"',
    'r="A1"  t="s"',
]


@pytest.mark.parametrize("spelt", SPELT)
@pytest.mark.parametrize(
    "value", ["<v>{}</v>", "<v >{}</v>", '<v xml:space="preserve">{}</v>', "\n<v>{}</v>"]
)
def test_what_a_shared_string_says_counts_however_it_is_referred_to(spelt: str, value: str) -> None:
    """Two files of one sheet, their heads in another order."""

    def spell(strings: Sequence[str]) -> bytes:
        def put(parts: dict[str, bytes]) -> None:
            name = "xl/worksheets/sheet1.xml"
            text = parts[name].decode()
            for at, column in enumerate("BCD"):
                old = text[text.index(f'<c r="{column}1"') :]
                old = old[: old.index("</c>")]
                text = text.replace(old, f"<c {spelt.replace('A1', f'{column}1')}>{value.format(at)}")
            parts[name] = text.encode()
            items = "".join(f"<si><t>{each}</t></si>" for each in strings)
            space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{items}</sst>'.encode()
            relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            its = f'<Relationship Id="s" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
            relations = "xl/_rels/workbook.xml.rels"
            parts[relations] = parts[relations].replace(b"</Relationships>", its.encode())

        return repacked(sheet(SIXES[0]), put)

    one, two = spell(HEAD[1:]), spell(HEAD[:0:-1])
    alone = said(two)
    assert alone != said(one)
    with pytest.MonkeyPatch.context() as patch:
        forget(patch)
        said(one)
        assert said(two) == alone


@pytest.mark.parametrize("spelt", ["<f>B2-C2</f>", "<f\n>B2-C2</f>", '<m:f xmlns:m="urn:m">B2-C2</m:f>'])
def test_a_formula_is_one_however_it_is_spelt(spelt: str) -> None:
    xml = sheet_xml(SIXES[0]).replace(b'<c r="D2" t="n">', f'<c r="D2" t="n">{spelt}'.encode())
    assert spelt.encode() in xml
    assert known.mark_of(xml, [], NO_STYLES, "x", hidden=False) is None
    plain = known.mark_of(sheet_xml(SIXES[0]), [], NO_STYLES, "x", hidden=False)
    assert plain is not None


def test_conditions_of_later_programs_are_conditions() -> None:
    ext = b"<extLst><ext><x14:conditionalFormattings/></ext></extLst></worksheet>"
    xml = sheet_xml(SIXES[0]).replace(b"</worksheet>", ext)
    assert known.mark_of(xml, [], NO_STYLES, "x", hidden=False) is None


def sheet_xml(figures: Sequence[int]) -> bytes:
    with ZipFile(BytesIO(sheet(figures))) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_worksheets_are_known() -> None:
    for figures in SIXES:
        raw = said(sheet(figures))
        assert isinstance(raw, gr.RawReport)
        assert raw["disclosure.normative_documents.issued"].value == figures[3]
    assert [each is not None for each in known._KNOWN._kept.values()] == [True]


def test_a_known_worksheet_keeps_the_limits() -> None:
    data = sheet(SIXES[0])
    said(data)
    with pytest.raises(gr.ReadError, match="单元格数 6，超过上限 5"):
        gr.read(data, limits=gr.Limits(cells=5))


def test_threads_read_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moulds, "_MOST", 3)  # so that what one thread uses is what another takes away
    raws = list(synthetic.printed(6, seed=3))
    files = [render(raw, kind) for raw in raws for kind in ("html", "docx", "xlsx")] * 3
    data = [each if isinstance(each, bytes) else each.encode() for each in files]
    alone = list(map(said, data))
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(said, data)) == alone


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_reports_of_one_maker_are_read_as_each_alone(data: st.DataObject) -> None:
    raws = list(synthetic.printed(3, seed=data.draw(st.integers(0, 99))))
    if data.draw(st.booleans()):
        page = data.draw(html_styles())
        files = [render_html(raw, page) for raw in raws]
    else:
        style = data.draw(word_styles())
        files = [render_word(raw, style) for raw in raws]
    with pytest.MonkeyPatch.context() as patch:
        alone = []
        for file in files:
            forget(patch)
            alone.append(said(file))
        assert [said(file) for file in (*files, *reversed(files))] == [*alone, *reversed(alone)]
        assert all(one != two for one, two in pairwise(alone))


def test_large_styles_are_no_other_workbooks() -> None:
    def strike(page: Worksheet) -> None:
        page["B3"].font = Font(strike=True)

    def pad(parts: dict[str, bytes]) -> None:
        comment = b"<!--" + b"<>" * 600_000 + b"--></styleSheet>"
        parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</styleSheet>", comment)

    path = "disclosure.normative_documents.issued"
    kinds = [
        gr.read(repacked(sheet(SIXES[0], change), pad))[path].kind for change in (lambda _: None, strike)
    ]
    assert kinds == ["number", "unreadable"]
