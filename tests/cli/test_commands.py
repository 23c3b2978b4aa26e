"""The command line, run as a user runs it: as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import attrs
import jsonschema
import pytest

import govinfo_report as gr
from govinfo_report.writers.columns import places
from tests.conftest import EXAMPLES
from tests.documents.html import HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.text import TextLayout, render_text
from tests.documents.word import WordStyle, render_word

GOOD, BAD = EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"


def run(
    *arguments: str | Path,
    lang: str = "zh_CN.UTF-8",
    stdin: bytes | None = None,
    folder: Path | None = None,
) -> tuple[int, str, str]:
    """Exit status, output and errors of a run."""
    environment = {**os.environ, "LC_ALL": lang, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *map(str, arguments)],
        capture_output=True,
        env=environment,
        input=stdin if stdin is not None else b"",
        check=False,
        cwd=folder,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return done.returncode, out, err


class TestCheck:
    def test_a_report_that_conforms(self) -> None:
        status, out, err = run("check", GOOD)
        assert (status, err) == (0, "")
        assert "南宫市人民政府办公室 2023" in out
        assert "结论：符合。" in out
        assert "行政复议：5格空白，未当作 0" in out

    def test_the_real_text(self, shared: Path) -> None:
        status, out, _ = run("check", shared / "real" / "nangong-2023.txt")
        assert status == 0
        assert "结论：符合。" in out
        assert "“2. 其他法律法规禁止公开”" in out
        assert "行政复议：5格空白，未当作 0" in out

    def test_an_error_is_told_with_label_figures_place_and_reason(self) -> None:
        status, out, _ = run("check", BAD)
        assert status == 1
        assert "结论：不符合，有 2 处错误。" in out
        assert "（四）无法提供 / 1.本机关不掌握相关政府信息 / 总计：表中为 51，按分项相加应为 15" in out
        assert "位置: 三、收到和处理政府信息公开申请情况!J18" in out
        assert "依据: " in out

    def test_english_on_an_english_locale_or_on_request(self) -> None:
        assert "Verdict: conforms." in run("check", GOOD, lang="en_US.UTF-8")[1]
        assert "Verdict: conforms." in run("check", GOOD, "--lang", "en")[1]
        assert "结论：符合。" in run("check", GOOD, lang="C.UTF-8")[1]

    def test_standard_input(self) -> None:
        assert run("check", "-", stdin=BAD.read_bytes())[0] == 1

    @pytest.mark.parametrize(
        ("content", "said"),
        [(b"", "空的"), (b"hello", "没有找到"), (b"%PDF-1.4", "PDF"), (b"PK\x03\x04broken", "损坏")],
    )
    def test_what_cannot_be_read(self, tmp_path: Path, content: bytes, said: str) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(content)
        status, out, err = run("check", path)
        assert (status, out) == (2, "")
        assert said in err
        assert "x.xlsx" in err

    @pytest.mark.parametrize("kind", ["html", "docx", "pdf", "txt", "xlsx"])
    @pytest.mark.parametrize("piped", [False, True])
    def test_any_format_from_a_file_or_standard_input(self, kind: str, piped: bool, tmp_path: Path) -> None:
        raw = gr.read(GOOD)
        data: bytes = {
            "html": lambda: render_html(raw, HtmlStyle()),
            "docx": lambda: render_word(raw, WordStyle()),
            "pdf": lambda: render_pdf(raw, PdfStyle()),
            "txt": lambda: render_text(raw, TextLayout.ROWS).encode(),
            "xlsx": GOOD.read_bytes,
        }[kind]()
        path = tmp_path / f"a.{kind}"
        path.write_bytes(data)
        status, out, err = run("check", "-", stdin=data) if piped else run("check", path)
        assert (status, err) == (0, "")
        assert "200" in out

    def test_explain(self, shared: Path) -> None:
        status, out, _ = run("explain", shared / "real" / "huaian-2024.pdf", "--lang", "en")
        assert status == 0
        assert "page 4, table 2, row 4, column 1" in out

    def test_the_worst_of_several_files_counts(self, tmp_path: Path) -> None:
        assert run("check", GOOD, BAD)[0] == 1
        status, out, err = run("check", BAD, tmp_path / "no.xlsx", GOOD)
        assert status == 2
        assert "找不到" in err
        assert "结论：符合。" in out

    def test_json(self) -> None:
        status, out, _ = run("check", BAD, "--format", "json")
        document = json.loads(out)
        assert status == 1
        assert document["ok"] is False
        assert document["findings"][0]["code"] == "T303"
        assert document["findings"][0]["expected"] == 15
        assert [each["file"] for each in json.loads(run("check", GOOD, BAD, "--format", "json")[1])] == [
            str(GOOD),
            str(BAD),
        ]

    def test_select_and_ignore(self) -> None:
        assert run("check", BAD, "--ignore", "T302", "--ignore", "row-total")[0] == 0
        assert run("check", BAD, "--select", "T401")[0] == 0
        status, _, err = run("check", BAD, "--select", "T999")
        assert status == 2
        assert "T999" in err

    def test_wrong_usage(self) -> None:
        assert run("check")[0] == 2
        assert run("nonsense")[0] == 2


class TestSettings:
    def test_a_waiver_beside_the_reports(self, tmp_path: Path) -> None:
        (tmp_path / "govinfo-report.toml").write_text(
            "".join(
                f"[[waivers]]\nrule = '{rule}'\ncell = 'requests'\nreason = '已书面说明'\n"
                for rule in {finding.code for finding in gr.check(gr.read(BAD)).errors}
            ),
            encoding="utf-8",
        )
        status, out, _ = run("check", BAD, folder=tmp_path)
        assert status == 0
        assert "豁免理由: 已书面说明" in out
        assert run("check", BAD, "--no-settings", folder=tmp_path)[0] == 1

    def test_settings_that_are_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "s.toml").write_text("ignor = []", encoding="utf-8")
        status, out, err = run("check", GOOD, "--settings", tmp_path / "s.toml")
        assert (status, out) == (2, "")
        assert "没有“ignor”这一项" in err

    def test_severity(self) -> None:
        codes = {finding.code for finding in gr.check(gr.read(BAD)).errors}
        options = [part for code in codes for part in ("--severity", f"{code}=warning")]
        assert run("check", BAD, *options)[0] == 0
        assert run("check", BAD, "--severity", "T303=fatal")[0] == 2
        assert run("check", BAD, "--severity", "T999=info")[0] == 2

    def test_a_baseline(self, tmp_path: Path) -> None:
        baseline = tmp_path / "accepted.json"
        status, out, _ = run("check", BAD, "--write-baseline", baseline)
        assert status == 0
        assert f"已记下 {len(gr.check(gr.read(BAD)).findings)} 处问题" in out
        status, out, _ = run("check", BAD, "--baseline", baseline)
        assert status == 0
        assert "基线中已有" in out
        status, out, _ = run("check", BAD, "--baseline", baseline, "--format", "json")
        document = json.loads(out)
        assert document["findings"] == []
        assert document["set_aside"]
        jsonschema.validate(document, json.loads(run("schema", "--check")[1]))
        assert run("check", BAD, "--baseline", tmp_path / "none.json")[0] == 2
        assert run("check", BAD, "--write-baseline", tmp_path / "no" / "such.json")[0] == 2


class TestConvert:
    def test_there_and_back_changes_no_figure(self, tmp_path: Path) -> None:
        for before, after in (
            (GOOD, "a.json"),
            (tmp_path / "a.json", "a.txt"),
            (tmp_path / "a.txt", "a.xlsx"),
        ):
            assert run("convert", before, tmp_path / after)[0] == 0
        one, other = gr.read(GOOD), gr.read(tmp_path / "a.xlsx")
        assert [(c.path, c.kind, c.value) for c in one] == [(c.path, c.kind, c.value) for c in other]

    def test_into_a_report_only_if_it_holds(self, tmp_path: Path) -> None:
        status, _, err = run("convert", GOOD, tmp_path / "a.json", "--as", "report")
        assert status == 1
        assert "F403" in err
        assert run("convert", GOOD, tmp_path / "a.json", "--as", "report", "--blanks", "zero")[0] == 0
        assert isinstance(gr.from_json((tmp_path / "a.json").read_text("utf-8")), gr.AnnualReport)

    def test_nothing_is_overwritten_unasked(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("mine")
        status, _, err = run("convert", GOOD, path)
        assert status == 2
        assert "--overwrite" in err
        assert path.read_text() == "mine"
        assert run("convert", GOOD, path, "--overwrite")[0] == 0


def test_template(tmp_path: Path) -> None:
    path = tmp_path / "2025.xlsx"
    assert run("template", path, "--agency", "甲局", "--year", "2025")[0] == 0
    assert gr.read(path).agency == "甲局"
    assert run("template", path)[0] == 2
    assert run("check", path)[0] == 1


def test_rules() -> None:
    listed = run("rules")[1]
    for rule in gr.catalogue():
        assert f"  {rule.code}  {rule.severity.zh}  {rule.title.zh} [{rule.name}]\n" in listed
    assert listed.startswith("报告的格式和读取\n")
    assert "\n\n三张表\n  T201  " in listed
    assert "勾稽关系" in run("rules", "T301")[1]
    assert run("rules", "row-total", "--lang", "en")[1].startswith("T303 row-total (error)")
    assert {each["code"] for each in json.loads(run("rules", "--format", "json")[1])} == {
        rule.code for rule in gr.catalogue()
    }
    assert run("rules", "X1")[0] == 2


@pytest.mark.parametrize("raw", [False, True])
def test_schema(raw: bool) -> None:
    status, out, _ = run("schema", *(["--raw"] if raw else []))
    assert status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_a_reader_that_goes_away() -> None:
    command = f'"{sys.executable}" -m govinfo_report rules --format json | head -c 10'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


class TestDocuments:
    """What a clerk does in January: template, fill, look, publish."""

    def test_a_template_that_carries_last_year_over(self, tmp_path: Path) -> None:
        status, out, _ = run("template", tmp_path / "t.xlsx", "--last-year", GOOD)
        assert status == 0
        assert "t.xlsx" in out
        raw = gr.read(tmp_path / "t.xlsx")
        assert (raw.agency, raw.year) == ("南宫市人民政府办公室", 2024)
        assert raw["requests.carried_in.natural_person"].value == 0
        assert raw["requests.received.natural_person"].kind == "blank"
        assert run("template", tmp_path / "u.xlsx", "--last-year", tmp_path / "no.pdf")[0] == 2
        assert run("template", tmp_path / "v.xlsx", "--last-year", GOOD, "--year", "2030")[0] == 2

    def test_the_2019_edition(self, tmp_path: Path) -> None:
        assert run("template", tmp_path / "t.xlsx", "--edition", "2019", "--agency", "甲局")[0] == 0
        assert str(gr.read(tmp_path / "t.xlsx").edition) == "2019"

    @pytest.mark.parametrize("suffix", ["docx", "html", "md", "xlsx", "txt"])
    def test_convert_to_every_format(self, tmp_path: Path, suffix: str) -> None:
        assert run("convert", GOOD, tmp_path / f"a.{suffix}")[0] == 0
        back = gr.read(tmp_path / f"a.{suffix}")
        assert [cell.text for cell in back] == [cell.text for cell in gr.read(GOOD)]

    def test_fill_a_workbook(self, tmp_path: Path) -> None:
        run("template", tmp_path / "t.xlsx")
        status, _, err = run("fill", tmp_path / "t.xlsx", GOOD, tmp_path / "a.xlsx")
        assert status == 1
        assert "行政复议" in err
        assert "加 --blanks zero" in err
        status, _, err = run("fill", tmp_path / "t.xlsx", GOOD, tmp_path / "a.xlsx", "--blanks", "zero")
        assert status == 0
        assert err.count("保留公式") == 2  # a line for each sheet, not for each cell
        assert "31 格（J6、J7、J8 等 31 格）" in err
        assert gr.load(tmp_path / "a.xlsx") == gr.load(GOOD, blanks="zero")
        assert run("fill", tmp_path / "t.xlsx", GOOD, tmp_path / "a.xlsx", "--blanks", "zero")[0] == 2

    def test_a_name_that_says_something_else_is_refused(self, tmp_path: Path) -> None:
        """Excel would not open it, and the clerk would not know why."""
        run("template", tmp_path / "t.xlsx")
        for command in (
            ("template", tmp_path / "t.docx"),
            ("template", tmp_path / "t"),
            ("fill", tmp_path / "t.xlsx", GOOD, tmp_path / "a.docx", "--blanks", "zero"),
        ):
            status, _, err = run(*command)
            assert status == 2
            assert "请把文件名改成" in err
        with pytest.raises(gr.WriteError, match=r"请把文件名改成 a\.xlsx"):
            gr.annotate(GOOD, gr.check(gr.read(GOOD)), tmp_path / "a.xls")
        assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]

    @pytest.mark.parametrize("year", ["1990", "99999", "-5"])
    def test_an_impossible_year_is_refused(self, tmp_path: Path, year: str) -> None:
        status, _, err = run("template", tmp_path / "t.xlsx", "--year", year)
        assert status == 2
        assert "2008 至 2100" in err
        assert not list(tmp_path.iterdir())

    def test_annotate_the_workbook_itself_or_a_copy_in_another_format(self, tmp_path: Path) -> None:
        status, out, _ = run("annotate", BAD, tmp_path / "a.xlsx")
        assert status == 1
        assert "a.xlsx" in out
        assert run("annotate", BAD, tmp_path / "a.html")[0] == 1
        assert "T303" in (tmp_path / "a.html").read_text(encoding="utf-8")
        assert run("annotate", GOOD, tmp_path / "b.docx")[0] == 0
        assert run("annotate", BAD, tmp_path / "a.json")[0] == 2
        assert run("annotate", tmp_path / "no.xlsx", tmp_path / "c.xlsx")[0] == 2

    def test_show(self) -> None:
        status, out, _ = run("show", BAD)
        assert status == 0
        assert "   51[1]\n" in out
        tables = out[out.index("二、") : out.index("五、")]
        assert max(map(places, tables.splitlines())) == 80
        assert "(空)" in out
        assert run("show", "no.xlsx")[0] == 2

    def test_check_beside_last_year(self, tmp_path: Path) -> None:
        report = gr.load(GOOD, blanks="zero")
        last = attrs.evolve(report, year=2022, period=gr.Period.of_year(2022))
        gr.write(last, tmp_path / "2022.docx")
        status, out, _ = run("check", GOOD, "--previous", tmp_path / "2022.docx", "--format", "json")
        assert status == 0
        said = json.loads(out)
        assert said["outcomes"]["Y501"] == "passed"
        assert said["outcomes"]["M601"] == "not applicable"
        wrong = ("check", tmp_path / "2022.docx", "--previous", GOOD)
        where = f"{tmp_path / '2022.docx'} · nangong-2023.xlsx"
        said = "上年报告应为 2021 年度，给的是 2023 年度。请看 --previous 给的是不是上一年的报告。"
        assert run(*wrong) == (2, "", f"错误: {where}: {said}\n")
        said = "The report of the year before has to be of 2021; it is of 2023."
        said += " See whether --previous is the report of the year before."
        assert run(*wrong, "--lang", "en") == (2, "", f"error: {where}: {said}\n")
        status, out, _ = run("check", GOOD, "--member", GOOD, "--member", GOOD)
        assert "M601" in out
        assert "M603" in out
        (tmp_path / "名单.txt").write_text("南宫市人民政府办公室\n甲县人民政府\n", encoding="gb18030")
        roster = ("--roster", tmp_path / "名单.txt", "--select", "M602")
        out = run("check", GOOD, "--member", GOOD, *roster)[1]
        assert "缺少“甲县人民政府”的报告" in out
        assert "缺少“南宫市" not in out
        assert run("check", GOOD, "--roster", tmp_path / "none.txt")[0] == 2
        (tmp_path / "empty.txt").write_bytes(b"\n")
        assert "这不是名单" in run("check", GOOD, "--roster", tmp_path / "empty.txt")[2]

    def test_check_for_other_programs(self) -> None:
        status, out, _ = run("check", BAD, GOOD, "--format", "jsonl")
        assert status == 1
        assert [json.loads(line)["ok"] for line in out.splitlines()] == [False, True]
        assert json.loads(run("check", BAD, "--format", "sarif")[1])["version"] == "2.1.0"
        assert run("check", BAD, "--format", "github")[1].startswith("::error file=")
        assert "<testsuites" in run("check", BAD, "--format", "junit")[1]
        status, out, _ = run("check", BAD, "--format", "html")
        assert status == 1
        assert "T303" in out
        assert out.startswith("<!DOCTYPE html>")
        assert run("check", BAD, GOOD, "--format", "html")[0] == 2
        assert json.loads(run("schema", "--check")[1])["oneOf"]


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["chek", "a"], "错误: 没有命令 chek；是不是 check 或", "No such command 'chek'."),
        (["xyzzy"], "错误: 没有命令 xyzzy；命令有 annotate、check、", "No such command 'xyzzy'."),
        (["check"], "错误: 缺少参数 文件|文件夹。", "Missing argument 'FILE|DIR...'."),
        (["fill", "a.xlsx"], "错误: 缺少参数 报告。", "Missing argument 'REPORT'."),
        (["check", "--forma", "json", "a"], "错误: 没有选项 --forma；是不是 --format？", "'--forma'"),
        (["check", "--xyzzy", "a"], "错误: 没有选项 --xyzzy。", "'--xyzzy'"),
        (["check", "--format", "jso", "a"], "--format 的值不对：应为 text、concise、", "'jso' is not one of"),
        (["scan", "x", "--workers", "a"], "--workers 的值不对：应为整数，不小于 1。", "--workers"),
        (["show", "a", "b"], "错误: 多出了参数 b。", "unexpected extra argument (b)"),
        (["check", "a", "--severity", "F201=x"], "应写成 规则=级别", "has to be RULE=LEVEL"),
    ],
)
def test_wrong_usage_is_said_in_either_language(arguments: list[str], zh: str, en: str) -> None:
    status, out, said = run(*arguments)
    assert (status, out) == (2, "")
    assert zh in said
    assert "用法: govinfo-report" in said
    assert "帮助: govinfo-report" in said
    status, out, said = run(*arguments, lang="en_GB.UTF-8")
    assert (status, out) == (2, "")
    assert en in said
    assert "Usage: govinfo-report" in said
    if len(arguments) > 1:  # the language asked for, though the command was not understood
        assert zh in run(*arguments, "--lang", "zh", lang="en_GB.UTF-8")[2]


def test_no_command_at_all_shows_the_help() -> None:
    status, out, said = run()
    assert (status, said) == (2, "")
    assert "命令:" in out


def test_a_report_is_shown_in_either_language() -> None:
    assert "检查结果" in run("show", BAD)[1]
    _, out, _ = run("show", BAD, "--lang", "en")
    assert "Findings" in out
    assert "检查结果" not in out


def test_blanks_are_for_building_a_report(tmp_path: Path) -> None:
    status, _, said = run("convert", GOOD, tmp_path / "a.json", "--blanks", "zero")
    assert status == 2
    assert "只用于 --as report" in said
    assert not (tmp_path / "a.json").exists()


def test_a_baseline_that_the_settings_name_is_made_by_them(tmp_path: Path) -> None:
    (tmp_path / "govinfo-report.toml").write_text('baseline = "accepted.json"', encoding="utf-8")
    status, _, said = run("check", BAD, folder=tmp_path)
    assert status == 2
    assert "没有这个基线文件。请用 check … --write-baseline 生成。" in said
    assert run("check", BAD, "--write-baseline", "accepted.json", folder=tmp_path)[0] == 0
    assert run("check", BAD, folder=tmp_path)[0] == 0


def test_an_annotated_copy_never_replaces_its_original(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.html"):
        path = tmp_path / name
        gr.write(gr.read(BAD), path)
        before = path.read_bytes()
        status, _, said = run("annotate", path, path, "--overwrite")
        assert status == 2
        assert "不能写到原文件上" in said
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("scan",), ("explain",), ("convert", "-", "a.docx"), ("check", GOOD, "--previous")],
)
@pytest.mark.parametrize("address", ["https://www.hongze.gov.cn/col/1.html", "HTTP://a.gov.cn"])
def test_an_address_is_echoed_as_typed_and_nothing_is_fetched(
    arguments: tuple[str | Path, ...], address: str
) -> None:
    status, out, said = run(*arguments, address)
    assert (status, out) == (2, "")
    assert said.startswith(f"错误: {address}: 这是网址；本程序不上网。")
    assert "另存为文件" in said


def test_an_address_of_a_file_on_this_machine() -> None:
    assert "请写文件的路径" in run("check", GOOD.resolve().as_uri())[2]


def test_a_name_without_a_suffix_tells_no_format(tmp_path: Path) -> None:
    status, _, said = run("convert", GOOD, tmp_path / "out")
    assert status == 2
    assert f"{tmp_path / 'out'}: 文件名没有后缀，看不出要写成什么格式。可用：" in said
    assert "不认识的文件格式“xyz”" in run("convert", GOOD, tmp_path / "out.xyz")[2]
    assert not list(tmp_path.iterdir())
