"""What the prose says of the tables: labelled sentences, numerals, and the real reports."""

from __future__ import annotations

import random
from pathlib import Path

import attrs
import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.claims import Confidence, Judgement, claims_in, compare_claims, find_claims
from govinfo_report.claims.lexicon import LEXICON, lexicon
from govinfo_report.claims.numerals import About, chinese_number, numerals
from tests.claims import recorded
from tests.claims.labelled import (
    CASES,
    FIFTH,
    FOURTH,
    HELD_OUT,
    SECOND,
    SIXTH,
    TABLES,
    THIRD,
    YEAR,
    Case,
    judged,
    recall,
    score,
)
from tests.conftest import EXAMPLES


class TestLabelledSentences:
    @pytest.mark.parametrize("case", CASES + HELD_OUT + SECOND + THIRD, ids=lambda case: case.text[:24])
    def test_no_disagreement_but_a_real_one(self, case: Case) -> None:
        assert set(judged(case)[Judgement.DISAGREE]) <= set(case.disagree)

    @pytest.mark.parametrize(
        "cases", [CASES, HELD_OUT, SECOND, THIRD], ids=["sentences", "held out", "second", "third"]
    )
    def test_precision_and_recall(self, cases: tuple[Case, ...]) -> None:
        assert len(CASES) >= 150
        assert len(HELD_OUT) >= 200
        found = score(cases)
        assert found.right_disagreements == found.disagreements
        assert found.right_disagreements >= 0.9 * found.labelled_disagreements
        assert found.found >= 0.9 * found.labelled
        assert found.false_agreements == 0

    @pytest.mark.parametrize(
        ("cases", "figures", "zeros"),
        [(FOURTH, 0.92, 0.85), (FIFTH, 0.85, 0.8), (SIXTH, 0.92, 0.85)],
        ids=["fourth", "fifth", "sixth"],
    )
    def test_figures_and_statements_of_none(
        self, cases: tuple[Case, ...], figures: float, zeros: float
    ) -> None:
        """No disagreement is false, nor an agreement; what is left unfound is said in docs/claims.md."""
        found, told = score(cases), recall(cases)
        assert found.right_disagreements == found.disagreements
        assert found.false_agreements == 0
        assert told.figures_found >= figures * told.figures
        assert told.zeros_found >= zeros * told.zeros

    @pytest.mark.parametrize(
        ("text", "value", "path"),
        [
            ("共收到政府信息公开申请26件。", 26, "requests.received.total"),
            ("政府信息公开行政诉讼结果维持9件。", 9, "remedies.litigation_direct.upheld"),
            ("废止行政规范性文件7件。", 7, "disclosure.normative_documents.repealed"),
            ("收到政府信息公开申请25件，其中自然人12件。", 12, "requests.received.natural_person"),
        ],
    )
    def test_what_a_disagreement_is_about(self, text: str, value: int, path: str) -> None:
        raw = TABLES["T"]
        claims = claims_in(text, form=raw.form, year=YEAR)
        (found,) = [c for c in compare_claims(raw, claims) if c.judgement is Judgement.DISAGREE]
        assert (found.claim.value, found.paths[0]) == (value, path)


class TestApproximateFigures:
    """余 and 多 stand for what is above a round figure, 近 for what is just below it, 约 for either."""

    @pytest.mark.parametrize(
        ("said", "received", "agrees"),
        [
            ("100余", 99, False),
            ("100余", 100, True),
            ("100余", 199, True),
            ("100余", 200, False),
            ("120余", 129, True),
            ("120余", 132, True),
            ("120余", 133, False),
            ("近100", 89, False),
            ("近100", 90, True),
            ("近100", 100, True),
            ("近100", 101, False),
            ("约100", 89, False),
            ("约100", 90, True),
            ("约100", 110, True),
            ("约100", 111, False),
            ("2万", 20_000, True),
            ("2万", 22_000, True),  # a figure in 万 is a round one
            ("2万", 23_000, False),
            ("2万", 2, False),
        ],
    )
    def test_bounds(self, said: str, received: int, agrees: bool) -> None:
        path = "requests.received.total"
        table = TABLES["Z"]  # nothing carried in or over, which “收到” might include
        figure = gr.Cell(path, gr.CellKind.NUMBER, received, str(received))
        raw = attrs.evolve(table, cells=tuple(figure if cell.path == path else cell for cell in table))
        text = f"全年共收到政府信息公开申请{said}件。"
        (found,) = compare_claims(raw, claims_in(text, form=raw.form, year=YEAR))
        assert (found.judgement is Judgement.AGREE) is agrees
        if agrees:
            assert (found.stated, found.paths) == (received, (path,))


class TestRealReports:
    def test_huaian(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "huaian-2024.pdf")
        result = gr.check(raw)
        agreed = {(c.claim.quantity.label, c.claim.value) for c in result.claims if c.judgement == "agree"}
        assert agreed >= {
            ("本年新收申请", 3119),
            ("本年度办理结果总计", 3050),
            ("上年结转申请", 34),
            ("结转下年度继续办理", 103),
            *(("行政复议·" + name, value) for name, value in zip(NAMES, (351, 72, 64, 178, 37), strict=True)),
            *(("行政诉讼·" + name, value) for name, value in zip(NAMES, (46, 25, 5, 9, 7), strict=True)),
            ("制发规章", 1),
        }
        assert all(c.judgement == "agree" for c in result.claims)
        assert 11 not in {c.claim.value for c in result.claims}  # 政策性文件11件
        assert not [finding for finding in result.findings if finding.code == "N101"]

    def test_a_figure_of_the_text_changed(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "huaian-2024.pdf")
        assert raw.overview is not None
        raw = attrs.evolve(raw, overview=raw.overview.replace("答复3050件", "答复3005件"))
        (finding,) = [finding for finding in gr.check(raw).findings if finding.code == "N101"]
        assert (finding.stated, finding.expected) == (3050, 3005)
        assert "“答复3005件”" in finding.message()
        assert finding.severity == "warning"

    def test_the_example(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023.txt")
        (comparison,) = gr.check(raw).claims
        assert (comparison.judgement, comparison.claim.value) == ("agree", 25)


NAMES = ("总计", "结果维持", "结果纠正", "其他结果", "尚未审结")


SIGNS = "收到申请答复件份条0123１２十百万余约年第（），。、行政复议诉讼未无2024全市"


def disagreeing(text: str) -> set[int]:
    raw = TABLES["T"]
    claims = claims_in(text, form=raw.form, year=YEAR)
    return {
        found.claim.value for found in compare_claims(raw, claims) if found.judgement is Judgement.DISAGREE
    }


class TestClaims:
    @given(
        text=st.text(
            st.sampled_from("收到申请答复件份条0123１２十百万余约年第（），。、行政复议诉讼未无2024全市"),
            max_size=60,
        )
    )
    def test_any_text_is_read_and_quoted_where_it_stands(self, text: str) -> None:
        for claim in claims_in(text, form=gr.form_with(), year=2024):
            assert claim.quote == text[claim.start : claim.end].strip()
            assert claim.value >= 0
            assert claim.quantity.readings

    @given(text=st.sampled_from([case.text for case in CASES]), data=st.data())
    def test_strange_words_before_a_figure_make_no_disagreement(self, text: str, data: st.DataObject) -> None:
        """A stranger in the clause of a figure leaves it undecided at most."""
        figures = list(numerals(text))
        if len(figures) != 1 or "，" in text or "（" in text:
            return
        at = data.draw(st.integers(0, figures[0].start))
        assert disagreeing(text[:at] + "某某" + text[at:]) == set()

    def test_one_passage_behind_another_raises_nothing_that_neither_raises_alone(self) -> None:
        """What a sentence is about must not leak into the next: 2,000 seeded pairs of sound passages.

        That there were no reviews at all is left out: in a paragraph on disclosure it is a statement of none.
        """
        rng = random.Random(20261124)
        sound = [
            case
            for case in CASES + HELD_OUT + SECOND + THIRD
            if not case.disagree and "\n" not in case.text and "未发生行政复议和" not in case.text
        ]
        for _ in range(2000):
            first = rng.choice(sound)
            second = rng.choice([case for case in sound if case.table == first.table])
            pair = Case(first.table, first.text + second.text, (), ())
            alone = judged(first)[Judgement.DISAGREE] + judged(second)[Judgement.DISAGREE]
            assert judged(pair)[Judgement.DISAGREE] <= alone, pair.text

    def test_what_is_read_from_every_labelled_passage(self) -> None:
        """Mend the grammar, run ``python -m tests.claims.recorded --write``, and look at the difference."""
        assert list(recorded.lines()) == recorded.RECORD.read_text(encoding="utf-8").splitlines()

    def test_each_section_is_read_for_itself_with_its_year_and_agency(self) -> None:
        text = "2023年收到政府信息公开申请18件，2024年水务局收到25件。"
        raw = attrs.evolve(
            TABLES["T"], preamble="前言。", overview=text, other_matters=text, problems_and_improvements=""
        )
        claims = find_claims(raw)
        assert all(claim.confidence is Confidence.CERTAIN for claim in claims)
        found = [(claim.section, claim.value, claim.start, claim.quote) for claim in claims]
        assert found == [(name, 25, 19, "2024年水务局收到25件") for name in ("overview", "other_matters")]

    def test_traditional_characters_and_full_width_digits_are_quoted_as_printed(self) -> None:
        text = "本機關全年共收到政府信息公開申請２６件。"
        raw = TABLES["T"]
        (found,) = compare_claims(raw, claims_in(text, form=raw.form, year=YEAR))
        assert (found.judgement, found.stated, found.claim.quote) == ("disagree", 25, text[:-1])
        assert found.claim.section == "overview"

    def test_a_text_whose_characters_do_not_match_one_by_one_is_read_as_it_stands(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("govinfo_report.claims.find.simplified", lambda text: text + "。")
        (claim,) = claims_in("收到政府信息公开申请25件", form=gr.form_with(), year=YEAR)
        assert (claim.start, claim.end) == (0, 13)

    def test_a_year_that_may_be_its_own_or_another_makes_no_disagreement(self) -> None:
        raw = TABLES["T"]
        claims = claims_in("2023年收到政府信息公开申请18件。", form=raw.form)
        assert [claim.confidence for claim in claims] == [Confidence.LIKELY]

    def test_a_blank_decides_nothing(self) -> None:
        raw = TABLES["T"]
        cells = tuple(
            gr.Cell(cell.path, gr.CellKind.BLANK) if cell.path == "requests.received.total" else cell
            for cell in raw
        )
        raw = attrs.evolve(raw, cells=cells, overview="新收政府信息公开申请99件。")
        (comparison,) = compare_claims(raw, find_claims(raw))
        assert comparison.judgement is Judgement.UNDECIDED
        assert comparison.stated is None

    def test_the_same_quantity_stated_twice_and_unlike(self) -> None:
        raw = attrs.evolve(TABLES["T"], overview="新收政府信息公开申请25件。\n新收政府信息公开申请31件。")
        assert [c.judgement for c in compare_claims(raw, find_claims(raw))] == ["agree", "undecided"]

    def test_scope_makes_a_claim_likely_only(self) -> None:
        (claim,) = claims_in("全市共受理政府信息公开申请17件。", form=gr.form_with())
        assert claim.confidence is Confidence.LIKELY

    def test_the_whole_city_is_a_citys_own_scope(self) -> None:
        text = "全市共受理政府信息公开申请17件。"
        (claim,) = claims_in(text, form=gr.form_with(), agency="淮安市人民政府")
        assert claim.confidence is Confidence.CERTAIN
        (claim,) = claims_in(text, form=gr.form_with(), agency="淮安市人民政府办公室")
        assert claim.confidence is Confidence.LIKELY

    def test_the_2019_edition_has_no_document_in_force(self) -> None:
        form = gr.form_with(edition="2019")
        claims = claims_in("制定规范性文件4件，现行有效规范性文件19件。", form=form)
        assert [(claim.value, claim.quantity.readings) for claim in claims] == [
            (4, (("disclosure.normative_documents.created",), ("disclosure.normative_documents.published",)))
        ]

    def test_every_word_of_the_lexicon_is_met_whole(self) -> None:
        known = lexicon(2024)
        assert known.senses.keys() > LEXICON.keys()
        found = {word: known.pattern.match(word) for word in known.senses}
        assert all(its is not None and its[0] == word for word, its in found.items())
        assert all(word == word.strip() and " " not in word for word in LEXICON)


class TestNumerals:
    @pytest.mark.parametrize(
        ("text", "value", "about"),
        [
            ("25件", 25, About.EXACT),
            ("２５件", 25, About.EXACT),
            ("3,119件", 3119, About.EXACT),
            ("二十五件", 25, About.EXACT),
            ("十件", 10, About.EXACT),
            ("两件", 2, About.EXACT),
            ("一百零三件", 103, About.EXACT),
            ("5500余条", 5500, About.OVER),
            ("二十多件", 20, About.OVER),
            ("逾30件", 30, About.OVER),
            ("近30件", 30, About.UNDER),
            ("约30件", 30, About.ROUGHLY),
            ("1.2万条", 12000, About.ROUGHLY),
            ("两万件", 20000, About.EXACT),
            ("超30件", 30, About.OVER),
            ("超过30件", 30, About.OVER),
            ("将近30件", 30, About.UNDER),
            ("接近30件", 30, About.UNDER),
            ("大约30件", 30, About.ROUGHLY),
            ("30件余", 30, About.OVER),
            ("25件次", 25, About.EXACT),
        ],
    )
    def test_written_in_many_ways(self, text: str, value: int, about: About) -> None:
        (found,) = numerals(f"收到申请{text}。")
        assert (found.value, found.about) == (value, about)

    @pytest.mark.parametrize(
        "text",
        [
            "96%",
            "2024年",
            "3940元",
            "第一件",
            "每一件",
            "一件一档",
            "一次性",
            "0310-5212345",
            "3.5件",
            "一是",
            "12场",
        ],
    )
    def test_what_counts_nothing(self, text: str) -> None:
        assert list(numerals(f"收到{text}。")) == []

    def test_what_counts_nothing_does_not_end_the_search(self) -> None:
        text = (
            "办结率3.5件，第2件、一事一档，二两件，均为0，4-5件，第七件，共收到25件，答复二十四件，均为零。"
        )
        assert [(n.value, n.counter) for n in numerals(text)] == [(0, ""), (25, "件"), (24, "件"), (0, "")]

    def test_a_figure_at_the_very_beginning(self) -> None:
        (found,) = numerals("25件")
        assert (found.start, found.end, found.counter) == (0, 3, "件")

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("两", 2),
            ("两两", None),
            ("二两", None),
            ("十", 10),
            ("十十", None),
            ("十百", None),
            ("百百", None),
            ("一百零五", 105),
            ("一百五", 105),
            ("一零五", 105),
            ("一百零十", None),
            ("两万", 20_000),
            ("十二万三千", 123_000),
            ("一亿零三万", 100_030_000),
            ("三亿二千万", 320_000_000),
            ("一万亿", None),
            ("一万二千亿", 1_200_000_000_000),
            ("万", None),
            ("亿", None),
            ("二三十", None),
        ],
    )
    def test_chinese_numbers(self, text: str, number: int | None) -> None:
        assert chinese_number(text) == number

    @given(st.integers(0, 99_999_999))
    def test_chinese_numbers_as_cn2an_writes_them(self, number: int) -> None:
        assert chinese_number(cn2an.an2cn(number)) == number

    @given(st.text(st.sampled_from("零一二两三九十百千万亿"), min_size=1, max_size=8))
    def test_any_numeral_is_a_number_or_none(self, text: str) -> None:
        number = chinese_number(text)
        assert number is None or number >= 0


def test_a_sentence_beside_a_table_is_told_by_its_own_place() -> None:
    """What else is left over, the page's own words in section 一, has nothing to do with it."""
    table = (
        "三、收到和处理政府信息公开申请情况\n全年收到政府信息公开申请7件。\n"
        "申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
        "一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |\n"
    )
    front = "某县某局2022年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请9件。\n"
    raw = gr.read(f"{front}发布日期：2023-01-28，浏览次数：5，打印本页\n{table}".encode())
    assert [each.path for each in raw.leftovers if each.reason == "text"] == ["overview", "requests"]
    lines = {claim.section: raw.source_of(claim.section, claim.start) for claim in find_claims(raw)}
    assert {name: source.line for name, source in lines.items() if source is not None} == {
        "overview": 3,
        "requests": 6,
    }


REVIEWS = "remedies.reconsideration.total"
SUITS = "remedies.litigation_direct.total+remedies.litigation_after_reconsideration.total"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我校全年未接到师生、家长提出的政府信息公开申请。", ["requests.received"]),
        ("因政府信息公开工作引起的行政诉讼，本年度没有。", [SUITS]),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n本年度无。",
            [REVIEWS, SUITS],
        ),
        ("没有行政复议和诉讼的发生。", [REVIEWS, SUITS]),
        (
            "未收到科研机构、法律服务机构的申请。",
            ["requests.research", "requests.legal_service"],
        ),
        ("没有不予公开引起的争议。", []),
        ("未发生因政府信息公开败诉的行政诉讼。", []),
        ("我局无正当理由不予公开的情形。", []),
        ("没有未按期答复的申请。", []),
        ("未收到投诉。", []),
    ],
)
def test_what_there_was_likely_none_of(text: str, names: list[str]) -> None:
    """Words that are not understood leave a statement likely: it can agree with the table, never disagree."""
    found = claims_in(text, form=gr.form_with(), year=2024, agency="某局")
    assert [claim.quantity.name for claim in found] == names
    assert all(claim.value == 0 for claim in found)
