"""What the rules on prose, documents, years and members say of some reports, word for word.

python -m tests.rules.recorded --write    after a change that is meant; look at the difference
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

import govinfo_report as gr

__all__ = ["RECORD", "lines"]

RECORD = Path(__file__).with_name("recorded.txt")
CODES = ("N101", "N201", "N202", "N203", "N204", "N205", "T201", "T202", "T203", "T204")
ACROSS = ("Y501", "Y502", "Y503", "Y504", "M601", "M602", "M603", "M604")
_EXAMPLE = Path(__file__).parents[2] / "examples" / "nangong-2023.txt"
_FIVE = "主动公开有序推进落实。依申请公开规范办理。政府信息管理严格。平台建设有成效。监督保障到位。"
_REGULATIONS, _DOCUMENTS = "disclosure.regulations", "disclosure.normative_documents"
_COLUMNS = [column.name for column in attrs.fields(gr.Applicants)]


def printed(raw: gr.RawReport, texts: dict[str, str]) -> gr.RawReport:
    """The report with something else in some cells; an empty text is a blank."""

    def cell(old: gr.Cell) -> gr.Cell:
        if old.path not in texts:
            return old
        text = texts[old.path]
        if not text:
            return attrs.evolve(old, kind=gr.CellKind.BLANK, value=None, text="")
        value = Decimal(text) if "." in text else int(text)
        return attrs.evolve(old, kind=gr.CellKind.NUMBER, value=value, text=text)

    return attrs.evolve(raw, cells=tuple(map(cell, raw)))


def former(year: int, texts: dict[str, str]) -> gr.RawReport:
    """A report of the 2019 edition, 0 everywhere but in some cells."""
    form = gr.form_with(edition="2019")
    source = gr.Source(line=7)
    cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0", source) for cell in form.cells)
    return printed(gr.RawReport(agency="甲局", year=year, cells=cells), texts)


def _scenarios() -> Iterator[tuple[str, gr.RawReport, dict[str, Any]]]:
    base = gr.read(_EXAMPLE)
    prose: dict[str, Any] = {
        "overview": _FIVE,
        "problems_and_improvements": "有不足，已改进。",
        "other_matters": "未收取费用。",
    }
    full = attrs.evolve(base, **prose)
    nothing: dict[str, Any] = dict.fromkeys(prose)
    bare = attrs.evolve(base, preamble=None, **nothing)
    yield "tables alone", bare, {}
    yield "nothing to find", full, {}
    for name in prose:
        yield f"{name} alone", attrs.evolve(bare, **{name: prose[name]}), {}
    yield (
        "nothing said",
        attrs.evolve(full, overview="无", problems_and_improvements="无", other_matters="无"),
        {},
    )
    last_year: dict[str, Any] = {name: f"2022年，{text}" for name, text in prose.items()}
    yield "another year everywhere", attrs.evolve(full, preamble="编制2022年度报告。", **last_year), {}
    yield "year unknown", attrs.evolve(full, year=None, **last_year), {}
    yield "two years in the period", attrs.evolve(full, preamble="2022年1月1日至2024年12月31日"), {}
    yield "two years in the title", attrs.evolve(full, title="甲局2021年政府信息公开工作年度报告"), {}
    town = attrs.evolve(full, agency="甲镇人民政府")
    made = {f"{_REGULATIONS}.issued": "4", f"{_REGULATIONS}.repealed": "1", f"{_REGULATIONS}.in_force": "2"}
    made |= {f"{_DOCUMENTS}.issued": "9", f"{_DOCUMENTS}.repealed": "2", f"{_DOCUMENTS}.in_force": "6"}
    yield "documents", printed(town, made), {}
    yield "documents of nobody", printed(attrs.evolve(full, agency=None), made), {}
    for name in ("issued", "repealed", "in_force"):
        yield f"documents without {name}", printed(town, made | {f"{_REGULATIONS}.{name}": ""}), {}
    fees = attrs.evolve(full, other_matters="收取信息处理费2.5万元。")
    for text in ("2.4", "2.45", "2.44", "0", "3", ""):
        yield f"fees {text}", printed(fees, {"disclosure.fees.amount": text}), {}
    old = {f"{row}.{name}": figure for row in (_REGULATIONS, _DOCUMENTS) for name, figure in _OLD.items()}
    yield "documents of 2019", former(2020, old), {}
    yield from _prose(full)
    yield from _years(full, made)
    yield from _members(full)


_OLD = {"created": "9", "published": "3", "public_total": "2"}


def _prose(full: gr.RawReport) -> Iterator[tuple[str, gr.RawReport, dict[str, Any]]]:
    yield (
        "a preamble of another year",
        attrs.evolve(full, preamble="公布 2022 年 度政府信息公开年度报告。"),
        {},
    )
    spaced = "主动公开。2022 年，推进。2021 年，推进。"
    yield "spaces in the year", attrs.evolve(full, overview=spaced), {"select": ("N205",)}
    said = "全年新收政府信息公开申请25件，办结政府信息公开申请99件，结转下年度继续办理88件。"
    yield "figures", attrs.evolve(full, overview=said), {"select": ("N101",)}
    said = "全年新收政府信息公开申请25件。"
    yield "a figure that agrees", attrs.evolve(full, overview=said), {"select": ("N101",)}
    yield "no figures", attrs.evolve(full, overview="工作有序。"), {"select": ("N101",)}
    four = [f"第{number}项工作已经全部完成" for number in "一二三四"]
    last = attrs.evolve(full, year=2022, period=None, title=None)
    for same in (1, 2, 4):
        text = "。".join(four[:same] + [f"今年的{each}了" for each in four[same:]])
        others = {"previous": attrs.evolve(last, overview="。".join(four)), "select": ("Y503",)}
        yield f"{same} of 4 sentences repeated", attrs.evolve(full, overview=text), others
    for several in (2, 3):
        text = "。".join(four[:several])
        others = {"previous": attrs.evolve(last, overview=text), "select": ("Y503",)}
        yield f"{several} sentences", attrs.evolve(full, overview=text), others
    silent = {"previous": attrs.evolve(last, overview=None), "select": ("Y503",)}
    yield "nothing last year", attrs.evolve(full, overview="。".join(four)), silent
    yield "nothing this year", attrs.evolve(full, overview=None), {"previous": last, "select": ("Y503",)}


def _years(full: gr.RawReport, made: dict[str, str]) -> Iterator[tuple[str, gr.RawReport, dict[str, Any]]]:
    over = {f"requests.carried_over.{name}": str(3 + at) for at, name in enumerate(_COLUMNS)}
    last = printed(attrs.evolve(full, year=2022, period=None, title=None), over | made)
    carried = {f"requests.carried_in.{name}": str(2 * at) for at, name in enumerate(_COLUMNS)}
    this = printed(full, carried | made)
    yield "alone", this, {}
    yield "another year", this, {"previous": last}
    for name in ("issued", "repealed", "in_force"):
        blank = {f"{_REGULATIONS}.{name}": ""}
        only = {"select": ("Y502", "T203")}
        yield f"this year without {name}", printed(this, blank), {"previous": last, **only}
        yield f"last year without {name}", this, {"previous": printed(last, blank), **only}
        both = blank | {f"{_DOCUMENTS}.{name}": ""}
        yield f"this year without any {name}", printed(this, both), {"previous": last, **only}
    nobody = dict.fromkeys(over, "") | {"requests.carried_over.total": "9"}
    yield "only totals", printed(this, dict.fromkeys(carried, "")), {"previous": printed(last, nobody)}
    part = {f"requests.carried_over.{_COLUMNS[0]}": ""}
    yield "a blank last year", this, {"previous": printed(last, part)}
    part = {f"requests.carried_in.{_COLUMNS[0]}": ""}
    yield "a blank this year", printed(this, part), {"previous": last}
    whole = dict.fromkeys((*over, "requests.carried_over.total"), "")
    yield "nothing carried over last year", this, {"previous": printed(last, whole)}
    rows = ("licensing", "other_services", "penalties", "coercion", "fees")
    before = {f"disclosure.{row}.previous_items": str(50 + at) for at, row in enumerate(rows)}
    change = {f"disclosure.{row}.change": str(at - 2) for at, row in enumerate(rows)}
    yield "items", former(2020, before), {"previous": former(2019, before | change)}
    for cut in ("disclosure.licensing.previous_items", "disclosure.licensing.change"):
        yield (
            f"items without {cut}",
            former(2020, before),
            {"previous": former(2019, before | change | {cut: ""})},
        )
    blank = {"disclosure.licensing.previous_items": ""}
    yield "items without this year's", former(2020, before | blank), {"previous": former(2019, before)}
    yield "another edition", attrs.evolve(this, year=2021, period=None), {"previous": former(2020, before)}
    yield "a former edition", former(2021, before), {"previous": attrs.evolve(last, year=2020)}


def _members(full: gr.RawReport) -> Iterator[tuple[str, gr.RawReport, dict[str, Any]]]:
    whole = printed(full, {"disclosure.licensing.decisions": "95", "disclosure.fees.amount": "0.10"})
    whole = attrs.evolve(whole, agency="甲县人民政府")
    names = ("甲局", "乙局", None, "甲 局")
    members = [
        attrs.evolve(printed(full, {"disclosure.licensing.decisions": str(7 * at)}), agency=name)
        for at, name in enumerate(names)
    ]
    yield "members", whole, {"members": members}
    yield "two members", whole, {"members": members[:2], "roster": ["甲局", "丙局", " 丁局 ", "", "丙 局"]}
    yield "all of a roster", whole, {"members": members[:2], "roster": ["乙局", "甲局"], "select": ("M602",)}
    yield "a sum that holds", full, {"members": [full], "select": ("M601",)}
    amount = "disclosure.procurement.amount"  # printed without a unit: nobody can add it up
    others = {"members": [former(2020, {amount: "17"})], "select": ("M601",)}
    yield "amounts without a unit", former(2020, {amount: "88"}), others
    yield "one member", whole, {"members": members[:1]}
    yield "a member without a name", whole, {"members": members[2:3], "roster": ["甲局"]}
    yield "own office", whole, {"members": [attrs.evolve(members[0], agency="甲县政府办"), members[1]]}
    blank = printed(members[1], {"disclosure.licensing.decisions": ""})
    yield "a blank of a member", whole, {"members": [members[0], blank]}
    cut = attrs.evolve(members[1], cells=tuple(cell for cell in members[1] if "licensing" not in cell.path))
    yield "a member without the row", whole, {"members": [members[0], cut]}
    yield (
        "a blank of the whole",
        printed(whole, {"disclosure.licensing.decisions": ""}),
        {"members": members[:2]},
    )
    yield "a roster alone", whole, {"roster": ["甲局"]}
    yield "a member of nobody", attrs.evolve(whole, agency=None), {"members": members[:1]}


def lines() -> Iterator[str]:
    """The record, line by line: each report, the outcomes of the rules, and what they found."""
    for name, raw, others in _scenarios():
        result = gr.check(raw, **{"select": (*CODES, *ACROSS), **others})
        yield f"# {name}"
        yield " ".join(f"{code}={outcome}" for code, outcome in result.outcomes.items())
        for each in result.findings:
            figures = (each.stated, each.expected, each.difference)
            where = each.source.describe("en") if each.source else None
            yield f"  {each.code} {each.path} {'/'.join(each.label)} {figures} {where} {dict(each.details)}"
            yield f"    {each.message()}"
            for part in each.contributors:
                at = part.source.describe("en") if part.source else None
                yield f"    < {part.path} {'/'.join(part.label)} {part.sign} {part.stated} {at}"


if __name__ == "__main__":
    text = "\n".join(lines()) + "\n"
    if "--write" in sys.argv:
        RECORD.write_text(text, encoding="utf-8")
    print(text)
