"""A PDF file taken apart, and what a way adds to a page of it."""

from __future__ import annotations

import re

from attrs import define, field
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.documents.pdf import Box
from tests.hiding.ways import Place, Plant

__all__ = ["NoRoomError", "PdfParts", "Planter", "planter_of", "put"]


_HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


@define
class PdfParts:
    """A PDF file taken apart into its objects, to which others are added."""

    objects: dict[int, bytes]
    layers: list[tuple[str, bool]] = field(factory=list)
    base_off: bool = False
    catalog: dict[str, str] = field(factory=dict)

    @classmethod
    def of(cls, content: bytes) -> PdfParts:
        found = re.finditer(rb"^(\d+) 0 obj\n(.*?)endobj", content, re.DOTALL | re.MULTILINE)
        return cls(objects={int(match[1]): match[2] for match in found})

    def add(self, dictionary: str, stream: bytes | None = None) -> str:
        """A new object; what refers to it."""
        number = max(self.objects) + 1
        body = dictionary.encode("latin-1")
        if stream is not None:
            body = body.rstrip().removesuffix(b">>") + b"/Length %d >>\nstream\n%s\nendstream" % (
                len(stream),
                stream,
            )
        self.objects[number] = body + b"\n"
        return f"{number} 0 R"

    def numbers(self, kind: str) -> list[int]:
        """The objects of a type, in the order of the file."""
        pattern = rb"/Type /%s\b" % kind.encode()
        return [number for number, body in self.objects.items() if re.search(pattern, body)]

    def edit(self, number: int, pattern: str, replacement: str) -> None:
        body, count = re.subn(
            pattern.encode(), lambda _: replacement.encode("latin-1"), self.objects[number], count=1
        )
        assert count == 1, (pattern, body)
        self.objects[number] = body

    def written(self) -> bytes:
        if self.layers:
            every = " ".join(layer for layer, _ in self.layers)
            off = " ".join(layer for layer, shown in self.layers if not shown)
            on = " ".join(layer for layer, shown in self.layers if shown)
            state = f"/BaseState /OFF /ON [{on}]" if self.base_off else f"/OFF [{off}]"
            self.catalog["OCProperties"] = f"<< /OCGs [{every}] /D << {state} /Order [{every}] >> >>"
        root = self.numbers("Catalog")[0]
        entries = "".join(f"/{name} {value} " for name, value in self.catalog.items())
        self.edit(root, "/Type /Catalog", f"{entries}/Type /Catalog")
        content, offsets = b"%PDF-1.7\n", {}
        for number, body in self.objects.items():
            offsets[number] = len(content)
            content += b"%d 0 obj\n%sendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
        size = len(offsets) + 1
        trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            size,
            root,
            len(content),
        )
        return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


@define
class Planter:
    """What a way adds to a page.

    Attributes:
        digits: The digits.
        x: Where they are to begin.
        y: Their base line.
        size: Size of the figures.
        box: The cell.
        number: A number of which each plant has its own.
    """

    digits: str
    x: float
    y: float
    size: float
    box: Box
    number: int
    _file: PdfParts
    above: list[str] = field(factory=list)
    below: list[str] = field(factory=list)
    resources: dict[str, dict[str, str]] = field(factory=dict)
    fonts: dict[str, str] = field(factory=dict)
    annotations: list[str] = field(factory=list)
    page: dict[str, str] = field(factory=dict)

    @property
    def width(self) -> float:
        return stringWidth(self.digits, "Helvetica", self.size)

    def over(self, operators: str) -> None:
        """Draw after everything else on the page."""
        self.above.append(f"q {operators} Q")

    def under(self, operators: str) -> None:
        """Draw before everything else on the page."""
        self.below.append(f"q {operators} Q")

    def object(self, dictionary: str, stream: str | None = None) -> str:
        return self._file.add(dictionary, None if stream is None else stream.encode("latin-1"))

    def resource(self, kind: str, value: str) -> str:
        """A resource of the page; its name."""
        name = f"/{kind[:2]}{self.number}x{sum(map(len, self.resources.values()))}"
        self.resources.setdefault(kind, {})[name] = value
        return name

    def font(
        self,
        dictionary: str = _HELVETICA,
    ) -> str:
        name = f"/Fw{self.number}x{len(self.fonts)}"
        self.fonts[name] = self.object(dictionary)
        return name

    def text(
        self,
        digits: str | None = None,
        *,
        size: float | None = None,
        font: str | None = None,
        dx: float = 0,
        dy: float = 0,
    ) -> str:
        """Operators that show the digits where they belong, or moved."""
        shown = self.digits if digits is None else digits
        at = f"{self.x + dx:.2f} {self.y + dy:.2f}"
        return f"BT {font or self.font()} {size or self.size} Tf {at} Td ({shown}) Tj ET"

    def area(self, pad: float = 0.3) -> str:
        """A rectangle over the digits as ``x y width height``."""
        return (
            f"{self.x - pad:.2f} {self.y - pad - 1:.2f} {self.width + 2 * pad:.2f} {self.size + 2 * pad:.2f}"
        )

    def form(self, operators: str, entries: str = "", box: str = "0 0 2000 2000") -> str:
        """A form with these operators; its name."""
        form = self.object(f"<< {_FORM} /BBox [{box}] /Resources {self._resources()} {entries} >>", operators)
        return self.resource("XObject", form)

    def _resources(self) -> str:
        """All resources so far, for a form."""
        kinds = {"Font": self.fonts} | self.resources
        return f"<< {' '.join(f'/{kind} << {_entries(named)} >>' for kind, named in kinds.items())} >>"

    def image(self, grey: bytes, width: int, height: int, entries: str = "") -> str:
        """An image of grey levels; its name."""
        size = f"/Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace /DeviceGray"
        dictionary = f"<< /Type /XObject /Subtype /Image {size} {entries} >>"
        return self.resource("XObject", self._file.add(dictionary, grey))

    def placed_image(self, name: str, pad: float = 1.0) -> str:
        x, y, width, height = self.area(pad).split()
        return f"{width} 0 0 {height} {x} {y} cm {name} Do"

    def layer(self, *, shown: bool) -> str:
        """A layer of the file; what refers to it."""
        layer = self.object("<< /Type /OCG /Name (layer) >>")
        self._file.layers.append((layer, shown))
        return layer

    def base_off(self) -> None:
        self._file.base_off = True

    def catalog(self, name: str, value: str) -> None:
        self._file.catalog[name] = value

    def annotate(self, subtype: str, entries: str, appearance: str | None = None) -> str:
        """An annotation over the digits; what refers to it."""
        x, y, width, height = map(float, self.area(2).split())
        box = f"[{x} {y} {x + width} {y + height}]"
        if appearance is not None:
            look = self.object(f"<< {_FORM} /BBox {box} /Resources {self._resources()} >>", appearance)
            entries += f" /AP << /N {look} >>"
        self.annotations.append(self.object(f"<< /Type /Annot /Subtype /{subtype} /Rect {box} {entries} >>"))
        return self.annotations[-1]


_FORM = "/Type /XObject /Subtype /Form"


def _entries(named: dict[str, str]) -> str:
    return " ".join(f"{name} {value}" for name, value in named.items())


class NoRoomError(Exception):
    """The digits cannot stand beside the figure in its cell."""


def planter_of(plant: Plant, box: Box, number: int, size: float, made: PdfParts) -> Planter:
    """What draws the digits of a plant where they belong, smaller where room is short.

    Raises:
        NoRoomError: They would be too small to be seen as recorded, or stand in another cell.
    """
    left, bottom, right, top = box
    middle, room = (left + right) / 2, right - left - 5
    own = min(stringWidth(plant.figure, "STSong-Light", size), room)  # as the page draws it
    beside = plant.place in {Place.BEFORE, Place.AFTER}
    room = (room - own) / 2 if beside else room
    size = min(size, room / (0.556 * len(plant.digits or "0")))
    if size < 5:
        raise NoRoomError
    width = stringWidth(plant.digits, "Helvetica", size)
    x = {Place.BEFORE: middle - own / 2 - width, Place.AFTER: middle + own / 2}.get(
        plant.place, middle - width / 2
    )
    y = (bottom + top) / 2 - size * 0.375
    return Planter(digits=plant.digits, x=x, y=y, size=size, box=box, number=number, file=made)


def put(made: PdfParts, page: int, planter: Planter) -> None:
    """Add to a page what a planter has gathered."""
    body = made.objects[page].decode("latin-1")
    contents = re.search(r"/Contents (\[[^\]]*\]|\d+ 0 R)", body)
    assert contents is not None
    fonts = re.search(r"/Font (\d+) 0 R", body)
    assert fonts is not None
    made.edit(int(fonts[1]), "<<", f"<< {_entries(planter.fonts)} ")
    before = made.add("<< >>", f"{' '.join(planter.below)} q".encode("latin-1"))
    after = made.add("<< >>", f" Q {' '.join(planter.above)}".encode("latin-1"))
    made.edit(page, re.escape(contents[0]), f"/Contents [{before} {contents[1].strip('[]')} {after}]")
    for kind, named in planter.resources.items():
        entries = f"{_entries(named)} "
        if f"/{kind} <<" in made.objects[page].decode("latin-1"):
            made.edit(page, f"/{kind} <<", f"/{kind} << {entries}")
        else:
            made.edit(page, "/ProcSet", f"/{kind} << {entries}>> /ProcSet")
    for name, value in planter.page.items():
        if f"/{name} " not in made.objects[page].decode("latin-1"):
            made.edit(page, "/Type /Page", f"/{name} {value} /Type /Page")
    if planter.annotations:
        entries = " ".join(planter.annotations)
        if "/Annots [" in made.objects[page].decode("latin-1"):
            made.edit(page, r"/Annots \[", f"/Annots [{entries} ")
        else:
            made.edit(page, "/Type /Page", f"/Annots [{entries}] /Type /Page")
