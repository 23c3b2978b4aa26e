"""Figures of several years, and of all cases of a body, are not the tables': they are no disagreement."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.claims import Judgement

FIGURES = {
    "requests.received.total": 57,
    "requests.received.natural_person": 57,
    "requests.outcomes.total": 57,
    "requests.outcomes.granted.total": 57,
    "remedies.reconsideration.total": 7,
    "remedies.litigation_direct.total": 3,
    "disclosure.normative_documents.in_force": 19,
    "disclosure.normative_documents.issued": 4,
    "disclosure.penalties.decisions": 82,
}


def judged(text: str) -> set[Judgement]:
    from govinfo_report.rules.subject import Subject

    cells = tuple(
        gr.Cell(path, gr.CellKind.NUMBER, FIGURES.get(path, 0), str(FIGURES.get(path, 0)))
        for path in (cell.path for cell in gr.form_with().cells)
    )
    raw = gr.RawReport(agency="东坪县水利局", year=2024, overview=text, cells=cells)
    return {comparison.judgement for comparison in Subject(raw=raw).comparisons}


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月31日，累计收到政府信息公开申请1203件。",
        "截至2024年底，累计收到政府信息公开申请1203件。",
        "截至12月底，我局累计收到政府信息公开申请1203件。",
        "截至目前，共收到政府信息公开申请1203件。",
        "截至目前累计收到政府信息公开申请1203件。",
        "截至12月31日，共收到政府信息公开申请1203件。",
        "截止到目前，我局共收到政府信息公开申请1203件，均已答复。",
        "截止2024年12月31日，累计收到政府信息公开申请1203件。",
        "截至2024年末，已累计办结政府信息公开申请1203件。",
        "累计收到政府信息公开申请1203件。",
        "我局累计受理政府信息公开申请1203件，累计答复1198件。",
        "自2008年以来，共收到政府信息公开申请1203件。",
        "自2008年《条例》施行以来，我局共收到政府信息公开申请1203件。",
        "自《条例》实施以来，收到政府信息公开申请1203件。",
        "2008年以来，共收到政府信息公开申请1203件。",
        "2008年至2024年，共收到政府信息公开申请1203件。",
        "2020—2024年，共收到政府信息公开申请1203件。",
        "自2020年起，共收到政府信息公开申请1203件。",
        "从2019年开始，共收到政府信息公开申请1203件。",
        "历年共收到政府信息公开申请1203件。",
        "历年累计收到政府信息公开申请1203件。",
        "五年来，共收到政府信息公开申请1203件。",
        "近五年共收到政府信息公开申请1203件。",
        "近年来，共收到政府信息公开申请1203件。",
        "建局以来，共收到政府信息公开申请1203件。",
        "成立以来共收到政府信息公开申请1203件。",
        "开通以来，网站共收到政府信息公开申请1203件。",
        "“十四五”以来，共收到政府信息公开申请1203件。",
        "“十四五”期间，共收到政府信息公开申请1203件。",
        "本届政府共收到政府信息公开申请1203件。",
        "2024年，我局高度重视公开工作，截至12月31日累计收到政府信息公开申请1203件。",
        "全年新收政府信息公开申请57件，均已答复。截至2024年12月31日，累计收到政府信息公开申请1203件。",
        "2024年收到政府信息公开申请57件（历年累计收到1203件）。",
        "2024年新收政府信息公开申请57件，累计收到1203件。",
        "2024年收到政府信息公开申请57件，累计1203件。",
        "2024年制发行政规范性文件4件，累计制发行政规范性文件120件。",
        "累计制发行政规范性文件120件。",
        "截至2024年12月，累计作出行政处罚处理决定820件。",
        "本年收到政府信息公开申请57件。全年共办理行政复议案件412件。",
        "本年收到政府信息公开申请57件，均已答复。全局共办理行政复议案件412件、行政诉讼案件98件。",
        "依申请公开方面，收到政府信息公开申请57件。法制部门共办理行政复议412件。",
        "依申请公开方面，收到政府信息公开申请57件。各类行政诉讼案件共98件。",
        "依申请公开方面，收到政府信息公开申请57件。全部行政复议案件412件。",
        "全年共受理各类申请1203件。",
        "全年共办理各类申请1203件，其中政府信息公开申请57件。",
        "全年受理各类行政申请1203件。",
    ],
)
def test_what_is_not_of_the_year_and_of_the_tables_is_no_disagreement(text: str) -> None:
    assert Judgement.DISAGREE not in judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，我局共收到政府信息公开申请58件。",
        "2024年，我局累计收到政府信息公开申请58件。",
        "全年累计收到政府信息公开申请58件。",
        "本年度累计收到政府信息公开申请58件。",
        "截至2024年12月31日，全年共收到政府信息公开申请58件。",
        "截至12月31日，本年度共收到政府信息公开申请58件。",
        "2024年1月1日至12月31日，共收到政府信息公开申请58件。",
        "截至2024年12月31日，现行有效行政规范性文件20件。",
        "今年以来，共收到政府信息公开申请58件。",
        "截至2024年12月31日，共收到政府信息公开申请58件。",
        "截至2024年12月底，我局共收到政府信息公开申请58件。",
    ],
)
def test_what_is_of_the_year_for_certain_is_compared(text: str) -> None:
    assert Judgement.DISAGREE in judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月31日，累计收到政府信息公开申请57件。",
        "累计收到政府信息公开申请57件。",
        "2024年，截至12月31日共收到政府信息公开申请57件。",
    ],
)
def test_what_agrees_is_of_the_year(text: str) -> None:
    assert judged(text) == {Judgement.AGREE}
