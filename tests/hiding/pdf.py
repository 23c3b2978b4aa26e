"""Ways to put digits into a PDF file where no viewer shows them, and odd ways to show them.

A way is a function that tells a `Planter` what to add: operators after or before those of the page, resources,
objects, annotations, layers. The figure of the cell, if it has one, is drawn by the page itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs

from govinfo_report.form import form_with
from govinfo_report.raw import Cell, CellKind, RawReport
from tests.documents.grids import Document, document_of
from tests.documents.pdf import Box, PdfStyle, render_pdf
from tests.hiding.placing import with_texts
from tests.hiding.planter import PdfParts, Planter, planter_of, put
from tests.hiding.ways import Place, Plant, Way, other_digits

__all__ = ["DECOYS", "PLAIN", "WAYS", "file", "specimen", "specimen_box"]

BESIDE = (Place.BEFORE, Place.AFTER, Place.UNDER, Place.ALONE)
ROUND = (Place.BEFORE, Place.AFTER, Place.ALONE)
BARE = (Place.ALONE,)
UNDER = (Place.UNDER,)

Mark = Callable[[Planter], None]
Places = dict[str, tuple[int, Box]]


# What a way does ---------------------------------------------------------------------------------------------------


def _with(before: str, after: str = "") -> Mark:
    """The digits between some operators."""
    return lambda plant: plant.over(f"{before} {plant.text()} {after}")


def _state(entries: str, before: str = "") -> Mark:
    """The digits under a graphics state."""

    def mark(plant: Planter) -> None:
        plant.over(f"{plant.resource('ExtGState', f'<< {entries} >>')} gs {before} {plant.text()}")

    return mark


def _then(cover: Callable[[Planter], str]) -> Mark:
    """The digits, and something over them."""
    return lambda plant: plant.over(f"0 g {plant.text()} {cover(plant)}")


def _before(ground: str, letters: str) -> Mark:
    """A ground, and the digits on it."""
    return lambda plant: plant.over(f"{ground} {plant.area()} re f {letters} {plant.text()}")


def _marked(tag: str, properties: str) -> Mark:
    return lambda plant: plant.over(f"{tag} {properties} BDC {plant.text()} EMC")


def _layered(made: Callable[[Planter], str]) -> Mark:
    """The digits in marked content that a layer, or members of layers, switch."""

    def mark(plant: Planter) -> None:
        plant.over(f"/OC {plant.resource('Properties', made(plant))} BDC {plant.text()} EMC")

    return mark


def _members(entries: Callable[[str], str], *, shown: bool = False) -> Callable[[Planter], str]:
    return lambda plant: plant.object(f"<< /Type /OCMD {entries(plant.layer(shown=shown))} >>")


def _matrix(matrix: str, shift: float = 0.0) -> Mark:
    """The digits with the first four numbers of a text matrix, so many ems further to the right."""
    return lambda plant: plant.over(
        f"BT {plant.font()} {plant.size} Tf {matrix} {plant.x + shift * plant.size} {plant.y} Tm"
        f" ({plant.digits}) Tj ET"
    )


def _in_form(
    entries: Callable[[Planter], str] = lambda _: "", placed: str = "", box: str = "0 0 2000 2000"
) -> Mark:
    def mark(plant: Planter) -> None:
        plant.over(f"{placed} {plant.form(plant.text(), entries(plant), box)} Do")

    return mark


def _nested_layer(plant: Planter) -> None:
    off, on = (
        plant.resource("Properties", plant.layer(shown=False)),
        plant.resource("Properties", plant.layer(shown=True)),
    )
    plant.over(f"/OC {off} BDC /OC {on} BDC {plant.text()} EMC EMC")


def _base_off(plant: Planter) -> None:
    plant.base_off()
    _layered(lambda plant: plant.layer(shown=False))(plant)


def _masked(plant: Planter) -> None:
    group = plant.object(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Group << /S /Transparency /CS /DeviceGray >> >>",
        "0 g 0 0 2000 2000 re f",
    )
    _state(f"/SMask << /S /Luminosity /G {group} >>")(plant)


def _separation(name: str, tint: float) -> Mark:
    def mark(plant: Planter) -> None:
        function = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>"
        space = plant.resource("ColorSpace", f"[/Separation /{name} /DeviceCMYK {function}]")
        plant.over(f"{space} cs {tint} scn {plant.text()}")

    return mark


def _rounded(plant: Planter) -> str:
    left, right, low, high = plant.x, plant.x + plant.width, plant.y - 2, plant.y + plant.size
    return (
        f"1 g {left} {low} m {left - 2} {low} {left - 2} {high} {left} {high} c {right} {high} l "
        f"{right + 2} {high} {right + 2} {low} {right} {low} c h f"
    )


def _shading(plant: Planter) -> str:
    function = "<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 1 1] /N 1 >>"
    shading = f"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 0] /Function {function} /Extend [true true] >>"
    return f"{plant.area()} re W n {plant.resource('Shading', shading)} sh"


def _tiles(plant: Planter) -> str:
    tile = plant.object(
        "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >> >>",
        "1 g 0 0 5 5 re f",
    )
    return f"/Pattern cs {plant.resource('Pattern', tile)} scn {plant.area()} re f"


def _mapped(said: Callable[[str], str]) -> Callable[[Planter], str]:
    """A font whose map to Unicode says another text for each digit."""

    def font(plant: Planter) -> str:
        lines = "\n".join(
            f"<{ord(digit):02X}> <{said(digit).encode('utf-16-be').hex()}>" for digit in "0123456789"
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <FF> endcodespacerange 10 beginbfchar\n{lines}\nendbfchar\nendcmap end end"
        )
        return plant.font(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {plant.object('<< >>', cmap)} >>"
        )

    return font


def _lying_map(plant: Planter) -> None:
    plant.over(plant.text(font=_mapped(other_digits)(plant)))


_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _letters_for_digits(plant: Planter) -> None:
    """The codes of A to J show digits; that is told by the names of the glyphs."""
    names = " ".join(f"/{name}" for name in _NAMES)
    font = plant.font(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [65 {names}] >> >>"
    )
    plant.over(plant.text(plant.digits.translate(str.maketrans("0123456789", "ABCDEFGHIJ")), font=font))


def _digits_for_digits(plant: Planter) -> None:
    """The codes of digits show other digits; that is told by the names of the glyphs."""
    shown = {digit: other_digits(digit) for digit in "0123456789"}
    code = {shown: code for code, shown in shown.items()}
    names = " ".join(f"/{_NAMES[int(shown[digit])]}" for digit in "0123456789")
    font = plant.font(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [48 {names}] >> >>"
    )
    plant.over(plant.text("".join(code[digit] for digit in plant.digits), font=font))


def _type3(
    drawn: Callable[[str], str], names: Callable[[str], str] = lambda digit: _NAMES[int(digit)]
) -> Mark:
    """The digits in a font whose glyphs are programs."""

    def mark(plant: Planter) -> None:
        glyphs = "".join(
            f"/{names(digit)} {plant.object('<< >>', f'600 0 0 0 600 700 d1 {drawn(digit)}')} "
            for digit in "0123456789"
        )
        differences = " ".join(f"/{names(digit)}" for digit in "0123456789")
        font = plant.font(
            f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << {glyphs}>> "
            f"/Encoding << /Type /Encoding /Differences [48 {differences}] >> /FirstChar 48 /LastChar 57 /Widths [{'600 ' * 10}] /Resources << >> >>"
        )
        plant.over(plant.text(font=font))

    return mark


#: Which of the seven strokes a digit has, as on a pocket calculator: their ends on a grid of 1 by 2.
_STROKES = ((0, 2, 1, 2), (0, 1, 0, 2), (1, 1, 1, 2), (0, 1, 1, 1), (0, 0, 0, 1), (1, 0, 1, 1), (0, 0, 1, 0))
_HAS = (
    "1110111",
    "0010010",
    "1011101",
    "1011011",
    "0111010",
    "1101011",
    "1101111",
    "1010010",
    "1111111",
    "1111011",
)


def _strokes(digit: str) -> list[tuple[int, int, int, int]]:
    return [stroke for stroke, has in zip(_STROKES, _HAS[int(digit)], strict=True) if has == "1"]


def _glyph(digit: str) -> str:
    lines = (
        f"{100 + 380 * a} {40 + 310 * b} m {100 + 380 * c} {40 + 310 * d} l S"
        for a, b, c, d in _strokes(digit)
    )
    return "80 w 1 J " + " ".join(lines)


def _outlined(curved: bool) -> Mark:
    """The digits drawn by strokes, straight ones or bent a little."""

    def mark(plant: Planter) -> None:
        made = ["0.9 w 1 J"]
        for at, digit in enumerate(plant.digits):
            left = plant.x + at * plant.size * 0.6
            for a, b, c, d in _strokes(digit):
                x0, y0, x1, y1 = (left + a * 4, plant.y + b * 3.5, left + c * 4, plant.y + d * 3.5)
                line = (
                    f"{x0 + 0.5} {y0 + 0.3} {x1 + 0.5} {y1 + 0.3} {x1} {y1} c" if curved else f"{x1} {y1} l"
                )
                made.append(f"{x0} {y0} m {line} S")
        plant.over(" ".join(made))

    return mark


def _pixels(digits: str) -> tuple[bytes, int, int]:
    """The digits as a small picture, black on white."""
    width, height = 8 * len(digits), 12
    rows = [[255] * width for _ in range(height)]
    for at, digit in enumerate(digits):
        for a, b, c, d in _strokes(digit):
            for row in range(10 - 4 * d if d > b else 10 - 4 * b, 10 - 4 * min(b, d) + 1):
                for column in range(1 + 4 * min(a, c), 1 + 4 * max(a, c) + 2):
                    rows[row][column + 8 * at] = 0
    return bytes(level for row in rows for level in row), width, height


def _pictured(plant: Planter) -> None:
    plant.over(plant.placed_image(plant.image(*_pixels(plant.digits))))


def _inline_picture(plant: Planter) -> None:
    pixels, width, height = _pixels(plant.digits)
    x, y, w, h = plant.area().split()
    plant.over(
        f"{w} 0 0 {h} {x} {y} cm BI /W {width} /H {height} /BPC 8 /CS /G /F /AHx ID {pixels.hex()}> EI"
    )


def _white_picture(entries: Callable[[Planter], str] = lambda _: "") -> Callable[[Planter], str]:
    return lambda plant: plant.placed_image(plant.image(b"\xff", 1, 1, entries(plant)))


def _freetext(flags: int = 4, *, drawn: bool) -> Mark:
    def mark(plant: Planter) -> None:
        entries = f"/F {flags} /Contents ({plant.digits}) /DA (/Helv {plant.size} Tf 0 g)"
        plant.annotate("FreeText", entries, plant.text() if drawn else None)

    return mark


def _stamped(plant: Planter) -> None:
    plant.annotate("Stamp", "/F 4 /Name /Draft", plant.text())


def _field_of_form(*, drawn: bool) -> Mark:
    def mark(plant: Planter) -> None:
        helvetica = plant.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        entries = f"/F 4 /FT /Tx /T (f{plant.number}) /V ({plant.digits}) /DA (/Helv 10 Tf 0 g)"
        widget = plant.annotate("Widget", entries, f"/Tx BMC {plant.text()} EMC" if drawn else None)
        flag = "" if drawn else "/NeedAppearances true"
        plant.catalog("AcroForm", f"<< /Fields [{widget}] /DR << /Font << /Helv {helvetica} >> >> {flag} >>")

    return mark


def _covering_annotation(flags: int) -> Mark:
    def mark(plant: Planter) -> None:
        plant.over(plant.text())
        plant.annotate("Square", f"/F {flags} /IC [1 1 1]", f"1 g {plant.area(2)} re f")

    return mark


def _corrected(ground: str) -> Mark:
    """The digits were there first; a box lies over them, and over that the figure of the page."""
    return lambda plant: plant.under(f"{plant.text()} {ground} {plant.area(3)} re f")


def _struck(plant: Planter) -> None:
    plant.over(
        f"{plant.text()} 0.8 w {plant.x} {plant.y + plant.size * 0.33} m {plant.x + plant.width} {plant.y + plant.size * 0.33} l S"
    )


def _watermark(size: float, grey: float) -> Mark:
    def mark(plant: Planter) -> None:
        x, y = plant.box[0] - size / 3, plant.box[1] - size / 3
        plant.under(
            f"{grey} g BT {plant.font()} {size} Tf .7071 .7071 -.7071 .7071 {x:.2f} {y:.2f} Tm ({plant.digits}) Tj ET"
        )

    return mark


def _page_entry(name: str, value: str) -> Mark:
    def mark(plant: Planter) -> None:
        plant.page[name] = value
        plant.over(plant.text())

    return mark


def _hide(name: str, mark: Mark, places: tuple[Place, ...] = ROUND, **more: Any) -> Way:
    return Way(name=name, mark=mark, places=places, **more)


def _show(name: str, mark: Mark) -> Way:
    return Way(name=name, mark=mark, places=BARE, decoy=True)


def _nothing(_: str, __: str) -> frozenset[str]:
    return frozenset()


def _each_the_same(_: str, digits: str) -> frozenset[str]:
    """What digits are that are all printed in one place: one digit over itself is that digit."""
    return frozenset(digits[:1]) if len(set(digits)) == 1 else frozenset()


def _only_figure(figure: str, _: str) -> frozenset[str]:
    return frozenset([figure])


# fmt: off
WAYS: tuple[Way, ...] = (
    # colours
    _hide("white", _with("1 1 1 rg")),
    _hide("white, under the figure", lambda plant: plant.under(f"1 g {plant.text()}"), UNDER),
    _hide("white in grey levels", _with("1 g")),
    _hide("white in inks", _with("0 0 0 0 k")),
    _hide("white by a colour space", _with("/DeviceRGB cs 1 1 1 sc")),
    _hide("an ink of no tint", _separation("Spot", 0)),
    _hide("an ink called None", _separation("None", 1), differs=True),
    _hide("nearly white", _with(".985 g")),
    _hide("as pale as a shadow", _with(".94 g")),
    _hide("white filled and white stroked", _with("2 Tr 1 g 1 G")),
    _hide("white lines of outlined letters", _with("1 Tr 1 1 1 RG")),
    _hide("of the ground's colour, a pale ground", _before(".87 .92 .97 rg", ".87 .92 .97 rg")),
    _hide("black on black", _before("0 g", "0 g")),
    _hide("red on red", _before("1 0 0 rg", "1 0 0 rg")),
    _hide("white, shown by multiplying", _state("/BM /Multiply", "1 g")),
    _hide("white, shown by darkening", _state("/BM /Darken", "1 g")),
    _hide("black, shown by lightening", _state("/BM /Lighten", "0 g")),
    # transparency and modes
    _hide("text mode 3", _with("3 Tr"), BESIDE),
    _hide("text mode 7", _with("7 Tr")),
    _hide("an alpha of 0", _state("/ca 0 /CA 0"), BESIDE),
    _hide("an alpha of a fiftieth", _state("/ca .02")),
    _hide("a mask that is black", _masked),
    # size, place, clip
    _hide("a tenth of a point", lambda plant: plant.over(plant.text(size=0.1))),
    _hide("one point", lambda plant: plant.over(plant.text(size=1))),
    _hide("a width of four per cent", _with("4 Tz"), means=_nothing),
    _hide("a width of nothing", _with("0 Tz")),
    _hide("a matrix of zeros", _matrix("0 0 0 0")),
    _hide("a matrix that is flat", _matrix("1 0 0 .04"), means=_nothing),
    _hide("left of the page", lambda plant: plant.over(plant.text(dx=-3000))),
    _hide("raised out of the page", _with("4000 Ts")),
    _hide("clipped by a rectangle elsewhere", _with("0 0 1 1 re W n")),
    _hide("clipped by a path of no area", lambda plant: plant.over(f"{plant.x} {plant.y} 0 0 re W n {plant.text()}")),
    _hide("clipped by two rectangles that exclude each other", lambda plant: plant.over(f"{plant.area(3)} re W n 0 0 9 9 re W n {plant.text()}")),
    _hide("clipped by a hole", lambda plant: plant.over(f"0 0 3000 3000 re {plant.area(4)} re W* n {plant.text()}")),
    _hide("clipped by letters elsewhere", lambda plant: plant.over(f"BT {plant.font()} 9 Tf 7 Tr 20 20 Td (8) Tj ET {plant.text()}")),
    _hide("a form scaled to nothing", _in_form(placed="0 0 0 0 0 0 cm")),
    _hide("a form whose box leaves it out", _in_form(box="0 0 1 1")),
    # covered
    _hide("under a white box", _then(lambda plant: f"1 g {plant.area()} re f")),
    _hide("under a white box, drawn by its sides", _then(lambda plant: "1 g {0} {1} m {2} {1} l {2} {3} l {0} {3} l h f".format(plant.x - 1, plant.y - 2, plant.x + plant.width + 1, plant.y + plant.size))),
    _hide("under a white box with rounded sides", _then(_rounded)),
    _hide("under a thick white line", _then(lambda plant: f"1 G {plant.size * 1.4} w {plant.x - 1} {plant.y + 3.5} m {plant.x + plant.width + 1} {plant.y + 3.5} l S")),
    _hide("under a black bar", _then(lambda plant: f"0 g {plant.area()} re f")),
    _hide("under a white picture", _then(_white_picture())),
    _hide("under a shading", _then(_shading)),
    _hide("under white tiles", _then(_tiles)),
    _hide("under a white box in a form", _then(lambda plant: f"{plant.form(f'1 g {plant.area()} re f')} Do")),
    _hide("under a white box of full alpha", _then(lambda plant: f"{plant.resource('ExtGState', '<< /ca 1 /BM /Normal >>')} gs 1 g {plant.area()} re f")),
    _hide("under an annotation with a white ground", _covering_annotation(4)),
    _hide("corrected: a white box over it, and the figure over that", _corrected("1 g"), UNDER),
    _hide("corrected on a pale ground", _corrected(".9 g"), UNDER),
    # layers
    _hide("a layer that is off", _layered(lambda plant: plant.layer(shown=False)), BESIDE),
    _hide("a layer that is off as all are", _base_off),
    _hide("a member of layers that are off", _layered(_members(lambda layer: f"/OCGs {layer}"))),
    _hide("shown where all of some layers are off, and one is on", _layered(_members(lambda layer: f"/OCGs [{layer}] /P /AllOff", shown=True))),
    _hide("an expression on layers", _layered(_members(lambda layer: f"/VE [/Not {layer}]", shown=True))),
    _hide("a layer that is on in one that is off", _nested_layer),
    _hide("a form on a layer that is off", _in_form(lambda plant: f"/OC {plant.layer(shown=False)}")),
    # a text that says other than what is drawn
    # A map to Unicode that gives another digit is found by nothing but the shapes of the glyphs (docs/limits.md).
    _hide("a map to Unicode that says a space", lambda plant: plant.over(plant.text(font=_mapped(lambda _: " ")(plant))), BARE),
    _hide("an ActualText of another number", lambda plant: _marked("/Span", f"<< /ActualText ({other_digits(plant.digits)}) >>")(plant), BARE),
    _hide("an ActualText of nothing", _marked("/Span", "<< /ActualText () >>"), BARE),
    _hide("glyphs that paint nothing", _type3(lambda _: "")),
    _hide("glyphs of programs, named by letters", _type3(_glyph, lambda digit: f"g{digit}"), BARE),
    _hide("an ActualText that says the same", lambda plant: _marked("/Span", f"<< /ActualText ({plant.digits}) >>")(plant), BARE),
    _hide("glyphs of programs", _type3(_glyph), BARE),
    _hide("glyphs of programs, named for other digits", _type3(_glyph, lambda digit: _NAMES[int(other_digits(digit))]), BARE),
    # seen, and no text
    _hide("drawn by lines", _outlined(False), BARE),
    _hide("drawn by curves", _outlined(True), BARE),
    _hide("a picture", _pictured, ROUND),
    _hide("a picture in the page's operators", _inline_picture, BARE),
    _hide("a picture in a form", lambda plant: plant.over(f"{plant.form(plant.placed_image(plant.image(*_pixels(plant.digits))))} Do"), BARE),
    _hide("a free text with its appearance", _freetext(drawn=True)),
    _hide("a free text without appearance", _freetext(drawn=False), differs=True),
    _hide("a free text that is hidden", _freetext(2, drawn=True)),
    _hide("a free text that is not to be viewed", _freetext(32, drawn=True)),
    _hide("a stamp", _stamped),
    _hide("a field of a form with its appearance", _field_of_form(drawn=True)),
    _hide("a field of a form without appearance", _field_of_form(drawn=False), differs=True),
    # seen, and not the cell's
    _hide("printed over the figure", _with(""), UNDER),
    _hide("a watermark, turned", _watermark(60, 0.85), UNDER, means=_only_figure),
    _hide("a small watermark, turned", _watermark(16, 0.75), UNDER, means=_only_figure),
    _hide("struck", _struck, (Place.BEFORE, Place.AFTER, Place.ALONE), means=_only_figure),
    _hide("raised", lambda plant: plant.over(plant.text(size=5, dy=5)), (Place.AFTER,), means=_nothing),
    _hide("mirrored", _matrix("-1 0 0 1", 0.556), (Place.BEFORE,), means=_nothing),
    _hide("upside down", _matrix("1 0 0 -1"), (Place.BEFORE, Place.AFTER), means=_nothing),
    _hide("a digit printed over the other by character spacing", lambda plant: plant.over(f"{-plant.size * .556} Tc {plant.text()}"), BARE, means=_each_the_same),
)
"""Digits that are hidden, or are seen though the text says otherwise, or mean something else."""


def _on(plant: Planter) -> str:
    return plant.layer(shown=True)


DECOYS: tuple[Way, ...] = (
    _show("grey", _with(".5 g")),
    _show("light grey that is read", _with(".68 g")),
    _show("red", _with("1 0 0 rg")),
    _show("black ink", _with("0 0 0 1 k")),
    _show("a spot colour", _separation("Spot", 1)),
    _show("white on dark", _before(".1 .2 .35 rg", "1 g")),
    _show("white on black", _before("0 g", "1 1 1 rg")),
    _show("black on yellow", _before("1 1 0 rg", "0 g")),
    _show("on a grey ground", _before(".8 g", "0 g")),
    _show("on a white ground of its own", _before("1 g", "0 g")),
    _show("five points", lambda plant: plant.over(plant.text(size=5))),
    _show("filled and stroked, for bold", _with("2 Tr 0.3 w")),
    _show("outlined", _with("1 Tr 0.3 w")),
    _show("half transparent", _state("/ca .6")),
    _show("multiplied", _state("/BM /Multiply")),
    _show("80 per cent wide", _with("80 Tz")),
    _show("spaced out", _with("1 Tc")),
    _show("a digit at a time", lambda plant: plant.over(f"BT {plant.font()} {plant.size} Tf {plant.x} {plant.y} Td [{' -20 '.join(f'({digit})' for digit in plant.digits)}] TJ ET")),
    _show("a font of one point, scaled up", lambda plant: plant.over(f"BT {plant.font()} 1 Tf {plant.size} 0 0 {plant.size} {plant.x} {plant.y} Tm ({plant.digits}) Tj ET")),
    _show("slanted by a matrix", _matrix("1 0 .2 1")),
    _show("in a clip that holds it", lambda plant: plant.over(f"{plant.area(3)} re W n {plant.text()}")),
    _show("in a form", _in_form()),
    _show("in a form of a form", lambda plant: plant.over(f"{plant.form(f'{plant.form(plant.text())} Do')} Do")),
    _show("on a layer that is on", _layered(_on)),
    _show("a member of layers that are on", _layered(_members(lambda layer: f"/OCGs {layer}", shown=True))),
    _show("shown where a layer is off, and it is", _layered(_members(lambda layer: f"/OCGs [{layer}] /P /AllOff"))),
    _show("under a white picture whose layer is off", _then(_white_picture(lambda plant: f"/OC {plant.layer(shown=False)}"))),
    _show("under a white box whose layer is off", _then(lambda plant: f"/OC {plant.resource('Properties', plant.layer(shown=False))} BDC 1 g {plant.area()} re f EMC")),
    _show("under a hidden annotation", _covering_annotation(2)),
    _show("under a box of alpha 0", _then(lambda plant: f"{plant.resource('ExtGState', '<< /ca 0 >>')} gs 1 g {plant.area()} re f")),
    _show("under a yellow marker that multiplies", _then(lambda plant: f"{plant.resource('ExtGState', '<< /BM /Multiply >>')} gs 1 1 0 rg {plant.area()} re f")),
    _show("under a box that is only clipped, not filled", _then(lambda plant: f"{plant.area()} re n")),
    _show("in a box with a border", _then(lambda plant: f"0.4 w {plant.area(3)} re S")),
    _show("an artifact", _marked("/Artifact", "<< /Type /Layout >>")),
    _show("a span with a language", _marked("/Span", "<< /Lang (zh-CN) >>")),
    _show("a map to Unicode that says the same", lambda plant: plant.over(plant.text(font=_mapped(str)(plant)))),
    _show("letters that show digits by the names of their glyphs", _letters_for_digits),
    _show("digits that show other digits by the names of their glyphs", _digits_for_digits),
    _show("a second time in the same place, for bold", lambda plant: plant.over(f"{plant.text()} {plant.text(dx=0.2)}")),
    _show("with a shadow", lambda plant: plant.over(f".6 g {plant.text(dx=0.6, dy=-0.6)} 0 g {plant.text()}")),
    _show("on a page of half units", _page_entry("UserUnit", "1.5")),
    _show("on a page that names its crop", _page_entry("CropBox", "[0 0 595.28 841]")),
)
"""Figures that look unusual and are plainly seen."""
# fmt: on

PLAIN = _show("plainly", _with(""))


_USUAL = PdfStyle()


def file(source: RawReport | Document, plants: Mapping[str, Plant], style: PdfStyle = _USUAL) -> bytes:
    """The report as a PDF file with digits planted in some cells."""
    style = attrs.evolve(style, scaled=False)
    document = with_texts(document_of(source), {path: plant.figure for path, plant in plants.items()})
    places: Places = {}
    content = render_pdf(document, style, places)
    return _planted(content, places, plants, style.font)


def _planted(content: bytes, places: Places, plants: Mapping[str, Plant], size: float) -> bytes:
    made = PdfParts.of(content)
    pages = made.numbers("Page")
    for number, (path, plant) in enumerate(plants.items(), start=1):
        page, box = places[path]
        planter = planter_of(plant, box, number, size, made)
        plant.way.mark(planter)
        put(made, pages[page - 1], planter)
    return made.written()


_PATH = "disclosure.normative_documents.in_force"


@cache
def _printed(figure: str) -> tuple[bytes, Places]:
    """Table 2 with a figure in the cell of a specimen, and where its figures are."""
    cells = (Cell(form.path, CellKind.NUMBER, at, str(at)) for at, form in enumerate(form_with().cells, 130))
    raw = RawReport(cells=tuple(cell for cell in cells if cell.path.startswith("disclosure.")))
    places: Places = {}
    return render_pdf(with_texts(document_of(raw), {_PATH: figure}), PdfStyle(), places), places


def specimen(plant: Plant | None) -> bytes:
    """A page with table 2 and the plant in one cell of it, or a blank cell."""
    content, places = _printed(plant.figure if plant else "")
    return _planted(content, places, {_PATH: plant} if plant else {}, PdfStyle().font)


@cache
def specimen_box() -> Box:
    """The cell of a specimen, from the upper left corner of its page."""
    left, bottom, right, top = _printed("")[1][_PATH][1]
    height = 841.89
    return left, height - top, right, height - bottom
