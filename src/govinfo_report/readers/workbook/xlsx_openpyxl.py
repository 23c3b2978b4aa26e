"""A workbook of openpyxl, as it is in memory: another way to the same cells as the bounded reader's.

openpyxl does not keep all that a file holds. What it drops without a figure being the less certain does not
matter. What it drops and leaves a trace of makes the worksheet, or the figure, unreadable here: it can be
read from the file. Results of formulas are not kept beside the formulas; they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinfo_report.document.limits import Budget
from govinfo_report.errors import ReadError
from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind
from govinfo_report.raw.doubt import Doubt
from govinfo_report.raw.figures import parse_figure
from govinfo_report.readers.workbook.areas import Area, covering
from govinfo_report.readers.workbook.conditions import condition_of
from govinfo_report.readers.workbook.looks import Dress, Look, Run, printed, run_of, words_in
from govinfo_report.readers.workbook.sheet_colours import Palette, from_hex
from govinfo_report.readers.workbook.stored import CellError, Condition, Sheet, StoredCell
from govinfo_report.readers.workbook.xlsx_styles import code_of, conditional_dress, theme_colours

__all__ = ["stored_workbook"]

_LAST_BUILT_IN = 163
_DRAWINGS = frozenset({"drawing", "vmlDrawing"})
"""Relations of a worksheet to what lies over it: of pictures and charts openpyxl keeps some, of shapes, text
boxes and controls none, of comments not whether they are shown."""

_PARTIAL = (
    (
        "read_only",
        "工作簿是用 read_only=True 打开的，看不到合并的单元格和隐藏的行列。",
        "The workbook was loaded with read_only=True, which tells neither merged cells nor hidden rows.",
    ),
    (
        "write_only",
        "工作簿是用 write_only=True 建的，单元格读不出来。",
        "The workbook was made with write_only=True; its cells cannot be read.",
    ),
    (
        "data_only",
        "工作簿是用 data_only=True 打开的，只有存下的结果：空白和 0 分不出是填的，还是没有算过的公式。",
        "The workbook was loaded with data_only=True and has stored results alone: a blank or a 0 may be a "
        "formula that nobody computed.",
    ),
)


def stored_workbook(workbook: Any, *, sheet: str | None = None, file: str | None = None) -> list[Sheet]:
    """The worksheets of a workbook that was loaded or made with openpyxl.

    Args:
        workbook: The ``openpyxl.Workbook``; it is not changed.
        sheet: The only worksheet that is looked at; others may have what cannot be read.
        file: Its name, for errors.

    Raises:
        ReadError: openpyxl has not kept what has to be known; says what, and what to do.
    """
    for partial, zh, en in _PARTIAL:
        if getattr(workbook, partial):
            raise _not_kept(zh, en, file)
    if not workbook.worksheets:
        raise _not_kept(
            "openpyxl 在工作簿里没有读到工作表，可能是 Strict Open XML 格式。",
            "openpyxl sees no worksheet in the workbook; the file may be Strict Open XML.",
            file,
        )
    for each in workbook.worksheets:
        if sheet in (None, each.title) and _has_things(each):
            raise _not_kept(
                f"工作表“{each.title}”里有图形、图片、图表或批注，openpyxl 不全留下，看不出盖住了什么。",
                f"The worksheet {each.title} has drawings, pictures, charts or comments; openpyxl does not "
                "keep them all, and which figures they cover cannot be told.",
                file,
            )
    reader = _Reader(workbook, _palette(workbook, file), covering(file))
    return list(map(reader.sheet, workbook.worksheets))


def _not_kept(zh: str, en: str, file: str | None) -> ReadError:
    return ReadError(
        zh,
        en,
        where=file,
        advice_zh="请把文件本身（路径或字节）交给 read；只在内存里的先保存。",
        advice_en="Give read the file itself (its path or bytes); save first what is in memory alone.",
    )


def _has_things(sheet: Any) -> bool:
    """Whether something lies over a worksheet, in memory or in the file that it is from."""
    kinds = {each.Type.rpartition("/")[2] for each in sheet._rels}
    return bool(kinds & _DRAWINGS or sheet._images or sheet._charts or sheet.legacy_drawing)


class _Reader:
    """Reads the worksheets of one workbook."""

    def __init__(self, workbook: Any, palette: Palette, covered: Budget) -> None:
        from openpyxl.cell.rich_text import CellRichText

        self.palette = palette
        self.covered = covered
        self.looks: dict[tuple[int, ...], Look] = {}
        cells = (cell for sheet in workbook.worksheets for cell in sheet._cells.values())
        self.rich = any(isinstance(cell.value, CellRichText) for cell in cells)

    def sheet(self, sheet: Any) -> Sheet:
        """A worksheet."""
        views = sheet.views.sheetView
        made = Sheet(
            name=sheet.title,
            hidden=sheet.sheet_state != "visible",
            merges=list(map(_area, sheet.merged_cells.ranges)),
            rules=self._conditions(sheet),
            zeros=all(view.showZeros is not False for view in views),
            shows_formulas=any(view.showFormulas for view in views),
        )
        for (row, column), cell in sheet._cells.items():
            stored = self._stored(cell)
            if stored is not None:
                made.cells[row - 1, column - 1] = stored
        for row, layout in sheet.row_dimensions.items():
            if layout.hidden or layout.ht is not None:
                made.measures.rows[row - 1] = 0.0 if layout.hidden else layout.ht
        made.measures.columns.extend(_columns(sheet))
        return made.settled(self.covered)

    def _stored(self, cell: Any) -> StoredCell | None:
        from openpyxl.cell.rich_text import CellRichText

        value, kind = cell.value, cell.data_type
        if value is None:
            return None
        look = self._look(cell)
        if kind == "f":
            # Of an array the text is the formula; a table of data has none, and cannot be computed.
            formula = value if isinstance(value, str) else getattr(value, "text", None) or ""
            return StoredCell(formula=f"={formula.removeprefix('=')}", look=look)
        if isinstance(value, CellRichText):
            value, look = printed(words_in(map(_run, value)), look, self.palette)
            return StoredCell(value, look=look)
        if kind == "e":
            return StoredCell(CellError(value), look=look)
        if kind == "d" or hasattr(value, "isoformat") or hasattr(value, "total_seconds"):
            return StoredCell(date=str(value), look=look)
        if isinstance(value, str) and not self.rich and _is_number(value):
            value = f"{Doubt.DROPPED.sign}{value}"
        if isinstance(value, bool | str):
            return StoredCell(value, look=look)
        return StoredCell(number=str(value), look=look)

    def _look(self, cell: Any) -> Look:
        style = tuple(cell._style or ())  # of a cell that nobody has styled there is none
        if style not in self.looks:
            number = cell._style.numFmtId if cell._style else 0
            code = code_of(number) if number <= _LAST_BUILT_IN else cell.number_format
            parts = (cell.font.to_tree(), cell.fill.to_tree("fill"), cell.alignment.to_tree())
            self.looks[style] = Dress.of(*parts, code=code).look(self.palette)
        return self.looks[style]

    def _conditions(self, sheet: Any) -> list[Condition]:
        found = []
        for each in sheet.conditional_formatting:
            areas = sorted(map(_area, each.sqref.ranges))
            for rule in each.rules:
                dress = conditional_dress(rule.dxf.to_tree("dxf") if rule.dxf is not None else None)
                # Which of several areas the formulas are written for is not kept: they may hold anywhere.
                may_hold = len(areas) > 1
                found.append(
                    condition_of(rule.to_tree("cfRule"), areas, self.palette, dress, may_hold=may_hold)
                )
        return [each for each in found if each is not None]


def _is_number(text: str) -> bool:
    return any(parse_figure(text, kind).kind is CellKind.NUMBER for kind in FigureKind)


def _area(area: Any) -> Area:
    return area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1


def _columns(sheet: Any) -> Iterator[tuple[int, int, float]]:
    from openpyxl.utils import column_index_from_string

    for letters, layout in sheet.column_dimensions.items():
        first = layout.min or column_index_from_string(letters)
        yield first - 1, (layout.max or first) - 1, 0.0 if layout.hidden else layout.width


def _palette(workbook: Any, file: str | None) -> Palette:
    from openpyxl.styles.colors import COLOR_INDEX
    from openpyxl.writer.theme import theme_xml
    from openpyxl.xml.functions import fromstring

    try:
        root = fromstring(workbook.loaded_theme or theme_xml)
    except Exception as error:  # the parser's own, of whichever library openpyxl uses
        raise _not_kept(
            "工作簿的主题已损坏，不知道它的颜色。",
            "The theme of the workbook is damaged; its colours are not known.",
            file,
        ) from error
    theme = (colour for scheme in root.iter("{*}clrScheme") for colour in theme_colours(scheme))
    numbered = () if workbook._colors is COLOR_INDEX else tuple(map(from_hex, workbook._colors))
    return Palette(tuple(theme), numbered)


def _run(part: Any) -> Run:
    """A run of a text, as it is printed."""
    return Run(part) if isinstance(part, str) else run_of(part.text, Dress.of(part.font.to_tree("rPr")))
