"""Several reports in one file: the refusal lists them, ``part=`` chooses one."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from govinfo_report.writers.writing import render

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "nangong-2023.xlsx"


def reports() -> list[gr.AnnualReport]:
    first = gr.load(EXAMPLE, blanks="zero")
    disclosure = first.disclosure
    assert isinstance(disclosure, gr.Disclosure)
    other = attrs.evolve(disclosure, licensing=attrs.evolve(disclosure.licensing, decisions=777))
    period = gr.Period.of_year(2022)
    return [first, attrs.evolve(first, agency="南宫市水务局", year=2022, period=period, disclosure=other)]


def text(report: gr.AnnualReport, suffix: str) -> str:
    return bytes(render(report, suffix)).decode()


def both(suffix: str) -> bytes:
    """Two reports one behind the other, as a page, as Markdown or as text."""
    texts = [text(each, suffix) for each in reports()]
    if suffix == "html":
        texts[0] = texts[0].replace("</body>", "").replace("</html>", "")
    return "\n".join(texts).encode()


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_the_refusal_lists_them_and_part_chooses(suffix: str) -> None:
    data = both(suffix)
    with pytest.raises(gr.ReadError) as caught:
        gr.read(data)
    words = caught.value.message("zh")
    assert "2 份报告" in words
    assert "part=1：南宫市人民政府办公室 2023" in words
    assert "part=2：南宫市水务局 2022" in words
    for part, report in enumerate(reports(), start=1):
        raw = gr.read(data, part=part)
        assert raw.year == report.year
        assert {cell.path: cell.value for cell in raw} == {
            cell.path: cell.value for cell in gr.RawReport.of(report)
        }


def test_two_offices_with_the_same_figures_are_two_reports() -> None:
    first = reports()[0]
    other = attrs.evolve(first, agency="南宫市水务局")
    data = "\n".join(text(each, "md") for each in (first, other)).encode()
    with pytest.raises(gr.ReadError, match="part=2：南宫市水务局 2023"):
        gr.read(data)
    assert gr.read(data, part=2).agency == "南宫市水务局"


def test_an_article_printed_twice_is_one_report() -> None:
    data = (text(reports()[0], "md") * 2).encode()
    assert len(gr.read(data)) == 200


def test_there_is_no_third() -> None:
    with pytest.raises(gr.ReadError, match="没有第 3 份报告，只有 2 份"):
        gr.read(both("md"), part=3)


def test_a_report_alone_is_part_1() -> None:
    assert gr.read(EXAMPLE, part=1) == gr.read(EXAMPLE)
    with pytest.raises(gr.ReadError, match="没有第 2 份"):
        gr.read(EXAMPLE, part=2)
    with pytest.raises(gr.ReadError, match="只有一份报告"):
        gr.read(gr.to_json(reports()[0]).encode(), part=2)


def test_a_table_of_contents_is_no_report() -> None:
    report = text(reports()[0], "md")
    contents = "目录\n\n一、总体情况\n\n二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n\n"
    assert len(gr.read((contents + report).encode(), part=1)) == 200


def test_commands_choose(tmp_path: Path) -> None:
    file = tmp_path / "both.md"
    file.write_bytes(both("md"))
    listed = CliRunner().invoke(cli, ["show", str(file)])
    assert "--part 2" in listed.output
    shown = CliRunner().invoke(cli, ["show", "--part", "2", str(file)])
    assert shown.exit_code == 0
    assert "777" in shown.output
