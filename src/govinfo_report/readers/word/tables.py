"""Tables of a Word file known from another: cut out of its XML before that is parsed.

What a table prints follows from its markup and the document's styles alone. One that differs from a table
met before in its numbers only is not parsed: it is that table with its own numbers in their cells.
To know which cell a number goes to, a table of the same markup is read once with numbers of which no two
are alike.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import pairwise

from attrs import frozen

from govinfo_report.document.limits import Budget
from govinfo_report.readers.boxes import TableBox
from govinfo_report.readers.moulds import Cast, Kept, Mould, digest
from govinfo_report.readers.word.styles import Styles
from govinfo_report.readers.word.xml import NAMES, Element, part

__all__ = ["Cut", "cut_out"]

_ROOT = re.compile(rb"\s*(?:<\?xml[^<>]*\?>)?\s*(<w:document(?:\s[^<>]*)?>)\s*<w:body>")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=(?![\"'](?i:utf-8)[\"'])")
_BEGINS, _ENDS = b"<w:tbl>", b"</w:tbl>"
#: What Word numbers anew whenever it saves a file, and nobody reads.
_SAVED = re.compile(rb' (?:w:rsid\w*|w:id|w14:(?:paraId|textId))="[0-9A-Fa-f]*"')
_SAVED_IN_TEXT = re.compile(rb'>[^<]* (?:w:|w14:)[a-zA-Z]+="')
_CELL_ENDS = b"</w:tc>"
_TEXT = re.compile(rb"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>")
_RUN = re.compile(
    rb"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>|)"
    rb'<w:t(?: xml:space="preserve")?>([0-9.]+)</w:t></w:r>',
    re.DOTALL,
)
_DECIMAL = re.compile(rb"[0-9]+(?:\.[0-9]+)?")
_NOTHING = b"\0"
_FEWEST = 3
"""So many numbers has a table that is looked for."""
_LONGEST, _DIGITS = 2_000_000, 9
"""Bytes of a table, and digits of a number, that are looked at."""
_NUMBERED = "known"
"""The attribute of what stands in place of a table."""
_MOULDS = Kept[Mould]()


#: Reads a table that stands in the body by itself, and says how many places it takes and how many changes
#: were tracked in it; ``None`` if its markup does not tell all that it prints.
Read = Callable[[Element], tuple[TableBox, int, int] | None]


@frozen
class Cut:
    """A document without its known tables.

    Attributes:
        root: Its root; an empty element stands in place of each of them.
        known: That element → the table.
        changes: How many tracked changes stand in these tables.
    """

    root: Element
    known: dict[Element, TableBox]
    changes: int = 0


def cut_out(xml: bytes, styles: Styles, places: Budget, read: Read) -> Cut:
    """A document's XML parsed, without the tables that are known or become so.

    Args:
        xml: The XML of the document.
        styles: Its styles.
        places: The places that its tables may take.
        read: Reads a table.

    Raises:
        ElementTree.ParseError: It is no XML.
    """
    opening = _ROOT.match(xml)
    root_tag, pieces = (opening[1], _at_tables(xml)) if opening is not None else (b"", [xml])
    casts: list[Cast] = []
    for at in range(1, len(pieces), 2):
        if (cast := _cast(pieces[at], root_tag, styles, read)) is not None:
            pieces[at] = b'<w:tbl %s="%d"/>' % (_NUMBERED.encode(), len(casts))
            casts.append(cast)
    if not casts:
        return Cut(ElementTree.fromstring(xml), {})
    root = ElementTree.fromstring(b"".join(pieces))
    body = part(root, "body")
    known: dict[Element, TableBox] = {
        each: casts[int(each.attrib[_NUMBERED])]
        for each in (body if body is not None else ())
        if NAMES[each.tag] == "tbl" and _NUMBERED in each.attrib
    }
    spent = sum(cast.mould.spent for cast in casts)
    if len(known) < len(casts) or not places.has(spent):
        # One stands elsewhere, where more than its markup tells what it prints; or they are too many.
        return Cut(ElementTree.fromstring(xml), {})
    places.spend(spent)
    return Cut(root, known, sum(cast.mould.changes for cast in casts))


def _at_tables(xml: bytes) -> list[bytes]:
    """A document cut before and behind its tables.

    It stays in one piece where a tag may not be what it looks like: in a comment, in another encoding, in a
    table; or where a field may begin before a table and end in it.
    """
    odd = b"<!" in xml or b"\0" in xml or xml.count(b"<?") > 1 or _OTHER_ENCODING.search(xml[:200])
    if odd or b"fldChar" in xml or _NUMBERED.encode() + b"=" in xml or b"<w:tbl " in xml:
        return [xml]
    *tables, rest = xml.split(_ENDS)
    pieces: list[bytes] = []
    for table in tables:
        before, begins, inside = table.partition(_BEGINS)
        if not begins or _BEGINS in inside:
            return [xml]
        pieces += before, b"".join((begins, inside, _ENDS))
    return [*pieces, rest]


def _cast(table: bytes, root: bytes, styles: Styles, read: Read) -> Cast | None:
    """A table by its mould, which is made if there is none."""
    if len(table) > _LONGEST or _SAVED_IN_TEXT.search(table):
        return None
    markup, numbers = _masked(_SAVED.sub(b"", table) if b"w:rsid" in table or b'w:id="' in table else table)
    if len(numbers) < _FEWEST:
        return None
    key = (root, styles, digest(markup))
    if key not in _MOULDS:
        _MOULDS.keep(key, _mould(markup, len(numbers), root, read))
    mould = _MOULDS.get(key)
    return None if mould is None else Cast(mould, tuple(number.decode() for number in numbers))


def _masked(table: bytes) -> tuple[bytes, list[bytes]]:
    """A table without the numbers that stand alone in cells, and these in order."""
    numbers: list[bytes] = []
    cells = table.split(_CELL_ENDS)
    for at, cell in enumerate(cells):
        number = b"".join(_TEXT.findall(cell))
        if len(number) <= _DIGITS and _DECIMAL.fullmatch(number) and (masked := _without(cell)) is not None:
            cells[at] = masked
            numbers.append(number)
    return _CELL_ENDS.join(cells), numbers


def _without(cell: bytes) -> bytes | None:
    """A cell without its number, in however many runs of one look; ``None`` if something stands between."""
    runs = list(_RUN.finditer(cell))
    if len({run[1] for run in runs}) != 1 or len(runs) < len(_TEXT.findall(cell)):
        return None
    if any(one.end() != two.start() for one, two in pairwise(runs)):
        return None
    run = b"".join((b"<w:r>", runs[0][1], b"<w:t>", _NOTHING, b"</w:t></w:r>"))
    return cell[: runs[0].start()] + run + cell[runs[-1].end() :]


def _mould(markup: bytes, count: int, root: bytes, read: Read) -> Mould | None:
    """The mould of a markup, made of a table with numbers that are all different."""
    parts = markup.split(_NOTHING)
    numbers = [str(10 ** (_DIGITS - 1) + number) for number in range(count)]
    pieces = [piece for pair in zip(parts, map(str.encode, numbers), strict=False) for piece in pair]
    probe = b"".join((root, b"<w:body>", *pieces, parts[-1], b"</w:body></w:document>"))
    try:
        body = part(ElementTree.fromstring(probe), "body")
    except ElementTree.ParseError:  # to be told of the whole document
        return None
    found = read(body[0]) if body is not None and len(body) == 1 else None
    return None if found is None else Mould.traced(found[0], numbers, spent=found[1], changes=found[2])
