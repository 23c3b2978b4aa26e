"""What the reader of a worksheet sees: figures that hide are unreadable, with the reason; decoys are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import text as texts
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.formatting import rule as rules
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, GradientFill, PatternFill, Protection
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

import govinfo_report as gr
from govinfo_report.raw import CellKind, Doubt, NoteKind
from tests.readers.test_xlsx import both
from tests.workbooks import one_sheet, repacked, saved, strict, values, zeros

# Whose types are not told.
CellIsRule: Any = rules.CellIsRule
ColorScaleRule: Any = rules.ColorScaleRule
DataBarRule: Any = rules.DataBarRule
FormulaRule: Any = rules.FormulaRule
InlineFont: Any = texts.InlineFont

COUNT = "requests.received.natural_person"
TOTAL = "requests.received.total"
FEES = "disclosure.fees.amount"
WHITE = PatternFill("solid", fgColor="FFFFFF")
WHITE_INK = DifferentialStyle(font=Font(color="FFFFFF"))
DARK = PatternFill("solid", fgColor="1F3864")


def book_with(path: str, change: Callable[[Any], object], **figures: Any) -> tuple[Workbook, str]:
    """A report in a workbook with one cell changed, and the address of that."""
    workbook, addresses = one_sheet(zeros(**figures))
    change(workbook.worksheets[0][addresses[path]])
    return workbook, addresses[path]


def reading(path: str, change: Callable[[Any], object]) -> gr.RawReport:
    return both(saved(book_with(path, change)[0]))


def looking(value: Any, **look: Any) -> Callable[[Any], None]:
    """A cell's value and its style."""

    def change(cell: Any) -> None:
        cell.value = value
        for name, part in look.items():
            setattr(cell, name, part)

    return change


def doubt_of(raw: gr.RawReport, path: str) -> str | None:
    """Why a cell is in doubt; it is then unreadable, whatever it holds."""
    found = {note.path: note.value for note in raw.notes if note.kind is NoteKind.DOUBT}
    assert (raw[path].kind is CellKind.UNREADABLE) or path not in found
    return found.get(path)


def in_sheet(data: bytes, old: str, new: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        assert re.search(old, sheet)
        parts["xl/worksheets/sheet1.xml"] = re.sub(old, new, sheet, count=1).encode()

    return repacked(data, change)


class TestFormats:
    """A number format that shows something else than the stored number hides that number."""

    @pytest.mark.parametrize(
        ("stored", "code", "shown"),
        [
            (944, ";;;", ""),
            (0, "0;-0;;@", ""),
            (44, '"9"0', "944"),
            (12, "0%", "1200%"),
            (12000, "0,", "12"),
            ("44", ';;;"9"@', "944"),
            ("44", ";;;", ""),
        ],
    )
    def test_the_stored_and_the_shown_are_said(self, stored: Any, code: str, shown: str) -> None:
        raw = reading(COUNT, looking(stored, number_format=code))
        assert doubt_of(raw, COUNT) == Doubt.FORMAT
        (finding,) = [each for each in gr.check(raw).findings if each.code == "F301"]
        assert f"{stored} → “{shown}”" in finding.message()

    @pytest.mark.parametrize("code", ["[DBNum1]0", "# ?/?;", "e年", "[>100]0"])
    def test_what_is_not_drawn_for_certain_is_in_doubt(self, code: str) -> None:
        raw = reading(COUNT, looking(44 if code != "# ?/?;" else 4.5, number_format=code))
        assert raw[COUNT].kind is CellKind.UNREADABLE

    def test_yuan_shown_as_wan_by_digits_put_behind_a_point(self) -> None:
        raw = reading(FEES, looking(123500, number_format="0!.0000"))
        assert doubt_of(raw, FEES) == Doubt.FORMAT
        assert "123500 → “12.3500”" in gr.check(raw).findings[0].message()

    @pytest.mark.parametrize(
        ("stored", "code", "value"),
        [
            (123500, '0"元"', Decimal("12.35")),
            (12.35, '0.00"万元"', Decimal("12.35")),
            (123500, '0.00" 元 "', Decimal("12.35")),
            (0.5, '0.00" 亿 元"', Decimal(5000)),
            (0.5, '0.0"亿元"', Decimal(5000)),
            (12.35, "¥#,##0.00", Decimal("12.35")),
            (12.35, "#,##0.00_ ", Decimal("12.35")),
        ],
    )
    def test_the_unit_that_a_format_prints_counts(self, stored: Any, code: str, value: Decimal) -> None:
        raw = reading(FEES, looking(stored, number_format=code))
        assert raw[FEES].value == value

    def test_money_is_no_count(self) -> None:
        assert reading(COUNT, looking(44, number_format='0"元"'))[COUNT].kind is CellKind.UNREADABLE

    def test_rounding_is_read_as_stored_and_said(self) -> None:
        raw = reading(FEES, looking(12.3456, number_format="0.00"))
        assert raw[FEES].value == Decimal("12.3456")
        (note,) = [each for each in gr.check(raw).findings if each.code == "F312"]
        assert "12.3456 → “12.35”" in note.message()

    @pytest.mark.parametrize(
        "code", ["0", "#,##0", '0"件"', "0.00", "@", "[Red]0", "[$-804]0", "_-* #,##0_-", "General", "0.0_ "]
    )
    def test_formats_that_show_the_number_say_nothing(self, code: str) -> None:
        raw = reading(COUNT, looking(944, number_format=code))
        assert raw[COUNT].value == 944
        assert not raw.notes

    @pytest.mark.parametrize("number", [27, 31, 50, 58])
    def test_built_in_dates_of_chinese_programs(self, number: int) -> None:
        workbook, _ = book_with(COUNT, looking(44, number_format="0.00000"))

        def change(parts: dict[str, bytes]) -> None:
            styles = parts["xl/styles.xml"].decode()
            assert 'numFmtId="164"' in styles
            parts["xl/styles.xml"] = re.sub(
                r'<xf numFmtId="164"', f'<xf numFmtId="{number}"', styles
            ).encode()

        assert both(repacked(saved(workbook), change))[COUNT].kind is CellKind.UNREADABLE

    @given(
        st.sampled_from(["0", "0.00", ";;;", '"9"0', "0%", "0;-0;", "#", "@", "# ?/?", "[White]0"]),
        st.integers(-100, 10**6) | st.floats(-(10**6), 10**6) | st.sampled_from(["44", "", "约5"]),
    )
    def test_both_readers_see_the_same(self, code: str, stored: Any) -> None:
        reading(COUNT, looking(stored, number_format=code))


class TestInk:
    """A figure in the colour of its ground is not seen; white on a dark ground is."""

    @pytest.mark.parametrize(
        "look",
        [
            {"font": Font(color="FFFFFF")},
            {"font": Font(color="00FFFFFF")},
            {"font": Font(color="F7F7F7")},
            {"font": Font(color=Color(theme=0))},
            {"font": Font(color=Color(theme=0, tint=-0.05))},
            {"font": Font(color=Color(theme=1, tint=0.95))},
            {"font": Font(color=Color(indexed=9))},
            {"font": Font(color=Color(indexed=65))},
            {"font": Font(color="FFFFFF"), "fill": WHITE},
            {"font": Font(color="FF0000"), "fill": PatternFill("solid", fgColor="F00000")},
            {"fill": PatternFill("solid", fgColor="000000")},
            {"fill": PatternFill("solid", fgColor=Color(theme=1))},
            {"font": Font(color="FFFFFF"), "fill": GradientFill(stop=("FFFFFF", "F0F0F0"))},
            {"number_format": "[White]0"},
            {"number_format": "[Color2]0"},
            {"number_format": "[Red]0", "fill": PatternFill("solid", fgColor="FF0000")},
        ],
    )
    @pytest.mark.parametrize("stored", [44, "44"])
    def test_hidden(self, look: dict[str, Any], stored: Any) -> None:
        if isinstance(stored, str) and "number_format" in look:
            return  # sections for numbers do not colour texts
        assert doubt_of(reading(COUNT, looking(stored, **look)), COUNT) == Doubt.COLOUR

    @pytest.mark.parametrize(
        "look",
        [
            {"font": Font(color="FFFFFF"), "fill": DARK},
            {"font": Font(color=Color(theme=0)), "fill": PatternFill("solid", fgColor=Color(theme=4))},
            {"font": Font(color="FFFFFF"), "fill": GradientFill(stop=("FFFFFF", "000080"))},
            {"font": Font(color="A6A6A6")},
            {"font": Font(color="FFFF00")},
            {"font": Font(color=Color(indexed=64))},
            {"font": Font(color=Color(theme=1))},
            {"fill": PatternFill("solid", fgColor="D9D9D9")},
            {"fill": PatternFill("gray125", bgColor="FFFFFF", fgColor="000000")},
            {"font": Font(size=6, color="7F7F7F")},
            {"number_format": "[White]0", "fill": DARK},
            {"number_format": "0;[White]-0"},
            {"protection": Protection(hidden=True)},
            {"alignment": Alignment(textRotation=90, shrink_to_fit=True)},
            {"alignment": Alignment(horizontal="right", indent=2)},
        ],
    )
    def test_seen(self, look: dict[str, Any]) -> None:
        raw = reading(COUNT, looking(44, **look))
        assert (raw[COUNT].value, raw.notes) == (44, ())

    @pytest.mark.parametrize(
        ("look", "doubt"),
        [
            ({"font": Font(size=1)}, Doubt.HIDDEN),
            ({"font": Font(name="Wingdings 2")}, Doubt.SYMBOL),
            ({"alignment": Alignment(horizontal="fill")}, Doubt.FORMAT),
            ({"alignment": Alignment(horizontal="left", indent=60)}, Doubt.HIDDEN),
        ],
    )
    def test_what_cannot_be_read_in_any_colour(self, look: dict[str, Any], doubt: Doubt) -> None:
        assert doubt_of(reading(COUNT, looking(4, **look)), COUNT) == doubt

    def test_words_may_be_indented(self) -> None:
        workbook, _ = one_sheet(zeros(), row=4)
        title = workbook.worksheets[0]["A1"]
        looking("甲市审计局2022年政府信息公开工作年度报告", alignment=Alignment(indent=9))(title)
        assert both(saved(workbook)).agency == "甲市审计局"

    def test_a_theme_may_turn_everything_round(self) -> None:
        workbook, _ = book_with(COUNT, looking(44, font=Font(color=Color(theme=1))))

        def change(parts: dict[str, bytes]) -> None:
            theme = parts["xl/theme/theme1.xml"]
            assert b'lastClr="000000"' in theme
            parts["xl/theme/theme1.xml"] = theme.replace(b'lastClr="000000"', b'lastClr="FFFFFF"')

        assert doubt_of(both(repacked(saved(workbook), change)), COUNT) == Doubt.COLOUR

    @pytest.mark.parametrize(
        ("font", "fill", "value"),
        [
            (InlineFont(color="FFFFFF"), None, None),
            (InlineFont(color="FFFFFF"), DARK, 944),
            (InlineFont(color="808080"), None, 944),
            (InlineFont(sz=1), None, None),
            (InlineFont(rFont="Wingdings"), None, None),
            (InlineFont(b=True), None, 944),
        ],
    )
    def test_each_run_of_a_text_has_its_own_ink(
        self, font: InlineFont, fill: PatternFill | None, value: int | None
    ) -> None:
        own = InlineFont(color="FFFF00" if fill is DARK else "000000")
        text = CellRichText(TextBlock(font, "9"), TextBlock(own, "44"))
        cell = reading(COUNT, looking(text, **({} if fill is None else {"fill": fill})))[COUNT]
        assert cell.value == value
        if value is None:
            assert cell.text == "〓944"

    def test_runs_in_black_in_a_cell_in_white_are_seen(self) -> None:
        text = CellRichText(TextBlock(InlineFont(color="000000"), "44"))
        assert reading(COUNT, looking(text, font=Font(color="FFFFFF")))[COUNT].value == 44


class TestSheets:
    def test_zeros_that_a_sheet_does_not_show_are_neither_zero_nor_blank(self) -> None:
        workbook, _ = book_with(COUNT, looking(44))
        workbook.worksheets[0].sheet_view.showZeros = False
        raw = both(saved(workbook))
        assert raw[COUNT].value == 44
        assert doubt_of(raw, TOTAL) == Doubt.ZEROS

    def test_formulas_shown_in_place_of_results(self) -> None:
        workbook, _ = book_with(TOTAL, looking("=SUM(D20:I20)"))
        workbook.worksheets[0].sheet_view.showFormulas = True
        raw = both(saved(workbook))
        assert doubt_of(raw, TOTAL) == Doubt.FORMAT
        assert raw[COUNT].value == 0

    def test_rows_and_columns_without_any_room_are_hidden(self) -> None:
        workbook, _ = one_sheet(zeros())
        data = in_sheet(saved(workbook), r'<row r="20"', '<row ht="0.5" customHeight="1" r="20"')
        data = in_sheet(data, "<sheetData>", '<cols><col min="5" max="5" width="0"/></cols><sheetData>')
        said = {each.message() for each in gr.check(both(data)).findings if each.code == "F309"}
        assert any("第20行" in message for message in said)
        assert any("E列" in message for message in said)

    def test_names_of_parts_are_compared_without_case(self) -> None:
        workbook, _ = book_with(COUNT, looking(44))

        def change(parts: dict[str, bytes]) -> None:
            parts["xl/worksheets/Sheet1.XML"] = parts.pop("xl/worksheets/sheet1.xml")

        data = repacked(saved(workbook), change)
        assert gr.read(data)[COUNT].value == 44

    def test_a_worksheet_that_is_not_there_is_said(self) -> None:
        workbook, _ = one_sheet(zeros())
        workbook.create_sheet("三")
        data = repacked(saved(workbook), lambda parts: parts.pop("xl/worksheets/sheet2.xml"))
        with pytest.raises(gr.ReadError, match=r"“三”.*不在文件里"):
            gr.read(data)

    def test_strict_workbooks_are_read(self) -> None:
        data = strict(saved(book_with(COUNT, looking(44))[0]))
        assert gr.read(data)[COUNT].value == 44


class TestConditions:
    """A conditional format hides what it may apply to, unless its condition is certainly false."""

    UNSEEN = Font(color="FFFFFF")

    def with_rule(self, rule: Rule, value: Any = 5) -> gr.RawReport:
        workbook, at = book_with(COUNT, looking(value))
        workbook.worksheets[0].conditional_formatting.add(f"{at}:J44", rule)
        return both(saved(workbook))

    @pytest.mark.parametrize(
        ("rule", "hidden"),
        [
            (CellIsRule("equal", ["5"], font=UNSEEN), True),
            (CellIsRule("equal", ["0"], font=UNSEEN), False),
            (CellIsRule("between", ["1", "9"], font=UNSEEN), True),
            (CellIsRule("between", ["6", "9"], font=UNSEEN), False),
            (CellIsRule("lessThan", ["$E$20+1"], font=UNSEEN), False),
            (CellIsRule("greaterThan", ["$E$20"], font=UNSEEN), True),
            (CellIsRule("notBetween", ["1", "9"], font=UNSEEN), False),
            (CellIsRule("notBetween", ["6", "9"], font=UNSEEN), True),
            (FormulaRule(["ISERROR(D20)"], font=UNSEEN), False),
            (FormulaRule(["NOT(ISERROR(D20))"], font=UNSEEN), True),
            (FormulaRule(["OR(ISNA(D20),ISERR(D20),ISBLANK(D20))"], font=UNSEEN), False),
            (FormulaRule(["IFERROR(D20,0)=0"], font=UNSEEN), False),
            (FormulaRule(["IFERROR(D20,0)=5"], font=UNSEEN), True),
            (FormulaRule(["LEN(TRIM(D20))=0"], font=UNSEEN), False),
            (FormulaRule(['D20=""'], font=UNSEEN), False),
            (FormulaRule(['D20<>""'], font=UNSEEN), True),
            (FormulaRule(["AND(ISNUMBER(D20),D20<3)"], font=UNSEEN), False),
            (FormulaRule(["AND(ISNUMBER(D20),D20>3)"], font=UNSEEN), True),
            (FormulaRule(["ISTEXT(D20)"], font=UNSEEN), False),
            (FormulaRule(["IF(ISERROR(D20),UNKNOWN(1),D20=5)"], font=UNSEEN), True),
            (FormulaRule(["UNKNOWN(D20)=1"], font=UNSEEN), True),
            (Rule(type="containsErrors", formula=["ISERROR(D20)"], dxf=WHITE_INK), False),
            (Rule(type="notContainsErrors", dxf=WHITE_INK), True),
            (Rule(type="containsBlanks", dxf=WHITE_INK), False),
            (Rule(type="notContainsBlanks", formula=["LEN(TRIM(D20))>0"], dxf=WHITE_INK), True),
            (Rule(type="containsText", formula=['NOT(ISERROR(SEARCH("无",D20)))'], dxf=WHITE_INK), False),
            (Rule(type="containsText", formula=['NOT(ISERROR(SEARCH("5",D20)))'], dxf=WHITE_INK), True),
            (Rule(type="notContainsText", formula=['ISERROR(SEARCH("无",D20))'], dxf=WHITE_INK), True),
            (Rule(type="beginsWith", formula=['LEFT(D20,LEN("无"))="无"'], dxf=WHITE_INK), False),
            (Rule(type="endsWith", formula=['RIGHT(D20,LEN("5"))="5"'], dxf=WHITE_INK), True),
            (Rule(type="timePeriod", formula=["FLOOR(D20,1)=TODAY()-1"], dxf=WHITE_INK), False),
            (Rule(type="top10", rank=3, dxf=WHITE_INK), True),
            (Rule(type="duplicateValues", dxf=WHITE_INK), True),
            (FormulaRule(["D20=0"], font=UNSEEN), False),
            (FormulaRule(["D20=5"], font=UNSEEN), True),
            (FormulaRule(["ISNUMBER(D20)"], font=UNSEEN), True),
            (FormulaRule(["TRUE"], font=UNSEEN), True),
            (FormulaRule(["FALSE"], font=UNSEEN), False),
            (FormulaRule(["D20=5"], font=Font(strike=True)), True),
            (FormulaRule(["D20=5"], fill=PatternFill(bgColor="FF000000")), True),
            (FormulaRule(["D20=5"], font=Font(color="FF0000"), fill=PatternFill(bgColor="FF0000")), True),
            (FormulaRule(["D20=5"], font=UNSEEN, fill=PatternFill(bgColor="FF000000")), False),
            (FormulaRule(["D20=5"], font=Font(color="FF0000")), False),
            (FormulaRule(["D20=5"], fill=PatternFill(bgColor="FFC7CE")), False),
            (FormulaRule(["D20=5"], font=Font(b=True)), False),
            (DataBarRule("min", None, "max", None, color="FF638EC6"), False),
            (DataBarRule("min", None, "max", None, color="FF638EC6", showValue=False), True),
            (ColorScaleRule("min", None, "FF0000", end_type="max", end_color="00FF00"), False),
        ],
    )
    def test_hides_what_it_applies_to(self, rule: Rule, hidden: bool) -> None:
        raw = self.with_rule(rule)
        assert (raw[COUNT].kind is CellKind.UNREADABLE) is hidden
        assert hidden or raw[COUNT].value == 5

    def test_by_a_number_format(self) -> None:
        style = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=";;;"))
        raw = self.with_rule(Rule(type="expression", formula=["D20=5"], dxf=style))
        assert doubt_of(raw, COUNT) == Doubt.FORMAT

    def test_relative_to_each_cell(self) -> None:
        raw = self.with_rule(FormulaRule(["D20=0"], font=self.UNSEEN))
        assert raw[COUNT].value == 5
        assert doubt_of(raw, TOTAL) == Doubt.COLOUR

    def test_a_text_is_more_than_any_number(self) -> None:
        assert self.with_rule(CellIsRule("equal", ["0"], font=self.UNSEEN), "0")[COUNT].value == 0
        assert doubt_of(self.with_rule(CellIsRule("greaterThan", ["9"], font=self.UNSEEN), "5"), COUNT)

    @pytest.mark.parametrize(
        "rule",
        [
            CellIsRule("equal", ["0"], font=UNSEEN),
            Rule(type="containsErrors", formula=["ISERROR(A1)"], dxf=WHITE_INK),
            Rule(type="top10", rank=1, dxf=WHITE_INK),
        ],
    )
    def test_heads_of_words_are_no_zeros_and_keep_their_unit(self, rule: Rule) -> None:
        workbook, _ = book_with(FEES, looking(12.35))
        workbook.worksheets[0].conditional_formatting.add("A1:U60", rule)
        doubts = {note.path for note in both(saved(workbook)).notes if note.kind is NoteKind.DOUBT}
        assert (FEES in doubts) is (rule.type == "top10")
        if rule.type != "top10":
            assert both(saved(workbook))[FEES].value == Decimal("12.35")

    def test_those_that_excel_keeps_apart(self) -> None:
        data = saved(book_with(COUNT, looking(5))[0])
        extension = """<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
          xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>
          <x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">
          <x14:cfRule type="expression" priority="1" id="{1}"><xm:f>OTHER!A1=1</xm:f>
          <x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule><xm:sqref>D20</xm:sqref>
          </x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"""
        raw = gr.read(in_sheet(data, "</worksheet>", extension))
        assert doubt_of(raw, COUNT) == Doubt.COLOUR


class TestStaleResults:
    """Results that the file itself says are to be computed are none."""

    def stored(self, formula: str, result: str, *, load: bool = True, calculate: str = "") -> gr.RawReport:
        workbook, at = book_with(TOTAL, looking(f"={formula}"), requests__received__business=5)
        workbook.calculation.fullCalcOnLoad = load
        data = in_sheet(
            saved(workbook),
            rf'(<c r="{at}"[^>]*>)<f>.*?</c>',
            rf"\1<f{calculate}>{formula}</f><v>{result}</v></c>",
        )
        return gr.read(data)

    def codes(self, raw: gr.RawReport) -> set[str]:
        return {each.code for each in gr.check(raw).findings} & {"F307", "F308"}

    def test_another_result_is_computed(self) -> None:
        raw = self.stored("SUM(D20:I20)", "0")
        assert (raw[TOTAL].value, self.codes(raw)) == (5, {"F307"})

    def test_the_same_result_needs_no_word(self) -> None:
        raw = self.stored("SUM(D20:I20)", "5")
        assert (raw[TOTAL].value, self.codes(raw)) == (5, set())

    def test_one_that_cannot_be_computed_is_unreadable(self) -> None:
        raw = self.stored("SUMIF(D20:I20,5)", "5")
        assert (raw[TOTAL].kind, self.codes(raw)) == (CellKind.UNREADABLE, {"F308"})

    def test_a_formula_that_is_computed_whenever_the_file_is_opened(self) -> None:
        raw = self.stored("NOW()", "5", load=False, calculate=' ca="1"')
        assert (raw[TOTAL].kind, self.codes(raw)) == (CellKind.UNREADABLE, {"F308"})

    def test_a_number_computed_in_place_of_a_text_is_shown_as_a_number(self) -> None:
        workbook, at = book_with(TOTAL, looking("=SUM(D20:I20)", number_format="0%"))
        for code, kind in (("0%", CellKind.UNREADABLE), ("0", CellKind.NUMBER)):
            workbook.worksheets[0][at].number_format = code
            stored = r'\1 t="str"><f>SUM(D20:I20)</f><v></v></c>'
            raw = gr.read(in_sheet(saved(workbook), rf'(<c r="{at}"[^>]*)><f>.*?</c>', stored))
            assert raw[TOTAL].kind is kind
            assert "F306" not in {each.code for each in gr.check(raw).findings}

    def test_otherwise_results_are_believed(self) -> None:
        raw = self.stored("SUMIF(D20:I20,5)", "5", load=False)
        assert (raw[TOTAL].value, self.codes(raw)) == (5, set())

    def test_a_result_counts_where_it_goes_on_into_others(self) -> None:
        workbook, addresses = one_sheet(zeros(requests__received__business=5))
        sheet = workbook.worksheets[0]
        sheet["L1"] = "=SUM(D20:I20)"
        sheet[addresses[TOTAL]] = "=L1"
        data = in_sheet(saved(workbook), r"(<f>SUM\(D20:I20\)</f>)<v ?/?>(</v>)?", r"\1<v>0</v>")
        assert gr.read(data)[TOTAL].value == 5

    @pytest.mark.parametrize("formula", ["SUM(D20:I20)", 'IF(5=0,"",5)', "L1"])
    def test_a_zero_that_the_formula_contradicts_is_neither_zero_nor_what_it_gives(
        self, formula: str
    ) -> None:
        workbook, at = book_with(TOTAL, looking(f"={formula}"), requests__received__business=5)
        workbook.worksheets[0]["L1"] = "=5"
        workbook.calculation.fullCalcOnLoad = False
        data = saved(workbook)
        for address in ("L1", at):
            data = in_sheet(data, rf'(<c r="{address}"[^>]*>)<f>(.*?)</f>.*?</c>', r"\1<f>\2</f><v>0</v></c>")
        raw = gr.read(data)
        assert (raw[TOTAL].kind, self.codes(raw)) == (CellKind.UNREADABLE, {"F308"})

    @pytest.mark.parametrize("formula", ["SUM(F20:I20)", "SUMIF(D20:I20,7)"])
    def test_other_zeros_are_believed(self, formula: str) -> None:
        raw = self.stored(formula, "0", load=False)
        assert (raw[TOTAL].value, self.codes(raw)) == (0, set())

    def test_words_that_a_formula_made_stay(self) -> None:
        workbook, _ = one_sheet(zeros())
        sheet = workbook.worksheets[0]
        sheet["L1"] = '="甲"&"乙"'
        data = in_sheet(
            saved(workbook), r'<c r="L1"[^>]*>.*?</c>', '<c r="L1" t="str"><f>A</f><v>甲市</v></c>'
        )
        raw = gr.read(data)
        assert "甲市" in {text for each in raw.leftovers for text in each.text.split("\t")}


SHAPE = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="a"{hidden}/></xdr:nvSpPr>'
    "<xdr:spPr>{fill}</xdr:spPr></xdr:sp>"
)


def drawn_over(data: bytes, anchor: str) -> bytes:
    """A workbook with a drawing over its sheet."""
    spaces = (
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        drawing = f'<drawing xmlns:r="{relations}" r:id="rId1"/></worksheet>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", drawing).encode()
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/drawing" Target="../drawings/drawing1.xml"/>'
            "</Relationships>"
        ).encode()
        parts["xl/drawings/drawing1.xml"] = f"<xdr:wsDr {spaces}>{anchor}</xdr:wsDr>".encode()

    return repacked(data, change)


def two_cells(first: tuple[int, int], last: tuple[int, int], what: str, *, inset: int = 90_000) -> str:
    """An anchor from within one cell to within another: (column, row), from 0."""
    (left, top), (right, bottom) = first, last
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>{inset}</xdr:colOff>"
        f"<xdr:row>{top}</xdr:row><xdr:rowOff>{inset // 3}</xdr:rowOff></xdr:from>"
        f"<xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>{5 * inset}</xdr:colOff>"
        f"<xdr:row>{bottom}</xdr:row><xdr:rowOff>{5 * inset // 3}</xdr:rowOff></xdr:to>"
        f"{what}<xdr:clientData/></xdr:twoCellAnchor>"
    )


class TestThings:
    """What lies over a cell is seen; what is under it may not be."""

    BOX = SHAPE.format(hidden="", fill="<a:noFill/>")
    COVER = SHAPE.format(hidden="", fill='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')
    GLASS = SHAPE.format(
        hidden="", fill='<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="5000"/></a:srgbClr></a:solidFill>'
    )
    PLACE = (3, 19)  # D20, 本年新收 / 自然人

    def over(self, what: str, value: Any = None, last: tuple[int, int] = PLACE) -> gr.RawReport:
        workbook, at = book_with(COUNT, looking(value))
        assert at == "D20"
        return gr.read(drawn_over(saved(workbook), two_cells(self.PLACE, last, what)))

    def test_a_text_box_in_a_blank_cell(self) -> None:
        raw = self.over(self.BOX)
        assert doubt_of(raw, COUNT) == Doubt.DRAWING
        assert raw[COUNT].text == "〓"
        assert values(raw)["requests.received.business"] == 0
        assert values(raw)["requests.carried_in.natural_person"] == 0

    @pytest.mark.parametrize("what", [BOX, COVER])
    def test_a_text_box_over_a_figure(self, what: str) -> None:
        assert doubt_of(self.over(what, 44), COUNT) == Doubt.DRAWING

    def test_one_that_is_not_shown(self) -> None:
        raw = self.over(SHAPE.format(hidden=' hidden="1"', fill=""), 44)
        assert raw[COUNT].value == 44

    def test_over_some_cells_of_a_row(self) -> None:
        raw = self.over(self.BOX, last=(5, 19))
        doubted = [note.path for note in raw.notes if note.kind is NoteKind.DOUBT]
        assert doubted == [f"requests.received.{kind}" for kind in ("natural_person", "business", "research")]

    def test_a_seal_over_many_figures_says_nothing(self) -> None:
        raw = self.over(self.GLASS, 44, last=(8, 30))
        assert (raw[COUNT].value, raw.notes) == (44, ())

    def test_a_cover_over_many_figures_hides_them(self) -> None:
        raw = self.over(self.COVER, 44, last=(8, 30))
        assert doubt_of(raw, COUNT) == Doubt.DRAWING
        assert raw[TOTAL].value == 0

    def test_a_picture_over_a_whole_blank_table(self) -> None:
        figures = zeros()
        blank = dict.fromkeys([path for path in figures if path.startswith("requests.")])
        workbook, _ = one_sheet({**figures, **blank})
        raw = gr.read(drawn_over(saved(workbook), two_cells((3, 19), (9, 44), self.BOX)))
        assert {doubt_of(raw, path) for path in raw.paths if path.startswith("requests.")} == {Doubt.DRAWING}

    @pytest.mark.parametrize(
        ("kind", "shown", "doubt"),
        [
            ("Checkbox", "", Doubt.DRAWING),
            ("Pict", "", Doubt.PICTURE),
            ("Note", "<x:Visible/>", Doubt.DRAWING),
            ("Note", "", None),
        ],
    )
    def test_controls_objects_and_comments(self, kind: str, shown: str, doubt: Doubt | None) -> None:
        drawing = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
            f'<v:shape><x:ClientData ObjectType="{kind}">{shown}'
            "<x:Anchor>3, 2, 19, 2, 3, 50, 19, 15</x:Anchor></x:ClientData></v:shape></xml>"
        )
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

        def change(parts: dict[str, bytes]) -> None:
            sheet = parts["xl/worksheets/sheet1.xml"].decode()
            legacy = f'<legacyDrawing xmlns:r="{relations}" r:id="rId1"/></worksheet>'
            parts["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", legacy).encode()
            parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{relations}/vmlDrawing" Target="../drawings/v.vml"/>'
                "</Relationships>"
            ).encode()
            parts["xl/drawings/v.vml"] = drawing.encode()

        raw = gr.read(repacked(saved(book_with(COUNT, looking(44))[0]), change))
        assert doubt_of(raw, COUNT) == doubt

    def test_far_corners_cost_nothing(self) -> None:
        workbook, _ = book_with(COUNT, looking(None))
        sheet = workbook.worksheets[0]
        sheet["XFD1048576"] = "x"
        sheet.conditional_formatting.add("A1:XFD1048576", FormulaRule(["A1=7"], font=Font(color="FFFFFF")))
        raw = gr.read(drawn_over(saved(workbook), 50 * two_cells(self.PLACE, self.PLACE, self.BOX)))
        assert doubt_of(raw, COUNT) == Doubt.DRAWING
        assert raw[TOTAL].value == 0

    def test_one_anchored_by_its_size(self) -> None:
        workbook, _ = book_with(COUNT, looking(None))
        anchor = (
            "<xdr:oneCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>19</xdr:row>"
            '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="500000" cy="150000"/>'
            f"{self.BOX}<xdr:clientData/></xdr:oneCellAnchor>"
        )
        assert doubt_of(gr.read(drawn_over(saved(workbook), anchor)), COUNT) == Doubt.DRAWING

    def test_a_picture(self) -> None:
        pytest.importorskip("PIL")
        from openpyxl.drawing.image import Image
        from PIL.Image import new

        stream = BytesIO()
        new("RGB", (40, 15)).save(stream, "PNG")
        workbook, at = book_with(COUNT, looking(None))
        workbook.worksheets[0].add_image(Image(stream), at)
        assert doubt_of(gr.read(saved(workbook)), COUNT) == Doubt.PICTURE

    @pytest.mark.parametrize("area", [((5, 1), (9, 12)), ((0, 60), (6, 70)), ((12, 0), (20, 40))])
    def test_a_chart_beside_the_tables_changes_nothing(self, area: tuple[Any, Any]) -> None:
        workbook, _ = one_sheet(zeros())
        plain = gr.read(saved(workbook))
        chart = (
            '<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="c"/></xdr:nvGraphicFramePr>'
            "</xdr:graphicFrame>"
        )
        assert gr.read(drawn_over(saved(workbook), two_cells(*area, chart))) == plain

    @pytest.mark.parametrize("anchor", ["A1", "L3", "A60"])
    def test_a_logo_beside_the_tables_changes_nothing(self, anchor: str) -> None:
        pytest.importorskip("PIL")
        from openpyxl.drawing.image import Image
        from PIL.Image import new

        stream = BytesIO()
        new("RGB", (150, 50)).save(stream, "PNG")
        workbook, _ = one_sheet(zeros(), row=5)
        workbook.worksheets[0]["A1"] = "甲市审计局2022年政府信息公开工作年度报告"
        plain = gr.read(saved(workbook))
        workbook.worksheets[0].add_image(Image(stream), anchor)
        assert gr.read(saved(workbook)) == plain

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="D20" t="e" vm="1"><v>#VALUE!</v></c>',
            '<c r="D20" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        ],
    )
    def test_a_picture_placed_in_the_cell(self, cell: str) -> None:
        workbook, at = book_with(COUNT, looking(44))
        data = in_sheet(saved(workbook), rf'<c r="{at}"[^>]*>.*?</c>', cell)
        assert doubt_of(gr.read(data), COUNT) == Doubt.PICTURE
