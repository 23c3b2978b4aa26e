"""What a reader recognised, by which label, and what it left over: told to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from govinfo_report.findings import Text
from govinfo_report.form import Form, every_form, find_place
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.source import Source

if TYPE_CHECKING:
    from govinfo_report.raw.report import Note, RawReport, Recognised

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
        "by heads": "依据表头",
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
        "by heads": "by the heads",
        "rows": "rows recognised",
        "left": "left over",
        "none": "nothing",
        "notes": "notes",
        "absent": "(absent)",
        "blank": "(blank)",
        "unreadable": "(unreadable)",
    },
}

#: Kinds of notes and reasons why something was left over → what they are called in Chinese.
_NAMES = {
    "label variant": "用词不同",
    "notation": "写法",
    "number as text": "文本型数字",
    "computed formula": "公式已算出",
    "formula without result": "公式没有结果",
    "hidden": "隐藏",
    "tracked changes": "修订",
    "derived": "由关系推得",
    "doubt": "存疑",
    "rounded": "显示时取整",
    "duplicate": "重复的表",
    "replaced": "已替换",
    "extra row": "格式没有的行",
    "extra cell": "多出的格",
    "unplaced": "位置不能确定",
    "text": "文字",
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
        yield from _recognised(each, raw, words, lang)
    yield ""
    yield f"{words['left']}:" + ("" if raw.leftovers else f" {words['none']}")
    for leftover in raw.leftovers:
        text = leftover.text.replace("\n", " ").replace("\t", " | ")
        why = Text.of(leftover.detail).in_(lang) or _named(leftover.reason, lang)
        yield f"  {_at(leftover.source, lang)} {text[:120]}  ({why})"
    if raw.notes:
        yield ""
        yield f"{words['notes']}:"
        for note in raw.notes:
            yield _noted(note, raw.form, lang)


def _recognised(each: Recognised, raw: RawReport, words: dict[str, str], lang: str) -> Iterator[str]:
    """The rows that one label names, each with its figures."""
    label = each.text.replace("\n", "").replace("\t", " / ")
    by = f"{words['by']} “{label}”" if label else words["by heads"]
    for path in _rows_of(each.path, raw.form):
        shown = " ".join(_shown(cell, words) for cell in raw if cell.path.rpartition(".")[0] == path)
        name = path if lang == "en" else f"{_label_of(path, raw.form)}（{path}）"
        yield f"  {name}  {by}  {_at(each.source, lang)}  = {shown or words['absent']}"


def _noted(note: Note, form: Form, lang: str) -> str:
    said = Text.of(note.text).in_(lang) if note.kind == "hidden" else note.text
    text = f"{said} → {note.value}" if note.value else said
    if note.kind == "replaced":  # either may be blank
        text = " → ".join(
            each or _WORDS["en" if lang == "en" else "zh"]["blank"] for each in (note.text, note.value)
        )
    whose = "" if note.path is None else note.path if lang == "en" else _label_of(note.path, form)
    return f"  {_at(note.source, lang)} {_named(note.kind, lang)}: {whose} {text}".replace("\n", "")


def _named(kind: str, lang: str) -> str:
    return kind if lang == "en" else _NAMES.get(kind, kind)


def _rows_of(path: str, form: Form) -> list[str]:
    """The rows at a path: itself, or those of table 4, whose row of figures is three rows of the form."""
    return [row for row in _labels(form) if row == path or row.startswith(f"{path}.")] or [path]


def _label_of(path: str, form: Form) -> str:
    """What the form calls a row or a cell; of anything else, its path."""
    cell = form.by_path.get(path) or find_place(path)
    label = cell.label if cell is not None else _labels(form).get(path)
    return path if label is None else " / ".join(label)


@lru_cache(maxsize=8)
def _labels(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Path of each row of any form → its official labels, in this form if it has the row."""
    forms = (*reversed(every_form()), form)
    rows = (row for each in forms for table in each.tables.values() for row in table.rows())
    return {row.path: row.label or (row.printed.label,) for row in rows}


def _at(source: Source, lang: str) -> str:
    """A place in brackets; nothing where a format has no places, as Word files have none for their prose."""
    place = source.describe(lang)
    return f"[{place}]" if place else ""


def _shown(cell: Cell, words: dict[str, str]) -> str:
    if cell.kind is CellKind.BLANK:
        return words["blank"]
    return cell.text if cell.kind is not CellKind.UNREADABLE else f"{cell.text}{words['unreadable']}"
