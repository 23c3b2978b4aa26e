"""How single passages are read: what each figure is of, how sure that is, and what the tables make of it.

Each case holds a place of the grammar that mutation testing found free (docs/mutation.md). What is expected
was reasoned from the passage. In T: 25 received, 24 answered (10 granted, 3 in part, 4 refused), 3 carried
over; 5 reviews (2 upheld, 1 corrected); 2 direct suits, 1 after review; 4 documents issued, 5 repealed;
33 penalties. In G: 1187 answered, 33 of them refused as internal affairs. In C: regulations issued.
"""

from __future__ import annotations

import pytest

from govinfo_report.claims import claims_in, compare_claims
from govinfo_report.claims.lexicon import Lexicon, Sense
from govinfo_report.claims.words import words
from tests.claims.labelled import TABLES

RECEIVED, ANSWERED, OVER = "本年新收申请", "本年度办理结果总计", "结转下年度继续办理"
GRANTED, PARTIAL, REFUSED = "（一）予以公开", "（二）部分公开", "（三）不予公开"


def read(table: str, text: str) -> list[tuple[int, str, str, str]]:
    """Figure, quantity, confidence and judgement of every claim, in order."""
    raw = TABLES[table]
    claims = claims_in(text, form=raw.form, year=raw.year, agency=raw.agency)
    return [
        (found.claim.value, found.claim.quantity.label, found.claim.confidence.value, found.judgement.value)
        for found in compare_claims(raw, claims)
    ]


class TestOutcomesSayThatASentenceIsOfRequests:
    """Nothing but a request is granted, refused …: several outcomes make it certain, one may be a remark."""

    def test_one_outcome_leaves_the_reviews_before_it_the_topic(self) -> None:
        # Upheld and corrected were reviews; that refusals brought them about is a remark.
        assert read("T", "政府信息公开行政复议5件。维持2件、纠正1件，均由政府信息公开申请不予公开引起。") == [
            (5, "行政复议·总计", "certain", "agree"),
            (2, "行政复议·结果维持", "likely", "agree"),
            (1, "行政复议·结果纠正", "likely", "agree"),
        ]

    def test_two_outcomes_say_what_was_answered(self) -> None:
        assert read("T", "全年办结26件，其中予以公开10件、不予公开4件。") == [
            (26, ANSWERED, "certain", "disagree"),
            (10, GRANTED, "certain", "agree"),
            (4, REFUSED, "certain", "agree"),
        ]

    @pytest.mark.parametrize(
        ("outcomes", "confidence", "judgement"),
        [
            ("予以公开10件", "likely", "undecided"),
            ("予以公开10件，不予公开4件", "certain", "disagree"),
        ],
        ids=["one", "two"],
    )
    def test_two_outcomes_make_what_the_sentence_before_spoke_of_certain(
        self, outcomes: str, confidence: str, judgement: str
    ) -> None:
        found = read("T", f"全年收到政府信息公开申请25件。办结26件，{outcomes}。")
        assert found[:3] == [
            (25, RECEIVED, "certain", "agree"),
            (26, ANSWERED, confidence, judgement),
            (10, GRANTED, confidence, "agree"),
        ]


class TestReviewsOfOtherMatters:
    @pytest.mark.parametrize(
        ("rest", "judged"),
        [
            # All of them are on disclosure, which the paragraph spoke of anyway.
            ("行政复议6件，均因政府信息公开引起。", [(6, "certain", "disagree")]),
            ("行政复议6件。", [(6, "certain", "disagree")]),
            # 5 of the 412 are, so the others are not.
            ("行政复议412件，其中政府信息公开5件。", [(412, "likely", "undecided"), (5, "likely", "agree")]),
        ],
        ids=["all on disclosure", "nothing said", "some on disclosure"],
    )
    def test_only_disclosure_among_them_tells_of_others(
        self, rest: str, judged: list[tuple[int, str, str]]
    ) -> None:
        assert read("T", f"全年收到政府信息公开申请25件。{rest}") == [
            (25, RECEIVED, "certain", "agree"),
            *((value, "行政复议·总计", *how) for value, *how in judged),
        ]

    @pytest.mark.parametrize(
        ("suits", "label", "number"),
        [
            ("未经复议直接起诉", "未经复议直接起诉·总计", 2),
            ("复议后起诉", "复议后起诉·总计", 1),
            ("行政诉讼", "行政诉讼·总计", 3),
        ],
        ids=["direct", "after review", "any"],
    )
    def test_those_among_some_suits_are_of_the_same_suits(self, suits: str, label: str, number: int) -> None:
        assert read("T", f"{suits}8件，其中政府信息公开类{number}件。") == [
            (8, label, "likely", "undecided"),
            (number, label, "likely", "agree"),
        ]


class TestWordsBeforeAFigureThatComesFirst:
    def test_they_say_of_which_year_it_is(self) -> None:
        assert read("T", "收到政府信息公开申请25件，去年8件不予公开。") == [
            (25, RECEIVED, "certain", "agree")
        ]

    def test_what_is_said_behind_one_figure_is_not_said_of_the_next(self) -> None:
        # 寄送材料 (no word of the grammar) is said of the 10 alone.
        text = "收到政府信息公开申请25件，10件予以公开并寄送材料、3件部分公开、9件不予公开。"
        assert read("T", text) == [
            (25, RECEIVED, "certain", "agree"),
            (10, GRANTED, "likely", "agree"),
            (3, PARTIAL, "certain", "agree"),
            (9, REFUSED, "certain", "disagree"),
        ]


class TestAPartAndTheWhole:
    """After one part of the requests alone, what was answered or carried over may be of that part."""

    @pytest.mark.parametrize(
        ("before", "confidence", "judgement"),
        [
            ("线下收到政府信息公开申请13件", "likely", "undecided"),
            ("线下收到政府信息公开申请13件，全年共收到25件", "certain", "disagree"),
            ("线下收到政府信息公开申请13件，政府信息公开申请共25件", "certain", "disagree"),
        ],
        ids=["a part", "then what was received", "then the requests"],
    )
    def test_the_whole_said_behind_a_part(self, before: str, confidence: str, judgement: str) -> None:
        assert read("T", f"{before}，办结26件。")[-1] == (26, ANSWERED, confidence, judgement)

    @pytest.mark.parametrize(
        ("parts", "confidence", "judgement"),
        [
            ("", "certain", "disagree"),
            ("，其中自然人21件", "likely", "undecided"),
            ("，其中自然人21件，法人4件", "certain", "disagree"),  # the parts are told, and done with
        ],
        ids=["none", "one", "two"],
    )
    def test_carried_over_behind_parts(self, parts: str, confidence: str, judgement: str) -> None:
        found = read("T", f"收到政府信息公开申请25件{parts}，结转下年度8件。")
        assert found[-1] == (8, OVER, confidence, judgement)

    def test_what_was_received_under_two_names_makes_one_sum(self) -> None:
        found = read("T", "收到政府信息公开申请25件，本年新收25件，上年结转2件，合计27件。")
        assert [value for value, *_ in found] == [25, 25, 2, 27]
        assert found[-1] == (27, "本年新收与上年结转申请", "likely", "agree")

    def test_carried_over_in_a_text_that_speaks_of_nothing(self) -> None:
        assert read("T", "全年结转下年度8件。") == [(8, OVER, "likely", "undecided")]  # money, posts, cases


class TestDetailRows:
    def test_a_row_in_a_sentence_that_speaks_of_nothing(self) -> None:
        # An archive or an office for companies has 行政查询事项 of its own.
        assert read("T", "全年办理行政查询事项8件。") == [(8, "8.属于行政查询事项", "likely", "undecided")]

    def test_a_row_in_a_sentence_on_requests(self) -> None:
        assert read("G", "答复政府信息公开申请1187件，其中属于三类内部事务信息35件。") == [
            (1187, ANSWERED, "certain", "agree"),
            (35, "5.属于三类内部事务信息", "certain", "disagree"),
        ]

    @pytest.mark.parametrize("number", [33, 53])
    def test_a_figure_of_two_rows_together_is_of_neither(self, number: int) -> None:
        # 33 were for the first ground alone, so 33 for both is no figure that agrees.
        text = f"答复政府信息公开申请1187件，其中属于三类内部事务信息和四类过程性信息{number}件。"
        assert read("G", text) == [(1187, ANSWERED, "certain", "agree")]


class TestNone:
    def test_none_in_another_year(self) -> None:
        assert read("T", "去年收到政府信息公开申请18件，未发生政府信息公开行政复议、行政诉讼。") == []

    @pytest.mark.parametrize(
        ("text", "claims"),
        [
            # 规章 is used of an office's own rules, too.
            ("未制定规章。", [(0, "制发规章", "likely", "undecided")]),
            ("未制定规范性文件。", [(0, "制发行政规范性文件", "certain", "disagree")]),
        ],
        ids=["regulations", "documents"],
    )
    def test_no_regulations_or_documents_issued(
        self, text: str, claims: list[tuple[int, str, str, str]]
    ) -> None:
        assert read("C", text) == claims


class TestDocumentsBeforeOtherThings:
    """Documents are the topic for what names an action alone (废止5件), not for what names its own thing."""

    def test_decisions(self) -> None:
        assert read("T", "制发规范性文件4件，废止5件，作出行政处罚决定34件。") == [
            (4, "制发行政规范性文件", "certain", "agree"),
            (5, "废止行政规范性文件", "certain", "agree"),
            (34, "行政处罚处理决定", "certain", "disagree"),
        ]

    def test_requests(self) -> None:
        assert read("T", "制发规范性文件4件。收到政府信息公开申请26件。") == [
            (4, "制发行政规范性文件", "certain", "agree"),
            (26, RECEIVED, "certain", "disagree"),
        ]


class TestWhatAnotherRunOfMutationFoundFree:
    """The run on the whole grammar of 2026-11-25."""

    def test_received_and_answered_may_be_either(self) -> None:
        # 25 were received and 24 answered: the sentence may be meant of the former.
        assert read("T", "收到并答复政府信息公开申请25件。") == [
            (25, "本年度办理的申请", "likely", "agree"),
        ]

    def test_handled_in_a_manner_may_be_some_of_them(self) -> None:
        assert read("T", "21件申请均按规定程序办理。") == [(21, "本年度办理的申请", "likely", "undecided")]

    def test_what_stands_behind_a_sign_belongs_to_the_next_figure(self) -> None:
        found = read("T", "收到25件政府信息公开申请和办结24件。")
        assert found == [(25, RECEIVED, "certain", "agree"), (24, ANSWERED, "certain", "agree")]

    @pytest.mark.parametrize(
        "text",
        [
            "政府信息公开申请情况如下。收到25件。\n工作有序。",
            "工作有序。\n政府信息公开申请情况如下。收到25件。",
            "工作有序。\n推进有力。\n政府信息公开申请情况如下。收到25件。",
        ],
    )
    def test_a_sentence_goes_on_about_the_topic_of_its_paragraph(self, text: str) -> None:
        assert read("T", text) == [(25, RECEIVED, "likely", "agree")]

    @pytest.mark.parametrize(
        "text", ["政府信息公开申请情况如下。\n收到25件。", "工作有序。\n申请情况如下。\n\n收到25件。"]
    )
    def test_and_not_of_another_paragraph(self, text: str) -> None:
        assert read("T", text) == []

    @pytest.mark.parametrize("number", ["1.", "2．", "（一）", "一是", "第三，", "①"])
    def test_a_number_before_a_sentence_is_no_word_of_it(self, number: str) -> None:
        assert read("T", f"{number}收到政府信息公开申请25件。") == [(25, RECEIVED, "certain", "agree")]

    def test_the_last_character_of_the_agencys_name_alone_may_be_another_office(self) -> None:
        def sure(text: str) -> list[str]:
            found = claims_in(text, form=TABLES["T"].form, year=2023, agency="青禾县水务局")
            return [claim.confidence.value for claim in found]

        assert sure("水务局收到政府信息公开申请25件。") == ["certain"]
        assert sure("局收到政府信息公开申请25件。") == ["likely"]

    def test_words_know_their_places(self) -> None:
        lexicon = Lexicon.of({"收到": Sense.RECEIVE, "申请": Sense.REQUEST}, dated=True)
        found = [(word.text, word.start, word.end) for word in words("甲乙丙收到丁申请戊", 1, 9, lexicon)]
        assert found == [("乙丙", 1, 3), ("收到", 3, 5), ("丁", 5, 6), ("申请", 6, 8), ("戊", 8, 9)]

    @pytest.mark.parametrize(
        "text",
        [
            "印发《政府信息公开申请，办理规范》1份。",
            "转发《依申请公开工作，办结30件经验》1份。",
            "出台《政府信息公开申请，答复26件》汇编。",
            "编印《收到政府信息公开申请26件的分析》。",
        ],
    )
    def test_a_title_says_nothing_even_with_a_comma_or_a_figure_in_it(self, text: str) -> None:
        assert read("T", text) == []

    def test_what_stands_beside_a_title_is_said(self) -> None:
        found = read("T", "印发《办理，答复指南》，收到政府信息公开申请25件。")
        assert found == [(25, RECEIVED, "certain", "agree")]


def test_no_fee_says_nothing_of_the_items_of_2019() -> None:
    """没有收取 is no claim about 上一年项目数量."""
    form = TABLES["O"].form
    assert claims_in("没有收取行政事业性收费。", form=form, year=2020) == []
    assert claims_in("没有收取行政事业性收费。", form=TABLES["T"].form, year=2024) != []
