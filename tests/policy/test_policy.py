"""Severities, waivers and a baseline: what they change, what they never hide, how files are read."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.outputs import Checked, pooled, sarif_log
from tests.conftest import EXAMPLES

AMOUNT = "requests.received.natural_person"


@pytest.fixture
def broken(nangong: gr.AnnualReport) -> gr.RawReport:
    """One figure changed: its row and its column no longer add up."""
    raw = gr.RawReport.of(nangong)
    nine = gr.Cell(AMOUNT, gr.CellKind.NUMBER, 9999, "9999")
    return attrs.evolve(raw, cells=tuple(nine if cell.path == AMOUNT else cell for cell in raw))


def codes(result: gr.CheckResult) -> list[str]:
    return [finding.code for finding in result.findings]


class TestSeverity:
    def test_an_error_made_a_warning_no_longer_counts(self, broken: gr.RawReport) -> None:
        plain = gr.check(broken)
        assert not plain.ok
        lenient = gr.check(broken, settings=gr.Settings(severity={f.code: "warning" for f in plain.errors}))
        assert lenient.ok
        assert sorted(codes(lenient)) == sorted(codes(plain))

    def test_by_name_as_by_code(self, broken: gr.RawReport) -> None:
        code = gr.check(broken).errors[0].code
        name = gr.find_rule(code).name
        by_code, by_name = (
            gr.check(broken, settings=gr.Settings(severity={k: "info"})) for k in (code, name)
        )
        assert by_code.findings == by_name.findings

    def test_an_info_made_an_error_counts(self, nangong: gr.AnnualReport) -> None:
        raw = attrs.evolve(gr.RawReport.of(nangong), other_matters="无其他事项。")
        assert gr.check(raw).ok
        assert not gr.check(raw, settings=gr.Settings(severity={"N204": "error"})).ok


class TestPage:
    def test_what_is_accepted_is_listed_with_its_reason(self, broken: gr.RawReport, tmp_path: Path) -> None:
        waiver = gr.Waiver(rule="T303", cell="requests", reason="已书面<说明>")
        result = gr.check(broken, select=["T303"], settings=gr.Settings(waivers=[waiver]))
        gr.write(result, tmp_path / "page.html")
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        accepted = page.partition("已接受、不计入的问题")[2]
        assert "T303" in accepted
        assert "豁免：已书面&lt;说明&gt;" in accepted
        assert gr.read(page.encode()).get(AMOUNT) is not None  # the list is no part of the report


class TestSelection:
    def test_ignored_here_and_there(self, broken: gr.RawReport) -> None:
        here = gr.check(broken, ignore=["T303"], settings=gr.Settings(ignore=["row-total"]))
        assert "T303" not in here.outcomes
        assert gr.find_rule("row-total").code not in here.outcomes

    def test_select_of_the_call_wins(self, broken: gr.RawReport) -> None:
        settings = gr.Settings(select=["T401"])
        assert set(gr.check(broken, settings=settings).outcomes) == {"T401"}
        assert set(gr.check(broken, select=["T303"], settings=settings).outcomes) == {"T303"}

    def test_a_rule_there_is_not(self, broken: gr.RawReport) -> None:
        with pytest.raises(gr.SettingsError, match=r"T999.*govinfo-report rules"):
            gr.check(broken, settings=gr.Settings(severity={"T999": "info"}))

    def test_a_rule_there_is_not_is_told_with_the_file(self, broken: gr.RawReport) -> None:
        with pytest.raises(gr.SettingsError) as caught:
            gr.check(broken, settings=gr.Settings(ignore=["T999"], file="office.toml"))
        said = caught.value
        assert (said.zh, said.en) == ("没有规则“T999”。", "There is no rule 'T999'.")
        assert "office.toml" in said.message("zh")
        assert said.message("zh").endswith("govinfo-report rules 列出全部规则。")
        assert said.message("en").endswith("govinfo-report rules lists them.")


class TestWaivers:
    def waived(self, raw: gr.RawReport, **waiver: object) -> gr.CheckResult:
        given = {"rule": "T303", "cell": "requests", "reason": "已书面说明"} | waiver
        return gr.check(raw, select=["T303"], settings=gr.Settings(waivers=[gr.Waiver(**given)]))  # type: ignore[arg-type]

    def test_a_waived_finding_does_not_count_and_is_kept(self, broken: gr.RawReport) -> None:
        found = gr.check(broken, select=["T303"]).findings
        result = self.waived(broken)
        assert result.ok
        assert not result.findings
        assert tuple(each.finding for each in result.set_aside) == found
        assert result.set_aside[0].waiver is not None
        assert result.set_aside[0].waiver.reason == "已书面说明"
        assert result.outcomes["T303"] is gr.Outcome.FAILED

    def test_cell_by_path_by_row_and_by_label(self, broken: gr.RawReport) -> None:
        finding = gr.check(broken, select=["T303"]).findings[0]
        assert finding.path is not None
        for cell in (finding.path, finding.path.rpartition(".")[0], " / ".join(finding.label)):
            assert all(each.finding.code == "T303" for each in self.waived(broken, cell=cell).set_aside)
            assert finding in [each.finding for each in self.waived(broken, cell=cell).set_aside]

    @pytest.mark.parametrize("cell", ["requests.rec", "requests.carried_in.natural", "report", "remedies"])
    def test_another_cell(self, broken: gr.RawReport, cell: str) -> None:
        result = self.waived(broken, cell=cell)
        assert "T303" in codes(result)
        assert "F902" in codes(result)

    @pytest.mark.parametrize(
        ("whom", "used"),
        [
            ({"agency": "南宫市人民政府办公室"}, True),
            ({"year": 2023}, True),
            ({"agency": "南宫市人民政府办公室", "year": 2022}, False),
            ({"agency": "甲县人民政府"}, False),
        ],
    )
    def test_for_one_agency_or_year(self, broken: gr.RawReport, whom: dict[str, object], used: bool) -> None:
        result = self.waived(broken, **whom)
        assert result.ok is used
        # A waiver for somebody else's report is not called unused here.
        assert "F902" not in codes(result)

    def test_an_unused_one_weighs_what_the_settings_say(self, nangong: gr.AnnualReport) -> None:
        waiver = gr.Waiver(rule="T303", cell="requests", reason="已说明")
        weights = {"F902": gr.Severity.ERROR}
        (finding,) = [
            each
            for each in gr.check(nangong, settings=gr.Settings(waivers=[waiver], severity=weights)).findings
            if each.code == "F902"
        ]
        assert finding.severity is gr.Severity.ERROR

    def test_unused(self, nangong: gr.AnnualReport) -> None:
        result = self.waived(gr.RawReport.of(nangong))
        assert codes(result) == ["F902"]
        assert "已书面说明" in result.findings[0].message("zh")

    def test_a_rule_that_was_not_applied_leaves_its_waiver_alone(self, nangong: gr.AnnualReport) -> None:
        waiver = gr.Waiver(rule="Y501", cell="requests", reason="口径调整")
        assert "F902" not in codes(gr.check(nangong, settings=gr.Settings(waivers=[waiver])))

    def test_needed_by_one_file_of_a_run(self, nangong: gr.AnnualReport, broken: gr.RawReport) -> None:
        both = [
            Checked(file=name, result=self.waived(raw))
            for name, raw in (("a", broken), ("b", gr.RawReport.of(nangong)))
        ]
        assert [codes(each.result) for each in pooled(both) if each.result] == [[], []]
        assert [codes(each.result) for each in pooled(both[1:]) if each.result] == [["F902"]]

    def test_a_crash_is_never_set_aside(
        self, nangong: gr.AnnualReport, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from govinfo_report.rules import Check, Subject, Verdict, engine
        from govinfo_report.rules.book import Book

        def crash(_: Subject) -> Verdict:
            raise ZeroDivisionError

        monkeypatch.setattr(engine, "book", lambda: Book((Check(gr.find_rule("T303"), crash),)))
        crashed = gr.check(nangong)
        waiver = gr.Waiver(rule="F901", cell="report", reason="不看")
        baseline = gr.Baseline.of([(crashed.raw.agency, crashed.raw.year, crashed.findings)])
        result = gr.check(nangong, settings=gr.Settings(waivers=[waiver], baseline=baseline))
        assert "F901" in codes(result)
        assert not result.ok

    def test_sarif_shows_it_suppressed(self, broken: gr.RawReport) -> None:
        log = sarif_log([Checked(file="a", result=self.waived(broken))], lang="zh", version="0")
        (result,) = log["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "external", "justification": "已书面说明"}]


class TestBaseline:
    def test_only_new_findings_are_left(self, broken: gr.RawReport) -> None:
        today = gr.check(broken)
        settings = gr.Settings(baseline=gr.Baseline.of([(broken.agency, broken.year, today.findings)]))
        again = gr.check(broken, settings=settings)
        assert again.ok
        assert not again.findings
        assert len(again.set_aside) == len(today.findings)
        other = gr.Cell(AMOUNT, gr.CellKind.NUMBER, 8888, "8888")
        changed = attrs.evolve(broken, cells=tuple(other if cell.path == AMOUNT else cell for cell in broken))
        assert not gr.check(changed, settings=settings).ok  # another wrong figure is another finding
        elsewhere = attrs.evolve(broken, agency="甲县人民政府", title=None)
        assert not gr.check(elsewhere, settings=settings).ok  # as is another agency's

    def test_beside_a_waiver_both_are_kept(self, broken: gr.RawReport) -> None:
        plain = gr.check(broken)
        waived = plain.findings[0]
        assert waived.path is not None
        waiver = gr.Waiver(rule=waived.code, cell=waived.path, reason="已说明")
        baseline = gr.Baseline.of([(broken.agency, broken.year, plain.findings)])
        result = gr.check(broken, settings=gr.Settings(waivers=[waiver], baseline=baseline))
        assert result.findings == ()
        assert {(each.finding, each.waiver) for each in result.set_aside} == {
            (each, waiver if each == waived else None) for each in plain.findings
        }

    def test_the_same_finding_twice_is_two(self, broken: gr.RawReport) -> None:
        finding = gr.check(broken).errors[0]
        baseline = gr.Baseline.of([("甲", 2023, [finding])])
        new, known = baseline.split("甲", 2023, [finding, finding])
        assert (new, known) == ([finding], [finding])

    @given(given_a.raw_reports())
    def test_round_trip_and_nothing_new_the_next_day(self, raw: gr.RawReport) -> None:
        today = gr.check(raw)
        baseline = gr.Baseline.of([(raw.agency, raw.year, today.findings)])
        assert gr.Baseline.from_json(baseline.to_json()) == baseline
        again = gr.check(raw, settings=gr.Settings(baseline=gr.Baseline.from_json(baseline.to_json())))
        assert not again.findings
        assert len(again.set_aside) == len(today.findings)

    @pytest.mark.parametrize("unknown", [{"agency": None}, {"year": None, "period": None}])
    def test_a_report_of_nobody_knows_whom_is_not_accepted(
        self, broken: gr.RawReport, unknown: dict[str, None]
    ) -> None:
        raw = attrs.evolve(broken, **unknown)  # type: ignore[arg-type]
        assert gr.Baseline.of([(raw.agency, raw.year, gr.check(raw).findings)]) == gr.Baseline()

    def test_the_same_report_twice_is_accepted_once(self, broken: gr.RawReport) -> None:
        one = (broken.agency, broken.year, gr.check(broken).findings)
        assert gr.Baseline.of([one, one]) == gr.Baseline.of([one])

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "x", "version": 1, "findings": []}'])
    def test_no_baseline(self, text: str) -> None:
        with pytest.raises(gr.SettingsError, match=r"这不是基线文件.*write-baseline"):
            gr.Baseline.from_json(text)


GOOD = """
ignore = ["N203"]
baseline = "accepted.json"

[severity]
N204 = "error"

[[waivers]]
rule = "T303"
cell = "requests.received"
reason = "已书面说明"
year = 2023
"""


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "accepted.json").write_text(gr.Baseline().to_json(), encoding="utf-8")
        (tmp_path / "a" / "b").mkdir(parents=True)
        return tmp_path

    @pytest.mark.parametrize("name", ["govinfo-report.toml", "pyproject.toml"])
    def test_found_from_below_and_read(self, folder: Path, name: str) -> None:
        text = GOOD
        if name == "pyproject.toml":
            text = "[tool.govinfo-report]" + GOOD.replace(
                "[severity]", "[tool.govinfo-report.severity]"
            ).replace("[[waivers]]", "[[tool.govinfo-report.waivers]]")
        (folder / name).write_text(text, encoding="utf-8")
        found = gr.find_settings(folder / "a" / "b")
        assert found is not None
        settings = gr.load_settings(found)
        assert settings.ignore == ("N203",)
        assert settings.severity == {"N204": gr.Severity.ERROR}
        assert settings.waivers == (
            gr.Waiver(rule="T303", cell="requests.received", reason="已书面说明", year=2023),
        )
        assert settings.baseline == gr.Baseline()
        assert settings.file == str(folder / name)

    def test_a_project_whose_settings_are_no_table(self, folder: Path) -> None:
        (folder / "pyproject.toml").write_text("[tool]\ngovinfo-report = 1\n", encoding="utf-8")
        with pytest.raises(gr.SettingsError, match="应是一个表"):
            gr.find_settings(folder)

    def test_a_project_without_settings_is_passed_over(self, folder: Path) -> None:
        (folder / "govinfo-report.toml").write_text("", encoding="utf-8")
        (folder / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
        assert gr.find_settings(folder / "a" / "b") == folder / "govinfo-report.toml"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("ignore = [", "不是 TOML"),
            ("ignor = []", "没有“ignor”这一项"),
            ("ignore = 'N203'", "ignore 应是"),
            ("severity = {N203 = 'fatal'}", "error、warning、info"),
            ("severity = {N203 = []}", "error、warning、info"),
            ("waivers = {}", "应写成 [[waivers]]"),
            ("[[waivers]]\nrule = 'T303'\ncell = 'x'", "有误：reason"),
            ("[[waivers]]\nrule = 'T303'\ncell = 'x'\nreason = ''", "有误：reason"),
            ("[[waivers]]\nrule = 'T303'\ncell = 'x'\nreason = 'y'\nyear = '2023'", "有误：year"),
            ("[[waivers]]\nrule = 'T303'\ncell = 'x'\nreason = 'y'\nwhen = 1", "有误：when"),
            ("waivers = [1]", "有误：rule、cell、reason"),
            ("baseline = 'nowhere.json'", "没有这个基线文件"),
            ("baseline = 1", "baseline 应是文件名"),
            ("convert = 'yes'", "convert 应是 true 或 false"),
        ],
    )
    def test_what_is_wrong_is_said_with_the_file(self, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "govinfo-report.toml").write_text(text, encoding="utf-8")
        with pytest.raises(gr.SettingsError) as caught:
            gr.load_settings(tmp_path / "govinfo-report.toml")
        assert said in caught.value.message("zh")
        assert str(tmp_path) in caught.value.message("zh")
        assert caught.value.message("en")

    def test_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(gr.SettingsError, match="读不了"):
            gr.load_settings(tmp_path / "none.toml")


def test_the_baseline_file_is_plain_to_read(broken: gr.RawReport) -> None:
    found = gr.check(broken, select=["T303"]).findings
    (first, *_) = json.loads(gr.Baseline.of([("甲局", 2023, found)]).to_json())["findings"]
    assert (first["agency"], first["year"], first["rule"]) == ("甲局", 2023, "T303")


@given(st.sampled_from(gr.catalogue()), st.sampled_from(gr.Severity))
def test_settings_take_every_rule(rule: gr.Rule, severity: gr.Severity) -> None:
    assert gr.Settings(severity={rule.name: severity.value}).severity == {rule.name: severity}


@pytest.mark.parametrize(
    ("cell", "covered"),
    [
        ("requests.received.total", True),
        ("requests.received", True),
        ("requests", True),
        ("requests.receive", False),
        ("一、本年新收政府信息公开申请数量 / 总计", True),
        ("一、本年新收政府信息公开申请数量", True),
        ("一、本年新收", False),
        ("report", False),
    ],
)
def test_a_waiver_covers_a_cell_its_row_and_what_is_above(cell: str, covered: bool) -> None:
    finding = gr.Finding(
        rule=gr.find_rule("T303"),
        path="requests.received.total",
        label=("一、本年新收政府信息公开申请数量", "总计"),
    )
    assert gr.Waiver(rule="T303", cell=cell, reason="已说明").covers(finding) is covered


class TestBeginningsOfCodes:
    """``T3`` is every rule whose code begins so, as ruff takes them."""

    @pytest.mark.parametrize(
        ("select", "ignore", "codes"),
        [
            (["T3"], [], {"T301", "T302", "T303"}),
            (["t3"], ["row-total"], {"T301", "T302"}),
            (["T3", "T401"], ["T"], {"T301", "T302", "T303", "T401"}),
            (["T301"], ["T301"], set()),
            (["T"], ["T2", "T3"], {"T401"}),
        ],
    )
    def test_the_longer_one_wins(self, select: list[str], ignore: list[str], codes: set[str]) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023.xlsx")
        assert set(gr.check(raw, select=select, ignore=ignore).outcomes) == codes
        settings = gr.Settings(select=select, ignore=ignore)
        assert set(gr.check(raw, settings=settings).outcomes) == codes

    def test_levels(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
        levels = {"T303": gr.Severity.INFO, "T": gr.Severity.WARNING}
        found = {
            each.code: each.severity for each in gr.check(raw, settings=gr.Settings(severity=levels)).findings
        }
        assert (found["T302"], found["T303"]) == ("warning", "info")

    def test_a_waiver_is_of_one_rule(self) -> None:
        waiver = gr.Waiver(rule="T3", cell="requests", reason="x")
        with pytest.raises(gr.SettingsError, match="没有规则“T3”"):
            gr.check(gr.read(EXAMPLES / "nangong-2023.xlsx"), settings=gr.Settings(waivers=[waiver]))
