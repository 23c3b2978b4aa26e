"""What a reading tells of itself, in the words of the form where Chinese is spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

import govinfo_report as gr
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, RawReport, Recognised

PLACE = gr.Source(table=1, row=4, column=1)
BLOCKS = {
    "remedies.reconsideration": "行政复议",
    "remedies.litigation_direct": "行政诉讼 / 未经复议直接起诉",
    "remedies.litigation_after_reconsideration": "行政诉讼 / 复议后起诉",
}
LEAVES = ("upheld", "corrected", "other", "pending", "total")
ROW = "requests.outcomes.unavailable.not_held"
ROW_LABEL = "三、本年度办理结果 / （四）无法提供 / 1.本机关不掌握相关政府信息"


def remedies() -> RawReport:
    """Table 4 alone, its fifteen figures 0 to 14, known by the heads over them."""
    paths = [f"{block}.{leaf}" for block in BLOCKS for leaf in LEAVES]
    cells = tuple(Cell(path, CellKind.NUMBER, value=n, text=str(n)) for n, path in enumerate(paths))
    return RawReport(cells=cells, recognised=(Recognised(path="remedies", text="", source=PLACE),))


def told(raw: RawReport, lang: str, word: str) -> list[str]:
    return [line for line in raw.explain("en" if lang == "en" else "zh").splitlines() if word in line]


class TestRows:
    def test_those_of_table_4_are_known_by_its_heads(self) -> None:
        figures = ["0 1 2 3 4", "5 6 7 8 9", "10 11 12 13 14"]
        assert told(remedies(), "zh", "remedies") == [
            f"  {label}（{path}）  依据表头  [表1第4行第1列]  = {row}"
            for (path, label), row in zip(BLOCKS.items(), figures, strict=True)
        ]
        assert told(remedies(), "en", "remedies") == [
            f"  {path}  by the heads  [table 1, row 4, column 1]  = {row}"
            for path, row in zip(BLOCKS, figures, strict=True)
        ]

    def test_a_row_has_its_whole_official_label_and_the_one_that_is_printed(self) -> None:
        raw = RawReport(recognised=(Recognised(path=ROW, text="1.本机关不掌握\t（四）", source=PLACE),))
        (line,) = told(raw, "zh", ROW)
        assert line.startswith(f"  {ROW_LABEL}（{ROW}）  依据 “1.本机关不掌握 / （四）”  [表1第4行第1列]")

    def test_no_label_is_empty(self) -> None:
        for lang in ("zh", "en"):
            assert not told(remedies(), lang, "“”")


@pytest.mark.parametrize("kind", NoteKind)
def test_a_note_is_named_in_the_language(kind: NoteKind) -> None:
    raw = RawReport(notes=(Note(kind=kind, path=f"{ROW}.total", text="5", value="6", source=PLACE),))
    (line,) = told(raw, "zh", "5 → 6")
    assert f": {ROW_LABEL} / 总计 5" in line
    assert kind.value not in line
    (line,) = told(raw, "en", "5 → 6")
    assert f" {kind.value}: {ROW}.total 5" in line


@pytest.mark.parametrize("reason", ["extra row", "extra cell", "unplaced", "text"])
def test_a_reason_is_named_in_the_language(
    reason: Literal["extra row", "extra cell", "unplaced", "text"],
) -> None:
    raw = RawReport(leftovers=(Leftover(text="其他", reason=reason, source=PLACE),))
    assert reason not in "".join(told(raw, "zh", "其他"))
    assert f"({reason})" in "".join(told(raw, "en", "其他"))


def test_each_edition_has_its_own_wordings(tmp_path: Path) -> None:
    """规范性文件 is the wording of 2019, 行政规范性文件 that of 2021."""
    for year, label in ((2020, "规范性文件"), (2023, "行政规范性文件")):
        report = gr.AnnualReport.build(agency="甲局", year=year, figures={}, rest=0)
        gr.write(report, tmp_path / f"{year}.txt")
        raw = gr.read(tmp_path / f"{year}.txt")
        assert "F203" not in {finding.code for finding in gr.check(raw).findings}
        assert f"第二十条第（一）项 / {label}（disclosure.normative_documents）" in raw.explain("zh")
