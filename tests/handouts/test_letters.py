"""A letter for each agency: what is wrong where, what it should be, the rule; and a register of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest

import govinfo_report as gr
from govinfo_report.handouts.letter import _numeral
from govinfo_report.handouts.telling import told_of
from tests.conftest import EXAMPLES
from tests.handouts.making import WRONG, never, of, scanned, unread
from tests.makers import convert, needs_office


def words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def register(made: gr.Letters) -> dict[str, list[Any]]:
    book = openpyxl.load_workbook(made.register)
    return {sheet.title: list(sheet.values)[1:] for sheet in book}


class TestLetter:
    def test_what_is_wrong_where_what_it_should_be_and_the_rule(self, tmp_path: Path) -> None:
        made = gr.write_letters(
            [scanned()],
            tmp_path / "letters",
            sender="南宫市人民政府",
            day=date(2024, 2, 5),
            reply_by=date(2024, 2, 29),
        )
        (path,) = made.letters
        assert path == tmp_path / "letters" / "南宫市人民政府办公室.docx"
        document = docx.Document(str(path))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        assert paragraphs[0] == "关于南宫市人民政府办公室2023年\n政府信息公开工作年度报告的反馈意见"
        assert paragraphs[1] == "南宫市人民政府办公室："
        assert "应当改正的问题 2 处" in paragraphs[2]
        assert any("2024年2月29日前" in text for text in paragraphs)
        assert paragraphs[-2:] == ["南宫市人民政府", "2024年2月5日"]
        (table,) = document.tables
        row = [cell.text for cell in table.rows[1].cells]
        assert row[0] == "1"
        assert row[1].startswith("三、本年度办理结果 / （四）无法提供 / 1.本机关不掌握相关政府信息 / 总计\n")
        assert row[2:4] == ["51", "15"]
        assert row[4].startswith("表中为 51，按分项相加应为 15")
        assert row[5] == "总计为自然人与法人或其他组织各栏之和"
        assert "51 疑为 15" in "".join(paragraphs)

    def test_places_for_what_is_not_known(self, tmp_path: Path) -> None:
        (path,) = gr.write_letters([scanned()], tmp_path).letters
        assert "（发函单位）" in words(path)
        assert "请于　　年　　月　　日前" in words(path)

    def test_our_own_numbers_of_relations_are_not_in_it(self, tmp_path: Path) -> None:
        raw = attrs.evolve(WRONG, overview="本年新收政府信息公开申请26件。")
        (path,) = gr.write_letters([scanned(raw)], tmp_path).letters
        assert "请核对的问题" in words(path)
        assert "数字应一致" in words(path)
        assert "C1" not in words(path)

    @pytest.mark.parametrize(
        ("number", "chinese"),
        [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
    )
    def test_numerals(self, number: int, chinese: str) -> None:
        assert _numeral(number) == chinese

    @needs_office
    def test_the_signature_is_never_alone_on_a_page(self, tmp_path: Path) -> None:
        (path,) = gr.write_letters([scanned()], tmp_path).letters
        last = convert([path], "pdf", tmp_path / "printed")[0].read_bytes()
        import pypdfium2

        pages = pypdfium2.PdfDocument(last)
        text = pages[len(pages) - 1].get_textpage().get_text_bounded()
        assert "没有问题" in "".join(text.split())


class TestAgencies:
    def test_all_reports_of_an_agency_share_a_letter(self, tmp_path: Path) -> None:
        made = gr.write_letters(
            [
                scanned(of("甲局")),
                scanned(of("甲 局", year=2022, period=None), "b.xlsx"),
                scanned(of("乙局"), "c"),
            ],
            tmp_path,
        )
        assert [path.name for path in made.letters] == ["甲局.docx", "乙局.docx"]
        said = words(made.letters[0])
        assert "关于甲局\n政府信息公开工作年度报告的反馈意见" in said
        assert "一、2022 年度报告（b.xlsx）应当改正的问题" in said
        assert "三、2023 年度报告（a.xlsx）应当改正的问题" in said

    def test_same_contents_are_told_once(self, tmp_path: Path) -> None:
        made = gr.write_letters([scanned(), scanned(file="b.xlsx", same_as=Path("a.xlsx"))], tmp_path)
        assert register(made)["反馈意见"][0][2] == 1
        assert ("b.xlsx" in str(register(made)["没有发函的文件"])) is True

    def test_reports_of_one_year_that_differ(self, tmp_path: Path) -> None:
        right = gr.read(EXAMPLES / "nangong-2023.xlsx")
        made = gr.write_letters([scanned(right, "更正.xlsx"), scanned(file="原.xlsx")], tmp_path)
        (path,) = made.letters
        assert "内容不同的 2 份（更正.xlsx、原.xlsx），以上问题见于原.xlsx" in words(path)
        (alone,) = gr.write_letters([scanned(file="原.xlsx")], tmp_path / "alone").letters
        assert "内容不同" not in words(alone)

    @pytest.mark.parametrize("damage", ["cut", "another's"])
    def test_a_register_that_cannot_be_read_is_not_written_over(self, tmp_path: Path, damage: str) -> None:
        made = gr.write_letters([scanned(of("甲局"))], tmp_path)
        if damage == "cut":
            made.register.write_bytes(made.register.read_bytes()[:2_000])
        else:
            openpyxl.Workbook().save(made.register)
        before = {each: each.read_bytes() for each in tmp_path.iterdir()}
        with pytest.raises(gr.WriteError, match="发函清单读不出") as raised:
            gr.write_letters([scanned(of("乙局"))], tmp_path, overwrite=True)
        assert str(made.register) in str(raised.value)
        assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before

    def test_letters_that_nobody_is_to_have_any_more_are_named_until_they_are_gone(
        self, tmp_path: Path
    ) -> None:
        gr.write_letters([scanned(of("甲局")), scanned(of("乙局"))], tmp_path)
        (tmp_path / "自己的.docx").write_bytes(b"kept")
        for _ in range(2):
            again = gr.write_letters([scanned(of("乙局"))], tmp_path, overwrite=True)
            assert again.stale == (tmp_path / "甲局.docx",)
            assert register(again)["以前写的、不再发的"] == [("甲局.docx",)]
        again.stale[0].unlink()
        last = gr.write_letters([scanned(of("乙局"))], tmp_path, overwrite=True)
        assert last.stale == ()
        assert (tmp_path / "自己的.docx").exists()

    def test_what_is_about_the_settings_is_no_fault_of_reading(self) -> None:
        settings = gr.Settings(waivers=[gr.Waiver(rule="T401", cell="remedies", reason="已核")])
        result = gr.check(WRONG, settings=settings)
        (told,) = (why for finding, why in told_of(result).withheld if finding.code == "F902")
        assert "设置" in told.zh

    def test_without_an_agency_there_is_a_list_and_no_letter(self, tmp_path: Path) -> None:
        made = gr.write_letters([scanned(of(None), "无名.xlsx")], tmp_path)
        assert made.letters == ()
        assert made.nameless == (Path("无名.xlsx"),)
        (row,) = register(made)["没有发函的文件"]
        assert row[0] == "无名.xlsx"
        assert "不知道是哪个机关" in str(row[3])

    def test_every_file_is_somewhere(self, tmp_path: Path) -> None:
        good = attrs.evolve(gr.read("examples/nangong-2023.txt"), agency="丙局")
        unsure = attrs.evolve(of("丁局"), notes=(gr.Note(kind=gr.NoteKind.TRACKED_CHANGES, value="1"),))
        made = gr.write_letters(
            [scanned(), scanned(good, "good.txt"), scanned(unsure, "unsure.docx"), unread()], tmp_path
        )
        sheets = register(made)
        assert [row[0] for row in sheets["没有发函的文件"]] == ["good.txt", "坏.png"]
        assert {row[1] for row in sheets["没有写入的问题"]} == {"unsure.docx"}
        assert made.withheld == len(sheets["没有写入的问题"]) == 2
        assert not any("51" in words(path) for path in made.letters if path.stem == "丁局")

    @pytest.mark.parametrize(
        ("agency", "name"),
        [
            ('甲/乙\\局:*?"<>|', "甲_乙_局_______.docx"),
            ("..", "机关.docx"),
            ("长" * 200, f"{'长' * 60}.docx"),
            ("=cmd", "=cmd.docx"),
        ],
    )
    def test_names_that_no_file_can_have(self, tmp_path: Path, agency: str, name: str) -> None:
        made = gr.write_letters([scanned(of(agency))], tmp_path)
        assert [path.name for path in made.letters] == [name]

    def test_names_that_are_one_to_windows(self, tmp_path: Path) -> None:
        made = gr.write_letters([scanned(of("A局")), scanned(of("a局"), "b")], tmp_path)
        assert [path.name for path in made.letters] == ["A局.docx", "a局 (2).docx"]


class TestFiles:
    def test_nothing_is_overwritten_and_nothing_half_done(self, tmp_path: Path) -> None:
        (tmp_path / "乙局.docx").write_text("mine")
        results = [scanned(of("甲局")), scanned(of("乙局"), "b")]
        with pytest.raises(gr.WriteError, match="已存在"):
            gr.write_letters(results, tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["乙局.docx"]
        assert (tmp_path / "乙局.docx").read_text() == "mine"
        gr.write_letters(results, tmp_path, overwrite=True)
        assert "51" in words(tmp_path / "乙局.docx")

    def test_no_file_is_read_for_a_folder_that_cannot_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        for folder in (tmp_path / "none" / "letters", tmp_path / "file"):
            with pytest.raises(gr.WriteError):
                gr.write_letters(never(), folder)
