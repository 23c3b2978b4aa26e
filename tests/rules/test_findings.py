"""What the rules on form, reading and blanks say: of which cell, where in the document, in which words.

Each case was written from the rule's page and the form; nothing of it was copied from what the rules print.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.findings import Outcome, Severity
from govinfo_report.raw import Cell, CellKind, Doubt, Leftover, Note, NoteKind

FORM = gr.form_with()
RECEIVED, CARRIED_IN = "requests.received", "requests.carried_in"
REPEATED = "requests.outcomes.not_processed.repeated"
NEW = "一、本年新收政府信息公开申请数量"


def place(path: str) -> gr.Source:
    """Where the cells of `whole` stand: each on the line that is its number in the form."""
    return gr.Source(file="a.txt", line=1 + [cell.path for cell in FORM.cells].index(path))


def whole(**changed: Any) -> gr.RawReport:
    """A report of nothing but 0, which holds."""
    cells = tuple(
        Cell(
            cell.path,
            CellKind.NUMBER,
            Decimal(0) if cell.path.endswith("amount") else 0,
            "0",
            place(cell.path),
        )
        for cell in FORM.cells
    )
    given = {"agency": "甲局", "year": 2023, "cells": cells, **changed}
    return gr.RawReport(**given)


def printing(texts: dict[str, str], kind: CellKind) -> gr.RawReport:
    """`whole`, some cells printing something that is no number."""
    raw = whole()
    cells = tuple(
        attrs.evolve(cell, kind=kind, value=None, text=texts[cell.path]) if cell.path in texts else cell
        for cell in raw
    )
    return attrs.evolve(raw, cells=cells)


def without(*prefixes: str) -> gr.RawReport:
    """`whole`, without the cells of some rows or tables."""
    raw = whole()
    return attrs.evolve(raw, cells=tuple(cell for cell in raw if not cell.path.startswith(prefixes)))


def found(raw: gr.RawReport, code: str) -> list[gr.Finding]:
    return [finding for finding in gr.check(raw).findings if finding.code == code]


def outcome(raw: gr.RawReport, code: str) -> Outcome:
    return gr.check(raw).outcomes[code]


class TestBlanks:
    def test_an_unreadable_cell(self) -> None:
        path = f"{RECEIVED}.business"
        (finding,) = found(printing({path: "1 0"}, CellKind.UNREADABLE), "F301")
        assert (finding.path, finding.source, finding.outcome) == (path, place(path), Outcome.FAILED)
        assert finding.label == (NEW, "法人或其他组织", "商业企业")
        assert finding.message() == f"{NEW} / 法人或其他组织 / 商业企业：“1 0”不能确定是什么数字，未作猜测。"

    def test_a_block_of_marks_is_one_info(self) -> None:
        paths = [f"disclosure.regulations.{name}" for name in ("issued", "repealed", "in_force")]
        (finding,) = found(printing(dict(zip(paths, "/—/", strict=True)), CellKind.MARK), "F304")
        assert (finding.path, finding.source) == ("disclosure.regulations", place(paths[0]))
        assert (finding.outcome, finding.severity) == (Outcome.UNDECIDED, Severity.INFO)
        assert finding.label == ("第二十条第（一）项", "规章")
        assert finding.message() == "第二十条第（一）项 / 规章：3格为“/、—”，未当作 0（整块如此）。"
        assert "the whole block is so" in finding.message("en")

    @pytest.mark.parametrize(
        ("kind", "text", "code"), [(CellKind.BLANK, "", "F303"), (CellKind.MARK, "/", "F305")]
    )
    def test_single_cells_after_a_block_that_needs_no_mending(
        self, kind: CellKind, text: str, code: str
    ) -> None:
        # 规章 is blank as a whole; 行政规范性文件 only in one of its cells, for which no relation speaks.
        block = {f"disclosure.regulations.{name}": text for name in ("issued", "repealed", "in_force")}
        single = "disclosure.normative_documents.in_force"
        (finding,) = found(printing({**block, single: text}, kind), code)
        assert (finding.path, finding.source) == (single, place(single))
        assert (finding.outcome, finding.severity) == (Outcome.UNDECIDED, Severity.WARNING)
        assert finding.label == ("第二十条第（一）项", "行政规范性文件", "现行有效件数")
        assert "没有勾稽关系可以佐证" in finding.message()
        assert "no relation tells what it stands for" in finding.message("en")


class TestShape:
    def test_a_table_that_is_not_there(self) -> None:
        (finding,) = found(without("remedies."), "F201")
        assert finding.path == "remedies"
        assert finding.message() == "没有找到“四、政府信息公开行政复议、行政诉讼情况”的表格。"
        assert not found(without("remedies."), "F202")  # of whose rows nothing more is to be said

    def test_rows_and_cells_that_are_not_there(self) -> None:
        raw = without(f"{REPEATED}.", f"{RECEIVED}.total", "disclosure.", "remedies.litigation_direct.upheld")
        row, cell, other = sorted(found(raw, "F202"), key=lambda finding: str(finding.path))[::-1]
        assert (row.path, cell.path, other.path) == (
            "requests.received.total",
            REPEATED,
            "remedies.litigation_direct.upheld",
        )
        assert row.message() == f"{NEW} / 总计：没有找到，或其数字不能确定位置（1格）。"
        assert (
            cell.message()
            == "三、本年度办理结果 / （五）不予处理 / 2.重复申请：没有找到，或其数字不能确定位置（7格）。"
        )

    def test_a_template_with_last_years_carry_over_is_not_filled_in(self) -> None:
        raw = whole()
        blank = tuple(
            cell
            if cell.path.startswith(f"{CARRIED_IN}.")
            else attrs.evolve(cell, kind=CellKind.BLANK, value=None, text="")
            for cell in raw
        )
        assert len(found(attrs.evolve(raw, cells=blank), "F206")) == 1
        one = tuple(
            attrs.evolve(cell, kind=CellKind.NUMBER, value=3, text="3")
            if cell.path == f"{REPEATED}.other"
            else cell
            for cell in blank
        )
        assert outcome(attrs.evolve(raw, cells=one), "F206") is Outcome.PASSED

    @pytest.mark.parametrize("code", ["F206", "F208", "F204"])
    def test_nothing_is_said_of_the_form_where_no_cell_was_read(self, code: str) -> None:
        assert outcome(attrs.evolve(whole(), cells=()), code) is Outcome.NOT_APPLICABLE

    def test_of_a_single_cell_something_is(self) -> None:
        raw = whole()
        one = attrs.evolve(raw, cells=tuple(cell for cell in raw if cell.path == f"{REPEATED}.other"))
        assert outcome(one, "F206") is Outcome.PASSED
        assert outcome(one, "F208") is Outcome.PASSED

    def test_undivided(self) -> None:
        form = gr.form_with(variant="undivided")
        cells = tuple(
            Cell(
                cell.path,
                CellKind.NUMBER,
                Decimal(0) if cell.path.endswith("amount") else 0,
                "0",
                gr.Source(line=100 + at),
            )
            for at, cell in enumerate(form.cells)
        )
        raw = whole(cells=cells)
        (finding,) = found(raw, "F204")
        row = "requests.outcomes.closed_otherwise"
        assert finding.path == row
        assert finding.label[-1] == "（六）其他处理"
        assert finding.source == raw[f"{row}.undivided.natural_person"].source

    def test_whether_outcomes_are_divided_is_only_asked_where_they_are_told(self) -> None:
        assert outcome(without("requests.outcomes."), "F204") is Outcome.NOT_APPLICABLE
        assert outcome(whole(), "F204") is Outcome.PASSED

    @pytest.mark.parametrize(
        ("year", "wanted"),
        [
            (2018, Outcome.NOT_APPLICABLE),
            (2019, Outcome.FAILED),
            (2020, Outcome.FAILED),
            (2021, Outcome.PASSED),
            (2100, Outcome.PASSED),
            (2101, Outcome.NOT_APPLICABLE),
            (None, Outcome.NOT_APPLICABLE),
        ],
    )
    def test_the_edition_is_that_of_the_year(self, year: int | None, wanted: Outcome) -> None:
        source = gr.Source(file="a.txt", line=1)
        raw = whole(year=year, sources=(("year", source),))
        assert outcome(raw, "F207") is wanted
        for finding in found(raw, "F207"):
            assert (finding.path, finding.source) == ("disclosure", source)
            assert finding.message() == f"{year}年度的报告用的是2021年版格式。"


class TestReading:
    def test_nobody_and_no_year(self) -> None:
        raw = whole(agency=None, year=None)
        (agency,) = found(raw, "F101")
        (year,) = found(raw, "F102")
        assert (agency.path, year.path) == ("agency", "year")
        assert outcome(raw, "F103") is Outcome.NOT_APPLICABLE

    def test_an_impossible_year(self) -> None:
        source = gr.Source(file="a.txt", line=2)
        (finding,) = found(whole(year=1023, sources=(("year", source),)), "F103")
        assert (finding.path, finding.source) == ("year", source)
        assert "1023" in finding.message()

    @pytest.mark.parametrize(
        ("start", "end", "wanted"),
        [
            (date(2023, 1, 1), date(2023, 12, 31), Outcome.PASSED),
            (date(2023, 5, 1), date(2023, 5, 1), Outcome.PASSED),
            (date(2022, 1, 1), date(2022, 12, 31), Outcome.FAILED),
            (date(2022, 12, 1), date(2023, 11, 30), Outcome.FAILED),
            (date(2023, 12, 31), date(2023, 1, 1), Outcome.FAILED),
        ],
    )
    def test_the_period_is_of_the_year(self, start: date, end: date, wanted: Outcome) -> None:
        source = gr.Source(file="a.txt", line=3)
        raw = whole(period=gr.Period(start=start, end=end), sources=(("period", source),))
        assert outcome(raw, "F104") is wanted
        for finding in found(raw, "F104"):
            assert (finding.path, finding.source) == ("period", source)

    def test_without_a_period_or_a_year_nothing_is_said_of_it(self) -> None:
        period = gr.Period(start=date(2022, 1, 1), end=date(2022, 12, 31))
        assert outcome(whole(), "F104") is Outcome.NOT_APPLICABLE
        assert outcome(whole(year=None, period=period), "F104") is Outcome.NOT_APPLICABLE

    def test_what_was_left_over(self) -> None:
        source = gr.Source(file="a.txt", line=9)
        raw = whole(
            leftovers=(
                Leftover(text="其他文件\t7", reason="extra row", source=source, path="disclosure"),
                Leftover(text="注", reason="extra cell", source=source, path="requests"),
                Leftover(
                    text="1\t2", reason="unplaced", source=source, path=RECEIVED, detail="少一格 one short"
                ),
                Leftover(text="版权所有 2024", reason="text", source=source),
            )
        )
        said = {finding.path: finding for finding in found(raw, "F205")}
        assert set(said) == {"disclosure", "requests", RECEIVED}
        assert {finding.source for finding in said.values()} == {source}
        severities = {path: finding.severity for path, finding in said.items()}
        assert severities == {
            "disclosure": Severity.WARNING,
            "requests": Severity.INFO,  # without a digit
            RECEIVED: Severity.WARNING,
        }
        assert "其他文件 | 7（表内多出的行" in said["disclosure"].message()
        assert "1 | 2（少一格" in said[RECEIVED].message()

    def test_how_figures_are_written(self) -> None:
        source = gr.Source(file="a.txt", line=4)
        first, second, third = f"{RECEIVED}.business", f"{RECEIVED}.research", f"{RECEIVED}.other"
        raw = whole(
            notes=(
                Note(
                    kind=NoteKind.LABEL_VARIANT, path=REPEATED, text="重复", value="2.重复申请", source=source
                ),
                Note(kind=NoteKind.NOTATION, path=first, text="０", value="full-width digits", source=source),
                Note(
                    kind=NoteKind.TEXT_NUMBER,
                    path=second,
                    text="0",
                    value="number stored as text",
                    source=source,
                ),
                Note(kind=NoteKind.NOTATION, path=third, text="零", value="of another kind", source=source),
            )
        )
        variant, *notations = (*found(raw, "F203"), *found(raw, "F306"))
        assert (variant.path, variant.stated, variant.source) == (REPEATED, None, source)
        assert variant.message() == "印作“重复”，官方文字为“2.重复申请”。"
        assert [(each.path, each.stated, each.source) for each in notations] == [
            (first, 0, source),
            (second, 0, source),
            (third, 0, source),
        ]
        assert [each.message() for each in notations] == [
            f"{NEW} / 法人或其他组织 / 商业企业：“０”读作 0（全角数字）。",
            f"{NEW} / 法人或其他组织 / 科研机构：“0”读作 0（以文本存放）。",
            f"{NEW} / 法人或其他组织 / 其他：“零”读作 0（of another kind）。",
        ]

    def test_notes_without_a_figure(self) -> None:
        path = f"{RECEIVED}.business"
        raw = printing({path: "=VLOOKUP(A1)"}, CellKind.UNREADABLE)
        source = gr.Source(file="a.docx")
        notes = (
            Note(kind=NoteKind.NO_RESULT, path=path, text="=VLOOKUP(A1)", source=place(path)),
            Note(kind=NoteKind.TRACKED_CHANGES, value="3", source=source),
            Note(kind=NoteKind.HIDDEN, path="requests", text="第7行 row 7", source=source),
            Note(kind=NoteKind.DUPLICATE, path="requests", text="三、…", source=source),
            Note(kind=NoteKind.COMPUTED, path=f"{RECEIVED}.total", text="=SUM(A1:A6)", source=source),
            Note(kind=NoteKind.ROUNDED, path="disclosure.fees.amount", text="1.25 → “1.3”", source=source),
        )
        raw = attrs.evolve(raw, notes=notes)
        said = {code: found(raw, code) for code in ("F307", "F308", "F309", "F310", "F311", "F312")}
        assert {code: [each.path for each in findings] for code, findings in said.items()} == {
            "F307": [f"{RECEIVED}.total"],
            "F308": [path],
            "F309": ["requests"],
            "F310": ["requests"],
            "F311": [None],
            "F312": ["disclosure.fees.amount"],
        }
        assert said["F308"][0].stated is None
        assert (
            said["F307"][0].message() == f"{NEW} / 总计：公式 =SUM(A1:A6) 未保存可用的结果，已按公式算得 0。"
        )
        assert said["F311"][0].message() == "文件里有 3 处修订痕迹，已按全部接受读取。"
        assert said["F311"][0].label == ()
        assert "1.25 → “1.3”" in said["F312"][0].message()

    def test_the_reason_for_which_a_cell_is_in_doubt(self) -> None:
        path = f"{RECEIVED}.business"
        raw = printing({path: "〓"}, CellKind.UNREADABLE)
        noted = Note(kind=NoteKind.DOUBT, path=path, text="〓", value=Doubt.PICTURE, source=place(path))
        for note, zh, en in (
            (noted, "（格内有图片）", " (a picture stands in the cell)"),
            (attrs.evolve(noted, value="a later kind"), "（a later kind）", " (a later kind)"),
        ):
            (finding,) = found(attrs.evolve(raw, notes=(note,)), "F301")
            assert finding.message("zh").endswith(f"“〓”不能确定是什么数字，未作猜测{zh}。")
            assert finding.message("en").endswith(f"was not guessed at{en}.")


class TestEngine:
    def test_a_kind_of_figure_is_looked_at_where_there_are_figures(self) -> None:
        raw = printing({"disclosure.fees.amount": ""}, CellKind.BLANK)
        assert outcome(whole(), "F402") is Outcome.PASSED
        assert outcome(raw, "F402") is Outcome.NOT_APPLICABLE  # the only amount is blank
        assert outcome(without("disclosure.fees."), "F402") is Outcome.NOT_APPLICABLE

    def test_a_rule_that_crashes_is_a_finding_and_decides_nothing(self) -> None:
        def crash(subject: Any) -> Any:  # noqa: ARG001
            raise ZeroDivisionError("x")

        rule = attrs.evolve(gr.find_rule("F101"), code="Z001", name="crashing")
        result = gr.check(whole(), select=("F101",), extra=(gr.Check(rule, crash),))
        assert result.outcomes["Z001"] is Outcome.UNDECIDED
        (finding,) = result.findings
        assert finding.outcome is Outcome.UNDECIDED
        assert "ZeroDivisionError: x" in finding.message()

    def test_previous_is_of_the_year_before(self) -> None:
        with pytest.raises(gr.ConsolidationError, match="上年报告应为 2022 年度，给的是 2021 年度"):
            gr.check(whole(), previous=whole(year=2021))
        gr.check(whole(), previous=whole(year=2022))
        gr.check(whole(year=None), previous=whole(year=1))

    def test_findings_on_no_cell_stand_before_those_on_cells(self) -> None:
        raw = printing({"disclosure.regulations.issued": "1 0"}, CellKind.UNREADABLE)
        errors = [finding.code for finding in gr.check(attrs.evolve(raw, year=1023)).errors]
        assert errors == ["F103", "F301"]

    def test_an_unknown_rule_is_named(self) -> None:
        with pytest.raises(KeyError, match="X999"):
            gr.check(whole(), select=("X999",))
