"""What the form and the statute require of the prose, table 2 beside it, and last year's text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.rules.repetition import sentences

FIVE = "主动公开有序。依申请公开规范。政府信息管理严格。平台建设有成效。监督保障到位。"


def written(report: gr.AnnualReport, **sections: str | None) -> gr.RawReport:
    prose: dict[str, str | None] = {
        "overview": FIVE,
        "problems_and_improvements": "有不足，已改进。",
        "other_matters": "未收取信息处理费。",
        "preamble": None,
    }
    return attrs.evolve(gr.RawReport.of(report), **(prose | sections))  # type: ignore[arg-type]


def codes(raw: gr.RawReport) -> list[str]:
    return [finding.code for finding in gr.check(raw).findings if finding.code[0] in "NTY"]


class TestRequirements:
    @pytest.mark.parametrize(
        ("sections", "expected"),
        [
            ({}, []),
            ({"problems_and_improvements": None}, ["N201"]),
            ({"problems_and_improvements": None, "overview": None}, ["N201", "N201"]),
            ({"overview": None, "problems_and_improvements": None, "other_matters": None}, []),
            ({"problems_and_improvements": "无"}, ["N202"]),
            ({"problems_and_improvements": "暂无。"}, ["N202"]),
            ({"problems_and_improvements": "不存在问题。"}, ["N202"]),
            ({"problems_and_improvements": "（一）我局无存在的问题 。"}, ["N202"]),
            ({"problems_and_improvements": "本年度没有明显不足。"}, ["N202"]),
            ({"problems_and_improvements": "没有问题意识的同志仍有，已培训。"}, []),
            ({"overview": "无"}, ["N202", "N203"]),
            (
                {"overview": "主動公開有序。依申請公開規範。信息管理嚴格。平台建設有成效。監督保障到位。"},
                [],
            ),
            ({"other_matters": "未收取信息處理費。"}, []),
            ({"problems_and_improvements": "无专职人员，已增配一名。"}, []),
            ({"overview": FIVE.replace("监督保障到位。", "")}, ["N203"]),
            ({"overview": FIVE.replace("监督保障到位", "全年培训2次，接受考核")}, []),
            ({"other_matters": "无其他需要报告的事项。"}, ["N204"]),
            ({"other_matters": "本年度没有收取任何费用。"}, []),
        ],
    )
    def test_of_the_prose(
        self, nangong: gr.AnnualReport, sections: dict[str, str | None], expected: list[str]
    ) -> None:
        assert codes(written(nangong, **sections)) == expected

    def test_where_nothing_is_said(self, nangong: gr.AnnualReport) -> None:
        raw = written(nangong, overview="无。", problems_and_improvements="暂无")
        found = gr.check(raw, select=["N202"]).findings
        assert [(each.path, each.message()) for each in found] == [
            ("overview", "第一部分只写了“无。”。"),
            ("problems_and_improvements", "第五部分只写了“暂无”。"),
        ]

    def test_a_figure_that_disagrees_is_told_with_its_section(self, nangong: gr.AnnualReport) -> None:
        said = "新收政府信息公开申请7件。"
        raw = written(nangong, preamble=said)
        assert [each.message().split("说")[0] for each in gr.check(raw, select=["N101"]).findings] == ["前言"]
        raw = written(nangong, other_matters=said)
        (finding,) = gr.check(raw, select=["N101"]).findings
        assert finding.message().startswith("六、其他需要报告的事项说“新收政府信息公开申请7件”")

    def test_what_is_missing_is_named(self, nangong: gr.AnnualReport) -> None:
        raw = written(nangong, overview="主动公开有序。依申请公开规范。", other_matters=None)
        section, aspects = gr.check(raw, select=["N201", "N203"]).findings
        assert "六、其他需要报告的事项" in section.message("zh")
        assert section.path == "other_matters"
        assert "政府信息管理、政府信息公开平台建设、监督保障" in aspects.message("zh")

    @pytest.mark.parametrize(
        ("sections", "said"),
        [
            ({"title": "南宫市人民政府办公室2023年政府信息公开工作年度报告"}, None),
            ({"title": "南宫市人民政府办公室2022年政府信息公开工作年度报告"}, 2022),
            ({"title": "南宫市人民政府办公室政府信息公开工作年度报告"}, None),
            ({"preamble": "本报告所列数据统计期限为2023年1月1日至2023年12月31日。"}, None),
            ({"preamble": "本报告所列数据统计期限为2022年1月1日至2022年12月31日。"}, 2022),
            ({"preamble": "本报告所列数据统计期限为2022年1月1日至2023年12月31日。"}, 2022),
            ({"preamble": "现公布南宫市人民政府办公室2022年度政府信息公开工作年度报告。"}, 2022),
            ({"preamble": "现公布南宫市人民政府办公室 2023 年政府信息公开工作年度报告。"}, None),
            ({"preamble": "依据《2022年度报告编制要求》，现公布2023年政府信息公开工作年度报告。"}, None),
            ({"preamble": "依据2019年修订的《中华人民共和国政府信息公开条例》编制。"}, None),
            ({"overview": f"2022年，我办扎实推进。{FIVE}"}, 2022),
            ({"overview": f"2022年我办扎实推进。{FIVE}"}, 2022),
            ({"overview": f"（一）总体做法。2022年度，我办扎实推进。{FIVE}"}, 2022),
            ({"problems_and_improvements": "2022年，我办公开不够主动。下步改进。"}, 2022),
            ({"problems_and_improvements": "2024年，我办将改进。"}, None),
            ({"problems_and_improvements": "2022年存在的问题已整改。"}, None),
            ({"other_matters": "2022年度，未收取信息处理费。"}, 2022),
            ({"other_matters": "2023年度，未收取信息处理费。"}, None),
            ({"overview": f"2023年，我办扎实推进。{FIVE}"}, None),
            # A look back beside the report's own year.
            ({"overview": f"2022年，我办启用新平台。2023年，持续完善。{FIVE}"}, None),
            ({"overview": f"2022年，我办启用新平台，2023年持续完善。{FIVE}"}, None),
            # A year inside a sentence tells nothing of the report's own.
            ({"overview": f"依据2019年修订的条例，{FIVE}"}, None),
        ],
    )
    def test_own_year(
        self, nangong: gr.AnnualReport, sections: dict[str, str | None], said: int | None
    ) -> None:
        found = gr.check(written(nangong, **sections), select=["N205"]).findings
        assert [dict(finding.details)["said"] for finding in found] == ([str(said)] if said else [])


class TestRegulations:
    @pytest.mark.parametrize(
        "agency",
        [
            "甲县人民政府",
            "甲县人民政府办公室",
            "甲市乙区人民政府",
            "甲镇人民政府",
            "甲乡人民政府",
            "甲市乙区教育局",
            "甲县发展和改革局",
            "甲街道办事处",
            "甲市乙区市场监督管理局",
            "甲县城市管理局",
            "甲旗人民政府",
        ],
    )
    def test_no_county_or_town_makes_them(self, nangong: gr.AnnualReport, agency: str) -> None:
        assert self._found(nangong, agency) == ["disclosure.regulations.in_force"]

    @pytest.mark.parametrize(
        "agency",
        [
            "甲省人民政府",
            "甲市人民政府",
            "内蒙古自治区人民政府",
            "广西壮族自治区教育厅",
            "宁夏回族自治区粮食和物资储备局",
            "国家乡村振兴局",
            "国家税务总局甲县税务局",
            "中国证券监督管理委员会",
            "甲市镇江路小学",
            "广西壮族自治区市场监督管理局",
            "甲市市场监督管理局",
        ],
    )
    def test_who_may_or_may_not_is_left_alone(self, nangong: gr.AnnualReport, agency: str) -> None:
        assert self._found(nangong, agency) == []

    def _found(self, report: gr.AnnualReport, agency: str) -> list[str | None]:
        path = "disclosure.regulations.in_force"
        raw = attrs.evolve(gr.RawReport.of(report), agency=agency)
        three = gr.Cell(path, gr.CellKind.NUMBER, 3, "3")
        raw = attrs.evolve(raw, cells=tuple(three if cell.path == path else cell for cell in raw))
        return [finding.path for finding in gr.check(raw, select=["T201"]).findings]


class TestDocuments:
    """B3 and B5: no fewer documents in force, or public, than came in the year."""

    @pytest.mark.parametrize(
        ("issued", "repealed", "in_force", "least"),
        [(4, 1, 3, None), (4, 1, 2, 3), (4, 9, 0, None), (0, 0, 0, None), (4, 0, 4, None)],
    )
    def test_in_force(
        self, nangong: gr.AnnualReport, issued: int, repealed: int, in_force: int, least: int | None
    ) -> None:
        row = "disclosure.normative_documents"
        figures = {"issued": issued, "repealed": repealed, "in_force": in_force}
        raw = self._with(gr.RawReport.of(nangong), {f"{row}.{name}": each for name, each in figures.items()})
        result = gr.check(raw, select=["T203"])
        found = [(each.path, each.stated, each.expected, each.difference) for each in result.findings]
        assert found == ([(f"{row}.in_force", in_force, least, in_force - least)] if least else [])
        assert all(each.severity == "info" and "规范性文件" in each.message() for each in result.findings)
        assert result.outcomes["T203"] == ("failed" if least else "passed")

    def test_a_blank_decides_nothing(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        cells = tuple(
            gr.Cell(cell.path, gr.CellKind.BLANK) if cell.path.endswith((".issued", ".in_force")) else cell
            for cell in raw
        )
        assert gr.check(attrs.evolve(raw, cells=cells)).outcomes["T203"] == "not applicable"

    def test_each_edition_has_its_own(self, nangong: gr.AnnualReport) -> None:
        form = gr.form_with(edition="2019")
        cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0") for cell in form.cells)
        raw = gr.RawReport(agency="甲局", year=2020, cells=cells)
        row = "disclosure.regulations"
        raw = self._with(raw, {f"{row}.published": 3, f"{row}.public_total": 2, f"{row}.created": 9})
        result = gr.check(raw)
        assert [(each.code, each.path) for each in result.findings if each.code in ("T203", "T204")] == [
            ("T204", f"{row}.public_total")
        ]
        assert result.outcomes["T203"] == "not applicable"
        assert gr.check(nangong).outcomes["T204"] == "not applicable"
        assert gr.check(self._with(raw, {f"{row}.public_total": 3})).outcomes["T204"] == "passed"

    def _with(self, raw: gr.RawReport, figures: dict[str, int]) -> gr.RawReport:
        return attrs.evolve(
            raw,
            cells=tuple(
                gr.Cell(cell.path, gr.CellKind.NUMBER, figures[cell.path], str(figures[cell.path]))
                if cell.path in figures
                else cell
                for cell in raw
            ),
        )


class TestProcessingFee:
    @pytest.mark.parametrize(
        ("said", "stated", "charged"),
        [
            ("收取信息处理费1200元。", "0.12", None),
            ("收取信息处理费1200元。", "0", "1200"),
            ("收取信息处理费１,２００元。", "0.11", "1200"),
            ("收取信息处理费1200元。", "0.1", None),  # may be rounded
            ("收取信息处理费1250元。", "0.12", None),
            ("收取信息处理费1251元。", "0.12", "1251"),
            ("收取信息处理费1250.1元。", "0.12", "1250.1"),
            ("信息公开处理费共计0.2万元。", "0.1", "2000"),
            ("信息公开处理费共计0.2万元。", "0.2", None),
            ("未收取信息处理费。", "0", None),
            # Of several sums nobody knows which is the whole.
            ("收取信息处理费300元，其中甲局收取信息处理费200元。", "0", None),
        ],
    )
    def test_beside_table_2(
        self, nangong: gr.AnnualReport, said: str, stated: str, charged: str | None
    ) -> None:
        path = "disclosure.fees.amount"
        raw = written(nangong, other_matters=said)
        cell = gr.Cell(path, gr.CellKind.NUMBER, Decimal(stated), stated)
        raw = attrs.evolve(raw, cells=tuple(cell if each.path == path else each for each in raw))
        found = gr.check(raw, select=["T202"]).findings
        assert [dict(finding.details)["charged"] for finding in found] == ([charged] if charged else [])


class TestRepeatedProse:
    LAST = (
        "我办公开目录已全面更新完毕。全年举办业务培训班共两期。"
        "政策文件均附有解读材料。网站栏目更新及时且规范。"
    )

    @pytest.mark.parametrize(
        ("text", "share"),
        [
            (LAST, 100),
            (LAST.replace("共两期", "共三期"), 75),
            (LAST.replace("。", "；\n"), 100),
            (LAST.replace("共两期", "共三期").replace("完毕", "一遍").replace("规范", "有效"), None),
            # Too short to be compared.
            ("我办公开目录已全面更新完毕。无。", None),
        ],
    )
    def test_share(self, nangong: gr.AnnualReport, text: str, share: int | None) -> None:
        last, this = self._two_years(nangong, text)
        found = gr.check(this, previous=last, select=["Y503"]).findings
        assert [dict(finding.details)["share"] for finding in found] == ([str(share)] if share else [])
        assert [finding.path for finding in found] == (["overview"] if share else [])

    def test_without_last_year_nothing_is_judged(self, nangong: gr.AnnualReport) -> None:
        _, this = self._two_years(nangong, self.LAST)
        assert gr.check(this, select=["Y503"]).outcomes["Y503"] is gr.Outcome.NOT_APPLICABLE

    def _two_years(self, report: gr.AnnualReport, text: str) -> tuple[gr.RawReport, gr.RawReport]:
        last = attrs.evolve(
            written(report, overview=self.LAST), year=2022, period=gr.Period.of_year(2022), title=None
        )
        return last, written(report, overview=text)

    def test_headings_and_set_phrases_are_no_sentences(self) -> None:
        assert sentences("（一）主动公开。无。") == []
        assert sentences("公开 目录全部更新完。公开目录全部更新完毕。") == ["公开目录全部更新完毕"]
        assert sentences("公开 目录　已经 全部更新完毕。") == ["公开目录已经全部更新完毕"]

    @pytest.mark.parametrize("number", ["（二）", "(2)", "二、", "2.", "　２．", "（十二）"])
    def test_numbered_headings_say_nothing(self, number: str) -> None:
        assert sentences(f"{number}依申请公开政府信息办理情况\n无。") == []
        assert sentences(f"{number}严格规范办理依申请公开\n无。") == []
        # Real reports have headings at the beginning of their paragraphs, too.
        assert sentences(f"{number}政府信息公开平台建设。无。\n{number}政府信息管理情况：无。") == []
        for said in ("加强培训，公开目录全部更新", "公开目录已经全部更新完毕。", "公开目录" * 6):
            (kept,) = sentences(f"{number}{said}\n无。")
            assert kept.endswith(said.rstrip("。").replace("，", ","))


@pytest.mark.parametrize("name", ["nangong-2023.txt", "huaian-2024.pdf"])
def test_real_reports_raise_nothing_here(shared: Path, name: str) -> None:
    assert codes(gr.read(shared / "real" / name)) == []
