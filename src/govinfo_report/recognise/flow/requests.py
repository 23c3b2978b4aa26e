"""Table 3 in a stream: its heads in the order of their columns, and the rows that follow."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.form import books
from govinfo_report.form.books import CLOSED_OTHERWISE, request_rows_by_path
from govinfo_report.form.forms import every_form
from govinfo_report.form.labels import core
from govinfo_report.form.layout import APPLICANTS
from govinfo_report.prose.headings import heading_of
from govinfo_report.recognise.flow.stream import Unit, UnitKind
from govinfo_report.recognise.flow.table import (
    EXTRA,
    LABELS,
    LONGEST_WORDS,
    NOT_THE_FORMS,
    Found,
    Row,
    Table,
    extra_row,
    fields_behind,
    follow,
    is_word,
)
from govinfo_report.recognise.requests import TELLING, fits_here

__all__ = ["find_requests_in_flow"]

_LEGAL_PERSONS = "法人或其他组织"
_APPLICANTS = 7
"""Columns of table 3."""
_AHEAD = 4
"""Words between two rows are a piece of a group's label if the next label stands so many units on."""


def find_requests_in_flow(units: Sequence[Unit], at: int) -> Found:
    """Table 3: its heads in the order of their columns, and the rows that follow."""
    if not is_word(units[at]) or not _is_request_head(units[at]):
        return None
    end = at
    words: list[Unit] = []
    while end < len(units) and units[end].kind is not UnitKind.FIGURE:
        unit = units[end]
        if is_word(unit):
            if _label_path(unit, "", []) is not None or len(unit.text) > 2 * LONGEST_WORDS:
                break
            words.append(unit)
        end += 1
    keys = {match.key for unit in words for match in books.applicant_columns().find(unit.text)}
    if len(keys & set(TELLING)) < 2:
        return None
    table = Table()
    columns = _applicant_order(words, units[at:end])
    table.add(Row(heads=[(unit, 0, 1) for unit in words if not _is_applicant(unit)][:1]))
    if columns is not None:
        table.add(Row(heads=[(unit, LABELS + place, 1) for place, unit in enumerate(columns)]))
    else:
        table.add(
            Row(heads=[(unit, LABELS + place, 1) for place, unit in enumerate(words) if _is_applicant(unit)])
        )
    table.units += [unit for unit in words if unit not in table.units]
    rows: list[tuple[Row, str]] = []
    groups: list[tuple[Unit, str]] = []
    while end < len(units):
        unit = units[end]
        if not is_word(unit):
            end += 1
            continue
        path = _label_path(unit, rows[-1][1] if rows else "", [where for _, where in groups])
        if path == CLOSED_OTHERWISE and not _divided(units, end):
            path = f"{CLOSED_OTHERWISE}.undivided"
        if path is None:
            if heading_of(unit.text):
                break
            if rows and _is_request_head(unit):  # the heads once more, on the next page
                table.units.append(unit)
                end += 1
                continue
            behind_extra = None if books.remedy_blocks().find(unit.text) else extra_row(units, end, table)
            if behind_extra is None and not _goes_on(units, end):
                break
            if behind_extra is None:  # a piece of a group's label, between its rows
                if table.rows:
                    table.rows[-1].interrupted = True
                table.add(Row(heads=[(unit, 0, 1)]))
            end = behind_extra or end + 1
            continue
        behind = fields_behind(units, end + 1)
        if path not in request_rows_by_path():
            groups.append((unit, path))
            figures = [each for each in units[end + 1 : behind] if each.text]
            if figures:  # a group has no figures of its own
                table.add(Row(labels=[unit], fields=list(units[end + 1 : behind]), columns=0, unsure=EXTRA))
                groups.clear()
            end = behind
            continue
        labels = [*[each for each, _ in groups][-(LABELS - 1) :], unit]
        row = Row(
            labels=labels, fields=list(units[end + 1 : behind]), columns=_APPLICANTS, level=_level(path)
        )
        row.unsure = "" if columns is not None else NOT_THE_FORMS
        groups.clear()
        rows.append((row, path))
        table.add(row)
        end = behind
    if not rows:
        return None
    orders = [tuple(row.path for row in form.tables["requests"].rows()) for form in every_form()]
    follow(rows, orders, units, end)
    return table, end


def _level(path: str) -> int:
    """How deep a row's label stands; （六）其他处理 undivided stands where the group of that name does."""
    return path.removesuffix(".undivided").count(".")


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether one of the next words is a label of table 3: those at ``at`` stand among its rows."""
    words = [unit for unit in units[at + 1 : at + 1 + _AHEAD] if is_word(unit)]
    return (
        any(_label_path(unit, "", []) is not None for unit in words) and len(units[at].text) <= LONGEST_WORDS
    )


def _is_applicant(unit: Unit) -> bool:
    return bool(books.applicant_columns().find(unit.text))


def _is_request_head(unit: Unit) -> bool:
    return (
        _is_applicant(unit)
        or core(unit.text) in (core(APPLICANTS), _LEGAL_PERSONS)
        or "勾稽关系" in unit.text
    )


def _applicant_order(words: Sequence[Unit], region: Sequence[Unit]) -> list[Unit] | None:
    """The heads of the seven columns from left to right; ``None`` where that is not certain.

    The five kinds of 法人或其他组织 stand in a row under it; in a stream that row comes behind the
    one above, so that they take the place of 法人或其他组织 in it.
    """
    heads = [unit for unit in words if _is_applicant(unit)]
    strangers = [unit for unit in words if not _is_request_head(unit)]
    if len(heads) == _APPLICANTS and len({unit.line for unit in heads}) == 1 and not strangers:
        named = {_key(unit) for unit in heads}
        place = next((index for index, unit in enumerate(words) if core(unit.text) == _LEGAL_PERSONS), None)
        if (
            place is not None
            and words[place].line == heads[0].line
            and words[place + 1 :][:1]
            != [next(unit for unit in heads if _key(unit) not in ("natural_person", "total"))]
        ):
            return None  # two rows of heads joined into one line
        return heads if len(named) == _APPLICANTS else None  # all in a line: it has them in their order
    upper: list[tuple[str, Unit]] = []
    under: list[tuple[str, Unit]] = []
    behind: list[tuple[str, Unit]] = []
    group_at: int | None = None
    for unit in words:
        keys = [match.key for match in books.applicant_columns().find(unit.text)]
        if core(unit.text) == _LEGAL_PERSONS:
            if group_at is not None:
                return None
            group_at = len(upper)
        elif keys and keys[0] in ("natural_person", "total"):
            (behind if under else upper).append((keys[0], unit))
        elif keys:
            if behind:
                return None
            under.append((keys[0], unit))
        elif not _is_request_head(unit):
            return None  # a further column
    if group_at == 0 and upper and upper[0][0] == "natural_person":
        return None  # 自然人 behind 法人或其他组织: no telling which row of heads it stands in
    if group_at is None:
        ordered = upper + under + behind
        if any(key == "total" for key, _ in upper):
            return None
    else:
        ordered = [*upper[:group_at], *under, *upper[group_at:], *behind]
    names = [key for key, _ in ordered]
    official = [column.name for column in next(iter(request_rows_by_path().values())).children]
    if names == official[1:] and group_at == 0 and _blank_before_group(region, words):
        blank = Unit(UnitKind.WORD, "自然人", words[0].paragraphs, True)  # its cell is there, and empty
        return [blank, *(unit for _, unit in ordered)]
    return [unit for _, unit in ordered] if sorted(names) == sorted(official) else None


def _key(unit: Unit) -> str:
    return books.applicant_columns().find(unit.text)[0].key


def _blank_before_group(region: Sequence[Unit], words: Sequence[Unit]) -> bool:
    """Whether a blank cell stands where 自然人 should, or may, where no blank shows."""
    place = next(index for index, unit in enumerate(region) if core(unit.text) == _LEGAL_PERSONS)
    if not any(unit.explicit for unit in words):
        return True  # then only rows with all their figures are read
    return place > 0 and region[place - 1].kind is UnitKind.BLANK


def _label_path(unit: Unit, last: str, beside: Sequence[str]) -> str | None:
    """The row or group of table 3 that a unit is the label of."""
    for match in books.request_rows().find(unit.text):
        if fits_here(match.key, unit.text, last, beside):
            return match.key
    return None


def _divided(units: Sequence[Unit], at: int) -> bool:
    """Whether （六）其他处理 at ``at`` is the label of a group: the next words are one of its rows'."""
    following = next((unit for unit in units[at + 1 :] if unit.text), None)
    if following is None or not is_word(following):
        return False
    path = _label_path(following, "", [CLOSED_OTHERWISE])
    return path is not None and path.startswith(f"{CLOSED_OTHERWISE}.")
