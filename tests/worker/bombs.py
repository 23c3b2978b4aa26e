"""PDFs of kilobytes to megabytes of which PDFium makes far more, or which it draws for hours."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping

__all__ = ["BOMBS", "LINE", "page", "pdf", "stream"]

LINE = b"BT /F1 12 Tf 72 700 Td (a line of text, as long as some) Tj ET\n"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A file of some objects; number 1 is its catalogue."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(places) + 1)
    )
    size, start = max(places) + 1, len(out)
    return out + b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        start,
    )


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), head, body)


def deflated(body: bytes, filling: bytes = b"", megabytes: int = 0) -> bytes:
    """A body, packed, and so many million bytes of filling after it."""
    pack = zlib.compressobj(9)
    pieces = [pack.compress(body)]
    million = filling * (1_000_000 // max(1, len(filling)))
    pieces += [pack.compress(million) for _ in range(megabytes)]
    return b"".join(pieces) + pack.flush()


def packed(body: bytes, head: bytes = b"") -> bytes:
    return stream(deflated(body), b"/Filter /FlateDecode " + head)


def page(
    content: bytes, resources: bytes = b"", contents: bytes = b"5 0 R", **more: Mapping[int, bytes]
) -> bytes:
    """A file of a single page, whose content is object 5."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %b /Resources "
        b"<< /Font << /F1 4 0 R >> %b >> >>" % (contents, resources),
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        5: content,
    }
    for added in more.values():
        objects.update(added)
    return pdf(objects)


def forms(depth: int, times: int) -> bytes:
    """Forms inside forms: each but the last draws the next some times."""
    made = {}
    for level in range(depth):
        last = level == depth - 1
        head = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> "
            % (20 + level + 1)
        )
        made[20 + level] = stream(LINE if last else b"/X Do " * times, head + b"/Font << /F1 4 0 R >> >>")
    return page(stream(LINE + b"/X Do\n"), b"/XObject << /X 20 0 R >>", forms=made)


FLATE = b"/Filter /FlateDecode "
BOMBS = {
    "spaces": page(stream(deflated(LINE, b" ", 60), FLATE)),
    "packed twice": page(stream(deflated(deflated(LINE, b" ", 200)), b"/Filter [/FlateDecode /FlateDecode]")),
    "escaped names": page(stream(deflated(LINE, b" ", 60), b"/F#69lter /Flate#44ecode")),
    "typed": page(stream(base64.a85encode(deflated(b"", b" ", 60)) + b"~>", b"/Filter [/A85 /FlateDecode]")),
    "lines": page(stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE)),
    "states": page(stream(LINE + b"q " * 500_000)),
    "characters": page(packed(b"BT /F1 1 Tf " + (b"(" + b"a" * 30_000 + b")Tj ") * 150 + b"ET")),
    "hexadecimal": page(packed(b"BT /F1 1 Tf " + (b"<" + b"41" * 30_000 + b">Tj ") * 150 + b"ET")),
    "the same content again": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"5 0 R " * 3_000)
    ),
    "the same content, listed elsewhere": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"6 0 R", more={6: b"[%b]" % (b"5 0 R " * 3_000)}
    ),
    "the same content, zeros before it": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"005 0 R " * 3_000)
    ),
    "the same content, far from its R": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % ((b"5" + b" " * 70 + b"0 R ") * 3_000)
    ),
    "the same content, with remarks": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"5 0%a remark\nR " * 3_000)
    ),
    "a form that calls itself a font": forms(21, 2).replace(b"/XObject << /X", b"/XObject << /FontFile"),
    "appearances, escaped": forms(21, 2)
    .replace(b"/X Do\n", b"      ")
    .replace(b"/MediaBox", b"/Annots [ << /A#50 << /N 20 0 R >> >> ] /MediaBox"),
    "functions of functions": page(stream(LINE), b"/F [" + b"<< /FunctionType 3 >> " * 20 + b"]"),
    "content that calls itself objects": page(
        packed(b"BT /F1 1 Tf " + (b"(" + b"a" * 30_000 + b")Tj ") * 150 + b"ET", b"/X /ObjStm")
    ),
    "forms of a strange type": forms(21, 2).replace(b"/Subtype /Form", b"/Subtype(Form)"),
    "forms that call themselves tables of places": forms(21, 2).replace(b"/Type /XObject", b"/Q /XRef"),
    "fields": page(stream(LINE)).replace(b"/Type /Catalog", b"/Type /Catalog /Acro#46orm 9 0 R"),
    "clips": page(packed(LINE + b"0 0 9 9 re W n " * 12_000)),
    "marks": page(packed(b"/P BMC " * 12_000 + LINE * 3_000)),
    "a glyph that is a picture": page(
        packed(LINE + b"q " * 500_000, b"/Subtype /Image"), b"/CharProcs << /a 5 0 R >>", contents=b"null"
    ),
    "a list of codes": page(packed(b"<00><ff>0 " * 400_000), b"/Encoding 5 0 R", contents=b"null"),
    "forms": forms(21, 2),
    "forms, wide": forms(4, 90),
    "numbers": page(stream(LINE), b"/X [ %b]" % (b"1 " * 2_000_000)),
    "a picture that is content": page(
        stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE + b"/Subtype /Image /Width 1 /Height 1")
    ),
    "a font that is content": page(
        stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE),
        b"/Font << /F2 << /Type /Font /FontDescriptor << /FontFile2 5 0 R >> >> >>",
    ),
    # Text in a pale colour has to be looked at, and so the page to be drawn.
    "tiles": page(
        packed(b"/Pattern cs /P1 scn 0 0 595 842 re f 0.8 g " + LINE),
        b"/Pattern << /P1 6 0 R >>",
        more={
            6: stream(
                b"0 0 1 1 re f",
                b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .003 /YStep .003 "
                b"/Resources << >>",
            )
        },
    ),
    "shadings": page(
        packed(b"/S1 sh " * 2_000 + b"0.8 g " + LINE),
        b"/Shading << /S1 << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 595 0 842] "
        b"/Function 6 0 R >> >>",
        more={
            6: stream(
                b"{" + b" mul dup 2 exp sqrt sin cos dup" * 300 + b" }",
                b"/FunctionType 4 /Domain [0 595 0 842] /Range [0 1]",
            )
        },
    ),
    "groups": page(
        packed(b"/G gs " + b"/X Do " * 3_000 + b"0.8 g " + LINE),
        b"/ExtGState << /G << /ca .5 >> >> /XObject << /X 6 0 R >>",
        more={
            6: stream(
                b"0 0 595 842 re f",
                b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /I true >> ",
            )
        },
    ),
}
