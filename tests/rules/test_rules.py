"""Every rule: its catalogue entry, a passing and a failing example, and what it says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.findings import Outcome
from govinfo_report.rules import Check, Subject, book, engine
from govinfo_report.rules.examples import example_of
from govinfo_report.testing.violations import broken

CHECKS = [pytest.param(each, id=each.rule.code) for each in book.book().checks]
#: Not rules that a check applies: F403 is only for building a report, F901 and F902 are about other rules.
OTHERS = {"F403", "F901", "F902"}


class TestCatalogue:
    def test_codes_and_names_are_unique(self) -> None:
        rules = gr.catalogue()
        assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)

    @pytest.mark.parametrize("rule", gr.catalogue(), ids=lambda rule: rule.code)
    def test_every_rule_says_everything_in_both_languages(self, rule: gr.Rule) -> None:
        assert re.fullmatch(r"[FNTYM][0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        for name in ("clause", "title", "message", "advice", "passing", "failing"):
            text = getattr(rule, name)
            assert text.zh
            assert text.en
        zh, en = (set(re.findall(r"\{(\w+)\}", text)) for text in (rule.message.zh, rule.message.en))
        assert zh >= {name.removesuffix("_en") for name in en}

    @pytest.mark.parametrize("rule", gr.catalogue(), ids=lambda rule: rule.code)
    def test_every_rule_has_a_page_in_the_docs(self, rule: gr.Rule) -> None:
        from tests.conftest import ROOT

        page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
        assert f"## {rule.code} {rule.name}" in page
        assert rule.clause.zh in page

    def test_every_function_with_the_decorator_of_a_rule_is_in_it(self) -> None:
        stated = {
            f"{path.stem}.{name}"
            for path in Path(book.__file__).parent.glob("*.py")
            for name in _stated_in(ast.parse(path.read_text(encoding="utf-8")))
        }
        found = {
            f"{module.__name__.rpartition('.')[2]}.{name}": each
            for module in vars(book).values()
            if isinstance(module, ModuleType)
            for name, each in vars(module).items()
            if isinstance(each, Check)
        }
        assert stated == set(found)
        assert set(book.book().checks) >= set(found.values())
        assert {rule.code for rule in gr.catalogue()} == {
            each.rule.code for each in book.book().checks
        } | OTHERS

    def test_found_by_code_and_by_name(self) -> None:
        assert gr.find_rule("T303") is gr.find_rule("t303") is gr.find_rule("row-total")
        with pytest.raises(KeyError):
            gr.find_rule("T999")


class TestEveryRule:
    @pytest.mark.parametrize("check", CHECKS)
    def test_its_example_fails_exactly_that_rule(self, check: Check) -> None:
        made = example_of(check)
        subject = made if isinstance(made, Subject) else Subject(raw=made)
        for finding in _only_of(check, subject):
            assert "{" not in finding.message("zh") + finding.message("en")

    @pytest.mark.parametrize("check", CHECKS)
    @given(data=st.data())
    def test_so_does_the_like_of_any_sound_report(self, check: Check, data: st.DataObject) -> None:
        for finding in _only_of(check, data.draw(broken(check))):
            assert finding.message("zh")
            assert finding.message("en")

    def test_violations_are_of_the_rules_that_a_report_breaks_by_itself(self) -> None:
        across = {"Y501", "Y502", "Y503", "Y504", "Y505", "M601", "M602", "M603", "M604"}
        violable = {rule.code for rule in given_a.violable_rules()}
        assert violable == {rule.code for rule in gr.catalogue()} - OTHERS - across

    @given(given_a.reports())
    def test_a_report_that_holds_passes_every_rule(self, report: gr.AnnualReport) -> None:
        result = gr.check(report)
        assert result.ok
        # A form that is not the one of its year is a warning about the form, not about the figures;
        # what free prose does not say is a warning about the prose.
        of_the_form, of_the_prose = {"F204", "F207", "F208"}, {"N201", "N202", "N203", "N204", "N205"}
        usual = {"T203", "T204"}  # what is usual of documents, no relation of the form
        assert {finding.code for finding in result.findings} <= of_the_form | of_the_prose | usual
        undivided = any(".undivided." in path for path in result.raw.paths)
        assert result.count(Outcome.PASSED) == len(result.evaluations) == (40 if undivided else 42)

    @given(given_a.reports())
    def test_built_and_printed_reports_go_through_the_same_engine(self, report: gr.AnnualReport) -> None:
        assert gr.check(report) == gr.check(gr.RawReport.of(report))

    @given(given_a.raw_reports())
    def test_no_rule_crashes(self, raw: gr.RawReport) -> None:
        assert "F901" not in {finding.code for finding in gr.check(raw).findings}


def _stated_in(module: ast.Module) -> Iterator[str]:
    """The functions of a module under `rule` or `applies`, and the names given to what they make."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            name, makers = node.name, node.decorator_list
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name, makers = ast.unparse(node.targets[0]), [node.value.func]
        else:
            continue
        if any(
            isinstance(each, ast.Call) and ast.unparse(each.func) in ("rule", "applies") for each in makers
        ):
            yield name


def _only_of(check: Check, subject: Subject) -> tuple[gr.Finding, ...]:
    """The findings of a report that breaks one rule: they are all of it."""
    code = check.rule.code
    result = gr.check(subject.raw, previous=subject.previous, members=subject.members, roster=subject.roster)
    assert {finding.code for finding in result.findings} == {code}
    broken = (Outcome.FAILED, Outcome.UNDECIDED)
    assert result.outcomes[code] in broken
    assert all(finding.outcome in broken for finding in result.findings)
    return result.findings


def printed(**cells: str) -> gr.RawReport:
    """A report of zeros with some cells printed otherwise."""
    form = gr.form_with()
    texts = dict.fromkeys(form.by_path, "0") | {name.replace("__", "."): text for name, text in cells.items()}
    made = []
    for place in form.cells:
        text = texts[place.path]
        blank = gr.CellKind.MARK if text else gr.CellKind.BLANK
        kind = gr.CellKind.NUMBER if text.isdigit() else blank
        made.append(gr.Cell(place.path, kind, int(text) if text.isdigit() else None, text))
    return gr.RawReport(agency="甲局", year=2023, cells=tuple(made))


class TestRelations:
    """The relations, each on the error that was really met."""

    def test_a4_review_total_printed_0_for_10_and_1(self) -> None:
        block = "remedies__reconsideration__"
        result = gr.check(printed(**{f"{block}upheld": "10", f"{block}corrected": "1"}))
        (finding,) = result.findings
        assert (finding.code, finding.stated, finding.expected, finding.difference) == ("T401", 0, 11, -11)
        assert finding.message("zh") == (
            "行政复议 / 总计：表中为 0，按分项相加应为 11"
            "（结果维持 10 + 结果纠正 1，其余2格为 0），相差 -11。"
        )
        assert finding.message("en") == (
            "行政复议 / 总计: 0 is printed, its parts add up to 11 "
            "(结果维持 10 + 结果纠正 1; the other 2 are 0); difference -11."
        )

    def test_a3_row_total_printed_0_beside_one_legal_service(self) -> None:
        rows = ("received", "outcomes__granted", "outcomes__total")
        ones = {f"requests__{row}__legal_service": "1" for row in rows}
        result = gr.check(printed(**ones))
        assert [(each.code, each.path) for each in result.findings] == [
            ("T303", "requests.received.total"),
            ("T303", "requests.outcomes.granted.total"),
            ("T303", "requests.outcomes.total.total"),
        ]

    def test_a1_and_a2_name_their_cells(self) -> None:
        result = gr.check(
            printed(requests__outcomes__total__research="2", requests__outcomes__total__total="2")
        )
        found = [(each.code, each.path, each.expected) for each in result.findings]
        assert found == [
            ("T301", "requests.outcomes.total.research", 0),
            ("T302", "requests.outcomes.total.research", 0),
            ("T301", "requests.outcomes.total.total", 0),
            ("T302", "requests.outcomes.total.total", 0),
        ]


class TestBlanks:
    """空白、0、“/”：没有统一规定。A blank operand leaves a relation undecided."""

    def test_a_wholly_blank_block_is_one_note_and_conforms(self) -> None:
        block = [
            f"remedies__reconsideration__{name}"
            for name in ("upheld", "corrected", "other", "pending", "total")
        ]
        result = gr.check(printed(**dict.fromkeys(block, "")))
        (finding,) = result.findings
        assert (finding.code, finding.severity, finding.path) == ("F302", "info", "remedies.reconsideration")
        assert finding.detail("count") == "5"
        assert result.ok
        assert result.outcomes["T401"] is Outcome.UNDECIDED
        assert result.count(Outcome.UNDECIDED) == 1

    def test_a_blank_that_the_relations_show_to_be_zero_is_a_note(self) -> None:
        result = gr.check(printed(remedies__reconsideration__upheld=""))
        (finding,) = result.findings
        assert (finding.code, finding.severity) == ("F302", "info")
        assert "应为 0" in finding.message("zh")
        assert result.outcomes["T401"] is Outcome.UNDECIDED

    def test_a_blank_that_must_stand_for_a_figure_is_an_error(self) -> None:
        result = gr.check(printed(remedies__reconsideration__upheld="", remedies__reconsideration__total="3"))
        (finding,) = result.findings
        assert (finding.code, finding.severity, finding.expected) == ("F303", "error", 3)
        assert not result.ok

    def test_blanks_that_no_relation_settles_are_errors_each(self) -> None:
        two = {f"remedies__reconsideration__{name}": "" for name in ("upheld", "corrected")}
        result = gr.check(printed(remedies__reconsideration__total="3", **two))
        assert [(each.code, each.expected) for each in result.errors] == [("F303", None), ("F303", None)]

    def test_a_blank_outside_of_all_relations_is_a_warning(self) -> None:
        result = gr.check(printed(disclosure__regulations__repealed=""))
        (finding,) = result.findings
        assert (finding.code, finding.severity) == ("F303", "warning")
        assert result.ok

    def test_marks_are_told_apart_from_blanks(self) -> None:
        result = gr.check(
            printed(remedies__reconsideration__upheld="/", remedies__litigation_direct__upheld="")
        )
        assert [each.code for each in result.findings] == ["F304", "F302"]

    def test_a_wholly_blank_block_that_must_hold_a_figure_is_an_error(self) -> None:
        row = {f"requests__carried_in__{name.name}": "" for name in attrs.fields(gr.Applicants)}
        result = gr.check(
            printed(
                requests__carried_in__total="",
                requests__carried_over__other="2",
                requests__carried_over__total="2",
                **row,
            )
        )
        assert {(each.code, each.path, each.expected) for each in result.errors} == {
            ("F303", "requests.carried_in.other", 2),
            ("F303", "requests.carried_in.total", 2),
        }
        assert not result.ok


class TestCheck:
    def test_select_and_ignore_take_codes_and_names(self, nangong: gr.AnnualReport) -> None:
        assert set(gr.check(nangong, select=["T301", "row-total"]).outcomes) == {"T301", "T303"}
        assert "T303" not in gr.check(nangong, ignore=["row-total"]).outcomes
        with pytest.raises(KeyError):
            gr.check(nangong, select=["no-such-rule"])

    def test_absent_tables_make_relations_not_applicable(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        raw = attrs.evolve(raw, cells=tuple(cell for cell in raw if not cell.path.startswith("remedies.")))
        result = gr.check(raw)
        assert result.outcomes["T401"] is Outcome.NOT_APPLICABLE
        assert [finding.code for finding in result.errors] == ["F201"]

    def test_errors_come_first(self, nangong: gr.AnnualReport) -> None:
        raw = attrs.evolve(gr.RawReport.of(nangong), agency=None, year=203, period=None, title=None)
        raw = attrs.evolve(
            raw, preamble=None, overview=None, problems_and_improvements=None, other_matters=None
        )
        assert [finding.severity for finding in gr.check(raw).findings] == ["error", "warning"]

    def test_a_crash_of_a_rule_is_an_error_finding(
        self, nangong: gr.AnnualReport, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(_: Subject) -> object:
            raise ZeroDivisionError("boom")

        broken = Check(gr.find_rule("T303"), crash)  # type: ignore[arg-type]
        with_it = attrs.evolve(book.book(), checks=(broken, *book.book().checks))
        monkeypatch.setattr(engine, "book", lambda: with_it)
        result = gr.check(nangong)
        (finding,) = result.findings
        assert finding.code == "F901"
        assert "T303" in finding.message("zh")
        assert "boom" in finding.message("en")
        assert not result.ok
