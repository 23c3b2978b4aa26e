"""Web pages: the tables of the page as grids, everything else as paragraphs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve, frozen

from govinfo_report.document import Document
from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.document.typography import tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.boxes import Block, CellBox, TableBox, blocks_of
from govinfo_report.readers.elements import require_elements
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.moulds import Cast, Kept, Mould, digest, masked
from govinfo_report.readers.pages.controls import may_print, shown_by, thing_in
from govinfo_report.readers.pages.css import PAGE, Box, Look, Looks, is_for_screen_readers, styled_page
from govinfo_report.readers.pages.encoding import decode_page
from govinfo_report.readers.pages.lines import Lines, in_doubt
from govinfo_report.readers.pages.lookalikes import looks_like
from govinfo_report.readers.pages.nodes import children_of, holds_blocks, is_flat, span_of

__all__ = ["html_document", "page_boxes"]

#: What a browser prints nothing of.
_SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "head", "rt", "rp", "datalist", "annotation",
        "annotation-xml", "noframes", "audio", "param", "area", "desc",
    }
)  # fmt: skip
#: What stands round an article, and is no part of it; in a cell of a table it is the cell's.
_FURNITURE = frozenset({"aside", "nav"})
#: What prints something else than its text.
_THINGS = frozenset(
    {
        "img", "svg", "canvas", "object", "embed", "iframe", "video", "picture", "meter", "progress", "input",
        "select", "textarea", "button",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span",
        "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_WIDEST, _DEEPEST = 200, 200
_Row = tuple[Any, Look, bool, int]
"""A row, how its text looks, whether it is hidden, and the number of its group."""
_Placed = tuple[CellBox, Any, Box]
"""A cell where it stands, its element, and how it looks."""
_MOULDS = Kept[Mould]()
_RULES_EACH = 5
"""So many times as its tags a page may have, the rules of its style sheets may style."""


def html_document(data: bytes, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a page.

    Raises:
        ReadError: The extra ``html`` is not installed, or the page is beyond the limits.
    """
    tree, tags = _parsed(data, limits, file)
    blocks = _blocks(tree, tags, limits, file)
    return Document(file=file, blocks=blocks_of(blocks, file), looks_like=partial(looks_like, tree, blocks))


def page_boxes(data: bytes, *, limits: Limits, file: str | None = None) -> list[Block]:
    """What stands on a page that is part of another document.

    Raises:
        ReadError: As `html_document`.
    """
    return _blocks(*_parsed(data, limits, file), limits, file)


def _parsed(data: bytes, limits: Limits, file: str | None) -> tuple[Any, int]:
    """The page, and the number of its tags."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as error:
        raise missing_extra("html", "网页", "Web pages", file) from error
    within(len(data), limits.page_bytes, "网页字节数", "bytes of the page", file=file)
    page = decode_page(data)
    tags = require_elements(page, limits, file=file)
    return LexborHTMLParser(page), tags


def _blocks(tree: Any, tags: int, limits: Limits, file: str | None) -> list[Block]:
    if tree.body is None:
        return []
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    work = Budget(limits.elements * _RULES_EACH, "样式规则与标签", "elements that rules style", file)
    looks = Looks(*styled_page(tree, work, tags, quirks=_is_quirky(tree)))
    with_tables: frozenset[int] = frozenset()
    if tree.css_first("table table") is not None:
        nested = ":is(td, th):has(td, th), table:has(table)"
        with_tables = frozenset(node.mem_id for node in tree.css(nested))
    return _Page(looks, places, with_tables).whole(tree.body)


def _is_quirky(tree: Any) -> bool:
    """Whether a page has no doctype, so that browsers take more for CSS than there is."""
    first = tree.root.parent.child if tree.root.parent is not None else tree.root
    return first is None or first.tag != "-doctype"


@frozen
class _Page:
    """The walk over a page with the looks of its elements, and the places that its tables may still take.

    Attributes:
        with_tables: The cells in which tables stand, and the tables of these: they arrange the page, or
            hold one figure.
    """

    looks: Looks
    places: Budget
    with_tables: frozenset[int]

    def whole(self, body: Any) -> list[Block]:
        """What stands on the page."""
        look = PAGE
        for node in (body.parent, body):
            if node is not None and node.tag in ("html", "body"):
                look = self.looks.box(node, node.tag, node.attributes, look, False, True).look
        lines = Lines()
        self._walk(body, 0, look, lines, False)
        lines.end()
        return lines.blocks

    def _walk(self, node: Any, depth: int, look: Look, lines: Lines, in_cell: bool) -> None:
        plain = look.is_plain
        child = node.child
        while child is not None:
            tag = child.tag or ""  # a name that is no text has none
            if tag == "-text":
                if plain:
                    lines.line.append(child.text_content or "")
                else:
                    lines.write(look, child.text_content or "")
                    self.looks.judged += 1
            elif tag in _SKIPPED or tag.startswith("-") or (tag in _FURNITURE and not in_cell):
                self.looks.judged += in_cell and not tag.startswith("-")
                if in_cell and may_print(child, tag):
                    lines.line.append(Doubt.GENERATED.sign)
            elif depth >= _DEEPEST:
                lines.line.append(child.text(deep=True))
            else:
                self._element(child, tag, depth, look, lines, in_cell)
            child = child.next

    def _element(self, node: Any, tag: str, depth: int, look: Look, lines: Lines, in_cell: bool) -> None:
        attributes = node.attributes
        block = tag not in _INLINE
        box = self.looks.box(node, tag, attributes, look, in_cell, block)
        self.looks.judged += box.alters or tag in _THINGS or tag == "details"
        if self._is_left_out(node, attributes, box, lines, in_cell):
            self.looks.judged += 1
            return
        if box.block is not None:
            block = box.block
        dressed = in_cell and box is not look.box
        if dressed:
            box = _dressed(node, box, self.looks.styled)
            lines.covered = lines.covered or box.covers
            if block:
                lines.end()
            lines.line.append(box.before)
        if tag in _THINGS:
            its = box.look
            lines.line.append(thing_in(node, tag, its) if in_cell else its.written(shown_by(node, tag)))
            return
        if block:
            lines.end()
        if tag == "table":
            lines.blocks.append(self._known_table(node, depth + 1, box.look, in_cell))
        elif tag == "details" and in_cell and "open" not in attributes:
            for child in children_of(node, "summary"):
                self._element(child, "summary", depth + 1, box.look, lines, in_cell)
        else:
            self._walk(node, depth + 1, box.look, lines, in_cell)
        if dressed:
            lines.line.append(box.after)
        if block:
            lines.end()

    def _is_left_out(
        self, node: Any, attributes: Mapping[str, str | None], box: Box, lines: Lines, in_cell: bool
    ) -> bool:
        """Whether an element is not seen; that figures stood in it is noted."""
        if in_cell and is_for_screen_readers(attributes.get("class"), self.looks.sheets.classes):
            if tells_figures(node.text(deep=True) or ""):
                lines.line.append(Doubt.HIDDEN.sign)
            return True
        if box.gone and (in_cell or not holds_blocks(node)):
            lines.hidden = lines.hidden or tells_figures(node.text(deep=True) or "")
            return True
        return False

    def _known_table(self, node: Any, depth: int, outer: Look, in_cell: bool) -> TableBox:
        """A table, by its mould if there is one.

        In a table of a mould nothing was left out, generated, or judged by how it looks: else a number that
        nobody sees could stand for one that is generated beside it.
        """
        alone = not in_cell and node.mem_id not in self.with_tables
        found = masked(node.html or "") if alone else None
        if found is None:
            return self._table(node, depth, outer)
        markup, numbers = found
        key = (digest(markup.encode("utf-8", "surrogatepass")), depth, outer, *self.looks.said_in(node))
        mould = _MOULDS.get(key)
        if mould is not None and self.places.has(mould.spent):
            self.places.spend(mould.spent)
            return Cast(mould, numbers)
        judged, spent = self.looks.judged, self.places.spent
        table = self._table(node, depth, outer)
        if self.looks.judged == judged and (made := Mould.of(table, numbers, self.places.spent - spent)):
            _MOULDS.keep(key, made)
        return table

    def _table(self, node: Any, depth: int, outer: Look) -> TableBox:
        """A table; without its hidden rows, as browsers lay it out, where these would move what is seen."""
        rows = list(self._rows(node, outer))
        placed = self._placed(rows)
        if any(hidden for *_, hidden, _ in rows):
            seen = self._placed([row for row in rows if not row[2]])
            if _columns_of(seen) != _columns_of(placed):
                placed = seen
        columns = self._columns(node, outer)
        displaced = {cell.row for cell, _, box in placed if box.moved}
        table = TableBox()
        for cell, its, box in placed:
            if cell.column in columns:
                look = _with_column(box.look, columns[cell.column])
                box = box if look is box.look else evolve(box, look=look)
            cell.blocks = self._cell(its, box, depth)
            if cell.row in displaced:  # which column a cell stands in is then the browser's to tell
                cell.blocks = [in_doubt(block) for block in cell.blocks]
            table.cells.append(cell)
        captions = Lines()
        for each in children_of(node, "caption"):
            self._walk(each, depth + 1, outer, captions, False)
            captions.end()
        if captions.blocks:
            table.cells.insert(0, CellBox(row=-1, column=0, blocks=captions.blocks))
        if depth > 1:
            _ = table.text
        return table

    def _rows(self, table: Any, outer: Look) -> Iterator[_Row]:
        """The rows of a table; parsers put each into a group."""
        for number, group in enumerate(children_of(table, "tbody", "thead", "tfoot")):
            look, hides = self._part(group, outer)
            for each in children_of(group, "tr"):
                its, hidden = self._part(each, look)
                yield each, its, hides or hidden, number

    def _columns(self, table: Any, outer: Look) -> dict[int, Look]:
        """The looks of the columns that a table says anything of."""
        found: dict[int, Look] = {}
        column = 0
        for group in children_of(table, "colgroup"):
            around = self.looks.box(group, "colgroup", group.attributes, outer, True, True).look
            for each in list(children_of(group, "col")) or [group]:
                look = around
                if each is not group:
                    look = self.looks.box(each, "col", each.attributes, around, True, True).look
                for _ in range(span_of(each.attributes.get("span"), 1, _WIDEST)):
                    if look is not outer and column < _WIDEST:
                        found[column] = look
                    column += 1
        return found

    def _placed(self, rows: Sequence[_Row]) -> list[_Placed]:
        """The cells of some rows where they stand, still empty."""
        placed: list[_Placed] = []
        taken: set[tuple[int, int]] = set()
        ends = {group: row + 1 for row, (*_, group) in enumerate(rows)}  # no cell reaches beyond its group
        for row, (node, outer, hidden, group) in enumerate(rows):
            column, room = 0, ends[group] - row
            for each in children_of(node, "td", "th"):
                attributes = each.attributes
                box = self.looks.box(each, each.tag, attributes, outer, True, True)
                self.looks.judged += box.alters
                if box.absent:  # those behind it move up
                    continue
                while (row, column) in taken:
                    column += 1
                cell = CellBox(row=row, column=column, hidden=f"第{row + 1}行 / row {row + 1}" * hidden)
                if attributes:
                    cell.rowspan = span_of(attributes.get("rowspan"), room, room)
                    cell.colspan = span_of(attributes.get("colspan"), 1, _WIDEST)
                self.places.spend(cell.rowspan * cell.colspan)
                for down in range(1, cell.rowspan):  # cells of its own row stand behind it anyway
                    taken.update((row + down, column + right) for right in range(cell.colspan))
                placed.append((cell, each, box))
                column += cell.colspan
        return placed

    def _part(self, node: Any, outer: Look) -> tuple[Look, bool]:
        """How the text of a row, or of a group of rows, looks, and whether it is hidden.

        A row that is hidden may be one that a script shows: it is read, with a note.
        """
        box = self.looks.box(node, node.tag, node.attributes, outer, True, True)
        look = box.look
        if look is outer and not box.gone and not box.moved:
            return look, False
        if box.gone or (look.typography.unseen and not outer.typography.unseen):
            return outer, True
        if box.moved:
            look = evolve(look, doubt=look.doubt or Doubt.OVERPRINTED)
        return look, False

    def _cell(self, node: Any, box: Box, depth: int) -> list[Block]:
        in_cell = True
        if self.with_tables and node.mem_id in self.with_tables:
            in_cell = len(node.css("td, th")) == 2
        lines = Lines(covered=box.covers)
        if box.gone:
            lines.hidden = tells_figures(node.text(deep=True) or "")
        else:
            lines.line.append(box.before if in_cell else "")
            self._walk(node, depth + 1, box.look, lines, in_cell)
            lines.line.append(box.after if in_cell else "")
        lines.end()
        if in_cell and (lines.covered or lines.moved or not lines.blocks):
            lines.settle()
        return lines.blocks


def _dressed(node: Any, box: Box, styled: Container[int]) -> Box:
    """An element of a cell, judged by what stands in it."""
    if box.bounded and not is_flat(node, styled):
        box = evolve(box, look=evolve(box.look, doubt=box.look.doubt or Doubt.HIDDEN))
    if box.numbered and not any(map(str.isalpha, node.text(deep=True) or "")):
        box = evolve(box, before=box.before + Doubt.GENERATED.sign)
    return box


def _columns_of(placed: Sequence[_Placed]) -> list[tuple[int, int]]:
    """Where the cells of the rows that are seen stand across."""
    return [(cell.column, cell.colspan) for cell, *_ in placed if not cell.hidden]


def _with_column(look: Look, column: Look) -> Look:
    """A cell's look with what its column says: a ground under its own, and whether it is seen."""
    grounds = column.grounds if look.grounds == PAGE.grounds else look.grounds
    # A cell over several columns is not gone with one.
    doubt = look.doubt or (Doubt.HIDDEN if column.invisible else None)
    return (
        look if (doubt, grounds) == (look.doubt, look.grounds) else evolve(look, doubt=doubt, grounds=grounds)
    )
