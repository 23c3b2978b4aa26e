"""The boxes of a workbook's comments: openpyxl reads their words only, and would set all to one size."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import fromstring

__all__ = ["keep_comment_sizes"]

_BOOK = "xl/workbook.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHAPE = re.compile(r"<(?:\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)
_SIZE = re.compile(r"(?<![-\w])(width|height):\s*([0-9.]+)(pt|px|in|cm|mm)")
_PLACE = re.compile(r"<(?:\w+:)?(Row|Column)>\s*([0-9]+)\s*<")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def keep_comment_sizes(workbook: Any, data: bytes) -> None:
    """Give the comments of a workbook opened from ``data`` the sizes that they have in it."""
    with zipfile.ZipFile(BytesIO(data)) as archive, suppress(KeyError):  # a link that leads nowhere
        for sheet, drawing in _drawings(archive):
            _resize(workbook[sheet], archive.read(drawing).decode("utf-8", errors="replace"))


def _resize(sheet: Any, drawing: str) -> None:
    for shape in _SHAPE.findall(drawing):
        place = {name: int(number) for name, number in _PLACE.findall(shape)}
        if len(place) < 2:
            continue
        comment = sheet.cell(place["Row"] + 1, place["Column"] + 1).comment
        if comment is None:
            continue
        for side, number, unit in _SIZE.findall(shape.partition(">")[0]):
            setattr(comment, side, round(float(number) * _PIXELS[unit]))


def _drawings(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each worksheet's name, and the part in which its comments are drawn."""
    parts = _links(archive, _BOOK)
    for sheet in fromstring(archive.read(_BOOK)).iter(f"{_MAIN}sheet"):
        _, part = parts[sheet.get(_ID, "")]
        for kind, target in _links(archive, part).values():
            if kind.endswith("/vmlDrawing"):
                yield sheet.get("name", ""), target


def _links(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: its links' names, each with the link's type and the part it leads to."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    return {
        link.get("Id", ""): (link.get("Type", ""), normpath(join("/", folder, link.get("Target", "")))[1:])
        for link in fromstring(archive.read(path))
    }
