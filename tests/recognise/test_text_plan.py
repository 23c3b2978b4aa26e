"""Running texts read by a plan of their shape: what is read is what would be read without plans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.corpus import synthetic
from govinfo_report.document import Paragraph
from govinfo_report.recognise.sequence import finding, plan
from govinfo_report.recognise.sequence.plan import TextPlan, TextShape, planned_text, shape_of_text
from govinfo_report.source import Source
from tests.documents.damage import Damaged
from tests.documents.strategies import damaged_documents, text_styles
from tests.documents.text import TextLayout, TextStyle, render_text

MADE = list(synthetic.printed(40, seed=5))


def said(text: str) -> gr.RawReport | str:
    """All that is read, or why nothing is."""
    try:
        return gr.read(text.encode())
    except gr.ReadError as error:
        return str(error)


def said_without_plans(text: str) -> gr.RawReport | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "planned_text", lambda _: None)
        return said(text)


@settings(max_examples=80, deadline=None)
@given(text_styles(), st.sampled_from(MADE), st.sampled_from(MADE))
def test_a_text_is_read_as_without_plans(style: TextStyle, one: gr.RawReport, two: gr.RawReport) -> None:
    for raw in (one, two, one):
        text = render_text(raw, style)
        assert said(text) == said_without_plans(text)


@settings(max_examples=80, deadline=None)
@given(damaged_documents(), text_styles())
def test_a_damaged_text_is_read_as_without_plans(damaged: Damaged, style: TextStyle) -> None:
    text = render_text(damaged.document, style)
    assert said(text) == said_without_plans(text)


def shape(*lines: str) -> TextShape:
    found = shape_of_text([Paragraph(line, Source(line=at + 1)) for at, line in enumerate(lines)])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("规章 | 12 | 0 | 3 |", "规章 | 7 | 100 | 0 |"),
        ("规章\t12\t0\t3", "规章\t0\t1\t2"),
        ("行政许可 12", "行政许可 9"),
        ("12", "900"),
        ("行政事业性收费 | 0.5 |", "行政事业性收费 | 12.0325 |"),
        ("本年，我局主动公开信息12条。", "全年收到申请九件，均已答复。"),
    ],
)
def test_texts_of_one_shape(one: str, two: str) -> None:
    assert shape(one).lines == shape(two).lines


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("规章 | 12 | 0 | |", "规章 | 12 | 0 | 3 |"),  # a blank is no figure
        ("规章 | 12 |", "规章 | 1 2 |"),
        ("规章 | 12 |", "规章 | 012 |"),
        ("规章 | 12 |", "规章 | 1.2 |"),
        ("规章 | 12 |", "规章 | 12件 |"),
        ("规章 | 12 |", "规章 | / |"),
        ("（单位：", "（单位为"),  # a piece of a label's note
        ("行政许", "行政强"),  # a piece of a label
        ("许可。", "处罚。"),
        ("2023 12", "规章 12"),
        ("信息内容 上一年项目数量", "信息内容 处理决定数量"),  # heads between single spaces
    ],
)
def test_texts_of_other_shapes(one: str, two: str) -> None:
    assert shape(one).lines != shape(two).lines


def test_how_many_sentences_stand_together_is_no_part_of_the_shape() -> None:
    sentences = ["本年，我局主动公开信息12条。", "全年收到申请九件，均已答复。", "没有其他需要报告的事项。"]
    one, two = shape(*sentences[:1], "规章 | 1 |"), shape(*sentences, "规章 | 8 |")
    assert one.lines == two.lines
    assert (one.numbers, two.numbers) == (((), ("1",)), ((), ("8",)))
    assert (one.at, two.at) == ((0, 1), (0, 3))


@pytest.mark.parametrize("sign", ["1 ", " ", "规章 ", "| ", "1.", "（", "一"])
def test_long_lines_take_no_time(sign: str) -> None:
    """And are not kept."""
    for text in (sign * 100_000, sign * 400 + "x"):
        shape_of_text([Paragraph(text, Source(line=1))] * 3)
    assert shape_of_text([Paragraph("规章 | 1 |" * 100, Source(line=1))] * 100) is None


def test_the_sentence_of_shapes_is_one() -> None:
    assert plan._is_sentence(plan._SENTENCE)


def test_a_text_on_pages_has_no_shape() -> None:
    assert shape_of_text([Paragraph("规章 | 1 |", Source(page=1, line=1))]) is None


@pytest.mark.parametrize("layout", [TextLayout.ROWS, TextLayout.CELLS, TextLayout.BARS, TextLayout.LINES])
def test_there_are_plans(layout: TextLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without blanks that a converter made in one way have one plan."""
    found: list[TextPlan] = []

    def planned(shape: TextShape) -> TextPlan | None:
        its = planned_text(shape)
        assert its is not None
        found.append(its)
        return its

    monkeypatch.setattr(finding, "planned_text", planned)
    full = [raw for raw in MADE if all(cell.text for cell in raw) and len(raw.paths) == 200]
    for raw in full:
        gr.read(render_text(raw, layout).encode())
    assert len(full) > 3
    assert {len(each.parts) for each in found} == {3}
    assert len(set(map(id, found))) <= 2  # an amount is a whole number, or none


def test_what_a_text_says_twice_has_no_plan() -> None:
    """Whether both say the same is told by their figures."""
    rows = [
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "规章 | 1 | 2 | 3 |",
        "行政规范性文件 | 1 | 2 | 3 |",
    ]
    assert planned_text(shape(*rows, *rows)) is None


@pytest.mark.parametrize("layout", [TextLayout.ROWS, TextLayout.CELLS, TextLayout.LINES])
@pytest.mark.parametrize("path", ["disclosure.regulations.issued", "requests.received.total"])
@pytest.mark.parametrize("ends", ["四、政府信息公开行政复议", "三、本年度办理结果"])
def test_tables_that_differ_are_left_over(layout: TextLayout, path: str, ends: str) -> None:
    """Labels of the first may be those of another edition, too, whose section has no heads there."""
    one, two = (render_text(raw, layout).splitlines() for raw in (MADE[0], MADE[0].replace({path: 98_765})))
    marks = ("二、主动公开", "三、收到和处理", ends)
    starts = [next(at for at, line in enumerate(one) if line.startswith(mark)) for mark in marks]
    first, end = starts[:2] if path.startswith("disclosure") else starts[1:]
    raw = said("\n".join([*one[:end], *two[first:end], *one[end:]]))
    assert isinstance(raw, str) or path not in raw.paths or raw[path].kind is not gr.CellKind.NUMBER


def test_digits_that_run_together_are_parted_where_there_is_one_way() -> None:
    """What stands in their place in the lattice is their parts."""
    raw = gr.read("行政处罚1\n行政强制\n（七）总计\u00a0\n结转下年度继续办理\u00a01".encode())
    assert {cell.path: cell.text for cell in raw}["disclosure.penalties.decisions"] == "1"
