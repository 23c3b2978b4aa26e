"""What a reader recognised, by which label, and what it left over: told to a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.source import Source

if TYPE_CHECKING:
    from govinfo_report.raw.report import RawReport

__all__ = ["explain"]

_WORDS = {
    "zh": {
        "unknown": "未知",
        "agency": "机关",
        "year": "年度",
        "period": "统计期限",
        "title": "标题",
        "edition": "格式版本",
        "by": "依据",
        "rows": "读到的各行",
        "left": "未能归入格式的内容",
        "none": "无",
        "notes": "说明",
        "absent": "（无此格）",
        "blank": "（空白）",
        "unreadable": "（读不出）",
    },
    "en": {
        "unknown": "unknown",
        "agency": "agency",
        "year": "year",
        "period": "period",
        "title": "title",
        "edition": "edition of the form",
        "by": "by",
        "rows": "rows recognised",
        "left": "left over",
        "none": "nothing",
        "notes": "notes",
        "absent": "(absent)",
        "blank": "(blank)",
        "unreadable": "(unreadable)",
    },
}


def explain(raw: RawReport, lang: str) -> str:
    """See `RawReport.explain`."""
    return "\n".join(_lines(raw, _WORDS["en" if lang == "en" else "zh"], lang))


def _lines(raw: RawReport, words: dict[str, str], lang: str) -> Iterator[str]:
    for name in ("agency", "year", "period", "title"):
        value = getattr(raw, name)
        source = raw.source_of(name)
        place = f"  {_at(source, lang)}" if source is not None and value is not None else ""
        yield f"{words[name]}: {words['unknown'] if value is None else value}{place}"
    yield f"{words['edition']}: {raw.edition or words['unknown']}"
    yield ""
    yield f"{words['rows']}:"
    for each in raw.recognised:
        cells = [
            cell for cell in raw if cell.path.rpartition(".")[0] == each.path or _is_block(each.path, cell)
        ]
        shown = " ".join(_shown(cell, words) for cell in cells) or words["absent"]
        label = each.text.replace("\n", "").replace("\t", " / ")
        yield f"  {each.path}  {words['by']} “{label}”  {_at(each.source, lang)}  = {shown}"
    yield ""
    yield f"{words['left']}:" + ("" if raw.leftovers else f" {words['none']}")
    for leftover in raw.leftovers:
        text = leftover.text.replace("\n", " ").replace("\t", " | ")
        yield f"  {_at(leftover.source, lang)} {text[:120]}  ({leftover.detail or leftover.reason})"
    if raw.notes:
        yield ""
        yield f"{words['notes']}:"
        for note in raw.notes:
            text = f"{note.text} → {note.value}" if note.value else note.text
            yield f"  {_at(note.source, lang)} {note.kind}: {note.path or ''} {text}".replace("\n", "")


def _is_block(path: str, cell: Cell) -> bool:
    return path == "remedies" and cell.path.startswith("remedies.")


def _at(source: Source, lang: str) -> str:
    """A place in brackets; nothing where a format has no places, as Word files have none for their prose."""
    place = source.describe(lang)
    return f"[{place}]" if place else ""


def _shown(cell: Cell, words: dict[str, str]) -> str:
    if cell.kind is CellKind.BLANK:
        return words["blank"]
    return cell.text if cell.kind is not CellKind.UNREADABLE else f"{cell.text}{words['unreadable']}"
