"""Ways in which a cell of a worksheet shows something else than it stores, and odd ways to show a figure.

A way is a function of the cell, the figure that belongs there and digits that do not; it may give back what
is still to be done to the parts of the file, which openpyxl has no words for. Rows, columns and sheets that
are hidden as a whole are no ways: readers take their figures, with a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting import rule as _typed_rules
from openpyxl.styles import Alignment, Color, Font, GradientFill, NamedStyle, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, ImageDraw, ImageFont

from govinfo_report.raw import RawReport
from tests.documents.grids import Document, document_of
from tests.hiding.placing import packed, parts_of
from tests.hiding.ways import Place, Plant, Way
from tests.workbooks import one_sheet, saved

__all__ = ["BOX", "DECOYS", "PLAIN", "WAYS", "file", "specimen"]

_rules: Any = _typed_rules  # the stubs of openpyxl leave them untyped

Parts = dict[str, bytes]
Mark = Callable[[Any, str, str], Callable[[Parts], None] | None]

WHOLE, BARE = (Place.CELL,), (Place.ALONE,)
BESIDE = (Place.BEFORE, Place.AFTER, Place.WITHIN)


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text


# What a way does to a cell -------------------------------------------------------------------------------------


def _format(code: str, value: Callable[[str, str], Any] | None = None) -> Mark:
    """Stores a number, the figure or else the digits, under a format in which ``§`` is the digits."""

    def mark(cell: Any, figure: str, digits: str) -> None:
        cell.value = value(figure, digits) if value else _number(figure or digits)
        cell.number_format = code.replace("§", digits)

    return mark


def _look(**look: Any) -> Mark:
    """Stores the digits and gives the cell a font, a fill, an alignment."""

    def mark(cell: Any, _: str, digits: str) -> None:
        cell.value = _number(digits)
        for name, value in look.items():
            setattr(cell, name, value)

    return mark


def _text(text: str, **look: Any) -> Mark:
    """Stores text in which ``§`` is the digits and ``¤`` the figure."""

    def mark(cell: Any, figure: str, digits: str) -> None:
        cell.value = text.replace("§", digits).replace("¤", figure)
        cell.data_type = "s"
        for name, value in look.items():
            setattr(cell, name, value)

    return mark


def _conditional(rule: Callable[[], Any], value: Any = None) -> Mark:
    """Stores the digits, and the sheet has a rule for the cell."""

    def mark(cell: Any, _: str, digits: str) -> None:
        cell.value = _number(digits) if value is None else value
        cell.parent.conditional_formatting.add(cell.coordinate, rule())

    return mark


def _rich(fill: PatternFill | None = None, **font: Any) -> Mark:
    """The figure, with the digits as a run of their own font behind it; `_marked` puts them elsewhere."""

    def mark(cell: Any, figure: str, digits: str) -> None:
        if fill is not None:
            cell.fill = fill
        run = TextBlock(InlineFont(**font), digits)
        cell.value = CellRichText(figure, run) if figure else CellRichText(run)

    return mark


def _raw(attributes: str, inner: str, setting: Callable[[Parts], None] | None = None) -> Mark:
    """The cell's element as it stands in the file."""

    def mark(cell: Any, figure: str, digits: str) -> Callable[[Parts], None]:
        cell.value = 1
        markup = inner.replace("§", digits).replace("¤", figure)
        number = cell.parent.parent.worksheets.index(cell.parent) + 1

        def edit(parts: Parts) -> None:
            name = f"xl/worksheets/sheet{number}.xml"
            pattern = rb'<c r="%s"([^>]*?)( t="\w+")?>.*?</c>' % cell.coordinate.encode()
            made = f'<c r="{cell.coordinate}" {attributes}>{markup}</c>'.encode()
            parts[name], count = re.subn(pattern, lambda _: made, parts[name], count=1)
            assert count == 1
            if setting:
                setting(parts)

        return edit

    return mark


def _recalculated(parts: Parts) -> None:
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = re.sub(
        rb"<calcPr[^>]*/>", b'<calcPr calcId="191029" fullCalcOnLoad="1"/>', book
    )


def _drawn(text: str, ground: str = "white") -> Mark:
    """A picture over the cell; the cell stores the digits unless the picture shows them."""

    def mark(cell: Any, _: str, digits: str) -> None:
        picture = Image.new("RGB", (70, 26), ground)
        shown = text.replace("§", digits)
        ImageDraw.Draw(picture).text((8, 2), shown, font=ImageFont.load_default(20), fill="black")
        stream = BytesIO()
        picture.save(stream, "PNG")
        drawing = SheetImage(stream)
        drawing.anchor = TwoCellAnchor(
            _from=AnchorMarker(col=cell.column - 1, row=cell.row - 1),
            to=AnchorMarker(col=cell.column, row=cell.row),
        )
        cell.parent.add_image(drawing)
        if not text:
            cell.value = _number(digits)

    return mark


def _zeros_hidden(cell: Any, _: str, __: str) -> None:
    cell.value = 0
    cell.parent.sheet_view.showZeros = False


def _noted(cell: Any, figure: str, digits: str) -> None:
    cell.value = _number(figure)
    cell.comment = Comment(digits, "审核")


def _validated(cell: Any, figure: str, digits: str) -> None:
    cell.value = _number(figure)
    rule = DataValidation(type="list", formula1=f'"{digits},8"', prompt=digits, promptTitle=digits)
    cell.parent.add_data_validation(rule)
    rule.add(cell)


def _named_style(cell: Any, _: str, digits: str) -> None:
    cell.value = _number(digits)
    name = f"隐{cell.coordinate}"
    cell.parent.parent.add_named_style(NamedStyle(name=name, font=Font(color="FFFFFFFF"), number_format="0"))
    cell.style = name


def _cut_by_row(cell: Any, figure: str, digits: str) -> None:
    cell.value = f"{figure}\n\n\n\n\n{digits}"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.parent.row_dimensions[cell.row].height = 24


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _hide(name: str, mark: Mark, places: tuple[Place, ...] = BARE, **more: Any) -> Way:
    return Way(name=name, mark=mark, places=places, **more)


def _shows(name: str, mark: Mark, shown: Callable[[str], str], **more: Any) -> Way:
    """A way by which a cell that stores a number, the digits, shows a certain text."""
    return Way(name=name, mark=mark, places=BARE, shows=lambda _, digits: shown(digits), **more)


def _garbles(name: str, mark: Mark) -> Way:
    return Way(name=name, mark=mark, places=BARE, garbles=True)


def _show(name: str, mark: Mark) -> Way:
    return Way(name=name, mark=mark, places=BARE, decoy=True)


_WHITE_FONT, _BLACK_FONT = Font(color="FFFFFFFF"), Font(color="FF000000")


def _nothing(_: str) -> str:
    return ""


# fmt: off
WAYS: tuple[Way, ...] = (
    # formats that print nothing
    _hide("the format ;;;", _format(";;;")),
    _hide("the format ;;; with colours", _format("[Red];[Blue];;")),
    _hide('a format of an empty literal', _format('""')),
    _hide("a format of three empty literals", _format('"";"";""')),
    _hide("a format of blanks as wide as digits", _format("_0_0")),
    _hide("a format of a space", _format(" ")),
    _hide("the format **, filled with nothing", _format("* ;* ;* ")),
    _hide("text under a format without a section for text", _text("§", number_format="0;-0;0;")),
    _hide("text under ;;;", _text("§", number_format=";;;")),
    _shows("zero under 0;-0;;@", _format("0;-0;;@", lambda _, __: 0), _nothing),
    _shows("zero under #", _format("#", lambda _, __: 0), _nothing),
    _shows("zero under #,###", _format("#,###", lambda _, __: 0), _nothing),
    _shows("zero on a sheet that hides zeros", _zeros_hidden, _nothing),
    _shows("a negative number under 0;", _format("0;;0", lambda _, digits: -int(digits)), _nothing),
    _shows("a condition that blanks just this number", _format('[=§]"";General'), _nothing),
    _shows("a condition that blanks the small ones", _format('[<1000]"";0'), _nothing),
    # formats that print other digits
    _hide("a scaling comma", _format("0,", lambda figure, digits: int(figure) * 1000 + int(digits) % 500), WHOLE),
    _hide("two scaling commas", _format("#,##0,,", lambda figure, digits: int(figure) * 10**6 + int(digits)), WHOLE),
    _shows("a scaling comma on a small number", _format("0,"), lambda digits: f"{(int(digits) + 500) // 1000}"),
    _shows("a scaling comma with decimals", _format("0.000,"), lambda digits: f"{int(digits) / 1000:.3f}"),
    _shows("two scaling commas and #", _format("#,,"), _nothing),
    _hide("a literal before", _format('"§"0'), WHOLE),
    _hide("a literal after", _format('0"§"'), WHOLE),
    _hide("a literal after General", _format('General"§"'), WHOLE),
    _hide("literals with backslashes", lambda cell, figure, digits: _format("".join(f"\\{d}" for d in digits) + "0")(cell, figure, digits), WHOLE),
    _hide("a literal only in the section for positive numbers", _format('"§"0;0;0'), WHOLE),
    _hide("a literal in the section for text", _text("¤", number_format='0;0;0;@"§"'), WHOLE),
    _hide("a literal that is chosen by a condition", _format('[>0]0"§";0'), WHOLE),
    _shows("a literal nought behind", _format('0"0"'), lambda digits: f"{digits}0"),
    _shows("a literal three noughts behind", _format('0",000"'), lambda digits: f"{digits},000"),
    _shows("a literal minus", _format('"-"0'), lambda digits: f"-{digits}"),
    _shows("a minus in the section of positive numbers", _format("-0;0"), lambda digits: f"-{digits}"),
    _shows("a negative number that shows no sign", _format("0;0", lambda _, digits: -int(digits)), lambda digits: digits),
    _shows("a negative number in red without a sign", _format("0;[Black]0", lambda _, digits: -int(digits)), lambda digits: digits),
    _shows("nothing but a literal", _format('"0"'), lambda _: "0"),
    _shows("nothing but another number", _format('"15"'), lambda _: "15"),
    _shows("a literal 无", _format('"无"'), lambda _: "无"),
    _shows("a literal dash", _format('"-"'), lambda _: "-"),
    _shows("a condition that shows 0 for the small ones", _format('[<1000]"0";0'), lambda _: "0"),
    _shows("a point put between the digits", _format("0!.0000"), lambda digits: f"0.{int(digits):04}"),
    _shows("a point put between the digits, by a backslash", _format("0\\.0"), lambda digits: f"{digits[:-1] or 0}.{digits[-1]}"),
    _shows("a point put between the digits, in quotes", _format('0"."00'), lambda digits: f"{digits[:-2] or 0}.{int(digits) % 100:02}"),
    _shows("a dash between the digits", _format("0-0"), lambda digits: f"{digits[:-1] or 0}-{digits[-1]}"),
    _shows("per cent", _format("0%"), lambda digits: f"{digits}00%"),
    _shows("per cent of a fraction", _format("0%", lambda _, digits: int(digits) / 100), lambda digits: f"{digits}%"),
    _shows("per cent with decimals", _format("0.00%"), lambda digits: f"{digits}00.00%"),
    _shows("an exponent", _format("0.0E+00"), lambda digits: f"{int(digits):.1E}"),
    _garbles("Chinese numerals", _format("[DBNum1][$-804]0")),
    _garbles("Chinese numerals with tens", _format("[DBNum1][$-804]General")),
    _garbles("the numerals of cheques", _format("[DBNum2][$-804]General")),
    _shows("a counter of ten thousand", _format('0"万"'), lambda digits: f"{digits}万"),
    _shows("rounded to a whole", _format("0", lambda _, digits: int(digits) + 0.4), lambda digits: digits, stored=lambda _, digits: f"{digits}.4"),
    _shows("rounded up to a whole", _format("0", lambda _, digits: int(digits) + 0.6), lambda digits: f"{int(digits) + 1}", stored=lambda _, digits: f"{digits}.6"),
    _garbles("a date", _format("yyyy-mm-dd")),
    _garbles("a day of a month", _format("d")),
    _garbles("a year", _format("yyyy")),
    _garbles("a Chinese date", _format('yyyy"年"m"月"d"日"')),
    _garbles("hours", _format("[h]")),
    _garbles("a time", _format("h:mm")),
    _garbles("a weekday", _format("aaaa")),
    _garbles("a date before all dates", _format("yyyy-mm-dd", lambda _, digits: -int(digits))),
    _garbles("a format filled with a digit", _format("*70")),
    _garbles("a fraction", _format("# ?/?", lambda _, digits: int(digits) + 0.25)),
    # letters that nobody sees
    _hide("a white font", _look(font=_WHITE_FONT)),
    _hide("a white font by the theme", _look(font=Font(color=Color(theme=0)))),
    _hide("a white font by the palette", _look(font=Font(color=Color(indexed=9)))),
    _hide("a font of the theme's text, tinted to white", _look(font=Font(color=Color(theme=1, tint=1.0)))),
    _hide("a nearly white font", _look(font=Font(color="FFFDFDFD"))),
    _hide("a font of the fill's colour", _look(font=Font(color="FFDDEBF7"), fill=_fill("FFDDEBF7"))),
    _hide("black on black", _look(font=_BLACK_FONT, fill=_fill("FF000000"))),
    _hide("a font of the fill's colour, one of them by the palette", _look(font=Font(color="FFFFFF00"), fill=PatternFill("solid", fgColor=Color(indexed=13)))),
    _hide("a font of a gradient's colour", _look(font=Font(color="FF336699"), fill=GradientFill(stop=("FF336699", "FF336699")))),
    _hide("a white font by a named style", _named_style),
    _hide("a font of one point", _look(font=Font(size=1))),
    _hide("the colour White in the format", _format("[White]0")),
    _hide("the colour White in the format, one section", _format("[White]0;[White]-0;[White]0")),
    _hide("the colour Color2 in the format", _format("[Color2]0"), differs=True),
    _hide("a white font under a condition", _conditional(lambda: _rules.CellIsRule(operator="greaterThan", formula=["0"], font=_WHITE_FONT))),
    _hide("a white font under a formula", _conditional(lambda: _rules.FormulaRule(formula=["TRUE"], font=_WHITE_FONT))),
    _hide("a fill of the font's colour under a condition", _conditional(lambda: _rules.FormulaRule(formula=["1=1"], font=_BLACK_FONT, fill=PatternFill(bgColor="FF000000", fill_type="solid")))),
    _hide("the format ;;; under a condition", _conditional(lambda: _rules.Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))))),
    _hide("icons instead of the number", _conditional(lambda: _rules.IconSetRule("3Arrows", "num", [0, 10, 20], showValue=False))),
    _hide("a bar instead of the number", _conditional(lambda: _rules.DataBarRule("num", 0, "num", 99, color="FF638EC6", showValue=False))),
    _hide("indented out of the cell", _look(alignment=Alignment(horizontal="left", indent=60))),
    _hide("behind so many spaces that the next cell covers it", _text("¤" + " " * 150 + "§", alignment=Alignment(horizontal="left")), WHOLE),
    _hide("in a line that the row is too low for", _cut_by_row, WHOLE),
    _garbles("repeated to fill the cell", _text("§", alignment=Alignment(horizontal="fill"))),
    # parts of a text
    _hide("a white part", _rich(color="FFFFFFFF"), BESIDE),
    _hide("a part of the fill's colour", _rich(color="FFFFFF00", fill=_fill("FFFFFF00")), BESIDE),
    _hide("a part of one point", _rich(sz=1), BESIDE),
    _hide("a raised part", _rich(vertAlign="superscript"), (Place.AFTER,), means=lambda _, __: frozenset()),
    _hide("a struck part", _rich(strike=True), (Place.AFTER,), means=lambda figure, _: frozenset([figure])),
    _hide("the phonetic guide of a text", _raw('t="inlineStr"', '<is><t>¤</t><rPh sb="0" eb="1"><t>§</t></rPh></is>'), WHOLE),
    _hide("text by an override of direction", _text("\u202e§\u202c"), shows=lambda _, digits: digits[::-1]),
    # what is not in the cell
    _hide("under a white picture", _drawn("")),
    _hide("under a black picture", _drawn("", "black")),
    _hide("in a picture over an empty cell", _drawn("§")),
    _hide("in a comment", _noted, WHOLE),
    _hide("in the choices of a list", _validated, WHOLE),
    # values that are none
    _garbles("a truth value", _raw('t="b"', "<v>1</v>")),
    _garbles("an error", _raw('t="e"', "<v>#N/A</v>")),
    _garbles("an error as the result of a formula", _raw('t="e"', "<f>1/0</f><v>#DIV/0!</v>")),
    _shows("a formula with a stale result that is to be computed", _raw("", "<f>2+3</f><v>§</v>", _recalculated), lambda _: "5"),
    _shows("a formula of a function with a stale result, to be computed", _raw("", "<f>ROUND(PI(),0)</f><v>§</v>", _recalculated), lambda _: "3"),
    _shows("a formula with the text of a stale result, to be computed", _raw('t="str"', "<f>1+5</f><v>§</v>", _recalculated), lambda _: "6"),
    _shows("a formula without a result", _raw("", "<f>4+3</f>"), lambda _: "7"),
    _shows("a formula that gives an empty text", _raw('t="str"', '<f>""</f><v></v>'), _nothing),
)
"""Cells that show something else than they store."""

_DARK = _fill("FF1F3864")


def _coded(name: str, code: str) -> Way:
    return _show(name, _format(code))


DECOYS: tuple[Way, ...] = (
    *(
        _coded(f"the format {code}", code)
        for code in (
            "0", "#,##0", "0.00", "#,##0.00", '0"件"', '#,##0"件"', "0_ ", "0_);(0)", "_ * #,##0_ ;_ * -#,##0_ ",
            '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "[Red]0", "[Blue]0;[Red]-0", "[Color10]0", "0;-0", "0;-0;;@",
            "[>=0]0;-0", "[$-804]0", "General", "@", "???0", "#", "#,###", "# ##0", '[>9999]0.0,"万";0', '0;;', "[Black]0",
            "0;0;0", '0" 件"', "0 ", '[=0]"-";0', '0;-0;"-"', "_-0", "0_0",
        )
    ),
    _show("grey", _look(font=Font(color="FF808080"))),
    _show("red, bold, slanted", _look(font=Font(color="FFFF0000", bold=True, italic=True))),
    _show("white on dark", _look(font=_WHITE_FONT, fill=_DARK)),
    _show("white by the theme on dark", _look(font=Font(color=Color(theme=0)), fill=_DARK)),
    _show("white on a dark gradient", _look(font=_WHITE_FONT, fill=GradientFill(stop=("FF102030", "FF304050")))),
    _show("on a grey fill", _look(fill=_fill("FFD9D9D9"))),
    _show("on a hatched fill", _look(fill=PatternFill("lightUp", fgColor="FFC0C0C0"))),
    _show("six points", _look(font=Font(size=6))),
    _show("twenty points", _look(font=Font(size=20))),
    _show("turned by 90 degrees", _look(alignment=Alignment(text_rotation=90))),
    _show("turned by 45 degrees", _look(alignment=Alignment(text_rotation=45))),
    _show("shrunk to fit", _look(alignment=Alignment(shrink_to_fit=True))),
    _show("indented by one", _look(alignment=Alignment(horizontal="left", indent=1))),
    _show("locked and with its formula hidden", _look(protection=Protection(locked=True, hidden=True))),
    _show("typed as text", _text("§")),
    _show("typed as text under @", _text("§", number_format="@")),
    _show("typed as text under a format of numbers", _text("§", number_format="0.00")),
    _show("a bold part", _rich(b=True)),
    _show("a red part", _rich(color="FFFF0000")),
    _show("text in a line of its own", _text("§", alignment=Alignment(wrap_text=True))),
    _show("white under a condition that does not hold", _conditional(lambda: _rules.CellIsRule(operator="lessThan", formula=["0"], font=_WHITE_FONT))),
    _show("white under a condition that holds for zero", _conditional(lambda: _rules.FormulaRule(formula=["FALSE"], font=_WHITE_FONT))),
    _show("a scale of colours", _conditional(lambda: _rules.ColorScaleRule("num", 0, "FFF8696B", end_type="num", end_value=99, end_color="FF63BE7B"))),
    _show("a bar behind the number", _conditional(lambda: _rules.DataBarRule("num", 0, "num", 99, color="FFBDD7EE"))),
    _show("icons beside the number", _conditional(lambda: _rules.IconSetRule("3Arrows", "num", [0, 10, 20]))),
    _show("red under a condition", _conditional(lambda: _rules.FormulaRule(formula=["TRUE"], font=Font(color="FFFF0000")))),
    _show("a formula with its result", _raw("", "<f>§+0</f><v>§</v>")),
    _show("a formula with its result, to be computed", _raw("", "<f>§+0</f><v>§</v>", _recalculated)),
    _show("a formula that gives text", _raw('t="str"', '<f>"§"</f><v>§</v>')),
    _show("a decimal nought behind the point", _raw("", "<v>§.0</v>")),
)
"""Figures that look unusual and are plainly seen, and formats that change nothing or only group."""
# fmt: on

PLAIN = _show("plainly", _format("General"))


def _made(workbook: Workbook, plants: Mapping[str, Plant]) -> bytes:
    """The workbook with a plant at some addresses of its first sheet."""
    sheet = workbook.worksheets[0]
    edits = [_marked(sheet[address], plant) for address, plant in plants.items()]
    parts = parts_of(saved(workbook))
    for edit in edits:
        if edit is not None:
            edit(parts)
    parts["docProps/core.xml"] = re.sub(rb"<dcterms:\w+ .*?</dcterms:\w+>", b"", parts["docProps/core.xml"])
    return packed(parts)


def _marked(cell: Any, plant: Plant) -> Callable[[Parts], None] | None:
    mark: Mark = plant.way.mark
    edit = mark(cell, plant.figure, plant.digits)
    if isinstance(cell.value, CellRichText) and plant.place is not Place.ALONE:
        figure, run = plant.figure, cell.value[-1]
        cell.value = {
            Place.BEFORE: CellRichText(run, figure),
            Place.WITHIN: CellRichText(figure[:1], run, figure[1:]),
        }.get(plant.place, cell.value)
    return edit


def file(
    source: RawReport | Document, plants: Mapping[str, Plant], style: Mapping[str, Any] = MappingProxyType({})
) -> bytes:
    """The report as a workbook of one sheet with digits planted in some cells."""
    texts = {**document_of(source).texts, **{path: plant.figure for path, plant in plants.items()}}
    workbook, addresses = one_sheet(
        {path: _number(text) if text else None for path, text in texts.items()}, **style
    )
    return _made(workbook, {addresses[path]: plant for path, plant in plants.items()})


#: The cell of a specimen on its page.
BOX = (106.0, 85.0, 212.0, 126.0)


def specimen(plant: Plant | None) -> bytes:
    """A workbook of three cells with the plant in the middle one, or a blank one."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A2"], sheet["C2"] = "规章", 12
    sheet.column_dimensions["B"].width = 14
    sheet.row_dimensions[2].height = 40
    sheet["B2"].alignment = Alignment(
        horizontal="right"
    )  # as numbers are, so that text can give the same picture
    return _made(workbook, {"B2": plant} if plant else {})
